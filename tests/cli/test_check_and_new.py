"""The verbs `check` and `new`, as a user types them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from cutset import cli


def run(*words: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> tuple[int, str, str]:
    monkeypatch.setattr(sys, "argv", ["cutset", *words])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    out, err = capsys.readouterr()
    assert isinstance(ended.value.code, int)
    return ended.value.code, out, err


@pytest.fixture
def cutset(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    return lambda *words: run(*words, capsys=capsys, monkeypatch=monkeypatch)


def test_a_world_without_a_fault_exits_with_0(cutset) -> None:  # type: ignore[no-untyped-def]
    code, out, _ = cutset("check", "space-2022")
    assert code == 0
    assert out.splitlines()[-1].startswith("0 faults, ")


def test_every_fault_is_a_line_and_the_count_comes_last(cutset, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "parties.csv").write_text("id,known,name,kind\nP-1,soon,,company\n", encoding="utf-8")
    code, out, _ = cutset("check", str(tmp_path))
    assert code == 2
    lines = [line for line in out.splitlines() if not line.startswith("remark")]
    assert lines[0].startswith("parties.csv:2:known: this is no day 'soon' (")
    assert lines[0].endswith("[bad-date]")
    assert lines[1].startswith("parties.csv:2:name: a value is missing")
    assert lines[-1].startswith("2 faults, ")


def test_json_has_every_field_of_a_fault(cutset, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "parties.csv").write_text("id,known,name,kind\nP-1,soon,x,company\n", encoding="utf-8")
    code, out, _ = cutset("check", str(tmp_path), "--format", "json")
    told = json.loads(out)
    assert code == 2
    assert set(told) == {"world", "faults", "remarks"}
    assert set(told["faults"][0]) == {"file", "row", "column", "code", "sentence", "value", "hint"}


def test_a_world_that_is_not_there_is_one_line(cutset) -> None:  # type: ignore[no-untyped-def]
    code, _, err = cutset("check", "space-2202")
    assert code == 2
    assert "did you mean 'space-2022'" in err
    assert "Traceback" not in err


def test_a_file_that_is_no_workbook_is_a_fault(cutset, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "x.xlsx").write_bytes(b"x")
    code, out, _ = cutset("check", str(tmp_path / "x.xlsx"))
    assert code == 2
    assert "[bad-workbook]" in out


def test_a_new_world_says_how_to_go_on_and_passes_the_check(cutset, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    file = str(tmp_path / "mine.xlsx")
    code, out, _ = cutset("new", file, "--tables", "stakes")
    assert code == 0
    assert "added because the others need them: parties" in out
    assert f"next: cutset check {file}" in out
    assert cutset("check", file)[0] == 0


def test_new_does_not_write_over(cutset, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    assert cutset("new", str(tmp_path / "mine"))[0] == 0
    code, _, err = cutset("new", str(tmp_path / "mine"))
    assert code == 2
    assert "--force" in err
    assert cutset("new", str(tmp_path / "mine"), "--force")[0] == 0


@pytest.mark.parametrize("verb", ["check", "new"])
def test_help_imports_nothing_heavy(verb: str) -> None:
    heavy = {"yaml", "xlsxwriter", "python_calamine", "numpy", "cutset.world.rows"}
    asked = f"import sys, cutset.cli.{verb}; print(sorted({heavy!r} & set(sys.modules)))"
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"
