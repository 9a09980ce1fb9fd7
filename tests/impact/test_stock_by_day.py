"""When is a stock out that goes on stated days, and when can nobody tell?"""

from __future__ import annotations

from datetime import date

from factory import made, run, world_of

from cutset.dates import DateRange
from cutset.impact import FunctionFinding
from cutset.status import FunctionStatus
from cutset.world.rows import Accident, Function, Item, Stock, Supply, Use

FAILS = date(2031, 5, 10)


def found(quantity: str, *uses: Use) -> FunctionFinding:
    world = world_of(
        made(Function, "F-ONE", needs="I-ONE"),
        made(Item, "I-ONE"),
        made(Supply, "S-ONE", item="I-ONE"),
        made(Accident, "X-ONE", supplies="S-ONE", from_=FAILS.isoformat(), until="open"),
        made(Stock, "K-ONE", item="I-ONE", quantity=quantity),
        *uses,
    )
    return run(world).impact.functions["F-ONE"]


def exactly(day: date) -> DateRange:
    return DateRange(day, day)


def test_the_uses_of_one_day_are_held_against_what_is_left_together() -> None:
    both = [made(Use, name, date="2031-06-01") for name in ("Q-ONE", "Q-TWO")]
    assert found("1", *both).stops == exactly(date(2031, 6, 1))
    assert found("2", *both).stops == exactly(date(2031, 6, 2))


def test_a_use_without_rate_and_day_says_nothing_of_how_long_a_stock_lasts() -> None:
    assert found("1", made(Use, "Q-ONE")).status is FunctionStatus.CANNOT_TELL


def test_a_use_without_rate_and_day_is_passed_over_beside_one_that_has_them() -> None:
    uses = made(Use, "Q-ONE"), made(Use, "Q-TWO", date="2031-06-01")
    assert found("1", *uses).stops == exactly(date(2031, 6, 2))


def test_where_all_stated_uses_are_over_nobody_can_tell_how_long_a_stock_lasts() -> None:
    for over in ("2031-04-01", "2031-05-05"):
        assert found("5", made(Use, "Q-ONE", date=over)).status is FunctionStatus.CANNOT_TELL


def test_a_stock_of_nought_bridges_nothing_however_it_goes() -> None:
    assert found("0", made(Use, "Q-ONE", date="2031-04-01")).stops == exactly(FAILS)
