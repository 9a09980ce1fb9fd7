"""Is every bank of a payment a bank?"""

from __future__ import annotations

from typing import Final

from cutset.world.checks.inspection import Inspection
from cutset.world.rows import Party, Payment

__all__ = ["check_payments"]

MAY_STAND_FOR_A_BANK: Final = frozenset({"unknown", "class"})
"""Kinds of parties that stand where nobody is named."""


def check_payments(inspection: Inspection) -> None:
    """Find banks of payments whose party is of another kind."""
    parties = inspection.ids(Party)
    for row in inspection.world.of(Payment):
        for column, banks in (
            ("payer_bank", (row.payer_bank,)),
            ("via", row.via),
            ("payee_bank", (row.payee_bank,)),
        ):
            for bank in banks:
                party = parties.get(bank or "")
                if isinstance(party, Party) and not _is_bank(party.kind):
                    sentence = f"the party that stands for a bank is a {party.kind}"
                    hint = "name its bank, or correct the kind of the party; leave it empty where it is not known"
                    inspection.fault(row, column, "bank-is-no-bank", sentence, bank, hint)


def _is_bank(kind: str) -> bool:
    return not kind or "bank" in kind or kind in MAY_STAND_FOR_A_BANK
