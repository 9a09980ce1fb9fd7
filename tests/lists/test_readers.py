"""Each publisher's format: what is read, and what is refused."""

from __future__ import annotations

import contextlib
from datetime import date
from pathlib import Path

import list_samples as samples
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cutset.errors import InputError
from cutset.lists import Identifier, ListedName, OfficialList, open_list
from cutset.lists import opening as opening_module

FILES = {
    "sdn.xml": samples.OFAC_XML,
    "fsf.xml": samples.FSF_XML,
    "fsf.csv": samples.FSF_CSV,
    "32014R0833.csv": samples.JOURNAL,
    "un.xml": samples.UN_XML,
    "uk.csv": samples.UK,
    "csl.csv": samples.CSL,
    "dpl.txt": samples.DPL,
    "entities.ftm.json": samples.FTM,
    "suppliers.csv": samples.OWN,
}


def opened(folder: Path, name: str, text: str | bytes | None = None) -> OfficialList:
    content = FILES[name] if text is None else text
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return open_list(folder / name)


def code_of(folder: Path, name: str, text: str | bytes) -> str:
    with pytest.raises(InputError) as caught:
        opened(folder, name, text)
    return caught.value.faults[0].code


def test_ofac_xml(tmp_path: Path) -> None:
    sdn = opened(tmp_path, "sdn.xml")
    (rogozin,) = sdn.entries
    assert (sdn.list_id, sdn.published, sdn.complete) == ("us-ofac-sdn", date(2022, 3, 31), True)
    assert rogozin.names == (ListedName("ROGOZIN, Dmitry Olegovich", "primary"), ListedName("KNYAZ", "weak"))
    assert (rogozin.gender, rogozin.countries, rogozin.birth_dates) == ("male", ("RU",), ("1963~",))
    assert Identifier("RU-PASSPORT", "639092215") in rogozin.identifiers


def test_ofac_xml_with_fewer_entries_than_it_counts_is_partial(tmp_path: Path) -> None:
    text = samples.OFAC_XML.replace("<Record_Count>1<", "<Record_Count>2<")
    assert opened(tmp_path, "sdn.xml", text).incomplete == ("it counts 2 entries and holds 1",)


def test_eu_financial_sanctions_xml(tmp_path: Path) -> None:
    fsf = opened(tmp_path, "fsf.xml")
    (ali,) = fsf.entries
    assert (fsf.list_id, fsf.law, fsf.published) == ("eu-fsf", "EU", date(2021, 3, 2))
    assert [(n.text, n.kind, n.script) for n in ali.names] == [
        ("Abou Ali", "primary", "Latn"),
        ("Абу Али", "alias", "Cyrl"),
    ]
    assert (ali.countries, ali.birth_dates, ali.listed) == (("IQ",), ("1937~",), "")
    assert Identifier("IQ-PASSPORT", "A123456") in ali.identifiers


@pytest.mark.parametrize(
    ("details", "listed"),
    [
        ("Date of listing: 21/03/2014", "2014-03-21"),
        ("date of listing 9.3.2014. Other information: none", "2014-03-09"),
        ("Date  of listing : 2014-03-21", "2014-03-21"),
        ("22.1.2018", "2018-01-22"),
        ("Date of UN designation: 26.6.2018", ""),
        ("UN designation amended on 19 dec 2019", ""),
        ("Date of listing: 20.11.201", ""),
        ("Date of listing: 31.2.2014", ""),
        ("", ""),
    ],
)
def test_the_day_of_an_eu_listing_is_the_printed_one_not_that_of_the_last_act(
    tmp_path: Path, details: str, listed: str
) -> None:
    text = samples.FSF_XML.replace('logicalId="13"', f'logicalId="13" designationDetails="{details}"')
    assert opened(tmp_path, "fsf.xml", text).entries[0].listed == listed
    header, *rows = samples.FSF_CSV.splitlines()
    table = "\n".join([f"{header};Entity_DesignationDetails", *(f"{row};{details}" for row in rows)])
    assert opened(tmp_path, "fsf.csv", table + "\n").entries[0].listed == listed


