"""How far apart are two spellings? Edits, what they cost, and vowels left out.

Words are slices of ``letters`` uint8. Tests hold the loops against plain versions of them.
"""

from __future__ import annotations

from typing import Any

import numba as nb
import numpy as np

__all__ = [
    "CHEAP_EDIT",
    "LONGEST_TOKEN",
    "clear_letters",
    "consonants_of",
    "edit_cost",
    "in_sky",
    "lacks_vowels_only",
    "mark_letters",
    "most_edits",
    "osa_within",
]

LONGEST_TOKEN = 62
CHEAP_EDIT = 0.65
CHEAP_EDITS = "Ci -h hk -t Qs eo sz -p -s -i CS Qz ai ei ao -a io Jz JZ gk gh dt bp fv uv -o Ck kC -r"
DEAR_EDIT = 1.35
DEAR_EDITS = "er -n -v as is ar eh il ls lr iv mn -m lm bm hn rv -d fl bl dl km gm dn kn tn pr bd cl dr gr br tr"
"""Edits of skeletons that are frequent, or rare, between two spellings of one word as against two like words.

Source: log odds of each edit between aligned words of one party and of two, train split, where both names agree
otherwise; of edits seen fewer than 25 times, those between consonants of like and of unlike sound.
"""
FIRST_LETTER_COST = 0.5
SWAP_COST = 0.8
LETTER_S, LETTER_K = ord("s"), ord("k")
VOWEL_A, VOWEL_E, VOWEL_I, VOWEL_O, VOWEL_U = (ord(letter) for letter in "aeiou")


def _edit_costs() -> Any:
    """Return what it costs to put one letter for another, or to leave a letter out (row and column 0)."""
    costs = np.ones((128, 128), np.float32)
    for price, edits in ((CHEAP_EDIT, CHEAP_EDITS), (DEAR_EDIT, DEAR_EDITS)):
        for edit in edits.split():
            a, b = (0 if letter == "-" else ord(letter) for letter in edit)
            costs[a, b] = costs[b, a] = price
    return costs


EDIT_COSTS = _edit_costs()


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


@nb.njit(cache=True, inline="always")
def is_vowel(letter: Any) -> Any:
    return letter in (VOWEL_A, VOWEL_E, VOWEL_I, VOWEL_O, VOWEL_U)


@nb.njit(cache=True)
def edit_cost(a: Any, a0: Any, a1: Any, b: Any, b0: Any, b1: Any) -> Any:
    """Least summed cost of the edits between two slices of at most 62 letters, dearer at and behind the first one."""
    n, m = a1 - a0, b1 - b0
    before = np.zeros(64, np.float32)
    last = np.zeros(64, np.float32)
    now = np.zeros(64, np.float32)
    for j in range(1, m + 1):
        last[j] = last[j - 1] + EDIT_COSTS[0, b[b0 + j - 1]] + (FIRST_LETTER_COST if j == 1 else 0.0)
    for i in range(1, n + 1):
        x = a[a0 + i - 1]
        now[0] = last[0] + EDIT_COSTS[0, x] + (FIRST_LETTER_COST if i == 1 else 0.0)
        for j in range(1, m + 1):
            y = b[b0 + j - 1]
            first = FIRST_LETTER_COST if i == 1 or j == 1 else 0.0
            best = min(
                last[j] + EDIT_COSTS[0, x] + first,
                now[j - 1] + EDIT_COSTS[0, y] + first,
                last[j - 1] + (0.0 if x == y else EDIT_COSTS[x, y] + first),
            )
            if i > 1 and j > 1 and x == b[b0 + j - 2] and a[a0 + i - 2] == y:
                best = min(best, before[j - 2] + SWAP_COST)
            now[j] = best
        before, last, now = last, now, before
    return last[m]


@nb.njit(cache=True)
def lacks_vowels_only(a: Any, a0: Any, a1: Any, b: Any, b0: Any, b1: Any) -> Any:
    """Whether the shorter of two slices is the longer one with vowels left out."""
    if a1 - a0 > b1 - b0:
        a, a0, a1, b, b0, b1 = b, b0, b1, a, a0, a1
    for at in range(b0, b1):
        if a0 < a1 and a[a0] == b[at]:
            a0 += 1
        elif not is_vowel(b[at]):
            return False
    return a0 == a1


@nb.njit(cache=True, inline="always")
def in_sky(a: Any, a1: Any, b: Any, b1: Any, first: Any) -> Any:
    """Whether the longer of two slices, the first or not, ends in *sk*, the skeleton of *-skiy*."""
    if first:
        return a[a1 - 2] == LETTER_S and a[a1 - 1] == LETTER_K
    return b[b1 - 2] == LETTER_S and b[b1 - 1] == LETTER_K


@nb.njit(cache=True)
def consonants_of(letters: Any, start: Any, end: Any) -> Any:
    """Number of consonants in a slice."""
    count = 0
    for at in range(start, end):
        count += not is_vowel(letters[at])
    return count
