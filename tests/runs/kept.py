"""What do the tests of runs share? The embedded world, its results by day, and the command line."""

from __future__ import annotations

import sys
from datetime import date
from functools import lru_cache

import pytest

from cutset.assess import ask
from cutset.cli import main
from cutset.report.document import Document
from cutset.runs import Inputs
from cutset.worlds import load_embedded

load = lru_cache(maxsize=2)(load_embedded)


def inputs_on(day: str, **asked: object) -> Inputs:
    world = load("space-2022")
    return Inputs(world, ask(world, as_of=date.fromisoformat(day), **asked))  # type: ignore[arg-type]


@lru_cache(maxsize=64)
def document_on(day: str) -> Document:
    return inputs_on(day).document()


def exit_code(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    """Run the command line in this process and return what it would exit with."""
    monkeypatch.setattr(sys, "argv", ["cutset", *words])
    with pytest.raises(SystemExit) as left:
        main()
    return int(left.value.code or 0)
