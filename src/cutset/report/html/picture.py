"""Where does each box of the dependency picture stand? Columns from cause to function, as few crossings as can be had.

The way of Sugiyama, Tagawa and Toda (1981): columns by longest path, long arrows through invisible boxes, order within
columns by the mean place of neighbours (barycentre), then places pulled towards neighbours.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import Final

import msgspec

from cutset.report.html.ties import Box, Ties

__all__ = ["Arrow", "Picture", "Placed", "lay_out"]

WIDTH, GAP_X, GAP_Y, MARGIN = 204, 42, 14, 6
LINE, PADDING = 16, 9
LETTERS, LETTERS_BESIDE = 25, 21
"""Letters of a title that fit on a line of a box, and beside a sign, even in a wide typeface."""
MOST_LINES: Final = 4
SWEEPS: Final = 8


class Placed(msgspec.Struct, frozen=True):
    """A box with its place [px] and its title cut into lines."""

    box: Box
    x: float
    y: float
    height: float
    lines: tuple[str, ...]
    width: int = WIDTH


class Arrow(msgspec.Struct, frozen=True):
    """An arrow as a path."""

    path: str
    hint: str
    words: str


class Picture(msgspec.Struct, frozen=True):
    """The whole drawing [px]."""

    width: int
    height: int
    boxes: tuple[Placed, ...]
    arrows: tuple[Arrow, ...]


def lay_out(ties: Ties) -> Picture:
    """Return the drawing of some ties."""
    arrows = _without_loops(ties)
    columns = _columns(ties, arrows)
    chains = {arrow: _chain(arrow, columns) for arrow in arrows}
    column_of = {name: columns[name] for name in ties.boxes}
    for chain in chains.values():
        column_of.update({name: columns[chain[0]] + number for number, name in enumerate(chain)})
    links = [pair for chain in chains.values() for pair in pairwise(chain)]
    lines = {name: _lines(box) for name, box in ties.boxes.items()}
    heights = {name: _height(lines[name]) if name in ties.boxes else 0.0 for name in column_of}
    order = _ordered(column_of, links)
    y = _places(order, heights, links)
    boxes = tuple(
        Placed(box, _x(columns[name]), y[name] - heights[name] / 2, heights[name], lines[name])
        for name, box in ties.boxes.items()
    )
    height = max((one.y + one.height for one in boxes), default=0) + MARGIN
    drawn = tuple(
        Arrow(_path(chain, column_of, y), ties.arrows[arrow], _words(ties, arrow)) for arrow, chain in chains.items()
    )
    width = _x(max(columns.values(), default=0)) + WIDTH + MARGIN
    return Picture(round(width), round(height), boxes, drawn)


def _without_loops(ties: Ties) -> list[tuple[str, str]]:
    """Return the arrows but those that close a loop."""
    after: dict[str, list[str]] = defaultdict(list)
    kept = []
    for start, end in ties.arrows:
        if not _leads(end, start, after):
            after[start].append(end)
            kept.append((start, end))
    return kept


def _leads(start: str, end: str, after: dict[str, list[str]]) -> bool:
    queue, seen = [start], {start}
    while queue:
        here = queue.pop()
        if here == end:
            return True
        fresh = [one for one in after.get(here, ()) if one not in seen]
        seen.update(fresh)
        queue += fresh
    return False


def _columns(ties: Ties, arrows: list[tuple[str, str]]) -> dict[str, int]:
    """Return the column of each box: functions at which chains end stand last, items next to what needs them."""
    before, after = defaultdict(list), defaultdict(list)
    for start, end in arrows:
        before[end].append(start)
        after[start].append(end)
    column: dict[str, int] = {}
    queue = sorted(ties.boxes, key=lambda name: len(before[name]))
    while queue:
        left = []
        for name in queue:
            if all(one in column for one in before[name]):
                column[name] = max((column[one] + 1 for one in before[name]), default=0)
            else:
                left.append(name)
        queue = left
    last = max(column.values(), default=0)
    for name in ties.boxes:
        if ties.boxes[name].kind == "function" and not after[name]:
            column[name] = last
    for name in sorted(column, key=lambda name: -column[name]):
        if ties.boxes[name].kind == "item" and after[name]:
            column[name] = min(column[one] for one in after[name]) - 1
    return column


def _chain(arrow: tuple[str, str], columns: dict[str, int]) -> tuple[str, ...]:
    start, end = arrow
    between = (f"\0{start}\0{end}\0{number}" for number in range(columns[start] + 1, columns[end]))
    return (start, *between, end)


def _ordered(column_of: dict[str, int], links: list[tuple[str, str]]) -> list[list[str]]:
    """Return the names column by column, ordered so that few arrows cross."""
    order: list[list[str]] = [[] for _ in range(max(column_of.values(), default=-1) + 1)]
    for name, column in column_of.items():
        order[column].append(name)
    left, right = defaultdict(list), defaultdict(list)
    for start, end in links:
        left[end].append(start)
        right[start].append(end)
    place = {name: float(number) for names in order for number, name in enumerate(names)}
    for sweep in range(SWEEPS):
        near = left if sweep % 2 == 0 else right
        for names in order if sweep % 2 == 0 else reversed(order):
            mean = {one: _mean([place[other] for other in near[one]], place[one]) for one in names}
            names.sort(key=lambda one: (mean[one], one))
            place.update({name: float(number) for number, name in enumerate(names)})
    return order


def _mean(values: list[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _places(order: list[list[str]], heights: dict[str, float], links: list[tuple[str, str]]) -> dict[str, float]:
    """Return the middle of each box, pulled towards its neighbours and never over the one above [px]."""
    near: dict[str, list[str]] = defaultdict(list)
    for start, end in links:
        near[start].append(end)
        near[end].append(start)
    y: dict[str, float] = {}
    for names in order:
        _stack(names, heights, dict.fromkeys(names, 0.0), y)
    for _ in range(SWEEPS):
        for names in (*order, *reversed(order)):
            wanted = {name: _mean([y[other] for other in near[name]], y[name]) for name in names}
            _stack(names, heights, wanted, y)
    top = min((y[name] - heights[name] / 2 for name in y), default=0.0)
    return {name: place - top + MARGIN for name, place in y.items()}


def _stack(names: list[str], heights: dict[str, float], wanted: dict[str, float], y: dict[str, float]) -> None:
    """Put boxes where they are wanted; those that would lie on one another move apart together (pool adjacent)."""
    blocks: list[tuple[list[str], list[float], float]] = []
    for name in names:
        members, offsets, size = [name], [heights[name] / 2], heights[name] + GAP_Y
        while blocks:
            above, above_offsets, above_size = blocks[-1]
            joined_offsets = [*above_offsets, *(offset + above_size for offset in offsets)]
            if _start(above, above_offsets, wanted) + above_size <= _start(members, offsets, wanted):
                break
            blocks.pop()
            members, offsets, size = [*above, *members], joined_offsets, above_size + size
        blocks.append((members, offsets, size))
    for members, offsets, _ in blocks:
        start = _start(members, offsets, wanted)
        y.update({name: start + offset for name, offset in zip(members, offsets, strict=True)})


def _start(members: list[str], offsets: list[float], wanted: dict[str, float]) -> float:
    return sum(wanted[name] - offset for name, offset in zip(members, offsets, strict=True)) / len(members)


def _lines(box: Box) -> tuple[str, ...]:
    """Return a title cut into lines that fit; a longer one ends in dots."""
    fit = LETTERS_BESIDE if box.has_sign else LETTERS
    lines: list[str] = [""]
    for word in box.title.split():
        for piece in (word[at : at + fit] for at in range(0, len(word), fit)):
            if len(lines[-1]) + len(piece) + bool(lines[-1]) <= fit:
                lines[-1] = f"{lines[-1]} {piece}".lstrip()
            else:
                lines.append(piece)
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], lines[MOST_LINES - 1][: fit - 2].rstrip(" ,;:(") + " …"]
    return tuple(line for line in lines if line)


def _height(lines: tuple[str, ...]) -> float:
    return (len(lines) + 1) * LINE + 2 * PADDING - 2


def _x(column: int) -> float:
    return MARGIN + column * (WIDTH + GAP_X)


def _path(chain: tuple[str, ...], column_of: dict[str, int], y: dict[str, float]) -> str:
    """Return a smooth path through the boxes of a chain, seen and unseen."""
    first = chain[0]
    parts = [f"M{_x(column_of[first]) + WIDTH:.0f} {y[first]:.1f}"]
    here = (_x(column_of[first]) + WIDTH, y[first])
    for name in chain[1:]:
        x, there = _x(column_of[name]), y[name]
        middle = (here[0] + x) / 2
        parts.append(f"C{middle:.0f} {here[1]:.1f} {middle:.0f} {there:.1f} {x:.0f} {there:.1f}")
        here = (x, there)
        if name != chain[-1]:
            parts.append(f"H{x + WIDTH:.0f}")
            here = (x + WIDTH, there)
    return "".join(parts)


def _words(ties: Ties, arrow: tuple[str, str]) -> str:
    start, end = (ties.boxes[name].title for name in arrow)
    return f"{start} {'prompts' if ties.arrows[arrow] else 'leads to'} {end}"
