"""Whom screening takes in, and where its results go: worlds, Parquet, names one a line, FollowTheMoney, all formats."""

from __future__ import annotations

import json
import shutil
import sys
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from small_lists import ENTRIES, official

import cutset
from cutset.cli import cutset as command
from cutset.errors import InputError, MissingExtraError, NotFoundError
from cutset.lists import ListStore
from cutset.match import DecisionLog, asked
from cutset.match.screening import MOST_FAULTS, read_input
from cutset.worlds import load_embedded

OWN = (
    "id,name,kind,country,inn\n"
    "1,OOO SERNIYA INZHINIRING,entity,RU,\n"
    "2,JOINT STOCK COMPANY MIKRON,entity,RU,7735007358\n"
)
FTM = (
    '{"id":"a","schema":"Person","properties":{"name":["Dmitry Rogozin"],"weakAlias":["Knyaz"],"nationality":["ru"]}}\n'
    '{"id":"b","schema":"Company","properties":{"name":["Serniya Engineering"]}}\n'
    '{"id":"c","schema":"Address","properties":{"full":["Somewhere"]}}\n'
)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "sanctions.csv").write_text(OWN)
    ListStore(tmp_path / "store").add(tmp_path / "sanctions.csv", date(2022, 3, 1))
    monkeypatch.setenv("CUTSET_STORE", str(tmp_path / "store"))
    monkeypatch.setenv("CUTSET_USER", "Ann")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def screened(*words: str, stdin: str | bytes = "") -> tuple[int, list[dict[str, str]], str]:
    """Return the exit code, the result lines, and what was said beside them."""
    done = CliRunner().invoke(command, ["screen", *words, "--format", "jsonl"], input=stdin, standalone_mode=False)
    if done.exception:
        raise done.exception
    return done.return_value, [json.loads(line) for line in done.stdout.splitlines()], done.stderr


def test_a_world_is_asked_with_its_own_ids_names_numbers_countries_and_kinds() -> None:
    rows = {row.asked.id: row for row in read_input("space-2022")}
    mikron = rows["P-MIKRON"].asked
    assert (mikron.names, mikron.kind, mikron.known.countries) == (("JSC Mikron",), "entity", ("RU",))
    assert ("RU-INN", "7735007358") in [(n.scheme, n.value) for n in mikron.known.identifiers]
    assert rows["P-ROGOZIN"].asked.known.birth_dates == ("1963-12-21",)
    assert "RKS" in rows["P-RSS"].asked.weak
    assert rows["P-MIKRON"].cells == {"name": "JSC Mikron", "kind": "company", "country": "RU"}


def test_parties_that_name_nobody_are_not_asked_for() -> None:
    found = read_input("meridian")
    assert found.remarks == ("1 rows of parties name nobody and are not asked for",)
    assert len(found) == len(list(found))


def test_a_world_is_taken_as_known_on_a_day() -> None:
    early, late = (len(read_input("space-2022", day)) for day in (date(2021, 12, 31), date(2026, 1, 1)))
    assert early < late


@pytest.mark.parametrize("form", ["folder", "world.yaml", "workbook", "yaml of tables"])
def test_a_world_may_be_a_folder_a_workbook_or_yaml(place: Path, form: str) -> None:
    folder = Path(cutset.__file__).parent / "worlds" / "meridian"
    if form == "workbook":
        assert CliRunner().invoke(command, ["new", "mine.xlsx"]).exit_code == 0
        names = {row.asked.id for row in read_input("mine.xlsx")}
        assert names
        assert all(name.startswith("P-") for name in names)
        return
    if form == "yaml of tables":
        (place / "few.yaml").write_text(
            "parties:\n"
            "  - {id: P-X, known: 2022-01-01, confidence: documented, name: Serniya Engineering, kind: company}\n"
        )
        assert [row.asked.names for row in read_input("few.yaml")] == [("Serniya Engineering",)]
        return
    shutil.copytree(folder, place / "mine")
    path = place / "mine" if form == "folder" else place / "mine" / "world.yaml"
    assert {row.asked.id for row in read_input(str(path))} == {row.asked.id for row in read_input("meridian")}


