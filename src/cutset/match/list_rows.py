"""What does a hit on an official list mean? A measure and its target, so that it is carried on like any other.

Who is frozen is frozen by a measure of the list's law; what other entries forbid is not modelled, of them only the
match is told. A hit that is not certain makes rows that are general, and so never more than possible.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from cutset.dates import NEVER
from cutset.lists.entry import Entry, OfficialList
from cutset.status import Confidence
from cutset.world.question import Question
from cutset.world.rows import LawId, Measure, MeasureId, Row, Target

if TYPE_CHECKING:
    from cutset.match.screener import Match

__all__ = ["listing_words", "rows_of"]

FREEZES: Final = frozenset({"us-ofac-sdn", "eu-fsf"})
"""Lists on which everybody is frozen."""

FREEZING_WORDS: Final = ("asset freeze", "specially designated nationals (sdn)")
"""What lists that mean several things print of an entry that is frozen."""

SHOWN_HASH: Final = 12


def listing_words(official: OfficialList, question: Question) -> str:
    """Return list, date, age and version in words."""
    version = f"version {official.version[:SHOWN_HASH]}"
    if official.published is None:
        return f"{official.list_id} of a day not known, {version}"
    age = (question.known_by - official.published).days
    return f"{official.list_id} of {official.published}, {age} {'day' if age == 1 else 'days'} old, {version}"


def rows_of(match: Match, official: OfficialList, question: Question) -> Iterator[Row]:
    """Yield a measure and its target for a hit by which a party is frozen."""
    if not _freezes(official.list_id, match.entry):
        return
    known = official.published or question.known_by
    sure = match.status == "same" and official.published is not None
    confidence = Confidence.DOCUMENTED if sure else Confidence.GENERAL
    name = f"{official.list_id}:{match.entry_id}:{match.id}"
    decided = f"; decided {match.decision}" if match.decision else ""
    yield Measure(
        id=name,
        known=known,
        confidence=confidence,
        issuer=official.issuer,
        law=LawId(official.law),
        act=f"{official.title}, entry {match.entry_id}",
        kind="asset_freeze",
        announced=known,
        applies_from=_listed_on(match.entry) or official.published,
        until=NEVER,
        binds=("persons", "currency"),
        coverage="complete",
        note=match.because,
    )
    met = f"{match.listed!r} ({match.listed_kind})" if match.how == "name" else f"entry {match.entry_id}"
    yield Target(
        id=f"{name}#1",
        known=known,
        confidence=confidence,
        measure=MeasureId(name),
        group="who",
        role="party",
        target=match.id,
        note=f"{match.asked!r} meets {met} of {listing_words(official, question)}: {match.because}{decided}",
    )


def _freezes(list_id: str, entry: Entry) -> bool:
    return list_id in FREEZES or any(word in text.lower() for text in entry.programmes for word in FREEZING_WORDS)


def _listed_on(entry: Entry) -> date | None:
    try:
        return date.fromisoformat(entry.listed)
    except ValueError:
        return None
