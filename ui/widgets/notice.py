"""A line that says what is going on and offers what to do about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAction,
    QColor,
    QGuiApplication,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QFrame, QSizePolicy

from ui.theme import RADIUS, Theme, Tone
from ui.widgets.basic import Button, Picture, column, label, line
from ui.widgets.flow import Flow

ICONS = {
    "good": "circle-check",
    "info": "info",
    "warn": "triangle-alert",
    "bad": "circle-x",
    "problem": "triangle-alert",
}


class Notice(QFrame):
    """Hidden until it has something to say. `details`: the server's own words, as plain small print. `narrow`: where it
    stands there is no room for words and buttons in one line."""

    def __init__(self, theme: Theme, *, narrow: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self._tone = "info"
        self._again: Callable[[], None] | None = None
        self.picture = Picture(theme, "info", "info", 22)
        self.words = label("strong", wrap=True)
        self.details = label("", wrap=True)
        self.action = Button(theme)
        self.second = Button(theme, kind="flat")
        self.copy = QAction(self)  # no words to be marked by the mouse: Qt cuts the first line's high marks in such
        self.copy.triggered.connect(self._copy)
        self.addAction(self.copy)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        texts = column(gap=2)
        texts.addWidget(self.words)
        texts.addWidget(self.details)
        layout = line(self, gap=12)
        layout.setContentsMargins(14, 6, 14, 6)
        layout.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addLayout(texts, 1)
        if narrow:
            buttons = Flow()
            texts.addLayout(buttons)
        for button in (self.second, self.action):
            (buttons if narrow else layout).addWidget(button)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)  # as high as its words wrap
        theme.changed.connect(self._recolour)
        self.hide()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange and self._again is not None and not self.isHidden():
            self.keep_telling(self._again)
        super().changeEvent(event)

    def keep_telling(self, tell: Callable[[], None]) -> None:
        """`tell` says it here by `self.tell`: now, and again in another language as long as it stands."""
        tell()
        self._again = tell

    def tell(self, tone: str, words: str, details: str = "", action: str = "", second: str = "") -> None:
        """Say it; the buttons show where they have words."""
        self._tone, self._again = tone, None
        if words != self.words.text() or self.isHidden():  # not at each second of a countdown
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
        self.words.setText(words)
        self.copy.setText(self.tr("Copy"))
        self.details.setText(details)
        self.details.setVisible(bool(details))
        for button, text in ((self.action, action), (self.second, second)):
            button.say(text)
            button.setVisible(bool(text))
        self.setAccessibleName(words)
        self._recolour()
        self.show()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(filter(None, (self.words.text(), self.details.text()))))

    def _recolour(self) -> None:
        tone: Tone = getattr(self._theme.colours, self._tone)
        self.picture.set_icon(ICONS.get(self._tone, "info"), self._tone)
        for part in (self.words, self.details):
            palette = part.palette()
            palette.setColor(palette.ColorRole.WindowText, QColor(tone.ink))
            part.setPalette(palette)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        tone: Tone = getattr(self._theme.colours, self._tone)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tone.ground))
        painter.drawRoundedRect(self.rect(), RADIUS, RADIUS)
        painter.end()
