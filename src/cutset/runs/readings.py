"""What does a document say, cut into readings that can be held against one another, one a subject?

A reading leaves out what moves with the day of the question alone: ids, the words *as of*, days that stand only for
"from now on", days beyond the horizon of what runs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

import msgspec

from cutset.report.document import (
    AgreementLine,
    Days,
    Document,
    ExposureLine,
    FunctionLine,
    MarkLine,
    MeasureLine,
    OfferLine,
    PartyLine,
    PaymentLine,
    StatementLine,
    StepLine,
)

__all__ = ["KINDS", "Key", "Reading", "readings"]

KINDS: Final = (
    "function",
    "payment",
    "party",
    "offer",
    "helper",
    "measure",
    "agreement",
    "statement",
    "mark",
    "cut",
)
"""What is compared, in the order in which it is shown; a mark stands beside a function, a cut beside a payment."""

VERSION: Final = re.compile(r" of (?:\S+|a day not known)(?:, \d+ days? old)?, version \w+")
"""Day, age and version of a list, which alone are no difference."""

WELL: Final = frozenset({"runs", "on time", "not due yet", "cannot tell"})


class Key(NamedTuple):
    """What a reading is about.

    Parameters
    ----------
    kind
        One of :data:`KINDS`.
    subject
        Its id.
    rule
        What tells several readings of one subject apart, such as the measure.
    """

    kind: str
    subject: str
    rule: str = ""


class Reading(msgspec.Struct, frozen=True):
    """What is said of one subject.

    Parameters
    ----------
    name
        What people call it.
    words
        The reading, short.
    sense
        What makes two readings the same.
    chain
        Rows that it rests on, from the first cause on.
    parts
        The parts of the words where they are many, the status first, so that only those that differ are shown.
    """

    name: str
    words: str
    sense: tuple[str, ...]
    chain: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


def readings(document: Document) -> dict[Key, Reading]:
    """Return the readings of a document."""
    return dict(_all(document))


def _all(document: Document) -> Iterator[tuple[Key, Reading]]:
    chains = {item.item: _rows(item.because) for item in document.items}
    chains |= {one.function: _rows(one.because) for one in document.functions}
    for programme in document.programmes:
        for one in programme.functions:
            name = f"{programme.name}: {one.name}"
            yield Key("function", one.function), _function(name, one)
            yield from _marks("mark", one.function, name, one.marks, chains)
    for payment in document.payments:
        yield Key("payment", payment.payment), _payment(payment)
        yield from _marks("cut", payment.payment, payment.payment, payment.cuts, {})
    for party in document.parties:
        if party.measure or party.rule or party.law:
            yield Key("party", party.party, f"{party.measure}:{party.rule}:{party.law}:{party.kind}"), _held(party)
    yield from _unheld(document)
    for offer in document.offers:
        yield Key("offer", offer.supply), _offer(offer)
    for helper in document.exposures:
        yield Key("helper", helper.supplier, helper.law), _helper(helper)
    for measure in document.measures:
        yield Key("measure", measure.id), _measure(measure, document)
    for agreement in document.agreements:
        yield Key("agreement", agreement.id), _agreement(agreement)
    for statement in document.statements:
        yield Key("statement", statement.id), _statement(statement)


def _function(name: str, one: FunctionLine) -> Reading:
    days = () if one.status in WELL or one.why == "missing" else (_days(one.stops),)
    cause = "" if one.status in WELL or not one.cause else f" ({one.cause})"
    sense = (one.status, one.short, one.first_cause, one.cause_kind, *days)
    return Reading(name, f"{one.short}{cause}", sense, _rows(one.because))


def _days(days: Days) -> str:
    return f"{days.earliest or 'never'} {days.latest or 'never'}"


def _rows(because: tuple[StepLine, ...]) -> tuple[str, ...]:
    return tuple(step.row for step in because if step.row)


def _marks(
    kind: str, subject: str, name: str, marks: tuple[MarkLine, ...], chains: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[Key, Reading]]:
    for mark in marks:
        rule = f"{mark.kind}:{mark.subject}:{mark.row}"
        rows = (mark.row,) if mark.row else chains.get(mark.subject, ())
        yield Key(kind, subject, rule), Reading(name, f"{mark.kind}: {mark.words}", (mark.words,), rows)


def _payment(one: PaymentLine) -> Reading:
    words = f"{one.short} ({one.cause})" if one.cause else one.short
    name = one.name if one.name.startswith(one.payment) else f"{one.payment}, {one.name}"
    return Reading(name, words, (one.status, one.short, one.cause), _rows(one.because))


def _held(one: PartyLine) -> Reading:
    how = one.words.partition(":")[0]
    words = f"{how}: {one.measure} ({one.kind.replace('_', ' ')})" if one.measure else one.words
    sense = (one.status, how, str(one.from_ or ""), str(one.until or ""))
    return Reading(one.name, words, sense, _rows(one.because))


def _unheld(document: Document) -> Iterator[tuple[Key, Reading]]:
    """Yield what is said of parties that no measure holds, where that rests on official lists."""
    for one in document.parties:
        if not (one.measure or one.rule or one.law) and one.status in ("no match found", "possible"):
            words = VERSION.sub("", one.words)
            yield Key("party", one.party, "lists"), Reading(one.name, words, (words,))


def _offer(one: OfferLine) -> Reading:
    price = f"price {one.price} = {one.converted}" if one.converted else ""
    begins = f"from {one.begins}" if one.begins else ""
    told = (
        one.status,
        begins,
        price,
        *(f"would change {back}" for back in one.restores),
        *one.reasons,
        *(f"flag: {flag}" for flag in one.flags),
        *(f"ask for {ask}" for ask in one.ask_for),
    )
    parts = tuple(part for part in told if part)
    name = f"{one.supply}, {one.name} by {one.seller}"
    return Reading(name, "; ".join(parts), parts, (one.supply, *_rows(one.because)), parts)


def _helper(one: ExposureLine) -> Reading:
    return Reading(f"{one.name} under {one.law} law", one.words, (one.words, *one.at_risk_by), one.at_risk_by)


def _measure(one: MeasureLine, document: Document) -> Reading:
    if one.until is not None and one.until <= document.as_of:
        phase = f"ended on {one.until}"
    elif one.applies_from is None:
        phase = "announced, no day from which it applies"
    elif one.applies_from <= document.as_of:
        phase = f"applies since {one.applies_from}" + (f" until {one.until}" if one.until else "")
    else:
        phase = f"applies from {one.applies_from}"
    sense = (phase, one.act, one.coverage, *(str(day) for day in (one.announced, one.adopted, one.published)))
    return Reading(f"{one.issuer}: {one.act}", phase, sense, (one.id,))


def _agreement(one: AgreementLine) -> Reading:
    return Reading(one.about or one.id, one.words, (one.status, one.words), (one.id.removeprefix("world:"),))


def _statement(one: StatementLine) -> Reading:
    words = f"({one.hedge}) {one.words}"
    sense = (one.hedge, one.effect, one.words, *one.bears_on)
    return Reading(one.who or one.reported_by or one.id, words, sense, (one.id,))
