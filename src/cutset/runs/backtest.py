"""How well would the method have done? A world is frozen, run on several days, and held against what happened.

Each run knows what was known by its own day. The table of outcomes is taken out of the world before anything is
assessed, so that no run can see it; a second run of the same day that knows everything later is used for one thing
alone: to tell what could not have been known from what was missed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

import msgspec

from cutset.assess import Assessment, ask, assess
from cutset.errors import InputError
from cutset.lists.entry import OfficialList
from cutset.report.building import build_document
from cutset.runs.canonical import table_bytes
from cutset.runs.engine import engine_version
from cutset.runs.run import sha256
from cutset.runs.saving import freeze_world
from cutset.runs.scoring import TROUBLE, Call, Score, Told, score
from cutset.world.question import Question
from cutset.world.rows import Function, Outcome, Programme
from cutset.world.world import World

__all__ = ["Backtest", "Frozen", "Scored", "backtest", "days_of_world"]

FORMAT: Final = "cutset-backtest/1"


class Frozen(msgspec.Struct, frozen=True):
    """What was frozen before the first run.

    Parameters
    ----------
    tables
        Hash of each table that the runs read, by name.
    outcomes
        Hash of the table of outcomes, which they do not.
    engine
        Version and fingerprint.
    lists
        Version of each official list, by name.
    """

    tables: dict[str, str]
    outcomes: str
    engine: str
    lists: dict[str, str]


class Scored(msgspec.Struct, frozen=True):
    """One outcome with the score of every run.

    Parameters
    ----------
    outcome, function, name
        The row of outcomes, the function, its name.
    happened, from_, until, text
        What happened, and when [dates].
    scores
        One a day.
    first_warned
        The first run that warned of it [date]; empty where none did, or nothing happened.
    lead_days
        From that run to the day it happened; less than 0 where the warning came after it [d].
    """

    outcome: str
    function: str
    name: str
    happened: str
    from_: date | None = msgspec.field(name="from")
    until: date | None
    text: str
    scores: tuple[Score, ...]
    first_warned: date | None
    lead_days: int | None


class Backtest(msgspec.Struct, frozen=True):
    """The score of a world.

    Parameters
    ----------
    id
        Hash of what was frozen, of the days and of the horizon: the same id, the same score.
    days
        Days of the runs.
    scored
        Outcomes, in the order of their functions.
    unscored
        Functions of which no outcome is known.
    """

    format: str
    id: str
    world: str
    title: str
    horizon_months: int
    days: tuple[date, ...]
    frozen: Frozen
    scored: tuple[Scored, ...]
    unscored: tuple[str, ...]

    def count(self, day: date | None = None) -> Counter[Call]:
        """Return how often each word was earned, on one day or on all."""
        return Counter(one.call for row in self.scored for one in row.scores if day is None or one.day == day)

    def firm(self, call: Call) -> int:
        """Return how often a word was earned by saying that it stops, not that it may."""
        return sum(one.call is call and one.firm for row in self.scored for one in row.scores)


def days_of_world(world: World) -> tuple[date, ...]:
    """Return the days that a world calls telling, in order."""
    settings = world.settings
    days = {*settings.dates_shown, *settings.also_telling, *([settings.as_of] if settings.as_of else [])}
    return tuple(sorted(days))


def backtest(
    world: World,
    days: Sequence[date] = (),
    *,
    horizon_months: int | None = None,
    lists: Sequence[OfficialList] = (),
    progress: Callable[[int, int], None] | None = None,
) -> Backtest:
    """Run a world on several days, knowing what was known by each, and score the runs against its outcomes.

    Parameters
    ----------
    world
        A world with a table of outcomes.
    days
        Days of the runs; by default those that the world calls telling.
    horizon_months
        How far ahead each run looks [months]; by default the world's.
    lists
        Official lists.
    progress
        Told how many of the runs are done.

    Raises
    ------
    InputError
        Where there is nothing to score against, or no day to run.

    Examples
    --------
    >>> import cutset
    >>> found = backtest(cutset.load("space-2022"), [date(2022, 3, 17)])
    >>> [row.scores[0].call.value for row in found.scored if row.function == "F-EXO-2022"]
    ['hit']
    """
    days = tuple(sorted(set(days))) or days_of_world(world)
    outcomes = tuple(world.by_id(Outcome).values())
    if not outcomes or not days:
        missing = "outcomes" if not outcomes else "day to run"
        raise InputError.one("nothing-to-score", f"the world {world.settings.name} has no {missing}")
    blind = World(world.settings, (row for row in world.rows if not isinstance(row, Outcome)))
    frozen = _freeze(blind, outcomes, lists)
    runs = []
    for number, day in enumerate(days):
        runs.append(_run(blind, day, horizon_months, lists))
        if progress is not None:
            progress(number + 1, len(days))
    carried = {row.function for row in outcomes}
    months = runs[0].question.horizon_months
    return Backtest(
        format=FORMAT,
        id=sha256(msgspec.json.encode((frozen, days, months), order="sorted")),
        world=world.settings.name,
        title=world.settings.title or world.settings.name,
        horizon_months=months,
        days=days,
        frozen=frozen,
        scored=tuple(_scored(blind, row, runs) for row in sorted(outcomes, key=lambda row: (row.function, row.id))),
        unscored=tuple(name for name in blind.by_id(Function) if name not in carried),
    )


def _freeze(blind: World, outcomes: Sequence[Outcome], lists: Sequence[OfficialList]) -> Frozen:
    tables, _ = freeze_world(blind)
    return Frozen(
        tables={name: sha256(content) for name, content in tables.items()},
        outcomes=sha256(table_bytes(outcomes)["outcomes.csv"]),
        engine=engine_version(),
        lists={one.list_id: one.version for one in lists},
    )


class _Run(msgspec.Struct, frozen=True):
    """A run of one day: what it says knowing that day, and what it would say knowing all."""

    question: Question
    told: dict[str, Told]
    hindsight: Assessment


def _run(blind: World, day: date, horizon_months: int | None, lists: Sequence[OfficialList]) -> _Run:
    question = ask(blind, as_of=day, known_by=day, horizon_months=horizon_months)
    found = assess(blind, question, lists=lists)
    causes = {one.function: one.cause for one in build_document(found).functions}
    told = {name: Told(finding, causes.get(name, "")) for name, finding in found.felt.functions.items()}
    return _Run(question, told, assess(blind, msgspec.structs.replace(question, known_by=date.max), lists=lists))


def _scored(blind: World, row: Outcome, runs: Sequence[_Run]) -> Scored:
    scores = tuple(_score(blind, row, run) for run in runs)
    warned = next((one.day for one in scores if one.call is Call.HIT), None)
    lead = (row.from_ - warned).days if warned and row.from_ and row.happened in TROUBLE else None
    function = blind.by_id(Function).get(row.function)
    programme = blind.by_id(Programme).get(function.programme) if function else None
    return Scored(
        outcome=row.id,
        function=row.function,
        name=": ".join(part.name for part in (programme, function) if part) or row.function,
        happened=row.happened,
        from_=row.from_,
        until=None if row.until == date.max else row.until,
        text=row.text,
        scores=scores,
        first_warned=warned,
        lead_days=lead,
    )


def _score(blind: World, row: Outcome, run: _Run) -> Score:
    hindsight = run.hindsight.felt.functions.get(row.function)
    began = hindsight.first_cause if hindsight else ""
    known = [one.known for one in blind.rows if one.id == began]
    return score(row, run.question, run.told.get(row.function), hindsight, min(known, default=None))
