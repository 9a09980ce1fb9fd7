"""Which words of an asked name meet which of a listed one? The best alignment of their tokens, joined words included.

Arrays are those of :mod:`cutset.match.token_kernel`. The compiled code is cached by the text of this file alone: who
changes a kernel that it imports removes ``__pycache__``.
"""

from __future__ import annotations

from typing import Any

import numba as nb
import numpy as np

from cutset.match.spelling_kernel import clear_letters, lacks_vowels_only, mark_letters, osa_within
from cutset.match.token_kernel import LEFT_OUT, LEGAL, word_like

__all__ = [
    "INITIAL_LIKE",
    "MOST_TOKENS",
    "align",
    "fill_likeness",
    "match_words",
    "new_room",
]

MOST_TOKENS = 14
INITIAL_LIKE = 0.55
LONGEST_CUT = 3
"""Letters of a word cut short that says no more than an initial."""

SHORTEST_JOINED = 5
MOST_TO_JOIN = 0.9
SURELY_JOINED = 8
"""Letters from which on two joined words are hardly another word by chance."""


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
def begins(q: Any, a: Any, v: Any, b: Any) -> Any:
    """Whether a short query word is the start of a long listed one: *Vic*, *Victor*."""
    qo, ql, vo, vl = q[0], q[1], v[0], v[1]
    length = qo[a + 1] - qo[a]
    if length < 2 or vo[b + 1] - vo[b] < length + 2:
        return False
    same = 0
    while same < length and ql[qo[a] + same] == vl[vo[b] + same]:
        same += 1
    return same == length


@nb.njit(cache=True)
def fill_likeness(query: Any, m: Any, names: Any, n: Any, near: Any, q: Any, v: Any, like: Any) -> Any:
    """Fill the table of likeness between the tokens of a query and of a name."""
    offsets, tokens, values = near
    qo, qfirst, qkind = q[0], q[2], q[6]
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
            elif (
                qfirst[a] == vfirst[b]
                and ((qkind[a] == 1 and word_like(vkind[b])) or (vkind[b] == 1 and word_like(qkind[a])))
            ) or (qkind[a] == 0 and vkind[b] == 0 and qo[a + 1] - qo[a] <= LONGEST_CUT and begins(q, a, v, b)):
                value = np.float32(INITIAL_LIKE)
            elif qkind[a] == LEGAL and vkind[b] == LEGAL:
                value = np.float32(0.8)
            like[i, j] = value


@nb.njit(cache=True)
def new_room() -> Any:
    """Return room kept from pair to pair: partners and likenesses of both sides, and a joined word."""
    return (
        np.empty(MOST_TOKENS, np.int64),
        np.empty(MOST_TOKENS, np.int64),
        np.empty(MOST_TOKENS, np.float32),
        np.empty(MOST_TOKENS, np.float32),
        np.empty(64, np.uint8),
        np.zeros(256, np.uint64),
    )


@nb.njit(cache=True, inline="always")
def match_words(query: Any, m: Any, names: Any, n: Any, like: Any, q: Any, v: Any, room: Any) -> Any:
    """Put the partner of each token of both names in ``room``, and how alike they are; joined words share one."""
    met, back, value, other, letters, masks = room
    align(like, m, n, met)
    back[:n] = -1
    value[:m] = 0
    other[:n] = 0
    for i in range(m):
        if met[i] >= 0:
            back[met[i]] = i
            value[i] = other[met[i]] = like[i, met[i]]
    spare = 0
    for i in range(m):
        spare += value[i] <= MOST_TO_JOIN
    for j in range(n):
        spare -= other[j] <= MOST_TO_JOIN
    # Joining leaves the two names with as many words; only the side that has more can have words to join.
    if spare > 0:
        join_words(query, m, names, n, q, v, met, back, value, other, letters, masks)
    elif spare < 0:
        join_words(names, n, query, m, v, q, back, met, other, value, letters, masks)


@nb.njit(cache=True)
def join_words(
    many: Any,
    m: Any,
    one: Any,
    n: Any,
    x: Any,
    y: Any,
    met: Any,
    back: Any,
    value: Any,
    other: Any,
    letters: Any,
    masks: Any,
) -> Any:
    """Let two or three neighbouring words of one name stand for one word of the other: *Jong Un*, *Jongun*.

    ``many`` [m] and ``one`` [n] are the tokens of the two names, ``x`` and ``y`` their arrays, ``met`` and
    ``back`` the partners so far, ``value`` and ``other`` the likeness to them. Of joined words the first is
    the partner of the one; all of them point at it. ``letters`` and ``masks`` are room for a joined word.
    """
    xo, xl, xkind = x[0], x[1], x[6]
    yo, yl, ykind = y[0], y[1], y[6]
    for j in range(n):
        b = one[j]
        b0, b1 = yo[b], yo[b + 1]
        if not word_like(ykind[b]) or b1 - b0 < SHORTEST_JOINED or other[j] > MOST_TO_JOIN:
            continue
        for i in range(m - 1):
            if xl[xo[many[i]]] != yl[b0]:
                continue
            length = 0
            for k in range(i, min(i + 3, m)):
                a = many[k]
                taken = met[k] >= 0 and met[k] != j and value[k] > MOST_TO_JOIN
                size = xo[a + 1] - xo[a]
                if taken or not word_like(xkind[a]) or length + size > b1 - b0 + 3 or length + size > 60:
                    break
                letters[length : length + size] = xl[xo[a] : xo[a + 1]]
                length += size
                if k == i or length + 3 < b1 - b0:
                    continue
                most = 0 if length <= 8 else (1 if length <= 11 else 2)
                mark_letters(letters, 0, length, masks)
                distance = osa_within(masks, length, yl, b0, b1, most)
                clear_letters(letters, 0, length, masks)
                like = np.float32(0.97 if length >= SURELY_JOINED else 0.9) - np.float32(distance) / length
                if distance > most:
                    like = np.float32(LEFT_OUT if lacks_vowels_only(letters, 0, length, yl, b0, b1) else 0.0)
                if like <= other[j]:
                    continue
                if back[j] >= 0:
                    _part(many, m, j, met, value)
                for part in range(i, k + 1):
                    if met[part] >= 0:
                        back[met[part]] = -1
                        other[met[part]] = 0
                    met[part] = j
                    value[part] = like
                back[j] = i
                other[j] = like


@nb.njit(cache=True)
def _part(many: Any, m: Any, j: Any, met: Any, value: Any) -> Any:
    for part in range(m):
        if met[part] == j:
            met[part] = -1
            value[part] = 0
