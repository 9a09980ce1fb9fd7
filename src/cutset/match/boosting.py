"""How is the small monotone model made? Gradient-boosted trees on logistic loss, each feature one way only.

Histogram trees of fixed depth with Newton leaves (Friedman 2001, https://doi.org/10.1214/aos/1013203451;
Chen and Guestrin 2016, https://doi.org/10.1145/2939672.2939785). A split against a feature's direction is
not taken, and both children stay on their side of the mean of their two values, so the whole forest is
monotone. Used only to build the model file; screening reads the trees alone.
"""

from __future__ import annotations

from typing import Any, Final

import msgspec
import numba as nb
import numpy as np
from numpy.typing import NDArray

__all__ = ["Settings", "fit", "isotonic"]

Array = NDArray[Any]
BINS: Final = 48


class Settings(msgspec.Struct, frozen=True):
    """How the forest grows.

    Parameters
    ----------
    trees, depth
        Number of trees and levels of splits.
    rate
        Shrinkage of each tree.
    ridge
        L2 penalty on leaves.
    least
        Least sum of second derivatives in a leaf.
    """

    trees: int = 120
    depth: int = 4
    rate: float = 0.12
    ridge: float = 4.0
    least: float = 6.0


def fit(
    rows: Array, labels: Array, weights: Array, directions: Array, settings: Settings
) -> tuple[Array, Array, Array, Array]:
    """Grow a forest.

    Parameters
    ----------
    rows
        Features [n, f].
    labels, weights
        1 or 0, and the weight of each row [n].
    directions
        +1 where the score may only rise with a feature, -1 where it may only fall, 0 where it is free [f].

    Returns
    -------
    feature, cut, leaf, base
        As :func:`cutset.match.tree_kernel.predict` reads them.
    """
    edges = [_edges(rows[:, f]) for f in range(rows.shape[1])]
    binned = np.stack(
        [np.searchsorted(edges[f], rows[:, f], side="left") for f in range(rows.shape[1])], axis=1
    ).astype(np.uint8)
    mean = float(np.average(labels, weights=weights))
    base = np.float32(np.log(mean / (1 - mean)))
    inner, leaves = 2**settings.depth - 1, 2**settings.depth
    feature = np.full((settings.trees, inner), -1, np.int16)
    cut = np.zeros((settings.trees, inner), np.float32)
    leaf = np.zeros((settings.trees, leaves), np.float32)
    score = np.full(len(labels), base, np.float64)
    for tree in range(settings.trees):
        chance = 1 / (1 + np.exp(-score))
        slope = (chance - labels) * weights
        bend = np.maximum(chance * (1 - chance), 1e-6) * weights
        bins, values = _grow(
            binned,
            slope,
            bend,
            directions.astype(np.int8),
            settings.depth,
            settings.ridge,
            settings.least,
            feature[tree],
            score,
            settings.rate,
        )
        leaf[tree] = values * settings.rate
        for node in range(inner):
            at = feature[tree, node]
            if at >= 0:
                cut[tree, node] = edges[at][bins[node]]
    return feature, cut, leaf, np.array([base], np.float32)


def isotonic(score: Array, label: Array, weight: Array, least: float = 60.0) -> tuple[Array, Array]:
    """Return knots of a rising map from score to probability: pool adjacent violators, small pools joined.

    Source: Zadrozny and Elkan 2002, https://doi.org/10.1145/775047.775151.

    Parameters
    ----------
    score, label, weight
        Of each pair [n].
    least
        Weight of the smallest pool; smaller ones join the pool before them.
    """
    order = np.argsort(score, kind="stable")
    pools: list[list[float]] = []
    for s, y, w in zip(score[order], label[order], weight[order], strict=True):
        pools.append([float(y) * w, float(w), float(s) * w])
        while len(pools) > 1 and pools[-2][0] * pools[-1][1] >= pools[-1][0] * pools[-2][1]:
            _join(pools)
    joined: list[list[float]] = []
    for pool in pools:
        joined.append(pool)
        if len(joined) > 1 and (joined[-2][1] < least or joined[-1][1] < least):
            _join(joined)
    at = np.array([pool[2] / pool[1] for pool in joined])
    chance = np.clip([pool[0] / pool[1] for pool in joined], 0.0005, 0.9995)
    return at.astype(np.float32), np.maximum.accumulate(chance).astype(np.float32)


