"""How are ``docs/tables.md`` and ``docs/faults.md`` written? From the records and from the table of faults.

Run ``python docs/generate_tables.py``; a test fails where the pages are not what this writes.
"""

from __future__ import annotations

from pathlib import Path

from cutset.world.cells import Column, columns
from cutset.world.checks.codes import fault_kinds
from cutset.world.checks.references import NEEDED, REFERS
from cutset.world.rows import METHOD_TABLES, TABLES, Act, Row
from cutset.worlds import load_embedded

HERE = Path(__file__).parent

FIRST = """\
| column | must be filled | says |
|---|---|---|
| `id` | yes | Short name of the thing, used once in all tables, without spaces. It may come again with a later \
`known`. |
| `known` | yes | Day on which the row became known, as 2022-03-02; a run dated earlier does not use the row. |
| `source` | | Where it stands: ids of the table sources, `;` between. |
| `confidence` | | documented, reported, inferred, disputed or general; `/known-inferred` behind it where the day \
known was inferred. Empty counts as general, and what rests on a general or disputed row is never more than \
*possible*. |
"""


SETTINGS = """\
## world.yaml

Everything in it may be left out: `name`, `title`, `as_of` (else today), `dates_shown`, `horizon_months` (24),
`currency` (`default`, and `operators` by party), `laws`, and `questions`: the slots of the first screen, each with
`asks` and the ids of what answers it.

```yaml
name: aquila
title: Aquila weather satellites
as_of: 2026-09-01
currency: {default: EUR}
questions:
  launch:
    asks: Will the third satellite fly on time?
    functions: [F-FLY]
    offers: [U-RIDE-2]
    payments: [Y-RIDE]
```

A world without questions is told by its payments, offers, caught parties and the table of programmes.
"""


def tables_page() -> str:
    """Return the page that describes every table and column."""
    start = ", ".join(f"[{kind.table}](#{kind.table})" for kind in NEEDED)
    parts = [
        "# The tables of a world\n",
        "Written by `docs/generate_tables.py` from the records in `src/cutset/world/rows.py`; do not edit.\n",
        "A world is a folder with one CSV file a table (UTF-8, comma, header, RFC 4180) and `world.yaml`, or one "
        "`.xlsx` with one sheet a table and a sheet `world`. `cutset new` writes either; `cutset check` says what is "
        "wrong.\n",
        f"**A useful start needs six tables**: {start}. All others are optional. Laws, acts, ownership rules and red "
        "flags ship with cutset and stand where a world has no such table. What rows name of absent programmes, "
        "goods, laws or sources is read as a label.\n",
        "## In every table\n",
        FIRST,
        "Days are written 2022-03-02. `until` is the first day without it; `open` is an end that never comes; an empty "
        "cell is *not known*. Several values in a cell have `;` between. A column `note` is last in every table. "
        "Columns that the model does not know are kept, and a remark names them.\n",
    ]
    parts += [_table_part(kind) for kind in TABLES.values()]
    parts += [_kinds_part(), SETTINGS]
    return "\n".join(parts)


def _kinds_part() -> str:
    """Return what each kind of measure cuts, as the acts that ship say."""
    kinds: dict[str, list[str]] = {}
    for act in load_embedded("space-2022").of(Act):
        kinds.setdefault(act.measure_kind, []).append(f"{act.act} {act.effect} ({act.who})")
    rows = [f"| `{kind}` | {'; '.join(acts)} |" for kind, acts in sorted(kinds.items())]
    head = (
        "## Kinds of measure\n\nWhat a measure of each kind cuts, and in brackets who or what its law must reach, as "
        "the acts that ship with cutset say. A kind of your own needs rows in `acts`.\n\n| kind | cuts |\n|---|---|\n"
    )
    return head + "\n".join(rows) + "\n"


def _table_part(kind: type[Row]) -> str:
    method = " Method, not news: no day filters its rows." if kind.table in METHOD_TABLES else ""
    said = (kind.__doc__ or "").strip().splitlines()[0]
    head = f"## {kind.table}\n\n{said}{method}\n\n| column | must be filled | says | holds |\n|---|---|---|---|\n"
    return head + "".join(_line(column) for column in columns(kind) if column.name != "note")


def _line(column: Column) -> str:
    must = "yes" if column.required else ""
    words = column.words.replace("``", "`").replace("|", "\\|")
    return f"| `{column.name}` | {must} | {words} | {_holds(column)} |\n"


def _holds(column: Column) -> str:
    said = []
    if column.allowed:
        said.append(", ".join(f"`{word}`" for word in column.allowed))
    if column.refers in REFERS:
        table = REFERS[column.refers].table
        said.append(f"id of [{table}](#{table})")
    elif column.refers:
        said.append("id of any table")
    if column.many:
        said.append("several with `;`")
    return "; ".join(said)


def faults_page() -> str:
    """Return the page that lists every kind of fault and remark."""
    kinds = fault_kinds().values()
    faults = [kind for kind in kinds if kind.stops]
    remarks = [kind for kind in kinds if not kind.stops]
    head = (
        "# What `cutset check` can say\n\n"
        "Written by `docs/generate_tables.py` from `src/cutset/world/checks/tables/faults.csv`; do not edit.\n\n"
        "`cutset check WORLD` tells every fault at once, one a line: file or sheet, line, column, what is wrong, the "
        "value, what to do, and the code in brackets. With `--format json` it is one document with lists `faults` and "
        "`remarks`. Exit code 0: no fault. Exit code 2: at least one. Other verbs refuse a world with a fault in the "
        "same words, so that nothing is half-read.\n\n"
        f"## Faults\n\n{len(faults)} kinds. Each stops a world from being used.\n\n"
    )
    middle = f"\n## Remarks\n\n{len(remarks)} kinds. Worth knowing; they stop nothing.\n\n"
    top = "| code | says | for example | what to do |\n|---|---|---|---|\n"

    def lines(listed: list) -> str:  # type: ignore[type-arg]
        return top + "".join(f"| `{one.code}` | {one.says} | {one.example} | {one.do} |\n" for one in listed)

    return head + lines(faults) + middle + lines(remarks)


PAGES = {"tables.md": tables_page, "faults.md": faults_page}

if __name__ == "__main__":
    for name, page in PAGES.items():
        (HERE / name).write_text(page(), encoding="utf-8")
