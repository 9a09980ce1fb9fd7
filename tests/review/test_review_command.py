"""From a text over the page's decisions to the assessment, by the commands that a person types."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

import pytest
from lxml import etree
from papers import FIRST, SECOND

from cutset.cli import main

Patch = pytest.MonkeyPatch
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: Patch, capsys: Capture) -> Path:
    """A folder with two articles read."""
    for name, text in (("first.txt", FIRST), ("second.txt", SECOND)):
        (tmp_path / name).write_text(text, "utf-8")
        words = (
            str(tmp_path / name),
            "--published",
            "2022-03-02",
            "--parser",
            "rules",
            "--folder",
            str(tmp_path / "b"),
        )
        assert code(monkeypatch, "brief", *words) == 0
    capsys.readouterr()
    return tmp_path / "b"


def code(monkeypatch: Patch, *words: str) -> int:
    """Run the command line in this process and return what it would exit with."""
    monkeypatch.setattr(sys, "argv", ["cutset", *words])
    with pytest.raises(SystemExit) as left:
        main()
    return int(left.value.code or 0)


def decided(folder: Path, monkeypatch: Patch, **verdicts: dict[str, object]) -> Path:
    """Write the page, decide on the first row of some tables as its script does, and return the file."""
    page = folder.parent / "review.html"
    assert code(monkeypatch, "brief", "review", "--folder", str(folder), "--html", str(page)) == 0
    forms = etree.parse(page).xpath("//form")
    entries = []
    for table, verdict in verdicts.items():
        form = next(one for one in forms if one.get("data-proposal").endswith(f"-{table}"))
        keys = {"proposal_id": "proposal", "doc_id": "doc", "row": "row", "replaces": "replaces"}
        entries.append({key: form.get(f"data-{name}") for key, name in keys.items()} | verdict)
    file = folder.parent / "decisions.json"
    told = {"format": "cutset-decisions/1", "reviewer": "M. Example", "decisions": entries}
    file.write_text(json.dumps(told), "utf-8")
    return file


def test_decisions_of_the_page_reach_the_assessment(folder: Path, monkeypatch: Patch, capsys: Capture) -> None:
    edit = {"decision": "edit", "edited": {"supplies": "U-CYGNUS", "kind": "end"}, "note": "it is the whole flight"}
    file = decided(folder, monkeypatch, withdrawals=edit, statements={"decision": "reject"})
    assert code(monkeypatch, "brief", "review", "--folder", str(folder), "--from", str(file)) == 0
    assert "2 new decisions\naccepted 0, edited 1, rejected 1" in capsys.readouterr().out
    suppose = str(folder.parent / "what-if")
    assert code(monkeypatch, "brief", "apply", "--folder", str(folder), "--suppose", suppose) == 0
    assert f"cutset compare space-2022 --as-of 2022-03-02 --suppose {suppose}" in capsys.readouterr().out
    (row,) = csv.DictReader((folder.parent / "what-if" / "withdrawals.csv").read_text("utf-8").splitlines())
    assert (row["supplies"], row["kind"], row["by"]) == ("U-CYGNUS", "end", "P-ROSCOSMOS")
    asked = ("--as-of", "2022-03-02", "--suppose", suppose)
    assert code(monkeypatch, "compare", "space-2022", *asked) == 1
    told = " ".join(capsys.readouterr().out.split())
    assert f"data, supposed 2022-03-02: {row['id']}" in told
    assert "(changed something)" in told
    code(monkeypatch, "assess", "space-2022", *asked)
    assert "supposed" in " ".join(capsys.readouterr().out.partition("station")[2].split())


def test_faulty_decisions_end_with_two_and_change_nothing(folder: Path, monkeypatch: Patch, capsys: Capture) -> None:
    good = decided(folder, monkeypatch, withdrawals={"decision": "accept"})
    assert code(monkeypatch, "brief", "review", "--folder", str(folder), "--from", str(good)) == 0
    before = (folder / "decisions.csv").read_bytes()
    wrong = {"decision": "edit", "edited": {"date": "soon", "kind": "pause"}}
    file = decided(folder, monkeypatch, withdrawals=wrong, statements={"decision": "maybe"})
    capsys.readouterr()
    assert code(monkeypatch, "brief", "review", "--folder", str(folder), "--from", str(file)) == 2
    told = capsys.readouterr().err
    assert "3 faults; nothing was done" in told
    assert "decisions.json:decisions[0].edited.date" in told
    assert (folder / "decisions.csv").read_bytes() == before


def test_page_and_decisions_are_not_asked_for_at_once(folder: Path, monkeypatch: Patch, capsys: Capture) -> None:
    file = decided(folder, monkeypatch, withdrawals={"decision": "accept"})
    words = ("--html", str(folder.parent / "other.html"), "--from", str(file))
    assert code(monkeypatch, "brief", "review", "--folder", str(folder), *words) == 2
    assert "--html" in capsys.readouterr().err


def test_page_names_the_command_that_takes_its_decisions_in(folder: Path, monkeypatch: Patch) -> None:
    decided(folder, monkeypatch)
    told = (folder.parent / "review.html").read_text("utf-8")
    assert f"cutset brief review --folder {folder} --from decisions.json" in told
    assert "State Space Corporation Roscosmos" in told
