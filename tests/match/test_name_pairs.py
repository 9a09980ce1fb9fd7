"""Our own labelled names: what must always match, what must never, and how well the rest is told apart."""

from __future__ import annotations

import pytest
from name_pairs import chances, rows, sealed, threshold


@pytest.mark.parametrize("kind_told", [True, False])
def test_the_same_name_in_another_dress_is_shown(kind_told: bool) -> None:
    pairs = rows("must_pass.csv")
    missed = [
        (row["asked"], row["listed"], chance)
        for row, chance in zip(pairs, chances(pairs, kind_told=kind_told), strict=True)
        if chance < threshold(row)
    ]
    assert not missed


@pytest.mark.parametrize("kind_told", [True, False])
def test_two_parties_of_like_names_are_not_shown(kind_told: bool) -> None:
    pairs = rows("must_never.csv")
    shown = [
        (row["asked"], row["listed"], chance)
        for row, chance in zip(pairs, chances(pairs, kind_told=kind_told), strict=True)
        if chance >= threshold(row)
    ]
    assert not shown


@pytest.mark.parametrize("half", ["dev", "sealed"])
def test_labelled_pairs_are_told_apart(half: str) -> None:
    pairs = [row for row in rows("name_pairs.csv") if sealed(row) == (half == "sealed")]
    scored = list(zip(pairs, chances(pairs, kind_told=True), strict=True))
    same = [chance for row, chance in scored if row["same"] == "1"]
    other = [chance for row, chance in scored if row["same"] == "0"]
    above = sum((a > b) + (a == b) / 2 for a in same for b in other) / (len(same) * len(other))
    assert above >= 0.92
    shown = [row["same"] == "1" for row, chance in scored if chance >= threshold(row)]
    precision, recall = sum(shown) / len(shown), sum(shown) / len(same)
    assert 2 * precision * recall / (precision + recall) >= 0.86
