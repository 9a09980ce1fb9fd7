"""What depends on what? Supplies, items and functions of a world as nodes, in an order in which they can be worked out.

A supply needs what its formula names; an item needs any of the supplies that count; a function needs what its formula
names. Loops are found first and worked out together.
"""

from __future__ import annotations

from collections import ChainMap, defaultdict
from collections.abc import Iterable, Mapping
from typing import Final, TypeVar, cast

import msgspec

from cutset.loops import components
from cutset.world.formula import needed_ids
from cutset.world.rows import Function, Item, Supply
from cutset.world.world import World

__all__ = ["COUNTED", "TESTED", "Graph", "build_graph"]

COUNTED: Final = frozenset({"operating", "contracted"})
"""Standings of supplies that an item rests on; offered and promised ones count only once they are supposed."""
TESTED: Final = "tested"
T = TypeVar("T")


class Graph(msgspec.Struct, frozen=True):
    """The nodes of a world and their order.

    Parameters
    ----------
    supplies, functions
        Rows by id.
    items
        Ids of items, those that only a formula names among them.
    of_item
        Ids of the supplies that count for each item, tested ones apart.
    tested
        Ids of the tested supplies of each item.
    needed_by
        Nodes that directly need each node.
    order
        Groups of nodes, each after what it needs; a group of more than one is a loop.
    place
        Place of each node's group in the order.
    """

    supplies: Mapping[str, Supply]
    functions: dict[str, Function]
    items: frozenset[str]
    of_item: Mapping[str, tuple[str, ...]]
    tested: dict[str, tuple[str, ...]]
    needed_by: dict[str, tuple[str, ...]]
    order: tuple[tuple[str, ...], ...]
    place: dict[str, int]

    def groups_of(self, nodes: Iterable[str]) -> list[tuple[str, ...]]:
        """Return the groups that hold these nodes, each after what it needs."""
        return [self.order[at] for at in sorted({self.place[node] for node in nodes if node in self.place})]

    def with_offer(self, supply: Supply) -> Graph:
        """Return the graph in which an offered supply counts for its item."""
        counted = tuple(sorted({*self.of_item.get(supply.item, ()), supply.id}))
        return msgspec.structs.replace(
            self,
            supplies=_beside(self.supplies, supply.id, supply),
            of_item=_beside(self.of_item, supply.item, counted),
        )

    def above(self, nodes: Iterable[str]) -> frozenset[str]:
        """Return the nodes that rest on any of these, themselves among them."""
        seen = set(nodes)
        queue = list(seen)
        while queue:
            fresh = [node for node in self.needed_by.get(queue.pop(), ()) if node not in seen]
            seen.update(fresh)
            queue += fresh
        return frozenset(seen)


def _beside(rows: Mapping[str, T], name: str, row: T) -> Mapping[str, T]:
    """Return the mapping with one row more, or another one, without copying it."""
    return ChainMap({name: row}, cast("dict[str, T]", rows))


def build_graph(world: World) -> Graph:
    """Return the graph of a world as known on a day."""
    functions = dict(world.by_id(Function))
    supplies = dict(world.by_id(Supply))
    of_item: dict[str, list[str]] = defaultdict(list)
    tested: dict[str, list[str]] = defaultdict(list)
    for supply in world.of(Supply):
        if supply.standing in COUNTED:
            of_item[supply.item].append(supply.id)
        elif supply.standing == TESTED:
            tested[supply.item].append(supply.id)
    needs = _needs(functions, supplies, world)
    named = {one for listed in needs.values() for one in listed}
    items = frozenset({*world.by_id(Item), *(one for one in named if one not in functions and one not in supplies)})
    needed_by: dict[str, list[str]] = defaultdict(list)
    for node, listed in needs.items():
        for one in listed:
            needed_by[one].append(node)
    order = components(sorted({*items, *functions, *supplies}), needs)
    return Graph(
        supplies=supplies,
        functions=functions,
        items=items,
        of_item={item: tuple(listed) for item, listed in of_item.items()},
        tested={item: tuple(listed) for item, listed in tested.items()},
        needed_by={node: tuple(listed) for node, listed in needed_by.items()},
        order=order,
        place={node: at for at, group in enumerate(order) for node in group},
    )


def _needs(functions: dict[str, Function], supplies: dict[str, Supply], world: World) -> dict[str, tuple[str, ...]]:
    """Return what each node needs; an item its offered supplies too, so that the order holds when one is supposed."""
    found = {name: tuple(dict.fromkeys(needed_ids(row.needs))) for name, row in functions.items()}
    for name, supply in supplies.items():
        if supply.needs is not None:
            found[name] = tuple(dict.fromkeys(needed_ids(supply.needs)))
    for item, listed in world.grouped(Supply, "item").items():
        found[item] = tuple(supply.id for supply in listed)
    return found
