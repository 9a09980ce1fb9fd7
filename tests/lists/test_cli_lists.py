"""The verb ``lists`` on the command line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import list_samples as samples
import pytest


def run(tmp_path: Path, *words: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "cutset", "lists", *words],
        capture_output=True,
        text=True,
        env={"CUTSET_STORE": str(tmp_path / "store"), "PYTHONPATH": ":".join(sys.path), "PATH": "/usr/bin"},
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_add_show_and_changes(tmp_path: Path) -> None:
    un = tmp_path / "un.xml"
    un.write_text(samples.UN_XML)
    assert run(tmp_path, "show") == (0, "no lists held; add one with: cutset lists add FILE\n")
    code, words = run(tmp_path, "add", str(un))
    assert code == 0
    assert words.startswith("added un-sc: 2 entries, 2026-02-27")
    un.write_text(samples.UN_XML.replace("ADF", "ADF/NALU").replace("2026-02-27", "2026-03-27"))
    run(tmp_path, "add", str(un))
    code, words = run(tmp_path, "changes")
    assert (code, "~ CDe.001 ADF/NALU: names" in words) == (1, True)
    assert run(tmp_path, "show", "--all")[1].count("un-sc") == 2


def test_an_empty_name_is_not_the_current_folder(tmp_path: Path) -> None:
    code, words = run(tmp_path, "add", "")
    assert code == 2
    assert "name a file, a folder or a URL" in words


def test_add_says_what_became_of_the_date(tmp_path: Path) -> None:
    own = tmp_path / "mine.csv"
    own.write_text("id,name\n1,Alpha Works\n")
    run(tmp_path, "add", str(own), "--published", "2023-01-01")
    code, words = run(tmp_path, "add", str(own), "--published", "2022-01-01")
    assert code == 0
    assert words.startswith("date set right from 2023-01-01 to 2022-01-01: own-mine: 1 entries")
    own.write_text("id,name\n1,Alpha Works\n2,Beta Plant\n")
    words = run(tmp_path, "add", str(own))[1]
    assert "screen and assess go on with the version of 2022-01-01 until its day is known" in words
    code, words = run(tmp_path, "changes")
    assert (code, "nobody said of which day" in words) == (2, True)
    un = tmp_path / "un.xml"
    un.write_text(samples.UN_XML)
    words = run(tmp_path, "add", str(un), "--published", "2022-01-01")[1]
    assert "--published 2022-01-01 is not used: the file itself says 2026-02-27" in words


@pytest.mark.parametrize("content", ["", "<html>", "a,b\n"])
def test_faulty_input_is_exit_code_2_with_one_line_a_fault(tmp_path: Path, content: str) -> None:
    (tmp_path / "x.csv").write_text(content)
    code, words = run(tmp_path, "add", str(tmp_path / "x.csv"))
    assert code == 2
    assert words.startswith("x.csv: ")
    assert words.endswith("1 fault; nothing was done\n")
