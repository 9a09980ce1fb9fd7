"""What does an alignment of two names sum up to? The features on which the model decides.

Arrays are those of :mod:`cutset.match.token_kernel`; the features are named in :mod:`cutset.match.model`.
"""

from __future__ import annotations

from typing import Any

import numba as nb
import numpy as np

from cutset.match.alignment_kernel import INITIAL_LIKE, MOST_TOKENS, fill_likeness, match_words, new_room
from cutset.match.token_kernel import CLASS_WORD, COUNTRY, LEGAL, telling, word_like

__all__ = ["FEATURES", "score_pairs"]

FEATURES = 29
INITIAL = 1
GIVEN_NAMES = 5000
CITIES = 25000
NUMBER = 2
TITLE = 4
PARTICLE = 5


@nb.njit(cache=True, inline="always")
def repeats(likes: Any, listed: Any, i: Any, n: Any) -> Any:
    """Whether a token without partner is like one that has a partner: *Tupolev (AO Tupolev)*."""
    at = 0
    while at < n and (likes[at, i] if listed else likes[i, at]) < 0.92:
        at += 1
    return at < n


@nb.njit(cache=True, inline="always")
def side(tokens: Any, m: Any, n: Any, met: Any, value: Any, likes: Any, listed: Any, x: Any) -> Any:
    """Sum up one name of an alignment, the asked or the ``listed`` one, whose tokens are the columns of ``likes``."""
    weight, kind, meaning = x[8], x[6], x[7]
    whole = matched = lone = rarest = classes = np.float32(0.0)
    numbers = places = words = tellings = names = 0
    exact = True
    for i in range(m):
        a = tokens[i]
        if met[i] < 0 and repeats(likes, listed, i, n):
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


@nb.njit(cache=True, inline="always")
def features(query: Any, m: Any, names: Any, n: Any, like: Any, q: Any, v: Any, room: Any, out: Any) -> Any:
    """Sum up what :func:`match_words` left in ``room``; the features are named in :mod:`cutset.match.model`."""
    met, back, value, other, _, _ = room
    whole_q, matched_q, lone_q, rarest_q, class_q, numbers_q, places_q, words_q, telling_q, names_q, exact_q = side(
        query, m, n, met, value, like, False, q
    )
    whole_l, matched_l, lone_l, rarest_l, class_l, numbers_l, places_l, words_l, telling_l, names_l, exact_l = side(
        names, n, m, back, other, like, True, v
    )
    qw, qkind = q[8], q[6]
    vw = v[8]
    fuzz = worst = known = np.float32(0.0)
    full = initials = sounds = crossings = pairs = forms = alike = 0
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
        elif qkind[a] == LEGAL:
            forms += 1
        else:
            loss = np.float32(1.0) - value[i]
            weight = np.float32(0.5) * (qw[a] + vw[b])
            fuzz += weight * loss
            worst = max(worst, loss * min(np.float32(1.0), weight * np.float32(1.6)))
            if value[i] < 0.97:
                exact = False
            elif qkind[a] == COUNTRY and q[7][a] < CITIES:
                # *Bank of Russia* and *Bank Rossiya* sound alike and are two banks.
                alike = max(alike, 1 if value[i] == 1.0 else 2)
                exact = exact and value[i] == 1.0
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
    out[25] = lone_l - class_l
    left_q = middle_left_out(query, m, met, q)
    left_l = middle_left_out(names, n, back, v)
    out[26] = 1.0 if left_q + left_l == 1 and meets_in_full(query, m, met, value, q) else 0.0
    out[27] = alike
    out[28] = forms


@nb.njit(cache=True)
def middle_left_out(tokens: Any, m: Any, met: Any, x: Any) -> Any:
    """How many words have no partner, where these are patronymics or initials only; else more than any name has."""
    offsets, letters, kind = x[0], x[1], x[6]
    left = 0
    for i in range(m):
        if met[i] >= 0 or kind[tokens[i]] in (PARTICLE, TITLE):
            continue
        end = offsets[tokens[i] + 1]
        if kind[tokens[i]] != INITIAL and not (
            kind[tokens[i]] == 0 and is_patronymic(letters, offsets[tokens[i]], end)
        ):
            return 2 * MOST_TOKENS
        left += 1
    return left


@nb.njit(cache=True)
def is_patronymic(letters: Any, start: Any, end: Any) -> Any:
    """Whether a skeleton ends as Slavic patronymics do: *-vich*, *-vna*, *-ich* behind l, m or t, *-chna*."""
    if end - start < 5:
        return False
    before, middle, last = letters[end - 3], letters[end - 2], letters[end - 1]
    if middle == ord("i") and last == ord("C"):
        return before in (ord("v"), ord("l"), ord("m"), ord("t"))
    return middle == ord("n") and last == ord("a") and before in (ord("v"), ord("C"))


@nb.njit(cache=True)
def meets_in_full(tokens: Any, m: Any, met: Any, value: Any, x: Any) -> Any:
    """Whether two words or more have a partner, every one a like one, and a surname one of the same letters."""
    kind, meaning = x[6], x[7]
    full = surnames = 0
    for i in range(m):
        if met[i] < 0 or kind[tokens[i]] in (PARTICLE, TITLE):
            continue
        if value[i] < 0.92 or kind[tokens[i]] != 0:
            return False
        full += 1
        given = 0 <= meaning[tokens[i]] < GIVEN_NAMES
        named_after = is_patronymic(x[1], x[0][tokens[i]], x[0][tokens[i] + 1])
        surnames += value[i] >= 0.97 and not given and not named_after
    return full >= 2 and surnames >= 1


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
    room = new_room()
    for at in range(len(pair_query)):
        query = query_tokens[queries[pair_query[at]] : queries[pair_query[at] + 1]][:MOST_TOKENS]
        listed = name_tokens[names[pair_name[at]] : names[pair_name[at] + 1]][:MOST_TOKENS]
        m, n = len(query), len(listed)
        fill_likeness(query, m, listed, n, near, q, v, like)
        match_words(query, m, listed, n, like, q, v, room)
        features(query, m, listed, n, like, q, v, room, out[at])
    return out
