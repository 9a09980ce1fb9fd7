"""Which bytes stand for a table? The same rows give the same bytes, and reading the bytes gives the same rows.

A table becomes UTF-8 CSV (RFC 4180, every cell quoted, line feeds), its columns in the order of the model and its
rows in the order of the world; ``world.yaml`` becomes JSON, which is YAML. A folder of them is a world.
"""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

import msgspec

from cutset.errors import Fault, InputError
from cutset.ingest.folder import read_folder, read_table_file
from cutset.world.cells import columns, write_cell
from cutset.world.rows import TABLES, Row
from cutset.world.settings import Settings
from cutset.world.world import World

__all__ = ["SETTINGS_FILE", "read_rows", "read_tables", "row_cells", "settings_bytes", "table_bytes", "write_files"]

SETTINGS_FILE: Final = "world.yaml"


def table_bytes(rows: Iterable[Row]) -> dict[str, bytes]:
    """Return the bytes of every table that has rows, by file name.

    Parameters
    ----------
    rows
        Rows of any tables, those of one table in the order in which they shall stand.
    """
    by_table: dict[str, list[Row]] = {}
    for row in rows:
        by_table.setdefault(row.table, []).append(row)
    return {f"{name}.csv": _csv(TABLES[name], by_table[name]) for name in TABLES if name in by_table}


def settings_bytes(settings: Settings) -> bytes:
    """Return the bytes of ``world.yaml``."""
    return msgspec.json.format(msgspec.json.encode(settings), indent=2) + b"\n"


def row_cells(row: Row) -> dict[str, str]:
    """Return what the filled cells of a row say, by column."""
    confidence = str(row.confidence) + ("/known-inferred" if row.known_inferred else "")
    cells = {"id": row.id, "known": write_cell(row.known), "source": ";".join(row.source), "confidence": confidence}
    cells |= {column.name: write_cell(getattr(row, column.field)) for column in columns(type(row))}
    cells |= dict(row.extra)
    return {name: text for name, text in cells.items() if text}


def read_tables(files: Mapping[str, bytes]) -> World:
    """Read a world from the bytes of its files."""
    with tempfile.TemporaryDirectory(prefix="cutset-") as folder:
        write_files(Path(folder), files)
        return read_folder(Path(folder), supplied=False)


def read_rows(files: Mapping[str, bytes]) -> list[Row]:
    """Read the rows of some tables, which need not be a world, from the bytes of their files."""
    faults: list[Fault] = []
    with tempfile.TemporaryDirectory(prefix="cutset-") as folder:
        write_files(Path(folder), files)
        rows = [row for name in files for row in read_table_file(Path(folder) / name, faults)]
    if faults:
        raise InputError(sorted(faults))
    return rows


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder, which is made where it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)


def _csv(kind: type[Row], rows: Sequence[Row]) -> bytes:
    extra = dict.fromkeys(name for row in rows for name, _ in row.extra)
    header = ["id", "known", "source", "confidence", *(column.name for column in columns(kind)), *extra]
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(header)
    for row in rows:
        cells = row_cells(row)
        writer.writerow([cells.get(name, "") for name in header])
    return text.getvalue().encode("utf-8")
