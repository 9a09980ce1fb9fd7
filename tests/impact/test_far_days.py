"""Do days that no calendar reaches crash anything?"""

from __future__ import annotations

from datetime import date

from factory import DAY, made, world_of

from cutset.assess import ask, assess
from cutset.dates import NEVER, days_after
from cutset.world.rows import Accident, Act, Function, Item, Measure, Party, Payment, Programme, Supply, Target

ROWS = (
    made(Party, "P-SELLER", country="XA"),
    made(Party, "P-BUYER", country="XD"),
    made(Programme, "R-ONE", name="one", operator="P-BUYER"),
    made(Item, "I-ONE"),
    made(Function, "F-ONE", programme="R-ONE", needs="I-ONE"),
    made(Supply, "S-ONE", item="I-ONE"),
)


def test_a_day_too_far_for_the_calendar_is_never() -> None:
    assert days_after(date(9999, 12, 30), 5) == NEVER


def test_an_offer_with_an_endless_lead_time_begins_never() -> None:
    deal = {"seller": "P-SELLER", "buyer": "P-BUYER", "end_user": "P-BUYER", "destination": "XD"}
    offer = made(Supply, "S-TWO", item="I-ONE", standing="offered", lead_time_days="99999999", **deal)
    failure = made(Accident, "X-ONE", supplies="S-ONE", from_="2031-01-01", until="open")
    world = world_of(*ROWS, offer, failure)
    (found,) = assess(world, ask(world, as_of=DAY)).replaced.offers.values()
    assert found.begins == NEVER


def test_a_payment_with_endless_grace_cuts_nothing() -> None:
    world = world_of(
        *ROWS,
        made(Act, "A-ONE", measure_kind="asset_freeze", act="pay", effect="forbidden", who="anybody"),
        made(Measure, "M-ONE", kind="asset_freeze", applies_from="2031-01-01", until="open", binds="persons", law="XA"),
        made(Target, "T-ONE", measure="M-ONE", target="P-BUYER"),
        made(
            Payment,
            "Y-ONE",
            supply="S-ONE",
            payer="P-BUYER",
            payee="P-SELLER",
            due="2031-05-10",
            grace_days="9999999",
        ),
    )
    assert assess(world, ask(world, as_of=DAY)).felt.functions["F-ONE"].stops.earliest == NEVER
