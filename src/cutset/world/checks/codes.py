"""Which codes are there, of countries (ISO 3166-1), of currencies (ISO 4217), of faults? As tables beside this file."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import msgspec

__all__ = ["FaultKind", "country_codes", "currency_codes", "fault_kinds"]

HERE = Path(__file__).parent / "tables"


class FaultKind(msgspec.Struct, frozen=True):
    """A kind of fault or remark, as published.

    Parameters
    ----------
    code
        Its short name.
    stops
        Whether it is a fault; a remark stops nothing.
    says
        What is wrong.
    example
        A cell that shows it.
    do
        What to do.
    """

    code: str
    stops: bool
    says: str
    example: str
    do: str


@cache
def fault_kinds() -> Mapping[str, FaultKind]:
    """Return every kind of fault and remark that reading and checking a world can tell, by code."""
    return {
        line["code"]: FaultKind(line["code"], line["stops"] == "yes", line["says"], line["example"], line["do"])
        for line in _lines("faults.csv")
    }


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
    return {line["code"]: line["name"] for line in _lines(name)}


def _lines(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))
