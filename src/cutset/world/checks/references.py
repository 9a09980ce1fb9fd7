"""Does every id that a row names exist? With the nearest that do, and which tables the others cannot do without.

Six tables are a useful start: parties, items, supplies, functions, measures and targets. A table that rows name
something of and that is absent is a fault, but for four that a small world can do without: programmes, goods,
laws and sources. What rows name of these is then read as a label, and a remark says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Final

from cutset.errors import Fault, Remark
from cutset.world.cells import Column, columns
from cutset.world.checks.codes import country_codes, is_country
from cutset.world.checks.inspection import Inspection
from cutset.world.rows import (
    TABLES,
    Channel,
    Exemption,
    Function,
    Good,
    Item,
    Law,
    Measure,
    OwnershipRule,
    Party,
    Payment,
    Programme,
    Row,
    Source,
    Statement,
    Supply,
    Target,
    Withdrawal,
)

__all__ = ["NEEDED", "check_references"]

NEEDED: Final[tuple[type[Row], ...]] = (Party, Item, Supply, Function, Measure, Target)
"""The six tables of a useful start."""
LABELS: Final = frozenset({Programme, Good, Law, Source})
"""Tables whose ids still say something where the table is absent."""

REFERS: Final[dict[str, type[Row]]] = {
    "SourceId": Source,
    "LawId": Law,
    "PartyId": Party,
    "GoodId": Good,
    "ItemId": Item,
    "SupplyId": Supply,
    "ProgrammeId": Programme,
    "FunctionId": Function,
    "ChannelId": Channel,
    "PaymentId": Payment,
    "MeasureId": Measure,
}

_TARGETS: Final[dict[str, type[Row]]] = {
    **dict.fromkeys(("party", "seller", "buyer", "end_user", "bank"), Party),
    "channel": Channel,
    "good": Good,
    "sector": Good,
    "item": Item,
}
FOREIGN: Final = "foreign"
THROUGH: Final = "payments through "
ALIKE: Final = 2
"""A word of a scope is a misspelt id where it begins like one with so many characters and holds no space."""


def check_references(inspection: Inspection) -> None:
    """Find ids that rows name and no table has, and tables that rows need and the world lacks."""
    absent: dict[type[Row], list[str]] = defaultdict(list)
    labels: set[str] = set()
    for kind in TABLES.values():
        rows = inspection.world.of(kind)
        if rows:
            _check_sources(inspection, kind, rows, absent)
            for column in columns(kind):
                if column.refers in REFERS:
                    _check_column(inspection, column, rows, REFERS[column.refers], absent, labels)
    _check_targets(inspection, absent)
    if not inspection.unread and absent.keys() <= LABELS:
        known = inspection.any_ids | labels
        _check_anything(inspection, known)
        _check_scopes(inspection, known)
    _check_prompts(inspection)
    _check_countries(inspection)
    _check_settings(inspection)
    _check_absent(inspection, absent)


def _check_sources(
    inspection: Inspection, kind: type[Row], rows: Collection[Row], absent: dict[type[Row], list[str]]
) -> None:
    if kind is Source:
        return
    named = {source for listed in {row.source for row in rows} for source in listed}
    if not inspection.is_read(Source):
        if named and not inspection.has(Source) and (inspection.places.has(kind) or not inspection.places.has_any()):
            absent[Source].append(kind.table)
        return
    known = inspection.ids(Source)
    if missing := named - known.keys():
        for row in rows:
            for source in row.source:
                if source in missing:
                    hint = inspection.near(source, known) or "add it to the table sources, with title and address"
                    sentence = "no row of sources has this id"
                    inspection.fault(row, "source", "unknown-source", sentence, source, hint)


def _check_column(
    inspection: Inspection,
    column: Column,
    rows: Collection[Row],
    kind: type[Row],
    absent: dict[type[Row], list[str]],
    labels: set[str],
) -> None:
    if kind is Law and _laws_unlisted(inspection):
        known = inspection.ids(Law).keys() | {name for name in _named(rows, column) if is_country(name)}
        _check_named(inspection, column, rows, known, kind.table)
    elif inspection.is_read(kind):
        _check_named(inspection, column, rows, inspection.ids(kind).keys(), kind.table)
    elif not inspection.has(kind) and (named := _named(rows, column)):
        absent[kind].append(f"{next(iter(rows)).table}.{column.name}")
        labels |= named


def _laws_unlisted(inspection: Inspection) -> bool:
    """Whether the world has no table of laws; a law is then one that ships, or goes by the code of its country."""
    return inspection.places.has_any() and not inspection.places.has(Law) and Law not in inspection.unread


def _check_anything(inspection: Inspection, known: Collection[str]) -> None:
    for kind in TABLES.values():
        for column in columns(kind):
            if column.refers == "Anything" and (rows := inspection.world.of(kind)):
                _check_named(inspection, column, rows, known, "row")


def _named(rows: Iterable[Row], column: Column) -> set[str]:
    values = {getattr(row, column.field) for row in rows}
    names = {one for value in values for one in value} if column.many else values
    return names - {None, ""}


def _check_named(
    inspection: Inspection, column: Column, rows: Collection[Row], known: Collection[str], table: str
) -> None:
    missing = _named(rows, column).difference(known)
    if not missing:
        return
    for row in rows:
        value = getattr(row, column.field)
        for name in value if column.many else (value,):
            if name in missing:
                said = "no table has" if table == "row" else f"no row of {table} has"
                hint = inspection.near(name, known) or f"add it{'' if table == 'row' else f' to the table {table}'}"
                inspection.fault(row, column.name, "dangling-reference", f"{said} this id", name, hint)


def _check_targets(inspection: Inspection, absent: dict[type[Row], list[str]]) -> None:
    for row in inspection.world.of(Target):
        kind = _TARGETS.get(row.role)
        if not row.target or row.role is None:
            continue
        if kind is not None:
            if inspection.is_read(kind):
                _check_target(inspection, row, inspection.ids(kind).keys(), kind.table)
            elif not inspection.has(kind) and "targets.target" not in absent[kind]:
                absent[kind].append("targets.target")
        elif row.role == "currency":
            if row.target != FOREIGN and row.target not in inspection.moneys:
                hint = inspection.near(row.target, inspection.moneys) or "an ISO 4217 code, or foreign"
                inspection.fault(row, "target", "unknown-currency", "no currency has this code", row.target, hint)
        elif not is_country(row.target) and row.target not in inspection.ids(Law):
            _unknown_country(inspection, row, "target", row.target)


def _check_target(inspection: Inspection, row: Target, known: Collection[str], table: str) -> None:
    if row.target not in known:
        hint = inspection.near(row.target, known) or f"add it to the table {table}"
        sentence = f"no row of {table} has this id, and the role is {row.role}"
        inspection.fault(row, "target", "dangling-reference", sentence, row.target, hint)


def _check_scopes(inspection: Inspection, known: Collection[str]) -> None:
    """Scopes may be words; what begins like an id and is none, or names a bank that is not there, is a fault."""
    heads = {name[:ALIKE] for kind in (Item, Supply, Party, Programme, Good) for name in inspection.ids(kind)}
    for row in inspection.world.of(Exemption):
        for scope in row.scope:
            name = scope.removeprefix(THROUGH)
            like_an_id = " " not in name and name[:ALIKE] in heads and name[:ALIKE] == name[:ALIKE].upper()
            if name not in known and (scope != name or like_an_id):
                hint = inspection.near(name, known) or "add it, or say it in words"
                inspection.fault(row, "scope", "dangling-reference", "no table has this id", name, hint)


def _check_prompts(inspection: Inspection) -> None:
    if inspection.unread & {Measure, Withdrawal}:
        return
    known = {*inspection.ids(Measure), *inspection.ids(Withdrawal)}
    for row in inspection.world.of(Withdrawal):
        if row.prompted_by and row.prompted_by not in known:
            hint = inspection.near(row.prompted_by, known) or "name a measure or another withdrawal, or leave it empty"
            sentence = "no measure and no withdrawal has this id"
            inspection.fault(row, "prompted_by", "dangling-reference", sentence, row.prompted_by, hint)
    for said in inspection.world.of(Statement):
        if not said.bears_on and said.effect in ("would_stop", "would_supply", "would_restore"):
            sentence = "a statement that would change something names nothing that it bears on"
            hint = "name a supply, function, programme, party or payment, or make the effect position"
            inspection.fault(said, "bears_on", "bears-on-nothing", sentence, "", hint)


_PLACES: Final[tuple[tuple[type[Row], tuple[str, ...]], ...]] = (
    (Party, ("country",)),
    (Supply, ("origin", "ship_from", "destination")),
    (OwnershipRule, ("subsidiary_filter",)),
)
SPACE: Final = "space"


def _check_countries(inspection: Inspection) -> None:
    known = inspection.ids(Law).keys() | {SPACE}
    for kind, fields in _PLACES:
        rows = inspection.world.of(kind)
        for field in fields:
            named = {getattr(row, field) for row in rows} - known - {"", None}
            missing = {code for code in named if not is_country(code)}
            if missing:
                for row in rows:
                    if getattr(row, field) in missing:
                        _unknown_country(inspection, row, field, getattr(row, field))


def _unknown_country(inspection: Inspection, row: Row, column: str, value: str) -> None:
    by_name = {name: code for code, name in country_codes().items()}
    named = by_name.get(value) or next(
        (code for name, code in by_name.items() if value.casefold() in name.casefold()), ""
    )
    hint = f"did you mean {named!r}?" if named else "two capital letters of ISO 3166, such as DE, or EU"
    inspection.fault(row, column, "unknown-country", "no country has this code", value, hint)


def _check_settings(inspection: Inspection) -> None:
    if inspection.unread:
        return
    for column, name, known, what in _asked(inspection):
        if known and name not in known:
            inspection.faults.append(
                Fault(
                    file=inspection.settings_place,
                    column=column,
                    code="dangling-reference",
                    sentence=f"no row of {what} has this id",
                    value=name,
                    hint=inspection.near(name, known),
                )
            )


def _asked(inspection: Inspection) -> Iterator[tuple[str, str, Collection[str], str]]:
    settings = inspection.world.settings
    tables = {kind: inspection.ids(kind).keys() for kind in (Function, Supply, Payment, Party, Law)}
    unlisted = _laws_unlisted(inspection)
    for name in (*settings.laws, *settings.counter_laws):
        if unlisted and is_country(name):
            continue
        yield "laws", name, tables[Law], "laws"
    for name in settings.others:
        yield "others", name, tables[Function], "functions"
    for name in settings.currency.operators:
        yield "currency", name, tables[Party], "parties"
    for topic, question in settings.questions.items():
        at = f"questions.{topic}"
        yield from ((at, name, tables[Function], "functions") for name in question.functions)
        yield from ((at, name, tables[Supply], "supplies") for name in question.offers)
        yield from ((at, name, tables[Payment], "payments") for name in question.payments)
        if question.exposure is not None:
            yield at, question.exposure.supplier, tables[Party], "parties"
            yield from ((at, name, tables[Function], "functions") for name in question.exposure.functions)


def _check_absent(inspection: Inspection, absent: dict[type[Row], list[str]]) -> None:
    for kind, referring in absent.items():
        if not referring:
            continue
        names = ", ".join(referring[:3]) + (" and others" if len(referring) > 3 else "")
        if kind not in LABELS:
            hint = f"bring the table {kind.table}; cutset new writes a template of it"
            sentence = f"the table is missing, and {names} name{'' if len(referring) > 1 else 's'} its rows"
            inspection.faults.append(Fault(file=kind.table, code="missing-table", sentence=sentence, hint=hint))
        else:
            sentence = (
                f"the table is absent, so what {names} name{'' if len(referring) > 1 else 's'} is read as a label"
            )
            inspection.remarks.append(Remark(file=kind.table, code="read-as-label", sentence=sentence))
    for kind in NEEDED:
        if not inspection.has(kind) and not absent.get(kind):
            inspection.remarks.append(Remark(file=kind.table, code="absent-table", sentence=WITHOUT[kind]))


WITHOUT: Final[dict[type[Row], str]] = {
    Party: "there is no table of parties: nobody can be matched with a list",
    Item: "there is no table of items: nothing says what is supplied",
    Supply: "there is no table of supplies: no cut can travel to a function",
    Function: "there is no table of functions: nothing can be said to stop",
    Measure: "there is no table of measures: only partners' decisions and accidents can cut anything",
    Target: "there is no table of targets: measures aim at nothing",
}
"""What cannot be told without each of the six tables."""
