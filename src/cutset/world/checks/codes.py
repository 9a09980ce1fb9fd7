"""Which codes of countries and currencies are there? ISO 3166-1 and ISO 4217, as tables beside this file."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

__all__ = ["country_codes", "currency_codes"]

HERE = Path(__file__).parent / "tables"


@cache
def country_codes() -> Mapping[str, str]:
    """Return the names of countries by code.

    Examples
    --------
    >>> country_codes()["KZ"]
    'Kazakhstan'
    """
    return _table("countries.csv")


@cache
def currency_codes() -> Mapping[str, str]:
    """Return the names of currencies by code."""
    return _table("currencies.csv")


def _table(name: str) -> dict[str, str]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return {line["code"]: line["name"] for line in csv.DictReader(one for one in file if not one.startswith("#"))}
