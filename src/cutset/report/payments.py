"""What becomes of each payment, in one word and its reasons?"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from cutset.assess import Assessment
from cutset.dates import NEVER
from cutset.reach.cuts import Cut
from cutset.report.document import MarkLine, PaymentLine
from cutset.report.steps import step_lines
from cutset.spans import Spans, first_loss
from cutset.status import Effect
from cutset.world.rows import Payment, Supply

__all__ = ["payment_lines"]

CARRYING = frozenset({"pay", "pay_through"})


def payment_lines(found: Assessment) -> tuple[PaymentLine, ...]:
    """Return what becomes of every payment, in the order of their ids."""
    return tuple(_line(found, payment) for payment in found.world.of(Payment))


def _line(found: Assessment, payment: Payment) -> PaymentLine:
    cuts = [cut for cut in found.reached.by_payment.get(payment.id, ()) if _begins(cut.conceivable, found) != NEVER]
    gaps = found.reached.gaps.get(payment.id, ())
    unknown = [gap for gap in gaps if gap != "channel"]
    if payment.supply not in found.world.by_id(Supply):
        unknown.append("supply")
    told = _told(cuts, unknown, found)
    measure = found.reached.measures[told.cut.cause] if told.cut else None
    return PaymentLine(
        id=f"reach:{payment.id}:payment@{found.question.as_of}",
        payment=payment.id,
        name=_named(found, payment),
        supply=payment.supply,
        status=told.status,
        short=told.short,
        cause_kind="law" if measure else "",
        cause=f"{measure.issuer}: {measure.act}" if measure else "",
        words=told.words,
        cuts=tuple(
            sorted({MarkLine(str(cut.effect), cut.act, cut.cause, _cut_words(cut, found)) for cut in cuts}, key=_order)
        ),
        not_known=gaps,
        because=step_lines(told.cut.because) if told.cut else (),
    )


class _Told(NamedTuple):
    status: str
    short: str
    words: str
    cut: Cut | None


def _order(mark: MarkLine) -> tuple[str, str, str, str]:
    return (mark.kind, mark.subject, mark.row, mark.words)


def _told(cuts: list[Cut], banks: list[str], found: Assessment) -> _Told:
    carrying = [cut for cut in cuts if cut.act in CARRYING and cut.effect in (Effect.FORBIDDEN, Effect.LICENCE)]
    certain = _first([cut for cut in carrying if cut.effect is Effect.FORBIDDEN], "certain", found)
    if certain is not None:
        short = f"forbidden {_since(_begins(certain.certain, found), found)}"
        return _Told("forbidden", short, f"{short}: {certain.words}", certain)
    possible = _first(carrying, "possible", found)
    if possible is not None:
        short = f"may be forbidden {_since(_begins(possible.possible, found), found)}"
        return _Told("possible", short, f"{short}: {possible.words}", possible)
    return _milder(cuts, banks, found)


def _first(cuts: list[Cut], days: str, found: Assessment) -> Cut | None:
    """Return the cut that begins first within the horizon, as firmly as asked."""
    held = [cut for cut in cuts if _begins(getattr(cut, days), found) <= found.question.horizon]
    return min(held, key=lambda cut: (_begins(getattr(cut, days), found), cut.cause), default=None)


def _milder(cuts: list[Cut], banks: list[str], found: Assessment) -> _Told:
    unknown = f"{' and '.join(banks)} not known" if banks else ""
    milder = [cut for cut in cuts if _begins(cut.possible, found) <= found.question.horizon]
    if milder:
        cut = min(milder, key=lambda cut: (_mildness(cut), _begins(cut.possible, found), cut.cause))
        since = _since(_begins(cut.possible, found), found)
        word = "at risk" if cut.effect is Effect.RISK else "harder"
        short = f"at risk {since}" if word == "at risk" else f"harder, not stopped, {since}"
        rest = f"; whether it is cut besides cannot be told, {unknown}" if unknown else ""
        return _Told(word, short, f"{short}: {cut.words}{rest}", cut)
    untold = [cut for cut in cuts if _begins(cut.conceivable, found) <= found.question.horizon]
    if unknown or untold:
        why = unknown or f"whether {untold[0].words} cannot be excluded"
        return _Told("cannot tell", "cannot tell", f"cannot tell: {why}", None)
    laws = ", ".join(sorted({one.law for one in found.reached.measures.values()})) or "no law"
    words = f"no loaded measure of {laws} cuts it"
    return _Told("no loaded measure cuts it", words, words, None)


def _mildness(cut: Cut) -> tuple[int, int]:
    """Order milder cuts: what bites on a bank or its messages before what burdens all, harder before risk."""
    return (0 if cut.act in ("message", "pay_through") else 1, cut.effect.rank)


def _named(found: Assessment, payment: Payment) -> str:
    banks = [found.world.name(one) for one in (payment.payer_bank, *payment.via, payment.payee_bank) if one]
    through = f"through {', '.join(dict.fromkeys(banks))}" if banks else "banks not known"
    return f"{through}, {payment.currency or 'currency not known'}"


def _cut_words(cut: Cut, found: Assessment) -> str:
    days = cut.certain or cut.possible or cut.conceivable
    sure = "" if cut.certain else "may be " if cut.possible else "cannot tell whether "
    return f"{sure}{_since(_begins(days, found), found)}: {cut.words}"


def _begins(days: Spans, found: Assessment) -> date:
    return first_loss(days, found.question.as_of)[0]


def _since(day: date, found: Assessment) -> str:
    return f"since {day}" if day <= found.question.as_of else f"from {day}"
