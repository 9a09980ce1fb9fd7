from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cutset.brief import Article, Claim, Extractor, read_bytes
from cutset.brief.extract import extract_claims
from cutset.brief.marked import read_marked_folder
from cutset.errors import InputError
from cutset.world.world import World

ClaimsOf = Callable[..., tuple[Claim, ...]]
DATA = Path(__file__).parents[2] / "benchmarks" / "brief_data"
SAYING = {"DEMAND", "THREATEN", "REJECT", "ASSESS", "OFFER", "POSITION", "PLAN", "STATUS"}
TRAPS = yaml.safe_load((DATA / "traps.yaml").read_text("utf-8"))
SETS = {
    name: read_marked_folder(DATA / "marked" / name) for name in ("dev", "dev2", "dev4", "agency", "wire", "sealed")
}
ARTICLES = [marked.article for articles in SETS.values() for marked in articles[:12]]


def one(claims: tuple[Claim, ...], act: str) -> Claim:
    return next(claim for claim in claims if claim.event_type == act)


def assert_round_trip(article: Article, claims: tuple[Claim, ...]) -> None:
    for claim in claims:
        for part in (claim.actor, claim.recipient, claim.object, claim.event_time, claim.report_time):
            assert part is None or article.text[part.start : part.end] == part.text
        for source in claim.attribution:
            assert article.text[source.start : source.end] == source.source_text
        start, end = claim.provenance.trigger
        assert claim.provenance.sentence[0] <= start < end <= claim.provenance.sentence[1]


@pytest.mark.parametrize("trap", TRAPS, ids=[trap["text"][:40] for trap in TRAPS])
def test_a_trap_sentence_asserts_nothing_that_it_does_not(trap: dict[str, object], claims_of: ClaimsOf) -> None:
    never = trap["never"]
    asserted = [c for c in claims_of(str(trap["text"])) if c.is_asserted]
    assert not [c for c in asserted if (c.event_type in never if never else c.event_type not in SAYING)]  # type: ignore[operator]


def test_the_trap_set_has_sentences_of_every_form_and_none_twice() -> None:
    assert len(TRAPS) >= 60
    assert len({trap["text"] for trap in TRAPS}) == len(TRAPS)
    assert {t["form"] for t in TRAPS} == {
        "negated",
        "demanded",
        "hypothetical",
        "quoted",
        "conditional",
        "reported twice",
    }


@pytest.mark.parametrize("article", ARTICLES, ids=[article.name for article in ARTICLES])
def test_every_span_of_an_article_stands_in_the_stored_text(article: Article, extractor: Extractor) -> None:
    claims = extractor.claims(article)
    assert claims
    assert_round_trip(article, claims)


def test_reading_twice_gives_the_same_claims(by_rules: Extractor) -> None:
    assert by_rules.claims(ARTICLES[0]) == by_rules.claims(ARTICLES[0])


@pytest.mark.parametrize(("name", "share"), [("dev", 0.8), ("dev2", 0.6), ("agency", 0.75), ("sealed", 0.55)])
def test_most_gold_acts_of_an_article_are_found(by_rules: Extractor, name: str, share: float) -> None:
    found = total = 0
    for marked in SETS[name]:
        acts = {claim.event_type for claim in by_rules.claims(marked.article)}
        total += len(marked.claims)
        found += sum(bool({*gold.acts} & acts) for gold in marked.claims)
    assert found / total >= share


def test_an_advertisement_and_a_link_line_raise_no_claim(claims_of: ClaimsOf) -> None:
    text = (
        "Rover Stays On Earth\n\nESA suspended its cooperation with Roscosmos on Thursday.\n\n"
        "READ MORE: China sells engines to Russia [Orbit Wire]\n\n"
        "SpaceX will sell you a seat! By signing up through this link, we may receive a commission."
    )
    (claim,) = [claim for claim in claims_of(text) if "headline" not in claim.flags]
    assert claim.event_type == "CUT_TIES"


def test_a_plain_report_has_all_its_slots(claims_of: ClaimsOf) -> None:
    claim = one(
        claims_of("Rogozin said on Tuesday that Russia would stop supplying engines to Northrop Grumman."),
        "STOP_SUPPLY",
    )
    assert claim.actor is not None
    assert claim.recipient is not None
    assert (claim.actor.party_id, claim.recipient.party_id) == ("P-RU-GOV", "P-NORTHROP")
    assert (claim.realis, claim.polarity, claim.label) == ("planned", "+", "planned")
    assert [(a.party_id, a.relation) for a in claim.attribution] == [("P-ROGOZIN", "said")]
    assert claim.report_time is not None
    assert claim.report_time.earliest == date(2022, 3, 1)
    assert claim.event_time is None


def test_a_may_is_possible_and_attributed(claims_of: ClaimsOf) -> None:
    claim = one(claims_of("China may refuse to help Russia with parts, a senior U.S. official said."), "REJECT")
    assert (claim.certainty, claim.label) == ("possible", "possible")
    assert claim.attribution[0].relation == "anonymous"


