"""How well does an asked name fit a listed one? The best alignment of their tokens and what it sums up to.

Arrays are those of :mod:`cutset.match.token_kernel`. The compiled code is cached by the text of this file alone: who
changes a kernel that it imports removes ``__pycache__``.
"""

from __future__ import annotations

from typing import Any

import numba as nb
import numpy as np

from cutset.match.token_kernel import CLASS_WORD, COUNTRY, LEGAL, LEFT_OUT, lacks_vowels_only, osa_within, telling, word_like

__all__ = [
    "FEATURES",
    "INITIAL_LIKE",
    "MOST_TOKENS",
    "align",
    "fill_likeness",
    "score_pairs",
]

FEATURES = 25
MOST_TOKENS = 14
INITIAL_LIKE = 0.55
LONGEST_CUT = 3
"""Letters of a word cut short that says no more than an initial."""

SHORTEST_JOINED = 5
MOST_TO_JOIN = 0.9
SURELY_JOINED = 8
"""Letters from which on two joined words are hardly another word by chance."""
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
def begins(q: Any, a: Any, v: Any, b: Any) -> Any:
    """Whether a short query word is the start of a long listed one: *Vic*, *Victor*."""
    qo, ql, vo, vl = q[0], q[1], v[0], v[1]
    length = qo[a + 1] - qo[a]
    if length < 2 or vo[b + 1] - vo[b] < length + 2:
        return False
    for at in range(length):
        if ql[qo[a] + at] != vl[vo[b] + at]:
            return False
    return True


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
            elif qfirst[a] == vfirst[b] and (
                (qkind[a] == 1 and word_like(vkind[b])) or (vkind[b] == 1 and word_like(qkind[a]))
            ):
                value = np.float32(INITIAL_LIKE)
            elif qkind[a] == 0 and vkind[b] == 0 and qo[a + 1] - qo[a] <= LONGEST_CUT and begins(q, a, v, b):
                value = np.float32(INITIAL_LIKE)
            elif qkind[a] == LEGAL and vkind[b] == LEGAL:
                value = np.float32(0.8)
            like[i, j] = value


@nb.njit(cache=True, inline="always")
def repeats(likes: Any, i: Any, n: Any) -> Any:
    """Whether a token without partner is like one that has a partner: *Tupolev (AO Tupolev)*."""
    for j in range(n):
        if likes[i, j] >= 0.92:
            return True
    return False


