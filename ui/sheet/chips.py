"""Counters that filter the table on a click: colour and icon and word and number."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.stay import HELD, MOVED, MOVING
from app.domain.values import State
from app.wording.results import OTHERS
from ui.kit import text
from ui.kit.basic import line
from ui.kit.theme import GAP, Theme, Tone, font, icons
from ui.kit.translated import Translated
from ui.sheet.lines import GROUPS, Lines
from ui.sheet.status import KNOWN, KNOWN_GONE, KNOWN_HOUR, LEFT_OUT, PROBLEM, SET_ASIDE, STATUS_LOOKS, status_word

LOOKS: dict[str, tuple[str, str]] = {
    "ready": STATUS_LOOKS[State.PLANNED],
    "known": STATUS_LOOKS[KNOWN],
    "known_hour": STATUS_LOOKS[KNOWN_HOUR],
    "known_gone": STATUS_LOOKS[KNOWN_GONE],
    "booked": STATUS_LOOKS[State.BOOKED],
    "moving": STATUS_LOOKS[MOVING],
    "moved": STATUS_LOOKS[MOVED],
    "skipped": STATUS_LOOKS[State.SKIPPED],
    "held_back": STATUS_LOOKS[HELD],
    "refused": STATUS_LOOKS[State.REFUSED],
    "unknown": STATUS_LOOKS[State.UNKNOWN],
    "cancelling": STATUS_LOOKS[State.CANCELLING],
    "problems": STATUS_LOOKS[PROBLEM],
    "cancelled": STATUS_LOOKS[State.CANCELLED],
    "left_out": STATUS_LOOKS[LEFT_OUT],
    "set_aside": STATUS_LOOKS[SET_ASIDE],
}
OF_LISTS = {
    "ready": State.PLANNED,
    "booked": State.BOOKED,
    "skipped": State.SKIPPED,
    "held_back": HELD,
    "refused": State.REFUSED,
}
OF_JOURNAL = (KNOWN, KNOWN_HOUR, KNOWN_GONE)  # groups of the same names
# shown only where there are any
RARE = (*OF_JOURNAL, "moving", "moved", "cancelling", "held_back", "cancelled", "left_out", "set_aside")
LATER = ("booked", "skipped", "refused", "unknown")  # of a batch: shown before and after it only where there are any


class Chip(QPushButton):
    """One counter."""

    def __init__(self, theme: Theme, group: str) -> None:
        super().__init__()
        self._theme = theme
        self.group_name = group
        self.count = self._most = 0
        self.word = ""
        self.short = False
        self.wanted = True  # has its place, where there is room
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.update)

    def show_count(self, word: str, count: int, most: int) -> None:
        """`most`: how far it may count, for which there is room from the beginning."""
        most = max(most, count)
        anew = (word, most) != (self.word, self._most)
        self.word, self.count, self._most = word, count, most
        self.setAccessibleName(f"{word} {text.number(count)}")
        if anew:
            self._say_tip()
            self.updateGeometry()
        self.update()

    def shorten(self, short: bool) -> None:
        """Without its word, which the tooltip has."""
        if short is not self.short:
            self.short = short
            self._say_tip()
            self.updateGeometry()
            self.update()

    def _say_tip(self) -> None:
        words = self.tr("Show only these rows; once more shows all")
        self.setToolTip(text.tip(f"{self.word}: {words}" if self.short else words))

    def wide(self, *, short: bool) -> int:
        """The width (px) it needs."""
        words = 0 if short else self.fontMetrics().horizontalAdvance(self.word) + 10
        figure = self.fontMetrics().horizontalAdvance(text.number(max(self.count, self._most))) * 1.15
        return int(14 + 18 + 8 + words + figure + 14)

    def sizeHint(self) -> QSize:
        return QSize(self.wide(short=self.short), self.fontMetrics().height() + 14)

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
        if not self.short:
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
    """All counters in one line, whatever happens: where that is short, first those of nothing lose their word, then
    they go; only after that others lose theirs. `chosen` tells which group filters, "" for none."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.chips = {group: Chip(theme, group) for group in GROUPS}
        self._layout = line(self, gap=GAP)
        self._beside: list[QWidget] = []
        for chip in self.chips.values():
            chip.clicked.connect(self._clicked)
            self._layout.addWidget(chip)
        self._lines = Lines()
        self.show_counts(self._lines)

    def retranslate(self) -> None:
        self.show_counts(self._lines)

    def show_counts(self, lines: Lines) -> None:
        self._lines = lines
        new, moving = not lines.outcomes, lines.batch is not None and lines.group("ready") > 0
        words = {
            "ready": self.tr("Not sent") if lines.batch is not None else self.tr("Ready"),
            **{group: status_word(group) for group in OF_JOURNAL},
            "booked": self.tr("Booked"),
            "moving": status_word(MOVING),
            "moved": self.tr("Moved"),
            "skipped": self.tr("Skipped"),
            "held_back": self.tr("Held back"),
            "refused": self.tr("Refused"),
            "unknown": self.tr("Unknown"),
            "cancelling": status_word(State.CANCELLING),
            "problems": self.tr("Problems"),
            "cancelled": self.tr("Cancelled"),
            "left_out": self.tr("Left out"),
            "set_aside": self.tr("Set aside"),
        }
        if lines.purpose in OTHERS:
            words |= {group: status_word(state, purpose=lines.purpose) for group, state in OF_LISTS.items()}
        for group, chip in self.chips.items():
            chip.show_count(words[group], lines.group(group), len(lines))
            # While a batch may count there none comes or goes; of a list only what there is.
            always = ((new and group not in LATER) or moving) and lines.purpose not in OTHERS
            chip.wanted = chip.count > 0 or (always and group not in RARE)
        self._fit()

    def add_beside(self, part: QWidget, stretch: int = 0) -> None:
        """In the same line."""
        self._beside.append(part)
        self._layout.addWidget(part, stretch)

    # --- room ---

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:  # something beside came or went
            self._fit()
        return super().event(event)

    def minimumSizeHint(self) -> QSize:
        """With no word at all, and nothing of nothing."""
        hint = super().minimumSizeHint()
        hint.setWidth(self._needed(set(self.chips.values()), self._of_nothing()))
        return hint

    def _of_nothing(self) -> set[Chip]:
        """Those that may go where there is no room."""
        return {chip for chip in self.chips.values() if chip.wanted and not chip.count and not chip.isChecked()}

    def _fit(self) -> None:
        shown, empty = {chip for chip in self.chips.values() if chip.wanted}, self._of_nothing()
        some = {chip for chip in shown if not chip.isChecked()}
        none = set[Chip]()
        ways = ((none, none), (empty, none), (none, empty), (some, empty))
        short, gone = next((way for way in ways if self._needed(*way) <= self.width()), (shown, empty))
        for chip in self.chips.values():
            chip.setVisible(chip in shown and chip not in gone)
            chip.shorten(chip in short)

    def _needed(self, short: set[Chip], gone: set[Chip]) -> int:
        """The width (px) of the line where these chips have no word, and those are not there."""
        chips = [chip.wide(short=chip in short) for chip in self.chips.values() if chip.wanted and chip not in gone]
        beside = [part.minimumSizeHint().width() for part in self._beside if not part.isHidden()]
        return sum(chips) + sum(beside) + GAP * (len(chips) + len(beside) - 1)

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
