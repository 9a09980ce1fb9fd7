"""Is each file of a report whole or not there, and does the command line say what it wrote?"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner

from cutset.cli import cutset
from cutset.report.document import Document
from cutset.report.writing import FORMATS, write_report


def test_every_format_is_written_and_named(small: Document, tmp_path: Path) -> None:
    files = write_report(small, tmp_path)
    assert {path.relative_to(tmp_path).as_posix() for path in files} == {
        path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()
    }
    assert {path.suffix.lstrip(".") for path in files} == set(FORMATS)
    assert msgspec.json.decode((tmp_path / "report.json").read_bytes(), type=Document) == small


def test_only_the_formats_that_are_asked_for_are_written(small: Document, tmp_path: Path) -> None:
    assert [path.name for path in write_report(small, tmp_path, ("json",))] == ["report.json"]
    assert os.listdir(tmp_path) == ["report.json"]


def test_file_that_cannot_be_finished_leaves_the_earlier_one(
    small: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "report.json").write_text("earlier")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_report(small, tmp_path, ("json",))
    assert (tmp_path / "report.json").read_text() == "earlier"
    assert os.listdir(tmp_path) == ["report.json"]


def test_report_writes_what_is_asked_for_and_says_so(tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = CliRunner().invoke(cutset, ["report", "--out", str(out), "--format", "html,csv", "--audience", "board"])
    assert done.exit_code == 0, done.output
    assert f"wrote {out / 'report.html'}" in done.output
    assert f"wrote {out / 'csv'} (20 tables)" in done.output
    assert sorted(os.listdir(out)) == ["csv", "report.html"]
    assert b'data-audience="board"' in (out / "report.html").read_bytes()


def test_assess_writes_every_format_beside_its_screen(tmp_path: Path) -> None:
    done = CliRunner().invoke(cutset, ["assess", "--out", str(tmp_path)])
    assert done.exit_code == 0, done.output
    assert sorted(os.listdir(tmp_path)) == ["csv", "report.html", "report.json", "report.xlsx"]


def test_unknown_format_is_named_with_what_there_is(tmp_path: Path) -> None:
    done = CliRunner().invoke(cutset, ["report", "--out", str(tmp_path), "--format", "pdf"])
    assert done.exit_code == 2
    assert "'pdf' is no format; choose from html, xlsx, json, csv" in done.output
    assert os.listdir(tmp_path) == []


def test_help_imports_nothing_that_only_reports_need() -> None:
    code = "import sys; from cutset.cli import cutset; cutset(['--help'], standalone_mode=False); "
    code += "print(sorted({'jinja2', 'xlsxwriter', 'rich', 'lxml', 'numpy'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
