"""Which list is this, and in which format? Opens a file or a folder as one version of one official list."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

from cutset.errors import InputError
from cutset.lists import ofac_csv
from cutset.lists.entry import OfficialList
from cutset.lists.source import Source

__all__ = ["open_list"]

OFAC_LISTS: Final = {
    "sdn": ("us-ofac-sdn", "OFAC Specially Designated Nationals and Blocked Persons List"),
    "cons": ("us-ofac-cons", "OFAC Consolidated Non-SDN List"),
}


def open_list(path: Path, published: date | None = None, *, beside: Sequence[Path] = ()) -> OfficialList:
    """Open one version of an official list.

    Parameters
    ----------
    path
        A file, plain or gzip, or a folder that holds the files of one list. The sisters of an OFAC main
        file (aliases, addresses) are found beside it.
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
    files = _ofac_files(path, beside)
    return _open_ofac(files, published)


def _ofac_files(path: Path, beside: Sequence[Path]) -> ofac_csv.OfacFiles:
    folder = path if path.is_dir() else path.parent
    near = [p for p in sorted(folder.iterdir()) if p.is_file()] if folder.is_dir() else []
    found: dict[str, Path] = {}
    first = Source(path) if not path.is_dir() else None
    family = _family(first.plain_name) if first else ""
    for other in (*beside, *near):
        name = other.name.removesuffix(".gz").lower()
        part = ofac_csv.part_of(name)
        if part and (not family or _family(name) == family):
            found.setdefault(part, other)
    if first and ofac_csv.part_of(first.plain_name) in ("", "main"):
        found["main"] = path
    if "main" not in found:
        raise InputError.one(
            "no-main-file",
            "these are parts of an OFAC list without the file that they belong to"
            if found
            else "no list of a known format",
            file=path.name,
            hint="bring sdn.csv or cons_prim.csv as well",
        )
    return ofac_csv.OfacFiles(**{part: Source(p) for part, p in found.items()})


def _family(name: str) -> str:
    return "cons" if name.startswith(("cons_", "prim")) else "sdn"


def _open_ofac(files: ofac_csv.OfacFiles, published: date | None) -> OfficialList:
    for source in files.present:
        source.check()
    list_id, title = OFAC_LISTS[_family(files.main.plain_name)]
    entries, incomplete = ofac_csv.read(files, list_id)
    if not entries:
        raise InputError.one("empty-list", "the list has no entries", file=files.main.name, hint="fetch it again")
    undated = () if published else ("its publication date is not known",)
    return OfficialList(
        list_id=list_id,
        title=title,
        issuer="OFAC",
        law="US",
        version=_version(files.present),
        published=published,
        entries=entries,
        incomplete=incomplete + undated,
    )


def _version(sources: Sequence[Source]) -> str:
    if len(sources) == 1:
        return sources[0].sha256
    return hashlib.sha256("\n".join(source.sha256 for source in sources).encode()).hexdigest()
