"""Which laws, acts, ownership rules and red flags stand where a world brings none of its own?

They are method, not news: which kind of measure cuts which act, and from which share owning is being caught. A world
that has no such table gets the rows of the embedded world ``space-2022``, and a remark says so; a world
that has the table, even an empty one, is left alone. Laws are only names: those that ship and that rows of a
world name are there whether or not it has a table of laws of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Final

from cutset.errors import Remark
from cutset.world.places import Places
from cutset.world.rows import Act, Bound, Law, Measure, OwnershipRule, RedFlag, Row, Source

__all__ = ["SUPPLIED", "kinds_supplied", "supplied_method"]

SUPPLIED: Final[tuple[type[Row], ...]] = (Law, Act, OwnershipRule, RedFlag)
FROM_WORLD: Final = "space-2022"


def supplied_method(places: Places, unread: Iterable[type[Row]], rows: Iterable[Row]) -> tuple[list[Row], list[Remark]]:
    """Return the rows of method that a world lacks, with their sources, and a remark that says so.

    Parameters
    ----------
    places
        The tables that the world has.
    unread
        Tables that it has and that could not be read; they are not replaced.
    rows
        The rows of the world; sources that it has itself are left alone.
    """
    rows = list(rows)
    absent: list[type[Row]] = [kind for kind in SUPPLIED if not places.has(kind) and kind not in set(unread)]
    if not places.has_any() or not (absent or _laws_named(rows)):
        return [], []
    shipped = _shipped()
    found = [row for row in shipped if type(row) in absent]
    laws = _laws_named([*rows, *found])
    found += [row for row in shipped if isinstance(row, Law) and row.id in laws]
    wanted = {source for row in found for source in row.source}
    own = {row.id for row in rows if isinstance(row, Source)}
    sources = [row for row in shipped if isinstance(row, Source) and row.id in wanted - own]
    return [*found, *sources], [_remark(absent, len(found))] if absent else []


def _laws_named(rows: Iterable[Row]) -> set[str]:
    """Return the laws that rows name and no row of laws describes."""
    named: set[str] = {row.law for row in rows if isinstance(row, (Measure, Bound, OwnershipRule))}
    return {law for law in named if law} - {row.id for row in rows if isinstance(row, Law)}


def kinds_supplied() -> frozenset[str]:
    """Return the kinds of measures of which the acts that ship say what they cut."""
    return frozenset(row.measure_kind for row in _shipped() if isinstance(row, Act))


def _remark(absent: list[type[Row]], many: int) -> Remark:
    names = ", ".join(kind.table for kind in absent)
    return Remark(
        code="method-supplied",
        sentence=f"{many} rows that ship with cutset stand in place of absent tables: {names}",
        hint="bring a table of your own, even an empty one, to use that instead",
    )


@cache
def _shipped() -> tuple[Row, ...]:
    from cutset.worlds import load_embedded

    return load_embedded(FROM_WORLD).rows
