"""A supply that a formula names counts by its standing, as one of an item does."""

from __future__ import annotations

import pytest
from factory import made, run, world_of

from cutset.world.rows import Function, Item, Supply


@pytest.mark.parametrize(
    ("standing", "status"),
    [
        ("operating", "runs"),
        ("contracted", "runs"),
        ("tested", "at risk"),
        ("offered", "cannot tell"),
        ("promised", "cannot tell"),
    ],
)
def test_a_named_supply_counts_by_its_standing(standing: str, status: str) -> None:
    world = world_of(
        made(Item, "I-ONE"),
        made(Function, "F-ONE", needs="S-ONE"),
        made(Function, "F-PAST", needs="S-ONE", shape="event", due_from="2031-03-01", due_until="2031-04-01"),
        made(Supply, "S-ONE", item="I-ONE", standing=standing),
    )
    found = run(world).impact.functions
    assert str(found["F-ONE"].status) == status
    assert str(found["F-PAST"].status) == ("on time" if status == "runs" else status)


def test_an_offer_beside_a_supply_that_counts_changes_nothing() -> None:
    world = world_of(
        made(Item, "I-ONE"),
        made(Function, "F-ONE", needs="S-ONE or S-TWO"),
        made(Supply, "S-ONE", item="I-ONE"),
        made(Supply, "S-TWO", item="I-ONE", standing="offered"),
    )
    assert str(run(world).impact.functions["F-ONE"].status) == "runs"
