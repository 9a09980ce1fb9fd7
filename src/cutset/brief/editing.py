"""May these cells of a proposed row be changed so? One rule for the keys in the terminal and for the review page.

A person may mend what was read wrong. Where the row comes from stays as it is, and no edit makes more of a row than an
article can found: a supply that runs, or a law that is certain, is a row of one's own tables with its own source.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import msgspec

from cutset.brief.applying import row_faults
from cutset.brief.proposal import Proposal
from cutset.errors import Fault, did_you_mean
from cutset.status import Confidence
from cutset.world.cells import Column, columns
from cutset.world.rows import TABLES
from cutset.world.world import World

__all__ = ["FIXED", "Cell", "cells_of", "edit_faults"]

FIXED: Final = ("id", "known", "source")
"""Columns that say where a row comes from."""
_IN_GENERAL: Final = ("disputed", "general")
AT_MOST: Final[Mapping[tuple[str, str], tuple[str, ...]]] = {
    ("supplies", "standing"): ("offered", "promised"),
    ("measures", "confidence"): _IN_GENERAL,
    ("measures", "coverage"): ("list",),
    ("targets", "confidence"): _IN_GENERAL,
}
"""Words to which an edit is held because an article founds no more, by table and column."""


class Cell(msgspec.Struct, frozen=True):
    """One cell of a proposed row.

    Parameters
    ----------
    column
        Name of its column.
    value
        Its text as proposed.
    words
        What the column says.
    allowed
        The only words that it may hold; empty where it is free.
    required
        Whether it must be filled.
    many
        Whether it holds several values with ``;`` between.
    form
        What it must look like: ``day``, ``end`` (a day or ``open``), or empty.
    fixed
        Whether it cannot be changed.
    refers
        Whether it names things of the world by id.
    """

    column: str
    value: str
    words: str
    allowed: tuple[str, ...] = ()
    required: bool = False
    many: bool = False
    form: str = ""
    fixed: bool = False
    refers: bool = False


def cells_of(proposal: Proposal) -> tuple[Cell, ...]:
    """Return every cell of a proposed row, the empty ones too, in the order of its table."""
    given = proposal.cells
    first = [Cell(name, given.get(name, ""), "where the row comes from", fixed=True) for name in FIXED]
    confidence = Cell(
        "confidence",
        given.get("confidence", ""),
        "how well the row is founded",
        AT_MOST.get((proposal.table, "confidence"), tuple(str(one) for one in Confidence)),
        required=True,
    )
    return (*first, confidence, *(_cell(one, proposal) for one in columns(TABLES[proposal.table])))


def _cell(column: Column, proposal: Proposal) -> Cell:
    return Cell(
        column.name,
        proposal.cells.get(column.name, ""),
        column.words,
        AT_MOST.get((proposal.table, column.name), column.allowed),
        required=column.required,
        many=column.many,
        form={"read_day": "day", "read_end": "end"}.get(column.read.__name__, ""),
        refers=bool(column.refers),
    )


def edit_faults(proposal: Proposal, edited: Mapping[str, str], world: World | None = None) -> tuple[Fault, ...]:
    """Return what is wrong with the changed cells of a proposed row.

    Parameters
    ----------
    proposal
        The proposal.
    edited
        Changed cells by column.
    world
        The world in which ids are looked up; none = they are not.
    """
    cells = {cell.column: cell for cell in cells_of(proposal)}
    return tuple(fault for column, text in edited.items() for fault in _faults(proposal, cells, column, text, world))


def _faults(
    proposal: Proposal, cells: Mapping[str, Cell], column: str, text: str, world: World | None
) -> Iterator[Fault]:
    cell = cells.get(column)
    if cell is None:
        hint = did_you_mean(column, cells) or f"columns of {proposal.table}: {', '.join(cells)}"
        yield _fault(proposal, "", "unknown-column", "its table has no such column", column, hint)
    elif cell.fixed:
        hint = "it says where the row comes from; reject it and write a row of your own"
        yield _fault(proposal, column, "fixed-column", "this cell cannot be changed", text, hint)
    elif (proposal.table, column) in AT_MOST and text not in cell.allowed:
        hint = f"an article founds no more than {' or '.join(cell.allowed)}; for more write a row with its own source"
        yield _fault(proposal, column, "more-than-told", "an edit cannot make it firmer", text, hint)
    else:
        yield from (one for one in row_faults(proposal.table, {**proposal.cells, column: text}) if one.column == column)
        if cell.refers and world is not None:
            yield from _unknown_ids(proposal, column, text, world)


def _unknown_ids(proposal: Proposal, column: str, text: str, world: World) -> Iterator[Fault]:
    for name in (piece.strip() for piece in text.split(";")):
        if name and world.find(name) is None and name not in proposal.cells.get(column, "").split(";"):
            hint = did_you_mean(name, (row.id for row in world.rows))
            yield _fault(proposal, column, "unknown-id", "the world has nothing of this id", name, hint)


def _fault(proposal: Proposal, column: str, code: str, sentence: str, value: str, hint: str) -> Fault:
    return Fault(file=proposal.table, column=column, code=code, sentence=sentence, value=value, hint=hint)
