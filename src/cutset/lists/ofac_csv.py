"""What do OFAC's CSV files say? The triples sdn/alt/add and cons_prim/cons_alt/cons_add.

Layout: OFAC ``dat_spec.txt`` (23 Sep 2023). No header, comma, double quotes; null is ``-0-`` with a blank
after it; the last line is a lone Ctrl-Z (0x1A). Programmes are joined by ``] [``. The quoted a.k.a.s in the
remarks are the weak aliases; they do not stand in the alias file. Re-saved copies with a made-up header row,
plain UTF-8 or Windows-1252 are read too.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

import msgspec

from cutset.errors import Fault, InputError
from cutset.lists.birth import birth_date
from cutset.lists.countries import country_code
from cutset.lists.entry import Entry, Identifier, Kind, ListedName, NameKind
from cutset.lists.identifiers import from_label, identifier, label_at_start
from cutset.lists.scripts import script_of
from cutset.lists.source import Source, fault_of

__all__ = ["PARTS", "OfacFiles", "part_of", "read"]

PARTS: Final = {"main": 12, "alias": 5, "address": 6, "comments": 2}
"""The files of one list, with their number of columns."""

FILE_NAMES: Final = {
    "main": re.compile(r"^(sdn|cons_prim|prim)(_with_header)?\.(csv|txt)$"),
    "alias": re.compile(r"^(sdn_alt|cons_alt|alt)(_with_header)?\.(csv|txt)$"),
    "address": re.compile(r"^(sdn_add|cons_add|add)(_with_header)?\.(csv|txt)$"),
    "comments": re.compile(r"^(sdn_comments|cons_comments)\.(csv|txt)$"),
}
KINDS: Final[dict[str, Kind]] = {
    "": "entity",
    "individual": "person",
    "vessel": "vessel",
    "aircraft": "aircraft",
}
NAME_KINDS: Final[dict[str, NameKind]] = {"aka": "alias", "fka": "former", "nka": "alias"}
WEAK_NAME: Final = re.compile(r"\b[afn]\.k\.a\. '([^;]*?)'(?=[;,.]|$)")
NUMBERED: Final = re.compile(r"^ ?(?P<value>[\w#][\w./ -]*?)(?: \((?P<country>[^)]*)\))*(?: expires.*| issued.*)?$")
BIRTH: Final = re.compile(r"^(?:alt\. )?DOB (.+)$")
NATION: Final = re.compile(r"^(?:alt\. )?(?:nationality|citizen) (.+)$")


class OfacFiles(msgspec.Struct, frozen=True):
    """The files of one OFAC list, by part."""

    main: Source
    alias: Source | None = None
    address: Source | None = None
    comments: Source | None = None

    @property
    def present(self) -> tuple[Source, ...]:
        """The files that are there, the main one first."""
        return tuple(s for s in (self.main, self.alias, self.address, self.comments) if s is not None)


def part_of(plain_name: str) -> str:
    """Return which part of a triple a file's name stands for, or nothing."""
    return next((part for part, name in FILE_NAMES.items() if name.match(plain_name)), "")


def read(files: OfacFiles, list_id: str) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
    """Read a triple.

    Parameters
    ----------
    files
        The files; alias and address may be missing, which makes the list incomplete.
    list_id
        Id that every entry repeats.

    Returns
    -------
    entries
        In the order of the main file.
    incomplete
        Why the list is not complete.

    Raises
    ------
    InputError
        With every faulty row of every file.
    """
    faults: list[Fault] = []
    incomplete: list[str] = []
    main = list(_rows(files.main, 12, faults, incomplete))
    known = {row[0] for row in main}
    aliases = _by_entry(files.alias, 5, known, faults, incomplete, "alias")
    addresses = _by_entry(files.address, 6, known, faults, incomplete, "address")
    comments = _by_entry(files.comments, 2, known, faults, incomplete, "") if files.comments else {}
    faults += [
        fault_of(
            files.main,
            0,
            "",
            "repeated-id",
            "an entry number stands twice",
            value=number,
            hint="fetch it again",
        )
        for number in _repeated(row[0] for row in main)
    ]
    if faults:
        raise InputError(sorted(faults))
    entries = tuple(
        _entry(list_id, row, aliases.get(row[0], []), addresses.get(row[0], []), comments.get(row[0], []))
        for row in main
    )
    return entries, tuple(incomplete)


def _repeated(numbers: Iterator[str]) -> list[str]:
    seen: set[str] = set()
    return [n for n in numbers if n in seen or seen.add(n)]  # type: ignore[func-returns-value]


def _by_entry(
    source: Source | None,
    width: int,
    known: set[str],
    faults: list[Fault],
    incomplete: list[str],
    what: str,
) -> dict[str, list[list[str]]]:
    grouped: defaultdict[str, list[list[str]]] = defaultdict(list)
    if source is None:
        incomplete.append(f"its {what} file is missing")
        return grouped
    strange = 0
    for row in _rows(source, width, faults, incomplete):
        grouped[row[0]].append(row)
        strange += row[0] not in known
    if strange:
        incomplete.append(f"{strange} rows of {source.name} belong to no entry: the files are of different days")
    return grouped


