"""Which rows does a what-if add? A table file, a folder of tables, or YAML with tables by name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import yaml

from cutset.errors import Fault, InputError, did_you_mean
from cutset.ingest.folder import read_table_file
from cutset.ingest.tables import TextTable, known_rows
from cutset.world.checks.inspection import Inspection
from cutset.world.checks.references import check_references
from cutset.world.places import Places
from cutset.world.rows import TABLES, Row
from cutset.world.world import World
from cutset.yaml_text import read_yaml

__all__ = ["read_supposed", "refuse_dangling", "refuse_twice", "with_supposed"]

DANGLING = frozenset({"dangling-reference", "bears-on-nothing"})


def with_supposed(world: World, paths: Iterable[str | Path]) -> World:
    """Return a world with the rows of what-ifs supposed in it.

    Parameters
    ----------
    world
        The world as it is.
    paths
        What :func:`read_supposed` reads.

    Raises
    ------
    InputError
        With every fault of the first what-if that cannot be read, or of the rows together.
    """
    rows = [row for path in paths for row in read_supposed(Path(path))]
    refuse_twice(rows)
    refuse_dangling(world, rows)
    return world.supposing(*rows)


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
        rows = [row for file in sorted(path.glob("*.csv")) for row in read_table_file(file, faults, strict=True)]
    elif path.suffix in (".yaml", ".yml"):
        rows = _read_yaml(path, faults)
    else:
        rows = read_table_file(path, faults, strict=True)
    if faults:
        raise InputError(sorted(faults))
    if not rows:
        raise InputError.one("nothing-supposed", "it holds no row", file=path.name)
    refuse_twice(rows, path.name)
    return rows


def refuse_twice(rows: Iterable[Row], file: str = "") -> None:
    """Refuse rows of the same table and id: which of them stood would hang on their order.

    Raises
    ------
    InputError
        With a fault for each id that stands twice.
    """
    counted = Counter((row.table, row.id) for row in rows)
    hint = "keep one of them"
    faults = [
        Fault(file=file, column="id", code="duplicate-row", sentence=f"{table} has this id twice", value=id, hint=hint)
        for (table, id), many in sorted(counted.items())
        if many > 1
    ]
    if faults:
        raise InputError(faults)


def refuse_dangling(world: World, rows: Sequence[Row]) -> None:
    """Refuse rows that name what neither the world nor another of them has; a source may stay unlisted.

    Raises
    ------
    InputError
        With a fault for each id that nothing has, which the world by itself does not have already.
    """
    if not rows:
        return
    before = _references(world)
    faults = sorted(fault for fault in _references(world.supposing(*rows)) if fault not in before)
    if faults:
        raise InputError(faults)


def _references(world: World) -> set[Fault]:
    inspection = Inspection(world, Places())
    check_references(inspection)
    return {fault for fault in inspection.faults if fault.code in DANGLING}


def _read_yaml(path: Path, faults: list[Fault]) -> list[Row]:
    raw = _loaded(path, faults)
    if faults:
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
            rows += known_rows(kind, _text_table(f"{path.name}:{name}", listed), faults)
    return rows


def _loaded(path: Path, faults: list[Fault]) -> Any:
    """Return what a YAML file holds, every cell as text."""
    try:
        return read_yaml(path.read_text("utf-8"), yaml.BaseLoader)
    except UnicodeDecodeError as error:
        faults.append(Fault(file=path.name, code="bad-encoding", sentence=f"the file is not UTF-8: {error}"))
    except UnicodeError as error:
        hint = "write the character itself instead of half of a pair"
        faults.append(Fault(file=path.name, code="bad-encoding", sentence=str(error), hint=hint))
    except (ValueError, OverflowError) as error:
        hint = "write tables as lists of rows"
        faults.append(Fault(file=path.name, code="bad-yaml", sentence=str(error), hint=hint))
    return None


def _text_table(place: str, listed: list[dict[str, Any]]) -> TextTable:
    header = tuple(dict.fromkeys(str(column) for row in listed for column in row))
    lines = [(number, [_cell(row.get(column)) for column in header]) for number, row in enumerate(listed, 1)]
    return TextTable(place, header, lines)


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return ";".join(str(one) for one in value)
    return "" if value is None else str(value)
