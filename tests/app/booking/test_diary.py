"""What a batch does stands in the log once: a hold that is told anew for each answer is one hold."""

from __future__ import annotations

import logging

import pytest

from app.booking import diary
from app.domain.values import Outcome, State
from app.events import Event, Paused, Resumed, RowChanged


def test_a_hold_is_written_once_and_a_row_that_failed_by_its_number(caplog: pytest.LogCaptureFixture) -> None:
    heard: list[Event] = []
    emit = diary.kept(7, heard.append)
    told = [
        RowChanged(7, Outcome(2, State.BOOKED, "booked", 11, "")),
        RowChanged(7, Outcome(3, State.REFUSED, "hour_full", None, "ของ นาย สมชาย เต็ม")),
        *(Paused(7, "throttled", flying=left) for left in (3, 2, 0)),
        Resumed(7),
    ]
    with caplog.at_level(logging.INFO, "app.booking.diary"):
        for event in told:
            emit(event)
    assert heard == told
    assert caplog.messages == ["batch 7 row 3: refused hour_full", "batch 7 held: throttled", "batch 7 goes on"]
