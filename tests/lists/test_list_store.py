"""The store: versions, changes, refusals, and that nothing is lost."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import list_samples as samples
import pytest

from cutset.errors import InputError, NotFoundError
from cutset.lists import ListStore, open_list

NAMES = ["Alpha Works", "Beta Plant", "Gamma Yard", "Delta Bank", "Epsilon Line", "Zeta Mill", "Eta Mine"]


def write(path: Path, names: list[str]) -> Path:
    path.write_text("id,name\n" + "".join(f"{at},{name}\n" for at, name in enumerate(names)))
    return path


@pytest.fixture
def store(tmp_path: Path) -> ListStore:
    return ListStore(tmp_path / "store")


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    return write(tmp_path / "mine.csv", NAMES)


def test_what_was_added_is_opened_the_same(store: ListStore, triple: Path) -> None:
    added = store.add(triple, date(2022, 3, 31))
    assert added.new
    assert store.open(added.version) == open_list(triple, date(2022, 3, 31))


def test_adding_twice_adds_once(store: ListStore, listed: Path) -> None:
    assert store.add(listed, date(2022, 1, 1)).new
    assert not store.add(listed, date(2022, 1, 1)).new
    assert len(store.versions()) == 1


def test_a_version_held_without_date_takes_the_date_when_it_is_known(store: ListStore, listed: Path) -> None:
    assert store.add(listed).version.incomplete
    assert store.add(listed, date(2022, 1, 1)).version.incomplete == ()
    assert len(store.versions()) == 1


def test_a_wrong_date_is_set_right_by_adding_again(store: ListStore, listed: Path) -> None:
    store.add(listed, date(2023, 1, 1))
    added = store.add(listed, date(2022, 1, 1))
    assert (added.new, added.version.published) == (False, date(2022, 1, 1))
    assert added.before is not None
    assert added.before.published == date(2023, 1, 1)
    assert [v.published for v in store.versions()] == [date(2022, 1, 1)]
    assert store.add(listed, date(2022, 1, 1)).before is None
    assert store.add(listed).before is None


def test_a_server_s_time_does_not_change_a_date(store: ListStore, listed: Path) -> None:
    store.add(listed, date(2022, 1, 1))
    assert store.add(listed, date(2022, 5, 1), redate=False).version.published == date(2022, 1, 1)


def test_a_day_to_come_is_refused(store: ListStore, listed: Path, tmp_path: Path) -> None:
    ahead = datetime.now(UTC).date() + timedelta(days=2)
    with pytest.raises(InputError, match="a day to come"):
        store.add(listed, ahead)
    (tmp_path / "un.xml").write_text(samples.UN_XML.replace("2026-02-27", "2999-02-27"))
    with pytest.raises(InputError, match="a day to come"):
        store.add(tmp_path / "un.xml")
    assert store.versions() == []


def test_a_version_without_a_day_is_neither_earlier_nor_later(store: ListStore, listed: Path) -> None:
    store.add(listed, date(2022, 1, 1))
    undated = store.add(write(listed, [*NAMES, "Theta Port"])).version
    assert store.version("own-mine").published == date(2022, 1, 1)
    with pytest.raises(InputError, match="nobody said of which day the version with 8 entries is"):
        store.changes("own-mine")
    store.add(listed, date(2022, 2, 1))
    assert [e.names[0].text for e in store.changes("own-mine").added] == ["Theta Port"]
    assert store.version("own-mine").number == undated.number


def test_changes_of_a_list_held_once_say_so(store: ListStore, listed: Path) -> None:
    store.add(listed, date(2022, 1, 1))
    with pytest.raises(NotFoundError, match="no version before the only one of list 'own-mine'"):
        store.changes("own-mine")


def test_changes_name_what_came_what_went_and_which_fields_differ(store: ListStore, listed: Path) -> None:
    store.add(listed, date(2022, 1, 1))
    write(listed, [*NAMES[:2], "Gamma Shipyard", *NAMES[3:], "Theta Port"])
    store.add(listed, date(2022, 2, 1))
    changes = store.changes("own-mine")
    assert [e.names[0].text for e in changes.added] == ["Theta Port"]
    assert [(c.after.id, c.fields) for c in changes.changed] == [("2", ("names",))]
    assert changes.removed == ()
    assert changes.any


def test_changes_since_a_day_start_from_the_version_of_that_day(store: ListStore, listed: Path) -> None:
    for month, names in ((1, NAMES), (2, [*NAMES, "Theta Port"]), (3, [*NAMES, "Theta Port", "Iota Sea"])):
        store.add(write(listed, names), date(2022, month, 1))
    assert len(store.changes("own-mine", date(2022, 1, 15)).added) == 2
    assert len(store.changes("own-mine").added) == 1
    with pytest.raises(NotFoundError):
        store.changes("own-mine", date(2021, 1, 1))


def test_a_run_of_a_day_never_sees_a_later_version(store: ListStore, listed: Path) -> None:
    store.add(listed, date(2022, 1, 1))
    store.add(write(listed, [*NAMES, "Theta Port"]), date(2022, 2, 1))
    assert store.version("own-mine", date(2022, 1, 31)).entries == len(NAMES)
    with pytest.raises(NotFoundError):
        store.version("own-mine", date(2021, 12, 31))


def test_a_version_that_lost_too_much_is_refused_unless_forced(store: ListStore, listed: Path) -> None:
    store.add(listed, date(2022, 1, 1))
    write(listed, NAMES[:5])
    with pytest.raises(InputError, match="2 of 7 entries of the version of 2022-01-01 are missing"):
        store.add(listed, date(2022, 2, 1))
    assert store.version("own-mine").entries == 7
    assert store.add(listed, date(2022, 2, 1), force=True).new


@pytest.mark.parametrize("bad", ["", "<html><body>error</body></html>", 'id,name\n1,"cut', "a,b\n1,2\n"])
def test_a_bad_file_leaves_the_earlier_version(store: ListStore, listed: Path, bad: str) -> None:
    store.add(listed, date(2022, 1, 1))
    listed.write_text(bad)
    with pytest.raises(InputError):
        store.add(listed, date(2022, 2, 1))
    assert [v.entries for v in store.versions()] == [7]
    assert len(store.open(store.version("own-mine")).entries) == 7


def kept(store: ListStore) -> Path:
    (only,) = store.folder.glob("content/*/*.gz")
    return only


@pytest.mark.parametrize("how", ["edited", "damaged", "gone"])
def test_a_kept_file_that_is_not_what_was_kept_is_a_fault_until_it_is_added_again(
    store: ListStore, listed: Path, how: str
) -> None:
    version = store.add(listed, date(2022, 1, 1)).version
    spoil(kept(store), how)
    with pytest.raises(InputError, match="is gone" if how == "gone" else "was altered"):
        store.open(version)
    assert not store.add(listed, date(2022, 1, 1)).new
    assert len(store.open(version).entries) == len(NAMES)


def spoil(file: Path, how: str) -> None:
    if how == "gone":
        file.unlink()
    elif how == "damaged":
        file.write_bytes(file.read_bytes()[:-9])
    else:
        file.write_bytes(gzip.compress(gzip.decompress(file.read_bytes()).replace(b"Beta Plant", b"Nobody Ltd")))


def test_another_version_under_the_hash_of_a_version_is_a_fault(store: ListStore, listed: Path) -> None:
    version = store.add(listed, date(2022, 1, 1)).version
    other = store.add(write(listed, [*NAMES, "Theta Port"]), date(2022, 2, 1)).version
    with store.connection() as db:
        db.execute("UPDATE files SET sha256 = ? WHERE number = ?", (other.version, version.number))
    with pytest.raises(InputError, match="not those of version"):
        store.open(version)


@pytest.mark.parametrize("content", [b"garbage " * 600, b"\x00" * 4096])
def test_what_is_no_database_is_one_fault(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "lists.db").write_bytes(content)
    with pytest.raises(InputError, match=r"lists\.db: this database of the store cannot be used"):
        ListStore(tmp_path)


def test_a_folder_in_place_of_the_database_is_one_fault(tmp_path: Path) -> None:
    (tmp_path / "lists.db").mkdir()
    with pytest.raises(InputError, match="cannot be used"):
        ListStore(tmp_path)


@pytest.mark.parametrize("column", ["published", "incomplete", "added"])
def test_a_row_that_cannot_be_read_is_one_fault(store: ListStore, listed: Path, column: str) -> None:
    store.add(listed, date(2022, 1, 1))
    with store.connection() as db:
        db.execute(f"UPDATE versions SET {column} = 'rubbish'")
    with pytest.raises(InputError, match="version 1 cannot be read"):
        store.versions()


def test_an_unknown_list_says_what_is_near(store: ListStore, listed: Path) -> None:
    store.add(listed)
    with pytest.raises(NotFoundError, match="did you mean 'own-mine'"):
        store.version("own-min")


def test_age_is_counted_from_the_publication(store: ListStore, listed: Path) -> None:
    version = store.add(listed, date(2022, 1, 1)).version
    assert version.age_days(date(2022, 3, 2)) == 60


def test_kills_at_any_moment_lose_and_double_nothing(tmp_path: Path) -> None:
    kills = os.environ.get("CUTSET_KILLS", "12")
    script = Path(__file__).parent / "kill_adds.py"
    done = subprocess.run(
        [sys.executable, str(script), str(tmp_path), kills], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "held" in done.stdout


def test_the_sample_lists_live_in_one_store(store: ListStore, tmp_path: Path) -> None:
    for name, text in (("un.xml", samples.UN_XML), ("dpl.txt", samples.DPL), ("csl.csv", samples.CSL)):
        (tmp_path / name).write_text(text)
        store.add(tmp_path / name, date(2026, 1, 1))
    assert [v.list_id for v in store.versions()] == ["un-sc", "us-bis-dpl", "us-csl"]
