"""Reminders: who is booked on some days, less those who were reminded, becomes the audience of a new message."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.domain.values import FieldSite
from ui.messages.messages import Messages

if TYPE_CHECKING:
    from app.messages.reminders import Reminding
    from app.messages.sending import Messenger


@dataclass(frozen=True)
class Days:
    """Whom to remind: who is booked from a day to another, at the facility (None) or at one of its field sites."""

    first: date
    last: date
    site: FieldSite | None = None


UNSURE = ("list_unreadable", "list_short")  # notes of a day that say: somebody may be missing


@dataclass(frozen=True)
class Found:
    """Who is reminded, and the notes of the days that say that somebody may be missing: keys of `wording`."""

    reminding: Reminding
    notes: tuple[str, ...]


class Reminders(QObject):
    """Every method returns at once; what comes of it is told by a signal, on the GUI thread."""

    found = Signal(object)  # Found: the audience stands
    failed = Signal(object)  # AppError

    def __init__(self, messages: Messages, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._messages = messages
        self.days: Days | None = None
        self.again = False  # those reminded before get it, too

    def begin(self, days: Days, *, again: bool = False) -> None:
        """A new message with our own words, to everybody booked on these days; nothing is sent."""
        from app.messages.reminders import usual

        messages = self._messages
        if not messages.calls.free:
            return
        self.days, self.again = days, again
        messages.new(usual(), reminder=True)

        async def work(messenger: Messenger) -> Found:
            from app.messages.reminders import remind
            from app.schedule import day_list

            desk = messages.calls.messenger(days.site).desk
            listed = await day_list.ask(desk, days.first, days.last, lambda done, _total: messages.calls.reach(done))
            people = day_list.recipients(listed)
            told = await remind(messenger, people, len(listed.lines), again=again)
            return Found(told, tuple(code for day in listed.days for code in day.notes if code in UNSURE))

        messages.calls.ask(work, self._take, self.failed.emit)

    def _take(self, found: Found) -> None:
        self._messages.remind(found.reminding.people)
        self.found.emit(found)
