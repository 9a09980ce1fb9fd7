"""How does a table of text become rows? Every fault is collected with its place; nothing is half-read.

The readers of folders and workbooks bring a :class:`TextTable`; this module knows nothing of files.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final

import msgspec

from cutset.dates import read_day
from cutset.errors import Fault, FormulaError, did_you_mean
from cutset.status import Confidence
from cutset.world.cells import Column, columns, read_confidence
from cutset.world.rows import Row

__all__ = ["TextTable", "read_rows"]

FIRST_COLUMNS: Final = ("id", "known", "source", "confidence")
REQUIRED_FIRST: Final = ("id", "known")
LONGEST_CELL: Final = 20_000
"""A longer cell is a fault [characters]."""
FORMULA_SIGNS: Final = ("=", "+", "@", "\t", "\r")
"""A cell that begins so is run as a formula by a spreadsheet; no column needs it."""


class TextTable(msgspec.Struct, frozen=True):
    """A table as text.

    Parameters
    ----------
    place
        File or sheet, for messages.
    header
        Names of the columns.
    lines
        ``(line number, cells)`` of each row, the header being line 1.
    """

    place: str
    header: tuple[str, ...]
    lines: Sequence[tuple[int, Sequence[str]]]


def read_rows(kind: type[Row], table: TextTable, faults: list[Fault]) -> tuple[list[Row], tuple[str, ...]]:
    """Return the rows of a table, and the names of columns that the model does not know.

    Parameters
    ----------
    kind
        Record of the table.
    table
        Its text.
    faults
        Collects what is wrong; a row with a fault is not returned.
    """
    reader = _RowReader(kind, table, faults)
    rows = [row for number, cells in table.lines if any(cells) for row in reader.read(number, cells)]
    return rows, reader.unknown


class _RowReader:
    def __init__(self, kind: type[Row], table: TextTable, faults: list[Fault]) -> None:
        self.kind, self.place, self.faults = kind, table.place, faults
        self.header = tuple(name.strip() for name in table.header)
        known = {column.name: column for column in columns(kind)}
        self.unknown = tuple(name for name in self.header if name and name not in known and name not in FIRST_COLUMNS)
        self._check_header(known)
        at = {name: place for place, name in enumerate(self.header)}
        self.columns = [(at[name], column) for name, column in known.items() if name in at]
        self.first = {name: at.get(name, -1) for name in FIRST_COLUMNS}
        self.extra = [(at[name], name) for name in self.unknown]
        self.usable = all(self.first[name] >= 0 for name in REQUIRED_FIRST) and not any(
            column.required and name not in at for name, column in known.items()
        )

    def _check_header(self, known: dict[str, Column]) -> None:
        twice = sorted({name for name in self.header if name and self.header.count(name) > 1})
        for name in twice:
            self._fault(1, name, "duplicate-column", "a column stands twice", name)
        needed = [*REQUIRED_FIRST, *(name for name, column in known.items() if column.required)]
        for name in needed:
            if name not in self.header:
                near = did_you_mean(name, self.unknown, most=1)
                hint = f"the header has {near.removeprefix('did you mean ').removesuffix('?')}" if near else "add it"
                self._fault(1, name, "missing-column", f"the column {name!r} is missing", hint=hint)

    def read(self, number: int, cells: Sequence[str]) -> Iterator[Row]:
        if not self.usable:
            return
        before = len(self.faults)
        if len(cells) > len(self.header) and any(cells[len(self.header) :]):
            self._fault(number, "", "too-many-cells", "a row has more cells than the header", hint="quote commas")
        values = self._first_values(number, cells)
        for place, column in self.columns:
            text = cells[place].strip() if place < len(cells) else ""
            if text:
                values[column.field] = self._value(number, column, text)
            elif column.required:
                self._fault(number, column.name, "missing-value", "a value is missing", hint=column.words)
        if self.extra:
            values["extra"] = tuple((name, cells[place]) for place, name in self.extra if place < len(cells))
        if len(self.faults) == before:
            yield self.kind(**values)

    def _first_values(self, number: int, cells: Sequence[str]) -> dict[str, Any]:
        text = {name: cells[at].strip() if 0 <= at < len(cells) else "" for name, at in self.first.items()}
        confidence, inferred = self._confidence(number, text["confidence"])
        return {
            "id": self._id(number, text["id"]),
            "known": self._known(number, text["known"]),
            "source": tuple(one.strip() for one in text["source"].split(";") if one.strip()),
            "confidence": confidence,
            "known_inferred": inferred,
        }

    def _id(self, number: int, text: str) -> str:
        if not text:
            self._fault(number, "id", "missing-value", "a row has no id", hint="give each thing a short name")
        elif any(sign in text for sign in " \t\n;(),?"):
            self._fault(number, "id", "bad-id", "an id holds a space or one of ; ( ) , ?", text, "use letters and -")
        return text

    def _known(self, number: int, text: str) -> date:
        if not text:
            hint = "the day on which it became known, such as 2022-03-02"
            self._fault(number, "known", "missing-value", "a row does not say when it became known", hint=hint)
            return date.min
        try:
            return read_day(text)
        except ValueError as error:
            self._fault(number, "known", "bad-date", "this is no day", text, str(error))
            return date.min

    def _confidence(self, number: int, text: str) -> tuple[Confidence, bool]:
        if not text:
            return Confidence.GENERAL, False
        try:
            return read_confidence(text)
        except ValueError as error:
            self._fault(number, "confidence", "bad-word", "this is no confidence", text, str(error))
            return Confidence.GENERAL, False

    def _value(self, number: int, column: Column, text: str) -> Any:
        if len(text) > LONGEST_CELL:
            hint = f"at most {LONGEST_CELL} characters"
            self._fault(number, column.name, "oversized-cell", "a cell is too long", text[:80], hint)
            return column.empty
        if text.startswith(FORMULA_SIGNS):
            hint = "a spreadsheet would run it; write plain text"
            self._fault(number, column.name, "formula-injection", "a cell begins like a formula", text, hint)
            return column.empty
        try:
            return column.read(text)
        except FormulaError as error:
            for fault in error.faults:
                self._fault(number, column.name, fault.code, fault.sentence, text, fault.hint)
        except ValueError as error:
            self._fault(number, column.name, _code(column), _sentence(column), text, str(error))
        return column.empty

    def _fault(self, row: int, column: str, code: str, sentence: str, value: str = "", hint: str = "") -> None:
        self.faults.append(
            Fault(
                file=self.place,
                row=row,
                column=column,
                code=code,
                sentence=sentence,
                value=value,
                hint=hint,
            )
        )


_KINDS: Final[dict[str, tuple[str, str]]] = {
    "read_day": ("bad-date", "this is no day"),
    "read_end": ("bad-date", "this is neither a day nor 'open'"),
    "read_share": ("bad-share", "this is no share"),
    "read_quantity": ("bad-quantity", "this is no quantity"),
    "read_currency": ("bad-currency", "this is no currency"),
    "_read_number": ("bad-number", "this is no number"),
    "_read_whole": ("bad-number", "this is no whole number"),
}


def _code(column: Column) -> str:
    return _KINDS.get(column.read.__name__, ("bad-word", ""))[0]


def _sentence(column: Column) -> str:
    return _KINDS.get(column.read.__name__, ("", "this word is not one of those that the column knows"))[1]
