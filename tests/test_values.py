"""Dates, shares, quantities and money are read as written and never guessed."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cutset.dates import NEVER, DateRange, months_after, read_day, read_end, say_day
from cutset.money import Money, RateTable, read_currency
from cutset.quantities import Quantity, read_quantity
from cutset.shares import WHOLE, Share, percent, read_share


@pytest.mark.parametrize("text", ["02.03.2022", "2022-3-2", "20220302", "2022-02-30", "2022-03-02T00:00", ""])
def test_a_day_in_any_other_order_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        read_day(text)


def test_open_is_never() -> None:
    assert read_end("open") == NEVER
    assert say_day(NEVER) == "never"


@given(st.dates(max_value=date(9000, 1, 1)), st.integers(0, 1200))
def test_months_after_keeps_the_day_or_ends_the_month(day: date, months: int) -> None:
    after = months_after(day, months)
    assert (after.year * 12 + after.month) - (day.year * 12 + day.month) == months
    assert after.day <= day.day


def test_a_range_of_days_says_both_ends() -> None:
    assert str(DateRange(date(2022, 3, 2), NEVER)) == "between 2022-03-02 and never"
    assert str(DateRange(date(2022, 3, 2), date(2022, 3, 2))) == "2022-03-02"


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("51", 51_000_000, 51_000_000),
        ("51%", 51_000_000, 51_000_000),
        ("16.6667", 16_666_700, 16_666_700),
        (">50", 50_000_001, WHOLE),
        (">=57.67", 57_670_000, WHOLE),
        ("<50", 0, 49_999_999),
        ("<=50", 0, 50_000_000),
        ("25-50", 25_000_000, 50_000_000),
        (">25-50", 25_000_001, 50_000_000),
        ("50-<75", 50_000_000, 74_999_999),
        ("majority", 50_000_001, WHOLE),
        ("", 0, WHOLE),
        ("unknown", 0, WHOLE),
    ],
)
def test_a_share_is_read_as_its_two_bounds(text: str, least: int, most: int) -> None:
    assert read_share(text) == Share(least, most)


@pytest.mark.parametrize("text", ["0,5", "101", "-1", "60-40", "half", "49.9999999", "5 0", "1e2"])
def test_a_share_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        read_share(text)


@given(st.integers(0, WHOLE))
def test_a_share_survives_writing_and_reading(micro: int) -> None:
    assert read_share(percent(micro)) == Share(micro, micro)


def test_three_thirds_add_up() -> None:
    parts = [read_share(text).least for text in ("16.6667", "16.6667", "16.6666")]
    assert sum(parts) == 50_000_000


@pytest.mark.parametrize("text", ["-3", "9-7", "many", "1,5", ""])
def test_a_quantity_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        read_quantity(text)


def test_quantities_add_by_their_bounds() -> None:
    assert read_quantity("1-2") + read_quantity("3") == Quantity(Decimal(4), Decimal(5))


def test_a_currency_has_three_capital_letters() -> None:
    assert read_currency("EUR") == "EUR"
    with pytest.raises(ValueError):
        read_currency("Euro")


RATES = RateTable(
    [
        ("a", date(2022, 3, 1), "EUR", "USD", Decimal("1.1")),
        ("b", date(2022, 3, 8), "EUR", "USD", Decimal("1.2")),
        ("c", date(2022, 3, 1), "USD", "RUB", Decimal(100)),
    ]
)


def test_a_rate_holds_until_the_next_day_of_its_pair() -> None:
    found = RATES.convert(Money(Decimal(10), "EUR"), "USD", date(2022, 3, 7))
    assert found is not None
    assert found.money == Money(Decimal("11.0"), "USD")
    later = RATES.convert(Money(Decimal(10), "EUR"), "USD", date(2022, 3, 8))
    assert later is not None
    assert later.money.amount == Decimal("12.0")


def test_a_pair_that_is_not_quoted_is_crossed_and_says_how() -> None:
    found = RATES.convert(Money(Decimal(10), "EUR"), "RUB", date(2022, 3, 7))
    assert found is not None
    assert found.money.amount == Decimal(1100)
    assert [row for row, _, _ in found.rates] == ["a", "c"]


def test_no_rate_is_used_before_it_is_quoted_or_when_it_is_stale() -> None:
    assert RATES.convert(Money(Decimal(1), "EUR"), "USD", date(2022, 2, 28)) is None
    assert RATES.convert(Money(Decimal(1), "EUR"), "USD", date(2022, 6, 1)) is None
    assert RATES.convert(Money(Decimal(1), "GBP"), "USD", date(2022, 3, 8)) is None
