"""How do accepted proposals become rows of a world, or rows that are only supposed?

Every cell goes through the same readers as the world's own tables; all faults are told at once, and nothing is written
while one stands. A folder of tables to suppose has the layout of a world: ``statements.csv``, ``withdrawals.csv`` ...
"""

from __future__ import annotations

import csv
import io
import shlex
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from cutset.brief.proposal import Proposal
from cutset.brief.propose import source_cells
from cutset.brief.store import Decision, Reading
from cutset.dates import read_day
from cutset.errors import Fault, FormulaError, InputError
from cutset.world.cells import columns, read_confidence
from cutset.world.rows import TABLES, Row

__all__ = ["accepted_rows", "as_rows", "row_faults", "take_back", "what_next", "write_rows"]

FIRST: Final = ("id", "known", "source", "confidence")
Cells = dict[str, str]


def accepted_rows(saved: Iterable[Reading], decided: Mapping[str, Decision]) -> dict[str, list[Cells]]:
    """Return the accepted rows by table, with the articles they rest on as sources.

    Parameters
    ----------
    saved
        Readings.
    decided
        Standing decisions by proposal.
    """
    found: dict[str, list[Cells]] = defaultdict(list)
    for reading in saved:
        taken = [
            p for p in reading.proposals if p.proposal_id in decided and decided[p.proposal_id].decision != "reject"
        ]
        for proposal in taken:
            found[proposal.table].append(_decided(proposal, decided[proposal.proposal_id]))
        if taken:
            found["sources"].append(source_cells(reading.article))
    return dict(sorted(found.items()))


def _decided(proposal: Proposal, decision: Decision) -> Cells:
    unknown = sorted(set(decision.edited) - _known_columns(proposal.table))
    if unknown:
        hint = f"columns of {proposal.table}: {', '.join(sorted(_known_columns(proposal.table)))}"
        raise InputError.one(
            "unknown-column", "an edited column is not one of the table's", value=", ".join(unknown), hint=hint
        )
    return {**proposal.cells, **decision.edited}


def as_rows(tables: Mapping[str, Sequence[Cells]]) -> tuple[Row, ...]:
    """Return rows as records.

    Raises
    ------
    InputError
        With every cell that cannot be read.
    """
    faults: list[Fault] = []
    rows = [row for table, cells in tables.items() for one in cells for row in _as_row(table, one, faults)]
    if faults:
        raise InputError(faults)
    return tuple(rows)


def row_faults(table: str, cells: Cells) -> list[Fault]:
    """Return what cannot be read of one row."""
    faults: list[Fault] = []
    _as_row(table, cells, faults)
    return faults


def _as_row(table: str, cells: Cells, faults: list[Fault]) -> list[Row]:
    kind = TABLES[table]
    before = len(faults)
    values: dict[str, Any] = {
        "id": cells["id"],
        "source": tuple(one for one in cells.get("source", "").split(";") if one),
    }
    try:
        values["known"] = read_day(cells.get("known", ""))
    except ValueError:
        hint = "read the article again with --published DATE"
        faults.append(
            Fault(
                file=table,
                column="known",
                code="bad-date",
                sentence=f"{cells['id']} has no day of publication",
                hint=hint,
            )
        )
    try:
        values["confidence"], values["known_inferred"] = read_confidence(cells.get("confidence") or "reported")
    except ValueError as error:
        faults.append(
            Fault(file=table, column="confidence", code="bad-word", sentence=str(error), value=cells["confidence"])
        )
    for column in columns(kind):
        text = cells.get(column.name, "").strip()
        if not text and column.required:
            faults.append(
                Fault(
                    file=table,
                    column=column.name,
                    code="missing-value",
                    sentence=f"{cells['id']} lacks a value",
                    hint=column.words,
                )
            )
        elif text:
            try:
                values[column.field] = column.read(text)
            except (FormulaError, ValueError) as error:
                faults.append(
                    Fault(
                        file=table, column=column.name, code="bad-value", sentence=f"{cells['id']}: {error}", value=text
                    )
                )
    return [kind(**values)] if len(faults) == before else []


def write_rows(folder: Path, tables: Mapping[str, Sequence[Cells]]) -> dict[str, int]:
    """Add rows to the tables of a folder; a row with the id and day of one that is there takes its place.

    Parameters
    ----------
    folder
        A world's folder, or a folder of rows to suppose; made where it is not there.
    tables
        Rows by table, as :func:`accepted_rows` gives them.

    Returns
    -------
    dict
        How many rows each table received.

    Raises
    ------
    InputError
        With every fault; nothing is written then.
    """
    as_rows(tables)
    written = {table: _with_rows(folder / f"{table}.csv", table, rows) for table, rows in tables.items()}
    folder.mkdir(parents=True, exist_ok=True)
    for table, text in written.items():
        _replace(folder / f"{table}.csv", text)
    return {table: len(rows) for table, rows in tables.items()}


def take_back(folder: Path, ids: frozenset[str]) -> dict[str, int]:
    """Take rows out of the tables of a folder of rows to suppose, such as those of decisions since taken back.

    Parameters
    ----------
    folder
        The folder.
    ids
        Ids of the rows that must not stand there.

    Returns
    -------
    dict
        How many rows each table lost.
    """
    lost: dict[str, int] = {}
    for file in sorted(folder.glob("*.csv")) if folder.is_dir() else ():
        reader = csv.DictReader(io.StringIO(file.read_text("utf-8-sig")))
        header, rows = list(reader.fieldnames or ()), list(reader)
        kept = [row for row in rows if row.get("id", "") not in ids]
        if len(kept) == len(rows):
            continue
        lost[file.stem] = len(rows) - len(kept)
        _replace(file, _as_text(header, kept))
    return lost


def what_next(folder: Path, tables: Mapping[str, Sequence[Cells]], world: str = "") -> Iterator[str]:
    """Yield the commands that show what written rows change, looked at from the day of the latest article.

    Parameters
    ----------
    folder
        The world, or the folder of rows to suppose, into which they were written.
    tables
        The rows.
    world
        World in which the rows are to be supposed; empty where the folder is the world.
    """
    day = max(row["known"] for rows in tables.values() for row in rows)
    if not world:
        yield f"what the world says with them: cutset assess {shlex.quote(str(folder))} --as-of {day}"
        return
    asked = f"{shlex.quote(world)} --as-of {day} --suppose {shlex.quote(str(folder))}"
    yield f"what they would change: cutset compare {asked}"
    yield f"everything with them supposed: cutset assess {asked}"


def _with_rows(file: Path, table: str, rows: Sequence[Cells]) -> str:
    header: list[str] = []
    kept: list[Cells] = []
    if file.is_file():
        reader = csv.DictReader(io.StringIO(file.read_text("utf-8-sig")))
        header = list(reader.fieldnames or ())
        new = {(row["id"], row["known"]) for row in rows}
        kept = [line for line in reader if (line.get("id", ""), line.get("known", "")) not in new]
    wanted = [*FIRST, *(column.name for column in columns(TABLES[table]))]
    header = [
        *header,
        *(name for name in wanted if name not in header and (not header or any(row.get(name) for row in rows))),
    ]
    return _as_text(header, [*kept, *rows])


def _as_text(header: Sequence[str], rows: Sequence[Cells]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, header, restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _replace(file: Path, text: str) -> None:
    """Write a table whole or not at all."""
    beside = file.with_name(f".{file.name}.tmp")
    beside.write_text(text, "utf-8", newline="")
    beside.replace(file)


def _known_columns(table: str) -> set[str]:
    return {*FIRST, *(column.name for column in columns(TABLES[table]))}
