"""What is made of the columns of an input? Which are used for what, which are not, and which cells say nothing.

A column or cell that is passed over without a word makes a match weaker, or misses it, and nobody learns of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from cutset.lists.birth import birth_date
from cutset.lists.countries import country_code
from cutset.lists.identifiers import identifier
from cutset.lists.own_csv import CALLED, EXACT, SEVERAL, is_kind
from cutset.lists.tabular import plain, split_cell

__all__ = ["GENDERS", "Unread", "column_words"]

Columns = Mapping[str, Sequence[str]]
GENDERS: Final = {"m": "male", "male": "male", "f": "female", "female": "female"}
MOST_EXAMPLES: Final = 3


class Unread:
    """Counts the values that were not understood, and keeps some of each thing as examples."""

    def __init__(self) -> None:
        self._counts = Counter[str]()
        self._examples: dict[str, dict[str, None]] = {}

    def add(self, row: Mapping[str, str], columns: Columns) -> None:
        """Count the cells of a row that mean nothing and are left out."""
        for thing in ("country", "birth", "gender", "kind", *EXACT):
            for column in columns.get(thing, ()):
                for value in split_cell(row.get(column, ""), SEVERAL):
                    if not _means(thing, value):
                        self._counts[thing] += 1
                        some = self._examples.setdefault(thing, {})
                        if len(some) < MOST_EXAMPLES:
                            some[value] = None

    @property
    def words(self) -> tuple[str, ...]:
        """How many values of what were not understood, with examples."""
        return tuple(
            f"{CALLED.get(thing, thing)}: {many} {'value was' if many == 1 else 'values were'} not understood and "
            f"not used, such as {', '.join(map(repr, self._examples[thing]))}"
            for thing, many in self._counts.items()
        )


def column_words(header: Sequence[str], columns: Columns) -> str:
    """Say in words which columns are used for what, and which are not used."""
    things = {header: thing for thing, headers in columns.items() for header in headers}
    used = [f"{cell} as {CALLED.get(thing, thing)}" for cell in header if (thing := things.get(plain(cell), ""))]
    unused = [cell or "a column without a header" for cell in header if plain(cell) not in things]
    return f"columns used: {', '.join(used)}; not used: {', '.join(unused) or 'none'}"


def _means(thing: str, value: str) -> bool:
    match thing:
        case "country":
            return bool(country_code(value))
        case "birth":
            return bool(birth_date(value))
        case "gender":
            return value.lower() in GENDERS
        case "kind":
            return is_kind(value)
        case _:
            return identifier(thing, value) is not None
