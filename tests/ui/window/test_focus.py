"""What has the keyboard vanishes: the next thing of the same state has it, never the way out."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.domain.message import Draft
from app.system.newest import News
from tests.ui.conftest import WAIT
from ui.kit.notice import Action
from ui.kit.question import Question
from ui.program.program import Program
from ui.sheet.model import FAULT_ROLE
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


def test_from_signing_in_to_the_result_by_space_alone(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    """Each press takes away the button it is made on. Whatever has the focus then, a further Space does no harm."""
    window, work, upload = program.window, program.work, program.pages.upload
    focus(qtbot, program, window.login.practice)
    press(qtbot)
    assert window.login.login.hasFocus(), "practice asks for nothing"
    assert not window.login.lead.isVisible(), "no account, either"
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
    upload.seen.show_group("problems")
    assert upload.model.rowCount() == 0
    qtbot.mouseClick(question(program).yes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: work.run.running)
    assert upload.model.rowCount() == 60, "nobody is booked unseen"
    focus(qtbot, program, upload.runbar.stop)
    press(qtbot)
    qtbot.waitUntil(lambda: work.idle, timeout=WAIT)
    qtbot.waitUntil(upload.save.hasFocus)
    work.saving.result(tmp_path / "ผล.xlsx", "th")
    qtbot.waitUntil(upload.notice.action.hasFocus, timeout=WAIT)
    assert upload.notice.action.text() == "เปิดไฟล์", "one Enter away"
    assert work.session.desk is not None


def test_a_window_that_comes_back_gives_the_keyboard_to_the_next_part_of_its_state(
    sample: Program, qtbot: QtBot
) -> None:
    """What opened the dialog is gone when that is answered: Qt would go on to Sign out."""
    window, upload = sample.window, sample.pages.upload
    gone = QPushButton(upload)
    gone.show()
    focus(qtbot, sample, gone)
    sample.pages.asking.ask(Question(sample.theme, window, "x", "?"))
    gone.deleteLater()
    QCoreApplication.sendPostedEvents(gone, QEvent.Type.DeferredDelete)
    dialog = question(sample)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.mouseClick(dialog.no, Qt.MouseButton.LeftButton)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    assert upload.start.hasFocus()


def test_f6_goes_round_the_parts_of_the_page(sample: Program, qtbot: QtBot) -> None:
    upload = sample.pages.upload
    sample.window.resize(1366, 720)  # else there is no side panel
    focus(qtbot, sample, upload.start)
    upload.notice.tell("good", "?", action=Action("!", upload.show_state))
    for key, way in (
        (Qt.KeyboardModifier.NoModifier, (upload.notice.action, upload.table, upload.panel.tabBar(), upload.start)),
        (Qt.KeyboardModifier.ShiftModifier, (upload.panel.tabBar(), upload.table, upload.notice.action, upload.start)),
    ):
        for part in way:
            qtbot.keyClick(sample.window, Qt.Key.Key_F6, key)
            assert QApplication.focusWidget() is part


def test_whoever_asks_to_see_rows_is_among_them(with_problems: Program, qtbot: QtBot) -> None:
    """At the cell that is wrong, beside what can be done about it."""
    upload = with_problems.pages.upload
    bar = upload.problems.verticalScrollBar()
    focus(qtbot, with_problems, upload.start)
    upload.seen.show_aside()
    qtbot.waitUntil(lambda: bar.value() == min(upload.problems.aside.y(), bar.maximum()))
    third = upload.problems.items[2]
    upload.problems.show_kind(third.group.first.code)
    qtbot.waitUntil(lambda: bar.value() == third.y())
    upload.seen.show_problems()
    assert upload.table.hasFocus()
    assert upload.table.currentIndex().data(FAULT_ROLE) is not None
    assert (upload.panel.currentWidget(), bar.value()) == (upload.problems, 0)
    last = upload.problems.items[-1].show_rows
    qtbot.waitUntil(lambda: last.y() + last.parentWidget().y() > upload.problems.viewport().height())
    last.setFocus(Qt.FocusReason.TabFocusReason)
    seen = QRect(last.mapTo(upload.problems.viewport(), QPoint(0, 0)), last.size())
    assert upload.problems.viewport().rect().contains(seen), "what has the keyboard is scrolled to"


def test_a_kind_that_is_mended_hands_the_keyboard_to_the_next(with_problems: Program, qtbot: QtBot) -> None:
    problems = with_problems.pages.upload.problems
    place, card = next((place, card) for place, card in enumerate(problems.items) if card.fix.isVisibleTo(card))
    key = problems.items[place + 1].group.key
    focus(qtbot, with_problems, card.fix)
    with qtbot.waitSignal(with_problems.work.sheet.mended, timeout=WAIT):
        press(qtbot)
    assert problems.items[place].group.key == key
    qtbot.waitUntil(problems.items[place].show_rows.hasFocus)


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
    sample.pages.newest.tell(News("9.9", "", {}))
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
    assert question(sample).head.text() == "พักการจองไว้ ออกจากระบบหรือไม่"
    assert work.session.desk is not None
    with qtbot.waitSignal(work.session.signed_out, timeout=WAIT):
        qtbot.mouseClick(question(sample).yes, Qt.MouseButton.LeftButton)
