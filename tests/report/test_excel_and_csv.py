"""Do the Excel file and the CSV files hold what the document holds, and no formula?"""

from __future__ import annotations

import csv
from datetime import date
from io import BytesIO, StringIO
from zipfile import ZipFile

import msgspec
import pytest
from python_calamine import CalamineWorkbook
from small_world import small_document

from cutset.report.csv import as_csv
from cutset.report.document import Document
from cutset.report.excel import MOST_LETTERS, as_excel
from cutset.report.tables import Cell, tables_of

FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x")', "\t=1", "https://example.org/x")


def read_sheet(file: bytes, name: str) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(BytesIO(file)).get_sheet_by_name(name).to_python(skip_empty_area=False)


def as_read(cell: Cell) -> object:
    return "" if cell is None else float(cell) if isinstance(cell, int) else cell


@pytest.mark.parametrize("fixture", ["small", "space"])
def test_excel_reads_back_equal_to_the_document(fixture: str, request: pytest.FixtureRequest) -> None:
    document: Document = request.getfixturevalue(fixture)
    file = as_excel(document)
    tables = tables_of(document)
    assert CalamineWorkbook.from_filelike(BytesIO(file)).sheet_names == [one.name for one in tables]
    for table in tables:
        head, *rows = read_sheet(file, table.name)
        assert tuple(head) == table.columns
        assert rows == [[as_read(cell) for cell in row] for row in table.rows]


def test_tables_hold_every_list_of_the_document(space: Document) -> None:
    rows = {table.name: len(table.rows) for table in tables_of(space)}
    lists = ("functions", "items", "parties", "payments", "offers", "exposures", "agreements", "measures", "statements")
    assert {name: rows[name] for name in lists} == {name: len(getattr(space, name)) for name in lists}
    assert rows["chains"] > sum(len(one.because) for one in space.functions)
    assert rows["sources"] == len(space.sources)


@pytest.mark.parametrize("text", FORMULAS)
def test_text_that_looks_like_a_formula_stays_text(text: str) -> None:
    document = small_document(lambda said: text if said == "Operator" else said)
    file = as_excel(document)
    names = [row[1] for row in read_sheet(file, "parties")]
    assert text in names
    with ZipFile(BytesIO(file)) as packed:
        sheets = [packed.read(name) for name in packed.namelist() if name.startswith("xl/worksheets/sheet")]
    assert not any(b"<f>" in sheet or b"<hyperlink" in sheet for sheet in sheets)


def test_heads_stay_in_sight_and_can_be_filtered(small: Document) -> None:
    with ZipFile(BytesIO(as_excel(small))) as packed:
        sheets = [packed.read(name) for name in packed.namelist() if name.startswith("xl/worksheets/sheet")]
    assert len(sheets) == len(tables_of(small))
    assert all(b'state="frozen"' in sheet and b"<autoFilter" in sheet for sheet in sheets)


def test_equal_documents_give_equal_excel_files() -> None:
    assert as_excel(small_document()) == as_excel(small_document())


def test_too_long_a_text_is_cut_and_says_so(small: Document) -> None:
    long = msgspec.structs.replace(small, remarks=("x" * (MOST_LETTERS + 5),))
    cell = str(read_sheet(as_excel(long), "about")[-1][1])
    assert len(cell) == MOST_LETTERS
    assert cell.endswith("(cut here; whole in the JSON and CSV files)")


def test_day_before_1900_is_written_as_text(small: Document) -> None:
    old = msgspec.structs.replace(small, as_of=date(1815, 6, 18))
    assert ["as of", "1815-06-18"] in read_sheet(as_excel(old), "about")


def test_csv_reads_back_equal_to_the_document(space: Document) -> None:
    files = as_csv(space)
    for table in tables_of(space):
        head, *rows = csv.reader(StringIO(files[f"{table.name}.csv"].decode(), newline=""))
        assert tuple(head) == table.columns
        assert rows == [["" if cell is None else str(cell) for cell in row] for row in table.rows]


@pytest.mark.parametrize("text", FORMULAS[:-1])
def test_csv_puts_an_apostrophe_before_what_a_spreadsheet_would_compute(text: str) -> None:
    files = as_csv(small_document(lambda said: text if said == "Operator" else said))
    assert f"'{text}" in [row[1] for row in csv.reader(StringIO(files["parties.csv"].decode(), newline=""))]
