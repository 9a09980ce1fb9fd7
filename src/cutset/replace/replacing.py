"""What may stand in for what is lost, and what would helping cost the helper?"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from cutset.impact.clocks import Clocks
from cutset.impact.impact import Impact, default_clocks
from cutset.match.parties import Matched
from cutset.reach.reaching import Reached
from cutset.replace.exposure import ExposureFinding, find_exposures
from cutset.replace.offers import OfferFinding, find_offers
from cutset.world.question import Question
from cutset.world.world import World

__all__ = ["Replacements", "replace"]


class Replacements(msgspec.Struct, frozen=True):
    """What stage *replace* found.

    Parameters
    ----------
    offers
        Findings by offered supply; refused ones among them.
    exposures
        What helping would cost each helper, by finding.
    """

    offers: Mapping[str, OfferFinding]
    exposures: Mapping[str, ExposureFinding]


def replace(
    world: World,
    matched: Matched,
    reached: Reached,
    felt: Impact,
    question: Question,
    clocks: Clocks | None = None,
) -> Replacements:
    """Return what may stand in for what is lost.

    Parameters
    ----------
    world
        A world as known on the day of the question.
    matched, reached, felt
        What the earlier stages found.
    question
        The as-of day and the horizon.
    clocks
        Clocks by kind, as *impact* used them.
    """
    clocks = clocks if clocks is not None else default_clocks(world, question)
    world = world.supposing(*matched.rows) if matched.rows else world
    return Replacements(
        offers=find_offers(world, matched, reached, felt, question, clocks),
        exposures=find_exposures(world, matched, reached, felt, question, clocks),
    )
