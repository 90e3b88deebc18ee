"""The smallest screen a clinic has, 1366 × 768 at 150 %: nothing sideways, nothing cut, the next button in sight."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QSize
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QLabel, QScrollArea, QTableView, QWidget
from pytestqt.qtbot import QtBot

from app.booking.plan import Plan
from app.domain.address import REAL_SERVER
from app.wording import say
from tests.ui.conftest import WAIT
from ui.calendar.dose_box import DoseBox
from ui.kit.basic import Elided, column
from ui.kit.notice import Notice
from ui.kit.theme import Theme
from ui.messages.adder import DoseField
from ui.program.program import Program
from ui.upload.confirm_start import ConfirmStart
from ui.window.window import PAGES

SMALL = QSize(895, 432)  # px; the screen's 911 × 480 less the window's own frame


def settle(program: Program, lang: str) -> None:
    program.language.use(lang)
    for _ in range(4):  # language, sizes and scroll bars travel by posted events
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LanguageChange)
        QCoreApplication.processEvents()


def on_small_screen(program: Program) -> Program:
    program.window.setMinimumSize(0, 0)
    program.window.resize(SMALL)
    return program


def sideways(part: QWidget) -> Iterator[str]:
    """What has to be scrolled sideways, or is cut where it can't be. A table may: it has as many columns as it has."""
    for area in part.findChildren(QAbstractScrollArea):
        if not area.isVisible() or isinstance(area, QTableView):
            continue
        if area.horizontalScrollBar().maximum():
            yield f"{type(area).__name__} by {area.horizontalScrollBar().maximum()} px"
        inner = area.widget() if isinstance(area, QScrollArea) else None
        if inner is not None and inner.minimumSizeHint().width() > area.viewport().width():
            yield f"{type(area).__name__} cuts {inner.minimumSizeHint().width() - area.viewport().width()} px"


def cut(part: QWidget) -> Iterator[str]:
    """Words that have less room than they need."""
    for words in part.findChildren(QLabel):
        if not words.isVisible() or not words.text() or isinstance(words, Elided):
            continue
        high = words.heightForWidth(words.width()) if words.wordWrap() else words.sizeHint().height()
        if words.height() < high or (not words.wordWrap() and words.width() < words.sizeHint().width()):
            yield words.text()
    for button in part.findChildren(QAbstractButton):
        if button.isVisible() and button.text() and button.width() < button.minimumSizeHint().width():
            yield button.text()


def in_sight(button: QWidget) -> bool:
    window = button.window()
    return window.rect().contains(button.mapTo(window, QPoint(0, 0))) and not button.visibleRegion().isEmpty()


@pytest.mark.parametrize("lang", ["th", "en"])
def test_signing_in_fits(make_program: Callable[..., Program], lang: str) -> None:
    program = on_small_screen(make_program(lang=lang))
    form = program.window.login
    settle(program, lang)
    assert in_sight(form.login)
    for step in (form.submit, form.choose_practice):
        step()
        settle(program, lang)
        assert [*sideways(program.window), *cut(program.window)] == []
    assert in_sight(form.login)


@pytest.mark.parametrize("lang", ["th", "en"])
def test_every_page_fits(sample: Program, lang: str) -> None:
    on_small_screen(sample)
    wrong = {}
    for page in PAGES:
        sample.pages.show(page)
        settle(sample, lang)
        assert sample.window.room.currentWidget().minimumSizeHint().width() <= SMALL.width()
        if found := [*sideways(sample.window), *cut(sample.window)]:
            wrong[page] = found
    assert wrong == {}


@pytest.mark.parametrize("lang", ["th", "en"])
def test_the_sheet_and_its_result_fit(sample: Program, qtbot: QtBot, problems: Path, lang: str) -> None:
    upload, work = on_small_screen(sample).pages.upload, sample.work
    settle(sample, lang)
    assert in_sight(upload.start)
    assert upload.panel.isHidden()
    work.sheet.load(problems)
    qtbot.waitUntil(lambda: work.idle, timeout=WAIT)
    upload.seen.show_group("problems")
    assert not upload.panel.isHidden()
    settle(sample, lang)
    assert [*sideways(sample.window), *cut(sample.window)] == []
    work.start.start()
    qtbot.waitUntil(lambda: sample.pages.asking.dialog is not None, timeout=WAIT)
    dialog = sample.pages.asking.dialog
    assert dialog is not None
    settle(sample, lang)
    assert [*sideways(dialog), *cut(dialog)] == []
    with qtbot.waitSignal(work.run.finished, timeout=WAIT):
        dialog.accept()
    settle(sample, lang)
    assert [*sideways(sample.window), *cut(sample.window)] == []
    assert in_sight(upload.save)


@pytest.mark.parametrize("kind", [DoseBox, DoseField])
def test_a_list_of_doses_has_room_for_the_words_of_every_language(theme: Theme, qtbot: QtBot, kind: type) -> None:
    box = kind()
    qtbot.addWidget(box)
    box.show()
    before = box.sizeHint().width()
    box.setItemText(0, "A word that is longer in English")
    assert box.sizeHint().width() > before


def test_at_1366_px_the_table_shows_why(sample: Program) -> None:
    sample.window.resize(1366, 720)
    settle(sample, "th")
    table = sample.pages.upload.table
    assert not sample.pages.upload.panel.isHidden()
    assert table.horizontalScrollBar().maximum() == 0


def test_what_has_no_room_beside_the_buttons_is_in_the_menu(sample: Program) -> None:
    bar = sample.pages.upload.bar
    sample.window.resize(1366, 720)
    settle(sample, "th")
    assert "ดาวน์โหลดแบบฟอร์ม" not in [action.text() for action in bar.load_menu().actions()]
    bar.resize(bar.minimumSizeHint().width(), bar.height())
    layout = bar.layout()
    assert layout is not None
    layout.activate()
    assert bar.template.isHidden()
    assert bar.login.isHidden()
    assert "ดาวน์โหลดแบบฟอร์ม" in [action.text() for action in bar.load_menu().actions()]
    assert [*cut(bar)] == []


def test_a_second_day_is_told_in_thai(program: Program) -> None:
    program.language.use("th")
    dialog = ConfirmStart(program.theme, program.window, REAL_SERVER, Plan((), ()))
    dialog.ask_whether(None, [7, 19])
    words = " ".join(part.text() for part in dialog.findChildren(QLabel))
    assert "2 คนน่าจะมีนัดวันอื่นอยู่แล้ว: แถว 7, 19" in words
    assert dialog.second is not None
    assert dialog.second.text() == "จอง 2 คนที่มีนัดวันอื่นด้วย จะมีนัดเพิ่มอีกคนละหนึ่งนัด"
    dialog.deleteLater()


def test_a_long_notice_is_as_high_as_its_words_wrap(theme: Theme, qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    layout = column(page)
    notice = Notice(theme)
    layout.addWidget(notice)
    layout.addStretch(1)
    page.resize(274, 600)
    notice.tell("bad", say("cid_lost_zero", "th", row=5))
    page.show()
    qtbot.waitExposed(page)
    assert notice.words.height() >= notice.words.heightForWidth(notice.words.width())