def test_a_faulty_world_says_every_fault(place: Path) -> None:
    shutil.copytree(Path(cutset.__file__).parent / "worlds" / "meridian", place / "mine")
    text = (place / "mine/parties.csv").read_text()
    (place / "mine/parties.csv").write_text(text + "P-A,not-a-day,,documented,A,company,,\nP-B,,,wrong,B,company,,\n")
    with pytest.raises(InputError) as caught:
        read_input(str(place / "mine"))
    assert len(caught.value.faults) >= 2


def test_a_decision_about_a_party_of_a_world_stands_in_screen_and_assess(place: Path) -> None:
    (place / "sanctions.csv").write_text(OWN.replace("OOO SERNIYA INZHINIRING", "CONCERN VEGA"))
    ListStore(place / "store").add(place / "sanctions.csv", date(2022, 3, 1), force=True)
    words = ["--list", "own-sanctions", "--as-of", "2022-08-01"]
    code, rows, _ = screened("space-2022", *words)
    (vega,) = [row for row in rows if row["id"] == "P-VEGA-CONCERN"]
    assert (code, vega["status"]) == (3, "candidate")
    how = ["--id", "P-VEGA-CONCERN", "--entry", vega["entry"], "--verdict", "different", "--why", "another Vega"]
    done = CliRunner().invoke(command, ["decide", "space-2022", *words, *how])
    assert "entry 1 of own-sanctions: different" in done.output
    assert "P-VEGA-CONCERN" not in {row["id"] for row in screened("space-2022", *words)[1]}
    told = CliRunner().invoke(command, ["assess", "space-2022", *words, "--format", "json"]).output
    (match,) = [one for one in json.loads(told)["matches"] if one["party"] == "P-VEGA-CONCERN"]
    assert (match["status"], match["entry"]) == ("no match found", "")
    assert "record 1" in match["decision"]
    assert "Ann" not in match["decision"]


def test_names_one_a_line_and_follow_the_money_lines_are_read(place: Path) -> None:
    (place / "names.txt").write_text("Acme\n\nSerniya Engineering\n")
    assert [(row["id"], row["entry"]) for row in screened("names.txt")[1]] == [("3", "1")]
    (place / "ftm.json").write_text(FTM)
    assert [(row["id"], row["entry"]) for row in screened("ftm.json")[1]] == [("b", "1")]
    assert [(row["id"], row["entry"]) for row in screened("-", stdin=FTM)[1]] == [("b", "1")]
    (rogozin, _) = [row.asked for row in read_input("ftm.json")]
    assert (rogozin.names, rogozin.weak, rogozin.known.countries) == (("Dmitry Rogozin",), ("Knyaz",), ("RU",))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_standard_input_is_read_in_any_usual_encoding(place: Path, encoding: str) -> None:
    (row,) = screened("-", stdin="name,id\nSerniya Engineering,é\n".encode(encoding))[1]
    assert row["id"] == "é"


def test_a_repeated_column_that_a_result_has_too_is_set_apart(place: Path) -> None:
    (place / "in.csv").write_text("name,kind,Branch\nSerniya Engineering,company,north\n")
    (row,) = screened("in.csv", "--repeat", "kind", "--repeat", "branch")[1]
    assert (row["kind"], row["input kind"], row["branch"]) == ("entity", "company", "north")
    with pytest.raises(NotFoundError, match="branch"):
        screened("in.csv", "--repeat", "branhc")


def test_results_name_list_day_age_and_whole_hash(place: Path) -> None:
    (row,) = screened("-", "--as-of", "2022-03-11", stdin="Serniya Engineering\n")[1]
    (version,) = ListStore(place / "store").versions()
    assert (row["list_published"], row["list_age_days"], row["list_version"]) == ("2022-03-01", "10", version.version)


