"""How is the shipped density table made? ``python -m cutset.orbit.build_density`` (extra ``build``).

It asks pymsis for NRLMSISE-00 (``version=0``) and never for MSIS 2.x, whose terms forbid commercial use of
the model and of data made with it. The source of the model is named in :mod:`cutset.orbit.density`.

Orbits are circles of the mean semi-major axis. The oblate Earth lets a station of 51.6 degrees run 0.8 km
lower than that on average: 1-2 % more drag, which a ballistic coefficient fitted with this table takes up.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from cutset.errors import MissingExtraError
from cutset.orbit.constants import EARTH_FLATTENING, EARTH_RADIUS_KM
from cutset.orbit.density import STEP, TABLE_FILE

__all__ = ["build", "orbit_mean"]

Floats = NDArray[np.floating[Any]]

ALTITUDES_KM: Final = np.r_[150.0:300.0:10.0, 300.0:601.0:20.0]
FLUXES: Final = np.array([60.0, 69.0, 80.0, 94.0, 110.0, 130.0, 156.0, 190.0, 240.0, 300.0])
APS: Final = np.array([0.0, 4.0, 10.0, 18.0, 30.0, 50.0, 100.0, 400.0])
INCLINATIONS_DEG: Final = np.array([0.0, 28.0, 41.5, 51.6, 68.0, 98.0])
FLUX_STEPS: Final = np.array([-60.0, -30.0, -12.0, 0.0, 12.0, 30.0, 60.0, 150.0])
NODE_ALTITUDES_KM: Final = np.array([150.0, 200.0, 260.0, 340.0, 440.0, 600.0])
NODE_FLUXES: Final = np.array([65.0, 100.0, 160.0, 300.0])
QUIET_AP: Final = 10.0
NODE_HOURS: Final = np.arange(12) * 2.0
AROUND: Final = np.radians(np.arange(24) * 15.0 + 7.5)
"""Arguments of latitude at which an orbit is sampled [rad]; 24, 48 and 72 points agree to 1e-5."""


def build(file: Path = TABLE_FILE) -> None:
    """Make the table and write it."""
    base = np.array([_base(tilt) for tilt in INCLINATIONS_DEG])
    node = np.array([_node(tilt) for tilt in INCLINATIONS_DEG])
    flux = _flux()
    offset = float(base.min() + base.max()) / 2
    np.savez_compressed(
        file,
        altitudes_km=ALTITUDES_KM,
        fluxes=FLUXES,
        aps=APS,
        inclinations_deg=INCLINATIONS_DEG,
        base=_packed(base - offset),
        offset=np.array(offset),
        flux_steps=FLUX_STEPS,
        flux=_packed(flux),
        node_altitudes_km=NODE_ALTITUDES_KM,
        node_fluxes=NODE_FLUXES,
        node=_packed(node),
        made_with=np.array(f"NRLMSISE-00 by pymsis {_pymsis_version()} (version=0)"),
    )


def orbit_mean(
    altitude_km: Floats,
    inclination_deg: float,
    node_hours: float | None,
    month: Floats,
    flux: Floats,
    flux_before: Floats,
    ap: Floats,
) -> Floats:
    """Return log density averaged round circular orbits [ln kg/m3]; the arguments broadcast.

    Parameters
    ----------
    altitude_km
        Semi-major axis less the equatorial radius [km].
    inclination_deg
        Inclination [deg].
    node_hours
        Local time of the ascending node [h]; None for the mean over eight.
    month
        Months since the start of the year [month]; 0.5 is the middle of January.
    flux, flux_before, ap
        81-day F10.7 [sfu], yesterday's F10.7 [sfu], daily Ap [-].
    """
    grid = np.broadcast_arrays(altitude_km, month, flux, flux_before, ap)
    latitude, hours, universal = _track(inclination_deg, node_hours)
    heights = grid[0][..., None] + EARTH_RADIUS_KM - _radius_km(latitude)
    shape = heights.shape
    days = np.datetime64("2020-01-01T00:00") + (
        (grid[1][..., None] / 12.0 * 365.25 // 1 * 1440.0 + universal * 60.0).astype("timedelta64[m]")
    )
    wide = [np.broadcast_to(part[..., None], shape).ravel() for part in (grid[3], grid[2], grid[4])]
    density = _nrlmsise00(
        np.broadcast_to(days, shape).ravel(),
        np.broadcast_to((hours - universal) * 15.0, shape).ravel(),
        np.broadcast_to(np.degrees(latitude), shape).ravel(),
        heights.ravel(),
        wide[0],
        wide[1],
        wide[2],
    )
    mean: Floats = np.log(density.reshape(shape).mean(axis=-1))
    return mean


def _track(inclination_deg: float, node_hours: float | None) -> tuple[Floats, Floats, Floats]:
    """Return latitude [rad], local time [h] and universal time [h] of the points over which an orbit is
    averaged.

    Universal times are dealt so that no latitude, local time or longitude has one of its own.
    """
    tilt = np.radians(inclination_deg)
    if node_hours is None:
        # Over all nodes, latitude and local time are independent, and each latitude is met twice.
        rise = np.radians(-90.0 + 22.5 * (np.arange(8) + 0.5))
        row, column = np.divmod(np.arange(64), 8)
        latitude = np.arcsin(np.sin(tilt) * np.sin(rise))[column]
        return latitude, row * 3.0, (3 * row + 5 * column) % 8 * 3.0
    along = np.degrees(np.arctan2(np.cos(tilt) * np.sin(AROUND), np.cos(AROUND)))
    latitude = np.arcsin(np.sin(tilt) * np.sin(AROUND))
    return latitude, (node_hours + along / 15.0) % 24.0, np.arange(24) * 5 % 8 * 3.0


def _radius_km(latitude: Floats) -> Floats:
    """Return the radius of the ellipsoid under a geocentric latitude [km]."""
    radius: Floats = EARTH_RADIUS_KM * (1.0 - EARTH_FLATTENING * np.sin(latitude) ** 2)
    return radius


def _base(tilt: float) -> Floats:
    month, altitude, flux, ap = np.ix_(np.arange(12) + 0.5, ALTITUDES_KM, FLUXES, APS)
    return orbit_mean(altitude, tilt, None, month, flux, flux, ap)


def _node(tilt: float) -> Floats:
    month, altitude, flux = np.ix_(np.arange(12) + 0.5, NODE_ALTITUDES_KM, NODE_FLUXES)
    ring = np.array([orbit_mean(altitude, tilt, hours, month, flux, flux, np.array(QUIET_AP)) for hours in NODE_HOURS])
    shift: Floats = ring - np.log(np.exp(ring).mean(axis=0))
    return np.moveaxis(shift, 0, 1)


def _flux() -> Floats:
    """Make the correction for yesterday's flux, averaged over four months at the inclination of the ISS."""
    month, altitude, flux, step = np.ix_(np.array([0.5, 3.5, 6.5, 9.5]), ALTITUDES_KM, FLUXES, FLUX_STEPS)
    ap = np.array(QUIET_AP)
    before = np.maximum(flux + step, 40.0)
    shift = orbit_mean(altitude, 51.6, None, month, flux, before, ap) - orbit_mean(
        altitude, 51.6, None, month, flux, flux, ap
    )
    mean: Floats = shift.mean(axis=0)
    return mean


def _nrlmsise00(
    when: NDArray[np.datetime64],
    longitude: Floats,
    latitude: Floats,
    height_km: Floats,
    flux_before: Floats,
    flux: Floats,
    ap: Floats,
) -> Floats:
    try:
        import pymsis  # pyright: ignore[reportMissingImports]
    except ImportError:
        raise MissingExtraError("build", "making the density table") from None
    # Only the daily Ap is read in pymsis's daily mode; the other six are there for its storm mode.
    state = pymsis.calculate(
        when, longitude, latitude, height_km, flux_before, flux, np.repeat(ap[:, None], 7, axis=1), version=0
    )
    density: Floats = np.asarray(state[..., 0], dtype=np.float64)
    return density


def _pymsis_version() -> str:
    import importlib.metadata

    return importlib.metadata.version("pymsis")


def _packed(part: Floats) -> NDArray[np.int16]:
    steps = np.rint(part / STEP)
    assert abs(steps).max() < 2**15
    packed: NDArray[np.int16] = steps.astype(np.int16)
    return packed


if __name__ == "__main__":
    build()