@nb.njit(cache=True)
def join_words(many: Any, m: Any, one: Any, n: Any, x: Any, y: Any, met: Any, back: Any, value: Any, other: Any, letters: Any) -> Any:
    """Let two or three neighbouring words of one name stand for one word of the other: *Jong Un*, *Jongun*.

    ``many`` [m] and ``one`` [n] are the tokens of the two names, ``x`` and ``y`` their arrays, ``met`` and
    ``back`` the partners so far, ``value`` and ``other`` the likeness to them. Of joined words the first is
    the partner of the one; all of them point at it. ``letters`` is room for a joined word.
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
                distance = osa_within(letters, 0, length, yl, b0, b1, most)
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


@nb.njit(cache=True)
def side(tokens: Any, m: Any, n: Any, met: Any, value: Any, likes: Any, x: Any) -> Any:
    """Sum up one name of an alignment: the other is summed up in the same way."""
    weight, kind, meaning = x[8], x[6], x[7]
    whole = matched = lone = rarest = classes = np.float32(0.0)
    numbers = places = words = tellings = names = 0
    exact = True
    for i in range(m):
        a = tokens[i]
        if met[i] < 0 and repeats(likes, i, n):
            continue
        whole += weight[a]
        words += kind[a] == 0
        tellings += telling(kind[a])
        if met[i] >= 0:
            limit = np.float32(0.6) if value[i] == np.float32(INITIAL_LIKE) else np.float32(1.0)
            matched += value[i] * min(weight[a], limit)
            continue
        exact = exact and (kind[a] in (PARTICLE, TITLE, LEGAL))
        if kind[a] == NUMBER:
            numbers += 1
        elif kind[a] != LEGAL and kind[a] != PARTICLE:
            names += kind[a] == 0 and meaning[a] >= 0
            lone += weight[a]
            rarest = max(rarest, weight[a])
            if kind[a] == CLASS_WORD:
                classes += weight[a]
            elif kind[a] == COUNTRY:
                places += 1
    return whole, matched, lone, rarest, classes, numbers, places, words, tellings, names, exact


@nb.njit(cache=True)
def features(query: Any, m: Any, names: Any, n: Any, like: Any, pair: Any, q: Any, v: Any, room: Any, out: Any) -> Any:
    """Sum up an alignment; the names of the features stand in :mod:`cutset.match.model`.

    ``room`` is kept from pair to pair: partners and likenesses of both sides, letters, likeness turned round.
    """
    met, back, value, other, letters, turned = room
    back[:n] = -1
    value[:m] = 0
    other[:n] = 0
    for i in range(m):
        met[i] = pair[i]
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
        join_words(query, m, names, n, q, v, met, back, value, other, letters)
    elif spare < 0:
        join_words(names, n, query, m, v, q, back, met, other, value, letters)
    whole_q, matched_q, lone_q, rarest_q, class_q, numbers_q, places_q, words_q, telling_q, names_q, exact_q = side(
        query, m, n, met, value, like, q
    )
    for i in range(m):
        for j in range(n):
            turned[j, i] = like[i, j]
    whole_l, matched_l, lone_l, rarest_l, class_l, numbers_l, places_l, words_l, telling_l, names_l, exact_l = side(
        names, n, m, back, other, turned, v
    )
    qw, qkind = q[8], q[6]
    vw = v[8]
    fuzz = worst = known = np.float32(0.0)
    full = initials = sounds = crossings = pairs = 0
    exact = exact_q and exact_l
    for i in range(m):
        j = met[i]
        if j < 0 or back[j] != i:
            continue
        for k in range(i + 1, m):
            if met[k] >= 0 and met[k] != j:
                pairs += 1
                crossings += met[k] < j
        a, b = query[i], names[j]
        if value[i] == np.float32(INITIAL_LIKE):
            initials += 1
            exact = False
        elif qkind[a] != LEGAL:
            loss = np.float32(1.0) - value[i]
            weight = np.float32(0.5) * (qw[a] + vw[b])
            fuzz += weight * loss
            worst = max(worst, loss * min(np.float32(1.0), weight * np.float32(1.6)))
            if value[i] < 0.97:
                exact = False
            if value[i] < 0.9:
                # Two words that many names bear are two words; a rare one may be a slip of the pen.
                known = max(known, np.float32(1.0) - max(qw[a], vw[b]))
            if 0.735 < value[i] < 0.745:
                sounds += 1
            if value[i] >= 0.7 and qkind[a] != PARTICLE and qkind[a] != TITLE and word_like(qkind[a]):
                full += 1
    out[0] = (whole_q - matched_q) / whole_q if whole_q > 0 else 1.0
    out[1] = (whole_l - matched_l) / whole_l if whole_l > 0 else 1.0
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
    out[20] = 2.0 if places_q and places_l else (1.0 if places_q or places_l else 0.0)
    out[21] = known
    out[22] = min(names_q, names_l)
    out[23] = telling_q
    out[24] = telling_l


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
    room = (
        np.empty(MOST_TOKENS, np.int64),
        np.empty(MOST_TOKENS, np.int64),
        np.empty(MOST_TOKENS, np.float32),
        np.empty(MOST_TOKENS, np.float32),
        np.empty(64, np.uint8),
        np.zeros((MOST_TOKENS, MOST_TOKENS), np.float32),
    )
    for at in range(len(pair_query)):
        query = query_tokens[queries[pair_query[at]] : queries[pair_query[at] + 1]][:MOST_TOKENS]
        listed = name_tokens[names[pair_name[at]] : names[pair_name[at] + 1]][:MOST_TOKENS]
        m, n = len(query), len(listed)
        fill_likeness(query, m, listed, n, near, q, v, like)
        align(like, m, n, pair)
        features(query, m, listed, n, like, pair, q, v, room, out[at])
    return out
