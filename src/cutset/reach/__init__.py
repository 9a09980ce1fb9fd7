"""Whom and what does a listing catch: owned firms, supplies, payments? The front door of stage *reach*."""

from cutset.reach.cuts import Cut
from cutset.reach.listings import Hold, Listings
from cutset.reach.reaching import Reached, reach, reach_again

__all__ = ["Cut", "Hold", "Listings", "Reached", "reach", "reach_again"]
