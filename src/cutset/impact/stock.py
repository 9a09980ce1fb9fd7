"""How long does what lies in hand bridge a loss?

What is in hand on the day of the count goes at the stated rate, or flight by flight on stated days. The item is out on
the first day that is not covered whole: behind the use that takes the last unit, or on the day of a use for which too
little is left. A stock that
is kept in an amount that nobody knows is read as nought and as endless; one known only in general never
makes a stop more than possible.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

import msgspec

from cutset.dates import ALWAYS
from cutset.findings import Step
from cutset.impact.scenario import Scenario
from cutset.reach.steps import step_of
from cutset.spans import LAST_DAY, NONE, Spans
from cutset.world.rows import Function, Stock, Supply, Use
from cutset.world.world import World

__all__ = ["DAYS_PER", "ItemStock", "bridged", "find_stocks", "out_on"]

DAYS_PER: Final = {"day": Fraction(1), "month": Fraction(1461, 48), "year": Fraction(1461, 4)}
"""Mean length of the units of time [d]: the Julian year of 365.25 days and its twelfth."""


class ItemStock(msgspec.Struct, frozen=True):
    """What lies in hand of one item, and how fast it goes.

    Parameters
    ----------
    item
        The item.
    counted
        Stocks that count: their holder is a buyer or end user of the item.
    others
        Stocks that do not.
    uses
        Every use of the item.
    """

    item: str
    counted: tuple[Stock, ...]
    others: tuple[Stock, ...]
    uses: tuple[Use, ...]

    @property
    def is_known(self) -> bool:
        """Whether amount and use are both known; a use without rate and day says nothing of how fast it goes."""
        if any(stock.quantity is None for stock in self.counted):
            return False
        return self.is_told_from(self.as_of.toordinal())

    def is_told_from(self, start: int) -> bool:
        """Whether it is known how long it lasts from a day on [day number]: it is nought, or goes by rate or day."""
        return self.quantity(least=False) <= 0 or any(
            use.per or (use.date and use.date.toordinal() >= start) for use in self.uses
        )

    @property
    def is_sure(self) -> bool:
        """Whether no row of it is general or disputed."""
        return all(row.confidence.carries_certainty for row in (*self.counted, *self.uses))

    @property
    def as_of(self) -> date:
        """Day of the last count."""
        return max((stock.as_of for stock in self.counted), default=ALWAYS)

    def quantity(self, *, least: bool) -> Fraction:
        """Return how much is in hand at least or at most [unit of the stock]."""
        amounts = [stock.quantity for stock in self.counted if stock.quantity is not None]
        return Fraction(sum((one.least if least else one.most for one in amounts), Decimal(0)))

    def steps(self) -> tuple[Step, ...]:
        """Return the rows of the stock and its uses as steps of a chain."""
        held = (step_of(stock, _stock_words(stock)) for stock in self.counted)
        return (*held, *(step_of(use, _use_words(use)) for use in self.uses))


def _stock_words(stock: Stock) -> str:
    amount = "an amount not known" if stock.quantity is None else f"{stock.quantity} {stock.unit}".rstrip()
    return f"{stock.holder} holds {amount} of {stock.item} on {stock.as_of}"


def _use_words(use: Use) -> str:
    when = f"a {use.per}" if use.per else f"on {use.date or 'a day not known'}"
    return f"{use.function} uses {use.quantity} {use.unit}".rstrip() + f" {when}"


def find_stocks(world: World) -> dict[str, ItemStock]:
    """Return what lies in hand of each item that is kept, with everything that uses it up."""
    supplies = world.grouped(Supply, "item")
    uses = world.grouped(Use, "item")
    functions = world.by_id(Function)
    found = {}
    for item, stocks in sorted(world.grouped(Stock, "item").items()):
        mine = {party for supply in supplies.get(item, ()) for party in (supply.buyer, supply.end_user)}
        counted = tuple(stock for stock in stocks if stock.holder in mine)
        found[item] = ItemStock(
            item=item,
            counted=counted,
            others=tuple(stock for stock in stocks if stock.holder not in mine),
            uses=tuple(use for use in uses.get(item, ()) if use.function in functions),
        )
    return found


def bridged(stock: ItemStock, losses: Spans, scenario: Scenario) -> Spans:
    """Return the losses of an item as they are felt with its stock on top.

    The stock bridges the first loss that reaches its count. In the best scenario it is taken to be rebuilt
    before the next one.
    """
    if not losses or not stock.counted:
        return losses
    if not stock.is_known:
        return losses if scenario.lost else NONE
    felt: list[tuple[int, int]] = []
    used = False
    counted = stock.as_of.toordinal()
    for start, end in losses:
        if end <= counted or (used and scenario.worst):
            felt.append((start, end))
            continue
        used = True
        if not stock.is_told_from(max(start, counted)):
            felt += [(start, end)] if scenario.lost else []
            continue
        out = out_on(stock, max(start, counted), scenario)
        if out < end:
            felt.append((out, end))
    return tuple(felt)


def out_on(stock: ItemStock, start: int, scenario: Scenario) -> int:
    """Return the first day without the item when only a known stock is left from ``start`` on [day number]."""
    if not scenario.worst and not stock.is_sure:
        return LAST_DAY
    return _run_out(
        stock.quantity(least=scenario.worst),
        _used_by_day(stock.uses, start, fastest=scenario.worst),
        _rate(stock.uses, fastest=scenario.worst),
        start,
    )


def _used_by_day(uses: Sequence[Use], start: int, *, fastest: bool) -> dict[int, Fraction]:
    """Return how much goes on each stated day from a day on, in order [unit by day number]."""
    wanted: dict[int, Fraction] = defaultdict(Fraction)
    for use in uses:
        if use.date and use.date.toordinal() >= start:
            wanted[use.date.toordinal()] += Fraction(use.quantity.most if fastest else use.quantity.least)
    return dict(sorted(wanted.items()))


def _rate(uses: Sequence[Use], *, fastest: bool) -> Fraction:
    """Return how much goes a day [unit/d]."""
    return sum(
        (Fraction(use.quantity.most if fastest else use.quantity.least) / DAYS_PER[use.per] for use in uses if use.per),
        Fraction(0),
    )


def _run_out(left: Fraction, dated: Mapping[int, Fraction], rate: Fraction, start: int) -> int:
    if left <= 0:
        return start
    day = start
    for when, wanted in dated.items():
        if rate * (when - day) >= left:
            break
        left -= rate * (when - day)
        day = when
        if left <= wanted:
            return day + 1 if left == wanted else day
        left -= wanted
    return min(day + int(left / rate), LAST_DAY) if rate else LAST_DAY
