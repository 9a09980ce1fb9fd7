"""Which parties are, or may be, entries of official lists, and through which words of which names?"""

from __future__ import annotations

from collections import Counter

import msgspec

from cutset.assess import Assessment
from cutset.findings import Step
from cutset.match.evidence import WordPair, word_pair_line
from cutset.match.parties import WORLD_LIST, ListUsed, PartyMatch
from cutset.report.document import MatchLine, StepLine, WordLine
from cutset.report.steps import step_lines
from cutset.status import Match
from cutset.world.rows import Party

__all__ = ["list_words", "match_lines", "match_steps", "undecided_words"]

SHOWN_HASH = 12


def match_lines(found: Assessment) -> tuple[MatchLine, ...]:
    """Return a line for each hit on an official list, and for each party whose hits were decided to be different."""
    used = {(one.list_id, one.version): one for one in found.matched.lists}
    lines = [
        _line(found, one, used[one.list_id, one.version])
        for one in found.matched.matches
        if one.list_id != WORLD_LIST and (one.entry or one.decision)
    ]
    return tuple(sorted(lines, key=lambda line: line.id))


def undecided_words(found: Assessment) -> tuple[str, ...]:
    """Return how many candidates wait for a decision, list by list."""
    waiting = Counter(
        one.list_id
        for one in found.matched.matches
        if one.list_id != WORLD_LIST and one.status is Match.CANDIDATE and not one.decision.startswith("unsure")
    )
    return tuple(
        f"{many} {'candidate' if many == 1 else 'candidates'} on {name} that nobody has decided: read as possible "
        f"(cutset decide {found.world.settings.name} --list {name})"
        for name, many in sorted(waiting.items())
    )


def list_words(one: ListUsed) -> str:
    """Return a list with its day, age and version."""
    version = f"version {one.version[:SHOWN_HASH]}"
    if one.published is None:
        return f"{one.list_id} of a day not known, {version}"
    return f"{one.list_id} of {one.published}, {one.age_days} {'day' if one.age_days == 1 else 'days'} old, {version}"


def match_steps(line: MatchLine) -> tuple[StepLine, ...]:
    """Return the chain behind a match: the list, the entry and its name, the words, the decision."""
    age = f", {line.age_days} days old" if line.age_days is not None else ""
    listed = f"{line.list_id} of {line.published or 'a day not known'}{age}, SHA-256 {line.version}"
    steps = [Step(row=line.list_id, table="official lists", words=listed)]
    if line.entry:
        kind = f", {line.listed_kind} name" if line.listed_kind and line.how == "name" else ""
        steps.append(Step(row=line.entry, table=line.list_id, words=f"entry {line.entry}: {line.listed!r}{kind}"))
        steps.append(Step(row=line.party, table="parties", words=f"{line.how} {line.asked!r}: {line.words}"))
    steps += [
        Step(row="", table="words", words=word_pair_line(msgspec.convert(pair, WordPair, from_attributes=True)))
        for pair in line.word_pairs
    ]
    if line.decision:
        steps.append(Step(row="", table="decisions", words=f"decided {line.decision}"))
    return step_lines(tuple(steps))


def _line(found: Assessment, one: PartyMatch, used: ListUsed) -> MatchLine:
    party = found.world.by_id(Party).get(one.party)
    return MatchLine(
        id=f"match:{one.party}:{one.list_id}{':' + one.entry if one.entry else ''}@{found.question.as_of}",
        party=one.party,
        name=party.name if party else one.party,
        status=str(one.status),
        list_id=one.list_id,
        version=one.version,
        published=used.published,
        age_days=used.age_days,
        entry=one.entry,
        listed=one.listed,
        listed_kind=one.listed_kind,
        asked=one.asked,
        how=one.how,
        probability=one.chance,
        decision=one.decision,
        words=one.words,
        word_pairs=tuple(msgspec.convert(pair, WordLine, from_attributes=True) for pair in one.pairs),
    )
