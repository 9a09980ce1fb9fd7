"""How well, and how fast, does cutset read articles? Scores of the development and test articles and the trap set.

python -m benchmarks.brief --set dev          scores of the development articles
python -m benchmarks.brief --set dev2         scores of those of a second annotator, who had not seen the rules
python -m benchmarks.brief --set dev2         of the second annotator's articles; dev3, dev4 and dev5 too
python -m benchmarks.brief --set test         scores of the test articles (each look is written down)
python -m benchmarks.brief --set blind        of articles that nobody may look at (each look is written down)
python -m benchmarks.brief --set traps        the trap set
python -m benchmarks.brief --speed            articles a second, start and memory
python -m benchmarks.brief --write            everything, into docs/validation/brief.md
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections import Counter
from datetime import date
from pathlib import Path

import msgspec
import yaml

from cutset.brief import Article, Claim, Extractor, Mention, gazetteer, missing_model, read_bytes
from cutset.worlds import load_embedded

DATA = Path(__file__).parent / "brief_data"
SETS = ("dev", "dev2", "dev3", "dev4", "dev5", "test", "traps")
"""Sets that ``--write`` reads; `blind` is read only to measure, never shown, and each look is written down."""

PAGE = Path(__file__).parents[1] / "docs" / "validation" / "brief.md"
SAYING = frozenset(["DEMAND", "THREATEN", "REJECT", "ASSESS", "OFFER", "POSITION", "PLAN", "STATUS"])


class GoldClaim(msgspec.Struct, frozen=True):
    """One claim that a reader should find."""

    acts: tuple[str, ...]
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    certainty: tuple[str, ...]
    realis: tuple[str, ...]
    polarity: tuple[str, ...]
    source: tuple[str, ...]
    days: str


class Example(msgspec.Struct, frozen=True):
    """One article with its gold claims."""

    name: str
    published: date
    text: str
    gold: tuple[str, ...]


class Trap(msgspec.Struct, frozen=True):
    """One sentence and the acts that must not be asserted."""

    form: str
    text: str
    never: tuple[str, ...]


class Score(msgspec.Struct):
    """Counts over a set of articles."""

    gold: int = 0
    hits: int = 0
    strict: int = 0
    claims: int = 0
    matched: int = 0
    right: Counter[str] = msgspec.field(default_factory=Counter)
    judged: Counter[str] = msgspec.field(default_factory=Counter)

    def share(self, what: str) -> float:
        """Return the share of judged hits that are right."""
        return self.right[what] / self.judged[what] if self.judged[what] else float("nan")


def examples(which: str) -> list[Example]:
    """Return the articles of a set."""
    return msgspec.convert(yaml.safe_load((DATA / f"{which}.yaml").read_text("utf-8")), list[Example])


def traps() -> list[Trap]:
    """Return the trap sentences."""
    return msgspec.convert(yaml.safe_load((DATA / "traps.yaml").read_text("utf-8")), list[Trap])


def gold_claim(line: str) -> GoldClaim:
    """Read one line of gold."""
    cells = [tuple(part.strip() for part in cell.strip().split("/")) for cell in line.split("|")]
    acts, actor, recipient, certainty, realis, polarity, source = cells[:7]
    return GoldClaim(acts, actor, recipient, certainty, realis, polarity, source, line.split("|")[7].strip())


def names(wanted: tuple[str, ...], mention: Mention | None) -> bool:
    """Whether a mention is one of the wanted parties, countries or words."""
    if mention is None:
        return "-" in wanted
    written = f"{mention.text} {mention.resolved}"

    def named(one: str) -> bool:
        if one in ("*", "-") or one == mention.party_id:
            return one == mention.party_id
        if one.isupper() and (one == mention.country or len(one) < 3 or one.startswith(("P-", "R-"))):
            return one == mention.country
        return one in written if one.isupper() else one.lower() in written.lower()

    return any(named(one) for one in wanted)


def fits(gold: GoldClaim, claim: Claim) -> bool:
    """Whether a claim tells the gold act, by or to the right one."""
    if claim.event_type not in gold.acts:
        return False
    sides = [(w, m) for w, m in ((gold.actor, claim.actor), (gold.recipient, claim.recipient)) if "*" not in w]
    if any(mention is not None and names(wanted, mention) for wanted, mention in sides):
        return True
    return all("-" in wanted for wanted, _ in sides)


def slots_right(gold: GoldClaim, claim: Claim) -> bool:
    """Whether actor and recipient are both right."""
    return all(
        "*" in wanted or names(wanted, mention)
        for wanted, mention in ((gold.actor, claim.actor), (gold.recipient, claim.recipient))
    )


def source_right(gold: GoldClaim, claim: Claim) -> bool:
    """Whether one of the sources, or none, is a gold one."""
    told = " ".join(f"{a.source_text} {a.party_id}" for a in claim.attribution).lower()
    if not claim.attribution:
        return "-" in gold.source
    return any(one.lower() in told for one in gold.source if one != "-")


def days_right(gold: GoldClaim, claim: Claim) -> bool:
    """Whether the interval is the gold one."""
    early, _, late = gold.days.partition("..")
    if claim.event_time is None:
        return False
    found = (claim.event_time.earliest, claim.event_time.latest)
    return all(
        want == "*" or (got is not None and want == got.isoformat())
        for want, got in zip((early, late), found, strict=True)
    )


def judge(example: Example, claims: tuple[Claim, ...], score: Score, show: bool) -> None:
    """Compare the claims of an article with its gold."""
    free = list(claims)
    score.claims += len(claims)
    for line in example.gold:
        gold = gold_claim(line)
        score.gold += 1
        fitting = sorted(
            (c for c in free if fits(gold, c)), key=lambda c: (not slots_right(gold, c), not source_right(gold, c))
        )
        if not fitting:
            if show:
                print(f"  MISSED {line}")
            continue
        claim = fitting[0]
        free.remove(claim)
        score.hits += 1
        score.matched += 1
        score.strict += slots_right(gold, claim)
        checks = {
            "certainty": ("*" in gold.certainty, claim.certainty in gold.certainty),
            "realis": ("*" in gold.realis, claim.realis in gold.realis),
            "polarity": ("*" in gold.polarity, claim.polarity in gold.polarity),
            "attribution": ("*" in gold.source, source_right(gold, claim)),
            "days": (gold.days in ("*", "*..*"), days_right(gold, claim)),
        }
        wrong = []
        for what, (skipped, right) in checks.items():
            if not skipped:
                score.judged[what] += 1
                score.right[what] += right
                wrong += [] if right else [what]
        if show and (wrong or not slots_right(gold, claim)):
            print(f"  WRONG {wrong or 'slots'}: {line}\n        {brief_line(claim)}")
    if show:
        for claim in free:
            print(f"  EXTRA {brief_line(claim)}")


def brief_line(claim: Claim) -> str:
    """Return a claim in one line."""

    def who(mention: Mention | None) -> str:
        return f"{mention.text}[{mention.party_id or mention.country}]" if mention else "-"

    sources = ", ".join(a.source_text for a in claim.attribution)
    when = f"{claim.event_time.earliest}..{claim.event_time.latest}" if claim.event_time else ""
    about = claim.object.text if claim.object else ""
    return (
        f"{claim.event_type} {who(claim.actor)} -> {who(claim.recipient)} | {about} | {claim.certainty} {claim.realis} "
        f"{claim.polarity} | {sources} | {when} {','.join(claim.flags)}"
    )


def score_set(which: str, extractor: Extractor, show: bool = False) -> Score:
    """Score one set of articles."""
    score = Score()
    for example in examples(which):
        article = read_bytes(example.text.encode(), example.name, example.published)
        claims = extractor.claims(article)
        if show:
            print(f"== {example.name}")
        judge(example, claims, score, show)
        assert_offsets(article, claims)
    return score


def assert_offsets(article: Article, claims: tuple[Claim, ...]) -> None:
    """Check that every span of every claim stands in the stored text."""
    for claim in claims:
        for part in (claim.actor, claim.recipient, claim.object, claim.event_time, claim.report_time):
            assert part is None or article.text[part.start : part.end] == part.text, part
        for source in claim.attribution:
            assert article.text[source.start : source.end] == source.source_text, source


def sprung(trap: Trap, extractor: Extractor) -> list[Claim]:
    """Return the claims that fall into a trap."""
    article = read_bytes(trap.text.encode(), "trap", date(2022, 3, 2))
    return [
        c
        for c in extractor.claims(article)
        if c.is_asserted and (c.event_type in trap.never or (not trap.never and c.event_type not in SAYING))
    ]


def tell(score: Score) -> list[str]:
    """Return the lines of a table of scores."""
    lines = [
        ("recall (act + actor or recipient)", score.hits / score.gold, ".70"),
        ("both slots right", score.strict / score.gold, ".45"),
        ("claims that gold holds, of all claims", score.matched / score.claims, ""),
        ("certainty", score.share("certainty"), ".88"),
        ("realis", score.share("realis"), ""),
        ("polarity", score.share("polarity"), ".97"),
        ("attribution", score.share("attribution"), ".80"),
        ("date interval", score.share("days"), ".85"),
    ]
    return [f"| {what} | {value:.2f} | {bar} |" for what, value, bar in lines]


def speed() -> list[str]:
    """Return lines on articles a second, start and memory."""
    lines = []
    world = load_embedded()
    for parser in ("rules",) if missing_model() else ("rules", "model"):
        extractor = Extractor(gazetteer(world), parser=parser)  # type: ignore[arg-type]
        texts = [e.text for which in ("dev", "test") for e in examples(which) if not e.text.startswith("<")]
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
                        print(f"TRAP {trap.text}\n     {[brief_line(c) for c in claims]}")
                continue
            score = score_set(which, extractor, show)
            lines += [
                "",
                f"{which} articles, read by {parser} ({score.gold} gold claims, {score.claims} claims read):",
                "",
            ]
            lines += ["| measure | value | bar |", "| --- | --- | --- |", *tell(score)]
    return lines


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", action="append", choices=[*SETS, "blind"], default=[])
    parser.add_argument("--show", action="store_true", help="show each miss")
    parser.add_argument("--speed", action="store_true")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    if options.show and "blind" in options.set:
        parser.error("the blind articles are measured, not shown")
    sets = SETS if options.write else tuple(options.set)
    lines = report(sets, options.show)
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
