"""Forty faults of many kinds in one copied world: all found in one run, each at its place, and none invented."""

# ruff: noqa: E501 - one line a fault reads as the table that it is

from __future__ import annotations

from pathlib import Path

from folder_copy import FolderCopy

from cutset.ingest.opening import open_world

# code, table, row that is changed (or + for a new one), column in which it is found, cells
FORTY: list[tuple[str, str, str, str, dict[str, str]]] = [
    ("bad-clock", "functions", "F-CE6-NILS", "clock", {"clock": "twice"}),
    ("bad-currency", "supplies", "U-CE6", "currency", {"currency": "yuan"}),
    ("bad-date", "measures", "M-US-2020-MEU", "applies_from", {"applies_from": "2020-02-30"}),
    ("bad-date", "sources", "B-PARA", "known", {"known": "10/05/2022"}),
    ("bad-id", "budgets", "B10", "id", {"id": "B 10"}),
    ("bad-number", "supplies", "U-OW-F9", "price", {"price": "67 million"}),
    ("bad-quantity", "uses", "F-ATL-LAUNCH#1", "quantity", {"quantity": "9-7"}),
    ("bad-share", "stakes", "P-CBR>P-OTKRITIE", "share", {"share": "199"}),
    ("bad-word", "parties", "P-NASA", "confidence", {"confidence": "sure"}),
    ("bad-word", "withdrawals", "C-EROSITA", "kind", {"kind": "suspended"}),
    ("bank-is-no-bank", "payments", "Y-EX-VTB", "payer_bank", {"payer_bank": "P-LAVOCHKIN"}),
    ("bears-on-nothing", "statements", "S-GUO", "bears_on", {"bears_on": "", "effect": "would_supply"}),
    ("clock-without-orbit", "functions", "F-SRG-SOFT", "clock", {"clock": "orbit:srg"}),
    ("cycle-through-not", "functions", "F-CE6-DORN", "needs", {"needs": "I-CE6 and not F-CE6-DORN"}),
    ("dangling-reference", "supplies", "U-CE7", "buyer", {"buyer": "P-CNAS"}),
    ("dangling-reference", "targets", "M-US-230126-SPACETY#1", "target", {"target": "P-SPACTY"}),
    ("dangling-reference", "exceptions", "E-UK241-INS", "measure", {"measure": "M-UK-0308-SPAC"}),
    ("dangling-reference", "withdrawals", "C-DLR-ISS", "prompted_by", {"prompted_by": "C-EROSITTA"}),
    ("days-out-of-order", "measures", "M-EU-0408-576", "published", {"published": "2022-04-07"}),
    ("duplicate-row", "channels", "+", "id", {"id": "L-SWIFT", "known": "2021-12-31", "name": "again"}),
    ("empty-needs", "functions", "F-CE7-POLE", "needs", {"needs": ""}),
    ("end-without-cause", "supplies", "U-MCC-M", "until", {"until": "2022-05-01"}),
    ("event-without-due", "functions", "F-EUC-LAUNCH", "due_from", {"due_from": ""}),
    ("formula-injection", "agreements", "A-SEAT", "note", {"note": "+cmd|calc"}),
    ("formula-syntax", "functions", "F-LUNA27-DRILL", "needs", {"needs": "I-PROSPECT or or I-LUNA27"}),
    ("id-in-two-tables", "goods", "+", "id", {"id": "P-VTB", "name": "no good"}),
    ("kind-without-act", "measures", "M-EU-240624-SPFS", "kind", {"kind": "chanel_ban"}),
    ("known-too-early", "measures", "M-EU-0228-CBR", "known", {"known": "2022-02-27"}),
    ("listed-without-list", "measures", "M-US-0802-TECH", "coverage", {"coverage": "list"}),
    ("measure-without-binds", "measures", "M-UK-0406-BANKS", "binds", {"binds": ""}),
    ("missing-value", "names", "P-ROGOZIN#2", "name", {"name": ""}),
    ("needs-itself", "functions", "F-GAL-M11", "needs", {"needs": "I-RIDE-CSG and F-GAL-M11"}),
    ("negated-need", "functions", "F-YAM-PLANT", "needs", {"needs": "not I-SHCH-EQUIP"}),
    ("negative-quantity", "stocks", "T-AVUM", "quantity", {"quantity": "-2"}),
    ("offer-inside-needs", "supplies", "U-NILS", "needs", {"needs": "I-RASHID2"}),
    ("one-number-two-parties", "identifiers", "+", "value", {"id": "n", "party": "P-ESA", "scheme": "RU-OGRN", "value": "1157700012502"}),
    ("oversized-cell", "red_flags", "D-WIRE", "text", {"text": "x" * 30_000}),
    ("reversed-interval", "bound", "P-VTB@RU", "until", {"from": "2022-01-01", "until": "2021-01-01"}),
    ("shares-above-100", "stakes", "+", "share", {"id": "z", "owner": "P-ESA", "owned": "P-CASIC-4", "share": "1"}),
    ("two-rates", "rates", "+", "rate", {"id": "r", "date": "2022-01-12", "base": "USD", "quote": "RUB", "rate": "7"}),
    ("unit-mismatch", "stocks", "T-ELEC-COM", "unit", {"unit": "crates"}),
    ("unknown-country", "parties", "P-CNSA", "country", {"country": "China"}),
    ("unknown-currency", "payments", "Y-CN-PARTS", "currency", {"currency": "CNH"}),
    ("unknown-item", "supplies", "U-CE8", "needs", {"needs": "I-CN-ELECT"}),
    ("unknown-role", "acts", "A05", "who", {"who": "the insurer"}),
    ("unknown-source", "items", "I-CMG", "source", {"source": "B-ISS-CGM"}),
    ("use-without-pace", "uses", "F-SPH-BUILD#1", "per", {"date": "2022-05-01"}),
]  # fmt: skip


def test_forty_faults_are_all_found_in_one_run_and_none_invented(tmp_path: Path) -> None:
    copy = FolderCopy(tmp_path)
    seeded = {
        (f"{table}.csv", copy.add(table, **cells) if row == "+" else copy.change(table, row, **cells), column, code)
        for code, table, row, column, cells in FORTY
    }
    assert len(seeded) >= 40
    found = {(fault.file, fault.row, fault.column, fault.code) for fault in open_world(copy.folder).faults}
    assert seeded - found == set(), "seeded and not found"
    assert found - seeded == set(), "found and not seeded"
