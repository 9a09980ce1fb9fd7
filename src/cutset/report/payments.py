"""What becomes of each payment, in one word and its reasons?"""

from __future__ import annotations

from datetime import date

from cutset.assess import Assessment
from cutset.dates import NEVER
from cutset.reach.cuts import Cut
from cutset.report.document import MarkLine, PaymentLine
from cutset.report.steps import step_lines
from cutset.spans import Spans, first_loss
from cutset.status import Effect
from cutset.world.rows import Payment

__all__ = ["payment_lines"]

CARRYING = frozenset({"pay", "pay_through"})


def payment_lines(found: Assessment) -> tuple[PaymentLine, ...]:
    """Return what becomes of every payment, in the order of their ids."""
    return tuple(_line(found, payment) for payment in found.world.of(Payment))


def _line(found: Assessment, payment: Payment) -> PaymentLine:
    cuts = [cut for cut in found.reached.by_payment.get(payment.id, ()) if _begins(cut.conceivable, found) != NEVER]
    gaps = found.reached.gaps.get(payment.id, ())
    status, words, decisive = _status(cuts, gaps, found)
    return PaymentLine(
        id=f"reach:{payment.id}:payment@{found.question.as_of}",
        payment=payment.id,
        supply=payment.supply,
        status=status,
        words=words,
        cuts=tuple(
            sorted({MarkLine(str(cut.effect), cut.act, cut.cause, _cut_words(cut, found)) for cut in cuts}, key=_order)
        ),
        not_known=gaps,
        because=step_lines(decisive.because) if decisive else (),
    )


def _order(mark: MarkLine) -> tuple[str, str, str, str]:
    return (mark.kind, mark.subject, mark.row, mark.words)


def _status(cuts: list[Cut], gaps: tuple[str, ...], found: Assessment) -> tuple[str, str, Cut | None]:
    carrying = [cut for cut in cuts if cut.act in CARRYING and cut.effect in (Effect.FORBIDDEN, Effect.LICENCE)]
    for word, listed, days in (
        ("forbidden", [cut for cut in carrying if cut.effect is Effect.FORBIDDEN], "certain"),
        ("possible", carrying, "possible"),
    ):
        held = [cut for cut in listed if _begins(getattr(cut, days), found) <= found.question.horizon]
        if held:
            first = min(held, key=lambda cut: (_begins(getattr(cut, days), found), cut.cause))
            since = _since(_begins(getattr(first, days), found), found.question.as_of)
            said = f"forbidden {since}" if word == "forbidden" else f"may be forbidden {since}"
            return word, f"{said}: {first.words}", first
    if any(gap.startswith("bank") for gap in gaps):
        return "cannot tell", f"cannot tell: {' and '.join(gaps)} not known", None
    return _milder(cuts, found)


def _milder(cuts: list[Cut], found: Assessment) -> tuple[str, str, Cut | None]:
    harder = [cut for cut in cuts if _begins(cut.possible, found) <= found.question.horizon]
    if not harder:
        laws = ", ".join(sorted({one.law for one in found.reached.measures.values()})) or "no law"
        return "no loaded measure cuts it", f"no loaded measure of {laws} cuts it", None
    first = min(harder, key=lambda cut: (cut.effect.rank, _begins(cut.possible, found), cut.cause))
    since = _since(_begins(first.possible, found), found.question.as_of)
    if first.effect is Effect.RISK:
        return "at risk", f"at risk {since}: {first.words}", first
    return "harder", f"harder, not stopped, {since}: {first.words}", first


def _cut_words(cut: Cut, found: Assessment) -> str:
    days = cut.certain or cut.possible or cut.conceivable
    sure = "" if cut.certain else "may be " if cut.possible else "cannot tell whether "
    return f"{sure}{_since(_begins(days, found), found.question.as_of)}: {cut.words}"


def _begins(days: Spans, found: Assessment) -> date:
    return first_loss(days, found.question.as_of)[0]


def _since(day: date, as_of: date) -> str:
    return f"since {day}" if day <= as_of else f"from {day}"
