"""Names of the space trade of 2022 that are listed, and those that only look so, with default settings."""

from __future__ import annotations

import pytest
from name_pairs import listed, screener_over

from cutset.match import Match, Screener, asked

LISTED = (
    listed("progress", "entity", "JSC Rocket and Space Centre Progress", "RKTs Progress", country="RU"),
    listed("reshetnev", "entity", "JSC Academician M.F. Reshetnev Information Satellite Systems", "ISS RESHETNEV"),
    listed("antares", "entity", "ANTARES OOO", "ANTARES LLC", country="RU"),
    listed("wang-yi", "person", "WANG, Yi", country="CN"),
    listed("wang-wei", "person", "WANG, Wei", country="CN"),
    listed("rossiya", "entity", "BANK ROSSIYA", "AB ROSSIYA, OAO", country="RU"),
    listed("segodnya", "entity", "Rossiya Segodnya International Information Agency", country="RU"),
    listed("serniya", "entity", "OOO SERNIYA INZHINIRING", country="RU"),
    listed("mikron", "entity", "JOINT STOCK COMPANY MIKRON", "MIKRON JSC", country="RU"),
    listed("niime", "entity", "MOLECULAR ELECTRONICS RESEARCH INSTITUTE, JOINT STOCK COMPANY", "JSC NIIME"),
    listed("vtb-europe", "entity", "VTB BANK EUROPE SE", country="DE"),
    listed("fund-2", "entity", "VOLGA CAPITAL FUND II LLC", country="RU"),
    listed("rogozin", "person", "ROGOZIN, Dmitry Olegovich", country="RU"),
    listed("petr-ivanov", "person", "IVANOV, Petr Sergeevich", country="RU"),
)


@pytest.fixture(scope="module")
def screener_of_2022() -> Screener:
    return screener_over(*LISTED)


def met(screener: Screener, name: str, kind: str, country: str) -> list[Match]:
    return screener.screen([asked("q", [name], kind=kind, country=country)])[0]


@pytest.mark.parametrize(
    ("name", "kind", "country", "entry"),
    [
        ("Progress Rocket Space Centre", "company", "RU", "progress"),
        ("РКЦ «Прогресс»", "company", "RU", "progress"),
        ("Reshetnev ISS", "company", "RU", "reshetnev"),
        ("Information Satellite Systems Reshetnev", "company", "RU", "reshetnev"),
        ("Антарес ООО", "company", "RU", "antares"),
        ("Yi Wang", "person", "CN", "wang-yi"),
        ("王毅", "person", "CN", "wang-yi"),
        ("АО АБ «Россия»", "company", "RU", "rossiya"),
        ("Россия сегодня", "company", "RU", "segodnya"),
        ("Serniya Engineering", "company", "RU", "serniya"),
        ("Sernia Inzhiniring LLC", "company", "RU", "serniya"),
        ("ПАО «Микрон»", "company", "RU", "mikron"),
        ("НИИМЭ", "company", "RU", "niime"),
        ("НИИ молекулярной электроники", "company", "RU", "niime"),
        ("Volga Capital Fund 2", "company", "RU", "fund-2"),
        ("Дмитрий Олегович Рогозин", "person", "RU", "rogozin"),
        ("Olegovich Rogozin Dmitry", "person", "RU", "rogozin"),
        ("Ivanov Petr Sergeevich", "person", "RU", "petr-ivanov"),
    ],
)
def test_the_listed_party_is_met(screener_of_2022: Screener, name: str, kind: str, country: str, entry: str) -> None:
    assert [m.entry_id for m in met(screener_of_2022, name, kind, country)] == [entry]


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Progress MS-19", "", ""),
        ("Progress Trading (Thailand) Co., Ltd.", "company", "TH"),
        ("International Space Station", "", ""),
        ("ISS", "", ""),
        ("ISS Facility Services A/S", "company", "DK"),
        ("Antares rocket", "", ""),
        ("Antares Vision Group", "company", "IT"),
        ("Wang", "person", "CN"),
        ("Wang Yang", "person", "CN"),
        ("Wang Wenbin", "person", "CN"),
        ("Rossiya Airlines", "company", "RU"),
        ("Hotel Rossiya", "company", "RU"),
        ("Serna Engineering Consultants", "company", "ES"),
        ("Micron Technology Inc.", "company", "US"),
        ("Molecular Biology Research Institute", "company", "RU"),
        ("VTB Bank Kazakhstan", "company", "KZ"),
        ("VTB Capital Europe", "company", "GB"),
        ("Volga Capital Fund III LLC", "company", "RU"),
        ("Aleksey Dmitrievich Rogozin", "person", "RU"),
        ("Sergey Petrovich Ivanov", "person", "RU"),
        ("Ivan Petrov", "person", "RU"),
    ],
)
def test_nobody_is_met(screener_of_2022: Screener, name: str, kind: str, country: str) -> None:
    assert met(screener_of_2022, name, kind, country) == []
