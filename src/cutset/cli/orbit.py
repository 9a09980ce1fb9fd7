"""``cutset orbit``: how long does a station stay up, and when does the next window open?"""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cutset.orbit.decay import Boost
    from cutset.orbit.history import DailyAltitudes
    from cutset.orbit.station import Case, OrbitState, StationStudy
    from cutset.orbit.windows import Transfer, Window

__all__ = ["orbit"]

FILE: Final = click.Path(path_type=Path)
STATION_NOTE: Final = (
    "Not modelled: manoeuvres for debris and docking, attitude control, storms beyond a month's mean."
)
WINDOW_NOTE: Final = (
    "Not modelled: deep-space manoeuvres, gravity assists, launch site and rocket. By the 180-degree ridge a "
    "least C3 moves with the grid."
)


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
@click.option(
    "--floors", type=_heights, default="330,280,200", metavar="KM,...", show_default=True, help="Heights."
)
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
        from cutset.orbit.plots import height_plot, write_plot

        write_plot(height_plot(study, history), plot)
    if form == "json":
        _print_json(_study_json(study, left))
    else:
        for line in _study_lines(study, left):
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


def _study_lines(study: StationStudy, left: str) -> Iterator[str]:
    yield from _state_lines(study.state)
    for case in study.cases:
        yield ""
        yield from _case_lines(case)
    yield ""
    yield from _plan_lines(study, left)
    yield ""
    yield "Sources"
    yield from (f"  {source}" for source in study.sources)
    if study.state.remarks:
        yield "Noticed"
        yield from (f"  {remark}" for remark in study.state.remarks)
    yield STATION_NOTE


def _state_lines(state: OrbitState) -> Iterator[str]:
    label = f"{state.name or 'object'} {state.satellite}".strip() if state.satellite else "Station"
    yield f"{label}: orbit on {state.day}"
    yield f"  height              {state.altitude_km:.1f} km (semi-major axis less 6378.135 km)"
    if state.loss_m_per_day is not None:
        yield f"  falls               {state.loss_m_per_day:.0f} m a day, burn-free days of the last 30"
    if state.fit is not None:
        low, high = state.fit.range_m2_kg
        fit = state.fit
        yield f"  ballistic coeff.    {fit.ballistic_m2_kg:.4f} m2/kg; next month {low:.4f} to {high:.4f}"
        yield f"                      from {fit.days_used} burn-free days, {fit.first} to {fit.last}"
    yield "  used for years      {:.4f} to {:.4f} m2/kg (P10 to P90), NRLMSISE-00 only".format(
        *state.ballistic_m2_kg
    )
    if state.burns:
        last = state.burns[-1]
        found = f"{len(state.burns)} found, last {last.start:%Y-%m-%d} {last.rise_km:+.2f} km"
        yield f"  burns               {found}"


def _case_lines(case: Case) -> Iterator[str]:
    yield case.name[0].upper() + case.name[1:]
    yield "  height reached    P10          P50          P90          months P10 / P50 / P90"
    for reached in case.forecast.heights:
        days = "".join(f"{day or 'beyond'!s:13}" for day in (reached.p10, reached.p50, reached.p90))
        months = " / ".join("beyond" if each is None else f"{each:.0f}" for each in case.months_to(reached))
        yield f"  {reached.height_km:6.0f} km         {days}{months}"


def _plan_lines(study: StationStudy, left: str) -> Iterator[str]:
    plan = study.plan
    yield f"To hold {plan.altitude_km:.0f} km for a year from {plan.start}                 P10 / P50 / P90"
    yield "  change of speed     {:.1f} / {:.1f} / {:.1f} m/s".format(*plan.delta_v_m_s)
    if plan.propellant_kg is not None:
        yield "  propellant          {:.0f} / {:.0f} / {:.0f} kg, drag alone".format(*plan.propellant_kg)
    for name, low, high in plan.boosts:
        yield f"  {name:18}  can give {low:.1f} to {high:.1f} m/s in that year"
    if plan.boosts:
        yield "  short of P50 by     {:.1f} to {:.1f} m/s".format(*plan.shortfall_m_s)
    yield f"  on board            {left}"


def _study_json(study: StationStudy, left: str) -> dict[str, Any]:
    import msgspec

    return {
        "state": msgspec.to_builtins(study.state),
        "cases": [
            {
                "name": case.name,
                "boosts": msgspec.to_builtins(case.boosts),
                "heights": [
                    {**msgspec.to_builtins(each), "months_p10_p50_p90": case.months_to(each)}
                    for each in case.forecast.heights
                ],
                "horizon": str(case.forecast.horizon),
                "ballistic_m2_kg_p10_p50_p90": case.forecast.ballistic_m2_kg,
                "members": case.forecast.members,
                "seed": case.forecast.seed,
            }
            for case in study.cases
        ],
        "plan": msgspec.to_builtins(study.plan),
        "propellant_on_board": left,
        "sources": study.sources,
        "note": STATION_NOTE,
    }


