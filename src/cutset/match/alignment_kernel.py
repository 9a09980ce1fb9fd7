"""How well does an asked name fit a listed one? The best alignment of their tokens and what it sums up to.

Arrays are those of :mod:`cutset.match.token_kernel`. The compiled code is cached by the text of this file alone: who
changes a kernel that it imports removes ``__pycache__``.
"""

from __future__ import annotations

from typing import Any

import numba as nb
import numpy as np

from cutset.match.token_kernel import CLASS_WORD, COUNTRY, LEGAL, telling, word_like

__all__ = [
    "FEATURES",
    "INITIAL_LIKE",
    "MOST_TOKENS",
    "align",
    "fill_likeness",
    "score_pairs",
]

FEATURES = 23
MOST_TOKENS = 14
INITIAL_LIKE = 0.55
NUMBER = 2
TITLE = 4
PARTICLE = 5


@nb.njit(cache=True)
def align(like: Any, m: Any, n: Any, pair: Any) -> Any:
    """Give each query token at most one listed token so that the summed likeness is largest.

    ``like`` [m, n]; ``pair`` [m] receives the column or -1. Where no two rows want one column the rows' own
    best are optimal; else subsets of columns are walked for up to 8 of them, and beyond that the best cell
    first.
    """
    taken = np.zeros(n, np.uint8)
    clash = False
    for i in range(m):
        best, at = np.float32(0.0), -1
        for j in range(n):
            if like[i, j] > best:
                best, at = like[i, j], j
        pair[i] = at
        if at >= 0:
            if taken[at]:
                clash = True
            taken[at] = 1
    if not clash:
        return
    if n <= 8:
        _align_subsets(like, m, n, pair)
        return
    for i in range(m):
        pair[i] = -1
    taken[:] = 0
    for _ in range(min(m, n)):
        best, bi, bj = np.float32(0.0), -1, -1
        for i in range(m):
            if pair[i] < 0:
                for j in range(n):
                    if not taken[j] and like[i, j] > best:
                        best, bi, bj = like[i, j], i, j
        if bi < 0:
            break
        pair[bi] = bj
        taken[bj] = 1


@nb.njit(cache=True)
def _align_subsets(like: Any, m: Any, n: Any, pair: Any) -> Any:
    size = 1 << n
    value = np.full((m + 1, size), np.float32(-1.0), np.float32)
    choice = np.full((m + 1, size), -1, np.int8)
    value[0, 0] = 0.0
    for i in range(m):
        for mask in range(size):
            base = value[i, mask]
            if base < 0:
                continue
            if base > value[i + 1, mask]:
                value[i + 1, mask] = base
                choice[i + 1, mask] = -1
            for j in range(n):
                if like[i, j] > 0 and not mask & (1 << j):
                    other = mask | (1 << j)
                    if base + like[i, j] > value[i + 1, other]:
                        value[i + 1, other] = base + like[i, j]
                        choice[i + 1, other] = j
    mask = 0
    for other in range(size):
        if value[m, other] > value[m, mask]:
            mask = other
    for i in range(m, 0, -1):
        j = choice[i, mask]
        pair[i - 1] = j
        if j >= 0:
            mask ^= 1 << j


@nb.njit(cache=True)
def fill_likeness(query: Any, m: Any, names: Any, n: Any, near: Any, q: Any, v: Any, like: Any) -> Any:
    """Fill the table of likeness between the tokens of a query and of a name."""
    offsets, tokens, values = near
    qfirst, qkind = q[2], q[6]
    vfirst, vkind = v[2], v[6]
    for i in range(m):
        a = query[i]
        for j in range(n):
            b = names[j]
            low, high = offsets[a], offsets[a + 1]
            end = high
            while low < high:
                middle = (low + high) >> 1
                if tokens[middle] < b:
                    low = middle + 1
                else:
                    high = middle
            value = np.float32(0.0)
            if low < end and tokens[low] == b:
                value = values[low]
            elif qfirst[a] == vfirst[b] and (
                (qkind[a] == 1 and word_like(vkind[b])) or (vkind[b] == 1 and word_like(qkind[a]))
            ):
                value = np.float32(INITIAL_LIKE)
            elif qkind[a] == LEGAL and vkind[b] == LEGAL:
                value = np.float32(0.8)
            like[i, j] = value


@nb.njit(cache=True)
def repeats(likes: Any) -> Any:
    """Whether a token without partner is like one that has a partner: *Tupolev (AO Tupolev)*."""
    return likes.max() >= 0.92


