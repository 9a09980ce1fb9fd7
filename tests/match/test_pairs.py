"""A plain score of two names: the probability and the table of words, one by one and many at once."""

from __future__ import annotations

import subprocess
import sys

import pytest

from cutset.match import compare, compare_many


def test_the_table_tells_the_words_that_met_and_those_without_a_partner() -> None:
    found = compare("Serniya Engineering Group", "OOO SERNIYA INZHINIRING", kind="company")
    told = {(pair.asked, pair.listed): pair.how for pair in found.words}
    assert told["engineering", "inzhiniring"] == "the same meaning"
    assert told["group", ""] == "only in the asked name"
    assert 0.5 < found.chance <= 1


@pytest.mark.parametrize("pair", [("", ""), ("", "Mikron"), ("Mikron", ""), ("...", "?")])
def test_names_of_nothing_are_nobody(pair: tuple[str, str]) -> None:
    assert compare(*pair).chance == 0
    assert compare_many([pair]) == [0]


@pytest.mark.parametrize("kind", ["", "person", "entity"])
def test_many_at_once_are_the_same_as_one_by_one(kind: str) -> None:
    pairs = [
        ("Dmitrij Rogosin", "ROGOZIN, Dmitry"),
        ("Mikron PJSC", "JOINT STOCK COMPANY MIKRON"),
        ("Emma Daniels", "EMMA"),
        ("Wang Wenbin", "王文斌"),
        ("Volga Fund 2", "Volga Fund 3"),
        ("Nobody Here", "Other Works"),
        ("", "x"),
    ]
    assert compare_many(pairs, kind=kind) == pytest.approx(
        [compare(*pair, kind=kind).chance for pair in pairs], abs=1e-4
    )
    assert compare_many(pairs * 400, kind=kind)[: len(pairs)] == compare_many(pairs, kind=kind)


def test_the_hard_rules_hold_for_pairs() -> None:
    chances = compare_many(
        [("Volga Fund II", "VOLGA FUND 3"), ("Emma Daniels", "EMMA"), ("OOO Serniya", "Serniya OOO")]
    )
    assert chances[0] <= 0.3
    assert chances[1] <= 0.3
    assert chances[2] >= 0.9


def test_explain_is_the_function_whatever_was_imported_before() -> None:
    code = "import cutset.match.explaining, cutset.match as m; print(callable(m.explain), callable(m.compare))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONPATH": ":".join(sys.path)}
    )
    assert done.stdout.split() == ["True", "True"]
