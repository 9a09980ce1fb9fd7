"""A small world in which a law, a partner, an accident, a statement and a gap each take something away."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from cutset.assess import assess
from cutset.quantities import read_quantity
from cutset.report.building import build_document
from cutset.report.document import Document
from cutset.shares import read_share
from cutset.world.formula import parse_formula
from cutset.world.rows import (
    Accident,
    Act,
    Bound,
    Function,
    Item,
    Law,
    Measure,
    OwnershipRule,
    Party,
    Payment,
    Programme,
    Row,
    Source,
    Stake,
    Statement,
    Stock,
    Supply,
    Target,
    Use,
    Withdrawal,
)
from cutset.world.settings import Settings, TopicQuestion
from cutset.world.world import World

KNOWN = date(2022, 1, 1)


def small_document(said: Callable[[str], str] = str, url: str = "https://example.org/order") -> Document:
    """Return the document of the small world on 2022-03-02; ``said`` changes every text in it."""
    return build_document(assess(small_world(said, url)))


def small_world(said: Callable[[str], str] = str, url: str = "https://example.org/order") -> World:
    """Return the small world; ``said`` changes every text in it."""
    return World(_settings(said), [*_parties(said, url), *_measures(said), *_programmes(said), *_causes(said)])


def _settings(said: Callable[[str], str]) -> Settings:
    return Settings(
        name="small",
        title=said("Five ways to stop"),
        as_of=date(2022, 3, 2),
        questions={
            "parts": TopicQuestion(asks=said("What stops?"), functions=("F-LAW", "F-OWN"), offers=("U-OFFER",)),
            "money": TopicQuestion(asks=said("What is not paid?"), payments=("Y-1",)),
        },
    )


def _parties(said: Callable[[str], str], url: str) -> list[Row]:
    named = {"P-OP": "Operator", "P-HOLD": "Holding", "P-FIRM": "Firm", "P-MATE": "Partner", "P-BANK": "Bank"}
    common = {"known": KNOWN, "source": ("B-1",)}
    return [
        Source(id="B-1", known=KNOWN, title=said("The order"), publisher=said("An office"), date=KNOWN, url=url),
        Source(id="B-2", known=KNOWN, title=said("A paper"), url=""),
        Law(id="US", known=KNOWN, name="United States"),
        *(Party(id=name, name=said(text), kind="company", country="US", **common) for name, text in named.items()),
        Bound(id="P-OP@US", party="P-OP", law="US", why="established", **common),
        Stake(id="P-HOLD>P-FIRM", owner="P-HOLD", owned="P-FIRM", share=read_share("60"), **common),
    ]


def _measures(said: Callable[[str], str]) -> list[Row]:
    return [
        Measure(
            id="M-1",
            known=KNOWN,
            source=("B-1",),
            issuer=said("Office"),
            law="US",
            act=said("Order 1"),
            kind="asset_freeze",
            announced=date(2022, 1, 20),
            published=date(2022, 1, 25),
            applies_from=date(2022, 2, 1),
            binds=("persons",),
            coverage="complete",
        ),
        Target(id="M-1#1", known=KNOWN, source=("B-1",), measure="M-1", group="a", role="party", target="P-HOLD"),
        Act(id="A-1", known=KNOWN, measure_kind="asset_freeze", act="buy_from", effect="forbidden", who="buyer"),
        Act(id="A-2", known=KNOWN, measure_kind="asset_freeze", act="pay", effect="forbidden", who="payer"),
        OwnershipRule(
            id="W-1",
            known=KNOWN,
            source=("B-1",),
            law="US",
            issuer=said("Office"),
            applies_to="asset_freeze",
            threshold=read_share("50"),
            strict="at_least",
            aggregate=True,
            text=said("half or more"),
        ),
    ]


def _programmes(said: Callable[[str], str]) -> list[Row]:
    common = {"known": KNOWN, "source": ("B-1",)}
    needs = {
        "LAW": "I-LAW",
        "OWN": "I-OWN",
        "WAR": "I-WAR",
        "GAP": "I-GAP",
        "ALL": "I-ALL",
        "LATE": "I-OWN",
        "HOLE": "?",
        "END": "I-END",
    }
    shapes = {"LATE": {"shape": "event", "due_from": date(2022, 6, 1), "due_until": date(2022, 7, 1)}}
    sellers = {"LAW": "P-FIRM", "OWN": "P-MATE", "WAR": "P-MATE", "GAP": "P-MATE", "ALL": "P-OP"}
    return [
        Programme(id="R-1", name=said("Probe"), operator="P-OP", partners=("P-MATE",), **common),
        *(
            Function(
                id=f"F-{name}",
                programme="R-1",
                name=said(f"do {name.lower()}"),
                needs=parse_formula(formula),
                **{"shape": "continuous", **shapes.get(name, {})},
                **common,
            )
            for name, formula in needs.items()
        ),
        *(Item(id=f"I-{name}", name=said(f"part {name.lower()}"), unit="piece", **common) for name in sellers),
        *(
            Supply(id=f"U-{name}", item=f"I-{name}", seller=seller, buyer="P-OP", standing="operating", **common)
            for name, seller in sellers.items()
        ),
        Item(id="I-END", name=said("part end"), unit="piece", **common),
        Supply(
            id="U-END",
            item="I-END",
            seller="P-MATE",
            buyer="P-OP",
            standing="contracted",
            until=date(2022, 9, 1),
            **common,
        ),
        Supply(
            id="U-OFFER",
            item="I-OWN",
            seller="P-MATE",
            buyer="P-OP",
            standing="offered",
            price=Decimal(100),
            currency="EUR",
            **common,
        ),
        Payment(id="Y-1", supply="U-LAW", payer="P-OP", payer_bank="P-BANK", payee="P-FIRM", currency="USD", **common),
        Stock(id="T-1", item="I-WAR", holder="P-OP", quantity=read_quantity("10"), unit="piece", as_of=KNOWN, **common),
        Use(id="F-WAR#1", function="F-WAR", item="I-WAR", quantity=read_quantity("10"), per="year", **common),
    ]


def _causes(said: Callable[[str], str]) -> list[Row]:
    common = {"known": KNOWN, "source": ("B-2",)}
    return [
        Withdrawal(
            id="C-1",
            by="P-MATE",
            kind="end",
            supplies=("U-OWN",),
            effect="stops",
            prompted_by="M-1",
            prompted_confidence="inferred",
            stated_reason=said("the order"),
            date=date(2022, 2, 10),
            **common,
        ),
        Accident(
            id="X-1",
            kind="war",
            supplies=("U-WAR",),
            certainty="certain",
            from_=date(2022, 2, 24),
            what=said("the works were hit"),
            **common,
        ),
        Statement(
            id="S-1",
            who="P-MATE",
            said_on=date(2022, 2, 20),
            words=said("may not deliver any more"),
            hedge="threat",
            bears_on=("U-GAP",),
            effect="would_stop",
            from_=date(2022, 2, 20),
            **common,
        ),
    ]
