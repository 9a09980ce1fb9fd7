"""How is what becomes of a function said in a sentence?"""

from __future__ import annotations

from datetime import date

from cutset.dates import NEVER, say_day
from cutset.impact.judge import Verdict
from cutset.status import FunctionStatus
from cutset.world.question import Question
from cutset.world.rows import Function

__all__ = ["function_words", "short_words", "status_words"]


def function_words(function: Function, programme: str, verdict: Verdict, question: Question) -> str:
    """Return the finding of a function as one sentence."""
    return f"{programme}: {function.name} - {status_words(verdict, function, question)}"


def status_words(verdict: Verdict, function: Function, question: Question) -> str:
    """Return the status with its days, in words."""
    stops = verdict.stops
    match verdict.status:
        case FunctionStatus.RUNS:
            return f"runs: nothing loaded stops it before {question.horizon}"
        case FunctionStatus.STOPPED_SINCE:
            return f"stopped since {stops.latest}{_hedged_before(verdict)}{_again(verdict)}"
        case FunctionStatus.STOPS_ON:
            return f"stops on {_between(stops.earliest, stops.latest)}{_again(verdict)}"
        case FunctionStatus.AT_RISK:
            return f"at risk {_since(stops.earliest, question)}; it need not stop at all within the horizon"
        case FunctionStatus.ON_TIME:
            return f"on time for {_window(function)}"
        case FunctionStatus.LATE_BY:
            return f"late: its window of {_window(function)} is lost{_next(verdict)}"
        case FunctionStatus.MISSED:
            return f"missed: its window of {_window(function)} is lost and there is no other"
        case FunctionStatus.NOT_DUE_YET:
            return _not_due(verdict, function)
        case _:
            return _cannot_tell(verdict, question)


def short_words(verdict: Verdict, function: Function, question: Question) -> str:
    """Return the status with its deciding day, in a few words."""
    match verdict.status:
        case FunctionStatus.STOPPED_SINCE | FunctionStatus.STOPS_ON:
            return f"{verdict.status} {verdict.stops.latest}"
        case FunctionStatus.AT_RISK:
            return f"at risk {_since(verdict.stops.earliest, question)}"
        case FunctionStatus.LATE_BY:
            return f"late, due {function.due_from or 'on a day not known'}" + (
                "" if verdict.until == NEVER else f", not before {verdict.until}"
            )
        case FunctionStatus.MISSED:
            return f"missed, due {function.due_from or 'on a day not known'}"
        case _:
            return str(verdict.status)


def _between(earliest: date, latest: date) -> str:
    return say_day(latest) if earliest == latest else f"a day from {say_day(earliest)} to {say_day(latest)}"


def _hedged_before(verdict: Verdict) -> str:
    stops = verdict.stops
    return f" (at risk since {stops.earliest})" if stops.earliest < stops.latest else ""


def _since(earliest: date, question: Question) -> str:
    return f"since {earliest}" if earliest <= question.as_of else f"from {earliest}"


def _again(verdict: Verdict) -> str:
    return f", until {verdict.until}" if verdict.until != NEVER else ""


def _next(verdict: Verdict) -> str:
    return (
        "; no day is known from which it could be made up"
        if verdict.until == NEVER
        else f"; not before {verdict.until}"
    )


def _window(function: Function) -> str:
    if function.due_from is None and function.due_until is None:
        return "a day that is not known"
    return f"{function.due_from or 'an unknown day'} to {function.due_until or 'an unknown day'}"


def _not_due(verdict: Verdict, function: Function) -> str:
    if function.shape == "continuous":
        return f"not due yet: what it needs begins on {say_day(verdict.until)}"
    return f"not due yet: its window is {_window(function)}"


def _cannot_tell(verdict: Verdict, question: Question) -> str:
    if verdict.stops.earliest == NEVER:
        return "cannot tell: the day on which it is due is not known"
    return f"cannot tell: something is not known; read as lost it stops {_on(verdict.stops.earliest, question)}"


def _on(day: date, question: Question) -> str:
    return f"by {question.as_of}" if day <= question.as_of else f"on {day}"
