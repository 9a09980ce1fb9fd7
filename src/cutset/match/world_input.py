"""Which parties does a world bring to be screened? Its own ids, aliases, identifiers, countries and kinds."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

from cutset.ingest.opening import read_world
from cutset.ingest.suppose import read_supposed
from cutset.match.asking import Asked, asked_of
from cutset.world.rows import Party
from cutset.world.settings import Settings
from cutset.world.world import World
from cutset.worlds import EMBEDDED

__all__ = ["holds_world", "read_world_parties"]

PARTIES: Final = "parties"
YAML: Final = (".yaml", ".yml")


def holds_world(path: str, *, is_workbook: bool) -> bool:
    """Whether a path is a world: a folder, YAML, a workbook with a sheet of parties, or an embedded name."""
    where = Path(path)
    if not where.exists():
        return path in EMBEDDED
    return where.is_dir() or where.suffix in YAML or (is_workbook and PARTIES in _sheets(where))


def read_world_parties(
    path: str, as_of: date | None = None
) -> tuple[list[tuple[Asked, dict[str, str]]], tuple[str, ...]]:
    """Return the parties of a world as it is known on a day, each with its cells, and remarks.

    The day is by default that from which an assessment looks, so that a decision about a party of a world stands
    for both.

    Raises
    ------
    InputError
        With every fault of the world.
    """
    world = _world(Path(path))
    day = as_of or world.settings.as_of or date.today()  # noqa: DTZ011 - a day, wherever the user is
    known = world.known_by(day)
    parties = known.of(Party)
    asked = asked_of(known)
    cells = {row.id: {"name": row.name, "kind": row.kind, "country": row.country} for row in parties}
    nobody = len(parties) - len(asked)
    remarks = (f"{nobody} rows of parties name nobody and are not asked for",) if nobody else ()
    return [(one, cells[name]) for name, one in asked.items()], remarks


def _world(path: Path) -> World:
    """Read a world; YAML is the ``world.yaml`` of a folder, or tables by name."""
    if path.suffix not in YAML or not path.is_file():
        return read_world(path)
    if path.with_name(f"{PARTIES}.csv").is_file():
        return read_world(path.parent)
    return World(Settings(name=path.stem), read_supposed(path))


def _sheets(workbook: Path) -> set[str]:
    from python_calamine import CalamineError, load_workbook

    try:
        return {name.strip().lower() for name in load_workbook(str(workbook)).sheet_names}
    except (CalamineError, OSError):
        return set()
