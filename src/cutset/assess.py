"""From listed name to stopped mission, one call a stage: start reading here.

Every stage is a pure function of the world, the earlier findings and the question. No stage changes a world or
another's findings; every what-if evaluates the earlier stages on a supposed world.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from cutset.impact import Impact, default_clocks, impact
from cutset.match.parties import Matched, match
from cutset.match.verdicts import NO_DECISIONS, Decisions
from cutset.reach import Reached, reach
from cutset.replace import Replacements, replace
from cutset.world.question import Question
from cutset.world.world import World

if TYPE_CHECKING:
    from cutset.impact.clocks import Clocks
    from cutset.lists.entry import OfficialList

__all__ = ["Assessment", "ask", "assess"]


class Assessment(msgspec.Struct, frozen=True):
    """Everything that was found, with the world and the question it was found for.

    Parameters
    ----------
    world
        The world as known on the day of the question.
    question
        The question.
    matched, reached, felt, replaced
        What the stages match, reach, impact and replace found.
    """

    world: World
    question: Question
    matched: Matched
    reached: Reached
    felt: Impact
    replaced: Replacements


def assess(
    world: World,
    question: Question | None = None,
    *,
    lists: Sequence[OfficialList] = (),
    decisions: Decisions = NO_DECISIONS,
    clocks: Clocks | None = None,
) -> Assessment:
    """Say what stops, since or from when, what is at risk, what cannot be told, and what may stand in.

    Parameters
    ----------
    world
        A world; see :func:`cutset.load`.
    question
        What is asked of it; by default the world's own day and horizon.
    lists
        Official lists to hold the parties against.
    decisions
        What people decided about parties and entries of these lists.
    clocks
        Clocks by kind; by default those that ship.

    Examples
    --------
    >>> from cutset.worlds import load_embedded
    >>> found = assess(load_embedded("space-2022"))
    >>> str(found.felt.functions["F-SRG-SOFT"].status)
    'stopped since'
    """
    question = question if question is not None else ask(world)
    known = world.known_by(question.known_by)
    matched = match(known, lists, question, decisions)
    reached = reach(known, matched, question)
    clocks = default_clocks(known, question) if clocks is None else clocks
    felt = impact(known, reached, question, clocks)
    replaced = replace(known, matched, reached, felt, question, clocks)
    return Assessment(known, question, matched, reached, felt, replaced)


def ask(
    world: World,
    *,
    as_of: date | None = None,
    known_by: date | None = None,
    horizon_months: int | None = None,
    laws: Sequence[str] = (),
    actor: str = "",
) -> Question:
    """Return a question with the world's own answers where none are given.

    Parameters
    ----------
    world
        The world that is asked.
    as_of
        Day from which it is looked [date]; by default the world's, or today.
    known_by
        Nothing that became known later is used [date]; by default the as-of day.
    horizon_months
        How far ahead is looked [months]; by default the world's.
    laws
        Laws whose measures are read; empty = all.
    actor
        Narrows what is shown to the programmes of one operator.
    """
    day = as_of or world.settings.as_of or date.today()  # noqa: DTZ011 - a day, wherever the user is
    return Question(
        as_of=day,
        known_by=known_by or day,
        horizon_months=world.settings.horizon_months if horizon_months is None else horizon_months,
        laws=tuple(sorted(laws)),
        actor=actor,
    )
