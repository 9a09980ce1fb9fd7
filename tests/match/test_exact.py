"""Exact identifiers and exact names: when is it the same, when a candidate, when nobody?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cutset.lists import Entry, Identifier, ListedName, OfficialList
from cutset.match import exact_index, name_form
from cutset.match.names import clean, plain_tokens, skeleton


def listed(*names: str, kind: str = "entity", weak: str = "", **more: object) -> Entry:
    told = tuple(ListedName(n, "alias" if i else "primary") for i, n in enumerate(names))
    told += (ListedName(weak, "weak"),) if weak else ()
    return Entry(list_id="L", id=str(more.pop("id", "1")), kind=kind, names=told, **more)  # type: ignore[arg-type]


def index(*entries: Entry):
    return exact_index(
        [OfficialList(list_id="L", title="L", issuer="X", law="US", version="00", published=None, entries=entries)]
    )


MIKRON = listed(
    "JOINT STOCK COMPANY MIKRON",
    "MIKRON JSC",
    countries=("RU",),
    identifiers=(Identifier("RU-INN", "7735007358"),),
)
SERNIYA = listed("OOO SERNIYA INZHINIRING", countries=("RU",))
ROGOZIN = listed(
    "ROGOZIN, Dmitry Olegovich", kind="person", countries=("RU",), birth_dates=("1963-12-21",), weak="KNYAZ"
)


def status(entry: Entry, name: str, **more: object) -> str:
    hits = index(entry).look_up(names=[(name, "", "primary")], **more)  # type: ignore[arg-type]
    return hits[0].status if hits else "nobody"


def test_the_same_identifier_is_the_same_party_whatever_the_name() -> None:
    (hit,) = index(MIKRON).look_up(names=[("Other", "Latn", "primary")], identifiers=[("RU-INN", "7735007358")])
    assert (hit.status, hit.how, hit.listed) == ("same", "identifier", None)


def test_a_number_of_an_unknown_country_is_a_candidate() -> None:
    entry = listed("A B", identifiers=(Identifier("XX-PASSPORT", "123456"),))
    assert index(entry).look_up(names=[], identifiers=[("XX-PASSPORT", "123456")])[0].status == "candidate"


def test_the_same_words_with_kind_and_country_are_the_same_party() -> None:
    assert status(SERNIYA, "OOO Serniya Inzhiniring", kind="company", country="RU") == "same"


@pytest.mark.parametrize("name", ["ООО «Серния Инжиниринг»", "ооо СЕРНИЯ инжиниринг"])
def test_cyrillic_meets_its_romanised_name(name: str) -> None:
    assert status(SERNIYA, name, kind="company", country="Russia") == "same"


def test_look_alike_letters_and_invisible_ones_change_nothing() -> None:
    assert status(SERNIYA, "OOO S\u0435rniya\u200b Inzhiniring", kind="company", country="RU") == "same"


@pytest.mark.parametrize("more", [{}, {"kind": "company"}, {"country": "RU"}, {"kind": "company", "country": "TH"}])
def test_without_agreeing_kind_and_country_it_is_a_candidate(more: dict[str, str]) -> None:
    assert status(SERNIYA, "Serniya Inzhiniring OOO", **more) == "candidate"


def test_one_word_is_the_same_only_with_its_legal_form_and_country() -> None:
    assert status(MIKRON, "JSC Mikron", kind="company", country="RU") == "same"
    assert status(MIKRON, "Mikron", kind="company", country="RU") == "candidate"
    assert status(MIKRON, "Mikron", kind="company", country="TH") == "nobody"


def test_a_parents_number_printed_for_its_subsidiary_makes_a_candidate() -> None:
    numbers = (Identifier("OFAC-UID", "18291"), Identifier("RU-INN", "7750004150"))
    asked = [("RU-INN", "7750004150"), ("OFAC-UID", "17015")]
    (hit,) = index(listed("BANK BELVEB", identifiers=numbers)).look_up(names=[], identifiers=asked)
    assert hit.status == "candidate"
    assert "another OFAC-UID" in hit.because


def test_another_tax_number_speaks_against_the_same_name() -> None:
    hits = index(MIKRON).look_up(
        names=[("JSC Mikron", "Latn", "primary")],
        identifiers=[("RU-INN", "7702388027")],
        kind="company",
        country="RU",
    )
    assert (hits[0].status, hits[0].because) == (
        "candidate",
        "the name of the entry, but the list prints another RU-INN",
    )


def test_a_person_is_the_same_with_three_words_or_a_date_of_birth() -> None:
    assert status(ROGOZIN, "Dmitry Olegovich Rogozin", kind="person", country="RU") == "same"
    two = listed("ROGOZIN, Dmitry", kind="person", countries=("RU",), birth_dates=("1963-12-21",))
    born = [("birth-date", "1963-12-21")]
    assert status(two, "Dmitry Rogozin", kind="person", country="RU") == "candidate"
    assert status(two, "Dmitry Rogozin", kind="person", country="RU", identifiers=born) == "same"


def test_another_date_of_birth_makes_a_candidate() -> None:
    born = [("birth-date", "1990-01-01")]
    assert status(ROGOZIN, "Dmitry Olegovich Rogozin", kind="person", country="RU", identifiers=born) == "candidate"


def test_a_weak_name_is_never_enough_alone() -> None:
    assert status(ROGOZIN, "Knyaz", kind="person") == "nobody"
    assert status(ROGOZIN, "Knyaz", kind="person", country="RU") == "candidate"


def test_swapped_words_are_a_candidate_at_most() -> None:
    wang = listed("WANG, Yi", kind="person", countries=("CN",), birth_dates=("1953",))
    assert status(wang, "Wang Yi", kind="person", country="CN") == "candidate"


def test_a_person_never_meets_a_company() -> None:
    assert status(SERNIYA, "Serniya Inzhiniring", kind="person", country="RU") == "nobody"


def test_another_romanisation_is_a_candidate_with_its_reason() -> None:
    (hit,) = index(ROGOZIN).look_up(names=[("Dmitriy Olegovich Rogozin", "", "primary")], kind="person")
    assert "another romanisation" in hit.because


def test_chinese_names_are_cut_after_the_family_name() -> None:
    assert name_form("王文斌", person=True).words == ("wang", "wenbin")


@pytest.mark.parametrize(
    ("name", "words", "legal"),
    [
        ("S.A. DE C.V. FOO", ("foo",), ("sa",)),
        ("Публичное акционерное общество «Микрон»", ("mikron",), ("ru-pao",)),
        ("A.O. Mikron", ("mikron",), ("ru-ao",)),
        ("Foo Co., Ltd.", ("foo",), ("ltd",)),
        ("LTD", ("ltd",), ()),
    ],
)
def test_legal_forms_are_taken_off_in_any_spelling(name: str, words: tuple[str, ...], legal: tuple[str, ...]) -> None:
    form = name_form(name)
    assert (form.words, form.legal) == (words, legal)


NAMES = st.text(max_size=40)


@given(NAMES)
def test_any_text_gives_plain_tokens(name: str) -> None:
    assert all(t.isascii() and t.isalnum() and t == t.lower() for t in plain_tokens(name))


@given(NAMES)
def test_cleaning_twice_is_cleaning_once(name: str) -> None:
    assert plain_tokens(" ".join(plain_tokens(name))) == plain_tokens(name)
    assert clean(clean(name)) == clean(name)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz0123456789", min_size=1, max_size=20))
def test_a_token_never_loses_its_skeleton(token: str) -> None:
    assert skeleton(token)
