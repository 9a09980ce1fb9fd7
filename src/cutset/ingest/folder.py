"""How is a folder of tables read? One CSV a table (UTF-8, header, RFC 4180) and ``world.yaml``."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any, Final

import msgspec
import yaml

from cutset.errors import Fault, InputError, did_you_mean
from cutset.ingest.tables import TextTable, read_rows
from cutset.world.rows import TABLES, Row
from cutset.world.settings import Settings
from cutset.world.world import World

__all__ = ["read_folder", "read_settings", "read_table_file"]

SETTINGS_FILE: Final = "world.yaml"
csv.field_size_limit(10_000_000)


def read_folder(folder: Path) -> World:
    """Read a world from a folder.

    Parameters
    ----------
    folder
        Holds one ``TABLE.csv`` a table, and optionally ``world.yaml``.

    Raises
    ------
    InputError
        With every fault of every file; nothing is half-read.
    """
    if not folder.is_dir():
        raise InputError.one("missing-folder", "there is no such folder", value=str(folder))
    faults: list[Fault] = []
    settings = read_settings(folder / SETTINGS_FILE, folder.name, faults)
    rows: list[Row] = []
    files = sorted(folder.glob("*.csv"))
    for file in files:
        rows.extend(read_table_file(file, faults))
    if not files:
        faults.append(Fault(file=folder.name, code="missing-table", sentence="the folder holds no table (*.csv)"))
    if faults:
        raise InputError(sorted(faults))
    return World(settings, rows)


def read_table_file(file: Path, faults: list[Fault]) -> list[Row]:
    """Read the rows of one table; the file's name says which."""
    kind = TABLES.get(file.stem)
    if kind is None:
        hint = did_you_mean(file.stem, TABLES)
        faults.append(Fault(file=file.name, code="unknown-table", sentence="no table has this name", hint=hint))
        return []
    table = _text_table(file, faults)
    return read_rows(kind, table, faults)[0] if table else []


def _text_table(file: Path, faults: list[Fault]) -> TextTable | None:
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        sentence = f"byte {error.start + 1} is not UTF-8"
        faults.append(Fault(file=file.name, code="bad-encoding", sentence=sentence, hint="save the file as CSV UTF-8"))
        return None
    if "\0" in text:
        faults.append(Fault(file=file.name, code="bad-encoding", sentence="the file holds null characters"))
        return None
    try:
        reader = csv.reader(text.splitlines(keepends=True), strict=True)
        header = tuple(next(reader, ()))
        lines = [(reader.line_num, cells) for cells in reader]
    except csv.Error as error:
        faults.append(Fault(file=file.name, code="bad-csv", sentence=f"this is no CSV: {error}"))
        return None
    if not header:
        faults.append(Fault(file=file.name, row=1, code="missing-column", sentence="the file has no header"))
        return None
    return TextTable(file.name, header, lines)


def read_settings(file: Path, name: str, faults: list[Fault]) -> Settings:
    """Read ``world.yaml``; a folder without one is a world of its own name, assessed as of today."""
    if not file.is_file():
        return Settings(name=name)
    try:
        raw: Any = yaml.safe_load(file.read_text("utf-8"))
        return msgspec.convert({"name": name, **(raw or {})}, Settings)
    except (yaml.YAMLError, msgspec.ValidationError, UnicodeDecodeError, TypeError) as error:
        sentence = f"the settings cannot be read: {' '.join(str(error).split())}"
        faults.append(Fault(file=file.name, code="bad-settings", sentence=sentence))
        return Settings(name=name)
