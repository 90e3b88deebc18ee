"""Where the journal of a test stands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.journal.batches import Journal

KEY = bytes(range(32))


@pytest.fixture
def where(path: Path) -> Path:
    """Any place in which a journal may stand."""
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """That of a file, for what only a file does."""
    return tmp_path / "journal-test.db"


@pytest.fixture
def journal(where: Path) -> Iterator[Journal]:
    with Journal(where, KEY) as opened:
        yield opened


@pytest.fixture
def file_journal(path: Path) -> Iterator[Journal]:
    with Journal(path, KEY) as opened:
        yield opened
