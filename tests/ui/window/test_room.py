"""The commonest small screen, 1366 × 768 with a taskbar: the room is the table's, and nothing in it moves by itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, QSize, Qt
from pytestqt.qtbot import QtBot

from app.domain.values import CANCEL, MOVE
from tests.ui.conftest import WAIT
from ui.kit.theme import scaled
from ui.program.program import Program
from ui.sheet.columns import PLACES, REASON, STATUS
from ui.sheet.rows import CELL_ROOM, STATUS_ROOM
from ui.sheet.status import STATUS_LOOKS, status_word
from ui.window.window import PAGES

INSIDE = QSize(1366, 689)  # px; less 48 of the taskbar and 31 of the window's own title bar


def settle(program: Program, lang: str = "th") -> Program:
    program.window.resize(INSIDE)
    program.language.use(lang)
    for _ in range(4):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LanguageChange)
        QCoreApplication.processEvents()
    return program


def rows_seen(program: Program) -> int:
    """Rows of the table that are whole on the screen."""
    table = program.pages.upload.table
    return table.viewport().height() // table.rowHeight(0)


def top(program: Program) -> int:
    return program.pages.upload.table.mapTo(program.window, QPoint(0, 0)).y()


@pytest.mark.parametrize("lang", ["th", "en"])
def test_twelve_rows_of_a_clean_sheet_are_seen(sample: Program, lang: str) -> None:
    assert rows_seen(settle(sample, lang)) >= 12


@pytest.mark.parametrize("lang", ["th", "en"])
def test_ten_rows_are_seen_with_a_notice_and_while_a_batch_runs(with_problems: Program, lang: str) -> None:
    settle(with_problems, lang)
    upload = with_problems.pages.upload
    assert upload.notice.isVisible()
    assert upload.notice.action.isVisible()
    assert rows_seen(with_problems) >= 12
    words = upload.table.fontMetrics().horizontalAdvance("ในไฟล์ระบุว่ายกเลิก")
    assert upload.table.columnWidth(PLACES["reason"]) >= words + CELL_ROOM, (
        "beside the panel there is room for a reason"
    )
    upload.runbar.show()
    settle(with_problems, lang)
    assert rows_seen(with_problems) >= 10


@pytest.mark.parametrize(("size", "rows"), [(QSize(1092, 535), 10), (QSize(910, 433), 6)], ids=["125 %", "150 %"])
def test_on_a_low_screen_the_rows_stand_closer(sample: Program, size: QSize, rows: int) -> None:
    """1366 × 768 at 125 and 150 %, less the taskbar and the title bar, in the window's own pixels."""
    sample.window.setMinimumSize(100, 100)  # of the offscreen platform's large screen
    settle(sample)
    wide = sample.pages.upload.table.rowHeight(0)
    sample.window.resize(size)
    for _ in range(4):
        QCoreApplication.processEvents()
    assert rows_seen(sample) >= rows
    settle(sample)
    assert sample.pages.upload.table.rowHeight(0) == wide


def test_on_a_low_screen_the_way_between_the_pages_keeps_its_words(sample: Program) -> None:
    sample.window.setMinimumSize(100, 100)
    settle(sample)
    sample.window.resize(910, 433)
    for _ in range(4):
        QCoreApplication.processEvents()
    rail = sample.window.rail
    for button in rail.pages.values():
        assert button.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonTextOnly
        assert button.fontMetrics().horizontalAdvance(button.text()) <= button.width()
        assert button.height() >= button.fontMetrics().height()
        assert rail.rect().contains(button.geometry())


