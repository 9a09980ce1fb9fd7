"""The kernels against plain versions of themselves."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cutset.lists import Entry, ListedName, OfficialList
from cutset.match.alignment_kernel import FEATURES, align
from cutset.match.batch import BUDGET, LEAST_SHARE, Batch, find, prepare
from cutset.match.boosting import Settings, fit, isotonic
from cutset.match.candidate_kernel import candidates
from cutset.match.index import Index, build_index
from cutset.match.model import load_model
from cutset.match.screener import Screener
from cutset.match.token_kernel import clear_letters, hash_bytes, mark_letters, osa_within
from cutset.match.tree_kernel import predict
from cutset.match.words import name_tokens, spellings, word

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
    assert distance_within(a, b, most) == min(plain_distance(a, b), most + 1)


def distance_within(a: str, b: str, most: int) -> int:
    one, two = (np.frombuffer(w.encode() or b"\0", np.uint8) for w in (a, b))
    masks = np.zeros(256, np.uint64)
    mark_letters(one, 0, len(a), masks)
    return int(osa_within(masks, len(a), two, 0, len(b), most))


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="ab", min_size=55, max_size=62), st.text(alphabet="ab", min_size=55, max_size=62))
def test_the_distance_holds_up_to_the_last_bit_of_a_word(a: str, b: str) -> None:
    assert distance_within(a, b, 62) == plain_distance(a, b)


def test_masks_are_empty_once_cleared() -> None:
    letters = np.frombuffer(b"mikron", np.uint8)
    masks = np.zeros(256, np.uint64)
    mark_letters(letters, 1, 6, masks)
    assert masks[ord("k")] == 1 << 1
    assert masks[ord("m")] == 0
    clear_letters(letters, 1, 6, masks)
    assert not masks.any()


NAME_WORDS = [
    "progress",
    "progres",
    "progresso",
    "mikron",
    "mikrons",
    "wenbin",
    "antares",
    "antaris",
    "zavod",
    "bank",
    "ooo",
]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.sampled_from(NAME_WORDS), min_size=1, max_size=4), min_size=1, max_size=9), st.data())
def test_candidates_are_the_plain_sums_best(listed: list[list[str]], data: st.DataObject) -> None:
    asked_words = data.draw(st.lists(st.sampled_from(NAME_WORDS), min_size=1, max_size=4))
    entries = tuple(
        Entry(list_id="t", id=str(at), kind="entity", names=(ListedName(" ".join(words)),))
        for at, words in enumerate(listed)
    )
    official = OfficialList(list_id="t", title="", issuer="", law="", version="0", published=None, entries=entries)
    index = build_index([official], load_model().frequencies)
    batch = prepare([(" ".join(asked_words), "entity")], index, load_model().frequencies)
    most = data.draw(st.integers(1, 6))
    _, _, near = find(batch, index)
    arrays = index.arrays
    offsets, found = candidates(
        batch.offsets,
        batch.token_ids,
        near,
        batch.tokens,
        arrays["name_total"],
        arrays["postings"],
        arrays["posted"],
        LEAST_SHARE,
        most,
        BUDGET,
    )
    for reading in range(len(offsets) - 1):
        expected = plain_values(batch, index, near, reading)
        got = found[offsets[reading] : offsets[reading + 1]]
        best = sorted(expected.values(), reverse=True)[:most]
        assert [expected[int(name)] for name in got] == pytest.approx(best, abs=1e-4)


def plain_values(batch: Batch, index: Index, near: tuple[Any, Any, Any], reading: int) -> dict[int, float]:
    """Return what each listed name that shares a walked word with a reading is worth as a candidate."""
    tokens = batch.token_ids[batch.offsets[reading] : batch.offsets[reading + 1]]
    weights = [float(batch.tokens[8][t]) for t in tokens]
    whole = remaining = sum(weights)
    walked = set[int]()
    for i in sorted(range(len(tokens)), key=lambda i: -weights[i]):
        if remaining >= LEAST_SHARE * whole:
            walked.add(i)
        remaining -= weights[i]
    names = index.arrays["names"]
    values = {}
    for name in range(len(index)):
        held = index.arrays["name_tokens"][names[name] : names[name + 1]]
        score = 0.0
        for i in walked:
            low, high = near[0][tokens[i]], near[0][tokens[i] + 1]
            like = dict(zip(near[1][low:high].tolist(), near[2][low:high].tolist(), strict=True))
            score += weights[i] * max((like.get(int(t), 0.0) for t in held), default=0.0)
        if score:
            values[name] = score / (whole + float(index.arrays["name_total"][name])) + 0.25 * score / whole
    return values


def test_neighbours_hold_every_word_one_letter_away(screener: Screener) -> None:
    index = screener.index
    listed = [w for w in index.words() if w.isalpha() and word(w).skeleton.isalpha() and len(word(w).skeleton) >= 4]
    for at, w in enumerate(listed[:60]):
        spelled = word(w).skeleton
        cut = at % len(spelled)
        typed = spelled[:cut] + spelled[cut + 1 :]
        batch = Batch([(0, (typed,))], screener.model.frequencies)
        _, _, near = find(batch, index)
        close = {
            v
            for v, other in enumerate(index.words())
            if word(other).kind in (0, 6, 7)
            and word(typed).kind in (0, 6, 7)
            and plain_distance(word(typed).skeleton, word(other).skeleton)
            <= (1 if len(word(typed).skeleton) > 3 else 0)
        }
        assert close <= set(near[1].tolist())
        assert np.all(np.diff(near[1]) > 0)


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
    assert word(surname).meaning < 0 or surname == "zavodov"
