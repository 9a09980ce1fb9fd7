"""What are the two sides of a comparison? Saved runs, days of one world, or worlds."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Final

import msgspec

from cutset.assess import ask
from cutset.errors import InputError, NotFoundError
from cutset.ingest.opening import read_world
from cutset.ingest.suppose import with_supposed
from cutset.report.document import Document
from cutset.runs.engine import engine_version
from cutset.runs.inputs import Inputs
from cutset.runs.saving import load_document, load_inputs
from cutset.runs.store import Store
from cutset.worlds import EMBEDDED

__all__ = ["Side", "open_side", "side_of"]

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


class Side(msgspec.Struct, frozen=True):
    """One side of a comparison.

    Parameters
    ----------
    label
        What it was called by.
    inputs
        What it was made from.
    engine
        What made it.
    document
        The result; of a saved run the one that was saved.
    """

    label: str
    inputs: Inputs
    engine: str
    document: Document


def side_of(inputs: Inputs, label: str) -> Side:
    """Return a side that is assessed now."""
    return Side(label, inputs, engine_version(), inputs.document())


def open_side(
    named: str,
    *,
    world: str = "space-2022",
    store: Callable[[], Store],
    as_of: date | None = None,
    horizon_months: int | None = None,
    laws: Sequence[str] = (),
    suppose: Sequence[str] = (),
) -> Side:
    """Open one side of a comparison.

    Parameters
    ----------
    named
        A day of the world, a world (path or embedded name), or a saved run.
    world
        The world that a day is a day of.
    store
        Opens the store of runs.
    as_of
        The day for which a world is assessed; by default its own.
    horizon_months, laws
        As for an assessment; a saved run keeps its own.
    suppose
        Tables, folders or YAML files whose rows are supposed; not for a saved run.

    Raises
    ------
    NotFoundError
        Where it is none of the three.
    InputError
        Where rows to suppose cannot be read, or are to be supposed in a saved run.
    """
    label = f"{named} supposing {', '.join(suppose)}" if suppose else named
    if _DAY.fullmatch(named):
        inputs = _inputs(world, _day(named), horizon_months, laws, suppose)
        return side_of(inputs, f"{world} on {label}")
    if Path(named).exists() or named in EMBEDDED:
        return side_of(_inputs(named, as_of, horizon_months, laws, suppose), label)
    if suppose:
        hint = "name a day or a world; a saved run keeps what it was made from"
        raise InputError.one("bad-side", "rows cannot be supposed in a saved run", value=named, hint=hint)
    with store() as kept:
        saved = kept.find(named)
        return Side(f"run {saved.short}", load_inputs(kept, saved), saved.run.engine, load_document(kept, saved))


def _day(named: str) -> date:
    try:
        return date.fromisoformat(named)
    except ValueError:
        raise NotFoundError("day", named, ()) from None


def _inputs(
    world: str, day: date | None, horizon_months: int | None, laws: Sequence[str], suppose: Sequence[str]
) -> Inputs:
    opened = with_supposed(read_world(world), suppose)
    return Inputs(opened, ask(opened, as_of=day, horizon_months=horizon_months, laws=laws))