def test_reported_and_unclear_are_kept_apart(claims_of: ClaimsOf) -> None:
    claim = one(claims_of("The newspaper said it was unclear whether China would sell chips to Russia."), "AID")
    assert claim.certainty == "unclear"
    assert claim.attribution


def test_refusing_to_help_is_a_refusal_and_negative_help(claims_of: ClaimsOf) -> None:
    claims = claims_of("Roscosmos refused to sell engines to Northrop Grumman.")
    assert one(claims, "REJECT").polarity == "+"
    assert one(claims, "AID").polarity == "-"


def test_a_named_denial_is_denied(claims_of: ClaimsOf) -> None:
    assert one(claims_of("NASA denied that it had suspended work with Roscosmos."), "CUT_TIES").label == "denied"


def test_circumvention_is_flagged(claims_of: ClaimsOf) -> None:
    claim = one(claims_of("Washington warned that firms helping Russia evade sanctions would be punished."), "AID")
    assert "circumvention" in claim.flags
    assert not claim.is_asserted


def test_the_country_is_not_guessed_between_two(claims_of: ClaimsOf) -> None:
    claims = claims_of("China and Russia met on Monday. The country will buy engines from Energomash.")
    assert one(claims, "SEEK_SUPPLY").actor.party_id == ""  # type: ignore[union-attr]


def test_a_pronoun_is_resolved_with_a_flag(claims_of: ClaimsOf) -> None:
    claim = one(claims_of("ESA met on Thursday. It suspended its cooperation with Roscosmos."), "CUT_TIES")
    assert claim.actor is not None
    assert claim.actor.party_id == "P-ESA"
    assert "pronoun_resolved" in claim.flags


def test_a_quotation_takes_its_speaker_from_the_paragraph(claims_of: ClaimsOf) -> None:
    text = '"We will buy the parts in China," Rogozin said. "Roscosmos has suspended all launches."'
    claim = one(claims_of(text), "STOP_SUPPLY")
    assert [a.party_id for a in claim.attribution] == ["P-ROGOZIN"]


def test_no_party_is_linked_that_the_world_does_not_hold(claims_of: ClaimsOf, world: World) -> None:
    claims = claims_of("Blue Falcon Industries suspended the delivery of engines to Roscosmos. Progress was slow.")
    claim = one(claims, "STOP_SUPPLY")
    assert claim.actor is not None
    assert claim.actor.party_id == ""
    assert "unlinked_actor" in claim.flags
    known = {row.id for row in world.rows}
    for found in claims:
        for mention in (found.actor, found.recipient):
            assert mention is None or not mention.party_id or mention.party_id in known


def test_claims_need_no_world() -> None:
    article = read_bytes(b"Russia suspended the delivery of engines to the United States.", "a", date(2022, 3, 2))
    (claim,) = extract_claims(article, parser="rules")
    assert claim.actor is not None
    assert (claim.actor.party_id, claim.actor.country) == ("", "RU")


def test_an_article_that_takes_too_long_is_refused(by_rules: Extractor) -> None:
    article = read_bytes(("ESA met on Thursday with its partners.\n\n" * 400).encode(), "a", None)
    with pytest.raises(InputError) as caught:
        by_rules.claims(article, limit_s=0.0)
    assert caught.value.faults[0].code == "E_TIME"


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(sorted(set(re.findall(r"\S+", " ".join(t["text"] for t in TRAPS))))), min_size=12, max_size=60
    )
)
def test_any_mixture_of_words_gives_spans_that_hold(by_rules: Extractor, words: list[str]) -> None:
    try:
        article = read_bytes(("The agency said that it will go. " + " ".join(words)).encode(), "a", date(2022, 3, 2))
    except InputError:
        return
    assert_round_trip(article, by_rules.claims(article))


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("We have not seen China provide systematic help in evading sanctions, an official said.", "AID"),
        ("Lenders which help Russia avoid the sanctions may lose access to the dollar, Washington warned.", "AID"),
        ("The council noted the impossibility of carrying out cooperation with Roscosmos.", "COOPERATE"),
        ("Working with Roscosmos was one option, Aschbacher said.", "COOPERATE"),
        ("China's willingness to bail out Russia is far from certain.", "AID"),
        ("Any Chinese company that helps Russia evade the sanctions will face consequences.", "AID"),
    ],
)
def test_a_reading_that_once_was_dangerous_asserts_nothing(claims_of: ClaimsOf, text: str, act: str) -> None:
    assert not [claim for claim in claims_of(text) if claim.event_type == act and claim.is_asserted]


@pytest.mark.parametrize("tail", ["China did not.", "China refused."])
def test_a_contrast_behind_a_semicolon_does_not_negate_what_stands_before(claims_of: ClaimsOf, tail: str) -> None:
    offers = [c for c in claims_of(f"NSIL offered OneWeb two launches; {tail}") if c.event_type == "OFFER"]
    assert [offer.polarity for offer in offers] == ["+"]


