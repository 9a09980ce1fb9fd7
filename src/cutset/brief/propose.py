"""Which rows does a claim raise? Standing and hedge go with it: a promise stays a promise, a *may* stays a statement.

The rules:

* A stop that is told as a fact, by a seller whom the world holds, of supplies the world holds: a withdrawal. Any other
  stop: a statement that would stop them.
* A promise, an offer, an agreement or a wish to buy: a statement that would supply, or a supply whose standing is
  ``promised`` or ``offered`` where seller, buyer and item are all named. Never an operating supply.
* Talk of getting round a measure: a red flag. No route is ever proposed.
* A measure told as a fact by a state whose law the world holds: a measure of coverage ``list`` with its target, both
  founded only in general, so that they never make more than *possible*. A party told to be listed is its target.
* Anything else that is linked: a statement of position.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import Final

import msgspec

from cutset.brief.article import Article
from cutset.brief.claim import Claim
from cutset.brief.proposal import Proposal
from cutset.brief.sentence import sentence_of
from cutset.brief.tables import rule_table
from cutset.brief.touching import touched_payments, touched_programmes, touched_supplies
from cutset.world.rows import Function, Law, Supply
from cutset.world.world import World

__all__ = ["propose", "source_cells"]

LONGEST_WORDS: Final = 240
"""Longest words of a statement [characters]."""
MOST_SUPPLIES: Final = 8
LAW_TABLES: Final = ("measures", "targets")
"""Rows that are founded in general only, as a person has to find the law behind the article first."""
_FIRM: Final = ("reported", "asserted")


class _Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    hedges: dict[str, str]
    stops: tuple[str, ...]
    effects: dict[str, tuple[str, str]]
    withdrawals: dict[str, frozenset[str]]
    measure_kinds: dict[str, frozenset[str]]
    laws: dict[str, str]
    silent: tuple[str, ...]


def propose(claims: Iterable[Claim], article: Article, world: World) -> tuple[Proposal, ...]:
    """Return the rows that the claims of one article raise.

    Parameters
    ----------
    claims
        The claims.
    article
        The article they stand in.
    world
        The world they would change.
    """
    day = article.published.day
    world = world.known_by(day) if day else world
    return tuple(proposal for claim in claims for proposal in _Proposer(claim, article, world).proposals())


def source_cells(article: Article) -> dict[str, str]:
    """Return the row of the table of sources that stands for an article."""
    known = article.published.day
    return {
        "id": _source_id(article),
        "known": str(known or ""),
        "source": "",
        "confidence": "documented" if article.published.how in ("given", "found") else "documented/known-inferred",
        "title": article.title or article.name,
        "publisher": "",
        "date": str(known or ""),
        "url": article.url,
        "kind": "article",
    }


def _source_id(article: Article) -> str:
    return f"B-BRIEF-{article.doc_id[:8]}"


class _Proposer:
    def __init__(self, claim: Claim, article: Article, world: World) -> None:
        self.claim, self.article, self.world = claim, article, world
        self.firm = (
            claim.label in _FIRM and claim.polarity == "+" and claim.realis == "actual" and claim.certainty == "certain"
        )
        self.supplies = touched_supplies(claim, world)[:MOST_SUPPLIES]

    def proposals(self) -> Iterator[Proposal]:
        claim = self.claim
        if claim.event_type in _rules().silent or ("question" in claim.flags and not claim.attribution):
            return
        if "circumvention" in claim.flags:
            yield self._red_flag()
        elif claim.event_type in _rules().stops and self._is_withdrawal():
            yield self._withdrawal()
        elif claim.event_type in ("OFFER", "AGREE", "SEEK_SUPPLY", "AID") and self._new_supply() is not None:
            yield self._supply(self._new_supply())
        elif claim.event_type in ("IMPOSE_MEASURE", "LIST") and self._is_measure():
            yield from self._measure()
        elif claim.event_type == "AGREE" and claim.mode == "sign" and self.firm and self._both_linked():
            yield self._agreement()
        else:
            statement = self._statement()
            if statement is not None:
                yield statement

    def _is_withdrawal(self) -> bool:
        actor = self.claim.actor
        named = bool(actor and actor.party_id and not actor.resolved)
        return self.firm and named and bool(self._running()) and self._day() is not None

    def _running(self) -> list[Supply]:
        """Return the touched supplies that could stop: those that are no mere offer or promise."""
        named = {m.party_id for m in (self.claim.actor, self.claim.recipient) if m and m.party_id}
        return [
            supply
            for supply in self.supplies
            if supply.standing not in ("offered", "promised") and named & {supply.seller, supply.buyer, supply.end_user}
        ]

    def _withdrawal(self) -> Proposal:
        claim = self.claim
        assert claim.actor is not None
        verb = self._words_at(claim.provenance.trigger).lower()
        kind = next(
            (kind for kind, verbs in _rules().withdrawals.items() if any(verb.startswith(v[:5]) for v in verbs)),
            "suspend",
        )
        cells = {
            "by": claim.actor.party_id,
            "kind": kind,
            "supplies": ";".join(supply.id for supply in self._running()),
            "effect": "stops",
            "stated_reason": "",
            "date": str(self._day()),
        }
        return self._row("withdrawals", cells, "told as a fact by or of a seller that the world holds")

    def _statement(self) -> Proposal | None:
        claim = self.claim
        bears_on = self._bears_on()
        if not bears_on:
            return None
        told = _rules().effects.get(claim.event_type, ("position", "position"))
        effect = told[claim.polarity == "-"]
        if claim.event_type == "IMPOSE_MEASURE" and claim.mode == "lift":
            effect = "would_restore"
        if claim.event_type == "PAYMENT" and claim.mode in ("restrict", "refuse", "default") and claim.polarity == "+":
            effect = "would_stop"
        if claim.event_type == "SCHEDULE" and claim.mode in ("delay", "miss"):
            effect = "would_stop"
        who = self._who()
        cells = {
            "who": who,
            "said_on": str(self._said_on() or ""),
            "reported_by": self.article.title or self.article.name,
            "words": self._summary(),
            "hedge": self._hedge(effect),
            "bears_on": ";".join(bears_on),
            "effect": effect,
            "from": str(self._from_day(effect) or "") if effect != "position" else "",
            "until": "",
        }
        return self._row("statements", cells, self._why_no_more(effect))

    def _hedge(self, effect: str) -> str:
        claim = self.claim
        if claim.event_type == "THREATEN":
            return "threat"
        if claim.label == "planned":
            return "promise" if effect == "would_supply" else "likely"
        word = _rules().hedges[claim.label]
        return "likely" if word == "asserted" and claim.certainty == "probable" else word

    def _why_no_more(self, effect: str) -> str:
        if self.claim.label not in _FIRM:
            return f"told as {self.claim.label}: a statement that bears on something, never a cut"
        if effect == "would_stop":
            return "no supply of the world and its seller are both named: a statement"
        return "a stance or a report"

    def _red_flag(self) -> Proposal:
        cells = {
            "who": self._who(),
            "said_on": str(self._said_on() or ""),
            "reported_by": self.article.title or self.article.name,
            "words": f"red flag, talk of getting round a measure: {self._summary()}",
            "hedge": self._hedge("position"),
            "bears_on": ";".join(self._parties()),
            "effect": "position",
            "from": "",
            "until": "",
        }
        why = "talk of getting round a measure is a warning sign; no route is proposed"
        return msgspec.structs.replace(self._row("statements", cells, why), kind="red_flag")

    def _new_supply(self) -> Supply | None:
        """Return a supply of the world whose item, seller and buyer the claim names, to be promised again, or None."""
        claim = self.claim
        if self.firm and claim.event_type == "AID":
            return None
        if (
            claim.polarity == "-"
            or not claim.object
            or not claim.object.refers
            or claim.label not in (*_FIRM, "planned")
        ):
            return None
        named = {mention.party_id for mention in (claim.actor, claim.recipient) if mention and mention.party_id}
        items = {one for one in claim.object.refers if one.startswith("I-")}
        return next(
            (
                s
                for s in self.supplies
                if s.item in items and {s.seller, s.buyer} <= named | {""} and s.standing in ("promised", "offered")
            ),
            None,
        )

    def _supply(self, like: Supply | None) -> Proposal:
        assert like is not None
        standing = "offered" if self.claim.event_type == "OFFER" else "promised"
        cells = {
            "item": like.item,
            "good": str(like.good or ""),
            "seller": str(like.seller or ""),
            "buyer": str(like.buyer or ""),
            "end_user": str(like.end_user or ""),
            "origin": like.origin,
            "destination": like.destination,
            "from": str(self._from_day("would_supply") or ""),
            "until": "open",
            "standing": standing,
        }
        return self._row(
            "supplies", cells, f"a promise or an offer is a supply that is {standing}, never an operating one"
        )

    def _is_measure(self) -> bool:
        actor = self.claim.actor
        law = _rules().laws.get(actor.country, "") if actor else ""
        return self.firm and self.claim.mode != "lift" and law in self.world.by_id(Law) and self._day() is not None

    def _measure(self) -> Iterator[Proposal]:
        claim = self.claim
        assert claim.actor is not None
        words = {w.strip(".,").lower().rstrip("s") for w in (claim.object.text if claim.object else "").split()}
        kind = next(
            (kind for kind, telling in _rules().measure_kinds.items() if words & telling),
            "entity_list" if claim.event_type == "LIST" else "asset_freeze",
        )
        measure = f"M-BRIEF-{claim.claim_id[:8]}"
        cells = {
            "issuer": claim.actor.text,
            "law": _rules().laws[claim.actor.country],
            "act": f"not named in the article: {self._summary()}"[:LONGEST_WORDS],
            "kind": kind,
            "applies_from": str(self._day()),
            "until": "",
            "binds": "persons",
            "coverage": "list",
        }
        why = "a measure known from an article alone matches by class only and never makes more than possible"
        row = self._row("measures", cells, why)
        yield msgspec.structs.replace(row, cells={**row.cells, "id": measure})
        target = claim.recipient
        if target is not None and target.party_id:
            named = {"measure": measure, "group": "named", "role": "party", "target": target.party_id}
            yield self._row("targets", named, "the party that the article names")

    def _both_linked(self) -> bool:
        claim = self.claim
        return bool(claim.actor and claim.actor.party_id and claim.recipient and claim.recipient.party_id)

    def _agreement(self) -> Proposal:
        claim = self.claim
        assert claim.actor is not None
        assert claim.recipient is not None
        programmes = touched_programmes(claim, self.world, self.article)
        cells = {
            "parties": f"{claim.actor.party_id};{claim.recipient.party_id}",
            "date": str(self._day() or ""),
            "kind": claim.object.head if claim.object else "agreement",
            "about": programmes[0] if programmes else "",
            "status": "signed",
            "until": "",
        }
        return self._row("agreements", cells, "told as signed")

    def _row(self, table: str, cells: dict[str, str], why: str) -> Proposal:
        claim = self.claim
        known = self.article.published.day
        first = {
            "id": f"{table[0].upper()}-BRIEF-{claim.claim_id[:8]}",
            "known": str(known or ""),
            "source": _source_id(self.article),
            "confidence": "disputed" if claim.label == "denied" else "general" if table in LAW_TABLES else "reported",
        }
        note = f"claim {claim.claim_id}, read as {claim.label}; accepted by a person"
        needs = () if known else ("published",)
        return Proposal(
            proposal_id=f"{claim.claim_id}-{table}",
            claim_id=claim.claim_id,
            table=table,
            cells={**first, **cells, "note": note},
            why=why,
            needs=needs,
        )

    def _bears_on(self) -> list[str]:
        claim = self.claim
        if claim.event_type == "PAYMENT":
            payments = touched_payments(claim, self.world)
            if payments:
                return payments
        if self.supplies and claim.event_type not in ("POSITION", "STATUS", "IMPACT"):
            return [supply.id for supply in self.supplies]
        programmes = touched_programmes(claim, self.world, self.article)
        if claim.event_type == "SCHEDULE" and programmes:
            events = [f for f in self.world.of(Function) if f.programme in programmes and f.shape == "event"]
            return list(dict.fromkeys(f.id for f in events)) or programmes
        return programmes or self._parties()

    def _parties(self) -> list[str]:
        mentions = (self.claim.actor, self.claim.recipient)
        return list(dict.fromkeys(m.party_id for m in mentions if m is not None and m.party_id))

    def _who(self) -> str:
        for source in self.claim.attribution:
            if source.party_id:
                return source.party_id
        actor = self.claim.actor
        own = self.claim.event_type in (
            "THREATEN",
            "DEMAND",
            "OFFER",
            "REJECT",
            "AGREE",
            "POSITION",
            "ASSESS",
            "SEEK_SUPPLY",
            "PLAN",
        )
        return actor.party_id if actor and own and not self.claim.attribution else ""

    def _said_on(self) -> date | None:
        time = self.claim.report_time
        return time.earliest if time and time.earliest and time.earliest == time.latest else None

    def _day(self) -> date | None:
        time = self.claim.event_time
        return (time.earliest or time.latest) if time and (time.earliest or time.latest) else self.article.published.day

    def _from_day(self, effect: str) -> date | None:
        """Return the day from which it would bite: the earliest of its interval, or of the article for a stop."""
        time = self.claim.event_time
        if time and time.earliest:
            return time.earliest
        return self.article.published.day if effect == "would_stop" else None

    def _summary(self) -> str:
        """Return what is claimed in a sentence of our own form."""
        return sentence_of(self.claim)[:LONGEST_WORDS].lstrip("=+@-")

    def _words_at(self, span: tuple[int, int]) -> str:
        return self.article.text[span[0] : span[1]]


@cache
def _rules() -> _Rules:
    return rule_table("proposals.yaml", _Rules)
