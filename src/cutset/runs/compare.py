"""What changed between two runs, days or worlds, and did data, law, time, lists or the engine change it?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

import msgspec

from cutset.report.document import NOTICE
from cutset.runs.between import Between
from cutset.runs.causes import Cause, Reasons, how_it_differs
from cutset.runs.readings import KINDS, Key, Reading, readings
from cutset.runs.sides import Side

__all__ = ["Change", "Comparison", "SideLine", "compare"]

FORMAT: Final = "cutset-comparison/1"
MOST_WORLDS: Final = 2000
"""Worlds that are assessed at most to single out causes."""


class SideLine(msgspec.Struct, frozen=True):
    """What one side is."""

    label: str
    world: str
    as_of: date
    known_by: date
    horizon: date
    engine: str


class Change(msgspec.Struct, frozen=True):
    """One thing that changed.

    Parameters
    ----------
    kind
        function, payment, party, offer, helper, measure, agreement, statement, mark or cut.
    subject, name
        What changed.
    before, after
        What was said of it; empty where nothing was.
    causes
        Why, the first cause first.
    """

    kind: str
    subject: str
    name: str
    before: str
    after: str
    causes: tuple[Cause, ...]


class Comparison(msgspec.Struct, frozen=True):
    """What changed, and nothing else.

    Parameters
    ----------
    old, new
        The sides.
    changes
        What changed, kind by kind.
    rows
        Rows of the tables that differ as known on the two sides.
    assessed
        Worlds between the sides that were assessed to find the causes.
    """

    format: str
    notice: str
    old: SideLine
    new: SideLine
    changes: tuple[Change, ...]
    rows: tuple[Cause, ...]
    assessed: int

    @property
    def moving(self) -> frozenset[tuple[str, str]]:
        """Table and id of the rows that changed something."""
        return frozenset((cause.table, cause.row) for change in self.changes for cause in change.causes if cause.row)


def compare(
    old: Side, new: Side, *, most_worlds: int = MOST_WORLDS, progress: Callable[[int, int], None] | None = None
) -> Comparison:
    """Say what changed from one side to the other, and why.

    Parameters
    ----------
    old, new
        The sides; see :func:`cutset.runs.sides.open_side`.
    most_worlds
        Worlds assessed at most to single out causes; a change for which that is not enough says so.
    progress
        Told how many of the changes have been explained.

    Examples
    --------
    >>> from datetime import date
    >>> import cutset
    >>> from cutset.runs import Inputs
    >>> from cutset.runs.sides import side_of
    >>> world = cutset.load("space-2022")
    >>> days = [date(2022, 3, 11), date(2022, 3, 12)]
    >>> sides = [side_of(Inputs(world, cutset.ask(world, as_of=day)), str(day)) for day in days]
    >>> found = compare(*sides)
    >>> len([change for change in found.changes if change.kind == "party"])
    7
    """
    before, after = readings(old.document), readings(new.document)
    keys = sorted((key for key in {*before, *after} if _differs(before.get(key), after.get(key))), key=_order)
    between = Between(old, new, most_worlds)
    reasons = Reasons(between)
    changes = []
    for number, key in enumerate(keys):
        changes.append(_change(key, before.get(key), after.get(key), reasons.of(key), between))
        if progress is not None:
            progress(number + 1, len(keys))
    rows = tuple(how_it_differs(between, key) for key in between.differing)
    return Comparison(FORMAT, NOTICE, _line(old), _line(new), tuple(changes), rows, between.assessed)


def _differs(before: Reading | None, after: Reading | None) -> bool:
    if before is None or after is None:
        return before is not after
    return before.sense != after.sense


def _order(key: Key) -> tuple[int, str, str]:
    return (KINDS.index(key.kind), key.subject, key.rule)


def _change(
    key: Key, before: Reading | None, after: Reading | None, causes: tuple[Cause, ...], between: Between
) -> Change:
    shown = after or before
    assert shown is not None
    return Change(
        kind=key.kind,
        subject=key.subject,
        name=(between.new_world if after else between.old_world).name(shown.name),
        before=_shown(before, after),
        after=_shown(after, before),
        causes=causes,
    )


def _shown(one: Reading | None, other: Reading | None) -> str:
    """Return a reading in words; of one in many parts the first, and those that the other does not have."""
    if one is None or other is None or not one.parts:
        return one.words if one else ""
    return "; ".join((one.parts[0], *(part for part in one.parts[1:] if part not in other.parts)))


def _line(side: Side) -> SideLine:
    document = side.document
    return SideLine(side.label, document.world, document.as_of, document.known_by, document.horizon, side.engine)
