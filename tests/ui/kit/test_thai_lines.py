"""Windows has no library that tells Qt where a Thai word ends: a long part without a space is wrapped all the same."""

import re
import xml.etree.ElementTree as ET

import pytest
from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtGui import QPaintEvent
from pytestqt.qtbot import QtBot

from app.system.paths import resources
from ui.kit import text
from ui.kit.basic import Words, label
from ui.kit.theme import Theme

NOTE = "ผู้ป่วยมาพร้อมญาติและต้องการเลื่อนนัดไปเป็นสัปดาห์หน้าเพราะติดธุระที่ต่างจังหวัด"


@pytest.fixture(autouse=True)
def windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "_knows_thai_words", lambda: False)


def test_no_part_of_a_sentence_is_longer_than_the_narrowest_panel() -> None:
    told = ET.parse(resources() / "i18n" / "app_th.ts").getroot().iter("translation")
    parts = [part for each in told if each.text for part in re.split(rf"[\s{text.GAP}]", text.breakable(each.text))]
    thai = [part for part in parts if re.fullmatch("[ก-๎]+", part)]
    assert max(map(len, thai)) <= 28
    assert sum(len(part) > 20 for part in thai) <= 5


def test_what_somebody_wrote_without_a_space_fits_and_is_given_back_as_it_was(qtbot: QtBot) -> None:
    words = Words()
    qtbot.addWidget(words)
    words.setText(NOTE)
    assert words.text() == NOTE
    assert text.breakable(NOTE).replace(text.GAP, "") == NOTE
    assert words.minimumSizeHint().width() < 150


def test_nothing_is_put_into_what_is_short_or_no_thai() -> None:
    for words in ("เข้าสู่ระบบ", "The server does not answer.", "1-2345-67890-12-1"):
        assert text.breakable(words) == words


def test_where_qt_knows_the_words_it_is_left_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "_knows_thai_words", lambda: True)
    assert text.breakable(NOTE) == NOTE


class Painted(QObject):
    """Which part of a widget is painted anew."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[QRect] = []

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.parts.append(event.rect())
        return False


@pytest.mark.parametrize("wrap", [False, True])
def test_no_mark_of_the_text_before_stays_above_the_letters(theme: Theme, qtbot: QtBot, wrap: bool) -> None:
    part, painted = label("error", "ยังต้องเลือก: วันที่นัด, เวลานัด", wrap=wrap), Painted()
    qtbot.addWidget(part)
    part.setStyleSheet("padding: 2px 0 4px 0;")
    part.resize(300, 40)
    part.show()
    qtbot.waitExposed(part)
    qtbot.wait(20)
    assert part.contentsRect() != part.rect()
    part.installEventFilter(painted)
    part.setText("ยังต้องเลือก: เวลานัด")
    qtbot.waitUntil(lambda: bool(painted.parts))
    assert painted.parts[0] == part.rect()
