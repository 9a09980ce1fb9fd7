"""Refreshing lists from a server that is slow, cuts off, errs, or answers with a web page."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import list_samples as samples
import pytest
from list_samples import ADD, ALT, SDN

from cutset.errors import InputError
from cutset.lists import ListStore
from cutset.lists.fetch import Address, Limits, addresses, refresh

QUICK = Limits(read_seconds=0.3, whole_seconds=0.8, tries=2, pause_seconds=0.01)
MODIFIED = formatdate(1648684800, usegmt=True)
FILES = {"/un.xml": samples.UN_XML, "/sdn.csv": SDN, "/alt.csv": ALT, "/add.csv": ADD}


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.mode = "good"
        self.asked: list[str] = []

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_port}{path}"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        mode = self.server.mode
        self.server.asked.append(f"{mode} {self.path}")
        if mode == "error" or (mode == "error-once" and len(self.server.asked) == 1):
            self.send_error(500)
            return
        if mode == "gone":
            self.send_error(404)
            return
        if self.headers.get("If-None-Match") == '"one"' and mode == "good":
            self.send_response(304)
            self.end_headers()
            return
        body = FILES[self.path].encode() if mode != "page" else b"<html><body>Sorry</body></html>"
        self.send_response(200)
        self.send_header("ETag", '"one"')
        self.send_header("Last-Modified", MODIFIED)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if mode == "silent":
            time.sleep(0.6)
        elif mode == "trickle":
            for byte in body[:40]:
                self.wfile.write(bytes([byte]))
                time.sleep(0.05)
        self.wfile.write(body[: len(body) // 2] if mode == "cut" else body)

    def log_message(self, format: str, *args: object) -> None:
        pass

    def handle(self) -> None:
        try:
            super().handle()
        except OSError:
            self.close_connection = True


@pytest.fixture
def server() -> Iterator[Server]:
    serving = Server()
    thread = threading.Thread(target=serving.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield serving
    serving.shutdown()
    serving.server_close()
    thread.join()


@pytest.fixture
def store(tmp_path: Path) -> ListStore:
    return ListStore(tmp_path / "store")


def un(server: Server) -> list[Address]:
    return [Address("un-sc", "un.xml", server.url("/un.xml"))]


def test_a_list_is_fetched_with_its_own_date(server: Server, store: ListStore) -> None:
    (added,) = refresh(store, un(server), limits=QUICK)
    assert (added.version.entries, str(added.version.published)) == (2, "2026-02-27")
    assert added.version.origin == server.url("/un.xml")


def test_a_triple_takes_its_date_from_the_server(server: Server, store: ListStore) -> None:
    table = [Address("us-ofac-sdn", f, server.url(f"/{f}")) for f in ("sdn.csv", "alt.csv", "add.csv")]
    (added,) = refresh(store, table, limits=QUICK)
    assert (added.version.entries, str(added.version.published)) == (4, "2022-03-31")
    assert added.version.incomplete == ()
    assert refresh(store, table, limits=QUICK) == []


def test_what_is_unchanged_is_not_fetched_again(server: Server, store: ListStore) -> None:
    told: list[str] = []
    refresh(store, un(server), limits=QUICK)
    assert refresh(store, un(server), limits=QUICK, tell=lambda _, words: told.append(words)) == []
    assert told == ["unchanged"]


def test_a_passing_error_is_tried_again(server: Server, store: ListStore) -> None:
    server.mode = "error-once"
    assert len(refresh(store, un(server), limits=QUICK)) == 1
    assert len(server.asked) == 2


@pytest.mark.parametrize(
    ("mode", "code"),
    [
        ("error", "fetch-failed"),
        ("silent", "fetch-failed"),
        ("trickle", "fetch-failed"),
        ("cut", "fetch-failed"),
        ("page", "web-page"),
        ("gone", "fetch-refused"),
    ],
)
def test_a_bad_answer_is_a_fault_and_the_earlier_version_stays(
    server: Server, store: ListStore, mode: str, code: str
) -> None:
    refresh(store, un(server), limits=QUICK)
    server.mode = mode
    with pytest.raises(InputError) as caught:
        refresh(store, un(server), limits=QUICK, force=True)
    assert caught.value.faults[0].code == code
    assert [v.entries for v in store.versions()] == [2]


def test_one_bad_list_does_not_hinder_the_others(server: Server, store: ListStore) -> None:
    table = [Address("nobody", "x.csv", "http://127.0.0.1:9/x.csv"), *un(server)]
    with pytest.raises(InputError):
        refresh(store, table, limits=QUICK)
    assert [v.list_id for v in store.versions()] == ["un-sc"]


def test_our_own_table_holds_web_addresses_only() -> None:
    assert {a.list for a in addresses()} >= {"us-ofac-sdn", "eu-fsf", "un-sc", "gb-uksl"}


def test_a_table_with_other_addresses_is_refused(tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text("list,file,url\nx,x.csv,file:///etc/passwd\n")
    with pytest.raises(InputError, match="http or https"):
        addresses(table)
