"""What a file of element sets may hold, and what is said about what it may not."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from orbit_factory import checksum, element_set, tle

from cutset.errors import InputError
from cutset.orbit import ElementSeries, read_elements

START = datetime(2021, 1, 1, 6, tzinfo=UTC)


def written(tmp_path: Path, lines: list[str], name: str = "station.tle") -> Path:
    path = tmp_path / name
    path.write_text("\n".join(lines) + "\n")
    return path


def days(count: int) -> list[list[str]]:
    return [tle(element_set(START + timedelta(days=at), 420.0 - 0.01 * at)) for at in range(count)]


def codes(error: pytest.ExceptionInfo[InputError]) -> list[str]:
    return [fault.code for fault in error.value.faults]


def remark_codes(series: ElementSeries) -> set[str]:
    return {remark.code for remark in series.remarks}


def test_two_lines_give_the_height_they_were_written_from(tmp_path):
    series = read_elements(written(tmp_path, days(1)[0]))
    assert series.last.altitude_km == pytest.approx(420.0, abs=2e-3)
    assert series.last.epoch == START
    assert (series.satellite, series.remarks) == (25544, ())


def test_three_lines_carry_the_name(tmp_path):
    assert read_elements(written(tmp_path, ["0 ISS (ZARYA)", *days(1)[0]])).name == "ISS (ZARYA)"
    assert read_elements(written(tmp_path, ["TIANHE", *days(1)[0]])).name == "TIANHE"


def test_a_letter_stands_for_numbers_above_99999(tmp_path):
    series = read_elements(written(tmp_path, tle(element_set(START), number="B1234")))
    assert series.satellite == 111234


def test_disorder_repetition_and_other_solutions_are_put_right_and_said(tmp_path):
    first, second, third = days(3)
    other = tle(element_set(START + timedelta(days=1), 419.5))
    series = read_elements(written(tmp_path, [*third, *first, *first, *second, *other]))
    assert [each.epoch for each in series.sets] == sorted(each.epoch for each in series.sets)
    assert len(series.sets) == 3
    assert series.sets[1].altitude_km == pytest.approx(419.5, abs=2e-3)
    assert remark_codes(series) == {"duplicate-sets", "same-epoch", "unsorted-sets"}


def test_gaps_and_negative_drag_terms_are_said(tmp_path):
    late = tle(element_set(START + timedelta(days=20), bstar=-2e-5))
    series = read_elements(written(tmp_path, [*days(1)[0], *late]))
    assert remark_codes(series) == {"gap", "negative-bstar"}


def test_sets_older_than_thirty_days_are_called_stale(tmp_path):
    series = read_elements(written(tmp_path, days(1)[0]))
    assert series.stale_on(START + timedelta(days=29)) is None
    assert series.stale_on(START + timedelta(days=31)).code == "stale-elements"


def test_every_fault_of_a_file_is_listed_with_its_line(tmp_path):
    good, cut, changed, lone = days(4)
    wrong = changed[0][:-1] + str((int(changed[0][-1]) + 1) % 10)
    lines = [*good, cut[0][:50], cut[1], wrong, changed[1], lone[1]]
    with pytest.raises(InputError) as error:
        read_elements(written(tmp_path, lines))
    assert [(fault.row, fault.code) for fault in error.value.faults] == [
        (3, "line-length"),
        (5, "checksum"),
        (7, "lone-line"),
    ]
    assert all(fault.file == "station.tle" for fault in error.value.faults)


def test_lines_of_two_objects_do_not_make_a_set(tmp_path):
    first, second = days(1)[0][0], tle(element_set(START, satellite=48274))[1]
    with pytest.raises(InputError) as error:
        read_elements(written(tmp_path, [first, second]))
    assert codes(error) == ["number-mismatch"]


def test_several_objects_need_a_choice(tmp_path):
    path = written(tmp_path, [*days(1)[0], *tle(element_set(START, 390.0, satellite=48274))])
    with pytest.raises(InputError) as error:
        read_elements(path)
    assert codes(error) == ["mixed-objects"]
    assert read_elements(path, satellite=48274).last.altitude_km == pytest.approx(390.0, abs=2e-3)
    with pytest.raises(InputError) as error:
        read_elements(path, satellite=5)
    assert codes(error) == ["wrong-object"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"eccentricity": 0.05}, "too-eccentric"),
        ({"mean_motion_rev_day": 1.00273}, "mean-motion-range"),
        ({"inclination_deg": 190.0}, "inclination-range"),
    ],
)
def test_orbits_that_the_method_does_not_cover_are_refused(tmp_path, changes, code):
    with pytest.raises(InputError) as error:
        read_elements(written(tmp_path, tle(element_set(START, **changes))))
    assert codes(error) == [code]


def message(**changes: str) -> dict[str, str]:
    each = element_set(START)
    return {
        "OBJECT_NAME": "ISS (ZARYA)",
        "NORAD_CAT_ID": "25544",
        "EPOCH": "2021-01-01T06:00:00.000000",
        "MEAN_MOTION": repr(each.mean_motion_rev_day),
        "ECCENTRICITY": "0.0002",
        "INCLINATION": "51.64",
        "RA_OF_ASC_NODE": "120.0",
        "BSTAR": "0.00003",
        **changes,
    }


def as_xml(keys: dict[str, str]) -> str:
    leaves = "".join(f"<{key}>{value}</{key}>" for key, value in keys.items())
    return f"<?xml version='1.0'?><ndm><omm><body><segment><data>{leaves}</data></segment></body></omm></ndm>"


FORMS = {
    "omm.json": lambda keys: json.dumps([keys]),
    "omm.csv": lambda keys: ",".join(keys) + "\n" + ",".join(keys.values()),
    "omm.xml": as_xml,
    "omm.kvn": lambda keys: "CCSDS_OMM_VERS = 2.0\n" + "\n".join(f"{key} = {value}" for key, value in keys.items()),
}


@pytest.mark.parametrize("name", FORMS)
def test_each_form_of_omm_gives_the_same_set(tmp_path, name):
    series = read_elements(written(tmp_path, [FORMS[name](message())], name))
    assert series.last.altitude_km == pytest.approx(420.0, abs=1e-6)
    assert (series.name, series.satellite, series.last.epoch) == ("ISS (ZARYA)", 25544, START)


@pytest.mark.parametrize("name", FORMS)
def test_each_form_of_omm_says_what_is_missing_and_what_cannot_be_read(tmp_path, name):
    keys = message(EPOCH="yesterday", MEAN_ELEMENT_THEORY="DSST")
    keys["INCLINATIONS"] = keys.pop("INCLINATION")
    with pytest.raises(InputError) as error:
        read_elements(written(tmp_path, [FORMS[name](keys)], name))
    assert {(fault.column, fault.code) for fault in error.value.faults} == {
        ("EPOCH", "bad-number"),
        ("INCLINATION", "missing-element"),
        ("MEAN_ELEMENT_THEORY", "other-theory"),
    }
    hint = next(fault.hint for fault in error.value.faults if fault.code == "missing-element")
    assert "INCLINATIONS" in hint


def test_an_epoch_by_day_of_year_is_read(tmp_path):
    series = read_elements(written(tmp_path, [FORMS["omm.kvn"](message(EPOCH="2021-001T06:00:00"))], "omm.kvn"))
    assert series.last.epoch == START


def test_an_entity_in_xml_is_not_followed(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("25544")
    text = as_xml(message(NORAD_CAT_ID="&x;")).replace(
        "<ndm>", f"<!DOCTYPE ndm [<!ENTITY x SYSTEM 'file://{secret}'>]><ndm>"
    )
    with pytest.raises(InputError):
        read_elements(written(tmp_path, [text], "omm.xml"))


def test_a_missing_file_and_one_that_is_no_text_are_faults(tmp_path):
    with pytest.raises(InputError) as error:
        read_elements(tmp_path / "none.tle")
    assert codes(error) == ["no-file"]
    (tmp_path / "packed.tle").write_bytes(b"\x1f\x8b\x08\xff")
    with pytest.raises(InputError) as error:
        read_elements(tmp_path / "packed.tle")
    assert codes(error) == ["not-text"]


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_whatever_is_done_to_a_file_it_is_read_or_refused_with_faults(tmp_path, data):
    text = "\n".join(line for pair in days(2) for line in pair)
    kind = data.draw(st.sampled_from(["tle", *FORMS]))
    if kind != "tle":
        text = FORMS[kind](message())
    at = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(at, min(len(text), at + 20)))
    path = tmp_path / "fuzzed"
    path.write_bytes((text[:at] + data.draw(st.text(max_size=8)) + text[end:]).encode("utf-8", "surrogatepass"))
    assert outcome(path)


def outcome(path):
    """Return the sets of a file or the faults for which it was refused; nothing else may happen."""
    try:
        return read_elements(path).sets
    except InputError as refused:
        return refused.faults


@given(st.text(alphabet="0123456789-+. ABU", min_size=68, max_size=68))
def test_a_first_line_of_any_characters_is_a_set_or_a_fault(text):
    from cutset.orbit.tle import read_tle

    first = "1 " + text[2:]
    sets, faults = read_tle(first + checksum(first) + "\n" + tle(element_set(START))[1], "any.tle")
    assert sets or faults
