"""Does the fictional world say what its golden file, worked out by hand, says it must?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import yaml
from factory import embedded, run_embedded

from cutset.dates import NEVER
from cutset.impact import FunctionFinding
from cutset.reach.listings import Listings
from cutset.spans import covers
from cutset.status import Caught
from cutset.world.rows import Function
from cutset.worlds import embedded_folder

GOLDEN: dict[str, Any] = yaml.safe_load((embedded_folder("meridian") / "expected.yaml").read_text("utf-8"))
WORLD = embedded("meridian")


def expected_functions() -> Iterator[Any]:
    for function, entries in GOLDEN["functions"].items():
        for entry in entries:
            for day in entry["days"]:
                yield pytest.param(function, day, entry, id=f"{function}@{day}")


def expected_parties() -> Iterator[Any]:
    for entry in GOLDEN["parties"]:
        for day in entry["days"]:
            yield pytest.param(day, entry, id=f"{entry['party']}:{entry['measure']}@{day}")


@pytest.mark.parametrize(("function", "day", "entry"), list(expected_functions()))
def test_function_has_the_expected_finding(function: str, day: date, entry: dict[str, Any]) -> None:
    found = run_embedded("meridian", day).impact.functions[function]
    wanted = {
        "status": entry["status"],
        "why": entry.get("why", "known"),
        "stops": _days(entry.get("stops", NEVER), day),
        "cause": entry.get("cause", ""),
        "marks": sorted(entry.get("marks", [])),
    }
    assert _told(found, with_marks="marks" in entry) == wanted, entry["because"]


@pytest.mark.parametrize(("day", "entry"), list(expected_parties()))
def test_party_is_caught_as_expected(day: date, entry: dict[str, Any]) -> None:
    assert (
        _caught(run_embedded("meridian", day).reached.listings, entry["party"], entry["measure"], day)
        == entry["caught"]
    ), entry["because"]


@pytest.mark.parametrize("entry", GOLDEN["matches"], ids=lambda entry: entry["party"])
def test_party_matches_as_expected(entry: dict[str, Any]) -> None:
    for day in entry["days"]:
        found = {(one.party, one.entry): one.status for one in run_embedded("meridian", day).matched.matches}
        assert found[entry["party"], entry["entry"]] == entry["status"]


def test_golden_file_holds_every_function_on_every_day_shown() -> None:
    told = {(name, day) for name, entries in GOLDEN["functions"].items() for entry in entries for day in entry["days"]}
    days = WORLD.settings.dates_shown
    assert told == {(row.id, day) for day in days for row in WORLD.known_by(day).of(Function)}


def _told(found: FunctionFinding, *, with_marks: bool) -> dict[str, Any]:
    stopped = not found.status.is_well
    return {
        "status": str(found.status),
        "why": str(found.why),
        "stops": (found.stops.earliest, found.stops.latest) if stopped else (NEVER, NEVER),
        "cause": found.first_cause if stopped else "",
        "marks": sorted({str(mark.kind) for mark in found.marks}) if with_marks else [],
    }


def _days(written: Any, as_of: date) -> tuple[date, date]:
    pair = written if isinstance(written, list) else [written, written]
    words = {"as of": as_of, "never": NEVER}
    earliest, latest = (words.get(one, one) for one in pair)
    return earliest, latest


def _caught(listings: Listings, party: str, measure: str, day: date) -> Caught:
    holds = listings.of(measure, party)
    if any(covers(hold.fit.certain, day) for hold in holds):
        return Caught.CAUGHT
    return Caught.POSSIBLE if any(covers(hold.fit.possible, day) for hold in holds) else Caught.CANNOT_TELL
