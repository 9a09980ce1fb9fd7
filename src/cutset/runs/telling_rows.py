"""How is a row of any table told in a few words?"""

from __future__ import annotations

from cutset.world.rows import Accident, Exemption, Measure, Row, Statement, Stock, Supply, Target, Withdrawal
from cutset.world.world import World

__all__ = ["bears_on", "row_words"]


def row_words(world: World, row: Row) -> str:
    """Return a row in a few words."""
    match row:
        case Measure():
            return f"{row.issuer}: {row.act}"
        case Withdrawal():
            reason = f": {row.stated_reason}" if row.stated_reason else ""
            return f"{world.name(row.by)}, {row.kind}{reason}"
        case Accident():
            return row.what or row.kind
        case Statement():
            who = world.name(row.who) or row.reported_by or "somebody"
            about = f", about {bears_on(world, row)}" if row.bears_on else ""
            return f"{who} ({row.hedge}): {row.words}{about}"
        case Target():
            return f"{row.measure} aims at {world.name(row.target)} ({row.role})"
        case Exemption():
            return f"{row.kind.replace('_', ' ')} to {row.measure}"
        case Supply():
            return f"{world.name(row.item)} by {world.name(row.seller) or 'nobody named'} ({row.standing})"
        case Stock():
            return f"stock of {world.name(row.item)}: {row.quantity or 'amount not known'}"
        case _:
            return str(getattr(row, "name", "") or row.note or row.id)


def bears_on(world: World, row: Statement) -> str:
    """Return what a statement is about, by name."""
    return "; ".join(dict.fromkeys(_named(world, one) for one in row.bears_on))


def _named(world: World, wanted: str) -> str:
    found = world.find(wanted)
    if isinstance(found, Supply):
        return f"{world.name(found.item)} by {world.name(found.seller) or 'nobody named'}"
    return world.name(wanted)
