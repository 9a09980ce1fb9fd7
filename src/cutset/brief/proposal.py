"""What may a claim change in the world? A row with its source, and what a person should know before accepting it."""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

__all__ = ["Proposal", "ProposalKind"]

ProposalKind: TypeAlias = Literal["row", "red_flag"]


class Proposal(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A row that a claim raises; it enters nothing until a person accepts it.

    Parameters
    ----------
    proposal_id
        Id of its claim and the table, the same on each reading.
    claim_id
        The claim it rests on.
    kind
        row, or red_flag: talk of getting round a measure, kept as a warning and never as a route.
    table
        Table of the world.
    cells
        Columns and their text, as the table's file would hold them.
    why
        Why this row and no firmer one, in words.
    needs
        What has to be known before it can be accepted, such as the day of publication.
    """

    proposal_id: str
    claim_id: str
    kind: ProposalKind = "row"
    table: str
    cells: dict[str, str]
    why: str = ""
    needs: tuple[str, ...] = ()
