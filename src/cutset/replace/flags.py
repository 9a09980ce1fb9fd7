"""Which warning signs does an offer show: fires, does not fire, or cannot be told because something was not asked?

Flags are rows; a test of this module reads the columns and answers that a flag names. A flag whose input is missing
is "cannot tell" and names it; a refused answer speaks for itself where the flag says so. A flag without a
test here is never quietly passed: it is "cannot tell", to be read by a person.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Final

import msgspec

from cutset.reach.acts import Rulebook
from cutset.spans import first_loss
from cutset.world.question import Question
from cutset.world.rows import Answer, Measure, Party, Payment, RedFlag, Supply
from cutset.world.world import World

__all__ = ["FLAG_TESTS", "FlagFinding", "flag_findings"]

FIRES: Final = "fires"
SILENT: Final = "does not fire"
CANNOT_TELL: Final = "cannot tell"
INVASION: Final = date(2022, 2, 24)
HIGH_PRIORITY: Final = "G-CHPL"
BANK_KINDS: Final = frozenset({"correspondent_ban", "messaging_cut"})
HANDLERS: Final = frozenset({"forwarder", "bank", "mail", "logistics"})


class FlagFinding(msgspec.Struct, frozen=True):
    """What one flag says of one offer.

    Parameters
    ----------
    flag
        Id of the flag.
    text
        The sign in words.
    severity
        low, medium or high.
    state
        fires, does not fire, or cannot tell.
    words
        What it saw, or what to ask for.
    """

    flag: str
    text: str
    severity: str
    state: str
    words: str


class _Seen(msgspec.Struct):
    """What a test may look at."""

    world: World
    rulebook: Rulebook
    offer: Supply
    payments: tuple[Payment, ...]
    answers: Mapping[str, Answer]
    question: Question

    def party(self, name: str | None) -> Party | None:
        return self.world.by_id(Party).get(name or "")

    def country(self, name: str | None) -> str:
        row = self.party(name)
        return row.country if row else ""


Result = tuple[str, str]
Test = Callable[[_Seen], Result]


def flag_findings(world: World, rulebook: Rulebook, offer: Supply, question: Question) -> tuple[FlagFinding, ...]:
    """Return what every flag of the world says of an offer, in the order of their ids."""
    subjects = {offer.id, *(row.id for row in world.grouped(Payment, "supply").get(offer.id, ()))}
    answers = {row.question: row for one in sorted(subjects) for row in world.grouped(Answer, "subject").get(one, ())}
    seen = _Seen(world, rulebook, offer, world.grouped(Payment, "supply").get(offer.id, ()), answers, question)
    return tuple(_found(flag, seen) for flag in world.of(RedFlag))


def _found(flag: RedFlag, seen: _Seen) -> FlagFinding:
    state, words = _state(flag, seen)
    return FlagFinding(flag.id, flag.text, flag.severity, state, words)


def _state(flag: RedFlag, seen: _Seen) -> Result:
    for answer in _answers_read(flag, seen):
        if answer.state == "refused":
            refused = "fires" if flag.if_refused.startswith(FIRES) else CANNOT_TELL
            return refused, f"the answer to '{answer.question}' was refused"
        if answer.state == "not_asked":
            return CANNOT_TELL, f"ask for: {answer.question}"
    test = FLAG_TESTS.get(flag.id)
    if test is None:
        return CANNOT_TELL, f"read by a person: {flag.fires_when or flag.text}"
    return test(seen)


def _answers_read(flag: RedFlag, seen: _Seen) -> Iterator[Answer]:
    """Yield the answers that a flag reads, as it names them: ``answers(QUESTION)``."""
    _, _, inside = flag.reads.partition("answers(")
    for question in inside.partition(")")[0].split(","):
        answer = seen.answers.get(question.strip())
        if answer is not None:
            yield answer


def _end_use(seen: _Seen) -> Result:
    if not seen.offer.end_user:
        return FIRES, "no end user is named"
    answer = seen.answers.get("end use and end user statement")
    return (SILENT, f"end use: {answer.value}") if answer else (CANNOT_TELL, "ask for: end use and end user statement")


def _wire(seen: _Seen) -> Result:
    gaps = []
    for payment in seen.payments:
        for side, bank in ((payment.payer, payment.payer_bank), (payment.payee, payment.payee_bank)):
            if bank is None:
                gaps.append(f"the bank of {side or 'a side not named'}")
            elif seen.country(bank) and seen.country(side) and seen.country(bank) != seen.country(side):
                return FIRES, f"{bank} sits in {seen.country(bank)}, its customer {side} in {seen.country(side)}"
    if gaps or not seen.payments:
        return CANNOT_TELL, f"ask for: {' and '.join(gaps) or 'how it is paid'}"
    return SILENT, "every bank sits where its customer does"


def _third_party_pays(seen: _Seen) -> Result:
    for payment in seen.payments:
        if payment.payer is None:
            return CANNOT_TELL, "ask for: who pays"
        if payment.payer not in (seen.offer.buyer, seen.offer.end_user):
            return FIRES, f"{payment.payer} pays, {seen.offer.buyer} buys"
    return (SILENT, "who buys or uses it pays") if seen.payments else (CANNOT_TELL, "ask for: who pays")


def _new_firm(seen: _Seen) -> Result:
    seller = seen.party(seen.offer.seller)
    if seller is None or not seller.founded:
        return CANNOT_TELL, f"ask for: when {seen.offer.seller or 'the seller'} was founded"
    young = seller.founded[:10] > INVASION.isoformat()
    words = f"founded {seller.founded}"
    return (FIRES if young and _high_priority(seen) else SILENT), words


def _on_high_priority(seen: _Seen) -> Result:
    classes = seen.rulebook.goods.of_supply(seen.offer)
    if classes is None:
        return CANNOT_TELL, "ask for: the class of the good"
    return (
        (FIRES, f"{classes[0]} is on the common high-priority list") if _high_priority(seen) else (SILENT, classes[0])
    )


def _high_priority(seen: _Seen) -> bool:
    return any(one.startswith(HIGH_PRIORITY) for one in seen.rulebook.goods.of_supply(seen.offer) or ())


def _forwarder(seen: _Seen) -> Result:
    buyer = seen.party(seen.offer.buyer)
    if buyer is None:
        return CANNOT_TELL, "ask for: who buys"
    handles = buyer.kind in HANDLERS
    alone = seen.offer.end_user in (None, seen.offer.buyer)
    return (FIRES if handles and alone else SILENT), f"the buyer is a {buyer.kind.replace('_', ' ')}"


def _bank_cut(seen: _Seen) -> Result:
    measures: Mapping[str, Measure] = seen.rulebook.measures
    known = False
    for payment in seen.payments:
        for bank in filter(None, (payment.payer_bank, *payment.via, payment.payee_bank)):
            known = True
            for hold in seen.rulebook.listings.of_party.get(bank, ()):
                bites = first_loss(hold.fit.conceivable, seen.question.as_of)[0] <= seen.question.horizon
                if measures[hold.measure].kind in BANK_KINDS and bites:
                    return FIRES, f"{bank} is under {measures[hold.measure].act}"
    return (SILENT, "no bank named is under such a measure") if known else (CANNOT_TELL, "ask for: the banks")


def _overpaid(seen: _Seen) -> Result:
    if seen.offer.price is None:
        return CANNOT_TELL, "ask for: the price"
    return CANNOT_TELL, "ask for: a reference price"


def _declined(seen: _Seen) -> Result:
    return CANNOT_TELL, "ask for: every party to the deal, from buyer and bank"


FLAG_TESTS: Final[Mapping[str, Test]] = {
    "D-ENDUSE": _end_use,
    "D-WIRE": _wire,
    "D-THIRDPAY": _third_party_pays,
    "D-NEWFIRM": _new_firm,
    "D-CHPL": _on_high_priority,
    "D-FORWARDER": _forwarder,
    "D-BANK": _bank_cut,
    "D-OVERPAY": _overpaid,
    "D-DECLINE-DATA": _declined,
}
"""Tests by id of the flag; what each reads stands in the flag's own row."""
