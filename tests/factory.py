"""How is a small world made for a test, and run?

Rows are written as their cells are; what a test leaves out is filled.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any, Final, NamedTuple, TypeVar

import msgspec

from cutset.impact import Impact, impact
from cutset.lists.entry import OfficialList
from cutset.match.parties import Matched, match
from cutset.match.verdicts import NO_DECISIONS, Decisions
from cutset.reach import Reached, reach
from cutset.status import Confidence
from cutset.world.cells import columns
from cutset.world.question import Question
from cutset.world.rows import Accident, Function, Item, Measure, Party, Row, Stock, Supply, Target, Use, Withdrawal
from cutset.world.settings import Settings
from cutset.world.world import World
from cutset.worlds import load_embedded

R = TypeVar("R", bound=Row)

DAY: Final = date(2031, 5, 1)
"""The day from which tests look unless they say otherwise [date]."""
LONG_AGO: Final = date(2030, 12, 31)

FILLED: Final[dict[type[Row], dict[str, str]]] = {
    Accident: {"kind": "failure", "certainty": "certain"},
    Function: {"programme": "R-ONE", "name": "works", "shape": "continuous"},
    Item: {"name": "a thing"},
    Measure: {"issuer": "Council", "law": "XL", "act": "Act 1", "kind": "export_ban", "coverage": "complete"},
    Party: {"name": "somebody", "kind": "company"},
    Stock: {"holder": "P-BUYER", "as_of": "2031-05-01"},
    Supply: {
        "seller": "P-SELLER",
        "buyer": "P-BUYER",
        "origin": "XA",
        "destination": "XD",
        "standing": "operating",
        "until": "open",
    },
    Target: {"group": "who", "role": "party"},
    Use: {"function": "F-ONE", "item": "I-ONE", "quantity": "1"},
    Withdrawal: {"by": "P-SELLER", "kind": "end", "effect": "stops"},
}


class Run(NamedTuple):
    """What the three stages found."""

    matched: Matched
    reached: Reached
    impact: Impact

    def told(self) -> bytes:
        """Return every finding as bytes, so that two runs can be held against each other."""
        reached = self.reached
        told = (self.matched, reached.by_supply, reached.by_payment, reached.by_function, reached.conflicts)
        return msgspec.json.encode((told, reached.gaps, self.impact.functions, self.impact.items))


def made(kind: type[R], id: str, /, **cells: str) -> R:
    """Return a row of a table; its cells are written as in the table, ``from_`` for the column ``from``."""
    first: dict[str, Any] = {
        "known": date.fromisoformat(cells.pop("known", LONG_AGO.isoformat())),
        "confidence": Confidence(cells.pop("confidence", "documented")),
    }
    written = {**FILLED.get(kind, {}), **{name.rstrip("_"): text for name, text in cells.items()}}
    values: dict[str, Any] = {
        column.field: column.read(written[column.name]) for column in columns(kind) if written.get(column.name)
    }
    known = {column.name for column in columns(kind)}
    assert written.keys() <= known, f"no column is called {written.keys() - known}"
    return kind(id=id, **first, **values)


def world_of(*rows: Row) -> World:
    """Return a world of these rows."""
    return World(Settings(name="test"), rows)


def run(
    world: World,
    day: date = DAY,
    lists: Iterable[OfficialList] = (),
    decisions: Decisions = NO_DECISIONS,
    **asked: Any,
) -> Run:
    """Run match, reach and impact on what a world knew on a day."""
    question = Question(as_of=day, **{"known_by": day, **asked})
    known = world.known_by(question.known_by)
    matched = match(known, list(lists), question, decisions)
    reached = reach(known, matched, question)
    return Run(matched, reached, impact(known, reached, question))


@cache
def embedded(name: str) -> World:
    """Return an embedded world, read once."""
    return load_embedded(name)


@cache
def run_embedded(name: str, day: date) -> Run:
    """Run match, reach and impact on an embedded world as of a day."""
    return run(embedded(name), day)


def days_shown(*names: str) -> list[tuple[str, date]]:
    """Return ``(world, day)`` for each day that each embedded world shows."""
    return [(name, day) for name in names for day in embedded(name).settings.dates_shown]