@orbit.command()
@click.option("--to", "target", default="mars", show_default=True, help="Planet to reach, or moon.")
@click.option("--from", "origin", default="earth", show_default=True, help="Planet to leave.")
@click.option("--after", type=_day, metavar="DATE", help="First day of departure; today by default.")
@click.option("--count", type=click.IntRange(1, 40), default=3, show_default=True, help="Opportunities.")
@click.option(
    "--missed", type=_day, metavar="DATE", help="Departure that was missed: what does it cost in months?"
)
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
    from cutset.orbit.windows import months_lost, next_windows, transfer_on

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
        from cutset.orbit.plots import calendar_plot, write_plot

        write_plot(calendar_plot(windows), calendar)
    if form == "json":
        _print_json(_window_json(windows, pair, missed, lost))
    else:
        for line in _window_lines(windows, pair, missed, lost):
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

    from cutset.orbit.plots import porkchop_plot, write_plot
    from cutset.orbit.windows import porkchop_of

    chosen = [*window.transfers, *([pair] if pair else [])]
    flights = [each.days_of_flight for each in chosen]
    first = min(each.depart for each in chosen) - timedelta(days=60)
    last = max(each.depart for each in chosen) + timedelta(days=60)
    early = first + timedelta(days=round(0.8 * min(flights)))
    late = last + timedelta(days=round(1.2 * max(flights)))
    step = max(1, (late - early).days // 400)
    grid = porkchop_of((first, last), (early, late), window.target, origin=origin, step_days=step)
    write_plot(porkchop_plot(grid, chosen), path)


def _window_lines(
    windows: Sequence[Window], pair: Transfer | None, missed: date | None, lost: float | None
) -> Iterator[str]:
    yield f"Windows to {windows[0].target.capitalize()} (least C3 of each type; * the better one)"
    yield "  type   depart      arrive      flight  C3 km2/s2  v-inf km/s  open (C3 within 5 of the least)"
    for each in windows:
        for transfer in each.transfers:
            mark = "*" if transfer is each.best else " "
            ridge = "  by the ridge" if transfer.by_the_ridge else ""
            open_days = f"{transfer.open_from} to {transfer.open_until}, {transfer.days_open} d"
            yield (
                f"{mark} {transfer.type:5}  {transfer.depart}  {transfer.arrive}  "
                f"{transfer.days_of_flight:4} d  {transfer.c3_km2_s2:9.2f}  "
                f"{transfer.v_infinity_km_s:10.2f}  {open_days}{ridge}"
            )
    if pair is not None:
        yield ""
        yield (
            f"{pair.depart} to {pair.arrive}: type {pair.type}, C3 {pair.c3_km2_s2:.2f} km2/s2, "
            f"arrival v-infinity {pair.v_infinity_km_s:.2f} km/s, {pair.angle_deg:.1f} degrees about the Sun"
        )
    if missed is not None and lost is not None:
        yield ""
        yield f"Missed on {missed}: the next best departure is {lost:.1f} months later."
    yield ""
    yield "Source: JPL DE421 (1900 to 2050), planets as points."
    yield WINDOW_NOTE


def _window_json(
    windows: Sequence[Window], pair: Transfer | None, missed: date | None, lost: float | None
) -> dict[str, Any]:
    import msgspec

    return {
        "windows": [
            {
                **msgspec.to_builtins(each),
                "better": each.best.type,
                "transfers": [
                    {
                        **msgspec.to_builtins(transfer),
                        "days_of_flight": transfer.days_of_flight,
                        "days_open": transfer.days_open,
                        "by_the_ridge": transfer.by_the_ridge,
                    }
                    for transfer in each.transfers
                ],
            }
            for each in windows
        ],
        "pair": None if pair is None else msgspec.to_builtins(pair),
        "missed": None if missed is None else {"departure": str(missed), "months_lost": lost},
        "ephemeris": {"name": "DE421", "from": "1900-01-01", "until": "2050-12-31"},
        "note": WINDOW_NOTE,
    }


def _print_json(value: dict[str, Any]) -> None:
    import msgspec

    click.echo(msgspec.json.format(msgspec.json.encode(value, order="sorted"), indent=2).decode())
