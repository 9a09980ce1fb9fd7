"""Does every word of the model occur in the fictional world, in its rows or in what is found?"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, Final, get_args

import pytest
from factory import embedded, run, run_embedded

from cutset.impact.clocks import clock_kind
from cutset.impact.marks import MarkKind
from cutset.lists.entry import Entry, ListedName, OfficialList
from cutset.match.parties import Matched
from cutset.reach.cuts import CauseKind, Cut
from cutset.spans import covers
from cutset.status import Caught, Confidence, Effect, FunctionStatus, Match, Why
from cutset.world.cells import columns
from cutset.world.formula import AllOf, AnyOf, AtLeast, Formula, Need, Unnamed
from cutset.world.rows import (
    TABLES,
    Accident,
    Act,
    ActName,
    Agreement,
    Exemption,
    Function,
    Measure,
    Party,
    RedFlag,
    Row,
    Source,
    Stake,
    Statement,
    Stock,
    Supply,
    Target,
)

WORLD: Final = embedded("meridian")
DAYS: Final = WORLD.settings.dates_shown

WORDS_OF_FREE_COLUMNS: Final[dict[tuple[type[Row], str], frozenset[str]]] = {
    (Accident, "kind"): frozenset({"failure", "war"}),
    (Agreement, "kind"): frozenset({"joint arrangement", "memorandum", "cooperation agreement"}),
    (Party, "kind"): frozenset({"company", "bank", "person", "agency", "unknown"}),
    (RedFlag, "group"): frozenset({"party", "payment", "goods", "route", "contract", "price", "bank", "history"}),
    (Stake, "kind"): frozenset({"equity", "board"}),
    (Statement, "hedge"): frozenset(
        {"asserted", "promise", "threat", "likely", "possible", "unlikely", "opinion", "denied"}
    ),
}
WHO_IS_BOUND: Final = frozenset(
    {"seller", "buyer", "payer", "payee", "item", "currency", "messaging provider", "insurer", "channel"}
    | {"third country", "anybody", "nobody"}
)
WAYS_OF_EXCEPTIONS: Final = frozenset(
    {
        ("carve_out", "text", ""),
        ("wind_down", "text", ""),
        ("derogation", "authority", "open"),
        ("derogation", "authority", "granted"),
        ("licence", "authority", "granted"),
        ("licence", "authority", "refused"),
        ("general_licence", "unknown", ""),
    }
)
LEFT_EMPTY: Final = {"orbits": frozenset({"elements"})}
"""A station that does not exist has no element sets."""
ENTRY: Final = Entry(
    list_id="l", id="e", kind="entity", names=(ListedName("Nobody In This World"),), identifiers=(), countries=()
)


def official_list(list_id: str, *, incomplete: tuple[str, ...]) -> OfficialList:
    return OfficialList(
        list_id=list_id,
        title=list_id,
        issuer="somebody",
        law="XL",
        version="0",
        published=date(2031, 1, 1),
        entries=(ENTRY,),
        incomplete=incomplete,
    )


def against_lists(day: date) -> Matched:
    whole, part = official_list("whole", incomplete=()), official_list("part", incomplete=("it ends early",))
    return run(WORLD, day, [whole, part]).matched


def cuts() -> Iterable[Cut]:
    for day in DAYS:
        reached = run_embedded("meridian", day).reached
        for by in (reached.by_supply, reached.by_payment, reached.by_function):
            for listed in by.values():
                yield from listed


def caught(day: date) -> set[Caught]:
    holds = run_embedded("meridian", day).reached.listings.of_party
    unlisted = {row.id for row in WORLD.known_by(day).of(Party)} - holds.keys()
    said = {one.status for one in against_lists(day).matches if one.party in unlisted}
    found = {Caught.NO_MATCH} if Match.NO_MATCH in said else set()
    found |= {Caught.CANNOT_TELL} if Match.NOT_CHECKED in said else set()
    for listed in holds.values():
        if any(covers(hold.fit.certain, day) for hold in listed):
            found.add(Caught.CAUGHT)
        elif any(covers(hold.fit.possible, day) for hold in listed):
            found.add(Caught.POSSIBLE)
    return found


def forms(formula: Formula) -> set[type]:
    match formula:
        case AllOf(parts) | AnyOf(parts) | AtLeast(_, parts):
            return {type(formula)}.union(*(forms(part) for part in parts))
        case _:
            return {type(formula)}


def functions() -> Iterable[Any]:
    return (one for day in DAYS for one in run_embedded("meridian", day).impact.functions.values())


@pytest.mark.parametrize("table", TABLES)
def test_every_table_has_rows_and_every_column_is_filled_somewhere(table: str) -> None:
    kind = TABLES[table]
    rows = WORLD.of(kind)
    empty = {
        column.name
        for column in columns(kind)
        if all(getattr(row, column.field) in (None, "", (), column.empty) for row in rows)
    }
    assert rows
    assert empty - {"note"} - LEFT_EMPTY.get(table, frozenset()) == set()


@pytest.mark.parametrize("table", TABLES)
def test_every_word_of_every_column_occurs(table: str) -> None:
    kind = TABLES[table]
    missing = {}
    for column in columns(kind):
        wanted = set(column.allowed) | WORDS_OF_FREE_COLUMNS.get((kind, column.field), frozenset())
        values = [getattr(row, column.field) for row in WORLD.of(kind)]
        used = {one for value in values for one in (value if isinstance(value, tuple) else (value,))}
        if wanted - used:
            missing[column.name] = wanted - used
    assert missing == {}


FOUND: Final[dict[str, tuple[Iterable[Any], Callable[[], Iterable[Any]]]]] = {
    "confidence": (Confidence, lambda: (row.confidence for row in WORLD.rows)),
    "day known inferred": ([True, False], lambda: (row.known_inferred for row in WORLD.rows)),
    "form of a formula": (
        [Need, Unnamed, AllOf, AnyOf, AtLeast],
        lambda: (form for row in WORLD.of(Function) for form in forms(row.needs)),
    ),
    "clock": (["", "stock", "orbit", "window", "once"], lambda: (clock_kind(row) for row in WORLD.of(Function))),
    "who must be bound": (WHO_IS_BOUND, lambda: (one for row in WORLD.of(Act) for one in row.who.split(" or "))),
    "measures of each kind of the acts": (
        {row.measure_kind for row in WORLD.of(Act)},
        lambda: (row.kind for row in WORLD.of(Measure)),
    ),
    "exception": (
        WAYS_OF_EXCEPTIONS,
        lambda: ((row.kind, row.decided_by, row.decision) for row in WORLD.of(Exemption)),
    ),
    "what comes again with a later day": (
        [Supply, Stock, Stake, Agreement, Measure, Statement, Exemption],
        lambda: {type(row) for row in WORLD.rows if WORLD.by_id(type(row))[row.id] is not row},
    ),
    "cause of a cut": (get_args(CauseKind), lambda: (cut.kind for cut in cuts())),
    "effect of a cut": (Effect, lambda: (cut.effect for cut in cuts())),
    "act that is cut": ({*get_args(ActName)} - {"refuse"}, lambda: (cut.act for cut in cuts())),
    "function status": (FunctionStatus, lambda: (one.status for one in functions())),
    "why": (Why, lambda: (one.why for one in functions())),
    "mark": (MarkKind, lambda: (mark.kind for one in functions() for mark in one.marks)),
    "match": (
        Match,
        lambda: (one.status for day in DAYS for one in against_lists(day).matches),
    ),
    "caught": (Caught, lambda: (one for day in DAYS for one in caught(day))),
}


@pytest.mark.parametrize("what", FOUND)
def test_every_word_is_earned(what: str) -> None:
    wanted, used = FOUND[what]
    assert set(wanted) - set(used()) == set()


def test_an_act_of_refusing_leads_to_a_conflict_of_laws() -> None:
    assert any(run_embedded("meridian", day).reached.conflicts for day in DAYS)


def test_a_loop_of_stakes_and_own_shares_are_kept_for_review() -> None:
    listings = run_embedded("meridian", date(2031, 5, 1)).reached.listings
    assert listings.own_shares == ("P-IRID",)
    assert {"P-RING-ONE", "P-RING-TWO"} <= {party for found in listings.review.values() for party in found}


def test_a_joint_holding_is_shown_with_every_stake_and_the_arrangement() -> None:
    listings = run_embedded("meridian", date(2031, 5, 1)).reached.listings
    rows = {step.row for hold in listings.of("M-XL-FREEZE", "P-VELA") for step in listings.because(hold)}
    assert {"P-KELM>P-VELA", "P-SORE>P-VELA", "A-JOINT"} <= rows


@pytest.mark.parametrize(
    ("readings", "status"),
    [("both", FunctionStatus.AT_RISK), ("strict", FunctionStatus.STOPPED_SINCE), ("lenient", FunctionStatus.RUNS)],
)
def test_unsettled_law_is_read_in_each_way(readings: str, status: FunctionStatus) -> None:
    found = run(WORLD, date(2031, 5, 1), readings=readings).impact.functions
    assert found["F-TER-GLASS"].status is status


@pytest.mark.parametrize("table", TABLES)
def test_every_reference_leads_to_a_row(table: str) -> None:
    lost = [
        (row.id, column.name, one)
        for row in WORLD.of(TABLES[table])
        for column in columns(TABLES[table])
        if column.refers
        for one in _several(getattr(row, column.field))
        if WORLD.find(one) is None
    ]
    assert lost == []


def test_every_row_names_sources_that_stand_in_the_table_of_sources() -> None:
    sources = WORLD.by_id(Source)
    assert [row.id for row in WORLD.rows if not set(row.source) <= sources.keys()] == []
    assert [row.id for row in WORLD.rows if not row.source and row.table != "sources"] == []


def test_every_target_aims_at_something_that_is_there() -> None:
    named = {"party", "seller", "buyer", "end_user", "bank", "channel", "good", "item", "sector"}
    assert [row.id for row in WORLD.of(Target) if row.role in named and WORLD.find(row.target) is None] == []


def test_every_function_answers_one_of_the_six_questions_or_stands_beside_them() -> None:
    questions = WORLD.settings.questions
    assert list(questions) == ["parts", "help", "payments", "mars", "station", "moon"]
    asked = [one for question in questions.values() for one in question.functions]
    assert {*asked, *WORLD.settings.others} | set(_helpers()) == WORLD.by_id(Function).keys()
    assert not set(asked) & set(WORLD.settings.others)
    told = [one for question in questions.values() for one in (*question.offers, *question.payments)]
    assert [one for one in told if WORLD.find(one) is None] == []


def _helpers() -> Iterable[str]:
    for question in WORLD.settings.questions.values():
        yield from question.exposure.functions if question.exposure else ()


def _several(value: Any) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, tuple) else (value,) if value else ()
