"""Does a formula with *not* close a cycle, so that a loss would repair itself?

Formulas have no negation, and a reader refuses one where it stands. Where the negated need leads back to what needs it,
losing the one would restore the other without end; that is told with the whole cycle, in place of the plain refusal.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from cutset.world.checks.inspection import Inspection
from cutset.world.rows import Function, Row, Supply

__all__ = ["check_negations", "cycles_through_not"]

_NOT: Final = re.compile(r"\bnot\b", re.IGNORECASE)
_ID: Final = re.compile(r"[^\s(),?]+")
_WORDS: Final = frozenset({"and", "or", "of", "not"})


def cycles_through_not(needs: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return the cycles that formulas with *not* close, by the node at which each begins.

    Parameters
    ----------
    needs
        Formulas as written, by the id of the function or the item that needs; no formula need be readable.

    Examples
    --------
    >>> cycles_through_not({"F-A": "not F-B", "F-B": "F-A and I-C"})
    {'F-A': ('F-A', 'F-B', 'F-A')}
    """
    edges = {name: tuple(_ids(text)) for name, text in needs.items()}
    return {name: way for name, text in needs.items() if _NOT.search(text) and (way := _way_back(name, edges))}


def _ids(text: str) -> list[str]:
    return [word for word in _ID.findall(text) if word.casefold() not in _WORDS and not word.isdigit()]


def _way_back(start: str, edges: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the shortest way from a node back to itself, or nothing."""
    before: dict[str, str] = {}
    queue = [start]
    for node in queue:
        for need in edges.get(node, ()):
            if need == start:
                way = [node]
                while way[-1] != start:
                    way.append(before[way[-1]])
                return (*reversed(way), start)
            if need not in before:
                before[need] = node
                queue.append(need)
    return ()


def check_negations(inspection: Inspection) -> None:
    """Find formulas with *not* whose needs lead back to themselves."""
    negated = [(row, text) for row, text in inspection.unreadable if _NOT.search(text)]
    if not negated:
        return
    needs: dict[str, list[str]] = defaultdict(list)
    rows: tuple[Function | Supply, ...] = (*inspection.world.of(Function), *inspection.world.of(Supply))
    for row in rows:
        if row.needs is not None:
            needs[_needing(row)].append(str(row.needs))
    for other, text in inspection.unreadable:
        needs[_needing(other)].append(text)
    cycles = cycles_through_not({name: " and ".join(texts) for name, texts in needs.items()})
    for negating, text in negated:
        if way := cycles.get(_needing(negating)):
            sentence = f"a negation closes a cycle: {' needs '.join(way)}"
            hint = "say what is needed, never what must be absent"
            inspection.fault(negating, "needs", "cycle-through-not", sentence, text, hint)


def _needing(row: Row) -> str:
    """Return the id by which other formulas name what a row needs for: the function, or the item supplied."""
    return row.item if isinstance(row, Supply) else row.id
