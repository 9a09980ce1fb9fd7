"""Does the store of runs survive a kill at any moment? ``python benchmarks/kill_save.py --kills 1000``.

A process saves run after run and is killed (SIGKILL) at a random moment; now and then it is the whole command
``cutset assess --save``. After every kill the store is opened and its chain followed; after the last one every hash
is checked. Of every save that a process reported as done there must be one run, and never two.
Prints what was counted and exits with 1 where anything was lost, doubled or broken.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from multiprocessing.connection import Connection
from pathlib import Path

import msgspec

from cutset.assess import ask
from cutset.report.document import Document
from cutset.runs.inputs import Inputs
from cutset.runs.saving import load_document, save
from cutset.runs.store import Store
from cutset.runs.verifying import chain_flaws, verify
from cutset.worlds import load_embedded

WHOLE_COMMAND_EVERY = 50


class Report(msgspec.Struct):
    """What was counted."""

    kills: int = 0
    kept: int = 0
    in_hand: int = 0
    lost: int = 0
    doubled: int = 0
    flaws: int = 0
    seconds: float = 0.0

    @property
    def holds(self) -> bool:
        """Whether nothing complete was lost, nothing was doubled, and every link holds."""
        return not (self.lost or self.doubled or self.flaws)


def kill_often(kills: int, path: Path, seed: int = 0) -> Report:
    """Kill saving processes, and say what became of the store.

    Parameters
    ----------
    kills
        How many.
    path
        The store.
    seed
        Of the random moments.
    """
    chance = random.Random(seed)
    inputs = Inputs(world := load_embedded("space-2022"), ask(world))
    document = inputs.document()
    longest = _seconds_of_a_save(path, inputs, document) * 3
    report, started, done = Report(), time.monotonic(), Counter[str]()
    for number in range(kills):
        if number % WHOLE_COMMAND_EVERY == WHOLE_COMMAND_EVERY - 1:
            _kill_command(path, chance.uniform(0.2, 0.6))
        else:
            done.update(_kill_saver(path, inputs, document, f"kill {number}", chance.uniform(0, longest)))
        report.kills += 1
        with Store(path, create=True) as store:
            report.flaws += len(list(chain_flaws(store.runs())))
    _count(report, path, done)
    report.seconds = round(time.monotonic() - started, 1)
    return report


def _seconds_of_a_save(path: Path, inputs: Inputs, document: Document) -> float:
    started = time.monotonic()
    with Store(path, create=True) as store:
        for number in range(5):
            save(store, inputs, _marked(document, f"warm up {number}"))
    return (time.monotonic() - started) / 5


def _marked(document: Document, mark: str) -> Document:
    return msgspec.structs.replace(document, remarks=(mark,))


def _kill_saver(path: Path, inputs: Inputs, document: Document, mark: str, after: float) -> list[str]:
    """Let a process save on and on, kill it, and return the marks of the saves that it reported as done."""
    ours, theirs = multiprocessing.Pipe(duplex=False)
    saver = multiprocessing.get_context("fork").Process(target=_save_on, args=(path, inputs, document, mark, theirs))
    saver.start()
    theirs.close()
    time.sleep(after)
    assert saver.pid is not None
    os.kill(saver.pid, signal.SIGKILL)
    saver.join()
    done = []
    try:
        while True:
            done.append(ours.recv())
    except EOFError:
        return done


def _save_on(path: Path, inputs: Inputs, document: Document, mark: str, pipe: Connection) -> None:
    number = 0
    while True:
        name = f"{mark}, save {number}"
        with Store(path, create=True) as store:
            save(store, inputs, _marked(document, name))
        pipe.send(name)
        number += 1


def _kill_command(path: Path, after: float) -> None:
    command = [sys.executable, "-m", "cutset", "assess", "--save", "--store", str(path)]
    saver = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(after)
    saver.kill()
    saver.wait()


def _count(report: Report, path: Path, done: Counter[str]) -> None:
    with Store(path) as store:
        report.flaws += len(verify(store).flaws)
        kept = Counter(mark for one in store.runs() for mark in load_document(store, one).remarks)
    report.kept = sum(kept.values())
    report.lost = len([mark for mark in done if not kept[mark]])
    report.doubled = len([mark for mark, many in kept.items() if many > 1])
    report.in_hand = len([mark for mark in kept if mark.startswith("kill") and not done[mark]])


def main() -> int:
    """Run the benchmark from the command line."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--kills", type=int, default=1000)
    asked.add_argument("--seed", type=int, default=0)
    chosen = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        report = kill_often(chosen.kills, Path(folder) / "runs.sqlite", chosen.seed)
    print(f"{report.kills} kills in {report.seconds} s; {report.kept} marked runs kept")
    print(f"complete runs lost: {report.lost}; doubled: {report.doubled}; broken links or hashes: {report.flaws}")
    print(f"kept although the process was killed before it could say so: {report.in_hand}")
    return 0 if report.holds else 1


if __name__ == "__main__":
    sys.exit(main())
