"""Counters that filter the table on a click: colour and icon and word and number."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.values import State
from ui.kit import text
from ui.kit.flow_layout import FlowLayout
from ui.kit.theme import Theme, Tone, font, icons
from ui.kit.translated import Translated
from ui.sheet.lines import GROUPS, Lines
from ui.sheet.status import LEFT_OUT, PROBLEM, SET_ASIDE, STATUS_LOOKS

LOOKS: dict[str, tuple[str, str]] = {
    "ready": STATUS_LOOKS[State.PLANNED],
    "booked": STATUS_LOOKS[State.BOOKED],
    "skipped": STATUS_LOOKS[State.SKIPPED],
    "refused": STATUS_LOOKS[State.REFUSED],
    "unknown": STATUS_LOOKS[State.UNKNOWN],
    "problems": STATUS_LOOKS[PROBLEM],
    "cancelled": STATUS_LOOKS[State.CANCELLED],
    "left_out": STATUS_LOOKS[LEFT_OUT],
    "set_aside": STATUS_LOOKS[SET_ASIDE],
}
RARE = ("cancelled", "left_out", "set_aside")  # shown only where there are any
LATER = ("booked", "skipped", "refused", "unknown")  # of a batch: shown before it only where there are any


class Chip(QPushButton):
    """One counter."""

    def __init__(self, theme: Theme, group: str) -> None:
        super().__init__()
        self._theme = theme
        self.group_name = group
        self.count = 0
        self.word = ""
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.update)

    def show_count(self, word: str, count: int) -> None:
        self.word, self.count = word, count
        self.setAccessibleName(f"{word} {text.number(count)}")
        self.setToolTip(self.tr("Show only these rows; once more shows all"))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        words = self.fontMetrics().horizontalAdvance(self.word)
        figure = self.fontMetrics().horizontalAdvance(text.number(self.count)) * 1.15
        return QSize(int(16 + 18 + 8 + words + 10 + figure + 16), self.fontMetrics().height() + 16)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        tone: Tone = getattr(self._theme.colours, LOOKS[self.group_name][0])
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, tone)
        middle = self.height() / 2
        mark = icons(LOOKS[self.group_name][1], tone.ink, 18, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(14, middle - 9), mark)
        painter.setPen(QColor(tone.ink))
        painter.setFont(font(weight=QFont.Weight.Medium))
        box = QRectF(40, 0, self.width() - 54, self.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.word)
        painter.setFont(font(weight=QFont.Weight.Bold))
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text.number(self.count))
        painter.end()

    def _paint_ground(self, painter: QPainter, tone: Tone) -> None:
        colours = self._theme.colours
        edge, width = QColor(tone.ground), 1.0
        if self.isChecked():
            edge, width = QColor(tone.ink), 2.0
        if self.hasFocus():
            edge, width = QColor(colours.text), 2.0
        painter.setPen(QPen(edge, width))
        painter.setBrush(QColor(tone.ground))
        inset = width / 2
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)


class Chips(Translated, QWidget):
    """All counters; `chosen` tells which group filters, "" for none."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.chips = {group: Chip(theme, group) for group in GROUPS}
        self._layout = FlowLayout(self)
        for chip in self.chips.values():
            chip.clicked.connect(self._clicked)
            self._layout.addWidget(chip)
        self._lines = Lines()
        self.show_counts(self._lines)

    def retranslate(self) -> None:
        self.show_counts(self._lines)

    def show_counts(self, lines: Lines) -> None:
        self._lines = lines
        batch = bool(lines.outcomes)
        words = {
            "ready": self.tr("Not sent") if lines.batch is not None else self.tr("Ready"),
            "booked": self.tr("Booked"),
            "skipped": self.tr("Skipped"),
            "refused": self.tr("Refused"),
            "unknown": self.tr("Unknown"),
            "problems": self.tr("Problems"),
            "cancelled": self.tr("Cancelled"),
            "left_out": self.tr("Left out"),
            "set_aside": self.tr("Set aside"),
        }
        for group, chip in self.chips.items():
            chip.show_count(words[group], lines.group(group))
            always = group not in RARE and (batch or group not in LATER)
            chip.setVisible(always or chip.count > 0)

    def add_beside(self, part: QWidget) -> None:
        """In the same line where that has room, below the counters where it hasn't."""
        self._layout.addWidget(part)

    def choose(self, group: str) -> None:
        """Press one from elsewhere; "" lets go of all."""
        for name, chip in self.chips.items():
            chip.setChecked(name == group)

    def _clicked(self) -> None:
        chip = self.sender()
        assert isinstance(chip, Chip)
        group = chip.group_name if chip.isChecked() else ""
        self.choose(group)
        self.chosen.emit(group)
