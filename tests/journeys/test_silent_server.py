"""A server that answers nothing for a while: the run says so, once it is over too."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.events import Silent
from app.mophic import awaited
from tests.journeys.test_lying_server import AGAIN, CONFIRM, fault
from tests.world import go, office, rows_for, server_with


def test_a_silence_is_told_while_calls_wait_and_ends_with_the_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(awaited, "QUIET", 0.4)
    monkeypatch.setattr(awaited, "TELL", 0.05)

    async def journey() -> None:
        with server_with([fault("latency", CONFIRM, seconds=0.9)], **AGAIN) as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                await clerk.book(rows_for(2, days=1))
                told = [event for event in clerk.events if isinstance(event, Silent)]
                assert told
                assert told[-1].seconds == 0
                assert len(clerk.booked) == 2

    go(journey)


def test_nothing_is_told_where_nothing_is_waited_for() -> None:
    out = awaited.Awaited()
    assert out.seconds() == 0
    out.left(out)
    out.over(out, answered=True)
    assert out.seconds() == 0