def test_eu_financial_sanctions_csv_joins_its_sparse_rows(tmp_path: Path) -> None:
    fsf = opened(tmp_path, "fsf.csv")
    ali, firm = fsf.entries
    assert (ali.id, ali.names[0].text, ali.birth_dates, ali.countries) == (
        "EU.27.28",
        'Abou "Ali" X',
        ("1937-04-28",),
        ("IQ",),
    )
    assert (firm.kind, fsf.published) == ("entity", date(2021, 3, 2))


def test_eu_journal(tmp_path: Path) -> None:
    journal = opened(tmp_path, "32014R0833.csv")
    plant, person = journal.entries
    assert journal.list_id == "eu-journal-32014r0833"
    assert [(n.text, n.kind) for n in plant.names] == [
        ("Foo Plant", "primary"),
        ("Завод Фу", "alias"),
        ("FOO", "alias"),
        ("Фу", "alias"),
        ("Old Foo", "former"),
        ("Fu", "weak"),
    ]
    assert set(plant.identifiers) == {
        Identifier("RU-OGRN", "1027700073466"),
        Identifier("RU-INN", "7735007358"),
    }
    assert (person.kind, person.birth_dates, person.id) == ("person", ("2014-09-12",), "IV:1:2")
    assert plant.programmes == ("EU-RUS", "32014R0833 annex IV", "Export control")


def test_eu_amending_acts_are_partial(tmp_path: Path) -> None:
    text = samples.JOURNAL.replace("celex,", "amendmentCelex,", 1)
    assert "an amending act holds additions only" in opened(tmp_path, "32014R0833.csv", text).incomplete


def test_a_folder_of_acts_is_one_list(tmp_path: Path) -> None:
    for act in ("32014R0833", "32014R0269"):
        (tmp_path / f"{act}.csv").write_text(samples.JOURNAL.replace("32014R0833", act))
    journal = open_list(tmp_path, date(2026, 8, 22))
    assert (journal.list_id, len(journal.entries), journal.complete) == ("eu-journal", 4, True)
    assert sorted(e.id for e in journal.entries) == [
        f"32014r0{act}:IV:1{more}" for act in (269, 833) for more in ("", ":2")
    ]


def test_who_is_listed_under_two_regimes_is_one_entry(tmp_path: Path) -> None:
    again = '<sanctionEntity euReferenceNumber="EU.27.28" logicalId="99"><regulation programme="TAQA"/>'
    again += '<subjectType classificationCode="P"/><nameAlias wholeName="Abu Ali"/></sanctionEntity></export>'
    (xml,) = opened(tmp_path, "fsf.xml", samples.FSF_XML.replace("</export>", again)).entries
    rows = samples.FSF_CSV.replace("14;EU.1.2;E;Firm", "14;EU.27.28;P;Abu Ali")
    (table,) = opened(tmp_path, "fsf.csv", rows).entries
    for one in (xml, table):
        assert (one.id, one.names[-1].text) == ("EU.27.28", "Abu Ali")
    assert {"IRQ", "TAQA"} <= set(xml.programmes)


def test_a_folder_of_different_lists_is_refused(tmp_path: Path) -> None:
    opened(tmp_path, "un.xml")
    opened(tmp_path, "dpl.txt")
    with pytest.raises(InputError, match="holds 2 lists"):
        open_list(tmp_path)


def test_un_xml(tmp_path: Path) -> None:
    eric, adf = opened(tmp_path, "un.xml").entries
    assert [(n.text, n.kind) for n in eric.names] == [("ERIC BADEGE", "primary"), ("Aigle", "weak")]
    assert (eric.countries, eric.birth_dates, eric.listed) == (("CD",), ("1970/1973",), "2012-12-31")
    assert (adf.kind, adf.id) == ("entity", "CDe.001")


