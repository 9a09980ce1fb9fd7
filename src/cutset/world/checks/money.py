"""Can every price be told in its operator's money? Currencies that exist, rates that agree and lead there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Final

from cutset.errors import Fault
from cutset.money import Money
from cutset.world.checks.inspection import Inspection
from cutset.world.formula import needed_ids
from cutset.world.rows import Budget, Function, Payment, Programme, Rate, Row, Supply

__all__ = ["check_money"]

CURRENCIES: Final[tuple[tuple[type[Row], tuple[str, ...]], ...]] = (
    (Supply, ("currency",)),
    (Payment, ("currency",)),
    (Budget, ("currency",)),
    (Rate, ("base", "quote")),
)


def check_money(inspection: Inspection) -> None:
    """Find currencies that do not exist, rates at odds, prices without a currency or a way to the operator's."""
    for kind, fields in CURRENCIES:
        for field in fields:
            _check_codes(inspection, kind, field)
    _check_settings(inspection)
    _check_rates(inspection)
    _check_prices(inspection)


def _check_codes(inspection: Inspection, kind: type[Row], field: str) -> None:
    rows = inspection.world.of(kind)
    wrong = {getattr(row, field) for row in rows} - inspection.moneys - {"", None}
    for row in rows if wrong else ():
        if (code := getattr(row, field)) in wrong:
            hint = inspection.near(code, inspection.moneys)
            inspection.fault(row, field, "unknown-currency", "no currency has this code (ISO 4217)", code, hint)


def _check_settings(inspection: Inspection) -> None:
    currency = inspection.world.settings.currency
    for code in {*currency.operators.values(), currency.default} - inspection.moneys:
        inspection.faults.append(
            Fault(
                file=inspection.settings_place,
                column="currency",
                code="unknown-currency",
                sentence="no currency has this code (ISO 4217)",
                value=code,
                hint=inspection.near(code, inspection.moneys),
            )
        )


def _check_rates(inspection: Inspection) -> None:
    first: dict[tuple[date, str, str], Rate] = {}
    for row in inspection.world.of(Rate):
        if row.rate is None or row.date is None:
            continue
        if row.rate <= 0:
            hint = "units of quote for one unit of base"
            inspection.fault(row, "rate", "negative-quantity", "a rate is above nought", row.rate, hint)
        earlier = first.setdefault((row.date, row.base, row.quote), row)
        if earlier.id != row.id:
            sentence = f"{earlier.id} gives a rate for the same pair and day"
            inspection.fault(row, "rate", "two-rates", sentence, row.rate, "keep one of them")


def _check_prices(inspection: Inspection) -> None:
    priced = [row for row in inspection.world.of(Supply) if row.price is not None]
    for row in priced:
        if row.price is not None and row.price < 0:
            hint = "write a price without a sign"
            inspection.fault(row, "price", "negative-quantity", "a price is never negative", row.price, hint)
        if not row.currency:
            sentence = "a price stands without its currency"
            inspection.fault(row, "currency", "price-without-currency", sentence, row.price, "add it, such as EUR")
    day = _day_of_rates(inspection)
    if Rate in inspection.unread or not priced:
        return
    world = inspection.world.known_by(day) if inspection.world.settings.as_of else inspection.world
    money = _money_of_items(inspection)
    default = inspection.world.settings.currency.default
    for row in world.of(Supply):
        if row.price is None or row.currency not in inspection.moneys:
            continue
        for wanted in sorted(money.get(row.item, {default})):
            if inspection.world.rates.convert(Money(row.price, row.currency), wanted, day) is None:
                sentence = f"no rate of the month before {day} leads from {row.currency} to the operator's {wanted}"
                hint = f"add a rate {row.currency}/{wanted} to the table rates"
                inspection.fault(row, "currency", "rate-missing", sentence, row.currency, hint)


def _day_of_rates(inspection: Inspection) -> date:
    """Return the world's own as-of day; a world of today is asked for the day of its last rate."""
    days = (row.date for row in inspection.world.of(Rate) if row.date is not None)
    return inspection.world.settings.as_of or max(days, default=date.max)


def _money_of_items(inspection: Inspection) -> dict[str, set[str]]:
    """Return in whose money the price of each item is told: that of the operators whose functions name it."""
    currency = inspection.world.settings.currency
    found: dict[str, set[str]] = defaultdict(set)
    programmes = inspection.ids(Programme)
    for function, item in _named(inspection):
        programme = programmes.get(function.programme)
        operator = programme.operator if isinstance(programme, Programme) else None
        wanted = currency.operators.get(operator or "", currency.default)
        if wanted in inspection.moneys:
            found[item].add(wanted)
    return found


def _named(inspection: Inspection) -> Iterator[tuple[Function, str]]:
    for function in inspection.world.of(Function):
        if function.needs is not None:
            for item in needed_ids(function.needs):
                yield function, item
