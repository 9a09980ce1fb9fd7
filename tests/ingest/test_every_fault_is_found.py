"""Every kind of fault and remark, put into a copy of a world that has none: found where it stands, and nothing else."""

# ruff: noqa: E501 - one line a kind of fault reads as the table that it is

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from folder_copy import FolderCopy

from cutset.errors import InputError
from cutset.ingest.opening import open_world
from cutset.world.checks.codes import fault_kinds

# code, what is done to the copy (it returns the line), file, column
SEEDS: list[tuple[str, Callable[[FolderCopy], int], str, str]] = [
    ("bad-clock", lambda w: w.change("functions", "F-ISS-HOLD", clock="orbit iss"), "functions.csv", "clock"),
    ("bad-csv", lambda w: 0 * w.append("stakes.csv", 'X,"never closed'), "stakes.csv", ""),
    ("bad-currency", lambda w: w.change("supplies", "U-CE6", currency="Yuan"), "supplies.csv", "currency"),
    ("bad-date", lambda w: w.change("measures", "M-US-2020-MEU", applies_from="23.12.2020"), "measures.csv", "applies_from"),
    ("bad-encoding", lambda w: 0 * w.write("phases.csv", "id,known\nП".encode("cp1251")) + 2, "phases.csv", ""),
    ("bad-id", lambda w: w.change("channels", "L-TARGET", id="L TARGET"), "channels.csv", "id"),
    ("bad-number", lambda w: w.change("supplies", "U-OW-F9", price="67,000,000"), "supplies.csv", "price"),
    ("bad-quantity", lambda w: w.change("stocks", "T-RD180", quantity="about 29"), "stocks.csv", "quantity"),
    ("bad-settings", lambda w: 0 * w.append("world.yaml", "horizon_months: two years\n"), "world.yaml", "horizon_months"),
    ("bad-share", lambda w: w.change("stakes", "P-ROSCOSMOS>P-ENERGIA", share="83,93"), "stakes.csv", "share"),
    ("bad-word", lambda w: w.change("supplies", "U-CE6", standing="contratced"), "supplies.csv", "standing"),
    ("bank-is-no-bank", lambda w: w.change("payments", "Y-DORN", payer_bank="P-PROGRESS"), "payments.csv", "payer_bank"),
    ("bears-on-nothing", lambda w: w.change("statements", "S-SULL", bears_on=""), "statements.csv", "bears_on"),
    ("clock-without-orbit", lambda w: w.change("functions", "F-ISS-HOLD", clock="orbit:mir"), "functions.csv", "clock"),
    ("cycle-through-not", lambda w: w.change("functions", "F-LUNA25-PILOTD", needs="I-PILOTD and not F-LUNA25-PILOTD"),
     "functions.csv", "needs"),
    ("dangling-reference", lambda w: w.change("supplies", "U-CE6", seller="P-CASK"), "supplies.csv", "seller"),
    ("days-out-of-order", lambda w: w.change("measures", "M-EU-0225-3C", published="2022-02-24"), "measures.csv", "published"),
    ("decided-by-text", lambda w: w.change("exceptions", "E-OFAC-GL8", decision="granted"), "exceptions.csv", "decision"),
    ("duplicate-column", lambda w: w.rename("stocks", "note", "unit"), "stocks.csv", "unit"),
    ("duplicate-row", lambda w: w.add("phases", id="R-ISS#1", programme="R-ISS", phase="x", known="2021-12-31"),
     "phases.csv", "id"),
    ("empty-needs", lambda w: w.change("functions", "F-CE7-POLE", needs=""), "functions.csv", "needs"),
    ("end-without-cause", lambda w: w.change("supplies", "U-CMG", until="2022-06-01"), "supplies.csv", "until"),
    ("end-without-cause", lambda w: w.change("supplies", "U-SOYUZ-CSG", until="2022-02-26"), "supplies.csv", "until"),
    ("event-without-due", lambda w: w.change("functions", "F-EXO-2022", due_until=""), "functions.csv", "due_until"),
    ("formula-injection", lambda w: w.change("parties", "P-NASA", name="=1+1"), "parties.csv", "name"),
    ("formula-injection", lambda w: w.change("parties", "P-NASA", note="@SUM(A1)"), "parties.csv", "note"),
    ("formula-syntax", lambda w: w.change("functions", "F-ISS-ATTITUDE", needs="I-CMG and (I-DESAT"), "functions.csv", "needs"),
    ("id-in-two-tables", lambda w: w.add("channels", id="P-NASA", name="x"), "channels.csv", "id"),
    ("kind-without-act", lambda w: w.change("measures", "M-US-230412-HEAD", kind="aset_freeze"), "measures.csv", "kind"),
    ("known-too-early", lambda w: w.change("measures", "M-US-0224-SBER", known="2022-02-20"), "measures.csv", "known"),
    ("known-too-early", lambda w: w.change("statements", "S-SULL", known="2022-03-01"), "statements.csv", "known"),
    ("listed-without-list", lambda w: w.change("measures", "M-US-230412-HEAD", coverage="list"), "measures.csv", "coverage"),
    ("listed-without-measure", lambda w: w.add("identifiers", id="x", party="P-NASA", scheme="OFAC-UID", value="1"),
     "identifiers.csv", "party"),
    ("measure-cuts-nothing", lambda w: w.add("measures", id="M-X", issuer="x", law="RU", act="x", kind="x", coverage="list"),
     "measures.csv", "kind"),
    ("measure-without-binds", lambda w: w.change("measures", "M-US-230412-HEAD", binds=""), "measures.csv", "binds"),
    ("measure-without-targets", lambda w: w.change("targets", "M-US-230412-HEAD#1", measure="M-US-230126-SPACETY") * 0 + 42,
     "measures.csv", "id"),
    ("method-supplied", lambda w: w.delete("red_flags.csv"), "", ""),
    ("missing-column", lambda w: w.rename("supplies", "standing", "stnding"), "supplies.csv", "standing"),
    ("missing-table", lambda w: w.delete("parties.csv"), "parties", ""),
    ("missing-table", lambda w: w.delete("channels.csv"), "channels", ""),
    ("missing-value", lambda w: w.change("parties", "P-NASA", kind=""), "parties.csv", "kind"),
    ("needs-itself", lambda w: w.change("functions", "F-CE7-POLE", needs="I-CE7 and F-CE7-POLE"), "functions.csv", "needs"),
    ("negated-need", lambda w: w.change("functions", "F-ISS-POWER", needs="not I-US-POWER"), "functions.csv", "needs"),
    ("negative-quantity", lambda w: w.change("stocks", "T-RD180", quantity="-29"), "stocks.csv", "quantity"),
    ("negative-quantity", lambda w: w.change("supplies", "U-CE6", price="-1"), "supplies.csv", "price"),
    ("nobody-supplies", lambda w: 0 * w.drop_supply() + w.line_of_power(), "functions.csv", "needs"),
    ("offer-inside-needs", lambda w: w.change("functions", "F-CE7-POLE", needs="I-CE7 or I-RASHID2"), "functions.csv", "needs"),
    ("one-number-two-parties", lambda w: w.add("identifiers", id="x", party="P-NASA", scheme="RU-INN", value="77 02388027"),
     "identifiers.csv", "value"),
    ("one-number-on-purpose", lambda w: w.add("identifiers", id="x", party="P-NASA", scheme="RU-INN", value="7702388027",
     note="number of P-ROSCOSMOS"), "identifiers.csv", "value"),
    ("oversized-cell", lambda w: w.change("parties", "P-NASA", note="x" * 20_001), "parties.csv", "note"),
    ("price-without-currency", lambda w: w.change("supplies", "U-CMG", price="5"), "supplies.csv", "currency"),
    ("rate-missing", lambda w: w.change("supplies", "U-OW-SOYUZ", currency="KZT"), "supplies.csv", "currency"),
    ("read-as-label", lambda w: w.delete("programmes.csv"), "programmes", ""),
    ("reversed-interval", lambda w: w.change("stakes", "P-RU-GOV>P-PSB", until="2017-01-01"), "stakes.csv", "until"),
    ("share-below-one", lambda w: w.change("stakes", "P-ENERGIA>P-GAZPROM-SS", share="0.51"), "stakes.csv", "share"),
    ("shares-above-100", lambda w: w.add("stakes", id="x", owner="P-NASA", owned="P-PSB", share="0.5"), "stakes.csv", "share"),
    ("stock-without-use", lambda w: w.add("stocks", id="x", item="I-CMG", holder="P-NASA", as_of="2022-01-01"),
     "stocks.csv", "item"),
    ("too-many-cells", lambda w: w.append("phases.csv", "x,2022-01-01,,documented,R-ISS,x,,,,more\n"), "phases.csv", ""),
    ("two-rates", lambda w: w.add("rates", id="x", date="2022-01-11", base="USD", quote="RUB", rate="75"), "rates.csv", "rate"),
    ("unit-mismatch", lambda w: w.change("stocks", "T-RD180", unit="set"), "stocks.csv", "unit"),
    ("unknown-column", lambda w: w.rename("stocks", "note", "remarks"), "stocks.csv", "remarks"),
    ("unknown-country", lambda w: w.change("parties", "P-DLR", country="Germany"), "parties.csv", "country"),
    ("unknown-currency", lambda w: w.change("supplies", "U-LUNA25", currency="RUR"), "supplies.csv", "currency"),
    ("unknown-item", lambda w: w.change("functions", "F-ISS-POWER", needs="I-US-POWR"), "functions.csv", "needs"),
    ("unknown-role", lambda w: w.change("acts", "A01", who="sellers"), "acts.csv", "who"),
    ("unknown-setting", lambda w: 0 * w.append("world.yaml", "horizon: 24\n"), "world.yaml", "horizon"),
    ("unknown-source", lambda w: w.change("parties", "P-NASA", source="B-NOWHERE"), "parties.csv", "source"),
    ("unknown-table", lambda w: w.write("supply.csv", "id,known\n"), "supply.csv", ""),
    ("unread-file", lambda w: w.write("colours.csv", "id,known\n"), "colours.csv", ""),
    ("use-without-pace", lambda w: w.change("uses", "F-ATL-LAUNCH#1", per=""), "uses.csv", "per"),
    ("use-without-stock", lambda w: w.add("uses", id="x", function="F-ATL-LAUNCH", item="I-CMG", quantity="1", per="day"),
     "uses.csv", "item"),
    ("use-of-nothing-kept", lambda w: w.add("uses", id="x", function="F-ISS-POWER", item="I-CMG", quantity="1", per="day"),
     "uses.csv", "item"),
]  # fmt: skip
REMARKS_BEFORE = frozenset(open_world("space-2022").remarks)
ELSEWHERE = {
    "bad-workbook",
    "rounded-number",
    "unknown-format",
    "missing-world",
    "would-overwrite",
    "not-empty",
    "absent-table",
}


