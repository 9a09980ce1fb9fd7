"""How do claims compare with those that a person marked? Recall, sides, labels, sources and days, counted.

A gold claim is found where a claim has its act and its actor or its recipient; the other places are judged on what was
found. ``*`` in a gold cell is not judged, ``-`` is nobody.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import msgspec

from cutset.brief import Article, Claim, Mention, read_bytes
from cutset.brief.marked import MarkedArticle, MarkedClaim

_LITTLE = frozenset(("the", "a", "an", "its", "their", "his", "her"))
_WORD = re.compile(r"\w+")


class Example(msgspec.Struct, frozen=True):
    """One article with its gold claims, a line each."""

    name: str
    published: date
    text: str
    gold: tuple[str, ...]

    def marked(self) -> MarkedArticle:
        """Return it as an article with claims whose places in the text are not known."""
        article = read_bytes(self.text.encode(), self.name, self.published)
        return MarkedArticle(article, tuple(gold_claim(line) for line in self.gold))


def gold_claim(line: str) -> MarkedClaim:
    """Read one line of gold."""
    cells = line.split("|")
    told = (tuple(part.strip() for part in cell.split("/")) for cell in cells[:7])
    acts, actor, recipient, certainty, realis, polarity, source = told
    return MarkedClaim(-1, acts, actor, recipient, certainty, realis, polarity, source, cells[7].strip())


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

    def lines(self) -> list[str]:
        """Return the lines of a table of scores."""
        lines = [
            ("recall (act + actor or recipient)", self.hits / self.gold, ".70"),
            ("both slots right", self.strict / self.gold, ".45"),
            ("claims that gold holds, of all claims", self.matched / self.claims, ""),
            ("certainty", self.share("certainty"), ".88"),
            ("realis", self.share("realis"), ""),
            ("polarity", self.share("polarity"), ".97"),
            ("attribution", self.share("attribution"), ".80"),
            ("date interval", self.share("days"), ".85"),
        ]
        return [f"| {what} | {value:.2f} | {bar} |" for what, value, bar in lines]


def names(wanted: tuple[str, ...], mention: Mention | None) -> bool:
    """Whether a mention is one of the wanted parties, countries or words."""
    if mention is None:
        return "-" in wanted

    def named(one: str) -> bool:
        if one in ("*", "-"):
            return False
        if one in (mention.party_id, mention.country):
            return True
        if one.isupper() and (len(one) < 3 or one.startswith(("P-", "R-"))):
            return False
        asked = one if one.isupper() else one.lower()
        for text in (mention.text, mention.resolved):
            told = text if one.isupper() else text.lower()
            if re.search(rf"(?<!\w){re.escape(asked)}", told):
                return True
            words = {*_WORD.findall(told)} - _LITTLE
            if words and words <= {*_WORD.findall(asked)}:
                return True
        return False

    return any(named(one) for one in wanted)


def fits(gold: MarkedClaim, claim: Claim) -> bool:
    """Whether a claim tells the gold act, by or to the right one."""
    if claim.event_type not in gold.acts:
        return False
    sides = [(w, m) for w, m in ((gold.actor, claim.actor), (gold.recipient, claim.recipient)) if "*" not in w]
    if any(mention is not None and names(wanted, mention) for wanted, mention in sides):
        return True
    return all("-" in wanted for wanted, _ in sides)


def slots_right(gold: MarkedClaim, claim: Claim) -> bool:
    """Whether actor and recipient are both right."""
    return all(
        "*" in wanted or names(wanted, mention)
        for wanted, mention in ((gold.actor, claim.actor), (gold.recipient, claim.recipient))
    )


def source_right(gold: MarkedClaim, claim: Claim) -> bool:
    """Whether one of the sources, or none, is a gold one."""
    told = " ".join(f"{a.source_text} {a.party_id}" for a in claim.attribution).lower()
    if not claim.attribution:
        return "-" in gold.source
    return any(one.lower() in told for one in gold.source if one != "-")


def days_right(gold: MarkedClaim, claim: Claim) -> bool:
    """Whether the interval is the gold one."""
    early, _, late = gold.days.partition("..")
    if claim.event_time is None:
        return False
    found = (claim.event_time.earliest, claim.event_time.latest)
    return all(
        want == "*" or (got is not None and want == got.isoformat())
        for want, got in zip((early, late), found, strict=True)
    )


def judge(marked: MarkedArticle, claims: tuple[Claim, ...], score: Score, show: bool) -> None:
    """Compare the claims of an article with its gold."""
    free = list(claims)
    score.claims += len(claims)
    for gold in marked.claims:
        score.gold += 1

        def order(claim: Claim, gold: MarkedClaim = gold) -> tuple[bool, bool, bool]:
            start, end = claim.provenance.sentence
            away = gold.place >= 0 and not start <= gold.place <= end
            return away, not slots_right(gold, claim), not source_right(gold, claim)

        fitting = sorted((claim for claim in free if fits(gold, claim)), key=order)
        if not fitting:
            if show:
                print(f"  MISSED {told_gold(gold)}")
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
            print(f"  WRONG {wrong or 'slots'}: {told_gold(gold)}\n        {told_claim(claim)}")
    if show:
        for claim in free:
            print(f"  EXTRA {told_claim(claim)}")


def told_gold(gold: MarkedClaim) -> str:
    """Return a gold claim in one line."""
    cells = (gold.acts, gold.actor, gold.recipient, gold.certainty, gold.realis, gold.polarity, gold.source)
    return " | ".join(["/".join(cell) for cell in cells] + [gold.days])


def told_claim(claim: Claim) -> str:
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


def assert_offsets(article: Article, claims: tuple[Claim, ...]) -> None:
    """Check that every span of every claim stands in the stored text."""
    for claim in claims:
        for part in (claim.actor, claim.recipient, claim.object, claim.event_time, claim.report_time):
            assert part is None or article.text[part.start : part.end] == part.text, part
        for source in claim.attribution:
            assert article.text[source.start : source.end] == source.source_text, source
