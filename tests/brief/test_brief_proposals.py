from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cutset.brief import (
    Decision,
    Extractor,
    Proposal,
    Reading,
    accepted_rows,
    as_rows,
    decisions,
    grouped,
    propose,
    read_bytes,
    readings,
    save_reading,
)
from cutset.errors import InputError
from cutset.world.rows import Statement, Supply, Withdrawal
from cutset.world.world import World

PUBLISHED = date(2022, 3, 4)


def reading(extractor: Extractor, world: World, text: str, published: date | None = PUBLISHED) -> Reading:
    article = read_bytes(text.encode(), "article.txt", published)
    claims = extractor.claims(article)
    return Reading(article, claims, propose(claims, article, world), "space-2022")


def only(found: Reading) -> Proposal:
    (proposal,) = found.proposals
    return proposal


def accepted(found: Reading) -> dict[str, list[dict[str, str]]]:
    return accepted_rows([found], {p.proposal_id: Decision(p.proposal_id, "accept") for p in found.proposals})


def test_a_stop_told_as_a_fact_by_its_seller_is_a_withdrawal(by_rules: Extractor, world: World) -> None:
    found = reading(
        by_rules, world, "Roscosmos on Thursday stopped the delivery of RD-181 engines to Northrop Grumman."
    )
    proposal = only(found)
    assert proposal.table == "withdrawals"
    rows = as_rows(accepted(found))
    (withdrawal,) = [row for row in rows if isinstance(row, Withdrawal)]
    assert withdrawal.supplies == ("U-RD181",)
    assert (withdrawal.by, withdrawal.date, withdrawal.known) == ("P-ROSCOSMOS", date(2022, 3, 3), PUBLISHED)


@pytest.mark.parametrize(
    ("text", "hedge", "effect"),
    [
        ("Roscosmos may stop the delivery of RD-181 engines to Northrop Grumman.", "possible", "would_stop"),
        ("Roscosmos will stop the delivery of RD-181 engines to Northrop Grumman.", "likely", "would_stop"),
        ("If it is not paid, Roscosmos will stop RD-181 engines for Northrop Grumman.", "possible", "would_stop"),
        ("Roscosmos threatened to stop the delivery of RD-181 engines to Northrop Grumman.", "threat", "would_stop"),
        ("It is unclear whether Roscosmos has stopped RD-181 engines for Northrop Grumman.", "possible", "would_stop"),
    ],
)  # fmt: skip
def test_a_hedged_stop_is_a_statement_and_never_a_cut(
    by_rules: Extractor, world: World, text: str, hedge: str, effect: str
) -> None:
    proposals = reading(by_rules, world, text).proposals
    assert {p.table for p in proposals} == {"statements"}
    assert (hedge, effect) in {(p.cells["hedge"], p.cells["effect"]) for p in proposals}


def test_a_promise_is_never_an_operating_supply(by_rules: Extractor, world: World) -> None:
    for text in (
        "Rogozin said Roscosmos will buy the hard electronics for GLONASS from China.",
        "SpaceX offered NASA a Cargo Dragon flight.",
        "China sold electronics for GLONASS satellites to Roscosmos.",
    ):
        for proposal in reading(by_rules, world, text).proposals:
            assert proposal.table in ("statements", "supplies")
            assert proposal.cells.get("standing", "promised") in ("promised", "offered")


def test_talk_of_circumvention_is_a_red_flag_and_no_supply(by_rules: Extractor, world: World) -> None:
    proposals = reading(by_rules, world, "Officials said CASC had helped Roscosmos evade sanctions.").proposals
    assert {p.kind for p in proposals} == {"red_flag"}
    assert {p.cells["effect"] for p in proposals} == {"position"}


def test_an_invasion_or_an_unlinked_claim_raises_no_row(by_rules: Extractor, world: World) -> None:
    assert not reading(by_rules, world, "Russia invaded Ukraine on 24 February.").proposals


def test_a_row_names_its_article_and_its_claim(by_rules: Extractor, world: World) -> None:
    found = reading(by_rules, world, "Roscosmos may stop the delivery of RD-181 engines to Northrop Grumman.")
    rows = as_rows(accepted(found))
    (statement,) = [row for row in rows if isinstance(row, Statement)]
    assert statement.source == (next(r.id for r in rows if r.table == "sources"),)
    assert found.claims[0].claim_id in statement.note