def _rows(source: Source, width: int, faults: list[Fault], incomplete: list[str]) -> Iterator[list[str]]:
    """Yield rows of the right width with nulls emptied; header and end mark are left out."""
    if not source.has_end_mark:
        incomplete.append(f"{source.name} lacks OFAC's end mark and may have been cut off")
    bad: tuple[int, list[str]] | None = None
    number = 0
    with source.text() as text:
        reader = csv.reader(_unmarked(text), strict=True)
        try:
            for number, row in enumerate(reader, start=1):
                if not row or not "".join(row).strip():
                    continue
                if number == 1 and not row[0].strip().isdigit():
                    continue
                if bad is not None:
                    faults.append(_width_fault(source, *bad, width))
                    bad = None
                if len(row) != width or not row[0].strip().isdigit():
                    bad = (reader.line_num, row)
                    continue
                yield [_value(cell) for cell in row]
        except csv.Error as error:
            faults.append(
                fault_of(
                    source,
                    reader.line_num,
                    "",
                    "bad-row",
                    f"the row cannot be read: {error}",
                    hint="fetch it again",
                )
            )
    if bad is not None:
        faults.append(
            fault_of(
                source,
                bad[0],
                "",
                "truncated",
                "the file ends in the middle of a row",
                ",".join(bad[1]),
                "fetch it again",
            )
            if not source.has_end_mark
            else _width_fault(source, *bad, width)
        )


def _width_fault(source: Source, line: int, row: list[str], width: int) -> Fault:
    return fault_of(
        source,
        line,
        "",
        "bad-row",
        f"the row has {len(row)} columns where {width} and an entry number are expected",
        ",".join(row),
        "fetch it again",
    )


def _unmarked(lines: Iterator[str]) -> Iterator[str]:
    """Leave out the lone Ctrl-Z, which spreadsheet programs pad with commas."""
    for line in lines:
        if line[:1] != "\x1a":
            yield line.replace("\x1a", "").replace("\x00", "")


def _value(cell: str) -> str:
    cell = cell.strip()
    return "" if cell == "-0-" else cell


def _entry(
    list_id: str,
    row: list[str],
    aliases: list[list[str]],
    addresses: list[list[str]],
    comments: list[list[str]],
) -> Entry:
    number, name, kind, programmes, title, call_sign, _, _, _, flag, _, remarks = row
    remarks = "; ".join([remarks.rstrip("."), *(c[1] for c in comments)]) if comments else remarks
    pieces = [p.strip() for p in remarks.rstrip(". ").split(";")] if remarks else []
    return Entry(
        list_id=list_id,
        id=number,
        kind=KINDS.get(kind.lower(), "entity"),
        names=_names(name, aliases, remarks),
        identifiers=_identifiers(number, pieces, call_sign),
        countries=_countries(addresses, pieces, flag),
        birth_dates=tuple(dict.fromkeys(d for p in pieces if (m := BIRTH.match(p)) and (d := birth_date(m[1])))),
        gender=next((p[7:].lower() for p in pieces if p.startswith("Gender ")), ""),
        programmes=tuple(p.strip(" []") for p in programmes.split("] [") if p.strip(" []")),
        remarks="; ".join(p for p in (title, remarks) if p),
    )


def _names(name: str, aliases: list[list[str]], remarks: str) -> tuple[ListedName, ...]:
    names = {name: ListedName(name, "primary", script_of(name))}
    for alias in aliases:
        if alias[3]:
            kind = NAME_KINDS.get(alias[2].lower(), "alias")
            names.setdefault(alias[3], ListedName(alias[3], kind, script_of(alias[3])))
    for weak in WEAK_NAME.findall(remarks):
        if weak.strip():
            names.setdefault(weak.strip(), ListedName(weak.strip(), "weak", script_of(weak)))
    return tuple(names.values())


def _identifiers(number: str, pieces: list[str], call_sign: str) -> tuple[Identifier, ...]:
    found: list[Identifier | None] = [identifier("OFAC-UID", number)]
    if call_sign:
        found.append(identifier("CALL-SIGN", call_sign))
    found += [from_label(*labelled) for piece in pieces if (labelled := _labelled(piece))]
    return tuple(dict.fromkeys(i for i in found if i is not None))


def _countries(addresses: list[list[str]], pieces: list[str], flag: str) -> tuple[str, ...]:
    printed = [a[4] for a in addresses] + [flag]
    printed += [m[1] for p in pieces if (m := NATION.match(p))]
    printed += [labelled[2] for p in pieces if (labelled := _labelled(p))]
    return tuple(sorted({code for text in printed if (code := country_code(text))}))


def _labelled(piece: str) -> tuple[str, str, str] | None:
    """Take ``Tax ID No. 7702388027 (Russia)`` apart into label, value and country."""
    text = piece.removeprefix("alt. ")
    label = label_at_start(text)
    numbered = NUMBERED.match(text[len(label) :]) if label else None
    return (label, numbered["value"], numbered["country"] or "") if numbered else None
