"""What is a cut, and what does each kind of act mean for the supply it belongs to?"""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

import msgspec

from cutset.findings import Because
from cutset.spans import Spans
from cutset.status import Effect

__all__ = ["CARRIES_THE_SUPPLY", "CauseKind", "Cut"]

CauseKind: TypeAlias = Literal["law", "partner", "accident", "contract", "statement", "missing"]

CARRIES_THE_SUPPLY: Final = frozenset({"sell_to", "buy_from", "service", "pay", "pay_through"})
"""Acts without which a supply does not happen. A message or an insurance that is forbidden makes it harder:
the payment may go by other lawful means, the cover may come from elsewhere."""


class Cut(msgspec.Struct, frozen=True):
    """Something that stops an act, makes it harder or puts it at risk.

    Parameters
    ----------
    subject
        The supply, payment or function that it hits.
    supply
        The supply concerned; empty where it hits a function.
    act
        The act that it cuts; empty where a cause hits the supply as a whole.
    effect
        forbidden, licence, harder or risk.
    cause
        Id of the row that causes it.
    kind
        law, partner, accident, contract, statement or missing.
    law
        The law, where a law is the cause.
    certain, possible, conceivable
        Days on which it certainly holds, may hold, cannot be excluded.
    because
        From the first cause to the subject.
    lifted
        Ids of exceptions that lift it or may lift it.
    words
        The cut in a sentence.
    """

    subject: str
    supply: str
    act: str
    effect: Effect
    cause: str
    kind: CauseKind
    law: str
    certain: Spans
    possible: Spans
    conceivable: Spans
    because: Because
    lifted: tuple[str, ...] = ()
    words: str = ""

    @property
    def stops(self) -> bool:
        """Whether it takes the supply away on its days, rather than making it harder or risky."""
        if self.act and self.act not in CARRIES_THE_SUPPLY:
            return False
        return self.effect in (Effect.FORBIDDEN, Effect.LICENCE)

    @property
    def makes_harder(self) -> bool:
        """Whether it leaves the supply going, but at more cost, delay or risk."""
        return not self.stops
