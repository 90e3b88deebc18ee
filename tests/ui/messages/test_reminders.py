"""Reminders at the window: who stands in the list, what is shown before, what phones received, nobody twice."""

from __future__ import annotations

import httpx
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.practice import made_up_people
from app.thai import thai_date
from app.wording import say
from tests.ui.conftest import WAIT
from tests.ui.messages.test_messages import mail as mail  # the fixture
from tests.ui.messages.test_messages import outbox, press_send, told, words
from tests.world import weekdays
from ui.kit.question import Question
from ui.messages.reminding import AskDays
from ui.messages.screen import MessagesScreen

LEFT = Qt.MouseButton.LeftButton
PEOPLE = [one for one in made_up_people(60) if one.on_target][:5]
(DAY,) = weekdays(1)


def citizen_books(mail: MessagesScreen, person: int, hour: int) -> None:
    server = mail.messages.session.server
    assert server is not None
    wish = {"cid": PEOPLE[person].cid, "do": "book", "date": DAY.isoformat(), "hour": hour}
    httpx.post(f"{server.url}/practice/citizens", json=wish, trust_env=False).raise_for_status()


def begin(mail: MessagesScreen, qtbot: QtBot) -> None:
    """Remind…, the day, yes; the list stands."""
    qtbot.mouseClick(mail.register.remind, LEFT)
    dialog = mail.asking.dialog
    assert isinstance(dialog, AskDays)
    dialog.first.set_day(DAY)
    with qtbot.waitSignal(mail.reminding.reminders.found, timeout=WAIT):
        qtbot.mouseClick(dialog.yes, LEFT)


def ids(mail: MessagesScreen) -> set[str]:
    return {person.cid for person in mail.messages.people}


def test_a_day_is_reminded_after_three_texts_were_seen_and_nobody_twice(mail: MessagesScreen, qtbot: QtBot) -> None:
    for person, hour in enumerate((9, 10, 11)):
        citizen_books(mail, person, hour)
    begin(mail, qtbot)
    assert mail.pages.currentWidget() is mail.compose
    assert ids(mail) == {one.cid for one in PEOPLE[:3]}
    assert mail.notice.isHidden()
    dialog = press_send(mail, qtbot)
    for hour in (9, 10, 11):
        assert f"มีนัดรับวัคซีนวันที่ {thai_date(DAY)} เวลา {hour:02d}:00 ที่ " in words(dialog)
    parts = [dialog.body.itemAt(place).widget() for place in range(dialog.body.count())]
    shown = "\n".join(part.text() for part in parts if isinstance(part, QLabel))
    places = [shown.index(f"{one.full_name}\nเรียน") for one in PEOPLE[:3]]
    assert places == sorted(places), "each text under its person's name"
    assert shown.index(say("message_must_register", "th")) > places[2], "what is to be known of all comes after them"
    with qtbot.waitSignal(mail.messages.ended, timeout=WAIT):
        qtbot.mouseClick(dialog.yes, LEFT)
    told(mail, qtbot, lambda: mail.messages.lines[0].told is not None)
    assert sorted(entry["cid"] for entry in outbox(mail)) == sorted(one.cid for one in PEOPLE[:3])
    citizen_books(mail, 3, 9)
    begin(mail, qtbot)
    assert ids(mail) == {PEOPLE[3].cid}
    assert mail.notice.words.text() == say("reminders_left_out", "th", count=3)
    with qtbot.waitSignal(mail.reminding.reminders.found, timeout=WAIT):
        qtbot.mouseClick(mail.notice.action, LEFT)  # remind them, too
    assert ids(mail) == {one.cid for one in PEOPLE[:4]}
    mail.messages.new()


def test_a_message_that_is_half_written_is_not_thrown_away_unasked(mail: MessagesScreen, qtbot: QtBot) -> None:
    qtbot.mouseClick(mail.register.add, LEFT)
    qtbot.mouseClick(mail.compose.next, LEFT)
    qtbot.keyClicks(mail.compose.text.title, "News")
    mail.show_register()
    qtbot.mouseClick(mail.register.remind, LEFT)
    assert mail.asking.dialog is not None
    qtbot.mouseClick(mail.asking.dialog.yes, LEFT)
    dialog = mail.asking.dialog
    assert isinstance(dialog, Question)
    qtbot.mouseClick(dialog.no, LEFT)
    assert mail.messages.draft.title == "News"
    mail.messages.new()


def test_a_day_with_nobody_says_so(mail: MessagesScreen, qtbot: QtBot) -> None:
    begin(mail, qtbot)
    assert mail.notice.words.text() == say("reminders_nobody", "th")
    assert not mail.compose.send.isEnabled()
    assert not mail.messages.half_written, "nobody wrote anything: whoever leaves is not asked"
