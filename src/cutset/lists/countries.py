"""Which country does a printed country name, adjective or code mean? Table: ``tables/countries.csv``."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib import resources

from anyascii import anyascii

__all__ = ["country_code", "country_names", "table_rows"]

UNKNOWN = frozenset({"", "00", "xx", "na", "n a", "unknown", "undetermined", "region"})


def table_rows(package: str, name: str) -> list[dict[str, str]]:
    """Return the rows of one of the package's own tables; lines that start with # are its sources."""
    text = resources.files(package).joinpath("tables", name).read_text(encoding="utf-8")
    return list(csv.DictReader(line for line in text.splitlines() if line and not line.startswith("#")))


def country_code(printed: str) -> str:
    """Return the ISO 3166-1 alpha-2 code of a country as printed, or nothing where it is not known.

    Examples
    --------
    >>> country_code("Iran (Islamic Republic of)"), country_code("ru"), country_code("00")
    ('IR', 'RU', '')
    """
    return _code_of(printed.strip())


def country_names() -> dict[str, str]:
    """Return every printed form in plain letters, with the code it means."""
    return dict(_by_name())


@cache
def _code_of(printed: str) -> str:
    plain = _plain(printed)
    if plain in UNKNOWN:
        return ""
    known = _by_name()
    return known.get(plain) or known.get(re.sub(r"^(the|republic of( the)?) ", "", plain), "")


@cache
def _by_name() -> dict[str, str]:
    known: dict[str, str] = {}
    for row in table_rows("cutset.lists", "countries.csv"):
        known[row["code"].lower()] = row["code"]
        for name in row["names"].split("|"):
            known[_plain(name)] = row["code"]
    return known


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", anyascii(text).lower().replace("'", "")).strip()
