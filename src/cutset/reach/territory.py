"""Which country lies under which law, and whose money is it?

A law whose id is a country's code governs that country. What goes beyond that stands in ``territories.csv``
(members of the Union with their days, overseas parts) and ``currencies.csv``.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from cutset.dates import read_day, read_end
from cutset.spans import EVER, NONE, Spans, joined, span

__all__ = ["laws_over", "money_of", "under"]

HERE = Path(__file__).parent


@cache
def _territories() -> dict[tuple[str, str], Spans]:
    found: dict[tuple[str, str], Spans] = {}
    with (HERE / "territories.csv").open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            held = span(read_day(line["from"]), read_end(line["until"]))
            key = (line["law"], line["country"])
            found[key] = joined(found.get(key, NONE), held)
    return found


@cache
def _currencies() -> dict[str, str]:
    with (HERE / "currencies.csv").open(encoding="utf-8", newline="") as file:
        return {line["law"]: line["currency"] for line in csv.DictReader(file)}


def under(country: str, law: str) -> Spans:
    """Return the days on which a country lies under a law; a law named like the country governs it ever."""
    return EVER if country == law else _territories().get((law, country), NONE)


@cache
def laws_over(country: str) -> tuple[str, ...]:
    """Return the ids by which a target may name the country: its own, and those it has ever belonged to."""
    return (country, *sorted(law for law, inside in _territories() if inside == country))


def money_of(law: str) -> str:
    """Return the currency whose clearing lies under a law, or an empty text."""
    return _currencies().get(law, "")