def test_uk_sanctions_list(tmp_path: Path) -> None:
    uk = opened(tmp_path, "uk.csv")
    (rogozin,) = uk.entries
    assert (uk.list_id, uk.published) == ("gb-uksl", date(2026, 2, 13))
    assert [(n.text, n.kind) for n in rogozin.names] == [
        ("ROGOZIN, Dmitry Olegovich", "primary"),
        ("Дмитрий Рогозин", "alias"),
        ("KNYAZ", "weak"),
    ]
    assert rogozin.programmes == ("Russia", "Asset freeze", "Travel Ban")
    assert (rogozin.birth_dates, rogozin.listed) == (("1963",), "2022-03-15")


def test_us_consolidated_screening_list(tmp_path: Path) -> None:
    okhrana, adrian = opened(tmp_path, "csl.csv").entries
    assert [n.text for n in okhrana.names] == ["AO RT-OKHRANA", "RT-OKHRANA ZAO", "ZAO RT-OKHRANA"]
    assert okhrana.countries == ("RU", "UA")
    assert {i.scheme for i in okhrana.identifiers} == {"OFAC-UID", "RU-INN", "RU-OKPO"}
    assert (adrian.names[0].text, adrian.kind) == ("ADRIAN HERNANDEZ", "unknown")


def test_bis_denied_persons(tmp_path: Path) -> None:
    (ash,) = opened(tmp_path, "dpl.txt").entries
    assert (ash.names[0].text, ash.countries, ash.listed) == ("I. ASH", ("US",), "2003-06-19")


def test_follow_the_money_lines(tmp_path: Path) -> None:
    (rogozin,) = opened(tmp_path, "entities.ftm.json").entries
    assert (rogozin.id, rogozin.kind, rogozin.countries) == ("Q1", "person", ("RU",))
    assert rogozin.names[1] == ListedName("Knyaz", "weak")


