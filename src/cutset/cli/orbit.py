"""``cutset orbit``: how long does a station stay up, and when does the next window open?"""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from cutset.cli.orbit_words import study_json, study_lines, window_json, window_lines

if TYPE_CHECKING:
    from cutset.orbit.boosts import Boost
    from cutset.orbit.history import DailyAltitudes
    from cutset.orbit.station import OrbitState
    from cutset.orbit.transfers import Transfer
    from cutset.orbit.windows import Window

__all__ = ["orbit"]

FILE: Final = click.Path(path_type=Path)


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise click.BadParameter(f"{written!r} is no date such as 2022-03-02") from None


def _range(written: str) -> tuple[float, float]:
    low, _, high = written.partition(":")
    try:
        return float(low), float(high or low)
    except ValueError:
        raise click.BadParameter(f"{written!r} is neither a number nor a range such as 0.005:0.008") from None


def _loss(written: str) -> tuple[str, date | None]:
    name, at, day = written.partition("@")
    return name, _day(day) if at else None


def _heights(written: str) -> tuple[float, ...]:
    try:
        return tuple(float(each) for each in written.split(","))
    except ValueError:
        raise click.BadParameter(f"{written!r} is no list of heights such as 330,280,200") from None


MOON_NOTE: Final = "Source: JPL DE421 (1900 to 2050). The same light at a landing site; no cost is modelled."

FORMAT = click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="Output.",
)


@click.group()
def orbit() -> None:
    """Station decay and reboost; windows to the planets."""


@orbit.command()
@click.option("--elements", type=FILE, help="Element sets: TLE, or OMM as XML, JSON, CSV or KVN.")
@click.option("--satellite", type=int, help="Catalogue number, where the file holds several objects.")
@click.option("--altitude", type=float, help="Height instead of element sets [km].")
@click.option("--inclination", type=float, default=51.64, show_default=True, help="With --altitude [deg].")
@click.option(
    "--ballistic",
    type=_range,
    metavar="LOW:HIGH",
    help="Ballistic coefficient P10:P90 instead of a fit [m2/kg].",
)
@click.option("--weather", type=FILE, help="CelesTrak space weather (CSV).")
@click.option("--msafe", type=FILE, help="NASA MSAFE forecast; the shipped issue of the day by default.")
@click.option(
    "--as-of",
    "as_of",
    type=_day,
    metavar="DATE",
    help="Day of the study; the one after the last set by default.",
)
@click.option("--boosts", type=FILE, help="Boosts (CSV), as the orbit page describes them.")
@click.option(
    "--without",
    type=_loss,
    metavar="NAME[@DATE]",
    multiple=True,
    help="Vehicle or partner lost, from a day on.",
)
@click.option("--floors", type=_heights, default="330,280,200", metavar="KM,...", show_default=True, help="Heights.")
@click.option("--mass", type=float, help="Mass of the station [kg], for propellant.")
@click.option("--isp", type=float, default=300.0, show_default=True, help="Specific impulse [s].")
@click.option("--propellant", type=_range, metavar="LOW:HIGH", help="Propellant on board [kg].")
@click.option("--years", type=click.FloatRange(0.1, 15), default=10.0, show_default=True, help="Horizon.")
@click.option("--members", type=click.IntRange(10, 100_000), default=1000, show_default=True, help="Draws.")
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="Of the ensemble.")
@click.option("--plot", type=FILE, help="Chart of height (.svg or .png).")
@FORMAT
def station(
    elements: Path | None,
    satellite: int | None,
    altitude: float | None,
    inclination: float,
    ballistic: tuple[float, float] | None,
    weather: Path | None,
    msafe: Path | None,
    as_of: date | None,
    boosts: Path | None,
    without: tuple[tuple[str, date | None], ...],
    floors: tuple[float, ...],
    mass: float | None,
    isp: float,
    propellant: tuple[float, float] | None,
    years: float,
    members: int,
    seed: int,
    plot: Path | None,
    form: str,
) -> None:
    """Say when a station reaches each height, and what holding it takes."""
    from cutset.orbit.reboost import propellant_lasts
    from cutset.orbit.station import OrbitState, state_of, study_station

    if (elements is None) == (altitude is None):
        raise click.UsageError("give either --elements FILE, or --altitude KM with --ballistic LOW:HIGH")
    if altitude is not None and ballistic is None:
        raise click.UsageError("--altitude needs --ballistic LOW:HIGH; the ISS has about 0.005:0.010 m2/kg")
    if without and boosts is None:
        raise click.UsageError("--without takes boosts away; give them with --boosts FILE")
    read = _read_all(elements, satellite, weather, msafe, boosts)
    history: DailyAltitudes | None = None
    if read.series is not None:
        state = state_of(read.series, read.weather, as_of, ballistic)
        history = _days_before(read.series, state)
    else:
        state = OrbitState(
            day=as_of or date.today(),  # noqa: DTZ011
            altitude_km=altitude or 0.0,
            inclination_deg=inclination,
            node_deg=None,
            ballistic_m2_kg=ballistic or (0.0, 0.0),
        )
    study = study_station(
        state,
        floors,
        weather=read.weather,
        outlook=read.outlook,
        boosts=read.boosts,
        without=[(whom, day or state.day) for whom, day in without],
        mass_kg=mass,
        isp_s=isp,
        horizon_days=round(years * 365.25),
        members=members,
        seed=seed,
    )
    age = None if read.series is None or as_of else read.series.stale_on(datetime.now(UTC))
    left = propellant_lasts(propellant, study.plan).sentence
    if plot is not None:
        from cutset.orbit.plots import write_plot
        from cutset.orbit.station_plots import height_plot

        write_plot(height_plot(study, history), plot)
    if form == "json":
        _print_json(study_json(study, left))
    else:
        for line in study_lines(study, left):
            click.echo(line)
        if age is not None:
            click.echo(f"Today: {age}")


