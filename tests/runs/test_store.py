"""What is kept of a run, and does the chain notice whatever is done to it?"""

from __future__ import annotations

import sqlite3
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kept import document_on, inputs_on

from cutset.errors import InputError, NotFoundError
from cutset.report.json import as_json
from cutset.runs import Store, load_document, load_inputs, save, store_path, verify
from cutset.runs.exporting import export_run
from cutset.runs.run import sha256
from cutset.runs.verifying import repeat_flaws


def test_saved_run_gives_back_document_and_inputs(store: Store) -> None:
    inputs, document = inputs_on("2022-03-02"), document_on("2022-03-02")
    saved = save(store, inputs, document)
    assert load_document(store, saved) == document
    again = load_inputs(store, saved)
    assert again.question == inputs.question
    assert as_json(again.document()) == as_json(document)


def test_same_inputs_stand_once_in_the_store(store: Store) -> None:
    save(store, inputs_on("2022-03-02"), document_on("2022-03-02"))
    before = len(store.digests())
    save(store, inputs_on("2022-03-18"), document_on("2022-03-18"))
    assert len(store.digests()) == before + 1
    assert len(store.runs()) == 2


def test_each_run_covers_the_one_before(store: Store) -> None:
    first = save(store, inputs_on("2022-03-02"), document_on("2022-03-02"))
    second = save(store, inputs_on("2022-03-02"), document_on("2022-03-02"))
    assert (first.number, second.number, second.previous) == (1, 2, first.link)
    assert verify(store).head == second.link


def test_supposed_rows_are_kept_apart_and_stand_again(store: Store) -> None:
    inputs = inputs_on("2022-03-02")
    row = inputs.world.rows[-1]
    supposing = type(inputs)(inputs.world.supposing(row), inputs.question)
    saved = save(store, supposing, document_on("2022-03-02"))
    assert list(saved.run.supposed) == [f"{row.table}.csv"]
    assert load_inputs(store, saved).world.supposed == (row,)


def test_run_is_found_by_prefix_number_and_as_last(store: Store) -> None:
    saved = save(store, inputs_on("2022-03-02"), document_on("2022-03-02"))
    assert store.find(saved.id[:6]) == store.find("#1") == store.find("last") == saved


@pytest.mark.parametrize("wanted", ["", "abc", "zzzz", "#7", "'; --"])
def test_run_that_is_not_there_is_said_to_be_missing(store: Store, wanted: str) -> None:
    with pytest.raises(NotFoundError):
        store.find(wanted)


def test_two_runs_of_one_prefix_are_not_guessed_between(store: Store) -> None:
    manifests = [f'{{"n":{number}}}'.encode() for number in range(900)]
    by_prefix: dict[str, list[bytes]] = {}
    for one in manifests:
        by_prefix.setdefault(sha256(one)[:4], []).append(one)
    shared, alike = next((prefix, found) for prefix, found in by_prefix.items() if len(found) > 1)
    for one in alike:
        store.add(one, ())
    with pytest.raises(NotFoundError, match="one run"):
        store.find(shared)


def test_store_refuses_to_change_or_delete(store: Store) -> None:
    save(store, inputs_on("2022-03-02"), document_on("2022-03-02"))
    with sqlite3.connect(store.path) as base:
        for statement in ("DELETE FROM runs", "UPDATE runs SET number = 9", "DELETE FROM contents"):
            with pytest.raises(sqlite3.IntegrityError, match="only ever added to"):
                base.execute(statement)


