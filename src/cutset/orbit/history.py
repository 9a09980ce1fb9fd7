"""What has the station's orbit done: its height day by day, and its burns?

Height is the Brouwer mean semi-major axis, by daily median, since single sets scatter. After a burn the sets
of one to three days are made from observations of both sides of it and swing; the size of a burn is
therefore taken from the settled heights before and after, each brought to the burn by the slope of the days
around it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from cutset.orbit.constants import EARTH_MU_KM3_S2, EARTH_RADIUS_KM
from cutset.orbit.elements import ElementSeries

__all__ = ["Burn", "DailyAltitudes", "daily_altitudes", "find_burns"]

Floats = NDArray[np.float64]

RISE_KM: Final = 0.030
"""Rise within half a day that no drag explains [km]."""

LEAST_BURN_KM: Final = 0.060
"""Settled change of height from which an event is called a burn [km]; below it the sets' own scatter
begins."""

SEEN_STEP_KM: Final = 0.15
"""Step between two sets that counts towards one burn seen over several [km]."""

TOGETHER_DAYS: Final = 2.5
"""Unsettled sets nearer than this belong to one event [d]."""

SETTLING_DAYS: Final = 1.2
"""After the last rise of an event, time until the sets hold observations of one side only [d]."""

LEVEL_DAYS: Final = 4.0
"""Length of the stretch on either side from which the settled height is read [d]."""


class Burn(msgspec.Struct, frozen=True, kw_only=True):
    """One change of height that drag does not explain.

    Parameters
    ----------
    start, end
        Last set before it and first set at the new height [UTC].
    rise_km
        Settled change of the mean semi-major axis [km]; negative for a lowering.
    step_km
        The step between consecutive sets as it stands in the file [km], with the steps of 0.15 km and more
        that follow it at once; it overshoots the settled change by up to a quarter.
    settled_after
        Moment from which the sets are steady again [UTC].
    altitude_km
        Height before [km].
    """

    start: datetime
    end: datetime
    rise_km: float
    step_km: float
    settled_after: datetime
    altitude_km: float

    @property
    def delta_v_m_s(self) -> float:
        """Change of speed that the rise takes [m/s]."""
        radius = EARTH_RADIUS_KM + self.altitude_km
        return self.rise_km * float(np.sqrt(EARTH_MU_KM3_S2 / radius)) * 1e3 / (2.0 * radius)


class DailyAltitudes(msgspec.Struct, frozen=True, eq=False, kw_only=True):
    """Median height of each day that has a set.

    Parameters
    ----------
    days
        Mean moment of the day's sets [d since 1970-01-01].
    altitudes_km
        Semi-major axis less the equatorial radius [km].
    arc
        Number of the burn-free arc a day belongs to; -1 for days of burns and unsettled days.
    """

    days: Floats
    altitudes_km: Floats
    arc: NDArray[np.int64]

    def between(self, first: float, last: float) -> DailyAltitudes:
        """Return the days from a first to before a last one [d since 1970-01-01]."""
        kept = (self.days >= first) & (self.days < last)
        return DailyAltitudes(days=self.days[kept], altitudes_km=self.altitudes_km[kept], arc=self.arc[kept])


def find_burns(series: ElementSeries) -> tuple[Burn, ...]:
    """Return every burn in a series of element sets, in order of time.

    A rise of more than 30 m within half a day (or a fall that large and sudden) starts an event; it is a
    burn when the settled height changes by 60 m or more.

    Parameters
    ----------
    series
        Element sets of one object.

    Example
    -------
    >>> [round(burn.rise_km, 2) for burn in find_burns(series)]  # doctest: +SKIP
    [1.37, 0.39, 0.35, 0.31, 0.83]
    """
    days, altitudes = _track(series)
    return tuple(burn for _, burn in _burns(days, altitudes, _events(days, altitudes)))


def daily_altitudes(series: ElementSeries) -> DailyAltitudes:
    """Return the median height of each day, with the burn-free arcs numbered.

    Parameters
    ----------
    series
        Element sets of one object.
    """
    days, altitudes = _track(series)
    events = _events(days, altitudes)
    starts = np.unique(np.floor(days))
    rows = [np.flatnonzero(np.floor(days) == start) for start in starts]
    burnt = {number for number, _ in _burns(days, altitudes, events)}
    arc = np.array([_arc(days, start, events, burnt) for start in starts], dtype=np.int64)
    return DailyAltitudes(
        days=np.array([days[row].mean() for row in rows]),
        altitudes_km=np.array([float(np.median(altitudes[row])) for row in rows]),
        arc=arc,
    )


def _track(series: ElementSeries) -> tuple[Floats, Floats]:
    days = np.array([each.epoch.timestamp() / 86400.0 for each in series.sets])
    return days, np.array([each.altitude_km for each in series.sets])


def _events(days: Floats, altitudes: Floats) -> list[tuple[int, int]]:
    """Return unsettled stretches: the set before the first sudden step and the one after the last."""
    usual = _usual_step(days, altitudes)
    step = np.diff(altitudes)
    wide = np.diff(days)
    expected = usual * np.maximum(wide, 0.0)
    sudden = np.flatnonzero((step > RISE_KM) | (step - expected < -2.0 * RISE_KM))
    joined: list[tuple[int, int]] = []
    for at in (int(each) for each in sudden):
        if joined and days[at] - days[joined[-1][1]] < TOGETHER_DAYS:
            joined[-1] = joined[-1][0], at + 1
        else:
            joined.append((at, at + 1))
    return joined


def _usual_step(days: Floats, altitudes: Floats) -> float:
    """Return the median rate of change [km/d], by which a fall is told from drag."""
    wide = np.diff(days)
    rates = np.diff(altitudes)[wide > 0.02] / wide[wide > 0.02]
    return float(np.median(rates)) if len(rates) else 0.0


def _burns(days: Floats, altitudes: Floats, events: Sequence[tuple[int, int]]) -> Iterator[tuple[int, Burn]]:
    for number, (before, after) in enumerate(events):
        floor = days[events[number - 1][1]] + SETTLING_DAYS if number else -np.inf
        ceiling = days[events[number + 1][0]] if number + 1 < len(events) else np.inf
        rise = _settled_rise(days, altitudes, before, after, floor, ceiling)
        if rise is None or abs(rise) < LEAST_BURN_KM:
            continue
        steps = np.diff(altitudes[before : after + 1])
        largest = before + int(np.argmax(steps * np.sign(rise)))
        yield (
            number,
            Burn(
                start=_moment(days[largest]),
                end=_moment(days[largest + 1]),
                rise_km=rise,
                step_km=_printed_step(steps * np.sign(rise)) * float(np.sign(rise)),
                settled_after=_moment(days[after] + SETTLING_DAYS),
                altitude_km=float(altitudes[before]),
            ),
        )


def _printed_step(steps: Floats) -> float:
    """Return the largest step with those of its size that stand next to it."""
    first = last = int(np.argmax(steps))
    while first > 0 and steps[first - 1] >= SEEN_STEP_KM:
        first -= 1
    while last + 1 < len(steps) and steps[last + 1] >= SEEN_STEP_KM:
        last += 1
    return float(steps[first : last + 1].sum())


def _settled_rise(
    days: Floats, altitudes: Floats, before: int, after: int, floor: float, ceiling: float
) -> float | None:
    """Return the jump between two lines of one slope, fitted to the settled heights on both sides [km]."""
    old = np.flatnonzero((days <= days[before]) & (days > max(days[before] - LEVEL_DAYS, floor)))
    new = np.flatnonzero(
        (days >= days[after] + SETTLING_DAYS) & (days < min(days[after] + SETTLING_DAYS + LEVEL_DAYS, ceiling + 1e-9))
    )
    if not len(old):
        return None
    if len(new) < 2:
        # The next event comes first, or the file ends: take what there is after the burn.
        new = np.flatnonzero((days >= days[after]) & (days < min(days[after] + LEVEL_DAYS, ceiling + 1e-9)))
    if not len(new):
        return None
    slope = _slope(days[old], altitudes[old])
    middle = 0.5 * (days[before] + days[after])
    return float(
        np.median(altitudes[new] - slope * (days[new] - middle))
        - np.median(altitudes[old] - slope * (days[old] - middle))
    )


def _slope(days: Floats, altitudes: Floats) -> float:
    """Return the median slope between pairs of sets half a day or more apart [km/d] (Theil 1950, Sen
    1968)."""
    i, j = np.triu_indices(len(days), 1)
    far = days[j] - days[i] > 0.5
    if not far.any():
        return 0.0
    return min(0.0, float(np.median((altitudes[j] - altitudes[i])[far] / (days[j] - days[i])[far])))


def _arc(days: Floats, start: float, events: Sequence[tuple[int, int]], burnt: set[int]) -> int:
    """Return the number of the arc of a day, or -1 where an event touches it.

    Only a burn starts another arc: sets that swing and come back leave the height as it was.
    """
    number = 0
    for at, (before, after) in enumerate(events):
        if start + 1.0 <= days[before] + 1e-9:
            break
        if start < days[after] + SETTLING_DAYS:
            return -1
        number += at in burnt
    return number


def _moment(day: float) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=float(day))
