"""Where do the results of screening go? Rows of cells as CSV, JSON lines or a workbook.

A file is written under a passing name and renamed when it is whole, so that nobody finds half of one.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Final, TextIO

import msgspec

from cutset.errors import InputError
from cutset.match.screener import Match

__all__ = [
    "COLUMNS",
    "passing_file",
    "result_row",
    "write_csv",
    "write_json_lines",
    "write_workbook",
]

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
    "list_age_days",
    "list_version",
    "list_complete",
    "engine",
)
MOST_ROWS: Final = 1_048_575
"""Rows of an Excel sheet below its head."""


def result_row(match: Match, engine: str, on: date) -> dict[str, str]:
    """Return a match as cells under :data:`COLUMNS`; the list's age is that on a day."""
    published = match.published
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
        "decision": match.decision,
        "list_published": published,
        "list_age_days": str((on - date.fromisoformat(published)).days) if published else "",
        "list_version": match.version,
        "list_complete": "; ".join(match.incomplete) or "yes",
        "engine": engine,
    }


def write_csv(results: Iterable[dict[str, str]], columns: Sequence[str], out: TextIO) -> None:
    """Write results as CSV. A cell that a spreadsheet would run as a formula is quoted."""
    writer = csv.DictWriter(out, list(columns), lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    for row in results:
        writer.writerow({c: _harmless(v) for c, v in row.items()})


def write_json_lines(results: Iterable[dict[str, str]], columns: Sequence[str], out: TextIO) -> None:
    """Write results as one JSON object a line."""
    for row in results:
        out.write(msgspec.json.encode({c: row.get(c, "") for c in columns}).decode() + "\n")


def write_workbook(results: Iterable[dict[str, str]], columns: Sequence[str], path: Path) -> None:
    """Write results as an Excel workbook.

    Raises
    ------
    InputError
        They are more than a sheet holds.
    """
    import xlsxwriter

    options = {"strings_to_formulas": False, "strings_to_urls": False, "constant_memory": True}
    with xlsxwriter.Workbook(str(path), options) as book:
        sheet = book.add_worksheet("matches")
        sheet.write_row(0, 0, list(columns), book.add_format({"bold": True}))
        sheet.freeze_panes(1, 0)
        for count, row in enumerate(results, start=1):
            if count > MOST_ROWS:
                words = f"there are more results than the {MOST_ROWS} rows of a sheet"
                raise InputError.one("sheet-full", words, file=path.name, hint="write csv, jsonl or parquet")
            sheet.write_row(count, 0, [row.get(c, "") for c in columns])


@contextmanager
def passing_file(path: Path) -> Iterator[Path]:
    """Give a passing name beside a file; what was written under it gets the file's name when all went well."""
    passing = path.with_name(f".{path.name}.passing")
    try:
        yield passing
        if passing.exists():
            passing.replace(path)
    finally:
        passing.unlink(missing_ok=True)


def _harmless(cell: str) -> str:
    """Put an apostrophe before what spreadsheet programs take for a formula (OWASP, CSV injection)."""
    return f"'{cell}" if cell[:1] in ("=", "+", "@", "\t") or (cell[:1] == "-" and cell[1:2].isalpha()) else cell
