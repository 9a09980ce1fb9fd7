"""Does a function that needs k of n things end at the (n - k + 1)-th loss?"""

from __future__ import annotations

from datetime import date, timedelta

from factory import DAY, made, run, world_of
from hypothesis import given, settings
from hypothesis import strategies as st

from cutset.dates import NEVER, DateRange
from cutset.world.rows import Accident, Function, Row, Statement, Supply, Withdrawal

losses = st.lists(st.integers(1, 400).map(lambda number: DAY + timedelta(days=number)), min_size=1, max_size=7)


quick = settings(max_examples=60, deadline=None)


def supplied(number: int) -> list[Row]:
    return [made(Supply, f"U-{at}", item=f"I-{at}") for at in range(number)]


def needing(k: int, number: int) -> Function:
    return made(Function, "F-ONE", needs=f"{k} of ({', '.join(f'I-{at}' for at in range(number))})")


@quick
@given(losses, st.data())
def test_k_of_n_ends_at_the_n_minus_k_plus_first_loss(ends: list[date], data: st.DataObject) -> None:
    k = data.draw(st.integers(1, len(ends)))
    cuts = [made(Withdrawal, f"C-{at}", supplies=f"U-{at}", date=str(day)) for at, day in enumerate(ends)]
    found = run(world_of(needing(k, len(ends)), *supplied(len(ends)), *cuts)).impact.functions["F-ONE"]
    expected = sorted(ends)[len(ends) - k]
    assert found.stops == DateRange(expected, expected)
    assert found.first_cause in {f"C-{at}" for at, day in enumerate(ends) if day == expected}


@quick
@given(losses, st.data())
def test_of_losses_that_may_come_only_the_earliest_day_is_told(ends: list[date], data: st.DataObject) -> None:
    k = data.draw(st.integers(1, len(ends)))
    sure = data.draw(st.lists(st.booleans(), min_size=len(ends), max_size=len(ends)))
    cuts = [
        made(Accident, f"X-{at}", supplies=f"U-{at}", from_=str(day), until="open", certainty=certainty)
        for at, day in enumerate(ends)
        for certainty in ["certain" if sure[at] else "possible"]
    ]
    found = run(world_of(needing(k, len(ends)), *supplied(len(ends)), *cuts)).impact.functions["F-ONE"]
    certain = sorted(day for day, firm in zip(ends, sure, strict=True) if firm)
    needed = len(ends) - k
    assert found.stops == DateRange(sorted(ends)[needed], certain[needed] if needed < len(certain) else NEVER)


@quick
@given(losses)
def test_all_of_ends_first_and_any_of_ends_last(ends: list[date]) -> None:
    cuts = [made(Withdrawal, f"C-{at}", supplies=f"U-{at}", date=str(day)) for at, day in enumerate(ends)]
    names = [f"I-{at}" for at in range(len(ends))]
    every = made(Function, "F-ALL", needs=" and ".join(names))
    any_ = made(Function, "F-ANY", needs=" or ".join(names))
    found = run(world_of(every, any_, *supplied(len(ends)), *cuts)).impact.functions
    assert found["F-ALL"].stops.latest == min(ends)
    assert found["F-ANY"].stops.latest == max(ends)


def test_what_was_said_counts_for_the_earliest_day_alone() -> None:
    said = made(
        Statement,
        "S-ONE",
        words="it will end",
        hedge="likely",
        bears_on="U-0",
        effect="would_stop",
        from_="2031-06-01",
        until="open",
    )
    found = run(world_of(needing(1, 1), *supplied(1), said)).impact.functions["F-ONE"]
    assert found.stops == DateRange(date(2031, 6, 1), NEVER)
