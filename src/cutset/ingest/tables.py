"""How does a table of text become rows? Every fault is collected with its place; nothing is half-read.

The readers of folders and workbooks bring a :class:`TextTable`; this module knows nothing of files. A table is read
column by column, each distinct text of a column once: words, days, countries and ids repeat, so a table of
a hundred thousand rows costs little more than its distinct cells.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import repeat
from typing import Any, Final

import msgspec

from cutset.dates import ALWAYS, read_day
from cutset.errors import Fault, FormulaError, did_you_mean
from cutset.status import Confidence
from cutset.world.cells import Column, columns, read_confidence
from cutset.world.formula import parse_formula
from cutset.world.rows import Row

__all__ = ["FIRST_COLUMNS", "ReadTable", "TextTable", "known_rows", "read_rows", "read_table"]

FIRST_COLUMNS: Final = ("id", "known", "source", "confidence")
REQUIRED_FIRST: Final = ("id", "known")
LONGEST_CELL: Final = 20_000
"""A longer cell is a fault [characters]."""
FORMULA_SIGNS: Final = ("=", "+", "@", "\t", "\r")
"""A cell that begins so is run as a formula by a spreadsheet; no column needs it."""
NOT_IN_AN_ID: Final = re.compile(r"[ \t\n;(),?]")


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


class ReadTable(msgspec.Struct, frozen=True):
    """The rows of a table, each with its line.

    Parameters
    ----------
    place
        File or sheet.
    rows
        Every row, those with faults too: what could not be read stands empty in them, so that the rest
        of the row can still be checked. They are never given out as a world.
    numbers
        Line of each row.
    faulty
        Places in ``rows`` of those with a fault.
    unknown
        Columns that the model does not know; their cells are kept in ``Row.extra``.
    formulas
        Text of the formulas that could not be read, by place in ``rows``.
    """

    place: str
    rows: list[Row]
    numbers: Sequence[int]
    faulty: frozenset[int]
    unknown: tuple[str, ...]
    formulas: dict[int, str] = {}


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
    read = read_table(kind, table, faults)
    return [row for place, row in enumerate(read.rows) if place not in read.faulty], read.unknown


def known_rows(kind: type[Row], table: TextTable, faults: list[Fault]) -> list[Row]:
    """Return the rows of a table; a column that the model does not know is a fault."""
    rows, unknown = read_rows(kind, table, faults)
    known = [*FIRST_COLUMNS, *(column.name for column in columns(kind))]
    sentence = "the model does not know this column"
    faults += [
        Fault(file=table.place, row=1, column=name, code="unknown-column", sentence=sentence, hint=near)
        for name, near in ((name, did_you_mean(name, known, most=1)) for name in unknown)
    ]
    return rows


def read_table(kind: type[Row], table: TextTable, faults: list[Fault]) -> ReadTable:
    """Return the rows of a table with their lines, those with faults too; ``faults`` collects what is wrong."""
    return _TableReader(kind, table, faults).read()


class _TableReader:
    def __init__(self, kind: type[Row], table: TextTable, faults: list[Fault]) -> None:
        self.kind, self.place, self.faults = kind, table.place, faults
        self.header = tuple(name.strip() for name in table.header)
        self.at = {name: place for place, name in reversed(list(enumerate(self.header)))}
        self.known = {column.name: column for column in columns(kind)}
        self.unknown = tuple(
            dict.fromkeys(name for name in self.header if name and name not in self.known and name not in FIRST_COLUMNS)
        )
        filled = [(number, cells) for number, cells in table.lines if any(cells)]
        self.numbers = _compact([number for number, _ in filled])
        self.cells = [cells for _, cells in filled]
        self.faulty: set[int] = set()
        self.formulas: dict[int, str] = {}

    def read(self) -> ReadTable:
        self._check_header()
        if not self.cells:
            return ReadTable(self.place, [], self.numbers, frozenset(), self.unknown)
        texts = self._texts()
        fields = self._first_fields(texts)
        for name, column in self.known.items():
            if name in self.at:
                fields[column.field] = self._column(texts[self.at[name]], column)
            elif column.required:
                self.faulty.update(range(len(self.cells)))
                fields[column.field] = repeat(_nothing(column), len(self.cells))
        if self.unknown:
            fields["extra"] = self._extra(texts)
        names = tuple(fields)
        rows = [self.kind(**dict(zip(names, values, strict=True))) for values in zip(*fields.values(), strict=True)]
        return ReadTable(self.place, rows, self.numbers, frozenset(self.faulty), self.unknown, self.formulas)

    def _check_header(self) -> None:
        twice = sorted({name for name in self.header if name and self.header.count(name) > 1})
        for name in twice:
            self._fault(1, name, "duplicate-column", "a column stands twice", name, "keep one of them")
        needed = [*REQUIRED_FIRST, *(name for name, column in self.known.items() if column.required)]
        for name in needed:
            if name not in self.at:
                near = did_you_mean(name, self.unknown, most=1)
                hint = f"the header has {near.removeprefix('did you mean ').removesuffix('?')}" if near else "add it"
                self._fault(1, name, "missing-column", f"the column {name!r} is missing", hint=hint)

    def _texts(self) -> list[Sequence[str]]:
        """Return the cells by column, rows that are too short filled up."""
        width = len(self.header)
        for place, cells in enumerate(self.cells):
            if len(cells) == width:
                continue
            if any(cells[width:]):
                self._fault_at(place, "", "too-many-cells", "a row has more cells than the header", hint="quote commas")
            self.cells[place] = [*cells[:width], *repeat("", width - len(cells))]
        texts: list[Sequence[str]] = list(zip(*self.cells, strict=True))
        self._check_nameless(texts)
        return texts

    def _check_nameless(self, texts: list[Sequence[str]]) -> None:
        for name, column in zip(self.header, texts, strict=True):
            if not name:
                for place in [place for place, text in enumerate(column) if text.strip()]:
                    hint = "name the column, or empty the cell"
                    self._fault_at(place, "", "too-many-cells", "a cell stands under no name", column[place], hint)

    def _first_fields(self, texts: list[Sequence[str]]) -> dict[str, Iterable[Any]]:
        """Return the fields that every table has, from its four first columns."""
        many = len(self.cells)
        found: dict[str, Iterable[Any]] = {"id": repeat("", many), "known": repeat(ALWAYS, many)}
        for name in REQUIRED_FIRST:
            if name not in self.at:
                self.faulty.update(range(len(self.cells)))
        readers: dict[str, tuple[Callable[[str], Any], Any, tuple[str, str]]] = {
            "id": (_read_id, "", ("bad-id", "an id holds a space or one of ; ( ) , ?")),
            "known": (read_day, ALWAYS, ("bad-date", "this is no day")),
            "source": (_read_list, (), ("bad-word", "this is no list of sources")),
            "confidence": (read_confidence, (Confidence.GENERAL, False), ("bad-word", "this is no confidence")),
        }
        for name, (read, empty, words) in readers.items():
            if name in self.at:
                found[name] = self._read(texts[self.at[name]], name, read, empty, words)
        self._check_first_filled(texts)
        confidence = list(found.get("confidence", repeat((Confidence.GENERAL, False), many)))
        found["confidence"] = [one for one, _ in confidence]
        found["known_inferred"] = [inferred for _, inferred in confidence]
        return found

    def _check_first_filled(self, texts: list[Sequence[str]]) -> None:
        said = {
            "id": ("a row has no id", "give each thing a short name"),
            "known": ("a row does not say when it became known", "the day on which it became known, as 2022-03-02"),
        }
        for name, (sentence, hint) in said.items():
            if name in self.at:
                self._check_filled(texts[self.at[name]], name, "missing-value", sentence, hint)

    def _check_filled(self, texts: Sequence[str], name: str, code: str, sentence: str, hint: str) -> None:
        blank = {text for text in set(texts) if not text or text.isspace()}
        for place, text in enumerate(texts) if blank else ():
            if text in blank:
                self._fault_at(place, name, code, sentence, hint=hint)

    def _column(self, texts: Sequence[str], column: Column) -> list[Any]:
        if column.required:
            code = "empty-needs" if column.name == "needs" else "missing-value"
            self._check_filled(texts, column.name, code, "a value is missing", column.words)
        code, sentence = _KINDS.get(column.read.__name__, _WORD)
        empty = _nothing(column) if column.required else column.empty
        return self._read(texts, column.name, column.read, empty, (code, sentence))

    def _read(
        self, texts: Sequence[str], name: str, read: Callable[[str], Any], empty: Any, words: tuple[str, str]
    ) -> list[Any]:
        """Return the values of a column; each distinct text is read once, and its faults told at every row."""
        values: dict[str, Any] = {}
        wrong: dict[str, list[Fault]] = {}
        for text in set(texts):
            bare = text.strip()
            if read is str and bare[:1] not in FORMULA_SIGNS and len(bare) <= LONGEST_CELL:
                values[text] = bare or empty
                continue
            values[text], faults = _value(bare, read, empty, words)
            if faults:
                wrong[text] = faults
        if wrong:
            for place, text in enumerate(texts):
                if text in wrong and read is parse_formula:
                    self.formulas[place] = text
                for fault in wrong.get(text, ()):
                    self._fault_at(place, name, fault.code, fault.sentence, fault.value, fault.hint)
        return list(map(values.__getitem__, texts))

    def _extra(self, texts: list[Sequence[str]]) -> list[tuple[tuple[str, str], ...]]:
        kept = [self._read(texts[self.at[name]], name, str, "", _WORD) for name in self.unknown]
        return [
            tuple((name, value) for name, value in zip(self.unknown, values, strict=True) if value)
            for values in zip(*kept, strict=True)
        ]

    def _fault_at(self, place: int, column: str, code: str, sentence: str, value: str = "", hint: str = "") -> None:
        self.faulty.add(place)
        self._fault(self.numbers[place], column, code, sentence, value, hint)

    def _fault(self, row: int, column: str, code: str, sentence: str, value: str = "", hint: str = "") -> None:
        self.faults.append(
            Fault(file=self.place, row=row, column=column, code=code, sentence=sentence, value=value, hint=hint)
        )


def _compact(numbers: list[int]) -> Sequence[int]:
    """Return line numbers as a range where none is left out; a table of many rows then costs nothing for its places."""
    if numbers and numbers[-1] - numbers[0] == len(numbers) - 1:
        return range(numbers[0], numbers[-1] + 1)
    return numbers


def _value(text: str, read: Callable[[str], Any], empty: Any, words: tuple[str, str]) -> tuple[Any, list[Fault]]:
    """Return the value of a text, or what stands in its place and why it cannot be read."""
    if not text:
        return empty, []
    if len(text) > LONGEST_CELL:
        hint = f"at most {LONGEST_CELL} characters"
        return empty, [Fault(code="oversized-cell", sentence="a cell is too long", value=text[:80], hint=hint)]
    if text.startswith(FORMULA_SIGNS):
        hint = "a spreadsheet would run it; write plain text"
        fault = Fault(code="formula-injection", sentence="a cell begins like a formula", value=text, hint=hint)
        return _value(text.lstrip("".join(FORMULA_SIGNS)), read, empty, words)[0], [fault]
    try:
        return read(text), []
    except FormulaError as error:
        return empty, [msgspec.structs.replace(fault, value=text) for fault in error.faults]
    except ValueError as error:
        code, sentence = words
        if text.startswith("-") and code in ("bad-quantity", "bad-number"):
            code, sentence = "negative-quantity", "a quantity is never negative"
        kept = text if read is _read_id else empty
        return kept, [Fault(code=code, sentence=sentence, value=text, hint=str(error))]


def _read_id(text: str) -> str:
    if NOT_IN_AN_ID.search(text):
        raise ValueError("use letters, digits and -")
    return text


def _read_list(text: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in text.split(";") if one.strip())


def _nothing(column: Column) -> Any:
    """Return what stands in a row where a value that must be there could not be read."""
    if column.many:
        return ()
    return "" if column.read is str else None


_WORD: Final = ("bad-word", "this word is not one of those that the column knows")
_KINDS: Final[dict[str, tuple[str, str]]] = {
    "read_day": ("bad-date", "this is no day"),
    "read_end": ("bad-date", "this is neither a day nor 'open'"),
    "read_share": ("bad-share", "this is no share"),
    "read_quantity": ("bad-quantity", "this is no quantity"),
    "read_currency": ("bad-currency", "this is no currency"),
    "_read_number": ("bad-number", "this is no number"),
    "_read_whole": ("bad-number", "this is no whole number"),
    "_read_clock": ("bad-clock", "this is no clock"),
}
