"""Fixtures that every test may ask for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import cutset
from cutset.report.document import Document

# How fast an example is depends on what else the machine does, and on what must be compiled first.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

SHARED = Path(__file__).parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Return the folder of shared research data, or skip where it is not beside the checkout."""
    if not SHARED.is_dir():
        pytest.skip("the shared research data are not beside this checkout")
    return SHARED


@cache
def _space_2022() -> cutset.World:
    return cutset.load("space-2022")


@cache
def _assessed(day: date) -> cutset.Assessment:
    return cutset.assess(_space_2022(), cutset.ask(_space_2022(), as_of=day))


@pytest.fixture(scope="session")
def space_2022() -> cutset.World:
    return _space_2022()


@pytest.fixture(scope="session")
def assessed_on() -> Callable[[str], cutset.Assessment]:
    """Return the assessment of space-2022 on a day, made once."""
    return lambda day: _assessed(date.fromisoformat(day))


@pytest.fixture(scope="session")
def document_on() -> Callable[[str], Document]:
    """Return the document of space-2022 on a day."""
    return lambda day: cutset.document(_assessed(date.fromisoformat(day)))
