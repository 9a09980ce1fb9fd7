from __future__ import annotations

from pathlib import Path

import pytest

from cutset.brief import Gazetteer
from cutset.brief.model import verify_files
from cutset.brief.words import lemma_of
from cutset.errors import InputError


@pytest.mark.parametrize(
    ("text", "refers"),
    [
        ("Roscosmos", ["P-ROSCOSMOS"]),
        ("the European Space Agency (ESA)", ["P-ESA", "P-ESA"]),
        ("Rogozin's letter", ["P-ROGOZIN"]),
        ("the ISS", ["R-ISS"]),
        ("ISS Reshetnev", ["P-RESHETNEV"]),
        ("progress was slow", []),
        ("Progress was slow", []),
        ("RKTs Progress", ["P-PROGRESS"]),
        ("CASC", []),
        ("it gives us hope", []),
        ("in the west of the country", []),
        ("the West", ["WEST"]),
        ("Chinese banks", ["CN"]),
    ],
)
def test_names_of_the_world_are_found_and_no_others(names: Gazetteer, text: str, refers: list[str]) -> None:
    assert [hit.refers for hit in names.hits(text)] == refers


@pytest.mark.parametrize(
    ("form", "tag", "lemma"),
    [
        ("supplied", "VBD", "supply"),
        ("selling", "VBG", "sell"),
        ("refused", "VBD", "refuse"),
        ("banned", "VBN", "ban"),
        ("cancelled", "VBD", "cancel"),
        ("ceased", "VBD", "cease"),
        ("withdrew", "VBD", "withdraw"),
        ("sanctions", "NNS", "sanction"),
        ("deliveries", "NNS", "delivery"),
        ("launches", "NNS", "launch"),
    ],
)
def test_words_find_their_dictionary_form(form: str, tag: str, lemma: str) -> None:
    assert lemma_of(form, tag) == lemma


def test_a_model_with_another_file_is_refused_before_it_is_loaded(tmp_path: Path) -> None:
    (tmp_path / "config.cfg").write_text("[nlp]", "utf-8")
    with pytest.raises(InputError, match="not the verified ones"):
        verify_files(tmp_path)
