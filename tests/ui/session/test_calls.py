"""Each page hears what it asked for, and stops what it began; one change at a time over all pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.values import Appointment, TimeSlot
from tests.ui.slots_world import DAY, PEOPLE, WAIT, desk
from ui.kit.theme import Theme
from ui.session.under_way import Lane, What

SLOW = {"fault": "too_many", "action": "ConfirmAppointmentSlot", "probability": 1.0, "retry_after": 30}
WANTED = Appointment(1, PEOPLE[0].cid, DAY, 9, 1, PEOPLE[0].full_name, "")


def test_what_one_page_asks_another_does_not_hear(
    qapp: QApplication, qtbot: QtBot, theme: Theme, tmp_path: Path
) -> None:
    with desk(qapp, qtbot, theme, tmp_path) as at:
        here, there = at.pieces.one_person.days, at.pieces.timetable.days
        heard: list[Any] = []
        there.month_told.connect(lambda *_: heard.append("month"))
        there.day_told.connect(lambda _: heard.append("day"))
        with qtbot.waitSignals([here.month_told, here.day_told], timeout=WAIT):
            here.ask_month(DAY.year, DAY.month)
            here.ask_day(DAY)
        at.settle()
        assert heard == []


def test_one_change_at_a_time_and_its_own_page_alone_stops_it(
    qapp: QApplication, qtbot: QtBot, theme: Theme, tmp_path: Path
) -> None:
    with desk(qapp, qtbot, theme, tmp_path, faults=[SLOW]) as at:
        mine, others = at.pieces.one_person, at.pieces.timetable
        with qtbot.waitSignal(mine.held, timeout=WAIT):
            mine.book(WANTED)
        assert at.pieces.under_way.what(Lane.SERVER) is What.BOOKING
        assert mine.calls.changing
        assert not others.calls.changing
        assert not others.calls.free
        others.delete(TimeSlot(DAY, 9, 10, 1, 10, 0, slot_id=1))
        others.calls.stop()
        assert at.pieces.under_way.what(Lane.SERVER) is What.BOOKING, "neither begun nor stopped by another page"
        with qtbot.waitSignal(mine.result, timeout=WAIT):
            mine.calls.stop()
        assert others.calls.free
        assert len(at.made(DAY)) == 7
        assert at.booked == []