def _join(pools: list[list[float]]) -> None:
    last = pools.pop()
    pools[-1] = [a + b for a, b in zip(pools[-1], last, strict=True)]


def _edges(column: Array) -> Array:
    """Return at most BINS - 1 upper edges, at quantiles of the values and of the distinct values."""
    values = np.unique(column)
    if len(values) <= BINS:
        edges: Array = ((values[1:] + values[:-1]) / 2).astype(np.float32)
        return edges
    steps = np.linspace(0, 1, BINS // 2)
    spread = np.concatenate([np.quantile(column, steps), np.quantile(values, steps)])
    found: Array = np.unique(spread.astype(np.float32))[:-1]
    return found


@nb.njit(cache=True)
def _grow(
    binned: Any,
    slope: Any,
    bend: Any,
    directions: Any,
    depth: Any,
    ridge: Any,
    least: Any,
    feature: Any,
    score: Any,
    rate: Any,
) -> Any:
    """Grow one tree level by level; add its leaves to the scores."""
    n, count = binned.shape
    inner, leaves = 2**depth - 1, 2**depth
    bins = np.zeros(inner, np.int64)
    low = np.full(inner + leaves, -1e9)
    high = np.full(inner + leaves, 1e9)
    where = np.zeros(n, np.int64)
    for level in range(depth):
        first, width = 2**level - 1, 2**level
        g = np.zeros((width, count, 48))
        h = np.zeros((width, count, 48))
        for row in range(n):
            at = where[row] - first
            for f in range(count):
                g[at, f, binned[row, f]] += slope[row]
                h[at, f, binned[row, f]] += bend[row]
        for at in range(width):
            node = first + at
            total_g, total_h = g[at, 0].sum(), h[at, 0].sum()
            best = 1e-3
            left_value = right_value = 0.0
            for f in range(count):
                left_g = left_h = 0.0
                for b in range(47):
                    left_g += g[at, f, b]
                    left_h += h[at, f, b]
                    right_g, right_h = total_g - left_g, total_h - left_h
                    if left_h < least or right_h < least:
                        continue
                    a = min(max(-left_g / (left_h + ridge), low[node]), high[node])
                    c = min(max(-right_g / (right_h + ridge), low[node]), high[node])
                    if (directions[f] > 0 and a > c) or (directions[f] < 0 and a < c):
                        continue
                    whole = min(max(-total_g / (total_h + ridge), low[node]), high[node])
                    gain = (
                        _worth(whole, total_g, total_h, ridge)
                        - _worth(a, left_g, left_h, ridge)
                        - _worth(c, right_g, right_h, ridge)
                    )
                    if gain > best:
                        best = gain
                        feature[node] = f
                        bins[node] = b
                        left_value, right_value = a, c
            left, right = 2 * node + 1, 2 * node + 2
            low[left] = low[right] = low[node]
            high[left] = high[right] = high[node]
            if feature[node] >= 0 and directions[feature[node]] != 0:
                middle = 0.5 * (left_value + right_value)
                if directions[feature[node]] > 0:
                    high[left] = min(high[left], middle)
                    low[right] = max(low[right], middle)
                else:
                    low[left] = max(low[left], middle)
                    high[right] = min(high[right], middle)
        for row in range(n):
            node = where[row]
            f = feature[node]
            where[row] = 2 * node + (1 if f < 0 or binned[row, f] <= bins[node] else 2)
    leaf_g = np.zeros(leaves)
    leaf_h = np.zeros(leaves)
    for row in range(n):
        leaf_g[where[row] - inner] += slope[row]
        leaf_h[where[row] - inner] += bend[row]
    values = np.zeros(leaves)
    for at in range(leaves):
        raw = -leaf_g[at] / (leaf_h[at] + ridge)
        values[at] = min(max(raw, low[inner + at]), high[inner + at])
    for row in range(n):
        score[row] += rate * values[where[row] - inner]
    return bins, values


@nb.njit(cache=True, inline="always")
def _worth(value: Any, g: Any, h: Any, ridge: Any) -> Any:
    return g * value + 0.5 * (h + ridge) * value * value
