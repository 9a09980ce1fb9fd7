"""Where does each row of a world stand? File or sheet and line, kept beside the rows and not in them.

A row is the same whichever file it came from; only a message has to say where to look.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from cutset.world.rows import Row

__all__ = ["NOWHERE", "Place", "Places"]


class Place(NamedTuple):
    """Where something stands.

    Parameters
    ----------
    file
        File or sheet; empty where it came from none.
    line
        Line of the file [1 = header]; 0 where it is not known.
    """

    file: str = ""
    line: int = 0


NOWHERE: Final = Place()


class Places:
    """The files and lines of the rows that were read.

    Examples
    --------
    >>> from datetime import date
    >>> from cutset.world.rows import Law
    >>> row = Law(id="US", known=date(2022, 3, 2), name="United States")
    >>> places = Places()
    >>> places.add(Law, "laws.csv", [row], [2])
    >>> places.of(row)
    Place(file='laws.csv', line=2)
    """

    def __init__(self) -> None:
        self._tables: dict[type[Row], tuple[str, Sequence[Row], Sequence[int]]] = {}
        self._lines: dict[type[Row], dict[tuple[str, object], list[tuple[Row, int]]]] = {}

    def add(self, kind: type[Row], file: str, rows: Sequence[Row], lines: Sequence[int]) -> None:
        """Note the lines of the rows of a table, in the order in which they were read."""
        self._tables[kind] = (file, rows, lines)

    def of(self, row: Row) -> Place:
        """Return where a row stands; of rows with the same table, id and day known, where that very row stands."""
        kind = type(row)
        if kind not in self._tables:
            return NOWHERE
        found = self._index(kind).get((row.id, row.known), [])
        line = next((line for one, line in found if one is row), found[0][1] if found else 0)
        return Place(self._tables[kind][0], line)

    def file(self, kind: type[Row]) -> str:
        """Return the file or sheet of a table; its name where it came from none."""
        return self._tables[kind][0] if kind in self._tables else kind.table

    def has(self, kind: type[Row]) -> bool:
        """Whether the table was there, with rows or without."""
        return kind in self._tables

    def has_any(self) -> bool:
        """Whether any table was there."""
        return bool(self._tables)

    def counted(self) -> tuple[int, int]:
        """Return how many rows and how many tables there are."""
        return sum(len(rows) for _, rows, _ in self._tables.values()), len(self._tables)

    def _index(self, kind: type[Row]) -> dict[tuple[str, object], list[tuple[Row, int]]]:
        if kind not in self._lines:
            index: dict[tuple[str, object], list[tuple[Row, int]]] = {}
            _, rows, lines = self._tables[kind]
            for row, line in zip(rows, lines, strict=True):
                index.setdefault((row.id, row.known), []).append((row, line))
            self._lines[kind] = index
        return self._lines[kind]
