"""How is a result written as CSV? One file a table, UTF-8, days as ISO writes them.

A spreadsheet takes a cell that begins with ``=``, ``+``, ``-`` or ``@`` for a formula; such text gets an apostrophe in
front, as OWASP advises (https://owasp.org/www-community/attacks/CSV_Injection).
"""

from __future__ import annotations

import csv
from io import StringIO
from typing import Final

from cutset.report.document import Document
from cutset.report.tables import Cell, tables_of

__all__ = ["as_csv"]

FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


def as_csv(document: Document) -> dict[str, bytes]:
    """Return the files of a document by name."""
    return {f"{table.name}.csv": _file(table.columns, table.rows) for table in tables_of(document)}


def _file(columns: tuple[str, ...], rows: tuple[tuple[Cell, ...], ...]) -> bytes:
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8")


def _cell(cell: Cell) -> str:
    if not isinstance(cell, str):
        return "" if cell is None else str(cell)
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell
