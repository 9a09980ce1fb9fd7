"""What do the tests of lists share? Small files in the publishers' own layouts, and the real ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from list_samples import ADD, ALT, SDN

SHARED = Path(__file__).parents[3] / "shared" / "data" / "lists"


@pytest.fixture
def triple(tmp_path: Path) -> Path:
    folder = tmp_path / "ofac"
    folder.mkdir()
    for name, text in {"sdn.csv": SDN, "alt.csv": ALT, "add.csv": ADD}.items():
        (folder / name).write_bytes(text.encode("ascii"))
    return folder


@pytest.fixture
def shared_lists() -> Path:
    if not SHARED.is_dir():
        pytest.skip("the shared list snapshots are not beside this checkout")
    return SHARED
