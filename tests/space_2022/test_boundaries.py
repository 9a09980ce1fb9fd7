"""The days that part good reasoning from bad, on the world of spring 2022."""

from collections.abc import Callable

import pytest

from cutset.report.document import Document, FunctionLine, PartyLine, PaymentLine

DocumentOn = Callable[[str], Document]


def holds(document: Document, party: str) -> list[PartyLine]:
    return [line for line in document.parties if line.party == party and line.measure]


def payment(document: Document, name: str) -> PaymentLine:
    return next(line for line in document.payments if line.payment == name)


def function(document: Document, name: str) -> FunctionLine:
    return next(line for line in document.functions if line.function == name)


def test_the_freezes_and_the_export_rule_of_24_february_are_not_there_the_day_before(document_on: DocumentOn) -> None:
    before, after = document_on("2022-02-23"), document_on("2022-02-24")
    assert {line.kind for line in holds(before, "P-VTB")} == {"debt_limit"}
    assert {(line.law, line.kind) for line in holds(after, "P-VTB")} >= {("US", "asset_freeze"), ("GB", "asset_freeze")}
    assert "M-US-0224-EAR" not in {line.id for line in before.measures}
    assert "M-US-0224-EAR" in {line.id for line in after.measures}


def test_the_messaging_cut_is_announced_then_published_then_applied(document_on: DocumentOn) -> None:
    announced = next(line for line in document_on("2022-03-01").measures if line.id == "M-EU-0312-SWIFT")
    assert (announced.announced is not None, announced.applies_from) == (True, None)
    assert not any(line.kind == "messaging_cut" for line in document_on("2022-03-01").parties)
    published = document_on("2022-03-02")
    assert payment(published, "Y-EX-VTB").short == "harder, not stopped, from 2022-03-12"
    assert payment(document_on("2022-03-12"), "Y-EX-VTB").short == "harder, not stopped, since 2022-03-12"


def test_seven_banks_are_cut_from_messages_and_not_the_country(document_on: DocumentOn) -> None:
    cut = {line.party for line in document_on("2022-03-12").parties if line.kind == "messaging_cut"}
    assert cut == {"P-OTKRITIE", "P-NOVIKOM", "P-PSB", "P-ROSSIYA", "P-SOVCOM", "P-VEB", "P-VTB"}
    assert payment(document_on("2022-03-12"), "Y-EX-SBER").cause.startswith("Bank of Russia")


def test_a_payment_inside_russia_is_touched_by_no_foreign_law(document_on: DocumentOn) -> None:
    cuts = payment(document_on("2022-03-12"), "Y-EX-PSB-RUB").cuts
    assert {mark.row for mark in cuts} == {"K-RATE"}


def test_the_second_messaging_wave_reaches_sberbank_on_14_june(document_on: DocumentOn) -> None:
    before, after = document_on("2022-06-13"), document_on("2022-06-14")
    assert payment(before, "Y-EX-SBER").short == "harder, not stopped, from 2022-06-14"
    assert payment(after, "Y-EX-SBER").short == "harder, not stopped, since 2022-06-14"
    assert payment(after, "Y-EX-SBER").cause == "EU: Reg. (EU) 2022/879"


def test_otkritie_is_caught_through_vtb_once_vtb_owns_it(document_on: DocumentOn) -> None:
    before = {line.rule for line in holds(document_on("2022-12-26"), "P-OTKRITIE")}
    after = [line for line in holds(document_on("2022-12-27"), "P-OTKRITIE") if line.rule]
    assert before == {""}
    assert {line.rule for line in after} == {"W-EU-PRE", "W-EU-SWIFT", "W-UK", "W-OFAC50"}
    assert all(any(step.row == "P-VTB>P-OTKRITIE" for step in line.because) for line in after)


def test_the_affiliates_rule_catches_until_9_november_2025_and_is_unsettled_after_its_suspension(
    document_on: DocumentOn,
) -> None:
    caught = [line for line in holds(document_on("2025-11-09"), "P-VEGA-CONCERN") if line.kind == "entity_list"]
    assert [(line.status, line.rule) for line in caught] == [("caught", "W-BIS50")]
    suspended = [line for line in holds(document_on("2025-11-10"), "P-VEGA-CONCERN") if line.kind == "entity_list"]
    assert [(line.status, line.rule) for line in suspended] == [("possible", "W-BIS-AFTER")]
    assert "read strictly" in suspended[0].words
    assert "read leniently" in suspended[0].words


