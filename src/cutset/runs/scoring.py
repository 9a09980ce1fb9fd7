"""What counts as a hit, a miss or a false alarm, for each status against each outcome?

One run is scored against one outcome of one function. The four words of forecast verification (Jolliffe and
Stephenson, *Forecast Verification*, 2nd ed., 2012, chapter 3) are joined by two that an honest result needs: the run
*could not tell*, and nothing that caused it *could have been known*. ``docs/runs.md`` holds the same as a table.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Final

import msgspec

from cutset.dates import NEVER
from cutset.impact import FunctionFinding
from cutset.status import FunctionStatus
from cutset.world.question import Question
from cutset.world.rows import Outcome

__all__ = ["TROUBLE", "Call", "Score", "observed_until", "score"]

TROUBLE: Final = frozenset({"stopped", "late", "replaced"})
"""Outcomes in which what was arranged did not hold; of what was replaced the arrangement was lost as well."""


class Call(StrEnum):
    """What a run is worth against what happened."""

    HIT = "hit"
    MISS = "miss"
    FALSE_ALARM = "false alarm"
    CORRECT_NEGATIVE = "correct negative"
    COULD_NOT_TELL = "could not tell"
    NOT_KNOWABLE = "could not have been known"
    NOT_SCORED = "not scored"


class Score(msgspec.Struct, frozen=True):
    """One run against one outcome.

    Parameters
    ----------
    day
        Day of the run [date].
    call
        The word.
    firm
        Whether a warning said that it stops or is lost; false where it said *at risk*.
    ahead
        Whether what happened lay ahead on the day of the run.
    said
        What the run said, short.
    cause, cause_row
        The first cause that it gave, in words and by row.
    why
        Why the call is what it is, where the word alone does not say so.
    hindsight
        The row that began it as seen with everything that became known later; empty where none does.
    """

    day: date
    call: Call
    firm: bool
    ahead: bool
    said: str
    cause: str
    cause_row: str
    why: str
    hindsight: str

    @property
    def warned(self) -> bool:
        """Whether the run warned, rightly or not."""
        return self.call in (Call.HIT, Call.FALSE_ALARM)

    @property
    def by_another_cause(self) -> bool:
        """Whether it warned rightly, of another cause than the one that came."""
        return self.call is Call.HIT and self.cause_row != self.hindsight


class Told(msgspec.Struct, frozen=True):
    """What a run said of a function, with the words of its cause."""

    finding: FunctionFinding
    cause: str


def score(
    outcome: Outcome, question: Question, told: Told | None, hindsight: FunctionFinding | None, first_known: date | None
) -> Score:
    """Score one run against one outcome.

    Parameters
    ----------
    outcome
        What happened.
    question
        The question of the run.
    told
        What the run said of the function; ``None`` where the world of that day did not have it.
    hindsight
        What a run of the same day says that knows everything that became known later.
    first_known
        The day on which the row that began it in hindsight first became known [date].
    """
    if told is None:
        return _score(outcome, question, None, Call.NOT_SCORED, "the world of that day does not carry the function", "")
    finding = told.finding
    by = max(outcome.from_ or NEVER, question.as_of) if outcome.happened in TROUBLE else NEVER
    began = hindsight.first_cause if hindsight is not None and _warns(hindsight, by) else ""
    if because := _not_to_be_scored(outcome, question, finding):
        return _score(outcome, question, told, Call.NOT_SCORED, because, began)
    if finding.status is FunctionStatus.CANNOT_TELL:
        return _score(outcome, question, told, Call.COULD_NOT_TELL, told.cause, began)
    if not _in_sight(outcome, question):
        call = Call.FALSE_ALARM if _warns(finding) else Call.CORRECT_NEGATIVE
        return _score(outcome, question, told, call, _late_why(outcome, question), began)
    if _warns(finding, by):
        return _score(outcome, question, told, Call.HIT, "", began)
    call, why = _missed(question, began, first_known)
    later = f"it warned only of {finding.stops.earliest}; " if _warns(finding) else ""
    return _score(outcome, question, told, call, later + why, began)


def observed_until(outcome: Outcome) -> date:
    """Return the first day of which the outcome says nothing [date]."""
    return outcome.known if outcome.until in (None, NEVER) else outcome.until or NEVER


def _missed(question: Question, began: str, first_known: date | None) -> tuple[Call, str]:
    """Return whether what was not warned of was missed or could not have been known, and why."""
    if not began:
        return Call.MISS, "nothing in the world stops it by then, even with all that became known later"
    if first_known is not None and first_known <= question.known_by:
        return Call.MISS, f"{began} was known since {first_known}, and the run did not follow it"
    return Call.NOT_KNOWABLE, f"{began} became known on {first_known}"


def _score(outcome: Outcome, question: Question, told: Told | None, call: Call, why: str, hindsight: str) -> Score:
    finding = told.finding if told else None
    return Score(
        day=question.as_of,
        call=call,
        firm=finding is not None and finding.status.is_stop,
        ahead=outcome.from_ is not None and outcome.from_ > question.as_of,
        said=finding.short if finding else "",
        cause=told.cause if told else "",
        cause_row=finding.first_cause if finding else "",
        why=why,
        hindsight=hindsight,
    )


def _not_to_be_scored(outcome: Outcome, question: Question, finding: FunctionFinding) -> str:
    """Return why what is known of the outcome does not reach to the run; nothing where it does."""
    if outcome.happened in TROUBLE:
        if outcome.from_ is None:
            return "the day on which it happened is not known"
        over = outcome.until is not None and outcome.until <= question.as_of
        return f"it was over by {outcome.until}" if over else ""
    end = observed_until(outcome)
    if question.as_of >= end:
        return f"nothing is known of the time after {end}"
    if _warns(finding) and finding.stops.earliest >= end:
        return f"it warns of {finding.stops.earliest}, and nothing is known of the time after {end}"
    return ""


def _in_sight(outcome: Outcome, question: Question) -> bool:
    return outcome.happened in TROUBLE and outcome.from_ is not None and outcome.from_ <= question.horizon


def _late_why(outcome: Outcome, question: Question) -> str:
    later = outcome.happened in TROUBLE and outcome.from_ is not None and outcome.from_ > question.horizon
    return f"{outcome.happened} only on {outcome.from_}, beyond the horizon" if later else ""


def _warns(finding: FunctionFinding, by: date = NEVER) -> bool:
    """Return whether it says that the function stops or may stop, and that on this day at the latest."""
    return (finding.status.is_stop or finding.status is FunctionStatus.AT_RISK) and finding.stops.earliest <= by
