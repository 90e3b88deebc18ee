"""A day by hour: one line a slot with its seats as a bar, and the line of people who sit in the chosen one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.domain.values import Booking, TimeSlot, masked
from app.thai import today
from ui.kit import text
from ui.kit.copying import copies
from ui.kit.table import Column, ListModel, numbers, plain_table
from ui.kit.text import fill
from ui.kit.theme import RADIUS, Theme, font
from ui.kit.translated import Translated

if TYPE_CHECKING:
    from app.schedule.timetable import Day, Hour

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
BAR = 8  # px


def span(slot: TimeSlot) -> str:
    """08:00–09:00 น."""
    return f"{slot.hour:02d}:00–{text.hour(slot.end_hour)}"


class HourModel(QAbstractListModel):
    """The slots of a day."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.hours: tuple[Hour, ...] = ()

    def show_hours(self, hours: tuple[Hour, ...]) -> None:
        self.beginResetModel()
        self.hours = hours
        self.endResetModel()

    def retranslate(self) -> None:
        if self.hours:
            self.dataChanged.emit(self.index(0), self.index(len(self.hours) - 1))

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.hours)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        slot = self.hours[index.row()].slot
        words = [span(slot), self.seats(slot)]
        return " ".join([*words, *self.marks(slot)])

    def seats(self, slot: TimeSlot) -> str:
        return fill(self.tr("%1 of %2 booked"), text.number(slot.taken), text.number(slot.seats))

    def marks(self, slot: TimeSlot) -> list[str]:
        """What else is to be known of a slot, in the guide's words."""
        marks = [fill(self.tr("dose %1"), slot.dose)] if slot.dose else []
        if not slot.open_to_api:
            marks.append(self.tr("not open to the API"))
        if slot.locked:
            marks.append(self.tr("booking confirmed"))
        return marks


