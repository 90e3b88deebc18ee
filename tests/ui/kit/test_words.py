"""A label whose words are others now leaves nothing of the old ones: Thai marks stand above the letters' own room."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import WAIT
from ui.kit.basic import label


class Painted(QObject):
    """What of a widget was painted since."""

    def __init__(self, of: QWidget) -> None:
        super().__init__(of)
        self.part = QRect()
        of.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.part = self.part.united(event.rect())
        return False


@pytest.mark.parametrize("wrap", [True, False])
def test_all_of_it_is_painted_anew(qapp: QApplication, qtbot: QtBot, wrap: bool) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(400, 80)
    words = label(wrap=wrap)
    words.setParent(page)
    words.setContentsMargins(0, 6, 0, 6)  # as a style's padding does
    words.setGeometry(10, 10, 300, 40)
    words.setText("ยังต้องเลือก: วันที่นัด, เวลานัด")
    page.show()
    qapp.processEvents()
    painted = Painted(words)
    words.setText("ยังต้องเลือก: เวลานัด")
    qtbot.waitUntil(lambda: not painted.part.isNull(), timeout=WAIT)
    assert painted.part == words.rect()
