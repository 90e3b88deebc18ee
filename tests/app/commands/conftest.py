"""What every command keeps to."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests import journal_in_the_loop
from tests.helper import handed_on


@pytest.fixture(autouse=True)
def helper_handed_on() -> Iterator[None]:
    with handed_on():
        yield


@pytest.fixture(autouse=True)
def no_command_waits_for_the_journal_in_its_loop(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with journal_in_the_loop.watched(monkeypatch) as found:
        yield
    assert not found
