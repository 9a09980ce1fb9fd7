"""The kernels against plain versions of themselves."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cutset.match.alignment_kernel import FEATURES, align
from cutset.match.batch import find, prepare
from cutset.match.boosting import Settings, fit, isotonic
from cutset.match.screener import Screener
from cutset.match.token_kernel import hash_bytes, osa_within
from cutset.match.tree_kernel import predict
from cutset.match.words import CLASS_WORD, name_tokens, spellings, word

WORDS = st.text(alphabet="abcd", max_size=8)


def plain_distance(a: str, b: str) -> int:
    """Optimal string alignment, as in the textbook."""
    table = [[max(i, j) if not i or not j else 0 for j in range(len(b) + 1)] for i in range(len(a) + 1)]
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            cost = a[i - 1] != b[j - 1]
            table[i][j] = min(table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + cost)
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
    return table[-1][-1]


@given(WORDS, WORDS, st.integers(0, 4))
def test_the_distance_is_the_textbooks_up_to_the_limit(a: str, b: str, most: int) -> None:
    one, two = (np.frombuffer(w.encode() or b"\0", np.uint8) for w in (a, b))
    got = osa_within(one, 0, len(a), two, 0, len(b), most)
    assert got == min(plain_distance(a, b), most + 1)


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_the_alignment_is_the_best_of_all(data: st.DataObject) -> None:
    m, n = data.draw(st.integers(1, 4)), data.draw(st.integers(1, 5))
    cells = data.draw(st.lists(st.sampled_from([0.0, 0.6, 0.75, 0.9, 1.0]), min_size=m * n, max_size=m * n))
    like = np.array(cells, np.float32).reshape(m, n)
    pair = np.empty(m, np.int64)
    align(like, m, n, pair)
    used = [j for j in pair if j >= 0]
    assert len(used) == len(set(used))
    columns = [*range(n), *[-1] * m]
    best = max(
        sum(like[i, j] for i, j in enumerate(order) if j >= 0) for order in {p[:m] for p in permutations(columns, m)}
    )
    assert sum(like[i, j] for i, j in enumerate(pair) if j >= 0) == pytest.approx(best)


def test_the_hash_does_not_depend_on_where_a_token_stands() -> None:
    letters = np.frombuffer(b"xxmikronyy", np.uint8)
    alone = np.frombuffer(b"mikron", np.uint8)
    assert hash_bytes(letters, 2, 8) == hash_bytes(alone, 0, 6)


def test_every_listed_name_finds_itself(screener: Screener) -> None:
    index = screener.index
    for name in range(len(index)):
        entry = index.entry(index.entry_of(name))
        listed = entry.names[index.name_position(name)].text
        batch = prepare([(listed, entry.kind)], index, screener.model.frequencies)
        _, found, _ = find(batch, index)
        assert name in found


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.floats(0, 2))
def test_the_forest_is_monotone(screener: Screener, seed: int, step: float) -> None:
    from cutset.match.model import DIRECTIONS

    row = np.random.default_rng(seed).random(FEATURES).astype(np.float32)
    for trees in screener.model.trees:
        before = predict(row, trees)
        for at, way in enumerate(DIRECTIONS):
            more = row.copy()
            more[at] += step
            change = predict(more, trees) - before
            assert way == 0 or change * way >= -1e-5


def test_fitting_finds_a_rising_step_and_keeps_its_direction() -> None:
    rng = np.random.default_rng(1)
    rows = rng.random((2000, 2)).astype(np.float32)
    label = (rows[:, 0] > 0.5).astype(np.float32)
    ones = np.ones(len(label), np.float32)
    settings_ = Settings(trees=20, depth=3)
    right = fit(rows, label, ones, np.array([1, 1], np.int8), settings_)
    wrong = fit(rows, label, ones, np.array([-1, 0], np.int8), settings_)
    high, low = np.array([0.9, 0.5], np.float32), np.array([0.1, 0.5], np.float32)
    assert predict(high, right) > 1 > -1 > predict(low, right)
    assert predict(high, wrong) <= predict(low, wrong) + 1e-6


def test_isotonic_maps_rise() -> None:
    rng = np.random.default_rng(2)
    score = rng.normal(size=500)
    label = (rng.random(500) < 1 / (1 + np.exp(-score))).astype(np.float32)
    _, chance = isotonic(score, label, np.ones(500))
    assert np.all(np.diff(chance) >= 0)


@pytest.mark.parametrize(
    ("name", "kind", "tokens"),
    [
        ("ROGOZIN, Dmitry O.", "person", ("dmitry", "o", "rogozin")),
        ("Central Scientific Research Institute", "entity", ("tsnii",)),
        ("Fund II", "entity", ("fund", "2")),
        ("Xi Jinping", "", ("xi", "jinping")),
        ("Abd al-Rahman", "person", ("abdul", "rahman")),
        ("Abderrahmane", "person", ("abdul", "rahmane")),
        ("حسن نصر الله", "person", ("hsn", "nsr", "allah")),
        ("김정은", "person", ("kim", "jong", "un")),
        ("A.S.T. Systems", "entity", ("a", "s", "t", "systems")),
        ("Леанiд КАСIНСКI", "person", ("leanid", "kasinski")),
        ("РUTIN", "person", ("putin",)),
        ("Γιώργος Παπανδρέου", "person", ("giorgos", "papandreou")),
        ("33rd Institute", "entity", ("33", "institute")),
        ("20-я армия", "entity", ("20", "armiya")),
        ("Foo, OOO", "", ("foo", "~ru-ooo")),
        ("Kim Se", "", ("kim", "se")),
    ],
)
def test_names_are_read_as_expected(name: str, kind: str, tokens: tuple[str, ...]) -> None:
    assert name_tokens(name, kind) == tokens


def test_a_whole_name_within_brackets_is_a_name_of_its_own() -> None:
    assert ("~ru-ao", "tupolev") in spellings("Joint Stock Company Tupolev (AO Tupolev)", "entity")
    assert spellings("Al-Haramayn Foundation (Kenya)", "entity") == [("al", "haramayn", "foundation", "kenya")]


@pytest.mark.parametrize("surname", ["belskiy", "novikov", "bolshakov", "zavodov", "chernenko"])
def test_surnames_are_no_class_words(surname: str) -> None:
    assert word(surname).kind != CLASS_WORD or surname == "zavodov"
