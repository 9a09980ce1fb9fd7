"""Is every fault of a file of decisions told at once, and is nothing written over that the page did not show?"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cutset.brief import Decision, Proposal, Reading
from cutset.errors import InputError
from cutset.review import Answers, read_answers
from cutset.review.answers import FORMAT, LARGEST, fingerprint
from cutset.world.world import World

Saved = tuple[Reading, ...]
Entry = dict[str, Any]
MOMENT = "2022-03-03T10:00:00+00:00"


def of(saved: Saved, table: str) -> tuple[Reading, Proposal]:
    """Return the first proposal of a table."""
    return next((one, row) for one in saved for row in one.proposals if row.table == table)


@pytest.fixture
def entry(saved: Saved) -> Entry:
    """An entry that accepts the withdrawal of the first article."""
    reading, proposal = of(saved, "withdrawals")
    return {
        "proposal_id": proposal.proposal_id,
        "doc_id": reading.article.doc_id,
        "row": fingerprint(proposal),
        "decision": "accept",
        "time": MOMENT,
        "note": "as told",
        "edited": {},
        "replaces": "",
    }


@pytest.fixture
def take(saved: Saved, world: World) -> Callable[..., Answers]:
    def taken(*entries: object, standing: dict[str, Decision] | None = None, **more: Any) -> Answers:
        told = {"format": FORMAT, "reviewer": "M. Example", "decisions": entries}
        content = json.dumps(told).encode()
        return read_answers(content, "decisions.json", saved, standing or {}, world_of=lambda _: world, **more)

    return taken


def codes(refused: pytest.ExceptionInfo[InputError]) -> list[str]:
    return [fault.code for fault in refused.value.faults]


def test_a_decision_becomes_one_of_the_store(entry: Entry, take: Callable[..., Answers]) -> None:
    found = take(entry)
    assert found.new == (Decision(entry["proposal_id"], "accept", "M. Example", MOMENT, "as told"),)
    assert (found.replaced, found.standing) == ((), 0)


def test_an_edit_keeps_its_cells(entry: Entry, take: Callable[..., Answers]) -> None:
    (decision,) = take({**entry, "decision": "edit", "edited": {"date": "2022-03-05", "kind": "end"}}).new
    assert decision.edited == {"date": "2022-03-05", "kind": "end"}


def test_who_decides_comes_from_the_option_where_the_file_is_silent(saved: Saved, entry: Entry) -> None:
    content = json.dumps({"format": FORMAT, "reviewer": "", "decisions": [entry]}).encode()
    (decision,) = read_answers(content, "d.json", saved, {}, reviewer="the option").new
    assert decision.reviewer == "the option"


@pytest.mark.parametrize(
    ("change", "code", "place"),
    [
        ({"decision": "acept"}, "bad-verdict", "decision"),
        ({"decision": 3}, "bad-text", "decision"),
        ({"decision": "edit"}, "bad-verdict", "edited"),
        ({"edited": {"date": "2022-03-05"}}, "bad-verdict", "edited"),
        ({"decision": "edit", "edited": {"date": "soon"}}, "bad-value", "edited.date"),
        ({"decision": "edit", "edited": {"date": ""}}, "missing-value", "edited.date"),
        ({"decision": "edit", "edited": {"kind": "pause"}}, "bad-value", "edited.kind"),
        ({"decision": "edit", "edited": {"colour": "red"}}, "unknown-column", "edited"),
        ({"decision": "edit", "edited": {"source": "B-OTHER"}}, "fixed-column", "edited.source"),
        ({"decision": "edit", "edited": {"by": "P-NOBODY-AT-ALL"}}, "unknown-id", "edited.by"),
        ({"decision": "edit", "edited": {"kind": 5}}, "bad-text", "edited.kind"),
        ({"decision": "edit", "edited": ["kind"]}, "bad-text", "edited"),
        ({"note": "a\u202eb"}, "unseen-characters", "note"),
        ({"note": "a\x07b"}, "unseen-characters", "note"),
        ({"note": "x" * 4_001}, "too-long", "note"),
        ({"time": "yesterday"}, "bad-date", "time"),
        ({"colour": "red"}, "unknown-key", ""),
        ({"proposal_id": "0-withdrawals"}, "unknown-proposal", "proposal_id"),
        ({"doc_id": "0" * 64}, "unknown-article", "doc_id"),
        ({"row": "0" * 16}, "other-row", "row"),
    ],
)  # fmt: skip
def test_a_fault_names_its_place(
    entry: Entry, take: Callable[..., Answers], change: Entry, code: str, place: str
) -> None:
    with pytest.raises(InputError) as refused:
        take({**entry, **change})
    (fault,) = refused.value.faults
    assert (fault.code, fault.file) == (code, "decisions.json")
    assert fault.column == "decisions[0]" + (f".{place}" if place else "")


def test_every_fault_is_told_at_once(entry: Entry, saved: Saved, take: Callable[..., Answers]) -> None:
    other = {**entry, "doc_id": saved[1].article.doc_id, "decision": "no"}
    missing = {key: value for key, value in entry.items() if key != "row"}
    wrong = {**entry, "decision": "edit", "edited": {"kind": "pause", "date": "soon", "colour": "red"}}
    with pytest.raises(InputError) as refused:
        take(other, missing, wrong, "no object")
    assert sorted(codes(refused)) == sorted(
        ["bad-verdict", "unknown-proposal", "missing-key", "bad-value", "bad-value", "unknown-column", "bad-decision"]
    )


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "bad-json"),
        (b"\xff\xfe{", "bad-json"),
        (b"<html></html>", "bad-json"),
        (b"[" * 100_000, "bad-json"),
        (b'{"a": "\\ud800"}', "bad-json"),
        (b"[]", "bad-format"),
        (b'{"decisions": []}', "bad-format"),
        (b'{"format": "cutset-decisions/9", "decisions": []}', "bad-format"),
        (b'{"format": "cutset-decisions/1", "decisions": {}}', "bad-format"),
        (b" " * (LARGEST + 1), "too-large"),
    ],
    ids=range(10),
)
def test_what_is_no_file_of_decisions_is_one_fault(saved: Saved, content: bytes, code: str) -> None:
    with pytest.raises(InputError) as refused:
        read_answers(content, "d.json", saved, {})
    assert codes(refused) == [code]


def test_a_row_is_decided_once_in_a_file(entry: Entry, take: Callable[..., Answers]) -> None:
    with pytest.raises(InputError, match="decided-twice"):
        take(entry, {**entry, "decision": "reject"})


def test_taking_a_file_in_twice_adds_nothing(entry: Entry, take: Callable[..., Answers]) -> None:
    (first,) = take(entry).new
    again = take(entry, standing={first.proposal_id: first})
    assert (again.new, again.replaced, again.standing) == ((), (), 1)


def test_an_earlier_decision_that_the_page_showed_is_replaced_and_told(
    entry: Entry, take: Callable[..., Answers]
) -> None:
    earlier = Decision(entry["proposal_id"], "reject", "somebody else", MOMENT)
    found = take({**entry, "replaces": fingerprint(earlier)}, standing={earlier.proposal_id: earlier})
    assert found.replaced == ((earlier, found.new[0]),)


def test_a_decision_taken_since_the_page_is_not_written_over_unless_asked(
    entry: Entry, take: Callable[..., Answers]
) -> None:
    earlier = Decision(entry["proposal_id"], "reject", "somebody else", MOMENT)
    with pytest.raises(InputError, match="reject by somebody else"):
        take(entry, standing={earlier.proposal_id: earlier})
    assert take(entry, standing={earlier.proposal_id: earlier}, again=True).new[0].decision == "accept"


@pytest.mark.parametrize(
    ("table", "edited"),
    [
        ("supplies", {"standing": "operating"}),
        ("measures", {"confidence": "documented"}),
        ("measures", {"coverage": "complete"}),
        ("targets", {"confidence": "reported"}),
    ],
)
def test_no_edit_makes_more_of_a_row_than_an_article_founds(saved: Saved, table: str, edited: dict[str, str]) -> None:
    reading = saved[0]
    cells = {"id": "X-BRIEF-1", "known": "2022-03-02", "source": "B-BRIEF-1", "confidence": "general"}
    proposal = Proposal(proposal_id=f"1-{table}", claim_id="1", table=table, cells=cells)
    told = Reading(reading.article, reading.claims, (proposal,), "space-2022")
    entry = {
        "proposal_id": proposal.proposal_id,
        "doc_id": reading.article.doc_id,
        "row": fingerprint(proposal),
        "decision": "edit",
        "edited": edited,
    }
    content = json.dumps({"format": FORMAT, "decisions": [entry]}).encode()
    with pytest.raises(InputError, match="more-than-told"):
        read_answers(content, "d.json", (told,), {})


def test_a_row_that_lacks_the_day_of_publication_can_only_be_rejected(saved: Saved) -> None:
    reading, proposal = of(saved, "withdrawals")
    waiting = Proposal(
        proposal_id=proposal.proposal_id,
        claim_id=proposal.claim_id,
        table=proposal.table,
        cells=proposal.cells,
        needs=("published",),
    )
    told = (Reading(reading.article, reading.claims, (waiting,), "space-2022"),)
    entry = {"proposal_id": waiting.proposal_id, "doc_id": reading.article.doc_id, "row": fingerprint(waiting)}

    def content(decision: str) -> bytes:
        return json.dumps({"format": FORMAT, "decisions": [{**entry, "decision": decision}]}).encode()

    with pytest.raises(InputError, match="--published"):
        read_answers(content("accept"), "d.json", told, {})
    assert len(read_answers(content("reject"), "d.json", told, {}).new) == 1


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(
    changes=st.dictionaries(
        st.sampled_from(["proposal_id", "doc_id", "row", "decision", "time", "note", "edited", "replaces", "reviewer"]),
        JSON,
        max_size=4,
    )
)
def test_whatever_a_file_holds_is_taken_in_or_refused_with_faults(saved: Saved, changes: Entry) -> None:
    reading, proposal = of(saved, "withdrawals")
    good = {
        "proposal_id": proposal.proposal_id,
        "doc_id": reading.article.doc_id,
        "row": fingerprint(proposal),
        "decision": "accept",
    }
    told = {"format": FORMAT, "reviewer": changes.get("reviewer", ""), "decisions": [good | changes]}
    try:
        found = read_answers(json.dumps(told).encode(), "d.json", saved, {})
    except InputError as error:
        assert error.faults
    else:
        assert len(found.new) == 1
