"""Whom do we screen, and where do the results go? Inputs row by row, results in several forms.

Input is a CSV (comma, semicolon, tab or bar), an Excel workbook, FollowTheMoney JSON lines, or standard
input with one name a line or a CSV with a header. Columns are told by their headers as in users' own lists.
A user's id and any columns asked for are repeated in every result.
"""

from __future__ import annotations

import csv
import io
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, TextIO

import msgspec

from cutset.errors import Fault, InputError, MissingExtraError, NotFoundError
from cutset.lists.birth import birth_date
from cutset.lists.countries import country_code
from cutset.lists.entry import Entry, Identifier
from cutset.lists.ftm_lines import read as read_ftm
from cutset.lists.identifiers import from_label, identifier
from cutset.lists.own_csv import columns_of, delimiter_of, party_kind
from cutset.lists.source import Source
from cutset.lists.tabular import header_of, plain, rows, split_cell
from cutset.match.asking import Asked
from cutset.match.exact import Known
from cutset.match.screener import Match

__all__ = [
    "COLUMNS",
    "Row",
    "party_of",
    "read_input",
    "result_row",
    "write_csv",
    "write_json_lines",
    "write_workbook",
]

SEVERAL: Final = re.compile(r"\s*[;|]\s*")
EXACT_SCHEMES: Final = ("RU-INN", "RU-OGRN", "LEI", "BIC", "IMO")
LABELS: Final = {
    "tax": "tax id",
    "registration": "registration number",
    "passport": "passport",
    "identity": "id",
}
COLUMNS: Final = (
    "id",
    "asked",
    "status",
    "probability",
    "list",
    "entry",
    "listed",
    "listed_kind",
    "kind",
    "countries",
    "birth_dates",
    "programmes",
    "how",
    "because",
    "decision",
    "list_published",
    "list_version",
    "list_complete",
    "engine",
)


class Row(msgspec.Struct, frozen=True):
    """A row of an input: whom it asks for, and the cells to repeat."""

    asked: Asked
    cells: dict[str, str]


def read_input(path: str) -> Iterator[Row]:
    """Read whom to screen.

    Parameters
    ----------
    path
        A file, or ``-`` for standard input.

    Raises
    ------
    InputError
        The input has no column of names, or holds faulty rows; every fault at once.
    """
    if path == "-":
        return _lines(sys.stdin)
    where = Path(path)
    suffix = where.name.removesuffix(".gz").lower().rsplit(".", 1)[-1]
    if suffix in ("xlsx", "xlsm", "xlsb", "xls", "ods"):
        return _workbook(where)
    if suffix in ("parquet", "arrow", "feather"):
        raise MissingExtraError("bulk", "reading Parquet")
    source = Source(where)
    source.check()
    if source.head.lstrip().startswith(b"{"):
        return _entries(read_ftm(source).entries)
    return _csv(source)


def result_row(match: Match, decision: str, engine: str) -> dict[str, str]:
    """Return a match as cells under :data:`COLUMNS`."""
    return {
        "id": match.id,
        "asked": match.asked,
        "status": match.status,
        "probability": f"{match.chance:.4f}",
        "list": match.list_id,
        "entry": match.entry_id,
        "listed": match.listed,
        "listed_kind": match.listed_kind,
        "kind": match.entry.kind,
        "countries": " ".join(match.entry.countries),
        "birth_dates": " ".join(match.entry.birth_dates),
        "programmes": "; ".join(match.entry.programmes),
        "how": match.how,
        "because": match.because,
        "decision": decision,
        "list_published": match.published,
        "list_version": match.version[:16],
        "list_complete": "; ".join(match.incomplete) or "yes",
        "engine": engine,
    }


