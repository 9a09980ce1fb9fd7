from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cutset.brief import Article, read_article, read_bytes
from cutset.errors import InputError

LINES = "The agency said that it will not take part in the launch of the rover this year."


def refusal(raw: bytes) -> str:
    with pytest.raises(InputError) as caught:
        read_bytes(raw, "bad")
    return caught.value.faults[0].code


def spans_hold(article: Article) -> bool:
    return all(0 <= p.start < p.end <= len(article.text) for p in article.paragraphs)


def read_or_refused(raw: bytes) -> bool:
    try:
        return spans_hold(read_bytes(raw, "fuzz"))
    except InputError as error:
        return error.faults[0].code in ("E_EMPTY", "E_BINARY", "E_SIZE", "E_LANG")


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "E_EMPTY"),
        (b"  \n\n ", "E_EMPTY"),
        (b"<html><body><script>x()</script></body></html>", "E_EMPTY"),
        (bytes(range(256)) * 4000, "E_BINARY"),
        (b"text\0with\0nulls", "E_BINARY"),
        (b"\x89PNG\r\n\x1a\n" + bytes(10_000_000), "E_BINARY"),
        (b"<p>" + b"<b>x</b>" * 700_000, "E_SIZE"),
        (b"<p " + b"a=1 " * 300_000 + b">" + LINES.encode() + b"</p>", "E_SIZE"),
        (b"word and the " * 90_000, "E_SIZE"),
        ("Роскосмос заявил, что не будет продавать двигатели Соединённым Штатам.".encode(), "E_LANG"),
        ("Die Agentur hat gesagt, dass sie nicht an der Mission teilnehmen wird und dass der Start auf das "
         "nächste Jahr verschoben werden soll.".encode(), "E_LANG"),
    ],
)  # fmt: skip
def test_bad_input_is_refused_with_its_code(raw: bytes, code: str) -> None:
    assert refusal(raw) == code


def test_a_language_that_is_refused_is_named() -> None:
    with pytest.raises(InputError, match="'fr'"):
        read_bytes(
            "Le ministre a dit que la France ne va pas livrer les pièces dans les mois qui viennent.".encode(), "x"
        )


def test_deep_nesting_is_read() -> None:
    page = b"<html>" + b"<div>" * 200_000 + LINES.encode() + b"</div>" * 200_000
    assert read_bytes(page, "deep").text == LINES


def test_a_paragraph_without_full_stops_is_cut() -> None:
    article = read_bytes(b"the agency and the firm and " * 3_000, "long")
    assert max(p.end - p.start for p in article.paragraphs) <= 4_000


def test_lines_that_are_no_text_are_left_out_with_a_reason() -> None:
    text = (
        f"Agency Leaves The Rover Mission\n\n{LINES}\n\nREAD MORE: Agency buys a rocket [Orbit Daily]\n\n"
        "Care about saving power? By signing up through this link, we may receive a small commission.\n\n"
        "Photo: a rover in the desert\n\nSubscribe to our newsletter"
    )
    article = read_bytes(text.encode(), "ads")
    assert [one.reason for one in article.dropped] == ["link headline", "advertisement", "caption", "newsletter"] or {
        one.reason for one in article.dropped
    } >= {"link headline", "caption"}
    assert "commission" not in article.text
    assert "rocket" not in article.text


def test_a_dropped_line_keeps_its_place_in_the_file() -> None:
    raw = f"A headline here\n\n{LINES}\n\nÉté: {LINES}\n\nREAD MORE: x y [Z Z]".encode()
    article = read_bytes(raw, "x")
    (line,) = article.dropped
    assert raw[line.raw_start : line.raw_end].decode().strip() == line.text
    body = article.paragraphs[-1]
    assert raw[body.raw_start : body.raw_end].decode().strip() == article.text[body.start : body.end]


def test_menus_captions_and_link_lists_of_a_page_are_left_out() -> None:
    page = (
        "<html><head><title>T</title></head><body><nav><a href=a>Roscosmos sells rockets</a></nav><h1>Head line</h1>"
        f"<p>{LINES}</p><figure><figcaption>A pad</figcaption></figure><p><a href=b>China buys a station</a></p>"
        "<div class='ad-box'><p>Buy now</p></div><footer>All rights reserved</footer></body></html>"
    )
    article = read_bytes(page.encode(), "p")
    assert article.text == f"Head line\n\n{LINES}"
    assert {one.reason for one in article.dropped} == {
        "menu",
        "caption",
        "link headline",
        "advertisement",
        "page footer",
    }


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ('<meta property="article:published_time" content="2022-03-17T10:00Z">', date(2022, 3, 17)),
        ('<script type="application/ld+json">{"datePublished": "2022-03-18"}</script>', date(2022, 3, 18)),
        ('<time datetime="2022-03-19">', date(2022, 3, 19)),
    ],
)
def test_the_day_of_publication_is_found_in_a_page(head: str, day: date) -> None:
    page = f"<html><head>{head}</head><body><p>{LINES}</p></body></html>"
    assert read_bytes(page.encode(), "p").published.day == day


