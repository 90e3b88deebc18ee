"""What becomes of one person's change is told whatever page is shown, with its Stop; a lost session asks for the
password there too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.message import Draft
from app.domain.values import State
from app.people.person import PersonResult
from app.practice import PASSWORD, Scenario
from app.practice.world.people import made_up_people
from tests.ui.conftest import WAIT
from tests.ui.person.test_person import asked, find, screen_of
from tests.ui.slots_world import PEOPLE, Desk, desk
from tests.ui.upload.test_doubt import the_new_password_is_good
from tests.ui.upload.test_upload import state
from tests.world import weekdays
from ui.kit.theme import Theme
from ui.program.program import Program
from ui.session.password_again import PasswordAgain

CONFIRM, SCHEDULE = "ConfirmAppointmentSlot", "GetHospitalSlotConfirmScheduleByDate"
PERSON = PEOPLE[0]
SLOW = {"fault": "too_many", "action": CONFIRM, "probability": 1.0, "retry_after": 30}
PORTAL = {"fault": "html_page", "action": SCHEDULE, "probability": 1.0}
REFUSED = (
    {"fault": "expired_token", "action": CONFIRM, "at": [1]},
    {"fault": "login_refused", "action": "get_moph_access_token", "at": [2]},
)


@pytest.fixture
def at_desk(qapp: QApplication, qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[Callable[..., Desk]]:
    made: list[Any] = []

    def make(*faults: dict[str, Any]) -> Desk:
        made.append(desk(qapp, qtbot, theme, tmp_path, faults=list(faults)))
        at: Desk = made[-1].__enter__()
        return at

    yield make
    for one in made:
        one.__exit__(None, None, None)


def strike(at: Desk, *faults: dict[str, Any]) -> None:
    httpx.post(at.practice.url + "/practice/faults", json={"faults": faults}).raise_for_status()


def book_and_turn_away(at: Desk) -> Any:
    screen = screen_of(at)
    find(at, screen, PERSON.cid)
    at.qtbot.mouseClick(screen.book, Qt.MouseButton.LeftButton)
    at.qtbot.mouseClick(asked(screen).yes, Qt.MouseButton.LeftButton)
    screen.hide()  # another page is shown
    return screen


def test_a_held_booking_is_told_with_its_stop(at_desk: Callable[..., Desk]) -> None:
    at = at_desk(SLOW)
    screen = book_and_turn_away(at)
    at.wait(lambda: not screen.notice.isHidden())
    assert "slow down" in screen.notice.words.text()
    assert screen.notice.action.text() == "Stop"
    with at.qtbot.waitSignal(at.pieces.one_person.result, timeout=WAIT):
        screen.notice.action.click()
    assert screen.notice.action.text() == "Open History"
    assert at.booked == []


@pytest.mark.parametrize(
    ("code", "state", "beside", "action"),
    [
        ("unknown", State.CANCELLING, "Not known yet", "Open History"),
        ("move_in_doubt", State.UNKNOWN, "It is not known yet how the move ended", "Open History"),
        ("not_cancelled", State.BOOKED, "Not cancelled: the appointment stands as before.", ""),
    ],
)
def test_a_change_whose_journal_went_away_is_told_with_why_and_how_the_appointment_stands(
    at_desk: Callable[..., Desk], code: str, state: State, beside: str, action: str
) -> None:
    """Never as booked, and never with a gap where the database's place belongs."""
    at = at_desk()
    screen = screen_of(at)
    gone = {"error": "office_gone", "params": {"path": "db/mophic"}, "lost": True}
    at.pieces.one_person.result.emit(PersonResult(2, code, state, **gone))
    assert screen.notice.words.text().startswith("The tables of the office's database db/mophic were moved")
    assert beside in screen.notice.details.text()
    assert (screen.notice.action.text() if screen.notice.action.isVisible() else "") == action


