"""The month and the day of the timetable as one page looks at them."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.schedule import timetable
from ui.session.calls import Calls


class Days(QObject):
    """Every method returns at once; what comes of it is told by a signal, on the GUI thread."""

    month_told = Signal(int, int, object)  # year, month, {date: DayTotal}
    month_failed = Signal(object)  # AppError
    day_told = Signal(object)  # Day
    day_failed = Signal(object)  # AppError

    def __init__(self, calls: Calls, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._calls = calls
        self.dose: int | None = 1
        self._asked = 0  # the newest question for a month; older answers are dropped

    def ask_month(self, year: int, month: int) -> None:
        self._asked += 1
        dose = self.dose
        told = partial(self._month, self._asked, year, month)
        self._calls.read(lambda desk: timetable.month(desk, year, month, dose), told, self.month_failed.emit)

    def _month(self, asked: int, year: int, month: int, totals: Any) -> None:
        if asked == self._asked:
            self.month_told.emit(year, month, totals)

    def ask_day(self, day: date) -> None:
        dose = self.dose
        self._calls.read(lambda desk: timetable.day(desk, day, dose), self.day_told.emit, self.day_failed.emit)
