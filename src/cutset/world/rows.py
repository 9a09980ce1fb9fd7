"""What does each table of a world say? One frozen record a table, every column typed and described.

The records are the nouns of ``docs/model.md``, section 2. The docstring of a record is the description of its
columns wherever they are shown: in the template, the table reference and the messages of ``cutset check``.
Every row has four first columns: ``id``, ``known`` (the day on which it became known), ``source`` and
``confidence``. The same id may come again with a later ``known``.
"""

from __future__ import annotations

from datetime import date as Day
from decimal import Decimal
from typing import Annotated, ClassVar, Final, Literal, NewType, TypeAlias

import msgspec

from cutset.quantities import Quantity
from cutset.shares import UNKNOWN, Share
from cutset.status import Confidence
from cutset.world.formula import Formula

__all__ = [
    "METHOD_TABLES",
    "TABLES",
    "Accident",
    "Act",
    "Agreement",
    "Answer",
    "Boost",
    "Bound",
    "Budget",
    "Channel",
    "Exemption",
    "Function",
    "Good",
    "Identifier",
    "Item",
    "Law",
    "Measure",
    "Name",
    "Orbit",
    "Outcome",
    "OwnershipRule",
    "Party",
    "Payment",
    "Phase",
    "Programme",
    "Rate",
    "RedFlag",
    "Row",
    "Source",
    "Stake",
    "Statement",
    "Stock",
    "Supply",
    "Target",
    "Use",
    "Withdrawal",
]

SourceId = NewType("SourceId", str)
LawId = NewType("LawId", str)
PartyId = NewType("PartyId", str)
GoodId = NewType("GoodId", str)
ItemId = NewType("ItemId", str)
SupplyId = NewType("SupplyId", str)
ProgrammeId = NewType("ProgrammeId", str)
FunctionId = NewType("FunctionId", str)
ChannelId = NewType("ChannelId", str)
PaymentId = NewType("PaymentId", str)
MeasureId = NewType("MeasureId", str)

End: TypeAlias = Annotated[Day | None, msgspec.Meta(extra={"cell": "end"})]
"""First day without it; ``open`` for no end; empty for not known."""
Currency: TypeAlias = Annotated[str, msgspec.Meta(extra={"cell": "currency"})]
Clock: TypeAlias = Annotated[str, msgspec.Meta(extra={"cell": "clock"})]
Anything: TypeAlias = Annotated[str, msgspec.Meta(extra={"cell": "anything"})]
"""An id of some table: a supply, function, programme, party, payment, channel or item."""

Shape: TypeAlias = Literal["continuous", "event"]
Standing: TypeAlias = Literal["operating", "contracted", "tested", "offered", "promised"]
Coverage: TypeAlias = Literal["complete", "partial", "list"]
TargetRole: TypeAlias = Literal[
    "party",
    "seller",
    "buyer",
    "end_user",
    "bank",
    "channel",
    "currency",
    "payer_country",
    "payee_country",
    "origin",
    "destination",
    "good",
    "item",
    "sector",
]
ActName: TypeAlias = Literal["sell_to", "buy_from", "pay", "pay_through", "message", "insure", "service", "refuse"]
EffectName: TypeAlias = Literal["forbidden", "licence", "harder", "risk"]
Reaches: TypeAlias = Literal["persons", "items", "messaging", "currency", "third"]


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """What every row of every table carries.

    Parameters
    ----------
    id
        Name of the thing; the same id may come again with a later ``known``.
    known
        Day on which the row became known [date].
    source
        Where it stands: ids of sources, ``;`` between.
    confidence
        documented, reported, inferred, disputed or general; ``/known-inferred`` behind it where the day
        on which it became known was inferred.
    note
        Anything more, in words.
    """

    table: ClassVar[str] = ""

    id: str
    known: Day
    source: tuple[SourceId, ...] = ()
    confidence: Confidence = Confidence.DOCUMENTED
    known_inferred: bool = False
    note: str = ""
    extra: tuple[tuple[str, str], ...] = ()


class Source(Row, frozen=True, kw_only=True):
    """Where statements come from.

    Parameters
    ----------
    title
        Title of the page, act, list or report.
    publisher
        Who published it.
    date
        Day of publication [date]; empty = not known.
    url
        Address, or empty.
    kind
        Such as law, list, press, statement or report.
    """

    table: ClassVar[str] = "sources"

    title: str
    publisher: str = ""
    date: Day | None = None
    url: str = ""
    kind: str = ""


