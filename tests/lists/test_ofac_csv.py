"""OFAC's CSV files, with the quirks of the real ones."""

from __future__ import annotations

import contextlib
import gzip
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cutset.errors import InputError, NotFoundError
from cutset.lists import Identifier, ListedName, open_list

DAY = date(2022, 3, 31)


def entry(triple: Path, number: str):
    return {e.id: e for e in open_list(triple, DAY).entries}[number]


def test_a_whole_triple_with_a_date_is_complete(triple: Path) -> None:
    sdn = open_list(triple / "sdn.csv", DAY)
    assert sdn.complete
    assert (sdn.list_id, sdn.issuer, sdn.law, sdn.published) == ("us-ofac-sdn", "OFAC", "US", DAY)
    assert [e.id for e in sdn.entries] == ["36", "16649", "35936", "9187629"]


def test_a_list_without_a_date_is_not_complete(triple: Path) -> None:
    assert open_list(triple).incomplete == ("its publication date is not known",)


def test_names_carry_kind_and_weak_ones_come_from_the_remarks(triple: Path) -> None:
    assert entry(triple, "16649").names == (
        ListedName("ROGOZIN, Dmitry Olegovich", "primary", "Latn"),
        ListedName("KNYAZ", "weak", "Latn"),
    )
    assert entry(triple, "35936").names[1] == ListedName("NIIME AND MIKRON", "former", "Latn")


def test_remarks_give_dates_country_gender_and_programmes(triple: Path) -> None:
    rogozin = entry(triple, "16649")
    assert rogozin.birth_dates == ("1963-12-21", "1962~")
    assert (rogozin.countries, rogozin.gender) == (("RU",), "male")
    assert rogozin.programmes == ("UKRAINE-EO13661", "SYRIA")


def test_numbers_are_filed_under_the_schemes_that_they_belong_to(triple: Path) -> None:
    assert set(entry(triple, "35936").identifiers) == {
        Identifier("OFAC-UID", "35936"),
        Identifier("RU-INN", "7735007358"),
        Identifier("RU-OKPO", "07589295"),
        Identifier("RU-OGRN", "1027700073466"),
        Identifier("BIC", "ROSYRU2P"),
    }
    assert Identifier("IMO", "9187629") in entry(triple, "9187629").identifiers
    assert Identifier("RU-PASSPORT", "639092215") in entry(triple, "16649").identifiers


def test_null_marks_never_reach_an_entry(triple: Path) -> None:
    assert "-0-" not in str(open_list(triple, DAY).entries)


def test_packed_and_plain_files_are_the_same_version(triple: Path, tmp_path: Path) -> None:
    packed = tmp_path / "packed"
    packed.mkdir()
    for path in triple.iterdir():
        (packed / f"{path.name}.gz").write_bytes(gzip.compress(path.read_bytes()))
    assert open_list(packed, DAY) == open_list(triple, DAY)


def test_a_made_up_header_and_a_padded_end_mark_are_left_out(triple: Path) -> None:
    text = (triple / "sdn.csv").read_text()
    (triple / "sdn.csv").unlink()
    header = "ID,Name,Type,Country,Title,Col_F,Col_G,Col_H,Col_I,Col_J,Col_K,Details\n"
    (triple / "sdn_with_header.csv").write_text(header + text.replace("\x1a", "\x1a,,,,,,,,,,,"))
    assert len(open_list(triple, DAY).entries) == 4


def test_a_missing_sister_makes_the_list_partial(triple: Path) -> None:
    (triple / "alt.csv").unlink()
    assert open_list(triple, DAY).incomplete == ("its alias file is missing",)


def test_sisters_of_another_day_make_the_list_partial(triple: Path) -> None:
    with (triple / "alt.csv").open("r+") as alt:
        alt.write('99999,1,"aka","SOMEBODY NEW",-0- \n\x1a\n')
    assert "files are of different days" in open_list(triple, DAY).incomplete[0]


