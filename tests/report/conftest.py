"""What do the tests of reports share? Two documents and their pages."""

from __future__ import annotations

from datetime import date

import pytest
from lxml import etree
from small_world import small_document

from cutset.assess import ask, assess
from cutset.report.building import build_document
from cutset.report.document import Document
from cutset.report.html import as_html
from cutset.worlds import load_embedded


@pytest.fixture(scope="session")
def small() -> Document:
    return small_document()


@pytest.fixture(scope="session")
def space() -> Document:
    world = load_embedded("space-2022")
    return build_document(assess(world, ask(world, as_of=date(2022, 7, 31))))


@pytest.fixture(scope="session")
def small_page(small: Document) -> etree._Element:
    return etree.fromstring(as_html(small))


@pytest.fixture(scope="session")
def space_page(space: Document) -> etree._Element:
    return etree.fromstring(as_html(space))
