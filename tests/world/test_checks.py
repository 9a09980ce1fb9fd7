"""Finer points of the checks: what they must find, and what they must leave alone."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cutset.shares import WHOLE, Share, read_share
from cutset.world.checks import check_world
from cutset.world.checks.codes import country_codes, currency_codes, is_country, moneys_of
from cutset.world.checks.negations import cycles_through_not
from cutset.world.formula import parse_formula
from cutset.world.places import NOWHERE, Place, Places
from cutset.world.rows import Function, Item, Law, Party, Row, Stake, Supply, Withdrawal
from cutset.world.settings import Currencies, Settings
from cutset.world.world import World

LONG_AGO = date(2021, 12, 31)
PARTIES = [Party(id=f"P-{name}", known=LONG_AGO, name=name, kind="company") for name in "ABCX"]


def codes(*rows: Row, settings: Settings | None = None) -> list[str]:
    return [fault.code for fault in check_world(World(settings or Settings(name="small"), [*PARTIES, *rows])).faults]


def stake(name: str, share: str, *, owner: str = "P-A", known: date = LONG_AGO, **more: object) -> Stake:
    return Stake(id=name, known=known, owner=owner, owned="P-X", share=read_share(share), **more)  # type: ignore[arg-type]


def test_shares_of_exactly_100_are_no_fault() -> None:
    assert codes(stake("1", "60"), stake("2", "40", owner="P-B")) == []


def test_shares_one_micro_percent_above_100_are() -> None:
    assert codes(stake("1", "60.000001"), stake("2", "40", owner="P-B")) == ["shares-above-100"]


def test_bands_count_with_their_least() -> None:
    assert codes(stake("1", "50-75"), stake("2", "25-50", owner="P-B"), stake("3", "25-50", owner="P-C")) == []
    assert codes(stake("1", "majority"), stake("2", "50", owner="P-B")) == ["shares-above-100"]


def test_a_stake_that_was_sold_makes_room_for_its_buyer() -> None:
    sold = stake("1", "100", until=date(2022, 3, 2))
    bought = stake("2", "100", owner="P-B", from_=date(2022, 3, 2))
    assert codes(sold, bought) == []
    early = msgspec.structs.replace(bought, from_=date(2022, 3, 1))
    assert codes(sold, early) == ["shares-above-100"]


def test_a_sale_that_became_known_later_than_the_purchase_is_a_fault_of_the_days_between() -> None:
    held = stake("1", "100")
    sold = stake("1", "100", known=date(2022, 6, 1), until=date(2022, 3, 2))
    bought = stake("2", "100", owner="P-B", known=date(2022, 3, 2), from_=date(2022, 3, 2))
    assert codes(held, sold, bought) == ["shares-above-100"]
    at_once = msgspec.structs.replace(sold, known=date(2022, 3, 2))
    assert codes(held, at_once, bought) == []


def test_control_and_votes_are_not_added_to_equity() -> None:
    assert codes(stake("1", "60"), stake("2", "60", owner="P-B", kind="votes"), stake("3", "60", kind="control")) == []


@given(st.lists(st.integers(0, WHOLE), min_size=1, max_size=5))
def test_shares_are_too_much_exactly_where_their_sum_is(least: list[int]) -> None:
    rows = [
        Stake(id=f"{n}", known=LONG_AGO, owner="P-A", owned="P-X", share=Share(part, part))
        for n, part in enumerate(least)
    ]
    assert (codes(*rows) == ["shares-above-100"]) == (sum(least) > WHOLE)


def supply(**more: object) -> list[Row]:
    made = {"id": "U-1", "known": LONG_AGO, "item": "I-1", "seller": "P-A", "buyer": "P-B", "standing": "operating"}
    return [Item(id="I-1", known=LONG_AGO, name="part"), Supply(**{**made, **more})]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "told",
    [
        {"contracted": date(2020, 1, 1)},
        {"standing": "contracted"},
        {"note": "the contract ended with the last delivery"},
        {"note": "to the end of the lease"},
    ],
)
def test_the_end_of_a_contract_is_a_cause(told: dict[str, object]) -> None:
    assert codes(*supply(until=date(2022, 5, 1), **told)) == []


def test_an_end_of_which_nothing_is_told_is_an_effect_written_down() -> None:
    assert codes(*supply(until=date(2022, 5, 1))) == ["end-without-cause"]
    assert codes(*supply(until=date.max)) == []


def test_an_end_on_the_day_of_a_withdrawal_is_an_effect_even_of_a_contract() -> None:
    left = Withdrawal(
        id="C-1",
        known=date(2022, 5, 1),
        by="P-A",  # type: ignore[arg-type]
        kind="end",
        supplies=("U-1",),  # type: ignore[arg-type]
        effect="stops",
        date=date(2022, 5, 1),
    )
    assert codes(*supply(until=date(2022, 5, 1), standing="contracted"), left) == ["end-without-cause"]
    assert codes(*supply(until=date(2022, 5, 2), standing="contracted"), left) == []


def function(name: str, needs: str) -> Function:
    return Function(
        id=name,
        known=LONG_AGO,
        programme="R-1",  # type: ignore[arg-type]
        name=name,
        needs=parse_formula(needs),
        shape="continuous",
    )


def test_an_offer_beside_a_contract_may_be_needed() -> None:
    offered = Supply(id="U-2", known=LONG_AGO, item="I-1", standing="offered")  # type: ignore[arg-type]
    only = [Item(id="I-1", known=LONG_AGO, name="part"), offered, function("F-1", "I-1")]
    assert "offer-inside-needs" in codes(*only)
    assert "offer-inside-needs" not in codes(*supply(), offered, function("F-1", "I-1"))


def test_two_functions_may_need_each_other() -> None:
    assert "needs-itself" not in codes(function("F-1", "F-2 or ?"), function("F-2", "F-1"))


def test_a_price_without_any_rate_cannot_be_told_in_the_operators_money() -> None:
    priced = supply(price=Decimal(5), currency="USD")
    assert codes(*priced) == ["rate-missing"]
    assert codes(*priced, settings=Settings(name="s", currency=Currencies(default="USD"))) == []


@pytest.mark.parametrize(
    ("needs", "node", "way"),
    [
        ({"A": "not A"}, "A", ("A", "A")),
        ({"A": "not B", "B": "C", "C": "A and D"}, "A", ("A", "B", "C", "A")),
        ({"A": "2 of (B, not C)", "C": "A"}, "A", ("A", "C", "A")),
    ],
)
def test_a_cycle_through_not_is_shown_whole(needs: dict[str, str], node: str, way: tuple[str, ...]) -> None:
    assert cycles_through_not(needs)[node] == way


def test_a_negation_without_a_cycle_is_none() -> None:
    assert cycles_through_not({"A": "not B", "B": "C"}) == {}
    assert cycles_through_not({"A": "knot and B", "B": "A"}) == {}


def test_codes_of_countries_and_money_are_those_of_iso_and_what_it_leaves_to_users() -> None:
    assert len(country_codes()) >= 249
    assert {"EUR", "USD", "RUB", "CNY", "GBP"} <= currency_codes().keys()
    assert all(is_country(code) for code in ("FR", "EU", "XA", "ZZ", "QM", "AA"))
    assert not any(is_country(code) for code in ("fr", "FRA", "QA1", "", "UK"))
    own = Settings(name="s", currency=Currencies(operators={"P-A": "XLM", "P-B": "ABC"}))
    assert "XLM" in moneys_of(own)
    assert "ABC" not in moneys_of(own)


def test_a_row_of_no_file_stands_nowhere_and_is_named_by_its_table() -> None:
    row = Law(id="US", known=LONG_AGO, name="United States")
    assert Places().of(row) == NOWHERE
    (fault,) = check_world(
        World(
            Settings(name="s"),
            [Stake(id="1", known=LONG_AGO, owner="P-A", owned="P-B")] * 1
            + [Party(id="P-A", known=LONG_AGO, name="A", kind="company")],
        )
    ).faults
    assert (fault.file, fault.row, fault.column) == ("stakes", 0, "owned")


def test_of_rows_with_one_key_each_has_its_own_line() -> None:
    rows = [Law(id="US", known=LONG_AGO, name=name) for name in ("one", "two")]
    places = Places()
    places.add(Law, "laws.csv", rows, [2, 3])
    assert [places.of(row) for row in rows] == [Place("laws.csv", 2), Place("laws.csv", 3)]
    again = Law(id="US", known=LONG_AGO, name="three")
    assert places.of(again) == Place("laws.csv", 2)
