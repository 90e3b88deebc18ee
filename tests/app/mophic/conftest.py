"""A clock that is set by hand, and no lock, for tests of the calls' pace."""

from __future__ import annotations

from contextlib import nullcontext

import pytest


class Clock:
    """A clock that only moves when somebody sleeps on it."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += max(0.0, seconds)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr("app.mophic.pacing.asyncio.sleep", made.sleep)
    return made


@pytest.fixture
def no_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is one process for thousands of calls. (`test_two_processes_share_one_cap` has the lock.)"""
    monkeypatch.setattr("app.mophic.ledger.FileLock", lambda *_, **__: nullcontext())
