"""How many, how much, how fast, as far as anyone can say?

A quantity is a number or a range (``7-9``), exact as decimal fractions. What is not known is ``None`` in its row,
never nought and never endless.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final

import msgspec

__all__ = ["Quantity", "read_quantity"]

_NUMBER: Final = r"\d+(?:\.\d+)?"
_RANGE: Final = re.compile(rf"({_NUMBER})\s*-\s*({_NUMBER})")
_ONE: Final = re.compile(rf"-?{_NUMBER}")


class Quantity(msgspec.Struct, frozen=True):
    """A quantity between two bounds, both possible; the unit stands beside it.

    Parameters
    ----------
    least, most
        Bounds [unit of the row]; never negative.
    """

    least: Decimal
    most: Decimal

    def __add__(self, other: Quantity) -> Quantity:
        return Quantity(self.least + other.least, self.most + other.most)

    def __str__(self) -> str:
        return f"{self.least}" if self.least == self.most else f"{self.least}-{self.most}"


@lru_cache(maxsize=65536)
def read_quantity(text: str) -> Quantity:
    """Read a quantity as written: ``24`` or ``7-9``.

    Raises
    ------
    ValueError
        Where it cannot be read, is negative, or runs from more to less.

    Examples
    --------
    >>> str(read_quantity("7-9"))
    '7-9'
    """
    if band := _RANGE.fullmatch(text):
        least, most = Decimal(band[1]), Decimal(band[2])
        if least > most:
            raise ValueError("a range runs from less to more")
        return Quantity(least, most)
    if not _ONE.fullmatch(text):
        raise ValueError("a quantity is written 24 or 7-9")
    value = Decimal(text)
    if value < 0:
        raise ValueError("a quantity is never negative")
    return Quantity(value, value)
