"""What do dates, countries, gender and numbers add to what the names say? Log-likelihood ratios from a table.

Weights stand in ``tables/evidence.csv`` (natural logarithm). A weak name is never enough alone: without an
agreeing date of birth or country its probability stays below one half.
"""

from __future__ import annotations

import math
from functools import cache
from typing import Final

import msgspec

from cutset.lists.countries import table_rows
from cutset.lists.entry import Entry, Identifier
from cutset.match.exact import UNIQUE_SCHEMES, Known, same_birth

__all__ = ["MOST_WEAK", "Fact", "Known", "WordPair", "facts", "joined", "word_pair_line"]

MOST_WEAK: Final = 0.49
"""Highest probability of a weak name without an agreeing date of birth or country."""

NEAR_YEARS: Final = 2
NOTHING_KNOWN: Final = Known()


class Fact(msgspec.Struct, frozen=True):
    """A fact that speaks for or against: its short name, weight (log-odds) and words."""

    fact: str
    weight: float
    words: str


class WordPair(msgspec.Struct, frozen=True):
    """A word of the asked name and the word of the listed one that met it.

    Parameters
    ----------
    asked, listed
        The words; one is empty where the other has no partner.
    likeness, how
        How alike they are [0 to 1], and in what.
    weight
        What the asked word weighs: 1 for one never seen, towards 0 for the most frequent.
    kind
        Class of the word: word, initial, number, legal form ...
    """

    asked: str
    listed: str
    likeness: float
    how: str
    weight: float
    kind: str


def word_pair_line(pair: WordPair) -> str:
    """Return a pair of words as a line of a table."""
    both = f"{pair.asked or '-':<20} {pair.listed or '-':<20}"
    return f"{both} {pair.likeness:4.2f} {pair.how} ({pair.kind}, weight {pair.weight:.2f})"


def facts(known: Known, entry: Entry, weak: bool) -> tuple[Fact, ...]:
    """Return what speaks for and against a listed party beside the names."""
    if known == NOTHING_KNOWN:
        return (_table()["weak-name"],) if weak else ()
    found = [
        _birth(known.birth_dates, entry.birth_dates),
        _country(known.countries, entry.countries),
        "gender-differs" if known.gender and entry.gender and known.gender != entry.gender else "",
        "number-differs" if _numbers_differ(known.identifiers, entry.identifiers) else "",
        "weak-name" if weak else "",
    ]
    return tuple(_table()[fact] for fact in found if fact)


def joined(chance: float, found: tuple[Fact, ...], weak: bool) -> float:
    """Return the probability after the facts.

    Examples
    --------
    >>> round(joined(0.5, (Fact("country-agrees", 0.7, ""),), weak=False), 2)
    0.67
    """
    if found:
        odds = math.log(chance / (1 - chance)) + sum(fact.weight for fact in found)
        chance = 1 / (1 + math.exp(-odds))
    agreeing = any(fact.weight > 0 for fact in found)
    return min(chance, MOST_WEAK) if weak and not agreeing else chance


@cache
def _table() -> dict[str, Fact]:
    rows = table_rows("cutset.match", "evidence.csv")
    return {row["fact"]: Fact(row["fact"], float(row["weight"]), row["words"]) for row in rows}


def _birth(mine: tuple[str, ...], theirs: tuple[str, ...]) -> str:
    if not mine or not theirs:
        return ""
    pairs = [(a, b) for a in mine for b in theirs]
    if any(a == b and len(a) == len("1963-12-21") for a, b in pairs):
        return "birth-same-day"
    if any(same_birth(a, b) for a, b in pairs):
        return "birth-same-year"
    apart = min(abs(a - b) for x, y in pairs for a in _years(x) for b in _years(y))
    return "birth-near" if apart <= NEAR_YEARS else "birth-differs"


def _years(born: str) -> list[int]:
    return [int(part[:4]) for part in born.split("/") if part[:4].isdigit()] or [0]


def _country(mine: tuple[str, ...], theirs: tuple[str, ...]) -> str:
    if not mine or not theirs:
        return ""
    return "country-agrees" if set(mine) & set(theirs) else "country-differs"


def _numbers_differ(mine: tuple[Identifier, ...], theirs: tuple[Identifier, ...]) -> bool:
    schemes = {n.scheme for n in theirs}
    return any(n.scheme in UNIQUE_SCHEMES and n.scheme in schemes and n not in theirs for n in mine)
