"""A month as a calendar: the fuller a day, the stronger its colour; numbers say the same in words."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.thai import today
from ui.calendar.holidays import known_holidays
from ui.kit import text
from ui.kit.text import fill
from ui.kit.theme import GAP, RADIUS, Theme, font
from ui.kit.translated import Translated

if TYPE_CHECKING:
    from app.schedule.timetable import DayTotal

WEEK = 7
# Of the colour on a day's ground: none booked, all booked less one, full. Text on it keeps its contrast.
PALE, DEEPER, FULL = 0.06, 0.17, 0.13
ROWS = 6
DOT = 2.5  # px, half of it: beside a public holiday's number
STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -WEEK,
    Qt.Key.Key_Down: WEEK,
}


def month_name(year: int, month: int) -> str:
    """พฤศจิกายน 2569, or November 2026."""
    from app.thai import ENGLISH_MONTHS, ERA, MONTHS

    return f"{MONTHS[month - 1]} {year + ERA}" if text.lang() == "th" else f"{ENGLISH_MONTHS[month - 1]} {year}"


def number_room(letters: QFontMetrics) -> int:
    """The width (px) the number of a day takes, with the gap to what stands beside it."""
    return letters.horizontalAdvance("30") + 14


def lines_in(box: QRectF, letters: QFontMetrics) -> int:
    """How many lines a day has room for: its number, the free seats, the booked. They never lie on each other."""
    return max(1, min(3, int((box.height() - 4) / (0.92 * letters.height()))))


def that_fits(painter: QPainter, room: QRectF, words: str, figure: str) -> str:
    """The sentence, or the figure alone."""
    return words if painter.fontMetrics().horizontalAdvance(words) <= room.width() else figure


class Month(Translated, QWidget):
    """`chosen`: a day was picked. `turned`: the keyboard left the month (year, month)."""

    chosen = Signal(object)
    turned = Signal(int, int)

    def __init__(self, theme: Theme, *, small: bool = False) -> None:
        """`small`: to pick a day in a form; a day shows the seats free alone."""
        super().__init__()
        self._theme, self._small = theme, small
        self._totals: Mapping[date, DayTotal] = {}
        self.day = today()
        self.year, self.month = self.day.year, self.day.month
        self.loading = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)
        self._holidays = known_holidays()
        self._holidays.told.connect(self.retranslate)
        self._describe()

    # --- what stands ---

    def show_month(self, year: int, month: int, totals: Mapping[date, DayTotal] | None = None) -> None:
        """`totals` None: they are on their way."""
        self.year, self.month, self.loading = year, month, totals is None
        self._totals = totals or {}
        if (self.day.year, self.day.month) != (year, month):
            self.day = date(year, month, min(self.day.day, calendar.monthrange(year, month)[1]))
        self._describe()
        self.update()

    def choose(self, day: date) -> None:
        """Pick a day, as by a click."""
        self.day = day
        if (day.year, day.month) != (self.year, self.month):
            self.turned.emit(day.year, day.month)
        self._describe()
        self.update()
        self.chosen.emit(day)

    def retranslate(self) -> None:
        self._describe()
        self.update()

    def _describe(self) -> None:
        self.setAccessibleName(month_name(self.year, self.month))
        self.setAccessibleDescription(f"{text.day(self.day)}: {self.words_of(self.day)}")
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    def words_of(self, day: date) -> str:
        """A day as it is told to those who can't see it, and in the tooltip."""
        holiday = self._holidays.words(day)
        return f"{holiday} · {self._seats_of(day)}" if holiday else self._seats_of(day)

    def _seats_of(self, day: date) -> str:
        total = self._totals.get(day)
        if total is None:
            return self.tr("no slots")
        free = self.tr("? free") if total.free is None else fill(self.tr("%1 free"), text.number(total.free))
        if total.booked is None:
            return f"{free}, {self.tr('booked not known')}"
        return f"{free}, {fill(self.tr('%1 booked'), text.number(total.booked))}"

    # --- places ---

    def _first(self) -> date:
        """The first day of the first week shown: a Sunday in Thai, a Monday in English."""
        start = date(self.year, self.month, 1)
        return start - timedelta(days=(start.weekday() + WEEK - text.first_weekday()) % WEEK)

    def _head(self) -> float:
        return self.fontMetrics().height() + 6.0

    def box(self, day: date) -> QRectF:
        """Where a day stands."""
        place = (day - self._first()).days
        width = self.width() / WEEK
        height = (self.height() - self._head()) / ROWS
        left, top = place % WEEK * width, self._head() + place // WEEK * height
        return QRectF(left, top, width, height).adjusted(2, 2, -2, -2)

    def _day_at(self, point: QPointF) -> date | None:
        if point.y() < self._head():
            return None
        across = int(point.x() / (self.width() / WEEK))
        down = int((point.y() - self._head()) / ((self.height() - self._head()) / ROWS))
        if not 0 <= across < WEEK or not 0 <= down < ROWS:
            return None
        return self._first() + timedelta(days=down * WEEK + across)

    def sizeHint(self) -> QSize:
        high = self.fontMetrics().height()
        return QSize(WEEK * 54, high * 10 + 40) if self._small else QSize(WEEK * 92, int(self._head()) + ROWS * 74)

    def minimumSizeHint(self) -> QSize:
        high = self.fontMetrics().height()
        wide = max(40, number_room(self.fontMetrics()) + self.fontMetrics().horizontalAdvance("99"))
        return QSize(WEEK * wide, high * 9) if self._small else QSize(WEEK * 62, int(self._head()) + ROWS * (high + 12))

    # --- mouse and keys ---

    def mousePressEvent(self, event: QMouseEvent) -> None:
        day = self._day_at(event.position())
        if day is not None and event.button() is Qt.MouseButton.LeftButton:
            self.choose(day)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        day = self._day_at(event.position())
        self.setToolTip(text.tip(f"{text.day(day)}: {self.words_of(day)}" if day else ""))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in STEPS:
            self.choose(self.day + timedelta(days=STEPS[Qt.Key(key)]))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._turn(-1 if key == Qt.Key.Key_PageUp else 1)
        elif key == Qt.Key.Key_Home:
            self.choose(today())
        else:
            super().keyPressEvent(event)

    def _turn(self, by: int) -> None:
        number = self.year * 12 + self.month - 1 + by
        year, month = divmod(number, 12)
        last = calendar.monthrange(year, month + 1)[1]
        self.choose(date(year, month + 1, min(self.day.day, last)))

    # --- painting ---

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_head(painter)
        for place in range(WEEK * ROWS):
            self._paint_day(painter, self._first() + timedelta(days=place))
        painter.end()

    def _paint_head(self, painter: QPainter) -> None:
        names = text.weekday_names()
        painter.setPen(QColor(self._theme.colours.muted))
        painter.setFont(font(10, QFont.Weight.DemiBold))
        width = self.width() / WEEK
        for place, name in enumerate(names):
            box = QRectF(place * width + (6 if self._small else 9), 0, width, self._head())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, name)

    def _paint_day(self, painter: QPainter, day: date) -> None:
        colours, box = self._theme.colours, self.box(day)
        outside = day.month != self.month
        total = None if outside else self._totals.get(day)
        self._paint_ground(painter, box, total, outside=outside)
        if day == self.day and not outside:
            edge = colours.focus if self.hasFocus() else colours.text
            painter.setPen(QPen(QColor(edge), 2.5 if self.hasFocus() else 1.8))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        self._paint_number(painter, box, day, outside=outside)
        if total is not None:
            self._paint_seats(painter, box, total)

    def _paint_ground(self, painter: QPainter, box: QRectF, total: DayTotal | None, *, outside: bool) -> None:
        """The share of seats taken as a colour: none, pale … full."""
        colours = self._theme.colours
        painter.setPen(Qt.PenStyle.NoPen)
        if outside:
            return
        painter.setBrush(QColor(colours.surface))
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        if total is None:
            return
        share = (total.booked or 0) / total.seats if total.seats else 0.0
        full = total.free == 0
        ground = QColor(colours.bad.ink if full else colours.primary)
        ground.setAlphaF(FULL if full else PALE + DEEPER * share)
        painter.setBrush(ground)
        painter.drawRoundedRect(box, RADIUS, RADIUS)

    def _paint_number(self, painter: QPainter, box: QRectF, day: date, *, outside: bool) -> None:
        colours = self._theme.colours
        is_today, holiday = day == today(), not outside and bool(self._holidays.name(day))
        ink = colours.edge if outside else colours.bad.ink if holiday else colours.primary if is_today else colours.text
        painter.setPen(QColor(ink))
        painter.setFont(font(10 if self._small else 11.5, QFont.Weight.Bold if is_today else QFont.Weight.DemiBold))
        room = box.adjusted(7, 2, -6, -2) if not self._small else box.adjusted(4, 0, -4, 0)
        middle = self._small or (lines_in(box, self.fontMetrics()) == 1 and day in self._totals)
        high = Qt.AlignmentFlag.AlignVCenter if middle else Qt.AlignmentFlag.AlignTop
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | high, str(day.day))
        end = room.left() + painter.fontMetrics().horizontalAdvance(str(day.day))
        if holiday:  # not by its colour alone
            middle_of_it = room.center().y() if middle else room.top() + painter.fontMetrics().height() / 2
            painter.setBrush(QColor(ink))
            painter.drawEllipse(QPointF(end + DOT + 2, middle_of_it), DOT, DOT)
        if is_today and not middle:
            painter.setFont(font(9, QFont.Weight.DemiBold))
            words = self.tr("today")
            if end + GAP + painter.fontMetrics().horizontalAdvance(words) <= room.right():
                low = room.adjusted(0, 3, 0, 0)  # the marks above the letters, too, stay within the frame
                painter.drawText(low, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, words)

    def _paint_seats(self, painter: QPainter, box: QRectF, total: DayTotal) -> None:
        """Free and booked in a line each; where those have no room, the free ones alone, at last beside the number."""
        colours, lines = self._theme.colours, 1 if self._small else lines_in(box, self.fontMetrics())
        free = "?" if total.free is None else text.number(total.free)
        painter.setPen(QColor(colours.bad.ink if total.free == 0 else colours.text))
        if lines == 1:
            painter.setFont(font(9 if self._small else 10))
            middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            if number_room(self.fontMetrics()) + painter.fontMetrics().horizontalAdvance(free) <= box.width():
                painter.drawText(box.adjusted(2, 0, -5, 0), middle, free)
            return
        low = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft
        painter.setFont(font(10.5, QFont.Weight.DemiBold))
        words = self.tr("full") if total.free == 0 else fill(self.tr("%1 free"), free)
        line_height = painter.fontMetrics().height()
        room = box.adjusted(7, 0, -6, -4)
        if lines == 2:
            painter.drawText(room, low, that_fits(painter, room, words, free))
            return
        painter.drawText(room.adjusted(0, 0, 0, 1 - line_height * 0.92), low, that_fits(painter, room, words, free))
        painter.setPen(QColor(colours.muted))
        painter.setFont(font(10))
        booked = "?" if total.booked is None else text.number(total.booked)
        words = fill(self.tr("%1 booked"), booked)
        painter.drawText(room, low, that_fits(painter, room, words, booked))
