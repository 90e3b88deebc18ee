"""A practice citizen's own appointments, and what the citizen does about them in หมอพร้อม: book, move, cancel."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from app.domain.values import TimeSlot
from app.practice.sample import working_days
from ui.calendar.day_field import DayField
from ui.calendar.hours import span
from ui.kit import text
from ui.kit.basic import Button, column, frame, label, line
from ui.kit.copying import copies
from ui.kit.question import Question
from ui.kit.text import fill
from ui.kit.theme import GAP, Theme
from ui.kit.translated import Translated
from ui.phones.phones import Act, Phones

SLOT = Qt.ItemDataRole.UserRole
SHOWN = 5  # hours that are seen without scrolling

Held = Mapping[str, Any]  # an appointment as `/practice/phone` tells it


def when(held: Held, day: Callable[[date], str] = text.day) -> str:
    return f"{day(date.fromisoformat(held['appointment_date']))} {text.hour(int(held['appointment_time'][:2]))}"


class _Seat(QWidget):
    """One appointment. Both signals carry it."""

    move_wanted = Signal(object)
    cancel_wanted = Signal(object)

    def __init__(self, theme: Theme, held: Held) -> None:
        super().__init__()
        self.held = held
        self.words = label("strong", wrap=True)
        self.more = label("muted", wrap=True)
        self.shift, self.cancel = Button(theme), Button(theme, kind="danger")
        layout = line(self, gap=GAP)
        texts = column(gap=0)
        texts.addWidget(self.words)
        texts.addWidget(self.more)
        layout.addLayout(texts, 1)
        for button in (self.shift, self.cancel):
            layout.addWidget(button)
            button.setVisible(not held["locked"])
        self.shift.clicked.connect(self._move)
        self.cancel.clicked.connect(self._cancel)
        self.retranslate()

    def retranslate(self) -> None:
        self.words.setText(when(self.held, text.short_day))
        dose = fill(self.tr("dose %1"), self.held["dose"])
        more = f"{dose} · {self.held['hospital_name']}"
        if self.held["locked"]:
            more += "\n" + self.tr("Slot booking confirmed: only the facility can change it.")
        self.more.setText(more)
        self.shift.say(self.tr("Move as the citizen…"), self.tr("As the citizen does it in Mor Prom"))
        self.cancel.say(self.tr("Cancel as the citizen…"), self.tr("As the citizen does it in Mor Prom"))

    def _move(self) -> None:
        self.move_wanted.emit(self.held)

    def _cancel(self) -> None:
        self.cancel_wanted.emit(self.held)


class OwnSeats(Translated, QWidget):
    """`book_wanted`; `move_wanted` and `cancel_wanted` carry the appointment."""

    book_wanted = Signal()
    move_wanted = Signal(object)
    cancel_wanted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._held: Sequence[Held] = ()
        self.seats: list[_Seat] = []
        self.title = label("strong")
        self.book = Button(theme, "calendar-check")
        top = line(gap=GAP)
        top.addWidget(self.title, 1)
        top.addWidget(self.book)
        card = frame("card")
        self._list = column(card, margin=GAP, gap=GAP // 2)
        self._list.addLayout(top)
        column(self).addWidget(card)
        self.book.clicked.connect(self.book_wanted)
        self.retranslate()

    def retranslate(self) -> None:
        self.title.setText(self.tr("Appointments") if self._held else self.tr("No appointment yet"))
        self.book.say(self.tr("Book as the citizen…"), self.tr("As the citizen does it in Mor Prom"))
        for seat in self.seats:
            seat.retranslate()

    def show_held(self, held: Sequence[Held]) -> None:
        self._held = held
        for old in self.seats:
            self._list.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.seats = [_Seat(self._theme, one) for one in held]
        for seat in self.seats:
            seat.move_wanted.connect(self.move_wanted)
            seat.cancel_wanted.connect(self.cancel_wanted)
            self._list.addWidget(seat)
        self.retranslate()


class ChooseSeat(Question):
    """A day and one of its free hours. `chosen`: an Act."""

    chosen = Signal(object)

    def __init__(
        self, theme: Theme, parent: QWidget, phones: Phones, name: str, facility: str, dose: int, held: Held | None
    ) -> None:
        """`held`: the appointment that is moved; None: a new one is booked."""
        super().__init__(theme, parent, "calendar-check", "")
        self._phones, self._facility, self._dose, self._held = phones, facility, dose, held
        words = self.tr("%1 books") if held is None else self.tr("%1 moves the appointment")
        self.head.setText(fill(words, name))
        self.setWindowTitle(self.head.text())
        self.say(self.tr("As the citizen does it in Mor Prom"), "muted")
        if held is not None:
            self.say(fill(self.tr("Appointment so far: %1"), when(held)))
        self.day = DayField(theme, working_days(1)[0])  # where the practice timetable has slots
        self.day.say(self.tr("Date"))
        self.list = copies(QListWidget())
        self.list.setAccessibleName(self.tr("Free hours"))
        self.list.setFixedHeight(SHOWN * self._row_height() + GAP // 2)
        for part in (self.day, self.list):
            self.body.addWidget(part)
        self.yes.say(self.tr("Book this time") if held is None else self.tr("Move to this time"))
        self.yes.setEnabled(False)
        self.day.changed.connect(self._ask)
        self.list.currentRowChanged.connect(self._show_button)
        self.list.itemActivated.connect(self.accept)
        phones.seats_told.connect(self._show_seats)
        self.accepted.connect(self._choose)
        self._ask(self.day.day)

    def _row_height(self) -> int:
        return self.fontMetrics().height() + 12

    def _ask(self, day: date | None) -> None:
        self.list.clear()
        if day is not None:
            self._phones.ask_seats(self._facility, day, self._dose)

    def _show_seats(self, day: date, slots: Sequence[TimeSlot]) -> None:
        if day != self.day.day:
            return
        self.list.clear()
        for slot in slots:
            free = fill(self.tr("%1 free"), text.number(slot.free))
            dose = fill(self.tr("dose %1"), slot.dose)
            item = QListWidgetItem(f"{span(slot)}  ·  {free}  ·  {dose}")
            item.setData(SLOT, slot)
            item.setSizeHint(QSize(100, self._row_height()))
            self.list.addItem(item)
        if slots:
            self.list.setCurrentRow(0)
        else:
            none = QListWidgetItem(self.tr("No free seat on this day."), self.list)
            none.setFlags(Qt.ItemFlag.NoItemFlags)
        self._show_button()

    def _show_button(self) -> None:
        self.yes.setEnabled(self.list.currentItem() is not None)

    def _choose(self) -> None:
        slot: TimeSlot = self.list.currentItem().data(SLOT)
        held = self._held
        do, seat = ("book", None) if held is None else ("move", held["hospital_appointment_slot_id"])
        self.chosen.emit(Act(do, self._facility, slot.date, slot.hour, seat))
