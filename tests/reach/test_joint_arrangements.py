"""Whose stakes count together, where a rule adds up only under a joint arrangement?"""

from __future__ import annotations

from datetime import date

import pytest
from factory import DAY, made, run, world_of

from cutset.spans import covers
from cutset.world.rows import Agreement, Measure, OwnershipRule, Party, Row, Stake, Target

LISTED = ("P-KELM", "P-SORE", "P-TARN")


def stake(owner: str, owned: str, share: str) -> Stake:
    return made(Stake, f"{owner}>{owned}", owner=owner, owned=owned, share=share, until="open")


def joint(id: str, *parties: str, **cells: str) -> Agreement:
    cells = {"kind": "joint arrangement", "date": "2029-01-01", "until": "open", **cells}
    return made(Agreement, id, parties=";".join(parties), **cells)


def caught(*rows: Row, day: date = DAY) -> set[str]:
    world = world_of(
        *(made(Party, party) for party in (*LISTED, "P-ONE", "P-TWO")),
        made(Measure, "M-ONE", kind="asset_freeze", applies_from="2031-03-15", until="open", binds="persons"),
        *(made(Target, f"M-ONE#{party}", measure="M-ONE", target=party) for party in LISTED),
        made(
            OwnershipRule,
            "W-ONE",
            law="XL",
            issuer="Council",
            applies_to="asset_freeze",
            threshold="50",
            strict="more_than",
            until="open",
        ),
        *rows,
    )
    held = run(world, day).reached.listings.holds
    return {hold.party for hold in held if covers(hold.fit.certain, day)} - set(LISTED)


def test_stakes_of_two_listed_owners_are_not_added_without_an_arrangement() -> None:
    assert caught(stake("P-KELM", "P-ONE", "30"), stake("P-SORE", "P-ONE", "25")) == set()


def test_stakes_of_two_listed_owners_count_together_under_an_arrangement() -> None:
    stakes = stake("P-KELM", "P-ONE", "30"), stake("P-SORE", "P-ONE", "25")
    assert caught(*stakes, joint("A-ONE", "P-KELM", "P-SORE")) == {"P-ONE"}


def test_a_party_may_stand_in_several_arrangements() -> None:
    stakes = [stake("P-KELM", firm, "30") for firm in ("P-ONE", "P-TWO")]
    stakes += [stake("P-SORE", "P-ONE", "25"), stake("P-TARN", "P-TWO", "25")]
    both = joint("A-ONE", "P-KELM", "P-SORE"), joint("A-TWO", "P-KELM", "P-TARN")
    assert caught(*stakes, *both) == {"P-ONE", "P-TWO"}


@pytest.mark.parametrize("cells", [{"until": "2031-04-01"}, {"confidence": "general"}], ids=str)
def test_an_arrangement_that_is_over_or_only_said_catches_nobody_for_certain(cells: dict[str, str]) -> None:
    stakes = stake("P-KELM", "P-ONE", "30"), stake("P-SORE", "P-ONE", "25")
    firm = joint("A-ONE", "P-KELM", "P-SORE", **cells)
    assert caught(*stakes, firm) == set()
