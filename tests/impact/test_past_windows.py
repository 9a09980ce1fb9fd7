"""A window that is past is never told on time without knowledge."""

from __future__ import annotations

import pytest
from factory import LONG_AGO, made, run, world_of

from cutset.world.rows import Accident, Function, Item, Measure, Row, Statement, Supply, Target

PAST = {"due_from": "2031-03-01", "due_until": "2031-04-02"}


def status(*rows: Row, **window: str) -> str:
    cells = {"needs": "I-ONE", "shape": "event", **window}
    world = world_of(made(Item, "I-ONE"), made(Function, "F-ONE", **cells), *rows)
    return str(run(world).impact.functions["F-ONE"].status)


def supply(id: str = "S-ONE", **cells: str) -> Supply:
    return made(Supply, id, item="I-ONE", **cells)


def accident(**cells: str) -> Accident:
    return made(Accident, "X-ONE", **{"supplies": "S-ONE", "from_": "2031-01-01", "until": "open", **cells})


def test_a_past_window_with_an_input_that_nobody_named_cannot_be_told() -> None:
    assert status(supply(), needs="?", **PAST) == "cannot tell"


def test_a_past_window_of_what_nobody_supplies_cannot_be_told() -> None:
    assert status(**PAST) == "cannot tell"


def test_a_past_window_whose_supply_has_no_seller_cannot_be_told_where_a_measure_names_parties() -> None:
    measure = made(Measure, "M-ONE", kind="asset_freeze", applies_from="2031-01-01", until="open", binds="persons")
    target = made(Target, "T-ONE", measure="M-ONE", target="P-OTHER")
    assert status(supply(seller=""), measure, target, **PAST) == "cannot tell"
    assert status(supply(), measure, target, **PAST) == "on time"


@pytest.mark.parametrize("until", ["2031-08-01", "2031-07-02"])
def test_an_empty_or_reversed_window_cannot_be_told(until: str) -> None:
    assert status(supply(), due_from="2031-08-01", due_until=until) == "cannot tell"
    assert status(supply(), accident(), due_from="2031-08-01", due_until=until) == "cannot tell"


def test_with_only_an_end_it_must_hold_on_the_last_day() -> None:
    assert status(supply(), accident(), due_until="2031-04-01") == "late by"
    assert status(supply(), accident(until="2031-04-20"), due_until="2031-04-02") == "late by"
    assert status(supply(), accident(until="2031-04-01"), due_until="2031-04-02") == "on time"
    assert status(supply(), accident(from_="2031-04-02"), due_until="2031-04-02") == "on time"


def test_a_supply_that_begins_behind_a_past_window_does_not_heal_it() -> None:
    assert status(supply(), accident(), supply("S-TWO", from_="2031-04-10"), **PAST) == "late by"
    assert status(supply(from_="2031-04-10"), **PAST) == "late by"
    assert status(supply(), accident(), supply("S-TWO", from_="2031-03-01"), **PAST) == "on time"


def test_a_statement_on_a_past_event_is_read_though_it_has_lapsed() -> None:
    said = made(
        Statement,
        "T-ONE",
        words="it may stop",
        hedge="threat",
        bears_on="F-ONE",
        effect="would_stop",
        from_="2031-03-01",
        until="2031-04-10",
        known=LONG_AGO.isoformat(),
    )
    assert status(supply(), said, **PAST) == "at risk"
