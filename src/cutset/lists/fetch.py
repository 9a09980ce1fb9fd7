"""How does a list come over the network without ever replacing a good version by a bad one?

Plain HTTP(S) GET with ETag and Last-Modified, a limit for each read and for the whole, and retries with
growing pauses for what may pass (time-outs, broken connections, 5xx, 429). What arrives is checked against
its announced length and goes through the readers before the store knows it.
"""

from __future__ import annotations

import csv
import http.client
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from urllib.parse import unquote, urlsplit

import msgspec

from cutset.errors import Fault, InputError
from cutset.lists.countries import table_rows
from cutset.lists.source import MOST_BYTES
from cutset.lists.store import MOST_LOST, Added, ListStore

__all__ = ["Address", "Limits", "addresses", "fetch_list", "file_name", "refresh"]

CHUNK: Final = 1 << 16
PASSING_CODES: Final = frozenset({408, 425, 429, 500, 502, 503, 504})


class Address(msgspec.Struct, frozen=True):
    """One file of a list: the list's id, the file's name and its address."""

    list: str
    file: str
    url: str


class Limits(msgspec.Struct, frozen=True):
    """How patient a download is.

    Parameters
    ----------
    read_seconds, whole_seconds
        Longest silence and longest duration of a download [s].
    tries
        How often it is tried in all.
    pause_seconds
        Pause before the second try; doubles each time [s].
    """

    read_seconds: float = 30.0
    whole_seconds: float = 600.0
    tries: int = 3
    pause_seconds: float = 2.0


class _Fetched(msgspec.Struct, frozen=True):
    path: Path
    etag: str
    modified: str


class _PassingError(Exception):
    """A failure that may not come again."""


def addresses(table: Path | None = None) -> list[Address]:
    """Return the addresses of a table, by default our own.

    Raises
    ------
    InputError
        The table lacks a column or holds an address that is not HTTP(S).
    """
    if table is None:
        rows = table_rows("cutset.lists", "addresses.csv")
    else:
        lines = table.read_text(encoding="utf-8").splitlines()
        rows = list(csv.DictReader(line for line in lines if line and not line.startswith("#")))
    faults = [
        Fault(
            file=table.name if table else "addresses.csv",
            row=at,
            code="bad-address",
            sentence="a row needs list, file and an http or https url",
            value=str(row.get("url")),
        )
        for at, row in enumerate(rows, start=2)
        if not (row.get("list") and row.get("file") and _is_web(row.get("url") or ""))
    ]
    if faults:
        raise InputError(faults)
    return [Address(row["list"], row["file"], row["url"]) for row in rows]


def refresh(
    store: ListStore,
    table: list[Address],
    *,
    limits: Limits | None = None,
    most_lost: float = MOST_LOST,
    force: bool = False,
    tell: Callable[[str, str], None] = lambda list_id, words: None,
) -> list[Added]:
    """Fetch every list of a table and add what is new.

    A list that cannot be fetched or read does not hinder the others; its earlier version stays.

    Raises
    ------
    InputError
        After all lists were tried, with every fault.
    """
    faults: list[Fault] = []
    added: list[Added] = []
    for list_id in dict.fromkeys(address.list for address in table):
        mine = [address for address in table if address.list == list_id]
        try:
            result = fetch_list(store, mine, limits or Limits(), most_lost, force)
        except InputError as error:
            faults += error.faults
            tell(list_id, "failed; the earlier version stays")
            continue
        if result is None or not result.new:
            tell(list_id, "unchanged")
        else:
            added.append(result)
            tell(list_id, f"new version {result.version.version[:12]} with {result.version.entries} entries")
    if faults:
        raise InputError(faults)
    return added


