"""What does it cost, in which money, at which day's rate?"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Final

import msgspec

__all__ = ["Converted", "Money", "RateTable", "read_currency"]

_CODE: Final = re.compile(r"[A-Z]{3}")
OLDEST_RATE_DAYS: Final = 31
"""A rate older than this is not used without saying so [days]."""


class Money(msgspec.Struct, frozen=True):
    """An amount of one currency.

    Parameters
    ----------
    amount
        The sum [currency].
    currency
        ISO 4217 code.
    """

    amount: Decimal
    currency: str

    def __str__(self) -> str:
        whole = self.amount == self.amount.to_integral_value()
        return f"{self.amount:,.0f} {self.currency}" if whole else f"{self.amount:,.2f} {self.currency}"


class Converted(msgspec.Struct, frozen=True):
    """A sum in another money, with the rates that led there.

    Parameters
    ----------
    money
        The sum in the wanted currency.
    rates
        ``(row id, day, rate)`` of each rate used, in order.
    """

    money: Money
    rates: tuple[tuple[str, date, Decimal], ...]


class RateTable:
    """Exchange rates by pair and day; a rate holds from its day until the next day of the same pair.

    Parameters
    ----------
    rates
        ``(row id, day, base, quote, rate)``: one unit of base is worth ``rate`` units of quote.
    """

    def __init__(self, rates: Iterable[tuple[str, date, str, str, Decimal]]) -> None:
        self._pairs: dict[tuple[str, str], list[tuple[date, Decimal, str]]] = {}
        for row, day, base, quote, rate in rates:
            self._pairs.setdefault((base, quote), []).append((day, rate, row))
        for listed in self._pairs.values():
            listed.sort()

    @property
    def currencies(self) -> frozenset[str]:
        """Every currency that some rate names."""
        return frozenset(code for pair in self._pairs for code in pair)

    def convert(self, money: Money, wanted: str, day: date) -> Converted | None:
        """Return the sum in the wanted currency at the day's rate, or ``None`` where no rate leads there.

        A pair that is not quoted is crossed through one third currency, the first in alphabetical order
        that has both rates; a rate more than 31 days old counts as missing.
        """
        if money.currency == wanted:
            return Converted(money, ())
        if step := self._rate(money.currency, wanted, day):
            return Converted(Money(money.amount * step[2], wanted), (step,))
        for middle in sorted(self.currencies - {money.currency, wanted}):
            first, second = self._rate(money.currency, middle, day), self._rate(middle, wanted, day)
            if first and second:
                return Converted(Money(money.amount * first[2] * second[2], wanted), (first, second))
        return None

    def _rate(self, base: str, quote: str, day: date) -> tuple[str, date, Decimal] | None:
        if found := self._quoted((base, quote), day):
            return found
        if found := self._quoted((quote, base), day):
            row, when, rate = found
            return (row, when, 1 / rate) if rate else None
        return None

    def _quoted(self, pair: tuple[str, str], day: date) -> tuple[str, date, Decimal] | None:
        listed = self._pairs.get(pair, [])
        place = bisect_right(listed, day, key=lambda entry: entry[0])
        if not place or (day - listed[place - 1][0]).days > OLDEST_RATE_DAYS:
            return None
        when, rate, row = listed[place - 1]
        return row, when, rate


def read_currency(text: str) -> str:
    """Read a currency code of three capital letters (ISO 4217).

    Raises
    ------
    ValueError
        Where it is written in any other way.
    """
    if not _CODE.fullmatch(text):
        raise ValueError("a currency is written with three capital letters, such as EUR")
    return text