def test_follow_the_money_names_every_faulty_line(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        opened(tmp_path, "entities.ftm.json", samples.FTM + "{not json\n" + '{"id": 1, "schema": "Person"}\n')
    assert [f.row for f in caught.value.faults] == [4, 5]


def test_a_list_of_ones_own(tmp_path: Path) -> None:
    (mikron,) = opened(tmp_path, "suppliers.csv").entries
    assert (mikron.id, mikron.kind, mikron.countries) == ("7", "entity", ("RU",))
    assert [n.text for n in mikron.names] == ["Mikron", "PJSC Mikron", "NIIME and Mikron"]
    assert mikron.identifiers == (Identifier("RU-INN", "7735007358"),)


def test_a_csv_without_names_is_no_list(tmp_path: Path) -> None:
    assert code_of(tmp_path, "x.csv", "a,b\n1,2\n") == "unknown-format"


@pytest.mark.parametrize("name", ["sdn.xml", "fsf.xml", "un.xml"])
def test_xml_that_is_cut_off_is_refused(tmp_path: Path, name: str) -> None:
    for part in (3, 5, 8):
        assert code_of(tmp_path, name, FILES[name][: len(FILES[name]) * part // 9]) == "truncated"


@pytest.mark.parametrize("name", ["32014R0833.csv", "uk.csv", "csl.csv", "dpl.txt"])
def test_rows_that_are_cut_off_are_refused(tmp_path: Path, name: str) -> None:
    lines = FILES[name].splitlines()
    cut = lines[-1][: len(lines[-1]) // 2]
    assert code_of(tmp_path, name, "\n".join([*lines[:-1], cut])) in ("bad-row", "truncated")


def test_an_official_list_that_ends_within_a_line_is_partial(tmp_path: Path) -> None:
    why = opened(tmp_path, "dpl.txt", samples.DPL.rstrip("\n")[:-3] + '"').incomplete
    assert "it does not end with a whole line and may have been cut off" in why


BOMB = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + i)} "{("&" + chr(97 + i) + ";") * 10}">' for i in range(9))
    + "]>"
)
STEAL = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize("doctype", [BOMB, STEAL, '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">'])
@pytest.mark.parametrize("name", ["sdn.xml", "fsf.xml", "un.xml"])
def test_a_document_type_is_refused_before_anything_is_read(tmp_path: Path, name: str, doctype: str) -> None:
    start, _, rest = FILES[name].partition("?>")
    text = f"{start}?>{doctype}{rest}".replace("ERIC", "&e;").replace("ROGOZIN", "&e;")
    assert code_of(tmp_path, name, text) == "document-type"


@pytest.mark.parametrize(
    ("place", "long"),
    [('gender="M"', f'gender="{"M" * 11_000_000}"'), ("<nameAlias", f"{'x' * 11_000_000}<nameAlias")],
)
def test_a_tag_or_text_of_many_megabytes_is_refused_before_it_is_kept(tmp_path: Path, place: str, long: str) -> None:
    with pytest.raises(InputError, match=r"longer than 8 MB, which no official list has \(fetch") as caught:
        opened(tmp_path, "fsf.xml", samples.FSF_XML.replace(place, long, 1))
    assert caught.value.faults[0].code == "bad-xml"


def test_xml_in_two_byte_letters_is_read(tmp_path: Path) -> None:
    text = samples.UN_XML.replace('encoding="UTF-8"', 'encoding="UTF-16"')
    two_byte = opened(tmp_path, "un.xml", text.encode("utf-16"))
    assert two_byte.entries == opened(tmp_path, "un.xml").entries
    assert two_byte.complete


def test_what_the_parser_says_is_said_without_its_advice(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        opened(
            tmp_path, "un.xml", samples.UN_XML.replace("<INDIVIDUALS>", "<a>" * 400 + "</a>" * 400 + "<INDIVIDUALS>", 1)
        )
    assert "HUGE" not in str(caught.value)
    assert "<string>" not in str(caught.value)


def test_a_cell_of_many_megabytes_is_refused(tmp_path: Path) -> None:
    assert code_of(tmp_path, "suppliers.csv", f'name\n"{"x" * 2_000_000}"\n') == "bad-row"


def test_a_file_that_unpacks_beyond_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from cutset.lists import source

    monkeypatch.setattr(source, "MOST_BYTES", 1000)
    assert code_of(tmp_path, "suppliers.csv", "name\n" + "Foo\n" * 400) == "too-large"


@pytest.mark.parametrize("name", FILES)
def test_every_reader_recognises_its_own_files_and_no_other(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(FILES[name])
    source = opening_module.Source(tmp_path / name)
    takers = [r for r in opening_module.READERS if r.recognises(source)]
    assert takers
    assert takers[0].recognises(source)
    assert len([t for t in takers if t is not opening_module.own_csv]) <= 1


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_damage_anywhere_gives_a_list_or_faults(tmp_path: Path, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(FILES)))
    content = bytearray(FILES[name].encode())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 20))] = data.draw(st.binary(max_size=20))
    with contextlib.suppress(InputError):
        opened(tmp_path, name, bytes(content))


@pytest.mark.parametrize(
    ("path", "entries", "names"),
    [
        ("ofac/2021-03-xml/sdn.xml.gz", 8832, 22_900),
        ("eu/fsf-2021-03/fsf_full_1_1.xml.gz", 2248, 9_400),  # 2269 elements, 21 of them a second time
        ("un/un_consolidated_2026-02-27.xml.gz", 1003, 4_100),
        ("eu/journal-2026-08/consolidated", 8017, 20_800),
        ("bis/csl-sample-2019.csv.gz", 115, 270),
        ("bis/dpl.txt.gz", 579, 579),
        ("cn/cn_countersanctions.csv.gz", 610, 640),
    ],
)
def test_the_real_files_are_read_whole(shared_lists: Path, path: str, entries: int, names: int) -> None:
    official = open_list(shared_lists / path)
    assert len(official.entries) == entries
    assert sum(len(e.names) for e in official.entries) >= names
