"""Which worlds ship? ``space-2022``, the real one, and ``meridian``, a small fictional consortium."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from cutset.errors import NotFoundError
from cutset.ingest.folder import read_folder
from cutset.world.world import World

__all__ = ["EMBEDDED", "embedded_folder", "load_embedded"]

EMBEDDED: Final = ("space-2022", "meridian")


def embedded_folder(name: str) -> Path:
    """Return the folder of an embedded world.

    Raises
    ------
    NotFoundError
        Where no world of that name ships.
    """
    if name not in EMBEDDED:
        raise NotFoundError("embedded world", name, EMBEDDED)
    return Path(__file__).parent / name


def load_embedded(name: str = "space-2022") -> World:
    """Read an embedded world."""
    return read_folder(embedded_folder(name))