def test_nothing_is_accepted_without_a_day_of_publication(by_rules: Extractor, world: World) -> None:
    found = reading(by_rules, world, "Roscosmos may stop the delivery of RD-181 engines to Northrop Grumman.", None)
    assert only(found).needs == ("published",)
    with pytest.raises(InputError, match="no day of publication"):
        as_rows(accepted(found))


def test_a_world_supposing_the_accepted_rows_holds_them(by_rules: Extractor, world: World) -> None:
    found = reading(
        by_rules, world, "Roscosmos on Thursday stopped the delivery of RD-181 engines to Northrop Grumman."
    )
    rows = as_rows(accepted(found))
    day = world.known_by(PUBLISHED).supposing(*rows)
    assert {row.id for row in rows} <= {row.id for row in day.rows}


def test_a_supply_known_only_later_is_not_proposed(by_rules: Extractor, world: World) -> None:
    found = reading(by_rules, world, "SpaceX stopped the launch of ExoMars for NASA.", date(2022, 3, 4))
    later = {s.id for s in world.of(Supply) if s.known > PUBLISHED}
    for proposal in found.proposals:
        assert not set(proposal.cells.get("supplies", proposal.cells.get("bears_on", "")).split(";")) & later - {
            s.id for s in world.known_by(PUBLISHED).of(Supply)
        }


def test_copies_count_as_one_origin_and_contraries_stay_apart(by_rules: Extractor, world: World) -> None:
    said = "Roscosmos stopped the delivery of RD-181 engines to Northrop Grumman on Thursday after a long dispute."
    texts = [said, said + " More is expected.",
             "A trade paper has learned that Roscosmos has halted the engines for Northrop Grumman.",
             "Roscosmos did not stop the delivery of engines to Northrop Grumman."]  # fmt: skip
    found = [reading(by_rules, world, text) for text in texts]
    claims = [c for one in found for c in one.claims if c.event_type == "STOP_SUPPLY"]
    words = {c.claim_id: one.article.text for one in found for c in one.claims}
    groups = grouped(claims, words)
    positive = next(group for group in groups if len(group.claims) == 3)
    assert positive.origins == 2
    assert len(positive.contradicts) == 1


def test_a_wish_to_buy_bears_on_the_supplies_that_would_bring_it(by_rules: Extractor, world: World) -> None:
    found = reading(by_rules, world, "Rogozin said Roscosmos will buy microelectronics from China.")
    (statement,) = [row for row in as_rows(accepted(found)) if isinstance(row, Statement)]
    assert statement.bears_on == ("U-ELEC-COM-CN", "U-ELEC-GLO-CN")
    assert (statement.hedge, statement.effect) == ("promise", "would_supply")


def test_an_accepted_threat_changes_what_the_world_says_of_a_station(by_rules: Extractor, world: World) -> None:
    text = "Rogozin threatened to stop the burns that raise the station's orbit for NASA."
    rows = as_rows(accepted(reading(by_rules, world, text)))
    supposed = world.known_by(PUBLISHED).supposing(*rows)
    (statement,) = [row for row in supposed.supposed if isinstance(row, Statement)]
    assert statement.effect == "would_stop"
    assert {"U-REBOOST-PROGRESS", "U-REBOOST-ZVEZDA"} <= set(statement.bears_on)


def test_decisions_that_are_no_utf8_and_rows_of_no_table_are_refused(tmp_path: Path, extractor: Extractor) -> None:
    (tmp_path / "decisions.csv").write_bytes(b"proposal_id\n\xff\xfe\n")
    with pytest.raises(InputError, match="not in UTF-8"):
        decisions(tmp_path)
    article = read_bytes(b"ESA suspended its work with Roscosmos.", "a.txt", date(2022, 3, 4))
    row = Proposal(proposal_id="p1", claim_id="c1", table="nonsense", cells={})
    file = save_reading(tmp_path, Reading(article, extractor.claims(article), (row,)))
    with pytest.raises(InputError, match="no table is called nonsense") as raised:
        readings(tmp_path)
    assert [fault.file for fault in raised.value.faults] == [file.name]
