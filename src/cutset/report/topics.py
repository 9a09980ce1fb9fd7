"""How are the questions of the first screen answered in words?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from cutset.report.document import (
    AgreementLine,
    Document,
    ExposureLine,
    FunctionLine,
    OfferLine,
    PaymentLine,
    TopicLine,
)
from cutset.world.settings import Settings, TopicQuestion

__all__ = ["CAUSE_PREFIX", "grouped_lines", "shortened", "topic_lines"]

WELL: Final = ("runs", "on time", "not due yet")
CAUSE_PREFIX: Final = {
    "law": "by law",
    "partner": "by a partner's decision",
    "accident": "by accident",
    "contract": "a contract ends",
    "statement": "only said",
    "missing": "not known",
}
"""How the kind of a cause is told, so that law and partner decision are never taken for one another."""
PAYMENT_ORDER: Final = ("forbidden", "possible", "harder", "at risk", "cannot tell", "no loaded measure cuts it")
LONGEST_STATEMENT: Final = 220
"""What somebody said is hardly ever cut: half of a sentence may say the opposite [characters]."""
LONGEST_CAUSE: Final = 72
"""A longer cause is cut at a word on the first screen [characters]; explain shows it whole."""


def topic_lines(settings: Settings, document: Document) -> tuple[TopicLine, ...]:
    """Return the questions of the world with their answers, in the order in which the world asks them."""
    answers = _Answers(document)
    if not settings.questions:
        return tuple(line for line in (*answers.plain(), answers.caught()) if line.answer)
    lines = (answers.line(name, topic) for name, topic in settings.questions.items())
    return tuple(line for line in lines if line.answer or not document.narrowed)


def grouped_lines(functions: Sequence[FunctionLine], programme: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield ``(finding, sentence)``: functions with the same status and cause share one sentence.

    Parameters
    ----------
    functions
        The functions to tell of.
    programme
        Name of the programme to put before each, by its id; empty to leave it out.
    """
    groups: dict[tuple[str, str, str], list[FunctionLine]] = {}
    for one in sorted(functions, key=lambda one: one.status in WELL):
        key = (one.short, one.cause_kind, one.cause) if one.status not in WELL else (one.short, "", "")
        groups.setdefault(key, []).append(one)
    for (short, kind, cause), same in groups.items():
        names = _names(same, programme)
        most = LONGEST_STATEMENT if kind == "statement" else LONGEST_CAUSE
        why = f" - {CAUSE_PREFIX[kind]}: {shortened(cause, most)}" if kind in CAUSE_PREFIX else ""
        yield same[0].id, f"{short}: {names}{why}"


def shortened(text: str, most: int = LONGEST_CAUSE) -> str:
    """Return a text cut at a word, with dots where something was cut."""
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def _names(functions: Sequence[FunctionLine], programme: Mapping[str, str]) -> str:
    """Return the names of functions, those of one programme behind its name."""
    groups: dict[str, list[str]] = {}
    for one in functions:
        groups.setdefault(programme.get(one.programme, ""), []).append(_marked(one))
    return "; ".join(f"{name}: {', '.join(same)}" if name else ", ".join(same) for name, same in groups.items())


def _marked(line: FunctionLine) -> str:
    marks = sorted({mark.kind for mark in line.marks if mark.kind in ("harder", "exposed", "risk")})
    return f"{line.name} ({', '.join(marks)})" if marks and line.status in WELL else line.name


class _Answers:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.functions: Mapping[str, FunctionLine] = {one.function: one for one in document.functions}
        self.offers: Mapping[str, OfferLine] = {one.supply: one for one in document.offers}
        self.payments: Mapping[str, PaymentLine] = {one.payment: one for one in document.payments}
        self.names = {one.id: one.name for one in document.programmes}

    def plain(self) -> Iterator[TopicLine]:
        """Yield what a world is asked that asks nothing of itself; the table of programmes stands beside it."""
        payments = TopicQuestion("Which payments are cut, by which law, from which day?", payments=tuple(self.payments))
        offers = TopicQuestion("What may stand in for what is lost?", offers=tuple(self.offers))
        yield self.line("payments", payments)
        yield self.line("help", offers)

    def caught(self) -> TopicLine:
        """Return which parties measures have hold of."""
        held = [one for one in self.document.parties if one.measure]
        names: dict[str, list[str]] = {}
        for one in held:
            names.setdefault(f"{one.status} under {one.law} law", []).append(one.name)
        answer = tuple(
            f"{words}: {shortened(', '.join(dict.fromkeys(who)), 200)}" for words, who in sorted(names.items())
        )
        asks = "Which parties are caught, or possibly?"
        return TopicLine("parties", asks, answer, tuple(one.id for one in held))

    def line(self, name: str, topic: TopicQuestion) -> TopicLine:
        told = list(self._told(topic))
        return TopicLine(
            name=name,
            asks=topic.asks,
            answer=tuple(words for _, words in told),
            findings=tuple(dict.fromkeys(finding for finding, _ in told if finding)),
        )

    def _told(self, topic: TopicQuestion) -> Iterator[tuple[str, str]]:
        functions = [self.functions[one] for one in topic.functions if one in self.functions]
        if not topic.offers and topic.exposure is None:
            several = len({one.programme for one in functions}) > 1
            yield from grouped_lines(functions, self.names if several else {})
            yield from ((one.id, one.clock) for one in functions if one.clock)
        yield from self._offers(topic)
        if topic.exposure is not None:
            yield from self._exposures(topic.exposure.supplier)
        yield from self._payments(topic)
        yield from self._agreements(functions)
        unknown = [one for one in topic.payments if one not in self.payments]
        unknown += [one for one in topic.functions if one not in self.functions]
        if unknown and not self.document.narrowed:
            many = "one thing that is asked about is" if len(unknown) == 1 else f"{len(unknown)} things asked about are"
            yield "", f"{many} not known on {self.document.known_by}"

    def _offers(self, topic: TopicQuestion) -> Iterator[tuple[str, str]]:
        groups: dict[str, list[OfferLine]] = {}
        for one in topic.offers:
            if one in self.offers:
                groups.setdefault(self.offers[one].words, []).append(self.offers[one])
        for words, same in groups.items():
            items = "; ".join(dict.fromkeys(one.name for one in same))
            yield same[0].id, f"{items}: {shortened(words, 150)}"

    def _exposures(self, supplier: str) -> Iterator[tuple[str, str]]:
        found: list[ExposureLine] = [one for one in self.document.exposures if one.supplier == supplier]
        for one in found:
            yield one.id, f"{one.name}, {one.words}"

    def _payments(self, topic: TopicQuestion) -> Iterator[tuple[str, str]]:
        groups: dict[tuple[str, str, str], list[PaymentLine]] = {}
        for name in topic.payments:
            if name in self.payments:
                one = self.payments[name]
                groups.setdefault((one.short, one.cause_kind, one.cause), []).append(one)
        for (short, kind, cause), same in sorted(
            groups.items(), key=lambda group: PAYMENT_ORDER.index(group[1][0].status)
        ):
            names = "; ".join(f"{one.payment} ({one.name})" for one in same)
            why = f" - {CAUSE_PREFIX[kind]}: {shortened(cause)}" if kind else ""
            yield same[0].id, f"{short}: {names}{why}"

    def _agreements(self, functions: Sequence[FunctionLine]) -> Iterator[tuple[str, str]]:
        programmes = {one.programme for one in functions}
        agreements: list[AgreementLine] = [one for one in self.document.agreements if one.about in programmes]
        if agreements:
            told = "; ".join(one.words for one in agreements)
            yield agreements[0].id, f"agreements: {told}"
