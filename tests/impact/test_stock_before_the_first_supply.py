"""What lies in hand is used before the first supply begins."""

from __future__ import annotations

from datetime import date

from factory import made, run, world_of

from cutset.world.rows import Function, Item, Stock, Supply, Use


def told(quantity: str) -> tuple[str, date]:
    world = world_of(
        made(Item, "I-ONE"),
        made(Function, "F-ONE", needs="I-ONE"),
        made(Supply, "S-ONE", item="I-ONE", from_="2031-05-21"),
        made(Stock, "K-ONE", item="I-ONE", quantity=quantity),
        made(Use, "U-ONE", per="day"),
    )
    found = run(world).impact.functions["F-ONE"]
    return str(found.status), found.stops.latest


def test_a_stock_that_is_out_before_the_first_supply_stops_on_the_day_it_is_out() -> None:
    assert told("10") == ("stops on", date(2031, 5, 11))


def test_a_stock_that_lasts_until_the_first_supply_runs() -> None:
    assert told("30")[0] == "runs"


def test_without_any_stock_in_hand_it_is_not_due_yet() -> None:
    assert told("0")[0] == "not due yet"
    assert told("")[0] == "not due yet"
