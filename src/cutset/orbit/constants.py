"""Which physical constants does the orbit code use?

Element sets are made with the WGS-72 constants of SGP4, so semi-major axes are read with the same ones
(Vallado, Crawford, Hujsak, Kelso, "Revisiting Spacetrack Report #3", AIAA 2006-6753). Decay uses them too:
the two sets differ by 2 m in the radius. Windows use the constants that come with DE421.
"""

from __future__ import annotations

from typing import Final

__all__ = [
    "DAYS_PER_YEAR",
    "EARTH_FLATTENING",
    "EARTH_J2",
    "EARTH_MU_KM3_S2",
    "EARTH_RADIUS_KM",
    "EARTH_ROTATION_RAD_S",
    "SECONDS_PER_DAY",
    "STANDARD_GRAVITY_M_S2",
    "SUN_MU_KM3_S2",
]

EARTH_MU_KM3_S2: Final = 398600.8
"""Gravitational parameter of the Earth, WGS-72 [km3/s2]."""

EARTH_RADIUS_KM: Final = 6378.135
"""Equatorial radius, WGS-72 [km]; every ``altitude_km`` here is semi-major axis less this radius."""

EARTH_J2: Final = 0.001082616
"""Second zonal harmonic, WGS-72 [-]."""

EARTH_FLATTENING: Final = 1.0 / 298.257223563
"""Flattening of the ellipsoid over which densities are taken, WGS-84 [-]."""

EARTH_ROTATION_RAD_S: Final = 7.292115e-5
"""Rotation of the Earth, and of the air with it [rad/s]."""

SUN_MU_KM3_S2: Final = 132712440018.0
"""Gravitational parameter of the Sun (Vallado, Fundamentals of Astrodynamics, table D-5) [km3/s2]."""

STANDARD_GRAVITY_M_S2: Final = 9.80665
"""Standard gravity, by which specific impulse is stated in seconds [m/s2]."""

SECONDS_PER_DAY: Final = 86400.0
DAYS_PER_YEAR: Final = 365.25
