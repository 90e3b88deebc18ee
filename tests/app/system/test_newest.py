"""Looking for a newer version: one small signed file, over real sockets, and whatever else may lie there."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.system import newest
from app.system.newest import Publisher
from app.system.paths import DataDir, resources, version
from app.system.settings import Settings, export, take_over
from tests.packaging import news

MINE = Ed25519PrivateKey.generate()
ANOTHERS = Ed25519PrivateKey.generate()
NEW = {"th": "เพิ่มรายชื่อตามวัน", "en": "Adds lists by day"}


def signed(number: str, key: Ed25519PrivateKey = MINE, page: str = "https://example.org/v") -> bytes:
    return news.signed(json.dumps({"version": number, "page": page, "new": NEW}, ensure_ascii=False), key)


@dataclass
class Page:
    """A release page: path -> (status, headers, body)."""

    url: str
    files: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    drips: float = 0.0  # seconds between two bytes

    def put(self, body: bytes, status: int = 200, **headers: str) -> None:
        self.files["/newest.json"] = (status, headers, body)


@contextmanager
def serving() -> Iterator[Page]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            page.asked.append(f"{self.path} {self.headers['User-Agent']}")
            status, headers, body = page.files.get(self.path, (404, {}, b""))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                for place in range(0, len(body), 1 if page.drips else len(body)):
                    self.wfile.write(body[place : place + (1 if page.drips else len(body))])
                    time.sleep(page.drips)
            except OSError:
                """Whoever asked has gone."""

        def log_message(self, *_words: object) -> None:
            """Not to stderr."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        page = Page(f"http://127.0.0.1:{server.server_port}/newest.json")
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield page
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture(scope="module")
def server() -> Iterator[Page]:
    with serving() as page:
        yield page


@pytest.fixture
def page(server: Page) -> Page:
    server.files.clear()
    server.asked.clear()
    server.drips = 0.0
    return server


@pytest.fixture
def look(page: Page, tmp_path: Path) -> Callable[..., newest.Look]:
    who = Publisher(MINE.public_key().public_bytes_raw(), page.url, "https://example.org")

    def looked(settings: Settings | None = None, *, now: bool = False) -> newest.Look:
        return asyncio.run(newest.look(DataDir(tmp_path), settings or Settings(), who, now=now))

    return looked


Looks = Callable[..., newest.Look]


def test_a_newer_version_is_told_with_what_is_new(page: Page, look: Looks) -> None:
    page.put(signed("999.0"))
    told = look()
    assert told.code == "newer_version"
    assert told.news == newest.News("999.0", "https://example.org/v", NEW)
    assert page.asked == [f"/newest.json MOPHIC-Uploader/{version()}"], "one file, and nothing of a person"


def test_it_is_asked_once_a_day_however_often_it_is_started(page: Page, look: Looks, tmp_path: Path) -> None:
    page.put(signed(version()))
    assert [look().code, look().code] == ["newest_mine"] * 2
    assert len(page.asked) == 1
    yesterday = time.time() - newest.AGAIN - 1
    os.utime(tmp_path / "newest.json", (yesterday, yesterday))
    look()
    assert len(page.asked) == 2
    look(now=True)
    assert len(page.asked) == 3


@pytest.mark.parametrize("number", ["999.0", "0.0.1"])
def test_what_another_key_signed_counts_for_nothing(page: Page, look: Looks, tmp_path: Path, number: str) -> None:
    page.put(signed(number, ANOTHERS))
    assert look() == newest.Look("newest_failed")
    assert not (tmp_path / "newest.json").exists()


def test_a_file_that_was_changed_after_it_was_signed_or_kept(page: Page, look: Looks, tmp_path: Path) -> None:
    page.put(signed("1.0").replace(b"1.0", b"999.0"))
    assert look().code == "newest_failed"
    (tmp_path / "newest.json").write_bytes(signed("1.0").replace(b"1.0", b"999.0"))
    assert look().code == "newest_failed"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>please sign in</html>",
        b"[" * 5000,
        b" " * 30_000 + b"{}",
        b"null",
        b'{"news": 1}',
        b'{"news": "{}", "signature": "x"}',
        signed("newest"),
        news.signed("[]", MINE),
        news.signed('{"version": 3}', MINE),
        news.signed('{"version": "999.0", "page": "", "new": {"th": ""}}', MINE),
    ],
)
def test_odd_files_are_no_news(page: Page, look: Looks, body: bytes) -> None:
    page.put(body)
    assert look() == newest.Look("newest_failed")


def test_a_page_that_is_no_web_page_is_not_handed_on(page: Page, look: Looks) -> None:
    page.put(signed("999.0", page="file:///c:/windows/calc.exe"))
    told = look().news
    assert told is not None
    assert told.page == ""


def test_a_release_page_may_lead_on_but_not_without_end_nor_out_of_https(page: Page, look: Looks) -> None:
    page.put(b"", 302, Location="/there.json")
    page.files["/there.json"] = (200, {}, signed("999.0"))
    assert look(now=True).code == "newer_version"
    page.put(b"", 302, Location="/newest.json")
    assert look(now=True).code == "newest_failed"
    page.put(b"", 302, Location="http://example.org/newest.json")
    assert look(now=True).code == "newest_failed"
    page.put(signed("999.0"), 500)
    assert look(now=True).code == "newest_failed"


def test_a_server_that_drips_is_left(page: Page, look: Looks, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(newest, "PATIENCE", 0.2)
    page.put(signed("999.0"))
    page.drips = 0.05
    began = time.monotonic()
    assert look().code == "newest_failed"
    assert time.monotonic() - began < 2


def test_a_way_that_is_closed(look: Looks) -> None:
    assert look(Settings().changed(update_url="https://127.0.0.1:1/x")).code == "newest_failed"


def test_a_copy_inside_the_hospital_counts_by_the_same_signature(page: Page, look: Looks) -> None:
    page.files["/inside"] = (200, {}, signed("999.0"))
    assert look(Settings().changed(update_url=page.url.replace("newest.json", "inside"))).code == "newer_version"


def test_it_is_off_where_it_says_so_and_only_there(
    page: Page, look: Looks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert Settings().updates
    page.put(signed("999.0"))
    export(Settings().changed(updates=False), tmp_path / "of-it.json")
    assert look(take_over(Settings(), tmp_path / "of-it.json")).code == "newest_off"
    monkeypatch.setattr(newest, "_forbidden", lambda: True)
    assert look().code == "newest_off"
    assert page.asked == []


def test_a_copy_that_is_no_release_asks_nobody(tmp_path: Path) -> None:
    assert not (resources() / "publisher.json").exists(), "only a release is built with one"
    told = asyncio.run(newest.look(DataDir(tmp_path), Settings(), newest.publisher()))
    assert told.code == "newest_none"


def test_whose_signature_counts_is_read_from_what_the_release_was_built_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = MINE.public_key().public_bytes_raw()
    said = news.publisher(base64.b64encode(key).decode(), "https://example.org/owner/name")
    (tmp_path / "publisher.json").write_text(said, encoding="utf-8")
    monkeypatch.setattr(newest, "resources", lambda: tmp_path)
    page = "https://example.org/owner/name/releases"
    assert newest.publisher() == Publisher(key, f"{page}/latest/download/newest.json", f"{page}/latest")


@pytest.mark.parametrize(("newer", "older"), [("0.10", "0.9.0"), ("1", "0.99.99"), ("0.9.0.1", "0.9")])
def test_versions_compare_by_their_parts(newer: str, older: str) -> None:
    assert newest.order(newer) > newest.order(older)
    assert newest.order("0.9") == newest.order("0.9.0")