def test_what_is_said_and_answered_moves_no_row(sample: Program) -> None:
    settle(sample)
    upload, before = sample.pages.upload, top(sample)
    for change in (
        upload.notice.hush,
        lambda: upload.notice.tell("bad", "ระบบไม่ตอบ", "รายละเอียดของระบบ", upload.notice.close_word()),
        lambda: upload.asks.waiting.tell("info", "มีอีก 2 ไฟล์รอจองต่อจากไฟล์นี้"),
        upload.notice.hide,
        upload.asks.waiting.hide,
    ):
        change()
        settle(sample)
        assert top(sample) == before


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_of_several_things_to_say_the_weightiest_is_seen_and_the_others_are_a_press_away(
    sample: Program, qtbot: QtBot
) -> None:
    settle(sample)
    upload = sample.pages.upload
    assert not upload.said.more.isVisible()
    sample.work.waiting.add_sheets(["สอง"])
    settle(sample)
    assert upload.notice.isVisible()
    assert upload.said.more.text() == "อีก 1 เรื่อง"
    qtbot.mouseClick(upload.said.more, Qt.MouseButton.LeftButton)
    assert upload.asks.waiting.isVisible()
    assert not upload.notice.isVisible()
    upload.notice.tell("bad", "ระบบไม่ตอบ")
    assert upload.notice.isVisible()
    assert not upload.asks.waiting.isVisible()
    upload.asks.known.tell("info", "จองไว้แล้ว 2 แถว")
    assert upload.said.more.text() == "อีก 2 เรื่อง"
    assert upload.said.more.toolTip().endswith(f"•  จองไว้แล้ว 2 แถว\n•  {upload.asks.waiting.words.text()}")
    upload.said.more.setFocus()
    qtbot.keyClick(upload.said.more, Qt.Key.Key_Space)
    listed = upload.said.list
    assert listed is not None
    assert listed.actions()[0].text() == "จองไว้แล้ว 2 แถว"
    listed.actions()[0].trigger()
    listed.close()
    assert upload.asks.known.isVisible()
    assert not upload.notice.isVisible()


@pytest.fixture
def slow(qapp: object, tmp_path: Path, qtbot: QtBot, make_program: Callable[..., Program]) -> Program:
    """Practice mode, four calls a second."""
    program = make_program()
    program.preferences.change("cap", 4)
    program.practise(sample=True)
    qtbot.waitUntil(lambda: len(program.work.sheet.lines) == 60 and program.work.idle, timeout=WAIT)
    return settle(program)


def test_a_batch_is_seen_paused_and_stopped_from_every_page_and_moves_no_row(slow: Program, qtbot: QtBot) -> None:
    upload, work, window = slow.pages.upload, slow.work, slow.window
    before, high = top(slow), upload.chips.height()
    work.start.start()
    qtbot.waitUntil(lambda: slow.pages.asking.dialog is not None, timeout=WAIT)
    assert slow.pages.asking.dialog is not None
    slow.pages.asking.dialog.accept()
    qtbot.waitUntil(lambda: work.run.progress.done > 0, timeout=WAIT)
    bar = upload.runbar
    for page in PAGES:
        slow.pages.show(page)
        QCoreApplication.processEvents()
        box = QRect(bar.mapTo(window, QPoint(0, 0)), bar.size())
        assert bar.isVisible()
        assert window.rect().contains(box)
        assert f"จาก {work.run.progress.total} แถว" in bar.words.text()
    qtbot.mouseClick(bar.pause, Qt.MouseButton.LeftButton)  # on the help page
    qtbot.waitUntil(lambda: work.run.paused is not None, timeout=WAIT)
    assert bar.pause.text() == "ทำต่อ"
    slow.pages.show("book")
    settle(slow)
    assert (top(slow), upload.chips.height()) == (before, high)
    slow.pages.show("history")
    qtbot.mouseClick(bar.stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: work.idle, timeout=WAIT)
    assert not bar.isVisible()
    slow.pages.show("book")
    settle(slow)
    assert (top(slow), upload.chips.height()) == (before, high)


def test_the_steps_stand_at_large_until_they_are_understood(
    make_program: Callable[..., Program], qtbot: QtBot, tmp_path: Path
) -> None:
    program = settle(make_program())
    assert program.window.steps.isVisible()
    program.practise(sample=True)
    qtbot.waitUntil(lambda: len(program.work.sheet.lines) == 60 and program.work.idle, timeout=WAIT)
    folded = program.window.bar.steps
    assert not program.window.steps.isVisible()
    assert folded.isVisible()
    assert folded.accessibleName() == "ขั้นที่ 3 จาก 4: ตรวจสอบ"
    assert "รายชื่อฝึกหัด.xlsx" in folded.toolTip()
    assert folded.width() >= folded.sizeHint().width(), "and in the bar, beside a free place"
    program.work.sheet.close()
    assert program.window.steps.isVisible()  # a new clerk begins anew
    program.window.steps.show_step(4, ["", "", "", ""])  # a batch was booked
    program.window.steps.show_step(1, ["", "", "", ""])
    assert not program.window.steps.isVisible()
    again = settle(make_program())
    assert not again.window.steps.isVisible()
    assert again.window.bar.steps.isVisible()


