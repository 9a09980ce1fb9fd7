"""Is a what-if that cannot be read, or could be read in two ways, refused with its fault?"""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from cutset.cli import cutset
from cutset.errors import InputError
from cutset.ingest.suppose import read_supposed

PARTY = "{id: P-X, known: 2022-01-01, name: somebody, kind: company}"


def code_of(folder: Path, text: str) -> str:
    file = folder / "what-if.yaml"
    file.write_text(text, "utf-8")
    with pytest.raises(InputError) as refused:
        read_supposed(file)
    return refused.value.faults[0].code


def test_a_file_that_is_nested_too_deep_is_a_fault(tmp_path: Path) -> None:
    assert code_of(tmp_path, "parties: " + "[" * 5000) == "bad-yaml"


def test_aliases_that_grow_without_end_are_a_fault(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    assert code_of(tmp_path, "\n".join(lines)) == "bad-yaml"


def test_an_entry_that_holds_itself_is_a_fault(tmp_path: Path) -> None:
    assert code_of(tmp_path, "parties: &all [*all]") == "bad-yaml"


def test_aliases_in_measure_are_read(tmp_path: Path) -> None:
    file = tmp_path / "what-if.yaml"
    shared = PARTY.replace("2022-01-01", "&day 2022-01-01"), PARTY.replace("P-X", "P-Y").replace("2022-01-01", "*day")
    file.write_text("parties:\n" + "".join(f"- {row}\n" for row in shared), "utf-8")
    assert [row.id for row in read_supposed(file)] == ["P-X", "P-Y"]


def test_two_rows_with_one_id_are_a_fault(tmp_path: Path) -> None:
    assert code_of(tmp_path, f"parties:\n- {PARTY}\n- {PARTY}\n") == "duplicate-row"


def test_two_files_that_bring_one_id_are_a_fault(tmp_path: Path) -> None:
    options = []
    for name in ("one.yaml", "two.yaml"):
        (tmp_path / name).write_text(f"parties:\n- {PARTY}\n", "utf-8")
        options += ["--suppose", str(tmp_path / name)]
    shown = CliRunner().invoke(cutset, ["assess", "meridian", *options])
    assert "duplicate-row" in str(shown.exception)


def test_a_column_that_nobody_knows_is_a_fault_that_names_a_near_one(tmp_path: Path) -> None:
    file = tmp_path / "parties.csv"
    file.write_text("id,known,name,kind,contry\nP-X,2022-01-01,somebody,company,FR\n", "utf-8")
    with pytest.raises(InputError, match="unknown-column") as refused:
        read_supposed(file)
    assert "country" in refused.value.faults[0].hint


def test_half_a_character_is_a_fault(tmp_path: Path) -> None:
    half = PARTY.replace("somebody", '"' + chr(92) + 'ud800"')
    assert code_of(tmp_path, f"parties:\n- {half}\n") == "bad-encoding"


def test_a_row_that_names_what_nobody_has_is_a_fault(tmp_path: Path) -> None:
    file = tmp_path / "what-if.yaml"
    row = "{id: C-X, known: 2022-01-01, by: P-NIX, kind: end, effect: stops, date: 2022-01-01, supplies: S-NIX}"
    file.write_text(f"withdrawals:\n- {row}\n", "utf-8")
    shown = CliRunner().invoke(cutset, ["assess", "meridian", "--suppose", str(file)])
    assert "P-NIX" in str(shown.exception)
