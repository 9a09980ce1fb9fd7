"""Write docs/cli.md from the help of every verb. Run: ``python docs/generate_cli.py`` (``make docs``)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from cutset.cli import cutset

PAGE = Path(__file__).parent / "cli.md"
HEAD = """# Command line

Written by `make docs` from the verbs' own help; a test fails when it is out of date.

Exit codes: 0 nothing found or it ran; 1 findings (where a verb gates); 2 faulty input, every fault on a line of its
own; 3 undecided candidates remain. `--traceback` before the verb shows the Python traceback of an error.
"""


def page() -> str:
    """Return the page as it should stand."""
    return "\n".join((HEAD, *_sections("cutset", cutset, None)))


def _sections(name: str, command: click.Command, parent: click.Context | None) -> Iterator[str]:
    """Yield the help of a command and of every command below it."""
    context = click.Context(command, parent, name, terminal_width=100, **command.context_settings)
    yield f"## {context.command_path}\n\n```\n{command.get_help(context)}\n```\n"
    if isinstance(command, click.Group):
        for below in command.list_commands(context):
            verb = command.get_command(context, below)
            assert verb is not None
            yield from _sections(below, verb, context)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
