"""What one number stands for the words of a name, whatever their order? The key of exact meetings."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from cutset.match.words import LEGAL, PARTICLE, TITLE, word

__all__ = ["name_keys"]

Array = NDArray[Any]
LEFT_OUT: Final = (LEGAL, TITLE, PARTICLE)


def name_keys(words: Sequence[str], offsets: Array, tokens: Array) -> Array:
    """Return the key of each name: the sum of its words' hashes, so that order does not count.

    Parameters
    ----------
    words
        The vocabulary.
    offsets, tokens
        Names as CSR of numbers of words.

    Returns
    -------
    numpy.ndarray
        One uint64 a name; of a name that holds no word of its own, from all its tokens.
    """
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
