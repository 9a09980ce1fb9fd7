"""Does the text in pieces stay the text, and does each claim find its sentence and its words in it?"""

from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from cutset.brief import Claim, Mention, Provenance, Reading, read_bytes
from cutset.review.marks import Left, Told, told_parts

TEXT = "One sentence stands here, and another one follows. A third is the last of them all."
PLACE = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(lambda pair: (min(pair), max(pair)))


def claim(number: int, sentence: tuple[int, int], actor: tuple[int, int]) -> Claim:
    where = Provenance("", "", "", "", None, "unknown", sentence, (sentence[0], sentence[0] + 1), "rules", "1")
    mention = Mention(TEXT[slice(*actor)], *actor)
    return Claim(claim_id=str(number), event_type="STATUS", actor=mention, provenance=where)


@given(st.lists(st.tuples(PLACE, PLACE), max_size=6))
def test_pieces_of_overlapping_claims_join_to_the_text(places: list[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    article = read_bytes(TEXT.encode(), "a.txt", None)
    claims = {number: claim(number, *both) for number, both in enumerate(places, start=1)}
    (paragraph,) = told_parts(article, claims)
    assert isinstance(paragraph, Told)
    assert "".join(piece.text for piece in paragraph.pieces) == article.text
    for number, ((start, end), (from_, until)) in enumerate(places, start=1):
        sentence = "".join(piece.text for piece in paragraph.pieces if number in piece.claims)
        who = "".join(piece.text for piece in paragraph.pieces if f"{number}:who" in piece.parts)
        assert (sentence, who) == (TEXT[start:end].rstrip(), TEXT[from_:until])
        assert sum(number in piece.ends for piece in paragraph.pieces) == bool(sentence)


def test_what_is_left_out_stands_where_it_stood(saved: tuple[Reading, ...]) -> None:
    parts = told_parts(saved[0].article, {})
    assert isinstance(parts[-1], Left)
    assert [line.reason for line in parts[-1].lines] == ["link headline"]
    assert next(part.zone for part in parts if isinstance(part, Told)) == "headline"


def test_lines_left_out_one_after_the_other_stand_together(saved: tuple[Reading, ...]) -> None:
    article = saved[0].article
    twice = msgspec.structs.replace(article, dropped=(*article.dropped, *article.dropped))
    assert [len(part.lines) for part in told_parts(twice, {}) if isinstance(part, Left)] == [2]
