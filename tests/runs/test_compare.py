"""What changed between two sides, and is the cause that is named the cause?"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kept import document_on, inputs_on, load

from cutset.assess import ask
from cutset.errors import NotFoundError
from cutset.lists import Entry, ListedName, OfficialList
from cutset.match import Decision, Decisions, asked_of
from cutset.match.verdicts import ground_of
from cutset.runs import Inputs, Store, save
from cutset.runs.between import Factor, RowKey
from cutset.runs.causes import Reasons, fewest
from cutset.runs.compare import Change, Comparison, compare
from cutset.runs.engine import engine_version
from cutset.runs.readings import Key, Reading
from cutset.runs.sides import Side, open_side, side_of
from cutset.world.rows import Measure, Outcome, Party, Withdrawal
from cutset.world.world import World

SEVEN = {"P-NOVIKOM", "P-OTKRITIE", "P-PSB", "P-ROSSIYA", "P-SOVCOM", "P-VEB", "P-VTB"}


def on(day: str) -> Side:
    return Side(day, inputs_on(day), engine_version(), document_on(day))


def of(found: Comparison, kind: str) -> dict[str, Change]:
    return {change.subject: change for change in found.changes if change.kind == kind}


def told(change: Change) -> list[tuple[str, str, str]]:
    return [(cause.kind, cause.how, cause.row) for cause in change.causes]


@pytest.fixture(scope="module")
def march() -> Comparison:
    return compare(on("2022-03-01"), on("2022-03-18"))


def test_seven_banks_come_under_the_messaging_cut_by_law(march: Comparison) -> None:
    parties = of(march, "party")
    assert set(parties) == SEVEN
    for change in parties.values():
        assert change.before == ""
        assert change.after.startswith("caught by name since 2022-03-12: M-EU-0312-SWIFT")
        (cause,) = change.causes
        assert (cause.kind, cause.how, cause.row) == ("law", "updated", "M-EU-0312-SWIFT")
        assert (cause.day, cause.bites) == (date(2022, 3, 2), date(2022, 3, 12))


def test_oneweb_stops_by_its_own_decision_and_would_have_by_the_sellers(march: Comparison) -> None:
    change = of(march, "function")["F-OW-DEPLOY"]
    assert change.before == "on time"
    assert change.after.startswith("late, due 2022-03-04")
    assert told(change) == [("data", "newly known", row) for row in ("C-OW-SUSP", "C-OW-STOP", "C-OW-DEMAND")]
    assert [cause.besides for cause in change.causes] == [False, True, True]
    assert change.causes[-1].without == "on time"


def test_exomars_turns_from_risk_to_late_by_the_suspension(march: Comparison) -> None:
    change = of(march, "function")["F-EXO-2022"]
    assert change.before.startswith("at risk since 2022-02-28")
    assert change.after.startswith("late, due 2022-09-20")
    assert told(change) == [("data", "newly known", "C-EXO-SUSP")]
    assert told(of(march, "agreement")["world:A-EXO"]) == [("data", "updated", "A-EXO")]


def test_of_kourou_only_what_was_newly_said_changed(march: Comparison) -> None:
    rides = {"F-GAL-M10", "F-GAL-M11", "F-EUC-LAUNCH", "F-EC-LAUNCH", "F-CSO-LAUNCH"}
    assert not rides & set(of(march, "function"))
    said = of(march, "statement")["S-ESAISS"]
    assert told(said) == [("data", "newly known", "S-ESAISS")]
    assert "medium-lift ride from Kourou" in said.causes[0].words


def test_functions_that_did_not_change_are_not_named(march: Comparison) -> None:
    assert set(of(march, "function")) == {
        "F-ANT-LAUNCH",
        "F-CYG-CARGO",
        "F-EXO-2022",
        "F-ISS-COMMAND",
        "F-ISS-DE-EXP",
        "F-OW-DEPLOY",
        "F-VEGAC-SERIES",
    }
    assert all(change.before != change.after for change in march.changes)
    assert all(change.causes for change in march.changes)


def test_row_that_differs_and_changes_nothing_is_no_cause(march: Comparison) -> None:
    differing = {(row.table, row.row) for row in march.rows}
    assert march.moving < differing
    assert ("rates", "USD/RUB@2022-03-10") in differing - march.moving


def test_measure_known_before_begins_to_apply_by_time() -> None:
    found = compare(on("2022-03-11"), on("2022-03-12"))
    parties = of(found, "party")
    assert set(parties) == SEVEN
    for change in parties.values():
        assert told(change) == [("law", "begins to apply", "M-EU-0312-SWIFT")]
        assert "from 2022-03-12" in change.before
        assert "since 2022-03-12" in change.after


def test_new_knowledge_of_an_old_day_is_data_alone() -> None:
    later = inputs_on("2022-03-01", known_by=date(2022, 3, 18))
    change = of(compare(on("2022-03-01"), side_of(later, "later")), "function")["F-EXO-2022"]
    assert told(change) == [("data", "newly known", "C-EXO-SUSP")]


def test_a_day_that_passes_alone_is_time() -> None:
    old = inputs_on("2022-03-02", known_by=date(2022, 7, 31))
    new = inputs_on("2022-03-20", known_by=date(2022, 7, 31))
    found = compare(side_of(old, "old"), side_of(new, "new"))
    assert not found.rows
    assert {cause.kind for change in found.changes for cause in change.causes} <= {"time", "law"}


def test_going_back_names_the_same_changes_the_other_way_round(march: Comparison) -> None:
    back = compare(on("2022-03-18"), on("2022-03-01"), most_worlds=1)
    swapped = {(one.kind, one.subject, one.after, one.before) for one in back.changes}
    assert swapped == {(one.kind, one.subject, one.before, one.after) for one in march.changes}
    day_before = compare(on("2022-03-17"), on("2022-03-16"))
    assert told(of(day_before, "function")["F-EXO-2022"]) == [("data", "not yet known", "C-EXO-SUSP")]


def _changed(world: World, wanted: str, kind: type, **changes: object) -> World:
    rows = [
        msgspec.structs.replace(row, **changes) if isinstance(row, kind) and row.id == wanted else row
        for row in world.rows
    ]
    return World(world.settings, rows)


def test_rows_added_changed_and_withdrawn_between_two_worlds_are_told_apart() -> None:
    world, question = load("space-2022"), inputs_on("2022-03-18").question
    whole = on("2022-03-18")
    without = side_of(Inputs(world.lacking("C-EXO-SUSP"), question), "without")
    assert told(of(compare(without, whole), "function")["F-EXO-2022"]) == [("data", "added", "C-EXO-SUSP")]
    assert told(of(compare(whole, without), "function")["F-EXO-2022"]) == [("data", "withdrawn", "C-EXO-SUSP")]
    softer = _changed(world, "C-EXO-SUSP", Withdrawal, effect="harder")
    other = side_of(Inputs(softer, question), "softer")
    assert told(of(compare(whole, other), "function")["F-EXO-2022"]) == [("data", "changed", "C-EXO-SUSP")]


def test_measure_that_ends_is_law() -> None:
    world, question = load("space-2022"), inputs_on("2022-03-18").question
    ended = _changed(world, "M-EU-0312-SWIFT", Measure, until=date(2022, 3, 15))
    found = compare(on("2022-03-18"), side_of(Inputs(ended, question), "ended"))
    assert told(of(found, "measure")["M-EU-0312-SWIFT"]) == [("law", "changed", "M-EU-0312-SWIFT")]
    later = [msgspec.structs.replace(question, as_of=day) for day in (date(2022, 3, 14), date(2022, 3, 16))]
    found = compare(*(side_of(Inputs(ended, one), str(one.as_of)) for one in later))
    assert told(of(found, "measure")["M-EU-0312-SWIFT"]) == [("law", "ends", "M-EU-0312-SWIFT")]


def test_outcomes_are_never_a_difference() -> None:
    world, question = load("space-2022"), inputs_on("2022-12-27").question
    blind = World(world.settings, [row for row in world.rows if not isinstance(row, Outcome)])
    found = compare(side_of(Inputs(blind, question), "blind"), side_of(Inputs(world, question), "seeing"))
    assert not found.changes
    assert not found.rows


def _entry(name: str, country: str = "FR") -> Entry:
    names = (ListedName(name),)
    return Entry(list_id="us-ofac-sdn", id=name[:9], kind="entity", names=names, countries=(country,))


def _list_of(*names: str, version: str) -> OfficialList:
    entries = tuple(_entry(name) for name in names)
    return OfficialList(
        list_id="us-ofac-sdn",
        title="X",
        issuer="X",
        law="US",
        version=version,
        published=date(2022, 1, 1),
        entries=entries,
    )


def test_another_version_of_a_list_is_named_as_lists() -> None:
    inputs = inputs_on("2022-03-02")
    old = Inputs(inputs.world, inputs.question, (_list_of("Nobody of That Name", version="a" * 64),))
    new = Inputs(inputs.world, inputs.question, (_list_of("Nobody of That Name", "Arianespace", version="b" * 64),))
    found = compare(side_of(old, "old"), side_of(new, "new"))
    assert "P-ARIANESPACE" in of(found, "party")
    assert {cause.kind for change in found.changes for cause in change.causes} == {"lists"}
    assert "aaaaaaaaaaaa" in found.changes[0].causes[0].words


def test_a_new_version_that_changes_no_match_changes_nothing() -> None:
    inputs = inputs_on("2022-03-02")
    sides = [
        side_of(Inputs(inputs.world, inputs.question, (_list_of("Nobody of That Name", version=one * 64),)), one)
        for one in "ab"
    ]
    assert not compare(*sides).changes


def test_another_decision_is_named_as_decisions() -> None:
    inputs = inputs_on("2022-03-02")
    held = _list_of("Arianespace Group", version="a" * 64)
    party = asked_of(inputs.world)["P-ARIANESPACE"]
    decided = Decision(
        number=1,
        kind="decision",
        party=party.id,
        list_id=held.list_id,
        entry_id=held.entries[0].id,
        verdict="different",
        who="",
        why="",
        ground=ground_of(party, held.list_id, held.entries[0]),
        engine="1",
        list_version="",
        at="2022-03-01",
    )
    old = Inputs(inputs.world, inputs.question, (held,))
    new = Inputs(inputs.world, inputs.question, (held,), decisions=Decisions([decided]))
    found = compare(side_of(old, "old"), side_of(new, "new"))
    assert "P-ARIANESPACE" in of(found, "party")
    assert {cause.kind for change in found.changes for cause in change.causes} == {"decisions"}


def test_of_an_offer_only_the_parts_that_differ_are_shown() -> None:
    world = load("space-2022")
    (name,) = {one.name for one in world.rows if isinstance(one, Party) and one.id == "P-RESHETNEV"}
    inputs = inputs_on("2022-03-02")
    listed = msgspec.structs.replace(_list_of(name, version="c" * 64), entries=(_entry(name, "RU"),))
    found = compare(on("2022-03-02"), side_of(Inputs(world, inputs.question, (listed,)), "listed"))
    change = of(found, "offer")["U-ELEC-GLO-CN"]
    assert change.before == "refused"
    assert change.after.startswith("refused; the operator JSC Information Satellite Systems Reshetnev is caught by X")
    assert "ask for" not in change.after


def test_another_engine_is_named_where_it_alone_says_otherwise() -> None:
    now = on("2022-03-02")
    programme = next(one for one in now.document.programmes if one.functions)
    changed = msgspec.structs.replace(programme.functions[0], status="stopped since", short="stopped since 2020-01-01")
    other = msgspec.structs.replace(programme, functions=(changed, *programme.functions[1:]))
    programmes = tuple(other if one is programme else one for one in now.document.programmes)
    document = msgspec.structs.replace(now.document, programmes=programmes)
    then = Side("run", now.inputs, "0.0.1+000000000000", document)
    found = compare(then, now)
    assert [(change.subject, change.causes[0].kind) for change in found.changes] == [(changed.function, "engine")]
    assert len(found.changes[0].causes) == 1


def test_another_question_is_named_as_such() -> None:
    longer = inputs_on("2022-03-02", horizon_months=60)
    found = compare(on("2022-03-02"), side_of(longer, "longer"))
    assert found.changes
    assert {cause.kind for change in found.changes for cause in change.causes} == {"question"}
    assert "horizon months 24 -> 60" in found.changes[0].causes[0].words


def test_limit_of_worlds_is_said_and_not_passed() -> None:
    found = compare(on("2022-03-01"), on("2022-03-18"), most_worlds=3)
    assert found.assessed == 3
    assert {cause.how for change in found.changes for cause in change.causes} >= {"limit reached"}


@settings(max_examples=8, deadline=None)
@given(day=st.dates(date(2022, 2, 1), date(2023, 1, 31)))
def test_nothing_changes_between_a_side_and_itself(day: date) -> None:
    side = on(str(day))
    found = compare(side, side_of(side.inputs, "again"))
    assert not found.changes
    assert not found.rows


@settings(max_examples=8, deadline=None)
@given(days=st.tuples(*[st.dates(date(2022, 2, 20), date(2022, 4, 10))] * 2))
def test_changes_are_the_same_both_ways_between_any_two_days(days: tuple[date, date]) -> None:
    one, other = (on(str(day)) for day in days)
    there, back = compare(one, other, most_worlds=1), compare(other, one, most_worlds=1)
    assert [(c.kind, c.subject, c.before) for c in there.changes] == [
        (c.kind, c.subject, c.after) for c in back.changes
    ]


@given(st.sets(st.frozensets(st.integers(0, 30), min_size=1, max_size=4), min_size=1, max_size=5), st.data())
def test_fewest_rows_change_and_none_of_them_can_be_left_out(causes: set[frozenset[int]], data: st.DataObject) -> None:
    rows = [RowKey("t", str(number)) for number in data.draw(st.permutations(range(31)))]

    def changes(chosen: object) -> bool:
        ids = {int(row.id) for row in chosen}  # type: ignore[attr-defined]
        return any(cause <= ids for cause in causes)

    chosen = fewest(rows, changes)
    assert changes(chosen)
    assert not any(changes([one for one in chosen if one != left]) for left in chosen)


class _EitherDoes:
    """Between two sides of which the settings and the lists would each have been enough."""

    factors = (Factor.SETTINGS, Factor.LISTS)
    old_lists = new_lists = ()
    limit = 9

    def __init__(self, side: Side) -> None:
        self.old = self.new = side

    def __call__(self, taken_back: Collection[Factor] = ()) -> dict[Key, Reading]:
        return {} if set(taken_back) == set(self.factors) else {Key("party", "P"): Reading("P", "held", ("held",))}


def test_either_of_two_factors_is_named_where_each_was_enough() -> None:
    reasons = Reasons(_EitherDoes(on("2022-03-02")))  # type: ignore[arg-type]
    assert [cause.kind for cause in reasons.of(Key("party", "P"))] == ["data", "lists"]


def test_fewest_of_what_changes_nothing_is_nothing() -> None:
    assert fewest([RowKey("t", "1")], lambda rows: False) == []


def test_side_is_a_day_a_world_or_a_run(store: Store) -> None:
    inputs = inputs_on("2022-03-02")
    saved = save(store, inputs, document_on("2022-03-02"))

    def again() -> Store:
        return Store(store.path)

    by_run = open_side(saved.short, store=again)
    by_day = open_side("2022-03-02", store=again)
    by_world = open_side("space-2022", store=again)
    assert by_run.document == by_day.document == by_world.document
    assert not compare(by_run, by_day).changes
    for wrong in ("nothing-of-that-name", "2022-13-45"):
        with pytest.raises(NotFoundError):
            open_side(wrong, store=again)


def test_two_folders_are_compared_for_a_day(tmp_path: Path) -> None:
    for name, status in (("one", "open"), ("two", "2022-03-01")):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "programmes.csv").write_text("id,known,name\nR-A,2022-01-01,A\n")
        (folder / "functions.csv").write_text(
            "id,known,programme,name,needs,shape\nF-A,2022-01-01,R-A,fly,I-A,continuous\n"
        )
        (folder / "items.csv").write_text("id,known,name\nI-A,2022-01-01,wheel\n")
        (folder / "supplies.csv").write_text(
            f"id,known,confidence,item,standing,from,until\nU-A,2022-01-01,documented,I-A,contracted,2021-01-01,{status}\n"
        )
    sides = [
        open_side(str(tmp_path / name), store=lambda: Store(tmp_path / "x"), as_of=date(2022, 4, 1))
        for name in ("one", "two")
    ]
    change = of(compare(*sides), "function")["F-A"]
    assert change.before == "runs"
    assert told(change) == [("data", "changed", "U-A")]
    assert ask(sides[0].inputs.world, as_of=date(2022, 4, 1)) == sides[0].inputs.question
