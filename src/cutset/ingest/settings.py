"""How does the content of ``world.yaml``, or of the sheet ``world``, become settings? Every fault at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import msgspec

from cutset.errors import Fault, Remark, did_you_mean
from cutset.world.settings import Settings

__all__ = ["TOLD_ELSEWHERE", "settings_from"]

TOLD_ELSEWHERE: Final = frozenset({"facts_from", "outcomes"})
"""Entries that worlds carry for their readers; no stage uses them."""


def settings_from(
    raw: Mapping[str, Any], place: str, name: str, faults: list[Fault], remarks: list[Remark]
) -> Settings:
    """Return the settings; what cannot be read stands at its default.

    Parameters
    ----------
    raw
        Entries by name.
    place
        File or sheet, for messages.
    name
        Name of the world where the settings give none.
    faults, remarks
        Collect what is wrong, and entries that nobody knows.
    """
    fields = {field.name: field for field in msgspec.structs.fields(Settings)}
    found: dict[str, Any] = {"name": name}
    for entry, value in raw.items():
        if value is None or value == "":
            continue
        if entry in fields:
            _read_entry(entry, value, fields[entry].type, found, place, faults)
        elif entry not in TOLD_ELSEWHERE:
            hint = did_you_mean(str(entry), fields, most=1)
            sentence = "the settings do not know this entry"
            remarks.append(Remark(file=place, column=str(entry), code="unknown-setting", sentence=sentence, hint=hint))
    return Settings(**found)


def _read_entry(entry: str, value: Any, kind: Any, found: dict[str, Any], place: str, faults: list[Fault]) -> None:
    try:
        found[entry] = msgspec.convert(value, kind)
    except (msgspec.ValidationError, TypeError, ValueError) as error:
        sentence = f"the entry cannot be read: {' '.join(str(error).split())}"
        faults.append(Fault(file=place, column=entry, code="bad-settings", sentence=sentence, value=str(value)[:200]))
