"""README and docs say what the program does: their examples run, their lists are complete."""

import doctest
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import cutset
from cutset.cli import VERBS, main

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def console_examples() -> Iterator[tuple[str, str, str]]:
    for page in PAGES:
        for block in re.findall(r"```console\n(.*?)```", page.read_text("utf-8"), re.DOTALL):
            command, _, shown = block.partition("\n")
            yield page.name, command.removeprefix("$ "), shown


@pytest.mark.parametrize(("page", "command", "shown"), list(console_examples()), ids=lambda text: text[:40])
def test_what_a_page_shows_is_what_the_program_prints(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], page: str, command: str, shown: str
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "140")
    monkeypatch.setattr(sys, "argv", shlex.split(command))
    with pytest.raises(SystemExit):
        main()
    printed = " ".join(capsys.readouterr().out.split())
    pieces = [" ".join(piece.split()) for piece in re.split(r"\.\.\.(?:\s|$)", shown)]
    place = 0
    for piece in filter(None, pieces):
        found = printed.find(piece, place)
        assert found >= 0, f"{page}: {command} does not print {piece!r} behind what comes before it"
        place = found + len(piece)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_python_examples_of_pages_run(page: Path) -> None:
    tests = doctest.DocTestParser().get_doctest(page.read_text("utf-8"), {}, page.name, str(page), 0)
    assert doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(tests).failed == 0


def modules_with_examples() -> list[str]:
    source = Path(cutset.__file__).parent
    return [
        ".".join(("cutset", *path.relative_to(source).with_suffix("").parts)).removesuffix(".__init__")
        for path in sorted(source.rglob("*.py"))
        if ">>>" in path.read_text("utf-8")
    ]


@pytest.mark.parametrize("module", modules_with_examples())
def test_examples_in_docstrings_run(module: str) -> None:
    __import__(module)
    assert doctest.testmod(sys.modules[module], optionflags=doctest.ELLIPSIS).failed == 0


def test_every_verb_is_on_the_generated_page_and_the_page_is_current() -> None:
    # In a process of its own: click keeps the help option of a command that some test has run by itself.
    code = "import runpy; print(runpy.run_path('docs/generate_cli.py')['page'](), end='')"
    made = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    page = (ROOT / "docs" / "cli.md").read_text("utf-8")
    assert page == made, "run make docs"
    assert all(f"## cutset {verb}\n" in page for verb in VERBS)


def test_links_between_pages_lead_somewhere() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#]+)\)", page.read_text("utf-8")):
            if "://" not in target:
                assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_no_text_holds_the_marks_of_a_merge() -> None:
    marks = ("<" * 7 + " ", ">" * 7 + " ")
    pages = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("changelog.d/*.md")]
    assert pages
    held = [page.name for page in pages for line in page.read_text("utf-8").splitlines() if line.startswith(marks)]
    assert held == []
