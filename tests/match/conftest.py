"""A screener over small lists, shared by the tests of matching."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_lists import ENTRIES, SHARED, official

from cutset.match import Screener, build_index, load_model


@pytest.fixture(scope="session")
def screener() -> Screener:
    return Screener(build_index([official(*ENTRIES)], load_model().frequencies))


@pytest.fixture
def shared_lists() -> Path:
    if not SHARED.is_dir():
        pytest.skip("the shared list snapshots are not beside this checkout")
    return SHARED
