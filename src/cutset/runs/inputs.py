"""What went into a result? A world, the question asked of it, official lists, and decisions about their entries."""

from __future__ import annotations

import msgspec

from cutset.assess import Assessment, assess
from cutset.lists.entry import OfficialList
from cutset.match.verdicts import NO_DECISIONS, Decisions
from cutset.report.building import build_document
from cutset.report.document import Document
from cutset.world.question import Question
from cutset.world.world import World

__all__ = ["Inputs"]


class Inputs(msgspec.Struct, frozen=True):
    """Everything that a result depends on, but for the engine.

    Parameters
    ----------
    world
        The world as it was read, whatever became known when; what was supposed stands in ``world.supposed``.
    question
        What was asked.
    lists
        Official lists.
    remarks
        What else should be known of the input, as its reader said.
    decisions
        What people decided about parties and entries of the lists.
    """

    world: World
    question: Question
    lists: tuple[OfficialList, ...] = ()
    remarks: tuple[str, ...] = ()
    decisions: Decisions = NO_DECISIONS

    def assess(self) -> Assessment:
        """Return what these inputs give."""
        return assess(self.world, self.question, lists=self.lists, decisions=self.decisions)

    def document(self) -> Document:
        """Return what these inputs give, as the document."""
        return build_document(self.assess(), self.remarks)
