"""The same sheet once more in the window: whoever was cancelled or moved from here since is asked about, once."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.thai import show_date
from tests.ui.conftest import WAIT
from tests.ui.sheets import thai_day, workbook
from tests.ui.upload.test_by_list import DAY, PEOPLE, asked, held, say_yes, six
from ui.program.program import Program
from ui.sheet.columns import PLACES
from ui.upload.confirm_start import ConfirmStart

LEFT = Qt.MouseButton.LeftButton


def cancel(program: Program, qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    file = workbook(folder / "ขอยกเลิก.xlsx", [[one.cid] for one in PEOPLE[:count]], ("เลขประจำตัวประชาชน",))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    program.pages.upload.bar.list_wanted.emit("cancel_list")
    say_yes(program, qtbot, asked(program, qtbot))
    assert len(held(program)) == 6 - count


def load(program: Program, qtbot: QtBot, file: Path) -> None:
    with qtbot.waitSignal(program.work.sheet.loaded, timeout=WAIT):
        program.work.sheet.load(file)
    qtbot.waitUntil(lambda: program.work.idle, timeout=WAIT)


def confirm(program: Program, qtbot: QtBot) -> ConfirmStart:
    qtbot.waitUntil(program.pages.upload.bar.start.isEnabled, timeout=WAIT)
    program.work.start.start()
    qtbot.waitUntil(lambda: isinstance(program.pages.asking.dialog, ConfirmStart), timeout=WAIT)
    question = program.pages.asking.dialog
    assert isinstance(question, ConfirmStart)
    if question.days is not None:  # a day may be a holiday, whenever the tests run
        question.days.setChecked(True)
    return question


def words(question: ConfirmStart) -> str:
    return "\n".join(one.text() for one in question.area.page.findChildren(type(question.head)))


def press(program: Program, qtbot: QtBot, button: object) -> None:
    with qtbot.waitSignal(program.work.run.finished, timeout=WAIT):
        qtbot.mouseClick(button, LEFT)  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: program.work.idle, timeout=WAIT)


def test_nobody_else_is_to_be_booked_one_press_leaves_them_out_and_is_remembered(
    program: Program, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    six(program, qtbot, tmp_path)
    cancel(program, qtbot, tmp_path, monkeypatch, 2)
    load(program, qtbot, tmp_path / "นัด.xlsx")
    question = confirm(program, qtbot)
    assert question.head.text() == "จองอีกครั้ง 2 คน?"
    assert "2 คนถูกยกเลิกหรือเลื่อนนัดจากที่นี่หลังจองแล้ว" in words(question)
    assert "ตามรายชื่อ ขอยกเลิก.xlsx (แถว 2-3)" in words(question)
    assert question.given_up is not None
    press(program, qtbot, question.given_up.leave)
    assert len(held(program)) == 4
    page = program.pages.upload
    assert "ยกเลิกหรือเลื่อนไปก่อนแล้ว จึงไม่จองอีก 2 แถว" in page.notice.words.text()
    assert "ตามรายชื่อ ขอยกเลิก.xlsx" in page.model.index(0, 7).data()

    load(program, qtbot, tmp_path / "นัด.xlsx")
    qtbot.waitUntil(page.bar.start.isEnabled, timeout=WAIT)
    with qtbot.waitSignal(program.work.run.finished, timeout=WAIT):
        program.work.start.start()
    assert len(held(program)) == 4, "asked once, remembered for that file"
    assert page.notice.second.text() == "จองอีกครั้ง (2 คน)…"
    qtbot.mouseClick(page.notice.second, LEFT)
    again = program.pages.asking.dialog
    assert again is not None
    assert again.head.text() == "จองอีกครั้ง 2 คน?"
    press(program, qtbot, again.yes)
    assert len(held(program)) == 6, "whoever changes the mind is heard"


def test_beside_others_they_are_booked_only_where_that_is_ticked(
    program: Program, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    six(program, qtbot, tmp_path)
    cancel(program, qtbot, tmp_path, monkeypatch, 2)
    table = [[one.cid, one.full_name, thai_day(DAY), "09:00", 1, ""] for one in PEOPLE[:7]]
    file = workbook(tmp_path / "นัด2.xlsx", table)
    load(program, qtbot, file)
    question = confirm(program, qtbot)
    assert question.given_up is not None
    assert not question.given_up.box.isChecked()
    assert question.head.text() == "จองนัดหมาย 1 คน (โหมดฝึกหัด)?"
    question.given_up.box.setChecked(True)
    assert question.head.text() == "จองนัดหมาย 3 คน (โหมดฝึกหัด)?"
    question.given_up.box.setChecked(False)
    press(program, qtbot, question.yes)
    assert len(held(program)) == 5, "the seventh alone"
    load(program, qtbot, file)
    with qtbot.waitSignal(program.work.run.finished, timeout=WAIT):
        program.work.start.start()
    assert len(held(program)) == 5


def test_after_an_undo_the_same_sheet_is_one_press(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    six(program, qtbot, tmp_path)
    batch = program.work.sheet.batch
    assert batch is not None
    desk = program.work.session.desk
    assert desk is not None
    info = desk.journal.info(batch)
    with qtbot.waitSignal(program.work.run.finished, timeout=WAIT):
        program.work.reopening.undo(info)
    assert not held(program)
    load(program, qtbot, tmp_path / "นัด.xlsx")
    question = confirm(program, qtbot)
    assert question.head.text() == "จองอีกครั้ง 6 คน?"
    assert "พร้อมงานชุดของไฟล์ นัด.xlsx" in words(question)
    press(program, qtbot, question.yes)
    assert len(held(program)) == 6


def test_a_corrected_copy_at_another_hour_is_asked_about_and_says_which_appointment_it_was(
    program: Program, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    six(program, qtbot, tmp_path)
    cancel(program, qtbot, tmp_path, monkeypatch, 2)
    table = [
        [one.cid, one.full_name, thai_day(DAY), "10:00" if at < 2 else "09:00", 1, ""]
        for at, one in enumerate(PEOPLE[:6])
    ]
    file = workbook(tmp_path / "แก้แล้ว.xlsx", table)
    load(program, qtbot, file)
    question = confirm(program, qtbot)
    assert question.head.text() == "จองอีกครั้ง 2 คน?"
    assert f"นัดวันที่ {show_date(DAY, 'th')} เวลา 09:00 ยกเลิกที่นี่เมื่อ" in words(question)
    assert question.given_up is not None
    press(program, qtbot, question.given_up.leave)
    assert len(held(program)) == 4
    reason = program.pages.upload.model.index(0, PLACES["reason"]).data()
    assert "จึงไม่จองแถวนี้" in reason
    load(program, qtbot, file)
    with qtbot.waitSignal(program.work.run.finished, timeout=WAIT):
        program.work.start.start()
    assert len(held(program)) == 4, "asked once"
    qtbot.mouseClick(program.pages.upload.notice.second, LEFT)
    again = program.pages.asking.dialog
    assert again is not None
    press(program, qtbot, again.yes)
    outcomes = program.work.sheet.lines.outcomes
    assert {outcomes[row].code for row in (2, 3)} == {"no_slot"}, "sent, as the clerk says: there is no such hour"