class Law(Row, frozen=True, kw_only=True):
    """Who makes law.

    Parameters
    ----------
    name
        Name of the body of law.
    issuer
        Who issues measures under it.
    """

    table: ClassVar[str] = "laws"

    name: str
    issuer: str = ""


class Party(Row, frozen=True, kw_only=True):
    """A person, firm, bank, agency or state.

    Parameters
    ----------
    name
        Name to show.
    kind
        Such as company, bank, person, agency, state; ``class`` and ``unknown`` stand where nobody is named.
    country
        ISO 3166 code of two letters, or EU; empty = not known.
    founded
        Day or year of founding; empty = not known.
    """

    table: ClassVar[str] = "parties"

    name: str
    kind: str
    country: str = ""
    founded: str = ""


class Name(Row, frozen=True, kw_only=True):
    """A name that a party goes by.

    Parameters
    ----------
    party
        The party.
    name
        The name as written.
    script
        ISO 15924 code, such as Latn or Cyrl.
    kind
        primary, alias, or weak: not enough alone.
    """

    table: ClassVar[str] = "names"

    party: PartyId
    name: str
    script: str = "Latn"
    kind: Literal["primary", "alias", "weak"] = "alias"


class Identifier(Row, frozen=True, kw_only=True):
    """A number under which a party is registered.

    Parameters
    ----------
    party
        The party.
    scheme
        Such as RU-INN, RU-OGRN, BIC, LEI, OFAC-UID, birth-date.
    value
        The number.
    """

    table: ClassVar[str] = "identifiers"

    party: PartyId
    scheme: str
    value: str


class Bound(Row, frozen=True, kw_only=True):
    """Who must obey which law, and why.

    Parameters
    ----------
    party
        The party.
    law
        The law it must obey.
    why
        established, nationality, member or own_policy.
    from_
        First day [date]; empty = since before the world opens.
    until
        First day without it [date or open].
    """

    table: ClassVar[str] = "bound"

    party: PartyId
    law: LawId
    why: Literal["established", "nationality", "member", "own_policy"]
    from_: Day | None = msgspec.field(default=None, name="from")
    until: End = None


class Stake(Row, frozen=True, kw_only=True):
    """Who owns how much of whom.

    Parameters
    ----------
    owner
        The holder.
    owned
        The company held.
    share
        As written: 51, >50, 25-50, majority; empty = not known [percent].
    kind
        equity or votes count as shares; control, board and trust are findings of control.
    from_
        First day [date]; empty = not known.
    until
        First day without it [date or open].
    """

    table: ClassVar[str] = "stakes"

    owner: PartyId
    owned: PartyId
    share: Share = UNKNOWN
    kind: str = "equity"
    from_: Day | None = msgspec.field(default=None, name="from")
    until: End = None


class Good(Row, frozen=True, kw_only=True):
    """A class of goods, as lists and tariffs see it.

    Parameters
    ----------
    name
        Name of the class.
    hs
        Tariff codes, ``;`` between.
    eccn
        Export control classification numbers, ``;`` between.
    annexes
        Annexes of acts in which it stands.
    classes
        Wider classes that it belongs to.
    """

    table: ClassVar[str] = "goods"

    name: str
    hs: tuple[str, ...] = ()
    eccn: tuple[str, ...] = ()
    annexes: tuple[str, ...] = ()
    classes: tuple[GoodId, ...] = ()


class Item(Row, frozen=True, kw_only=True):
    """Anything a function needs and somebody supplies: part, launch, seat, message, right.

    Parameters
    ----------
    name
        What it is.
    good
        Its class of goods; empty = not classified.
    unit
        Unit in which it is counted.
    """

    table: ClassVar[str] = "items"

    name: str
    good: GoodId | None = None
    unit: str = ""


