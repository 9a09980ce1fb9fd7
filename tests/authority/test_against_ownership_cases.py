"""The ownership fixpoint against OFAC's FAQs 398-402, OFSI's guidance and the EU Best Practices, case by case."""

import json
import random
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from cutset.reach.holdings import JOINT, Holdings
from cutset.reach.ownership import least_fixpoint, self_supporting
from cutset.shares import read_share
from cutset.spans import EVER
from cutset.world.rows import Agreement, OwnershipRule, Stake
from cutset.world.settings import Settings
from cutset.world.world import World

LONG_AGO = date(2000, 1, 1)
RULES = {"us": ("at_least", True), "eu": ("at_least", True), "uk": ("more_than", False)}


def rule(name: str) -> OwnershipRule:
    strict, aggregate = RULES[name]
    return OwnershipRule(
        id=name,
        known=LONG_AGO,
        law="US",  # type: ignore[arg-type]
        issuer=name,
        applies_to="asset_freeze",
        threshold=read_share("50"),
        strict=strict,  # type: ignore[arg-type]
        aggregate=aggregate,
    )


def holdings(edges: Sequence[tuple[str, str, object]], joint: Sequence[Sequence[str]] = ()) -> Holdings:
    rows: list[Any] = [
        Stake(id=f"{place}", known=LONG_AGO, owner=owner, owned=owned, share=read_share(str(share)))  # type: ignore[arg-type]
        for place, (owner, owned, share) in enumerate(edges)
    ]
    rows += [
        Agreement(id=f"j{place}", known=LONG_AGO, parties=tuple(group), kind=JOINT)  # type: ignore[arg-type]
        for place, group in enumerate(joint)
    ]
    return Holdings(World(Settings(name="cases"), rows))


def caught(case: Holdings, listed: Sequence[str], name: str) -> set[str]:
    found = least_fixpoint(case, dict.fromkeys(listed, EVER), [rule(name)], widest=False)
    return set(found.caught) - set(listed)


@pytest.fixture(scope="module")
def cases(shared_data: Path) -> list[dict[str, Any]]:
    return json.loads((shared_data / "ownership" / "rule-cases.json").read_text("utf-8"))["cases"]


@pytest.mark.parametrize("name", list(RULES))
def test_all_published_cases_agree(cases: list[dict[str, Any]], name: str) -> None:
    assert len(cases) == 25
    for case in cases:
        found = caught(holdings(case["edges"], case["joint"]), case["listed"], name)
        assert found == set(case["expect"][name]), case["id"]


def test_two_firms_that_only_hold_each_other_are_for_review_not_caught() -> None:
    case = holdings([("X", "A", 30), ("B", "A", 30), ("A", "B", 60)])
    spread = least_fixpoint(case, {"X": EVER}, [rule("us")], widest=True).caught
    assert set(self_supporting(case, spread, [rule("us")])) == {"A", "B"}
    assert set(spread) == {"X"}


def brute_force(edges: Sequence[tuple[str, str, int]], listed: set[str], name: str) -> set[str]:
    """Return the caught parties by exact fractions and plain iteration, as the rule texts say."""
    strict, aggregate = RULES[name]
    groups = [listed] if aggregate else [{one} for one in listed]
    everybody: set[str] = set(listed)
    for group in groups:
        held = set(group)
        while True:
            sums: dict[str, Fraction] = {}
            for owner, owned, share in edges:
                if owner in held and owner != owned:
                    sums[owned] = sums.get(owned, Fraction(0)) + Fraction(share)
            fresh = {one for one, total in sums.items() if (total >= 50 if strict == "at_least" else total > 50)} - held
            if not fresh:
                break
            held |= fresh
        everybody |= held
    return everybody - listed


@pytest.mark.parametrize("name", list(RULES))
def test_random_graphs_with_cycles_agree_with_exact_fractions(name: str) -> None:
    draw = random.Random(20220302)
    for _ in range(700):
        parties = [f"P{place}" for place in range(draw.randint(2, 9))]
        edges = [
            (draw.choice(parties), draw.choice(parties), draw.choice([10, 20, 25, 30, 40, 49, 50, 51, 60, 100]))
            for _ in range(draw.randint(1, 16))
        ]
        listed = set(draw.sample(parties, draw.randint(1, 2)))
        assert caught(holdings(edges), sorted(listed), name) == brute_force(edges, listed, name)
