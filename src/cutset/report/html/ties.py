"""What ties a listed name or a decision to a function? The boxes and arrows of the dependency picture.

Only what stands in some chain is a box. Functions of one programme that hang on the same things share a box.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

import msgspec

from cutset.report.document import CitedLine, Document, FunctionLine, StepLine
from cutset.report.html.words import Linker, anchor, clean
from cutset.report.topics import CAUSE_PREFIX

__all__ = ["Box", "Ties", "find_ties"]

BOXES: Final = {
    "measures": "law",
    "withdrawals": "partner",
    "accidents": "accident",
    "statements": "statement",
    "items": "item",
}
NAMED: Final = ("party", "good")
SAYS: Final = {
    "law": "law",
    "partner": "partner's decision",
    "accident": "accident",
    "contract": "a contract ends",
    "statement": "only said",
    "party": "listed or owned party",
    "good": "class of goods",
    "item": "item",
    "missing": "not known",
    "function": "function",
}
MOST_BOXES: Final = 120
"""Boxes of a picture that can still be read; the rest is folded by kind and column."""


class Box(msgspec.Struct, frozen=True):
    """A box.

    Parameters
    ----------
    id
        Its name among the boxes.
    kind
        law, partner, accident, statement, party, good, item, missing or function.
    title, below
        What it says, and in smaller letters beneath.
    place
        Anchor of where the page tells more; may be empty.
    look
        Status class of functions.
    weight
        How many functions hang on it.
    """

    id: str
    kind: str
    title: str
    below: str
    place: str = ""
    look: str = ""
    weight: int = 1

    @property
    def has_sign(self) -> bool:
        """Whether a sign stands before its title."""
        return bool(self.look) or self.kind in CAUSE_PREFIX


class Ties(msgspec.Struct, frozen=True):
    """The boxes and the arrows between them.

    Parameters
    ----------
    boxes
        By id.
    arrows
        From, to, and what the arrow says beside "leads to": prompted or nothing.
    folded
        How many boxes were folded into others for want of room.
    """

    boxes: dict[str, Box]
    arrows: dict[tuple[str, str], str]
    folded: int = 0


def find_ties(document: Document, linker: Linker, looks: dict[str, str]) -> Ties:
    """Return what ties causes to functions.

    Parameters
    ----------
    document
        The document.
    linker
        Knows names and places.
    looks
        Status class of each status.
    """
    gatherer = _Gatherer(document, linker, looks)
    for one in document.functions:
        if one.because:
            gatherer.add(one)
    return folded(gatherer.ties())


class _Gatherer:
    def __init__(self, document: Document, linker: Linker, looks: dict[str, str]) -> None:
        self.document, self.linker, self.looks = document, linker, looks
        self.cited = {(row.table, row.id): row for row in document.cited}
        self.functions = {one.function: one for one in document.functions}
        self.programmes = {one.id: one.name for one in document.programmes}
        self.out = {one.item: one for one in document.items}
        self.parties = {one.party for one in document.parties}
        self.boxes: dict[str, Box] = {}
        self.arrows: dict[tuple[str, str], str] = {}
        self.reached: dict[str, set[str]] = defaultdict(set)

    def add(self, function: FunctionLine) -> None:
        """Add the boxes and arrows of one chain."""
        before, hint = "", ""
        for box, step in self._chained(function):
            if box.id == before:
                continue
            self.boxes.setdefault(box.id, box)
            self.reached[box.id].add(function.function)
            if before and (box.id, before) not in self.arrows:
                self.arrows.setdefault((before, box.id), hint)
            before, hint = box.id, "prompted" if "prompted by" in step.words else ""

    def _chained(self, function: FunctionLine) -> list[tuple[Box, StepLine]]:
        """Return the boxes of a chain, its first cause before the names and goods that it aims at."""
        found = [(box, step) for step in function.because if (box := self._box(step, function)) is not None]
        causes = [number for number, (box, _) in enumerate(found) if box.kind in CAUSE_PREFIX]
        if not causes or any(box.kind not in NAMED for box, _ in found[: causes[0]]):
            return found
        first = causes[0]
        return [found[first], *found[:first], *found[first + 1 :]]

    def ties(self) -> Ties:
        """Return what was gathered, functions of one programme with the same arrows in one box."""
        before: dict[str, set[str]] = defaultdict(set)
        after: dict[str, set[str]] = defaultdict(set)
        for start, end in self.arrows:
            before[end].add(start)
            after[start].add(end)
        groups: dict[tuple[str, ...], list[FunctionLine]] = defaultdict(list)
        for one in self.functions.values():
            if (name := f"functions {one.function}") in self.boxes:
                key = (one.programme, self.looks[one.status], *sorted(before[name]), "->", *sorted(after[name]))
                groups[key].append(one)
        instead: dict[str, str] = {}
        for same in groups.values():
            box = self._programme_box(same)
            for one in same:
                instead[f"functions {one.function}"] = box.id
                del self.boxes[f"functions {one.function}"]
            self.boxes[box.id] = box
            self.reached[box.id] = {one.function for one in same}
        arrows = {(instead.get(a, a), instead.get(b, b)): hint for (a, b), hint in self.arrows.items()}
        boxes = {name: msgspec.structs.replace(box, weight=len(self.reached[name])) for name, box in self.boxes.items()}
        return Ties(boxes, {pair: hint for pair, hint in arrows.items() if pair[0] != pair[1]})

    def _programme_box(self, same: list[FunctionLine]) -> Box:
        first = same[0]
        names = clean(first.name) if len(same) == 1 else f"{len(same)} functions"
        shorts = {one.short for one in same}
        told = shorts if len(shorts) == 1 else {short.partition(",")[0] for short in shorts}
        return Box(
            id=f"functions {first.function}",
            kind="function",
            title=f"{clean(self.programmes.get(first.programme, first.programme))}: {names}",
            below=clean(told.pop() if len(told) == 1 else first.status),
            place=anchor("function", first.function),
            look=self.looks[first.status],
        )

    def _box(self, step: StepLine, function: FunctionLine) -> Box | None:
        """Return the box of a step, or nothing for a step that only proves an arrow."""
        row = self.cited.get((step.table, step.row))
        is_function = step.table == "functions" and step.row in self.functions
        if is_function and "nobody" not in step.words:
            return Box(f"functions {step.row}", "function", step.row, "")
        if step.table == "supplies" and function.cause_kind == "contract" and step.row == function.first_cause:
            return Box(f"contract {step.row}", "contract", self.linker.plain(step.words), SAYS["contract"])
        if "nobody" in step.words:
            title = self.linker.plain(step.words if is_function else f"{step.row}: {step.words}")
            return Box(f"missing {step.row}", "missing", title, SAYS["missing"])
        if step.table in BOXES:
            return self._cause_or_item(step, row)
        if step.table in ("targets", "stakes") and row is not None and row.about:
            return self._named(row)
        return None

    def _cause_or_item(self, step: StepLine, row: CitedLine | None) -> Box | None:
        kind = BOXES[step.table]
        below = SAYS[kind] + (f", {step.from_}" if step.from_ else "")
        title = clean(row.name) if row is not None and row.name else self.linker.plain(step.words)
        if kind == "partner" and "prompted by" in step.words and row is not None:
            title = f"{self.linker.plain(row.about)}: own decision"
        if kind == "item" and step.row in self.out:
            out = self.out[step.row].out
            below = f"item, out {out.earliest}" if out.earliest == out.latest else "item, may run out"
        return Box(f"{step.table} {step.row}", kind, title, below, self.linker.place(step.row))

    def _named(self, row: CitedLine) -> Box | None:
        is_party = row.about in self.parties
        if not is_party and row.table != "targets":
            return None
        if not is_party and len(row.about) <= 2:
            return None
        kind = "party" if is_party else "good"
        name = clean(self.document.names.get(row.about, row.about))
        return Box(f"{kind} {row.about}", kind, name, SAYS[kind], self.linker.place(row.about))


def folded(ties: Ties, most: int = MOST_BOXES) -> Ties:
    """Return ties with no more boxes than can be read: of each kind the heaviest stay, the rest share one box."""
    if len(ties.boxes) <= most:
        return ties
    kinds: dict[str, list[Box]] = defaultdict(list)
    for box in ties.boxes.values():
        kinds[box.kind].append(box)
    room = most // len(kinds)
    instead: dict[str, str] = {}
    boxes: dict[str, Box] = {}
    for kind, listed in kinds.items():
        listed.sort(key=lambda box: (-box.weight, box.id))
        boxes.update({box.id: box for box in listed[:room]})
        if rest := listed[room:]:
            name = f"{kind} and others"
            title = f"and {len(rest)} more of this kind"
            boxes[name] = Box(name, kind, title, SAYS[kind], look=_commonest(rest), weight=sum(b.weight for b in rest))
            instead.update({box.id: name for box in rest})
    arrows = {(instead.get(a, a), instead.get(b, b)): hint for (a, b), hint in ties.arrows.items()}
    return Ties(boxes, dict(_forward(arrows)), len(instead))


def _commonest(boxes: list[Box]) -> str:
    looks = [box.look for box in boxes]
    return max(sorted(set(looks)), key=looks.count)


def _forward(arrows: dict[tuple[str, str], str]) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield the arrows of which none runs back against another one."""
    kept: set[tuple[str, str]] = set()
    for (start, end), hint in arrows.items():
        if start != end and (end, start) not in kept:
            kept.add((start, end))
            yield (start, end), hint