@pytest.mark.parametrize(
    ("text", "act", "actor"),
    [
        (
            "The end of engine deliveries to ULA, announced by Rogozin on Monday, has not worried NASA.",
            "STOP_SUPPLY",
            "Rogozin",
        ),
        ("ESA put all activities with Roscosmos on hold.", "CUT_TIES", "ESA"),
        ("Two of China's largest banks have stopped financing purchases of Russian parts.", "STOP_SUPPLY", "China's"),
        ("ESA would begin a study of other rockets, Aschbacher said.", "ASSESS", "ESA"),
        ("Russian satellite makers had received offers from Chinese suppliers.", "OFFER", "Chinese suppliers"),
        ("Russia's space industry cannot do without Western chips.", "DEPEND", "Russia's space industry"),
        ("NASA will no longer cooperate with Roscosmos.", "CUT_TIES", "NASA"),
    ],
)
def test_event_nouns_and_idioms_name_the_right_actor(claims_of: ClaimsOf, text: str, act: str, actor: str) -> None:
    claim = one(claims_of(text), act)
    assert claim.actor is not None
    assert actor in claim.actor.text
    assert claim.polarity == "+"


def test_a_speaker_between_commas_is_the_source(claims_of: ClaimsOf) -> None:
    claim = one(claims_of("NASA, Kathy Lueders said on Monday, has ended its cooperation with Roscosmos."), "CUT_TIES")
    assert [source.source_text for source in claim.attribution] == ["Kathy Lueders"]
    assert claim.event_time is None


def test_a_weekday_behind_said_is_the_day_of_the_report(claims_of: ClaimsOf) -> None:
    claim = one(claims_of("OneWeb said on Monday it had signed a deal with SpaceX."), "AGREE")
    assert claim.event_time is None
    assert claim.report_time is None or claim.report_time.earliest == date(2022, 2, 28)


def test_parties_joined_by_and_each_have_their_claim(claims_of: ClaimsOf) -> None:
    claims = [
        c for c in claims_of("Japan and South Korea banned exports to Russia.") if c.event_type == "IMPOSE_MEASURE"
    ]
    assert [c.actor.country for c in claims if c.actor] == ["JP", "KR"]
    assert len({c.claim_id for c in claims}) == 2


def test_he_is_the_person_last_named_though_no_party(claims_of: ClaimsOf) -> None:
    text = (
        "Dmitry Rogozin leads Roscosmos.\n\nBusiness secretary Kwasi Kwarteng rejected the demand. "
        '"We have ended our cooperation with Roscosmos," he said.'
    )
    claim = one(claims_of(text), "CUT_TIES")
    assert claim.actor is not None
    assert not claim.actor.party_id
    assert "Kwarteng" in claim.actor.resolved


def test_the_company_is_no_party_where_a_stranger_was_told_of_last(claims_of: ClaimsOf) -> None:
    text = "Mikron makes chips. SMIC has not commented. The company has suspended deliveries to Russia."
    claim = one(claims_of(text), "STOP_SUPPLY")
    assert claim.actor is not None
    assert not claim.actor.party_id


def test_us_in_capitals_is_a_country(claims_of: ClaimsOf) -> None:
    claim = one(claims_of("The US imposed sanctions on Roscosmos."), "IMPOSE_MEASURE")
    assert claim.actor is not None
    assert claim.actor.country == "US"


def test_what_follows_is_no_fact_where_the_clause_before_it_fails(claims_of: ClaimsOf) -> None:
    claim = one(claims_of("NASA agreed to buy seats from SpaceX and ended its contract with Roscosmos."), "CUT_TIES")
    assert claim.realis == "actual"


DAMAGED = "\n\n".join(marked.article.text for marked in SETS["dev"])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), gone=st.sampled_from(["", '"', "'", ".", ",", " "]))
def test_a_damaged_copy_gives_spans_that_hold(by_rules: Extractor, data: st.DataObject, gone: str) -> None:
    start = data.draw(st.integers(0, len(DAMAGED) - 900))
    text = list(DAMAGED[start : start + data.draw(st.integers(200, 900))])
    for _ in range(data.draw(st.integers(0, 12))):
        at = data.draw(st.integers(0, len(text) - 2))
        text[at], text[at + 1] = text[at + 1], text[at]
    damaged = "".join(c for n, c in enumerate(text) if not (gone and c == gone and n % 2))
    try:
        article = read_bytes(damaged.encode(), "a", date(2022, 3, 2))
    except InputError:
        return
    assert_round_trip(article, by_rules.claims(article))


@pytest.mark.parametrize(
    "text",
    [
        "The agency said who Moscow, was and that has left the station.",
        "who Moscow, was and that has. The agency said that it will go to the station of the partner.",
        "Soyuz launches were halted by Roscosmos on 26 February .Then the agency left the station for good.",
        "ESA said that the rover would be launched with NASA in six months\u2019 time from the cape.",
    ],
)
def test_what_once_hung_or_moved_a_place_is_read(extractor: Extractor, text: str) -> None:
    article = read_bytes(text.encode(), "a", date(2022, 3, 2))
    assert_round_trip(article, extractor.claims(article))
