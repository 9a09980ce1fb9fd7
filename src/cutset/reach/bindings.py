"""Who must obey which law, and from which day?

The table ``bound`` says so. A party without any row there is taken to lie under the law of its country; where that is
not known either, nobody can tell.
"""

from __future__ import annotations

from collections import defaultdict

from cutset.reach.deals import Deal
from cutset.reach.fit import NEVER_FITS, NOT_KNOWN, Fit, any_fits, fit_on
from cutset.reach.steps import step_of
from cutset.reach.territory import under
from cutset.spans import span
from cutset.world.rows import Bound, Channel, Party
from cutset.world.world import World

__all__ = ["Bindings"]


class Bindings:
    """Which laws bind the parties of a world.

    Parameters
    ----------
    world
        A world as known on a day.
    """

    def __init__(self, world: World) -> None:
        self.parties = world.by_id(Party)
        self.channels = world.by_id(Channel)
        self.rows: dict[str, list[Bound]] = defaultdict(list)
        for row in world.of(Bound):
            self.rows[row.party].append(row)
        self._found: dict[tuple[str, str], Fit] = {}

    def party(self, party: str | None, law: str) -> Fit:
        """Return when a law binds a party; where the party is not named, it cannot be excluded."""
        if party is None:
            return NOT_KNOWN
        key = (party, law)
        if key not in self._found:
            self._found[key] = self._bound(party, law)
        return self._found[key]

    def operator(self, deal: Deal, law: str) -> Fit:
        """Return when a law binds the operator of the channel that a payment goes by."""
        channel = self.channels.get((deal.payment.channel if deal.payment else None) or "")
        return self.party(channel.operator, law) if channel else NEVER_FITS

    def laws(self, party: str) -> tuple[str, ...]:
        """Return the laws that bind a party on some day, in order."""
        stated: set[str] = {row.law for row in self.rows.get(party, ())}
        country = self.parties[party].country if party in self.parties else ""
        return tuple(sorted(stated or {country} - {""}))

    def _bound(self, party: str, law: str) -> Fit:
        rows = self.rows.get(party)
        if rows:
            fits = [
                fit_on(
                    span(row.from_, row.until),
                    row.confidence,
                    (step_of(row, f"{row.law} law binds {party} ({row.why.replace('_', ' ')})"),),
                )
                for row in rows
                if row.law == law
            ]
            return any_fits(*fits)
        row = self.parties.get(party)
        if row is None or not row.country:
            return NOT_KNOWN
        days = under(row.country, law)
        words = f"{party} is of {row.country}; no row says which laws bind it"
        return fit_on(days, row.confidence, (step_of(row, words),)) if days else NEVER_FITS
