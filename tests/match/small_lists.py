"""Small lists, shared by the tests of matching."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from cutset.lists import Entry, Identifier, Kind, ListedName, OfficialList

SHARED = Path(__file__).parents[3] / "shared" / "data" / "lists"


def entry(number: str, kind: Kind, *names: str, weak: str = "", **more: object) -> Entry:
    told = tuple(ListedName(n, "alias" if at else "primary") for at, n in enumerate(names))
    told += (ListedName(weak, "weak"),) if weak else ()
    return Entry(list_id="test", id=number, kind=kind, names=told, **more)  # type: ignore[arg-type]


ENTRIES = (
    entry(
        "1",
        "person",
        "ROGOZIN, Dmitry Olegovich",
        "ROGOZIN, Dmitriy",
        weak="KNYAZ",
        countries=("RU",),
        birth_dates=("1963-12-21",),
    ),
    entry("2", "entity", "OOO SERNIYA INZHINIRING", "SERNIA ENGINEERING", countries=("RU",)),
    entry(
        "3",
        "entity",
        "JOINT STOCK COMPANY MIKRON",
        "MIKRON JSC",
        countries=("RU",),
        identifiers=(Identifier("RU-INN", "7735007358"),),
    ),
    entry("4", "entity", "MOLECULAR ELECTRONICS RESEARCH INSTITUTE", "NIIME", countries=("RU",)),
    entry(
        "5",
        "entity",
        "JSC ACADEMICIAN M.F. RESHETNEV INFORMATION SATELLITE SYSTEMS",
        "ISS RESHETNEV",
        countries=("RU",),
    ),
    entry("6", "entity", "JSC Rocket and Space Centre Progress", "RKTs Progress", countries=("RU",)),
    entry("7", "entity", "BANK ROSSIYA", "AB ROSSIYA, OAO", countries=("RU",)),
    entry("8", "person", "WANG, Yi", countries=("CN",), birth_dates=("1953",)),
    entry("9", "entity", "VOLGA CAPITAL FUND II LLC", countries=("RU",)),
    entry("10", "vessel", "EMMA", identifiers=(Identifier("IMO", "9187629"),)),
    entry("11", "entity", "EMMA LLC"),
    entry("12", "entity", "AL-HARAMAYN FOUNDATION (KENYA)", countries=("KE",)),
    entry("13", "person", "PETROV, Ivan Sergeevich", "Иван Сергеевич ПЕТРОВ", birth_dates=("1970-01-02",)),
    entry("14", "entity", "Tomsk Electrotechnical Plant JSC", countries=("RU",)),
    entry("15", "person", "AL-HASSAN, Muhammad Yusuf"),
)


def official(*entries: Entry, version: str = "aa", published: date | None = date(2022, 3, 31)) -> OfficialList:
    return OfficialList(
        list_id="test",
        title="Test list",
        issuer="Tester",
        law="US",
        version=version,
        published=published,
        entries=entries,
    )
