"""Which rows of a world make a small example that holds together?

The example tells one story, from a listed party through a supply to a function, and then one row of every other table
that is asked for, each chosen so that it drags in as few further rows as can be. What a row names and the
example does not hold is emptied, where the column may be empty.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any, Final

import msgspec

from cutset.world.cells import Column, columns
from cutset.world.formula import needed_ids
from cutset.world.rows import (
    TABLES,
    Act,
    Channel,
    Exemption,
    Function,
    Item,
    Measure,
    Orbit,
    Party,
    Row,
    Source,
    Stock,
    Supply,
    Target,
    Use,
    Withdrawal,
)
from cutset.world.settings import Settings
from cutset.world.world import World

__all__ = ["example_of"]

COUNTED: Final = frozenset({"operating", "contracted"})
PARTY_ROLES: Final = frozenset({"party", "seller", "buyer", "end_user", "bank"})
PRICED: Final = 40
"""What a price costs, counted in rows: it asks for rates, of which a small example would need many."""
UNSURE: Final = 5
"""What a row that is general or disputed costs, counted in rows: an example should end in a clear word."""
ASTRAY: Final = 1_000
"""What a name costs that the example cannot hold, counted in rows."""
LONGEST: Final = 400
"""What drags in more rows than this is not followed further."""
THROUGH: Final = "payments through "


def example_of(
    world: World, kinds: Iterable[type[Row]], whole: Collection[type[Row]] = (), cutting: Collection[str] = ()
) -> World:
    """Return a small world of some tables that holds together.

    Parameters
    ----------
    world
        The world from which rows are taken.
    kinds
        Tables of the example; what their rows cannot do without must be among them.
    whole
        Tables that come with all their rows.
    cutting
        Kinds of measures of which something says what they cut where the example has no acts of its own.
    """
    chooser = _Chooser(world, frozenset(kinds), frozenset(cutting))
    for kind in chooser.kinds.intersection(whole):
        chooser.take(world.of(kind))
    if {Function, Supply, Target, Measure} <= chooser.kinds:
        chooser.take(
            min(chooser.stories(), key=lambda story: (chooser.told_poorly(story), chooser.cost(story)), default=())
        )
    for kind in TABLES.values():
        if kind in chooser.kinds and not chooser.has(kind):
            chooser.take(min(((row,) for row in chooser.rows(kind)), key=chooser.cost, default=()))
    rows = [chooser.emptied(row) for row in chooser.chosen.values()]
    return World(_settings_of(world.settings, {row.id for row in rows}, parties=Party in chooser.kinds), rows)


class _Chooser:
    def __init__(self, world: World, kinds: frozenset[type[Row]], cutting: frozenset[str]) -> None:
        self.world, self.kinds, self.cutting = world, kinds, cutting
        day = world.settings.as_of
        self.standing = world.known_by(day) if day is not None else world
        self.chosen: dict[tuple[type[Row], str], Row] = {}
        self.targets = self.standing.grouped(Target, "measure")

    def has(self, kind: type[Row]) -> bool:
        return any(one is kind for one, _ in self.chosen)

    def rows(self, kind: type[Row]) -> tuple[Row, ...]:
        """Return the rows that a table offers: those of the world's own day, later ones where there are none."""
        return self.standing.of(kind) or tuple({row.id: row for row in self.world.of(kind)}.values())

    def stories(self) -> Iterator[tuple[Row, ...]]:
        """Yield a target, a supply whose seller or buyer it names, and a function that needs what is supplied."""
        functions: dict[str, list[Function]] = {}
        for function in self.standing.of(Function):
            for name in needed_ids(function.needs):
                functions.setdefault(name, []).append(function)
        for target in self.standing.of(Target):
            if target.role in PARTY_ROLES:
                for supply in self.standing.of(Supply):
                    if target.target in (supply.seller, supply.buyer) and supply.standing in COUNTED:
                        for function in functions.get(supply.item, ()):
                            yield target, supply, function

    def cost(self, rows: tuple[Row, ...]) -> tuple[int, str]:
        """Return what these cost, and their ids for an order that never changes."""
        fresh = self._closure(rows)
        priced = sum(PRICED for row in fresh.values() if isinstance(row, Supply) and row.price is not None)
        unsure = sum(UNSURE for row in fresh.values() if not row.confidence.carries_certainty)
        return len(fresh) + priced + unsure + ASTRAY * self._astray(fresh.values()), " ".join(row.id for row in rows)

    def _astray(self, rows: Iterable[Row]) -> int:
        """Return how often rows name what no table of the example can hold, in a place where it cannot be left out."""
        items = sum(isinstance(row, Target) and self._out_of_reach(row) for row in rows)
        cutless = sum(
            isinstance(row, Measure) and Act not in self.kinds and row.kind not in self.cutting for row in rows
        )
        anything = [
            name
            for row in rows
            for column in columns(type(row))
            if column.refers == "Anything"
            for name in (getattr(row, column.field) if column.many else (getattr(row, column.field),))
            if name
        ]
        return items + cutless + sum(all(self._one(kind, name) is None for kind in self.kinds) for name in anything)

    def _out_of_reach(self, target: Target) -> bool:
        return (target.role == "item" and Item not in self.kinds) or (
            target.role == "channel" and Channel not in self.kinds
        )

    def told_poorly(self, story: tuple[Row, ...]) -> int:
        """Return 0 where the measure forbids something to the other side, whose country's law it is; 1 otherwise."""
        target, supply = story[:2]
        if not isinstance(target, Target) or not isinstance(supply, Supply):
            return 1
        measure = self.standing.by_id(Measure).get(target.measure)
        others = [one for one in (supply.seller, supply.buyer) if one and one != target.target]
        countries = {party.country for one in others if (party := self.standing.by_id(Party).get(one)) is not None}
        acts = self.standing.grouped(Act, "measure_kind").get(measure.kind, ()) if measure is not None else ()
        forbids = any(act.effect == "forbidden" and act.act in ("sell_to", "buy_from") for act in acts)
        return 0 if measure is not None and forbids and measure.law in countries else 1

    def take(self, rows: tuple[Row, ...]) -> None:
        self.chosen.update(self._closure(rows))

    def _closure(self, rows: tuple[Row, ...]) -> dict[tuple[type[Row], str], Row]:
        found: dict[tuple[type[Row], str], Row] = {}
        queue = list(rows)
        while queue and len(found) < LONGEST:
            row = queue.pop()
            key = (type(row), row.id)
            if key not in found and key not in self.chosen:
                found[key] = row
                queue += [one for one in self._asked(row, found) if type(one) in self.kinds]
        return found

    def _asked(self, row: Row, found: dict[tuple[type[Row], str], Row]) -> Iterator[Row]:
        """Yield the rows that a row cannot stand without, or names."""
        for name in _named(row):
            for kind in TABLES.values():
                if kind in self.kinds and (one := self._one(kind, name)) is not None:
                    yield one
        for money in {getattr(row, name, "") for name in ("currency", "base", "quote")} - {"", None}:
            yield from self._operator_with(money)
        match row:
            case Item():
                supplies = [one for one in self.standing.of(Supply) if one.item == row.id and one.standing in COUNTED]
                held = [one for one in supplies if (Supply, one.id) in {**found, **self.chosen}]
                yield from held[:1] or sorted(supplies, key=lambda one: (one.price is not None, one.id))[:1]
            case Measure():
                yield from self.targets.get(row.id, ())
            case Use():
                yield from [one for one in self.standing.of(Stock) if one.item == row.item][:1]
            case Function() if row.clock.startswith("orbit:"):
                yield from (one for one in self.standing.of(Orbit) if one.id == row.clock)
            case _:
                return

    def _operator_with(self, money: str) -> Iterator[Row]:
        """Yield an operator whose money it is, so that the settings of the example declare it."""
        operators = [party for party, code in self.world.settings.currency.operators.items() if code == money]
        if money != self.world.settings.currency.default and operators and Party in self.kinds:
            yield from (one for one in [self._one(Party, operators[0])] if one is not None)

    def _one(self, kind: type[Row], name: str) -> Row | None:
        return self.standing.by_id(kind).get(name) or self.world.by_id(kind).get(name)

    def emptied(self, row: Row) -> Row:
        """Return a row without what it names of tables that the example does not hold."""
        held = {name for _, name in self.chosen}
        changes: dict[str, Any] = {}
        for column in columns(type(row)):
            value = getattr(row, column.field)
            if column.refers and not column.required and (left := _left(column, value, held)) != value:
                changes[column.field] = left
        if isinstance(row, Withdrawal) and row.prompted_by not in held:
            changes["prompted_by"] = ""
        if isinstance(row, Exemption):
            changes["scope"] = tuple(one for one in row.scope if " " in one or one in held)
        if Source not in self.kinds:
            changes["source"] = ()
        return msgspec.structs.replace(row, extra=(), **changes)


