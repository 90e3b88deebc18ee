"""One day of the timetable: its hours, and who sits where in the chosen one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from app.domain.values import Booking
from app.thai import today
from app.wording import say
from ui.calendar.hours import Hours, Seats
from ui.kit import text
from ui.kit.basic import Button, column, label, line
from ui.kit.text import fill
from ui.kit.theme import GAP, Theme
from ui.kit.translated import Translated
from ui.schedule.timetable import Timetable

if TYPE_CHECKING:
    from app.schedule.timetable import Day, Hour


class DayCard(Translated, QFrame):
    """`book_wanted`: a free seat was chosen (day, hour, dose). `person_wanted`: a citizen id. `edit_wanted`: a slot.
    `list_wanted`: a day."""

    book_wanted = Signal(object, int, int)
    person_wanted = Signal(str)
    edit_wanted = Signal(object)
    list_wanted = Signal(object)
    everybody_wanted = Signal(object)  # a day, of which all are to be moved

    def __init__(self, theme: Theme, timetable: Timetable) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._timetable = timetable
        self._day = today()
        self.plan: Day | None = None
        self.day_name = label("heading")
        self.empty = label("muted", wrap=True)
        self.empty.hide()  # until the server has told
        self.more = label("small", wrap=True)
        self.hours = Hours(theme)
        self.seats = Seats()
        self.seats_name = label("strong")
        self.book = Button(theme, "calendar-check", "primary")
        self.person = Button(theme, "user")
        self.edit = Button(theme, "pencil")
        self.list = Button(theme, "list-checks")
        self.everybody = Button(theme, "arrow-right", "flat")
        self._lay_out()
        self.hours.chosen.connect(self._show_seats)
        self.seats.chosen.connect(self.show_buttons)
        self.seats.wanted.connect(self._seat_wanted)
        self.book.clicked.connect(self._book)
        self.person.clicked.connect(self._person)
        self.edit.clicked.connect(self._edit)
        self.everybody.clicked.connect(lambda: self.everybody_wanted.emit(self._day))
        self.list.clicked.connect(lambda: self.list_wanted.emit(self._day))
        self.retranslate()

    def _lay_out(self) -> None:
        box = column(self, margin=2 * GAP)
        head = line()
        head.addWidget(self.day_name, 1)
        head.addWidget(self.edit)
        head.addWidget(self.list)
        box.addLayout(head)
        box.addWidget(self.empty)
        box.addWidget(self.hours, 5)
        box.addWidget(self.more)
        box.addWidget(self.seats_name)
        box.addWidget(self.seats, 5)
        box.addStretch(0)  # takes the room of a day without hours
        buttons = line()
        buttons.addWidget(self.everybody)
        buttons.addStretch(1)
        buttons.addWidget(self.person)
        buttons.addWidget(self.book)
        box.addLayout(buttons)

    # --- words ---

    def retranslate(self) -> None:
        self.book.say(self.tr("Book this seat"))
        self.person.say(self.tr("Show the person"))
        self.edit.say(self.tr("Change slot…"))
        self.list.say(self.tr("List…"), self.tr("Who is booked on this day: to look at, print, save or remind"))
        self.everybody.say(
            self.tr("Move everybody…"), self.tr("All appointments of this day to another day, same hours")
        )
        self.empty.setText(self.tr("No slots on this day. Press “Add…” to make some."))
        self._show_names()
        self._show_notes()

    def _show_names(self) -> None:
        self.day_name.setText(text.day(self._day))
        hour = self.hours.now
        self.seats_name.setText(fill(self.tr("Seats at %1"), text.hour(hour.slot.hour)) if hour is not None else "")

    def _show_notes(self) -> None:
        """What the server did not tell of the day."""
        plan, notes = self.plan, []
        if plan is not None and plan.without_hour:
            notes.append(say("booked_without_hour", text.lang(), count=len(plan.without_hour)))
        if plan is not None and not plan.readable:
            notes.append(say("schedule_unreadable", text.lang()))
        self.more.setText("\n".join(notes))
        self.more.setVisible(bool(notes))

    # --- what stands ---

    def name_day(self, day: date) -> None:
        """Another day was chosen; what stands on it is being asked for."""
        self._day = day
        self._show_names()

    def show_plan(self, plan: Day | None) -> None:
        """None: nothing is known of the day."""
        self.plan = plan
        self.hours.show_day(plan)
        some = plan is not None and bool(plan.hours)
        self.empty.setVisible(plan is not None and not some)
        for part in (self.hours, self.seats, self.seats_name):
            part.setVisible(some)
        self._show_notes()
        self._show_names()
        self.show_buttons()

    def _show_seats(self, hour: Hour | None) -> None:
        self.seats.show_slot(hour)
        self._show_names()
        self.show_buttons()

    def show_buttons(self) -> None:
        hour, one, free = self.hours.now, self.seats.now, self._timetable.calls.free
        self.book.setEnabled(free and one is None and self.hours.bookable(self._day))
        self.person.setEnabled(one is not None and bool(one.cid))  # the server may hide who it is
        can_edit = self._timetable.sites.practice and hour is not None and hour.slot.slot_id > 0
        self.edit.setVisible(can_edit)
        self.edit.setEnabled(free)
        some = self.plan is not None and (any(one.people for one in self.plan.hours) or bool(self.plan.without_hour))
        self.everybody.setVisible(some and self._day >= today())
        self.everybody.setEnabled(free)
        self.list.setEnabled(self._timetable.sites.desk is not None)

    # --- choosing ---

    def _seat_wanted(self, one: Booking | None) -> None:
        if one is not None:
            self._person()
        elif self.book.isEnabled():
            self._book()

    def _book(self) -> None:
        if (hour := self.hours.now) is not None:
            dose = hour.slot.dose or self._timetable.days.dose or 1
            self.book_wanted.emit(self._day, hour.slot.hour, dose)

    def _person(self) -> None:
        if (one := self.seats.now) is not None and one.cid:
            self.person_wanted.emit(one.cid)

    def _edit(self) -> None:
        if (hour := self.hours.now) is not None:
            self.edit_wanted.emit(hour.slot)
