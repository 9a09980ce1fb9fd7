"""Does a large report stay small enough, and does it say what it folded?"""

from __future__ import annotations

import json

import pytest
from lxml import etree
from synthetic_world import synthetic_world

from cutset.assess import assess
from cutset.report.building import build_document
from cutset.report.html import as_html
from cutset.report.html.page import MOST_CHAINS

MANY = 800


@pytest.fixture(scope="module")
def large() -> bytes:
    return as_html(build_document(assess(synthetic_world(MANY))))


def test_chains_beyond_the_limit_are_kept_as_data(large: bytes) -> None:
    page = etree.fromstring(large)
    boxes = page.xpath('//section[@id="functions"]//details[@data-chain]')
    assert len(boxes) == MANY // 2 - MOST_CHAINS
    chains = json.loads("".join(page.xpath('//script[@id="chains"]/text()')))
    assert set(page.xpath("//details/@data-chain")) == set(chains)
    assert all(chain and all(step["words"] and step["facts"] for step in chain) for chain in chains.values())


def test_page_says_how_many_chains_are_folded(large: bytes) -> None:
    words = "".join(etree.fromstring(large).xpath('//span[@class="folded-words"]//text()'))
    assert f"{MANY // 2 - MOST_CHAINS} functions are folded" in words


def test_size_grows_by_less_than_three_kilobytes_a_function(large: bytes) -> None:
    assert len(large) < 3_000 * MANY
