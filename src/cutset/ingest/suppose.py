"""Which rows does a what-if add? A table file, a folder of tables, or YAML with tables by name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from cutset.errors import Fault, InputError, did_you_mean
from cutset.ingest.folder import read_table_file
from cutset.ingest.tables import TextTable, read_rows
from cutset.world.rows import TABLES, Row

__all__ = ["read_supposed"]


def read_supposed(path: Path) -> list[Row]:
    """Read the rows of a what-if.

    Parameters
    ----------
    path
        ``TABLE.csv``, a folder of such files, or YAML: a mapping of table names to lists of rows.

    Raises
    ------
    InputError
        With every fault.
    """
    faults: list[Fault] = []
    if path.is_dir():
        rows = [row for file in sorted(path.glob("*.csv")) for row in read_table_file(file, faults)]
    elif path.suffix in (".yaml", ".yml"):
        rows = _read_yaml(path, faults)
    else:
        rows = read_table_file(path, faults)
    if faults:
        raise InputError(sorted(faults))
    if not rows:
        raise InputError.one("nothing-supposed", "it holds no row", file=path.name)
    return rows


def _read_yaml(path: Path, faults: list[Fault]) -> list[Row]:
    try:
        raw: Any = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        faults.append(
            Fault(file=path.name, code="bad-yaml", sentence=f"this is no YAML: {' '.join(str(error).split())}")
        )
        return []
    if not isinstance(raw, dict):
        faults.append(
            Fault(file=path.name, code="bad-yaml", sentence="it holds no tables", hint="write supplies: [...]")
        )
        return []
    rows: list[Row] = []
    for name, listed in raw.items():
        kind = TABLES.get(name)
        if kind is None:
            hint = did_you_mean(str(name), TABLES)
            faults.append(
                Fault(
                    file=path.name, code="unknown-table", sentence="no table has this name", value=str(name), hint=hint
                )
            )
        elif not isinstance(listed, list) or not all(isinstance(row, dict) for row in listed):
            faults.append(
                Fault(file=path.name, code="bad-yaml", sentence=f"{name} is no list of rows", hint="- id: ...")
            )
        else:
            rows += read_rows(kind, _text_table(f"{path.name}:{name}", listed), faults)[0]
    return rows


def _text_table(place: str, listed: list[dict[str, Any]]) -> TextTable:
    header = tuple(dict.fromkeys(str(column) for row in listed for column in row))
    lines = [(number, [_cell(row.get(column)) for column in header]) for number, row in enumerate(listed, 1)]
    return TextTable(place, header, lines)


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return ";".join(str(one) for one in value)
    return "" if value is None else str(value)
