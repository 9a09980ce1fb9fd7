"""How is a reading told in the terminal? A line a claim, its words in the text, its hedge and its proposed row."""

from __future__ import annotations

from collections.abc import Iterator

from cutset.brief.claim import Claim, EventTime, Mention
from cutset.brief.store import Reading
from cutset.dates import say_day
from cutset.errors import NotFoundError

__all__ = ["told", "told_proposal"]


def told(reading: Reading) -> Iterator[str]:
    """Yield the lines that tell what was read in an article."""
    article = reading.article
    yield f"{article.name}: {article.title}"
    yield f"  published: {_published(reading)}"
    for line in article.dropped:
        yield f"  left out ({line.reason}): {_short(line.text, 80)}"
    if article.garbled:
        yield f"  damaged: {', '.join(article.garbled)}"
    many = len(reading.claims)
    yield f"  {many} {'claim' if many == 1 else 'claims'}, {len(reading.proposals)} proposed rows"
    for claim in reading.claims:
        yield from _claim_lines(reading, claim)


def told_proposal(reading: Reading, proposal_id: str) -> Iterator[str]:
    """Yield the lines that tell one proposal with its claim and its sentence.

    Raises
    ------
    NotFoundError
        Where the reading has no such proposal.
    """
    proposal = next((p for p in reading.proposals if p.proposal_id == proposal_id), None)
    if proposal is None:
        raise NotFoundError("proposal", proposal_id, (p.proposal_id for p in reading.proposals))
    claim = next(c for c in reading.claims if c.claim_id == proposal.claim_id)
    yield f"{reading.article.name}: “{reading.article.text[slice(*claim.provenance.sentence)].strip()}”"
    yield f"  {_line(claim)}"
    mark = "RED FLAG" if proposal.kind == "red_flag" else "row"
    yield f"  {mark} of {proposal.table}: " + ", ".join(f"{k}={v}" for k, v in proposal.cells.items() if v)
    yield f"  why: {proposal.why}" + (f"; needs {', '.join(proposal.needs)}" if proposal.needs else "")


def _published(reading: Reading) -> str:
    published = reading.article.published
    if published.day:
        return f"{published.day} ({published.how})"
    if published.how == "inferred":
        early = f"from {published.earliest}" if published.earliest else "any day"
        late = (
            f" until {say_day(published.latest)}" if published.latest and say_day(published.latest) != "never" else ""
        )
        return f"not said; {early}{late} by content (inferred); give --published DATE"
    return "not known; give --published DATE"


def _claim_lines(reading: Reading, claim: Claim) -> Iterator[str]:
    start, end = claim.provenance.trigger
    yield f"  {claim.claim_id} [{start}-{end}] {_line(claim)}"
    for proposal in reading.proposals:
        if proposal.claim_id == claim.claim_id:
            mark = "red flag" if proposal.kind == "red_flag" else proposal.table
            told = ", ".join(
                f"{name}={proposal.cells[name]}"
                for name in ("kind", "hedge", "effect", "supplies", "bears_on", "standing")
                if proposal.cells.get(name)
            )
            yield f"      -> {mark}: {told}"


def _line(claim: Claim) -> str:
    negative = "NOT " if claim.polarity == "-" else ""
    parts = [
        f"{claim.label}:",
        _who(claim.actor),
        f"{negative}{claim.event_type}",
        f"“{_short(claim.object.text, 60)}”" if claim.object else "",
        f"-> {_who(claim.recipient)}" if claim.recipient else "",
        _when(claim.event_time),
        "| says " + " via ".join(_short(a.source_text, 40) for a in claim.attribution) if claim.attribution else "",
        f"| {', '.join(claim.flags)}" if claim.flags else "",
        f"| score {claim.score:.2f}",
    ]
    return " ".join(part for part in parts if part)


def _who(mention: Mention | None) -> str:
    if mention is None:
        return "(nobody named)"
    link = mention.party_id or mention.country or "unlinked"
    stands = f" for {mention.resolved}" if mention.resolved else ""
    return f"{mention.text}{stands} [{link}]"


def _when(time: EventTime | None) -> str:
    if time is None:
        return ""
    if time.earliest is None and time.latest is None:
        return f"({time.text}: day not known)"
    if time.earliest == time.latest:
        return f"({time.earliest})"
    return f"({time.earliest or '...'} to {time.latest or '...'})"


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
