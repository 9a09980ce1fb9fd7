"""How does a result become a saved run, and a saved run its inputs and its document again?"""

from __future__ import annotations

import secrets
from datetime import UTC, datetime

import msgspec

from cutset import __version__
from cutset.errors import InputError
from cutset.lists.entry import OfficialList
from cutset.match.verdicts import Decision, Decisions
from cutset.report.document import Document
from cutset.report.json import as_json
from cutset.runs.canonical import SETTINGS_FILE, read_rows, read_tables, settings_bytes, table_bytes
from cutset.runs.engine import engine_version
from cutset.runs.inputs import Inputs
from cutset.runs.run import FORMAT, Run, SavedList, SavedRun, sha256
from cutset.runs.store import Store
from cutset.world.world import World

__all__ = ["freeze_world", "load_document", "load_inputs", "save"]


def save(store: Store, inputs: Inputs, document: Document) -> SavedRun:
    """Save a result with everything it was made from.

    Parameters
    ----------
    store
        Where to.
    inputs
        What it was made from.
    document
        The result.
    """
    tables, supposed = freeze_world(inputs.world)
    lists = [msgspec.json.encode(one) for one in inputs.lists]
    decided = msgspec.json.encode(inputs.decisions.held) if inputs.decisions else b""
    payload = as_json(document)
    run = Run(
        format=FORMAT,
        saved_at=datetime.now(UTC).isoformat(timespec="microseconds"),
        cutset=__version__,
        engine=engine_version(),
        world=inputs.world.settings.name,
        title=inputs.world.settings.title,
        question=inputs.question,
        tables={name: sha256(content) for name, content in tables.items()},
        supposed={name: sha256(content) for name, content in supposed.items()},
        lists=tuple(
            SavedList(one.list_id, one.version, one.published, sha256(content))
            for one, content in zip(inputs.lists, lists, strict=True)
        ),
        remarks=inputs.remarks,
        document=sha256(payload),
        decisions=sha256(decided) if decided else "",
        mark=secrets.token_hex(8),
    )
    contents = (*tables.values(), *supposed.values(), *lists, *filter(None, (decided,)), payload)
    return store.add(msgspec.json.encode(run), contents)


def freeze_world(world: World) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Return the files of a world, and the tables of what was supposed of it."""
    supposed = {id(row) for row in world.supposed}
    own = table_bytes(row for row in world.rows if id(row) not in supposed)
    return {SETTINGS_FILE: settings_bytes(world.settings), **own}, table_bytes(world.supposed)


def load_document(store: Store, saved: SavedRun) -> Document:
    """Return the result of a saved run as it was saved.

    Raises
    ------
    InputError
        Where it was saved in a form that this version does not read, or is damaged.
    """
    run = saved.run
    payload = store.content(run.document)
    try:
        return msgspec.json.decode(payload, type=Document)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        sentence = f"run {saved.short} holds a document of version {run.cutset}, which this version does not read"
        raise InputError.one("old-document", sentence, hint="cutset runs export writes it as it is") from error


def load_inputs(store: Store, saved: SavedRun) -> Inputs:
    """Return everything that a saved run was made from."""
    run = saved.run
    world = read_tables({name: store.content(digest) for name, digest in run.tables.items()})
    if run.supposed:
        supposed = {name: store.content(digest) for name, digest in run.supposed.items()}
        world = world.supposing(*read_rows(supposed))
    lists = tuple(msgspec.json.decode(store.content(one.content), type=OfficialList) for one in run.lists)
    decided = msgspec.json.decode(store.content(run.decisions), type=list[Decision]) if run.decisions else []
    return Inputs(world, run.question, lists, run.remarks, Decisions(decided))
