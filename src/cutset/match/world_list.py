"""Which parties of a world are ones that its own measures name under another id? Exact identity alone.

The names that measures of a world carry were written by the same hand as its parties, so that near spellings are
left to the checks of the world.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from cutset.lists.entry import Entry, Identifier, ListedName, OfficialList
from cutset.match.asking import Asked
from cutset.match.exact import Hit, exact_index
from cutset.world.rows import Identifier as IdentifierRow
from cutset.world.rows import Name, Party, Target
from cutset.world.world import World

__all__ = ["WORLD_LIST", "hits_in_world"]

WORLD_LIST: Final = "world"
PARTY_ROLES: Final = frozenset({"party", "seller", "buyer", "end_user", "bank"})


def hits_in_world(world: World, parties: Mapping[str, Asked]) -> tuple[frozenset[str], dict[str, list[Hit]]]:
    """Return the parties that measures name, and which others match one of these."""
    entries = _named(world)
    listed = frozenset(entry.id for entry in entries)
    if not entries:
        return listed, {}
    index = exact_index([_as_list(world, entries)])
    names, numbers = world.grouped(Name, "party"), world.grouped(IdentifierRow, "party")
    found = {}
    for party in world.of(Party):
        if party.id not in parties or party.id in listed:
            continue
        asked = [(party.name, "", "primary"), *((row.name, row.script, row.kind) for row in names.get(party.id, ()))]
        identifiers = [(row.scheme, row.value) for row in numbers.get(party.id, ())]
        hits = index.look_up(names=asked, identifiers=identifiers, kind=party.kind, country=party.country)
        if hits:
            found[party.id] = hits
    return listed, found


def _named(world: World) -> tuple[Entry, ...]:
    targets = sorted({row.target for row in world.of(Target) if row.role in PARTY_ROLES})
    parties = world.by_id(Party)
    return tuple(_entry(world, parties[one]) for one in targets if one in parties)


def _as_list(world: World, entries: tuple[Entry, ...]) -> OfficialList:
    return OfficialList(
        list_id=WORLD_LIST,
        title="parties that measures of the world name",
        issuer=world.settings.name,
        law="",
        version="",
        published=None,
        entries=entries,
        incomplete=("it holds only what the world's measures name",),
    )


def _entry(world: World, party: Party) -> Entry:
    names = world.grouped(Name, "party").get(party.id, ())
    numbers = world.grouped(IdentifierRow, "party").get(party.id, ())
    return Entry(
        list_id=WORLD_LIST,
        id=party.id,
        kind="person" if party.kind == "person" else "entity",
        names=tuple(ListedName(row.name, row.kind, row.script) for row in names) or (ListedName(party.name),),
        identifiers=tuple(Identifier(row.scheme, row.value) for row in numbers),
        countries=(party.country,) if party.country else (),
    )
