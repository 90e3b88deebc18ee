"""Practice citizens book, move and cancel themselves from their phones; the clerk sees it in the timetable."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import httpx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.domain.values import TimeSlot
from app.practice import made_up_people
from app.wording import say
from tests.ui.conftest import WAIT
from tests.ui.upload.test_upload import state
from tests.world import any_day, weekdays
from ui.phones.own_seats import ChooseSeat
from ui.phones.phones import offered
from ui.phones.screen import PhoneScreen
from ui.program.program import Program

PERSON = next(one for one in made_up_people(60) if one.on_target and one.line)
DAY, OTHER = weekdays(2)


class Clerk:
    """At the phones page of the whole window."""

    def __init__(self, program: Program, qtbot: QtBot) -> None:
        self.program, self.qtbot = program, qtbot
        program.pages.show("messages")
        program.pages.messages.show_phones()
        self.wait(lambda: bool(self.screen.model.shown))
        self.screen.choose(PERSON.cid)
        self.wait(lambda: self.screen.who.text() == PERSON.full_name)

    @property
    def screen(self) -> PhoneScreen:
        return self.program.pages.messages.phones

    @property
    def notice(self) -> str:
        return self.program.pages.messages.notice.words.text()

    @property
    def booked(self) -> list[tuple[str, str, int]]:
        return [(one["cid"], one["date"], one["hour"]) for one in state(self.program)["bookings"]]  # type: ignore[index]

    def wait(self, ready: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(ready()), timeout=WAIT)

    def click(self, button: object) -> None:
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def choose(self, day: date, hour: int) -> None:
        """In the dialog that is open."""
        dialog = self.screen.asking.dialog
        assert isinstance(dialog, ChooseSeat)
        dialog.day.set_day(day)
        self.wait(lambda: dialog.list.count() > 0)
        shown = [dialog.list.item(row).text() for row in range(dialog.list.count())]
        dialog.list.setCurrentRow(next(row for row, words in enumerate(shown) if words.startswith(f"{hour:02d}:00")))
        with self.qtbot.waitSignal(self.screen.phones.phone_told, timeout=WAIT):
            self.click(dialog.yes)

    def lock(self, day: date) -> None:
        """ยืนยันการจอง Slot for the whole day."""
        server = self.program.work.session.server
        assert server is not None
        query = {"from": day.isoformat(), "to": day.isoformat()}
        slots = httpx.get(f"{server.url}/practice/slots", params=query, trust_env=False).json()
        edit = [{"slot_id": slot["slot_id"], "confirm_locked": True} for slot in slots]
        httpx.post(f"{server.url}/practice/slots", json={"edit": edit}, trust_env=False).raise_for_status()


@pytest.fixture
def clerk(sample: Program, qtbot: QtBot) -> Clerk:
    return Clerk(sample, qtbot)


def test_a_citizen_books_and_the_timetable_shows_it(clerk: Clerk) -> None:
    assert clerk.screen.seats.title.text() == "ยังไม่มีนัดหมาย"
    clerk.click(clerk.screen.seats.book)
    clerk.choose(DAY, 9)
    assert clerk.booked == [(PERSON.cid, DAY.isoformat(), 9)]
    (seat,) = clerk.screen.seats.seats
    assert seat.words.text().endswith("09:00 น.")
    assert seat.more.text().startswith("เข็มที่ 1 · ")
    assert clerk.notice.startswith("ประชาชนจองเองแล้ว")
    assert len(clerk.screen.line.bubbles) == 1, "the phone has the message"
    schedule = clerk.program.pages.schedule
    clerk.program.pages.show("schedule")
    schedule.month.choose(DAY)
    clerk.wait(lambda: schedule.day.plan is not None and schedule.day.plan.date == DAY and schedule.day.plan.hours)
    schedule.day.hours.setCurrentIndex(schedule.day.hours.hours.index(1))
    seats = schedule.day.seats.seats
    assert seats.index(0, 1).data() == PERSON.full_name
    assert seats.index(0, 3).data() == "ประชาชน"


def test_moved_and_cancelled(clerk: Clerk) -> None:
    clerk.click(clerk.screen.seats.book)
    clerk.choose(DAY, 9)
    clerk.click(clerk.screen.seats.seats[0].shift)
    dialog = clerk.screen.asking.dialog
    assert dialog is not None
    assert any("09:00" in part.text() for part in dialog.findChildren(QLabel)), "the hour so far is told"
    clerk.choose(OTHER, 13)
    assert clerk.booked == [(PERSON.cid, OTHER.isoformat(), 13)]
    assert clerk.notice.startswith("ประชาชนเลื่อนนัดเองแล้ว")
    clerk.click(clerk.screen.seats.seats[0].cancel)
    dialog = clerk.screen.asking.dialog
    assert dialog is not None
    clerk.click(dialog.no)
    assert len(clerk.booked) == 1
    clerk.click(clerk.screen.seats.seats[0].cancel)
    dialog = clerk.screen.asking.dialog
    assert dialog is not None
    with clerk.qtbot.waitSignal(clerk.screen.phones.acted, timeout=WAIT):
        clerk.click(dialog.yes)
    assert clerk.booked == []
    assert clerk.screen.seats.seats == []
    assert clerk.screen.seats.title.text() == "ยังไม่มีนัดหมาย"


def test_a_confirmed_booking_is_the_facilitys_alone(clerk: Clerk) -> None:
    clerk.click(clerk.screen.seats.book)
    clerk.choose(DAY, 9)
    clerk.click(clerk.screen.seats.seats[0].shift)
    clerk.lock(DAY)  # while the citizen is still choosing
    dialog = clerk.screen.asking.dialog
    assert isinstance(dialog, ChooseSeat)
    dialog.day.set_day(OTHER)
    clerk.wait(lambda: dialog.list.count() > 0)
    with clerk.qtbot.waitSignal(clerk.screen.phones.failed, timeout=WAIT):
        clerk.click(dialog.yes)
    assert clerk.notice == say("booking_locked", "th")
    assert clerk.booked == [(PERSON.cid, DAY.isoformat(), 9)]
    clerk.screen.ask()
    clerk.wait(lambda: clerk.screen.seats.seats[0].held["locked"])
    (seat,) = clerk.screen.seats.seats
    assert "ยืนยันการจอง Slot แล้ว" in seat.more.text()
    assert not seat.shift.isVisible()
    assert not seat.cancel.isVisible()


def test_a_day_without_seats_says_so(clerk: Clerk) -> None:
    clerk.click(clerk.screen.seats.book)
    dialog = clerk.screen.asking.dialog
    assert isinstance(dialog, ChooseSeat)
    dialog.day.set_day(DAY + timedelta(days=5 - DAY.weekday()))  # a Saturday
    clerk.wait(lambda: dialog.list.count() == 1)
    assert dialog.list.item(0).text() == "วันที่เลือกไม่มีที่ว่าง กรุณาเลือกวันอื่น"
    assert not dialog.yes.isEnabled()


def test_what_is_offered() -> None:
    """By the rules of the practice server: a lone slot whatever its dose, of several the citizen's own."""
    ahead = any_day(7)

    def slot(hour: int, dose: int, *, taken: int = 0, day: date = ahead, open_to_api: bool = True) -> TimeSlot:
        return TimeSlot(day, hour, hour + 1, dose, 4, taken, open_to_api=open_to_api)

    lone, closed = slot(8, 2), slot(9, 1, open_to_api=False)
    first, second = slot(10, 1), slot(10, 2)
    full, past = slot(11, 1, taken=4), slot(12, 1, day=date(2020, 1, 1))
    assert offered((lone, closed, first, second, full, past), 1) == (lone, closed, first)
