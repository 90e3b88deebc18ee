"""Two small pictures: what became of the rows, and how many people come on which day and hour."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit import text
from ui.kit.theme import TEXT_POINTS, Theme, Tone, font
from ui.kit.translated import Translated
from ui.sheet.chips import LOOKS
from ui.sheet.lines import GROUPS, Lines

PerHour = Mapping[tuple[date, int], int]
BAR = 14  # px
Weight = QFont.Weight


class OutcomeBar(QWidget):
    """One bar, cut in the share of each group, in the chips' colours (the chips say the words and numbers)."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shares: list[tuple[str, int]] = []
        self.setFixedHeight(BAR)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_lines(self, lines: Lines) -> None:
        self._shares = [(group, lines.group(group)) for group in GROUPS if lines.group(group)]
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        total = sum(count for _, count in self._shares) or 1
        left = 0.0
        for group, count in self._shares:
            tone: Tone = getattr(self._theme.colours, LOOKS[group][0])
            width = max(4.0, self.width() * count / total)
            painter.setBrush(QColor(tone.ink))
            painter.drawRoundedRect(QRectF(left, 0, max(2.0, width - 2), self.height()), 4, 4)
            left += width
        painter.end()


class HourTable(Translated, QWidget):
    """Days down, hours across, in each field the number of people; the fuller, the stronger its colour."""

    def __init__(self, theme: Theme, *, narrow: bool = False) -> None:
        """`narrow`: in a side panel, where the year of the days is left out."""
        super().__init__()
        self._theme = theme
        self._narrow = narrow
        self._counts: PerHour = {}
        self._days: list[date] = []
        self._hours: list[int] = []
        self._width: int | None = None  # px of the days' words
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    @property
    def counts(self) -> PerHour:
        return self._counts

    def show_counts(self, counts: PerHour) -> None:
        self._counts = counts
        self._days = sorted({day for day, _ in counts})
        hours = {hour for _, hour in counts}
        self._hours = list(range(min(hours), max(hours) + 1)) if hours else []
        self._describe()
        self.updateGeometry()
        self.update()

    def retranslate(self) -> None:
        self._describe()
        self.update()

    def _describe(self) -> None:
        self._width = None
        per_day = [
            f"{text.day(day)} {text.number(sum(self._counts.get((day, hour), 0) for hour in self._hours))}"
            for day in self._days
        ]
        self.setAccessibleName(self.tr("People per day and hour"))
        self.setAccessibleDescription("; ".join(per_day))

    def _row_height(self) -> int:
        return self.fontMetrics().height() + 10

    def _label_width(self) -> int:
        """Reckoned once: Qt asks again and again."""
        if self._width is None:
            words = [self._day_words(day) for day in self._days]
            self._width = max((self.fontMetrics().horizontalAdvance(word) for word in words), default=0) + 12
        return self._width

    def _day_words(self, day: date) -> str:
        return text.day(day).rsplit(" ", 1)[0] if self._narrow else text.day(day)

    def sizeHint(self) -> QSize:
        height = self._row_height() * (len(self._days) + 1) if self._days else 0
        return QSize(self._label_width() + 40 * (len(self._hours) + 1), height)

    def minimumSizeHint(self) -> QSize:
        return QSize(
            self._label_width() + (20 if self._narrow else 30) * (len(self._hours) + 1), self.sizeHint().height()
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._days:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, height = self._label_width(), self._row_height()
        width = min(64.0, (self.width() - left) / (len(self._hours) + 1))
        self._paint_hours(painter, left, width, height)
        most = max(self._counts.values())
        for place, day in enumerate(self._days):
            top = height * (place + 1)
            if top > event.rect().bottom() or top + height < event.rect().top():
                continue
            self._paint_day(painter, day, QRectF(left, top, width, height), most)
        painter.end()

    def _paint_hours(self, painter: QPainter, left: float, width: float, height: float) -> None:
        painter.setPen(QColor(self._theme.colours.muted))
        painter.setFont(that_fits(painter, 10, "00", width))
        for place, hour in enumerate(self._hours):
            box = QRectF(left + place * width, 0, width, height)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, f"{hour:02d}")
        box = QRectF(left + len(self._hours) * width, 0, width, height)
        painter.setFont(that_fits(painter, 10, self.tr("All"), width))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.tr("All"))

    def _paint_day(self, painter: QPainter, day: date, field: QRectF, most: int) -> None:
        colours = self._theme.colours
        painter.setFont(font(10.5 if self._narrow else TEXT_POINTS))
        painter.setPen(QColor(colours.text))
        painter.drawText(
            QRectF(0, field.top(), field.left() - 8, field.height()),
            Qt.AlignmentFlag.AlignVCenter,
            self._day_words(day),
        )
        total = 0
        for hour in self._hours:
            count = self._counts.get((day, hour), 0)
            total += count
            self._paint_field(painter, field, count, most)
            field.translate(field.width(), 0)
        points = 10.5 if self._narrow else TEXT_POINTS
        painter.setFont(that_fits(painter, points, text.number(total), field.width(), QFont.Weight.DemiBold))
        painter.setPen(QColor(colours.text))
        painter.drawText(field, Qt.AlignmentFlag.AlignCenter, text.number(total))

    def _paint_field(self, painter: QPainter, field: QRectF, count: int, most: int) -> None:
        if not count:
            return
        colours = self._theme.colours
        ground = QColor(colours.primary)
        ground.setAlphaF(0.14 + 0.16 * count / most)  # text on it keeps its contrast
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(field.adjusted(2, 2, -2, -2), 5, 5)
        painter.setPen(QColor(colours.text))
        points = 10.5 if self._narrow else TEXT_POINTS
        painter.setFont(that_fits(painter, points, text.number(count), field.width()))
        painter.drawText(field, Qt.AlignmentFlag.AlignCenter, text.number(count))


def that_fits(painter: QPainter, points: float, words: str, room: float, weight: Weight = Weight.Normal) -> QFont:
    """Letters so large that the words stay in their place, and never lie on those beside them."""
    wide = QFontMetricsF(font(points, weight), painter.device()).horizontalAdvance(words) + 3
    return font(points * min(1.0, room / wide), weight)
