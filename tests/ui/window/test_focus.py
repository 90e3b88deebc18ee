"""What has the keyboard vanishes: the next thing of the same state has it, never the way out."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.domain.message import Draft
from tests.ui.conftest import WAIT
from ui.kit.question import Question
from ui.program.program import Program
from ui.window.window import PAGES


def press(qtbot: QtBot, key: Qt.Key = Qt.Key.Key_Space) -> None:
    part = QApplication.focusWidget()
    if part is not None:
        qtbot.keyClick(part, key)


def focus(qtbot: QtBot, program: Program, part: QWidget) -> None:
    program.window.activateWindow()
    part.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(part.hasFocus)


def way_out(program: Program) -> list[QWidget]:
    bar = program.window.bar
    return [bar.sign_out, bar.language, bar.dark]


def question(program: Program) -> Question:
    dialog = program.pages.asking.dialog
    assert dialog is not None
    return dialog


def told(dialog: Question) -> str:
    return "\n".join(part.text() for part in dialog.findChildren(QLabel))


def test_from_signing_in_to_the_result_by_space_alone(program: Program, qtbot: QtBot) -> None:
    """Each press takes away the button it is made on. Whatever has the focus then, a further Space does no harm."""
    window, work, upload = program.window, program.work, program.pages.upload
    window.login.choose_practice()
    focus(qtbot, program, window.login.login)
    press(qtbot)
    qtbot.waitUntil(lambda: work.session.desk is not None and work.idle, timeout=WAIT)
    qtbot.waitUntil(upload.load.hasFocus)
    focus(qtbot, program, upload.empty.sample)
    press(qtbot)
    qtbot.waitUntil(lambda: len(work.sheet.lines) == 60 and work.idle, timeout=WAIT)
    qtbot.waitUntil(upload.start.hasFocus)
    press(qtbot)
    qtbot.waitUntil(upload.table.hasFocus)
    qtbot.waitUntil(lambda: program.pages.asking.dialog is not None, timeout=WAIT)
    qtbot.mouseClick(question(program).yes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: work.run.running)
    focus(qtbot, program, upload.runbar.stop)
    press(qtbot)
    qtbot.waitUntil(lambda: work.idle, timeout=WAIT)
    qtbot.waitUntil(upload.save.hasFocus)
    assert work.session.desk is not None


def test_no_vanishing_control_of_any_page_hands_the_keyboard_to_the_way_out(sample: Program) -> None:
    """Each control in turn is hidden while it has the focus."""
    sample.window.activateWindow()
    wrong, tried = [], 0
    for page in PAGES:
        sample.pages.show(page)
        for part in sample.window.room.currentWidget().findChildren(QWidget):
            if not isValid(part) or not part.isVisible() or not part.focusPolicy() & Qt.FocusPolicy.TabFocus:
                continue
            part.setFocus(Qt.FocusReason.TabFocusReason)
            part.hide()
            sample.pages.next_focus.take()
            tried += 1
            if QApplication.focusWidget() in way_out(sample):
                wrong.append(f"{page}: {part.accessibleName() or part!r}")
            part.show()
    assert tried > 50
    assert wrong == []


def test_a_notice_that_closes_hands_the_keyboard_on(sample: Program, qtbot: QtBot) -> None:
    sample.window.tell_news(print, version="9.9", mine="1.0", page="")
    focus(qtbot, sample, sample.window.notice.action)
    press(qtbot)
    qtbot.waitUntil(sample.pages.upload.start.hasFocus)


@pytest.mark.parametrize("how", ["close", "sign_out"])
def test_leaving_asks_for_a_half_written_message_and_pasted_rows_and_not_for_mends_that_are_kept(
    sample: Program, qtbot: QtBot, how: str
) -> None:
    window, work = sample.window, sample.work

    def leave() -> None:
        if how == "close":
            window.close()
        else:
            qtbot.mouseClick(window.bar.sign_out, Qt.MouseButton.LeftButton)

    with qtbot.waitSignal(work.sheet.mended, timeout=WAIT):
        work.mending.leave_out([work.sheet.lines.numbers[0]])
    qtbot.waitUntil(lambda: work.kept.unkept(closing=False) == 0, timeout=WAIT)
    sample.pieces.messages.write(Draft("วัคซีน", "เรียนทุกท่าน"))
    leave()
    dialog = question(sample)
    assert dialog.head.text().endswith("โดยไม่เก็บงานที่ทำค้างไว้?")
    gone = "การแก้ไข 1 ครั้งจะหายไป" in told(dialog)
    assert gone is (how == "close"), "it stays with its file; this journal goes with the program"
    assert "ข้อความที่ยังไม่ได้ส่ง" in told(dialog)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: sample.pages.asking.dialog is None)
    assert work.session.desk is not None, "Esc stays"
    work.sheet.paste("เลขบัตรประชาชน\tวันที่นัด\tเวลา\n1\t2\t3", "แถว")
    qtbot.waitUntil(lambda: work.idle and work.sheet.pasted, timeout=WAIT)
    leave()
    assert "แถวที่วางไว้ 1 แถวไม่ได้อยู่ในไฟล์ใด" in told(question(sample))
    left = window.closed if how == "close" else work.session.signed_out
    with qtbot.waitSignal(left, timeout=WAIT):
        qtbot.mouseClick(question(sample).yes, Qt.MouseButton.LeftButton)


def test_sign_out_during_a_batch_asks_first(sample: Program, qtbot: QtBot) -> None:
    work, window = sample.work, sample.window
    work.start.start()
    qtbot.waitUntil(lambda: sample.pages.asking.dialog is not None, timeout=WAIT)
    qtbot.mouseClick(question(sample).yes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: work.run.running)
    work.run.pause()
    qtbot.mouseClick(window.bar.sign_out, Qt.MouseButton.LeftButton)
    assert question(sample).head.text() == "กำลังจองอยู่ หยุดแล้วออกจากระบบ?"
    assert work.session.desk is not None
    with qtbot.waitSignal(work.session.signed_out, timeout=WAIT):
        qtbot.mouseClick(question(sample).yes, Qt.MouseButton.LeftButton)
