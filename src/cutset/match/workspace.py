"""Which index answers for which versions of which lists? Built once, kept, opened in place."""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import cache, partial
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

import msgspec

from cutset.errors import InputError, NotFoundError
from cutset.lists import ListStore, OfficialList, Version, open_list
from cutset.match.asking import Asked
from cutset.match.index import ENGINE, build_index, open_index
from cutset.match.model import load_model
from cutset.match.screener import Match, Screener

__all__ = ["Chosen", "chosen_lists", "index_for", "screen_many"]

AT_ONCE = 2000


class Chosen(msgspec.Struct, frozen=True):
    """The lists of a run: how to open each, and a key of their versions.

    Parameters
    ----------
    names, versions, published
        Of each list.
    incomplete
        Ids of lists that are not complete, each with a reason.
    seals
        What changes when the kept files of a list are written again: no index answers for files that went, or are
        others by now.
    """

    names: tuple[str, ...]
    versions: tuple[str, ...]
    published: tuple[date | None, ...]
    incomplete: tuple[tuple[str, str], ...]
    seals: tuple[str, ...]


def chosen_lists(
    store: Path, wanted: Sequence[str], as_of: date | None = None
) -> tuple[Chosen, Callable[[], list[OfficialList]]]:
    """Choose lists by id in the store, or by path; by default every list of the store.

    Returns
    -------
    chosen
        Which versions.
    opened
        Opens them; called only where no index is kept yet.

    Raises
    ------
    NotFoundError
        A list is neither in the store nor a file, or the store is empty.
    InputError
        What the store keeps of a list is gone.
    """
    held = ListStore(store)
    ids = wanted or sorted({v.list_id for v in held.versions()})
    if not ids:
        raise NotFoundError("list in the store; add one with 'cutset lists add'", str(store))
    found: list[tuple[OfficialList | Version, Callable[[], OfficialList], str]] = []
    for name in ids:
        path = Path(name)
        if path.exists() and not any(v.list_id == name for v in held.versions()):
            official = open_list(path)
            if as_of and official.published and official.published > as_of:
                raise NotFoundError(f"version of {name} published by", str(as_of))
            found.append((official, partial(_given, official), official.version))
        else:
            version = held.version(name, as_of)
            found.append((version, partial(held.open, version), held.seal(version)))
    chosen = Chosen(
        tuple(one.list_id for one, _, _ in found),
        tuple(one.version for one, _, _ in found),
        tuple(one.published for one, _, _ in found),
        tuple((one.list_id, why) for one, _, _ in found for why in one.incomplete),
        tuple(seal for _, _, seal in found),
    )
    return chosen, lambda: [opened() for _, opened, _ in found]


def _given(official: OfficialList) -> OfficialList:
    return official


def index_for(store: Path, chosen: Chosen, opened: Callable[[], list[OfficialList]]) -> Path:
    """Return the folder of the index of some lists; build it where it is not kept yet.

    It is built under a passing name and renamed, so that a killed build leaves no half index.
    """
    made_by = (ENGINE, load_model().version)
    held = (chosen.names, chosen.versions, [str(day) for day in chosen.published], chosen.incomplete, chosen.seals)
    key = hashlib.sha256(repr((made_by, held)).encode())
    folder = store / "index" / key.hexdigest()[:20]
    if (folder / "meta.json").is_file():
        try:
            open_index(folder)
        except InputError:
            shutil.rmtree(folder)
        else:
            return folder
    passing = folder.parent / f"passing-{os.getpid()}-{secrets.token_hex(4)}"
    build_index(opened(), load_model().frequencies).save(passing)
    try:
        passing.rename(folder)
    except OSError:
        # Another run was quicker; its index is the same.
        shutil.rmtree(passing)
    return folder


def screen_many(
    folder: Path, parties: Iterator[Asked], threshold: float | None = None, workers: int = 1
) -> Iterator[tuple[Asked, list[Match]]]:
    """Screen any number of parties, in order, with several processes where asked.

    Results are the same whatever the number of workers.
    """
    if workers <= 1:
        screener = Screener(open_index(folder))
        while several := list(islice(parties, AT_ONCE)):
            yield from zip(several, screener.screen(several, threshold), strict=True)
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        waiting: list[tuple[list[Asked], object]] = []
        chunks = iter(lambda: list(islice(parties, AT_ONCE)), [])
        for several in chunks:
            waiting.append((several, pool.submit(_work, str(folder), several, threshold)))
            while len(waiting) > 2 * workers:
                yield from _done(waiting.pop(0))
        for one in waiting:
            yield from _done(one)


def _done(waiting: tuple[list[Asked], object]) -> Iterator[tuple[Asked, list[Match]]]:
    several, future = waiting
    return zip(several, future.result(), strict=True)  # type: ignore[attr-defined]


def _work(folder: str, several: list[Asked], threshold: float | None) -> list[list[Match]]:
    return _screener(folder).screen(several, threshold)


@cache
def _screener(folder: str) -> Screener:
    return Screener(open_index(Path(folder)))
