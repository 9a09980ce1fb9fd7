"""Is the page whole, safe to open, the same each time, and does it tell what the document tells?"""

from __future__ import annotations

import base64
import hashlib
import os
import re
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree, html
from small_world import small_document, small_world

from cutset.assess import assess
from cutset.report.building import build_document
from cutset.report.document import Document
from cutset.report.html import AUDIENCES, as_html
from cutset.report.html.words import anchor
from cutset.world.settings import Settings
from cutset.world.world import World

GOLDEN = Path(__file__).parent / "golden"
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>]]></style></title>{{7*7}}\x00\u202e&amp;"
LOADS = {"src", "srcset", "data", "poster", "background", "action", "formaction", "ping", "manifest", "codebase"}


def text_of(element: etree._Element) -> str:
    """Return the text that a reader sees, a line an element of its own, ids of the audit left out."""
    for one in element.xpath('.//*[@class="id" or local-name()="title" or local-name()="text"]'):
        tail, before = one.tail or "", one.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            one.getparent().text = (one.getparent().text or "") + tail
        one.getparent().remove(one)
    lines = (
        "".join(one.itertext())
        for one in element.xpath(".//h2|.//h3|.//h4|.//p|.//li[not(@data-function)]|.//summary|.//div[@class='told']")
    )
    return "\n".join(" ".join(line.split()) for line in lines if line.strip()) + "\n"


@pytest.mark.parametrize("section", ["questions", "time", "functions", "offers", "parties", "untold"])
def test_section_reads_as_agreed(section: str, small: Document) -> None:
    page = etree.fromstring(as_html(small))
    (element,) = page.xpath(f'//section[@id="{section}"]')
    golden = GOLDEN / f"{section}.txt"
    told = text_of(element)
    if os.environ.get("CUTSET_GOLDEN") == "write":
        golden.write_text(told, "utf-8")
    assert told == golden.read_text("utf-8")


@pytest.mark.parametrize("audience", AUDIENCES)
def test_page_is_read_alike_by_xml_and_html_readers(space: Document, audience: str) -> None:
    page = as_html(space, audience)
    assert page.startswith(b"<!DOCTYPE html>")
    as_xml, as_html5 = etree.fromstring(page), html.document_fromstring(page)
    assert len(as_xml.xpath("//body//*")) == len(as_html5.xpath("//body//*"))


def test_every_anchor_leads_somewhere_and_every_id_is_used_once(space_page: etree._Element) -> None:
    ids = Counter(space_page.xpath("//@id"))
    assert [name for name, many in ids.items() if many > 1] == []
    wanted = {one[1:] for one in space_page.xpath("//@href") if one.startswith("#")}
    wanted |= {name for one in space_page.xpath("//@aria-labelledby") for name in one.split()}
    assert wanted - set(ids) == set()


def test_page_loads_nothing(space_page: etree._Element) -> None:
    assert [one.tag for one in space_page.iter() if isinstance(one.tag, str) and LOADS & set(one.attrib)] == []
    assert space_page.xpath("//link|//img|//iframe|//object|//embed|//video|//audio|//base|//image") == []
    linked = [one for one in space_page.xpath("//*[@href]") if not one.get("href").startswith("#")]
    assert {one.tag for one in linked} == {"a"}
    assert all(re.match("https?://", one.get("href")) for one in linked)
    style = "".join(space_page.xpath("//style/text()"))
    assert "@import" not in style
    assert all(one.startswith("#") for one in re.findall(r"url\(([^)]*)\)", style))
    assert space_page.xpath("//@style") == []


def test_policy_forbids_the_network_and_names_the_only_script(space_page: etree._Element) -> None:
    (policy,) = space_page.xpath('//meta[@http-equiv="Content-Security-Policy"]/@content')
    assert policy.startswith("default-src 'none'; ")
    for part in ("style", "script"):
        (element,) = space_page.xpath(f"//{part}")
        written = as_text(element)
        digest = base64.b64encode(hashlib.sha256(written.encode()).digest()).decode()
        assert f"{part}-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy


def as_text(element: etree._Element) -> str:
    """Return what stands between the tags; an XML reader drops the marks of character data."""
    return f"/*<![CDATA[{''.join(element.itertext()).removeprefix('/*').removesuffix('*/')}]]>*/"


def test_every_function_has_a_row_in_the_timeline_and_a_chain(space: Document, space_page: etree._Element) -> None:
    rows = space_page.xpath('//li[contains(@class, "row ")]/@data-function')
    assert rows == [one.function for one in space.functions]
    for one in space.functions:
        (card,) = space_page.xpath(f'//section[@id="{anchor("function", one.function)}"]')
        assert len(card.xpath('.//ol[@class="chain"]/li')) == len(one.because)


