from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from cutset.brief.time_words import time_phrases
from cutset.brief.when import resolve

PUBLISHED = date(2022, 3, 2)  # a Wednesday
TABLE = list(csv.DictReader((Path(__file__).parent / "words_of_time.csv").read_text("utf-8").splitlines()))


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


@pytest.mark.parametrize("row", TABLE, ids=[row["text"] for row in TABLE])
def test_each_phrase_of_the_table_is_one_phrase_with_its_interval(row: dict[str, str]) -> None:
    (phrase,) = time_phrases(row["text"])
    found = resolve(phrase, PUBLISHED, row["tense"])
    assert (str(found.earliest or ""), str(found.latest or "")) == (row["earliest"], row["latest"])
    assert row["text"][found.start : found.end] == found.text


@pytest.mark.parametrize(
    ("text", "anchor", "earliest", "latest"),
    [
        ("The day before, it stopped.", date(2022, 2, 24), "2022-02-23", "2022-02-23"),
        ("It stopped the following day.", date(2022, 2, 24), "2022-02-25", "2022-02-25"),
        ("It stopped on the same day.", date(2022, 2, 24), "2022-02-24", "2022-02-24"),
        ("It stopped a week later.", date(2022, 2, 24), "2022-02-28", "2022-03-06"),
        ("It stopped three days earlier.", date(2022, 2, 24), "2022-02-21", "2022-02-21"),
        ("It stopped the day before.", None, "", ""),
        ("It stopped a week later.", None, "", ""),
    ],
)
def test_words_that_count_from_another_day_need_that_day(
    text: str, anchor: date | None, earliest: str, latest: str
) -> None:
    found = resolve(next(time_phrases(text)), PUBLISHED, "past", anchor)
    assert (str(found.earliest or ""), str(found.latest or "")) == (earliest, latest)


@pytest.mark.parametrize(
    "text",
    [
        "It stopped in recent weeks.",
        "It may fly in the coming months.",
        "It stopped two days after the invasion.",
        "It lost its supplier within a week.",
        "It fell by a third.",
        "It stopped some time ago.",
        "The early 2000s were hard.",
        "It stopped on 30 February.",
    ],
)
def test_what_the_words_leave_open_is_not_guessed(text: str) -> None:
    found = [resolve(phrase, PUBLISHED, "past") for phrase in time_phrases(text)]
    assert all(one.earliest is None and one.latest is None for one in found)
