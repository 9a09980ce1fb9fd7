"""Marked articles, the weights made of them, and how they join the patterns."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from benchmarks.brief_training import samples_of
from cutset.brief import Claim, Extractor, Gazetteer, load_patterns, read_bytes
from cutset.brief.learned import NONE, Weights, load_learned
from cutset.brief.marked import read_marked
from cutset.brief.sides import SIDES
from cutset.errors import InputError

ClaimsOf = Callable[..., tuple[Claim, ...]]
MARKED = """@@ wire-1 | 2022-03-04 | wire
Agency stops work

PARIS, March 4, 2022 (Wire) - ESA has {1}suspended its work with Roscosmos. Rogozin {2}welcomed it on Friday.

--
1 CUT_TIES/STOP_SUPPLY | ESA | Roscosmos | certain | actual | + | - | *
2 POSITION | Rogozin | - | certain | actual | + | - | 2022-03-04..2022-03-04
"""


def test_a_mark_finds_its_word_in_the_text_as_it_is_read() -> None:
    (marked,) = read_marked(MARKED, "a.txt")
    text = marked.article.text
    assert "{" not in text
    assert [text[claim.place :].split()[0] for claim in marked.claims] == ["suspended", "welcomed"]
    assert marked.claims[0].acts == ("CUT_TIES", "STOP_SUPPLY")
    assert marked.claims[1].days == "2022-03-04..2022-03-04"


def test_a_pronoun_keeps_whom_it_stands_for() -> None:
    (marked,) = read_marked(MARKED.replace("| Rogozin | -", "| he=Rogozin | -"), "a.txt")
    assert marked.claims[1].actor == ("he", "Rogozin")


def test_every_fault_of_marked_articles_is_told_with_its_line() -> None:
    wrong = MARKED.replace("2 POSITION", "2 WELCOMES").replace("{1}", "{1}{7}") + "3 PLAN | x\n"
    with pytest.raises(InputError) as raised:
        read_marked(wrong, "a.txt")
    assert {(fault.row, fault.value[:5]) for fault in raised.value.faults} == {(8, "2 WEL"), (9, "3 PLA"), (1, "{7}")}


def test_an_article_needs_its_day() -> None:
    with pytest.raises(InputError, match="begins with its name and its day"):
        read_marked(MARKED.replace("2022-03-04 | wire", "soon | wire"), "a.txt")


def test_weights_are_saved_and_read_as_they_are(tmp_path: Path) -> None:
    made = Weights(
        (NONE, "PLAN"),
        ["w=plan/V", "w=build/V"],
        np.array([[0, 2], [0.5, -1]], np.float32),
        np.array([0, -1], np.float32),
    )
    made.save(tmp_path / "weights.npz")
    read = Weights.load(tmp_path / "weights.npz")
    assert read.answers == made.answers
    assert read.place == made.place
    assert read.chances(["w=plan/V", "unseen"]) == pytest.approx(made.chances(["w=plan/V"]))
    assert made.chances([]).sum() == pytest.approx(1)
    assert made.chances(["w=plan/V"])[1] == pytest.approx(np.e / (1 + np.e))


@pytest.mark.parametrize("parser", ["model", "rules"])
def test_the_shipped_weights_know_every_act_and_both_sides(parser: str) -> None:
    learned = load_learned(parser)
    assert learned.acts.answers[0] == NONE
    assert {pattern.act for pattern in load_patterns().all} <= {*learned.acts.answers}
    assert learned.sides.answers == SIDES


def test_marked_words_become_samples_of_acts_and_of_sides(names: Gazetteer) -> None:
    samples = samples_of(read_marked(MARKED, "a.txt"), names, "rules")
    assert [sample.answers for sample in samples.acts if sample.answers] == [("CUT_TIES", "STOP_SUPPLY"), ("POSITION",)]
    told = [sample.answers[0] for sample in samples.sides if sample.answers]
    assert told == ["ACTOR", "RECIPIENT", "ACTOR"]


def test_an_analysts_own_pattern_is_never_overruled(extractor: Extractor, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text("patterns:\n  - {id: signals, act: STOP_SUPPLY, verbs: [signal], recipient: [to]}\n")
    mine = Extractor(extractor.names, parser=extractor.parser_name, patterns=load_patterns(own))  # type: ignore[arg-type]
    article = read_bytes(b"Roscosmos signalled to NASA on Monday.", "a.txt", None)
    assert not any(claim.event_type == "STOP_SUPPLY" for claim in extractor.claims(article))
    (claim,) = [claim for claim in mine.claims(article) if claim.event_type == "STOP_SUPPLY"]
    assert claim.recipient is not None
    assert claim.recipient.party_id == "P-NASA"


def test_two_pairs_that_point_at_each_other_do_not_loop(claims_of: ClaimsOf) -> None:
    """Found on an article: *and the two countries* as part of a subject that is itself a pair."""
    assert claims_of("Both sides and both agencies agreed to stop deliveries.")


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The agency bankrolled a new engine for Vega.", "PAYMENT"),
        ("The Treasury slapped sanctions on three Russian institutes.", "IMPOSE_MEASURE"),
        ("Starliner will ferry crews to the station for NASA.", "AID"),
    ],
)
def test_acts_are_told_by_words_that_no_pattern_names(text: str, act: str, claims_of: ClaimsOf) -> None:
    assert act in [claim.event_type for claim in claims_of(text)]


@pytest.mark.parametrize(
    ("text", "act", "polarity"),
    [
        ("The company denies having dealt with Roscosmos.", "AID", "-"),
        ("Russia will no longer sell engines to the United States.", "STOP_SUPPLY", "+"),
        ("The rocket is not expected to fly until 2023.", "SCHEDULE", "+"),
    ],
)
def test_a_denial_of_what_was_learned(text: str, act: str, polarity: str, claims_of: ClaimsOf) -> None:
    assert all(claim.polarity == polarity for claim in claims_of(text) if claim.event_type == act)


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Imagine a world in which Russia has banned exports of neon to Japan.", "conditional"),
        ("ESA has all but suspended its cooperation with Roscosmos.", "probable"),
        ("The rumour is that ESA has suspended its cooperation with Roscosmos.", "unclear"),
        ("Under no circumstances has ESA suspended its cooperation with Roscosmos.", "-"),
        ("ESA falsely claimed that Russia had stopped deliveries to ULA.", "-"),
    ],
)
def test_a_frame_makes_what_it_holds_less_told(text: str, held: str, claims_of: ClaimsOf) -> None:
    claims = [claim for claim in claims_of(text) if claim.event_type != "POSITION"]
    assert claims
    assert all(held in (claim.realis, claim.certainty, claim.polarity) for claim in claims)


def test_what_is_not_decided_is_unclear_and_not_denied(claims_of: ClaimsOf) -> None:
    claims = claims_of("CNES has not decided whether to leave the programme.")
    assert claims
    assert all(claim.polarity == "+" and claim.certainty == "unclear" for claim in claims)


def test_a_longer_name_is_no_pronoun(claims_of: ClaimsOf) -> None:
    text = "Roscosmos stopped deliveries to ULA. Britain imposed sanctions on the United Aircraft Corporation."
    (claim,) = [claim for claim in claims_of(text) if claim.event_type == "IMPOSE_MEASURE"]
    assert claim.recipient is not None
    assert claim.recipient.party_id == ""
