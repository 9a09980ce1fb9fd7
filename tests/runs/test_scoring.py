"""What counts as what, for each status against each outcome?"""

from __future__ import annotations

from datetime import date

import pytest

from cutset.dates import NEVER, DateRange
from cutset.impact import FunctionFinding
from cutset.runs.scoring import Call, Told, observed_until, score
from cutset.status import FunctionStatus, Why
from cutset.world.question import Question
from cutset.world.rows import FunctionId, Outcome

RUN = date(2022, 3, 2)
QUESTION = Question(as_of=RUN, known_by=RUN)
AHEAD, BEYOND, BEFORE = date(2022, 9, 1), date(2025, 1, 1), date(2022, 2, 1)


def finding(status: FunctionStatus, earliest: date = NEVER, cause: str = "C-CAUSE") -> FunctionFinding:
    return FunctionFinding(
        id="x",
        function="F",
        name="fly",
        programme="R",
        shape="continuous",
        status=status,
        stops=DateRange(earliest, NEVER),
        why=Why.KNOWN,
        until=NEVER,
        due_from=None,
        due_until=None,
        first_cause="" if status.is_well else cause,
        short=str(status),
        words="",
        because=(),
        marks=(),
        clock="",
    )


def outcome(happened: str, start: date | None = AHEAD, until: date | None = NEVER) -> Outcome:
    return Outcome(
        id="O",
        known=date(2025, 6, 1),
        function=FunctionId("F"),
        happened=happened,  # type: ignore[arg-type]
        from_=start,
        until=until,
    )


def call(
    happened: Outcome,
    said: FunctionFinding | None,
    hindsight: FunctionFinding | None = None,
    first_known: date | None = None,
) -> Call:
    return score(happened, QUESTION, Told(said, "because") if said else None, hindsight, first_known).call


WELL = [FunctionStatus.RUNS, FunctionStatus.ON_TIME, FunctionStatus.NOT_DUE_YET]
FIRM = [FunctionStatus.STOPS_ON, FunctionStatus.STOPPED_SINCE, FunctionStatus.LATE_BY, FunctionStatus.MISSED]
TROUBLE = ["stopped", "late", "replaced"]
STOPPED = finding(FunctionStatus.STOPS_ON, AHEAD)


@pytest.mark.parametrize("happened", TROUBLE)
@pytest.mark.parametrize("status", [*FIRM, FunctionStatus.AT_RISK])
def test_warning_of_a_day_no_later_than_it_happened_is_a_hit(happened: str, status: FunctionStatus) -> None:
    for day in (BEFORE, RUN, AHEAD):
        told = score(outcome(happened), QUESTION, Told(finding(status, day), "why"), STOPPED, None)
        assert told.call is Call.HIT
        assert told.firm is (status is not FunctionStatus.AT_RISK)
        assert told.ahead


def test_warning_after_it_happened_is_a_hit_that_was_not_ahead() -> None:
    told = score(outcome("late", BEFORE), QUESTION, Told(finding(FunctionStatus.STOPPED_SINCE, RUN), ""), None, None)
    assert (told.call, told.ahead) == (Call.HIT, False)


def test_warning_of_a_later_day_alone_is_no_hit() -> None:
    later = finding(FunctionStatus.AT_RISK, date(2022, 9, 2))
    assert call(outcome("stopped"), later, STOPPED, BEFORE) is Call.MISS
    assert call(outcome("stopped"), later, STOPPED, AHEAD) is Call.NOT_KNOWABLE


@pytest.mark.parametrize("happened", TROUBLE)
@pytest.mark.parametrize("status", WELL)
def test_trouble_in_sight_without_a_warning_is_missed_where_its_cause_was_known(
    happened: str, status: FunctionStatus
) -> None:
    assert call(outcome(happened), finding(status), STOPPED, RUN) is Call.MISS
    assert call(outcome(happened), finding(status), STOPPED, date(2022, 3, 3)) is Call.NOT_KNOWABLE


def test_trouble_that_even_hindsight_does_not_find_is_a_miss() -> None:
    runs = finding(FunctionStatus.RUNS)
    assert call(outcome("late"), runs, runs) is Call.MISS
    assert call(outcome("late"), runs, None) is Call.MISS
    assert call(outcome("late"), runs, finding(FunctionStatus.AT_RISK, BEYOND), RUN) is Call.MISS


@pytest.mark.parametrize("status", [*FIRM, FunctionStatus.AT_RISK])
def test_warning_of_what_ran_is_a_false_alarm(status: FunctionStatus) -> None:
    assert call(outcome("ran", BEFORE), finding(status, AHEAD)) is Call.FALSE_ALARM


@pytest.mark.parametrize("happened", ["ran", *TROUBLE])
def test_what_happens_beyond_the_horizon_ran_in_sight(happened: str) -> None:
    assert call(outcome(happened, BEYOND), finding(FunctionStatus.AT_RISK, AHEAD)) is Call.FALSE_ALARM
    assert call(outcome(happened, BEYOND), finding(FunctionStatus.RUNS)) is Call.CORRECT_NEGATIVE


@pytest.mark.parametrize("happened", ["ran", *TROUBLE])
def test_cannot_tell_is_never_right_or_wrong(happened: str) -> None:
    assert call(outcome(happened), finding(FunctionStatus.CANNOT_TELL, AHEAD), STOPPED, BEFORE) is Call.COULD_NOT_TELL


def test_what_nobody_observed_is_not_scored() -> None:
    runs, risk = finding(FunctionStatus.RUNS), finding(FunctionStatus.AT_RISK, BEYOND)
    assert call(outcome("ran"), None) is Call.NOT_SCORED
    assert call(outcome("stopped", None), runs) is Call.NOT_SCORED
    assert call(outcome("late", BEFORE, RUN), runs) is Call.NOT_SCORED
    assert call(outcome("ran", BEFORE, RUN), runs) is Call.NOT_SCORED
    assert call(outcome("ran", BEFORE, date(2024, 1, 1)), risk) is Call.NOT_SCORED
    assert observed_until(outcome("ran", BEFORE, None)) == date(2025, 6, 1)


def test_hit_by_another_cause_is_told() -> None:
    other = finding(FunctionStatus.AT_RISK, RUN, "S-THREAT")
    told = score(outcome("stopped"), QUESTION, Told(other, ""), STOPPED, AHEAD)
    assert (told.call, told.by_another_cause, told.hindsight) == (Call.HIT, True, "C-CAUSE")
