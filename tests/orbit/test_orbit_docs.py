"""The orbit page: its examples run, and no option or term is left out."""

from __future__ import annotations

import doctest
from pathlib import Path

import click
import pytest

from cutset.cli.orbit import orbit

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "orbit.md").read_text(encoding="utf-8")


def test_the_examples_of_the_page_run():
    result = doctest.testfile(str(DOCS / "orbit.md"), module_relative=False)
    assert result.attempted > 3
    assert result.failed == 0


@pytest.mark.parametrize("name", sorted(orbit.commands))
def test_every_option_is_on_the_page_and_has_help(name):
    part = PAGE.split(f"### `cutset orbit {name}`")[1].split("\n#")[0]
    for option in orbit.commands[name].params:
        assert isinstance(option, click.Option)
        assert f"`{option.opts[0]}" in part, option.opts
        assert option.help


def test_the_page_says_why_no_other_density_model_is_shipped():
    assert "Why not MSIS 2.x?" in PAGE


def test_every_term_has_a_source():
    section = (DOCS / "nomenclature.md").read_text(encoding="utf-8").partition("## Orbits and windows")[2]
    lines = [line for line in section.partition("\n## ")[0].splitlines() if line.startswith("|")]
    assert len(lines) > 10
    for line in lines[2:]:
        term, _, unit, source = (cell.strip() for cell in line.strip("|").split("|"))
        assert term
        assert unit
        assert source
