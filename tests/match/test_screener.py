"""The engine: what must always match, what must never, and what the facts beside a name do."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cutset.match import Match, Screener, asked
from cutset.match.evidence import Fact, joined


def met(screener: Screener, name: str, **more: object) -> dict[str, Match]:
    (found,) = screener.screen([asked("q", [name], **more)])  # type: ignore[arg-type]
    return {m.entry_id: m for m in found}


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("Dmitry Olegovich Rogozin", "1"),
        ("Rogozin Dmitry Olegovich", "1"),
        ("Дмитрий Олегович Рогозин", "1"),
        ("Dmitrij Olegowitsch Rogosin", "1"),
        ("Dmitry Rogozin", "1"),
        ("Mr. Dmitry O. Rogozin", "1"),
        ("D\u043cit\u0440y R\u043egozin", "1"),
        ("Dmi\u200btry Rogozin", "1"),
        ("DmitryRogozin", "1"),
        ("Serniya Engineering", "2"),
        ("ООО «Серния Инжиниринг»", "2"),
        ("Sernia Inzhiniring LLC", "2"),
        ("АО «Микрон»", "3"),
        ("Mikron PJSC", "3"),
        ("Научно-исследовательский институт молекулярной электроники", "4"),
        ("Reshetnev Information Satellite Systems", "5"),
        ("JSC Information Satellite Systems Reshetnev", "5"),
        ("РКЦ Прогресс", "6"),
        ("Rocket and Space Center Progress", "6"),
        ("Rossiya Bank", "7"),
        ("Volga Capital Fund 2", "9"),
        ("Ivan Sergeyevich Petrov", "13"),
        ("Томский электротехнический завод", "14"),
        ("Mohamed Yousef Alhassan", "15"),
    ],
)
def test_the_same_party_under_another_spelling_is_a_candidate_or_the_same(
    screener: Screener, name: str, entry: str
) -> None:
    assert entry in met(screener, name)


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("Emma Daniels", "10"),
        ("Emma Daniels", "11"),
        ("George Bush", "1"),
        ("Wang Wenbin", "8"),
        ("Volga Capital Fund III LLC", "9"),
        ("Progress Trading Thailand Co Ltd", "6"),
        ("International Space Station", "5"),
        ("Antares", "7"),
        ("Rossiya Airlines", "7"),
        ("Smolensk Electrotechnical Plant", "14"),
        ("Corp", "11"),
        ("Petr Ivanov", "13"),
    ],
)
def test_another_party_with_a_like_name_is_not_shown(screener: Screener, name: str, entry: str) -> None:
    assert entry not in met(screener, name)


def test_the_same_name_is_always_shown(screener: Screener) -> None:
    assert met(screener, "Wang Yi", kind="person")["8"].status == "candidate"


def test_same_needs_the_strict_rules(screener: Screener) -> None:
    told = met(screener, "OOO Serniya Inzhiniring", kind="company", country="RU")["2"]
    assert (told.status, told.chance >= 0.99) == ("same", True)
    assert met(screener, "OOO Serniya Inzhiniring")["2"].status == "candidate"


def test_an_identifier_is_the_same_whatever_the_name(screener: Screener) -> None:
    match = met(screener, "Another Name", identifiers=[("RU-INN", "7735007358")])["3"]
    assert (match.status, match.how, match.chance) == ("same", "identifier", 0.999)


def test_a_weak_name_is_never_enough_alone(screener: Screener) -> None:
    assert "1" not in met(screener, "Knyaz", kind="person")
    assert met(screener, "Dmitry Rogozin", kind="person")["1"].listed_kind != "weak"


def test_a_person_is_no_company_and_no_ship(screener: Screener) -> None:
    assert met(screener, "Emma", kind="person") == {}
    assert "10" in met(screener, "Emma", kind="vessel")


def test_dates_of_birth_and_countries_move_the_probability(screener: Screener) -> None:
    name, kind = "Ivan Petrov", "person"
    (plain,) = screener.screen([asked("q", [name], kind=kind)], 0.01)
    (born,) = screener.screen([asked("q", [name], kind=kind, birth=["1970-01-02"])], 0.01)
    (other,) = screener.screen([asked("q", [name], kind=kind, birth=["1990-05-05"])], 0.01)
    assert born[0].chance > plain[0].chance > other[0].chance
    assert born[0].facts[0].fact == "birth-same-day"


def test_every_result_names_list_version_date_and_reason(screener: Screener) -> None:
    match = met(screener, "Serniya Engineering")["2"]
    assert (match.list_id, match.version, match.published, match.incomplete) == (
        "test",
        "aa",
        "2022-03-31",
        (),
    )
    assert match.because


def test_another_tax_number_speaks_against(screener: Screener) -> None:
    match = met(screener, "JSC Mikron", kind="company", country="RU", identifiers=[("RU-INN", "7702388027")])
    assert "3" not in match or match["3"].status == "candidate"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_screened(screener: Screener, name: str) -> None:
    assert all(0 <= m.chance <= 1 for m in screener.screen([asked("q", [name])], 0.0)[0])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(["Dmitry Rogozin", "Mikron JSC", "Emma", "Nobody Here", ""]), max_size=6))
def test_a_party_scores_the_same_in_any_company(screener: Screener, names: list[str]) -> None:
    together = screener.screen([asked(str(at), [n]) for at, n in enumerate(names)])
    alone = [screener.screen([asked(str(at), [n])])[0] for at, n in enumerate(names)]
    assert together == alone


@given(st.floats(0.001, 0.999), st.floats(0, 5), st.booleans())
def test_a_fact_for_never_lowers_and_weak_names_stay_low(chance: float, weight: float, weak: bool) -> None:
    after = joined(chance, (Fact("f", weight, ""),), weak)
    assert after >= min(chance, 0.49) - 1e-9
    if weak and weight == 0:
        assert after <= 0.49
