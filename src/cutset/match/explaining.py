"""Why is this name like that one? The table of words that met, with their likeness and weight.

It repeats the alignment of one pair by the same kernels, so that what is explained is what was scored.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec
import numpy as np

from cutset.lists.entry import Entry, ListedName, OfficialList
from cutset.match.alignment_kernel import INITIAL_LIKE, MOST_TOKENS, fill_likeness, match_words, new_room
from cutset.match.batch import find
from cutset.match.evidence import WordPair
from cutset.match.index import Index, build_index
from cutset.match.model import FEATURE_NAMES, Model
from cutset.match.screener import Screener, ruled
from cutset.match.words import CLASS_NAMES, word

__all__ = ["Explanation", "explain", "over_pairs"]

ALIKE: Final = (
    (1.0, "the same"),
    (0.97, "another romanisation"),
    (0.92, "the same meaning"),
    (0.86, "the same without vowels"),
    (0.74, "the same consonants"),
    (INITIAL_LIKE, "an initial"),
)


class Explanation(msgspec.Struct, frozen=True):
    """Two names, the probability that they are one party's, and why.

    Parameters
    ----------
    asked, listed
        The names as written.
    chance
        Probability that they are one party's, from the names alone [0 to 1].
    words
        The table of words that met, and of those without a partner.
    sums
        What the model read of the table: what each number is, and its value.
    """

    asked: str
    listed: str
    chance: float
    words: tuple[WordPair, ...]
    sums: tuple[tuple[str, float], ...]


def explain(screener: Screener, asked: str, listed: str, kind: str = "") -> Explanation:
    """Explain the likeness of two names.

    Parameters
    ----------
    screener
        Whose model and word weights count.
    asked, listed
        The names as written.
    kind
        Kind of the listed party; empty where it is not known.

    Examples
    --------
    >>> explain(screener, "Dmitriy Rogozin", "ROGOZIN, Dmitry", "person").words  # doctest: +SKIP
    """
    small = over_pairs([listed], kind, screener.model)
    index, batch = small.index, small.batch([(asked, kind)])
    if not len(index) or not len(batch.token_ids):
        return Explanation(asked, listed, 0.0, (), ())
    _, _, near = find(batch, index)
    best: tuple[float, int, int] = (-1.0, 0, 0)
    person = np.array([kind == "person"])
    for reading in range(len(batch.asked)):
        for name in range(len(index)):
            rows = small.features(batch, np.array([reading], np.int32), np.array([name], np.int32), near)
            chance = float(ruled(small.chance_of(rows, person), rows, person)[0])
            best = max(best, (chance, reading, name))
    chance, reading, name = best
    rows = small.features(batch, np.array([reading], np.int32), np.array([name], np.int32), near)
    query = batch.token_ids[batch.offsets[reading] : batch.offsets[reading + 1]][:MOST_TOKENS]
    offsets = index.arrays["names"]
    tokens = index.arrays["name_tokens"][offsets[name] : offsets[name + 1]][:MOST_TOKENS]
    like = np.zeros((MOST_TOKENS, MOST_TOKENS), np.float32)
    room = new_room()
    fill_likeness(query, len(query), tokens, len(tokens), near, batch.tokens, index.vocabulary, like)
    match_words(query, len(query), tokens, len(tokens), like, batch.tokens, index.vocabulary, room)
    vocabulary = index.words()
    table = _table(
        [batch.words[t] for t in query],
        [vocabulary[t] for t in tokens],
        room,
        [float(batch.tokens[8][t]) for t in query],
        [float(index.vocabulary[8][t]) for t in tokens],
    )
    sums = tuple((words, round(float(x), 3)) for words, x in zip(FEATURE_NAMES, rows[0], strict=False))
    return Explanation(asked, listed, round(chance, 4), table, sums)


def over_pairs(listed: Sequence[str], kind: str, model: Model) -> Screener:
    """Return a screener over names without a list: an entry each, weighed by the shipped frequencies alone."""
    entries = tuple(
        Entry(list_id="", id=str(at), kind=kind or "unknown", names=(ListedName(name),))  # type: ignore[arg-type]
        for at, name in enumerate(listed)
    )
    alone = OfficialList(list_id="", title="", issuer="", law="", version="", published=None, entries=entries)
    index = build_index([alone], model.frequencies)
    words = index.words() if len(index) else []
    weights = np.fromiter(map(model.frequencies.weight, words), np.float32, len(words))
    return Screener(Index({**index.arrays, "v_weight": weights}, index.notes), model)


def _table(
    asked: list[str],
    listed: list[str],
    room: tuple[np.ndarray, ...],
    asked_weight: list[float],
    listed_weight: list[float],
) -> tuple[WordPair, ...]:
    met, back, value = room[0], room[1], room[2]
    rows = []
    joined: set[int] = set()
    for i, token in enumerate(asked):
        j = int(met[i])
        words, how = "", "only in the asked name"
        if j >= 0:
            shared = [k for k in range(len(listed)) if int(back[k]) == i] or [j]
            joined.update(shared)
            words = " ".join(listed[k] for k in shared)
            apart = len(shared) > 1 or any(int(met[k]) == j for k in range(len(asked)) if k != i)
            how = "joined words" if apart else _how(token, words, float(value[i]))
        likeness = round(float(value[i]), 2) if j >= 0 else 0.0
        rows.append(WordPair(token, words, likeness, how, round(asked_weight[i], 2), CLASS_NAMES[word(token).kind]))
    rows += [
        WordPair("", token, 0.0, "only in the listed name", round(listed_weight[j], 2), CLASS_NAMES[word(token).kind])
        for j, token in enumerate(listed)
        if j not in joined
    ]
    return tuple(rows)


def _how(asked: str, listed: str, value: float) -> str:
    known = next((words for like, words in ALIKE if abs(value - like) < 0.001), "")
    if known:
        return known
    short, long = sorted((word(asked).skeleton, word(listed).skeleton), key=len)
    return "the start of the word" if long.startswith(short) else "spelled alike"
