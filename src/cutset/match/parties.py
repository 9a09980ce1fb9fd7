"""Which parties of a world are listed ones: on the official lists brought along, or under another id in the world?

The parties that the world's own measures name are met by exact identity alone, official lists by the engine, which
takes exact identity first. *No match found* is said only against a complete list of known version and date; against
anything else an unlisted party is *not checked*. The engine is imported only where an official list is brought.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from cutset.dates import NEVER
from cutset.findings import Because, Step
from cutset.lists.entry import OfficialList
from cutset.match.asking import Asked, asked_of
from cutset.match.evidence import WordPair
from cutset.match.exact import Hit
from cutset.match.list_rows import listing_words, rows_of
from cutset.match.verdicts import NO_DECISIONS, Decisions
from cutset.match.world_list import WORLD_LIST, hits_in_world
from cutset.spans import EVER, NONE, Spans
from cutset.status import Match
from cutset.world.question import Question
from cutset.world.rows import Party, Row
from cutset.world.world import World

if TYPE_CHECKING:
    from cutset.match.official import Met

__all__ = ["WORLD_LIST", "ListUsed", "Matched", "PartyAlias", "PartyMatch", "match"]


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
    age_days
        Its age on the known-by day [d]; None where nobody says its date.
    """

    list_id: str
    title: str
    law: str
    version: str
    published: date | None
    entries: int
    incomplete: tuple[str, ...]
    age_days: int | None = None


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
    version
        SHA-256 of the list [hex].
    asked, listed, listed_kind
        The words that met: name or number as asked, the listed name, and whether that is primary, alias, former or
        weak.
    how
        ``identifier`` or ``name``.
    chance
        Probability that they are one party [0 to 1]; None where none was reckoned.
    pairs
        The words of the two names that met, and those without a partner.
    decision
        What a person decided, in words; empty where nobody did.
    """

    party: str
    list_id: str
    status: Match
    entry: str = ""
    words: str = ""
    version: str = ""
    asked: str = ""
    listed: str = ""
    listed_kind: str = ""
    how: str = ""
    chance: float | None = None
    pairs: tuple[WordPair, ...] = ()
    decision: str = ""


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


def match(
    world: World, lists: Sequence[OfficialList], question: Question, decisions: Decisions = NO_DECISIONS
) -> Matched:
    """Return which parties of a world are listed ones.

    Parameters
    ----------
    world
        A world as known on the day of the question.
    lists
        Official lists; one that is dated after the known-by day is not used.
    question
        The laws that are read, and the known-by day.
    decisions
        What people decided about parties and entries: *same* is a hit, *unsure* possible, *different* is no hit until
        the data change.
    """
    # Lists of laws that are not read are looked at too: the gate of replacements knows no narrowing.
    used = [one for one in lists if (one.published or NEVER.min) <= question.known_by]
    parties = asked_of(world)
    listed, in_world = hits_in_world(world, parties)
    on_lists = _on_lists(parties, [one for one in used if one.entries], decisions)
    matches: list[PartyMatch] = []
    aliases: list[PartyAlias] = []
    rows: list[Row] = []
    for party in world.of(Party):
        if party.id in listed:
            words = "a measure of the world names it"
            matches.append(PartyMatch(party.id, WORLD_LIST, Match.SAME, party.id, words))
        else:
            matches += [_own(party, hit) for hit in in_world.get(party.id, ())]
            aliases += [_alias(party, hit) for hit in in_world.get(party.id, ())]
        for official in used:
            mine = [
                one
                for one in on_lists.get(party.id, ())
                if (one.match.list_id, one.match.version) == (official.list_id, official.version)
            ]
            hits = [one for one in mine if not one.different]
            matches += [_told(one) for one in hits] or [
                _not_found(party, party.id in parties, official, mine, question)
            ]
            for one in hits:
                rows += rows_of(one.match, official, question)
    unused = [f"{one.list_id}: {_why_unused(one, question)}" for one in lists if one not in used]
    return Matched(
        lists=tuple(_used(one, question) for one in used),
        unused=tuple(unused),
        matches=tuple(matches),
        aliases=tuple(aliases),
        rows=tuple(rows),
    )


def _on_lists(parties: dict[str, Asked], lists: Sequence[OfficialList], decisions: Decisions) -> dict[str, list[Met]]:
    if not lists:
        return {}
    from cutset.match.official import listed_among

    return listed_among(parties, lists, decisions)


def _own(party: Party, hit: Hit) -> PartyMatch:
    return PartyMatch(party.id, hit.list_id, Match(hit.status), hit.entry.id, hit.because)


def _told(one: Met) -> PartyMatch:
    met = one.match
    return PartyMatch(
        met.id,
        met.list_id,
        Match(met.status),
        met.entry_id,
        met.because,
        version=met.version,
        asked=met.asked,
        listed=met.listed,
        listed_kind=met.listed_kind,
        how=met.how,
        chance=met.chance,
        pairs=one.words,
        decision=met.decision,
    )


def _not_found(
    party: Party, names_somebody: bool, official: OfficialList, different: Sequence[Met], question: Question
) -> PartyMatch:
    """Return that a party was not found, and what was decided to be different."""
    if not names_somebody:
        return PartyMatch(party.id, official.list_id, Match.NOT_CHECKED, words="nobody is named")
    status = Match.NO_MATCH if official.complete else Match.NOT_CHECKED
    words = listing_words(official, question) if official.complete else "; ".join(official.incomplete)
    decided = [f"entry {one.match.entry_id}, {one.match.listed!r}: {one.match.decision}" for one in different]
    return PartyMatch(
        party.id, official.list_id, status, words=words, version=official.version, decision="; ".join(decided)
    )


def _alias(party: Party, hit: Hit) -> PartyAlias:
    step = Step(row=hit.entry.id, table="parties", words=f"{party.id} matches {hit.entry.id}: {hit.because}")
    certain = EVER if hit.status == "same" else NONE
    return PartyAlias(party.id, hit.entry.id, certain, EVER, (step,))


def _used(official: OfficialList, question: Question) -> ListUsed:
    return ListUsed(
        official.list_id,
        official.title,
        official.law,
        official.version,
        official.published,
        len(official.entries),
        official.incomplete,
        (question.known_by - official.published).days if official.published else None,
    )


def _why_unused(official: OfficialList, question: Question) -> str:
    return f"published {official.published}, after the known-by day {question.known_by}"
