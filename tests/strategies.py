"""Which small worlds does Hypothesis try? Items, supplies, cuts, formulas and stocks drawn as rows of the tables."""

from __future__ import annotations

from datetime import date, timedelta

from factory import DAY, made
from hypothesis import strategies as st

from cutset.world.rows import Accident, Function, Row, Statement, Stock, Supply, Use, Withdrawal

ITEMS = ("I-A", "I-B", "I-C", "I-D")

days = st.integers(-120, 600).map(lambda number: DAY + timedelta(days=number))
"""Days around the as-of day, most of them within the horizon of two years."""


@st.composite
def formulas(draw: st.DrawFn, depth: int = 2) -> str:
    """Draw a formula over the items, as a table writes it."""
    if depth == 0 or draw(st.booleans()):
        return draw(st.sampled_from(ITEMS))
    parts = draw(st.lists(formulas(depth - 1), min_size=2, max_size=4))
    joined = draw(st.sampled_from([" and ", " or ", "of"]))
    if joined == "of":
        return f"{draw(st.integers(1, len(parts)))} of ({', '.join(parts)})"
    return f"({joined.join(parts)})"


@st.composite
def supplies(draw: st.DrawFn) -> list[Row]:
    """Draw one or two supplies of each item, some tested, some with needs of their own."""
    rows: list[Row] = []
    for place, item in enumerate(ITEMS):
        for number in range(draw(st.integers(1, 2))):
            standing = draw(st.sampled_from(["operating", "operating", "contracted", "tested", "promised"]))
            needs = draw(st.sampled_from(["", *ITEMS[place + 1 :]]))
            rows.append(made(Supply, f"U{item[1:]}-{number}", item=item, standing=standing, needs=needs))
    return rows


@st.composite
def cuts(draw: st.DrawFn, named: str, id: str) -> Row:
    """Draw something that takes a supply away, or may: a withdrawal, an accident or a statement."""
    day = draw(days)
    until = draw(st.sampled_from(["open", (day + timedelta(days=90)).isoformat()]))
    match draw(st.sampled_from(["withdrawal", "accident", "statement"])):
        case "withdrawal":
            kind = draw(st.sampled_from(["end", "suspend", "refuse", "condition", "threat"]))
            effect = draw(st.sampled_from(["stops", "stops", "harder"]))
            return made(Withdrawal, f"C-{id}", kind=kind, supplies=named, effect=effect, date=day.isoformat())
        case "accident":
            certainty = draw(st.sampled_from(["certain", "possible"]))
            return made(Accident, f"X-{id}", supplies=named, certainty=certainty, from_=day.isoformat(), until=until)
        case _:
            return made(
                Statement,
                f"S-{id}",
                words="it would end",
                hedge="threat",
                bears_on=named,
                effect="would_stop",
                from_=day.isoformat(),
                until=until,
            )


@st.composite
def stocks(draw: st.DrawFn) -> list[Row]:
    """Draw a stock of an item with its use, its amount sometimes not known; or nothing."""
    if draw(st.booleans()):
        return []
    item = draw(st.sampled_from(ITEMS))
    quantity = draw(st.sampled_from(["", "3", "2-6"]))
    counted = DAY - timedelta(days=draw(st.integers(0, 90)))
    return [
        made(Stock, "T-ONE", item=item, quantity=quantity, as_of=counted.isoformat()),
        made(Use, "F-ONE#1", function="F-ONE", item=item, quantity="1", per="month"),
    ]


@st.composite
def worlds(draw: st.DrawFn) -> list[Row]:
    """Draw a world of one function that goes on and one that is due once, with supplies, cuts and stocks."""
    brought = draw(supplies())
    needs = draw(formulas())
    due: date = draw(days)
    rows = [
        made(Function, "F-ONE", needs=needs),
        made(
            Function,
            "F-EVENT",
            needs=needs,
            shape="event",
            due_from=due.isoformat(),
            due_until=(due + timedelta(days=20)).isoformat(),
        ),
        *brought,
        *draw(stocks()),
    ]
    for number, supply in enumerate(draw(st.lists(st.sampled_from([row.id for row in brought]), max_size=5))):
        rows.append(draw(cuts(supply, str(number))))
    return rows
