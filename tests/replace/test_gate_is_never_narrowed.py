"""Reading fewer laws, or unsettled law leniently, shows less; it never opens the gate."""

from datetime import date

import msgspec
import pytest

import cutset
from cutset.status import Offer
from cutset.world.rows import Measure, Target

DAY = date(2022, 3, 2)
PROMISES = ("U-ELEC-COM-CN", "U-ELEC-GLO-CN")


def frozen_too(world: cutset.World, party: str, law: str) -> cutset.World:
    """Return the world in which a law freezes one more party."""
    frozen = Measure(
        id="M-X",
        known=DAY,
        issuer="supposed",
        law=law,  # type: ignore[arg-type]
        act="supposed",
        kind="asset_freeze",
        applies_from=DAY,
        binds=("persons",),
        coverage="complete",
    )
    named = Target(id="M-X#1", known=DAY, measure="M-X", group="who", role="party", target=party)  # type: ignore[arg-type]
    return world.supposing(frozen, named)


@pytest.mark.parametrize("laws", [(), ("GB",), ("RU",), ("CN",), ("US",)])
def test_narrowing_the_laws_opens_no_gate(space_2022: cutset.World, laws: tuple[str, ...]) -> None:
    offers = cutset.assess(space_2022, cutset.ask(space_2022, as_of=DAY, laws=laws)).replaced.offers
    for name in PROMISES:
        if name in offers:
            assert offers[name].status is Offer.REFUSED
            assert offers[name].restores == ()
    assert laws or set(PROMISES) <= set(offers)


def test_a_lenient_reading_opens_no_gate(space_2022: cutset.World) -> None:
    question = msgspec.structs.replace(cutset.ask(space_2022, as_of=DAY), readings="lenient")
    offers = cutset.assess(space_2022, question).replaced.offers
    assert all(offers[name].status is Offer.REFUSED for name in PROMISES)


def test_an_offer_whose_seller_is_frozen_is_refused_for_a_buyer_whom_the_law_binds(space_2022: cutset.World) -> None:
    world = frozen_too(space_2022, "P-SPACEX", law="US")
    offer = cutset.assess(world, cutset.ask(world, as_of=DAY)).replaced.offers["U-REBOOST-DRAGON"]
    assert offer.status is Offer.REFUSED
    assert any(reason.row == "M-X" for reason in offer.gated.refusals)


def test_an_offer_that_still_asks_is_not_planned_with(space_2022: cutset.World) -> None:
    offers = cutset.assess(space_2022, cutset.ask(space_2022, as_of=DAY)).replaced.offers
    home = offers["U-ELEC-GLO-RU"]
    assert home.status is Offer.ASKS
    assert home.restores == ()


def test_a_helper_that_is_caught_under_any_law_gets_no_what_if(space_2022: cutset.World) -> None:
    world = frozen_too(space_2022, "P-CASC", law="GB")
    found = cutset.assess(world, cutset.ask(world, as_of=DAY)).replaced.exposures
    told = next(one for one in found.values() if one.supplier == "P-CASC")
    assert told.functions == ()
    assert "caught already" in told.words
