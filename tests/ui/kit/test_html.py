"""HTML in the colours of the program."""

from __future__ import annotations

from PySide6.QtGui import QPalette
from pytestqt.qtbot import QtBot

from ui.kit.html import Html
from ui.kit.theme import Mode, Theme


def test_a_link_follows_the_colours(theme: Theme, qtbot: QtBot) -> None:
    page = Html()
    qtbot.addWidget(page)
    page.setHtml("<p><a href='https://example.org'>https://example.org</a></p>")
    page.show()
    for mode in (Mode.DARK, Mode.LIGHT):
        theme.use(mode)
        cursor = page.textCursor()
        cursor.setPosition(3)
        colour = cursor.charFormat().foreground().color()
        assert colour == page.palette().color(QPalette.ColorRole.Link), mode
