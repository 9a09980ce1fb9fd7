"""Official lists in the way through: what the engine finds and people decide travels to owned firms and functions."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date

import msgspec
import pytest
from factory import Run, made, run, world_of
from hypothesis import given, settings
from hypothesis import strategies as st
from small_lists import SHARED, entry

from cutset.assess import assess
from cutset.lists import Entry, Identifier, ListedName, OfficialList, open_list
from cutset.match import Asked, Decision, Decisions, Known, Screener, asked_of, exact_index, load_model
from cutset.match.identity import index_of
from cutset.match.verdicts import ground_of
from cutset.report.building import build_document
from cutset.report.explaining import explained
from cutset.status import FunctionStatus
from cutset.status import Match as Status
from cutset.world.question import Question
from cutset.world.rows import (
    Act,
    Bound,
    Function,
    Item,
    Law,
    Name,
    OwnershipRule,
    Party,
    Programme,
    Stake,
    Supply,
)
from cutset.world.rows import Identifier as IdentifierRow
from cutset.world.world import World

DAY = date(2031, 5, 1)
PUBLISHED = date(2031, 4, 1)


def listed(*entries: Entry, list_id: str = "us-ofac-sdn", published: date | None = PUBLISHED) -> OfficialList:
    return OfficialList(
        list_id=list_id,
        title="List",
        issuer="Office",
        law="US",
        version="ab" * 32,
        published=published,
        entries=entries,
        incomplete=() if published else ("its publication date is not known",),
    )


SERNIYA = entry("77", "entity", "OOO SERNIYA INZHINIRING", countries=("RU",))


def a_world(name: str = "Serniya Engineering", **cells: str) -> World:
    """Return a world in which a function rests on a part that the named seller supplies."""
    return world_of(
        made(Law, "US", name="US law", issuer="Office"),
        made(Party, "P-SELLER", name=name, kind="company", country="RU"),
        made(Party, "P-CHILD", name="Quite Another Works", kind="company", country="RU"),
        made(Party, "P-BUYER", name="Buyer Agency", kind="agency", country="XD"),
        made(Name, "P-SELLER:1", party="P-SELLER", name=cells.get("name", name), script="Latn", kind="primary"),
        made(Bound, "B-BUYER", party="P-BUYER", law="US", why="own_policy", until="open"),
        made(
            Stake, "S", owner="P-SELLER", owned="P-CHILD", share="100", kind="equity", from_="2020-01-01", until="open"
        ),
        made(
            OwnershipRule,
            "W",
            law="US",
            issuer="Office",
            applies_to="asset_freeze",
            threshold="50",
            strict="at_least",
            aggregate="true",
            control="false",
            from_="2020-01-01",
            until="open",
            text="half",
        ),
        made(Act, "A", measure_kind="asset_freeze", act="buy_from", effect="forbidden", who="buyer"),
        made(Programme, "R-ONE", name="One", operator="P-BUYER"),
        made(Item, "I-ONE"),
        made(Supply, "U-ONE", item="I-ONE", seller=cells.get("seller", "P-SELLER")),
        made(Function, "F-ONE", needs="I-ONE"),
    )


def decided(world: World, verdict: str, of: Entry = SERNIYA, list_id: str = "us-ofac-sdn") -> Decisions:
    party = asked_of(world)["P-SELLER"]
    one = Decision(
        number=1,
        kind="decision",
        party=party.id,
        list_id=list_id,
        entry_id=of.id,
        verdict=verdict,
        who="Ann",
        why="looked",
        ground=ground_of(party, list_id, of),
        engine="1",
        list_version="00",
        at="2031-04-20T00:00:00",
    )
    return Decisions([one])


def status(found: Run, party: str = "P-SELLER") -> Status:
    (one,) = [m for m in found.matched.matches if m.party == party and m.list_id == "us-ofac-sdn"]
    return one.status


def function(found: Run) -> FunctionStatus:
    return found.impact.functions["F-ONE"].status


def test_a_name_in_another_language_is_a_candidate_and_the_function_at_risk() -> None:
    found = run(a_world(), DAY, [listed(SERNIYA)])
    assert (status(found), function(found)) == (Status.CANDIDATE, FunctionStatus.AT_RISK)


def test_what_a_candidate_owns_is_possible_too() -> None:
    found = run(a_world(seller="P-CHILD"), DAY, [listed(SERNIYA)])
    assert function(found) is FunctionStatus.AT_RISK
    (hold,) = found.reached.listings.of_party["P-CHILD"]
    assert (hold.rule, bool(hold.fit.certain), bool(hold.fit.possible)) == ("W", False, True)


@pytest.mark.parametrize(
    ("verdict", "match", "becomes"),
    [
        ("same", Status.SAME, FunctionStatus.STOPPED_SINCE),
        ("unsure", Status.CANDIDATE, FunctionStatus.AT_RISK),
        ("different", Status.NO_MATCH, FunctionStatus.RUNS),
    ],
)
def test_a_decision_is_honoured(verdict: str, match: Status, becomes: FunctionStatus) -> None:
    world = a_world()
    found = run(world, DAY, [listed(SERNIYA)], decided(world, verdict))
    assert (status(found), function(found)) == (match, becomes)


@pytest.mark.parametrize("verdict", ["same", "different"])
def test_a_decision_about_other_data_leaves_the_candidate_possible(verdict: str) -> None:
    world = a_world()
    moved = msgspec.structs.replace(SERNIYA, countries=("KZ", "RU"))
    found = run(world, DAY, [listed(moved)], decided(world, verdict))
    assert (status(found), function(found)) == (Status.CANDIDATE, FunctionStatus.AT_RISK)
    (one,) = [m for m in found.matched.matches if m.party == "P-SELLER" and m.entry]
    assert "the data changed since" in one.decision


def test_unsure_of_an_exact_hit_makes_it_possible() -> None:
    world = a_world("OOO Serniya Inzhiniring")
    assert function(run(world, DAY, [listed(SERNIYA)])) is FunctionStatus.STOPPED_SINCE
    assert function(run(world, DAY, [listed(SERNIYA)], decided(world, "unsure"))) is FunctionStatus.AT_RISK


def test_no_match_is_said_only_against_complete_lists_of_known_date() -> None:
    other = a_world("Nobody Like That")
    assert status(run(other, DAY, [listed(SERNIYA)])) is Status.NO_MATCH
    assert status(run(other, DAY, [listed(SERNIYA, published=None)])) is Status.NOT_CHECKED
    assert not run(other, DAY, [listed(SERNIYA, published=date(2031, 5, 2))]).matched.lists


def test_a_hit_on_a_list_without_a_day_is_never_more_than_possible() -> None:
    found = run(a_world("OOO Serniya Inzhiniring"), DAY, [listed(SERNIYA, published=None)])
    assert function(found) is FunctionStatus.AT_RISK


def test_of_a_list_that_means_several_things_only_what_it_calls_frozen_is() -> None:
    for programmes, becomes in (
        (("Asset freeze",), FunctionStatus.STOPPED_SINCE),
        (("Travel ban",), FunctionStatus.RUNS),
    ):
        one = msgspec.structs.replace(SERNIYA, programmes=programmes)
        found = run(a_world("OOO Serniya Inzhiniring"), DAY, [listed(one, list_id="gb-uksl")])
        assert function(found) is becomes


def test_a_weak_name_of_ours_is_never_enough_alone() -> None:
    rows = (
        made(Party, "P-X", name="Xylophone Trading House", kind="company"),
        made(Name, "N1", party="P-X", name="Xylophone Trading House", script="Latn", kind="primary"),
        made(Name, "N2", party="P-X", name="Serniya Inzhiniring", script="Latn", kind="weak"),
    )
    (one,) = [m for m in run(world_of(*rows), DAY, [listed(SERNIYA)]).matched.matches if m.party == "P-X"]
    assert one.status is Status.NO_MATCH


def test_a_country_that_both_names_hold_speaks_once() -> None:
    bank = entry("1", "entity", "BANK ROSSIYA", countries=("RU",))
    rows = (
        made(Party, "P-CBR", name="Bank of Russia", kind="central_bank", country="RU"),
        made(Name, "N1", party="P-CBR", name="Bank of Russia", script="Latn", kind="primary"),
    )
    (one,) = [m for m in run(world_of(*rows), DAY, [listed(bank)]).matched.matches if m.list_id != "world"]
    assert one.status is Status.NO_MATCH


def test_every_match_names_list_age_entry_name_and_words() -> None:
    document = build_document(assess(a_world(), Question(as_of=DAY, known_by=DAY), lists=[listed(SERNIYA)]))
    (one,) = document.matches
    assert (one.list_id, one.version, one.published, one.age_days) == ("us-ofac-sdn", "ab" * 32, PUBLISHED, 30)
    assert (one.entry, one.listed, one.asked) == ("77", "OOO SERNIYA INZHINIRING", "Serniya Engineering")
    assert ("engineering", "inzhiniring", "the same meaning") in [(p.asked, p.listed, p.how) for p in one.word_pairs]
    told = " ".join(step.words for line in explained(document, "P-SELLER") for step in line.because)
    for word in ("us-ofac-sdn of 2031-04-01, 30 days old", "ab" * 32, "entry 77", "the same meaning"):
        assert word in told
    (hold,) = [line for line in document.parties if line.party == "P-SELLER"]
    assert any("30 days old, version abababababab" in step.words for step in hold.because)
    assert any("1 candidate on us-ofac-sdn that nobody has decided" in remark for remark in document.remarks)


def test_what_was_decided_different_is_told_beside_the_no_match() -> None:
    world = a_world()
    found = assess(
        world, Question(as_of=DAY, known_by=DAY), lists=[listed(SERNIYA)], decisions=decided(world, "different")
    )
    (one,) = build_document(found).matches
    assert (one.status, one.entry) == ("no match found", "")
    assert "OOO SERNIYA INZHINIRING" in one.decision


def test_the_same_inputs_give_the_same_bytes() -> None:
    told = [
        msgspec.json.encode(
            build_document(assess(a_world(), Question(as_of=DAY, known_by=DAY), lists=[listed(SERNIYA)]))
        )
        for _ in range(2)
    ]
    assert told[0] == told[1]


def test_without_lists_the_engine_is_not_imported() -> None:
    code = (
        "import sys, json; from cutset.assess import assess; from cutset.worlds import load_embedded;"
        "assess(load_embedded('meridian')); print(json.dumps([m for m in sys.modules if m in ('numba', 'llvmlite')]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONPATH": ":".join(sys.path)}
    )
    assert json.loads(done.stdout) == []


WORDS = st.sampled_from(
    [
        "Volga",
        "Serniya",
        "Progress",
        "Rossiya",
        "Yu",
        "7873",
        "7889",
        "II",
        "III",
        "OOO",
        "Ltd",
        "Wang",
        "Wenbin",
        "Al",
        "Bank",
    ]
)
NAMES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)


@settings(max_examples=200, deadline=None)
@given(NAMES, NAMES, st.sampled_from(["person", "entity", "vessel"]), st.sampled_from(["", "RU", "CN"]), st.booleans())
def test_what_exact_identity_finds_the_engine_finds(
    name: str, other: str, kind: str, country: str, number: bool
) -> None:
    numbers = (Identifier("RU-INN", "7735007358"),) if number else ()
    official = listed(
        entry("1", kind, name, countries=("RU",), identifiers=numbers),  # type: ignore[arg-type]
        entry("2", kind, other, name),  # type: ignore[arg-type]
    )
    asking = Asked("q", (name, other), kind, Known((country,) if country else (), identifiers=numbers))
    identifiers = [(one.scheme, one.value) for one in numbers]
    exact = exact_index([official]).look_up(
        names=[(one, "", "primary") for one in asking.names], identifiers=identifiers, kind=kind, country=country
    )
    (found,) = Screener(index_of([official], load_model())).screen([asking])
    by_entry = {one.entry_id: one.status for one in found}
    for hit in exact:
        assert hit.entry.id in by_entry
        if hit.status == "same":
            assert by_entry[hit.entry.id] == "same"


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared list snapshots are not beside this checkout")
def test_on_a_real_list_the_engine_finds_what_exact_identity_finds() -> None:
    official = open_list(SHARED / "un/un_consolidated_2026-02-27.xml.gz")
    asking = [
        Asked(one.id, tuple(n.text for n in one.names if n.kind != "weak")[:2], one.kind, Known(one.countries[:1]))
        for one in official.entries
    ]
    index = exact_index([official])
    missed = []
    for party, matches in zip(asking, Screener(index_of([official], load_model())).screen(asking), strict=True):
        found = {one.entry_id for one in matches}
        hits = index.look_up(
            names=[(name, "", "primary") for name in party.names],
            kind=party.kind,
            country=next(iter(party.known.countries), ""),
        )
        missed += [(party.names, hit.listed) for hit in hits if hit.entry.id not in found]
    assert missed == []


def test_numbers_and_signs_are_no_other_spelling() -> None:
    ships = [
        entry("1", "vessel", "FU YUAN YU 7889"),
        entry("2", "vessel", "BICENTENARIO VII"),
        entry("3", "entity", "SEI"),
    ]
    index = exact_index([listed(*ships)])
    for name, kind in (("Fu Yuan Yu 7899", "vessel"), ("Bicentenario VIII", "vessel"), ("SAI", "company")):
        assert index.look_up(names=[(name, "", "primary")], kind=kind, country="RU") == []


def test_a_better_identifier_counts_before_a_vague_one() -> None:
    one = entry(
        "1", "entity", "FOO", identifiers=(Identifier("XX-REG", "802830545"), Identifier("RU-OGRN", "1137847251740"))
    )
    known = Known(identifiers=one.identifiers)
    (found,) = Screener(index_of([listed(one)], load_model())).screen([Asked("q", ("Bar",), "entity", known)])
    assert [match.status for match in found] == ["same"]


def test_rows_of_identifiers_reach_the_engine() -> None:
    one = msgspec.structs.replace(
        SERNIYA, names=(ListedName("OTHER NAME"),), identifiers=(Identifier("RU-INN", "7735007358"),)
    )
    world = world_of(*a_world().rows, made(IdentifierRow, "X", party="P-SELLER", scheme="RU-INN", value="7735007358"))
    assert status(run(world, DAY, [listed(one)])) is Status.SAME
