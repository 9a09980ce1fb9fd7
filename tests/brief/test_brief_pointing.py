from __future__ import annotations

from collections.abc import Callable

import pytest

from cutset.brief import Claim, Mention

ClaimsOf = Callable[..., tuple[Claim, ...]]


def actor(claims: tuple[Claim, ...], act: str) -> Mention:
    found = [claim.actor for claim in claims if claim.event_type == act][-1]
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "act", "party"),
    [
        ("NASA is a partner. The agency ended its cooperation with Roscosmos.", "CUT_TIES", "P-NASA"),
        ("NASA is a partner. The agency's council ended cooperation with Roscosmos.", "CUT_TIES", "P-NASA"),
        ("The Kremlin stopped deliveries to ULA.", "STOP_SUPPLY", "P-RU-GOV"),
        ("Engine deliveries to ULA were halted by Energomash.", "STOP_SUPPLY", "P-ENERGOMASH"),
        ("Russia's suspension of deliveries to ULA was announced on Monday.", "STOP_SUPPLY", "P-RU-GOV"),
    ],
)
def test_who_acts_is_found_behind_other_words(text: str, act: str, party: str, claims_of: ClaimsOf) -> None:
    assert actor(claims_of(text), act).party_id == party


def test_two_sides_are_linked_to_neither_and_told_as_both(claims_of: ClaimsOf) -> None:
    text = "ESA and NASA met in Paris. The two agencies ended cooperation with Roscosmos."
    found = actor(claims_of(text), "CUT_TIES")
    assert (found.party_id, found.country, found.resolved) == ("", "", "ESA and NASA")
    assert [party for party, _ in found.candidates] == ["P-ESA", "P-NASA"]


@pytest.mark.parametrize(
    "text",
    [
        "Germany and France met. The country stopped deliveries to Russia.",
        "The agency's council in Paris stopped deliveries to Russia.",
        "Europe pays for gas. You stopped deliveries to Russia.",
    ],
)
def test_nobody_is_better_than_the_wrong_state(text: str, claims_of: ClaimsOf) -> None:
    found = actor(claims_of(text), "STOP_SUPPLY")
    assert (found.party_id, found.country) == ("", "")


def test_a_joined_party_does_nothing_to_itself(claims_of: ClaimsOf) -> None:
    for claim in claims_of("China and Russia signed an agreement."):
        assert claim.actor is not None
        assert claim.recipient is None or claim.actor.country != claim.recipient.country
