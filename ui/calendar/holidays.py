"""Public holidays as the window knows them: marked in a month, told beside a day."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from functools import cache
from threading import Thread

from PySide6.QtCore import QCoreApplication, QObject, Signal

from app.sheets.cells import holidays
from ui.kit import text
from ui.kit.text import fill


class Holidays(QObject):
    """A year is read aside: the first one takes a second, for which the window's thread never waits."""

    told = Signal()  # one more year is known

    def __init__(self) -> None:
        super().__init__()
        self._years: dict[int, Mapping[date, tuple[str, str]]] = {}

    def name(self, day: date) -> str:
        """In the window's language; "" of any other day, and while its year is on the way (`told` comes then)."""
        if day.year not in self._years:
            self._years[day.year] = {}
            Thread(target=self._read, args=(day.year,), name="holidays", daemon=True).start()
        names = self._years[day.year].get(day)
        return names[text.lang() == "en"].split(";")[0] if names else ""

    def words(self, day: date) -> str:
        """Public holiday: its name; "" of any other day."""
        name = self.name(day)
        return fill(QCoreApplication.translate("Holidays", "Public holiday: %1"), name) if name else ""

    def _read(self, year: int) -> None:
        self._years[year] = holidays.of_year(year)
        with suppress(RuntimeError):  # the window is closed meanwhile
            self.told.emit()


@cache
def known_holidays() -> Holidays:
    """One for the whole window."""
    return Holidays()
