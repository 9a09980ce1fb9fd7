"""Who is asked for? A party with its names and what is known beside them, from users' words or from a world."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec

from cutset.lists.countries import country_code
from cutset.lists.identifiers import identifier
from cutset.match.exact import BIRTH, Known
from cutset.world.rows import Identifier, Name, Party
from cutset.world.world import World

__all__ = ["STANDS_FOR_NOBODY", "Asked", "asked", "asked_of"]

KINDS: Final = ("person", "entity", "vessel", "aircraft", "unknown")
STANDS_FOR_NOBODY: Final = frozenset({"class", "unknown"})
"""Kinds of party rows that name nobody."""


class Asked(msgspec.Struct, frozen=True):
    """A party that is asked for.

    Parameters
    ----------
    id
        The asker's own id; repeated in every result.
    names
        Its names, in any script.
    kind
        ``person``, ``entity``, ``vessel``, ``aircraft``, or empty where it is not known.
    known
        What is known beside the names.
    weak
        Names that are never enough alone.
    """

    id: str
    names: tuple[str, ...]
    kind: str = ""
    known: Known = Known()
    weak: tuple[str, ...] = ()


def asked(
    id: str,
    names: Sequence[str],
    *,
    kind: str = "",
    country: str = "",
    birth: Sequence[str] = (),
    gender: str = "",
    identifiers: Sequence[tuple[str, str]] = (),
    weak: Sequence[str] = (),
) -> Asked:
    """Make an asked party from words as users write them.

    Examples
    --------
    >>> asked("7", ["Mikron"], kind="company", country="Russia").known.countries
    ('RU',)
    """
    pairs = [(scheme.upper().replace("_", "-"), value) for scheme, value in identifiers]
    numbers = [identifier(scheme, value) for scheme, value in pairs if scheme != BIRTH]
    births = [*birth, *(value for scheme, value in pairs if scheme == BIRTH)]
    code = country_code(country)
    plain = kind if kind in KINDS or not kind else "entity"
    known = Known((code,) if code else (), tuple(births), gender, tuple(n for n in numbers if n is not None))
    return Asked(id, tuple(names), "" if plain == "unknown" else plain, known, tuple(weak))


def asked_of(world: World) -> dict[str, Asked]:
    """Return the parties of a world by id, as they are asked for; who names nobody is left out."""
    names = world.grouped(Name, "party")
    numbers = world.grouped(Identifier, "party")
    found = {}
    for party in world.of(Party):
        if party.kind in STANDS_FOR_NOBODY:
            continue
        rows = names.get(party.id, ())
        weak = tuple(dict.fromkeys(row.name for row in rows if row.kind == "weak"))
        strong = (party.name, *(row.name for row in rows if row.kind != "weak"))
        found[party.id] = asked(
            party.id,
            tuple(name for name in dict.fromkeys(strong) if name not in weak),
            kind=party.kind,
            country=party.country,
            identifiers=[(row.scheme, row.value) for row in numbers.get(party.id, ())],
            weak=weak,
        )
    return found
