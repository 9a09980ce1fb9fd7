from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from cutset.dates import NEVER
from cutset.spans import EVER, NONE, Spans, at_least, common, covers, first_loss, joined, span, without

LAST = 40


@st.composite
def spans(draw: st.DrawFn) -> Spans:
    days = draw(st.sets(st.integers(1, LAST), max_size=20))
    return joined(*(((day, day + 1),) for day in days))


def days_of(some: Spans) -> set[int]:
    return {day for day in range(1, LAST + 2) if any(start <= day < end for start, end in some)}


def is_normal(some: Spans) -> bool:
    edges = [edge for piece in some for edge in piece]
    return edges == sorted(set(edges))


@given(spans(), spans())
def test_joining_is_the_union_of_days(one: Spans, other: Spans) -> None:
    assert days_of(joined(one, other)) == days_of(one) | days_of(other)
    assert is_normal(joined(one, other))


@given(spans(), spans())
def test_common_is_the_intersection_of_days(one: Spans, other: Spans) -> None:
    assert days_of(common(one, other)) == days_of(one) & days_of(other)
    assert is_normal(common(one, other))


@given(spans(), spans())
def test_without_is_the_difference_of_days(one: Spans, other: Spans) -> None:
    assert days_of(without(one, other)) == days_of(one) - days_of(other)


@given(st.lists(spans(), max_size=5), st.integers(0, 6))
def test_at_least_k_counts_days(many: list[Spans], k: int) -> None:
    counted = {day for day in range(1, LAST + 2) if sum(day in days_of(one) for one in many) >= k}
    assert days_of(at_least(k, many)) == counted


@given(spans())
def test_ever_and_none_are_neutral(some: Spans) -> None:
    assert common(some, EVER) == some
    assert joined(some, NONE) == some
    assert without(some, NONE) == some


def test_a_span_is_half_open() -> None:
    lost = span(date(2022, 3, 2), date(2022, 3, 4))
    assert covers(lost, date(2022, 3, 2))
    assert not covers(lost, date(2022, 3, 4))


def test_the_first_loss_is_the_one_that_holds_or_the_next() -> None:
    lost = joined(span(date(2022, 1, 1), date(2022, 2, 1)), span(date(2022, 5, 1), None))
    assert first_loss(lost, date(2022, 1, 15)) == (date(2022, 1, 1), date(2022, 2, 1))
    assert first_loss(lost, date(2022, 3, 1)) == (date(2022, 5, 1), NEVER)
    assert first_loss(NONE, date(2022, 3, 1)) == (NEVER, NEVER)
