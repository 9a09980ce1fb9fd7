"""Which number is it, and does it hold together? Schemes, normal forms and check digits.

Sources: Russian Federal Tax Service order on INN check digits and OGRN rules (last digit = rest mod 11 or 13
mod 10); ISO 17442 (LEI) and ISO 7064 mod 97-10; ISO 9362 (BIC); IMO resolution A.1117(30) (IMO number).
Labels come from ``tables/identifier_labels.csv``.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from cutset.lists.countries import country_code, table_rows
from cutset.lists.entry import Identifier

__all__ = ["from_label", "holds_together", "identifier", "label_at_start", "normal_value"]

INN_10: Final = (2, 4, 10, 3, 5, 9, 4, 6, 8)
INN_11: Final = (7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
INN_12: Final = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
SHORTEST: Final = 4
"""Identifiers shorter than this name too many parties and are not kept [characters]."""


def identifier(scheme: str, value: str) -> Identifier | None:
    """Make an identifier in normal form, or None where the value is no identifier of that scheme.

    Russian tax, registration and gazette numbers are told by their length and filed under the names that
    Russians use.

    Examples
    --------
    >>> identifier("RU-TAX", "7702388027")
    Identifier(scheme='RU-INN', value='7702388027')
    >>> identifier("BIC", "rosyru2pxxx").value
    'ROSYRU2P'
    """
    scheme = _exact_scheme(scheme.strip().upper().replace("_", "-"), normal_value("", value))
    plain = normal_value(scheme, value)
    if not any(c.isdigit() for c in plain) and scheme not in ("BIC", "LEI"):
        return None
    if scheme not in ("OFAC-UID",) and len(plain) < SHORTEST:
        return None
    if scheme in ("BIC", "LEI", "IMO") and not holds_together(scheme, plain):
        return None
    return Identifier(scheme, plain)


def from_label(label: str, value: str, country: str = "") -> Identifier | None:
    """Make an identifier from the label that a list prints; None where the label is not known."""
    scheme = _schemes().get(re.sub(r"\s+", " ", label.strip().lower().rstrip(":")))
    if scheme is None:
        return None
    return identifier(scheme.replace("{C}", country_code(country) or "XX"), value)


def label_at_start(text: str) -> str:
    """Return the longest known label with which a text starts, or nothing."""
    found = _label_pattern().match(text)
    return found[0] if found else ""


def normal_value(scheme: str, value: str) -> str:
    """Return capitals and digits only; a BIC loses its branch code ``XXX``."""
    plain = re.sub(r"[^0-9A-Z]", "", value.upper())
    if scheme == "BIC":
        return plain[:8] if plain.endswith("XXX") else plain
    return plain.removeprefix("IMO") if scheme in ("IMO", "IMO-COMPANY") else plain


def holds_together(scheme: str, value: str) -> bool:
    """Whether the check digits or the shape fit; true for schemes without any.

    Examples
    --------
    >>> holds_together("RU-INN", "7702388027"), holds_together("RU-INN", "7702388028")
    (True, False)
    """
    test = _TESTS.get(scheme)
    return test is None or test(value)


def _exact_scheme(scheme: str, plain: str) -> str:
    digits = len(plain) if plain.isdigit() else 0
    if scheme in ("RU-TAX", "RU-REG", "RU-ID"):
        return {10: "RU-INN", 12: "RU-INN", 13: "RU-OGRN", 15: "RU-OGRN"}.get(digits, scheme)
    if scheme == "RU-GAZETTE":
        return "RU-OKPO"
    if scheme in ("XX-REG", "XX-TAX", "XX-ID"):
        if digits == 13 and _is_ogrn(plain):
            return "RU-OGRN"
        if digits == 10 and scheme == "XX-TAX" and _is_inn(plain):
            return "RU-INN"
    return scheme


@cache
def _schemes() -> dict[str, str]:
    return {row["label"]: row["scheme"] for row in table_rows("cutset.lists", "identifier_labels.csv")}


@cache
def _label_pattern() -> re.Pattern[str]:
    labels = sorted(_schemes(), key=lambda label: (-len(label), label))
    return re.compile("(?:" + "|".join(map(re.escape, labels)) + r")(?=[ :])", re.IGNORECASE)


def _is_inn(value: str) -> bool:
    if not value.isdigit() or len(value) not in (10, 12):
        return False
    if len(value) == 10:
        return _weighted(value, INN_10) == int(value[9])
    return _weighted(value, INN_11) == int(value[10]) and _weighted(value, INN_12) == int(value[11])


def _weighted(value: str, weights: tuple[int, ...]) -> int:
    return sum(w * int(c) for w, c in zip(weights, value, strict=False)) % 11 % 10


def _is_ogrn(value: str) -> bool:
    if not value.isdigit() or len(value) not in (13, 15):
        return False
    return int(value[:-1]) % (11 if len(value) == 13 else 13) % 10 == int(value[-1])


def _is_lei(value: str) -> bool:
    return len(value) == 20 and value.isalnum() and int("".join(str(int(c, 36)) for c in value)) % 97 == 1


def _is_imo(value: str) -> bool:
    if not value.isdigit() or len(value) != 7:
        return False
    return sum(int(c) * w for c, w in zip(value[:6], range(7, 1, -1), strict=True)) % 10 == int(value[6])


def _is_bic(value: str) -> bool:
    return bool(re.fullmatch(r"[A-Z]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?", value)) and bool(country_code(value[4:6]))


_TESTS: Final = {
    "RU-INN": _is_inn,
    "RU-OGRN": _is_ogrn,
    "LEI": _is_lei,
    "IMO": _is_imo,
    "BIC": _is_bic,
}