class HourDelegate(QStyledItemDelegate):
    """A slot's time, its seats and a bar of those taken."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(220, option.fontMetrics.height() * 2 + 28)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, HourModel)
        slot, colours = model.hours[index.row()].slot, self._theme.colours
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        box = QRectF(option.rect).adjusted(3, 3, -3, -3)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours.focus if chosen else colours.line), 2 if chosen else 1))
        painter.setBrush(QColor(colours.selection.ground if chosen else colours.surface))
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        inner = box.adjusted(12, 4, -12, -8)
        ink, pale = (colours.selection.ink, colours.selection.ink) if chosen else (colours.text, colours.muted)
        self._words(painter, inner, ink, font(weight=QFont.Weight.DemiBold), span(slot), model.seats(slot))
        under = inner.adjusted(0, painter.fontMetrics().height() + 1, 0, 0)
        free = self.tr("full") if not slot.free else fill(self.tr("%1 free"), text.number(slot.free))
        self._words(painter, under, pale, font(10), " · ".join(model.marks(slot)), free)
        self._bar(painter, QRectF(inner.left(), box.bottom() - BAR - 5, inner.width(), BAR), slot)
        painter.restore()

    @staticmethod
    def _words(painter: QPainter, box: QRectF, ink: str, letters: QFont, left: str, right: str) -> None:
        painter.setFont(letters)
        painter.setPen(QColor(ink))
        top = Qt.AlignmentFlag.AlignTop
        painter.drawText(box, top | Qt.AlignmentFlag.AlignRight, right)
        room = box.width() - painter.fontMetrics().horizontalAdvance(right) - 10
        short = painter.fontMetrics().elidedText(left, Qt.TextElideMode.ElideRight, int(room))
        painter.drawText(box, top | Qt.AlignmentFlag.AlignLeft, short)

    def _bar(self, painter: QPainter, box: QRectF, slot: TimeSlot) -> None:
        colours = self._theme.colours
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.line))
        painter.drawRoundedRect(box, BAR / 2, BAR / 2)
        share = min(1.0, slot.taken / slot.seats) if slot.seats else 0.0
        if share:
            box.setWidth(max(float(BAR), box.width() * share))
            painter.setBrush(QColor(colours.bad.ink if not slot.free else colours.primary))
            painter.drawRoundedRect(box, BAR / 2, BAR / 2)


class Hours(Translated, QListView):
    """`chosen`: an Hour, or None."""

    chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        copies(self)
        self.hours = HourModel(self)
        self.setModel(self.hours)
        self.setItemDelegate(HourDelegate(theme, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._current)
        self.retranslate()

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Hours of the day"))
        self.hours.retranslate()

    @property
    def now(self) -> Hour | None:
        place = self.currentIndex().row()
        return self.hours.hours[place] if 0 <= place < len(self.hours.hours) else None

    def bookable(self, day: date) -> bool:
        """Whether the chosen hour is one of this day (another day's answer may stand here still), lies ahead, and has a
        free seat."""
        hour = self.now
        return hour is not None and hour.slot.date == day and day >= today() and hour.slot.free > 0

    def show_day(self, plan: Day | None, hour: int | None = None) -> None:
        """Its slots, `hour` chosen; else the one that was, else the first with a seat."""
        before = self.now
        wanted = hour if hour is not None else before.slot.hour if before else None
        self.hours.show_hours(plan.hours if plan else ())
        slots = [one.slot for one in self.hours.hours]
        places = [place for place, slot in enumerate(slots) if slot.hour == wanted]
        places += [place for place, slot in enumerate(slots) if slot.free]
        if slots:
            self.setCurrentIndex(self.hours.index((places or [0])[0]))
        else:
            self.chosen.emit(None)

    def _current(self) -> None:
        self.chosen.emit(self.now)


# --- who sits in one slot ---


Seat = Booking | None  # None: free


def _name(seats: Sequence[Seat], place: int) -> str:
    one = seats[place]
    return QCoreApplication.translate("Seats", "free") if one is None else one.person_name or "–"


def _cid(seats: Sequence[Seat], place: int) -> str:
    one = seats[place]
    return "" if one is None else masked(one.cid)


def _booked_by(seats: Sequence[Seat], place: int) -> str:
    if (one := seats[place]) is None:
        return ""
    translate = QCoreApplication.translate
    return translate("Seats", "the citizen") if one.by_citizen else translate("Seats", "the facility")


SEAT_COLUMNS = (
    Column("number", lambda: QCoreApplication.translate("Seats", "No."), numbers),
    Column("name", lambda: QCoreApplication.translate("Seats", "Name"), _name, stretches=True),
    Column("cid", lambda: QCoreApplication.translate("Seats", "Citizen ID"), _cid),
    Column("by", lambda: QCoreApplication.translate("Seats", "Booked by"), _booked_by),
)


class Seats(Translated, QTableView):
    """`chosen`: the seat's Booking, or None where it is free. `wanted`: the same, by Enter or a double click."""

    chosen = Signal(object)
    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.seats = ListModel(SEAT_COLUMNS, self)
        plain_table(self, self.seats)
        self.selectionModel().currentRowChanged.connect(self._current)
        self.activated.connect(self._activated)
        self.retranslate()

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Seats of the hour"))
        self.seats.retranslate()

    def show_slot(self, hour: Hour | None) -> None:
        """The first free seat is chosen, as that is the one to book."""
        people: tuple[Booking, ...] = hour.people if hour else ()
        free = max(hour.slot.seats - len(people), 0) if hour else 0
        self.seats.show((*people, *[None] * free))
        if self.seats.items:
            self.selectRow(min(len(people), len(self.seats.items) - 1))
        else:
            self.chosen.emit(None)

    @property
    def now(self) -> Booking | None:
        place = self.currentIndex().row()
        return self.seats.items[place] if 0 <= place < len(self.seats.items) else None

    def _current(self) -> None:
        self.chosen.emit(self.now)

    def _activated(self) -> None:
        self.wanted.emit(self.now)