def _named(row: Row) -> Iterator[str]:
    yield from row.source
    for column in columns(type(row)):
        value = getattr(row, column.field)
        if column.refers and value:
            yield from value if column.many else (value,)
    match row:
        case Function() | Supply() if row.needs is not None:
            yield from needed_ids(row.needs)
        case Target():
            yield row.target
        case Withdrawal():
            yield row.prompted_by
        case Exemption():
            yield from (scope.removeprefix(THROUGH) for scope in row.scope)
        case _:
            return


def _left(column: Column, value: Any, held: set[str]) -> Any:
    if column.many:
        return tuple(one for one in value if one in held)
    return value if value in held or not value else column.empty


def _settings_of(settings: Settings, held: set[str], *, parties: bool) -> Settings:
    """Return settings that name only what the example holds; without a table of parties any may be named."""
    money_of = settings.currency.operators
    operators = {party: money for party, money in money_of.items() if party in held or not parties}
    questions = {
        name: msgspec.structs.replace(
            question,
            functions=tuple(one for one in question.functions if one in held),
            offers=tuple(one for one in question.offers if one in held),
            payments=tuple(one for one in question.payments if one in held),
            exposure=None,
        )
        for name, question in settings.questions.items()
        if held & {*question.functions, *question.payments}
    }
    return Settings(
        name="example",
        title="A worked example: put your own programme in its place",
        as_of=settings.as_of,
        horizon_months=settings.horizon_months,
        currency=msgspec.structs.replace(settings.currency, operators=operators),
        laws=settings.laws,
        questions=questions,
    )