def test_a_failed_booking_is_told(at_desk: Callable[..., Desk]) -> None:
    at = at_desk()
    screen = screen_of(at)
    find(at, screen, PERSON.cid)
    strike(at, PORTAL)
    at.qtbot.mouseClick(screen.book, Qt.MouseButton.LeftButton)
    asked(screen).accept()
    screen.hide()
    with at.qtbot.waitSignal(at.pieces.one_person.failed, timeout=WAIT):
        pass
    assert not screen.notice.isHidden()
    assert screen.notice.tone == "bad"
    assert at.booked == []


def test_a_reading_that_failed_is_told_to_nobody_who_does_not_look(at_desk: Callable[..., Desk]) -> None:
    at = at_desk()
    screen = screen_of(at)
    screen.hide()
    at.practice.stop()
    with at.qtbot.waitSignal(at.pieces.one_person.unread, timeout=WAIT):
        at.pieces.one_person.ask(PERSON.cid)
    assert screen.notice.isHidden()


def test_another_pages_change_is_not_told_here(at_desk: Callable[..., Desk]) -> None:
    """A sheet's people are registered: the upload page tells of that."""
    at = at_desk()
    screen = screen_of(at)
    at.pieces.registering.failed.emit(at_error())
    at.pieces.registering.registered.emit(())
    at.pieces.timetable.failed.emit(at_error())
    assert screen.notice.isHidden()


def at_error() -> Any:
    from app.errors import NotSent

    return NotSent("offline")


# --- in the whole window ---


@pytest.fixture
def window(make_program: Callable[..., Program], qtbot: QtBot) -> Callable[..., Program]:
    def make(*faults: dict[str, Any]) -> Program:
        program = make_program(lang="en")
        program.pieces.accounts._scenario = Scenario.parse({"faults": list(faults)})
        program.practise(sample=False)
        qtbot.waitUntil(
            lambda: program.work.session.desk is not None and bool(program.pieces.sites.sites), timeout=WAIT
        )
        return program

    return make


def book_one(program: Program, qtbot: QtBot) -> None:
    person, day = made_up_people(1)[0], weekdays(1)[0]
    program.pages.show("person")
    page = program.pages.person
    page.prepare(day, 9, 1)
    page.show_person(person.cid)
    qtbot.waitUntil(lambda: page.book.isEnabled(), timeout=WAIT)
    qtbot.mouseClick(page.book, Qt.MouseButton.LeftButton)
    dialog = page.asks.asking.dialog
    assert dialog is not None
    qtbot.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)
    program.pages.show("schedule")


def press(qtbot: QtBot, button: QPushButton) -> None:
    assert button.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_whoever_looks_at_another_page_sees_it_and_can_stop(window: Callable[..., Program], qtbot: QtBot) -> None:
    program = window(SLOW)
    book_one(program, qtbot)
    line = program.window.elsewhere
    qtbot.waitUntil(line.isVisible, timeout=WAIT)
    assert "slow down" in line.words.text()
    assert line.action.text() == "Stop"
    with qtbot.waitSignal(program.pieces.one_person.result, timeout=WAIT):
        press(qtbot, line.action)
    assert line.isVisible(), "what came of it"
    assert line.action.text() == "Open History"
    press(qtbot, line.second)
    assert program.window.room.currentWidget() is program.pages.person
    assert not line.isVisible(), "the page itself tells it"
    assert program.pages.person.notice.isVisible()


def test_a_booking_that_went_well_is_told_over_another_page(window: Callable[..., Program], qtbot: QtBot) -> None:
    program = window()
    book_one(program, qtbot)
    line = program.window.elsewhere
    qtbot.waitUntil(line.isVisible, timeout=WAIT)
    assert line.words.text() == "Booked"
    program.language.use("th")
    qtbot.waitUntil(lambda: line.words.text() == "จองแล้ว", timeout=WAIT)
    press(qtbot, line.action)
    assert not line.isVisible()


