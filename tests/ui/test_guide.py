"""The guide at the window, page after page: a timetable from the template, a sheet, one by hand, one by a citizen, a
message to that day's people, and the phone of one who reads it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.values import Appointment
from app.practice import Scenario, made_up_people
from app.thai import thai_date
from tests.commandline import sheet
from tests.ui.conftest import WAIT
from tests.ui.upload.test_upload import book, state
from tests.world import wanted, weekdays
from ui.messages.dialogs import ConfirmSend
from ui.program.program import Program
from ui.schedule.make_slots import MakeSlots

DAY = weekdays(1)[0]
PEOPLE = made_up_people(17)
ROWS = [Appointment(n + 2, PEOPLE[n].cid, DAY, 8 + n // 10) for n in range(15)]
BY_HAND, BY_CITIZEN = (Appointment(1, PEOPLE[n].cid, DAY, 10) for n in (15, 16))
READER = next(one for one in PEOPLE if one.line and one.app)
URL = "https://example.invalid/ok"


class Clerk:
    """Mouse and keyboard on the whole window."""

    def __init__(self, program: Program, qtbot: QtBot) -> None:
        self.program, self.window, self.qtbot = program, program.window, qtbot
        program.pieces.accounts._scenario = Scenario.parse({"settings": {"timetable": False}})
        program.practise(sample=False)
        self.wait(lambda: program.work.session.desk is not None and program.work.idle)

    def wait(self, ready: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(ready()), timeout=WAIT)

    def click(self, button: QWidget) -> None:
        self.wait(button.isEnabled)
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def click_and_wait(self, button: QWidget, signal: Any) -> None:
        with self.qtbot.waitSignal(signal, timeout=WAIT):
            self.click(button)

    def look_at_day(self) -> None:
        self.program.pages.show("schedule")
        screen = self.program.pages.schedule
        screen.month.choose(DAY)
        self.wait(lambda: not screen.month.loading and screen.day.plan is not None and screen.day.plan.date == DAY)


def test_from_the_template_to_the_phone(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    clerk = Clerk(program, qtbot)
    make_timetable(clerk)
    book_sheet(clerk, tmp_path)
    book_by_hand(clerk)
    citizen_books(clerk)
    read_timetable(clerk)
    send_news(clerk)
    read_phone(clerk)
    held: Any = state(program)
    assert sorted((one["cid"], one["date"], one["hour"]) for one in held["bookings"]) == wanted(
        [*ROWS, BY_HAND, BY_CITIZEN]
    )
    told = [(entry["kind"], entry["cid"]) for entry in held["outbox"]]
    assert sorted(told) == sorted((kind, one.cid) for kind in ("booking", "message") for one in PEOPLE)


def make_timetable(clerk: Clerk) -> None:
    clerk.look_at_day()
    screen = clerk.program.pages.schedule
    assert screen.month.words_of(DAY) == "ไม่มีช่วงเวลา"
    clerk.click(screen.from_template)
    dialog = screen.making.asking.dialog
    assert isinstance(dialog, MakeSlots)
    dialog.first.set_day(DAY)
    dialog.last.set_day(DAY)
    dialog.holidays.setChecked(False)
    clerk.wait(lambda: dialog.plan is not None and dialog.plan.create)
    clerk.click_and_wait(dialog.yes, clerk.program.pieces.timetable.saved)
    assert screen.notice.words.text() == "สร้างตารางเวลาแล้ว 7 ช่วงเวลา ใน 1 วัน รวม 70 ที่"
    clerk.wait(lambda: screen.month.words_of(DAY) == "ว่าง 70, จองแล้ว 0")


def book_sheet(clerk: Clerk, folder: Path) -> None:
    clerk.program.pages.show("book")
    with clerk.qtbot.waitSignal(clerk.program.work.sheet.loaded, timeout=WAIT):
        clerk.program.work.sheet.load(sheet(folder / "นัด.xlsx", ROWS))
    assert clerk.program.pages.upload.notice.words.text() == "พร้อมจอง 15 แถว ขั้นต่อไป: กด Start (Ctrl+Enter)"
    book(clerk.program, clerk.qtbot)
    assert clerk.program.pages.upload.notice.words.text() == "จองสำเร็จ 15 คน"


def book_by_hand(clerk: Clerk) -> None:
    """จอง at a free place in line of the timetable."""
    clerk.look_at_day()
    screen, person = clerk.program.pages.schedule, clerk.program.pages.person
    screen.day.hours.setCurrentIndex(screen.day.hours.hours.index(2))
    clerk.click(screen.day.book)
    assert clerk.window.room.currentWidget() is person
    person.words.setText(BY_HAND.cid)
    clerk.qtbot.keyClick(person.words, Qt.Key.Key_Return)
    clerk.wait(lambda: person.card.person is not None and person.hours.now is not None)
    assert person.book.text() == "จองเวลา 10:00 น."
    clerk.click(person.book)
    dialog = person.asks.asking.dialog
    assert dialog is not None
    clerk.click_and_wait(dialog.yes, clerk.program.pieces.one_person.result)
    assert person.notice.words.text() == "จองแล้ว"


def citizen_books(clerk: Clerk) -> None:
    server = clerk.program.work.session.server
    assert server is not None
    wish = {"cid": BY_CITIZEN.cid, "do": "book", "date": DAY.isoformat(), "hour": 10}
    httpx.post(f"{server.url}/practice/citizens", json=wish, trust_env=False).raise_for_status()


def read_timetable(clerk: Clerk) -> None:
    clerk.look_at_day()
    screen = clerk.program.pages.schedule
    clerk.wait(lambda: screen.month.words_of(DAY) == "ว่าง 53, จองแล้ว 17")
    screen.day.hours.setCurrentIndex(screen.day.hours.hours.index(2))
    seats = screen.day.seats.seats
    clerk.wait(lambda: seats.index(1, 1).data() == PEOPLE[16].full_name)
    assert [seats.index(row, 1).data() for row in range(3)] == [PEOPLE[15].full_name, PEOPLE[16].full_name, "ว่าง"]
    assert [seats.index(row, 3).data() for row in range(2)] == ["หน่วยบริการ", "ประชาชน"]


def send_news(clerk: Clerk) -> None:
    clerk.program.pages.show("messages")
    mail = clerk.program.pages.messages
    clerk.click(mail.register.add)
    adder, compose = mail.compose.audience.adder, mail.compose
    adder.slot_day.set_day(DAY)
    adder.slot_dose.setCurrentIndex(1)
    clerk.click_and_wait(adder.slot_add, mail.messages.recipients.added)
    assert {one.cid for one in mail.messages.people} == {one.cid for one in PEOPLE}
    clerk.click(compose.next)
    clerk.qtbot.keyClicks(compose.text.title, "News")
    clerk.qtbot.keyClicks(compose.text.url, URL)
    compose.text.text.setPlainText("วันที่ {วันที่} ย้ายไปชั้น 2")
    clerk.click(compose.send)
    dialog = mail.asking.dialog
    assert isinstance(dialog, ConfirmSend)
    clerk.click_and_wait(dialog.yes, mail.messages.ended)
    clerk.wait(lambda: mail.messages.lines and mail.messages.lines[0].told is not None)
    assert "สำเร็จ" in mail.notice.words.text()
    assert register(clerk)[1:3] == [
        f"สำเร็จ ({sum(one.app for one in PEOPLE)} คน)",
        f"สำเร็จ ({sum(one.line for one in PEOPLE)} คน)",
    ]
    assert register(clerk)[7:] == ["17", "0"]


def register(clerk: Clerk) -> list[str]:
    model = clerk.program.pages.messages.register.model
    return [model.index(0, place).data() for place in range(model.columnCount())]


def read_phone(clerk: Clerk) -> None:
    mail = clerk.program.pages.messages
    clerk.click(mail.register.phones)
    clerk.wait(lambda: mail.phones.model.shown)
    mail.phones.choose(READER.cid)
    clerk.wait(lambda: mail.phones.who.text() == READER.full_name)
    news, appointment = mail.phones.line.bubbles
    assert news._shown.plain == f"วันที่ {thai_date(DAY)} ย้ายไปชั้น 2\n{URL}"
    assert thai_date(DAY) in appointment._shown.plain
    clerk.click(news.link)
    clerk.wait(lambda: register(clerk)[8] == "1")
