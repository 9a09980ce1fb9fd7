"""Which list is this, and in which format? Opens a file or a folder as one version of one official list."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final, Protocol

import msgspec

from cutset.errors import Fault, InputError, NotFoundError
from cutset.lists import (
    bis_dpl,
    eu_fsf_csv,
    eu_fsf_xml,
    eu_journal,
    ftm_lines,
    ofac_csv,
    ofac_xml,
    own_csv,
    uk_csv,
    un_xml,
    us_csl,
)
from cutset.lists.draft import Reading
from cutset.lists.entry import Entry, OfficialList
from cutset.lists.source import Source

__all__ = ["files_of", "open_list", "open_sources"]

OFAC_LISTS: Final = {
    "sdn": ("us-ofac-sdn", "OFAC Specially Designated Nationals and Blocked Persons List"),
    "cons": ("us-ofac-cons", "OFAC Consolidated Non-SDN List"),
}


LINE_ENDS: Final = (b"\n", b"\r", b"\x1a", b">", b"\n\x00", b">\x00")
"""How a whole file ends; XML may end with its last tag, UTF-16 with a zero."""


class _Reader(Protocol):
    def recognises(self, source: Source, /) -> bool: ...
    def read(self, source: Source, /) -> Reading: ...


READERS: Final[tuple[_Reader, ...]] = (
    ofac_xml,
    eu_fsf_xml,
    un_xml,
    eu_journal,
    eu_fsf_csv,
    uk_csv,
    us_csl,
    bis_dpl,
    ftm_lines,
    own_csv,
)
"""Asked in this order; a user's own CSV comes last because it asks for least."""


def open_list(path: Path, published: date | None = None, *, beside: Sequence[Path] = ()) -> OfficialList:
    """Open one version of an official list.

    Parameters
    ----------
    path
        A file, plain or gzip, or a folder that holds the files of one list: an OFAC triple, or the acts of
        the EU's Official Journal. The sisters of an OFAC main file (aliases, addresses) are found beside it.
    published
        The publisher's date, where the file itself does not say it. Without a date the list is incomplete.
    beside
        Further files of the same list that are kept elsewhere.

    Returns
    -------
    OfficialList
        With every reason why it is not complete.

    Raises
    ------
    InputError
        The content is no list of a known format, is damaged, or is cut off; all faults at once.
    NotFoundError
        There is no such file.

    Examples
    --------
    >>> sdn = open_list(Path("sdn.csv"), date(2022, 3, 31))  # doctest: +SKIP
    >>> sdn.list_id, sdn.complete  # doctest: +SKIP
    ('us-ofac-sdn', True)
    """
    return open_sources([Source(p) for p in files_of(path, beside)], published)


def open_sources(sources: Sequence[Source], published: date | None = None) -> OfficialList:
    """Open the files of one version, as :func:`open_list` does for a path.

    Raises
    ------
    InputError
        As :func:`open_list`.
    """
    for source in sources:
        source.check()
    by_part = {part: source for source in sources if (part := ofac_csv.part_of(source.plain_name))}
    if "main" in by_part:
        return _finished(_read_ofac(ofac_csv.OfacFiles(**by_part)), sources, published)
    if by_part:
        raise InputError.one(
            "no-main-file",
            "these are parts of an OFAC list without the file that they belong to",
            file=sources[0].name,
            hint="bring sdn.csv or cons_prim.csv as well",
        )
    return _finished(_joined([_read_one(source) for source in sources]), sources, published)


def files_of(path: Path, beside: Sequence[Path] = ()) -> list[Path]:
    """Return the files that make up the list at a path, the main one first.

    Raises
    ------
    NotFoundError
        There is nothing at the path.
    """
    if path.is_dir():
        files = [p for p in sorted(path.iterdir()) if p.is_file() and not p.name.startswith(".")]
        parts = {p: ofac_csv.part_of(_plain(p)) for p in [*beside, *files]}
        if any(parts.values()):
            return _triple({p: part for p, part in parts.items() if part})
        if not files:
            raise NotFoundError("list file in folder", path.name)
        return [*files, *beside]
    name = _plain(path)
    if not path.is_file() or ofac_csv.part_of(name) != "main":
        return [path, *beside]
    sisters = {
        p: part
        for p in [path, *beside, *sorted(path.parent.iterdir())]
        if p.is_file() and (part := ofac_csv.part_of(_plain(p))) and _family(_plain(p)) == _family(name)
    }
    return _triple(sisters)


def _plain(path: Path) -> str:
    return path.name.removesuffix(".gz").lower()


def _triple(parts: dict[Path, str]) -> list[Path]:
    """Take the first file of each part, in the order of the parts."""
    found: dict[str, Path] = {}
    for path, part in parts.items():
        found.setdefault(part, path)
    return [found[part] for part in ofac_csv.PARTS if part in found]


def _family(name: str) -> str:
    return "cons" if name.startswith(("cons_", "prim")) else "sdn"


def _read_ofac(files: ofac_csv.OfacFiles) -> Reading:
    list_id, title = OFAC_LISTS[_family(files.main.plain_name)]
    entries, incomplete = ofac_csv.read(files, list_id)
    return Reading(list_id=list_id, title=title, issuer="OFAC", law="US", entries=entries, incomplete=incomplete)


def _read_one(source: Source) -> Reading:
    for reader in READERS:
        if reader.recognises(source):
            return reader.read(source)
    raise InputError.one(
        "unknown-format",
        "no list of a known format",
        file=source.name,
        hint="a CSV of your own needs a header with a column 'name'",
    )


def _joined(readings: list[Reading]) -> Reading:
    """Join the acts of a folder into one list; other lists do not come in several files."""
    if len(readings) == 1:
        return readings[0]
    if not all(reading.list_id.startswith("eu-journal-") for reading in readings):
        raise InputError.one(
            "several-lists",
            f"the folder holds {len(readings)} lists",
            value=", ".join(sorted({r.list_id for r in readings})),
            hint="open each by itself",
        )
    return Reading(
        list_id="eu-journal",
        title="EU Official Journal, annexes of all acts",
        issuer=readings[0].issuer,
        law="EU",
        entries=tuple(_of_act(entry, reading.list_id) for reading in readings for entry in reading.entries),
        incomplete=tuple(dict.fromkeys(why for reading in readings for why in reading.incomplete)),
    )


def _of_act(entry: Entry, act: str) -> Entry:
    """Put the act before an entry's id: annexes of several acts carry the same numbers."""
    return msgspec.structs.replace(entry, id=f"{act.removeprefix('eu-journal-')}:{entry.id}")


def _finished(reading: Reading, sources: Sequence[Source], published: date | None) -> OfficialList:
    if not reading.entries:
        raise InputError([Fault(file=sources[0].name, code="empty-list", sentence="the list has no entries")])
    published = reading.published or published
    why = reading.incomplete
    why += () if published else ("its publication date is not known",)
    if reading.issuer != "own" and not all(s.has_end_mark or s.tail.endswith(LINE_ENDS) for s in sources):
        why += ("it does not end with a whole line and may have been cut off",)
    return OfficialList(
        list_id=reading.list_id,
        title=reading.title,
        issuer=reading.issuer,
        law=reading.law,
        version=_version(sources),
        published=published,
        entries=reading.entries,
        incomplete=why,
    )


def _version(sources: Sequence[Source]) -> str:
    if len(sources) == 1:
        return sources[0].sha256
    return hashlib.sha256("\n".join(source.sha256 for source in sources).encode()).hexdigest()
