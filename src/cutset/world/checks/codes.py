"""Which codes are there, of countries (ISO 3166-1), of currencies (ISO 4217), of faults? As tables beside this file."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import msgspec

from cutset.world.settings import Settings

__all__ = ["FaultKind", "country_codes", "currency_codes", "fault_kinds", "is_country", "moneys_of"]

HERE = Path(__file__).parent / "tables"
_LEFT_TO_USERS = re.compile(r"AA|Q[M-Z]|X[A-Z]|ZZ")
_OWN_MONEY = re.compile(r"X[A-Z]{2}")


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


def is_country(code: str) -> bool:
    """Whether a code is a country's, or one of those that ISO 3166-1 leaves to users (AA, QM-QZ, XA-XZ, ZZ).

    Examples
    --------
    >>> is_country("KZ"), is_country("XA"), is_country("RUS")
    (True, True, False)
    """
    return code in country_codes() or bool(_LEFT_TO_USERS.fullmatch(code))


@cache
def currency_codes() -> Mapping[str, str]:
    """Return the names of currencies by code."""
    return _table("currencies.csv")


def moneys_of(settings: Settings) -> frozenset[str]:
    """Return the codes of money that a world may use: those of ISO 4217, and X.. codes that its settings declare.

    ISO gives codes that begin with X to no country, so a world may call its own money by one.
    """
    declared = {*settings.currency.operators.values(), settings.currency.default}
    return frozenset({*currency_codes(), *(code for code in declared if _OWN_MONEY.fullmatch(code))})


def _table(name: str) -> dict[str, str]:
    return {line["code"]: line["name"] for line in _lines(name)}


def _lines(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))
