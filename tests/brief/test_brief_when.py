from __future__ import annotations

from datetime import date

import pytest

from cutset.brief.time_words import time_phrases
from cutset.brief.when import resolve

PUBLISHED = date(2022, 3, 2)  # a Wednesday


def interval(text: str, tense: str, published: date | None = PUBLISHED) -> tuple[str, str, str]:
    phrase = next(time_phrases(text))
    found = resolve(phrase, published, tense)
    assert text[found.start : found.end] == found.text
    return str(found.earliest or ""), str(found.latest or ""), found.granularity


@pytest.mark.parametrize(
    ("text", "tense", "earliest", "latest", "granularity"),
    [
        ("It stopped on Monday.", "past", "2022-02-28", "2022-02-28", "day"),
        ("It will stop on Friday.", "future", "2022-03-04", "2022-03-04", "day"),
        ("It stopped yesterday.", "past", "2022-03-01", "2022-03-01", "day"),
        ("It stopped on 26 February.", "past", "2022-02-26", "2022-02-26", "day"),
        ("It stops on March 12.", "future", "2022-03-12", "2022-03-12", "day"),
        ("It stopped on December 30.", "past", "2021-12-30", "2021-12-30", "day"),
        ("It met on 24-26 February 2022.", "past", "2022-02-24", "2022-02-26", "range"),
        ("It stopped last week.", "past", "2022-02-21", "2022-02-27", "week"),
        ("It starts next month.", "future", "2022-04-01", "2022-04-30", "month"),
        ("It flies this year.", "future", "2022-01-01", "2022-12-31", "year"),
        ("It flies in September.", "future", "2022-09-01", "2022-09-30", "month"),
        ("It flew in May 2021.", "past", "2021-05-01", "2021-05-31", "month"),
        ("It flew earlier this month.", "past", "2022-03-01", "2022-03-02", "range"),
        ("It flies later this year.", "future", "2022-03-02", "2022-12-31", "range"),
        ("It flies in late 2024.", "future", "2024-09-01", "2024-12-31", "range"),
        ("It flew three days ago.", "past", "2022-02-27", "2022-02-27", "day"),
        ("It flies in the second quarter of 2023.", "future", "2023-04-01", "2023-06-30", "quarter"),
        ("It was hit in 2014-2016.", "past", "2014-01-01", "2016-12-31", "range"),
        ("It will be ready by 2026.", "future", "2022-03-02", "2026-12-31", "range"),
        ("It has been barred since 2014.", "past", "2014-01-01", "", "year"),
    ],
)
def test_words_of_time_become_intervals(text: str, tense: str, earliest: str, latest: str, granularity: str) -> None:
    assert interval(text, tense) == (earliest, latest, granularity)


@pytest.mark.parametrize("text", ["It stopped on Monday.", "It flies next month.", "It stopped in February."])
def test_nothing_is_guessed_without_a_day_of_publication(text: str) -> None:
    assert interval(text, "past", None) == ("", "", "")


def test_a_full_date_needs_no_day_of_publication() -> None:
    assert interval("It stopped on 26 February 2022.", "past", None)[0] == "2022-02-26"


@pytest.mark.parametrize("text", ["It may fly.", "They march on.", "It happened many years ago."])
def test_what_is_no_date_stays_open(text: str) -> None:
    assert all(resolve(phrase, PUBLISHED, "past").earliest is None for phrase in time_phrases(text))
