"""A world written out and read again is the same world, as a folder and as a workbook."""

from __future__ import annotations

import csv
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter

from cutset.ingest.annotated import write_workbook
from cutset.ingest.opening import open_world, read_world
from cutset.ingest.writing import write_folder
from cutset.world.rows import TABLES, Party, Source
from cutset.world.world import World
from cutset.worlds import EMBEDDED, embedded_folder

WORLDS = [name for name in EMBEDDED if embedded_folder(name).is_dir()]


@pytest.mark.parametrize("name", WORLDS)
def test_a_world_that_ships_has_no_fault(name: str) -> None:
    assert open_world(name).faults == ()


@pytest.mark.parametrize("name", WORLDS)
def test_folder_to_workbook_to_world_is_the_same_world(name: str, tmp_path: Path) -> None:
    world = read_world(name)
    file = tmp_path / f"{name}.xlsx"
    write_workbook({kind: world.of(kind) for kind in TABLES.values()}, world.settings, file)
    again = read_world(file)
    assert again.rows == world.rows
    assert again.settings == world.settings


@pytest.mark.parametrize("name", WORLDS)
def test_world_to_folder_to_world_is_the_same_world(name: str, tmp_path: Path) -> None:
    world = read_world(name)
    write_folder(world, tmp_path / "again")
    again = read_world(tmp_path / "again")
    assert again.rows == world.rows
    assert again.settings == world.settings


@pytest.mark.parametrize("mark", [";", "\t"])
def test_tables_parted_by_semicolons_or_tabs_are_the_same_world(mark: str, tmp_path: Path) -> None:
    world = read_world("space-2022")
    write_folder(world, tmp_path / "again")
    for file in (tmp_path / "again").glob("*.csv"):
        with file.open(encoding="utf-8", newline="") as text:
            records = list(csv.reader(text))
        with file.open("w", encoding="utf-8", newline="") as text:
            csv.writer(text, delimiter=mark).writerows(records)
    assert read_world(tmp_path / "again").rows == world.rows


def test_a_folder_that_holds_something_is_not_written_to(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(ValueError, match="not-empty"):
        write_folder(read_world("space-2022"), tmp_path)


def test_what_a_spreadsheet_makes_of_cells_is_read_back_as_text(tmp_path: Path) -> None:
    file = tmp_path / "world.xlsx"
    with xlsxwriter.Workbook(str(file), {"default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet("parties")
        sheet.write_row(0, 0, ["id", "known", "name", "kind", "founded", "active", "size"])
        sheet.write_row(1, 0, ["P-1"])
        sheet.write_datetime(1, 1, datetime(2022, 3, 2))  # noqa: DTZ001 - a spreadsheet has no time zones
        sheet.write_row(1, 2, [42.0, "company", 1999, True, 0.5])
        book.add_worksheet("Sheet1")
        settings = book.add_worksheet("settings")
        settings.write_row(0, 0, ["as_of"])
        settings.write_datetime(0, 1, datetime(2022, 3, 2))  # noqa: DTZ001
        settings.write_row(1, 0, ["horizon_months", 12])
        settings.write_row(2, 0, ["laws", "US; EU"])
        settings.write_row(3, 0, ["currency.default", "USD"])
    reading = open_world(file)
    assert reading.faults == ()
    (party,) = reading.given().of(Party)
    assert (party.known, party.name, party.founded) == (date(2022, 3, 2), "42", "1999")
    assert party.extra == (("active", "true"), ("size", "0.5"))
    codes = {remark.code for remark in reading.remarks}
    assert {"unknown-column", "unread-file"} <= codes
    settings_read = reading.given().settings
    assert (settings_read.as_of, settings_read.horizon_months) == (date(2022, 3, 2), 12)
    assert (settings_read.laws, settings_read.currency.default) == (("US", "EU"), "USD")


def test_columns_of_ones_own_are_kept(tmp_path: Path) -> None:
    (tmp_path / "parties.csv").write_text(
        "id,known,name,kind,colour\nP-1,2022-01-01,One,company,blue\n", encoding="utf-8"
    )
    reading = open_world(tmp_path)
    (party,) = reading.given().of(Party)
    assert party.extra == (("colour", "blue"),)
    (remark,) = [remark for remark in reading.remarks if remark.code == "unknown-column"]
    assert (remark.file, remark.row, remark.column) == ("parties.csv", 1, "colour")


def test_a_line_is_counted_where_a_record_begins(tmp_path: Path) -> None:
    text = 'id,known,name,kind,note\nP-1,2022-01-01,One,company,"two\nlines"\nP-2,soon,Two,company,\n'
    (tmp_path / "parties.csv").write_text(text, encoding="utf-8")
    (fault,) = open_world(tmp_path).faults
    assert (fault.row, fault.column) == (4, "known")


def test_a_separator_that_only_some_programs_take_for_a_line_end_stays_in_its_cell(tmp_path: Path) -> None:
    text = "id,known,name,kind\nP-1,2022-01-01,One\u2028\x85two,company\n"
    (tmp_path / "parties.csv").write_text(text, encoding="utf-8")
    (party,) = open_world(tmp_path).given().of(Party)
    assert party.name == "One\u2028\x85two"


def test_method_is_supplied_where_it_is_absent_with_its_sources(tmp_path: Path) -> None:
    (tmp_path / "parties.csv").write_text("id,known,name,kind\nP-1,2022-01-01,One,company\n", encoding="utf-8")
    world = open_world(tmp_path).given()
    assert world.of(TABLES["acts"]) == read_world("space-2022").of(TABLES["acts"])
    assert {name for act in world.of(TABLES["acts"]) for name in act.source} <= set(world.by_id(Source))


def test_ids_of_supplied_rows_are_free_for_ones_own(tmp_path: Path) -> None:
    text = "id,known,name,kind\nUS,2022-01-01,Ulan Steel,company\nA01,2022-01-01,One,company\n"
    (tmp_path / "parties.csv").write_text(text, encoding="utf-8")
    assert open_world(tmp_path).faults == ()


def test_a_table_of_method_that_is_there_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "acts.csv").write_text("id,known,measure_kind,act,effect,who\n", encoding="utf-8")
    assert open_world(tmp_path).given().of(TABLES["acts"]) == ()


def test_a_missing_world_says_what_is_near(tmp_path: Path) -> None:
    with pytest.raises(LookupError, match="space-2022"):
        read_world("space-2202")


def test_an_empty_folder_has_no_table(tmp_path: Path) -> None:
    assert [fault.code for fault in open_world(tmp_path).faults] == ["missing-table"]


def test_rows_may_stand_in_any_order(tmp_path: Path) -> None:
    world = read_world("space-2022")
    assert World(world.settings, reversed(world.rows)).rows == world.rows
