"""What does a finding say, and through which steps does it know?

A finding of any stage carries its status, the days it holds, and ``because``: a chain of steps from the first
cause to the subject, each naming a row with its source. Explaining follows this chain; nothing is guessed
afterwards.
"""

from __future__ import annotations

from datetime import date

import msgspec

from cutset.status import Certainty, Confidence

__all__ = ["Because", "Step", "weakest"]


class Step(msgspec.Struct, frozen=True, omit_defaults=True):
    """One link of a chain.

    Parameters
    ----------
    row
        Id of the row that says so; empty where nothing is known and that is the point.
    table
        Table in which it stands.
    words
        What this link says, in words.
    sources
        Ids of the sources of the row.
    confidence
        How well the row is founded.
    from_, until
        Days on which the link holds [date].
    certainty
        How firmly it holds.
    """

    row: str
    table: str
    words: str
    sources: tuple[str, ...] = ()
    confidence: Confidence | None = None
    from_: date | None = msgspec.field(default=None, name="from")
    until: date | None = None
    certainty: str = ""


Because = tuple[Step, ...]


def weakest(*links: Certainty) -> Certainty:
    """Return how firmly a chain of links holds."""
    return min(links, default=Certainty.CERTAIN)
