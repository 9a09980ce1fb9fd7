"""Does a run come through export and import as it was?"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from kept import document_on, inputs_on, load

from cutset.errors import InputError
from cutset.ingest.folder import read_folder
from cutset.match import Decision, Decisions
from cutset.runs import Inputs, Store, load_document, load_inputs, save, verify
from cutset.runs.canonical import read_rows, read_tables, row_cells, settings_bytes, table_bytes
from cutset.runs.exporting import export_run, import_run
from cutset.world.rows import Party


def test_exported_run_comes_into_another_store_as_it_was(store: Store, tmp_path: Path) -> None:
    inputs = inputs_on("2022-03-02")
    supposing = Inputs(inputs.world.supposing(inputs.world.rows[5]), inputs.question)
    saved = save(store, supposing, document_on("2022-03-02"))
    home = export_run(store, saved, tmp_path / "out")
    with Store(tmp_path / "other.sqlite", create=True) as other:
        save(other, inputs, document_on("2022-03-02"))
        there = import_run(other, home)
        assert (there.id, there.manifest, there.number) == (saved.id, saved.manifest, 2)
        assert import_run(other, home) == there
        assert load_document(other, there) == document_on("2022-03-02")
        assert load_inputs(other, there).world.rows == load_inputs(store, saved).world.rows
        assert not verify(other).flaws


def test_decisions_go_with_a_run_and_name_nobody(store: Store, tmp_path: Path) -> None:
    one = Decision(
        number=3,
        kind="decision",
        party="P-ULA",
        list_id="us-ofac-sdn",
        entry_id="7",
        verdict="different",
        who="Ann",
        why="another firm",
        ground="00",
        engine="1",
        list_version="",
        at="2022-03-01",
    )
    inputs = inputs_on("2022-03-02")
    deciding = Inputs(inputs.world, inputs.question, decisions=Decisions([one]).without_people())
    saved = save(store, deciding, document_on("2022-03-02"))
    home = export_run(store, saved, tmp_path / "out")
    assert "Ann" not in (home / "decisions.json").read_text()
    with Store(tmp_path / "other.sqlite", create=True) as other:
        assert load_inputs(other, import_run(other, home)).decisions == deciding.decisions
        assert not verify(other).flaws


def test_exported_world_is_a_world(store: Store, tmp_path: Path) -> None:
    saved = save(store, inputs_on("2022-03-02"), document_on("2022-03-02"))
    world = read_folder(export_run(store, saved, tmp_path) / "world")
    assert Inputs(world, inputs_on("2022-03-02").question).document() == document_on("2022-03-02")


def test_changed_or_missing_files_are_all_named_and_nothing_is_written(store: Store, tmp_path: Path) -> None:
    home = export_run(store, save(store, inputs_on("2022-03-02"), document_on("2022-03-02")), tmp_path)
    (home / "document.json").write_bytes(b"{}")
    (home / "world" / "stakes.csv").unlink()
    with Store(tmp_path / "other.sqlite", create=True) as other:
        with pytest.raises(InputError) as refused:
            import_run(other, home)
        assert [(one.file, one.code) for one in refused.value.faults] == [
            ("document.json", "changed-file"),
            ("world/stakes.csv", "missing-file"),
        ]
        assert not other.runs()
        with pytest.raises(InputError, match="no run"):
            import_run(other, tmp_path)


def test_manifest_cannot_reach_outside_its_folder(store: Store, tmp_path: Path) -> None:
    home = export_run(store, save(store, inputs_on("2022-03-02"), document_on("2022-03-02")), tmp_path)
    (tmp_path / "secret.csv").write_text("kept")
    manifest = (home / "manifest.json").read_text().replace('"stakes.csv"', '"../../secret.csv"')
    (home / "manifest.json").write_text(manifest)
    with Store(tmp_path / "other.sqlite", create=True) as other, pytest.raises(InputError, match="missing"):
        import_run(other, home)


def test_embedded_world_comes_through_its_bytes_row_by_row() -> None:
    world = load("space-2022")
    files = {"world.yaml": settings_bytes(world.settings), **table_bytes(world.rows)}
    again = read_tables(files)
    assert again.settings == world.settings
    assert again.rows == world.rows
    assert {**table_bytes(again.rows), "world.yaml": settings_bytes(again.settings)} == files


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), max_size=40))
def test_any_words_of_a_note_come_through(words: str) -> None:
    world = load("space-2022")
    row = world.rows[0]
    noted = type(row)(**{name: getattr(row, name) for name in row.__struct_fields__} | {"note": f"n{words}".strip()})
    (again,) = read_rows(table_bytes([noted]))
    assert row_cells(again) == row_cells(noted)


def test_unknown_columns_are_kept(tmp_path: Path) -> None:
    (tmp_path / "parties.csv").write_text(
        "id,known,name,kind,our number\nP-A,2022-01-01,A,company,17\nP-B,2022-01-01,B,company,\n"
    )
    again = read_rows(table_bytes(read_folder(tmp_path).of(Party)))
    assert [row_cells(row).get("our number") for row in again] == ["17", None]
