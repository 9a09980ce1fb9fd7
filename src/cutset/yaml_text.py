"""How is YAML of a stranger read? Aliases are counted before anything is built, so that no small file grows huge."""

from __future__ import annotations

from typing import Any, Final

import yaml

__all__ = ["MOST_NODES", "read_yaml"]

MOST_NODES: Final = 2_000_000
"""Entries that a file may hold once its aliases are written out."""


def read_yaml(text: str, loader: type[yaml.BaseLoader | yaml.SafeLoader] = yaml.SafeLoader) -> Any:
    """Return what a YAML text holds.

    Parameters
    ----------
    text
        One document.
    loader
        ``yaml.BaseLoader`` leaves every cell text.

    Raises
    ------
    UnicodeError
        A cell holds half a character (a lone surrogate).
    ValueError
        It is no YAML, is nested too deep, or holds more than :data:`MOST_NODES` entries; the message is a sentence.

    Examples
    --------
    >>> read_yaml("a: [1, 2]")
    {'a': [1, 2]}
    """
    try:
        made = loader(text)
        node = made.get_single_node()
        if node is None:
            return None
        _count(node, {})
        return made.construct_document(node)
    except RecursionError:
        raise ValueError("it is nested too deep") from None
    except yaml.YAMLError as error:
        raise ValueError(f"this is no YAML: {' '.join(str(error).split())}") from error


def _count(node: yaml.Node, known: dict[int, int]) -> int:
    """Return how many entries a node holds with its aliases written out."""
    if id(node) in known:
        if not known[id(node)]:
            raise ValueError("an entry holds itself")
        return known[id(node)]
    known[id(node)] = 0
    if isinstance(node, yaml.ScalarNode):
        try:
            node.value.encode("utf-8")
        except UnicodeEncodeError:
            raise UnicodeError(f"line {node.start_mark.line + 1} holds half a character") from None
        size = 1
    elif isinstance(node, yaml.MappingNode):
        size = 1 + sum(_count(key, known) + _count(value, known) for key, value in node.value)
    else:
        size = 1 + sum(_count(entry, known) for entry in node.value)
    if size > MOST_NODES:
        raise ValueError(f"its aliases grow to more than {MOST_NODES:,} entries")
    known[id(node)] = size
    return size
