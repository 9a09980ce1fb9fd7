"""Screening files on the command line: inputs, outputs, decisions, and alerts of a new version."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from python_calamine import load_workbook

from cutset.errors import InputError
from cutset.lists import ListStore, open_list
from cutset.match import CustomerBook, asked, screen
from cutset.match.screening import read_input

OWN = (
    "id,name,alias,kind,country,inn\n"
    "1,OOO SERNIYA INZHINIRING,SERNIA ENGINEERING,entity,RU,\n"
    "2,JOINT STOCK COMPANY MIKRON,,entity,RU,7735007358\n"
    '3,"ROGOZIN, Dmitry Olegovich",,person,RU,\n'
)
CUSTOMERS = (
    "ref,customer name,type,country,branch\nc1,Serniya Engineering,company,RU,north\nc2,Acme Ltd,company,US,south\n"
)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "sanctions.csv").write_text(OWN)
    ListStore(tmp_path / "store").add(tmp_path / "sanctions.csv", date(2022, 3, 1))
    (tmp_path / "customers.csv").write_text(CUSTOMERS)
    return tmp_path


def run(place: Path, *words: str, stdin: str = "") -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "cutset", *words],
        input=stdin,
        capture_output=True,
        text=True,
        cwd=place,
        env={
            "CUTSET_STORE": str(place / "store"),
            "PYTHONPATH": ":".join(sys.path),
            "PATH": "/usr/bin",
            "CUTSET_USER": "Ann",
        },
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def test_undecided_then_decided(place: Path) -> None:
    code, out, err = run(place, "screen", "customers.csv", "--format", "csv", "--repeat", "branch")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert code == 3
    assert [(r["id"], r["entry"], r["status"], r["branch"]) for r in rows] == [("c1", "1", "candidate", "north")]
    assert rows[0]["list_published"] == "2022-03-01"
    assert "no match found: 1" in err
    words = ("--id", "c1", "--entry", "1", "--verdict", "different", "--why", "other address")
    assert run(place, "decide", "customers.csv", *words)[0] == 0
    code, out, err = run(place, "screen", "customers.csv", "--format", "csv")
    assert (code, len(out.splitlines())) == (0, 1)
    code, out, _ = run(place, "screen", "customers.csv", "--format", "csv", "--decided")
    assert "different (Ann" in out
    assert run(place, "log", "verify")[1].startswith("1 records")
    assert json.loads(run(place, "log", "export")[1])["why"] == "other address"


def test_a_decision_without_entry_or_reason_is_refused(place: Path) -> None:
    code, _, err = run(place, "decide", "customers.csv", "--id", "c1", "--verdict", "same")
    assert (code, "belong together" in err) == (2, True)


def test_what_is_held_about_one_party_is_exported_and_redacted(place: Path) -> None:
    words = ("--id", "c1", "--entry", "1", "--verdict", "different", "--why", "other address")
    run(place, "decide", "customers.csv", *words)
    assert json.loads(run(place, "log", "export", "--party", "c1")[1])["why"] == "other address"
    assert run(place, "log", "export", "--party", "c2")[1] == ""
    assert run(place, "log", "redact", "c1", "--why", "asked by the person")[0] == 0
    assert run(place, "log", "export", "--party", "c1")[1] == ""
    assert run(place, "log", "verify")[1].startswith("2 records")
    assert run(place, "screen", "customers.csv")[0] == 3


def test_decisions_from_a_file_are_all_taken_or_none(place: Path) -> None:
    (place / "d.csv").write_text("id,entry,verdict,why\nc1,1,maybe,\nc9,1,same,x\n")
    code, _, err = run(place, "decide", "customers.csv", "--from", "d.csv")
    assert (code, err.count("d.csv:")) == (2, 2)
    (place / "d.csv").write_text("id,entry,verdict,why\nc1,1,same,same number\n")
    assert run(place, "decide", "customers.csv", "--from", "d.csv")[0] == 0
    assert run(place, "screen", "customers.csv")[0] == 1


def test_an_identifier_is_a_finding(place: Path) -> None:
    (place / "p.csv").write_text("id,name,inn\np1,Whatever,7735007358\n")
    code, out, _ = run(place, "screen", "p.csv", "--explain")
    assert (code, "same 0.9990" in out) == (1, True)


def test_nothing_found_is_exit_code_0(place: Path) -> None:
    assert run(place, "screen", "-", stdin="Acme Ltd\nBeta Gamma\n")[0] == 0


def test_standard_input_takes_names_one_a_line(place: Path) -> None:
    code, out, _ = run(place, "screen", "-", "--format", "jsonl", stdin="Acme\nSerniya Engineering\n")
    assert (code, json.loads(out)["id"]) == (3, "2")


@pytest.mark.parametrize(
    ("content", "words"),
    [("", "the file is empty"), ("a,b\n1,2\n", "no column of names"), ('name\n"x', "read")],
)
def test_faulty_input_is_exit_code_2(place: Path, content: str, words: str) -> None:
    (place / "bad.csv").write_text(content)
    code, _, err = run(place, "screen", "bad.csv")
    assert (code, words in err) == (2, True)


def test_a_workbook_goes_in_and_out(place: Path) -> None:
    with xlsxwriter.Workbook(str(place / "in.xlsx")) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Name", "Country"])
        sheet.write_row(1, 0, ["Serniya Engineering", "Russia"])
    assert run(place, "screen", "in.xlsx", "--format", "xlsx", "--out", "out.xlsx")[0] == 3
    rows = load_workbook(str(place / "out.xlsx")).get_sheet_by_index(0).to_python()
    assert rows[1][rows[0].index("entry")] == "1"


def test_results_are_the_same_whatever_the_number_of_workers(place: Path) -> None:
    names = "name\n" + "".join(f"Serniya Engineering {n % 7}\n" for n in range(4100))
    (place / "many.csv").write_text(names)
    one = run(place, "screen", "many.csv", "--format", "csv", "--workers", "1")
    two = run(place, "screen", "many.csv", "--format", "csv", "--workers", "2")
    assert one == two


def test_a_formula_in_a_name_stays_text(place: Path) -> None:
    out = run(place, "screen", "-", "--format", "csv", stdin="=Serniya Engineering\n")[1]
    assert "'=Serniya" in out


def test_a_new_version_alerts_only_on_whom_it_touches(place: Path) -> None:
    new = OWN.replace("3,", "4,Acme Limited,,entity,US,\n3,").replace(
        "1,OOO SERNIYA INZHINIRING,SERNIA", "1,OTHER,OTHER"
    )
    (place / "sanctions.csv").write_text(new)
    ListStore(place / "store").add(place / "sanctions.csv", date(2022, 4, 1))
    code, out, err = run(place, "rescreen", "customers.csv")
    assert code == 3
    assert [line.split(" | ")[1] for line in out.splitlines()] == ["entry removed", "entry added"]
    assert "the list changed from 2022-03-01 to 2022-04-01 (1 added, 1 changed, 0 removed)" in err


def test_a_customer_book_asks_only_whom_an_entry_could_be(place: Path) -> None:
    official = open_list(place / "sanctions.csv")
    book = CustomerBook([asked("1", ["Serniya Engineering"]), asked("2", ["Acme Ltd"])])
    assert [c.id for c in book.touched(official.entries)] == ["1"]


def test_screening_from_python_takes_names_mappings_and_tables(place: Path) -> None:
    class Table:
        def to_pylist(self) -> list[dict[str, object]]:
            return [{"Name": "Serniya Engineering", "Country": None}]

    lists = [open_list(place / "sanctions.csv")]
    for parties in (["Serniya Engineering"], [{"name": "Serniya Engineering"}], Table()):
        assert [m.entry_id for m in screen(parties, lists)[0]] == ["1"]
    with pytest.raises(InputError):
        screen([7], lists)


def test_inputs_say_every_fault_at_once(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("id,name\n1,\n2,Foo\n3,\n")
    with pytest.raises(InputError) as caught:
        read_input(str(tmp_path / "x.csv"))
    assert [f.row for f in caught.value.faults] == [2, 4]
