"""Which word does a function get, given its losses in each reading?

What goes on all the time *runs* where even the worst reading has no loss within the horizon, *stops on* or has *stopped
since* a day where even the best one has, and is *at risk* between. What is due once must hold through its window:
*on time, at risk, late by, missed, not due yet*. Where reading the missing as lost and as endless gives two words,
the answer is *cannot tell*.
"""

from __future__ import annotations

from datetime import date

import msgspec

from cutset.dates import NEVER, DateRange
from cutset.impact.clocks import clock_kind
from cutset.impact.losses import Losses
from cutset.impact.scenario import (
    BEST_ENDLESS,
    BEST_LOST,
    SCENARIOS,
    WORST_ENDLESS,
    WORST_LOST,
    Scenario,
)
from cutset.spans import NONE, Spans, common, covers, first_loss
from cutset.status import FunctionStatus, Why
from cutset.world.question import Question
from cutset.world.rows import Function

__all__ = ["Verdict", "judge"]


class Verdict(msgspec.Struct, frozen=True):
    """What becomes of a function.

    Parameters
    ----------
    status
        The word.
    stops
        Between which days it stops, or its event is lost [dates]; never for what does not.
    why
        Whether the range is open because the world is, or because a row is missing.
    shown
        The scenario in which the reasons can be seen.
    on
        The day on which they can be seen [date].
    until
        First day on which it would go on again; never where no such day is known [date].
    """

    status: FunctionStatus
    stops: DateRange
    why: Why
    shown: Scenario
    on: date
    until: date = NEVER


def judge(function: Function, losses: Losses, question: Question) -> Verdict:
    """Return what becomes of a function."""
    if function.shape == "continuous":
        return _judge_continuous(function, losses, question)
    return _judge_event(function, losses, question)


def _judge_continuous(function: Function, losses: Losses, question: Question) -> Verdict:
    begins = losses.begun.get(function.id, ())
    if covers(begins, question.as_of):
        begun = first_loss(begins, question.as_of)[1]
        return _verdict(FunctionStatus.NOT_DUE_YET, DateRange(NEVER, NEVER), Why.KNOWN, WORST_ENDLESS, question, begun)
    first = {scenario: first_loss(losses.of(function.id, scenario), question.as_of) for scenario in SCENARIOS}
    if_lost = _running(first[WORST_LOST][0], first[BEST_LOST][0], question)
    if_endless = _running(first[WORST_ENDLESS][0], first[BEST_ENDLESS][0], question)
    if if_lost != if_endless and not (if_lost.is_stop and if_endless.is_stop):
        stops, until = DateRange(first[WORST_LOST][0], first[BEST_ENDLESS][0]), first[WORST_LOST][1]
        return _verdict(FunctionStatus.CANNOT_TELL, stops, Why.MISSING, WORST_LOST, question, until)
    shown = BEST_ENDLESS if if_endless.is_stop else WORST_ENDLESS
    stops = DateRange(first[WORST_ENDLESS][0], first[BEST_ENDLESS][0])
    return _verdict(if_endless, stops, Why.KNOWN, shown, question, first[shown][1])


def _running(earliest: date, latest: date, question: Question) -> FunctionStatus:
    if earliest > question.horizon:
        return FunctionStatus.RUNS
    if latest > question.horizon:
        return FunctionStatus.AT_RISK
    return FunctionStatus.STOPPED_SINCE if latest <= question.as_of else FunctionStatus.STOPS_ON


def _verdict(
    status: FunctionStatus, stops: DateRange, why: Why, shown: Scenario, question: Question, until: date
) -> Verdict:
    seen = stops.latest if status.is_stop else stops.earliest
    return Verdict(status, stops, why, shown, max(seen, question.as_of), until)


def _judge_event(function: Function, losses: Losses, question: Question) -> Verdict:
    window = _window(function, question)
    if window is None:
        never = DateRange(NEVER, NEVER)
        return Verdict(FunctionStatus.CANNOT_TELL, never, Why.MISSING, WORST_LOST._replace(past=True), NEVER)
    lost = {scenario: losses.of(function.id, scenario._replace(past=True)) for scenario in SCENARIOS}
    hit = {
        scenario: common(common(days, window), _begun_within(days, question.horizon)) for scenario, days in lost.items()
    }
    if_lost = _happening(function, hit[WORST_LOST], hit[BEST_LOST], question)
    if_endless = _happening(function, hit[WORST_ENDLESS], hit[BEST_ENDLESS], question)
    if if_lost != if_endless:
        status, why, shown, earliest = FunctionStatus.CANNOT_TELL, Why.MISSING, WORST_LOST, WORST_LOST
    else:
        status, earliest = if_endless, WORST_ENDLESS
        why = Why.MISSING if status is FunctionStatus.CANNOT_TELL else Why.KNOWN
        shown = BEST_ENDLESS if if_endless.is_stop else WORST_ENDLESS
    stops = DateRange(_hitting(lost, hit, earliest)[0], _hitting(lost, hit, BEST_ENDLESS)[0])
    on = date.fromordinal(hit[shown][0][0]) if hit[shown] else NEVER
    return Verdict(status, stops, why, shown._replace(past=True), on, _hitting(lost, hit, shown)[1])


def _window(function: Function, question: Question) -> Spans | None:
    """Return the days through which an event must hold: with only an end its last day; None where the two clash."""
    if function.due_until is None:
        begin, end = (function.due_from or question.as_of).toordinal(), question.horizon.toordinal() + 1
        return ((begin, end),) if begin < end else NONE
    end = function.due_until.toordinal()
    begin = function.due_from.toordinal() if function.due_from is not None else end - 1
    return ((begin, end),) if begin < end else None


def _begun_within(days: Spans, horizon: date) -> Spans:
    """Return the losses that begin within the horizon, however long they last."""
    return tuple(piece for piece in days if piece[0] < horizon.toordinal())


def _hitting(lost: dict[Scenario, Spans], hit: dict[Scenario, Spans], scenario: Scenario) -> tuple[date, date]:
    """Return the loss that hits the window first, from its own first day, or never."""
    if not hit[scenario]:
        return NEVER, NEVER
    first = hit[scenario][0][0]
    start, end = next(piece for piece in lost[scenario] if piece[0] <= first < piece[1])
    return date.fromordinal(start), date.fromordinal(end)


def _happening(function: Function, worst: Spans, best: Spans, question: Question) -> FunctionStatus:
    if best:
        return FunctionStatus.MISSED if clock_kind(function) == "once" else FunctionStatus.LATE_BY
    if worst:
        return FunctionStatus.AT_RISK
    if function.due_from is None and function.due_until is None:
        return FunctionStatus.CANNOT_TELL
    if function.due_from is not None and function.due_from > question.horizon:
        return FunctionStatus.NOT_DUE_YET
    return FunctionStatus.ON_TIME
