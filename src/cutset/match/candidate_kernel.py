"""Which of a million listed names may an asked name be? A walk over the names that bear its words, rarest first.

Arrays are those of :mod:`cutset.match.token_kernel`.
"""

from __future__ import annotations

from typing import Any

import numba as nb
import numpy as np

from cutset.match.alignment_kernel import MOST_TOKENS

__all__ = ["candidates"]

SCALE = 2048
"""Scores and totals of names are integers of 15 bits, in units of this share of a weight of 1."""

MOST_TOTAL = 32767


@nb.njit(cache=True)
def candidates(
    queries: Any,
    query_tokens: Any,
    near: Any,
    q: Any,
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
    count = len(queries) - 1
    near_offsets, near_tokens, near_like = near
    # What is asked of a name lies in one number, so that a posting costs one reach into memory. From the upper bits
    # down: in which step of which query it was met last (32 bits), its score (16), its total (16).
    state = np.minimum(name_total * np.float32(SCALE), np.float32(MOST_TOTAL)).astype(np.int64)
    touched = np.empty(len(state), np.uint32)
    offsets = np.zeros(count + 1, np.int64)
    out = np.empty(count * most, np.int32)
    best_name = np.empty(most, np.int32)
    best_score = np.empty(most, np.float32)
    total = 0
    mark = 0
    for query in range(count):
        tokens = query_tokens[queries[query] : queries[query + 1]][:MOST_TOKENS]
        m = len(tokens)
        weights = np.empty(m, np.float32)
        whole = np.float32(0.0)
        for i in range(m):
            weights[i] = q[8][tokens[i]]
            whole += weights[i]
        remaining = whole
        walked = 0
        n_touched = 0
        first = mark + 1
        for i in np.argsort(-weights):
            if remaining < least_share * whole or (walked > budget and n_touched > 0):
                break
            remaining -= weights[i]
            mark += 1
            a = tokens[i]
            low, end = near_offsets[a], near_offsets[a + 1]
            # The likest neighbour first: what a name gains at its first posting of a step is the most it can gain.
            for at in np.argsort(-near_like[low:end]):
                b = near_tokens[low + at]
                gain = np.int64(near_like[low + at] * weights[i] * SCALE) << 16
                fresh = gain | (np.int64(mark) << 32)
                for p in range(postings[b], postings[b + 1]):
                    name = np.uint32(posted[p])
                    held = state[name]
                    met = held >> 32
                    if met >= first:
                        if met != mark:
                            state[name] = (held & 0xFFFFFFFF) + fresh
                    else:
                        state[name] = (held & 0xFFFF) | fresh
                        touched[n_touched] = name
                        n_touched += 1
                walked += postings[b + 1] - postings[b]
        kept = _likeliest(touched[:n_touched], state, whole * SCALE, best_name, best_score)
        rank = np.argsort(-best_score[:kept])
        for at in range(kept):
            out[total + at] = best_name[rank[at]]
        total += kept
        offsets[query + 1] = total
    return offsets, out[:total].copy()


@nb.njit(cache=True)
def _likeliest(touched: Any, state: Any, whole: Any, best_name: Any, best_score: Any) -> Any:
    """Keep the names that share most with a query, as many as there is room for; return how many were kept."""
    most = len(best_name)
    kept = 0
    floor = np.float32(0.0)
    whole = np.float32(whole)
    for name in touched:
        held = state[name]
        score = np.float32((held >> 16) & 0xFFFF)
        both = whole + np.float32(held & 0xFFFF)
        # Dice of the weights; a listed name cannot be matched by more than it has. Compared before it is divided.
        share = score * (whole + np.float32(0.25) * both)
        if kept == most and share <= floor * both:
            continue
        value = share / both
        if kept < most:
            # A binary heap, the least at its root, filled from its leaves up.
            at = kept
            while at > 0 and best_score[(at - 1) >> 1] > value:
                best_name[at], best_score[at] = best_name[(at - 1) >> 1], best_score[(at - 1) >> 1]
                at = (at - 1) >> 1
            best_name[at], best_score[at] = name, value
            kept += 1
        else:
            at = 0
            while True:
                lesser = 2 * at + 1
                if lesser >= most:
                    break
                if lesser + 1 < most and best_score[lesser + 1] < best_score[lesser]:
                    lesser += 1
                if best_score[lesser] >= value:
                    break
                best_name[at], best_score[at] = best_name[lesser], best_score[lesser]
                at = lesser
            best_name[at], best_score[at] = name, value
        if kept == most:
            floor = best_score[0]
    return kept
