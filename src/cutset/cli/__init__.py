"""Which verbs does the command line have? One file a verb, imported only when it is asked for.

The group lists the verbs with the first line of their help, so a verb's module imports nothing but click
at its top; what is heavy is imported inside the function that needs it.
"""

from __future__ import annotations

import gc
import importlib
import sys
from typing import Final

import click

from cutset import __version__
from cutset.cli.failing import report_failure

__all__ = ["cutset", "main"]

VERBS: Final[tuple[str, ...]] = (
    "assess",
    "explain",
    "report",
    "new",
    "check",
    "compare",
    "backtest",
    "runs",
    "lists",
    "screen",
    "decide",
    "rescreen",
    "log",
    "orbit",
    "brief",
)
"""The verbs in the order in which ``cutset --help`` shows them; module and command carry the same name."""


class _LazyGroup(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in VERBS:
            return None
        command = getattr(importlib.import_module(f"cutset.cli.{cmd_name}"), cmd_name)
        assert isinstance(command, click.Command)
        return command


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__)
@click.option("--traceback", is_flag=True, help="Show the Python traceback of an error.")
def cutset(traceback: bool) -> None:
    """Follow a sanction from a listed name to the mission that stops.

    Not legal advice; check the official publication.
    """


def main() -> None:
    """Run the command line; faults are printed one a line and end with exit code 2."""
    # A run is short and keeps nearly all it makes: looking for garbage seldom saves a large world a tenth of its time.
    gc.set_threshold(200_000, 50, 100)
    traceback = "--traceback" in sys.argv[1:]
    try:
        code = cutset.main(standalone_mode=False)
    except Exception as error:
        if traceback:
            raise
        code = report_failure(error)
    sys.exit(code if isinstance(code, int) else 0)
