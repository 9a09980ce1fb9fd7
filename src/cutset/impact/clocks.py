"""What adds time between a loss and the day on which it is felt?

A clock takes the losses of a function in one scenario and returns them as they are felt. The stock clock works on
items (see :mod:`cutset.impact.stock`). Orbits and windows are physics, asked through this interface; a clock that is
not modelled leaves the earliest day as it is, gives no latest day, and says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

import msgspec

from cutset.impact.scenario import Scenario
from cutset.spans import NONE, Spans
from cutset.world.rows import Function

__all__ = ["Clock", "ClockWords", "Clocks", "NotModelled", "clock_kind"]


class ClockWords(msgspec.Struct, frozen=True):
    """What a clock says of itself.

    Parameters
    ----------
    modelled
        Whether it works out days.
    words
        What it adds, or what is missing; empty where it was not asked.
    """

    modelled: bool
    words: str


class Clock(Protocol):
    """Turns losses into losses as they are felt."""

    def felt(self, function: Function, losses: Spans, scenario: Scenario) -> Spans:
        """Return the losses of a continuous function as they are felt."""
        ...

    def words(self, function: Function) -> ClockWords:
        """Return what the clock has to say of a function that is in trouble."""
        ...


Clocks = Mapping[str, Clock]
"""Clocks by kind: ``orbit``, ``window``."""


class NotModelled:
    """A clock of which nothing is known but that it adds time.

    Parameters
    ----------
    what
        What it would work out, or why it cannot.
    """

    def __init__(self, what: str) -> None:
        self.what = what

    def felt(self, function: Function, losses: Spans, scenario: Scenario) -> Spans:
        """Return the losses in the worst reading, none in the best: they may be felt late or not at all."""
        return losses if scenario.worst else NONE

    def words(self, function: Function) -> ClockWords:
        """Return that it is not modelled."""
        return ClockWords(modelled=False, words=f"{self.what} ({function.clock}) is not modelled")


def clock_kind(function: Function) -> str:
    """Return the kind of a function's clock: stock, orbit, window, once or nothing."""
    return function.clock.partition(":")[0]
