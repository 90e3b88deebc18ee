"""What a key or a question says where it can do nothing, or no more: Load and Sign out in mid-batch, Ctrl+Z after an
answer or a booking, the column of the question about dates, other sheets once the batch is over."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.ui.conftest import WAIT
from tests.ui.sheets import HEADERS, workbook_of
from tests.ui.upload.test_before_start import press_start, table, told
from tests.ui.upload.test_kept import load, practising
from tests.ui.upload.test_upload import book, start
from tests.world import either_days
from ui.program.program import Program
from ui.session.under_way import Lane, What
from ui.upload.dates_question import DatesQuestion

CONTROL, Key = Qt.KeyboardModifier.ControlModifier, Qt.Key
NO_LOAD = "เปิดไฟล์อื่นได้เมื่องานที่กำลังทำอยู่เสร็จแล้ว หรือกดหยุด"
NO_SIGN_OUT = "ออกจากระบบได้เมื่องานที่กำลังทำอยู่เสร็จแล้ว"


def two_days(program: Program, qtbot: QtBot, folder: Path) -> None:
    """A sheet of two rows with a day that may be two days."""
    practising(program, qtbot)
    (day,) = either_days(1)
    rows = table(2)
    rows[0][2] = datetime(day.year + 543, day.day, day.month)  # noqa: DTZ001 (as a cell holds it)
    load(program, qtbot, workbook_of(folder / "a.xlsx", {"S": [HEADERS, *rows]}))


def press(program: Program, qtbot: QtBot, key: Qt.Key) -> None:
    """With Ctrl, in the table; a question that was open before has given the keyboard back."""
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow, timeout=WAIT)
    program.pages.upload.table.setFocus()
    qtbot.keyClick(program.pages.upload.table, key, CONTROL)


def test_ctrl_o_in_mid_batch_says_why_not_until_the_batch_is_over(
    few: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: opened.append("asked") or ([], ""))
    notice, sheet = few.pages.upload.notice, few.work.sheet.path
    with qtbot.waitSignal(few.work.run.finished, timeout=WAIT):
        question = start(few, qtbot)
        if question.days is not None:  # a day may be a holiday, whenever the tests run
            question.days.setChecked(True)
        qtbot.mouseClick(question.yes, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: few.work.run.running, timeout=WAIT)
        press(few, qtbot, Key.Key_O)
        assert notice.words.text() == NO_LOAD
    assert notice.words.text() == "จองสำเร็จ 12 คน", "no more once it is not true"
    assert (opened, few.work.sheet.path) == ([], sheet)
    qtbot.waitUntil(lambda: few.work.idle, timeout=WAIT)
    press(few, qtbot, Key.Key_O)
    qtbot.waitUntil(lambda: opened == ["asked"], timeout=WAIT)  # now it is Load's own key


def test_sign_out_while_the_server_is_asked_says_when_and_is_over_with_it(few: Program) -> None:
    notice = few.pages.upload.notice
    few.work.under_way.begin(Lane.SHEET, What.PREPARING)
    assert few.window.bar.sign_out.isEnabled(), "pressed, it says why"
    few.pages.show("history")
    few.window.bar.sign_out_wanted.emit()
    assert notice.words.text() == NO_SIGN_OUT
    assert few.window.elsewhere.isVisible(), "on whichever page it was pressed"
    assert few.work.session.account is not None
    few.work.under_way.end(Lane.SHEET)
    assert notice.words.text() != NO_SIGN_OUT or not notice.isVisible()


def test_what_a_pause_says_is_not_talked_over(few: Program, qtbot: QtBot) -> None:
    notice = few.pages.upload.notice
    few.work.under_way.begin(Lane.SHEET, What.PREPARING)
    notice.tell_wide(lambda: notice.tell("warn", "ระบบพักการใช้งานจากที่อยู่นี้ชั่วคราว"), waits=True)
    press(few, qtbot, Key.Key_O)
    few.window.bar.sign_out_wanted.emit()
    assert notice.words.text() == "ระบบพักการใช้งานจากที่อยู่นี้ชั่วคราว"
    few.work.under_way.end(Lane.SHEET)


def test_ctrl_z_takes_the_answer_about_dates_back_and_then_says_where_columns_are_changed(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    two_days(program, qtbot, tmp_path)
    asks, notice = program.pages.upload.asks, program.pages.upload.notice
    days = [row.date for row in program.work.sheet.lines.bookable]
    assert asks.dates.isVisibleTo(program.window)
    with qtbot.waitSignal(program.work.sheet.mended, timeout=WAIT):
        qtbot.mouseClick(asks.dates.second, Qt.MouseButton.LeftButton)
    assert not asks.dates.isVisibleTo(program.window)
    assert [row.date for row in program.work.sheet.lines.bookable] != days
    with qtbot.waitSignal(program.work.sheet.mended, timeout=WAIT):
        press(program, qtbot, Key.Key_Z)
    assert asks.dates.isVisibleTo(program.window), "it is asked anew"
    assert [row.date for row in program.work.sheet.lines.bookable] == days
    press(program, qtbot, Key.Key_Z)
    assert notice.words.text() == "ไม่มีสิ่งที่จะเลิกทำ"
    assert "คอลัมน์" in notice.details.text()
    with qtbot.waitSignal(program.pages.upload.mapping.all_wanted):
        qtbot.mouseClick(notice.action, Qt.MouseButton.LeftButton)


def test_ctrl_z_after_a_booking_says_how_to_cancel_and_leads_to_no_columns(few: Program, qtbot: QtBot) -> None:
    book(few, qtbot)
    qtbot.waitUntil(lambda: few.work.idle, timeout=WAIT)
    press(few, qtbot, Key.Key_Z)
    notice = few.pages.upload.notice
    assert notice.words.text() == "ไม่มีสิ่งที่จะเลิกทำ: การจองไม่ใช่การแก้ไข"
    assert "ยกเลิกทั้งชุด: หน้าประวัติ" in notice.details.text()
    assert not notice.action.isVisible()


def test_the_question_about_dates_names_its_column_in_the_line_and_at_start(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    two_days(program, qtbot, tmp_path)
    where = f"คอลัมน์: C  ·  {HEADERS[2]}"
    assert program.pages.upload.asks.dates.details.text().startswith(where)
    dialog = press_start(program, qtbot, DatesQuestion)
    assert where in told(dialog)
    dialog.reject()
    QCoreApplication.processEvents()


def test_other_sheets_with_people_are_named_again_once_the_batch_is_over(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    practising(program, qtbot)
    unlike = [["ก", "ข", "ค"], *[[1, row[0], row[2]] for row in table(3, start=5)]]
    load(program, qtbot, workbook_of(tmp_path / "a.xlsx", {"Sheet1": [HEADERS, *table(2)], "เพิ่มเติม": unlike}))
    asks, upload = program.pages.upload.asks, program.pages.upload
    assert not asks.others.isHidden()
    book(program, qtbot)
    qtbot.waitUntil(lambda: program.work.idle and not asks.others.isHidden(), timeout=WAIT)
    assert "เพิ่มเติม (3 คน)" in asks.others.words.text()
    assert asks.weight(asks.others) == 0
    assert upload.notice.isVisibleTo(upload), "the result comes first"
    asks.others.action.click()
    assert [request.name for request in program.work.waiting.requests] == ["a.xlsx · เพิ่มเติม"]
    assert asks.others.isHidden()
