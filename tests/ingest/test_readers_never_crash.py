"""Whatever the bytes and cells are, reading ends in a world or in faults, never in another exception."""

from __future__ import annotations

import contextlib
import csv
import io
import tempfile
from pathlib import Path

import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from cutset.errors import InputError
from cutset.ingest.opening import open_world, read_world
from cutset.ingest.tables import FIRST_COLUMNS
from cutset.ingest.writing import header_of
from cutset.world.formula import parse_formula
from cutset.world.rows import TABLES

SOME_TABLES = ("parties", "stakes", "supplies", "functions", "measures", "targets", "uses", "statements", "rates")
WORDS = st.sampled_from(
    ["", "P-1", "P-1;P-2", "2022-03-02", "open", "51", ">50", "-3", "7-9", "=1+1", "@x", "not F-1", "F-1 and (I-1",
     "2 of (I-1, I-2)", "?", "EUR", "persons", "event", "documented", "orbit:x", "nan", "1e9", "0", "٣", "\u2028", "'"]
)  # fmt: skip
CELLS = WORDS | st.text(max_size=30)
SPREADSHEET_CELLS = CELLS | st.floats() | st.integers(-(10**20), 10**20) | st.booleans() | st.dates() | st.none()


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(sorted(TABLES)))
def test_random_bytes_are_a_world_or_faults(data: bytes, table: str) -> None:
    with tempfile.TemporaryDirectory() as place:
        (Path(place) / f"{table}.csv").write_bytes(data)
        _opened(Path(place))


@settings(max_examples=30, deadline=None)
@given(st.binary(max_size=300) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "ignore")))
def test_random_settings_are_a_world_or_faults(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as place:
        (Path(place) / "world.yaml").write_bytes(data)
        (Path(place) / "parties.csv").write_bytes(b"id,known,name,kind\n")
        _opened(Path(place))


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_random_cells_are_a_world_or_faults(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as place:
        for table in data.draw(st.sets(st.sampled_from(SOME_TABLES), min_size=1, max_size=4)):
            header = header_of(TABLES[table])
            rows = data.draw(st.lists(st.lists(CELLS, max_size=len(header) + 1), max_size=4))
            (Path(place) / f"{table}.csv").write_text(_csv([header, *rows]), encoding="utf-8", newline="")
        _opened(Path(place))


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(SPREADSHEET_CELLS, max_size=8), max_size=5), st.sampled_from([*SOME_TABLES, "world", "x"]))
def test_random_cells_of_a_spreadsheet_are_a_world_or_faults(rows: list[list[object]], sheet: str) -> None:
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "world.xlsx"
        options = {"nan_inf_to_errors": True, "strings_to_formulas": False, "strings_to_urls": False}
        with xlsxwriter.Workbook(str(file), {**options, "default_date_format": "yyyy-mm-dd"}) as book:
            made = book.add_worksheet(sheet)
            for at, name in enumerate([*FIRST_COLUMNS, *header_of(TABLES.get(sheet, TABLES["parties"]))[4:]][:8]):
                made.write_string(0, at, name)
            for line, cells in enumerate(rows, start=1):
                for at, cell in enumerate(cells):
                    with contextlib.suppress(ValueError):  # days before 1900 are none of a spreadsheet's
                        made.write(line, at, cell)
        _opened(file)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400) | st.binary(max_size=200).map(lambda tail: b"PK\x03\x04" + tail))
def test_random_bytes_are_no_workbook(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "world.xlsx"
        file.write_bytes(data)
        _opened(file)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 5000), st.binary(min_size=1, max_size=20))
def test_a_damaged_workbook_is_a_world_or_faults(at: int, damage: bytes) -> None:
    whole = _small_workbook()
    at = at % len(whole)
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "world.xlsx"
        file.write_bytes(whole[:at] + damage + whole[at + len(damage) :])
        _opened(file)


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="AB12 ()?,andorft\n", max_size=60))
def test_random_text_is_a_formula_or_a_fault(text: str) -> None:
    with contextlib.suppress(InputError):
        formula = parse_formula(text)
        assert parse_formula(str(formula)) is not None


def _opened(path: Path) -> None:
    with contextlib.suppress(InputError):
        reading = open_world(path)
        assert (reading.world is None) == bool(reading.faults)
    with contextlib.suppress(InputError):
        read_world(path)


def _csv(rows: list[object]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows(rows)  # type: ignore[arg-type]
    return out.getvalue()


def _small_workbook() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("parties")
        sheet.write_row(0, 0, ["id", "known", "name", "kind"])
        sheet.write_row(1, 0, ["P-1", "2022-01-01", "One", "company"])
    return out.getvalue()
