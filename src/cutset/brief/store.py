"""Where do articles, claims, proposals and decisions stay between reading, reviewing and applying?

A folder holds one ``CLAIMS.json`` an article, named by the first letters of its hash, and one ``decisions.csv`` to
which lines are only added: the last one for a proposal stands, and reading an article again keeps them.
"""

from __future__ import annotations

import csv
import io
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Literal, TypeAlias

import msgspec

from cutset.brief.article import Article
from cutset.brief.claim import Claim
from cutset.brief.grouping import ClaimGroup, grouped
from cutset.brief.proposal import Proposal
from cutset.errors import Fault, InputError
from cutset.world.rows import TABLES

__all__ = ["Decision", "Reading", "Verdict", "add_decisions", "all_groups", "decisions", "readings", "save_reading"]

Verdict: TypeAlias = Literal["accept", "reject", "edit"]
DECISIONS_FILE: Final = "decisions.csv"
_HEADER: Final = ("proposal_id", "decision", "reviewer", "time", "note", "edited")


class Reading(msgspec.Struct, frozen=True):
    """One article with what was read in it.

    Parameters
    ----------
    article, claims, proposals
        As read.
    world
        Name of the world against which names were linked.
    """

    article: Article
    claims: tuple[Claim, ...]
    proposals: tuple[Proposal, ...]
    world: str = ""


class Decision(msgspec.Struct, frozen=True):
    """What a person decided on a proposal.

    Parameters
    ----------
    proposal_id
        The proposal.
    decision
        accept, reject or edit; edit accepts with changed cells.
    reviewer
        Who decided.
    time
        When [UTC].
    note
        Why, in words.
    edited
        Changed cells by column.
    """

    proposal_id: str
    decision: Verdict
    reviewer: str = ""
    time: str = ""
    note: str = ""
    edited: dict[str, str] = {}


def save_reading(folder: Path, reading: Reading) -> Path:
    """Save what was read in an article, in place of an earlier reading of the same bytes; return the file."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{reading.article.doc_id[:12]}.json"
    _write(file, msgspec.json.format(msgspec.json.encode(reading), indent=1))
    return file


def readings(folder: Path) -> tuple[Reading, ...]:
    """Return every reading of a folder, in the order of the files' names.

    Raises
    ------
    InputError
        Naming each file that is no reading.
    """
    found: list[Reading] = []
    faults: list[Fault] = []
    for file in sorted(folder.glob("*.json")) if folder.is_dir() else ():
        try:
            found.append(_with_known_tables(msgspec.json.decode(file.read_bytes(), type=Reading)))
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            sentence = f"this is no saved reading: {' '.join(str(error).split())}"
            faults.append(Fault(file=file.name, code="bad-reading", sentence=sentence, hint="read the article again"))
    if faults:
        raise InputError(faults)
    return tuple(found)


def _with_known_tables(reading: Reading) -> Reading:
    """Return a reading whose rows belong to tables that there are."""
    unknown = sorted({proposal.table for proposal in reading.proposals} - {*TABLES, "sources"})
    if unknown:
        raise msgspec.ValidationError(f"no table is called {', '.join(unknown)}")
    return reading


def all_groups(saved: tuple[Reading, ...]) -> tuple[ClaimGroup, ...]:
    """Group the claims of several articles."""
    sentences = {
        claim.claim_id: reading.article.text[slice(*claim.provenance.sentence)]
        for reading in saved
        for claim in reading.claims
    }
    return grouped((claim for reading in saved for claim in reading.claims), sentences)


def decisions(folder: Path) -> dict[str, Decision]:
    """Return the standing decision of each proposal by its id.

    Raises
    ------
    InputError
        Naming each line that is no decision.
    """
    file = folder / DECISIONS_FILE
    if not file.is_file():
        return {}
    found: dict[str, Decision] = {}
    faults: list[Fault] = []
    try:
        text = file.read_text("utf-8")
    except UnicodeDecodeError as error:
        sentence = f"the decisions are not in UTF-8: {error.reason}"
        raise InputError.one("bad-decision", sentence, file=file.name, hint="save the file as UTF-8 again") from None
    for number, line in enumerate(csv.DictReader(io.StringIO(text)), start=2):
        try:
            fields = {**line, "edited": msgspec.json.decode(line.get("edited") or "{}", type=dict[str, str])}
            decision = msgspec.convert(fields, Decision)
        except (msgspec.ValidationError, msgspec.DecodeError) as error:
            faults.append(Fault(file=file.name, row=number, code="bad-decision", sentence=f"no decision: {error}"))
            continue
        found[decision.proposal_id] = decision
    if faults:
        raise InputError(faults)
    return found


def add_decisions(folder: Path, *decided: Decision) -> None:
    """Add decisions behind those that stand, in one write."""
    file = folder / DECISIONS_FILE
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    if not file.is_file():
        writer.writerow(_HEADER)
    for one in decided:
        time = one.time or datetime.now(UTC).isoformat(timespec="seconds")
        edited = msgspec.json.encode(one.edited).decode() if one.edited else ""
        writer.writerow([one.proposal_id, one.decision, one.reviewer, time, one.note, edited])
    with file.open("a", encoding="utf-8", newline="") as stream:
        stream.write(lines.getvalue())
        stream.flush()
        os.fsync(stream.fileno())


def _write(file: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    beside = file.with_suffix(".tmp")
    beside.write_bytes(content)
    beside.replace(file)
