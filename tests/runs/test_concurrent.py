"""Do several processes save into one store, new or old, without losing a run or breaking the chain?"""

from __future__ import annotations

import multiprocessing
import sys
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
