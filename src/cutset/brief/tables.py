"""How are the reading rules of this stage read? YAML tables in ``rules/``, each once a process."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any, TypeVar

import msgspec
import yaml

from cutset.yaml_text import read_yaml

__all__ = ["act_words", "heads", "listed", "rule_table", "rules_text", "word_table"]

T = TypeVar("T")
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""Reads every plain word as text, so that ``no`` and ``on`` stay words."""


def rules_text(name: str) -> str:
    """Return the text of one of the package's rule files."""
    return resources.files("cutset.brief").joinpath("rules", name).read_text(encoding="utf-8")


@cache
def word_table(name: str) -> dict[str, tuple[str, ...]]:
    """Return a table that lists words under keys."""
    return rule_table(name, dict[str, tuple[str, ...]])


@cache
def listed(key: str) -> frozenset[str]:
    """Return one of the word lists of ``rules/lists.yaml``."""
    return frozenset(" ".join(word_table("lists.yaml")[key]).split())


@cache
def heads(key: str) -> frozenset[str]:
    """Return one of the groups of describing words of ``rules/heads.yaml``."""
    return frozenset(word_table("heads.yaml")[key])


@cache
def act_words(kind: str) -> dict[str, Any]:
    """Return the acts of the words of one kind in ``rules/act_words.yaml``.

    Parameters
    ----------
    kind
        V, N or J: acts by word; phrases: by first word, then by second.
    """
    key = {"V": "verbs", "N": "nouns", "J": "adjectives"}.get(kind, kind)
    found: dict[str, Any] = {}
    for act, lists in rule_table("act_words.yaml", dict[str, dict[str, tuple[str, ...]]]).items():
        for words in lists.get(key, ()):
            if kind != "phrases":
                found.setdefault(words, []).append(act)
                continue
            first, _, second = words.partition(" ")
            found.setdefault(first, {}).setdefault(second, []).append(act)
    return found


def rule_table(name: str, shape: type[T], text: str | None = None) -> T:
    """Return a rule file, checked against its shape.

    Parameters
    ----------
    name
        File of ``rules/``, or a name for messages.
    shape
        Type to which it must conform.
    text
        Content, where it is not the package's own.

    Raises
    ------
    msgspec.ValidationError
        Where the file does not have the shape; the message names the place.
    ValueError
        Where a text that is not the package's own cannot be read.
    """
    raw = yaml.load(rules_text(name), Loader=_LOADER) if text is None else read_yaml(text, yaml.BaseLoader)
    return msgspec.convert(raw, shape, strict=False)
