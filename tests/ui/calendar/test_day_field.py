"""A day typed or picked: the keyboard gets past it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.kit.theme import Theme
from ui.sheet.same import SameQuestion


def test_tab_leads_on_from_a_day_and_its_calendar(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    question = SameQuestion(theme, window, 5)
    question.open()
    question.activateWindow()
    qtbot.waitUntil(lambda: question.isActiveWindow() and QApplication.focusWidget() is not None)
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        walked = []
        for _ in range(8):
            qtbot.keyClick(QApplication.focusWidget() or question, key)
            walked.append(QApplication.focusWidget())
        day = question.values["appointment_date"].day
        assert day is not None
        assert {question.no, question.which, day.field, day.pick} <= set(walked)
