"""On which days does something hold, when it may begin and end more than once?

A :data:`Spans` is a sorted tuple of disjoint, non-touching half-open intervals of day numbers
(:meth:`datetime.date.toordinal`). Losses of supplies, listings and laws are all spans, so that a
cut that is lifted and comes back, a part that arrives later or an accident that is repaired
need no rule of their own: *all of* is a union of losses, *any of* an intersection.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, TypeAlias

from cutset.dates import ALWAYS, NEVER

__all__ = [
    "EVER",
    "NONE",
    "Spans",
    "at_least",
    "common",
    "covers",
    "first_loss",
    "joined",
    "span",
    "without",
]

Spans: TypeAlias = tuple[tuple[int, int], ...]

FIRST_DAY: Final = ALWAYS.toordinal()
LAST_DAY: Final = NEVER.toordinal()
NONE: Final[Spans] = ()
EVER: Final[Spans] = ((FIRST_DAY, LAST_DAY),)


def span(start: date | None, until: date | None) -> Spans:
    """Return the days from ``start`` up to, not including, ``until``; a missing end is open on that side."""
    first = FIRST_DAY if start is None else start.toordinal()
    last = LAST_DAY if until is None else until.toordinal()
    return ((first, last),) if first < last else NONE


def joined(*many: Spans) -> Spans:
    """Return the days on which any holds.

    Examples
    --------
    >>> joined(((1, 3),), ((3, 5),), ((9, 10),))
    ((1, 5), (9, 10))
    """
    filled = [one for one in many if one]
    if len(filled) < 2:
        return filled[0] if filled else NONE
    merged: list[tuple[int, int]] = []
    for start, end in sorted(piece for one in filled for piece in one):
        if merged and start <= merged[-1][1]:
            if end > merged[-1][1]:
                merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return tuple(merged)


def common(one: Spans, other: Spans) -> Spans:
    """Return the days on which both hold.

    Examples
    --------
    >>> common(((1, 5), (8, 9)), ((4, 10),))
    ((4, 5), (8, 9))
    """
    if not one or not other:
        return NONE
    if one is EVER or other is EVER:
        return other if one is EVER else one
    found: list[tuple[int, int]] = []
    i = j = 0
    while i < len(one) and j < len(other):
        start, end = max(one[i][0], other[j][0]), min(one[i][1], other[j][1])
        if start < end:
            found.append((start, end))
        if one[i][1] < other[j][1]:
            i += 1
        else:
            j += 1
    return tuple(found)


def without(one: Spans, other: Spans) -> Spans:
    """Return the days on which the first holds and the second does not."""
    if not one or not other:
        return one
    left: list[tuple[int, int]] = []
    for start, end in one:
        for cut_start, cut_end in other:
            if cut_end <= start or cut_start >= end:
                continue
            if cut_start > start:
                left.append((start, cut_start))
            start = max(start, cut_end)
        if start < end:
            left.append((start, end))
    return tuple(left)


def at_least(k: int, many: Sequence[Spans]) -> Spans:
    """Return the days on which at least ``k`` of them hold.

    Examples
    --------
    >>> at_least(2, [((1, 9),), ((3, 5),), ((4, 12),)])
    ((3, 9),)
    """
    if k <= 0:
        return EVER
    if k == 1:
        return joined(*many)
    if sum(bool(one) for one in many) < k:
        return NONE
    steps = sorted((edge, change) for one in many for piece in one for edge, change in zip(piece, (1, -1), strict=True))
    return joined(tuple(_raised(steps, k)))


def _raised(steps: Iterable[tuple[int, int]], k: int) -> Iterable[tuple[int, int]]:
    depth, start = 0, 0
    for edge, change in steps:
        before, depth = depth, depth + change
        if before < k <= depth:
            start = edge
        elif depth < k <= before and start < edge:
            yield start, edge


def covers(spans: Spans, day: date) -> bool:
    """Whether it holds on the day."""
    number = day.toordinal()
    return any(start <= number < end for start, end in spans)


def first_loss(spans: Spans, as_of: date) -> tuple[date, date]:
    """Return the span that holds on the day, or the first after it, as ``(from, until)``.

    Both are :data:`~cutset.dates.NEVER` where none holds then or later.
    """
    number = as_of.toordinal()
    for start, end in spans:
        if number < end:
            return date.fromordinal(start), date.fromordinal(end)
    return NEVER, NEVER