def test_law_and_partner_decision_differ_in_shape_and_in_words(small_page: etree._Element) -> None:
    told = {
        row.get("data-function"): (
            set(row.xpath('.//*[local-name()="use"]/@href')) & {"#cause-law", "#cause-partner"},
            "".join(row.xpath('.//span[@class="why"]//strong/text()')),
        )
        for row in small_page.xpath('//li[contains(@class, "row ")]')
    }
    assert told["F-LAW"] == ({"#cause-law"}, "by law:")
    assert told["F-OWN"] == ({"#cause-partner"}, "by a partner's decision:")
    shapes = {kind: etree.tostring(small_page.xpath(f'//*[@id="cause-{kind}"]')[0][0]) for kind in ("law", "partner")}
    assert shapes["law"] != shapes["partner"]


def test_listed_name_is_tied_to_the_function_through_the_firm_it_owns(small_page: etree._Element) -> None:
    arrows = ["".join(one.itertext()) for one in small_page.xpath('//section[@id="ties"]//ul/li')]
    for arrow in (
        "Office: Order 1 leads to Holding",
        "Holding leads to Firm",
        "Firm leads to part law",
        "part law leads to Probe: do law",
        "the contract of part end by Partner ends leads to part end",
        "it needs an input that nobody has named leads to Probe: do hole",
        "Office: Order 1 prompts Partner ends it: the order",
    ):
        assert arrow in arrows


def elements(page: etree._Element) -> Counter[str]:
    """Return how often each element is used, but for lines of longer titles and the link that is refused."""
    return Counter(one.tag for one in page.iter() if one.tag not in ("tspan", "a"))


def test_hostile_text_changes_nothing_but_text() -> None:
    page = etree.fromstring(as_html(small_document(lambda text: text + HOSTILE, "javascript:alert(3)")))
    plain = etree.fromstring(as_html(small_document()))
    assert len(page.xpath("//script")) == len(plain.xpath("//script")) == 1
    assert page.xpath("//img") == []
    assert elements(page) == elements(plain)
    assert [name for name in page.xpath("//@*") if name.attrname.startswith("on")] == []
    assert [one for one in page.xpath("//@href") if one.lower().startswith("javascript")] == []
    everything = "".join(page.itertext())
    assert "{{7*7}}" in everything
    assert not re.search("[\x00\u202e]", everything)


def test_hostile_ids_break_no_anchor() -> None:
    assert anchor("function", "\"><b id='x'>") == "function-_22__3e__3c_b_20_id_3d__27_x_27__3e_"


def test_same_input_gives_the_same_bytes_in_any_order_of_rows() -> None:
    world = small_world()
    shuffled = World(world.settings, reversed(world.rows))
    assert as_html(build_document(assess(world))) == as_html(build_document(assess(shuffled)))


@pytest.mark.parametrize(("audience", "chains"), [("board", False), ("analyst", False), ("audit", True)])
def test_audience_decides_what_is_open(small: Document, audience: str, chains: bool) -> None:
    page = etree.fromstring(as_html(small, audience))
    assert page.get("data-audience") == audience
    boxes = page.xpath('//section[@id="functions"]//details[@class="chain-box"]')
    assert boxes
    assert all((one.get("open") is not None) == chains for one in boxes)
    (tables,) = page.xpath('//section[@id="measures"]//details')
    assert (tables.get("open") is not None) == (audience != "board")


def test_headings_are_in_order_and_parts_of_the_page_are_named(space_page: etree._Element) -> None:
    levels = [int(one.tag[1]) for one in space_page.xpath("//h1|//h2|//h3|//h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= before + 1 for before, later in pairwise(levels))
    assert all(len(space_page.xpath(f"/html/body/{part}")) == 1 for part in ("header", "main", "footer", "nav"))
    assert space_page.xpath("//table[not(caption)]") == []
    drawings = space_page.xpath('//*[local-name()="svg"][not(ancestor-or-self::*[@aria-hidden])]')
    assert all(one.get("aria-label") for one in drawings if not one.xpath('ancestor::*[local-name()="svg"]'))


def test_notice_days_and_laws_stand_at_the_top(space: Document, space_page: etree._Element) -> None:
    (head,) = space_page.xpath("/html/body/header")
    words = " ".join(head.itertext())
    for wanted in (space.notice, "2022-07-31", "2024-07-31", "EU", "nobody is called clear"):
        assert wanted in words


def test_world_without_anything_has_a_page_that_says_so() -> None:
    world = World(Settings(name="empty", as_of=date(2022, 3, 2)), [])
    page = etree.fromstring(as_html(build_document(assess(world))))
    words = " ".join(" ".join(page.itertext()).split())
    assert "No function stops, is at risk or cannot be told" in words
    assert "This world asks no questions of its own" in words


def test_page_of_the_embedded_world_is_small(space: Document) -> None:
    assert max(len(as_html(space, audience)) for audience in AUDIENCES) < 1_000_000
