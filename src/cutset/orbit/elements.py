"""What does an element set say about an orbit, and which sets of a file may be used together?

The mean motion printed in an element set is Kozai's; the semi-major axis must come from Brouwer's, which SGP4
restores on reading (Hoots and Roehrich, Spacetrack Report No. 3, 1980; Vallado et al., AIAA 2006-6753).
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

import msgspec

from cutset.errors import Fault, InputError
from cutset.orbit.constants import EARTH_J2, EARTH_MU_KM3_S2, EARTH_RADIUS_KM

__all__ = ["MOST_ECCENTRIC", "ElementSeries", "ElementSet", "brouwer_semi_major_axis_km", "series_of"]

MOST_ECCENTRIC: Final = 0.02
"""Largest eccentricity that the circular method of decay takes [-]."""

LONGEST_GAP: Final = timedelta(days=10)
STALE_AFTER: Final = timedelta(days=30)


class ElementSet(msgspec.Struct, frozen=True, kw_only=True):
    """One set of mean elements of SGP4.

    Parameters
    ----------
    satellite
        Catalogue number.
    name
        Name of the object, empty where the file gives none.
    epoch
        Moment for which the elements hold [UTC].
    inclination_deg, node_deg
        Inclination and right ascension of the ascending node [deg].
    eccentricity
        Eccentricity [-].
    mean_motion_rev_day
        Mean motion as printed, after Kozai [rev/d].
    bstar
        Drag term of SGP4 [1/Earth radii].
    row
        Line or place in the file.
    """

    satellite: int
    name: str = ""
    epoch: datetime
    inclination_deg: float
    node_deg: float
    eccentricity: float
    mean_motion_rev_day: float
    bstar: float = 0.0
    row: int = 0

    @property
    def semi_major_axis_km(self) -> float:
        """Brouwer mean semi-major axis [km]."""
        return brouwer_semi_major_axis_km(self.mean_motion_rev_day, self.inclination_deg, self.eccentricity)

    @property
    def altitude_km(self) -> float:
        """Semi-major axis less the equatorial radius [km]."""
        return self.semi_major_axis_km - EARTH_RADIUS_KM


class ElementSeries(msgspec.Struct, frozen=True, kw_only=True):
    """The element sets of one object in order of time, with what was noticed on reading.

    Parameters
    ----------
    satellite, name
        Catalogue number and name.
    sets
        Distinct sets by epoch; of several at one epoch the last in the file stands.
    remarks
        What was noticed and did not prevent use.
    """

    satellite: int
    name: str
    sets: tuple[ElementSet, ...]
    remarks: tuple[Fault, ...] = ()

    @property
    def last(self) -> ElementSet:
        """The latest set."""
        return self.sets[-1]

    def until(self, moment: datetime) -> ElementSeries:
        """Return the series as it stood at a moment: sets with an epoch up to it.

        Raises
        ------
        InputError
            When no set is that old.
        """
        kept = tuple(each for each in self.sets if each.epoch <= moment)
        if not kept:
            raise InputError.one(
                "no-elements-yet",
                f"no element set is as old as the date; the first is of {self.sets[0].epoch:%Y-%m-%d}",
                value=f"{moment:%Y-%m-%d}",
                hint="choose a later date or bring earlier sets",
            )
        return msgspec.structs.replace(self, sets=kept)

    def stale_on(self, moment: datetime) -> Fault | None:
        """Say that the latest set is older than 30 days, if it is."""
        age = moment - self.last.epoch
        if age <= STALE_AFTER:
            return None
        return Fault(
            code="stale-elements",
            sentence=f"the latest element set is {age.days} days old on {moment:%Y-%m-%d}",
            value=f"{self.last.epoch:%Y-%m-%d}",
            hint="bring newer sets; burns since then are not seen",
        )


def brouwer_semi_major_axis_km(mean_motion_rev_day: float, inclination_deg: float, eccentricity: float) -> float:
    """Return the Brouwer mean semi-major axis that belongs to a printed (Kozai) mean motion [km].

    Parameters
    ----------
    mean_motion_rev_day
        Mean motion as printed in the element set [rev/d].
    inclination_deg
        Inclination [deg].
    eccentricity
        Eccentricity [-].

    Source
    ------
    Spacetrack Report No. 3 (1980), section 6, first three equations; WGS-72 constants.

    Example
    -------
    >>> round(brouwer_semi_major_axis_km(15.49246091, 51.6464, 0.0001153), 2)
    6797.57
    """
    motion = mean_motion_rev_day * 2.0 * math.pi / 86400.0
    kozai = (EARTH_MU_KM3_S2 / motion**2) ** (1.0 / 3.0) / EARTH_RADIUS_KM
    shape = (1.0 - eccentricity**2) ** 1.5
    lean = 0.75 * EARTH_J2 * (3.0 * math.cos(math.radians(inclination_deg)) ** 2 - 1.0) / shape
    first = lean / kozai**2
    better = kozai * (1.0 - first * (1.0 / 3.0 + first * (1.0 + 134.0 / 81.0 * first)))
    brouwer_motion = motion / (1.0 + lean / better**2)
    return float((EARTH_MU_KM3_S2 / brouwer_motion**2) ** (1.0 / 3.0))


def series_of(
    sets: Sequence[ElementSet], faults: Iterable[Fault] = (), *, file: str = "", satellite: int | None = None
) -> ElementSeries:
    """Put the sets of one file in order, drop repetitions and say what was noticed.

    Parameters
    ----------
    sets
        Sets in the order of the file.
    faults
        What the reader of the format found wrong.
    file
        Name for messages.
    satellite
        Catalogue number that is wanted; needed where a file holds several objects.

    Raises
    ------
    InputError
        With every fault of the reader and of the sets.
    """
    found = [*faults, *_element_faults(sets, file), *_object_faults(sets, file, satellite)]
    if not sets and not found:
        found = [Fault(file=file, code="no-elements", sentence="the file holds no element set")]
    if found:
        raise InputError(sorted(found))
    wanted = [each for each in sets if satellite is None or each.satellite == satellite]
    by_epoch = {each.epoch: each for each in wanted}
    ordered = tuple(by_epoch[epoch] for epoch in sorted(by_epoch))
    return ElementSeries(
        satellite=ordered[0].satellite,
        name=next((each.name for each in reversed(ordered) if each.name), ""),
        sets=ordered,
        remarks=tuple(_remarks(wanted, ordered, file)),
    )


def _object_faults(sets: Sequence[ElementSet], file: str, satellite: int | None) -> Iterable[Fault]:
    numbers = sorted({each.satellite for each in sets})
    if satellite is None and len(numbers) > 1:
        odd = next(each for each in sets if each.satellite != sets[0].satellite)
        yield Fault(
            file=file,
            row=odd.row,
            code="mixed-objects",
            sentence="the file holds several objects",
            value=", ".join(map(str, numbers)),
            hint="choose one of them by its catalogue number",
        )
    if satellite is not None and sets and satellite not in numbers:
        yield Fault(
            file=file,
            code="wrong-object",
            sentence=f"the file holds no set of object {satellite}",
            value=", ".join(map(str, numbers)),
            hint="check the catalogue number",
        )


RANGES: Final = (
    ("inclination_deg", "inclination-range", 0.0, 180.0, "an inclination lies between 0 and 180 degrees"),
    ("node_deg", "node-range", -360.0, 360.0, "a node lies between 0 and 360 degrees"),
    (
        "mean_motion_rev_day",
        "mean-motion-range",
        11.0,
        17.0,
        "only low orbits decay: 11 to 17 revolutions a day",
    ),
    ("bstar", "bstar-range", -1.0, 1.0, "a drag term beyond 1 per Earth radius is no measurement"),
    (
        "eccentricity",
        "too-eccentric",
        0.0,
        MOST_ECCENTRIC,
        f"the method is circular and takes eccentricities up to {MOST_ECCENTRIC}",
    ),
)


def _element_faults(sets: Sequence[ElementSet], file: str) -> Iterable[Fault]:
    for each in sets:
        for name, code, low, high, sentence in RANGES:
            value = getattr(each, name)
            if not low <= value <= high:
                yield Fault(file=file, row=each.row, column=name, code=code, sentence=sentence, value=f"{value:g}")


def _remarks(sets: Sequence[ElementSet], ordered: Sequence[ElementSet], file: str) -> Iterable[Fault]:
    def said(code: str, sentence: str, row: int = 0, hint: str = "") -> Fault:
        return Fault(file=file, row=row, code=code, sentence=sentence, hint=hint)

    distinct = {msgspec.structs.replace(each, row=0, name="") for each in sets}
    if len(distinct) < len(sets):
        yield said("duplicate-sets", f"{len(sets) - len(distinct)} repeated sets were dropped")
    if len(distinct) > len(ordered):
        yield said(
            "same-epoch",
            f"{len(distinct) - len(ordered)} sets share an epoch with another solution; the last one stands",
        )
    late = [each for before, each in itertools.pairwise(sets) if each.epoch < before.epoch]
    if late:
        yield said("unsorted-sets", f"{len(late)} sets stand out of order and were sorted", late[0].row)
    for before, after in itertools.pairwise(ordered):
        if after.epoch - before.epoch > LONGEST_GAP:
            days = (after.epoch - before.epoch).days
            yield said(
                "gap",
                f"no set for {days} days from {before.epoch:%Y-%m-%d}",
                after.row,
                "burns in it are not dated",
            )
    negative = [each for each in ordered if each.bstar < 0]
    if negative:
        yield said(
            "negative-bstar",
            f"{len(negative)} sets have a negative drag term, as after a burn; it is not used",
            negative[0].row,
        )


def moment_of_day(year: int, day_of_year: float) -> datetime:
    """Return the moment of a year and a day counted from 1, to the microsecond."""
    return datetime(year, 1, 1, tzinfo=UTC) + timedelta(days=day_of_year - 1.0)
