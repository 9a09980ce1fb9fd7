"""How does a batch of asked names reach the kernels? Tokens numbered, joined and split tokens tried as well.

A name may stand in several readings: as written; with two neighbouring tokens joined where the joined token
is listed (*Wen Bin*, *Wenbin*); with a token split where it is not listed but both its parts are
(*JSCARGUMENT*). The likeliest reading counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from cutset.match.candidate_kernel import candidates
from cutset.match.feature_kernel import score_pairs
from cutset.match.gram_kernel import by_groups
from cutset.match.index import Frequencies, Index, Tokens, keyed, laid_out, tokens_of
from cutset.match.token_kernel import are_listed, neighbours
from cutset.match.words import LEGAL_SIGN, PARTICLE, TITLE, name_tokens, spellings, word

__all__ = ["Batch", "features_of", "find", "prepare"]

MOST_READINGS: Final = 4
SHORTEST_PART: Final = 3
SHORTEST_WHOLE: Final = 7
"""Letters that the two words of a name joined into one need; a short word is another word by chance."""

SHORTEST_OF_THREE: Final = 10
"""Letters of a token from which on it is tried as three words."""

ARTICLES: Final = ("al", "el", "ul")
LEAST_SHARE: Final = 0.34
"""Share of a query's weight that a listed name must be able to reach to become a candidate."""

MOST_CANDIDATES: Final = 40
BUDGET: Final = 100_000
"""Postings walked for one reading before the frequent tokens are left out."""

Array = NDArray[Any]


class Batch:
    """Asked names as arrays: readings as CSR of token numbers, and which name each reads."""

    def __init__(self, readings: list[tuple[int, tuple[str, ...]]], frequencies: Frequencies) -> None:
        numbers: dict[str, int] = {}
        ids: list[int] = []
        offsets = [0]
        for _, tokens in readings:
            ids += [numbers.setdefault(token, len(numbers)) for token in tokens]
            offsets.append(len(ids))
        self.words = list(numbers)
        self.asked = np.fromiter((asked for asked, _ in readings), np.int32, len(readings))
        self.offsets = np.asarray(offsets, np.int32)
        self.token_ids = np.asarray(ids, np.int32)
        self.tokens: Tokens = tokens_of(
            self.words, np.fromiter(map(frequencies.weight, self.words), np.float32, len(self.words))
        )


def prepare(names: Sequence[tuple[str, str]], index: Index, frequencies: Frequencies) -> Batch:
    """Read asked names, each with its kind or nothing, for an index."""
    spelled = [(at, tokens) for at, (name, kind) in enumerate(names) for tokens in spellings(name, kind)]
    listed = _listed({token for _, tokens in spelled for token in _questions(tokens)}, index)
    parts = _listed({part for _, tokens in spelled for part in _part_questions(tokens, listed)}, index)
    parts |= _listed({middle for _, tokens in spelled for middle in _middle_questions(tokens, listed, parts)}, index)
    return Batch([(at, reading) for at, tokens in spelled for reading in _readings(tokens, listed, parts)], frequencies)


def find(batch: Batch, index: Index) -> tuple[Array, Array, tuple[Array, Array, Array]]:
    """Return the candidates of each reading as CSR, and the neighbours of each token."""
    arrays = index.arrays
    near = neighbours(
        batch.tokens,
        index.vocabulary,
        index.spelled,
        index.sounded,
        arrays["mean_offsets"],
        arrays["mean_tokens"],
        arrays["alphabet"],
    )
    near = by_groups(
        *laid_out(batch.words),
        batch.tokens[6],
        batch.tokens[7] >= 0,
        near,
        index.word_starts,
        arrays["word_bytes"],
        (arrays["group_offsets"], arrays["group_tokens"]),
        len(index.vocabulary[6]),
    )
    offsets, found = candidates(
        batch.offsets,
        batch.token_ids,
        near,
        batch.tokens,
        arrays["name_total"],
        arrays["postings"],
        arrays["posted"],
        LEAST_SHARE,
        MOST_CANDIDATES,
        BUDGET,
    )
    return offsets, found, near


