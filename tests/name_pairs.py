"""Labelled names of the tests of matching, and what the engine says of them."""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path

from cutset.lists import Entry, ListedName, OfficialList
from cutset.match import Screener, asked, build_index, load_model

DATA = Path(__file__).parent / "match" / "data"


def rows(table: str) -> list[dict[str, str]]:
    lines = (DATA / table).read_text().splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def sealed(row: dict[str, str]) -> bool:
    """Whether a pair is of the half that nothing was tuned on."""
    return hashlib.sha256(f"{row['asked']}|{row['listed']}".encode()).digest()[0] % 2 == 1


def listed(number: str, kind: str, *names: str, country: str = "") -> Entry:
    """Return an entry with nothing but names and perhaps a country."""
    return Entry(
        list_id="names",
        id=number,
        kind=kind,  # type: ignore[arg-type]
        names=tuple(map(ListedName, names)),
        countries=(country,) if country else (),
    )


def screener_over(*entries: Entry) -> Screener:
    """Return a screener over one list of some entries, with default settings."""
    every = OfficialList(list_id="names", title="", issuer="", law="", version="", published=None, entries=entries)
    return Screener(build_index([every], load_model().frequencies))


def chances(pairs: list[dict[str, str]], *, kind_told: bool) -> list[float]:
    """Return the probability of each pair, screened against all listed names of the table at once."""
    screener = screener_over(*(listed(str(at), row["kind"], row["listed"]) for at, row in enumerate(pairs)))
    parties = [asked(str(at), [row["asked"]], kind=row["kind"] if kind_told else "") for at, row in enumerate(pairs)]
    found = screener.screen(parties, 0.0)
    return [max((m.chance for m in found[at] if m.entry_id == str(at)), default=0.0) for at in range(len(pairs))]


def threshold(row: dict[str, str]) -> float:
    """Return the shipped threshold for the kind of a pair."""
    return load_model().thresholds[row["kind"] != "person"]