def seeded(copy: FolderCopy) -> FolderCopy:
    """Return the copy with two ways of changing it that only one seed needs."""

    def drop_supply() -> int:
        copy.drop("supplies", "U-US-POWER")
        return 0

    copy.drop_supply = drop_supply  # type: ignore[attr-defined]
    copy.line_of_power = lambda: copy.change("functions", "F-ISS-POWER")  # type: ignore[attr-defined]
    return copy


@pytest.mark.parametrize(
    ("code", "seed", "file", "column"), SEEDS, ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_seeded_fault_is_found_where_it_stands_and_no_other(
    code: str, seed: Callable[[FolderCopy], int], file: str, column: str, tmp_path: Path
) -> None:
    copy = seeded(FolderCopy(tmp_path))
    line = seed(copy)
    reading = open_world(copy.folder)
    new_remarks = [remark for remark in reading.remarks if remark not in REMARKS_BEFORE]
    if fault_kinds()[code].stops:
        assert {fault.code for fault in reading.faults} == {code}
        (fault, *_) = reading.faults
        assert reading.world is None
    else:
        assert reading.faults == ()
        fault = next(remark for remark in new_remarks if remark.code == code)
    assert (fault.file, fault.column) == (file, column)
    assert fault.row == line or line == 42


def test_every_published_code_is_seeded_here_or_in_the_test_of_its_reader() -> None:
    assert {seed[0] for seed in SEEDS} | ELSEWHERE == set(fault_kinds())


def test_there_are_more_than_25_kinds_of_faults() -> None:
    assert sum(kind.stops for kind in fault_kinds().values()) > 25


def test_a_negation_in_a_cycle_names_the_cycle(tmp_path: Path) -> None:
    copy = FolderCopy(tmp_path)
    copy.change("functions", "F-ISS-POWER", needs="not F-ISS-COMMAND")
    copy.change("functions", "F-ISS-COMMAND", needs="I-MCC-M and F-ISS-POWER")
    (fault,) = open_world(copy.folder).faults
    assert fault.code == "cycle-through-not"
    assert "F-ISS-POWER needs F-ISS-COMMAND needs F-ISS-POWER" in fault.sentence


def test_hints_name_what_is_near(tmp_path: Path) -> None:
    copy = FolderCopy(tmp_path)
    copy.change("supplies", "U-CE6", seller="P-CASK")
    copy.change("functions", "F-ISS-POWER", needs="I-US-POWR")
    copy.change("parties", "P-DLR", country="Germany")
    hints = [fault.hint for fault in open_world(copy.folder).faults]
    assert any("'P-CASC'" in hint for hint in hints)
    assert any("'I-US-POWER'" in hint for hint in hints)
    assert "did you mean 'DE'?" in hints


def test_a_faulty_row_calls_nothing_else_into_question(tmp_path: Path) -> None:
    copy = FolderCopy(tmp_path)
    copy.change("parties", "P-NASA", known="1.1.2022")
    copy.change("items", "I-CMG", known="")
    copy.change("measures", "M-US-230412-HEAD", applies_from="soon")
    assert sorted(fault.code for fault in open_world(copy.folder).faults) == ["bad-date", "bad-date", "missing-value"]


def test_two_faults_of_one_row_are_both_told(tmp_path: Path) -> None:
    copy = FolderCopy(tmp_path)
    copy.change("stakes", "P-ROSCOSMOS>P-ENERGIA", share="much", owner="P-ROSKOSMOS")
    assert [fault.code for fault in open_world(copy.folder).faults] == ["dangling-reference", "bad-share"]


def test_a_workbook_that_is_none_is_one_fault(tmp_path: Path) -> None:
    file = tmp_path / "world.xlsx"
    file.write_bytes(b"not a workbook")
    with pytest.raises(InputError) as caught:
        open_world(file)
    assert [fault.code for fault in caught.value.faults] == ["bad-workbook"]


def test_a_number_that_the_spreadsheet_has_rounded_is_a_fault(tmp_path: Path) -> None:
    file = tmp_path / "world.xlsx"
    with xlsxwriter.Workbook(str(file)) as book:
        sheet = book.add_worksheet("parties")
        sheet.write_row(0, 0, ["id", "known", "name", "kind", "founded"])
        sheet.write_row(1, 0, ["P-1", "2022-01-01", "One", "company", 1157700012502123.0])
    (fault,) = open_world(file).faults
    assert (fault.code, fault.file, fault.row, fault.column) == ("rounded-number", "world.xlsx!parties", 2, "founded")


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    (tmp_path / "world.ods").write_bytes(b"")
    with pytest.raises(InputError, match="unknown-format"):
        open_world(tmp_path / "world.ods")


def test_a_table_of_the_six_that_nobody_names_is_only_remarked_upon(tmp_path: Path) -> None:
    (tmp_path / "parties.csv").write_text("id,known,name,kind\nP-1,2022-01-01,One,company\n", encoding="utf-8")
    reading = open_world(tmp_path)
    assert reading.faults == ()
    assert "absent-table" in {remark.code for remark in reading.remarks}
