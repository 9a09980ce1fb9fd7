"""How decisions reach the log: by ids, from a table, at a terminal."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from cutset.errors import InputError
from cutset.lists import ListStore
from cutset.match import DecisionLog
from cutset.match.deciding import Pairs, decide_from, decide_one, open_matches

HEADER = "id,entry,verdict,why"


@pytest.fixture
def pairs(tmp_path: Path) -> Pairs:
    """One supplier who meets entry 7 in two lists."""
    for name in ("first", "second"):
        (tmp_path / f"{name}.csv").write_text("id,name,country\n7,Serniya Engineering LLC,RU\n8,Alpha Works,RU\n")
        ListStore(tmp_path / "store").add(tmp_path / f"{name}.csv", date(2022, 1, 1))
    (tmp_path / "suppliers.csv").write_text("id,name\nB1,Serniya Engineering\n")
    found, _ = open_matches(str(tmp_path / "suppliers.csv"), tmp_path / "store", ())
    assert {(m.list_id, m.entry_id) for _, m in found} == {("own-first", "7"), ("own-second", "7")}
    return found


@pytest.fixture
def log(tmp_path: Path) -> DecisionLog:
    return DecisionLog(tmp_path / "store" / "decisions.db")


def table(tmp_path: Path, *rows: str) -> Path:
    path = tmp_path / "decisions.csv"
    path.write_text("\n".join(rows) + "\n")
    return path


def test_an_entry_id_of_two_lists_asks_which(log: DecisionLog, pairs: Pairs) -> None:
    with pytest.raises(InputError, match="in own-first and own-second"):
        decide_one(log, pairs, ("B1", "7", "same", "same number"), "Ann", "1")
    assert log.verify().records == 0


def test_a_table_says_the_list_in_a_column(tmp_path: Path, log: DecisionLog, pairs: Pairs) -> None:
    with pytest.raises(InputError, match=r"decisions\.csv:2: party B1 meets an entry of this id in own-first and"):
        decide_from(log, pairs, table(tmp_path, HEADER, "B1,7,same,same number"), "Ann", "1")
    named = table(tmp_path, f"{HEADER},list", "B1,7,same,same number,own-second")
    assert decide_from(log, pairs, named, "Ann", "1") == 1
    assert [one.list_id for one in log.decisions()] == ["own-second"]


def test_a_table_that_contradicts_itself_is_refused_as_a_whole(tmp_path: Path, log: DecisionLog, pairs: Pairs) -> None:
    first = [pair for pair in pairs if pair[1].list_id == "own-first"]
    contrary = table(tmp_path, HEADER, "B1,7,same,same number", "B1,7,different,other address")
    with pytest.raises(InputError, match=r"decisions\.csv:3: the file says same and different of party B1"):
        decide_from(log, first, contrary, "Ann", "1")
    assert log.verify().records == 0


def run(tmp_path: Path, *words: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "cutset", "decide", str(tmp_path / "suppliers.csv"), *words],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        env={"CUTSET_STORE": str(tmp_path / "store"), "PYTHONPATH": ":".join(sys.path), "PATH": "/usr/bin"},
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.usefixtures("pairs")
def test_decide_without_a_terminal_says_how_else(tmp_path: Path) -> None:
    code, words = run(tmp_path)
    assert code == 2
    assert "2 candidates wait for keys, and there is no terminal; decide with --from FILE" in words


@pytest.mark.usefixtures("pairs")
def test_the_line_of_a_decision_names_party_list_and_entry(tmp_path: Path) -> None:
    named = ("--id", "B1", "--entry", "7", "--verdict", "different", "--why", "other owner", "--who", "Ann")
    assert run(tmp_path, *named)[0] == 2
    code, words = run(tmp_path, *named, "--list", "own-first")
    assert (code, words) == (0, "record 1: party B1, entry 7 of own-first: different\n")
