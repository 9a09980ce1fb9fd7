"""The command line starts fast, says what it can do, and fails in one line a fault."""

import subprocess
import sys

import pytest

from cutset.cli import VERBS, cutset, main
from cutset.cli.failing import FAULTY_INPUT, FINDINGS, NOTHING

HEAVY = ("numpy", "numba", "rich", "lxml", "jinja2", "yaml", "vl_convert", "xlsxwriter", "python_calamine", "highspy")


START = """
import sys
sys.argv = {words!r}
from cutset.cli import main
try:
    main()
finally:
    print([name for name in {heavy!r} if name in sys.modules], file=sys.stderr)
"""


def run(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr(sys, "argv", ["cutset", *words])
    with pytest.raises(SystemExit) as stop:
        main()
    return int(stop.value.code or 0)


@pytest.mark.parametrize("words", [["--help"], *([verb, "--help"] for verb in VERBS)], ids=" ".join)
def test_help_imports_nothing_heavy(words: list[str]) -> None:
    code = START.format(words=["cutset", *words], heavy=HEAVY)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert done.stderr.strip() == "[]"
    assert "Usage" in done.stdout


def test_every_verb_is_listed_with_a_line_of_help(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run(monkeypatch, "--help")
    shown = capsys.readouterr().out
    for verb in VERBS:
        assert f"\n  {verb} " in shown
    assert cutset.help is not None


def test_assess_ends_with_nothing_and_gates_only_when_asked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "assess") == NOTHING
    shown = capsys.readouterr().out
    for topic in ("parts", "help", "payments", "mars", "station", "moon"):
        assert f"\n{topic}  " in shown
    assert "Not legal advice; check the official publication." in shown
    assert run(monkeypatch, "assess", "--gate") == FINDINGS


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["assess", "space-2023"], "did you mean 'space-2022'?"),
        (["assess", "--law", "XX"], "no law 'XX'"),
        (["assess", "--for", "P-NASSA"], "did you mean 'P-NASA'"),
        (["explain", "F-ISS-HOLDD"], "did you mean 'F-ISS-HOLD'"),
        (["assess", "--as-of", "2.3.2022"], "write it as 2022-03-02"),
        (["asess"], "asess"),
    ],
)
def test_a_wrong_word_ends_with_two_and_a_hint(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    assert run(monkeypatch, *words) == FAULTY_INPUT
    shown = capsys.readouterr().err
    assert said in shown
    assert "Traceback" not in shown
