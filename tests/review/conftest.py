"""What do the tests of the review share? Two articles as they are read by rules."""

from __future__ import annotations

from datetime import date

import pytest
from papers import FIRST, SECOND

from cutset.brief import Extractor, Reading, gazetteer, propose, read_bytes
from cutset.world.world import World
from cutset.worlds import load_embedded


@pytest.fixture(scope="session")
def world() -> World:
    return load_embedded("space-2022")


@pytest.fixture(scope="session")
def extractor(world: World) -> Extractor:
    return Extractor(gazetteer(world), parser="rules")


@pytest.fixture(scope="session")
def saved(extractor: Extractor, world: World) -> tuple[Reading, ...]:
    found = []
    for name, text in (("first.txt", FIRST), ("second.txt", SECOND)):
        article = read_bytes(text.encode(), name, date(2022, 3, 2))
        claims = extractor.claims(article)
        found.append(Reading(article, claims, propose(claims, article, world), "space-2022"))
    return tuple(found)
