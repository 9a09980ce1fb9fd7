"""How is a workbook written that helps to fill it in? Drop-downs, notes on every column, frozen headers, day formats.

Columns of days are formatted as days and all others as text, so that a spreadsheet does not turn 7-9 into a day of
September. Drop-downs of a column's own words refuse anything else; those with ids of other sheets only
propose, because an id may be written before the row that it names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cutset.dates import read_day
from cutset.ingest.tables import FIRST_COLUMNS
from cutset.ingest.workbook import READ_ME
from cutset.ingest.writing import settings_entries, table_lines
from cutset.status import Confidence
from cutset.world.cells import Column, columns
from cutset.world.checks.references import NEEDED, REFERS
from cutset.world.rows import Row
from cutset.world.settings import Settings

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

__all__ = ["write_workbook"]

LAST_ROW: Final = 5_000
"""Drop-downs and formats reach down to this row."""
NARROWEST, WIDEST = 10, 44
"""Widths of columns [characters]."""
LONGEST_LIST: Final = 250
"""A drop-down holds its words in so many characters at most."""
LONGEST_CELL: Final = 32_767
"""A cell of a workbook holds so many characters at most."""
DAY_READERS: Final = frozenset({"read_day", "read_end"})

FIRST_NOTES: Final = {
    "id": "A short name of your own, used once in all tables. Must be filled. The same id may come again with a later "
    "known.",
    "known": "Day on which this row became known, such as 2022-03-02. Must be filled.",
    "source": "Where it stands: ids of sources, ; between. May be empty.",
    "confidence": "How well it is founded; /known-inferred behind it where the day known was inferred. "
    "Empty counts as general: never more than possible.",
}


def write_workbook(
    tables: Mapping[type[Row], Sequence[Row]], settings: Settings, file: Path, *, read_me: Sequence[str] = ()
) -> None:
    """Write tables as an annotated workbook that reads back as they are.

    Parameters
    ----------
    tables
        Rows by record, in the order of their sheets.
    settings
        Content of the sheet ``world``.
    file
        Where to; it is written over.
    read_me
        Lines of the first sheet; without any there is no such sheet.
    """
    import xlsxwriter

    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(file), plain) as book:
        formats = _formats(book)
        if read_me:
            _write_read_me(book, read_me, formats)
        _write_settings(book, settings, formats)
        for kind, rows in tables.items():
            _write_table(book, kind, rows, frozenset(tables), formats)


def _formats(book: Workbook) -> dict[str, Any]:
    return {
        "title": book.add_format({"bold": True, "font_size": 16}),
        "heading": book.add_format({"bold": True}),
        "words": book.add_format({"text_wrap": True, "valign": "top"}),
        "header": book.add_format({"bold": True, "bg_color": "#DCE6F1", "bottom": 1, "num_format": "@"}),
        "must": book.add_format({"bold": True, "bg_color": "#FCE4D6", "bottom": 1, "num_format": "@"}),
        "text": book.add_format({"num_format": "@"}),
        "day": book.add_format({"num_format": "yyyy-mm-dd", "align": "left"}),
    }


def _write_read_me(book: Workbook, lines: Sequence[str], formats: dict[str, Any]) -> None:
    sheet = book.add_worksheet(READ_ME)
    sheet.set_column(0, 0, 120)
    sheet.hide_gridlines(2)
    for place, line in enumerate(lines):
        style = "title" if place == 0 else "heading" if line[:1].isdigit() else "words"
        sheet.write_string(place, 0, line, formats[style])


def _write_settings(book: Workbook, settings: Settings, formats: dict[str, Any]) -> None:
    sheet = book.add_worksheet("world")
    sheet.set_column(0, 0, 30, formats["text"])
    sheet.set_column(1, 1, 90, formats["text"])
    sheet.freeze_panes(1, 0)
    for place, (name, value) in enumerate((("entry", "value"), *settings_entries(settings))):
        if len(value) > LONGEST_CELL:
            raise ValueError(f"the entry {name!r} is too long for a cell of a workbook")
        style = formats["header" if place == 0 else "text"]
        sheet.write_string(place, 0, name, style)
        sheet.write_string(place, 1, value, style)
    sheet.write_comment(0, 0, _SETTINGS_NOTE, {"x_scale": 3, "y_scale": 2})


_SETTINGS_NOTE: Final = (
    "as_of: the day for which the world is assessed; delete the row for today.\n"
    "horizon_months: how far ahead.\nlaws: laws read for every operator.\n"
    "currency.default: in whose money prices are told.\nquestions: what the first screen answers."
)


def _write_table(
    book: Workbook, kind: type[Row], rows: Sequence[Row], kinds: frozenset[type[Row]], formats: dict[str, Any]
) -> None:
    sheet = book.add_worksheet(kind.table)
    sheet.set_tab_color("#C55A11" if kind in NEEDED else "#8EA9DB")
    sheet.freeze_panes(1, 1)
    header, lines = table_lines(kind, rows)
    own = {column.name: column for column in columns(kind)}
    for at, name in enumerate(header):
        column = own.get(name)
        is_day = name == "known" or (column is not None and column.read.__name__ in DAY_READERS)
        must = name in ("id", "known") or (column is not None and column.required)
        width = max([len(name) + 4, *(len(line[at]) + 2 for line in lines)])
        sheet.set_column(at, at, min(max(width, NARROWEST), WIDEST), formats["day" if is_day else "text"])
        sheet.write_string(0, at, name, formats["must" if must else "header"])
        if note := _note(name, column, must):
            sheet.write_comment(0, at, note, {"x_scale": 2.2, "y_scale": 1.6})
        for place, line in enumerate(lines, start=1):
            _write_cell(sheet, place, at, line[at], is_day, formats)
        _propose(sheet, at, name, column, kinds, is_day)


def _note(name: str, column: Column | None, must: bool) -> str:
    if name in FIRST_COLUMNS:
        return FIRST_NOTES[name]
    if column is None:
        return ""
    words = [column.words, "Must be filled." if must else "May be empty."]
    if column.allowed:
        words.append(f"One of: {', '.join(column.allowed)}.")
    if column.many:
        words.append("Several with ; between.")
    if column.refers in REFERS:
        words.append(f"Ids of the table {REFERS[column.refers].table}.")
    return " ".join(word for word in words if word).replace("``", "").replace("*", "")


def _write_cell(sheet: Worksheet, row: int, at: int, text: str, is_day: bool, formats: dict[str, Any]) -> None:
    day = _day(text) if is_day else None
    if day is not None:
        sheet.write_datetime(row, at, datetime.combine(day, time()), formats["day"])
    elif text:
        sheet.write_string(row, at, text, formats["text"])


def _day(text: str) -> date | None:
    """Return a day that a spreadsheet can keep as one; those before 1900-03-01 it counts wrongly."""
    try:
        day = read_day(text)
    except ValueError:
        return None
    return day if day >= date(1900, 3, 1) else None


def _propose(
    sheet: Worksheet, at: int, name: str, column: Column | None, kinds: frozenset[type[Row]], is_day: bool
) -> None:
    words = [str(one) for one in Confidence] if name == "confidence" else list(column.allowed) if column else []
    many = column is not None and column.many
    if words and len(",".join(words)) <= LONGEST_LIST:
        strict = not many and name != "confidence"
        rule = {"validate": "list", "source": words, "show_error": strict, "error_title": name}
        sheet.data_validation(1, at, LAST_ROW, at, {**rule, "error_message": f"One of: {', '.join(words)}"[:250]})
    elif column is not None and column.refers in REFERS and REFERS[column.refers] in kinds:
        source = f"={REFERS[column.refers].table}!$A$2:$A${LAST_ROW}"
        sheet.data_validation(1, at, LAST_ROW, at, {"validate": "list", "source": source, "show_error": False})
    elif is_day:
        prompt = {"input_title": name, "input_message": "A day, such as 2022-03-02"}
        if column is not None and column.read.__name__ == "read_end":
            prompt["input_message"] = "A day, such as 2022-03-02, or open; empty where not known"
        sheet.data_validation(1, at, LAST_ROW, at, {"validate": "any", **prompt})
