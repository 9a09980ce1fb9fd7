"""How large a world can be checked and assessed, in what time and memory, and which stage takes it?

    python benchmarks/bench_assess.py [--parties 100000] [--seed 1]

Writes a synthetic world to a temporary folder, then reads, checks and assesses it in this process; prints seconds and
share of each part and the highest memory. With a hundred thousand parties there are 300,000 stakes, 200,000
supplies and 50,000 functions.
"""

from __future__ import annotations

import argparse
import gc
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).parent))

from synthetic_world import SyntheticWorld

from cutset.assess import Assessment, ask
from cutset.impact import impact
from cutset.ingest.opening import open_world
from cutset.match.parties import match
from cutset.reach import reach
from cutset.replace import replace
from cutset.report.building import build_document
from cutset.report.json import as_json

T = TypeVar("T")


def main() -> None:
    """Write, read, check, assess and report one world, part by part."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--parties", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    gc.set_threshold(200_000, 50, 100)  # as the command line does
    with tempfile.TemporaryDirectory() as folder:
        SyntheticWorld(asked.parties, asked.seed).write(Path(folder))
        measure(Path(folder))


def measure(folder: Path) -> None:
    """Print the parts of one run."""
    parts: list[tuple[str, float]] = []

    def timed(name: str, work: Callable[[], T]) -> T:
        start = time.perf_counter()
        result = work()
        parts.append((name, time.perf_counter() - start))
        print(f"{name:8} {parts[-1][1]:7.1f} s  {_memory():6.0f} MB", flush=True)
        return result

    world = timed("check", lambda: open_world(folder).given())
    question = ask(world)
    known = timed("known", lambda: world.known_by(question.known_by))
    matched = timed("match", lambda: match(known, [], question))
    reached = timed("reach", lambda: reach(known, matched, question))
    felt = timed("impact", lambda: impact(known, reached, question))
    replaced = timed("replace", lambda: replace(known, matched, reached, felt, question))
    found = Assessment(known, question, matched, reached, felt, replaced)
    document = timed("report", lambda: build_document(found))
    written = timed("json", lambda: as_json(document))
    total = sum(seconds for _, seconds in parts)
    print(f"\n{total:.1f} s in all, {_memory():.0f} MB at most, {len(written) / 1e6:.0f} MB of JSON")
    print("shares: " + ", ".join(f"{name} {seconds / total:.0%}" for name, seconds in parts))
    counts = dict.fromkeys(sorted({str(one.status) for one in felt.functions.values()}), 0)
    for one in felt.functions.values():
        counts[str(one.status)] += 1
    print(f"functions: {counts}; holds: {len(reached.listings.holds)}; offers: {len(replaced.offers)}")


def _memory() -> float:
    """Return the highest memory so far [MB]."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