class Supply(Row, frozen=True, kw_only=True):
    """Who supplies an item to whom, from where to where, on what footing.

    Parameters
    ----------
    item
        What is supplied.
    good
        Class of goods, where it differs from the item's.
    seller
        Who sells or gives it.
    buyer
        Who buys or receives it.
    end_user
        Who uses it in the end.
    origin
        Country in which it is made; decides which law's items it is.
    ship_from
        Country from which it is sent.
    destination
        Country to which it goes, or space.
    contracted
        Day of the contract [date].
    from_
        First day of supply [date]; of a promise the last day promised.
    until
        End of the contract, never an effect [date or open].
    lead_time_days
        From order to delivery [d].
    standing
        operating, contracted, tested, offered or promised.
    price
        Price of a unit or of the contract [currency].
    currency
        ISO 4217 code.
    qualification_days
        To qualify it for use [d].
    needs
        What the supply itself needs, as a formula.
    """

    table: ClassVar[str] = "supplies"

    item: ItemId
    good: GoodId | None = None
    seller: PartyId | None = None
    buyer: PartyId | None = None
    end_user: PartyId | None = None
    origin: str = ""
    ship_from: str = ""
    destination: str = ""
    contracted: Day | None = None
    from_: Day | None = msgspec.field(default=None, name="from")
    until: End = None
    lead_time_days: int | None = None
    standing: Standing
    price: Decimal | None = None
    currency: Currency = ""
    qualification_days: int | None = None
    needs: Formula | None = None


class Programme(Row, frozen=True, kw_only=True):
    """What somebody runs: a mission, a constellation, a plant.

    Parameters
    ----------
    name
        Name of the programme.
    operator
        Who runs it.
    partners
        Who takes part, ``;`` between.
    """

    table: ClassVar[str] = "programmes"

    name: str
    operator: PartyId | None = None
    partners: tuple[PartyId, ...] = ()


class Phase(Row, frozen=True, kw_only=True):
    """A phase of a programme, as published.

    Parameters
    ----------
    programme
        The programme.
    phase
        Name of the phase.
    from_
        First day [date].
    until
        First day without it [date or open].
    """

    table: ClassVar[str] = "phases"

    programme: ProgrammeId
    phase: str
    from_: Day | None = msgspec.field(default=None, name="from")
    until: End = None


class Function(Row, frozen=True, kw_only=True):
    """What a programme does, and what it needs for that.

    Parameters
    ----------
    programme
        The programme.
    name
        What is done.
    needs
        Items and functions joined by ``and``, ``or``, ``k of (...)``; ``?`` for an input nobody has named.
    shape
        continuous, or event: must hold through its due window.
    due_from
        First day of the due window [date].
    due_until
        First day after the due window [date].
    clock
        stock, orbit:NAME, window:NAME or once: what adds time before a loss is felt.
    """

    table: ClassVar[str] = "functions"

    programme: ProgrammeId
    name: str
    needs: Formula
    shape: Shape
    due_from: Day | None = None
    due_until: Day | None = None
    clock: Clock = ""


class Stock(Row, frozen=True, kw_only=True):
    """What lies in hand.

    Parameters
    ----------
    item
        What is kept.
    holder
        Who keeps it; it counts only where the holder is buyer or end user of the item.
    quantity
        How many, a number or a range [unit]; empty = kept, amount not known.
    unit
        Unit of the quantity.
    as_of
        Day of the count [date].
    """

    table: ClassVar[str] = "stocks"

    item: ItemId
    holder: PartyId
    quantity: Quantity | None = None
    unit: str = ""
    as_of: Day


class Use(Row, frozen=True, kw_only=True):
    """How fast a stock goes: a rate, or one use on a day.

    Parameters
    ----------
    function
        What uses it up.
    item
        What is used.
    quantity
        How many, a number or a range [unit].
    unit
        Unit of the quantity.
    per
        day, month or year; empty where a date stands instead.
    date
        Day of a single use [date].
    """

    table: ClassVar[str] = "uses"

    function: FunctionId
    item: ItemId
    quantity: Quantity
    unit: str = ""
    per: Literal["", "day", "month", "year"] = ""
    date: Day | None = None


class Boost(Row, frozen=True, kw_only=True):
    """What a supply gives to a station's orbit.

    Parameters
    ----------
    supply
        The supply of boosts.
    delta_v_m_s
        Speed given at each visit, a number or a range [m/s].
    visits_per_year
        Visits a year, a number or a range [1/a].
    """

    table: ClassVar[str] = "boosts"

    supply: SupplyId
    delta_v_m_s: Quantity | None = None
    visits_per_year: Quantity | None = None