def test_another_database_or_file_is_no_store(tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite"
    with sqlite3.connect(other) as base:
        base.execute("CREATE TABLE t (a)")
    base.close()
    with pytest.raises(InputError, match="no store of runs"):
        Store(other)
    (tmp_path / "text.sqlite").write_text("not a database, but long enough to have a header " * 9)
    with pytest.raises(InputError, match="cannot be read"):
        Store(tmp_path / "text.sqlite")
    with pytest.raises(NotFoundError):
        Store(tmp_path / "none.sqlite")
    with pytest.raises(InputError, match="cannot be used"):
        Store(tmp_path, create=True)


def test_store_stands_where_the_user_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("CUTSET_STORE", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr("sys.platform", "linux")
    assert store_path() == tmp_path / "cutset" / "runs.sqlite"
    monkeypatch.setenv("CUTSET_STORE", "there.sqlite")
    assert store_path() == Path("there.sqlite")
    assert store_path("here.sqlite") == Path("here.sqlite")
    monkeypatch.setenv("CUTSET_STORE", str(tmp_path))
    assert store_path() == tmp_path / "runs.sqlite"


@pytest.mark.parametrize(("platform", "part"), [("win32", "AppData"), ("darwin", "Application Support")])
def test_other_systems_have_their_own_data_folder(monkeypatch: pytest.MonkeyPatch, platform: str, part: str) -> None:
    monkeypatch.delenv("CUTSET_STORE", raising=False)
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    monkeypatch.setattr("sys.platform", platform)
    assert part in str(store_path())


def _small_store(path: Path) -> None:
    with Store(path, create=True) as store:
        for day in ("2022-03-02", "2022-03-18", "2022-03-02"):
            save(store, inputs_on(day), document_on(day))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("small") / "runs.sqlite"
    _small_store(path)
    with sqlite3.connect(path) as base:
        base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    base.close()
    return path


CELLS = [
    ("runs", "id"),
    ("runs", "previous"),
    ("runs", "link"),
    ("runs", "manifest"),
    ("contents", "sha256"),
    ("contents", "stored_sha256"),
    ("contents", "stored"),
]


@settings(max_examples=60, deadline=None)
@given(cell=st.sampled_from(CELLS), row=st.integers(0, 99), at=st.integers(0, 10**6), bit=st.integers(0, 7))
def test_chain_notices_any_changed_byte(small: Path, cell: tuple[str, str], row: int, at: int, bit: int) -> None:
    table, column = cell
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "runs.sqlite"
        path.write_bytes(small.read_bytes())
        key = "number" if table == "runs" else "sha256"
        base = sqlite3.connect(path, isolation_level=None)
        base.execute(f"DROP TRIGGER {table}_UPDATE")
        keys = [one[0] for one in base.execute(f"SELECT {key} FROM {table} ORDER BY {key}")]
        chosen = keys[row % len(keys)]
        was = base.execute(f"SELECT {column} FROM {table} WHERE {key} = ?", (chosen,)).fetchone()[0]
        changed = bytearray(was.encode() if isinstance(was, str) else was)
        changed[at % len(changed)] ^= 1 << bit
        value = bytes(changed) if isinstance(was, bytes) else changed.decode("latin-1")
        base.execute(f"UPDATE {table} SET {column} = ? WHERE {key} = ?", (value, chosen))
        base.close()
        with Store(path) as store:
            assert verify(store).flaws


@settings(max_examples=30, deadline=None)
@given(at=st.integers(0, 10**7), bit=st.integers(0, 7))
def test_a_changed_byte_of_the_file_never_gives_another_result(small: Path, at: int, bit: int) -> None:
    changed = bytearray(small.read_bytes())
    changed[at % len(changed)] ^= 1 << bit
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "runs.sqlite"
        path.write_bytes(bytes(changed))
        try:
            with Store(path) as store:
                whole = not verify(store, head=HEAD_OF(small)).flaws
                told = [load_document(store, one) for one in store.runs()] if whole else None
        except InputError:
            return
    assert told is None or told == [document_on("2022-03-02"), document_on("2022-03-18"), document_on("2022-03-02")]


def HEAD_OF(small: Path) -> str:  # noqa: N802 - reads as a constant
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "runs.sqlite"
        path.write_bytes(small.read_bytes())
        with Store(path) as store:
            return store.runs()[-1].link


def test_run_taken_out_or_off_the_end_is_noticed(small: Path, tmp_path: Path) -> None:
    path = tmp_path / "runs.sqlite"
    for gone in (1, 2, 3):
        path.write_bytes(small.read_bytes())
        base = sqlite3.connect(path, isolation_level=None)
        base.execute("DROP TRIGGER runs_DELETE")
        head = base.execute("SELECT link FROM runs WHERE number = 3").fetchone()[0]
        base.execute("DELETE FROM runs WHERE number = ?", (gone,))
        base.close()
        with Store(path) as store:
            assert verify(store, head).flaws


def test_missing_content_is_named_with_its_run(small: Path, tmp_path: Path) -> None:
    path = tmp_path / "runs.sqlite"
    path.write_bytes(small.read_bytes())
    with Store(path) as store:
        digest = store.runs()[1].run.document
    base = sqlite3.connect(path, isolation_level=None)
    base.execute("DROP TRIGGER contents_DELETE")
    base.execute("DELETE FROM contents WHERE sha256 = ?", (digest,))
    base.close()
    with Store(path) as store:
        assert [flaw for flaw in verify(store).flaws if flaw.startswith("run 2") and "missing" in flaw]
        with pytest.raises(InputError, match="missing"):
            load_document(store, store.find("#2"))


def test_run_of_the_same_engine_repeats_to_the_byte(store: Store) -> None:
    save(store, inputs_on("2022-03-02"), document_on("2022-03-02"))
    assert not list(repeat_flaws(store))
    save(store, inputs_on("2022-03-02"), document_on("2022-03-18"))
    assert len(list(repeat_flaws(store))) == 1


def test_document_of_another_form_is_said_and_still_exported(store: Store, tmp_path: Path) -> None:
    saved = save(store, inputs_on("2022-03-02"), document_on("2022-03-02"))
    for payload in (b'{"format": "cutset-assessment/0"}', b"\xff"):
        digest = sha256(payload)
        manifest = saved.manifest.replace(saved.run.document.encode(), digest.encode())
        contents = [store.content(one) for one in saved.run.contents]
        other = store.add(manifest, [*contents, payload])
        with pytest.raises(InputError, match="does not read"):
            load_document(store, other)
        assert (export_run(store, other, tmp_path) / "document.json").read_bytes() == payload
