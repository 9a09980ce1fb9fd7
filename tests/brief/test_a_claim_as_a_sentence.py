"""Does the sentence that tells a claim keep its hedge, and read as a sentence?"""

from __future__ import annotations

from datetime import date

import pytest

from cutset.brief import Extractor, gazetteer, read_bytes
from cutset.brief.claim import ACTS
from cutset.brief.sentence import HEDGED, sentence_of
from cutset.brief.tables import rules_text
from cutset.worlds import load_embedded


def told(text: str) -> list[str]:
    extractor = Extractor(gazetteer(load_embedded()), parser="rules")
    return [sentence_of(claim) for claim in extractor.claims(read_bytes(text.encode(), "a", date(2022, 3, 3)))]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Roscosmos stopped deliveries of RD-181 engines to Northrop Grumman.", "Roscosmos stops supplying"),
        ("China may refuse to help Russia.", "China may refuse"),
        ("It is unclear whether China will supply electronics to Russia.", "it is not clear whether China"),
        ("European companies have suspended deliveries of electronics to Russia.", "European companies stop supplying"),
    ],
)
def test_a_sentence_keeps_who_what_whom_and_the_hedge(text: str, sentence: str) -> None:
    assert any(sentence in one for one in told(text)), told(text)


def test_every_act_and_every_label_can_be_told() -> None:
    assert all(f"{act}:" in rules_text("acts.yaml") for act in ACTS)
    assert set(HEDGED) == {"asserted", "reported", "planned", "possible", "conditional", "unclear", "denied"}
