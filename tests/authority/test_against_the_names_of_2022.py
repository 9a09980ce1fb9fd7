"""The name traps of the 2022 world on the real lists, with default settings."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import cutset
from cutset.lists import open_list
from cutset.match import Screener, asked, build_index, exact_index, load_model
from cutset.worlds import load_embedded

SHARED = Path(__file__).parents[3] / "shared" / "data" / "lists"

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared list snapshots are not beside this checkout")


@pytest.fixture(scope="module")
def lists():
    return [
        open_list(
            SHARED / "ofac/2023-01/sdn_with_header.csv.gz",
            date(2023, 1, 31),
            beside=[SHARED / "ofac/2025-08/alt.csv.gz"],
        ),
        open_list(SHARED / "eu/journal-2026-08/consolidated", date(2026, 8, 22)),
    ]


@pytest.fixture(scope="module")
def screener(lists):
    return Screener(build_index(lists, load_model().frequencies))


@pytest.mark.parametrize(
    ("name", "kind", "country", "entries"),
    [
        ("JSC Rocket and Space Centre Progress", "company", "RU", {"32014r0833:IV:26"}),
        ("РКЦ Прогресс", "company", "RU", {"32014r0833:IV:26"}),
        ("Progress MS-19", "", "", set()),
        ("Progress Trading Co Ltd", "company", "TH", set()),
        ("International Space Station", "", "", set()),
        ("ISS", "", "", set()),
        ("ISS Reshetnev", "company", "RU", {"39138", "32014r0833:IV:515"}),
        ("Antares rocket", "", "", set()),
        ("Antares OOO", "company", "RU", {"34662"}),
        ("Wang", "person", "CN", set()),
        ("Wang Yi", "person", "CN", set()),
        ("Wang Wenbin", "person", "CN", set()),
        ("Rossiya", "", "", set()),
        ("Rossiya Airlines", "company", "RU", set()),
        ("AB Rossiya", "bank", "RU", {"16681"}),
        ("Serniya Engineering", "company", "RU", {"32014r0833:IV:114", "35076"}),
        ("ООО Серния Инжиниринг", "company", "RU", {"32014r0833:IV:114", "35076"}),
        ("Serniya Trading", "company", "RU", set()),
        ("Olegovich Dmitry Rogozin", "person", "RU", {"16649", "32014r0269:I.PERSONS:22"}),
        ("Petr Ivanov", "person", "RU", set()),
        ("Bill Nelson", "person", "US", set()),
        ("Arianespace", "company", "FR", set()),
    ],
)
def test_a_name_of_2022_meets_its_entries_and_no_others(screener, name, kind, country, entries) -> None:
    (found,) = screener.screen([asked("q", [name], kind=kind, country=country)])
    assert {m.entry_id for m in found} == entries


@pytest.mark.parametrize(
    ("name", "entry"), [("Микрон", "35936"), ("Mikron", "35936"), ("NIIME", "35937"), ("НИИМЭ", "35937")]
)
def test_mikron_and_niime_are_told_apart_by_rank(screener, name: str, entry: str) -> None:
    (found,) = screener.screen([asked("q", [name], kind="company", country="RU")])
    assert found[0].entry_id == entry


def test_the_parties_of_the_world_meet_their_own_entries_and_no_others(lists) -> None:
    """Every pair was looked at by a person; P-VEB meets a bank of its own by the tax number that the list prints."""
    found = {(m.id, m.entry_id) for one in cutset.screen(load_embedded(), lists) for m in one if m.how == "name"}
    assert {party for party, _ in found} <= SEEN
    assert found >= {
        ("P-HEAD", "32014r0833:IV:652"),
        ("P-VEGA-CONCERN", "32014r0833:IV:625"),
        ("P-ROGOZIN", "32014r0269:I.PERSONS:22"),
        ("P-RESHETNEV", "39138"),
    }


SEEN = frozenset(
    """P-GAZPROMBANK P-HEAD P-MILANDR P-MKB P-NIIME P-NIIVEKTOR P-NOVIKOM P-OTKRITIE P-POLY P-PSB P-RESHETNEV P-ROGOZIN
    P-ROSSIYA P-ROSTEC P-RSHB P-RSS P-SBERBANK P-SERNIYA P-SOVCOM P-SPACETY P-VEB P-VEGA-CONCERN P-VTB""".split()  # noqa: SIM905
)
"""Parties whose names stand on these lists."""


def test_identifiers_of_2022_are_the_same_party(lists) -> None:
    index = exact_index(lists)
    for scheme, value, entry in (
        ("RU-INN", "2452034898", "39138"),
        ("RU-OGRN", "1027700073466", "35936"),
        ("BIC", "ROSYRU2P", "16681"),
        ("OFAC-UID", "16649", "16649"),
    ):
        hits = index.look_up(names=[], identifiers=[(scheme, value)])
        assert (entry, "same") in {(h.entry.id, h.status) for h in hits}
