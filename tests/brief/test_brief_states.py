"""Which sentences tell of a date, a state, a dependence, an effect, a stance, a study or work together, and of whom?"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cutset.brief import Claim, Mention

ClaimsOf = Callable[..., tuple[Claim, ...]]


def named(mention: Mention | None) -> str:
    return "-" if mention is None else mention.party_id or mention.country or mention.text


def told(claims: tuple[Claim, ...], act: str) -> list[tuple[str, str]]:
    return [(named(c.actor), named(c.recipient)) for c in claims if c.event_type == act]


@pytest.mark.parametrize(
    ("text", "act", "actor", "recipient"),
    [
        # dates told of a craft, by its kind, its name or its number
        ("Luna-25 is scheduled for lift-off in August.", "SCHEDULE", "Luna-25", "-"),
        ("Ariane 6 will not fly before 2023.", "SCHEDULE", "Ariane 6", "-"),
        ("The lander is expected to bring back samples in 2025.", "SCHEDULE", "The lander", "-"),
        ("Virgin Orbit delayed its debut until September.", "SCHEDULE", "Virgin Orbit", "-"),
        ("A launch before 2026 is out of the question.", "SCHEDULE", "A launch", "-"),
        ("Mark Vande Hei is due to land in Kazakhstan on March 30.", "SCHEDULE", "Mark Vande Hei", "-"),
        ("The capsule's flight is set for May 19.", "SCHEDULE", "The capsule's flight", "-"),
        ("The crewed flight slips into 2024, no doubt about it.", "SCHEDULE", "The crewed flight", "-"),
        ("Axiom Space will take its own tourists to the station in March.", "SCHEDULE", "P-AXIOM", "-"),
        ("Deliveries will begin in May.", "SCHEDULE", "Deliveries", "-"),
        ("A German engineer is scheduled to travel to the station.", "SCHEDULE", "DE", "-"),
        # states
        ("The boosters are being held in Kazakhstan.", "STATUS", "The boosters", "KZ"),
        ("Production of two satellites had been suspended.", "STATUS", "Production", "-"),
        ("Sweden plays no part in the war.", "STATUS", "SE", "-"),
        ("The agreement is in force until 2024.", "STATUS", "The agreement", "-"),
        ("The observatory continues to transmit data.", "STATUS", "The observatory", "-"),
        ("Thirty-six satellites are still there.", "STATUS", "Thirty-six satellites", "-"),
        ("Import substitution is on schedule.", "STATUS", "Import substitution", "-"),
        ("The remaining satellites are in storage in Toulouse.", "STATUS", "The remaining satellites", "-"),
        # what rests on whom
        ("Roscosmos buys most of its chips from China.", "DEPEND", "P-ROSCOSMOS", "CN"),
        ("Mikron relies on foreign suppliers for its wafers.", "DEPEND", "P-MIKRON", "foreign suppliers"),
        ("Russia needs China.", "DEPEND", "P-RU-GOV", "CN"),
        ("Most of the electronics in the satellite came from Europe.", "DEPEND", "the satellite", "EUROPE"),
        ("The station depends on Russian engines.", "DEPEND", "The station", "Russian engines"),
        ("NASA needs the Soyuz.", "DEPEND", "P-NASA", "the Soyuz"),
        ("Russia gets most of its power from the American side.", "DEPEND", "P-RU-GOV", "US"),
        ("Soyuz cameras contain American parts.", "DEPEND", "Soyuz cameras", "US"),
        # effects, of an event on a thing
        ("The sanctions have crippled the instrument.", "IMPACT", "The sanctions", "the instrument"),
        ("The decision leaves hundreds of researchers without a ride.", "IMPACT", "The decision", "researchers"),
        ("Russia's launch industry will shrink.", "IMPACT", "-", "RU"),
        ("A restart could result in damage to the detectors.", "IMPACT", "A restart", "the detectors"),
        ("Four satellites are stranded in Baikonur.", "STATUS", "Four satellites", "-"),
        ("The delays hurt OneWeb.", "IMPACT", "The delays", "P-ONEWEB"),
        ("NASA expects no disruption to the station.", "POSITION", "P-NASA", "-"),
        ("The effect on German industry is believed to be slight.", "IMPACT", "-", "DE"),
        ("Premiums will double.", "IMPACT", "Premiums", "-"),
        # stances
        ("Sweden has not replied.", "POSITION", "SE", "-"),
        ("NASA assured Japan that the station was safe.", "POSITION", "P-NASA", "JP"),
        ("Beijing stayed silent.", "POSITION", "CN", "-"),
        ("Experts regard the plans as unrealistic.", "POSITION", "Experts", "-"),
        ("The minister bristled at the idea.", "POSITION", "The minister", "-"),
        # studies and talks
        ("ESA does not rule out a Japanese rocket.", "ASSESS", "P-ESA", "-"),
        ("Talks are under way with Japan.", "ASSESS", "-", "JP"),
        # work together
        ("Cooperation between China and Russia continues.", "COOPERATE", "CN", "P-RU-GOV"),
        ("China and Russia are moving ahead with the base.", "COOPERATE", "CN", "P-RU-GOV"),
        # attacks
        ("The depot was set on fire.", "ATTACK", "-", "The depot"),
        ("A Russian missile damaged a warehouse.", "ATTACK", "A Russian missile", "a warehouse"),
    ],
)
def test_an_act_is_told_of_whom_or_what_it_concerns(
    text: str, act: str, actor: str, recipient: str, claims_of: ClaimsOf
) -> None:
    assert (actor, recipient) in told(claims_of(text), act)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The rocket supports about 400 jobs.", "POSITION"),
        ("The station partners have lifted the mood.", "SCHEDULE"),
        ("Scott Kelly returned a medal.", "SCHEDULE"),
        ("Two firms that make equipment met on Monday.", "STATUS"),
        ("The decision was taken by the council of ESA.", "ASSESS"),
        ("NASA depends on Russia to keep the outpost from sinking.", "IMPACT"),
        ("Nobody would say what the deal costs.", "IMPACT"),
        ("Nelson said he hopes that it will be signed.", "PLAN"),
    ],
)
def test_words_of_an_act_do_not_tell_it_of_everything(text: str, act: str, claims_of: ClaimsOf) -> None:
    assert act not in [claim.event_type for claim in claims_of(text)]


def test_an_attack_that_somebody_condemns_is_not_laid_at_the_door_of_who_condemns_it(claims_of: ClaimsOf) -> None:
    assert ("CN", "-") not in told(claims_of("Beijing has refused to condemn the invasion."), "ATTACK")


def test_an_event_that_would_have_an_effect_is_not_asserted(claims_of: ClaimsOf) -> None:
    claims = claims_of("Russia's departure would force NASA to find another way.")
    assert claims
    assert not [c for c in claims if c.event_type == "CUT_TIES" and c.is_asserted]


def test_a_person_with_the_name_of_a_country_is_no_country(claims_of: ClaimsOf) -> None:
    claims = claims_of("Arianespace chief Stéphane Israël criticised the decision.")
    assert [named(c.actor) for c in claims if c.event_type == "POSITION"] == ["P-ARIANESPACE"]


def test_he_is_the_person_whom_a_title_names(claims_of: ClaimsOf) -> None:
    text = "The commissioner, Thierry Breton, spoke on Monday. He criticised the sanctions."
    claim = next(c for c in claims_of(text) if c.event_type == "POSITION")
    assert claim.actor is not None
    assert "Breton" in claim.actor.resolved
