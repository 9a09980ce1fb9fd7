"""Which words tell of which act? The declarative patterns of ``rules/patterns.yaml``, and those an analyst adds."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from pathlib import Path

import msgspec

from cutset.brief.claim import ACTS
from cutset.brief.tables import rule_table
from cutset.errors import InputError, did_you_mean

__all__ = ["Pattern", "Patterns", "load_patterns", "patterns_by_act", "word_classes"]


class Pattern(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One way in which an act is told; the head of ``rules/patterns.yaml`` describes the fields."""

    id: str
    act: str
    mode: str = ""
    verbs: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()
    adjectives: frozenset[str] = frozenset()
    with_: frozenset[str] = msgspec.field(default=frozenset(), name="with")
    without: frozenset[str] = frozenset()
    with_object: str = ""
    with_any: frozenset[str] = frozenset()
    with_subject: frozenset[str] = frozenset()
    with_passive: frozenset[str] = frozenset()
    subject_with: frozenset[str] = frozenset()
    passive: bool = False
    active: bool = False
    actor_kind: str = ""
    own_subject: bool = False
    same_subject: bool = False
    joint: bool = False
    predicate: bool = False
    judges: bool = False
    is_to: bool = False
    flips: bool = False
    not_under: frozenset[str] = frozenset()
    not_habit: bool = False
    under: frozenset[str] = frozenset()
    over: frozenset[str] = frozenset()
    no_object: bool = False
    alone: bool = False
    done: str = ""
    no_preps: frozenset[str] = frozenset()
    clause: frozenset[str] | str = frozenset()
    not_clause: frozenset[str] = frozenset()
    clause_has: frozenset[str] = frozenset()
    preps: frozenset[str] = frozenset()
    preps_if: dict[str, frozenset[str]] = {}
    prep_with: frozenset[str] = frozenset()
    prep_party: bool = False
    actor: str = "subject"
    recipient: tuple[str, ...] = ()
    object: tuple[str, ...] | str = ()
    complement: str = ""
    context: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    standing: str = ""
    need_recipient: bool = False
    need_actor: bool = False
    only: str = ""
    clause_or_object: bool = False

    @property
    def object_places(self) -> tuple[str, ...]:
        """Where the object stands, first found."""
        return (self.object,) if isinstance(self.object, str) else self.object


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    patterns: tuple[Pattern, ...]
    classes: dict[str, str] = {}


class Patterns:
    """Patterns by the word that starts them, in the order in which they are tried: an analyst's own before ours."""

    def __init__(self, patterns: tuple[Pattern, ...], own: tuple[Pattern, ...] = ()) -> None:
        self.all = patterns = (*own, *patterns)
        self.own = frozenset(pattern.id for pattern in own)
        self.verbs: dict[str, list[Pattern]] = defaultdict(list)
        self.nouns: dict[str, list[Pattern]] = defaultdict(list)
        self.adjectives: dict[str, list[Pattern]] = defaultdict(list)
        for pattern in patterns:
            for table, words in (
                (self.verbs, pattern.verbs),
                (self.nouns, pattern.nouns),
                (self.adjectives, pattern.adjectives),
            ):
                for word in words:
                    table[word].append(pattern)


def load_patterns(own: Path | None = None) -> Patterns:
    """Return the patterns, those of an analyst's own file before the package's.

    Raises
    ------
    InputError
        With ``bad-patterns`` where the file has another shape or names an unknown act.
    """
    if own is None:
        return _shipped()
    shipped = _file(None, "patterns.yaml")
    try:
        text = own.read_text("utf-8")
        added = _file(text, own.name, shipped.classes)
    except ValueError as error:
        sentence = f"the patterns cannot be read: {' '.join(str(error).split())}"
        raise InputError.one("bad-patterns", sentence, file=own.name, hint="see docs/brief.md") from None
    for pattern in added.patterns:
        if pattern.act not in ACTS:
            hint = did_you_mean(pattern.act, ACTS) or f"one of {', '.join(ACTS)}"
            raise InputError.one("bad-patterns", "no act has this name", value=pattern.act, file=own.name, hint=hint)
    return Patterns(_expanded(shipped), _expanded(added))


@cache
def word_classes() -> dict[str, frozenset[str]]:
    """Return the classes of words that the package's patterns name."""
    return {name: frozenset(words.split()) for name, words in _file(None, "patterns.yaml").classes.items()}


@cache
def patterns_by_act() -> dict[str, Pattern]:
    """Return for each act where its sides stand when a word tells it that was learned (``rules/learned.yaml``)."""
    return {pattern.act: pattern for pattern in _expanded(_file(None, "learned.yaml"))}


@cache
def _shipped() -> Patterns:
    return Patterns(_expanded(_file(None, "patterns.yaml")))


def _file(text: str | None, name: str, classes: dict[str, str] | None = None) -> _File:
    file = rule_table(name, _File, text)
    return _File(file.patterns, {**(classes or {}), **file.classes})


def _expanded(file: _File) -> tuple[Pattern, ...]:
    """Return the patterns with the names of classes replaced by their words."""
    classes = {f"${name}": frozenset(words.split()) for name, words in file.classes.items()}

    def spread(words: frozenset[str]) -> frozenset[str]:
        return frozenset().union(*(classes.get(word, frozenset([word])) for word in words))

    made = []
    for pattern in file.patterns:
        changes = {
            name: spread(value)
            for name in pattern.__struct_fields__
            if isinstance(value := getattr(pattern, name), frozenset) and value
        }
        made.append(msgspec.structs.replace(pattern, **changes))
    return tuple(made)
