"""Which listed words is an asked word like? Keys, likeness and neighbours of tokens, over flat arrays.

Arrays
------
Tokens, of the query (``q``) and of the index (``v``, the vocabulary), each as ``offsets`` int32 [n+1] and
``letters`` uint8 (the skeleton of each token), ``first`` uint8 [n] (first letter of the plain token),
``plain`` and ``cons`` uint32 [n] (hashes of the plain token and of its consonants, 0 for none), ``kind``
uint8, ``meaning`` int32 [n] (-1 for none) and ``weight`` float32 [n].

Keys: ``hashes`` uint32 sorted with ``tokens`` int32 beside and ``buckets`` int32 [65537] over the upper 16
bits.

Lists of lists are CSR: ``offsets`` and ``values``. Neighbours of a query token are vocabulary tokens in
rising order with their likeness. Tests hold the loops against plain versions of them.
"""

from __future__ import annotations

from typing import Any

import numba as nb
import numpy as np

__all__ = [
    "CLASS_WORD",
    "COUNTRY",
    "LEGAL",
    "are_listed",
    "clear_letters",
    "deletions",
    "hash_all",
    "hash_bytes",
    "likeness",
    "mark_letters",
    "neighbours",
    "osa_within",
    "search",
    "telling",
    "word_like",
]

LEAST_LIKE = 0.60
MOST_NEIGHBOURS = 160
LONGEST_TWICE = 14
LONGEST_TOKEN = 62
MOST_PREFIXED = 96
LEGAL = 3
CLASS_WORD = 6
COUNTRY = 7


@nb.njit(cache=True, inline="always")
def hash_step(value: Any, letter: Any) -> Any:
    return (value ^ np.uint32(letter)) * np.uint32(16777619)


@nb.njit(cache=True)
def hash_bytes(letters: Any, start: Any, end: Any) -> Any:
    """FNV-1a of a slice, spread once more so that its upper bits are even."""
    value = np.uint32(2166136261)
    for at in range(start, end):
        value = hash_step(value, letters[at])
    return spread(value)


@nb.njit(cache=True)
def hash_all(offsets: Any, letters: Any) -> Any:
    """Hash of each slice."""
    out = np.empty(len(offsets) - 1, np.uint32)
    for at in range(len(out)):
        out[at] = hash_bytes(letters, offsets[at], offsets[at + 1])
    return out


@nb.njit(cache=True, inline="always")
def spread(value: Any) -> Any:
    value = (value ^ (value >> np.uint32(16))) * np.uint32(0x7FEB352D)
    value = (value ^ (value >> np.uint32(15))) * np.uint32(0x846CA68B)
    return np.uint32(value ^ (value >> np.uint32(16)))


@nb.njit(cache=True)
def hash_without(letters: Any, start: Any, end: Any, skip_one: Any, skip_two: Any) -> Any:
    """Hash of a slice with one or two letters left out (positions counted from start, -1 for none)."""
    value = np.uint32(2166136261)
    for at in range(start, end):
        if at - start != skip_one and at - start != skip_two:
            value = hash_step(value, letters[at])
    return spread(value)


@nb.njit(cache=True)
def deletions(offsets: Any, letters: Any, kinds: Any, shortest: Any) -> Any:
    """Return hash and token of every token, whole and with one letter left out where it is long enough."""
    total = 0
    for token in range(len(kinds)):
        length = offsets[token + 1] - offsets[token]
        total += 1 + (length if length >= shortest and word_like(kinds[token]) else 0)
    hashes = np.empty(total, np.uint32)
    tokens = np.empty(total, np.int32)
    n = 0
    for token in range(len(kinds)):
        start, end = offsets[token], offsets[token + 1]
        hashes[n] = hash_bytes(letters, start, end)
        tokens[n] = token
        n += 1
        if end - start >= shortest and word_like(kinds[token]):
            for skip in range(end - start):
                hashes[n] = hash_without(letters, start, end, skip, -1)
                tokens[n] = token
                n += 1
    return hashes, tokens


