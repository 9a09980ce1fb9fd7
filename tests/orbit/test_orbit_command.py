"""``cutset orbit`` as a person uses it: answers, charts, and one line a fault."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import timedelta

import pytest
from click.testing import CliRunner
from orbit_factory import WEATHER_HEAD, calm_weather, flown_series, tle, weather_line

from cutset.cli.failing import report_failure
from cutset.cli.orbit import orbit


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("station")
    series = flown_series(burns={40: 0.8}, scatter_km=0.003)
    (folder / "station.tle").write_text("\n".join(line for each in series.sets for line in tle(each)))
    first = calm_weather().first
    rows = [weather_line(first + timedelta(days=at), mean="80.0") for at in range(500)]
    (folder / "SW.csv").write_text("\n".join([WEATHER_HEAD, *rows]))
    (folder / "boosts.csv").write_text(
        "name,partner,delta_v_m_s,visits_per_year\nProgress,RU,1-3,3\nCygnus,US,0.5-1,1\n"
    )
    return folder


def run(*words):
    return CliRunner().invoke(orbit, [str(word) for word in words])


def station(files, *words):
    return run(
        "station",
        *("--elements", files / "station.tle", "--weather", files / "SW.csv"),
        *("--members", 20, "--years", 3),
        *words,
    )


def test_a_station_is_told_with_three_percentiles_and_its_sources(files):
    said = station(files, "--boosts", files / "boosts.csv", "--without", "RU@2021-06-01", "--mass", 461000).output
    for words in (
        "orbit on 2021-04-01",
        "1 found, last 2021-02-09 +0.8",
        "No boosts",
        "All boosts",
        "Without RU from 2021-06-01",
        "P10 / P50 / P90",
        "propellant",
        "cannot tell: the propellant on board is not known",
        "NRLMSISE-00",
        "observed until 2021-03-31",
        "known from 2021-04-01",
        "Not modelled",
    ):
        assert words in said, words


def test_json_carries_the_same_and_is_the_same_twice(files):
    first, second = (station(files, "--format", "json").output for _ in range(2))
    assert first == second
    read = json.loads(first)
    assert read["state"]["fit"]["ballistic_m2_kg"] == pytest.approx(0.006, rel=0.05)
    assert [each["height_km"] for each in read["cases"][0]["heights"]] == [330.0, 280.0, 200.0]
    assert len(read["cases"][0]["heights"][0]["months_p10_p50_p90"]) == 3


def test_a_station_can_be_typed_in_without_any_file():
    result = run(
        *("station", "--altitude", 390, "--ballistic", "0.005:0.01"),
        *("--as-of", "2022-03-02", "--members", 20, "--years", 3),
    )
    assert result.exit_code == 0
    assert "none given" in result.output
    assert "known from 2022-03-01" in result.output


def test_charts_are_written_as_svg_and_png(files, tmp_path):
    assert station(files, "--plot", tmp_path / "height.svg").exit_code == 0
    assert "<svg" in (tmp_path / "height.svg").read_text()
    words = ["--plot", tmp_path / "pork.svg", "--calendar", tmp_path / "calendar.png"]
    assert run("window", "--after", "2022-03-02", "--count", 1, *words).exit_code == 0
    assert "C3 13.8" in (tmp_path / "pork.svg").read_text()
    assert (tmp_path / "calendar.png").read_bytes().startswith(b"\x89PNG")


def test_a_chart_of_another_kind_is_refused(files, tmp_path):
    result = station(files, "--plot", tmp_path / "height.pdf")
    assert report_failure(result.exception) == 2


def test_windows_are_told_with_both_types_and_what_a_miss_costs():
    words = ["--after", "2022-03-02", "--count", 1, "--missed", "2022-09-20", "--depart", "2022-09-20"]
    said = run("window", *words, "--arrive", "2023-06-10").output
    for part in ("* II     2022-09-17", "24.5 months later", "C3 28.0", "DE421", "deep-space"):
        assert part in said, part


def test_windows_as_json():
    read = json.loads(run("window", "--after", "2022-03-02", "--count", 1, "--format", "json").output)
    assert read["windows"][0]["better"] == "II"
    assert read["ephemeris"]["until"] == "2050-12-31"


def test_faults_of_all_files_are_told_at_once(tmp_path, capsys):
    (tmp_path / "bad.tle").write_text("1 25544U\n")
    (tmp_path / "bad.csv").write_text("day\n")
    result = run("station", "--elements", tmp_path / "bad.tle", "--weather", tmp_path / "bad.csv")
    assert report_failure(result.exception) == 2
    said = capsys.readouterr().err
    assert "bad.tle:1" in said
    assert "bad.csv:1:F10.7_OBS" in said


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["station"], "either --elements"),
        (["station", "--altitude", "400"], "needs --ballistic"),
        (["station", "--altitude", "400", "--ballistic", "0.005", "--without", "RU"], "--boosts"),
        (["station", "--altitude", "400", "--ballistic", "thick"], "neither a number nor a range"),
        (["station", "--altitude", "400", "--ballistic", "0.005", "--floors", "low"], "no list of heights"),
        (["window", "--after", "soon"], "no date"),
        (["window", "--depart", "2022-09-20"], "go together"),
    ],
)
def test_words_that_do_not_fit_are_refused_with_a_hint(words, says):
    result = run(*words)
    assert result.exit_code == 2
    assert says in result.output


def test_importing_the_verb_or_the_physics_loads_no_compiler():
    code = (
        "import sys, cutset.cli.orbit; assert 'numpy' not in sys.modules; import cutset.orbit;"
        "assert not {'numba', 'vl_convert', 'lxml', 'jplephem'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