def test_a_decision_that_a_second_person_must_share_does_not_count_alone(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (place / "in.csv").write_text("id,name\n7,Serniya Engineering\n")
    words = ["in.csv", "--id", "7", "--entry", "1", "--verdict", "different", "--why", "other"]
    CliRunner().invoke(command, ["decide", *words])
    assert screened("in.csv")[0] == 0
    monkeypatch.setenv("CUTSET_TWO", "1")
    assert screened("in.csv")[0] == 3
    monkeypatch.setenv("CUTSET_USER", "Bob")
    CliRunner().invoke(command, ["decide", *words])
    assert screened("in.csv")[0] == 0


def test_an_input_of_many_faulty_rows_says_so_many_and_no_more(place: Path) -> None:
    (place / "in.csv").write_text("id,name\n" + "1,\n" * (MOST_FAULTS + 50))
    with pytest.raises(InputError) as caught:
        read_input("in.csv")
    assert len(caught.value.faults) == MOST_FAULTS


def test_what_is_neither_a_file_nor_a_world_says_what_is_near(place: Path) -> None:
    with pytest.raises(NotFoundError, match="space-2022"):
        read_input("space-2023")


def test_a_failed_run_leaves_the_earlier_file(place: Path) -> None:
    (place / "out.csv").write_text("earlier")
    (place / "in.csv").write_text("id,name\n1,\n")
    done = CliRunner().invoke(command, ["screen", "in.csv", "--format", "csv", "--out", "out.csv"])
    assert isinstance(done.exception, InputError)
    assert (place / "out.csv").read_text() == "earlier"
    assert [one.name for one in place.iterdir() if "passing" in one.name] == []


def test_parquet_goes_in_and_out(place: Path) -> None:
    duckdb = pytest.importorskip("duckdb", reason="the extra bulk is not installed")
    base = duckdb.connect()
    base.execute(
        "COPY (SELECT i::BIGINT AS ref, 1.0::DOUBLE AS branch, CASE i WHEN 4999 THEN 'Serniya Engineering' "
        "ELSE 'Acme ' || i END AS \"Customer name\", ['Oak', 'Elm' || i] AS alias, 'RU' AS country "
        f"FROM range(5000) t(i)) TO '{place / 'in.parquet'}' (FORMAT parquet)"
    )
    found = read_input("in.parquet")
    first = next(iter(found)).asked
    assert (len(found), first.id, first.names) == (5000, "0", ("Acme 0", "Oak", "Elm0"))
    words = ["screen", "in.parquet", "--format", "parquet", "--out", "o'ut [1].parquet", "--repeat", "branch"]
    done = CliRunner().invoke(command, words, standalone_mode=False)
    assert done.return_value == 3, done.output
    told = base.execute("SELECT id, branch, entry, probability, list_published FROM 'o''ut [[]1].parquet'").fetchall()
    assert told == [("4999", "1", "1", pytest.approx(0.98, abs=0.02), date(2022, 3, 1))]


def test_parquet_without_results_has_its_columns(place: Path) -> None:
    duckdb = pytest.importorskip("duckdb", reason="the extra bulk is not installed")
    (place / "in.txt").write_text("Acme\n")
    CliRunner().invoke(command, ["screen", "in.txt", "--format", "parquet", "--out", "out.parquet"])
    found = duckdb.connect().execute("SELECT * FROM 'out.parquet'")
    assert found.fetchall() == []
    assert "list_version" in [column[0] for column in found.description]


def test_a_damaged_parquet_file_is_a_fault(place: Path) -> None:
    pytest.importorskip("duckdb", reason="the extra bulk is not installed")
    (place / "in [1].parquet").write_bytes(b"PAR1 nothing of the kind PAR1")
    with pytest.raises(InputError, match="the file cannot be read"):
        read_input("in [1].parquet")


def test_a_parquet_file_that_is_damaged_within_is_a_fault(place: Path) -> None:
    duckdb = pytest.importorskip("duckdb", reason="the extra bulk is not installed")
    rows = "SELECT 'Name ' || hash(i) AS name FROM range(200000) t(i)"
    duckdb.connect().execute(f"COPY ({rows}) TO '{place / 'in.parquet'}' (FORMAT parquet)")
    content = bytearray((place / "in.parquet").read_bytes())
    content[len(content) // 2 : len(content) // 2 + 4000] = bytes(4000)
    (place / "in.parquet").write_bytes(content)
    with pytest.raises(InputError, match="the file cannot be read"):
        read_input("in.parquet")


def test_parquet_without_the_extra_names_it(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    (place / "in.parquet").write_bytes(b"")
    with pytest.raises(MissingExtraError, match="bulk"):
        read_input("in.parquet")


class TestFromPython:
    """``cutset.screen``: names, mappings, tables, worlds; decisions, threshold and day."""

    lists = (official(*ENTRIES),)

    def entries(self, parties: object, **more: object) -> list[list[str]]:
        return [[m.entry_id for m in found] for found in cutset.screen(parties, self.lists, **more)]  # type: ignore[arg-type]

    def test_it_takes_names_mappings_and_parties(self) -> None:
        parties = ["Serniya Engineering", {"Name": "Mikron", "INN": "7735007358"}, asked("q", ["Nobody Here"])]
        assert self.entries(parties) == [["2"], ["3"], []]

    @pytest.mark.parametrize("library", ["pandas", "polars", "pyarrow"])
    def test_it_takes_tables(self, library: str) -> None:
        module = pytest.importorskip(library)
        cells = {"Ref": [7, 8], "Customer name": ["Serniya Engineering", "Nobody Here"], "Country": ["RU", None]}
        table = module.table(cells) if library == "pyarrow" else module.DataFrame(cells)
        found = cutset.screen(table, self.lists)
        assert [[m.entry_id for m in one] for one in found] == [["2"], []]
        assert found[0][0].id == "7"

    def test_it_takes_a_world(self) -> None:
        found = {m.id: m.entry_id for one in cutset.screen(load_embedded(), self.lists) for m in one}
        assert found["P-ROGOZIN"] == "1"

    def test_it_takes_files_of_lists(self, tmp_path: Path) -> None:
        (tmp_path / "own.csv").write_text(OWN)
        ((match,),) = cutset.screen(["Serniya Engineering"], [tmp_path / "own.csv"])
        assert (match.list_id, match.incomplete) == ("own-own", ("its publication date is not known",))

    def test_a_list_that_was_published_later_is_left_out(self) -> None:
        assert self.entries(["Serniya Engineering"], as_of=date(2022, 3, 30)) == [[]]
        assert self.entries(["Serniya Engineering"], as_of=date(2022, 3, 31)) == [["2"]]

    def test_a_threshold_of_nought_shows_more(self) -> None:
        assert len(self.entries(["Volga Fund"], threshold=0.01)[0]) > len(self.entries(["Volga Fund"])[0])

    def test_decisions_count(self, tmp_path: Path) -> None:
        party = asked("7", ["Serniya Engineering"])
        log = DecisionLog(tmp_path / "decisions.db")
        ((match,),) = cutset.screen([party], self.lists)
        for verdict, shown in (("unsure", ["candidate"]), ("same", ["same"]), ("different", [])):
            log.decide(party, match, verdict, "Ann", "looked", engine="1")
            (found,) = cutset.screen([party], self.lists, decisions=log.standing())
            assert [one.status for one in found] == shown
        other = asked("7", ["Serniya Engineering"], country="KZ")
        (found,) = cutset.screen([other], self.lists, decisions=log.standing())
        assert "the data changed since" in found[0].decision
