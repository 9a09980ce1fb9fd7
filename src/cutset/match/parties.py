"""Which parties of a world are listed ones: on the official lists brought along, or under another id in the world?

*No match found* is said only against a complete list of known version and date; against anything else an unlisted
party is *not checked*.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

import msgspec

from cutset.dates import NEVER
from cutset.findings import Because, Step
from cutset.lists.entry import Entry, Identifier, ListedName, OfficialList
from cutset.match.exact import ExactIndex, Hit, exact_index
from cutset.spans import EVER, NONE, Spans
from cutset.status import Confidence, Match
from cutset.world.question import Question
from cutset.world.rows import Identifier as IdentifierRow
from cutset.world.rows import LawId, Measure, MeasureId, Name, Party, Row, Target
from cutset.world.world import World

__all__ = ["WORLD_LIST", "ListUsed", "Matched", "PartyAlias", "PartyMatch", "match"]

PARTY_ROLES: Final = frozenset({"party", "seller", "buyer", "end_user", "bank"})
WORLD_LIST: Final = "world"
STANDS_FOR_NOBODY: Final = frozenset({"class", "unknown"})
KIND_OF_LIST: Final = {"us-ofac-sdn": "asset_freeze"}
"""Kind of measure that being on a list means; of other lists only the match itself is told."""


class ListUsed(msgspec.Struct, frozen=True):
    """An official list that parties were held against.

    Parameters
    ----------
    list_id, title, law
        Which list, under whose law.
    version
        SHA-256 of its content [hex].
    published
        Its date; None where nobody says.
    entries
        How many entries it holds.
    incomplete
        Why "no match found" may not be said against it; empty where it may.
    """

    list_id: str
    title: str
    law: str
    version: str
    published: date | None
    entries: int
    incomplete: tuple[str, ...]


class PartyMatch(msgspec.Struct, frozen=True):
    """What one list says of one party.

    Parameters
    ----------
    party
        Our party.
    list_id
        The list; ``world`` for the parties that the world's own measures name.
    status
        same, candidate, no match found or not checked.
    entry
        Id of the listed entry; empty where there is none.
    words
        Why, in words.
    """

    party: str
    list_id: str
    status: Match
    entry: str = ""
    words: str = ""


class PartyAlias(msgspec.Struct, frozen=True):
    """One of our parties that is, or may be, one that a measure names under another id.

    Parameters
    ----------
    party
        Our party.
    listed
        The party that the measure names.
    certain, possible
        Days on which it certainly is, or may be.
    because
        The rows that say so.
    """

    party: str
    listed: str
    certain: Spans
    possible: Spans
    because: Because


class Matched(msgspec.Struct, frozen=True):
    """What stage *match* found.

    Parameters
    ----------
    lists
        The lists that were used.
    unused
        Lists that were brought but not used, with the reason.
    matches
        Per party and list.
    aliases
        Parties that match one that a measure names.
    rows
        Measures and targets that stand for hits on official lists.
    """

    lists: tuple[ListUsed, ...] = ()
    unused: tuple[str, ...] = ()
    matches: tuple[PartyMatch, ...] = ()
    aliases: tuple[PartyAlias, ...] = ()
    rows: tuple[Row, ...] = ()


def match(world: World, lists: Sequence[OfficialList], question: Question) -> Matched:
    """Return which parties of a world are listed ones.

    Parameters
    ----------
    world
        A world as known on the day of the question.
    lists
        Official lists; one that is dated after the known-by day is not used.
    question
        The laws that are read, and the known-by day.
    """
    # Lists of laws that are not read are looked at too: the gate of replacements knows no narrowing.
    used = [one for one in lists if (one.published or NEVER.min) <= question.known_by]
    named = _listed_in_world(world)
    books = [one for one in (named, *used) if one.entries]
    index = exact_index(books)
    matches: list[PartyMatch] = []
    aliases: list[PartyAlias] = []
    rows: list[Row] = []
    listed = {entry.id for entry in named.entries}
    for party, hits in _looked_up(world, index):
        own = [hit for hit in hits if hit.list_id == WORLD_LIST and hit.entry.id != party.id]
        if party.id in listed:
            matches.append(PartyMatch(party.id, WORLD_LIST, Match.SAME, party.id, "a measure of the world names it"))
        else:
            matches += [_told(party, hit) for hit in own]
            aliases += [_alias(party, hit) for hit in own]
        for official in used:
            found = [hit for hit in hits if hit.list_id == official.list_id]
            matches += [_told(party, hit) for hit in found] or [_not_found(party, official)]
            rows += _rows_of(party, found, official, question)
    unused = [f"{one.list_id}: {_why_unused(one, question)}" for one in lists if one not in used]
    return Matched(
        lists=tuple(_used(one) for one in used),
        unused=tuple(unused),
        matches=tuple(matches),
        aliases=tuple(aliases),
        rows=tuple(rows),
    )


def _looked_up(world: World, index: ExactIndex) -> Iterable[tuple[Party, list[Hit]]]:
    names = world.grouped(Name, "party")
    numbers = world.grouped(IdentifierRow, "party")
    for party in world.of(Party):
        if party.kind in STANDS_FOR_NOBODY or not index.lists:
            yield party, []
            continue
        asked = [(party.name, "", "primary"), *((row.name, row.script, row.kind) for row in names.get(party.id, ()))]
        identifiers = [(row.scheme, row.value) for row in numbers.get(party.id, ())]
        yield (
            party,
            index.look_up(names=asked, identifiers=identifiers, kind=party.kind, country=party.country),
        )


def _listed_in_world(world: World) -> OfficialList:
    """Return the parties that the world's measures name, as a list of its own."""
    targets = sorted({row.target for row in world.of(Target) if row.role in PARTY_ROLES})
    parties = world.by_id(Party)
    entries = tuple(_entry(world, parties[one]) for one in targets if one in parties)
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


