"""What screening says beside its results: exit codes, counts, proof of clearance, and nothing that a terminal obeys."""

from __future__ import annotations

import csv
import io
import json
import os
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from python_calamine import load_workbook

from cutset.cli import cutset as command
from cutset.errors import InputError
from cutset.lists import ListStore
from cutset.showing import shown

LISTED = (
    "id,name,kind,country,inn\n"
    "1,OOO SERNIYA INZHINIRING,entity,RU,\n"
    "2,JOINT STOCK COMPANY MIKRON,entity,RU,7735007358\n"
)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "sanctions.csv").write_text(LISTED)
    ListStore(tmp_path / "store").add(tmp_path / "sanctions.csv", date(2022, 3, 1))
    (tmp_path / "undated.csv").write_text("id,name\n9,Somebody Else\n")
    (tmp_path / "in.csv").write_text("id,name,country\n7,Serniya Engineering,RU\n8,Acme,US\n")
    monkeypatch.setenv("CUTSET_STORE", str(tmp_path / "store"))
    monkeypatch.setenv("CUTSET_USER", "Ann")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(verb: str, *words: str, stdin: str | bytes = "") -> Result:
    return CliRunner().invoke(command, [verb, *words], input=stdin, standalone_mode=False)


def table(*words: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(run("screen", *words, "--format", "csv").stdout)))


def decide(verdict: str) -> None:
    run("decide", "in.csv", "--id", "7", "--entry", "1", "--verdict", verdict, "--why", "looked")


def test_what_was_not_checked_against_complete_lists_stays_open(place: Path) -> None:
    (place / "acme.csv").write_text("id,name\n8,Acme\n")
    assert run("screen", "acme.csv").return_value == 0
    done = run("screen", "acme.csv", "--list", "undated.csv")
    assert (done.return_value, "not checked against complete lists: 1" in done.stderr) == (3, True)


def test_what_a_person_decided_different_is_counted_as_that(place: Path) -> None:
    decide("different")
    done = run("screen", "in.csv")
    assert done.stdout == ""
    assert "no match found: 1" in done.stderr
    assert "earlier decisions used: 1; decided different: 1" in done.stderr
    ((row,), same) = table("in.csv", "--decided"), run("screen", "in.csv", "--decided")
    assert (row["status"], "| decided different " in same.stdout) == ("decided different", True)


def test_every_party_has_a_row_for_every_list(place: Path) -> None:
    rows = table("in.csv", "--every", "--list", "own-sanctions", "--list", "undated.csv", "--repeat", "country")
    assert [(row["id"], row["list"], row["status"], row["country"]) for row in rows] == [
        ("7", "own-sanctions", "candidate", "RU"),
        ("7", "own-undated", "not checked against complete lists", "RU"),
        ("8", "own-sanctions", "no match found", "US"),
        ("8", "own-undated", "not checked against complete lists", "US"),
    ]
    (version,) = ListStore(place / "store").versions()
    assert (rows[2]["list_published"], rows[2]["list_version"]) == ("2022-03-01", version.version)
    decide("different")
    assert [row["status"] for row in table("in.csv", "--every")] == ["decided different", "no match found"]
    assert "8: Acme | no match found | own-sanctions of 2022-03-01" in run("screen", "in.csv", "--every").stdout


def test_a_workbook_has_a_sheet_of_the_lists(place: Path) -> None:
    run("screen", "in.csv", "--format", "xlsx", "--out", "out.xlsx")
    head, row = load_workbook("out.xlsx").get_sheet_by_name("lists").to_python()
    (version,) = ListStore(place / "store").versions()
    assert (row[head.index("list_version")], row[head.index("list_complete")]) == (version.version, "yes")


@pytest.mark.parametrize("source", ["in.csv", "./in.csv", "link.csv"])
def test_results_never_overwrite_the_input(place: Path, source: str) -> None:
    (place / "link.csv").symlink_to("in.csv")
    before = (place / "in.csv").read_text()
    done = run("screen", source, "--format", "csv", "--out", "in.csv")
    assert isinstance(done.exception, InputError)
    assert (place / "in.csv").read_text() == before


def test_results_never_overwrite_a_list_or_go_where_no_file_is(place: Path) -> None:
    os.mkfifo("pipe")
    for out in ("undated.csv", "pipe", "/dev/full", "nowhere/out.csv"):
        done = run("screen", "in.csv", "--list", "undated.csv", "--format", "csv", "--out", out)
        assert isinstance(done.exception, InputError), out
    assert (place / "pipe").is_fifo()


def test_the_ending_of_the_file_and_the_format_must_agree(place: Path) -> None:
    done = run("screen", "in.csv", "--format", "xlsx", "--out", "o.csv")
    assert isinstance(done.exception, InputError)
    assert not (place / "o.csv").exists()
    assert run("screen", "in.csv", "--format", "csv", "--out", "o.txt").return_value == 3


@pytest.mark.parametrize("sign", ["\x1b", "\r", "\n", "\x9b", "\u202e", "\u2066", "\u2028"])
def test_nothing_of_a_name_is_left_that_a_terminal_obeys(place: Path, sign: str) -> None:
    (place / "evil.csv").write_text(f'id,name\n"e{sign}1","Serniya {sign} Engineering"\n')
    for words in (["--explain"], ["--every", "--list", "undated.csv"]):
        out = run("screen", "evil.csv", *words).stdout
        assert shown(f"e{sign}1") in out
        assert sign not in out.replace("\n", "")
        assert "1:" not in [line[:2] for line in out.splitlines()]
    assert json.loads(run("screen", "evil.csv", "--format", "jsonl").stdout)["id"] == f"e{sign}1"


def test_shown_text_keeps_every_letter() -> None:
    assert shown("Ünal ПЕТРОВ 张伟 می‌خواهم") == "Ünal ПЕТРОВ 张伟 می‌خواهم"


def test_a_reason_is_said_once_and_a_number_once(place: Path) -> None:
    (place / "in.csv").write_text("id,name,kind,country,inn\n7,Serniya Inzhiniring OOO,entity,US,\n")
    (row,) = table("in.csv")
    assert row["because"].count("the countries differ") == 1
    out = run("screen", "in.csv", "--explain").stdout
    assert "probability" not in out.split("\n", 1)[1]


def test_a_hit_by_identifier_names_the_party(place: Path) -> None:
    (place / "in.csv").write_text("id,name,inn\n7,Whatever,7735007358\n")
    (row,) = table("in.csv")
    assert (row["asked"], row["how"], "7735007358" in row["because"]) == ("Whatever", "identifier", True)


def test_a_carriage_return_in_a_name_does_not_end_a_row(place: Path) -> None:
    (place / "in.csv").write_bytes(b'id,name\n7,"Serniya Engineering\r9"\n')
    run("screen", "in.csv", "--every", "--format", "csv", "--out", "out.csv")
    with (place / "out.csv").open(newline="") as file:
        assert [row["id"] for row in csv.DictReader(file)] == ["7"]
