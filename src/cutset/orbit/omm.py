"""What does an Orbit Mean-Elements Message hold, written as XML, JSON, CSV or keyword = value?

Format: CCSDS 502.0-B-3, Orbit Data Messages, section 4; JSON and CSV as CelesTrak and Space-Track write them
(T. S. Kelso, "A New Way to Obtain GP Data").
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Final

import msgspec

from cutset.errors import Fault, did_you_mean
from cutset.orbit.elements import ElementSet

__all__ = ["read_omm_csv", "read_omm_json", "read_omm_kvn", "read_omm_xml"]

NEEDED: Final = {
    "NORAD_CAT_ID": "satellite",
    "EPOCH": "epoch",
    "INCLINATION": "inclination_deg",
    "RA_OF_ASC_NODE": "node_deg",
    "ECCENTRICITY": "eccentricity",
    "MEAN_MOTION": "mean_motion_rev_day",
}
FIXED: Final = {
    "MEAN_ELEMENT_THEORY": ("SGP4", "SGP/SGP4"),
    "TIME_SYSTEM": ("UTC",),
    "CENTER_NAME": ("EARTH",),
    "REF_FRAME": ("TEME",),
}
"""What the message must say where it says anything: other theories have other mean elements."""

Found = tuple[list[ElementSet], list[Fault]]


def read_omm_xml(text: str, file: str) -> Found:
    """Read ``<omm>`` elements, alone or in an ``<ndm>``."""
    from lxml import etree

    # No entity is resolved and nothing is fetched: the file comes from outside.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        row = error.lineno or 0
        return [], [Fault(file=file, row=row, code="bad-xml", sentence="this is no well-formed XML", value=error.msg)]
    messages = [each for each in root.iter() if isinstance(each.tag, str) and each.tag.endswith("omm")]
    return _sets(
        (
            (
                int(str(each.sourceline or 0)),
                {
                    leaf.tag.rpartition("}")[2]: (leaf.text or "").strip()
                    for leaf in each.iter()
                    if isinstance(leaf.tag, str) and not len(leaf)
                },
            )
            for each in messages
        ),
        file,
    )


def read_omm_json(text: str, file: str) -> Found:
    """Read an array of objects with OMM keywords, or one object."""
    try:
        read = msgspec.json.decode(text)
    except msgspec.DecodeError as error:
        return [], [Fault(file=file, code="bad-json", sentence="this is no JSON", value=str(error))]
    rows = read if isinstance(read, list) else [read]
    if not all(isinstance(row, dict) for row in rows):
        return [], [Fault(file=file, code="bad-json", sentence="an OMM in JSON is an array of objects")]
    return _sets(
        (
            (place, {key: "" if value is None else str(value) for key, value in row.items()})
            for place, row in enumerate(rows, start=1)
        ),
        file,
    )


def read_omm_csv(text: str, file: str) -> Found:
    """Read a table whose header holds OMM keywords."""
    reader = csv.reader(io.StringIO(text))
    try:
        lines = [(reader.line_num, line) for line in reader if line]
    except csv.Error as error:
        return [], [Fault(file=file, row=reader.line_num, code="bad-csv", sentence="this is no CSV", value=str(error))]
    if not lines:
        return [], []
    head = [cell.strip() for cell in lines[0][1]]
    return _sets(((row, dict(zip(head, line, strict=False))) for row, line in lines[1:]), file)


def read_omm_kvn(text: str, file: str) -> Found:
    """Read keyword = value lines; each ``CCSDS_OMM_VERS`` starts a message."""
    messages: list[tuple[int, dict[str, str]]] = []
    for row, line in enumerate(text.splitlines(), start=1):
        key, equals, value = line.partition("=")
        if not equals or key.strip().startswith("COMMENT"):
            continue
        if key.strip() == "CCSDS_OMM_VERS" or not messages:
            messages.append((row, {}))
        messages[-1][1][key.strip()] = value.partition("[")[0].strip()
    return _sets(messages, file)


def _sets(messages: Iterable[tuple[int, Mapping[str, str]]], file: str) -> Found:
    sets: list[ElementSet] = []
    faults: list[Fault] = []
    for row, message in messages:
        wrong = list(_faults(row, message, file))
        faults += wrong
        if not wrong:
            sets.append(_set(row, message))
    return sets, faults


def _faults(row: int, message: Mapping[str, str], file: str) -> Iterator[Fault]:
    for key in NEEDED:
        written = message.get(key, "").strip()
        if not written:
            yield Fault(
                file=file,
                row=row,
                column=key,
                code="missing-element",
                sentence=f"{key} is missing",
                hint=did_you_mean(key, set(message) - set(NEEDED)),
            )
        elif not _readable(key, written):
            yield Fault(
                file=file,
                row=row,
                column=key,
                code="bad-number",
                sentence="this cannot be read",
                value=written,
            )
    for key, allowed in FIXED.items():
        written = message.get(key, "").strip()
        if written and written.upper() not in allowed:
            yield Fault(
                file=file,
                row=row,
                column=key,
                code="other-theory",
                sentence=f"only {' or '.join(allowed)} can be read here",
                value=written,
            )


def _readable(key: str, written: str) -> bool:
    try:
        _moment(written) if key == "EPOCH" else float(written)
        if key == "NORAD_CAT_ID":
            int(written)
    except ValueError:
        return False
    return True


def _set(row: int, message: Mapping[str, str]) -> ElementSet:
    def number(key: str) -> float:
        return float(message[key])

    try:
        bstar = float(message.get("BSTAR") or 0.0)
    except ValueError:
        bstar = 0.0
    return ElementSet(
        satellite=int(message["NORAD_CAT_ID"]),
        name=message.get("OBJECT_NAME", ""),
        epoch=_moment(message["EPOCH"]),
        inclination_deg=number("INCLINATION"),
        node_deg=number("RA_OF_ASC_NODE"),
        eccentricity=number("ECCENTRICITY"),
        mean_motion_rev_day=number("MEAN_MOTION"),
        bstar=bstar,
        row=row,
    )


def _moment(written: str) -> datetime:
    """Read a calendar or ordinal moment of CCSDS 502.0-B-3, section 7.5.10."""
    text = written.strip().removesuffix("Z")
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = datetime.strptime(text.partition(".")[0], "%Y-%jT%H:%M:%S")  # noqa: DTZ007
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
