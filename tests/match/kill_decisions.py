"""Kill ``decide`` at random moments; after each, the chain must verify and hold what was confirmed.

Usage: kill_decisions.py FOLDER KILLS. A child writes one decision after another and reports each through
a pipe after it was kept; what was reported must stand, at most one more may.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from pathlib import Path

from cutset.lists import Entry, ListedName
from cutset.match import Asked, DecisionLog, Match

ENTRY = Entry(list_id="t", id="1", kind="entity", names=(ListedName("FOO"),))
MATCH = Match(
    id="c",
    asked="Foo",
    list_id="t",
    version="00",
    published="",
    incomplete=(),
    entry_id="1",
    entry=ENTRY,
    listed="FOO",
    listed_kind="primary",
    chance=0.9,
    status="candidate",
    how="name",
    facts=(),
    because="",
)


def main(folder: Path, kills: int) -> None:
    random.seed(7)
    log = DecisionLog(folder / "decisions.db")
    killed = 0
    for at in range(kills):
        before = len(list(log.decisions()))
        read, write = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(read)
            for n in range(3):
                log.decide(Asked(f"{at}.{n}", ("Foo",)), MATCH, "different", "Ann", f"{at}.{n}", engine="1")
                os.write(write, b".")
            os._exit(0)
        os.close(write)
        time.sleep(random.random() * 0.02)
        os.kill(child, signal.SIGKILL)
        _, how = os.waitpid(child, 0)
        killed += os.WIFSIGNALED(how)
        kept = 0
        while piece := os.read(read, 64):
            kept += len(piece)
        os.close(read)
        reasons = [d.why for d in log.decisions()]
        assert kept <= len(reasons) - before <= kept + 1, "a decision is lost"
        assert len(set(reasons)) == len(reasons), "a decision stands twice"
        if at % 50 == 0:
            log.verify()
    print(f"{killed} of {kills} killed; {log.verify().records} decisions, none lost, none doubled")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
