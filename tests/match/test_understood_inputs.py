"""What an input must be to be screened: nothing that was misunderstood is ever called clear."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

import cutset
from cutset.cli import cutset as command
from cutset.errors import InputError
from cutset.lists import ListStore, open_list
from cutset.match.screening import LONGEST_NAME, read_input

LISTED = "id,name,kind,country\n1,ПЕТРОВ Иван Сергеевич,person,RU\n2,OOO SERNIYA INZHINIRING,entity,RU\n"
LEGACY = ("cp1251", "koi8-r", "iso-8859-5", "cp866", "gb18030")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "sanctions.csv").write_text(LISTED, encoding="utf-8")
    ListStore(tmp_path / "store").add(tmp_path / "sanctions.csv", date(2022, 3, 1))
    monkeypatch.setenv("CUTSET_STORE", str(tmp_path / "store"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def codes(error: InputError) -> set[str]:
    return {fault.code for fault in error.faults}


def refused(*words: str, stdin: str | bytes = "") -> set[str]:
    """Return the codes of the faults for which the command line refuses."""
    done = CliRunner().invoke(command, ["screen", *words], input=stdin)
    assert isinstance(done.exception, InputError), done.output
    return codes(done.exception)


@pytest.mark.parametrize("encoding", LEGACY)
def test_letters_that_cannot_be_told_are_a_fault_unless_the_encoding_is_said(place: Path, encoding: str) -> None:
    content = "id,name\n7,Петров Иван Сергеевич\n".encode(encoding)
    (place / "in.csv").write_bytes(content)
    assert refused("in.csv") == refused("-", stdin=content) == {"unknown-encoding"}
    for source in ("in.csv", "-"):
        done = CliRunner().invoke(command, ["screen", source, "--encoding", encoding], input=content)
        assert "ПЕТРОВ" in done.output


def test_an_encoding_that_does_not_fit_or_does_not_exist_is_a_fault(place: Path) -> None:
    (place / "in.csv").write_bytes("name\nПетров\n".encode())
    assert refused("in.csv", "--encoding", "ascii") == {"bad-encoding"}
    assert refused("in.csv", "--encoding", "cp12511") == refused("in.csv", "--encoding", "hex") == {"unknown-encoding"}


def test_a_list_of_ones_own_whose_letters_cannot_be_told_is_a_fault(place: Path) -> None:
    (place / "own.csv").write_bytes(LISTED.encode("cp1251"))
    with pytest.raises(InputError) as caught:
        open_list(place / "own.csv")
    assert codes(caught.value) == {"unknown-encoding"}


def test_a_broken_file_of_ones_own_is_not_fetched_again(place: Path) -> None:
    (place / "in.csv").write_text("id,name\n1,a,b\n")
    with pytest.raises(InputError) as caught:
        read_input("in.csv")
    assert "fetch" not in str(caught.value)
    assert "mend it" in str(caught.value)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("Lieferant;Land\nMAHAN AIR;IR\n", "table-as-names"),
        ("Lieferant,Land\nMAHAN AIR,IR\n", "table-as-names"),
        ("Mahan Air\tIR\n", "table-as-names"),
        ("Mahan Air|IR\n", "table-as-names"),
        ('["Mahan Air"]', "bad-json"),
        ('[{"name": "Mahan Air"}]', "bad-json"),
        ('{"name": "Mahan Air"}\n', "bad-json"),
        ('{"id": "a", "schema": "Address", "properties": {}}\n', "nobody"),
        ("", "empty-file"),
        ("\n\n", "empty-file"),
        ("id,name\n", "nobody"),
    ],
)
def test_what_is_not_understood_is_a_fault_from_a_file_and_from_standard_input(
    place: Path, content: str, code: str
) -> None:
    (place / "in.txt").write_text(content)
    assert refused("-", stdin=content) == refused("in.txt") == {code}


@pytest.mark.parametrize("content", ["ROGOZIN, Dmitry\nAcme Co., Ltd.\n", "Rogozin,Dmitry\n", "Rogozin,Dmitry\nAcme\n"])
def test_names_with_commas_are_names(place: Path, content: str) -> None:
    (place / "in.txt").write_text(content)
    assert [row.asked.names for row in read_input("in.txt")] == [(line,) for line in content.splitlines()]


@pytest.mark.parametrize("parties", ["Serniya Engineering", b"x", {"name": "Serniya"}, [""], [" "], [{"name": ""}]])
def test_screening_from_python_refuses_what_is_no_list_of_names(place: Path, parties: object) -> None:
    with pytest.raises(InputError):
        cutset.screen(parties, [place / "sanctions.csv"])


def test_screening_from_python_says_every_fault(place: Path) -> None:
    with pytest.raises(InputError) as caught:
        cutset.screen(["", 7, "x" * (LONGEST_NAME + 1), "Acme"], [])
    assert [fault.code for fault in caught.value.faults] == ["no-name", "missing-column", "long-name"]


def test_an_id_that_stands_twice_is_a_fault(place: Path) -> None:
    (place / "in.csv").write_text("id,name\n7,Acme\n8,Beta\n7,Serniya Engineering\n,Gamma\n5,Delta\n")
    with pytest.raises(InputError) as caught:
        read_input("in.csv")
    assert [(fault.row, fault.code, "alias" in fault.hint) for fault in caught.value.faults] == [
        (4, "id-twice", True),
        (6, "id-twice", True),
    ]
    entity = '{"id":"a","schema":"Company","properties":{"name":["Acme"]}}\n'
    assert refused("-", stdin=entity * 2) == {"id-twice"}


@pytest.mark.parametrize("name", ["in.csv", "in.txt", "in.json"])
def test_a_name_that_is_too_long_is_a_fault(place: Path, name: str) -> None:
    long = "x" * (LONGEST_NAME + 1)
    shape = {"in.csv": "name\n%s\n", "in.txt": "%s\n", "in.json": '{"id":"a","schema":"Company","caption":"%s"}\n'}
    (place / name).write_text(shape[name] % long)
    assert refused(name) == {"long-name"}
    (place / name).write_text(shape[name] % long[1:])
    assert len(read_input(name)) == 1


@pytest.mark.parametrize("verb", ["screen", "rescreen", "decide"])
def test_a_threshold_that_is_no_number_is_refused(place: Path, verb: str) -> None:
    done = CliRunner().invoke(command, [verb, "-", "--threshold", "nan"], input="Acme\n")
    assert (done.exit_code, "is no number" in done.output) == (2, True)


@pytest.mark.parametrize(
    "header", ["name,name,id", "Name,NAME,id", "customer name,vendor,id", "name,id,ref", "name,country,country"]
)
def test_two_columns_of_one_meaning_are_a_fault(place: Path, header: str) -> None:
    (place / "in.csv").write_text(f"{header}\nAcme,Beta,Gamma\n")
    assert refused("in.csv") == {"column-twice"}


def test_a_list_of_ones_own_with_one_header_twice_is_a_fault(place: Path) -> None:
    (place / "own.csv").write_text("name,name\nAcme,Beta\n")
    with pytest.raises(InputError) as caught:
        open_list(place / "own.csv")
    assert codes(caught.value) == {"column-twice"}


@pytest.mark.parametrize(
    ("header", "row", "names"),
    [
        ("surname,given name,name", "Petrov,Ivan,Ivan the Great", ("Ivan the Great", "Petrov, Ivan")),
        ("name,given name", "Petrov,Ivan", ("Petrov", "Petrov, Ivan")),
        ("surname,given name", "Petrov,Ivan", ("Petrov, Ivan",)),
    ],
)
def test_no_column_of_names_is_passed_over(place: Path, header: str, row: str, names: tuple[str, ...]) -> None:
    (place / "in.csv").write_text(f"{header}\n{row.replace(', ', ' ')}\n")
    assert [found.asked.names for found in read_input("in.csv")] == [names]


def test_every_run_says_which_columns_it_uses_and_which_not(place: Path) -> None:
    (place / "in.csv").write_text("Customer name,Land,Nationality,\nAcme,IR,IR,x\n")
    assert read_input("in.csv").remarks == (
        "columns used: Customer name as name, Nationality as country; not used: Land, a column without a header",
    )
    for verb in ("screen", "rescreen"):
        assert "not used: Land" in CliRunner().invoke(command, [verb, "in.csv"]).stderr


def test_values_that_say_nothing_are_told_and_not_used(place: Path) -> None:
    (place / "in.csv").write_text(
        "name,country,birth date,kind,inn,gender\n"
        "Serniya Engineering,Nordkorea,garbage,nonsense,123,?\n"
        "Acme,Utopia,1970,company,,\n"
    )
    found = read_input("in.csv")
    assert found.remarks[1:] == (
        "country: 2 values were not understood and not used, such as 'Nordkorea', 'Utopia'",
        "birth date: 1 value was not understood and not used, such as 'garbage'",
        "gender: 1 value was not understood and not used, such as '?'",
        "kind: 1 value was not understood and not used, such as 'nonsense'",
        "RU-INN: 1 value was not understood and not used, such as '123'",
    )
    (first, second) = (row.asked for row in found)
    assert (first.kind, second.kind) == ("", "entity")
    ((match,), _) = cutset.screen([first, second], [place / "sanctions.csv"])
    assert "country agrees" not in match.because


def test_a_country_that_nobody_knows_is_not_called_another(place: Path) -> None:
    ((match,),) = cutset.screen(
        [{"name": "Serniya Inzhiniring OOO", "kind": "firm", "country": "Utopia"}], [place / "sanctions.csv"]
    )
    assert "the country is not known on both sides" in match.because
