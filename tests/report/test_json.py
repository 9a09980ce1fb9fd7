"""The JSON follows its published schema, and equal inputs give equal bytes."""

import json
import random
from datetime import date

import jsonschema
import pytest

import cutset
from cutset.report.json import as_json, json_schema


@pytest.mark.parametrize("day", ["2022-03-02", "2022-07-31"])
def test_the_json_follows_the_published_schema(space_2022: cutset.World, day: str) -> None:
    question = cutset.ask(space_2022, as_of=date.fromisoformat(day))
    written = json.loads(as_json(cutset.document(cutset.assess(space_2022, question))))
    jsonschema.Draft202012Validator(json_schema()).validate(written)
    assert written["notice"] == "Not legal advice; check the official publication."
    assert written["as_of"] == written["known_by"] == day


def test_the_order_of_rows_does_not_matter(space_2022: cutset.World) -> None:
    rows = list(space_2022.rows)
    random.Random(7).shuffle(rows)
    shuffled = cutset.World(space_2022.settings, rows)
    first, second = (as_json(cutset.document(cutset.assess(world))) for world in (space_2022, shuffled))
    assert first == second
