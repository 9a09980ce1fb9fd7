"""Which things hang on each other in a loop, and in which order can the rest be worked out?

Strongly connected components (Tarjan 1972), without recursion, so that a chain of a million links is no deeper
than a list.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

__all__ = ["components"]


def components(nodes: Iterable[str], needs: Mapping[str, Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """Return groups of nodes, each after the groups that it needs; a group of more than one is a loop.

    Parameters
    ----------
    nodes
        The nodes, in the order in which they are visited.
    needs
        What each node needs; what is needed but not among the nodes is taken in as well.

    Examples
    --------
    >>> components(["a"], {"a": ["b"], "b": ["c"], "c": ["b"]})
    (('b', 'c'), ('a',))
    """
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    on_stack: set[str] = set()
    stack: list[str] = []
    found: list[tuple[str, ...]] = []
    for root in nodes:
        if root in index:
            continue
        work: list[tuple[str, int]] = [(root, 0)]
        while work:
            node, place = work.pop()
            if place == 0:
                index[node] = low[node] = len(index)
                stack.append(node)
                on_stack.add(node)
            listed = needs.get(node, ())
            if place and listed[place - 1] in on_stack:
                low[node] = min(low[node], low[listed[place - 1]])
            for at in range(place, len(listed)):
                one = listed[at]
                if one not in index:
                    work += ((node, at + 1), (one, 0))
                    break
                if one in on_stack:
                    low[node] = min(low[node], index[one])
            else:
                if low[node] == index[node]:
                    found.append(_popped(stack, on_stack, node))
    return tuple(found)


def _popped(stack: list[str], on_stack: set[str], root: str) -> tuple[str, ...]:
    group: list[str] = []
    while True:
        node = stack.pop()
        on_stack.discard(node)
        group.append(node)
        if node == root:
            return tuple(sorted(group))