def test_sisters_kept_elsewhere_can_be_named(triple: Path, tmp_path: Path) -> None:
    alt = tmp_path / "alt.csv"
    (triple / "alt.csv").rename(alt)
    assert open_list(triple, DAY, beside=[alt]).complete


def test_a_list_without_end_mark_is_partial(triple: Path) -> None:
    path = triple / "sdn.csv"
    path.write_text(path.read_text().replace("\x1a\n", ""))
    assert "may have been cut off" in open_list(triple, DAY).incomplete[0]


def test_a_file_cut_in_the_middle_of_a_row_is_refused(triple: Path) -> None:
    path = triple / "sdn.csv"
    path.write_bytes(path.read_bytes()[:400])
    with pytest.raises(InputError) as caught:
        open_list(triple, DAY)
    assert caught.value.faults[0].code in ("truncated", "bad-row")


def test_every_faulty_row_of_every_file_is_named_at_once(triple: Path) -> None:
    for name in ("sdn.csv", "alt.csv"):
        path = triple / name
        path.write_text("not,a,row\nnor,this\n" + path.read_text())
    with pytest.raises(InputError) as caught:
        open_list(triple, DAY)
    assert [(f.file, f.row) for f in caught.value.faults] == [("alt.csv", 2), ("sdn.csv", 2)]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty-file"),
        (b"<!DOCTYPE html><html><body>503 Service Unavailable</body></html>", "web-page"),
        (b"PK\x03\x04\x00\x00\x00", "binary-file"),
        (b"\x1a\r\n", "empty-list"),
        (gzip.compress(b"x" * 100_000, mtime=0)[:60], "truncated"),
    ],
)
def test_what_is_no_list_is_refused_with_its_reason(tmp_path: Path, content: bytes, code: str) -> None:
    (tmp_path / "sdn.csv").write_bytes(content)
    with pytest.raises(InputError) as caught:
        open_list(tmp_path / "sdn.csv", DAY)
    assert caught.value.faults[0].code == code


def test_an_alias_file_alone_is_no_list(triple: Path) -> None:
    (triple / "sdn.csv").unlink()
    with pytest.raises(InputError, match="without the file that they belong to"):
        open_list(triple / "alt.csv", DAY)


def test_a_missing_file_says_what_is_near(triple: Path) -> None:
    with pytest.raises(NotFoundError, match=r"did you mean 'sdn\.csv'"):
        open_list(triple / "sdm.csv")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "utf-16"])
def test_every_usual_encoding_gives_the_same_name(triple: Path, encoding: str) -> None:
    path = triple / "sdn.csv"
    path.write_bytes(path.read_text().replace("AEROCARIBBEAN", "AÉROCARIBE").encode(encoding))
    assert open_list(triple, DAY).entries[0].names[0].text == "AÉROCARIBE AIRLINES"


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=400))
def test_any_bytes_give_a_list_or_a_fault(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "sdn.csv").write_bytes(data)
    with contextlib.suppress(InputError):
        assert open_list(tmp_path / "sdn.csv", DAY).entries


def test_the_real_snapshots_are_read_whole(shared_lists: Path) -> None:
    sdn = open_list(shared_lists / "ofac/2021-07", date(2021, 8, 9))
    assert (len(sdn.entries), sdn.complete) == (8976, True)
    assert sum(len(e.names) - 1 for e in sdn.entries) > 14_000
    assert {k: sum(e.kind == k for e in sdn.entries) for k in ("person", "vessel")} == {
        "person": 4620,
        "vessel": 406,
    }


def test_the_resaved_snapshot_without_aliases_is_partial(shared_lists: Path) -> None:
    sdn = open_list(shared_lists / "ofac/2023-01", date(2023, 1, 31))
    assert len(sdn.entries) == 11_443
    assert sdn.incomplete == ("its alias file is missing",)
    assert sum("RUSSIA-EO14024" in e.programmes for e in sdn.entries) >= 1_800
