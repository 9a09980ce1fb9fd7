"""A world of any size, half of whose functions a measure stops: for the size and speed of reports."""

from datetime import date

from cutset.world.formula import parse_formula
from cutset.world.rows import Act, Bound, Function, Item, Law, Measure, Party, Programme, Row, Source, Supply, Target
from cutset.world.settings import Settings, TopicQuestion
from cutset.world.world import World

KNOWN = date(2022, 1, 1)
SOURCE = ("B-1",)


def synthetic_world(functions: int, in_programme: int = 20) -> World:
    """Return a world of ``functions`` functions, each with two items, every second one sold by a listed firm."""
    rows: list[Row] = [
        Source(id="B-1", known=KNOWN, title="A list", publisher="An office", date=KNOWN, url="https://example.org/1"),
        Law(id="US", known=KNOWN, name="United States"),
        Party(id="P-OWN", known=KNOWN, name="Operator", kind="agency", country="US"),
        Measure(
            id="M-1",
            known=KNOWN,
            source=SOURCE,
            issuer="Office",
            law="US",
            act="Order 1",
            kind="asset_freeze",
            applies_from=date(2022, 2, 1),
            binds=("persons", "items"),
            coverage="complete",
        ),
        Bound(id="P-OWN@US", known=KNOWN, party="P-OWN", law="US", why="established"),
        Act(id="A-1", known=KNOWN, measure_kind="asset_freeze", act="buy_from", effect="forbidden", who="buyer"),
    ]
    for number in range(functions):
        name = f"{number:05}"
        if number % in_programme == 0:
            rows.append(
                Programme(id=f"R-{name}", known=KNOWN, source=SOURCE, name=f"Programme {name}", operator="P-OWN")
            )
        programme = f"R-{number - number % in_programme:05}"
        rows += [
            Party(id=f"P-{name}", known=KNOWN, source=SOURCE, name=f"Maker {name}", kind="company", country="RU"),
            Item(id=f"I-{name}", known=KNOWN, source=SOURCE, name=f"part {name}", unit="piece"),
            Supply(
                id=f"U-{name}",
                known=KNOWN,
                source=SOURCE,
                item=f"I-{name}",
                seller=f"P-{name}",
                buyer="P-OWN",
                standing="operating",
            ),
            Function(
                id=f"F-{name}",
                known=KNOWN,
                source=SOURCE,
                programme=programme,
                name=f"keep up service {name}",
                needs=parse_formula(f"I-{name}"),
                shape="continuous",
            ),
        ]
        if number % 2:
            rows.append(
                Target(id=f"M-1#{name}", known=KNOWN, measure="M-1", group="a", role="seller", target=f"P-{name}")
            )
    settings = Settings(
        name="synthetic",
        title=f"{functions} functions",
        as_of=date(2022, 3, 1),
        questions={"first": TopicQuestion(asks="What becomes of the first ones?", functions=("F-00000", "F-00001"))},
    )
    return World(settings, rows)
