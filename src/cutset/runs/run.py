"""What is a saved run? Its question, the content of every input by hash, the engine, the document, and its link.

The id of a run is the SHA-256 of its manifest; the link is the SHA-256 of the link before it and the id, so that no
run can be changed, taken out or put between without breaking every link after it.
"""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Final

import msgspec

from cutset.errors import InputError
from cutset.world.question import Question

__all__ = ["FIRST_LINK", "FORMAT", "Run", "SavedList", "SavedRun", "link_of", "sha256"]

FORMAT: Final = "cutset-run/1"
FIRST_LINK: Final = "0" * 64
"""What stands before the first run."""


class SavedList(msgspec.Struct, frozen=True):
    """An official list that went in.

    Parameters
    ----------
    list_id, version, published
        Which version of which list; the version is the hash of the publisher's files.
    content
        Hash of the entries as they were read.
    """

    list_id: str
    version: str
    published: date | None
    content: str


class Run(msgspec.Struct, frozen=True):
    """The manifest of a run.

    Parameters
    ----------
    format
        Format of the manifest.
    saved_at
        Moment of saving [UTC, ISO 8601].
    cutset, engine
        Version of the package; version with the fingerprint of what decides a result.
    world, title
        Which world.
    question
        What was asked.
    tables
        Hash of each file of the world, by name.
    supposed
        Hash of each table of supposed rows, by name.
    lists
        Official lists.
    remarks
        What else should be known of the input.
    document
        Hash of the result.
    decisions
        Hash of the decisions about entries of the lists; empty where there were none.
    mark
        A random mark, so that two runs saved in the same moment are two.
    """

    format: str
    saved_at: str
    cutset: str
    engine: str
    world: str
    title: str
    question: Question
    tables: dict[str, str]
    supposed: dict[str, str]
    lists: tuple[SavedList, ...]
    remarks: tuple[str, ...]
    document: str
    decisions: str = ""
    mark: str = ""

    @property
    def contents(self) -> tuple[str, ...]:
        """Hashes of everything that belongs to the run."""
        lists = [one.content for one in self.lists]
        decided = (self.decisions,) if self.decisions else ()
        return (*self.tables.values(), *self.supposed.values(), *lists, *decided, self.document)


class SavedRun(msgspec.Struct, frozen=True):
    """A run in its place in the chain.

    Parameters
    ----------
    number
        Place, from 1.
    id
        Hash of the manifest.
    previous, link
        Link of the run before it; its own.
    manifest
        The manifest as it was saved.
    """

    number: int
    id: str
    previous: str
    link: str
    manifest: bytes

    @property
    def run(self) -> Run:
        """The manifest, read.

        Raises
        ------
        InputError
            Where it is damaged.
        """
        try:
            return msgspec.json.decode(self.manifest, type=Run)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            hint = "cutset runs verify lists every flaw"
            raise InputError.one("damaged-store", f"run {self.number} cannot be read", hint=hint) from error

    @property
    def short(self) -> str:
        """The id as people write it."""
        return self.id[:12]


def sha256(content: bytes) -> str:
    """Return the SHA-256 of some bytes [hex]."""
    return hashlib.sha256(content).hexdigest()


def link_of(previous: str, run: str) -> str:
    """Return the link of a run behind the link before it."""
    return sha256(f"{previous}\n{run}\n".encode())
