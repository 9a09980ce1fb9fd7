"""What `cutset new` writes: without a fault, with notes and drop-downs, and never over what is there."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from cutset.errors import InputError, NotFoundError
from cutset.ingest import template as templates
from cutset.ingest.opening import open_world
from cutset.ingest.template import make_template, write_template
from cutset.world.checks.references import NEEDED
from cutset.world.rows import TABLES
from cutset.worlds import EMBEDDED, embedded_folder

WORLDS = [name for name in EMBEDDED if embedded_folder(name).is_dir()]
SIX = ["parties", "items", "supplies", "functions", "measures", "targets"]


def test_the_six_tables_of_a_useful_start_come_first() -> None:
    assert [kind.table for kind in NEEDED] == SIX
    assert [kind.table for kind in make_template().tables][:6] == SIX


@pytest.mark.parametrize("form", ["mine", "mine.xlsx"])
@pytest.mark.parametrize("names", [[], ["start"], ["stakes", "uses", "exceptions"], ["acts", "measures"], list(TABLES)])
def test_a_template_has_no_fault(form: str, names: list[str], tmp_path: Path) -> None:
    write_template(make_template(names), tmp_path / form)
    assert open_world(tmp_path / form).faults == ()


@pytest.mark.parametrize("table", sorted(TABLES))
def test_every_table_alone_has_no_fault_and_an_example(table: str, tmp_path: Path) -> None:
    template = make_template([table])
    write_template(template, tmp_path / "mine")
    reading = open_world(tmp_path / "mine")
    assert reading.faults == ()
    assert reading.given().of(TABLES[table])


@pytest.mark.parametrize("world", WORLDS)
def test_the_example_can_be_taken_from_any_world_that_ships(
    world: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(templates, "EXAMPLE_WORLD", world)
    for place, names in enumerate(([], ["start"])):
        template = make_template(names)
        write_template(template, tmp_path / str(place))
        assert open_world(tmp_path / str(place)).faults == ()
        assert all(template.tables.values())


def test_a_start_is_small() -> None:
    assert sum(len(rows) for rows in make_template(["start"]).tables.values()) <= 30


def test_headers_alone_have_no_fault_either(tmp_path: Path) -> None:
    write_template(make_template(examples=False), tmp_path / "mine.xlsx")
    reading = open_world(tmp_path / "mine.xlsx")
    assert reading.faults == ()
    assert reading.places.counted()[0] == 0


def test_tables_that_others_need_are_added_and_named() -> None:
    template = make_template(["supplies"])
    assert template.added == ("items",)
    assert {kind.table for kind in template.tables} == {"supplies", "items"}


@pytest.mark.parametrize("form", ["mine", "mine.xlsx"])
def test_nothing_is_written_over_unless_asked(form: str, tmp_path: Path) -> None:
    template = make_template(["start"])
    files = write_template(template, tmp_path / form)
    before = {file: file.read_bytes() for file in files}
    with pytest.raises(InputError, match="would-overwrite"):
        write_template(make_template(["stakes", "parties"]), tmp_path / form)
    assert {file: file.read_bytes() for file in files} == before
    write_template(template, tmp_path / form, force=True)
    assert not list(tmp_path.glob(".cutset-*"))


def test_a_template_is_a_folder_or_a_workbook(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="unknown-format"):
        write_template(make_template(["start"]), tmp_path / "mine.ods")


def test_an_unknown_table_is_refused_with_what_is_near() -> None:
    with pytest.raises(NotFoundError, match="supplies"):
        make_template(["suplies"])


def test_a_workbook_has_notes_drop_downs_and_frozen_headers(tmp_path: Path) -> None:
    file = tmp_path / "mine.xlsx"
    write_template(make_template(), file)
    with zipfile.ZipFile(file) as book:
        sheets = {name: book.read(name).decode() for name in book.namelist() if "worksheets/sheet" in name}
        notes = "".join(book.read(name).decode() for name in book.namelist() if "comments" in name)
        words = book.read("xl/sharedStrings.xml").decode()
        order = book.read("xl/workbook.xml").decode()
    assert order.index("read me") < order.index('"world"') < order.index('"parties"') < order.index('"stakes"')
    tables = [text for text in sheets.values() if "dataValidation " in text]
    assert len(tables) == len(make_template().tables)
    assert all('state="frozen"' in text for text in tables)
    assert any("operating,contracted,tested,offered,promised" in text for text in tables)
    assert any("parties!$A$2" in text for text in tables)
    assert "Country in which it is made" in notes
    assert "A useful start needs these six tables" in words


def test_a_folder_explains_itself(tmp_path: Path) -> None:
    write_template(make_template(["start"]), tmp_path / "mine")
    text = (tmp_path / "mine" / "READ-ME.txt").read_text(encoding="utf-8")
    assert all(f"   {name}: " in text for name in SIX)
    assert "standing (must be filled)" in text
