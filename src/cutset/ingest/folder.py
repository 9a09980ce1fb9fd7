"""How is a folder of tables read? One CSV a table (UTF-8, header, RFC 4180) and ``world.yaml``."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from cutset.errors import Fault, InputError, Remark, did_you_mean
from cutset.ingest.reading import Bundle, read_bundle, unknown_table
from cutset.ingest.tables import TextTable, known_rows, read_rows
from cutset.world.rows import TABLES, Row
from cutset.world.world import World
from cutset.yaml_text import read_yaml

__all__ = ["folder_bundle", "read_folder", "read_table_file"]

SETTINGS_FILE: Final = "world.yaml"
LONGEST_FIELD: Final = 10_000_000
"""A longer field is refused before it is even looked at [characters]."""


def read_folder(folder: Path, *, supplied: bool = True) -> World:
    """Read a world from a folder, each row by itself.

    Parameters
    ----------
    folder
        Holds one ``TABLE.csv`` a table, and optionally ``world.yaml``.
    supplied
        Whether tables of method that are absent are supplied.

    Raises
    ------
    InputError
        With every fault of every file; nothing is half-read.
    """
    return read_bundle(folder_bundle(folder), checked=False, supplied=supplied).given()


def folder_bundle(folder: Path) -> Bundle:
    """Return what a folder holds, its tables still to be taken one by one."""
    if not folder.is_dir():
        raise InputError.one("missing-world", "there is no such folder", value=str(folder))
    faults: list[Fault] = []
    remarks: list[Remark] = []
    unread: set[type[Row]] = set()
    files: list[tuple[type[Row], Path]] = []
    for file in sorted(folder.iterdir()):
        if file.name != SETTINGS_FILE and did_you_mean(file.name, [SETTINGS_FILE, "settings.yaml"]):
            hint = f"the settings stand in {SETTINGS_FILE}"
            remarks.append(Remark(file=file.name, code="unread-file", sentence="this file was not read", hint=hint))
        if file.suffix.casefold() != ".csv":
            continue
        kind = TABLES.get(file.stem)
        if kind is None:
            unknown_table(file.name, file.stem, faults, remarks)
        else:
            files.append((kind, file))
    settings = _read_yaml(folder / SETTINGS_FILE, faults)
    tables = _tables(files, faults, unread)
    return Bundle(folder.resolve().name, tables, settings, SETTINGS_FILE, faults, remarks, unread)


def read_table_file(file: Path, faults: list[Fault], *, strict: bool = False) -> list[Row]:
    """Read the rows of one table; the file's name says which. Strictly read, an unknown column is a fault."""
    kind = TABLES.get(file.stem)
    if kind is None:
        hint = did_you_mean(file.stem, TABLES)
        faults.append(Fault(file=file.name, code="unknown-table", sentence="no table has this name", hint=hint))
        return []
    table = _text_table(file, faults)
    if table is None:
        return []
    return known_rows(kind, table, faults) if strict else read_rows(kind, table, faults)[0]


def _tables(
    files: list[tuple[type[Row], Path]], faults: list[Fault], unread: set[type[Row]]
) -> Iterator[tuple[type[Row], TextTable]]:
    for kind, file in files:
        table = _text_table(file, faults)
        if table is None:
            unread.add(kind)
        else:
            yield kind, table


def _text_table(file: Path, faults: list[Fault]) -> TextTable | None:
    text = _text(file, faults)
    if text is None:
        return None
    try:
        header, lines = _read_csv(text)
    except csv.Error as error:
        code = "oversized-cell" if "field limit" in str(error) else "bad-csv"
        faults.append(Fault(file=file.name, code=code, sentence=f"this is no CSV: {error}"))
        return None
    if not any(name.strip() for name in header):
        hint = "the first line names the columns"
        faults.append(Fault(file=file.name, row=1, code="missing-column", sentence="the file has no header", hint=hint))
        return None
    return TextTable(file.name, header, lines)


def _text(file: Path, faults: list[Fault]) -> str | None:
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        faults.append(Fault(file=file.name, code="bad-encoding", sentence=f"the file cannot be read: {error.strerror}"))
        return None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        sentence = f"byte {error.start + 1} is not UTF-8"
        hint = "save the file as CSV UTF-8"
        faults.append(Fault(file=file.name, row=line, code="bad-encoding", sentence=sentence, hint=hint))
        return None
    if "\0" in text:
        hint = "save the file as CSV UTF-8"
        faults.append(Fault(file=file.name, code="bad-encoding", sentence="the file holds null characters", hint=hint))
        return None
    return text


def _read_csv(text: str) -> tuple[tuple[str, ...], list[tuple[int, list[str]]]]:
    """Return the header and the records, each with the line on which it begins.

    Programs set to German, French or Russian part the cells by semicolons; the header tells.
    """
    csv.field_size_limit(LONGEST_FIELD)
    first = text.partition("\n")[0]
    parted_by = next((mark for mark in ",;\t" if mark in first), ",")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=parted_by, strict=True)
    header = tuple(next(reader, ()))
    lines: list[tuple[int, list[str]]] = []
    before = reader.line_num
    for cells in reader:
        lines.append((before + 1, cells))
        before = reader.line_num
    return header, lines


def _read_yaml(file: Path, faults: list[Fault]) -> dict[str, Any]:
    """Return the entries of ``world.yaml``; a folder without one is a world of its own name, assessed as of today."""
    if not file.is_file():
        return {}
    try:
        raw: Any = read_yaml(file.read_text("utf-8"))
    except ValueError as error:
        sentence = f"the settings cannot be read: {' '.join(str(error).split())}"
        faults.append(Fault(file=file.name, code="bad-settings", sentence=sentence))
        return {}
    if raw is not None and not isinstance(raw, dict):
        hint = "write it as 'title: My programme'"
        faults.append(
            Fault(file=file.name, code="bad-settings", sentence="the settings are no list of entries", hint=hint)
        )
        return {}
    return {str(name): value for name, value in (raw or {}).items()}
