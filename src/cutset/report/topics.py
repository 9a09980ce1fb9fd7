"""How are the questions of the first screen answered in words?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cutset.report.causes import KIND_WORDS
from cutset.report.document import (
    AgreementLine,
    Document,
    ExposureLine,
    FunctionLine,
    OfferLine,
    PaymentLine,
    TopicLine,
)
from cutset.status import FunctionStatus
from cutset.world.settings import Settings, TopicQuestion

__all__ = ["function_sentence", "topic_lines"]

WELL = frozenset({FunctionStatus.RUNS, FunctionStatus.ON_TIME, FunctionStatus.NOT_DUE_YET})


def topic_lines(settings: Settings, document: Document) -> tuple[TopicLine, ...]:
    """Return the questions of the world with their answers, in the order in which the world asks them."""
    answers = _Answers(document)
    return tuple(answers.line(name, topic) for name, topic in settings.questions.items())


class _Answers:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.functions: Mapping[str, FunctionLine] = {one.function: one for one in document.functions}
        self.offers: Mapping[str, OfferLine] = {one.supply: one for one in document.offers}
        self.payments: Mapping[str, PaymentLine] = {one.payment: one for one in document.payments}
        self.names = {one.id: one.name for one in document.programmes}

    def line(self, name: str, topic: TopicQuestion) -> TopicLine:
        told = [*self._told(topic)]
        return TopicLine(
            name=name,
            asks=topic.asks,
            answer=tuple(words for _, words in told),
            findings=tuple(dict.fromkeys(finding for finding, _ in told if finding)),
        )

    def _told(self, topic: TopicQuestion) -> Iterator[tuple[str, str]]:
        helping = bool(topic.offers or topic.exposure)
        functions = [self.functions[one] for one in topic.functions if one in self.functions]
        if not helping:
            yield from self._functions(functions)
        for one in topic.offers:
            if one in self.offers:
                yield self.offers[one].id, f"{one}: {self.offers[one].words}"
        if topic.exposure is not None:
            yield from self._exposures(topic.exposure.supplier)
        yield from self._payments(topic)
        yield from self._agreements(functions)
        unknown = [one for one in (*topic.functions, *topic.payments) if self._is_unknown(one)]
        if unknown:
            yield "", f"not yet known on {self.document.known_by}: {', '.join(unknown)}"

    def _is_unknown(self, name: str) -> bool:
        return name not in self.functions and name not in self.payments

    def _functions(self, functions: list[FunctionLine]) -> Iterator[tuple[str, str]]:
        for one in functions:
            if one.status not in WELL:
                yield one.id, function_sentence(one, self.names.get(one.programme, one.programme))
        well = [one for one in functions if one.status in WELL]
        for status in dict.fromkeys(one.status for one in well):
            same = [one for one in well if one.status == status]
            yield same[0].id, f"{status}: {', '.join(_with_marks(one) for one in same)}"

    def _exposures(self, supplier: str) -> Iterator[tuple[str, str]]:
        found: list[ExposureLine] = [one for one in self.document.exposures if one.supplier == supplier]
        for one in found:
            yield one.id, f"{supplier}: {one.words}"

    def _payments(self, topic: TopicQuestion) -> Iterator[tuple[str, str]]:
        for one in topic.payments:
            if one in self.payments:
                yield self.payments[one].id, f"{one}: {self.payments[one].words}"

    def _agreements(self, functions: list[FunctionLine]) -> Iterator[tuple[str, str]]:
        programmes = {one.programme for one in functions}
        agreements: list[AgreementLine] = [one for one in self.document.agreements if one.about in programmes]
        for one in agreements:
            yield one.id, one.words


def function_sentence(line: FunctionLine, programme: str) -> str:
    """Return what becomes of a function and why, in one sentence."""
    status = line.words.removeprefix(f"{programme}: {line.name} - ")
    cause = f" - {KIND_WORDS[line.cause_kind]}: {line.cause}" if line.cause_kind in KIND_WORDS else ""
    return f"{programme}: {line.name} - {status}{cause}"


def _with_marks(line: FunctionLine) -> str:
    marks = sorted({mark.kind for mark in line.marks if mark.kind in ("harder", "exposed", "risk")})
    return f"{line.name} ({', '.join(marks)})" if marks else line.name
