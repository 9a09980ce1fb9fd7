"""How is a claim told on the review page: in words, with its row, what repeats it and what contradicts it?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

import msgspec

from cutset.brief import Cell, Claim, Decision, EventTime, Mention, Proposal, Reading, all_groups, cells_of
from cutset.report.html.words import clean
from cutset.review.answers import fingerprint

__all__ = ["Card", "Form", "Shown", "cards"]

LOOKS: Final[Mapping[str, str]] = {
    "denied": "bad",
    "unclear": "untold",
    "possible": "risk",
    "conditional": "risk",
    "planned": "later",
}
"""Look of each label; what is reported or asserted has none of its own."""
FLAGS: Final[Mapping[str, str]] = {
    "pronoun_resolved": "a pronoun stands for a name",
    "garbled": "the text is damaged",
    "headline": "stands in the headline",
    "hypothetical": "only supposed in the text",
    "circumvention": "talk of getting round a measure",
    "attribution_doubtful": "who says so is doubtful",
    "unlinked_actor": "who does it is not a party of the world",
    "unlinked_recipient": "to whom is not a party of the world",
    "denied": "denied by a source",
    "demanded": "demanded, not done",
    "question": "asked, not told",
    "readings_differ": "two readers differ",
}
RELATIONS: Final[Mapping[str, str]] = {
    "according_to": "according to {}",
    "quoted": "{}, quoted",
    "document": "the document {}",
    "anonymous": "{}, not named",
}
"""How a source is told by its relation; a plain speaker as it is."""
Name = Callable[[str], str]


class Shown(msgspec.Struct, frozen=True):
    """A cell as the page shows it, with the names of the ids in it."""

    cell: Cell
    now: str
    names: str


class Form(msgspec.Struct, frozen=True):
    """A proposed row on which a person decides.

    Parameters
    ----------
    proposal
        The row.
    row, replaces
        Fingerprints of the row and of the decision that stands.
    doc_id
        The article.
    cells
        Its cells.
    standing
        The decision that stands; None = none.
    edited
        Its changed cells, as JSON.
    """

    proposal: Proposal
    row: str
    replaces: str
    doc_id: str
    cells: tuple[Shown, ...]
    standing: Decision | None
    edited: str


class Card(msgspec.Struct, frozen=True):
    """A claim on the page.

    Parameters
    ----------
    number
        Its number on the page.
    claim
        The claim.
    look
        Look of its label.
    title
        Who, what act, to whom: three texts, of which any may be empty.
    quote
        Its sentence.
    facts
        Terms with what is known of them.
    flags
        What a reader should look at, in words.
    repeats
        Numbers of the claims that tell the same.
    origins
        How many independent origins they and this one have.
    against
        Numbers of the claims that tell the contrary.
    forms
        Proposed rows.
    """

    number: int
    claim: Claim
    look: str
    title: tuple[str, str, str]
    quote: str
    facts: tuple[tuple[str, str], ...]
    flags: tuple[str, ...]
    repeats: tuple[int, ...]
    origins: int
    against: tuple[int, ...]
    forms: tuple[Form, ...]


def cards(
    saved: Sequence[Reading], decided: Mapping[str, Decision], name_in: Callable[[str], Name]
) -> tuple[tuple[Card, ...], ...]:
    """Return the claims of each article in the order of its text, numbered through.

    Parameters
    ----------
    saved
        Readings.
    decided
        Standing decisions by proposal.
    name_in
        Returns, for a world by name, what tells the name of an id; an empty name where there is none.
    """
    ordered = [sorted(one.claims, key=lambda claim: claim.provenance.trigger) for one in saved]
    numbers = {claim.claim_id: number for number, claim in enumerate((c for one in ordered for c in one), start=1)}
    groups = {name: group for group in all_groups(tuple(saved)) for name in group.claims}
    whole = {name: group.claims for name, group in groups.items()}

    def card(reading: Reading, claim: Claim, named: Name) -> Card:
        group = groups[claim.claim_id]
        contrary = [name for first in group.contradicts for name in whole.get(first, (first,))]
        return Card(
            number=numbers[claim.claim_id],
            claim=claim,
            look=LOOKS.get(claim.label, "plain"),
            title=_title(claim),
            quote=reading.article.text[slice(*claim.provenance.sentence)].strip(),
            facts=tuple(_facts(claim, named)),
            flags=tuple(FLAGS.get(flag, flag.replace("_", " ")) for flag in claim.flags),
            repeats=tuple(sorted(numbers[name] for name in group.claims if name != claim.claim_id)),
            origins=group.origins,
            against=tuple(sorted(numbers[name] for name in contrary)),
            forms=tuple(
                _form(reading, one, decided, named) for one in reading.proposals if one.claim_id == claim.claim_id
            ),
        )

    return tuple(
        tuple(card(reading, claim, name_in(reading.world)) for claim in claims)
        for reading, claims in zip(saved, ordered, strict=True)
    )


def _title(claim: Claim) -> tuple[str, str, str]:
    act = claim.event_type.lower().replace("_", " ")
    negative = "not " if claim.polarity == "-" else ""
    who = claim.actor.resolved or claim.actor.text if claim.actor else "nobody named"
    whom = (claim.recipient.resolved or claim.recipient.text) if claim.recipient else ""
    return who, f"{negative}{act}", whom


def _facts(claim: Claim, named: Name) -> Iterator[tuple[str, str]]:
    yield "who", _mention(claim.actor, named) if claim.actor else "nobody named"
    yield "does", " ".join(filter(None, (_title(claim)[1], f"({claim.mode})" if claim.mode else "")))
    if claim.recipient:
        yield "to whom", _mention(claim.recipient, named)
    if claim.object:
        refers = ", ".join(_id(one, named) for one in claim.object.refers)
        yield "what", f"“{claim.object.text}”" + (f": {refers}" if refers else "")
    if claim.event_time:
        yield "when", _time(claim.event_time)
    chain = ", through ".join(_source(one.source_text, one.relation, one.party_id, named) for one in claim.attribution)
    yield "says", chain or "the article itself"
    if claim.report_time:
        yield "said", _time(claim.report_time)
    yield "how firm", f"{claim.certainty}, {claim.realis}"
    yield "read by", f"{claim.provenance.extractor}, score {claim.score:.2f}"


def _mention(one: Mention, named: Name) -> str:
    stands = f" for {one.resolved}" if one.resolved else ""
    link = _id(one.party_id, named) if one.party_id else f"country {one.country}" if one.country else "not linked"
    others = ", ".join(_id(name, named) for name, _ in one.candidates if name != one.party_id)
    return f"“{one.text}”{stands}: {link}" + (f"; or {others}" if others else "")


def _source(text: str, relation: str, party: str, named: Name) -> str:
    words = RELATIONS.get(relation, "{}").replace("{}", f"“{text}”")
    return f"{words}: {_id(party, named)}" if party else words


def _id(name: str, named: Name) -> str:
    known = named(name)
    return f"{known} ({name})" if known else name


def _time(time: EventTime) -> str:
    if time.earliest is None and time.latest is None:
        return f"“{time.text}”: day not known"
    if time.earliest == time.latest:
        return f"{time.earliest} (“{time.text}”)"
    early = f"from {time.earliest} " if time.earliest else ""
    late = f"until {time.latest} " if time.latest else ""
    return f"{early}{late}(“{time.text}”)"


def _form(reading: Reading, proposal: Proposal, decided: Mapping[str, Decision], named: Name) -> Form:
    standing = decided.get(proposal.proposal_id)
    edited = standing.edited if standing else {}
    return Form(
        proposal,
        fingerprint(proposal),
        fingerprint(standing) if standing else "",
        reading.article.doc_id,
        tuple(
            Shown(cell, edited.get(cell.column, cell.value), _names(edited.get(cell.column, cell.value), cell, named))
            for cell in cells_of(proposal)
        ),
        standing,
        clean(msgspec.json.encode(edited, order="sorted").decode()),
    )


def _names(text: str, cell: Cell, named: Name) -> str:
    found = [named(one.strip()) for one in text.split(";")] if cell.refers else []
    return "; ".join(filter(None, found))