def write_csv(results: Iterable[dict[str, str]], columns: Sequence[str], out: TextIO) -> int:
    """Write results as CSV; return how many. A cell that a spreadsheet would run as a formula is quoted."""
    writer = csv.DictWriter(out, list(columns), lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    count = 0
    for row in results:
        writer.writerow({c: _harmless(v) for c, v in row.items()})
        count += 1
    return count


def write_json_lines(results: Iterable[dict[str, str]], columns: Sequence[str], out: TextIO) -> int:
    """Write results as one JSON object a line; return how many."""
    count = 0
    for row in results:
        out.write(msgspec.json.encode({c: row.get(c, "") for c in columns}).decode() + "\n")
        count += 1
    return count


def write_workbook(results: Iterable[dict[str, str]], columns: Sequence[str], path: Path) -> int:
    """Write results as an Excel workbook; return how many."""
    import xlsxwriter

    count = 0
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("matches")
        sheet.write_row(0, 0, list(columns), book.add_format({"bold": True}))
        sheet.freeze_panes(1, 0)
        for count, row in enumerate(results, start=1):
            sheet.write_row(count, 0, [row.get(c, "") for c in columns])
    return count


def _harmless(cell: str) -> str:
    """Put an apostrophe before what spreadsheet programs take for a formula (OWASP, CSV injection)."""
    return f"'{cell}" if cell[:1] in ("=", "+", "@", "\t") or (cell[:1] == "-" and cell[1:2].isalpha()) else cell


def _csv(source: Source) -> Iterator[Row]:
    delimiter = delimiter_of(source)
    columns = columns_of(header_of(source, delimiter))
    _need_names(source.name, columns)
    faults: list[Fault] = []
    found = list(_parties(rows(source, (), faults, delimiter=delimiter), columns, source.name, faults))
    if faults:
        raise InputError(sorted(faults))
    return iter(found)


def _workbook(path: Path) -> Iterator[Row]:
    from python_calamine import CalamineError, load_workbook

    if not path.is_file():
        raise NotFoundError("file", path.name, (p.name for p in path.parent.glob("*")))
    try:
        sheet = load_workbook(str(path)).get_sheet_by_index(0).to_python()
    except (CalamineError, OSError) as error:
        raise InputError.one("bad-workbook", f"the workbook cannot be read: {error}", file=path.name) from error
    header = [plain(str(cell)) for cell in (sheet[0] if sheet else [])]
    columns = columns_of(header)
    _need_names(path.name, columns)
    cells = (
        (at, {c: _cell(v) for c, v in zip(header, row, strict=False)}) for at, row in enumerate(sheet[1:], start=2)
    )
    faults: list[Fault] = []
    found = list(_parties(cells, columns, path.name, faults))
    if faults:
        raise InputError(sorted(faults))
    return iter(found)


def _cell(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()


def _lines(stream: TextIO) -> Iterator[Row]:
    """Read names one a line, or a CSV where the first line names a column of names."""
    text = stream.read()
    first = text.split("\n", 1)[0]
    columns = columns_of([plain(cell) for cell in next(csv.reader([first]), [])])
    if "name" not in columns and "family" not in columns:
        return (
            Row(Asked(str(at), (line.strip(),)), {})
            for at, line in enumerate(text.splitlines(), start=1)
            if line.strip()
        )
    reader = csv.reader(io.StringIO(text))
    header = [plain(cell) for cell in next(reader)]
    cells = ((at, dict(zip(header, row, strict=False))) for at, row in enumerate(reader, start=2) if row)
    faults: list[Fault] = []
    found = list(_parties(cells, columns, "standard input", faults))
    if faults:
        raise InputError(sorted(faults))
    return iter(found)


def _entries(entries: Iterable[Entry]) -> Iterator[Row]:
    for entry in entries:
        known = Known(entry.countries, entry.birth_dates, entry.gender, entry.identifiers)
        kind = "" if entry.kind == "unknown" else entry.kind
        yield Row(Asked(entry.id, tuple(n.text for n in entry.names), kind, known), {})


def _need_names(file: str, columns: dict[str, list[str]]) -> None:
    if "name" not in columns and "family" not in columns:
        raise InputError.one("missing-column", "no column of names", file=file, hint="call one of the columns 'name'")


def _parties(
    cells: Iterable[tuple[int, dict[str, str]]],
    columns: dict[str, list[str]],
    file: str,
    faults: list[Fault],
) -> Iterator[Row]:
    for line, row in cells:
        asked = party_of(line, row, columns)
        if asked.names or asked.known.identifiers:
            yield Row(asked, row)
        elif any(row.values()):
            faults.append(Fault(file=file, row=line, column="name", code="no-name", sentence="the row has no name"))


def party_of(line: int, row: dict[str, str], columns: dict[str, list[str]]) -> Asked:
    """Make an asked party of a row's cells; its line is its id where it has none."""

    def cells(thing: str) -> list[str]:
        return [p for c in columns.get(thing, ()) for p in split_cell(row.get(c, ""), SEVERAL)]

    def joined(*things: str) -> str:
        return " ".join(row[c] for thing in things for c in columns.get(thing, ()) if row.get(c))

    names = [row[c] for c in columns.get("name", ()) if row.get(c)]
    given, family = joined("given", "middle"), joined("family")
    if not names and (given or family):
        names = [f"{family}, {given}" if given and family else given or family]
    names += cells("alias")
    countries = tuple(dict.fromkeys(code for c in cells("country") if (code := country_code(c))))
    home = countries[0] if countries else ""
    numbers: list[Identifier | None] = [
        identifier(scheme, value) for scheme in EXACT_SCHEMES for value in cells(scheme)
    ]
    numbers += [from_label(label, v, home) for thing, label in LABELS.items() for v in cells(thing)]
    kinds = cells("kind")
    kind = party_kind(kinds[0]) if kinds else ""
    return Asked(
        joined("id") or str(line),
        tuple(dict.fromkeys(names)),
        "" if kind == "unknown" else kind,
        Known(
            countries,
            tuple(b for c in cells("birth") if (b := birth_date(c))),
            next((g for c in cells("gender") if (g := _gender(c))), ""),
            tuple(n for n in numbers if n is not None),
        ),
    )


def _gender(printed: str) -> str:
    return {"m": "male", "male": "male", "f": "female", "female": "female"}.get(printed.strip().lower(), "")
