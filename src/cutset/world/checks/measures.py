"""Can every measure bite? Whom it binds, what it aims at, and which acts its kind cuts."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from cutset.world.checks.inspection import Inspection
from cutset.world.rows import Act, Exemption, Identifier, Measure, Target

__all__ = ["check_measures"]

WHO: Final = frozenset(
    {
        "seller",
        "buyer",
        "payer",
        "payee",
        "item",
        "currency",
        "messaging provider",
        "insurer",
        "channel",
        "third country",
        "anybody",
        "nobody",
    }
)
BINDS_NOBODY: Final = frozenset({"anybody", "nobody"})
PARTY_ROLES: Final = frozenset({"party", "seller", "buyer", "end_user", "bank"})


def check_measures(inspection: Inspection) -> None:
    """Find measures that bind nobody, aim at nothing or are of a kind that cuts nothing, and lists named by halves."""
    acts: dict[str, list[Act]] = defaultdict(list)
    for act in inspection.world.of(Act):
        acts[act.measure_kind].append(act)
        _check_who(inspection, act)
    roles: dict[str, set[str]] = defaultdict(set)
    for target in inspection.world.of(Target):
        roles[target.measure].add(target.role)
    for row in {row.id: row for row in inspection.world.of(Measure)}.values():
        if row.kind:
            _check_measure(inspection, row, acts, roles.get(row.id, set()))
    _check_listed(inspection)


def _check_who(inspection: Inspection, act: Act) -> None:
    for who in act.who.split(" or ") if act.who else ():
        if who.strip() not in WHO:
            hint = inspection.near(who.strip(), WHO) or f"one of {', '.join(sorted(WHO))}"
            inspection.fault(act, "who", "unknown-role", "nobody of this name takes part in an act", who.strip(), hint)


def _check_measure(inspection: Inspection, row: Measure, acts: dict[str, list[Act]], roles: set[str]) -> None:
    cut = acts.get(row.kind, [])
    if not cut:
        _check_kind(inspection, row, acts, roles)
        return
    whos = {who.strip() for act in cut for who in act.who.split(" or ")}
    if not row.binds and not whos <= BINDS_NOBODY:
        hint = "persons, items, messaging, currency or third; ; between"
        inspection.fault(row, "binds", "measure-without-binds", "a measure binds nobody and nothing", "", hint)
    if Target in inspection.unread or not inspection.has(Target):
        return
    if not roles and row.coverage != "list" and any(act.act != "refuse" for act in cut):
        hint = "add rows to targets; where the list of names is not carried, say so with coverage list"
        inspection.fault(row, "id", "measure-without-targets", "a measure aims at nothing", row.id, hint)
    if row.coverage == "list" and roles and roles <= PARTY_ROLES:
        sentence = "parties are named by a measure whose list is said not to be carried"
        hint = "say complete where all names that matter are here, partial where there are more"
        inspection.fault(row, "coverage", "listed-without-list", sentence, row.coverage, hint)


def _check_kind(inspection: Inspection, row: Measure, acts: dict[str, list[Act]], roles: set[str]) -> None:
    if Act in inspection.unread:
        return
    if row.binds or roles:
        hint = inspection.near(row.kind, acts) or "add rows of this kind to the table acts"
        sentence = "no row of acts says what a measure of this kind cuts"
        inspection.fault(row, "kind", "kind-without-act", sentence, row.kind, hint)
    else:
        sentence = "the measure binds nobody, aims at nothing and is of a kind that cuts nothing: it is only told"
        inspection.remark(row, "kind", "measure-cuts-nothing", sentence, row.kind)


def _check_listed(inspection: Inspection) -> None:
    """An entry of an official list is a sign that some measure names the party."""
    named = {target.target for target in inspection.world.of(Target)}
    if Target in inspection.unread or not inspection.world.of(Measure):
        return
    for row in inspection.world.of(Identifier):
        if row.scheme.startswith("OFAC") and row.party and row.party not in named:
            sentence = "the party stands on an official list, and no measure here names it"
            hint = "add the measure that lists it, or hold the world against the list itself"
            inspection.remark(row, "party", "listed-without-measure", sentence, row.party, hint)
    for exemption in inspection.world.of(Exemption):
        if exemption.decided_by == "text" and exemption.decision in ("granted", "refused"):
            sentence = "an exception that the text itself gives is decided by nobody"
            hint = "leave decision empty, or make it decided_by authority"
            inspection.remark(exemption, "decision", "decided-by-text", sentence, exemption.decision, hint)
