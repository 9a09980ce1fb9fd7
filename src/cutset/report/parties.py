"""Which parties are caught, under which law, by name or through whom, and what may not be said of the others?"""

from __future__ import annotations

from collections import defaultdict

from cutset.assess import Assessment
from cutset.reach.listings import Hold
from cutset.report.document import PartyLine
from cutset.report.matches import list_words
from cutset.report.steps import day_or_none, step_lines
from cutset.spans import first_loss
from cutset.status import Caught, Confidence, Match
from cutset.world.rows import OwnershipRule, Party

__all__ = ["party_lines"]


def party_lines(found: Assessment) -> tuple[PartyLine, ...]:
    """Return the party findings: each hold, parties kept only by a loop, and one line for every other party."""
    lines = [_hold_line(found, hold) for hold in found.reached.listings.holds if _bites(found, hold)]
    lines += _review_lines(found)
    held = {line.party for line in lines}
    lines += [_other_line(found, party) for party in found.world.of(Party) if party.id not in held]
    return tuple(sorted(lines, key=lambda line: (line.party, line.law, line.kind, line.measure, line.rule)))


def _bites(found: Assessment, hold: Hold) -> bool:
    return first_loss(hold.fit.conceivable, found.question.as_of)[0] <= found.question.horizon


def _hold_line(found: Assessment, hold: Hold) -> PartyLine:
    measure = found.reached.measures[hold.measure]
    certain = first_loss(hold.fit.certain, found.question.as_of)
    days = certain if certain[0] <= found.question.horizon else first_loss(hold.fit.conceivable, found.question.as_of)
    sure = certain[0] <= found.question.horizon
    status = Caught.CAUGHT if sure else Caught.POSSIBLE if hold.fit.possible else Caught.CANNOT_TELL
    how = "through its owners" if hold.rule else "by name"
    when = f"since {days[0]}" if days[0] <= found.question.as_of else f"from {days[0]}"
    named = f"{measure.issuer}, {measure.act} ({measure.kind.replace('_', ' ')})"
    words = f"{status} {how} {when}: {named}{_unsettled(found, hold)}"
    return PartyLine(
        id=f"reach:{hold.party}:{hold.measure}{':' + hold.rule if hold.rule else ''}@{found.question.as_of}",
        party=hold.party,
        name=_name(found, hold.party),
        law=measure.law,
        kind=measure.kind,
        status=str(status),
        from_=day_or_none(days[0]),
        until=day_or_none(days[1]),
        measure=hold.measure,
        rule=hold.rule,
        words=words,
        because=step_lines(found.reached.listings.because(hold)),
    )


def _unsettled(found: Assessment, hold: Hold) -> str:
    """Return both readings of a hold that rests on a rule that is not settled."""
    rule = found.world.by_id(OwnershipRule).get(hold.rule)
    if rule is None or rule.confidence is not Confidence.DISPUTED:
        return ""
    start = f"from {rule.from_}" if rule.from_ else "then"
    return f"; the law is not settled: read strictly it is caught {start}, read leniently it is not"


def _review_lines(found: Assessment) -> list[PartyLine]:
    lines = []
    for (law, kind), parties in sorted(found.reached.listings.review.items()):
        for party in sorted(parties):
            words = "review: only a loop of stakes would keep it caught; nothing feeds the loop"
            lines.append(_plain(found, party, law, kind, Caught.CANNOT_TELL, words, f"loop-{law}-{kind}"))
    return lines


def _other_line(found: Assessment, party: Party) -> PartyLine:
    """Return what may be said of a party on which nothing has hold: no match only against complete lists."""
    used = {(one.list_id, one.version): list_words(one) for one in found.matched.lists}
    matches = defaultdict(list)
    for one in found.matched.matches:
        if one.party == party.id and one.list_id != "world":
            matches[one.status].append((one.list_id, used.get((one.list_id, one.version), one.list_id), one.entry))
    if hits := matches[Match.SAME] + matches[Match.CANDIDATE]:
        is_one = "it is" if matches[Match.SAME] else "it may be"
        entries = "; ".join(f"entry {entry} of {words}" for _, words, entry in hits)
        words = f"{is_one} on an official list: {entries}; what that forbids is not modelled"
        return _plain(found, party.id, "", "", Caught.POSSIBLE, words, "lists")
    clean = matches[Match.NO_MATCH]
    if clean and not matches[Match.NOT_CHECKED]:
        lists = "; ".join(words for _, words, _ in clean)
        words = f"no match found on {lists}; no loaded measure names it or an owner that counts"
        return _plain(found, party.id, "", "", Caught.NO_MATCH, words, "lists")
    why = "no complete official list was held against it" if not clean else "some lists were not complete"
    words = f"no loaded measure names it or an owner that counts; {why}, so no more can be said"
    return _plain(found, party.id, "", "", Caught.CANNOT_TELL, words, "lists")


def _plain(found: Assessment, party: str, law: str, kind: str, status: Caught, words: str, rule: str) -> PartyLine:
    return PartyLine(
        id=f"reach:{party}:{rule}@{found.question.as_of}",
        party=party,
        name=_name(found, party),
        law=law,
        kind=kind,
        status=str(status),
        from_=None,
        until=None,
        measure="",
        rule="",
        words=words,
        because=(),
    )


def _name(found: Assessment, party: str) -> str:
    row = found.world.by_id(Party).get(party)
    return row.name if row else party
