"""Which world is meant: a folder of tables, a workbook, or an embedded one by name?"""

from __future__ import annotations

from pathlib import Path

from cutset.errors import InputError, NotFoundError
from cutset.ingest.folder import folder_bundle, read_folder
from cutset.ingest.reading import Reading, read_bundle
from cutset.ingest.workbook import WORKBOOKS, workbook_bundle
from cutset.world.world import World
from cutset.worlds import EMBEDDED, embedded_folder

__all__ = ["open_world", "read_world"]


def read_world(named: str | Path) -> World:
    """Read and check a world by path, or an embedded one by name; a path wins over a name.

    Raises
    ------
    NotFoundError
        Where neither exists.
    InputError
        With every fault of the tables, and every fault between them.

    Examples
    --------
    >>> read_world("space-2022").settings.name
    'space-2022'
    """
    if not Path(named).exists() and str(named) in EMBEDDED:
        # A test holds the worlds that ship free of faults, so that no run has to look for any.
        return read_folder(embedded_folder(str(named)))
    return open_world(named).given()


def open_world(named: str | Path) -> Reading:
    """Read and check a world, and return it with all its faults and remarks.

    Parameters
    ----------
    named
        A folder of CSV tables, an ``.xlsx`` file, or the name of an embedded world; a path wins over a name.

    Raises
    ------
    NotFoundError
        Where there is no such file, folder or world.
    InputError
        Where the file is of a kind that cannot hold a world.

    Examples
    --------
    >>> open_world("space-2022").faults
    ()
    """
    path = Path(named)
    if path.is_dir():
        return read_bundle(folder_bundle(path))
    if path.exists():
        if path.suffix.casefold() not in WORKBOOKS:
            hint = "name a folder of CSV tables or an .xlsx file"
            raise InputError.one(
                "unknown-format", "this is neither a folder nor a workbook", value=str(path), hint=hint
            )
        return read_bundle(workbook_bundle(path))
    if str(named) in EMBEDDED:
        return read_bundle(folder_bundle(embedded_folder(str(named))))
    near = (entry.name for entry in path.parent.iterdir()) if path.parent.is_dir() else ()
    raise NotFoundError("world", str(named), (*EMBEDDED, *near))