def test_a_refused_session_asks_for_the_password_there_too(window: Callable[..., Program], qtbot: QtBot) -> None:
    program = window(*REFUSED)
    book_one(program, qtbot)
    qtbot.waitUntil(lambda: isinstance(program.pages.asking.dialog, PasswordAgain), timeout=WAIT)
    notice = program.pages.person.notice
    qtbot.waitUntil(lambda: (notice.action.text(), notice.second.text()) == ("Login", "Stop"), timeout=WAIT)
    question = program.pages.asking.dialog
    assert isinstance(question, PasswordAgain)
    question.reject()
    program.pages.show("person")  # its own readings meet the refused session, too
    with qtbot.waitSignal(program.pieces.one_person.days.day_failed, timeout=WAIT):
        pass
    if program.pages.asking.dialog is not None:
        program.pages.asking.dialog.reject()
    assert (notice.action.text(), notice.second.text()) == ("Login", "Stop"), "the way on stays"
    program.pages.show("help")
    line = program.window.elsewhere
    assert (line.isVisible(), line.action.text(), line.second.text()) == (True, "Login", "Stop")
    press(qtbot, line.action)
    again = program.pages.asking.dialog
    assert isinstance(again, PasswordAgain)
    the_new_password_is_good(program)
    qtbot.keyClicks(again.password, PASSWORD)
    with qtbot.waitSignal(program.pieces.one_person.result, timeout=WAIT):
        qtbot.mouseClick(again.yes, Qt.MouseButton.LeftButton)
    assert notice.words.text() == "Booked"
    assert len(state(program)["bookings"]) == 1


def test_a_session_refused_while_it_is_looked_whether_the_seat_is_free(
    window: Callable[..., Program], qtbot: QtBot
) -> None:
    """Before anything is sent: that wait, too, is told, and the password asked."""
    program = window(
        {"fault": "expired_token", "action": SCHEDULE, "at": [4]},
        {"fault": "login_refused", "action": "get_moph_access_token", "at": [2]},
    )
    book_one(program, qtbot)
    qtbot.waitUntil(lambda: isinstance(program.pages.asking.dialog, PasswordAgain), timeout=WAIT)
    question = program.pages.asking.dialog
    the_new_password_is_good(program)
    qtbot.keyClicks(question.password, PASSWORD)  # type: ignore[union-attr]
    with qtbot.waitSignal(program.pieces.one_person.result, timeout=WAIT):
        qtbot.mouseClick(question.yes, Qt.MouseButton.LeftButton)  # type: ignore[union-attr]
    assert len(state(program)["bookings"]) == 1


def test_a_batch_that_is_held_is_told_over_another_page(window: Callable[..., Program], qtbot: QtBot) -> None:
    program = window(SLOW)
    program.work.sheet.load_sample()
    qtbot.waitUntil(lambda: program.work.start.possible, timeout=WAIT)
    program.work.start.start()
    qtbot.waitUntil(lambda: program.pages.asking.dialog is not None, timeout=WAIT)
    program.pages.asking.dialog.accept()  # type: ignore[union-attr]
    program.pages.show("help")
    line = program.window.elsewhere
    qtbot.waitUntil(line.isVisible, timeout=WAIT)
    assert "slow down" in line.words.text()
    assert "Goes on by itself" in line.details.text()
    program.work.run.stop()
    qtbot.waitUntil(lambda: program.work.idle, timeout=WAIT)
    assert line.words.text().startswith("Stopped.")
    program.pages.show("book")
    assert not line.isVisible()
    program.pages.show("help")
    assert not line.isVisible(), "it has ended, and was read"


def test_a_start_that_waits_before_anything_is_sent_can_be_stopped(
    window: Callable[..., Program], qtbot: QtBot
) -> None:
    program = window({"fault": "too_many", "action": SCHEDULE, "probability": 1.0, "retry_after": 30})
    upload = program.pages.upload
    program.work.sheet.load_sample()
    qtbot.waitUntil(lambda: program.work.start.possible, timeout=WAIT)
    program.work.start.start()
    qtbot.waitUntil(upload.notice.isVisible, timeout=WAIT)
    qtbot.waitUntil(lambda: "slow down" in upload.notice.words.text(), timeout=WAIT)
    press(qtbot, upload.runbar.stop)
    qtbot.waitUntil(lambda: program.work.idle, timeout=WAIT)
    assert upload.notice.isHidden() or "slow down" not in upload.notice.words.text()
    assert state(program)["bookings"] == []


