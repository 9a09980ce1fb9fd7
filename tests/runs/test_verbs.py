"""What do the verbs that keep, compare and look back print, and with what do they exit?"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from kept import document_on, exit_code, inputs_on

from cutset.runs import Store, save

Capture = pytest.CaptureFixture[str]
Patch = pytest.MonkeyPatch


def test_saving_leaves_what_is_printed_alone(path: Path, monkeypatch: Patch, capsys: Capture) -> None:
    assert exit_code(monkeypatch, "assess", "--format", "json") == 0
    plain = capsys.readouterr().out
    assert exit_code(monkeypatch, "assess", "--format", "json", "--save") == 0
    told = capsys.readouterr()
    assert told.out == plain
    assert told.err.startswith("saved as run ")
    assert exit_code(monkeypatch, "runs", "show", "last", "--format", "json") == 0
    assert capsys.readouterr().out == plain


def test_store_option_wins_over_the_variable(path: Path, monkeypatch: Patch, capsys: Capture, tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite"
    assert exit_code(monkeypatch, "assess", "--save", "--store", str(other)) == 0
    assert other.is_file()
    assert not path.exists()


def test_runs_are_listed_shown_exported_imported_and_verified(
    store: Store, monkeypatch: Patch, capsys: Capture, tmp_path: Path
) -> None:
    saved = save(store, inputs_on("2022-03-02"), document_on("2022-03-02"))
    assert exit_code(monkeypatch, "runs", "list") == 0
    assert f"1  {saved.short}" in capsys.readouterr().out
    assert exit_code(monkeypatch, "runs", "list", "--format", "json") == 0
    assert json.loads(capsys.readouterr().out)[0]["run"]["question"]["as_of"] == "2022-03-02"
    assert exit_code(monkeypatch, "runs", "show", saved.short) == 0
    assert f"Run {saved.id}, number 1" in capsys.readouterr().out
    assert exit_code(monkeypatch, "runs", "export", "#1", "--out", str(tmp_path / "out")) == 0
    home = capsys.readouterr().out.strip()
    other = str(tmp_path / "other.sqlite")
    assert exit_code(monkeypatch, "runs", "import", home, "--store", other) == 0
    assert saved.short in capsys.readouterr().out
    assert exit_code(monkeypatch, "runs", "verify", "--again", "--store", other) == 0
    assert "1 runs, 35 contents: the chain holds" in capsys.readouterr().out
    assert exit_code(monkeypatch, "runs", "verify", "--format", "json", "--head", "f" * 64) == 2
    assert "not in the chain" in json.loads(capsys.readouterr().out)["flaws"][0]


def test_empty_or_missing_store_is_said(store: Store, monkeypatch: Patch, capsys: Capture, tmp_path: Path) -> None:
    assert exit_code(monkeypatch, "runs", "list") == 0
    assert "no run is kept yet" in capsys.readouterr().out
    for words in (("list",), ("verify",), ("show", "last")):
        assert exit_code(monkeypatch, "runs", *words, "--store", str(tmp_path / "none.sqlite")) == 2
        assert "no store of runs" in capsys.readouterr().err
    assert not (tmp_path / "none.sqlite").exists()


def test_explain_follows_the_chain_that_was_saved(store: Store, monkeypatch: Patch, capsys: Capture) -> None:
    saved = save(store, inputs_on("2022-03-18"), document_on("2022-03-18"))
    assert exit_code(monkeypatch, "explain", "F-OW-DEPLOY", "--run", saved.short) == 0
    told = capsys.readouterr().out
    assert "withdrawals C-OW-SUSP" in told
    assert "OneWeb suspends Baikonur launches" in told
    assert "as of 2022-03-18" in told
    assert exit_code(monkeypatch, "explain", "F-NONE", "--run", "last") == 2


def test_compare_exits_with_one_where_something_changed(path: Path, monkeypatch: Patch, capsys: Capture) -> None:
    assert exit_code(monkeypatch, "compare", "2022-03-11", "2022-03-11") == 0
    assert "nothing changed" in capsys.readouterr().out
    assert exit_code(monkeypatch, "compare", "2022-03-11", "2022-03-12") == 1
    told = " ".join(capsys.readouterr().out.split())
    assert "Novikombank; Bank Otkritie; Promsvyazbank; Bank Rossiya; Sovcombank; VEB.RF; VTB Bank" in told
    assert "law, begins to apply 2022-03-12: M-EU-0312-SWIFT" in told
    assert exit_code(monkeypatch, "compare", "2022-03-11", "2022-03-12", "--details") == 1
    told = " ".join(capsys.readouterr().out.split())
    assert "without it: caught by name from 2022-03-12" in told
    assert "Rows that differ" in told
    assert exit_code(monkeypatch, "compare", "2022-03-11", "2022-03-12", "--format", "json") == 1
    assert json.loads(capsys.readouterr().out)["format"] == "cutset-comparison/1"


def test_compare_of_what_is_not_there_is_faulty_input(path: Path, monkeypatch: Patch, capsys: Capture) -> None:
    assert exit_code(monkeypatch, "compare", "2022-03-11", "abcdef") == 2
    assert "no store of runs" in capsys.readouterr().err
    assert exit_code(monkeypatch, "compare", "2022-03-11", "2022-03-99", "--format", "json") == 2


def test_compare_of_a_world_with_rows_supposed_says_what_they_would_change(
    path: Path, monkeypatch: Patch, capsys: Capture, tmp_path: Path
) -> None:
    supposed = tmp_path / "withdrawals.csv"
    supposed.write_text(
        "id,known,confidence,by,kind,supplies,effect,date\n"
        "C-X,2022-03-02,documented,P-TAS,end,U-ROVER,stops,2022-03-02\n",
        "utf-8",
    )
    assert exit_code(monkeypatch, "compare", "2022-03-02", "--suppose", str(supposed)) == 1
    told = " ".join(capsys.readouterr().out.split())
    assert "data, supposed 2022-03-02: C-X, Thales Alenia Space, end" in told
    assert "1 rows differ, 1 of them changed something" in told


def test_compare_needs_another_side_that_can_hold_what_is_supposed(
    path: Path, monkeypatch: Patch, capsys: Capture, tmp_path: Path
) -> None:
    assert exit_code(monkeypatch, "compare", "2022-03-02") == 2
    assert "--suppose" in capsys.readouterr().err
    supposed = tmp_path / "stocks.csv"
    supposed.write_text("id,known,item,holder\nT-X,2022-03-02,I-RD181,P-NORTHROP\n", "utf-8")
    assert exit_code(monkeypatch, "compare", "2022-03-02", "last", "--suppose", str(supposed)) == 2
    assert "bad-side" in capsys.readouterr().err


def test_backtest_prints_and_publishes(monkeypatch: Patch, capsys: Capture, tmp_path: Path) -> None:
    words = ("backtest", "--dates", "2022-03-02, 2022-03-17", "--out", str(tmp_path))
    assert exit_code(monkeypatch, *words) == 0
    told = capsys.readouterr()
    assert "F-GAL-M10 replaced 2022-04-06 H H 35" in " ".join(told.out.split())
    assert str(tmp_path / "backtest.md") in told.err
    assert exit_code(monkeypatch, *words, "--format", "json") == 0
    told = capsys.readouterr()
    assert json.loads(told.out)["days"] == ["2022-03-02", "2022-03-17"]
    assert "nothing was written" in told.err
    assert exit_code(monkeypatch, "backtest", "--dates", "yesterday") == 2
