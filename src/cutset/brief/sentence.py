"""How is a claim told in one plain sentence of our own? Who does what to whom, with its hedge in words."""

from __future__ import annotations

import re
from typing import Final

import msgspec

from cutset.brief.claim import Claim, Mention
from cutset.brief.tables import rule_table

__all__ = ["sentence_of"]

HEDGED: Final = {
    "asserted": ("{who} {does}", "{who} {do_not} {do}"),
    "reported": ("{who} {does}", "{who} {do_not} {do}"),
    "planned": ("{who} will {do}", "{who} will not {do}"),
    "possible": ("{who} may {do}", "perhaps {who} {do_not} {do}"),
    "conditional": ("on a condition {who} would {do}", "on a condition {who} would not {do}"),
    "unclear": ("it is not clear whether {who} {does}", "it is not clear whether {who} {do_not} {do}"),
    "denied": ("it is denied that {who} {does}", "it is denied that {who} {does}"),
}
"""How each label tells what is done and what is not done."""

OPTIONAL: Final = re.compile(r"\[([^\[\]]*)\]")


class _Act(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How an act is told.

    Parameters
    ----------
    one, many
        What one does, and what several do, or one may do.
    rest
        Where object and recipient stand.
    """

    one: str
    many: str
    rest: str


def sentence_of(claim: Claim) -> str:
    """Return what a claim tells as a sentence that keeps its hedge.

    Parameters
    ----------
    claim
        A claim; the words of its slots stand in the sentence as they stand in the article, pronouns resolved.
    """
    acts = rule_table("acts.yaml", dict[str, _Act])
    act = acts.get(f"{claim.event_type}/{claim.mode}", acts[claim.event_type])
    several = _several(claim.actor)
    told, denied = HEDGED[claim.label]
    clause = (denied if claim.polarity == "-" else told).format(
        who=_name(claim.actor) or "somebody",
        does=act.many if several else act.one,
        do=act.many,
        do_not="do not" if several else "does not",
    )
    known = {"what": claim.object.text if claim.object else "", "whom": _name(claim.recipient)}
    if known["what"] == known["whom"]:
        known["what"] = ""
    return clause + OPTIONAL.sub(lambda part: _filled(part[1], known), act.rest)


def _filled(part: str, known: dict[str, str]) -> str:
    name = "what" if "{what}" in part else "whom"
    return part.format(**known) if known[name] else ""


def _name(mention: Mention | None) -> str:
    return (mention.resolved or mention.text) if mention else ""


def _several(mention: Mention | None) -> bool:
    """Whether several are named: two names, or a plural that is no party's own name."""
    if mention is None:
        return False
    name = _name(mention)
    return " and " in name or (not mention.party_id and name.endswith("s") and not name.endswith(("ss", "us", "is")))
