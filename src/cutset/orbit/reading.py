"""In which format is a file of element sets written, and what does it hold?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from cutset.errors import Fault, InputError
from cutset.orbit.elements import ElementSeries, ElementSet, series_of
from cutset.orbit.omm import read_omm_csv, read_omm_json, read_omm_kvn, read_omm_xml
from cutset.orbit.tle import read_tle

__all__ = ["read_elements", "text_of"]

Reader = Callable[[str, str], tuple[list[ElementSet], list[Fault]]]

READERS: Final[Mapping[str, Reader]] = {
    "xml": read_omm_xml,
    "json": read_omm_json,
    "csv": read_omm_csv,
    "kvn": read_omm_kvn,
    "tle": read_tle,
}
LARGEST_FILE: Final = 256 * 2**20


def read_elements(path: Path | str, *, satellite: int | None = None) -> ElementSeries:
    """Read the element sets of one object from a TLE or OMM file.

    Parameters
    ----------
    path
        File in TLE (two or three lines) or OMM (XML, JSON, CSV, keyword = value); told apart by what it
        holds.
    satellite
        Catalogue number of the object wanted; needed where a file holds several.

    Returns
    -------
    ElementSeries
        Distinct sets in order of time, and what was noticed.

    Raises
    ------
    InputError
        With every fault of the file at once.

    Example
    -------
    >>> read_elements("station.tle").last.altitude_km  # doctest: +SKIP
    419.2
    """
    text = text_of(Path(path))
    name = Path(path).name
    sets, faults = READERS[_format_of(text)](text, name)
    return series_of(sets, faults, file=name, satellite=satellite)


def text_of(path: Path) -> str:
    """Return the text of a file.

    Raises
    ------
    InputError
        When it cannot be opened, is larger than 256 MB or is no text.
    """
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise InputError.one("too-large", "the file is larger than 256 MB", file=path.name)
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise InputError.one(
            "no-file", error.strerror or "the file cannot be opened", value=str(path), hint="check the path"
        ) from None
    except UnicodeDecodeError as error:
        raise InputError.one(
            "not-text", f"byte {error.start} is no UTF-8", file=path.name, hint="is it compressed?"
        ) from None


def _format_of(text: str) -> str:
    head = text.lstrip()
    if head.startswith("<"):
        return "xml"
    if head.startswith(("[", "{")):
        return "json"
    first = head.partition("\n")[0]
    if "MEAN_MOTION" in first and "," in first:
        return "csv"
    return "kvn" if "CCSDS_OMM_VERS" in text else "tle"
