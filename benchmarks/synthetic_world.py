"""How large a world can be read and checked, and in what time? A seeded world of any size, as a folder or as rows.

    python benchmarks/synthetic_world.py write FOLDER [--parties 100000] [--seed 1]
    python benchmarks/synthetic_world.py measure [FOLDER] [--parties 100000]

``measure`` reads and checks the world in a process of its own and prints seconds and the highest memory. With a hundred
thousand parties there are three stakes, two supplies and half a function for each party.

Ownership: 25 % of the parties are roots; the others have a geometric number of owners (p = 0.25, twelve at most), an
owner's index is the owned one's times U^0.7, 1 % are drawn anywhere and close cycles; shares are gamma(0.6) scaled to
80-100 %, a fifth of those above 25 % told as bands, as public registers do. Items lie in layers: what is supplied in
one needs items of the layers below; functions need items and functions before them, joined by *and*, *or*, *k of*.
"""

from __future__ import annotations

import argparse
import csv
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from cutset.ingest.tables import TextTable, read_rows
from cutset.world.rows import (
    Bound,
    Function,
    Good,
    Item,
    Measure,
    Party,
    Programme,
    Row,
    Stake,
    Stock,
    Supply,
    Target,
    Use,
)
from cutset.world.settings import Settings
from cutset.world.world import World

COUNTRIES: Final = ("DE", "FR", "IT", "ES", "US", "GB", "RU", "CN", "JP", "IN", "PL", "NL", "KR", "UA", "KZ", "AE")
LAYERS: Final = 8
LONG_AGO: Final = "2021-12-31"
FIRST: Final = ("id", "known", "source", "confidence")
STANDINGS: Final = ("operating",) * 5 + ("contracted",) * 4 + ("offered",)
BANDS: Final = ((25, "25-50"), (50, "50-75"), (75, "75-100"))

Lines = Iterator[Sequence[str]]


