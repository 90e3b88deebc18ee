"""A line that says what is going on and offers what to do about it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy

from ui.theme import RADIUS, Theme, Tone
from ui.widgets.basic import Button, Picture, column, label, line

ICONS = {
    "good": "circle-check",
    "info": "info",
    "warn": "triangle-alert",
    "bad": "circle-x",
    "problem": "triangle-alert",
}


class Notice(QFrame):
    """Hidden until it has something to say. `details`: the server's own words, as plain small print."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._tone = "info"
        self.picture = Picture(theme, "info", "info", 22)
        self.words = label("strong", wrap=True)
        self.details = label("", wrap=True)
        self.action = Button(theme)
        self.second = Button(theme, kind="flat")
        for part in (self.words, self.details):
            part.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            part.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        texts = column(gap=2)
        texts.addWidget(self.words)
        texts.addWidget(self.details)
        layout = line(self, gap=12)
        layout.setContentsMargins(14, 6, 14, 6)
        layout.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addLayout(texts, 1)
        layout.addWidget(self.second)
        layout.addWidget(self.action)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        theme.changed.connect(self._recolour)
        self.hide()

    def tell(self, tone: str, words: str, details: str = "", action: str = "", second: str = "") -> None:
        """Say it; the buttons show where they have words."""
        self._tone = tone
        self.words.setText(words)
        self.details.setText(details)
        self.details.setVisible(bool(details))
        for button, text in ((self.action, action), (self.second, second)):
            button.say(text)
            button.setVisible(bool(text))
        self.setAccessibleName(words)
        self._recolour()
        self.show()

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
