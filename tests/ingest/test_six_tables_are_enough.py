"""The six tables of a useful start can be assessed: the worked example ends in a stop whose cause is its measure."""

from __future__ import annotations

from pathlib import Path

import pytest

from cutset.impact.impact import impact
from cutset.ingest import template as templates
from cutset.ingest.opening import read_world
from cutset.ingest.template import make_template, write_template
from cutset.match.parties import match
from cutset.reach import reach
from cutset.world.question import Question
from cutset.world.rows import Measure
from cutset.worlds import EMBEDDED, embedded_folder


@pytest.mark.parametrize("source", [name for name in EMBEDDED if embedded_folder(name).is_dir()])
@pytest.mark.parametrize("form", ["mine", "mine.xlsx"])
def test_the_example_of_a_start_stops_because_of_its_measure(
    form: str, source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(templates, "EXAMPLE_WORLD", source)
    write_template(make_template(["start"]), tmp_path / form)
    world = read_world(tmp_path / form)
    day = world.settings.as_of
    assert day is not None
    question = Question(as_of=day, known_by=day)
    known = world.known_by(day)
    matched = match(known, [], question)
    (found,) = impact(known, reach(known, matched, question), question).functions.values()
    assert found.status.is_stop
    assert found.first_cause in known.by_id(Measure)
