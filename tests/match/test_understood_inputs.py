"""What an input must be to be screened: nothing that was misunderstood is ever called clear."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from cutset.cli import cutset as command
from cutset.errors import InputError
from cutset.lists import ListStore, open_list
from cutset.match.screening import read_input

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