class Orbit(Row, frozen=True, kw_only=True):
    """The orbit that a clock asks about.

    Parameters
    ----------
    programme
        The programme that flies there.
    elements
        File of element sets, or empty.
    altitude_km
        Mean height above 6378.135 km [km].
    ballistic_coefficient
        Drag area over mass, CdA/m, a range [m2/kg].
    floors_km
        Heights that matter on the way down, ``;`` between, the first one decides [km].
    """

    table: ClassVar[str] = "orbits"

    programme: ProgrammeId
    elements: str = ""
    altitude_km: Quantity | None = None
    ballistic_coefficient: Quantity | None = None
    floors_km: tuple[Decimal, ...] = ()


class Payment(Row, frozen=True, kw_only=True):
    """Who pays for a supply, through whom.

    Parameters
    ----------
    supply
        What is paid for.
    payer
        Who pays.
    payer_bank
        Its bank; empty = not known.
    via
        Banks between, in the order in which the user declares them.
    payee_bank
        Bank of who is paid; empty = not known.
    payee
        Who is paid.
    currency
        ISO 4217 code; its law reaches the payment through clearing.
    channel
        Messaging or settlement system.
    due
        Day on which it is due [date].
    grace_days
        Days for which the supply goes on unpaid [d].
    """

    table: ClassVar[str] = "payments"

    supply: SupplyId
    payer: PartyId | None = None
    payer_bank: PartyId | None = None
    via: tuple[PartyId, ...] = ()
    payee_bank: PartyId | None = None
    payee: PartyId | None = None
    currency: Currency = ""
    channel: ChannelId | None = None
    due: Day | None = None
    grace_days: int | None = None


class Channel(Row, frozen=True, kw_only=True):
    """A messaging or settlement system; named by payments, never proposed.

    Parameters
    ----------
    name
        Name of the system.
    kind
        Such as messaging or settlement.
    operator
        Who runs it.
    """

    table: ClassVar[str] = "channels"

    name: str
    kind: str = ""
    operator: PartyId | None = None


class Measure(Row, frozen=True, kw_only=True):
    """A sanction, an export rule or a counter-measure of a state.

    Parameters
    ----------
    issuer
        Who issued it.
    law
        The law under which it stands.
    act
        Name and number of the act.
    kind
        Which acts it cuts: a kind of the table of acts.
    announced, adopted, published
        Days of announcement, adoption and publication [date].
    applies_from
        Day from which it applies [date].
    until
        First day without it [date or open].
    binds
        What it reaches: persons of that law, items subject to it, messaging providers, currency, third countries.
    coverage
        complete: all targets that matter are carried; partial: more names exist; list: the list is not carried.
    """

    table: ClassVar[str] = "measures"

    issuer: str
    law: LawId
    act: str
    kind: str
    announced: Day | None = None
    adopted: Day | None = None
    published: Day | None = None
    applies_from: Day | None = None
    until: End = None
    binds: tuple[Reaches, ...] = ()
    coverage: Coverage


class Target(Row, frozen=True, kw_only=True):
    """What a measure aims at; *or* within a group, *and* between groups.

    Parameters
    ----------
    measure
        The measure.
    group
        Name of the group.
    role
        What the target is in the act: party (any part), seller, buyer, end_user, bank, channel, currency,
        payer_country, payee_country, origin, destination, good, item, sector.
    target
        The party, good, item, country, currency or channel.
    """

    table: ClassVar[str] = "targets"

    measure: MeasureId
    group: str
    role: TargetRole
    target: str


class Exemption(Row, frozen=True, kw_only=True):
    """An exception to a measure: who decides on it, and what is known of the decision.

    Parameters
    ----------
    measure
        The measure.
    kind
        carve_out, derogation, general_licence, licence or wind_down.
    scope
        Items, programmes, parties, ``payments through BANK``, or words; ``;`` between, any of them.
    contracts_before
        Covers contracts made before this day only [date].
    from_
        First day [date].
    until
        First day without it [date or open].
    decided_by
        text: applies by itself; authority: somebody decides; unknown.
    decision
        open, granted or refused.
    """

    table: ClassVar[str] = "exceptions"

    measure: MeasureId
    kind: Literal["carve_out", "derogation", "general_licence", "licence", "wind_down"]
    scope: tuple[str, ...] = ()
    contracts_before: Day | None = None
    from_: Day | None = msgspec.field(default=None, name="from")
    until: End = None
    decided_by: Literal["text", "authority", "unknown"]
    decision: Literal["", "open", "granted", "refused"] = ""