@nb.njit(cache=True)
def features(query: Any, m: Any, names: Any, n: Any, like: Any, pair: Any, q: Any, v: Any, out: Any) -> Any:
    """Sum up an alignment; the names of the features stand in :mod:`cutset.match.model`."""
    qw, qkind = q[8], q[6]
    vw, vkind = v[8], v[6]
    total_q = total_l = matched_q = matched_l = np.float32(0.0)
    fuzz = worst = lone_q = lone_l = class_q = class_l = np.float32(0.0)
    full = initials = sounds = numbers_q = numbers_l = words_q = words_l = places_q = places_l = telling_q = (
        telling_l
    ) = 0
    taken = np.zeros(n, np.uint8)
    rarest_q = rarest_l = np.float32(0.0)
    exact = True
    for j in range(n):
        total_l += vw[names[j]]
        if vkind[names[j]] == 0:
            words_l += 1
        if telling(vkind[names[j]]):
            telling_l += 1
    for i in range(m):
        a = query[i]
        total_q += qw[a]
        if qkind[a] == 0:
            words_q += 1
        if telling(qkind[a]):
            telling_q += 1
        j = pair[i]
        if j < 0:
            if repeats(like[i, :n]):
                total_q -= qw[a]
                continue
            if qkind[a] != PARTICLE and qkind[a] != TITLE and qkind[a] != LEGAL:
                exact = False
            if qkind[a] == NUMBER:
                numbers_q += 1
            elif qkind[a] != LEGAL:
                lone_q += qw[a]
                rarest_q = max(rarest_q, qw[a])
                if qkind[a] == CLASS_WORD:
                    class_q += qw[a]
                elif qkind[a] == COUNTRY:
                    places_q += 1
            continue
        taken[j] = 1
        b = names[j]
        value = like[i, j]
        weight = np.float32(0.5) * (qw[a] + vw[b])
        if value == np.float32(INITIAL_LIKE):
            initials += 1
            matched_q += value * qw[a]
            matched_l += value * min(vw[b], np.float32(0.6))
            exact = False
            continue
        matched_q += value * qw[a]
        matched_l += value * vw[b]
        if qkind[a] != LEGAL:
            loss = np.float32(1.0) - value
            fuzz += weight * loss
            worst = max(worst, loss * min(np.float32(1.0), weight * np.float32(1.6)))
            if value < 0.97:
                exact = False
            if 0.735 < value < 0.745:
                sounds += 1
            if word_like(qkind[a]) and value >= 0.7 and qkind[a] != PARTICLE and qkind[a] != TITLE:
                full += 1
    for j in range(n):
        if not taken[j]:
            b = names[j]
            if repeats(like[:m, j]):
                total_l -= vw[b]
                continue
            if vkind[b] != PARTICLE and vkind[b] != TITLE and vkind[b] != LEGAL:
                exact = False
            if vkind[b] == NUMBER:
                numbers_l += 1
            elif vkind[b] != LEGAL:
                lone_l += vw[b]
                rarest_l = max(rarest_l, vw[b])
                if vkind[b] == CLASS_WORD:
                    class_l += vw[b]
                elif vkind[b] == COUNTRY:
                    places_l += 1
    crossings = pairs = 0
    for i in range(m):
        if pair[i] < 0:
            continue
        for k in range(i + 1, m):
            if pair[k] >= 0:
                pairs += 1
                if pair[k] < pair[i]:
                    crossings += 1
    out[0] = (total_q - matched_q) / total_q if total_q > 0 else 1.0
    out[1] = (total_l - matched_l) / total_l if total_l > 0 else 1.0
    out[2] = lone_q
    out[3] = lone_l
    out[4] = min(lone_q, lone_l)
    out[5] = fuzz
    out[6] = worst
    out[7] = min(matched_q, matched_l)
    out[8] = full
    out[9] = crossings / pairs if pairs else 0.0
    out[10] = initials
    out[11] = 2.0 if numbers_q and numbers_l else (1.0 if numbers_q or numbers_l else 0.0)
    out[12] = min(words_q, words_l)
    out[13] = min(class_q, class_l)
    out[14] = sounds
    out[15] = 1.0 if exact else 0.0
    out[16] = rarest_q
    out[17] = rarest_l
    out[18] = max(out[0], out[1])
    out[19] = min(rarest_q, rarest_l)
    out[21] = telling_q
    out[22] = telling_l
    out[20] = 2.0 if places_q and places_l else (1.0 if places_q or places_l else 0.0)


@nb.njit(cache=True)
def score_pairs(
    queries: Any,
    query_tokens: Any,
    pair_query: Any,
    pair_name: Any,
    near: Any,
    q: Any,
    v: Any,
    names: Any,
    name_tokens: Any,
) -> Any:
    """Features of given pairs of a query and a listed name [pairs, FEATURES]."""
    out = np.zeros((len(pair_query), FEATURES), np.float32)
    like = np.zeros((MOST_TOKENS, MOST_TOKENS), np.float32)
    pair = np.empty(MOST_TOKENS, np.int64)
    for at in range(len(pair_query)):
        query = query_tokens[queries[pair_query[at]] : queries[pair_query[at] + 1]][:MOST_TOKENS]
        listed = name_tokens[names[pair_name[at]] : names[pair_name[at] + 1]][:MOST_TOKENS]
        m, n = len(query), len(listed)
        fill_likeness(query, m, listed, n, near, q, v, like)
        align(like, m, n, pair)
        features(query, m, listed, n, like, pair, q, v, out[at])
    return out
