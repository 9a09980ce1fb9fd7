"""How well, and how fast, does cutset read articles? Scores of the development and test articles and the trap set.

python -m benchmarks.brief --held-out wire    scores of marked articles by weights that have not seen that register
python -m benchmarks.brief --set test         scores of the test articles (each look is written down)
python -m benchmarks.brief --set blind        of articles that nobody may look at, as sealed (looks are written down)
python -m benchmarks.brief --set traps        the trap set
python -m benchmarks.brief --speed            articles a second, start and memory
python -m benchmarks.brief --write            everything, into docs/validation/brief.md
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import msgspec
import yaml

from benchmarks.brief_scoring import Example, Score, assert_offsets, judge, told_claim
from cutset.brief import Article, Claim, Extractor, gazetteer, missing_model, read_bytes
from cutset.brief.marked import MarkedArticle, read_marked_folder
from cutset.brief.parsing import ParserName
from cutset.worlds import load_embedded

DATA = Path(__file__).parent / "brief_data"
MARKED = DATA / "marked"
REGISTERS = (
    "wire",
    "broadsheet",
    "trade",
    "popular",
    "abroad",
    "business",
    "mixed",
    "online",
    "agency",
    "plain",
    "dev",
    "dev2",
    "dev3",
    "dev4",
    "dev5",
)
"""Marked articles that teach the weights; each is measured by weights made of the others."""
UNSEEN = ("blind", "sealed")
SETS = ("test", "traps")
"""Sets that ``--write`` reads; ``UNSEEN`` ones are only measured, never shown, and each look is written down."""

PAGE = Path(__file__).parents[1] / "docs" / "validation" / "brief.md"
SAYING = frozenset(["DEMAND", "THREATEN", "REJECT", "ASSESS", "OFFER", "POSITION", "PLAN", "STATUS"])


class Trap(msgspec.Struct, frozen=True):
    """One sentence and the acts that must not be asserted."""

    form: str
    text: str
    never: tuple[str, ...]


def examples(which: str) -> list[Example]:
    """Return the articles of a set."""
    return msgspec.convert(yaml.safe_load((DATA / f"{which}.yaml").read_text("utf-8")), list[Example])


def articles(which: str) -> list[MarkedArticle]:
    """Return the articles of a set with their gold: of a folder of marked ones, or of a file of lines."""
    if (MARKED / which).is_dir():
        return read_marked_folder(MARKED / which)
    return [example.marked() for example in examples(which)]


def traps() -> list[Trap]:
    """Return the trap sentences."""
    return msgspec.convert(yaml.safe_load((DATA / "traps.yaml").read_text("utf-8")), list[Trap])


def score_set(which: str, extractor: Extractor, show: bool = False) -> Score:
    """Score one set of articles."""
    score = Score()
    for marked in articles(which):
        claims = extractor.claims(marked.article)
        if show:
            print(f"== {marked.article.name}")
        judge(marked, claims, score, show)
        assert_offsets(marked.article, claims)
    return score


def sprung(trap: Trap, extractor: Extractor) -> list[Claim]:
    """Return the claims that fall into a trap."""
    article = read_bytes(trap.text.encode(), "trap", date(2022, 3, 2))
    return [
        c
        for c in extractor.claims(article)
        if c.is_asserted and (c.event_type in trap.never or (not trap.never and c.event_type not in SAYING))
    ]


def speed() -> list[str]:
    """Return lines on articles a second, start and memory."""
    lines = []
    world = load_embedded()
    for parser in ("rules",) if missing_model() else ("rules", "model"):
        extractor = Extractor(gazetteer(world), parser=parser)  # type: ignore[arg-type]
        texts = [e.text for e in examples("test") if not e.text.startswith("<")]
        articles = [read_bytes(words_of(texts, n), f"a{n}", date(2022, 3, 2)) for n in range(12)]
        extractor.claims(articles[0])
        best = min(timed(extractor, articles) for _ in range(3))
        code = (
            "import re,time;t=time.perf_counter();from datetime import date;"
            "from cutset.worlds import load_embedded;"
            "from cutset.brief import Extractor,gazetteer,read_bytes;"
            f"e=Extractor(gazetteer(load_embedded()),parser='{parser}');"
            "e.claims(read_bytes(b'ESA suspended its cooperation with Roscosmos on Thursday.',"
            "'x',date(2022,3,2)));"
            "high=re.search(r'VmHWM:\\s+(\\d+)',open('/proc/self/status').read());"
            "print(time.perf_counter()-t, int(high[1])/1024)"
        )
        start, memory = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout.split()
        lines.append(f"| {parser} | {len(articles) / best:.1f} | {float(start):.1f} | {float(memory):.0f} |")
    return lines


def words_of(texts: list[str], number: int) -> bytes:
    """Return an article of about 270 words."""
    words: list[str] = []
    for text in texts[number % len(texts) :] + texts:
        words.extend(text.replace("\n\n", " \n\n ").split(" "))
        if sum(word.strip() != "" for word in words) >= 270:
            break
    return " ".join(words[:290]).encode()


def timed(extractor: Extractor, articles: list[Article]) -> float:
    """Return the seconds of processor time that reading some articles takes."""
    start = time.process_time()
    for article in articles:
        extractor.claims(article)
    return time.process_time() - start


def table(title: str, score: Score) -> list[str]:
    """Return the lines of one table of scores."""
    told = f"{title} ({score.gold} gold claims, {score.claims} claims read):"
    return ["", told, "", "| measure | value | bar |", "| --- | --- | --- |", *score.lines()]


def held_out(registers: list[str], parser: ParserName, show: bool) -> list[str]:
    """Return scores of registers, each by weights that were made of the other registers."""
    from benchmarks.brief_training import Samples, learn, samples_of

    names = gazetteer(load_embedded())
    samples = {one: samples_of(articles(one), names, parser) for one in REGISTERS}
    lines: list[str] = []
    for register in registers:
        others = Samples([], [])
        for one in REGISTERS:
            if one != register:
                others.acts += samples[one].acts
                others.sides += samples[one].sides
        extractor = Extractor(names, parser=parser, learned=learn(others))
        score = score_set(register, extractor, show)
        lines += table(f"{register}, held out, read by {parser}", score)
    return lines


def report(sets: tuple[str, ...], show: bool) -> list[str]:
    """Return the lines of all scores."""
    world = load_embedded()
    lines: list[str] = []
    for parser in ("rules",) if missing_model() else ("model", "rules"):
        extractor = Extractor(gazetteer(world), parser=parser)  # type: ignore[arg-type]
        for which in sets:
            if which == "traps":
                caught = [(trap, claims) for trap in traps() if (claims := sprung(trap, extractor))]
                lines += [
                    "",
                    f"Trap set, read by {parser}: {len(caught)} of {len(traps())} sentences fell into the trap.",
                ]
                if show:
                    for trap, claims in caught:
                        print(f"TRAP {trap.text}\n     {[told_claim(c) for c in claims]}")
                continue
            score = score_set(which, extractor, show)
            lines += table(f"{which} articles, read by {parser}", score)
    return lines


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", action="append", choices=[*SETS, *UNSEEN], default=[])
    parser.add_argument("--held-out", nargs="+", choices=REGISTERS, default=[])
    parser.add_argument("--parser", choices=["model", "rules"], default="model", help="of --held-out")
    parser.add_argument("--show", action="store_true", help="show each miss")
    parser.add_argument("--speed", action="store_true")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    if options.show and {*options.set} & {*UNSEEN}:
        parser.error("unseen articles are measured, not shown")
    sets = SETS if options.write else tuple(options.set)
    lines = report(sets, options.show)
    registers = list(REGISTERS) if options.write else options.held_out
    if registers:
        lines += held_out(registers, options.parser, options.show)
    if options.speed or options.write:
        lines += [
            "",
            "| read by | articles a second | cold start [s] | memory [MB] |",
            "| --- | --- | --- | --- |",
            *speed(),
        ]
    print("\n".join(lines))
    if options.write:
        head, mark, _ = PAGE.read_text("utf-8").partition("<!-- scores -->")
        PAGE.write_text(f"{head}{mark}\n" + "\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
