"""Which listed names have the same words as an asked one? The exact step before the alignment, as arrays.

Names that share all their frequent words with hundreds of others (*Fu Yuan Yu 7873*) may fall out of the candidates
of the token index; what is the same by the strict rules of :mod:`cutset.match.exact` never may. Keys of names
(:mod:`cutset.match.keys`) bring them together; the strict rules judge.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from cutset.match.batch import Batch
from cutset.match.index import Index
from cutset.match.keys import name_keys

__all__ = ["identical"]

Array = NDArray[Any]


def identical(index: Index, batch: Batch) -> tuple[Array, Array]:
    """Return pairs of a reading and a listed name with the same words."""
    held = index.arrays["identity_keys"]
    wanted = name_keys(batch.words, batch.offsets, batch.token_ids)
    low, high = np.searchsorted(held, wanted, "left"), np.searchsorted(held, wanted, "right")
    met = np.flatnonzero((high > low) & (np.diff(batch.offsets) > 0))
    names = [index.arrays["identity_names"][low[at] : high[at]] for at in met]
    readings = np.repeat(met, [len(some) for some in names]).astype(np.int32)
    return readings, np.concatenate(names).astype(np.int32) if names else np.zeros(0, np.int32)