class _Read:
    def __init__(self) -> None:
        from cutset.orbit.elements import ElementSeries
        from cutset.orbit.outlook import SolarOutlook
        from cutset.orbit.weather import SpaceWeather

        self.series: ElementSeries | None = None
        self.weather: SpaceWeather | None = None
        self.outlook: SolarOutlook | None = None
        self.boosts: tuple[Boost, ...] = ()


def _read_all(
    elements: Path | None,
    satellite: int | None,
    weather: Path | None,
    msafe: Path | None,
    boosts: Path | None,
) -> _Read:
    """Read every file, and raise the faults of all of them at once."""
    from cutset.errors import Fault, InputError
    from cutset.orbit.boosts import read_boosts
    from cutset.orbit.outlook import read_outlook
    from cutset.orbit.reading import read_elements
    from cutset.orbit.weather import read_weather

    read, faults = _Read(), list[Fault]()
    try:
        read.series = None if elements is None else read_elements(elements, satellite=satellite)
    except InputError as error:
        faults += error.faults
    try:
        read.weather = None if weather is None else read_weather(weather)
    except InputError as error:
        faults += error.faults
    try:
        read.outlook = None if msafe is None else read_outlook(msafe)
    except InputError as error:
        faults += error.faults
    try:
        read.boosts = () if boosts is None else read_boosts(boosts)
    except InputError as error:
        faults += error.faults
    if faults:
        raise InputError(faults)
    return read


def _days_before(series: Any, state: OrbitState) -> DailyAltitudes:
    from cutset.orbit.history import daily_altitudes

    return daily_altitudes(series.until(datetime(state.day.year, state.day.month, state.day.day, tzinfo=UTC)))


@orbit.command()
@click.option("--to", "target", default="mars", show_default=True, help="Planet to reach, or moon.")
@click.option("--from", "origin", default="earth", show_default=True, help="Planet to leave.")
@click.option("--after", type=_day, metavar="DATE", help="First day of departure; today by default.")
@click.option("--count", type=click.IntRange(1, 40), default=3, show_default=True, help="Opportunities.")
@click.option("--missed", type=_day, metavar="DATE", help="Departure that was missed: what does it cost in months?")
@click.option("--depart", type=_day, metavar="DATE", help="With --arrive: what does this pair of days cost?")
@click.option("--arrive", type=_day, metavar="DATE", help="With --depart.")
@click.option("--plot", type=FILE, help="Porkchop of the first opportunity (.svg or .png).")
@click.option("--calendar", type=FILE, help="Calendar of all opportunities (.svg or .png).")
@FORMAT
def window(
    target: str,
    origin: str,
    after: date | None,
    count: int,
    missed: date | None,
    depart: date | None,
    arrive: date | None,
    plot: Path | None,
    calendar: Path | None,
    form: str,
) -> None:
    """Say when windows to a planet open, and what a missed one costs."""
    from cutset.orbit.transfers import transfer_on
    from cutset.orbit.windows import months_lost, next_windows

    if (depart is None) != (arrive is None):
        raise click.UsageError("--depart and --arrive go together")
    if target == "moon":
        _echo_moon(after or missed or date.today(), count, form)  # noqa: DTZ011
        return
    pair = None if depart is None or arrive is None else transfer_on(depart, arrive, target, origin=origin)
    windows = next_windows(target, after or missed or depart, count, origin=origin)
    lost = None if missed is None else months_lost(missed, target, origin=origin)
    if plot is not None:
        _plot_porkchop(windows[0], pair, origin, plot)
    if calendar is not None:
        from cutset.orbit.plots import write_plot
        from cutset.orbit.window_plots import calendar_plot

        write_plot(calendar_plot(windows), calendar)
    if form == "json":
        _print_json(window_json(windows, pair, missed, lost))
    else:
        for line in window_lines(windows, pair, missed, lost):
            click.echo(line)


def _echo_moon(day: date, count: int, form: str) -> None:
    from cutset.orbit.moon import moon_returns

    returns = [str(each) for each in moon_returns(day, count)]
    if form == "json":
        _print_json({"target": "moon", "planned": str(day), "returns": returns, "note": MOON_NOTE})
        return
    click.echo(f"The Moon stands to the Sun as on {day} again on {', '.join(returns)}.")
    click.echo(MOON_NOTE)


def _plot_porkchop(window: Window, pair: Transfer | None, origin: str, path: Path) -> None:
    from datetime import timedelta

    from cutset.orbit.plots import write_plot
    from cutset.orbit.transfers import porkchop_of
    from cutset.orbit.window_plots import porkchop_plot

    chosen = [*window.transfers, *([pair] if pair else [])]
    flights = [each.days_of_flight for each in chosen]
    first = min(each.depart for each in chosen) - timedelta(days=60)
    last = max(each.depart for each in chosen) + timedelta(days=60)
    early = first + timedelta(days=round(0.8 * min(flights)))
    late = last + timedelta(days=round(1.2 * max(flights)))
    step = max(1, (late - early).days // 400)
    grid = porkchop_of((first, last), (early, late), window.target, origin=origin, step_days=step)
    write_plot(porkchop_plot(grid, chosen), path)


def _print_json(value: dict[str, Any]) -> None:
    import msgspec

    click.echo(msgspec.json.format(msgspec.json.encode(value, order="sorted"), indent=2).decode())
