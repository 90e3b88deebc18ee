"""A public holiday is said wherever a day is chosen, and asked about before anybody is booked for it or moved to it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import QObject

from ui.kit import text
from ui.kit.question import Question
from ui.kit.text import fill
from ui.kit.ticks import needs_tick

MOST = 4  # named one by one


def holiday(day: date) -> str:
    """The name of the holiday that a day is; "" for any other day."""
    from app.sheets.cells.holidays import name_of

    names = name_of(day)
    return "" if names is None else names[0 if text.lang() == "th" else 1]


class AskHoliday(QObject):
    def __init__(self, dialog: Question) -> None:
        super().__init__(dialog)
        self._dialog = dialog

    def of(self, days: Iterable[date]) -> None:
        """The yes waits for a tick where any of these is one."""
        found = [day for day in sorted(set(days)) if holiday(day)]
        if not found:
            return
        named = ", ".join(f"{text.day(day)} ({holiday(day)})" for day in found[:MOST])
        told = fill(self.tr("Public holiday: %1"), named + (" …" if len(found) > MOST else ""))
        needs_tick(self._dialog, told, self.tr("The clinic is open then"))
