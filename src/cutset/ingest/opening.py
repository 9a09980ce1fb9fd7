"""Which world is meant: an embedded one by name, or a folder of tables?"""

from __future__ import annotations

from pathlib import Path

from cutset.errors import NotFoundError
from cutset.ingest.folder import read_folder
from cutset.world.world import World
from cutset.worlds import EMBEDDED, embedded_folder

__all__ = ["read_world"]


def read_world(named: str) -> World:
    """Read a world by path, or an embedded one by name; a path wins over a name.

    Raises
    ------
    NotFoundError
        Where neither exists.
    InputError
        With every fault of the tables.
    """
    path = Path(named)
    if path.exists():
        return read_folder(path)
    if named in EMBEDDED:
        return read_folder(embedded_folder(named))
    raise NotFoundError("world", named, EMBEDDED)
