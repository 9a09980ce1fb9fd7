"""How dense is the air along an orbit, averaged over it, for a day's Sun and geomagnetic field?

The table holds NRLMSISE-00 (Picone, Hedin, Drob, Aikin, "NRLMSISE-00 empirical model of the atmosphere",
J. Geophys. Res. 107(A12), 2002), averaged round circular orbits. It is a sum of three parts in log density:

base        height x F10.7 (81-day mean) x Ap x month x inclination, averaged over the local time of the node
flux        height x F10.7 x (yesterday's F10.7 less its mean)
node        height x F10.7 x month x inclination x local time of the ascending node

It is read linearly between nodes, in the log of F10.7 and of Ap + 7, and with a periodic cubic between
months: in these scales log density bends least.
MSIS 2.x gives 5-25 % less drag, may not be used commercially and is not used here; a ballistic coefficient
fitted with one model must never be used with the other. :mod:`cutset.orbit.build_density` makes the file.
"""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from cutset.errors import Fault, OutsideRangeError
from cutset.orbit.constants import (
    EARTH_MU_KM3_S2,
    EARTH_RADIUS_KM,
    EARTH_ROTATION_RAD_S,
)

__all__ = ["DensityTable", "OrbitAir", "air_rotation_factor", "density_table"]

Floats = NDArray[np.float64]

TABLE_FILE: Final = Path(__file__).parent / "data" / "nrlmsise00.npz"
AP_OFFSET: Final = 7.0
"""Added to Ap before its log is taken [-]; found by trial: linear reading then errs by 0.1 % at most below
Ap 30."""

STEP: Final = 3.5e-4
"""Step of the stored log densities [-]; 0.02 % at most by rounding."""


class OrbitAir(msgspec.Struct, frozen=True, eq=False):
    """The table brought to one inclination: what a decay run reads.

    Parameters
    ----------
    altitudes_km, fluxes, aps
        Nodes: altitude [km], 81-day F10.7 [sfu], daily Ap [-].
    base
        Log density [ln kg/m3], month x altitude x flux x Ap.
    flux_steps, flux
        Nodes of F10.7 less its mean [sfu], and the correction [-], altitude x flux x step.
    node
        Correction [-], month x local time of the node x altitude x flux.
    """

    altitudes_km: Floats
    fluxes: Floats
    aps: Floats
    base: Floats
    flux_steps: Floats
    flux: Floats
    node: Floats

    def on_day(self, day_of_year: float, node_hours: float | None) -> Floats:
        """Return log density [ln kg/m3], altitude x flux x Ap, for a day and a local time of the node [h].

        Without a local time of the node the mean over all of them is taken.
        """
        months, weights = month_weights(day_of_year)
        slab: Floats = np.tensordot(weights, self.base[months], axes=1)
        if node_hours is None:
            return slab
        low, share = hour_weights(node_hours, self.node.shape[1])
        ring = np.tensordot(weights, self.node[months], axes=1)
        shift = (1 - share) * ring[low] + share * ring[(low + 1) % len(ring)]
        shifted: Floats = slab + shift[:, :, None]
        return shifted

    def log_density(
        self,
        altitude_km: float,
        day_of_year: float,
        mean_flux: float,
        ap: float,
        *,
        flux_above_mean: float = 0.0,
        node_hours: float | None = None,
    ) -> float:
        """Return the log of the density averaged round one orbit [ln kg/m3].

        Parameters
        ----------
        altitude_km
            Semi-major axis less the Earth's equatorial radius [km].
        day_of_year
            1 January = 0 [d].
        mean_flux, ap
            81-day mean of F10.7 [sfu], daily Ap [-].
        flux_above_mean
            F10.7 of the day before, less the mean [sfu].
        node_hours
            Local mean solar time of the ascending node [h]; mean over all where it is not known.

        Source
        ------
        NRLMSISE-00, see the head of the module.
        """
        slab = self.on_day(day_of_year, node_hours)
        h, x = place(self.altitudes_km, altitude_km)
        f, y = place(np.log(self.fluxes), float(np.log(mean_flux)))
        a, z = place(np.log(AP_OFFSET + self.aps), float(np.log(AP_OFFSET + ap)))
        s, w = place(self.flux_steps, flux_above_mean)
        corner = slab[h : h + 2, f : f + 2, a : a + 2]
        value = np.einsum("ijk,i,j,k", corner, [1 - x, x], [1 - y, y], [1 - z, z])
        shift = np.einsum("ijk,i,j,k", self.flux[h : h + 2, f : f + 2, s : s + 2], [1 - x, x], [1 - y, y], [1 - w, w])
        return float(value + shift)