def features_of(batch: Batch, index: Index, readings: Array, names: Array, near: tuple[Array, Array, Array]) -> Array:
    """Return the features of pairs of a reading and a listed name."""
    rows: Array = score_pairs(
        batch.offsets,
        batch.token_ids,
        readings,
        names,
        near,
        batch.tokens,
        index.vocabulary,
        index.arrays["names"],
        index.arrays["name_tokens"],
    )
    return rows


def _listed(tokens: set[str], index: Index) -> set[str]:
    """Return the tokens that stand in an index's vocabulary as they are."""
    words = sorted(tokens)
    if not words:
        return set()
    offsets, letters, plain = keyed(words)
    there = are_listed(offsets, letters, plain, index.spelled, index.vocabulary[3])
    return {words[at] for at in np.flatnonzero(there)}


def _questions(tokens: tuple[str, ...]) -> list[str]:
    return [
        *_joins(tokens),
        *(t for t in tokens if len(t) >= 2 * SHORTEST_PART and not t.startswith(LEGAL_SIGN)),
    ]


def _joins(tokens: tuple[str, ...]) -> list[str]:
    shortest = 2 * SHORTEST_PART if len(tokens) > 2 else SHORTEST_WHOLE
    return [
        one + two
        for one, two in pairwise(tokens)
        if not one.startswith(LEGAL_SIGN) and not two.startswith(LEGAL_SIGN) and len(one) + len(two) >= shortest
    ]


def _part_questions(tokens: tuple[str, ...], listed: set[str]) -> list[str]:
    return [part for token in tokens if _may_split(token, listed) for cut in _cuts(token) for part in cut]


def _may_split(token: str, listed: set[str]) -> bool:
    return len(token) >= 2 * SHORTEST_PART and not token.startswith(LEGAL_SIGN) and token not in listed


def _cuts(token: str) -> list[tuple[str, str]]:
    """Return where a token may be cut: behind the Arabic article, or anywhere between two real words."""
    article = [(token[:2], token[2:])] if token[:2] in ARTICLES and len(token) > 2 + SHORTEST_PART else []
    cuts = range(SHORTEST_PART, len(token) - SHORTEST_PART + 1)
    return article + [(token[:at], token[at:]) for at in cuts if not _small(token[:at]) and not _small(token[at:])]


def _readings(tokens: tuple[str, ...], listed: set[str], parts: set[str]) -> list[tuple[str, ...]]:
    found = [tokens]
    joins = set(_joins(tokens))
    for at, (one, two) in enumerate(pairwise(tokens)):
        if len(found) < MOST_READINGS and one + two in listed and one + two in joins:
            found.append((*tokens[:at], one + two, *tokens[at + 2 :]))
    for at, token in enumerate(tokens):
        if len(found) < MOST_READINGS and _may_split(token, listed):
            cuts = (
                *(c for c in _cuts(token) if (c[0] in parts or _is_form(c[0])) and c[1] in parts),
                *(c for c in _cuts_in_three(token, parts) if c[1] in parts),
            )
            found += [(*tokens[:at], *(t for p in cut for t in _part(p)), *tokens[at + 1 :]) for cut in cuts[:1]]
    return found


def _middle_questions(tokens: tuple[str, ...], listed: set[str], parts: set[str]) -> list[str]:
    return [cut[1] for token in tokens if _may_split(token, listed) for cut in _cuts_in_three(token, parts)]


def _cuts_in_three(token: str, parts: set[str]) -> list[tuple[str, str, str]]:
    """Return where a long token may be cut twice so that its start and end are listed (*Nefteprodukttrans*)."""
    if len(token) < SHORTEST_OF_THREE:
        return []
    ends = range(SHORTEST_PART, len(token) - 2 * SHORTEST_PART + 1)
    starts = [at for at in ends if token[:at] in parts]
    return [
        (token[:at], token[at:end], token[end:])
        for at in starts
        for end in range(at + SHORTEST_PART, len(token) - SHORTEST_PART + 1)
        if token[end:] in parts
    ]


def _small(token: str) -> bool:
    return word(token).kind in (PARTICLE, TITLE)


def _is_form(token: str) -> bool:
    return _part(token)[0].startswith(LEGAL_SIGN)


def _part(token: str) -> tuple[str, ...]:
    return name_tokens(token, "entity")