def test_a_reading_that_meets_a_refused_session_asks_for_the_password_and_is_made_again(
    window: Callable[..., Program], qtbot: QtBot
) -> None:
    program = window(
        {"fault": "expired_token", "action": "ImmunizationTarget", "at": [1]},
        {"fault": "login_refused", "action": "get_moph_access_token", "at": [2]},
    )
    person = made_up_people(1)[0]
    program.pages.show("person")
    program.pages.person.show_person(person.cid)
    qtbot.waitUntil(lambda: isinstance(program.pages.asking.dialog, PasswordAgain), timeout=WAIT)
    question = program.pages.asking.dialog
    the_new_password_is_good(program)
    qtbot.keyClicks(question.password, PASSWORD)  # type: ignore[union-attr]
    qtbot.mouseClick(question.yes, Qt.MouseButton.LeftButton)  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: program.pages.person.card.person is not None, timeout=WAIT)
    qtbot.waitUntil(lambda: program.pages.person.notice.isHidden(), timeout=WAIT)  # it was read after all


def test_the_timetable_says_no_more_that_it_could_not_be_read_once_it_was(
    window: Callable[..., Program], qtbot: QtBot
) -> None:
    program = window(
        {"fault": "expired_token", "action": SCHEDULE, "at": [1]},
        {"fault": "login_refused", "action": "get_moph_access_token", "at": [2]},
    )
    program.pages.show("schedule")
    qtbot.waitUntil(lambda: isinstance(program.pages.asking.dialog, PasswordAgain), timeout=WAIT)
    notice, question = program.pages.schedule.notice, program.pages.asking.dialog
    assert notice.isVisible()
    program.preferences.change("language", "en")  # said again in the other language, it is the same failure
    the_new_password_is_good(program)
    qtbot.keyClicks(question.password, PASSWORD)  # type: ignore[union-attr]
    qtbot.keyClick(question.password, Qt.Key.Key_Return)  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: notice.isHidden(), timeout=WAIT)


def test_a_message_that_meets_a_refused_session_asks_in_the_same_way(
    window: Callable[..., Program], qtbot: QtBot, tmp_path: Path
) -> None:
    program = window(
        {"fault": "expired_token", "action": "SendMessageTarget", "at": [1]},
        {"fault": "login_refused", "action": "get_moph_access_token", "at": [2]},
    )
    program.pages.show("messages")
    mail, file = program.pages.messages, tmp_path / "ids.txt"
    file.write_text(PERSON.cid, "utf-8")
    mail.messages.recipients.add_file(file)
    mail.messages.write(Draft("News", "Closed tomorrow"))
    mail.messages.send()
    program.pages.show("history")
    qtbot.waitUntil(lambda: isinstance(program.pages.asking.dialog, PasswordAgain), timeout=WAIT)
    program.pages.asking.dialog.reject()  # type: ignore[union-attr]
    program.pages.show("messages")
    assert (mail.notice.action.text(), mail.notice.second.text()) == ("Login", "Stop"), "nothing is given up by a no"
    program.pages.show("settings")
    press(qtbot, program.window.elsewhere.action)
    again = program.pages.asking.dialog
    assert isinstance(again, PasswordAgain)
    the_new_password_is_good(program)
    qtbot.keyClicks(again.password, PASSWORD)
    with qtbot.waitSignal(mail.messages.ended, timeout=WAIT):
        qtbot.mouseClick(again.yes, Qt.MouseButton.LeftButton)
    assert [entry["cid"] for entry in state(program)["outbox"] if entry["kind"] == "message"] == [PERSON.cid]
    qtbot.waitUntil(lambda: bool(mail.messages.lines) and mail.messages.lines[0].told is not None, timeout=WAIT)
