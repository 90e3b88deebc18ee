"""A citizen's phone with one channel open: what a message looks like there. The app shows our HTML, LINE plain text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui.kit import text
from ui.kit.basic import Button, Picture, column, label, line
from ui.kit.html import Html
from ui.kit.theme import GAP, Theme
from ui.kit.translated import Translated

LINE, APP = "line", "app"
WIDTH = 300  # px
BEZEL = 10


@dataclass(frozen=True)
class Shown:
    """One message as a phone has it. `plain` for LINE, `html` for the app (ours alone, see `message.html_of`)."""

    title: str
    plain: str
    html: str
    url: str = ""
    at: datetime | None = None
    number: int = 0  # of the practice outbox; 0 = a preview
    opened: bool = False


class Bubble(Translated, QFrame):
    """One message. `opened`: its link was tapped (its number)."""

    opened = Signal(int)

    def __init__(self, theme: Theme, channel: str, shown: Shown) -> None:
        super().__init__()
        self._theme, self._shown, self._channel = theme, shown, channel
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        layout = column(self, margin=GAP + 2, gap=2)
        if shown.at is not None:
            layout.addWidget(label("small", text.moment(shown.at)))
        layout.addWidget(label("strong", shown.title, wrap=True))
        self._body(layout, shown)
        self.link = Button(theme, "globe", "flat" if channel == LINE else "")
        self.link.setVisible(bool(shown.url))
        self.link.setEnabled(shown.number > 0 and not shown.opened)
        self.link.clicked.connect(self._tapped)
        layout.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeft)
        self.retranslate()
        theme.changed.connect(self.update)

    def _body(self, layout: QVBoxLayout, shown: Shown) -> None:
        if self._channel == APP:
            body = Html()
            body.setHtml(shown.html)
            layout.addWidget(body)
            return
        layout.addWidget(label("", shown.plain, wrap=True))

    def retranslate(self) -> None:
        self.setAccessibleName(f"{self._shown.title}\n{self._shown.plain}")
        if self._shown.opened:
            self.link.say(self.tr("Opened"), self._shown.url)
            self.link.set_icon("circle-check")
        else:
            self.link.say(self.tr("Open the link"), self._shown.url)

    def _tapped(self) -> None:
        self.opened.emit(self._shown.number)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.setBrush(QColor(colours.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 12, 12)
        painter.end()


class PhoneView(Translated, QWidget):
    """The phone, with a bar that names the channel. `opened`: a message's link was tapped."""

    opened = Signal(int)

    def __init__(self, theme: Theme, channel: str) -> None:
        super().__init__()
        self._theme, self.channel = theme, channel
        self._messages: tuple[Shown, ...] = ()
        self._nothing = ""
        self.bubbles: list[Bubble] = []
        self.name = label("strong")
        self.empty = label("muted", wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        bar = line(gap=GAP)
        bar.setContentsMargins(GAP, 4, GAP, 4)
        icon = "message-square" if channel == LINE else "shield-check"
        bar.addWidget(Picture(theme, icon, "good" if channel == LINE else "info", 20))
        bar.addWidget(self.name, 1)
        inside = QWidget()
        inside.setProperty("kind", "page")
        self._list = column(inside, margin=GAP, gap=GAP)
        self._list.addWidget(self.empty)
        self._list.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(inside)
        layout = column(self, gap=0)
        layout.setContentsMargins(BEZEL, 2 * BEZEL, BEZEL, 2 * BEZEL)
        layout.addLayout(bar)
        layout.addWidget(self._area, 1)
        self.setMinimumWidth(200)
        self.setMaximumWidth(WIDTH + 60)
        theme.changed.connect(self.update)
        self.retranslate()

    def retranslate(self) -> None:
        self.name.setText(self.tr("LINE OA Mor Prom") if self.channel == LINE else self.tr("Mor Prom application"))
        self.setAccessibleName(self.name.text())

    def show_messages(self, messages: Sequence[Shown], nothing: str = "") -> None:
        """The newest at the top; `nothing`: what stands there where there are none."""
        if (tuple(messages), nothing) == (self._messages, self._nothing):
            return
        self._messages, self._nothing = tuple(messages), nothing
        for old in self.bubbles:
            self._list.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.bubbles = []
        for place, shown in enumerate(messages):
            bubble = Bubble(self._theme, self.channel, shown)
            bubble.opened.connect(self.opened)
            self._list.insertWidget(place, bubble)
            self.bubbles.append(bubble)
        self.empty.setText(nothing)
        self.empty.setVisible(not messages)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self._theme.colours
        tone = colours.good if self.channel == LINE else colours.info
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours.edge), 2))
        painter.setBrush(QColor(colours.raised))
        body = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(body, 26, 26)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tone.ground))
        top = self._area.geometry().top()
        painter.drawRoundedRect(QRectF(BEZEL, 2 * BEZEL - 2, self.width() - 2 * BEZEL, top - 2 * BEZEL + 2), 8, 8)
        painter.setBrush(QColor(colours.edge))
        painter.drawRoundedRect(QRectF(self.width() / 2 - 24, 7, 48, 5), 2.5, 2.5)
        painter.end()
