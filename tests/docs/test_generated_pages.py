"""The generated pages are current, and name every code that the code can tell."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from cutset.world.cells import columns
from cutset.world.checks.codes import fault_kinds
from cutset.world.rows import TABLES

ROOT = Path(__file__).parents[2]
SOURCES = [
    *(ROOT / "src/cutset/ingest").glob("*.py"),
    *(ROOT / "src/cutset/world/checks").glob("*.py"),
    ROOT / "src/cutset/world/formula.py",
]
NO_CODES = {"space-2022", "utf-8", "utf-8-sig", "yyyy-mm-dd"}
ELSEWHERE = {"nothing-supposed", "bad-yaml"}
"""Codes of what-ifs, which are no worlds."""


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate_tables", ROOT / "docs/generate_tables.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["tables.md", "faults.md"])
def test_a_generated_page_is_current(name: str, generator: ModuleType) -> None:
    page: str = generator.PAGES[name]()
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == page, "run python docs/generate_tables.py"


def test_the_page_of_faults_lists_exactly_the_codes_in_the_code() -> None:
    text = "\n".join(file.read_text(encoding="utf-8") for file in SOURCES)
    used = set(re.findall(r'"([a-z]+(?:-[a-z0-9]+)+)"', text)) - NO_CODES - ELSEWHERE
    page = (ROOT / "docs/faults.md").read_text(encoding="utf-8")
    assert used == set(fault_kinds()) == set(re.findall(r"^\| `([a-z0-9-]+)`", page, re.MULTILINE))


def test_every_column_is_described() -> None:
    nameless = [
        f"{kind.table}.{column.name}" for kind in TABLES.values() for column in columns(kind) if not column.words
    ]
    assert nameless == []
