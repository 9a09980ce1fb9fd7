"""What would the result be somewhere between two sides: the new day with the old knowledge, one row taken back?

Nothing is guessed about a cause: the world between is put together and assessed, and each assessment is kept.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

import msgspec

from cutset.assess import assess
from cutset.lists.entry import OfficialList
from cutset.report.building import build_document
from cutset.runs.canonical import row_cells
from cutset.runs.readings import Key, Reading, readings
from cutset.runs.sides import Side
from cutset.world.question import Question
from cutset.world.rows import TABLES, Exemption, Row, Target
from cutset.world.world import World

__all__ = ["Between", "Factor", "LimitReached", "RowKey"]


class Factor(StrEnum):
    """What can differ between two sides, the engine left aside."""

    ROWS = "rows"
    SETTINGS = "settings"
    LISTS = "lists"
    DECISIONS = "decisions"
    TIME = "time"
    QUESTION = "question"


class RowKey(NamedTuple):
    """A row as it stands on a day: its table and id."""

    table: str
    id: str


class LimitReached(Exception):  # noqa: N818 - not a fault, a bound that is said
    """As many worlds as allowed were assessed."""


Rows = Mapping[RowKey, tuple[Row, ...]]


class Between:
    """Assesses worlds between two sides.

    Parameters
    ----------
    old, new
        The sides.
    limit
        How many worlds are assessed at most.
    """

    def __init__(self, old: Side, new: Side, limit: int) -> None:
        self.old, self.new, self.limit = old, new, limit
        self.old_world, self.new_world = _known(old), _known(new)
        self.old_rows, self.new_rows = _by_key(self.old_world), _by_key(self.new_world)
        keys = sorted({*self.old_rows, *self.new_rows}, key=lambda key: (list(TABLES).index(key.table), key.id))
        self.differing = tuple(key for key in keys if not _same(self.old_rows.get(key), self.new_rows.get(key)))
        self.parts = self._parts()
        within = {part for parts in self.parts.values() for part in parts}
        self.units = tuple(key for key in self.differing if key not in within)
        self.supposed = frozenset((*old.inputs.world.supposed, *new.inputs.world.supposed))
        self.old_lists, self.new_lists = _used(old), _used(new)
        self.factors = tuple(self._factors())
        self._kept: dict[tuple[frozenset[Factor], frozenset[RowKey], date], dict[Key, Reading]] = {}

    def _parts(self) -> dict[RowKey, tuple[RowKey, ...]]:
        """Return the targets and exceptions that differ together with their measure: they come and go with it."""
        measures = {key.id for key in self.differing if key.table == "measures"}
        found: dict[RowKey, list[RowKey]] = {}
        for key in self.differing:
            row = (self.new_rows.get(key) or self.old_rows[key])[-1]
            if isinstance(row, Target | Exemption) and row.measure in measures:
                found.setdefault(RowKey("measures", row.measure), []).append(key)
        return {key: tuple(parts) for key, parts in found.items()}

    def _factors(self) -> list[Factor]:
        old, new = self.old.inputs, self.new.inputs
        same = {
            Factor.ROWS: not self.differing,
            Factor.SETTINGS: old.world.settings == new.world.settings,
            Factor.LISTS: self.old_lists == self.new_lists,
            Factor.DECISIONS: old.decisions == new.decisions,
            Factor.TIME: old.question.as_of == new.question.as_of,
            Factor.QUESTION: _timeless(old.question) == _timeless(new.question),
        }
        return [factor for factor, is_same in same.items() if not is_same]

    def __call__(
        self, taken_back: Collection[Factor] = (), rows: Collection[RowKey] = (), as_of: date | None = None
    ) -> dict[Key, Reading]:
        """Return the readings of the new side with some of it taken back to the old one.

        Parameters
        ----------
        taken_back
            Factors that are as on the old side.
        rows
            Rows that are as on the old side, a measure with its targets and exceptions.
        as_of
            Another day than that of the side.

        Raises
        ------
        LimitReached
            Where as many worlds as allowed were assessed.
        """
        back = frozenset(taken_back) & frozenset(self.factors)
        gone = frozenset(self.differing) if Factor.ROWS in back else frozenset(self._whole(rows))
        day = as_of or (self.old if Factor.TIME in back else self.new).inputs.question.as_of
        place = (back - {Factor.ROWS, Factor.TIME}, gone, day)
        if place not in self._kept:
            if len(self._kept) >= self.limit:
                raise LimitReached
            self._kept[place] = self._assess(*place)
        return self._kept[place]

    def _whole(self, rows: Collection[RowKey]) -> Iterator[RowKey]:
        for key in rows:
            yield key
            yield from self.parts.get(key, ())

    @property
    def assessed(self) -> int:
        """How many worlds were assessed."""
        return len(self._kept)

    def _assess(self, back: frozenset[Factor], gone: frozenset[RowKey], day: date) -> dict[Key, Reading]:
        rows = [row for key, listed in self.new_rows.items() if key not in gone for row in listed]
        rows += [row for key in gone for row in self.old_rows.get(key, ())]
        supposed = [row for row in rows if row in self.supposed] if self.supposed else []
        side = self.old if Factor.SETTINGS in back else self.new
        world = World(side.inputs.world.settings, rows, supposed=supposed)
        question = (self.old if Factor.QUESTION in back else self.new).inputs.question
        latest = max(self.old.inputs.question.known_by, self.new.inputs.question.known_by)
        question = msgspec.structs.replace(question, as_of=day, known_by=latest)
        lists = self.old_lists if Factor.LISTS in back else self.new_lists
        decisions = (self.old if Factor.DECISIONS in back else self.new).inputs.decisions
        return readings(build_document(assess(world, question, lists=lists, decisions=decisions)))


def _known(side: Side) -> World:
    return side.inputs.world.known_by(side.inputs.question.known_by)


def _by_key(world: World) -> Rows:
    found: dict[RowKey, list[Row]] = {}
    for row in world.rows:
        found.setdefault(RowKey(row.table, row.id), []).append(row)
    return {key: tuple(rows) for key, rows in found.items() if key.table != "outcomes"}


def _same(old: tuple[Row, ...] | None, new: tuple[Row, ...] | None) -> bool:
    if old == new:
        return True
    if old is None or new is None:
        return False
    return [row_cells(row) for row in old] == [row_cells(row) for row in new]


def _used(side: Side) -> tuple[OfficialList, ...]:
    """Return the lists that were out by the day of the side."""
    known_by = side.inputs.question.known_by
    return tuple(one for one in side.inputs.lists if one.published is None or one.published <= known_by)


def _timeless(question: Question) -> Question:
    return msgspec.structs.replace(question, as_of=date.min, known_by=date.min)
