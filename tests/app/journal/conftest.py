"""One set of tests for both places where a journal may stand: a file of this PC, and an office's database."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from app.journal.batches import Journal
from app.journal.store import OfficeAddress

KEY = bytes(range(32))


@pytest.fixture
def office(database: str) -> Iterator[OfficeAddress]:
    """An office of its own."""
    address = OfficeAddress(database, schema=f"test_{secrets.token_hex(6)}")
    yield address
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(f"DROP SCHEMA IF EXISTS {address.schema} CASCADE".encode())


@pytest.fixture(params=["file", "office"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> Path | OfficeAddress:
    """An own place for a journal, of either kind."""
    if request.param == "office":
        address: OfficeAddress = request.getfixturevalue("office")
        return address
    return tmp_path / "journal-test.db"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """That of a file, for what only a file does."""
    return tmp_path / "journal-test.db"


@pytest.fixture
def journal(where: Path | OfficeAddress) -> Iterator[Journal]:
    with Journal(where, KEY) as opened:
        yield opened


@pytest.fixture
def file_journal(path: Path) -> Iterator[Journal]:
    with Journal(path, KEY) as opened:
        yield opened