@nb.njit(cache=True, inline="always")
def word_like(kind: Any) -> Any:
    """Whether a token of this kind is spelled, so that a likeness of spellings says something."""
    return kind == 0 or kind >= 4


@nb.njit(cache=True, inline="always")
def telling(kind: Any) -> Any:
    """Whether a token of this kind says who a party is: a word, a class word, a country."""
    return kind == 0 or kind in (CLASS_WORD, COUNTRY)


@nb.njit(cache=True)
def mark_letters(letters: Any, start: Any, end: Any, masks: Any) -> Any:
    """Set in ``masks`` uint64 [256], for each letter of a slice of up to 62, the bits of its places."""
    for at in range(start, end):
        masks[letters[at]] |= np.uint64(1) << np.uint64(at - start)


@nb.njit(cache=True)
def clear_letters(letters: Any, start: Any, end: Any, masks: Any) -> Any:
    """Take the bits of a slice out of ``masks`` again."""
    for at in range(start, end):
        masks[letters[at]] = np.uint64(0)


@nb.njit(cache=True)
def osa_within(masks: Any, n: Any, b: Any, b0: Any, b1: Any, most: Any) -> Any:
    """Optimal string alignment distance of a slice of n letters, told by its masks, and another; at most most + 1.

    Bit-parallel: one word holds a column of differences (H. Hyyro, A bit-vector algorithm for computing Levenshtein
    and Damerau edit distances, 2003).
    """
    m = b1 - b0
    if abs(n - m) > most or n > LONGEST_TOKEN or m > LONGEST_TOKEN:
        return most + 1
    if n == 0:
        return m
    one = np.uint64(1)
    higher = ~np.uint64(0)
    lower = np.uint64(0)
    straight = np.uint64(0)
    before = np.uint64(0)
    end = one << np.uint64(n - 1)
    distance = n
    for at in range(b0, b1):
        met = masks[b[at]]
        swapped = ((~straight & met) << one) & before
        straight = (((met & higher) + higher) ^ higher) | met | lower | swapped
        right = lower | ~(straight | higher)
        left = straight & higher
        if right & end:
            distance += 1
        if left & end:
            distance -= 1
        right = (right << one) | one
        higher = (left << one) | ~(straight | right)
        lower = right & straight
        before = met
    return min(distance, most + 1)


@nb.njit(cache=True)
def most_edits(length: Any) -> Any:
    """Edits allowed for the longer of two tokens."""
    if length <= 3:
        return 0
    if length <= 6:
        return 1
    if length <= 11:
        return 2
    return 3


@nb.njit(cache=True)
def likeness(
    masks: Any,
    a: Any,
    b: Any,
    qo: Any,
    ql: Any,
    qplain: Any,
    qcons: Any,
    qvowel: Any,
    qkind: Any,
    qmean: Any,
    vo: Any,
    vl: Any,
    vplain: Any,
    vcons: Any,
    vvowel: Any,
    vkind: Any,
    vmean: Any,
) -> Any:
    """How alike query token a and vocabulary token b are [0 to 1]; 0 below the least that counts."""
    if qplain[a] == vplain[b]:
        return np.float32(1.0)
    if not (word_like(qkind[a]) and word_like(vkind[b])):
        if qkind[a] == LEGAL and vkind[b] == LEGAL:
            return np.float32(0.8)
        return np.float32(0.0)
    a0, a1, b0, b1 = qo[a], qo[a + 1], vo[b], vo[b + 1]
    n, m = a1 - a0, b1 - b0
    short, long = min(n, m), max(n, m)
    best = 0.0
    distance = osa_within(masks, n, vl, b0, b1, most_edits(long))
    if distance == 0 and short >= 3:
        return np.float32(0.97)
    if qmean[a] >= 0 and qmean[a] == vmean[b]:
        best = 0.92
    if 0 < distance <= most_edits(long):
        like = 1.0 - distance / long
        if ql[a0] != vl[b0]:
            like -= 0.06
        best = max(best, like)
    if qcons[a] != 0 and qcons[a] == vcons[b]:
        # One side written without vowels says less against than two different vowels.
        best = max(best, 0.86 if qvowel[a] == 0 or vvowel[b] == 0 else 0.74)
    if short >= 4 and short < long:
        same = 0
        while same < short and ql[a0 + same] == vl[b0 + same]:
            same += 1
        if same == short:
            best = max(best, 0.45 + 0.42 * short / long)
    return np.float32(best) if best >= LEAST_LIKE else np.float32(0.0)