def _told(party: Party, hit: Hit) -> PartyMatch:
    return PartyMatch(party.id, hit.list_id, Match(hit.status), hit.entry.id, hit.because)


def _not_found(party: Party, official: OfficialList) -> PartyMatch:
    if party.kind in STANDS_FOR_NOBODY:
        return PartyMatch(party.id, official.list_id, Match.NOT_CHECKED, words="nobody is named")
    if official.complete:
        words = f"exact names and identifiers against {official.list_id} of {official.published}"
        return PartyMatch(party.id, official.list_id, Match.NO_MATCH, words=words)
    return PartyMatch(party.id, official.list_id, Match.NOT_CHECKED, words="; ".join(official.incomplete))


def _alias(party: Party, hit: Hit) -> PartyAlias:
    step = Step(row=hit.entry.id, table="parties", words=f"{party.id} matches {hit.entry.id}: {hit.because}")
    certain = EVER if hit.status == "same" else NONE
    return PartyAlias(party.id, hit.entry.id, certain, EVER, (step,))


def _rows_of(party: Party, hits: list[Hit], official: OfficialList, question: Question) -> Iterable[Row]:
    """Yield a measure and target for each hit on a list of which being listed means a known kind of measure."""
    kind = KIND_OF_LIST.get(official.list_id)
    if kind is None:
        return
    known = official.published or question.known_by
    for hit in hits:
        sure = hit.status == "same" and official.published is not None
        name = f"{official.list_id}:{hit.entry.id}:{party.id}"
        measure = Measure(
            id=name,
            known=known,
            confidence=Confidence.DOCUMENTED if sure else Confidence.GENERAL,
            issuer=official.issuer,
            law=LawId(official.law),
            act=f"{official.title}, entry {hit.entry.id}",
            kind=kind,
            announced=known,
            applies_from=_listed_on(hit.entry) or official.published,
            until=NEVER,
            binds=("persons", "currency"),
            coverage="complete",
            note=hit.because,
        )
        target = Target(
            id=f"{name}#1",
            known=known,
            confidence=measure.confidence,
            measure=MeasureId(name),
            group="who",
            role="party",
            target=party.id,
        )
        yield measure
        yield target


def _listed_on(entry: Entry) -> date | None:
    try:
        return date.fromisoformat(entry.listed)
    except ValueError:
        return None


def _used(official: OfficialList) -> ListUsed:
    return ListUsed(
        official.list_id,
        official.title,
        official.law,
        official.version,
        official.published,
        len(official.entries),
        official.incomplete,
    )


def _why_unused(official: OfficialList, question: Question) -> str:
    return f"published {official.published}, after the known-by day {question.known_by}"
