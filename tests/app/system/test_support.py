"""The support file that is sent in, and the news of a newer version."""

from __future__ import annotations

import asyncio
import json
import threading
import tomllib
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from app.domain.values import check_digit
from app.errors import EnvironmentProblem
from app.system import settings, support
from app.system.paths import DataDir, version

CID = (stem := "110170023456") + str(check_digit(stem))


def text_of(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name).decode("utf-8") for name in file.namelist()}


@pytest.fixture
def data(tmp_path: Path) -> DataDir:
    data = DataDir(tmp_path / "data")
    (data.logs / "mophic.log").write_text(
        f"row 17 refused for {CID}, phone 0812345678, by somchai, in {Path.home()}/ผู้ป่วย.xlsx\n", encoding="utf-8"
    )
    kept = settings.Settings(facility="99001", user="somchai", recent_files=("/home/somchai/ผู้ป่วย.xlsx",), keep_days=30)
    settings.save(kept, data.root / "settings.json")
    (data.root / "journal-x.db").write_bytes(b"sealed")
    return data


def test_support_file_says_enough_and_names_nobody(data: DataDir, tmp_path: Path) -> None:
    texts = text_of(support.save_support_file(data, tmp_path / "ช่วยเหลือ.zip"))
    everything = "\n".join(texts.values())
    for personal in (CID, "0812345678", "somchai", str(Path.home()), "ผู้ป่วย.xlsx'"):
        assert personal not in everything
    assert texts["logs/mophic.log.txt"].startswith("row 17 refused for <id>")
    about = json.loads(texts["about.txt"])
    assert about["program"] == version()
    assert about["files"]["journal-x.db"] == 6  # its size alone
    assert json.loads(texts["settings.json"])["keep_days"] == 30
    assert set(texts) == {"about.txt", "settings.json", "logs/mophic.log.txt"}


def test_support_file_of_a_new_program(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    texts = text_of(support.save_support_file(DataDir(tmp_path / "new"), tmp_path / "s.zip"))
    assert set(texts) == {"about.txt", "settings.json"}


def test_place_that_cannot_be_written(data: DataDir, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem) as caught:
        support.save_support_file(data, tmp_path / "missing" / "s.zip")
    assert caught.value.code == "support_not_saved"


def test_version_is_the_projects() -> None:
    project = tomllib.loads((Path(__file__).parents[3] / "pyproject.toml").read_text(encoding="utf-8"))
    assert version() == project["project"]["version"]


@pytest.mark.parametrize(
    ("said", "newer"),
    [
        ('{"version": "0.10", "page": "https://example.org/new"}', support.News("0.10", "https://example.org/new")),
        ('{"version": "1.0.0"}', support.News("1.0.0", "")),
        ('{"version": "2", "page": "file:///c:/windows/calc.exe"}', support.News("2", "")),
        ('{"version": "0.9.0"}', None),
        ('{"version": "0.9"}', None),
        ('{"version": "0.8.7"}', None),
        ('{"version": "newest"}', None),
        ('{"version": 3}', None),
        ('["1.0"]', None),
        ("<html>please sign in</html>", None),
        ("[" * 5000, None),
        ("", None),
    ],
)
def test_what_an_announcement_says(said: str, newer: support.News | None) -> None:
    assert support.news_in(said, "0.9.0") == newer


@contextmanager
def announcing(body: bytes, status: int = 200) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_words: object) -> None:
            """Not to stderr."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/newest.json"
        finally:
            server.shutdown()
            thread.join()


def test_news_is_fetched_from_the_address_of_the_settings() -> None:
    with announcing(b'{"version": "999.0", "page": "https://example.org"}') as address:
        assert asyncio.run(support.news(address)) == support.News("999.0", "https://example.org")


@pytest.mark.parametrize(
    ("body", "status"), [(b'{"version": "999.0"}', 404), (b" " * 20_000 + b'{"version": "9"}', 200)]
)
def test_odd_answers_are_no_news(body: bytes, status: int) -> None:
    with announcing(body, status) as address:
        assert asyncio.run(support.news(address)) is None


@pytest.mark.parametrize("address", ["", "http://example.org/newest.json", "ftp://x", "https://127.0.0.1:1/x", "x\0"])
def test_no_address_or_a_bad_one_is_no_news(address: str) -> None:
    assert asyncio.run(support.news(address)) is None


def test_nothing_is_asked_by_default() -> None:
    assert settings.Settings().update_url == ""
