"""Does the page show every claim with its row, load nothing, and let nothing of an article become markup or script?"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections import Counter

import msgspec
import pytest
from lxml import etree, html

from cutset.brief import Decision, Dropped, Mention, Reading, all_groups
from cutset.review import as_review_page
from cutset.review.answers import fingerprint
from cutset.world.world import World

Saved = tuple[Reading, ...]
HOSTILE = (
    "</script><script>alert(1)</script><img src=x onerror='alert(2)'>\" ' ` {{7*7}} ]]> <!-- \u202egnp\u202c\x07\x00"
)


@pytest.fixture(scope="module")
def page(saved: Saved, world: World) -> etree._Element:
    named = lambda one: str(getattr(world.find(one), "name", ""))  # noqa: E731
    return etree.fromstring(as_review_page(saved, {}, name_in=lambda _: named))


def words(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())


def cards(page: etree._Element) -> dict[str, etree._Element]:
    return {one.get("data-claim"): one for one in page.xpath('//article[contains(@class, "claim")]')}


def form(page: etree._Element, proposal_id: str) -> etree._Element:
    (found,) = page.xpath(f'//form[@data-proposal="{proposal_id}"]')
    return found


def cell(part: etree._Element, column: str) -> str:
    """Return what a cell shows."""
    (found,) = part.xpath(f'.//div[@data-column="{column}"]//span[@class="now"]')
    return words(found)


def test_every_claim_has_its_card_and_every_row_its_form(page: etree._Element, saved: Saved) -> None:
    assert len(cards(page)) == sum(len(one.claims) for one in saved)
    rows = [row.proposal_id for one in saved for row in one.proposals]
    assert sorted(page.xpath("//form/@data-proposal")) == sorted(rows)


def test_a_card_tells_label_who_whom_source_time_flags_and_row(page: etree._Element, saved: Saved) -> None:
    claim = next(one for one in saved[0].claims if one.event_type == "STOP_SUPPLY" and one.attribution)
    (proposal,) = [one for one in saved[0].proposals if one.claim_id == claim.claim_id]
    (card,) = form(page, proposal.proposal_id).xpath('ancestor::article[contains(@class, "claim")]')
    told = words(card)
    assert claim.label in told
    assert "Roscosmos stop supply → to Northrop Grumman" in told
    assert "says“the agency”: State Space Corporation Roscosmos (P-ROSCOSMOS)" in told
    assert "when2022-03-02 (“Wednesday”)" in told
    assert cell(card, "kind") == "suspend"
    assert proposal.why in told
    hedged = next(one for one in cards(page).values() if "possible" in words(one))
    assert "who does it is not a party of the world" in words(hedged)


def test_the_text_is_all_there_with_each_sentence_marked(page: etree._Element, saved: Saved) -> None:
    for reading, text in zip(saved, page.xpath('//div[@class="text"]'), strict=True):
        told = " ".join("".join(text.xpath('.//text()[not(parent::a[@class="ref"])]')).split())
        for paragraph in reading.article.paragraphs:
            assert " ".join(reading.article.text[paragraph.start : paragraph.end].split()) in told


def test_a_left_out_line_is_shown_with_its_reason(page: etree._Element) -> None:
    (left,) = page.xpath('//details[@class="left-out"]')
    assert "READ MORE: Agency weighs a new rocket (link headline)" in words(left)


def test_repeats_and_contradictions_name_their_independent_origins(page: etree._Element, saved: Saved) -> None:
    told = [words(one) for one in page.xpath('//p[contains(@class, "ties-to")]')]
    group = next(one for one in all_groups(saved) if len(one.claims) > 1)
    assert any(f"Told {len(group.claims)} times, by {group.origins} independent origins" in one for one in told)
    assert any(one.startswith("Contradicted by claim") for one in told)


def test_every_link_leads_somewhere_and_every_id_is_used_once(page: etree._Element) -> None:
    ids = Counter(page.xpath("//@id"))
    assert [name for name, many in ids.items() if many > 1] == []
    wanted = {one[1:] for one in page.xpath("//@href") if one.startswith("#")}
    for attribute in ("aria-labelledby", "aria-describedby", "for"):
        wanted |= {name for one in page.xpath(f"//@{attribute}") for name in one.split()}
    assert wanted - set(ids) == set()
    assert len(page.xpath('//a[@class="ref"]')) == len(cards(page))


def test_page_loads_nothing_and_names_its_only_script(page: etree._Element) -> None:
    loads = {"src", "srcset", "action", "formaction", "poster", "background", "data", "style"}
    assert [one.tag for one in page.iter() if isinstance(one.tag, str) and loads & set(one.attrib)] == []
    assert page.xpath("//link|//img|//iframe|//object|//embed|//base|//image") == []
    (policy,) = page.xpath('//meta[@http-equiv="Content-Security-Policy"]/@content')
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for part in ("style", "script"):
        (element,) = page.xpath(f"//{part}")
        written = "".join(element.itertext()).removeprefix("/*").removesuffix("*/")
        digest = base64.b64encode(hashlib.sha256(f"/*<![CDATA[{written}]]>*/".encode()).digest()).decode()
        assert f"{part}-src 'sha256-{digest}'" in policy


def hostile(reading: Reading) -> Reading:
    """Return a reading in which every text that an article or a claim brings is hostile."""
    article = msgspec.structs.replace(
        reading.article,
        text=HOSTILE + reading.article.text[len(HOSTILE) :],
        title=HOSTILE,
        name=HOSTILE,
        url="javascript:alert(3)",
        dropped=(Dropped(HOSTILE, HOSTILE, 0, 1),),
        garbled=(HOSTILE,),
    )
    mention = Mention(HOSTILE, 0, 5, party_id=HOSTILE, resolved=HOSTILE, candidates=((HOSTILE, 0.5),))
    claims = tuple(
        msgspec.structs.replace(one, actor=mention, recipient=mention, flags=(HOSTILE,), mode=HOSTILE)
        for one in reading.claims
    )
    proposals = tuple(
        msgspec.structs.replace(
            one, why=HOSTILE, cells={name: HOSTILE if name == "note" else cell for name, cell in one.cells.items()}
        )
        for one in reading.proposals
    )
    return Reading(article, claims, proposals, HOSTILE)


def test_hostile_text_becomes_neither_markup_nor_script(saved: Saved) -> None:
    told = tuple(hostile(one) for one in saved)
    first = told[0].proposals[0]
    standing = Decision(first.proposal_id, "edit", HOSTILE, HOSTILE, HOSTILE, {"note": HOSTILE})
    content = as_review_page(
        told, {first.proposal_id: standing}, name_in=lambda _: lambda _: HOSTILE, folder=HOSTILE, reviewer=HOSTILE
    )
    clean = as_review_page(saved, {})
    page, plain = etree.fromstring(content), etree.fromstring(clean)
    assert len(html.document_fromstring(content).xpath("//body//*")) == len(page.xpath("//body//*"))
    assert len(page.xpath("//script")) == len(plain.xpath("//script")) == 1
    assert page.xpath("//img") == []
    assert [
        name for one in page.iter() if isinstance(one.tag, str) for name in one.attrib if name.startswith("on")
    ] == []
    assert [one for one in page.xpath("//@href") if not one.startswith("#")] == []
    text = content.decode()
    assert "\u202e" not in text
    assert re.search("[\x00-\x08\x0b\x0c\x0e-\x1f]", text) is None
    assert "{{7*7}}" in text
    assert json.loads(form(page, first.proposal_id).get("data-edited")).keys() == {"note"}


def test_a_saved_decision_is_shown_and_its_fingerprint_goes_with_the_row(saved: Saved) -> None:
    proposal = next(one for one in saved[0].proposals if one.table == "withdrawals")
    standing = Decision(proposal.proposal_id, "edit", "M. Example", "2022-03-03T10:00:00+00:00", "why", {"kind": "end"})
    shown = form(etree.fromstring(as_review_page(saved, {proposal.proposal_id: standing})), proposal.proposal_id)
    assert "Saved: edit by M. Example on 2022-03-03" in words(shown)
    assert cell(shown, "kind") == "end"
    assert (shown.get("data-row"), shown.get("data-replaces")) == (fingerprint(proposal), fingerprint(standing))
    assert shown.xpath('.//input[@value="edit"]/@checked') == ["checked"]


def test_a_cell_is_held_to_the_words_of_its_column(page: etree._Element, saved: Saved) -> None:
    proposal = next(one for one in saved[0].proposals if one.table == "withdrawals")
    shown = form(page, proposal.proposal_id)
    (kinds,) = shown.xpath('.//div[@data-column="kind"]/@data-allowed')
    assert set(kinds.split()) == {"suspend", "end", "refuse", "condition", "threat", "resume"}
    assert shown.xpath('.//div[@data-column="source"]/@data-given') == []


def test_a_row_that_lacks_the_day_of_publication_cannot_be_accepted(saved: Saved) -> None:
    reading = saved[0]
    waiting = tuple(msgspec.structs.replace(one, needs=("published",)) for one in reading.proposals)
    page = etree.fromstring(as_review_page([msgspec.structs.replace(reading, proposals=waiting)], {}))
    assert set(page.xpath("//input[@disabled]/@value")) == {"accept", "edit"}
    assert "read the article again with --published DATE" in words(page)


def test_an_empty_folder_makes_a_page_that_says_so() -> None:
    assert "No article has been read yet" in words(etree.fromstring(as_review_page([], {})))
