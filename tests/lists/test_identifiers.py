"""Numbers: schemes, normal forms and check digits; and dates of birth in the words of lists."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cutset.lists.birth import birth_date
from cutset.lists.countries import country_code
from cutset.lists.identifiers import from_label, holds_together, identifier, normal_value
from cutset.lists.scripts import script_of


@pytest.mark.parametrize(
    ("scheme", "good", "bad"),
    [
        ("RU-INN", "7702388027", "7702388028"),
        ("RU-OGRN", "1157700012502", "1157700012503"),
        ("LEI", "25340038P8SYW80B9W34", "25340038P8SYW80B9W35"),
        ("IMO", "9187629", "9187628"),
        ("BIC", "ROSYRU2P", "ROSY2U2P"),
    ],
)
def test_check_digits_tell_a_number_from_a_slip(scheme: str, good: str, bad: str) -> None:
    assert holds_together(scheme, good)
    assert not holds_together(scheme, bad)


@pytest.mark.parametrize(
    ("label", "value", "country", "scheme"),
    [
        ("Tax ID No.", "7702388027", "Russia", "RU-INN"),
        ("Registration ID", "1157700012502", "Russia", "RU-OGRN"),
        ("Government Gazette Number", "07589295", "Russia", "RU-OKPO"),
        ("Passport", "A 123-456", "Iran", "IR-PASSPORT"),
        ("Passport", "123456", "", "XX-PASSPORT"),
    ],
)
def test_labels_and_countries_give_the_scheme(label: str, value: str, country: str, scheme: str) -> None:
    number = from_label(label, value, country)
    assert number is not None
    assert number.scheme == scheme


def test_what_is_no_number_is_left_out() -> None:
    assert from_label("Website", "www.example.org") is None
    assert identifier("XX-PASSPORT", "12") is None
    assert identifier("IMO", "1234568") is None


@given(st.text(max_size=30))
def test_normal_values_stay_as_they_are(value: str) -> None:
    once = normal_value("LEI", value)
    assert normal_value("LEI", once) == once


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        ("21 Dec 1963", "1963-12-21"),
        ("Dec 1963", "1963-12"),
        ("1963", "1963"),
        ("circa 1957", "1957~"),
        ("1962 to 1964", "1962/1964"),
        ("between 1962 and 1964", "1962/1964"),
        ("12.9.2014", "2014-09-12"),
        ("00/00/1968", "1968"),
        ("dd/mm/1968", "1968"),
        ("1963-12-21", "1963-12-21"),
        ("31/02/1970", "1970-02"),
        ("12/25/1970", "1970-12-25"),
        ("year 3017", ""),
        ("unknown", ""),
        ("Feb 3, 1970", "1970-02-03"),
        ("about 1970 in Kabul", "1970~"),
    ],
)
def test_dates_of_birth_in_the_words_of_lists(printed: str, written: str) -> None:
    assert birth_date(printed) == written


def test_month_first_is_the_word_of_american_lists() -> None:
    assert birth_date("06/05/2003", "month-first") == "2003-06-05"


@given(st.text(max_size=40))
def test_any_text_gives_a_date_or_nothing(printed: str) -> None:
    written = birth_date(printed)
    assert written == "" or written[:4].isdigit()


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("Russian Federation", "RU"),
        ("Iran (Islamic Republic of)", "IR"),
        ("ru", "RU"),
        ("Korea, North", "KP"),
        ("Côte d'Ivoire", "CI"),
        ("00", ""),
        ("Atlantis", ""),
    ],
)
def test_countries_as_lists_print_them(printed: str, code: str) -> None:
    assert country_code(printed) == code


@given(st.text(max_size=20))
def test_every_text_has_a_script(text: str) -> None:
    assert len(script_of(text)) == 4
