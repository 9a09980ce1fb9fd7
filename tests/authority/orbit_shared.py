"""Where the shared reference data lie: beside the checkout, never in it."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "flight"


def shared(name: str) -> Path:
    """Return a reference file, or skip the test that wants it."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"reference file {name} is not beside the checkout")
    return path
