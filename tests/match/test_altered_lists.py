"""An index answers only for files that the store still keeps as they were."""

from __future__ import annotations

import gzip
from datetime import date
from pathlib import Path

import pytest

from cutset.errors import InputError
from cutset.lists import ListStore
from cutset.match.workspace import chosen_lists, index_for


@pytest.mark.parametrize("how", ["edited", "gone"])
def test_no_index_answers_for_a_list_that_was_altered_or_went(tmp_path: Path, how: str) -> None:
    listed = tmp_path / "mine.csv"
    listed.write_text("id,name\n1,Alpha Works\n2,Beta Plant\n")
    store = tmp_path / "store"
    ListStore(store).add(listed, date(2022, 1, 1))
    first = index_for(store, *chosen_lists(store, ()))
    assert index_for(store, *chosen_lists(store, ())) == first
    (kept,) = store.glob("content/*/*.gz")
    if how == "gone":
        kept.unlink()
    else:
        kept.write_bytes(gzip.compress(b"id,name\n1,Alpha Works\n"))
    with pytest.raises(InputError, match="what the store keeps of this list"):
        index_for(store, *chosen_lists(store, ()))
    ListStore(store).add(listed, date(2022, 1, 1))
    assert index_for(store, *chosen_lists(store, ())).is_dir()
