"""Which claims tell the same, and how many independent origins do they have?

Claims of several articles go together where act, actor, recipient and object agree and their days are near. Contrary
ones stay apart and are linked. Reports of one origin (the same quotation, the same words, the same source speaking)
count once: many copies are no proof.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

import msgspec

from cutset.brief.claim import Claim, Mention

__all__ = ["ClaimGroup", "grouped"]

NEAR_DAYS: Final = 3
"""Days by which two reports of one event may differ [d]."""
SHINGLE: Final = 5
"""Words of a shingle."""
SAME_WORDS: Final = 0.5
"""Share of common shingles from which two sentences are copies."""


class ClaimGroup(msgspec.Struct, frozen=True):
    """Claims that tell the same.

    Parameters
    ----------
    claims
        Their ids, the best sourced first.
    origins
        How many independent origins they have.
    contradicts
        Ids of claims that tell the contrary.
    """

    claims: tuple[str, ...]
    origins: int
    contradicts: tuple[str, ...] = ()


def grouped(claims: Iterable[Claim], words: dict[str, str] | None = None) -> tuple[ClaimGroup, ...]:
    """Group claims of one or several articles.

    Parameters
    ----------
    claims
        The claims.
    words
        Sentence of each claim by its id, by which copies are told; without it only sources are compared.
    """
    groups: list[list[Claim]] = []
    by_key: dict[tuple[str, ...], list[list[Claim]]] = defaultdict(list)
    for claim in sorted(claims, key=lambda one: (-one.score, one.claim_id)):
        key = (*_subject(claim), claim.polarity)
        near = next(
            (
                group
                for group in by_key[key]
                if all(_near(claim, other) and _about_same(claim, other) for other in group)
            ),
            None,
        )
        if near is None:
            near = []
            by_key[key].append(near)
            groups.append(near)
        near.append(claim)
    return tuple(
        ClaimGroup(tuple(c.claim_id for c in group), _origins(group, words or {}), _contrary(group[0], groups))
        for group in groups
    )


def _subject(claim: Claim) -> tuple[str, str, str]:
    return claim.event_type, _who(claim.actor), _who(claim.recipient)


def _who(mention: Mention | None) -> str:
    if mention is None:
        return ""
    return mention.party_id or mention.country or mention.text.lower()


def _about_same(one: Claim, other: Claim) -> bool:
    if one.object is None or other.object is None:
        return True
    if one.object.head == other.object.head or set(one.object.refers) & set(other.object.refers):
        return True
    return bool(_telling(one.object.text) & _telling(other.object.text))


def _telling(text: str) -> set[str]:
    return {word.rstrip("s") for word in re.findall(r"[a-z0-9-]{4,}", text.lower())} - {"with", "from", "their"}


def _near(one: Claim, other: Claim) -> bool:
    first, second = _days(one), _days(other)
    if first is None or second is None:
        return True
    margin = timedelta(days=NEAR_DAYS)
    return first[0] <= second[1] + margin and second[0] <= first[1] + margin


def _days(claim: Claim) -> tuple[date, date] | None:
    time = claim.event_time
    if time is None or time.earliest is None or time.latest is None:
        return None
    return time.earliest, time.latest


def _contrary(claim: Claim, groups: list[list[Claim]]) -> tuple[str, ...]:
    return tuple(
        group[0].claim_id
        for group in groups
        if _subject(group[0]) == _subject(claim)
        and group[0].polarity != claim.polarity
        and _about_same(claim, group[0])
    )


def _origins(group: list[Claim], words: dict[str, str]) -> int:
    """Count origins: one speaker is one, and so are sentences that are copies of each other."""
    seen: list[tuple[str, frozenset[str]]] = []
    for claim in group:
        speaker = next(
            (a.party_id or a.source_text.lower() for a in claim.attribution if a.relation not in ("anonymous",)), ""
        )
        shingles = _shingles(words.get(claim.claim_id, ""))
        own = speaker or claim.provenance.doc_id
        if not any(own == other or _copies(shingles, told) for other, told in seen):
            seen.append((own, shingles))
    return len(seen)


def _shingles(text: str) -> frozenset[str]:
    tokens = re.findall(r"\w+", text.lower())
    return frozenset(" ".join(tokens[n : n + SHINGLE]) for n in range(len(tokens) - SHINGLE + 1))


def _copies(one: frozenset[str], other: frozenset[str]) -> bool:
    smaller = min(len(one), len(other))
    return smaller > 0 and len(one & other) >= SAME_WORDS * smaller
