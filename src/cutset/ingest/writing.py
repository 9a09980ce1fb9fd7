"""How is a world written out, so that reading it again gives the same world? As a folder or as a workbook's text."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec
import yaml

from cutset.errors import InputError
from cutset.ingest.tables import FIRST_COLUMNS
from cutset.world.cells import columns, write_cell
from cutset.world.rows import TABLES, Row
from cutset.world.settings import Settings
from cutset.world.world import World

__all__ = ["header_of", "line_of", "settings_entries", "settings_yaml", "table_lines", "write_folder"]


def write_folder(world: World, folder: Path) -> None:
    """Write a world as a folder: one CSV a table that has rows, and ``world.yaml``.

    Raises
    ------
    InputError
        Where the folder already holds something.
    """
    if folder.exists() and any(folder.iterdir()):
        raise InputError.one("not-empty", "the folder already holds something", value=str(folder), hint="name another")
    folder.mkdir(parents=True, exist_ok=True)
    for kind in TABLES.values():
        if rows := world.of(kind):
            write_table(folder / f"{kind.table}.csv", *table_lines(kind, rows))
    (folder / "world.yaml").write_text(settings_yaml(world.settings), encoding="utf-8")


def write_table(file: Path, header: Sequence[str], lines: Iterable[Sequence[str]]) -> None:
    """Write one table as CSV."""
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(lines)


def header_of(kind: type[Row], extra: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the header of a table: four first columns, its own, and those that the model does not know."""
    own = [column.name for column in columns(kind)]
    return (*FIRST_COLUMNS, *own[:-1], *extra, own[-1])


def table_lines(kind: type[Row], rows: Iterable[Row]) -> tuple[tuple[str, ...], list[list[str]]]:
    """Return the header and the lines of a table as text."""
    rows = list(rows)
    extra = tuple(dict.fromkeys(name for row in rows for name, _ in row.extra))
    return header_of(kind, extra), [line_of(row, extra) for row in rows]


def line_of(row: Row, extra: Sequence[str] = ()) -> list[str]:
    """Return the cells of a row."""
    own = [write_cell(getattr(row, column.field)) for column in columns(type(row))]
    kept = dict(row.extra)
    confidence = f"{row.confidence}/known-inferred" if row.known_inferred else str(row.confidence)
    first = [row.id, write_cell(row.known), ";".join(row.source), confidence]
    return [*first, *own[:-1], *(kept.get(name, "") for name in extra), own[-1]]


def settings_yaml(settings: Settings) -> str:
    """Return the settings as ``world.yaml`` holds them, without what stands at its default."""
    text: str = yaml.safe_dump(_told(settings), allow_unicode=True, sort_keys=False, width=118)
    return text


def settings_entries(settings: Settings) -> list[tuple[str, str]]:
    """Return the settings as the sheet ``world`` holds them: name and value, dots leading further in."""
    found: list[tuple[str, str]] = []
    for name, value in _told(settings).items():
        inside = isinstance(value, dict) and name in ("questions", "currency")
        found += _flat(name, value) if inside else [(name, _cell(value))]
    return found


def _flat(name: str, value: Any) -> list[tuple[str, str]]:
    if isinstance(value, dict) and value:
        return [entry for inner, one in value.items() for entry in _flat(f"{name}.{inner}", one)]
    return [(name, _cell(value))]


def _cell(value: Any) -> str:
    """Return a value as a cell of settings: plain where it reads back as it is, as YAML otherwise."""
    if isinstance(value, str) and ";" not in value and not value.startswith(("[", "{", '"')):
        return value
    text: str = yaml.safe_dump(value, default_flow_style=True, allow_unicode=True, width=1_000_000, default_style=None)
    if isinstance(value, str):
        return msgspec.json.encode(value).decode()
    return text.removesuffix("\n").removesuffix("...").strip()


def _told(settings: Settings) -> dict[str, Any]:
    told: dict[str, Any] = msgspec.to_builtins(settings, builtin_types=(), str_keys=True)
    plain: dict[str, Any] = msgspec.to_builtins(Settings(name=settings.name), builtin_types=(), str_keys=True)
    return {name: _pruned(value) for name, value in told.items() if name == "name" or value != plain[name]}


def _pruned(value: Any) -> Any:
    """Return a value with lists for tuples and without what is empty inside."""
    if isinstance(value, dict):
        return {name: _pruned(one) for name, one in value.items() if one not in (None, "", (), [], {})}
    return [_pruned(one) for one in value] if isinstance(value, (list, tuple)) else value
