"""Screening side by side with nomenklatura's logic-v2 and rapidfuzz, in one run: ``make bench-match``.

    bench_match.py LISTS [--parts speed,million,ssb,pairs,calibration] [--queries N] [--peer-queries N]

LISTS is a folder of list snapshots as ``tables/training_lists.csv`` names them. Every part prints one table.
``pairs`` and ``calibration`` look at the test split; write each look down in docs/validation/match.md.
"""

from __future__ import annotations

import argparse
import csv
import gc
import gzip
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path
from typing import Any, Final

import numpy as np

from cutset.lists import Entry, ListedName, OfficialList, open_list
from cutset.match import Screener, asked, build_index, load_model, open_index
from cutset.match.batch import find
from cutset.match.results import COLUMNS, result_row, write_csv
from cutset.match.screener import ruled
from cutset.match.screening import read_input
from cutset.match.training import Parties, pairs_of, read_lists
from cutset.match.tree_kernel import predict_rows

SPEED_LISTS: Final = (
    "un/un_consolidated_2026-02-27.xml.gz",
    "ofac/2021-07",
    "eu/journal-2026-08/consolidated",
)
SEED: Final = 7


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("lists", type=Path)
    parser.add_argument("--parts", default="speed,ssb,pairs,calibration,million")
    parser.add_argument("--queries", type=int, default=6000)
    parser.add_argument("--peer-queries", type=int, default=300)
    given = parser.parse_args()
    for part in given.parts.split(","):
        print(f"\n== {part} ==", flush=True)
        match part:
            case "speed":
                speed(given.lists, given.queries, given.peer_queries)
            case "million":
                million(given.lists, given.queries)
            case "ssb":
                ssb_classes(given.lists)
            case "pairs":
                pairs(given.lists)
            case "calibration":
                calibration(given.lists)
            case _:
                sys.exit(f"no part {part!r}")


