"""Do the boxes of the dependency picture keep apart, and do arrows run from cause to function?"""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from cutset.report.document import Document
from cutset.report.html.page import LOOKS
from cutset.report.html.picture import Picture, lay_out
from cutset.report.html.ties import Box, Ties, find_ties, folded
from cutset.report.html.words import Linker

NAMES = [f"b{number}" for number in range(12)]
KINDS = ("law", "partner", "item", "function")


def boxes(names: list[str]) -> dict[str, Box]:
    return {name: Box(name, KINDS[number % 4], f"title of {name} " * 3, "below") for number, name in enumerate(names)}


def assert_apart(picture: Picture) -> None:
    columns: dict[float, list[tuple[float, float]]] = {}
    for one in picture.boxes:
        columns.setdefault(one.x, []).append((one.y, one.y + one.height))
    for places in columns.values():
        for (_, bottom), (top, _) in pairwise(sorted(places)):
            assert bottom < top
    assert all(one.x + one.width <= picture.width and one.y + one.height <= picture.height for one in picture.boxes)
    assert all(one.y >= 0 for one in picture.boxes)


@settings(max_examples=60, deadline=None)
@given(st.sets(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda pair: pair[0] != pair[1])))
def test_boxes_keep_apart_whatever_the_arrows_even_in_loops(arrows: set[tuple[str, str]]) -> None:
    picture = lay_out(Ties(boxes(NAMES), dict.fromkeys(sorted(arrows), "")))
    assert len(picture.boxes) == len(NAMES)
    assert_apart(picture)


def test_arrows_run_to_the_right(space: Document) -> None:
    ties = find_ties(space, Linker(space), LOOKS)
    picture = lay_out(ties)
    assert_apart(picture)
    x = {one.box.id: one.x for one in picture.boxes}
    assert all(x[start] < x[end] for start, end in ties.arrows)


def test_only_what_is_on_a_chain_is_a_box(space: Document) -> None:
    ties = find_ties(space, Linker(space), LOOKS)
    troubled = {one.function for one in space.functions if one.because}
    named = {row for one in space.functions for step in one.because for row in (step.row,)}
    assert {name.split()[1] for name in ties.boxes if name.startswith("functions ")} <= troubled | named
    assert {name.split()[1] for name in ties.boxes if name.startswith("items ")} <= named


def test_functions_of_one_programme_with_the_same_causes_share_a_box(space: Document) -> None:
    ties = find_ties(space, Linker(space), LOOKS)
    titles = [box.title for box in ties.boxes.values() if "Galileo" in box.title]
    assert titles == ["Galileo, four satellites on two launches: 2 functions"]


def test_too_many_boxes_are_folded_and_counted() -> None:
    many = [f"b{number:03}" for number in range(400)]
    arrows = dict.fromkeys(pairwise(many), "")
    ties = folded(Ties(boxes(many), arrows), 40)
    assert len(ties.boxes) <= 44
    assert ties.folded == 400 - 40
    assert_apart(lay_out(ties))


def test_nothing_at_all_is_a_picture_of_nothing() -> None:
    assert lay_out(Ties({}, {})).boxes == ()
