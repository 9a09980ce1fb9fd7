"""What does a result say, as plain records? The one document that terminal, JSON and every other report are made from.

Its records are the published format: ``cutset assess --format json`` writes them, ``cutset assess --schema`` their JSON
Schema. Everything in it is in a fixed order, so that equal inputs give equal bytes.
"""

from __future__ import annotations

from datetime import date
from typing import Final

import msgspec

__all__ = [
    "NOTICE",
    "AgreementLine",
    "CitedLine",
    "Days",
    "Document",
    "ExposureLine",
    "FunctionLine",
    "ItemLine",
    "ListLine",
    "MarkLine",
    "MatchLine",
    "MeasureLine",
    "OfferLine",
    "PartyLine",
    "PaymentLine",
    "ProgrammeLine",
    "RateLine",
    "SourceLine",
    "StatementLine",
    "StepLine",
    "StretchLine",
    "TopicLine",
    "WordLine",
]

NOTICE: Final = "Not legal advice; check the official publication."


class Days(msgspec.Struct, frozen=True):
    """Between which days a thing is lost; ``null`` stands for never.

    Parameters
    ----------
    earliest, latest
        Both possible [date].
    """

    earliest: date | None
    latest: date | None


class StepLine(msgspec.Struct, frozen=True):
    """One link of a chain, from the first cause on."""

    row: str
    table: str
    words: str
    confidence: str = ""
    from_: date | None = msgspec.field(default=None, name="from")
    until: date | None = None
    sources: tuple[str, ...] = ()


class MarkLine(msgspec.Struct, frozen=True):
    """What stands beside a status without moving a day."""

    kind: str
    subject: str
    row: str
    words: str


class StretchLine(msgspec.Struct, frozen=True):
    """A stretch of days on which something holds for a function.

    Parameters
    ----------
    kind
        lost, may be lost, not known whether lost, not begun; stock, clock: what bridges a loss.
    from_, until
        First day, and first day without it; ``null`` stands for since ever and for never [date].
    until_latest
        Where a stock or clock ends on a range of days, the last of them; ``null`` stands for never [date].
    row
        The item or clock that bridges.
    words
        The stretch in words.
    """

    kind: str
    from_: date | None = msgspec.field(name="from")
    until: date | None
    until_latest: date | None
    row: str
    words: str


class FunctionLine(msgspec.Struct, frozen=True):
    """What becomes of a function.

    Parameters
    ----------
    needs
        What it needs, as a formula.
    status
        runs, stops on, stopped since, at risk, cannot tell, on time, late by, missed, not due yet.
    why
        known or missing: why the days are a range.
    first_cause, cause_kind, cause
        The row that began the chain; whether law, partner, accident, contract, statement or missing; in words.
    stretches
        When it is lost, may be lost or cannot be told, and what bridges a loss.
    """

    id: str
    function: str
    name: str
    programme: str
    needs: str
    shape: str
    status: str
    stops: Days
    until: date | None
    due_from: date | None
    due_until: date | None
    why: str
    first_cause: str
    cause_kind: str
    cause: str
    short: str
    words: str
    because: tuple[StepLine, ...]
    marks: tuple[MarkLine, ...]
    clock: str
    stretches: tuple[StretchLine, ...]


class ItemLine(msgspec.Struct, frozen=True):
    """An item that is lost or may be: when its supplies end, and when its stock is out."""

    id: str
    item: str
    name: str
    supplies_end: Days
    out: Days
    arithmetic: str
    functions: tuple[str, ...]
    because: tuple[StepLine, ...]


class ProgrammeLine(msgspec.Struct, frozen=True):
    """A programme and its functions."""

    id: str
    name: str
    operator: str
    partners: tuple[str, ...]
    functions: tuple[FunctionLine, ...]


class PartyLine(msgspec.Struct, frozen=True):
    """Whether a party is caught under a law, and through whom.

    Parameters
    ----------
    status
        caught, possible, no match found, cannot tell.
    kind
        Kind of measure.
    from_, until
        Days on which it is [date].
    """

    id: str
    party: str
    name: str
    law: str
    kind: str
    status: str
    from_: date | None = msgspec.field(name="from")
    until: date | None
    measure: str
    rule: str
    words: str
    because: tuple[StepLine, ...]


class PaymentLine(msgspec.Struct, frozen=True):
    """What becomes of a payment, told by who pays whom through which banks.

    Parameters
    ----------
    status
        forbidden, possible, harder, at risk, cannot tell, no loaded measure cuts it.
    short
        The status with its deciding day, in a few words.
    cause_kind, cause
        Whether law cuts it, and which measure.
    """

    id: str
    payment: str
    name: str
    supply: str
    status: str
    short: str
    cause_kind: str
    cause: str
    words: str
    cuts: tuple[MarkLine, ...]
    not_known: tuple[str, ...]
    because: tuple[StepLine, ...]


class RateLine(msgspec.Struct, frozen=True):
    """A rate that a conversion used."""

    row: str
    date: date
    rate: str


class OfferLine(msgspec.Struct, frozen=True):
    """What becomes of an offered replacement.

    Parameters
    ----------
    status
        refused, cannot tell, no loaded measure forbids this.
    reasons
        Why the gate refuses, or what it asks.
    """

    id: str
    supply: str
    item: str
    name: str
    seller: str
    standing: str
    status: str
    words: str
    reasons: tuple[str, ...]
    begins: date | None
    price: str
    converted: str
    rates: tuple[RateLine, ...]
    restores: tuple[str, ...]
    flags: tuple[str, ...]
    ask_for: tuple[str, ...]
    because: tuple[StepLine, ...]


