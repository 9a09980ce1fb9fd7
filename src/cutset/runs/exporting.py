"""How does a run leave the store and come into another one? As a folder that people and programs can read.

``manifest.json`` is the manifest as saved, ``document.json`` the result, ``world/`` a world that ``cutset assess``
reads, ``supposed/``, ``lists/`` and ``decisions.json`` what else went in, ``chain.json`` the place in the chain it
came from.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from cutset.errors import Fault, InputError
from cutset.runs.canonical import write_files
from cutset.runs.run import Run, SavedRun, sha256
from cutset.runs.store import Store

__all__ = ["export_run", "import_run"]

MANIFEST, CHAIN = "manifest.json", "chain.json"


def export_run(store: Store, saved: SavedRun, folder: Path) -> Path:
    """Write a run into ``FOLDER/ID`` and return that folder; the manifest is written last."""
    home = folder / saved.short
    for place, digest in _places(saved.run).items():
        file = home / place
        write_files(file.parent, {file.name: store.content(digest)})
    chain = {"number": saved.number, "id": saved.id, "previous": saved.previous, "link": saved.link}
    write_files(home, {CHAIN: msgspec.json.format(msgspec.json.encode(chain), indent=2) + b"\n"})
    write_files(home, {MANIFEST: saved.manifest})
    return home


def import_run(store: Store, folder: Path) -> SavedRun:
    """Add an exported run to a store, behind its last one; a run that is there already stays as it is.

    Raises
    ------
    InputError
        Where a file is missing or is not what the manifest says; nothing is written then.
    """
    try:
        manifest = (folder / MANIFEST).read_bytes()
        run = msgspec.json.decode(manifest, type=Run)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
        hint = "name a folder that cutset runs export wrote"
        raise InputError.one("no-run", "this folder holds no run", file=str(folder), hint=hint) from error
    faults: list[Fault] = []
    contents = [_checked(folder, place, digest, faults) for place, digest in _places(run).items()]
    if faults:
        raise InputError(sorted(faults))
    return store.add(manifest, contents)


def _places(run: Run) -> dict[str, str]:
    """Return which file of the folder holds which content."""
    return {
        **{f"world/{name}": digest for name, digest in run.tables.items()},
        **{f"supposed/{name}": digest for name, digest in run.supposed.items()},
        **{f"lists/{one.list_id}-{one.content[:12]}.json": one.content for one in run.lists},
        **({"decisions.json": run.decisions} if run.decisions else {}),
        "document.json": run.document,
    }


def _checked(folder: Path, place: str, digest: str, faults: list[Fault]) -> bytes:
    file = folder / place
    try:
        if not file.resolve().is_relative_to(folder.resolve()):
            raise FileNotFoundError(place)
        content = file.read_bytes()
    except OSError:
        faults.append(Fault(file=place, code="missing-file", sentence="a file of the run is missing"))
        return b""
    if sha256(content) != digest:
        faults.append(Fault(file=place, code="changed-file", sentence="the file is not what the manifest says"))
    return content