def fetch_list(store: ListStore, mine: list[Address], limits: Limits, most_lost: float, force: bool) -> Added | None:
    """Fetch the files of one list and add them; None where the publisher says that nothing changed."""
    with TemporaryDirectory(prefix="cutset-fetch-") as folder:
        seen = {} if force else _seen(store, mine)
        fetched = [
            _with_retries(address, Path(folder) / address.file, seen.get(address.url), limits) for address in mine
        ]
        if all(result is None for result in fetched):
            return None
        # One changed file makes a new version of the whole list, so the others are needed as well.
        whole = [
            result or _with_retries(address, Path(folder) / address.file, None, limits)
            for address, result in zip(mine, fetched, strict=True)
        ]
        there = [result for result in whole if result is not None]
        path = Path(folder) if len(mine) > 1 else there[0].path
        origin = " ".join(address.url for address in mine)
        # A server's time is no reason to change a day that a person set right.
        added = store.add(path, _day(there), most_lost=most_lost, force=force, origin=origin, redate=False)
        _remember(store, mine, there, added)
    return added


def _seen(store: ListStore, mine: list[Address]) -> dict[str, tuple[str, str]]:
    with store.connection() as db:
        rows = [db.execute("SELECT url, etag, modified FROM fetches WHERE url = ?", (a.url,)).fetchone() for a in mine]
    return {row[0]: (row[1], row[2]) for row in rows if row}


def _remember(store: ListStore, mine: list[Address], there: list[_Fetched], added: Added) -> None:
    now = datetime.now(UTC).isoformat()
    with store.connection() as db:
        db.executemany(
            "INSERT OR REPLACE INTO fetches VALUES (?, ?, ?, ?, ?)",
            [
                (address.url, fetched.etag, fetched.modified, added.version.version, now)
                for address, fetched in zip(mine, there, strict=True)
            ],
        )


def _day(fetched: list[_Fetched]) -> date | None:
    """Return the latest Last-Modified; a reader's own date goes before it."""
    days = [parsedate_to_datetime(f.modified).date() for f in fetched if f.modified]
    return max(days, default=None)


def _with_retries(address: Address, target: Path, seen: tuple[str, str] | None, limits: Limits) -> _Fetched | None:
    pause = limits.pause_seconds
    for attempt in range(1, limits.tries + 1):
        try:
            return _once(address, target, seen, limits)
        except _PassingError as error:
            if attempt == limits.tries:
                raise InputError.one(
                    "fetch-failed",
                    f"{address.url} failed {attempt} times, last: {error}",
                    file=address.file,
                    hint="try later; the earlier version stays",
                ) from error
            time.sleep(pause)
            pause *= 2
    return None


def _once(address: Address, target: Path, seen: tuple[str, str] | None, limits: Limits) -> _Fetched | None:
    request = urllib.request.Request(address.url, headers={"User-Agent": "cutset", "Accept-Encoding": "identity"})
    if seen and seen[0]:
        request.add_header("If-None-Match", seen[0])
    if seen and seen[1]:
        request.add_header("If-Modified-Since", seen[1])
    try:
        with urllib.request.urlopen(request, timeout=limits.read_seconds) as answer:
            _save(answer, target, limits)
            return _Fetched(target, answer.headers.get("ETag", "") or "", answer.headers.get("Last-Modified", "") or "")
    except urllib.error.HTTPError as error:
        error.close()
        if error.code == 304:
            return None
        if error.code in PASSING_CODES:
            raise _PassingError(f"answer {error.code}") from error
        raise InputError.one(
            "fetch-refused",
            f"{address.url} answers {error.code}",
            file=address.file,
            hint="check the address in the table",
        ) from error
    except (OSError, http.client.HTTPException) as error:
        raise _PassingError(str(error) or type(error).__name__) from error


def _save(answer: http.client.HTTPResponse, target: Path, limits: Limits) -> None:
    until = time.monotonic() + limits.whole_seconds
    got = 0
    with target.open("wb") as file:
        while chunk := answer.read1(CHUNK):
            file.write(chunk)
            got += len(chunk)
            if time.monotonic() > until:
                raise _PassingError(f"not done after {limits.whole_seconds:g} s")
            if got > MOST_BYTES:
                raise _PassingError(f"more than {MOST_BYTES >> 30} GB")
    said = answer.headers.get("Content-Length")
    if said is not None and got != int(said):
        raise _PassingError(f"{got} of {said} bytes came")


def _is_web(url: str) -> bool:
    return url.startswith(("http://", "https://"))


def file_name(url: str) -> str:
    """Return the file name at the end of an address."""
    return Path(unquote(urlsplit(url).path)).name or "list"
