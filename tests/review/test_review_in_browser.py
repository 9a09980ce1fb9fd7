"""Does a person decide on the page with mouse and keys, at a desk and on a phone, and do the decisions come back?

Needs Chromium and the extra ``browser``; ``tests/browser/install.sh`` brings both.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from papers import FIRST, SECOND

from cutset.brief import Decision, add_decisions, decisions, readings
from cutset.cli.brief import brief

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
HOSTILE = (
    "Roscosmos stopped RD-181 engines for Northrop Grumman on <script>alert(1)</script> Tuesday, "
    "</script><img src=x onerror=alert(2)> NASA said.\n"
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with playwright.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


def run(*words: object) -> str:
    done = CliRunner().invoke(brief, [str(word) for word in words], catch_exceptions=False)
    assert done.exit_code == 0
    return done.output


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two articles read."""
    for name, text in (("first.txt", FIRST), ("second.txt", SECOND)):
        (tmp_path / name).write_text(text, "utf-8")
        run(tmp_path / name, "--published", "2022-03-02", "--parser", "rules", "--folder", tmp_path / "b")
    return tmp_path / "b"


@pytest.fixture
def file(folder: Path) -> Path:
    run("review", "--folder", folder, "--html", folder.parent / "review.html")
    return folder.parent / "review.html"


@pytest.fixture
def page(browser: Browser, file: Path) -> Iterator[Page]:
    yield from opened(browser, file, DESK)


@pytest.fixture
def phone(browser: Browser, file: Path) -> Iterator[Page]:
    yield from opened(browser, file, PHONE)


def opened(browser: Browser, file: Path, size: dict[str, int]) -> Iterator[Page]:
    """Open the page and note every request and every word of complaint; a file that it makes itself is no request."""
    context = browser.new_context(viewport=size, accept_downloads=True)  # type: ignore[arg-type]
    context.set_default_timeout(5_000)
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.goto(file.as_uri())
    yield page
    context.close()
    assert {one for one in asked if not one.startswith("blob:")} == {file.as_uri()}
    assert said == []


def downloaded(page: Page) -> Path:
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download").click()
    assert waiting.value.suggested_filename == "decisions.json"
    return Path(waiting.value.path())


def card(page: Page, number: int) -> Any:
    return page.locator(f"#claim-{number}")


def test_keys_decide_edit_and_go_on_and_the_decisions_come_back(page: Page, folder: Path) -> None:
    page.get_by_label("Who decides").fill("M. Example")
    card(page, 1).focus()
    page.keyboard.press("a")
    assert page.evaluate("document.activeElement.id") == "claim-2"
    page.keyboard.press("r")
    page.keyboard.press("s")
    assert page.evaluate("document.activeElement.id") == "claim-4"
    page.keyboard.press("e")
    words = card(page, 4).get_by_label("words")
    words.focus()
    page.keyboard.press("Control+a")
    page.keyboard.type('SpaceX "offers" one flight & no more')
    card(page, 4).get_by_label("Why").fill("read again")
    assert page.locator("#progress").inner_text() == "3 of 7 decided: accepted 1, edited 1, rejected 1"
    file = downloaded(page)
    told = run("review", "--folder", folder, "--from", file)
    assert "3 new decisions" in told
    assert "accepted 1, edited 1, rejected 1" in told
    standing = decisions(folder).values()
    assert {(one.decision, one.reviewer) for one in standing} == {
        ("accept", "M. Example"),
        ("reject", "M. Example"),
        ("edit", "M. Example"),
    }
    (edit,) = [one for one in standing if one.decision == "edit"]
    assert (edit.edited, edit.note) == ({"words": 'SpaceX "offers" one flight & no more'}, "read again")
    assert "0 new decisions; 3 stood already" in run("review", "--folder", folder, "--from", file)


def test_mouse_decides_and_takes_back(page: Page) -> None:
    first = card(page, 1)
    first.get_by_role("radio", name="reject").click()
    assert page.locator("#progress").inner_text().endswith("rejected 1")
    first.get_by_role("button", name="Take back").click()
    assert page.locator("#progress").inner_text().startswith("0 of 7 decided")


def test_a_cell_that_cannot_be_read_is_told_and_holds_the_download(page: Page) -> None:
    card(page, 1).focus()
    page.keyboard.press("e")
    day = card(page, 1).get_by_label("date", exact=True)
    day.fill("soon")
    assert "write a day as 2022-03-02" in card(page, 1).inner_text()
    page.get_by_role("button", name="Download").click()
    assert "A cell cannot be read yet" in page.locator("#progress").inner_text()
    assert page.evaluate("document.activeElement.value") == "soon"
    day.fill("2022-03-05")
    assert json.loads(downloaded(page).read_text("utf-8"))["decisions"][0]["edited"] == {"date": "2022-03-05"}


def test_an_edit_without_a_change_is_no_decision(page: Page) -> None:
    card(page, 1).focus()
    page.keyboard.press("e")
    assert page.locator("#progress").inner_text().startswith("0 of 7 decided")
    assert "Change a cell, or accept the row as it is." in card(page, 1).inner_text()