class Act(Row, frozen=True, kw_only=True):
    """Which kind of measure cuts which act, and who must be bound.

    Parameters
    ----------
    measure_kind
        Kind of measure.
    act
        sell_to, buy_from, pay, pay_through, message, insure, service or refuse.
    effect
        forbidden, licence, harder or risk.
    who
        Who or what the law must reach: seller, buyer, payer, payee, item, currency, messaging provider,
        insurer, channel, third country, anybody, nobody; ``or`` between.
    """

    table: ClassVar[str] = "acts"

    measure_kind: str
    act: ActName
    effect: EffectName
    who: str


class Withdrawal(Row, frozen=True, kw_only=True):
    """A partner's own decision.

    Parameters
    ----------
    by
        Who decided.
    kind
        suspend, end, refuse, condition, threat or resume; the first three cut, condition and threat may.
    supplies
        The supplies it names, ``;`` between.
    effect
        stops or harder.
    prompted_by
        A measure or another withdrawal that prompted it; the two stay two causes.
    prompted_confidence
        How well the prompting is founded.
    stated_reason
        The reason given.
    date
        Day from which it bites [date].
    """

    table: ClassVar[str] = "withdrawals"

    by: PartyId
    kind: Literal["suspend", "end", "refuse", "condition", "threat", "resume"]
    supplies: tuple[SupplyId, ...]
    effect: Literal["stops", "harder"]
    prompted_by: str = ""
    prompted_confidence: str = ""
    stated_reason: str = ""
    date: Day


class Accident(Row, frozen=True, kw_only=True):
    """A cause that nobody decided.

    Parameters
    ----------
    kind
        failure or war.
    supplies
        The supplies it hits, ``;`` between.
    certainty
        certain or possible.
    from_
        First day [date].
    until
        First day without it [date or open].
    what
        What happened.
    """

    table: ClassVar[str] = "accidents"

    kind: str
    supplies: tuple[SupplyId, ...]
    certainty: Literal["certain", "possible"]
    from_: Day | None = msgspec.field(default=None, name="from")
    until: End = None
    what: str = ""


class Statement(Row, frozen=True, kw_only=True):
    """Who said what, how firmly, and what it bears on.

    Parameters
    ----------
    who
        Who said it; empty = not named.
    said_on
        Day on which it was said [date].
    reported_by
        Who reports it.
    words
        What was said, in our words.
    hedge
        Such as asserted, promise, threat, likely, possible, unlikely, opinion, denied.
    bears_on
        Supplies, functions, programmes, parties or payments that it is about, ``;`` between.
    effect
        would_stop, would_supply, would_restore or position.
    from_
        The day on which it would bite [date].
    until
        The day on which it lapsed [date or open].
    """

    table: ClassVar[str] = "statements"

    who: PartyId | None = None
    said_on: Day | None = None
    reported_by: str = ""
    words: str
    hedge: str
    bears_on: tuple[Anything, ...] = ()
    effect: Literal["would_stop", "would_supply", "would_restore", "position"]
    from_: Day | None = msgspec.field(default=None, name="from")
    until: End = None


class Agreement(Row, frozen=True, kw_only=True):
    """An agreement and its state on the day.

    Parameters
    ----------
    parties
        Who made it, ``;`` between.
    date
        Day of the agreement [date].
    kind
        Such as memorandum, roadmap, contract; ``joint arrangement`` makes stakes count together.
    about
        What it is about: a programme, supply or party.
    status
        Such as signed, published, in_force, ratified, suspended, ended.
    until
        First day without it [date or open].
    """

    table: ClassVar[str] = "agreements"

    parties: tuple[PartyId, ...]
    date: Day | None = None
    kind: str = ""
    about: Anything = ""
    status: str = ""
    until: End = None


class Answer(Row, frozen=True, kw_only=True):
    """An answer that somebody could give.

    Parameters
    ----------
    subject
        What is asked about.
    question
        What is asked.
    state
        given, not_asked or refused.
    value
        The answer, where given.
    asked_by
        Who asked.
    """

    table: ClassVar[str] = "answers"

    subject: Anything
    question: str
    state: Literal["given", "not_asked", "refused"]
    value: str = ""
    asked_by: str = ""


