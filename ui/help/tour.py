"""The tour: small cards beside the real buttons, while the clerk books a made-up sheet. It can be left any time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QWidget

from ui.kit.basic import Button, column, label, line
from ui.kit.theme import GAP, RADIUS, Theme, scaled

WIDTH = 380  # px
AWAY = 14  # px between a card and what it speaks of


Targets = Mapping[str, Callable[[], QWidget]]  # what the cards speak of


@dataclass(frozen=True)
class Stop:
    """One card. `waits`: the clerk goes on by doing it, not by a Next button."""

    target: Callable[[], QWidget]
    words: Callable[[], tuple[str, str]]
    waits: bool = False


class Frame(QWidget):
    """A ring around what is spoken of; presses go through it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.colours.focus), 3))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), RADIUS + 2, RADIUS + 2)
        painter.end()


class CoachCard(QFrame):
    """What to know about the thing beside it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "coach")
        theme.scales(self.setFixedWidth, WIDTH)
        self.head = label("heading", wrap=True)
        self.words = label("", wrap=True)
        self.place = label("small")
        self.next = Button(theme, kind="primary")
        self.skip = Button(theme, kind="flat")
        buttons = line(gap=GAP)
        buttons.addWidget(self.place)
        buttons.addStretch(1)
        buttons.addWidget(self.skip)
        buttons.addWidget(self.next)
        layout = column(self, margin=2 * GAP, gap=GAP)
        layout.addWidget(self.head)
        layout.addWidget(self.words)
        layout.addLayout(buttons)
        self.hide()


class Tour(QObject):
    """Begins when the practice sheet stands in the table."""

    def __init__(self, theme: Theme, window: QWidget, targets: Targets) -> None:
        super().__init__(window)
        self._window, self._targets = window, targets
        self._at = -1
        self.frame = Frame(theme, window)
        self.card = CoachCard(theme, window)
        self.card.next.clicked.connect(self.go_on)
        self.card.skip.clicked.connect(self.leave)
        self._stops = self._make_stops()
        self._waiting = False

    def _make_stops(self) -> tuple[Stop, ...]:
        at = self._targets
        return (
            Stop(at["banner"], self._practice),
            Stop(at["steps"], self._steps),
            Stop(at["table"], self._table),
            Stop(at["start"], self._start, waits=True),
            Stop(at["notice"], self._result),
            Stop(at["save"], self._save),
            Stop(at["help"], self._help),
        )

    # --- walking ---

    @property
    def running(self) -> bool:
        return self._at >= 0

    def begin(self) -> None:
        """Once the practice sheet is loaded."""
        self._waiting = True

    def sheet_loaded(self, rows: int) -> None:
        if self._waiting and rows:
            self._waiting = False
            self._window.installEventFilter(self)
            self._show(0)
        elif self.running:
            self.leave()

    def batch_finished(self) -> None:
        if self.running and self._stops[self._at].waits:
            self.go_on()

    def go_on(self) -> None:
        """To the next thing that can be seen: a small window shows no steps."""
        there = (at for at in range(self._at + 1, len(self._stops)) if self._stops[at].target().isVisible())
        if (at := next(there, None)) is not None:
            self._show(at)
        else:
            self.leave()

    def leave(self) -> None:
        self._waiting = False
        if self.running:
            self._at = -1
            self._window.removeEventFilter(self)
            self.card.hide()
            self.frame.hide()

    def _show(self, at: int) -> None:
        self._at = at
        stop = self._stops[at]
        self.card.head.setText(stop.words()[0])
        self.card.words.setText(stop.words()[1])
        self.card.place.setText(f"{at + 1} / {len(self._stops)}")
        last = at + 1 == len(self._stops)
        self.card.next.say(self.tr("Done") if last else self.tr("Next"))
        self.card.skip.say(self.tr("Leave the tour"))
        self.card.skip.setVisible(not last)
        self.card.next.setVisible(not stop.waits)
        self.card.setAccessibleName(f"{self.card.head.text()}. {self.card.words.text()}")
        self._place()
        (stop.target() if stop.waits else self.card.next).setFocus()

    def _place(self) -> None:
        """Below what it speaks of, or above it where there is no room, never outside the window."""
        target = self._stops[self._at].target()
        where = QRect(target.mapTo(self._window, QPoint(0, 0)), target.size())
        self.frame.setGeometry(where.adjusted(-6, -6, 6, 6).intersected(self._window.rect()))
        card, room = self.card, self._window.rect().adjusted(AWAY, AWAY, -AWAY, -AWAY)
        layout = card.layout()
        assert layout is not None
        height = layout.totalHeightForWidth(scaled(WIDTH))
        place = QRect(0, 0, scaled(WIDTH), height)
        place.moveTopLeft(where.bottomLeft() + QPoint(AWAY, AWAY))
        if place.bottom() > room.bottom():
            place.moveBottom(where.top() - AWAY if where.top() - AWAY - height > room.top() else room.bottom() - AWAY)
        place.moveLeft(max(room.left(), min(place.left(), room.right() - scaled(WIDTH))))
        card.setGeometry(place)
        for part in (self.frame, card):
            part.show()
            part.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self.running and event.type() is QEvent.Type.Resize:
            self._place()
        elif self.running and event.type() is QEvent.Type.LanguageChange:
            self._show(self._at)
        return False

    # --- what is said ---

    def _practice(self) -> tuple[str, str]:
        return self.tr("This is practice mode"), self.tr(
            "While this striped line stands here, people are made up and nobody is messaged. Try anything."
        )

    def _steps(self) -> tuple[str, str]:
        return self.tr("Four steps, always in sight"), self.tr(
            "Sign in, load the sheet, check, book. You are at the third: a sheet of 60 made-up people is loaded."
        )

    def _table(self) -> tuple[str, str]:
        return self.tr("Every row is checked first"), self.tr(
            "The coloured word says how each row stands. Choose a row, then the tab “Row” at the right (F4), to read "
            "all about it."
        )

    def _start(self) -> tuple[str, str]:
        return self.tr("Now press Start"), self.tr(
            "You are asked once more, with numbers. On the real server each booking messages its citizen at once."
        )

    def _result(self) -> tuple[str, str]:
        return self.tr("The result in a sentence"), self.tr(
            "How many are booked, and what to do about the others. Pause, Stop and even a power cut lose nothing."
        )

    def _save(self) -> tuple[str, str]:
        return self.tr("Keep the result"), self.tr(
            "Save result writes a copy of the workbook with the result of each row. Your own file stays as it is."
        )

    def _help(self) -> tuple[str, str]:
        return self.tr("Help is one key away"), self.tr(
            "F1 explains the page you are on. To book for real: sign out at the top right, then choose Real server."
        )