def test_a_claim_lights_up_its_sentence_and_a_sentence_leads_to_its_claims(page: Page) -> None:
    card(page, 1).hover()
    assert "RD-181" in "".join(page.locator(".piece.on").all_inner_texts())
    assert "stopped" in page.locator(".piece.part").all_inner_texts()
    shared = page.locator(".piece[data-in='2 3']").first
    shared.click()
    first = page.evaluate("document.activeElement.id")
    shared.click()
    assert {first, page.evaluate("document.activeElement.id")} == {"claim-2", "claim-3"}
    page.locator("#at-4").click()
    assert page.evaluate("document.activeElement.id") == "claim-4"
    assert "SpaceX" in "".join(page.locator(".piece.on").all_inner_texts())


def test_decisions_stay_in_the_browser_until_they_are_saved(page: Page) -> None:
    card(page, 1).focus()
    page.keyboard.press("a")
    page.reload()
    assert page.locator("#progress").inner_text().startswith("1 of 7 decided")
    assert "is kept in this browser" in page.locator("#kept").inner_text()


def test_page_works_where_the_browser_keeps_nothing(browser: Browser, file: Path) -> None:
    page = browser.new_page()
    page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('refused'); }})")
    page.goto(file.as_uri())
    card(page, 1).focus()
    page.keyboard.press("a")
    assert "This browser keeps nothing" in page.locator("#kept").inner_text()
    assert len(json.loads(page.locator("#text").input_value())["decisions"]) == 1
    page.close()


def test_text_for_copying_is_what_the_file_holds(page: Page, folder: Path) -> None:
    card(page, 1).focus()
    page.keyboard.press("r")
    shown = page.locator("#text").input_value()
    assert shown == downloaded(page).read_text("utf-8")
    copied = folder.parent / "copied.json"
    copied.write_text(shown, "utf-8")
    assert "1 new decision" in run("review", "--folder", folder, "--from", copied)


def test_what_was_decided_in_the_terminal_is_the_start_and_is_replaced_only_knowingly(
    browser: Browser, folder: Path
) -> None:
    run("review", "--folder", folder, "--keys", "a", "--reviewer", "first")
    (earlier,) = decisions(folder).values()
    file = folder.parent / "again.html"
    run("review", "--folder", folder, "--html", file)
    for page in opened(browser, file, DESK):
        assert page.locator("#progress").inner_text().startswith("1 of 7 decided: accepted 1")
        form = page.locator(f"form[data-proposal='{earlier.proposal_id}']")
        form.get_by_role("radio", name="reject").click()
        kept = downloaded(page)
        told = run("review", "--folder", folder, "--from", kept)
        assert f"{earlier.proposal_id}: reject takes the place of accept by first" in told
        add_decisions(folder, Decision(earlier.proposal_id, "accept", "second", "2022-03-04T10:00:00+00:00"))
        refused = CliRunner().invoke(brief, ["review", "--folder", str(folder), "--from", str(kept)])
        assert "accept by second" in str(refused.exception)
        assert decisions(folder)[earlier.proposal_id].reviewer == "second"


def test_filter_shows_what_is_open(page: Page) -> None:
    everything = page.locator(".claim:visible").count()
    card(page, 1).focus()
    page.keyboard.press("a")
    page.get_by_role("radio", name="undecided").check()
    assert page.locator(".claim:visible").count() < everything
    assert not card(page, 1).is_visible()


def test_phone_shows_the_article_first_and_cuts_nothing_off_sideways(phone: Page) -> None:
    assert phone.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    text, claim = phone.locator(".text").first.bounding_box(), card(phone, 1).bounding_box()
    assert text is not None
    assert text["y"] + text["height"] <= claim["y"]
    card(phone, 1).get_by_role("radio", name="edit").click()
    assert phone.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    for part in ("#next", "#download", "#progress"):
        box = phone.locator(part).bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE["width"]


def test_page_reads_without_its_script_and_prints_whole(browser: Browser, file: Path) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(file.as_uri())
    assert page.locator("noscript p").is_visible()
    assert not page.locator(".decide").first.is_visible()
    page.locator(".ref").first.click()
    assert page.url.endswith("#claim-1")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.querySelector('.text')).maxHeight") == "none"
    page.close()


def test_hostile_article_runs_nothing(browser: Browser, tmp_path: Path) -> None:
    article, folder, file = tmp_path / "a.txt", tmp_path / "b", tmp_path / "review.html"
    article.write_text(HOSTILE, "utf-8")
    run(article, "--published", "2022-03-02", "--parser", "rules", "--folder", folder)
    assert [one for reading in readings(folder) for one in reading.claims]
    run("review", "--folder", folder, "--html", file)
    for page in opened(browser, file, DESK):
        assert "<script>alert(1)</script>" in page.locator(".text").inner_text()
        assert page.locator("img").count() == 0


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, file: Path, size: dict[str, int], scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python", reason="the extra `browser` is not installed")
    page: Any = browser.new_page(viewport=size, color_scheme=scheme)
    page.goto(file.as_uri())
    for number, verdict in ((1, "accept"), (2, "reject"), (4, "edit")):
        card(page, number).get_by_role("radio", name=verdict).click()
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    card(page, 4).get_by_label("words").fill("")
    card(page, 2).hover()
    page.evaluate((Path(axe.__file__).parent / "axe.min.js").read_text("utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    page.close()
    assert [(one["id"], node["html"]) for one in found for node in one["nodes"]] == []
