"""Which listed words share letter groups with a word that nothing is like? The fallback for heavy misspelling.

Likeness of words (:mod:`cutset.match.token_kernel`) is by skeleton, which writes *sh* or *ai* as one sound; a
slip of the pen within such a group changes the skeleton twice. Words that found no good neighbour are therefore
looked up once more by groups of three letters as spelled, and compared letter by letter.

Words are given as ``offsets`` int32 [n+1] and ``letters`` uint8, plain and in lower case; those of the vocabulary
with one sign between them (``vstarts``). The table of groups is a CSR of vocabulary tokens by group number.
"""

from __future__ import annotations

from typing import Any

import numba as nb
import numpy as np

from cutset.match.spelling_kernel import LONGEST_TOKEN, clear_letters, mark_letters, most_edits, osa_within
from cutset.match.token_kernel import word_like

__all__ = ["GROUPS", "by_groups", "group_table"]

SIGNS = 37
GROUPS = SIGNS**3
SHORTEST = 5
GOOD = 0.80
"""Likeness of a neighbour from which on a word has found what it looks for."""

SLIP, FIRST_SLIP = 0.03, 0.10
"""What a likeness by letters is held lower than one by sounds, and where the first letters differ."""


@nb.njit(cache=True, inline="always")
def _sign(letter: Any) -> Any:
    """Return 1 to 26 for a letter, 27 to 36 for a digit; words hold nothing else."""
    if 97 <= letter <= 122:
        return letter - 96
    return letter - 21 if 48 <= letter <= 57 else 0


@nb.njit(cache=True, inline="always")
def _group(letters: Any, start: Any, end: Any, at: Any) -> Any:
    """Return the number of the group around a position; 0 stands before and behind the word."""
    before = _sign(letters[at - 1]) if at > start else 0
    behind = _sign(letters[at + 1]) if at + 1 < end else 0
    return (before * SIGNS + _sign(letters[at])) * SIGNS + behind


@nb.njit(cache=True)
def group_table(offsets: Any, letters: Any, kinds: Any) -> Any:
    """Return the CSR of tokens by group: offsets [GROUPS + 1] and tokens."""
    ends = np.zeros(GROUPS + 1, np.int32)
    total = 0
    for token in range(len(kinds)):
        if _is_grouped(offsets, kinds, token):
            for at in range(offsets[token], offsets[token + 1]):
                ends[_group(letters, offsets[token], offsets[token + 1], at) + 1] += 1
                total += 1
    starts = np.cumsum(ends).astype(np.int32)
    ends[:] = starts
    tokens = np.empty(total, np.int32)
    for token in range(len(kinds)):
        if _is_grouped(offsets, kinds, token):
            for at in range(offsets[token], offsets[token + 1]):
                group = _group(letters, offsets[token], offsets[token + 1], at)
                tokens[ends[group]] = token
                ends[group] += 1
    return starts, tokens


@nb.njit(cache=True, inline="always")
def _is_grouped(offsets: Any, kinds: Any, token: Any) -> Any:
    return offsets[token + 1] - offsets[token] >= SHORTEST - 1 and word_like(kinds[token])


@nb.njit(cache=True)
def by_groups(
    offsets: Any, letters: Any, kinds: Any, known: Any, near: Any, vstarts: Any, vletters: Any, table: Any, held: Any
) -> Any:
    """Add to the neighbours ``near`` of each token those by letters, where the token has no good one.

    ``known`` says which tokens have a meaning and need none. ``held`` is the number of vocabulary tokens.
    """
    near_offsets, near_tokens, near_like = near
    group_offsets, group_tokens = table
    shared = np.zeros(held, np.uint8)
    touched = np.empty(held, np.int32)
    out_offsets = np.zeros_like(near_offsets)
    out_tokens = np.empty(len(near_tokens) + 64, np.int32)
    out_like = np.empty(len(near_tokens) + 64, np.float32)
    masks = np.zeros(256, np.uint64)
    total = 0
    for a in range(len(kinds)):
        low, high = near_offsets[a], near_offsets[a + 1]
        start, end = offsets[a], offsets[a + 1]
        length = end - start
        count = 0
        lost = high == low or near_like[low:high].max() < GOOD
        if lost and length >= SHORTEST and word_like(kinds[a]) and not known[a]:
            count = _sharing(letters, start, end, group_offsets, group_tokens, shared, touched)
        needed = total + high - low + count
        if needed > len(out_tokens):
            out_tokens = np.concatenate((out_tokens, np.empty(needed, np.int32)))
            out_like = np.concatenate((out_like, np.empty(needed, np.float32)))
        first = total
        for at in range(low, high):
            out_tokens[total] = near_tokens[at]
            out_like[total] = near_like[at]
            total += 1
        least = 2 if length <= 7 else length // 3
        mark_letters(letters, start, min(end, start + LONGEST_TOKEN), masks)
        for at in range(count):
            token = touched[at]
            enough = shared[token] >= least
            shared[token] = 0
            if not enough:
                continue
            b0, b1 = vstarts[token], vstarts[token + 1] - 1
            long = max(length, b1 - b0)
            most = most_edits(long)
            distance = osa_within(masks, length, vletters, b0, b1, most)
            like = 1.0 - distance / long - (SLIP if letters[start] == vletters[b0] else FIRST_SLIP)
            if distance <= most and like >= 0.6:
                total = _put(out_tokens, out_like, first, total, token, like)
        clear_letters(letters, start, end, masks)
        out_offsets[a + 1] = total
        if total - first > high - low:
            order = np.argsort(out_tokens[first:total])
            out_tokens[first:total] = out_tokens[first:total][order]
            out_like[first:total] = out_like[first:total][order]
    return out_offsets, out_tokens[:total].copy(), out_like[:total].copy()


@nb.njit(cache=True)
def _sharing(letters: Any, start: Any, end: Any, offsets: Any, tokens: Any, shared: Any, touched: Any) -> Any:
    """Count for each vocabulary token the groups that it shares; return how many were touched."""
    count = 0
    for at in range(start, end):
        group = _group(letters, start, end, at)
        for place in range(offsets[group], offsets[group + 1]):
            token = tokens[place]
            if shared[token] == 0:
                touched[count] = token
                count += 1
            if shared[token] < 255:
                shared[token] += 1
    return count


@nb.njit(cache=True)
def _put(tokens: Any, like: Any, first: Any, total: Any, token: Any, value: Any) -> Any:
    for at in range(first, total):
        if tokens[at] == token:
            like[at] = max(like[at], np.float32(value))
            return total
    tokens[total] = token
    like[total] = value
    return total + 1
