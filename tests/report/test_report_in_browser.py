"""Does the report open, switch, filter, sort and print in a browser, at a desk and on a phone, for everybody?

Needs Chromium and the extra ``browser``; ``tests/browser/install.sh`` brings both.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from synthetic_world import synthetic_world

from cutset.assess import assess
from cutset.report.building import build_document
from cutset.report.document import Document
from cutset.report.html import as_html

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
if CHROMIUM is None:
    pytest.skip("Chromium is not installed; tests/browser/install.sh installs it", allow_module_level=True)
playwright = pytest.importorskip("playwright.sync_api", reason="the extra `browser` is not installed")

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
SERIOUS = ("serious", "critical")
LONGEST_OPENING = 3.0
"""A report of 2,000 functions is open, laid out and painted within this time [s]."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with playwright.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def report(space: Document, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("report") / "report.html"
    file.write_bytes(as_html(space, "board"))
    return file


@pytest.mark.parametrize(("months", "days"), [(1, 0), (24, 0), (120, 0), (24, 300)])
def test_days_of_the_axis_lie_beside_one_another_on_a_phone(
    browser: Browser, small: Document, tmp_path: Path, months: int, days: int
) -> None:
    file = tmp_path / "report.html"
    horizon = small.as_of + timedelta(days=round(30.44 * months))
    file.write_bytes(as_html(msgspec.structs.replace(small, horizon=horizon, as_of=small.as_of + timedelta(days=days))))
    page: Any = browser.new_page(viewport=PHONE)
    page.goto(file.as_uri())
    as_of, until = (page.locator(f".axis .{name}-words").bounding_box() for name in ("as-of", "horizon"))
    page.close()
    assert as_of["x"] >= 0
    assert as_of["x"] + as_of["width"] < until["x"]
    assert until["x"] + until["width"] <= PHONE["width"]


@pytest.fixture
def page(browser: Browser, report: Path) -> Iterator[Page]:
    yield from opened(browser, report, DESK)


@pytest.fixture
def phone(browser: Browser, report: Path) -> Iterator[Page]:
    yield from opened(browser, report, PHONE)


def opened(browser: Browser, report: Path, size: dict[str, int]) -> Iterator[Page]:
    """Open the report and note every request and every word of complaint."""
    page: Any = browser.new_page(viewport=size)
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(report.as_uri())
    yield page
    page.close()
    assert asked == [report.as_uri()]
    assert said == []


def test_board_sees_answers_and_timeline_and_opens_the_rest_at_will(page: Page) -> None:
    assert page.locator("#questions article").first.is_visible()
    assert page.locator(".row").first.is_visible()
    assert not page.locator("#measures table").is_visible()
    page.get_by_text("measures", exact=False).locator("xpath=ancestor-or-self::summary").first.click()
    assert page.locator("#measures table").is_visible()


def test_audience_switch_opens_and_shows_what_each_needs(page: Page) -> None:
    identity = page.locator("#functions h4 .id").first
    assert not identity.is_visible()
    page.get_by_role("radio", name="audit").check()
    assert identity.is_visible()
    assert page.locator(".chain").first.is_visible()
    page.get_by_role("radio", name="board").check()
    assert not page.locator("#functions .chain").first.is_visible()


def test_keyboard_alone_reaches_the_answers_and_switches_the_audience(page: Page) -> None:
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main"
    page.get_by_role("radio", name="board").focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.documentElement.dataset.audience") == "analyst"


def test_filter_narrows_timeline_and_functions_alike(page: Page) -> None:
    everything = page.locator(".row:visible").count()
    page.get_by_role("searchbox", name="Find a function").fill("cygnus")
    assert page.locator(".row:visible").count() == page.locator("section.function:visible").count() == 2
    assert page.locator("#found").inner_text() == "2 functions shown"
    page.get_by_role("searchbox", name="Find a function").fill("")
    page.get_by_role("checkbox", name="run or are on time").uncheck()
    assert 2 < page.locator(".row:visible").count() < everything


def test_tables_sort_both_ways_and_say_so(page: Page) -> None:
    page.get_by_role("radio", name="analyst").check()
    head = page.locator("#measures th", has_text="Published")
    head.get_by_role("button").click()
    days = [one for one in page.locator("#measures td[data-label=Published]").all_inner_texts() if one != "–"]
    assert days == sorted(days)
    assert head.get_attribute("aria-sort") == "ascending"
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "descending"


def test_link_into_a_closed_part_opens_it(page: Page) -> None:
    page.evaluate("location.hash = document.querySelector('#measures tbody tr').id")
    page.wait_for_function("document.querySelector('#measures details').open")
    assert page.locator("#measures tbody tr").first.is_visible()


def test_everything_opens_and_closes_at_once_and_for_print(page: Page) -> None:
    page.get_by_role("button", name="Open all").click()
    assert page.locator("details:not([open])").count() == 0
    page.get_by_role("button", name="Close all").click()
    assert page.locator("details[open]").count() == 0
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("main details:not([open])").count() == 0
    assert not page.locator(".contents").is_visible()


def test_theme_follows_the_system_and_the_switch(page: Page) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.emulate_media(color_scheme="dark")
    dark = page.evaluate(ground)
    assert dark != light
    page.get_by_role("radio", name="light").check()
    assert page.evaluate(ground) == light


def test_phone_cuts_nothing_off_sideways(phone: Page) -> None:
    phone.get_by_role("radio", name="audit").check()
    assert phone.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    labels = [one.bounding_box() for one in phone.locator(".axis text:visible").all()]
    assert all(box is not None and box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"] for box in labels)
    boxes = [one.bounding_box() for one in phone.locator(".drawn").all()]
    assert len(boxes) == phone.locator(".row").count()
    assert all(box is not None and box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"] for box in boxes)
    assert all(box is not None and box["width"] > 0.85 * PHONE["width"] for box in boxes)


def test_page_reads_without_its_script(browser: Browser, report: Path) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(report.as_uri())
    assert not page.locator(".tools").is_visible()
    page.locator("#measures summary").first.click()
    assert page.locator("#measures table").is_visible()
    page.close()


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_whatever_the_screen(
    browser: Browser, small: Document, tmp_path: Path, size: dict[str, int], scheme: str
) -> None:
    file = tmp_path / "small.html"
    file.write_bytes(as_html(small, "audit"))
    assert_axe_finds_nothing_serious(browser, file, size, scheme)


def test_axe_finds_nothing_serious_in_the_report_of_the_embedded_world(browser: Browser, report: Path) -> None:
    assert_axe_finds_nothing_serious(browser, report, DESK, "light")


def assert_axe_finds_nothing_serious(browser: Browser, file: Path, size: dict[str, int], scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python", reason="the extra `browser` is not installed")
    page: Any = browser.new_page(viewport=size, color_scheme=scheme)
    page.goto(file.as_uri())
    page.get_by_role("button", name="Open all").click()
    page.evaluate((Path(axe.__file__).parent / "axe.min.js").read_text("utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    page.close()
    assert [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in SERIOUS] == []


def test_two_thousand_functions_open_quickly_and_unfold_what_was_folded(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "large.html"
    file.write_bytes(as_html(build_document(assess(synthetic_world(2_000)))))
    page: Any = browser.new_page(viewport=DESK)
    began = time.perf_counter()
    page.goto(file.as_uri())
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert time.perf_counter() - began < LONGEST_OPENING
    box = page.locator("#functions details[data-chain]").first
    box.locator("summary").click()
    assert box.locator("li").count() > 3
    page.close()
