"""How much of a company does somebody hold, as far as the words allow?

A share is a whole number of micro-percent (100 percent = 100,000,000), so that three thirds add up and
49.9999 is never rounded to 50. What is written loosely is a range with both ends possible: ``>50`` begins one
micro-percent above 50, and ``majority`` means the same.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Final

import msgspec

__all__ = ["WHOLE", "Share", "percent", "read_share"]

MICRO: Final = 1_000_000
WHOLE: Final = 100 * MICRO
"""One hundred percent [micro-percent]."""

_BAND: Final = re.compile(r"(>?)\s*(\d+(?:\.\d+)?)\s*%?\s*-\s*(<?)\s*(\d+(?:\.\d+)?)")
_BOUND: Final = re.compile(r"(>=|<=|>|<|)\s*(\d+(?:\.\d+)?)")


class Share(msgspec.Struct, frozen=True):
    """A share between two bounds, both possible.

    Parameters
    ----------
    least, most
        Bounds [micro-percent], from 0 to :data:`WHOLE`.
    """

    least: int
    most: int

    @property
    def is_exact(self) -> bool:
        """Whether both bounds are the same."""
        return self.least == self.most

    def __str__(self) -> str:
        return percent(self.least) if self.is_exact else f"{percent(self.least)} to {percent(self.most)}"


UNKNOWN: Final = Share(0, WHOLE)
MAJORITY: Final = Share(50 * MICRO + 1, WHOLE)


def percent(share: int) -> str:
    """Return micro-percent as a percentage without losing a digit.

    Examples
    --------
    >>> percent(16_666_700)
    '16.6667 %'
    """
    return f"{(Decimal(share) / MICRO).normalize():f} %"


@lru_cache(maxsize=65536)
def read_share(text: str) -> Share:
    """Read a share as written: ``51``, ``51%``, ``>50``, ``>=57.67``, ``25-50``, ``majority``, or nothing.

    Raises
    ------
    ValueError
        Where it cannot be read, or lies outside 0 to 100. A decimal comma is never guessed.

    Examples
    --------
    >>> read_share("majority").least
    50000001
    >>> str(read_share("25-50"))
    '25 % to 50 %'
    """
    words = text.strip().casefold().removesuffix("%").rstrip()
    if not words or words == "unknown":
        return UNKNOWN
    if words == "majority":
        return MAJORITY
    if band := _BAND.fullmatch(words):
        above, low, below, high = band.groups()
        return _checked(_micro(low) + bool(above), _micro(high) - bool(below))
    if bound := _BOUND.fullmatch(words):
        return _bounded(bound[1], _micro(bound[2]))
    raise ValueError("a share is written 51, >50, 25-50, majority, or left empty")


def _bounded(sign: str, value: int) -> Share:
    match sign:
        case ">":
            return _checked(value + 1, WHOLE)
        case ">=":
            return _checked(value, WHOLE)
        case "<":
            return _checked(0, value - 1)
        case "<=":
            return _checked(0, value)
        case _:
            return _checked(value, value)


def _micro(text: str) -> int:
    try:
        value = Decimal(text) * MICRO
    except InvalidOperation as error:
        raise ValueError("not a number") from error
    if value != value.to_integral_value():
        raise ValueError("a share has at most six decimals")
    return int(value)


def _checked(least: int, most: int) -> Share:
    if not 0 <= least <= most <= WHOLE:
        raise ValueError("a share lies between 0 and 100, the lower bound first")
    return Share(least, most)
