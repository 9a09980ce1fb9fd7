"""How is a workbook read? One sheet a table, as in a folder one CSV; a sheet ``world`` holds the settings.

A spreadsheet keeps what is typed as numbers, days and truth values of its own. They are read back as the text that the
columns expect: 42.0 as ``42``, a day as ``2022-03-02``, TRUE as ``true``. A number of more than fifteen
digits has already been rounded by the spreadsheet, so it is a fault and never guessed at.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from cutset.errors import Fault, InputError, Remark
from cutset.ingest.reading import Bundle, unknown_table
from cutset.ingest.tables import TextTable
from cutset.world.rows import TABLES, Row
from cutset.yaml_text import read_yaml

__all__ = ["READ_ME", "SETTINGS_SHEETS", "WORKBOOKS", "workbook_bundle"]

WORKBOOKS: Final = frozenset({".xlsx", ".xlsm"})
SETTINGS_SHEETS: Final = ("world", "settings")
READ_ME: Final = "read me"
"""Name of the sheet for people; it is never read."""
MOST_BYTES: Final = 1_500_000_000
"""A workbook that unpacks to more is refused [bytes]."""
EXACT_DIGITS: Final = 15
"""A spreadsheet keeps so many digits of a number, and rounds the others."""


def workbook_bundle(file: Path) -> Bundle:
    """Return what a workbook holds, its tables still to be taken one by one.

    Raises
    ------
    InputError
        Where it is no workbook.
    """
    sheets = _open(file)
    faults: list[Fault] = []
    remarks: list[Remark] = []
    unread: set[type[Row]] = set()
    tables: list[tuple[type[Row], str]] = []
    settings: dict[str, Any] = {}
    settings_place = _place(file, SETTINGS_SHEETS[0])
    for name in sheets.names:
        title = name.strip()
        if title.casefold() in SETTINGS_SHEETS:
            settings_place = _place(file, title)
            settings = _settings(sheets.rows(name), settings_place, faults)
        elif (kind := TABLES.get(title)) is not None:
            tables.append((kind, name))
        elif title.casefold() != READ_ME:
            unknown_table(_place(file, title), title, faults, remarks)
    read = _tables(file, sheets, tables, faults, unread)
    return Bundle(file.stem, read, settings, settings_place, faults, remarks, unread)


class _Sheets:
    """The sheets of an open workbook, each as rows of what the spreadsheet keeps."""

    def __init__(self, names: list[str], rows: Callable[[str], list[list[Any]]]) -> None:
        self.names, self.rows = names, rows


def _open(file: Path) -> _Sheets:
    from python_calamine import CalamineWorkbook

    try:
        with zipfile.ZipFile(file) as packed:
            size = sum(entry.file_size for entry in packed.infolist())
        if size > MOST_BYTES:
            hint = "delete formatted but empty rows, or bring the tables as CSV"
            raise InputError.one("bad-workbook", f"it unpacks to {size:,} bytes", file=file.name, hint=hint)
        book = CalamineWorkbook.from_path(str(file))
        return _Sheets(book.sheet_names, lambda name: _rows(book, name, file))
    except InputError:
        raise
    except Exception as error:
        raise _no_workbook(file, error) from error


def _rows(book: Any, name: str, file: Path) -> list[list[Any]]:
    try:
        found: list[list[Any]] = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except Exception as error:
        raise _no_workbook(file, error) from error
    return found


def _no_workbook(file: Path, error: Exception) -> InputError:
    sentence = f"this is no workbook that can be read: {' '.join(str(error).split())[:120]}"
    return InputError.one("bad-workbook", sentence, file=file.name, hint="save it as .xlsx, without a password")


def _tables(
    file: Path, sheets: _Sheets, tables: list[tuple[type[Row], str]], faults: list[Fault], unread: set[type[Row]]
) -> Iterator[tuple[type[Row], TextTable]]:
    for kind, name in tables:
        place = _place(file, name.strip())
        rows = sheets.rows(name)
        header = [_text(cell) for cell in rows[0]] if rows else []
        while header and not header[-1].strip():
            header.pop()
        if not header:
            hint = "the first row names the columns"
            faults.append(
                Fault(file=place, row=1, code="missing-column", sentence="the sheet has no header", hint=hint)
            )
            unread.add(kind)
            continue
        lines = [
            (number, [_checked(cell, place, number, at, header, faults) for at, cell in enumerate(cells)])
            for number, cells in enumerate(rows[1:], start=2)
        ]
        yield kind, TextTable(place, tuple(header), lines)


def _place(file: Path, sheet: str) -> str:
    return f"{file.name}!{sheet}"


def _checked(cell: Any, place: str, row: int, at: int, header: list[str], faults: list[Fault]) -> str:
    text = _text(cell)
    if isinstance(cell, float) and len(text.strip("-").replace(".", "").strip("0")) > EXACT_DIGITS and abs(cell) >= 1:
        hint = "format the column as text and type the number again"
        column = header[at] if at < len(header) else ""
        sentence = f"the spreadsheet keeps {EXACT_DIGITS} digits of a number and has rounded this one"
        faults.append(
            Fault(file=place, row=row, column=column, code="rounded-number", sentence=sentence, value=text, hint=hint)
        )
    return text


def _text(cell: Any) -> str:
    """Return what a spreadsheet keeps as the text that a column expects."""
    match cell:
        case str():
            return cell
        case bool():
            return str(cell).lower()
        case float() if cell == cell and abs(cell) != float("inf"):
            return f"{Decimal(repr(cell)).normalize():f}"
        case datetime() if cell.time() == time():
            return cell.date().isoformat()
        case date() | time():
            return cell.isoformat()
        case timedelta():
            return str(cell)
        case None:
            return ""
        case _:
            return str(cell)


def _settings(rows: list[list[Any]], place: str, faults: list[Fault]) -> dict[str, Any]:
    """Return the entries of a sheet of settings: names in the first column, values in the second.

    A dot in a name leads further in (``questions.parts.asks``). A value is read as YAML, so that ``[US, EU]`` is a
    list; values with ``;`` between are a list too.
    """
    found: dict[str, Any] = {}
    for number, cells in enumerate(rows, start=1):
        name, text = [*(_text(cell).strip() for cell in cells[:2]), "", ""][:2]
        if not name or not text or (number == 1 and name.casefold() in ("entry", "key", "name of the entry")):
            continue
        try:
            _put(found, name.split("."), _setting(text))
        except ValueError as error:
            sentence = f"the entry cannot be read: {' '.join(str(error).split())}"
            faults.append(
                Fault(file=place, row=number, column=name, code="bad-settings", sentence=sentence, value=text)
            )
    return found


def _setting(text: str) -> Any:
    if text.startswith(("[", "{")):
        return read_yaml(text)
    if ";" in text:
        return [piece.strip() for piece in text.split(";") if piece.strip()]
    try:
        value = read_yaml(text)
    except ValueError:
        return text
    return value if isinstance(value, (int, date)) and not isinstance(value, bool) else text


def _put(found: dict[str, Any], path: list[str], value: Any) -> None:
    *outer, last = path
    for name in outer:
        found = found.setdefault(name, {})
        if not isinstance(found, dict):
            raise ValueError(f"{name} has a value of its own and cannot hold entries too")
    if last in found:
        raise ValueError("the entry stands twice")
    found[last] = value
