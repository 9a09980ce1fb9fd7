"""Whom do we screen? Inputs party by party: a world, CSV, a workbook, Parquet, FollowTheMoney lines, standard input.

Columns are told by their headers as in users' own lists. An input is read twice and never held whole (but for
workbooks and worlds): the first time it is counted and every fault is found, before anything is written.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

import msgspec

from cutset.errors import Fault, InputError, NotFoundError
from cutset.lists.birth import birth_date
from cutset.lists.countries import country_code
from cutset.lists.entry import Identifier
from cutset.lists.ftm_lines import entries_of
from cutset.lists.identifiers import from_label, identifier
from cutset.lists.own_csv import (
    EXACT,
    ONE_ONLY,
    SEVERAL,
    columns_of,
    columns_twice,
    delimiter_of,
    party_kind,
    whole_names,
)
from cutset.lists.source import Source, fault_of
from cutset.lists.tabular import plain, printed_header, rows, split_cell
from cutset.match.asking import Asked
from cutset.match.columns import GENDERS, Unread, column_words
from cutset.match.exact import Known
from cutset.worlds import EMBEDDED

__all__ = ["Input", "Row", "long_names", "party_of", "read_input"]

LABELS: Final = {
    "tax": "tax id",
    "registration": "registration number",
    "passport": "passport",
    "identity": "id",
}
MOST_FAULTS: Final = 1000
LONGEST_NAME: Final = 1000
"""Longest name that is screened; the longest listed one has 347 [characters]."""

OF_TABLES: Final = re.compile(r"[;|\t]")
CELLS: Final = re.compile(r",(?=\S)")
"""Commas that part cells; in a name a space follows."""

NAME_A_COLUMN: Final = "write a header above it that calls the column of names 'name'"
MEND: Final = "mend it, or export it again from where it came"
SAY_ENCODING: Final = "say what it is, as in --encoding cp1251, or save it as UTF-8"
WORKBOOKS: Final = ("xlsx", "xlsm", "xlsb", "xls", "ods")
Cells = Iterator[tuple[int, dict[str, str]]]


class Row(msgspec.Struct, frozen=True):
    """A row of an input: whom it asks for, and the cells to repeat."""

    asked: Asked
    cells: dict[str, str]


class Input:
    """Whom to screen; may be walked through more than once.

    Parameters
    ----------
    walk
        Starts a walk; faults go into its list.
    remarks
        What else should be known of the input.
    kept
        What must last as long as the input does.

    Raises
    ------
    InputError
        With every fault of the input, up to :data:`MOST_FAULTS`.
    """

    def __init__(
        self, walk: Callable[[list[Fault]], Iterator[Row]], remarks: tuple[str, ...] = (), kept: object = None
    ) -> None:
        self._walk, self.remarks, self._kept = walk, remarks, kept
        faults: list[Fault] = []
        self._count = 0
        for _ in walk(faults):
            self._count += 1
            if len(faults) >= MOST_FAULTS:
                break
        if faults:
            raise InputError(sorted(faults))
        if not self._count:
            raise InputError.one("nobody", "the input names nobody to screen", hint="look whether it is the right file")

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Row]:
        return self._walk([])


def read_input(path: str, as_of: date | None = None, *, encoding: str = "") -> Input:
    """Read whom to screen.

    Parameters
    ----------
    path
        A file, a world (folder, workbook or embedded name), or ``-`` for standard input.
    as_of
        Day on which a world is looked at; by default its own, or today.
    encoding
        How the letters of a text file are written, where that is neither UTF-8 nor UTF-16.

    Raises
    ------
    InputError
        The input has no column of names, holds faulty rows, or its letters cannot be told; every fault at once.
    NotFoundError
        There is no such file or world.
    MissingExtraError
        It is a Parquet file, and the extra ``bulk`` is not installed.
    """
    if path == "-":
        return _standard_input(encoding)
    from cutset.match.world_input import holds_world, read_world_parties

    where = Path(path)
    suffix = where.name.removesuffix(".gz").lower().rpartition(".")[2]
    if holds_world(path, is_workbook=suffix in WORKBOOKS):
        found, remarks = read_world_parties(path, as_of)
        return Input(lambda _: (Row(asked, cells) for asked, cells in found), remarks)
    if not where.is_file():
        raise NotFoundError("file or world", path, (*EMBEDDED, *_beside(where)))
    if suffix in WORKBOOKS:
        return _workbook(where)
    if suffix in ("parquet", "pq"):
        return _parquet(where)
    source = Source(where, encoding=encoding, mend=MEND)
    return _text(source, names_alone=suffix == "txt")


def _text(source: Source, *, names_alone: bool, kept: object = None) -> Input:
    """Read FollowTheMoney lines, a CSV, or names one a line where that may be and no header says otherwise."""
    source.check()
    source.check_encoding(SAY_ENCODING)
    start = source.head.decode(source.encoding, errors="replace").lstrip("\ufeff \t\r\n")
    if start.startswith("{"):
        return Input(partial(_entries, source), kept=kept)
    if start.startswith("["):
        hint = "bring FollowTheMoney lines, one object a line, or a CSV"
        raise InputError.one("bad-json", "a JSON array is no input", file=source.name, hint=hint)
    delimiter = delimiter_of(source)
    header = printed_header(source, delimiter)
    if names_alone and not _has_names(columns_of([plain(cell) for cell in header])):
        return Input(partial(_lines, source), kept=kept)
    return _table(source.name, header, lambda faults: rows(source, (), faults, delimiter=delimiter), kept)


def _table(file: str, header: Sequence[str], cells: Callable[[list[Fault]], Cells], kept: object = None) -> Input:
    """Read rows under a header, and remark which columns and cells are not used."""
    columns = columns_of([plain(cell) for cell in header])
    if not _has_names(columns):
        raise InputError.one("missing-column", "no column of names", file=file, hint="call one of the columns 'name'")
    if faults := columns_twice(header, columns, file, ONE_ONLY):
        raise InputError(faults)
    unread = Unread()
    found = Input(lambda faults: _parties(cells(faults), columns, file, faults, unread), kept=kept)
    found.remarks = (column_words(header, columns), *unread.words)
    return found


def _standard_input(encoding: str) -> Input:
    """Keep standard input in a passing file while this run lasts, so that it can be read twice."""
    kept = tempfile.NamedTemporaryFile(prefix="cutset-")  # noqa: SIM115 - it must outlive this call
    shutil.copyfileobj(sys.stdin.buffer, kept)
    kept.flush()
    source = Source(Path(kept.name), "standard input", encoding=encoding, mend=MEND)
    try:
        return _text(source, names_alone=True, kept=kept)
    except InputError:
        kept.close()
        raise


def _lines(source: Source, faults: list[Fault]) -> Iterator[Row]:
    """Yield names one a line; a table whose header names no column of names is not taken for names."""
    commas: set[int] = set()
    count = 0
    with source.text() as text:
        for at, line in enumerate(text, start=1):
            name = line.replace("\x00", "").removeprefix("\ufeff").strip()
            if not name:
                continue
            asked = Asked(str(at), (name,))
            count += 1
            commas.add(len(CELLS.findall(name)))
            if sign := OF_TABLES.search(name):
                words = f"a name a line holds no {sign[0]!r}; this looks like a table"
                faults.append(fault_of(source, at, "", "table-as-names", words, name, NAME_A_COLUMN))
            faults += long_names(asked, source.name, at)
            if len(faults) >= MOST_FAULTS:
                return
            yield Row(asked, {})
    if count > 1 and len(commas) == 1 and commas != {0}:
        words = "every line has as many commas as the others; this looks like a table"
        faults.append(fault_of(source, 1, "", "table-as-names", words, hint=NAME_A_COLUMN))


def _entries(source: Source, faults: list[Fault]) -> Iterator[Row]:
    seen: dict[str, int] = {}
    for at, entry in enumerate(entries_of(source, faults), start=1):
        known = Known(entry.countries, entry.birth_dates, entry.gender, entry.identifiers)
        names = tuple(name.text for name in entry.names if name.kind != "weak")
        weak = tuple(name.text for name in entry.names if name.kind == "weak")
        asked = Asked(entry.id, names, "" if entry.kind == "unknown" else entry.kind, known, weak)
        faults += [*long_names(asked, source.name, at), *_again(asked, source.name, at, seen)]
        if len(faults) >= MOST_FAULTS:
            return
        yield Row(asked, {})


def _workbook(path: Path) -> Input:
    from python_calamine import CalamineError, load_workbook

    try:
        sheet = load_workbook(str(path)).get_sheet_by_index(0).to_python()
    except (CalamineError, OSError) as error:
        raise InputError.one("bad-workbook", f"the workbook cannot be read: {error}", file=path.name) from error
    header = [str(cell).strip() for cell in (sheet[0] if sheet else [])]
    names = [plain(cell) for cell in header]

    def cells(_: list[Fault]) -> Cells:
        for at, row in enumerate(sheet[1:], start=2):
            yield at, {column: _cell(value) for column, value in zip(names, row, strict=False)}

    return _table(path.name, header, cells)


def _parquet(path: Path) -> Input:
    from cutset.match.parquet import ParquetFile

    file = ParquetFile(path)
    names = [plain(column) for column in file.header]

    def cells(_: list[Fault]) -> Cells:
        for at, row in enumerate(file.rows(), start=1):
            yield at, {column: _cell(value) for column, value in zip(names, row, strict=True)}

    return _table(path.name, file.header, cells)


def _beside(path: Path) -> list[str]:
    return [one.name for one in path.parent.iterdir()] if path.parent.is_dir() else []


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case float() if value.is_integer():
            return str(int(value))
        case list() | tuple():
            return "; ".join(filter(None, map(_cell, value)))
        case _:
            return "" if value != value else str(value).strip()


def _has_names(columns: dict[str, list[str]]) -> bool:
    return "name" in columns or "family" in columns


def _parties(
    cells: Cells,
    columns: dict[str, list[str]],
    file: str,
    faults: list[Fault],
    unread: Unread,
) -> Iterator[Row]:
    seen: dict[str, int] = {}
    for line, row in cells:
        asked = party_of(line, row, columns)
        unread.add(row, columns)
        if asked.names or asked.known.identifiers:
            faults += long_names(asked, file, line)
            if "id" in columns:
                faults += _again(asked, file, line, seen)
            yield Row(asked, row)
        elif any(row.values()):
            faults.append(Fault(file=file, row=line, column="name", code="no-name", sentence="the row has no name"))
        if len(faults) >= MOST_FAULTS:
            return


def _again(asked: Asked, file: str, line: int, seen: dict[str, int]) -> list[Fault]:
    """Say that an id stood before: a decision about one of two parties would count for the other."""
    first = seen.setdefault(asked.id, line)
    if first == line:
        return []
    words = f"the id stands at {first} already"
    hint = "give each party its own id; further names of one party go into a column 'alias'"
    return [Fault(file=file, row=line, column="id", code="id-twice", sentence=words, value=asked.id, hint=hint)]


def long_names(asked: Asked, file: str, line: int) -> list[Fault]:
    """Say which names of a party are too long to be names."""
    return [
        Fault(
            file=file,
            row=line,
            column="name",
            code="long-name",
            sentence=f"a name has {len(name)} characters, more than {LONGEST_NAME}",
            value=name,
        )
        for name in (*asked.names, *asked.weak)
        if len(name) > LONGEST_NAME
    ]


def party_of(line: int, row: dict[str, str], columns: dict[str, list[str]]) -> Asked:
    """Make an asked party of a row's cells; its line is its id where it has none."""

    def cells(thing: str) -> list[str]:
        return [p for c in columns.get(thing, ()) for p in split_cell(row.get(c, ""), SEVERAL)]

    names = whole_names(row, columns) + cells("alias")
    countries = tuple(dict.fromkeys(code for c in cells("country") if (code := country_code(c))))
    home = countries[0] if countries else ""
    numbers: list[Identifier | None] = [identifier(scheme, value) for scheme in EXACT for value in cells(scheme)]
    numbers += [from_label(label, v, home) for thing, label in LABELS.items() for v in cells(thing)]
    kinds = cells("kind")
    kind = party_kind(kinds[0]) if kinds else ""
    return Asked(
        next((row[c] for c in columns.get("id", ()) if row.get(c)), str(line)),
        tuple(dict.fromkeys(names)),
        "" if kind == "unknown" else kind,
        Known(
            countries,
            tuple(b for c in cells("birth") if (b := birth_date(c))),
            next((g for c in cells("gender") if (g := GENDERS.get(c.lower(), ""))), ""),
            tuple(n for n in numbers if n is not None),
        ),
        tuple(dict.fromkeys(cells("weak"))),
    )
