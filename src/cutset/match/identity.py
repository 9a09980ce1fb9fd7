"""Which listed names have the same words as an asked one? The exact step before the alignment, as arrays.

Names that share all their frequent words with hundreds of others (*Fu Yuan Yu 7873*) may fall out of the candidates
of the token index; what is the same by the strict rules of :mod:`cutset.match.exact` never may. A name's key is the
sum of its words' hashes, so that order does not count; the strict rules judge what the keys bring together.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from cutset.lists.entry import OfficialList
from cutset.match.batch import Batch
from cutset.match.index import Index, build_index
from cutset.match.model import Model
from cutset.match.words import LEGAL, PARTICLE, TITLE, word

__all__ = ["identical", "index_of"]

Array = NDArray[Any]
LEFT_OUT: Final = (LEGAL, TITLE, PARTICLE)


def index_of(lists: Iterable[OfficialList], model: Model) -> Index:
    """Index some lists, with the keys of their names."""
    index = build_index(lists, model.frequencies)
    keys = _keys(index.words() if len(index) else [], index.arrays["names"], index.arrays["name_tokens"])
    order = np.argsort(keys, kind="stable")
    arrays = {**index.arrays, "identity_keys": keys[order], "identity_names": order.astype(np.int32)}
    return Index(arrays, index.notes)


def identical(index: Index, batch: Batch) -> tuple[Array, Array]:
    """Return pairs of a reading and a listed name with the same words; none of an index without keys."""
    held = index.arrays.get("identity_keys")
    if held is None:
        return np.zeros(0, np.int32), np.zeros(0, np.int32)
    wanted = _keys(batch.words, batch.offsets, batch.token_ids)
    low, high = np.searchsorted(held, wanted, "left"), np.searchsorted(held, wanted, "right")
    met = np.flatnonzero((high > low) & (np.diff(batch.offsets) > 0))
    names = [index.arrays["identity_names"][low[at] : high[at]] for at in met]
    readings = np.repeat(met, [len(some) for some in names]).astype(np.int32)
    return readings, np.concatenate(names).astype(np.int32) if names else np.zeros(0, np.int32)


def _keys(words: Sequence[str], offsets: Array, tokens: Array) -> Array:
    """Return the key of each name of a CSR of tokens; of one that holds no word of its own, from all its tokens."""
    hashes = np.fromiter(map(_hash, words), np.uint64, len(words))
    small = np.fromiter((word(token).kind in LEFT_OUT for token in words), bool, len(words))
    telling = _sums(np.where(small, np.uint64(0), hashes), offsets, tokens)
    return np.where(telling == 0, _sums(hashes, offsets, tokens), telling)


def _sums(hashes: Array, offsets: Array, tokens: Array) -> Array:
    sums = np.concatenate([np.zeros(1, np.uint64), np.cumsum(hashes[tokens], dtype=np.uint64)])
    found: Array = sums[offsets[1:]] - sums[offsets[:-1]]
    return found


def _hash(token: str) -> int:
    known = word(token)
    same = known.skeleton if known.skeleton.isalpha() else token
    return int.from_bytes(hashlib.blake2b(same.encode(), digest_size=8).digest(), "big")
