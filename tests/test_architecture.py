"""Imports point one way, and each package's front door names what it gives."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import cutset

SOURCE = Path(cutset.__file__).parent
ORDER = [
    [
        "errors",
        "dates",
        "spans",
        "loops",
        "money",
        "shares",
        "quantities",
        "status",
        "findings",
        "yaml_text",
        "showing",
    ],
    ["world"],
    ["ingest", "orbit", "lists", "worlds"],
    ["match"],
    ["reach"],
    ["impact"],
    ["replace"],
    ["assess"],
    ["report", "runs"],
    ["brief"],
    ["review"],
    ["cli"],
]
RANK = {name: rank for rank, names in enumerate(ORDER) for name in names}
BRIEF_MAY_IMPORT = {*ORDER[0], "world", "match", "lists", "brief"}
MODULES = sorted(SOURCE.rglob("*.py"))


def part(path: Path) -> str:
    inside = path.relative_to(SOURCE)
    return inside.parts[0] if len(inside.parts) > 1 else inside.stem


def shown(path: Path) -> str:
    return str(path.relative_to(SOURCE))


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        for name in names:
            if name.startswith("cutset."):
                yield name.split(".")[1]


@pytest.mark.parametrize("path", [one for one in MODULES if part(one) in RANK], ids=shown)
def test_imports_point_one_way(path: Path) -> None:
    mine = part(path)
    for other in imported(path):
        assert other in RANK, f"{other} has no place in the order"
        if mine == "brief":
            assert other in BRIEF_MAY_IMPORT, "brief reads the world and match, and proposes"
        assert RANK[other] <= RANK[mine], f"{mine} may not import {other}"


def test_every_part_has_a_place_in_the_order() -> None:
    parts = {part(path) for path in MODULES} - {"__init__", "__main__"}
    assert parts <= set(RANK)


def test_every_module_opens_with_the_question_that_it_answers() -> None:
    silent = [
        str(path.relative_to(SOURCE)) for path in MODULES if not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]
    assert silent == []


def test_the_front_door_names_exactly_what_it_gives() -> None:
    assert sorted(cutset.__all__) == list(cutset.__all__)
    for name in cutset.__all__:
        assert getattr(cutset, name) is not None
    with pytest.raises(AttributeError):
        cutset.nothing_of_the_kind  # noqa: B018
    assert callable(cutset.assess)


def declared(path: Path) -> list[str]:
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__all__":
            return [ast.literal_eval(one) for one in node.value.elts]  # type: ignore[attr-defined]
    return []


@pytest.mark.parametrize("path", MODULES, ids=shown)
def test_exported_names_are_there_and_documented(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    defined = {node.name: node for node in tree.body if isinstance(node, ast.ClassDef | ast.FunctionDef)}
    for name in declared(path):
        if name in defined:
            assert ast.get_docstring(defined[name]), f"{name} has no docstring"
