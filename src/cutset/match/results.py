"""Where do the results of screening go? Rows of cells as CSV, JSON lines or a workbook.

A file is written under a passing name and renamed when it is whole, so that nobody finds half of one.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Final, TextIO

import msgspec

from cutset.errors import InputError
from cutset.match.asking import Asked
from cutset.match.screener import Match
from cutset.match.workspace import Chosen

__all__ = [
    "COLUMNS",
    "UsedList",
    "check_out",
    "passing_file",
    "result_row",
    "unlisted_rows",
    "used_lists",
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
LIST_COLUMNS: Final = ("list", "list_published", "list_age_days", "list_version", "list_complete")
MOST_ROWS: Final = 1_048_575
"""Rows of an Excel sheet below its head."""


FORMS: Final = {
    ".csv": "csv",
    ".xlsx": "xlsx",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".parquet": "parquet",
    ".pq": "parquet",
}


class UsedList(msgspec.Struct, frozen=True):
    """A list that a run used: its id, version (SHA-256), date, and why it is not complete."""

    list_id: str
    version: str
    published: date | None
    incomplete: str

    def cells(self, on: date) -> dict[str, str]:
        """Return it as cells, named as in :data:`COLUMNS`; its age is that on a day."""
        return {
            "list": self.list_id,
            "list_published": str(self.published or ""),
            "list_age_days": str((on - self.published).days) if self.published else "",
            "list_version": self.version,
            "list_complete": self.incomplete or "yes",
        }


def used_lists(chosen: Chosen) -> list[UsedList]:
    """Return the lists of a run one by one."""
    held = zip(chosen.names, chosen.versions, chosen.published, strict=True)
    return [
        UsedList(name, version, day, "; ".join(why for one, why in chosen.incomplete if one == name))
        for name, version, day in held
    ]


def check_out(out: Path, form: str, inputs: Sequence[str]) -> None:
    """Refuse a file for the results that would destroy something.

    Parameters
    ----------
    out
        Where the results would go.
    form
        Their format.
    inputs
        Files and folders that the run reads.

    Raises
    ------
    InputError
        It is an input, no regular file, in no folder, or its ending says another format.
    """
    hint = "name another file"
    if out.exists() and not out.is_file():
        raise InputError.one("bad-out", "results go into a regular file only", value=str(out), hint=hint)
    if not out.parent.is_dir():
        raise InputError.one("bad-out", "there is no such folder for the results", value=str(out.parent))
    for path in map(Path, inputs):
        if out.exists() and path.exists() and (out.samefile(path) or (path.is_dir() and _within(out, path))):
            raise InputError.one("bad-out", "the results would overwrite the input", value=str(out), hint=hint)
    said = FORMS.get(out.suffix.lower(), form)
    if said != form:
        words = f"the name of the file says {said} and --format says {form}"
        raise InputError.one("bad-out", words, value=str(out), hint="let both say the same")


def _within(file: Path, folder: Path) -> bool:
    return folder.resolve() in file.resolve().parents


def unlisted_rows(
    asked: Asked, matches: Sequence[Match], lists: Sequence[UsedList], engine: str, on: date
) -> Iterator[dict[str, str]]:
    """Yield a row for each list on which a party was not found: what was looked at, and whether that is enough."""
    met = {match.list_id for match in matches}
    for one in lists:
        if one.list_id not in met:
            yield dict.fromkeys(COLUMNS, "") | {
                "id": asked.id,
                "asked": next(iter((*asked.names, *asked.weak)), ""),
                "status": "not checked against complete lists" if one.incomplete else "no match found",
                **one.cells(on),
                "engine": engine,
            }


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
    """Write results as CSV. A cell that a spreadsheet would run as a formula is quoted, and so is a carriage return."""
    line = io.StringIO()
    # Only signs of the line end are quoted: with a bare line feed, a carriage return would end a row for many readers.
    writer = csv.DictWriter(line, list(columns), lineterminator="\r\n", extrasaction="ignore")
    for row in chain([{c: c for c in columns}], results):
        writer.writerow({c: _harmless(v) for c, v in row.items()})
        out.write(line.getvalue().removesuffix("\r\n") + "\n")
        line.seek(0)
        line.truncate()


def write_json_lines(results: Iterable[dict[str, str]], columns: Sequence[str], out: TextIO) -> None:
    """Write results as one JSON object a line."""
    for row in results:
        out.write(msgspec.json.encode({c: row.get(c, "") for c in columns}).decode() + "\n")


def write_workbook(
    results: Iterable[dict[str, str]], columns: Sequence[str], path: Path, lists: Sequence[dict[str, str]] = ()
) -> None:
    """Write results as an Excel workbook, with a sheet of the lists that were used.

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
        used = book.add_worksheet("lists")
        for count, cells in enumerate([{c: c for c in LIST_COLUMNS}, *lists]):
            used.write_row(count, 0, [cells[c] for c in LIST_COLUMNS])


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