@pytest.mark.qt_log_ignore("does not support raise", extend=True)
def test_a_name_that_has_no_room_is_told_whole_where_the_mouse_rests(sample: Program) -> None:
    from PySide6.QtGui import QHelpEvent
    from PySide6.QtWidgets import QApplication, QToolTip

    settle(sample)
    table = sample.pages.upload.table
    table.setColumnWidth(2, 60)
    spot = table.visualRect(table.model().index(0, 2)).center()
    event = QHelpEvent(QEvent.Type.ToolTip, spot, table.viewport().mapToGlobal(spot))
    QApplication.sendEvent(table.viewport(), event)
    assert QToolTip.text() == table.model().index(0, 2).data()
    QToolTip.hideText()


@pytest.mark.qt_log_ignore("does not support raise", extend=True)
def test_a_cut_reason_is_told_whole_where_the_keyboard_comes_to_it(with_problems: Program, qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QToolTip

    table = settle(with_problems).pages.upload.table
    table.setCurrentIndex(table.rows.index(1, STATUS))
    qtbot.keyClick(table, Qt.Key.Key_Right)
    assert table.currentIndex().column() == REASON
    assert QToolTip.text() == table.currentIndex().data()
    QToolTip.hideText()


@pytest.mark.qt_log_ignore("does not support", extend=True)
def test_a_list_that_drops_down_shows_its_last_line_whole(program: Program) -> None:
    program.pages.show("settings")
    settle(program)
    for box in (program.pages.settings.language, program.pages.settings.text_size):
        box.showPopup()
        QCoreApplication.processEvents()
        view = box.view()
        last = view.visualRect(box.model().index(box.count() - 1, 0))
        assert 0 <= last.top() < last.bottom() <= view.viewport().rect().bottom()
        assert view.verticalScrollBar().maximum() == 0
        box.hidePopup()


@pytest.mark.parametrize("lang", ["th", "en"])
def test_undo_beside_the_problems_is_not_cut(with_problems: Program, qtbot: QtBot, lang: str) -> None:
    settle(with_problems, lang)
    problems = with_problems.pages.upload.problems
    card = next(card for card in problems.items if not card.fix.isHidden())
    with qtbot.waitSignal(with_problems.work.sheet.mended, timeout=WAIT):
        qtbot.mouseClick(card.fix, Qt.MouseButton.LeftButton)
    settle(with_problems, lang)
    for button in (problems.undo, problems.save):
        assert button.isVisible()
        assert button.width() >= button.sizeHint().width()
        assert button.mapTo(problems, QPoint(button.width(), 0)).x() <= problems.viewport().width()


def test_a_page_that_is_shown_has_its_place_at_once(program: Program) -> None:
    """The four steps stand above the first page alone: the next one would jump by their height."""
    settle(program)
    assert program.window.head.isVisible()
    for name in ("settings", "help"):
        program.pages.show(name)
        before = program.window.room.height()
        settle(program)
        assert program.window.room.height() == before
        program.pages.show("book")
        settle(program)


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("size", [INSIDE, QSize(1092, 535), QSize(910, 433)], ids=["100 %", "125 %", "150 %"])
def test_the_status_is_whole_beside_the_side_panel_at_every_scale(sample: Program, size: QSize, lang: str) -> None:
    sample.window.setMinimumSize(100, 100)
    settle(sample, lang)
    upload, table = sample.pages.upload, sample.pages.upload.table
    sample.window.resize(size)
    for _ in range(4):
        QCoreApplication.processEvents()
    upload.panel.setVisible(True)
    for _ in range(4):
        QCoreApplication.processEvents()
    right = table.columnViewportPosition(STATUS) + table.columnWidth(STATUS)
    assert table.horizontalScrollBar().value() == 0
    assert right <= table.viewport().width()
    wide = table.fontMetrics().horizontalAdvance
    said = [
        status_word(status, in_batch=True, purpose=purpose) for status in STATUS_LOOKS for purpose in ("", CANCEL, MOVE)
    ]
    assert max(map(wide, said)) + scaled(STATUS_ROOM) <= table.columnWidth(STATUS), "no word of it is cut"
    names = table.columnWidth(PLACES["name"])
    upload.panel.setVisible(False)
    settle(sample, lang)
    assert table.columnWidth(PLACES["name"]) >= names + (20 if size != INSIDE else 0), "what gave way comes back"
    assert table.columnWidth(PLACES["cid"]) > wide("1-xxxx-xxxx0-00-0")
