"""Do several processes save into one store, new or old, without losing a run or breaking the chain?"""

from __future__ import annotations

import multiprocessing
import sys
from datetime import UTC, datetime, tzinfo
from pathlib import Path

import pytest
from kept import document_on, inputs_on

from cutset.runs import Store, save, verify


def _save_some(path: Path, many: int) -> None:
    for _ in range(many):
        with Store(path, create=True) as store:
            save(store, inputs_on("2022-03-02"), document_on("2022-03-02"))


@pytest.mark.skipif(sys.platform == "win32", reason="processes are forked")
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_processes_that_save_at_once_share_one_chain(tmp_path: Path) -> None:
    document_on("2022-03-02")
    path = tmp_path / "runs.sqlite"
    context = multiprocessing.get_context("fork")
    savers = [context.Process(target=_save_some, args=(path, 8)) for _ in range(4)]
    for saver in savers:
        saver.start()
    for saver in savers:
        saver.join()
    assert [saver.exitcode for saver in savers] == [0, 0, 0, 0]
    with Store(path) as store:
        assert len(store.runs()) == 32
        assert not verify(store).flaws


def test_two_runs_saved_in_one_moment_are_two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    moment = datetime(2022, 3, 2, tzinfo=UTC)

    class Stopped(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return moment

    monkeypatch.setattr("cutset.runs.saving.datetime", Stopped)
    with Store(tmp_path / "runs.sqlite", create=True) as store:
        for _ in range(2):
            save(store, inputs_on("2022-03-02"), document_on("2022-03-02"))
        assert len(store.runs()) == 2
