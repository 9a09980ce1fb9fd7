"""What is known of the world on a day, and what would it be if some rows were added?

A :class:`World` is a frozen bundle of tables. It never changes: :meth:`World.known_by` gives the world of
a day, :meth:`World.supposing` another world with rows added. Rows stand in the order of their ids,
whatever the order in which they were read, so that equal inputs give equal results to the byte.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from operator import attrgetter
from types import MappingProxyType
from typing import Any, TypeVar

from cutset.errors import NotFoundError
from cutset.money import RateTable
from cutset.world.rows import METHOD_TABLES, TABLES, Rate, Row
from cutset.world.settings import Settings

__all__ = ["World"]

R = TypeVar("R", bound=Row)

_ID = attrgetter("id")
_ID_THEN_KNOWN = attrgetter("id", "known")


class World:
    """Tables of dated, sourced rows.

    Parameters
    ----------
    settings
        The content of ``world.yaml``.
    rows
        Rows of any tables in any order.
    supposed
        Rows that stand whatever the day, in place of rows of the same id.

    Examples
    --------
    >>> from cutset.worlds import load_embedded
    >>> world = load_embedded("space-2022")
    >>> len(world.known_by(date(2022, 3, 2)).of(Measure))  # doctest: +SKIP
    24
    """

    def __init__(self, settings: Settings, rows: Iterable[Row], *, supposed: Sequence[Row] = ()) -> None:
        by_table: dict[type[Row], list[Row]] = defaultdict(list)
        for row in rows:
            by_table[type(row)].append(row)
        self.settings = settings
        self.supposed = tuple(supposed)
        self._tables: dict[type[Row], tuple[Row, ...]] = {
            kind: tuple(sorted(listed, key=_ID_THEN_KNOWN)) for kind, listed in by_table.items()
        }
        self._forget()

    def _forget(self) -> None:
        self._index: dict[type[Row], Mapping[str, Row]] = {}
        self._groups: dict[tuple[type[Row], str], Mapping[Any, tuple[Row, ...]]] = {}

    def of(self, kind: type[R]) -> tuple[R, ...]:
        """Return the rows of one table, in the order of their ids."""
        return self._tables.get(kind, ())  # type: ignore[return-value]

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every row, table by table."""
        return tuple(row for kind in TABLES.values() for row in self.of(kind))

    def by_id(self, kind: type[R]) -> Mapping[str, R]:
        """Return the rows of one table by id; of rows with the same id the one known last."""
        found = self._index.get(kind)
        if found is None:
            found = self._index[kind] = MappingProxyType({row.id: row for row in self.of(kind)})
        return found  # type: ignore[return-value]

    def grouped(self, kind: type[R], field: str) -> Mapping[Any, tuple[R, ...]]:
        """Return the rows of one table by the value of a field, or by each value of a list."""
        key = (kind, field)
        found = self._groups.get(key)
        if found is None:
            groups: dict[Any, list[Row]] = defaultdict(list)
            for row in self.of(kind):
                value = getattr(row, field)
                for one in value if isinstance(value, tuple) else (value,):
                    groups[one].append(row)
            found = self._groups[key] = {one: tuple(listed) for one, listed in groups.items()}
        return found  # type: ignore[return-value]

    def one(self, kind: type[R], wanted: str) -> R:
        """Return one row by id.

        Raises
        ------
        NotFoundError
            Where the table has no such id.
        """
        try:
            return self.by_id(kind)[wanted]
        except KeyError:
            raise NotFoundError(kind.__name__.lower(), wanted, self.by_id(kind)) from None

    def name(self, wanted: str | None) -> str:
        """Return the name that people use for the thing with this id, or the id where it has none."""
        return str(getattr(self.find(wanted), "name", "") or wanted) if wanted else ""

    def find(self, wanted: str) -> Row | None:
        """Return the row of any table that has the id, or ``None``."""
        return self._by_any_id.get(wanted)

    @cached_property
    def _by_any_id(self) -> dict[str, Row]:
        return {row.id: row for row in self.rows}

    @cached_property
    def rates(self) -> RateTable:
        """Exchange rates of the world."""
        return RateTable((row.id, row.date, row.base, row.quote, row.rate) for row in self.of(Rate))

    def known_by(self, day: date) -> World:
        """Return the world as it was known on a day.

        Of rows with the same id the latest one known by then stands. Sources, laws, acts and red flags are
        method and stand on any day; so do rows that are supposed.
        """
        standing: list[Row] = []
        for name, kind in TABLES.items():
            listed = self.of(kind)
            if name in METHOD_TABLES:
                standing.extend(listed)
                continue
            latest: dict[str, Row] = {row.id: row for row in listed if row.known <= day}
            standing.extend(latest.values())
        return self._with(standing, self.supposed)

    def supposing(self, *rows: Row) -> World:
        """Return another world in which these rows stand, in place of rows of the same table and id."""
        new = {(type(row), row.id) for row in rows}
        kept = [row for row in self.supposed if (type(row), row.id) not in new]
        other = World(self.settings, (), supposed=(*kept, *rows))
        other._tables = dict(self._tables)  # tables are never changed, so what stays is shared
        for kind in {type(row) for row in rows}:
            table = list(self.of(kind))  # in order of id and day: a few rows find their places without sorting it again
            added = [row for row in rows if type(row) is kind]
            for name in {row.id for row in added}:
                del table[bisect_left(table, name, key=_ID) : bisect_right(table, name, key=_ID)]
            for row in added:
                insort(table, row, key=_ID_THEN_KNOWN)
            other._tables[kind] = tuple(table)
        return other

    def lacking(self, *ids: str) -> World:
        """Return another world without the rows of these ids, in whatever table they stand."""
        gone = frozenset(ids)
        kept = [row for row in self.supposed if row.id not in gone]
        return self._with((row for row in self.rows if row.id not in gone), kept)

    def _with(self, rows: Iterable[Row], supposed: Sequence[Row]) -> World:
        instead = {(type(row), row.id) for row in supposed}
        kept = (row for row in rows if (type(row), row.id) not in instead) if instead else rows
        return World(self.settings, (*kept, *supposed), supposed=supposed)