@nb.njit(cache=True)
def search(hashes: Any, buckets: Any, wanted: Any) -> Any:
    """Return the range of positions at which a hash stands."""
    bucket = wanted >> np.uint32(16)
    low, high = buckets[bucket], buckets[bucket + 1]
    while low < high:
        middle = (low + high) >> 1
        if hashes[middle] < wanted:
            low = middle + 1
        else:
            high = middle
    end = low
    limit = buckets[bucket + 1]
    while end < limit and hashes[end] == wanted:
        end += 1
    return low, end


@nb.njit(cache=True)
def are_listed(offsets: Any, letters: Any, plain: Any, spelled: Any, vplain: Any) -> Any:
    """Whether each token stands in the vocabulary as it is."""
    hashes, tokens, buckets = spelled
    out = np.zeros(len(plain), np.bool_)
    for a in range(len(plain)):
        low, end = search(hashes, buckets, hash_bytes(letters, offsets[a], offsets[a + 1]))
        for at in range(low, end):
            if vplain[tokens[at]] == plain[a]:
                out[a] = True
                break
    return out


@nb.njit(cache=True)
def neighbours(q: Any, v: Any, spelled: Any, sounded: Any, means: Any, mean_tokens: Any, alphabet: Any) -> Any:
    """Find the vocabulary tokens that are like each query token.

    ``q`` and ``v`` are token arrays; ``spelled`` and ``sounded`` are keys (hashes, tokens, buckets) over
    spellings and consonants; ``means`` and ``mean_tokens`` is a CSR by meaning; ``alphabet`` holds the
    word-like tokens in the order of their skeletons. Returns a CSR with likeness.
    """
    qo, ql, _, qplain, qcons, qvowel, qkind, qmean, _ = q
    vo, vl, _, vplain, vcons, vvowel, vkind, vmean, _ = v
    n = len(qkind)
    offsets = np.zeros(n + 1, np.int32)
    out_token = np.empty(n * 16 + MOST_NEIGHBOURS, np.int32)
    out_like = np.empty(n * 16 + MOST_NEIGHBOURS, np.float32)
    stamp = np.full(len(vkind), -1, np.int32)
    met = np.empty(len(vkind), np.int32)
    masks = np.zeros(256, np.uint64)
    like = np.empty(len(vkind), np.float32)
    total = 0
    for a in range(n):
        a0, a1 = qo[a], qo[a + 1]
        count = _meet(a, hash_bytes(ql, a0, a1), spelled, stamp, met, 0)
        if word_like(qkind[a]):
            count = _meet_spellings(a, ql, a0, a1, spelled, vo, vl, stamp, met, count)
            if qcons[a] != 0:
                count = _meet(a, qcons[a], sounded, stamp, met, count)
            if qmean[a] >= 0 and qmean[a] < len(means) - 1:
                for at in range(means[qmean[a]], means[qmean[a] + 1]):
                    count = _mark(a, mean_tokens[at], stamp, met, count)
            if a1 - a0 >= 4:
                low = _first_with_prefix(ql, a0, a1, alphabet, vo, vl)
                for at in range(low, min(low + MOST_PREFIXED, len(alphabet))):
                    if _compare_prefix(ql, a0, a1, alphabet[at], vo, vl) != 0:
                        break
                    count = _mark(a, alphabet[at], stamp, met, count)
        mark_letters(ql, a0, min(a1, a0 + LONGEST_TOKEN), masks)
        kept = 0
        for at in range(count):
            value = likeness(
                masks,
                a,
                met[at],
                qo,
                ql,
                qplain,
                qcons,
                qvowel,
                qkind,
                qmean,
                vo,
                vl,
                vplain,
                vcons,
                vvowel,
                vkind,
                vmean,
            )
            if value >= LEAST_LIKE:
                met[kept], like[kept] = met[at], value
                kept += 1
        clear_letters(ql, a0, a1, masks)
        if kept > MOST_NEIGHBOURS:
            best = np.argsort(-like[:kept], kind="mergesort")[:MOST_NEIGHBOURS]
            met[:MOST_NEIGHBOURS], like[:MOST_NEIGHBOURS] = met[best], like[best]
            kept = MOST_NEIGHBOURS
        order = np.argsort(met[:kept])
        if total + kept > len(out_token):
            out_token, out_like = _room(out_token, total), _room(out_like, total)
        for at in range(kept):
            out_token[total + at] = met[order[at]]
            out_like[total + at] = like[order[at]]
        total += kept
        offsets[a + 1] = total
    return offsets, out_token[:total].copy(), out_like[:total].copy()


