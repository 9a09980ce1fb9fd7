"""Is a chain told whole, however many links it has?"""

from __future__ import annotations

from factory import DAY, made, run, world_of

from cutset.findings import Because
from cutset.impact.chain import Explainer
from cutset.impact.graph import build_graph
from cutset.impact.losses import find_losses
from cutset.impact.scenario import WORST_ENDLESS
from cutset.impact.stock import find_stocks
from cutset.match.parties import match
from cutset.reach import reach
from cutset.status import FunctionStatus
from cutset.world.question import Question
from cutset.world.rows import Accident, Function, Item, Supply
from cutset.world.world import World

MANY = 3000
FAILURE = made(Accident, "X-ONE", supplies="S-LAST", from_="2031-01-01", until="open")


def explained(world: World, node: str) -> Because:
    question = Question(as_of=DAY, known_by=DAY)
    graph, stocks = build_graph(world), find_stocks(world)
    reached = reach(world, match(world, [], question), question)
    losses = find_losses(graph, reached, stocks, {}, DAY)
    return Explainer(world, graph, reached, stocks, losses, DAY).because(node, DAY.toordinal(), WORST_ENDLESS)


def test_a_chain_of_three_thousand_functions_is_told_to_its_first_cause() -> None:
    rows = [made(Function, f"F-{at:04}", needs=f"F-{at + 1:04}") for at in range(MANY)]
    last = made(Function, f"F-{MANY:04}", needs="I-ONE")
    told = explained(world_of(*rows, last, made(Supply, "S-LAST", item="I-ONE"), FAILURE), "F-0000")
    assert (told[0].row, told[-1].row, len(told)) == ("X-ONE", "F-0000", MANY + 2)


def test_a_chain_of_a_thousand_supplies_is_told_to_its_first_cause() -> None:
    items = [made(Item, f"I-{at:04}") for at in range(1001)]
    supplies = [made(Supply, f"S-{at:04}", item=f"I-{at:04}", needs=f"I-{at + 1:04}") for at in range(1000)]
    told = explained(world_of(*items, *supplies, made(Supply, "S-LAST", item="I-1000"), FAILURE), "I-0000")
    assert (told[0].row, told[-1].row) == ("X-ONE", "I-0000")


def test_a_great_loop_is_told_without_a_crash() -> None:
    loop = [made(Function, f"F-{at:04}", needs=f"F-{(at + 1) % 600:04} and I-ONE") for at in range(600)]
    found = run(world_of(*loop, made(Supply, "S-LAST", item="I-ONE"), FAILURE)).impact.functions
    assert {one.status for one in found.values()} == {FunctionStatus.STOPPED_SINCE}
