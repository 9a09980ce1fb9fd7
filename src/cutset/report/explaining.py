"""Which findings answer to a name, and through which chain did each come?"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from cutset.errors import NotFoundError
from cutset.report.document import Document, StepLine
from cutset.report.matches import match_steps

__all__ = ["Explanation", "explained"]


class Explanation(msgspec.Struct, frozen=True):
    """A finding with its chain.

    Parameters
    ----------
    id
        Id of the finding.
    subject
        What it is about.
    words
        The finding in a sentence.
    because
        From the first cause on.
    marks
        What stands beside it.
    """

    id: str
    subject: str
    words: str
    because: tuple[StepLine, ...]
    marks: tuple[str, ...] = ()


def explained(document: Document, wanted: str) -> list[Explanation]:
    """Return the findings with this id, or about this subject.

    Raises
    ------
    NotFoundError
        Where nothing answers to the name; says what is near.
    """
    everything = list(_all(document))
    exact = [one for one in everything if one.id == wanted]
    found = exact or [one for one in everything if one.subject == wanted] or _named(document, everything, wanted)
    if not found:
        names = {one.id for one in everything} | {one.subject for one in everything}
        names |= {one.name for one in document.functions} | {one.name for one in document.programmes}
        raise NotFoundError(f"finding in the world {document.world}", wanted, names)
    return found


def _named(document: Document, everything: list[Explanation], wanted: str) -> list[Explanation]:
    """Return the findings about what people call by a name, whatever its capitals: a function, programme or party."""
    name = wanted.casefold()
    functions = {one.function for one in document.functions if one.name.casefold() == name}
    for programme in document.programmes:
        if name in (programme.id.casefold(), programme.name.casefold()):
            functions |= {one.function for one in programme.functions}
    parties = {one.party for one in document.parties if one.name.casefold() == name}
    return [one for one in everything if one.subject in functions | parties]


def _all(document: Document) -> Iterator[Explanation]:
    for one in document.functions:
        marks = tuple(f"{mark.kind}: {mark.words}" for mark in one.marks)
        yield Explanation(one.id, one.function, one.words, one.because, marks)
    for item in document.items:
        words = f"{item.name}: supplies end {_days(item.supplies_end.earliest, item.supplies_end.latest)}"
        told = f"{words}; {item.arithmetic}" if item.arithmetic else words
        yield Explanation(item.id, item.item, told, item.because)
    for party in document.parties:
        yield Explanation(party.id, party.party, f"{party.name}: {party.words}", party.because)
    for match in document.matches:
        told = f"{match.status}, entry {match.entry}" if match.entry else match.status
        yield Explanation(match.id, match.party, f"{match.name}: {told} of {match.list_id}", match_steps(match))
    for payment in document.payments:
        marks = tuple(f"{mark.kind}: {mark.words}" for mark in payment.cuts)
        yield Explanation(payment.id, payment.payment, payment.words, payment.because, marks)
    for offer in document.offers:
        marks = (
            *offer.reasons,
            *(f"flag fires: {flag}" for flag in offer.flags),
            *(f"ask for: {ask}" for ask in offer.ask_for),
            *(f"would change {back}" for back in offer.restores),
            *((f"price {offer.price} = {offer.converted}",) if offer.converted else ()),
        )
        yield Explanation(offer.id, offer.supply, offer.words, offer.because, marks)
    for measure in document.measures:
        days = f"applies from {measure.applies_from or 'a day not known'}, until {measure.until or 'no end known'}"
        words = f"{measure.issuer}: {measure.act} ({measure.kind.replace('_', ' ')}); {days}; known {measure.known}"
        yield Explanation(f"world:{measure.id}", measure.id, words, ())
    for exposure in document.exposures:
        yield Explanation(exposure.id, exposure.supplier, exposure.words, (), exposure.functions)


def _days(earliest: object, latest: object) -> str:
    if earliest == latest:
        return str(earliest or "never")
    return f"between {earliest or 'never'} and {latest or 'never'}"
