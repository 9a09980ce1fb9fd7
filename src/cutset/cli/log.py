"""The verb ``log``: is the record of decisions whole, and what does it hold?"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from cutset.cli.lists import store_option

__all__ = ["log"]


@click.group()
def log() -> None:
    """Verify, export, redact and retain the record of decisions."""


@log.command()
@click.option("--head", default="", metavar="HASH", help="Head noted earlier, which must still stand in the chain.")
@store_option
def verify(head: str, store: Path) -> int:
    """Walk the whole chain of decisions; exit code 2 where a record was altered or is missing.

    The head that it prints, noted outside the store, proves later that nothing before it was cut or written anew.
    """
    from cutset.match.decisions import DecisionLog

    end = DecisionLog(store / "decisions.db").verify(head.strip().lower())
    click.echo(f"{end.records} records, the chain is whole; head {end.hash}")
    return 0


@log.command()
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="File for the records.")
@click.option("--party", default="", help="Only what is held about this party.")
@store_option
def export(out: Path | None, party: str, store: Path) -> int:
    """Write every record as one JSON object a line, with its links."""
    import msgspec

    from cutset.match.decisions import DecisionLog

    records = (d for d in DecisionLog(store / "decisions.db").decisions() if party in ("", d.party))
    lines = (msgspec.json.encode(d).decode() + "\n" for d in records)
    if out is None:
        sys.stdout.writelines(lines)
    else:
        with out.open("w", encoding="utf-8") as file:
            file.writelines(lines)
    return 0


@log.command()
@click.argument("party")
@click.option("--who", envvar=["CUTSET_USER", "USER"], help="Who redacts.")
@click.option("--why", required=True, help="The reason.")
@store_option
def redact(party: str, who: str | None, why: str, store: Path) -> int:
    """Remove what the record holds about one PARTY; the chain stays whole."""
    from cutset.match.decisions import DecisionLog

    click.echo(f"{DecisionLog(store / 'decisions.db').redact(party, who or '', why)} records redacted")
    return 0


@log.command()
@click.argument("days", type=click.IntRange(1))
@click.option("--who", envvar=["CUTSET_USER", "USER"], help="Who removes.")
@click.option("--why", required=True, help="The reason.")
@store_option
def retain(days: int, who: str | None, why: str, store: Path) -> int:
    """Remove personal data older than some DAYS; the chain stays whole."""
    from cutset.match.decisions import DecisionLog

    click.echo(f"{DecisionLog(store / 'decisions.db').retain(days, who or '', why)} records redacted")
    return 0
