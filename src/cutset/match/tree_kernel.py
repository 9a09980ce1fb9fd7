"""What do the trees of the model say of a row of features?"""

from __future__ import annotations

from typing import Any

import numba as nb
import numpy as np

__all__ = [
    "predict",
    "predict_rows",
]


@nb.njit(cache=True)
def predict(row: Any, trees: Any) -> Any:
    """Sum the leaves of complete trees: feature int16, cut float32, leaf float32 [trees, nodes]."""
    feature, cut, leaf, base = trees
    total = base[0]
    inner = feature.shape[1]
    for tree in range(feature.shape[0]):
        node = 0
        while node < inner:
            at = feature[tree, node]
            node = 2 * node + (1 if at < 0 or row[at] <= cut[tree, node] else 2)
        total += leaf[tree, node - inner]
    return total


@nb.njit(cache=True)
def predict_rows(rows: Any, person: Any, persons: Any, others: Any) -> Any:
    """Sum of the forest that fits each row."""
    out = np.empty(len(rows), np.float32)
    for at in range(len(rows)):
        out[at] = predict(rows[at], persons) if person[at] else predict(rows[at], others)
    return out
