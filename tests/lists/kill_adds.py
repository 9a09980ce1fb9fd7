"""Kill ``lists add`` at random moments; after each, the store must open with whole versions only.

Usage: kill_adds.py FOLDER KILLS. Each round forks a child that adds one more version and kills it after a
random pause; a child that was quick enough counts as done.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from datetime import date, timedelta
from pathlib import Path

from cutset.lists import ListStore


def main(folder: Path, kills: int) -> None:
    random.seed(7)
    source = folder / "mine.csv"
    store = ListStore(folder / "store")
    killed = done = 0
    for at in range(kills):
        day = date(1970, 1, 1) + timedelta(days=at)
        source.write_text("id,name\n" + "".join(f"{n},Party {n} of {at}\n" for n in range(40)))
        before = {v.version for v in store.versions()}
        child = os.fork()
        if child == 0:
            store.add(source, day)
            os._exit(0)
        time.sleep(random.random() * 0.03)
        os.kill(child, signal.SIGKILL)
        _, how = os.waitpid(child, 0)
        after = ListStore(folder / "store").versions()
        assert len({v.version for v in after}) == len(after), "a version stands twice"
        assert before <= {v.version for v in after}, "a version is lost"
        assert len(after) - len(before) in (0, 1)
        assert not os.WIFEXITED(how) or len(after) == len(before) + 1, "a finished add left nothing"
        if after and at % 5 == 0:
            assert len(store.open(after[-1]).entries) == 40
        killed += os.WIFSIGNALED(how)
        done += len(after) - len(before)
    assert store.add(source, date(2022, 1, 1)) is not None
    print(f"{killed} of {kills} killed; {done} versions held, none lost, none doubled")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