def test_a_given_day_goes_before_a_found_one() -> None:
    article = read_bytes(f"Published 1 March 2022\n\n{LINES}".encode(), "p", date(2022, 3, 5))
    assert (article.published.day, article.published.how) == (date(2022, 3, 5), "given")


def test_an_undated_article_gets_a_window_marked_inferred_and_no_day() -> None:
    text = f"{LINES} It stopped on 26 February 2022. The rover will leave in September 2022."
    published = read_bytes(text.encode(), "p").published
    assert (published.day, published.how) == (None, "inferred")
    assert (published.earliest, published.latest) == (date(2022, 2, 26), date(2022, 9, 30))


def test_an_article_without_any_date_has_none() -> None:
    assert read_bytes(LINES.encode(), "p").published.how == "unknown"


def test_a_dateline_is_no_part_of_the_text() -> None:
    article = read_bytes(f"Head\n\nPARIS, March 3, 2022 (Wire) - {LINES}".encode(), "p")
    assert article.text.endswith(f"\n\n{LINES}")
    assert article.published.day == date(2022, 3, 3)


def test_broken_paragraphs_are_joined() -> None:
    text = (
        "A headline of the day\n\nThe agency said that it will not take part in the launch and\n\nmay not help at all."
    )
    assert read_bytes(text.encode(), "p").text.endswith("launch and may not help at all.")


def test_encodings_are_told_apart() -> None:
    told = "The café’s owner said that it will not take part in the launch."
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        assert "café" in read_bytes(told.encode(encoding), encoding).text
    twice = told.encode().decode("cp1252").encode()
    assert read_bytes(twice, "twice").text == told


def test_damage_is_told() -> None:
    article = read_bytes(
        b'Head\n\nChina hasn t agreed to the sale of the parts and it won t say more. "It is odd, he said.', "p"
    )
    assert set(article.garbled) == {"apostrophes lost", "quotation marks lost"}


def test_a_file_is_read_from_disk(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(LINES, "utf-8")
    assert read_article(file).text == LINES


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=3_000) | st.text(max_size=1_500).map(lambda text: text.encode("utf-8", "replace")))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    assert read_or_refused(raw)


MARKS = ["<p>", "</p>", "<div class='ad'", ">", "<!--", "-->", '<a href="', '"', "<script>", "</script>", "&amp;"]
PIECES = st.sampled_from([*MARKS, "&#0;", LINES, " ", "\n\n", "'", "<", "</", "\u2028", "é"])


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=60))
def test_any_broken_page_is_read_or_refused(pieces: list[str]) -> None:
    assert read_or_refused(("<html><p>" + LINES + "".join(pieces)).encode())


def test_broken_characters_are_turned_back_one_by_one() -> None:
    whole = "ESA won\u2019t fly. Jelena Proki\u0107 said \u201cno\u201d to it.\n\nRoscosmos left."
    broken = whole.encode().decode("cp1252", "replace").replace("\u00e2\u20ac\ufffd", "\u00e2\u20ac").encode()
    article = read_bytes(broken, "a", date(2022, 3, 2))
    assert article.text == whole
    last = article.paragraphs[-1]
    assert broken[last.raw_start : last.raw_end].decode() == article.text[last.start : last.end]


def test_a_broken_character_that_also_stands_whole_is_left_alone() -> None:
    article = read_bytes(
        "ESA\u2019s rover won\u00e2\u20ac\u2122t fly to Mars with Roscosmos.".encode(), "a", date(2022, 3, 2)
    )
    assert "\u00e2" in article.text


def test_a_declared_character_set_that_cannot_decode_is_passed_over() -> None:
    raw = b'<html><meta charset="undefined"><p>ESA suspended its work with Roscosmos \x93today\x94.</p></html>'
    assert "suspended" in read_bytes(raw, "a.html", date(2022, 3, 4)).text


def test_lines_that_sell_between_lines_that_tell_take_nothing_along() -> None:
    text = (
        "Agency weighs its rover\n\nESA suspended its work with Roscosmos on Thursday.\n\n"
        "We may earn a commission if you buy through our links.\n"
        "Roscosmos withdrew its staff from French Guiana.\n"
        "READ MORE: China to supply Russia with chips\n\n"
        "ADVERTISEMENT\nGet 50% off! SpaceX fans love the new MegaVPN - Russia will block your site, sign up today.\n\n"
        "A launch in September is unlikely.\n"
    )
    article = read_bytes(text.encode(), "a.txt", date(2022, 3, 4))
    assert "withdrew its staff" in article.text
    assert "A launch in September" in article.text
    assert not {word for word in ("commission", "chips", "MegaVPN", "50%") if word in article.text}
