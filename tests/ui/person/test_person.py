"""One person at the window: found, booked, moved, cancelled, registered; what is asked before, what is told after."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.domain.address import Server
from app.domain.values import Appointment
from app.people.targets import NewPerson
from app.sheets.cells.holidays import name_of
from tests.ui.slots_world import DAY, OTHER_DAY, PEOPLE, Desk, desk
from tests.world import next_holiday
from ui.kit import text
from ui.kit.question import Question
from ui.kit.theme import Theme
from ui.person.screen import PersonScreen
from ui.targets.dialogs import RegisterMany, RegisterPerson, registered_words

PERSON = PEOPLE[0]
STRANGER = "1990000000001"


@pytest.fixture
def at(qapp: QApplication, qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[Desk]:
    with desk(qapp, qtbot, theme, tmp_path) as made:
        yield made


def screen_of(at: Desk, day: date = DAY) -> PersonScreen:
    screen = PersonScreen(at.theme, at.pieces.one_person, at.pieces.registering_one)
    at.show(screen)
    screen.prepare(day, 9, 1)
    at.wait(lambda: screen.hours.now is not None and screen.hours.now.slot.date == day)
    return screen


def find(at: Desk, screen: PersonScreen, words: str, person: int = 0) -> None:
    screen.words.setText(words)
    at.qtbot.keyClick(screen.words, Qt.Key.Key_Return)
    at.wait(lambda: screen.card.person is not None and screen.card.person.cid == PEOPLE[person].cid)


def asked(screen: PersonScreen) -> Question:
    dialog = screen.asks.asking.dialog
    assert dialog is not None
    return dialog


def agree(at: Desk, screen: PersonScreen) -> None:
    dialog = asked(screen)
    with at.qtbot.waitSignal(at.pieces.one_person.result, timeout=30_000):
        at.qtbot.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)


def test_a_person_is_found_seen_and_booked(at: Desk) -> None:
    screen = screen_of(at)
    assert not screen.book.isEnabled(), "nobody is chosen"
    find(at, screen, f"{PERSON.cid[0]}-{PERSON.cid[1:5]}-{PERSON.cid[5:10]}-{PERSON.cid[10:12]}-{PERSON.cid[12]}")
    words = screen.card.words()
    assert PERSON.full_name in words
    assert "May be vaccinated" in words
    assert screen.book.text() == "Book at 09:00"
    at.qtbot.mouseClick(screen.book, Qt.MouseButton.LeftButton)
    assert "09:00" in asked(screen).head.text()
    assert at.booked == []
    agree(at, screen)
    assert at.booked == [(PERSON.cid, DAY.isoformat(), 9)]
    assert screen.notice.words.text() == "Booked"
    at.wait(lambda: len(screen.card._bookings) == 1)
    assert screen.shift.isVisible()
    (info,) = at.pieces.work.session.desk.history()  # type: ignore[union-attr]
    assert info.source.purpose == "single"


def test_no_means_no(at: Desk) -> None:
    screen = screen_of(at)
    find(at, screen, PERSON.cid)
    at.qtbot.mouseClick(screen.book, Qt.MouseButton.LeftButton)
    at.qtbot.mouseClick(asked(screen).no, Qt.MouseButton.LeftButton)
    assert screen.asks.asking.dialog is None
    assert at.booked == []


def test_what_was_asked_is_what_is_done(at: Desk) -> None:
    """The choice on the screen may change behind the question."""
    screen = screen_of(at)
    find(at, screen, PERSON.cid)
    at.qtbot.mouseClick(screen.book, Qt.MouseButton.LeftButton)
    screen.hours.setCurrentIndex(screen.hours.hours.index(4))
    agree(at, screen)
    assert at.booked == [(PERSON.cid, DAY.isoformat(), 9)]


def test_people_of_one_name_are_offered(at: Desk) -> None:
    screen = screen_of(at)
    screen.words.setText(PERSON.first_name)
    at.qtbot.mouseClick(screen.look, Qt.MouseButton.LeftButton)
    at.wait(lambda: screen.list.count() > 1)
    shown = [screen.list.item(row).text() for row in range(screen.list.count())]
    assert all(PERSON.first_name in words for words in shown)
    assert not any(one.cid in " ".join(shown) for one in PEOPLE), "ids are masked"
    screen.list.itemActivated.emit(screen.list.item(0))
    at.wait(lambda: screen.card.person is not None)
    screen.words.setText("nobody of this name")
    screen.search()
    at.wait(lambda: screen.notice.isVisible())
    assert screen.notice.words.text() == "Nobody was found."
    assert screen.card.person is None


def test_moving_and_cancelling(at: Desk) -> None:
    at.citizen_books(0, DAY, 8)
    screen = screen_of(at, OTHER_DAY)
    find(at, screen, PERSON.cid)
    assert screen.shift.text() == "Move to 09:00"
    at.qtbot.mouseClick(screen.shift, Qt.MouseButton.LeftButton)
    told = "\n".join(part.text() for part in asked(screen).findChildren(type(screen.title)))
    assert "The new one is booked first" in told
    agree(at, screen)
    assert at.booked == [(PERSON.cid, OTHER_DAY.isoformat(), 9)]
    assert screen.notice.words.text() == "Moved; the old appointment is cancelled."
    at.wait(lambda: screen.card.booking is not None and screen.card.booking.date == OTHER_DAY)
    at.qtbot.mouseClick(screen.card.cancel, Qt.MouseButton.LeftButton)
    assert asked(screen).no.text() == "Keep it"
    agree(at, screen)
    assert at.booked == []
    assert screen.notice.words.text() == "Cancelled"


def test_whoever_has_an_appointment_is_moved_first_and_a_second_one_is_asked_about(at: Desk) -> None:
    at.citizen_books(0, DAY, 8)
    screen = screen_of(at, OTHER_DAY)
    assert screen.book.property("kind") == "primary", "nobody is chosen"
    find(at, screen, PERSON.cid)
    assert (screen.shift.property("kind"), screen.book.property("kind")) == ("primary", "")
    assert screen.book.text() == "One more at 09:00"
    assert screen.book.x() < screen.shift.x()
    at.qtbot.mouseClick(screen.book, Qt.MouseButton.LeftButton)
    dialog = asked(screen)
    words = "\n".join(part.text() for part in dialog.findChildren(QLabel))
    assert f"Has an appointment already: {text.day(DAY)} 08:00" in words
    (box,) = dialog.findChildren(QCheckBox)
    assert not dialog.yes.isEnabled()
    box.click()
    agree(at, screen)
    assert len(at.booked) == 2
    find(at, screen, PEOPLE[1].cid, 1)
    assert screen.book.property("kind") == "primary"


@pytest.mark.parametrize("lang", ["en", "th"])
def test_a_public_holiday_is_asked_about_before_one_person_is_given_it(at: Desk, lang: str) -> None:
    at.citizen_books(0, DAY, 8)
    at.language.use(lang)
    screen, feast = screen_of(at), next_holiday()
    find(at, screen, PERSON.cid)
    booking, person = screen.card.booking, screen.card.person
    assert booking is not None
    assert person is not None
    screen.asks.move(person, booking, feast, 9)
    moved = asked(screen)
    screen.asks.book(replace(person, bookings=()), Appointment(1, PERSON.cid, feast, 9))
    for dialog in (moved, asked(screen)):
        words = "\n".join(part.text() for part in dialog.findChildren(QLabel))
        assert name_of(feast)[lang == "en"] in words  # type: ignore[index]
        (box,) = dialog.findChildren(QCheckBox)
        assert box.text() == {"en": "The clinic is open on this day", "th": "เปิดให้บริการในวันนี้"}[lang]
        assert not dialog.yes.isEnabled()
        box.click()
        assert dialog.yes.isEnabled()
        dialog.reject()
    screen.asks.move(person, booking, OTHER_DAY, 9)
    assert asked(screen).yes.isEnabled()
    asked(screen).reject()


def test_a_refusal_is_told_in_our_words(at: Desk) -> None:
    at.citizen_books(0, DAY, 8)
    screen = screen_of(at)
    find(at, screen, PERSON.cid)
    at.qtbot.mouseClick(screen.book, Qt.MouseButton.LeftButton)
    agree(at, screen)
    assert "at 08:00 of the same day" in screen.notice.words.text()
    assert at.booked == [(PERSON.cid, DAY.isoformat(), 8)]


def test_a_wrong_id_and_a_stranger(at: Desk) -> None:
    screen = screen_of(at)
    screen.words.setText("1990000000002")
    screen.search()
    at.wait(lambda: screen.notice.isVisible())
    assert "last digit" in screen.notice.words.text()
    screen.words.setText(STRANGER)
    screen.search()
    at.wait(lambda: screen.register.isVisible())
    assert not screen.book.isEnabled()
    at.qtbot.mouseClick(screen.register, Qt.MouseButton.LeftButton)
    dialog = asked(screen)
    assert isinstance(dialog, RegisterPerson)
    assert dialog.prefix.currentText() == "", "no title that nobody chose"

    def told(field: QWidget) -> str:
        """What is said of the form as it stands, and that this field is the one that is marked."""
        at.qtbot.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)
        assert dialog.isVisible()
        marked = [one for one in dialog.findChildren(QWidget) if one.property("wrong")]
        assert marked == [field]
        return dialog.told.words.text()

    dialog.last.setText("มาก")
    assert told(dialog.prefix).startswith("The title is missing")
    dialog.prefix.setCurrentText("นาย")
    assert told(dialog.first).startswith("The first name is missing")
    dialog.first.setText("ใหม่")
    for typed, begins in (
        ("", "The birth date is missing"),
        ("32/1", "There is no such day as “32/1”"),
        ("32/1/2523", "There is no such day as “32/1/2523”"),
        ("31/1", "The birth date “31/1” has no year"),
        ("31/1/23", "The year of “31/1/23” has two digits"),
        ("2523", "“2523” tells only the year"),
        ("31/1/2590", "A birth date lies neither ahead"),
        ("วันจันทร์", "The birth date “วันจันทร์” can't be read"),
    ):
        dialog.birth.setText(typed)
        assert told(dialog.birth).startswith(begins), typed
    dialog.birth.setText("31/1/2523")
    at.qtbot.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)
    at.wait(lambda: screen.card.person is not None)
    assert screen.card.person is not None
    assert screen.card.person.full_name == "นายใหม่ มาก"
    assert screen.notice.words.text() == "Registered on the target list"
    assert screen.book.isEnabled()


def test_a_queue_card_is_taken_and_given_back(at: Desk) -> None:
    screen = screen_of(at)
    find(at, screen, PERSON.cid)
    at.qtbot.mouseClick(screen.card.take_card, Qt.MouseButton.LeftButton)
    at.qtbot.mouseClick(asked(screen).yes, Qt.MouseButton.LeftButton)
    at.wait(lambda: screen.card.person is not None and screen.card.person.queue is not None)
    assert "Queue card 1" in screen.card.words()
    assert screen.notice.words.text() == "Queue card 1 is booked."
    at.qtbot.mouseClick(screen.card.give_back, Qt.MouseButton.LeftButton)
    at.qtbot.mouseClick(asked(screen).yes, Qt.MouseButton.LeftButton)
    at.wait(lambda: screen.card.person is not None and screen.card.person.queue is None)


def test_the_real_host_is_searched_by_id_alone_and_that_is_said_first(at: Desk) -> None:
    screen = screen_of(at)
    assert at.pieces.work.session.desk is not None
    at.pieces.work.session.desk.server = Server(at.practice.url, practice=False)
    at.pieces.work.under_way.changed.emit()
    assert screen.lead.text() == "The real system finds a person by the whole 13-digit ID alone. Type all of it."
    find(at, screen, PERSON.cid)
    at.qtbot.mouseClick(screen.book, Qt.MouseButton.LeftButton)
    told = "\n".join(part.text() for part in asked(screen).findChildren(type(screen.title)))
    assert "gets a message at once" in told
    asked(screen).reject()


def test_while_the_network_is_away_the_clerk_is_told_and_can_stop(
    qapp: QApplication, qtbot: QtBot, theme: Theme, tmp_path: Path
) -> None:
    slow = {"fault": "too_many", "action": "ConfirmAppointmentSlot", "probability": 1.0, "retry_after": 30}
    with desk(qapp, qtbot, theme, tmp_path, faults=[slow]) as at:
        screen = screen_of(at)
        find(at, screen, PERSON.cid)
        qtbot.mouseClick(screen.book, Qt.MouseButton.LeftButton)
        qtbot.mouseClick(asked(screen).yes, Qt.MouseButton.LeftButton)
        at.wait(lambda: screen.notice.isVisible())
        assert "slow down" in screen.notice.words.text()
        assert not screen.book.isEnabled()
        assert screen.notice.action.text() == "Stop"
        with qtbot.waitSignal(at.pieces.one_person.result, timeout=30_000):
            qtbot.mouseClick(screen.notice.action, Qt.MouseButton.LeftButton)
        assert at.booked == []
        assert screen.notice.action.text() == "Open History"
        with qtbot.waitSignal(screen.history_wanted):
            qtbot.mouseClick(screen.notice.action, Qt.MouseButton.LeftButton)


def test_signing_out_leaves_nobody_on_the_screen(at: Desk) -> None:
    screen = screen_of(at)
    find(at, screen, PERSON.cid)
    at.pieces.work.session.sign_out()
    assert screen.card.words() == "Nobody chosen yet. Find the person above, then choose the day and the hour."
    assert screen.words.text() == ""
    assert not screen.words.isEnabled()


def test_many_are_registered_at_once(at: Desk) -> None:
    screen = screen_of(at)
    people = [
        NewPerson(STRANGER, "นาย", "ใหม่", "มาก", date(1980, 1, 31), 1, row=2),
        NewPerson(PERSON.cid, "นาย", "ผิด", "ชื่อ", date(1980, 1, 31), 1, row=3),
    ]
    dialog = RegisterMany(at.theme, screen, people, ())
    dialog.said_yes.connect(lambda: at.pieces.registering_one.register(people))
    dialog.open()
    with at.qtbot.waitSignal(at.pieces.registering_one.registered, timeout=30_000) as told:
        at.qtbot.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)
    assert registered_words(told.args[0])[1].startswith("registered 1  on the list already 1")
