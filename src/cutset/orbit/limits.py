"""Which heights, coefficients, horizons and boosts does the method of decay cover?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cutset.errors import Fault, OutsideRangeError
from cutset.orbit.boosts import Boost

__all__ = ["HIGHEST_KM", "LONGEST_DAYS", "LOWEST_KM", "ballistic_faults", "refuse_outside"]

Floats = NDArray[np.float64]

LOWEST_KM, HIGHEST_KM = 160.0, 600.0
LONGEST_DAYS: Final = 5479
"""Fifteen years [d]: as far as the tables of solar activity reach."""

LOWEST, HIGHEST = 0.001, 0.05
"""Ballistic coefficients that a spacecraft can have [m2/kg]."""


def refuse_outside(
    altitude_km: float,
    levels: Floats,
    ceiling_km: float,
    days: int,
    members: int,
    boosts: Sequence[Boost],
    ballistic: tuple[float, float] | Floats,
) -> None:
    """Refuse what the method does not cover, every fault at once.

    Raises
    ------
    OutsideRangeError
        For heights, horizons, members, boosts or coefficients out of range.
    """
    checks = [
        ("altitude-range", "a start", altitude_km, LOWEST_KM, HIGHEST_KM, "km"),
        ("altitude-range", "a ceiling of boosts", ceiling_km, LOWEST_KM, HIGHEST_KM, "km"),
        *(("altitude-range", "a height to reach", float(level), LOWEST_KM, HIGHEST_KM, "km") for level in levels),
        ("horizon-range", "a horizon", days, 1, LONGEST_DAYS, "days"),
        ("members-range", "an ensemble", members, 1, 1_000_000, "members"),
    ]
    for boost in boosts:
        checks.append(("boost-range", f"visits of {boost.name}", boost.visits_per_year, 0.0, 100.0, "a year"))
        checks += [("boost-range", f"a boost of {boost.name}", each, 0.0, 100.0, "m/s") for each in boost.delta_v_m_s]
    faults = [
        Fault(code=code, sentence=f"{what} lies between {low:g} and {high:g} {unit}", value=f"{value:g}")
        for code, what, value, low, high, unit in checks
        if not low <= value <= high
    ]
    faults += ballistic_faults(ballistic)
    if not len(levels):
        faults.append(Fault(code="no-heights", sentence="no height to reach is given"))
    if faults:
        raise OutsideRangeError(faults)


def ballistic_faults(given: tuple[float, float] | Floats) -> list[Fault]:
    """Return what is wrong with ballistic coefficients: none given, upside down, or no spacecraft's."""
    if not len(given):
        return [Fault(code="no-ballistic", sentence="no ballistic coefficient is given")]
    faults = [
        Fault(
            code="ballistic-range",
            sentence=f"a ballistic coefficient lies between {LOWEST} and {HIGHEST} m2/kg",
            value=f"{value:.4g}",
            hint="it is drag coefficient x area / mass, not its inverse",
        )
        for value in sorted({float(np.min(given)), float(np.max(given))})
        if not LOWEST <= value <= HIGHEST
    ]
    if isinstance(given, tuple) and given[0] > given[1]:
        faults.append(
            Fault(
                code="empty-range",
                sentence=f"a range starting at {given[0]:g} ends lower",
                value=f"{given[1]:g}",
                hint="swap the two?",
            )
        )
    return faults
