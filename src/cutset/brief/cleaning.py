"""Which lines of an article are no part of its text? Rules with a reason for each; table ``rules/boilerplate.yaml``."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, Literal

import msgspec

from cutset.brief.tables import rule_table

__all__ = ["dropped_for", "dropped_sentences"]

_SENTENCE_END: Final = re.compile(r"(?<=[.!?])[\"'”’)]*\s+(?=[\"'“‘(]?[A-Z0-9])")


_ADDRESSES: Final = re.compile(r"\b(?:you|your|we|our|us)\b|!|\?", re.IGNORECASE)
"""What a sentence beside a commission notice says that sells something too."""


class _Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    reason: str
    scope: Literal["line", "sentence"]
    pattern: str
    longest: int = 1_000
    keep_case: bool = False


class _Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    rules: tuple[_Rule, ...]


def dropped_for(line: str) -> str:
    """Return why a whole line is no running text, or nothing.

    Examples
    --------
    >>> dropped_for("READ MORE: Agency weighs a new rocket [Orbit Daily]")
    'link headline'
    """
    for rule, pattern in _rules():
        if rule.scope == "line" and len(line) <= rule.longest and pattern.search(line):
            return rule.reason
    sentences = _SENTENCE_END.split(line)
    reasons = [_sentence_reason(sentence) for sentence in sentences]
    others = [sentence for sentence, reason in zip(sentences, reasons, strict=True) if not reason]
    addressed = len(sentences) <= 4 and "commission notice" in reasons and all(map(_ADDRESSES.search, others))
    if any(reasons) and (all(reasons) or addressed):
        return next(reason for reason in reasons if reason)
    return ""


def dropped_sentences(paragraph: str) -> list[tuple[int, int, str]]:
    """Return start, end and reason of each sentence of a paragraph that is no part of the article."""
    found: list[tuple[int, int, str]] = []
    start = 0
    for end in [*(match.end() for match in _SENTENCE_END.finditer(paragraph)), len(paragraph)]:
        reason = _sentence_reason(paragraph[start:end].strip())
        if reason:
            found.append((start, end, reason))
        start = end
    return found


def _sentence_reason(sentence: str) -> str:
    for rule, pattern in _rules():
        if rule.scope == "sentence" and len(sentence) <= rule.longest and pattern.search(sentence):
            return rule.reason
    return ""


@cache
def _rules() -> tuple[tuple[_Rule, re.Pattern[str]], ...]:
    table = rule_table("boilerplate.yaml", _Rules)
    return tuple((rule, re.compile(rule.pattern, 0 if rule.keep_case else re.IGNORECASE)) for rule in table.rules)
