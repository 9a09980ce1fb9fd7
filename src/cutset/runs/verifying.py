"""Is the store whole? Every content is what its hash says, every run what its id says, every link holds."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from cutset.errors import InputError
from cutset.report.json import as_json
from cutset.runs.engine import engine_version
from cutset.runs.run import FIRST_LINK, SavedRun, link_of, sha256
from cutset.runs.saving import load_inputs
from cutset.runs.store import Store

__all__ = ["Verified", "chain_flaws", "repeat_flaws", "verify"]


class Verified(msgspec.Struct, frozen=True):
    """What was found.

    Parameters
    ----------
    runs, contents
        How many were looked at.
    head
        Link of the last run: noted elsewhere, it also shows that no run at the end was taken off.
    flaws
        What is wrong, in words; empty where the store is whole.
    """

    runs: int
    contents: int
    head: str
    flaws: tuple[str, ...]


def verify(store: Store, head: str = "") -> Verified:
    """Check a store from end to end.

    Parameters
    ----------
    store
        The store.
    head
        A link noted earlier, which must still be in the chain.
    """
    runs, digests = store.runs(), store.digests()
    flaws = [*store.file_flaws(), *chain_flaws(runs), *_content_flaws(store, runs, digests)]
    if head and head not in {FIRST_LINK, *(one.link for one in runs)}:
        flaws.append(f"the link {head[:12]} is not in the chain: runs at its end were taken off or changed")
    return Verified(len(runs), len(digests), runs[-1].link if runs else FIRST_LINK, tuple(flaws))


def chain_flaws(runs: tuple[SavedRun, ...]) -> Iterator[str]:
    """Say where the ids and links of runs do not hold."""
    previous = FIRST_LINK
    for number, one in enumerate(runs, 1):
        if one.number != number:
            yield f"run {number} is missing before run {one.number}"
        if sha256(one.manifest) != one.id:
            yield f"run {one.number} is not what its id {one.short} says"
        if one.previous != previous or one.link != link_of(one.previous, one.id):
            yield f"run {one.number} does not follow from the run before it"
        previous = one.link


def _content_flaws(store: Store, runs: tuple[SavedRun, ...], digests: tuple[str, ...]) -> Iterator[str]:
    bad = set()
    for digest in digests:
        try:
            store.content(digest)
        except InputError:
            bad.add(digest)
            yield f"content {digest[:12]} is not what its hash says"
    present = set(digests)
    for one in runs:
        try:
            wanted = one.run.contents
        except InputError:
            continue
        for digest in sorted(set(wanted) - present):
            yield f"run {one.number} ({one.short}): content {digest[:12]} is missing"


def repeat_flaws(store: Store) -> Iterator[str]:
    """Say which runs of this engine give another result when they are assessed again."""
    for one in store.runs():
        run = one.run
        if run.engine == engine_version() and sha256(as_json(load_inputs(store, one).document())) != run.document:
            yield f"run {one.number} ({one.short}) gives another result when it is assessed again"
