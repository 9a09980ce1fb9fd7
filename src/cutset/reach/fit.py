"""How firmly does a condition hold, and on which days?

A :class:`Fit` holds three nested spans: the days on which the condition certainly holds, those on which it may, and
those on which it cannot be excluded because a row is missing. *And* and *or* work on all three alike, so a
hedge or a gap anywhere in a chain is still there at its end.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from cutset.findings import Because
from cutset.spans import EVER, NONE, Spans, common, joined
from cutset.status import Certainty, Confidence

__all__ = ["ALWAYS_FITS", "NEVER_FITS", "NOT_KNOWN", "Fit", "all_fit", "any_fits", "fit_on"]


class Fit(NamedTuple):
    """Days on which a condition holds, and why.

    Parameters
    ----------
    certain
        Days on which it certainly holds.
    possible
        Days on which it may hold; they include the certain ones.
    conceivable
        Days on which it cannot be excluded; they include the possible ones.
    because
        The rows that say so.
    """

    certain: Spans
    possible: Spans
    conceivable: Spans
    because: Because = ()

    def __bool__(self) -> bool:
        return bool(self.conceivable)

    def hedged(self) -> Fit:
        """Return the same with nothing certain."""
        return self._replace(certain=NONE)

    def founded_on(self, confidence: Confidence) -> Fit:
        """Return the same as far as a row of that confidence carries: general and disputed make it possible."""
        return self if confidence.carries_certainty else self.hedged()

    def level(self) -> Certainty:
        """Return the firmest that it is on any day."""
        if self.certain:
            return Certainty.CERTAIN
        return Certainty.POSSIBLE if self.possible else Certainty.UNKNOWN


ALWAYS_FITS: Final = Fit(EVER, EVER, EVER)
NEVER_FITS: Final = Fit(NONE, NONE, NONE)
NOT_KNOWN: Final = Fit(NONE, NONE, EVER)


def fit_on(days: Spans, confidence: Confidence, because: Because = ()) -> Fit:
    """Return a condition that a row states for these days."""
    return Fit(days, days, days, because).founded_on(confidence)


def all_fit(*fits: Fit) -> Fit:
    """Return the days on which all hold, with every reason."""
    total = ALWAYS_FITS
    for fit in fits:
        if not fit.conceivable:
            return NEVER_FITS
        total = Fit(
            common(total.certain, fit.certain),
            common(total.possible, fit.possible),
            common(total.conceivable, fit.conceivable),
            (*total.because, *(step for step in fit.because if step not in total.because)),
        )
    return total if total.conceivable else NEVER_FITS


def any_fits(*fits: Fit) -> Fit:
    """Return the days on which any holds; the reasons are those of the firmest."""
    held = [fit for fit in fits if fit.conceivable]
    if len(held) < 2:
        return held[0] if held else NEVER_FITS
    firmest = max(held, key=lambda fit: (fit.level(), fit.possible))
    return Fit(
        joined(*(fit.certain for fit in held)),
        joined(*(fit.possible for fit in held)),
        joined(*(fit.conceivable for fit in held)),
        firmest.because,
    )
