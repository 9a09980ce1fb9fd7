"""How long does a station stay up, and when does the next window to a planet open?

Physics alone: element sets, space weather, decay, boosts, Lambert transfers. It knows no World. Compilers
wait inside the functions that need them, so that importing this is quick.
"""

from __future__ import annotations

from cutset.orbit.ballistic import BallisticFit, fit_ballistic
from cutset.orbit.boosts import Boost, boosts_without, read_boosts
from cutset.orbit.decay import DecayForecast, HeightReached, days_to_heights, decay_observed
from cutset.orbit.elements import ElementSeries, ElementSet, brouwer_semi_major_axis_km
from cutset.orbit.history import Burn, DailyAltitudes, daily_altitudes, find_burns
from cutset.orbit.lambert import lambert
from cutset.orbit.moon import moon_returns
from cutset.orbit.outlook import SolarOutlook, outlook_known_by, read_outlook
from cutset.orbit.reading import read_elements
from cutset.orbit.reboost import (
    CostOfHeight,
    HoldPlan,
    PropellantLeft,
    cost_of_height,
    plan_to_hold,
    propellant_kg,
    propellant_lasts,
)
from cutset.orbit.station import OrbitState, StationStudy, state_of, study_station
from cutset.orbit.transfers import Porkchop, Transfer, porkchop_of, transfer_on
from cutset.orbit.weather import SpaceWeather, read_weather
from cutset.orbit.windows import Window, months_lost, next_windows

__all__ = [
    "BallisticFit",
    "Boost",
    "Burn",
    "CostOfHeight",
    "DailyAltitudes",
    "DecayForecast",
    "ElementSeries",
    "ElementSet",
    "HeightReached",
    "HoldPlan",
    "OrbitState",
    "Porkchop",
    "PropellantLeft",
    "SolarOutlook",
    "SpaceWeather",
    "StationStudy",
    "Transfer",
    "Window",
    "boosts_without",
    "brouwer_semi_major_axis_km",
    "cost_of_height",
    "daily_altitudes",
    "days_to_heights",
    "decay_observed",
    "find_burns",
    "fit_ballistic",
    "lambert",
    "months_lost",
    "moon_returns",
    "next_windows",
    "outlook_known_by",
    "plan_to_hold",
    "porkchop_of",
    "propellant_kg",
    "propellant_lasts",
    "read_boosts",
    "read_elements",
    "read_outlook",
    "read_weather",
    "state_of",
    "study_station",
    "transfer_on",
]
