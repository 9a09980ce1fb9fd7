"""In how many ways can what is not certain be read? Four, and the truth lies between them.

What may happen is read as happening (*worst*) or not (*best*); what is not known is read as *lost* or as *endless*. The
earliest day of a stop is the worst reading of the lost, the latest the best reading of the endless. Where reading
the missing as lost and as endless gives two answers, nobody can tell.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from cutset.reach.cuts import Cut
from cutset.spans import NONE, Spans, joined, without
from cutset.status import Effect

__all__ = [
    "BARE",
    "BEST_ENDLESS",
    "BEST_LOST",
    "SCENARIOS",
    "WORST_ENDLESS",
    "WORST_LOST",
    "Scenario",
    "cut_days",
]


class Scenario(NamedTuple):
    """One way of reading what is open.

    Parameters
    ----------
    worst
        Whether what may happen is read as happening.
    lost
        Whether what is not known is read as lost.
    bare
        Whether cuts, stocks and statements are left out, so that only what has not begun is missing.
    past
        Whether cuts that are over by the as-of day are kept, as an event needs whose window began before it.
    """

    worst: bool
    lost: bool
    bare: bool = False
    past: bool = False


WORST_LOST: Final = Scenario(worst=True, lost=True)
BEST_LOST: Final = Scenario(worst=False, lost=True)
WORST_ENDLESS: Final = Scenario(worst=True, lost=False)
BEST_ENDLESS: Final = Scenario(worst=False, lost=False)
BARE: Final = Scenario(worst=False, lost=False, bare=True)
SCENARIOS: Final = (WORST_LOST, BEST_LOST, WORST_ENDLESS, BEST_ENDLESS)


def cut_days(cut: Cut, scenario: Scenario, as_of: int) -> Spans:
    """Return the days on which a cut takes its subject away in a scenario.

    Parameters
    ----------
    cut
        The cut.
    scenario
        How what is open is read.
    as_of
        Day before which what is over is left out, unless the scenario keeps the past [day number].
    """
    if scenario.bare or not cut.stops:
        return NONE
    # A licence may be granted: it may stop the supply, it never certainly does.
    certain = NONE if cut.effect is Effect.LICENCE else cut.certain
    known = cut.possible if scenario.worst else certain
    days = joined(known, without(cut.conceivable, cut.possible)) if scenario.lost else known
    if scenario.past or not days or days[0][1] > as_of:
        return days
    return tuple(piece for piece in days if piece[1] > as_of)
