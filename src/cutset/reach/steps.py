"""Which step does a row make in a chain?"""

from __future__ import annotations

from cutset.findings import Step
from cutset.world.rows import Measure, Row

__all__ = ["step_of"]


def step_of(row: Row, words: str) -> Step:
    """Return the step that a row makes in a chain.

    Parameters
    ----------
    row
        The row.
    words
        What this link says.
    """
    start = row.applies_from if isinstance(row, Measure) else getattr(row, "from_", None)
    return Step(
        row=row.id,
        table=row.table,
        words=words,
        sources=row.source,
        confidence=row.confidence,
        from_=start,
        until=getattr(row, "until", None),
    )
