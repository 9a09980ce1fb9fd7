"""How is a first cause named in a few words, law and partner decision told apart?"""

from __future__ import annotations

from cutset.findings import Because, Step
from cutset.impact.impact import first_cause
from cutset.world.rows import Accident, Measure, Row, Statement, Supply, Withdrawal
from cutset.world.world import World

__all__ = ["cause_kind", "cause_words"]


def cause_kind(world: World, because: Because) -> str:
    """Return whether a chain began with law, partner, accident, contract, statement, or something missing."""
    match world.find(first_cause(because)):
        case Measure():
            return "law"
        case Withdrawal():
            return "partner"
        case Accident():
            return "accident"
        case Statement():
            return "statement"
        case Supply() if because and "contract" in because[0].words:
            return "contract"
        case _:
            return "missing" if because else ""


def cause_words(world: World, because: Because) -> str:
    """Return the first cause of a chain in a few words; one that is only supposed says so."""
    row = world.find(first_cause(because))
    mark = ", supposed" if row is not None and row in world.supposed else ""
    return f"{_words(world, row, because)}{mark}"


def _words(world: World, row: Row | None, because: Because) -> str:
    match row:
        case Measure() as measure:
            return f"{measure.issuer}: {measure.act}"
        case Withdrawal() as withdrawal:
            return _withdrawal(world, withdrawal)
        case Accident() as accident:
            return accident.what or accident.kind
        case Statement() as statement:
            who = world.name(statement.who) or statement.reported_by or "somebody"
            return f"{who} ({statement.hedge}): {statement.words}"
        case _:
            return _first_words(because, first_cause(because))


def _withdrawal(world: World, row: Withdrawal) -> str:
    verb = {
        "suspend": "suspends",
        "end": "ends",
        "refuse": "refuses",
        "condition": "sets a condition",
        "threat": "threatens",
        "resume": "resumes",
    }[row.kind]
    reason = f" ({row.stated_reason})" if row.stated_reason else ""
    return f"{world.name(row.by)} {verb}{reason}"


def _first_words(because: Because, name: str) -> str:
    step: Step | None = next((one for one in because if one.row == name), because[0] if because else None)
    return step.words if step else ""
