"""What stands on a screen is told anew in the other language: nothing of the old one remains."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.message import Draft
from app.errors import AppError, NotSent
from app.events import Paused
from app.practice import made_up_people
from app.system.newest import News
from app.wording import say
from tests.ui.conftest import WAIT
from tests.ui.slots_world import DAY, PEOPLE, Desk, desk
from tests.ui.upload.test_upload import book
from ui.kit.notice import Notice
from ui.kit.theme import Theme
from ui.person.screen import PersonScreen
from ui.program.program import Program
from ui.schedule.screen import ScheduleScreen

THAI = re.compile("[\u0e01-\u0e5b]")


def to_thai(at: Desk, words: Callable[[], str]) -> str:
    """What stands there in Thai, after it stood in English."""
    assert words()
    assert not THAI.search(words())
    at.language.use("th")
    at.wait(lambda: THAI.search(words()))
    return words()


def english(program: Program, qtbot: QtBot, notice: Notice, thai: str) -> str:
    """What the notice says in English, after it said `thai`."""
    assert notice.words.text() == thai
    program.language.use("en")
    qtbot.waitUntil(lambda: notice.words.text() != thai, timeout=WAIT)
    assert not THAI.search(notice.words.text() + notice.action.text())
    return notice.words.text()


def test_what_the_timetable_lacks(qapp: QApplication, qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    fault = {"fault": "wrong_json", "action": "GetHospitalSlotConfirmScheduleByDate", "probability": 1}
    with desk(qapp, qtbot, theme, tmp_path, faults=[fault]) as at:
        screen = ScheduleScreen(theme, at.pieces.timetable)
        at.show(screen)
        screen.month.choose(DAY)
        at.wait(lambda: screen.day.plan is not None and screen.day.plan.date == DAY)
        at.settle()
        screen.day.hours.setCurrentIndex(screen.day.hours.hours.index(3))
        assert to_thai(at, screen.day.more.text) == say("schedule_unreadable", "th")
        assert screen.day.hours.currentIndex().row() == 3, "the chosen hour stays"
        at.pieces.timetable.days.day_failed.emit(NotSent("offline"))
        assert screen.notice.words.text() == say("offline", "th")
        at.language.use("en")
        at.wait(lambda: screen.notice.words.text() == say("offline", "en"))
        at.pieces.work.session.sign_out()
        assert not THAI.search(screen.notice.words.text())
        at.language.use("th")
        at.wait(lambda: THAI.search(screen.notice.words.text()))


def test_one_person(qapp: QApplication, qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    with desk(qapp, qtbot, theme, tmp_path) as at:
        at.citizen_books(0, DAY, 8)
        screen = PersonScreen(theme, at.pieces.one_person, at.pieces.registering_one)
        at.show(screen)
        screen.words.setText(PEOPLE[0].first_name)
        qtbot.mouseClick(screen.look, Qt.MouseButton.LeftButton)
        at.wait(lambda: screen.list.count() > 1)
        before = screen.list.item(0).text()
        at.pieces.one_person.held.emit(Paused(1, "offline"))
        assert screen.notice.action.text() == "Stop"
        assert to_thai(at, screen.notice.words.text) == say("offline", "th")
        assert screen.notice.action.text() == "หยุด"
        assert screen.list.item(0).text().split(" · ")[0] == before.split(" · ")[0]
        assert screen.list.item(0).text().split(" · ")[1] != before.split(" · ")[1], "the birth date's era"


def test_saved_exported_and_cleared(sample: Program, qtbot: QtBot, tmp_path: Path) -> None:
    book(sample, qtbot)
    out = tmp_path / "r.xlsx"
    with qtbot.waitSignal(sample.work.saving.saved, timeout=WAIT):
        sample.work.saving.result(out, "th")
    assert english(sample, qtbot, sample.pages.upload.notice, f"บันทึกแล้ว: {out}") == f"Saved: {out}"
    sample.language.use("th")
    sample.pages.show("history")
    qtbot.waitUntil(lambda: sample.pages.history.model.rowCount() == 1, timeout=WAIT)
    with qtbot.waitSignal(sample.work.batches.exported, timeout=WAIT):
        sample.pages.history.export_wanted.emit(sample.pages.history.chosen, tmp_path / "e.xlsx")
    assert english(sample, qtbot, sample.pages.history.told, f"บันทึกแล้ว: {tmp_path / 'e.xlsx'}").startswith("Saved")
    sample.language.use("th")
    sample.pages.show("settings")
    with qtbot.waitSignal(sample.work.batches.cleared, timeout=WAIT):
        sample.work.batches.clear()
    assert english(sample, qtbot, sample.pages.settings.told, "ล้างข้อมูลส่วนบุคคลแล้ว") == "Personal data is cleared."


@pytest.mark.parametrize("code", ["settings", "folder", "news"])
def test_what_concerns_the_whole_program(program: Program, qtbot: QtBot, code: str) -> None:
    window = program.window
    if code == "news":
        program.pages.newest.tell(News("9.9.9", "https://example.invalid", {}))
    else:
        window.tell_start(settings_readable=code != "settings", stand_in=Path("x") if code == "folder" else None)
    english(program, qtbot, window.notice, window.notice.words.text())


def test_messages(sample: Program, qtbot: QtBot, tmp_path: Path) -> None:
    messenger, screen = sample.pieces.messages, sample.pages.messages
    sample.pages.show("messages")
    messenger.failed.emit(AppError("vaccinated_masked", count=3))
    assert english(sample, qtbot, screen.notice, say("vaccinated_masked", "th", count=3)).startswith("3 people")
    sample.language.use("th")
    file = tmp_path / "ids.txt"
    file.write_text(made_up_people(1)[0].cid, "utf-8")
    messenger.recipients.add_file(file)
    messenger.write(Draft("News", "ปิดวันหยุด"))
    with qtbot.waitSignal(messenger.ended, timeout=WAIT):
        messenger.send()
    told = english(sample, qtbot, screen.notice, "สำเร็จ: ข้อความอยู่ในโทรศัพท์จำลองแล้ว ไม่มีข้อความถึงใคร")
    assert told == "Success: the message is on the practice phones. Nobody was messaged."


def test_a_notice_put_away_stays_away(program: Program, qtbot: QtBot) -> None:
    window = program.window
    window.tell_start(settings_readable=False)
    qtbot.mouseClick(window.notice.action, Qt.MouseButton.LeftButton)
    program.language.use("en")
    qtbot.waitUntil(lambda: window.rail.pages["history"].text() == "History", timeout=WAIT)
    assert not window.notice.isVisible()
