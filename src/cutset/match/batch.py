"""How does a batch of asked names reach the kernels? Tokens numbered, joined and split tokens tried as well.

A name may stand in several readings: as written; with two neighbouring tokens joined where the joined token is
listed (*Wen Bin*, *Wenbin*); with a token split where it is not listed but both its parts are (*JSCARGUMENT*).
The likeliest reading counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from cutset.match import kernels
from cutset.match.index import Frequencies, Index, Tokens, tokens_of
from cutset.match.words import LEGAL_SIGN, PARTICLE, TITLE, name_tokens, spellings, word

__all__ = ["Batch", "features_of", "find", "prepare"]

MOST_READINGS: Final = 4
SHORTEST_PART: Final = 3
LEAST_SHARE: Final = 0.34
"""Share of a query's weight that a listed name must be able to reach to become a candidate."""

MOST_CANDIDATES: Final = 40
BUDGET: Final = 60_000
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
        self.tokens: Tokens = tokens_of(self.words, [frequencies.weight(w) for w in self.words])


def prepare(names: Sequence[tuple[str, str]], index: Index, frequencies: Frequencies) -> Batch:
    """Read asked names, each with its kind or nothing, for an index."""
    listed = _Listed(index)
    readings: list[tuple[int, tuple[str, ...]]] = []
    for at, (name, kind) in enumerate(names):
        for tokens in spellings(name, kind):
            readings += [(at, reading) for reading in _readings(tokens, listed)]
    return Batch(readings, frequencies)


def find(batch: Batch, index: Index) -> tuple[Array, Array, tuple[Array, Array, Array]]:
    """Return the candidates of each reading as CSR, and the neighbours of each token."""
    arrays = index.arrays
    near = kernels.neighbours(
        batch.tokens,
        index.vocabulary,
        index.spelled,
        index.sounded,
        arrays["mean_offsets"],
        arrays["mean_tokens"],
        arrays["alphabet"],
    )
    offsets, found = kernels.candidates(
        batch.offsets,
        batch.token_ids,
        near,
        batch.tokens,
        index.vocabulary,
        arrays["names"],
        arrays["name_tokens"],
        arrays["name_total"],
        arrays["postings"],
        arrays["posted"],
        LEAST_SHARE,
        MOST_CANDIDATES,
        BUDGET,
    )
    return offsets, found, near


def features_of(
    batch: Batch, index: Index, readings: Array, names: Array, near: tuple[Array, Array, Array]
) -> Array:
    """Return the features of pairs of a reading and a listed name."""
    return kernels.score_pairs(
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


class _Listed:
    """Says whether a token is in an index's vocabulary; remembers what it was asked."""

    def __init__(self, index: Index) -> None:
        self._keys = index.spelled
        self._plain = index.vocabulary[3]
        self._known: dict[str, bool] = {}

    def __contains__(self, token: str) -> bool:
        known = self._known.get(token)
        if known is None:
            known = self._known[token] = self._look(token)
        return known

    def _look(self, token: str) -> bool:
        bare = np.frombuffer(word(token).skeleton.encode() or b"\0", np.uint8)
        plain = np.frombuffer(token.encode(), np.uint8)
        wanted = kernels.hash_bytes(plain, 0, len(plain))
        hashes, tokens, buckets = self._keys
        low, end = kernels.search(hashes, buckets, kernels.hash_bytes(bare, 0, len(bare)))
        return bool(np.any(self._plain[tokens[low:end]] == wanted))


def _readings(tokens: tuple[str, ...], listed: _Listed) -> list[tuple[str, ...]]:
    found = [tokens]
    for at in range(len(tokens) - 1):
        one, two = tokens[at], tokens[at + 1]
        if len(found) < MOST_READINGS and not one.startswith(LEGAL_SIGN) and not two.startswith(LEGAL_SIGN):
            joined = one + two
            if len(joined) > SHORTEST_PART and joined in listed:
                found.append((*tokens[:at], joined, *tokens[at + 2 :]))
    for at, token in enumerate(tokens):
        if len(found) >= MOST_READINGS or len(token) < 2 * SHORTEST_PART or token.startswith(LEGAL_SIGN):
            continue
        if token in listed:
            continue
        for cut in range(SHORTEST_PART, len(token) - SHORTEST_PART + 1):
            if not _small(token[:cut]) and not _small(token[cut:]) and token[:cut] in listed and token[cut:] in listed:
                found.append((*tokens[:at], *_part(token[:cut]), *_part(token[cut:]), *tokens[at + 1 :]))
                break
    return found


def _small(token: str) -> bool:
    return word(token).kind in (PARTICLE, TITLE)


def _part(token: str) -> tuple[str, ...]:
    return name_tokens(token, "entity")