class Rate(Row, frozen=True, kw_only=True):
    """What one unit of a currency is worth in another.

    Parameters
    ----------
    date
        Day from which it holds, until the next one [date].
    base
        Currency of the one unit.
    quote
        Currency in which it is told.
    rate
        Units of quote a unit of base.
    """

    table: ClassVar[str] = "rates"

    date: Day
    base: Currency
    quote: Currency
    rate: Decimal


class Budget(Row, frozen=True, kw_only=True):
    """A sum of money with its source.

    Parameters
    ----------
    programme
        The programme; empty where it concerns many.
    amount
        The sum; negative for a cut or loss [currency].
    currency
        ISO 4217 code.
    from_
        First day [date].
    until
        First day without it [date or open].
    what
        What it is for.
    """

    table: ClassVar[str] = "budgets"

    programme: ProgrammeId | None = None
    amount: Decimal
    currency: Currency
    from_: Day | None = msgspec.field(default=None, name="from")
    until: End = None
    what: str = ""


class OwnershipRule(Row, frozen=True, kw_only=True):
    """When does owning make caught?

    Parameters
    ----------
    law
        The law.
    issuer
        The authority whose rule it is.
    applies_to
        Kind of measure to which it applies.
    threshold
        Share that decides [percent]; empty where no share is enough.
    strict
        at_least, more_than, or none: owning is never enough.
    aggregate
        true where the holdings of several listed owners are added.
    control
        true where control counts beside shares.
    subsidiary_filter
        Law or country in which the owned firm must be established; empty = any.
    from_
        First day [date].
    until
        First day without it [date or open].
    text
        The rule in words.
    """

    table: ClassVar[str] = "ownership_rules"

    law: LawId
    issuer: str
    applies_to: str
    threshold: Share | None = None
    strict: Literal["at_least", "more_than", "none"]
    aggregate: bool = False
    control: bool = False
    subsidiary_filter: str = ""
    from_: Day | None = msgspec.field(default=None, name="from")
    until: End = None
    text: str = ""


class RedFlag(Row, frozen=True, kw_only=True):
    """A warning sign, what it reads, and when it fires.

    Parameters
    ----------
    text
        The sign in words.
    group
        party, payment, goods, route, contract, price, bank or history.
    reads
        The columns and answers that it reads.
    fires_when
        When it fires, in words.
    if_not_asked, if_refused
        What it says where an answer is missing.
    severity
        low, medium or high.
    from_
        Day of the notice [date].
    until
        First day without it [date or open].
    merges
        Ids of the same flag in other lists.
    """

    table: ClassVar[str] = "red_flags"

    text: str
    group: str
    reads: str = ""
    fires_when: str = ""
    if_not_asked: str = ""
    if_refused: str = ""
    severity: Literal["low", "medium", "high"] = "medium"
    from_: Day | None = msgspec.field(default=None, name="from")
    until: End = None
    merges: str = ""


class Outcome(Row, frozen=True, kw_only=True):
    """What became of a function; only for looking back.

    Parameters
    ----------
    function
        The function.
    happened
        ran, stopped, late or replaced.
    from_
        First day [date].
    until
        First day without it [date or open].
    text
        What happened, in words.
    """

    table: ClassVar[str] = "outcomes"

    function: FunctionId
    happened: Literal["ran", "stopped", "late", "replaced"]
    from_: Day | None = msgspec.field(default=None, name="from")
    until: End = None
    text: str = ""


TABLES: Final[dict[str, type[Row]]] = {
    row.table: row
    for row in (
        Source,
        Law,
        Party,
        Name,
        Identifier,
        Bound,
        Stake,
        Good,
        Item,
        Supply,
        Programme,
        Phase,
        Function,
        Stock,
        Use,
        Boost,
        Orbit,
        Payment,
        Channel,
        Measure,
        Target,
        Exemption,
        Act,
        Withdrawal,
        Accident,
        Statement,
        Agreement,
        Answer,
        Rate,
        Budget,
        OwnershipRule,
        RedFlag,
        Outcome,
    )
}
"""Every table by name, in the order in which a newcomer would fill them."""

METHOD_TABLES: Final = frozenset({"sources", "laws", "acts", "red_flags"})
"""Tables that are method, not news: no day filters them."""