class SyntheticWorld:
    """A world of a given size; equal sizes and seeds give equal worlds.

    Parameters
    ----------
    parties
        How many parties; everything else follows.
    seed
        Seed of what is drawn.
    measures
        How many measures.
    named
        How many parties they name together.
    """

    def __init__(self, parties: int = 100_000, seed: int = 1, measures: int = 36, named: int = 1_000) -> None:
        self.parties, self.measures, self.named = parties, measures, min(named, parties)
        self.stakes, self.supplies = 3 * parties, 2 * parties
        self.functions, self.items = parties // 2, max(parties, LAYERS)
        self.programmes, self.goods = max(parties // 100, 1), 60
        self.seed = seed

    def rows(self) -> Iterator[Row]:
        """Yield the rows themselves."""
        for kind, table in self.tables():
            yield from read_rows(kind, table, [])[0]

    def world(self) -> World:
        """Return the world."""
        return World(Settings(name="synthetic"), self.rows())

    def tables(self) -> Iterator[tuple[type[Row], TextTable]]:
        """Yield each table as text."""
        for kind, header, lines in self._texts():
            numbered = [(number, line) for number, line in enumerate(lines, start=2)]
            yield kind, TextTable(f"{kind.table}.csv", (*FIRST, *header), numbered)

    def write(self, folder: Path) -> None:
        """Write the world as a folder."""
        folder.mkdir(parents=True, exist_ok=True)
        for kind, header, lines in self._texts():
            with (folder / f"{kind.table}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file, lineterminator="\n")
                writer.writerow((*FIRST, *header))
                writer.writerows(lines)
        (folder / "world.yaml").write_text("name: synthetic\nas_of: 2022-03-02\n", encoding="utf-8")

    def _texts(self) -> Iterator[tuple[type[Row], tuple[str, ...], Lines]]:
        yield Party, ("name", "kind", "country"), self._parties()
        yield Bound, ("party", "law", "why", "from", "until"), self._bound()
        yield Stake, ("owner", "owned", "share", "kind", "from", "until"), self._stakes()
        yield Good, ("name", "classes"), self._goods()
        yield Item, ("name", "good", "unit"), self._items()
        yield Supply, SUPPLY_COLUMNS, self._supplies()
        yield Programme, ("name", "operator"), self._programmes()
        yield Function, ("programme", "name", "needs", "shape", "due_from", "due_until", "clock"), self._functions()
        yield Stock, ("item", "holder", "quantity", "unit", "as_of"), self._stocks()
        yield Use, ("function", "item", "quantity", "unit", "per"), self._uses()
        yield Measure, MEASURE_COLUMNS, self._measures()
        yield Target, ("measure", "group", "role", "target"), self._targets()

    def _draws(self, table: str) -> random.Random:
        return random.Random(f"{self.seed}:{table}")

    def _parties(self) -> Lines:
        draw = self._draws("parties")
        for number in range(self.parties):
            kind = "bank" if number % 50 == 0 else "company"
            yield (f"P-{number}", LONG_AGO, "", "documented", f"Party number {number}", kind, draw.choice(COUNTRIES))

    def _bound(self) -> Lines:
        draw = self._draws("bound")
        for number in range(0, self.parties, 20):
            law = draw.choice(("US", "EU", "GB", "RU", "CN"))
            yield (f"b-{number}", LONG_AGO, "", "documented", f"P-{number}", law, "established", "", "open")

    def _stakes(self) -> Lines:
        draw = self._draws("stakes")
        companies = [party for party in range(1, self.parties) if party % 4]
        counts = [_geometric(draw, 0.25, 12) for _ in companies]
        for _ in range(self.stakes - sum(counts)):
            counts[draw.randrange(len(counts))] += 1
        number = 0
        for owned, count in zip(companies, counts, strict=True):
            parts = [draw.gammavariate(0.6, 1.0) for _ in range(count)]
            scale = draw.uniform(80, 100) / sum(parts)
            for part in parts:
                owner = draw.randrange(self.parties) if draw.random() < 0.01 else int(owned * draw.random() ** 0.7)
                since = f"{draw.randint(2005, 2021)}-{draw.randint(1, 12):02}-01"
                yield (
                    *(f"s-{number}", LONG_AGO, "", "documented"),
                    *(f"P-{owner}", f"P-{owned}", _share(draw, part * scale), "equity", since, "open"),
                )
                number += 1

    def _goods(self) -> Lines:
        for number in range(self.goods):
            wider = f"G-{number // 3}" if number else ""
            yield (f"G-{number}", LONG_AGO, "", "documented", f"class {number}", wider)

    def _items(self) -> Lines:
        draw = self._draws("items")
        for number in range(self.items):
            good = f"G-{draw.randrange(self.goods)}" if draw.random() < 0.7 else ""
            yield (f"I-{number}", LONG_AGO, "", "documented", f"item {number}", good, "piece")

    def _supplies(self) -> Lines:
        draw = self._draws("supplies")
        layer = max(self.items // LAYERS, 1)
        for number in range(self.supplies):
            item = number % self.items
            standing = "operating" if number < self.items else draw.choice(STANDINGS)
            needs = self._formula(draw, "I", item - item % layer) if draw.random() < 0.3 else ""
            seller, buyer = draw.randrange(self.parties), draw.randrange(self.parties)
            origin, destination = draw.choice(COUNTRIES), draw.choice(COUNTRIES)
            yield (
                *(f"U-{number}", LONG_AGO, "", "documented", f"I-{item}", f"P-{seller}", f"P-{buyer}", f"P-{buyer}"),
                *(origin, origin, destination, "2020-01-01", "2020-06-01", "open"),
                *(str(draw.randint(10, 400)), standing, needs),
            )

    def _programmes(self) -> Lines:
        for number in range(self.programmes):
            yield (f"R-{number}", LONG_AGO, "", "documented", f"programme {number}", f"P-{number * 7 % self.parties}")

    def _functions(self) -> Lines:
        draw = self._draws("functions")
        for number in range(self.functions):
            needs = self._formula(draw, "I", self.items)
            if number and draw.random() < 0.4:
                needs = f"({needs}) and F-{draw.randrange(max(number - 500, 0), number)}"
            event = draw.random() < 0.2
            due = ("event", "2022-09-01", "2023-03-01") if event else ("continuous", "", "")
            yield (
                *(f"F-{number}", LONG_AGO, "", "documented", f"R-{number % self.programmes}", f"function {number}"),
                *(needs, *due, "stock" if number % 10 == 0 else ""),
            )

    def _formula(self, draw: random.Random, letter: str, below: int) -> str:
        """Return needs among the first ``below`` ids; where there are none, an input that nobody has named."""
        if below < 4:
            return "?"
        ids = [f"{letter}-{draw.randrange(below)}" for _ in range(4)]
        match draw.randrange(4):
            case 0:
                return ids[0]
            case 1:
                return f"{ids[0]} and {ids[1]}"
            case 2:
                return f"{ids[0]} and ({ids[1]} or {ids[2]})"
            case _:
                return f"2 of ({', '.join(ids[:3])}) or {ids[3]}"

    def _stocks(self) -> Lines:
        for number in range(0, self.items, 10):
            yield (
                *(f"T-{number}", LONG_AGO, "", "documented", f"I-{number}", f"P-{number % self.parties}"),
                *(f"{number % 40}-{number % 40 + 5}", "piece", "2021-12-30"),
            )

    def _uses(self) -> Lines:
        for number in range(0, self.items, 10):
            function = f"F-{number % max(self.functions, 1)}"
            yield (f"y-{number}", LONG_AGO, "", "documented", function, f"I-{number}", "1-3", "piece", "month")

    def _measures(self) -> Lines:
        for number in range(self.measures):
            law = ("US", "EU", "GB")[number % 3]
            kind, binds = ("asset_freeze", "persons;currency") if number % 3 else ("export_denial", "persons;items")
            day = f"2022-{number % 12 + 1:02}-{number % 27 + 1:02}"
            yield (
                *(f"M-{number}", day, "", "documented", "issuer", law, f"act {number}", kind),
                *(day, day, day, "open", binds, "complete"),
            )

    def _targets(self) -> Lines:
        draw = self._draws("targets")
        for number, party in enumerate(draw.sample(range(self.parties), self.named)):
            measure = number % self.measures
            role, group = ("party", "who") if measure % 3 else ("buyer", "who")
            day = f"2022-{measure % 12 + 1:02}-{measure % 27 + 1:02}"
            yield (f"t-{number}", day, "", "documented", f"M-{measure}", group, role, f"P-{party}")


SUPPLY_COLUMNS: Final = (
    *("item", "seller", "buyer", "end_user", "origin", "ship_from", "destination", "contracted", "from", "until"),
    *("lead_time_days", "standing", "needs"),
)
MEASURE_COLUMNS: Final = (
    *("issuer", "law", "act", "kind", "adopted", "published", "applies_from", "until", "binds", "coverage"),
)


def _geometric(draw: random.Random, p: float, most: int) -> int:
    count = 1
    while draw.random() > p and count < most:
        count += 1
    return count


def _share(draw: random.Random, percent: float) -> str:
    """Return a share as written: with two decimals, or a fifth of the larger ones as the band in which it lies."""
    if percent >= 25 and draw.random() < 0.2:
        return next(words for least, words in reversed(BANDS) if percent >= least)
    return f"{int(percent * 100) / 100:.2f}"


def measured(folder: Path) -> None:
    """Read and check a folder, and print how long it took and how much memory it needed at most."""
    from cutset.ingest.opening import open_world

    start, busy = time.perf_counter(), time.process_time()
    reading = open_world(folder)
    seconds, busy = time.perf_counter() - start, time.process_time() - busy
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    rows, tables = reading.places.counted()
    print(f"{rows:,} rows of {tables} tables read and checked in {seconds:.1f} s ({busy:.1f} s of one core)")
    print(f"at most {peak_mb:,.0f} MB")
    print(f"{len(reading.faults)} faults, {len(reading.remarks)} remarks")
    for fault in reading.faults[:5]:
        print(f"  {fault}")


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("what", choices=["write", "measure"])
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--parties", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    made = SyntheticWorld(asked.parties, asked.seed)
    if asked.what == "write":
        made.write(asked.folder or Path("synthetic"))
    elif asked.folder is not None:
        measured(asked.folder)
    else:
        with tempfile.TemporaryDirectory() as place:
            start = time.perf_counter()
            made.write(Path(place) / "world")
            print(f"written in {time.perf_counter() - start:.1f} s")
            subprocess.run([sys.executable, __file__, "measure", str(Path(place) / "world")], check=True)


if __name__ == "__main__":
    main()
