"""Do needs name what is contracted or operating? Unknown items, offers, needs that name themselves.

A formula names items and functions (model.md, section 2). An item that has been only offered or promised stands for
a cure, and a function that needs it would rest on what nobody has arranged (section 1, rule 4).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final

from cutset.world.checks.inspection import Inspection
from cutset.world.formula import needed_ids
from cutset.world.rows import Function, Item, Stock, Supply

__all__ = ["check_formulas"]

OFFERS: Final = frozenset({"offered", "promised"})


def check_formulas(inspection: Inspection) -> None:
    """Find needs that name nothing known, themselves, or what is only offered."""
    rows = [(row, tuple(dict.fromkeys(needed_ids(row.needs)))) for row in _with_needs(inspection) if row.needs]
    _check_known(inspection, rows)
    _check_offers(inspection, rows)
    for row, named in rows:
        if isinstance(row, Function) and row.id in named:
            hint = "name what it needs from elsewhere"
            inspection.fault(row, "needs", "needs-itself", "a function cannot need itself", row.id, hint)


def _with_needs(inspection: Inspection) -> Iterator[Function | Supply]:
    yield from inspection.world.of(Function)
    yield from inspection.world.of(Supply)


def _check_known(inspection: Inspection, rows: list[tuple[Function | Supply, tuple[str, ...]]]) -> None:
    """An item may be named that only a supply mentions; without a table of items that is all that is known."""
    if inspection.unread & {Item, Function, Supply} or not inspection.has(Item):
        return
    known = inspection.ids(Item).keys() | inspection.ids(Function).keys()
    for row, named in rows:
        for name in named:
            if name not in known:
                supply = inspection.ids(Supply).get(name)
                hint = f"name the item {supply.item}" if isinstance(supply, Supply) else inspection.near(name, known)
                sentence = "a formula names neither an item nor a function"
                inspection.fault(row, "needs", "unknown-item", sentence, name, hint or "add it to the table items")


def _check_offers(inspection: Inspection, rows: list[tuple[Function | Supply, tuple[str, ...]]]) -> None:
    standings: dict[str, set[str | None]] = defaultdict(set)
    for supply in inspection.world.of(Supply):
        standings[supply.item].add(supply.standing)
    kept: set[str] = {stock.item for stock in inspection.world.of(Stock)}
    only_offered = {item for item, words in standings.items() if words <= OFFERS and item not in kept}
    for row, named in rows:
        for name in named:
            if name in only_offered and not (isinstance(row, Supply) and row.standing in OFFERS):
                sentence = "needs rest on an item that has only been offered or promised"
                hint = "name what was contracted or operating; an offer is a supply of that same item"
                inspection.fault(row, "needs", "offer-inside-needs", sentence, name, hint)
    if not inspection.unread:
        _remark_unsupplied(inspection, rows, standings, kept)


def _remark_unsupplied(
    inspection: Inspection,
    rows: list[tuple[Function | Supply, tuple[str, ...]]],
    standings: Mapping[str, set[str | None]],
    kept: set[str],
) -> None:
    told: set[str] = set()
    for row, named in rows:
        for name in named:
            if name not in standings and name not in kept and name in inspection.ids(Item) and name not in told:
                told.add(name)
                sentence = "nobody is said to supply this item, so what rests on it cannot be told"
                inspection.remark(row, "needs", "nobody-supplies", sentence, name, "add a supply of it")