@nb.njit(cache=True)
def _meet_spellings(
    a: Any, ql: Any, a0: Any, a1: Any, spelled: Any, vo: Any, vl: Any, stamp: Any, met: Any, count: Any
) -> Any:
    """Meet the tokens that share a spelling with query token a once letters are left out or the end is cut off."""
    length = a1 - a0
    listed = False
    for at in range(count):
        listed = listed or _same_letters(ql, a0, a1, met[at], vo, vl)
    if length >= 3:
        for one in range(length):
            count = _meet(a, hash_without(ql, a0, a1, one, -1), spelled, stamp, met, count)
    if 7 <= length <= LONGEST_TWICE and not listed:
        for one in range(length):
            for two in range(one + 1, length):
                count = _meet(a, hash_without(ql, a0, a1, one, two), spelled, stamp, met, count)
    for cut in range(4, length):
        count = _meet(a, hash_bytes(ql, a0, a0 + cut), spelled, stamp, met, count)
    return count


@nb.njit(cache=True)
def _meet(a: Any, wanted: Any, keys: Any, stamp: Any, met: Any, count: Any) -> Any:
    """Add the tokens under a hash to those that query token a has met."""
    hashes, tokens, buckets = keys
    low, end = search(hashes, buckets, wanted)
    for at in range(low, end):
        count = _mark(a, tokens[at], stamp, met, count)
    return count


@nb.njit(cache=True, inline="always")
def _mark(a: Any, token: Any, stamp: Any, met: Any, count: Any) -> Any:
    if stamp[token] != a:
        stamp[token] = a
        met[count] = token
        count += 1
    return count


@nb.njit(cache=True)
def _same_letters(ql: Any, a0: Any, a1: Any, token: Any, vo: Any, vl: Any) -> Any:
    return a1 - a0 == vo[token + 1] - vo[token] and _compare_prefix(ql, a0, a1, token, vo, vl) == 0


@nb.njit(cache=True)
def _room(values: Any, used: Any) -> Any:
    """Return a copy with room for as much again."""
    bigger = np.empty(2 * len(values), values.dtype)
    bigger[:used] = values[:used]
    return bigger


@nb.njit(cache=True)
def _compare_prefix(ql: Any, a0: Any, a1: Any, token: Any, vo: Any, vl: Any) -> Any:
    b0, b1 = vo[token], vo[token + 1]
    for at in range(a1 - a0):
        if b0 + at >= b1:
            return -1
        if vl[b0 + at] != ql[a0 + at]:
            return -1 if vl[b0 + at] < ql[a0 + at] else 1
    return 0


@nb.njit(cache=True)
def _first_with_prefix(ql: Any, a0: Any, a1: Any, alphabet: Any, vo: Any, vl: Any) -> Any:
    low, high = 0, len(alphabet)
    while low < high:
        middle = (low + high) >> 1
        if _compare_prefix(ql, a0, a1, alphabet[middle], vo, vl) < 0:
            low = middle + 1
        else:
            high = middle
    return low
