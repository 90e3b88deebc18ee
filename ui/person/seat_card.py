"""Which day and hour: the month, the day's hours with their free seats, and the dose they are for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from ui.calendar.day_field import MonthBar
from ui.calendar.days import Days
from ui.calendar.dose_box import DoseBox
from ui.calendar.holidays import known_holidays
from ui.calendar.hours import Hours
from ui.calendar.month import Month
from ui.kit import text
from ui.kit.basic import column, label, line
from ui.kit.theme import GAP, Theme
from ui.kit.translated import Translated
from ui.session.sites import Sites

if TYPE_CHECKING:
    from app.schedule.timetable import Day


class SeatCard(Translated, QFrame):
    """`chosen`: another day or hour stands there. `wished`: a seat was chosen in the timetable, and still counts."""

    chosen = Signal()

    def __init__(self, theme: Theme, sites: Sites, days: Days) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._sites, self._days = sites, days
        self._wish: tuple[date, int] | None = None  # day, hour
        self.bar, self.month, self.hours = MonthBar(theme), Month(theme, small=True), Hours(theme)
        self.dose = DoseBox()
        self.day_name = label("heading")
        self.empty = label("muted", wrap=True)
        self.empty.hide()  # until the server has told
        self.buttons = line()
        self._lay_out()
        self.bar.turned.connect(self._turn)
        self.month.turned.connect(self._turn)
        self.month.chosen.connect(self._choose_day)
        self.dose.activated.connect(self._choose_dose)
        self.hours.chosen.connect(self.chosen)
        self.chosen.connect(self._name_day)
        days.month_told.connect(self._take_month)
        known_holidays().told.connect(self._name_day)
        days.day_told.connect(self._take_day)
        self.retranslate()

    def _lay_out(self) -> None:
        box = column(self, margin=2 * GAP)
        head = line()
        head.addWidget(self.bar, 1)
        head.addWidget(self.dose)
        box.addLayout(head)
        box.addWidget(self.month, 3)
        box.addWidget(self.day_name)
        box.addWidget(self.empty)
        box.addWidget(self.hours, 4)
        self.buttons.addStretch(1)
        box.addLayout(self.buttons)

    def retranslate(self) -> None:
        self.empty.setText(self.tr("No slots on this day."))
        self._name_day()

    def _name_day(self) -> None:
        self.day_name.setText(
            " · ".join(filter(None, (text.day(self.month.day), known_holidays().name(self.month.day))))
        )

    # --- what stands ---

    @property
    def day(self) -> date:
        return self.month.day

    @property
    def ahead(self) -> bool:
        """The chosen hour can still be booked."""
        return self.hours.bookable(self.month.day)

    @property
    def wished(self) -> bool:
        return self._wish is not None

    def forget_wish(self) -> None:
        self._wish = None

    def wish(self, day: date, hour: int, dose: int) -> None:
        """From the timetable."""
        self._wish = (day, hour)
        self.dose.choose(dose)
        self._days.dose = dose
        self.month.day = day
        self._turn(day.year, day.month)

    # --- asking ---

    def load(self) -> None:
        """Ask for the month and the day anew, where anybody looks."""
        if self._sites.desk is not None and self.isVisible():
            self._days.dose = self.dose.dose
            self._days.ask_month(self.month.year, self.month.month)
            self._days.ask_day(self.month.day)

    def _turn(self, year: int, month: int) -> None:
        self.bar.show_month(year, month)
        self.month.show_month(year, month)
        self._name_day()
        self.load()

    def _choose_day(self, _day: date) -> None:
        self._wish = None
        self.chosen.emit()
        if self._sites.desk is not None:
            self._days.ask_day(self.month.day)

    def _choose_dose(self) -> None:
        self._wish = None
        self.load()

    def _take_month(self, year: int, month: int, totals: Mapping[date, Any]) -> None:
        if (year, month) == (self.month.year, self.month.month):
            self.month.show_month(year, month, totals)

    def _take_day(self, plan: Day) -> None:
        if plan.date != self.month.day:
            return
        wished = self._wish[1] if self._wish and self._wish[0] == plan.date else None
        self.hours.show_day(plan, wished)
        self.hours.setVisible(bool(plan.hours))
        self.empty.setVisible(not plan.hours)
        self.chosen.emit()