def speed(folder: Path, count: int, peer_count: int) -> None:
    """Names in a file to results in a file, one core; the peers on the same names, lists and run."""
    lists = [open_list(folder / p) for p in SPEED_LISTS]
    names = [(n.text, e.kind) for official in lists for e in official.entries for n in e.names]
    # Half listed names, half names that no list holds: their words dealt anew among each other.
    rng = random.Random(SEED)
    asked_for = [n for n, _ in rng.sample(names, count // 2)] + dealt_anew([n for n, _ in names], count // 2, rng)
    rng.shuffle(asked_for)
    with tempfile.TemporaryDirectory() as place:
        source = Path(place) / "names.csv"
        with source.open("w", newline="") as file:
            csv.writer(file).writerows([["name"], *[[n] for n in asked_for]])
        started = time.perf_counter()
        index = build_index(lists, load_model().frequencies)
        built = time.perf_counter() - started
        index.save(Path(place) / "index")
        started = time.perf_counter()
        screener = Screener(open_index(Path(place) / "index"))
        opened = time.perf_counter() - started
        screener.screen([asked("0", ["Warm Up"])])
        # The lists are held for the peers; they are none of the collector's business meanwhile.
        gc.freeze()
        runs = [timed(screener, source, Path(place) / "out.csv") for _ in range(3)]
    ours = count / min(runs)
    print(f"{len(index)} names of {sum(len(o.entries) for o in lists)} entries; {count} asked names")
    print("names a second of one core's time; the time on the clock depends on what else runs")
    print(f"{'engine':<34}{'names/s':>10}{'ours/peer':>11}{'build s':>9}{'open s':>8}")
    print(f"{'cutset, file to file, one core':<34}{ours:>10.0f}{'':>11}{built:>9.1f}{opened:>8.3f}")
    few = asked_for[:peer_count]
    for label, peer in (
        ("nomenklatura Index + logic-v2", nomenklatura_rate),
        ("rapidfuzz token_sort, brute", rapidfuzz_sort),
        ("rapidfuzz token_set, brute", rapidfuzz_set),
    ):
        try:
            rate, build = peer(lists, few)
        except ImportError as error:
            print(f"{label:<34}{'not installed':>10} ({error.name})")
            continue
        print(f"{label:<34}{rate:>10.1f}{ours / rate:>11.0f}{build:>9.1f}")


def timed(screener: Screener, source: Path, out: Path) -> float:
    """Return the seconds of one core from names in a file to results in a file."""
    started = time.process_time()
    parties = [row.asked for row in read_input(str(source))]
    with out.open("w", newline="") as file:
        found = (m for matches in screener.screen(parties) for m in matches)
        write_csv((result_row(m, screener.engine, date.max) for m in found), COLUMNS, file)
    return time.process_time() - started


def dealt_anew(names: list[str], count: int, rng: random.Random) -> list[str]:
    """Return names made of words of other names at the same place, each name from three."""
    made: list[str] = []
    while len(made) < count:
        some = [n.split() for n in rng.sample(names, 3)]
        longest = rng.choice([2, 2, 3])
        made.append(" ".join(rng.choice(words) for words in some[:longest]))
    return made


def rapidfuzz_sort(lists: list[OfficialList], few: list[str]) -> tuple[float, float]:
    from rapidfuzz import fuzz

    return _rapidfuzz(lists, few, fuzz.token_sort_ratio)


def rapidfuzz_set(lists: list[OfficialList], few: list[str]) -> tuple[float, float]:
    from rapidfuzz import fuzz

    return _rapidfuzz(lists, few[: max(len(few) // 6, 20)], fuzz.token_set_ratio)


def _rapidfuzz(lists: list[OfficialList], few: list[str], scorer: Any) -> tuple[float, float]:
    from anyascii import anyascii
    from rapidfuzz import process

    started = time.perf_counter()
    names = [anyascii(n.text).lower() for o in lists for e in o.entries for n in e.names]
    built = time.perf_counter() - started
    started = time.process_time()
    process.cdist([anyascii(n).lower() for n in few], names, scorer=scorer, score_cutoff=80, workers=1)
    return len(few) / (time.process_time() - started), built


def nomenklatura_rate(lists: list[OfficialList], few: list[str]) -> tuple[float, float]:
    """Its own blocker with 75 candidates, then logic-v2 on each, as it is meant to be used."""
    from followthemoney import Dataset, StatementEntity
    from nomenklatura.blocker.index import Index
    from nomenklatura.matching import get_algorithm
    from nomenklatura.resolver import Linker
    from nomenklatura.store import MemoryStore

    dataset = Dataset.make({"name": "lists", "title": "lists"})
    algorithm = get_algorithm("logic-v2")
    assert algorithm is not None
    config = algorithm.default_config()
    store: Any = MemoryStore(dataset, Linker({}))
    writer = store.writer()
    number = 0
    for official in lists:
        for entry in official.entries:
            number += 1
            writer.add_entity(_ftm(StatementEntity, dataset, f"e{number}", entry.kind, [n.text for n in entry.names]))
    writer.flush()
    with tempfile.TemporaryDirectory() as place:
        started = time.perf_counter()
        view = store.default_view()
        index: Any = Index(view, Path(place), {"max_candidates": 75})
        index.build()
        built = time.perf_counter() - started
        queries = [_ftm(StatementEntity, dataset, f"q{at}", "unknown", [name]) for at, name in enumerate(few)]
        by_id = {q.id: q for q in queries}
        started = time.process_time()
        for query_id, candidates in index.match_entities(queries):
            query = by_id[str(query_id)]
            scores = [algorithm.compare(query, view.get_entity(str(c)), config).score for c, _ in candidates]
            max(scores, default=0.0)
        taken = time.process_time() - started
    return len(few) / taken, built


def _ftm(make: Any, dataset: Any, number: str, kind: str, names: list[str]) -> Any:
    schema = {"person": "Person", "vessel": "Vessel", "aircraft": "Airplane", "unknown": "LegalEntity"}.get(
        kind, "Organization"
    )
    data = {"id": number, "schema": schema, "properties": {"name": names[:1], "alias": names[1:]}}
    return make.from_data(dataset, data, cleaned=False)


def million(folder: Path, count: int) -> None:
    """One million list names: build in one process, then open and screen in another that measures itself."""
    with tempfile.TemporaryDirectory() as place:
        started = time.perf_counter()
        made = subprocess.run([sys.executable, __file__, str(folder), "--parts", "million-build:" + place], check=False)
        if made.returncode:
            sys.exit("the build failed")
        built = time.perf_counter() - started
        done = subprocess.run(
            [
                sys.executable,
                __file__,
                str(folder),
                "--parts",
                "million-screen:" + place,
                "--queries",
                str(count),
            ],
            check=False,
        )
        size = sum(p.stat().st_size for p in Path(place, "index").iterdir())
        print(f"built in {built:.0f} s, {size / 1e6:.0f} MB on disk")
        if done.returncode:
            sys.exit("screening failed")


def million_build(folder: Path, place: Path) -> None:
    """Make a list of a million names: real ones, and real words dealt anew with new letters in some."""
    lists = [open_list(folder / p) for p in SPEED_LISTS]
    real = [(n.text, e.kind) for o in lists for e in o.entries for n in e.names]
    rng = random.Random(SEED)
    # Words as frequent as in real names; a letter differs in one of six, so that the vocabulary grows.
    words = [w for n, _ in real for w in n.split() if len(w) > 2]
    entries = [e for o in lists for e in o.entries]
    count = sum(len(e.names) for e in entries)
    at = 0
    while count < 1_000_000:
        at += 1
        made = []
        for _ in range(2):
            pick = [rng.choice(words) for _ in range(rng.choice([2, 3, 3, 4]))]
            if rng.random() < 1 / 6:
                letter = rng.randrange(len(pick[0]))
                pick[0] = pick[0][:letter] + rng.choice("aeioklmnrst") + pick[0][letter + 1 :]
            made.append(ListedName(" ".join(pick)))
        entries.append(Entry(list_id="made", id=str(at), kind=rng.choice(["person", "entity"]), names=tuple(made)))
        count += 2
    official = OfficialList(
        list_id="made",
        title="",
        issuer="",
        law="",
        version="00",
        published=None,
        entries=tuple(entries),
    )
    index = build_index([official], load_model().frequencies)
    index.save(place / "index")
    with (place / "names.csv").open("w", newline="") as file:
        every = [n.text for e in rng.sample(entries, 3000) for n in e.names[:1]]
        asked_for = every + dealt_anew([n for n, _ in real], 3000, rng)
        rng.shuffle(asked_for)
        csv.writer(file).writerows([["name"], *[[n] for n in asked_for]])
    print(f"{len(index)} names, {len(index.words())} words")


def million_screen(place: Path) -> None:
    started = time.perf_counter()
    screener = Screener(open_index(place / "index"))
    opened = time.perf_counter() - started
    screener.screen([asked("0", ["Warm Up"])])
    with (place / "names.csv").open() as file:
        count = sum(1 for _ in file) - 1
    rate = count / timed(screener, place / "names.csv", place / "out.csv")
    print(f"{rate:.0f} names/s file to file, opens in {opened:.3f} s, peak {peak_megabytes():.0f} MB resident")


def peak_megabytes() -> float:
    """Return the most memory that this process held; getrusage would count the parent's before the start."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def ssb_classes(folder: Path) -> None:
    """The public package sanctions-screening-benchmark, offline, on the OFAC triple of 2021-07."""
    from ssb import benchmark, sources

    def text(part: str) -> str:
        return gzip.open(folder / f"ofac/2021-07/{part}.csv.gz", "rt", encoding="latin-1").read()

    listed = sources._parse_sdn(text("sdn"))
    sources._parse_alt(text("alt"), listed)
    snapshot = sources.ListSnapshot(source="ofac_sdn", retrieved_at="2021-07", entities=list(listed.values()))
    bench = benchmark.build(snapshot, limit=100, seed=0)
    entries = tuple(
        Entry(list_id="ssb", id=str(k), kind="person", names=tuple(ListedName(n) for n in v))
        for k, v in bench.candidates.items()
    )
    official = OfficialList(list_id="ssb", title="", issuer="", law="", version="", published=None, entries=entries)
    screener = Screener(build_index([official], load_model().frequencies))
    found = screener.screen([asked(str(at), [c.query]) for at, c in enumerate(bench.cases)])
    hits: defaultdict[str, list[bool]] = defaultdict(list)
    alarms = []
    for case, matches in zip(bench.cases, found, strict=True):
        if case.expected_entity_id is None:
            alarms.append(bool(matches))
        else:
            right = bool(matches) and matches[0].entry_id == str(case.expected_entity_id)
            hits[case.perturbation].append(right)
    every = [hit for mine in hits.values() for hit in mine]
    print(f"shipped threshold: recall {np.mean(every):.3f} of {len(every)}, false alarms {np.mean(alarms):.3f}")
    for label, scorer in _peers_of_ssb():
        card = [benchmark.score(bench, scorer, t) for t in (0.80, 0.85, 0.90)]
        told = "; ".join(f"@{c.threshold:.2f} {c.overall_recall:.3f} / {c.false_positive_rate:.3f}" for c in card)
        print(f"{label}: recall / false alarms {told}")
    for name, mine in sorted(hits.items(), key=lambda item: float(np.mean(item[1]))):
        print(f"  {name:<22}{np.mean(mine):6.2f} of {len(mine)}")


def _peers_of_ssb() -> list[tuple[str, Any]]:
    try:
        from rapidfuzz import fuzz
    except ImportError:
        return []
    return [
        ("rapidfuzz token_sort", lambda a, b: fuzz.token_sort_ratio(a.lower(), b.lower()) / 100),
        ("rapidfuzz token_set", lambda a, b: fuzz.token_set_ratio(a.lower(), b.lower()) / 100),
    ]


def pairs(folder: Path) -> None:
    """Cross-script alias pairs of the EU journal, test entities only, against the hardest other entity."""
    from anyascii import anyascii
    from rapidfuzz import fuzz, process

    lists = read_lists(folder)
    parties = Parties(lists)
    mine = [e for o in parties.of_split("test", lists) for e in o.entries]
    journal = [(e, p) for e, p in zip(mine, parties.numbers("test"), strict=True) if e.list_id.startswith("eu-journal")]
    rng = random.Random(SEED)
    for kind, wanted in (("person", 0.98), ("entity", 0.95)):
        latin = [(n.text, p) for e, p in journal if e.kind == kind for n in e.names if n.script == "Latn"]
        plain = [anyascii(name).lower() for name, _ in latin]
        foreign = [
            (n.text, [x.text for x in e.names if x.script == "Latn"], p)
            for e, p in journal
            if e.kind == kind
            for n in e.names
            if n.script not in ("Latn", "Zyyy")
        ]
        foreign = [f for f in foreign if f[1]]
        rng.shuffle(foreign)
        rows: list[tuple[str, str, bool]] = []
        for name, own, party in foreign[:600]:
            rows.append((name, rng.choice(own), True))
            near = process.extract(anyascii(name).lower(), plain, scorer=fuzz.token_sort_ratio, limit=20)
            rows.append((name, next(latin[at][0] for _, _, at in near if latin[at][1] != party), False))
        score, chance = compared([(a, b) for a, b, _ in rows], kind)
        truth = np.array([same for _, _, same in rows])
        report_pairs(f"{kind}, {len(rows)} pairs, cutset", score, truth, wanted)
        for label, scorer in (
            ("rapidfuzz token_set", fuzz.token_set_ratio),
            ("rapidfuzz WRatio", fuzz.WRatio),
        ):
            peer = np.array([scorer(anyascii(a).lower(), anyascii(b).lower()) for a, b, _ in rows])
            report_pairs(f"{kind}, {len(rows)} pairs, {label}", peer, truth, wanted)
        least = load_model().thresholds[kind != "person"]
        told = chance >= least
        seen = f"recall {told[truth].mean():.3f}, precision {truth[told].mean():.3f}"
        print(f"  at the shipped threshold {least}: {seen}")


def compared(rows: list[tuple[str, str]], kind: str) -> tuple[Any, Any]:
    """Return raw score and probability of each pair of names."""
    model = load_model()
    entries = tuple(
        Entry(list_id="p", id=str(at), kind=kind, names=(ListedName(b),))  # type: ignore[arg-type]
        for at, (_, b) in enumerate(rows)
    )
    official = OfficialList(list_id="p", title="", issuer="", law="", version="", published=None, entries=entries)
    screener = Screener(build_index([official], model.frequencies))
    index = screener.index
    names: defaultdict[int, list[int]] = defaultdict(list)
    for name in range(len(index)):
        names[index.entry_of(name)].append(name)
    batch = screener.batch([(a, kind) for a, _ in rows])
    _, _, near = find(batch, index)
    both = [(r, n) for r, who in enumerate(batch.asked) for n in names[int(who)]]
    reading = np.array([r for r, _ in both], np.int32)
    listed = np.array([n for _, n in both], np.int32)
    cells = screener.features(batch, reading, listed, near)
    person = np.full(len(cells), kind == "person")
    score = predict_rows(cells, person, *model.trees)
    chance = ruled(model.chance(score, person), cells)
    best_score, best_chance = np.full(len(rows), -99.0), np.zeros(len(rows))
    for at, who in enumerate(batch.asked[reading]):
        best_score[who] = max(best_score[who], score[at])
        best_chance[who] = max(best_chance[who], chance[at])
    return best_score, best_chance


def report_pairs(label: str, score: Any, truth: Any, wanted: float) -> None:
    order = np.argsort(-score, kind="stable")
    right = np.cumsum(truth[order])
    precision = right / np.arange(1, len(order) + 1)
    reached = np.flatnonzero(precision >= wanted)
    recall = right[reached[-1]] / truth.sum() if len(reached) else 0.0
    best = max(2 * right / (np.arange(1, len(order) + 1) + truth.sum()))
    ranks = np.argsort(np.argsort(score, kind="stable"), kind="stable")
    auc = (ranks[truth].mean() - (truth.sum() - 1) / 2) / (~truth).sum()
    print(f"{label}: best F1 {best:.3f}, AUC {auc:.3f}, recall at precision {wanted:.2f} {recall:.3f}")


def calibration(folder: Path) -> None:
    """Stated probability and observed rate on the test entities, in bins of ten."""
    lists = read_lists(folder)
    parties = Parties(lists)
    model = load_model()
    held = pairs_of(lists, parties, "test", model.frequencies, 8)
    chance = ruled(model.chance(predict_rows(held.rows, held.person, *model.trees), held.person), held.rows)
    for label, mine in (
        ("persons", held.person),
        ("others", ~held.person),
        ("all", np.ones(len(chance), bool)),
    ):
        print(f"{label}: bin, pairs, stated, observed, difference")
        for low in np.arange(0, 1, 0.1):
            inside = mine & (chance >= low) & ((chance < low + 0.1) | (low > 0.85))
            if inside.sum():
                stated, seen = chance[inside].mean(), held.label[inside].mean()
                print(f"  {low:.1f}  {inside.sum():6d}  {stated:.3f}  {seen:.3f}  {seen - stated:+.3f}")
    print("pairs by label", dict(Counter(held.label.tolist())))


if __name__ == "__main__":
    parts = sys.argv[sys.argv.index("--parts") + 1] if "--parts" in sys.argv else ""
    if parts.startswith("million-build:"):
        million_build(Path(sys.argv[1]), Path(parts.partition(":")[2]))
    elif parts.startswith("million-screen:"):
        million_screen(Path(parts.partition(":")[2]))
    else:
        main()
