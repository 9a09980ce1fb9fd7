"""What is asked of a world: as of which day, knowing what, how far ahead, under whose laws?"""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from cutset.dates import months_after

__all__ = ["Question"]


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked of a world. Four days are never mixed.

    Parameters
    ----------
    as_of
        The day from which it is looked [date].
    known_by
        Nothing that became known later is used [date].
    horizon_months
        How far ahead is looked [months].
    laws
        Laws whose measures are read; empty = all that the world carries.
    actor
        Narrows what is shown to the programmes of one operator; empty = all.
    readings
        Where law is unsettled: both (a cut is possible), strict (it holds) or lenient (it does not).
    seed
        Seed of anything drawn at random.
    """

    as_of: date
    known_by: date
    horizon_months: int = 24
    laws: tuple[str, ...] = ()
    actor: str = ""
    readings: Literal["both", "strict", "lenient"] = "both"
    seed: int = 0

    @property
    def horizon(self) -> date:
        """Last day that is looked at."""
        return months_after(self.as_of, self.horizon_months)

    def reads(self, law: str) -> bool:
        """Whether measures of the law are read."""
        return not self.laws or law in self.laws
