"""Do stocks, uses and clocks fit together: units, items that are kept, orbits that are there?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from cutset.world.checks.inspection import Inspection
from cutset.world.rows import Function, Item, Orbit, Stock, Use

__all__ = ["check_stocks"]

ORBIT: Final = "orbit:"


def check_stocks(inspection: Inspection) -> None:
    """Find units that differ, uses of what is not kept or at no pace, stocks nobody uses, clocks without an orbit."""
    _check_units(inspection)
    _check_uses(inspection)
    _check_clocks(inspection)


def _check_units(inspection: Inspection) -> None:
    items = inspection.ids(Item)
    expected: dict[str, tuple[str, str]] = {
        name: (item.unit, "the item") for name, item in items.items() if isinstance(item, Item) and item.unit
    }
    rows: Iterable[Stock | Use] = (*inspection.world.of(Stock), *inspection.world.of(Use))
    for row in rows:
        if not row.unit or not row.item:
            continue
        unit, where = expected.setdefault(row.item, (row.unit, f"the {type(row).__name__.lower()} {row.id}"))
        if row.unit != unit:
            sentence = f"{where} is counted in {unit!r}, this row in another unit"
            hint = "count an item in one unit everywhere; nothing is converted"
            inspection.fault(row, "unit", "unit-mismatch", sentence, row.unit, hint)


def _check_uses(inspection: Inspection) -> None:
    kept = {stock.item for stock in inspection.world.of(Stock)}
    used = {use.item for use in inspection.world.of(Use)}
    for row in inspection.world.of(Use):
        if Stock not in inspection.unread and row.item and row.item not in kept:
            _check_kept(inspection, row)
        if bool(row.per) == (row.date is not None):
            sentence = "a use has a rate and a day" if row.per else "a use has neither a rate nor a day"
            hint = "fill either per (day, month, year) or date, not both"
            inspection.fault(row, "per", "use-without-pace", sentence, row.per, hint)
    for stock in {stock.id: stock for stock in inspection.world.of(Stock)}.values():
        if Use not in inspection.unread and stock.item not in used:
            sentence = "no row of uses says how fast this goes, so how long it lasts cannot be told"
            inspection.remark(stock, "item", "stock-without-use", sentence, stock.item)


def _check_kept(inspection: Inspection, row: Use) -> None:
    """A function that a stock bridges needs the stock; of any other, a use of what is not kept says nothing."""
    function = inspection.ids(Function).get(row.function)
    hint = "add a row to stocks; leave its quantity empty where the amount is not known"
    if isinstance(function, Function) and function.clock == "stock":
        sentence = "the clock is a stock, and no row of stocks says that the item is kept"
        inspection.fault(row, "item", "use-without-stock", sentence, row.item, hint)
    else:
        sentence = "the item is used up, and no row of stocks says that it is kept; the use changes nothing"
        inspection.remark(row, "item", "use-of-nothing-kept", sentence, row.item, hint)


def _check_clocks(inspection: Inspection) -> None:
    if Orbit in inspection.unread:
        return
    orbits = inspection.ids(Orbit)
    for row in inspection.world.of(Function):
        if row.clock and row.clock.startswith(ORBIT) and row.clock not in orbits:
            hint = inspection.near(row.clock, orbits) or f"add a row {row.clock} to the table orbits"
            sentence = "no row of orbits has the orbit that the clock asks about"
            inspection.fault(row, "clock", "clock-without-orbit", sentence, row.clock, hint)
