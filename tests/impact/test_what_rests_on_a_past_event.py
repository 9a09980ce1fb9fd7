"""Does what rests on an event that is over ask what became of the event?"""

from __future__ import annotations

import pytest
from factory import DAY, made, world_of

from cutset.assess import ask, assess
from cutset.status import FunctionStatus
from cutset.world.rows import Accident, Function, Item, Supply

ON = made(Function, "F-ON", needs="F-EVENT")


def status(*rows: object) -> FunctionStatus:
    world = world_of(ON, *rows)  # type: ignore[arg-type]
    return assess(world, ask(world, as_of=DAY)).felt.functions["F-ON"].status


def event(needs: str) -> Function:
    return made(Function, "F-EVENT", shape="event", due_from="2030-02-01", due_until="2030-03-01", needs=needs)


@pytest.mark.parametrize("needs", ["?", "I-BARE"])
def test_an_event_that_nobody_can_tell_leaves_open_what_rests_on_it(needs: str) -> None:
    assert status(event(needs), made(Item, "I-BARE")) is FunctionStatus.CANNOT_TELL


def test_an_event_that_took_place_carries_what_rests_on_it() -> None:
    assert status(event("I-ONE"), made(Item, "I-ONE"), made(Supply, "S-ONE", item="I-ONE")) is FunctionStatus.RUNS


def test_a_loss_after_the_event_touches_nothing_that_rests_on_it() -> None:
    rows = (
        event("I-ONE"),
        made(Item, "I-ONE"),
        made(Supply, "S-ONE", item="I-ONE"),
        made(Accident, "X-ONE", supplies="S-ONE", from_="2030-06-01", until="open"),
    )
    assert status(*rows) is FunctionStatus.RUNS


def test_a_loss_in_the_window_that_goes_on_stops_what_rests_on_the_event() -> None:
    rows = (
        event("I-ONE"),
        made(Item, "I-ONE"),
        made(Supply, "S-ONE", item="I-ONE"),
        made(Accident, "X-ONE", supplies="S-ONE", from_="2030-01-01", until="open"),
    )
    assert status(*rows) is FunctionStatus.STOPPED_SINCE
