"""How is a result written as an Excel file? One sheet a table, heads that stay in sight, filters, days as days.

Text is always written as text: a cell that begins with ``=`` is no formula, an address no link.
"""

from __future__ import annotations

from datetime import date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from cutset.report.document import Document
from cutset.report.tables import Cell, Table, tables_of

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

__all__ = ["as_excel"]

MOST_LETTERS: Final = 32_767
"""Letters that a cell of Excel holds; a longer text is cut and says so."""
CUT: Final = " … (cut here; whole in the JSON and CSV files)"
FIRST_DAY: Final = date(1900, 3, 1)
"""Excel counts a 29 February 1900 that never was; earlier days are written as text."""
NARROWEST, WIDEST = 9, 60


def as_excel(document: Document) -> bytes:
    """Return a document as an Excel file; equal documents give equal bytes."""
    from xlsxwriter.workbook import Workbook

    file = BytesIO()
    book = Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": document.title, "comments": document.notice, "created": _midnight(document.known_by)})
    looks = _looks(book)
    for table in tables_of(document):
        _write_sheet(book.add_worksheet(table.name), table, looks)
    book.close()
    return file.getvalue()


def _looks(book: Workbook) -> dict[str, Format]:
    return {
        "head": book.add_format({"bold": True, "bottom": 1, "valign": "top"}),
        "text": book.add_format({"valign": "top", "text_wrap": True}),
        "day": book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"}),
    }


def _write_sheet(sheet: Worksheet, table: Table, looks: dict[str, Format]) -> None:
    for column, name in enumerate(table.columns):
        sheet.write_string(0, column, name, looks["head"])
        sheet.set_column(column, column, _width(table, column))
    for number, row in enumerate(table.rows, 1):
        for column, cell in enumerate(row):
            _write_cell(sheet, number, column, cell, looks)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _write_cell(sheet: Worksheet, row: int, column: int, cell: Cell, looks: dict[str, Any]) -> None:
    match cell:
        case None | "":
            return
        case int():
            sheet.write_number(row, column, cell, looks["text"])
        case date() if cell >= FIRST_DAY:
            sheet.write_datetime(row, column, _midnight(cell), looks["day"])
        case _:
            sheet.write_string(row, column, excel_text(str(cell)), looks["text"])


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())


def excel_text(text: str) -> str:
    """Return text as a cell holds it: cut where it is too long."""
    return text if len(text) <= MOST_LETTERS else text[: MOST_LETTERS - len(CUT)] + CUT


def _width(table: Table, column: int) -> int:
    """Return the width of a column that shows most of its cells [letters]."""
    lengths = sorted(len(str(row[column] or "")) for row in table.rows)
    usual = lengths[int(len(lengths) * 0.9)] if lengths else 0
    return min(max(usual, len(table.columns[column]) + 3, NARROWEST), WIDEST)
