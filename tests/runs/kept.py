"""What do the tests of runs share? The embedded world, its results by day, and a store in a folder of their own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cutset.assess import ask
from cutset.cli import cutset
from cutset.runs import Inputs, Store
from cutset.worlds import load_embedded

load = lru_cache(maxsize=2)(load_embedded)


def inputs_on(day: str, **asked: object) -> Inputs:
    world = load("space-2022")
    return Inputs(world, ask(world, as_of=date.fromisoformat(day), **asked))  # type: ignore[arg-type]


@lru_cache(maxsize=8)
def document_on(day: str):
    return inputs_on(day).document()


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CUTSET_STORE", str(tmp_path / "data" / "runs.sqlite"))
    return tmp_path / "data" / "runs.sqlite"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store(path, create=True) as opened:
        yield opened


def run_cutset(*words: str) -> Result:
    """Run the command line as a person would, without a process of its own."""
    return CliRunner().invoke(cutset, words, standalone_mode=False)
