from __future__ import annotations

from collections.abc import Callable

import pytest

from cutset.brief import Claim

ClaimsOf = Callable[..., tuple[Claim, ...]]


def one(claims: tuple[Claim, ...], act: str) -> Claim:
    return next(claim for claim in claims if claim.event_type == act)


def chain(claims: tuple[Claim, ...], act: str) -> list[tuple[str, str]]:
    return [(source.source_text, source.relation) for source in one(claims, act).attribution]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A Pentagon official said Roscosmos had stopped deliveries to ULA.", ("a pentagon official", "anonymous")),
        ("Roscosmos has stopped deliveries to ULA, Rogozin told reporters on Friday.", ("rogozin", "said")),
        ("Roscosmos has stopped deliveries to ULA, said Dmitry Rogozin.", ("dmitry rogozin", "said")),
        ("According to two officials, Roscosmos stopped deliveries to ULA.", ("two officials", "according_to")),
        ("Roscosmos stopped deliveries to ULA, according to the Pentagon.", ("the pentagon", "according_to")),
        ("According to a decree, Roscosmos stopped deliveries to ULA.", ("a decree", "document")),
        ("A letter says that Roscosmos stopped deliveries to ULA.", ("a letter", "document")),
        ('"Roscosmos has stopped deliveries to ULA," Rogozin said.', ("rogozin", "quoted")),
    ],
)
def test_a_source_is_found_before_behind_and_around_what_it_says(
    text: str, expected: tuple[str, str], claims_of: ClaimsOf
) -> None:
    assert [(text.lower(), relation) for text, relation in chain(claims_of(text), "STOP_SUPPLY")] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Germany has banned exports to Russia.",
        "In view of the aggression, Germany has banned exports to Russia.",
        "Germany has banned exports to Russia. It had no choice, a diplomat said.",
        "A diplomat said it had no choice. Germany has banned exports to Russia.",
        "The lawyers were silent. Germany has banned exports to Russia, citing its own law.",
    ],
)
def test_what_the_article_tells_itself_has_no_source(text: str, claims_of: ClaimsOf) -> None:
    assert chain(claims_of(text), "IMPOSE_MEASURE") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Reuters reported that officials had said that China sold drones to Russia.", ["officials", "Reuters"]),
        ("TASS reported that a source had said that China sold drones to Russia.", ["a source", "TASS"]),
    ],
)
def test_what_is_reported_twice_keeps_both_sources_the_nearest_first(
    text: str, expected: list[str], claims_of: ClaimsOf
) -> None:
    assert [source for source, _ in chain(claims_of(text), "AID")] == expected


def test_a_quotation_goes_on_over_paragraphs_until_it_is_closed(claims_of: ClaimsOf) -> None:
    text = '"We are done," Rogozin said. "They wanted it so.\n\n"We have stopped deliveries to the United States."'
    claim = one(claims_of(text), "STOP_SUPPLY")
    assert [source.party_id for source in claim.attribution] == ["P-ROGOZIN"]
    assert "attribution_doubtful" not in claim.flags


def test_the_speaker_beside_a_quotation_goes_before_one_named_earlier(claims_of: ClaimsOf) -> None:
    text = 'NASA said it was calm. "We have stopped deliveries to the United States," Rogozin said.'
    claim = one(claims_of(text), "STOP_SUPPLY")
    assert [source.party_id for source in claim.attribution] == ["P-ROGOZIN"]
    assert claim.actor is not None
    assert claim.actor.party_id == "P-ROGOZIN"


def test_an_answer_of_an_interview_is_the_guests_and_the_question_nobodys(claims_of: ClaimsOf) -> None:
    text = (
        "Anna Berg has sold satellites for ten years. She spoke to us on Monday.\n\n"
        "Q: Has Germany banned exports to Russia?\n\n"
        "A: Yes. Roscosmos has stopped deliveries to ULA."
    )
    claims = claims_of(text)
    assert chain(claims, "STOP_SUPPLY") == [("Anna Berg", "quoted")]
    assert chain(claims, "IMPOSE_MEASURE") == []


def test_a_heading_word_before_a_colon_is_no_speaker(claims_of: ClaimsOf) -> None:
    assert chain(claims_of("Background: Germany has banned exports to Russia."), "IMPOSE_MEASURE") == []


def test_speech_that_runs_on_is_attributed_and_marked(claims_of: ClaimsOf) -> None:
    text = "NASA said it was calm. The agency would not end its cooperation with Roscosmos."
    claim = one(claims_of(text), "CUT_TIES")
    assert [source.party_id for source in claim.attribution] == ["P-NASA"]
    assert "attribution_doubtful" in claim.flags


def test_a_deed_right_after_speech_stays_the_articles_own(claims_of: ClaimsOf) -> None:
    text = "NASA said it was calm. The agency ended its cooperation with Roscosmos."
    assert one(claims_of(text), "CUT_TIES").attribution == ()