class ExposureLine(msgspec.Struct, frozen=True):
    """What helping would cost the helper, if listed."""

    id: str
    supplier: str
    name: str
    law: str
    at_risk_by: tuple[str, ...]
    words: str
    functions: tuple[str, ...]


class MeasureLine(msgspec.Struct, frozen=True):
    """A measure with its days."""

    id: str
    issuer: str
    law: str
    act: str
    kind: str
    announced: date | None
    adopted: date | None
    published: date | None
    applies_from: date | None
    until: date | None
    coverage: str
    known: date
    confidence: str
    sources: tuple[str, ...]


class StatementLine(msgspec.Struct, frozen=True):
    """A statement with its hedge."""

    id: str
    who: str
    said_on: date | None
    hedge: str
    effect: str
    words: str
    bears_on: tuple[str, ...]
    reported_by: str
    from_: date | None = msgspec.field(name="from")
    until: date | None
    known: date
    sources: tuple[str, ...]


class AgreementLine(msgspec.Struct, frozen=True):
    """An agreement; without news since, whether it holds cannot be told."""

    id: str
    about: str
    kind: str
    parties: tuple[str, ...]
    status: str
    words: str


class ListLine(msgspec.Struct, frozen=True):
    """An official list that parties were held against.

    Parameters
    ----------
    version
        SHA-256 of its content [hex].
    incomplete
        Why "no match found" may not be said against it; empty where it may.
    age_days
        Its age on the known-by day [d].
    """

    list_id: str
    title: str
    version: str
    published: date | None
    entries: int
    incomplete: tuple[str, ...]
    age_days: int | None = None


class WordLine(msgspec.Struct, frozen=True):
    """A word of the asked name and the word of the listed one that met it; one is empty where it has no partner."""

    asked: str
    listed: str
    likeness: float
    how: str
    weight: float
    kind: str


class MatchLine(msgspec.Struct, frozen=True):
    """A party that is, or may be, an entry of an official list; or was decided to be none.

    Parameters
    ----------
    status
        same, candidate; no match found or not checked where every hit was decided to be different.
    list_id, version, published, age_days
        Which list, its SHA-256 [hex], its day, and its age on the known-by day [d].
    entry, listed, listed_kind
        The entry, the name that met, and whether it is primary, alias, former or weak.
    asked, how
        What met it: a name, or an identifier.
    probability
        Probability that they are one party [0 to 1].
    decision
        What a person decided, in words.
    word_pairs
        The words of the two names that met, and those without a partner.
    """

    id: str
    party: str
    name: str
    status: str
    list_id: str
    version: str
    published: date | None
    age_days: int | None
    entry: str
    listed: str
    listed_kind: str
    asked: str
    how: str
    probability: float | None
    decision: str
    words: str
    word_pairs: tuple[WordLine, ...]


class CitedLine(msgspec.Struct, frozen=True):
    """A row on which some finding rests.

    Parameters
    ----------
    id, table
        Where it stands.
    name
        What people call it.
    about
        The party, good, item or other thing that the row is about, where that is another one.
    known
        Day on which it became known [date].
    """

    id: str
    table: str
    name: str
    about: str
    known: date
    confidence: str
    sources: tuple[str, ...]


class SourceLine(msgspec.Struct, frozen=True):
    """Where something stands that the result rests on."""

    id: str
    title: str
    publisher: str
    date: date | None
    url: str
    kind: str


class TopicLine(msgspec.Struct, frozen=True):
    """One of the questions of the first screen and its answer in words."""

    name: str
    asks: str
    answer: tuple[str, ...]
    findings: tuple[str, ...]


class Document(msgspec.Struct, frozen=True):
    """A result.

    Parameters
    ----------
    world, title
        Which world.
    as_of, known_by, horizon
        The days; nothing known after ``known_by`` was used.
    laws
        Laws whose measures were read.
    actor
        The operator to whose programmes the result is narrowed; empty for all.
    lists
        Official lists that parties were held against, with versions.
    supposed
        Rows that were supposed for this run, ``table id``; a result with any is a what-if.
    not_carried
        Measures whose targets the world carries in part or not at all.
    missing
        What cannot be told, and which row would settle it.
    conflicts
        Where two laws pull one party two ways.
    remarks
        What else should be known of the input.
    names
        What people call the things that ids stand for.
    cited
        Rows on which the findings rest.
    sources
        Sources of these rows and of the measures and statements.
    matches
        Parties that are, or may be, entries of the official lists.
    """

    format: str
    cutset: str
    notice: str
    world: str
    title: str
    as_of: date
    known_by: date
    horizon: date
    laws: tuple[str, ...]
    actor: str
    readings: str
    lists: tuple[ListLine, ...]
    topics: tuple[TopicLine, ...]
    programmes: tuple[ProgrammeLine, ...]
    items: tuple[ItemLine, ...]
    parties: tuple[PartyLine, ...]
    payments: tuple[PaymentLine, ...]
    offers: tuple[OfferLine, ...]
    exposures: tuple[ExposureLine, ...]
    agreements: tuple[AgreementLine, ...]
    measures: tuple[MeasureLine, ...]
    statements: tuple[StatementLine, ...]
    conflicts: tuple[str, ...]
    supposed: tuple[str, ...]
    not_carried: tuple[str, ...]
    missing: tuple[str, ...]
    remarks: tuple[str, ...]
    names: dict[str, str]
    cited: tuple[CitedLine, ...]
    sources: tuple[SourceLine, ...]
    matches: tuple[MatchLine, ...] = ()

    @property
    def narrowed(self) -> bool:
        """Whether only the programmes of one operator are shown."""
        return bool(self.actor)

    @property
    def functions(self) -> tuple[FunctionLine, ...]:
        """Every function, programme by programme."""
        return tuple(one for programme in self.programmes for one in programme.functions)
