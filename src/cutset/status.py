"""Which words may a finding use, and what has each been earned by?

Every word that reaches a report stands here once. The words of a function are those of
``docs/model.md``: *runs, stops on, stopped since, at risk, cannot tell* for what goes on all the time,
*on time, at risk, late by, missed, not due yet, cannot tell* for what happens once.
"""

from __future__ import annotations

from enum import IntEnum, StrEnum

__all__ = [
    "Caught",
    "Certainty",
    "Confidence",
    "Effect",
    "FunctionStatus",
    "Match",
    "Offer",
    "Why",
]


class Confidence(StrEnum):
    """How well a row is founded."""

    DOCUMENTED = "documented"
    REPORTED = "reported"
    INFERRED = "inferred"
    DISPUTED = "disputed"
    GENERAL = "general"

    @property
    def carries_certainty(self) -> bool:
        """Whether a cut that needs this row can be more than possible."""
        return self not in (Confidence.GENERAL, Confidence.DISPUTED)


class Certainty(IntEnum):
    """How firmly a link of a chain holds; a chain is as firm as its weakest link."""

    UNKNOWN = 0
    POSSIBLE = 1
    CERTAIN = 2

    def __str__(self) -> str:
        return ("cannot tell", "possible", "certain")[self]


class Effect(StrEnum):
    """What a cut does to an act, the hardest first."""

    FORBIDDEN = "forbidden"
    LICENCE = "licence"
    HARDER = "harder"
    RISK = "risk"

    @property
    def rank(self) -> int:
        """Place in the order from hardest (0) to mildest (3)."""
        return list(Effect).index(self)


class Match(StrEnum):
    """Whether one of our parties is a listed one."""

    SAME = "same"
    CANDIDATE = "candidate"
    NO_MATCH = "no match found"
    NOT_CHECKED = "not checked"


class Caught(StrEnum):
    """Whether a listing reaches a party, by name or through its owners."""

    CAUGHT = "caught"
    POSSIBLE = "possible"
    NO_MATCH = "no match found"
    CANNOT_TELL = "cannot tell"


class FunctionStatus(StrEnum):
    """What becomes of a function; the first five of what is continuous, the rest of what is due once."""

    RUNS = "runs"
    STOPS_ON = "stops on"
    STOPPED_SINCE = "stopped since"
    AT_RISK = "at risk"
    CANNOT_TELL = "cannot tell"
    ON_TIME = "on time"
    LATE_BY = "late by"
    MISSED = "missed"
    NOT_DUE_YET = "not due yet"

    @property
    def is_stop(self) -> bool:
        """Whether the function certainly stops, or its event certainly slips or is lost."""
        return self in (
            FunctionStatus.STOPS_ON,
            FunctionStatus.STOPPED_SINCE,
            FunctionStatus.LATE_BY,
            FunctionStatus.MISSED,
        )

    @property
    def is_well(self) -> bool:
        """Whether nothing loaded stops the function within the horizon."""
        return self in (FunctionStatus.RUNS, FunctionStatus.ON_TIME, FunctionStatus.NOT_DUE_YET)


class Why(StrEnum):
    """Why a stop is a range: because the world is open, or because a row is missing."""

    KNOWN = "known"
    MISSING = "missing"


class Offer(StrEnum):
    """What becomes of an offered replacement at the gate."""

    REFUSED = "refused"
    ASKS = "cannot tell"
    OPEN = "no loaded measure forbids this"
