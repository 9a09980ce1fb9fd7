"""Height lost over 90 and 365 days, against Orekit 13.1.9 (DSST, NRLMSISE-00, observed weather)."""

from __future__ import annotations

import json
import math
from datetime import date

from orbit_shared import shared

from cutset.orbit import decay_observed, read_weather


def test_drops_of_all_twelve_cases_lie_within_two_percent():
    cases = json.loads(shared("orekit_decay_refs.json").read_text())["cases"]
    weather = read_weather(shared("SW-All.csv"))
    errors = {
        (case["start"], case["days"]): (
            case["alt_km"]
            - decay_observed(
                case["alt_km"],
                date.fromisoformat(case["start"]),
                case["days"],
                case["B"],
                weather,
                node_deg=math.degrees(2.0),
            )[-1]
        )
        / case["drop_km"]
        - 1.0
        for case in cases
    }
    assert len(errors) == 12
    assert all(abs(error) <= 0.02 for error in errors.values()), errors
