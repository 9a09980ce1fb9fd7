"""How does the command line say that something went wrong? One line a fault, and an exit code."""

from __future__ import annotations

from typing import Final

import click

from cutset.errors import CutsetError, InputError
from cutset.showing import shown

__all__ = ["FAULTY_INPUT", "FINDINGS", "NOTHING", "UNDECIDED", "report_failure"]

NOTHING: Final = 0
FINDINGS: Final = 1
FAULTY_INPUT: Final = 2
UNDECIDED: Final = 3


def report_failure(error: Exception) -> int:
    """Print what went wrong to the error stream, return the exit code; raise again what is not ours."""
    match error:
        case click.exceptions.Exit():
            return error.exit_code
        case click.Abort():
            click.echo("stopped", err=True)
            return 130
        case click.ClickException():
            error.show()
            return error.exit_code
        case InputError():
            for fault in error.faults:
                click.echo(shown(str(fault)), err=True)
            many = len(error.faults)
            click.echo(f"{many} {'fault' if many == 1 else 'faults'}; nothing was done", err=True)
            return FAULTY_INPUT
        case CutsetError() | OSError():
            click.echo(f"cutset: {shown(str(error))}", err=True)
            return FAULTY_INPUT
        case _:
            raise error