class DensityTable(msgspec.Struct, frozen=True, eq=False):
    """NRLMSISE-00 averaged round circular orbits, as shipped; see the head of the module for its parts."""

    altitudes_km: Floats
    fluxes: Floats
    aps: Floats
    inclinations_deg: Floats
    base: Floats
    flux_steps: Floats
    flux: Floats
    node_altitudes_km: Floats
    node_fluxes: Floats
    node: Floats
    made_with: str

    def at_inclination(self, inclination_deg: float) -> OrbitAir:
        """Bring the table to one inclination.

        Raises
        ------
        OutsideRangeError
            For an inclination that is not between 0 and 180 degrees.
        """
        if not 0.0 <= inclination_deg <= 180.0:
            raise OutsideRangeError(
                [
                    Fault(
                        code="inclination-range",
                        sentence="an inclination lies between 0 and 180 degrees",
                        value=f"{inclination_deg:g}",
                    )
                ]
            )
        # Averaged over the orbit, a retrograde orbit sees the air of its prograde mirror image.
        tilt = min(inclination_deg, 180.0 - inclination_deg)
        low, share = place(self.inclinations_deg, tilt)
        base = (1 - share) * self.base[low] + share * self.base[low + 1]
        node = (1 - share) * self.node[low] + share * self.node[low + 1]
        return OrbitAir(
            altitudes_km=self.altitudes_km,
            fluxes=self.fluxes,
            aps=self.aps,
            base=base,
            flux_steps=self.flux_steps,
            flux=self.flux,
            node=self._spread(node),
        )

    def _spread(self, node: Floats) -> Floats:
        """Bring the coarse node correction to every altitude and flux of the base."""
        tall = np.array([hat(self.node_altitudes_km, value) for value in self.altitudes_km])
        wide = np.array([hat(np.log(self.node_fluxes), value) for value in np.log(self.fluxes)])
        spread: Floats = np.einsum("mtij,ai,fj->mtaf", node, tall, wide)
        return spread


@functools.cache
def density_table() -> DensityTable:
    """Read the shipped table.

    Example
    -------
    >>> import math
    >>> air = density_table().at_inclination(51.64)
    >>> rho = math.exp(air.log_density(400.0, 80.0, 150.0, 12.0))
    >>> 2e-12 < rho < 8e-12
    True
    """
    with np.load(TABLE_FILE) as stored:
        parts = {name: stored[name] for name in stored.files}
    wide = {
        name: parts.pop(name).astype(np.float64) * STEP + offset
        for name, offset in (("base", float(parts.pop("offset"))), ("flux", 0.0), ("node", 0.0))
    }
    made_with = str(parts.pop("made_with"))
    return DensityTable(**{name: part.astype(np.float64) for name, part in parts.items()}, **wide, made_with=made_with)


def air_rotation_factor(altitude_km: float, inclination_deg: float) -> float:
    """Return the share of drag that is left once the air turns with the Earth [-].

    The component along the orbit is exact; the one across it is averaged over latitude.

    Source
    ------
    D. King-Hele, Satellite Orbits in an Atmosphere (1987), section 3.3 (the factor F).
    """
    radius = EARTH_RADIUS_KM + altitude_km
    ratio = EARTH_ROTATION_RAD_S * radius / float(np.sqrt(EARTH_MU_KM3_S2 / radius))
    tilt = np.radians(inclination_deg)
    along = 1.0 - ratio * float(np.cos(tilt))
    across = ratio**2 * (1.0 - 0.5 * float(np.sin(tilt)) ** 2) - (ratio * float(np.cos(tilt))) ** 2
    return float(along * np.sqrt(along**2 + across))


def month_weights(day_of_year: float | Floats) -> tuple[NDArray[np.int64], Floats]:
    """Return the four months round each day and their weights, days x 4: a periodic cubic through mid-months.

    A straight line would flatten the peaks of the half-yearly variation by 2 %.

    Source
    ------
    R. Keys, "Cubic convolution interpolation", IEEE Trans. ASSP 29(6), 1981 (a = -1/2).
    """
    place_in_year = np.asarray(day_of_year, dtype=np.float64) / 365.25 * 12.0 - 0.5
    low = np.floor(place_in_year)
    t = place_in_year - low
    months = (low[..., None] + np.arange(-1.0, 3.0)).astype(np.int64) % 12
    cubic = (-t + 2 * t**2 - t**3, 2 - 5 * t**2 + 3 * t**3, t + 4 * t**2 - 3 * t**3, -(t**2) + t**3)
    return months, 0.5 * np.stack(cubic, axis=-1)


def hour_weights(hours: float | Floats, count: int) -> tuple[NDArray[np.int64], Floats]:
    """Return the nodes below local times on a ring of ``count`` nodes, and the shares of the next ones."""
    place_on_ring = np.asarray(hours, dtype=np.float64) / 24.0 * count
    low = np.floor(place_on_ring)
    return low.astype(np.int64) % count, place_on_ring - low


def place(nodes: Floats, value: float) -> tuple[int, float]:
    """Return the node below a value and how far it lies to the next [0-1]; values beyond are held at the
    end."""
    low = int(np.clip(np.searchsorted(nodes, value, side="right") - 1, 0, len(nodes) - 2))
    share = (value - nodes[low]) / (nodes[low + 1] - nodes[low])
    return low, float(np.clip(share, 0.0, 1.0))


def hat(nodes: Floats, value: float) -> Floats:
    """Return the weights of linear interpolation over all nodes."""
    low, share = place(nodes, value)
    weights = np.zeros(len(nodes))
    weights[low], weights[low + 1] = 1 - share, share
    return weights
