"""How long does a station stay above its floor once nothing lifts it any more?

The decay is worked out from the world's orbit row by :mod:`cutset.orbit`: earliest is the day by which a tenth of the
draws are down at the first floor, latest the day by which nine tenths are. Forecasts of the Sun made public after
the known-by day are not used.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

import msgspec

from cutset.errors import CutsetError
from cutset.impact.clocks import ClockWords, NotModelled
from cutset.impact.kept import kept
from cutset.impact.scenario import Scenario
from cutset.spans import Spans
from cutset.world.question import Question
from cutset.world.rows import Function, Orbit
from cutset.world.world import World

__all__ = ["MEMBERS", "OrbitClock"]

MEMBERS: Final = 120
"""Draws of an ensemble; the plain engine takes them, so that no run waits for a compiler."""
YEARS: Final = 10


class Descent(msgspec.Struct, frozen=True):
    """When a height is reached, in days after the last boost; none beyond ten years.

    Parameters
    ----------
    height_km
        The height [km].
    p10, p50, p90
        Days by which one, five and nine tenths of the draws are there [d].
    """

    height_km: float
    p10: int | None
    p50: int | None
    p90: int | None


class OrbitClock:
    """Adds the time that an orbit takes to sink to its first floor.

    Parameters
    ----------
    world
        A world as known on the day of the question.
    question
        Its known-by day decides which forecast of the Sun is used, its seed the draws.
    """

    def __init__(self, world: World, question: Question) -> None:
        self.orbits = world.by_id(Orbit)
        self.question = question
        self._descents: dict[tuple[str, int], tuple[Descent, ...]] = {}
        self._told: set[tuple[str, int]] = set()
        self._why_not: dict[str, str] = {}

    def felt(self, function: Function, losses: Spans, scenario: Scenario) -> Spans:
        """Return the losses from the day on which the first floor is reached, where no boost came back before."""
        felt: list[tuple[int, int]] = []
        for start, end in losses:
            descents = self._descended(function.clock, start)
            if not descents:
                return self._not_modelled(function).felt(function, losses, scenario)
            if not scenario.past:
                self._told.add((function.clock, start))
            first = descents[0]
            days = first.p10 if scenario.worst else first.p90
            if days is not None and start + days < end:
                felt.append((start + days, end))
        return tuple(felt)

    def words(self, function: Function) -> ClockWords:
        """Return when each floor would be reached."""
        known = [(start, self._descents[clock, start]) for clock, start in self._told if clock == function.clock]
        if not known:
            return (
                self._not_modelled(function).words(function) if self._why_not else ClockWords(modelled=True, words="")
            )
        start, descents = min(known)
        since = date.fromordinal(start)
        floors = "; ".join(_floor_words(one, since) for one in descents)
        orbit = self.orbits[function.clock]
        return ClockWords(modelled=True, words=f"without boosts from {since} at {orbit.altitude_km} km: {floors}")

    def _not_modelled(self, function: Function) -> NotModelled:
        return NotModelled(f"the decay of the orbit: {self._why_not.get(function.clock, 'nothing was lost')}")

    def _descended(self, clock: str, start: int) -> tuple[Descent, ...]:
        key = (clock, start)
        if key not in self._descents:
            self._descents[key] = self._asked(clock, start)
        return self._descents[key]

    def _asked(self, clock: str, start: int) -> tuple[Descent, ...]:
        orbit = self.orbits.get(clock)
        if orbit is None or orbit.altitude_km is None or orbit.ballistic_coefficient is None or not orbit.floors_km:
            self._why_not[clock] = "no row gives height, ballistic coefficient and floors"
            return ()
        asked = {
            "altitude_km": float((orbit.altitude_km.least + orbit.altitude_km.most) / 2),
            "ballistic_m2_kg": [float(orbit.ballistic_coefficient.least), float(orbit.ballistic_coefficient.most)],
            "heights_km": sorted((float(height) for height in orbit.floors_km), reverse=True),
            "start": start,
            "known_by": self.question.known_by.toordinal(),
            "seed": self.question.seed,
            "members": MEMBERS,
        }
        try:
            return msgspec.convert(kept("descent", asked, lambda: _descent(asked)), tuple[Descent, ...])
        except CutsetError as error:
            self._why_not[clock] = " ".join(str(error).split())
            return ()


def _descent(asked: dict[str, object]) -> list[dict[str, object]]:
    from cutset.orbit import days_to_heights, outlook_known_by

    given = msgspec.convert(asked, _Asked)
    start = date.fromordinal(given.start)
    forecast = days_to_heights(
        given.altitude_km,
        start,
        given.heights_km,
        given.ballistic_m2_kg,
        outlook=outlook_known_by(min(start, date.fromordinal(given.known_by))),
        horizon_days=YEARS * 365,
        members=given.members,
        seed=given.seed,
        engine="plain",
    )
    return [
        {"height_km": one.height_km, **{name: _days(getattr(one, name), start) for name in ("p10", "p50", "p90")}}
        for one in forecast.heights
    ]


class _Asked(msgspec.Struct):
    altitude_km: float
    ballistic_m2_kg: tuple[float, float]
    heights_km: list[float]
    start: int
    known_by: int
    seed: int
    members: int


def _days(day: date | None, start: date) -> int | None:
    return (day - start).days if day is not None else None


def _floor_words(one: Descent, since: date) -> str:
    days = [f"{name} {_day(since, value)}" for name, value in (("P10", one.p10), ("P50", one.p50), ("P90", one.p90))]
    return f"{one.height_km:g} km by {', '.join(days)}"


def _day(since: date, days: int | None) -> str:
    return str(since + timedelta(days=days)) if days is not None else f"beyond {YEARS} years"
