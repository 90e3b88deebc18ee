"""The list of a day as its dialog knows it: asked of the server, seen, saved."""

from __future__ import annotations

import asyncio
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.schedule import day_list, day_list_file
from app.wording import Lang
from ui.session.calls import Calls

if TYPE_CHECKING:
    from app.booking.desk import Desk
    from app.schedule.day_list import DayList


class Listing(QObject):
    """Every method returns at once; what comes of it is told by a signal, on the GUI thread."""

    listed = Signal(object)  # DayList
    saved = Signal(object)  # Path
    failed = Signal(object)  # AppError

    def __init__(self, calls: Calls, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.calls = calls
        self.done = self.total = 0  # people looked up, of how many: numbers, safe from the calls' thread
        self._asked = 0  # the newest question; older answers are dropped

    def ask(self, first: date, last: date) -> None:
        self._asked += 1
        self.done = self.total = 0
        self.calls.read(
            partial(_ask, first, last, partial(self._reach, self._asked)),
            partial(self._told, self._asked),
            partial(self._not, self._asked),
        )

    def save(self, out: Path, listed: DayList, lang: Lang, *, whole: bool) -> None:
        """As its ending says. The clerk was asked before about overwriting."""
        self.calls.read(
            lambda _desk: asyncio.to_thread(day_list_file.write, out, listed, lang, whole=whole, overwrite=True),
            self.saved.emit,
            self.failed.emit,
        )

    def _reach(self, asked: int, done: int, total: int) -> None:
        if asked == self._asked:
            self.done, self.total = done, total

    def _told(self, asked: int, listed: DayList) -> None:
        if asked == self._asked:
            self.listed.emit(listed)

    def _not(self, asked: int, error: object) -> None:
        if asked == self._asked:
            self.failed.emit(error)


async def _ask(first: date, last: date, tell: day_list.Tell, desk: Desk) -> DayList:
    """The clerk sees it: it is the look that the next one is compared with."""
    listed = await day_list.ask(desk, first, last, tell)
    await desk.aside(partial(day_list.keep, desk, listed))
    return listed
