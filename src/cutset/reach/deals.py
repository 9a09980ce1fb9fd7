"""Which acts does a supply or a payment consist of, and who takes part in each?

A supply is sold by the seller to buyer and end user and bought by the buyer from the seller. A payment is paid by
the payer to the payee, through each bank that is declared, by messages where it names a messaging
system. An insurer is known only where an answer names one. A :class:`Deal` holds the parts of one act by role,
with ``None`` where a part is not known.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from cutset.world.rows import Answer, Channel, Good, Item, Party, Payment, Supply
from cutset.world.world import World

__all__ = ["INSURER_QUESTION", "Deal", "Goods", "payment_deals", "supply_deals"]

INSURER_QUESTION = "insurer"
"""The question under which the insurer of a supply is kept in the table of answers."""


class Deal(msgspec.Struct, frozen=True):
    """One act of a supply or payment.

    Parameters
    ----------
    act
        Name of the act: sell_to, buy_from, service, insure, pay, pay_through, message.
    subject
        Id of the supply or payment.
    supply
        The supply concerned.
    payment
        The payment concerned, or None.
    parts
        Party in each role; None where a part exists that nobody has named.
    everyone
        The parties that take any part in the act.
    banks
        The banks in the act.
    classes
        Classes of goods of what is supplied, narrow to wide; None where it is not classified.
    """

    act: str
    subject: str
    supply: Supply
    payment: Payment | None
    parts: dict[str, str | None]
    everyone: tuple[str, ...]
    banks: tuple[str, ...]
    classes: tuple[str, ...] | None

    @property
    def named(self) -> tuple[str, ...]:
        """The parties that are named in some role."""
        return tuple(party for party in self.parts.values() if party)


class Goods:
    """Classes of goods, and the wider classes of each.

    Parameters
    ----------
    world
        A world as known on a day.
    """

    def __init__(self, world: World) -> None:
        self._goods: Mapping[str, Good] = world.by_id(Good)
        self._items: Mapping[str, Item] = world.by_id(Item)
        self._wider: dict[str, tuple[str, ...]] = {}
        self._firm: dict[str, frozenset[str]] = {}

    def of_supply(self, supply: Supply) -> tuple[str, ...] | None:
        """Return the classes of what is supplied, narrow to wide, or None where it is not classified."""
        item = self._items.get(supply.item)
        good = supply.good or (item.good if item else None)
        return self.wider(good) if good else None

    def wider(self, good: str) -> tuple[str, ...]:
        """Return a class and all that it nests in, each once."""
        found = self._wider.get(good)
        if found is None:
            order, queue = [good], [good]
            while queue:
                row = self._goods.get(queue.pop(0))
                fresh = [wide for wide in (row.classes if row else ()) if wide not in order]
                order += fresh
                queue += fresh
            found = self._wider[good] = tuple(order)
        return found

    def firmly(self, good: str) -> frozenset[str]:
        """Return the classes that a class nests in by rows that are neither general nor disputed, itself among them."""
        found = self._firm.get(good)
        if found is None:
            seen, queue = {good}, [good]
            while queue:
                row = self._goods.get(queue.pop())
                if row is not None and row.confidence.carries_certainty:
                    fresh = set(row.classes) - seen
                    seen |= fresh
                    queue += fresh
            found = self._firm[good] = frozenset(seen)
        return found

    def row(self, good: str) -> Good | None:
        """Return the row of a class."""
        return self._goods.get(good)

    def item(self, item: str) -> Item | None:
        """Return the row of an item."""
        return self._items.get(item)


def supply_deals(world: World, supply: Supply, goods: Goods) -> list[Deal]:
    """Return the acts of a supply."""
    classes = goods.of_supply(supply)
    parts: dict[str, str | None] = {
        "seller": supply.seller,
        "buyer": supply.buyer,
        "end_user": supply.end_user,
    }
    everyone = _known(supply.seller, supply.buyer, supply.end_user)
    acts = ["sell_to", "buy_from"] if classes else ["sell_to", "buy_from", "service"]
    deals = [Deal(act, supply.id, supply, None, parts, everyone, (), classes) for act in acts]
    for insurer in _insurers(world, supply):
        insured = {**parts, "insurer": insurer}
        deals.append(Deal("insure", supply.id, supply, None, insured, (*everyone, insurer), (), classes))
    return deals


def _insurers(world: World, supply: Supply) -> list[str]:
    answers = world.grouped(Answer, "subject").get(supply.id, ())
    named = (one.value for one in answers if one.question == INSURER_QUESTION and one.state == "given")
    return [party for party in named if party in world.by_id(Party)]


def payment_deals(world: World, payment: Payment, goods: Goods) -> list[Deal]:
    """Return the acts of a payment."""
    supply = world.by_id(Supply).get(payment.supply)
    if supply is None:
        return []
    classes = goods.of_supply(supply)
    parts: dict[str, str | None] = {
        "payer": payment.payer,
        "payee": payment.payee,
        "seller": supply.seller,
        "buyer": supply.buyer,
        "end_user": supply.end_user,
    }
    banks = _known(payment.payer_bank, *payment.via, payment.payee_bank)
    people = _known(payment.payer, payment.payee)
    deals = [Deal("pay", payment.id, supply, payment, parts, people, (), classes)]
    deals += [Deal("pay_through", payment.id, supply, payment, parts, (bank,), (bank,), classes) for bank in banks]
    channel = world.by_id(Channel).get(payment.channel or "")
    if channel is not None and "messag" in channel.kind:
        deals += [Deal("message", payment.id, supply, payment, parts, (bank,), (bank,), classes) for bank in banks]
        if not banks:
            deals.append(Deal("message", payment.id, supply, payment, parts, (), (), classes))
    return deals


def _known(*parties: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(party for party in parties if party))
