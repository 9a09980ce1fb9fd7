"""One world and one extractor a session."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from cutset.brief import Claim, Extractor, Gazetteer, gazetteer, missing_model, read_bytes
from cutset.world.world import World
from cutset.worlds import load_embedded

ClaimsOf = Callable[..., tuple[Claim, ...]]


@pytest.fixture(scope="session")
def world() -> World:
    return load_embedded("space-2022")


@pytest.fixture(scope="session")
def names(world: World) -> Gazetteer:
    return gazetteer(world)


@pytest.fixture(scope="session")
def by_rules(names: Gazetteer) -> Extractor:
    return Extractor(names, parser="rules")


@pytest.fixture(scope="session", params=["rules", "model"])
def extractor(request: pytest.FixtureRequest, names: Gazetteer) -> Extractor:
    if request.param == "model" and (missing := missing_model()):
        pytest.skip(missing)
    return Extractor(names, parser=request.param)


@pytest.fixture
def claims_of(extractor: Extractor) -> ClaimsOf:
    def read(text: str, published: date | None = date(2022, 3, 2)) -> tuple[Claim, ...]:
        return extractor.claims(read_bytes(text.encode(), "article.txt", published))

    return read
