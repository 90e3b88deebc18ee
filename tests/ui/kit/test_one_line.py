"""What a page has to say, in one line."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.kit.notice import Action, Notice
from ui.kit.one_line import OneLine
from ui.kit.theme import Theme


def test_tab_comes_to_what_waits_after_what_is_said(theme: Theme, qtbot: QtBot) -> None:
    line, notices = OneLine(theme), [Notice(theme), Notice(theme)]
    qtbot.addWidget(line)
    for place, notice in enumerate(notices):
        line.add(notice, lambda place=place: place)  # type: ignore[misc]
        notice.tell("info", "?", "", Action("ดู", line.show), Action("ไม่ดู", line.show))
    line.show()
    shown = notices[1]
    assert line.button is shown.action
    shown.second.setFocus()
    walked = []
    for _ in range(3):
        walked.append(line.focusWidget())
        QTest.keyClick(walked[-1], Qt.Key.Key_Tab)
    assert walked == [shown.second, shown.action, line.more], "from the left to the right"


def test_what_was_asked_for_stays_through_a_change_of_language_and_a_countdown(theme: Theme, qtbot: QtBot) -> None:
    line, heavy, offer = OneLine(theme), Notice(theme), Notice(theme)
    qtbot.addWidget(line)
    line.add(heavy, lambda: 20)
    line.add(offer, lambda: 10)
    heavy.renewed.connect(line.choose_anew)

    def tell() -> None:
        heavy.tell("warn", "มี 3 แถว")

    heavy.keep_telling(tell)
    offer.keep_telling(lambda: offer.tell("info", "ขึ้นทะเบียนได้"))
    line.show()
    qtbot.mouseClick(line.more, Qt.MouseButton.LeftButton)
    assert line.shown is offer
    heavy.retranslate()
    heavy.keep_telling(tell)  # a second later
    assert line.shown is offer, "it says the same"
    heavy.keep_telling(lambda: heavy.tell("bad", "ไม่สำเร็จ"))
    assert line.shown is heavy