def test_roscosmos_is_not_caught_because_firms_that_it_owns_are(document_on: DocumentOn) -> None:
    document = document_on("2022-09-16")
    assert holds(document, "P-RESHETNEV")
    assert not holds(document, "P-ROSCOSMOS")
    told = next(line for line in document.parties if line.party == "P-ROSCOSMOS")
    assert told.status == "cannot tell"


def test_atlas_v_flies_on_from_stock_and_shows_the_arithmetic(document_on: DocumentOn) -> None:
    document = document_on("2022-07-31")
    atlas = function(document, "F-ATL-LAUNCH")
    engines = next(line for line in document.items if line.item == "I-RD180")
    assert atlas.status == "runs"
    assert "harder" in {mark.kind for mark in atlas.marks}
    assert "holds 24 engine of I-RD180 on 2022-03-03" in engines.arithmetic
    assert "uses 7-9 engine a year" in engines.arithmetic
    assert str(engines.out.earliest) == "2024-11-01"


def test_antares_runs_on_its_two_sets_then_stops_and_the_cargo_chain_shows_it(document_on: DocumentOn) -> None:
    document = document_on("2022-07-31")
    antares, cygnus, cargo = (function(document, name) for name in ("F-ANT-LAUNCH", "F-CYG-CARGO", "F-ISS-CARGO"))
    assert (antares.status, str(antares.stops.latest)) == ("stops on", "2023-03-16")
    assert antares.first_cause == cygnus.first_cause == "C-ENGINES"
    assert [step.row for step in cygnus.because][-1] == "F-CYG-CARGO"
    assert cargo.status == "runs"
    assert any(mark.kind == "exposed" and mark.subject == "I-CYGNUS-FLIGHT" for mark in cargo.marks)


@pytest.mark.parametrize("day", ["2022-07-31", "2022-12-31", "2024-12-10"])
def test_the_delay_of_sentinel_1c_is_not_put_down_to_sanctions(document_on: DocumentOn, day: str) -> None:
    sentinel = function(document_on(day), "F-S1C-LAUNCH")
    assert sentinel.cause_kind in ("", "accident")
    assert not any(step.table in ("measures", "withdrawals") for step in sentinel.because)


def test_the_loss_of_kourou_is_a_partners_decision_with_the_measure_as_a_second_cause(document_on: DocumentOn) -> None:
    galileo = function(document_on("2022-03-02"), "F-GAL-M10")
    assert (galileo.status, galileo.cause_kind, galileo.first_cause) == ("late by", "partner", "C-KOUROU")
    assert galileo.because[0].row == "M-EU-0225-ANX4"
    assert "the decision is the partner's own" in galileo.because[0].words


def test_a_promise_of_chinese_parts_supplies_nothing_and_is_refused_at_the_gate(document_on: DocumentOn) -> None:
    document = document_on("2022-03-02")
    offers = {line.supply: line for line in document.offers}
    assert function(document, "F-GLO-BUILD").status == "at risk"
    for name in ("U-ELEC-GLO-CN", "U-ELEC-COM-CN"):
        assert offers[name].status == "refused"
        assert offers[name].restores == ()
    exposures = {line.supplier: line.words for line in document.exposures}
    assert exposures["P-CASC"].startswith("if listed")
    assert "cannot tell" in exposures["P-CN-SELLER"]


def test_an_offer_that_no_loaded_measure_forbids_says_just_that(document_on: DocumentOn) -> None:
    offer = next(line for line in document_on("2022-07-31").offers if line.supply == "U-OW-F9")
    assert offer.status == "no loaded measure forbids this"
    assert "no loaded measure of" in offer.words
    assert "lawful" not in offer.words
    assert (offer.price, offer.converted) == ("67,000,000 USD", "55,180,721.71 GBP")
    assert offer.rates
