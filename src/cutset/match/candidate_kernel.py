"""Which of a million listed names may an asked name be? A walk over the names that bear its words, rarest first.

Arrays are those of :mod:`cutset.match.token_kernel`.
"""

from __future__ import annotations

from typing import Any

import numba as nb
import numpy as np

from cutset.match.alignment_kernel import MOST_TOKENS

__all__ = [
    "candidates",
]


@nb.njit(cache=True)
def candidates(
    queries: Any,
    query_tokens: Any,
    near: Any,
    q: Any,
    v: Any,
    names: Any,
    name_tokens: Any,
    name_total: Any,
    postings: Any,
    posted: Any,
    least_share: Any,
    most: Any,
    budget: Any,
) -> Any:
    """Find the listed names that may be like each query.

    Tokens are walked from the weightiest on and the walk stops where what remains cannot reach the least
    share of the query's weight. Returns a CSR of names, the likeliest first.
    """
    count_names = len(names) - 1
    count = len(queries) - 1
    near_offsets, near_tokens, near_like = near
    qw = q[8]
    score = np.zeros(count_names, np.float32)
    last = np.zeros(count_names, np.float32)
    by = np.full(count_names, -1, np.int16)
    touched = np.empty(count_names, np.int32)
    offsets = np.zeros(count + 1, np.int64)
    out = np.empty(count * most, np.int32)
    best_name = np.empty(most, np.int32)
    best_score = np.empty(most, np.float32)
    total = 0
    for query in range(count):
        tokens = query_tokens[queries[query] : queries[query + 1]][:MOST_TOKENS]
        m = len(tokens)
        weights = np.empty(m, np.float32)
        whole = np.float32(0.0)
        for i in range(m):
            weights[i] = qw[tokens[i]]
            whole += weights[i]
        order = np.argsort(-weights)
        remaining = whole
        walked = 0
        n_touched = 0
        for step in range(m):
            i = order[step]
            if remaining < least_share * whole or (walked > budget and n_touched > 0):
                break
            remaining -= weights[i]
            a = tokens[i]
            for at in range(near_offsets[a], near_offsets[a + 1]):
                b = near_tokens[at]
                gain = near_like[at] * weights[i]
                for p in range(postings[b], postings[b + 1]):
                    name = posted[p]
                    if score[name] == 0:
                        touched[n_touched] = name
                        n_touched += 1
                        by[name] = -1
                    if by[name] != step:
                        by[name] = step
                        last[name] = 0
                    if gain > last[name]:
                        score[name] += gain - last[name]
                        last[name] = gain
                walked += postings[b + 1] - postings[b]
        kept = 0
        floor = np.float32(0.0)
        for at in range(n_touched):
            name = touched[at]
            value = score[name]
            score[name] = 0
            # Dice of the weights; a listed name cannot be matched by more than it has.
            value = value / (whole + name_total[name]) + np.float32(0.25) * value / whole
            if kept < most:
                best_name[kept] = name
                best_score[kept] = value
                kept += 1
                if kept == most:
                    floor = best_score[:kept].min()
            elif value > floor:
                worst = np.argmin(best_score)
                best_name[worst] = name
                best_score[worst] = value
                floor = best_score.min()
        rank = np.argsort(-best_score[:kept])
        for at in range(kept):
            out[total + at] = best_name[rank[at]]
        total += kept
        offsets[query + 1] = total
    return offsets, out[:total].copy()
