"""What do the answers of ``cutset orbit`` say, in words and as JSON?"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cutset.orbit.station import Case, OrbitState, StationStudy
    from cutset.orbit.transfers import Transfer
    from cutset.orbit.windows import Window

__all__ = ["study_json", "study_lines", "window_json", "window_lines"]

STATION_NOTE: Final = "Not modelled: manoeuvres for debris and docking, attitude control, storms beyond a month's mean."
WINDOW_NOTE: Final = (
    "Not modelled: deep-space manoeuvres, gravity assists, launch site and rocket. By the 180-degree ridge a "
    "least C3 moves with the grid."
)


def study_lines(study: StationStudy, left: str) -> Iterator[str]:
    """Say what a study found, line by line; ``left`` is what is known of propellant on board."""
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
    yield "  used for years      {:.4f} to {:.4f} m2/kg (P10 to P90), NRLMSISE-00 only".format(*state.ballistic_m2_kg)
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


def study_json(study: StationStudy, left: str) -> dict[str, Any]:
    """Return what a study found, for JSON."""
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


def window_lines(
    windows: Sequence[Window], pair: Transfer | None, missed: date | None, lost: float | None
) -> Iterator[str]:
    """Say when windows open and what they cost, line by line."""
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


def window_json(
    windows: Sequence[Window], pair: Transfer | None, missed: date | None, lost: float | None
) -> dict[str, Any]:
    """Return when windows open and what they cost, for JSON."""
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
