"""Rows that were refused or not sent, sent once more."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from app.domain.stay import DAY_IN_DOUBT, SECOND_DAYS
from app.domain.values import Outcome
from app.errors import AppError
from ui.bridge import Bridge
from ui.session.under_way import Lane, What
from ui.sheet.sheet import Sheet
from ui.upload.run import Run

if TYPE_CHECKING:
    from app.booking.desk import Desk


class Anew(NamedTuple):
    """What a retry would send that may not be meant: file rows of each kind."""

    second_days: tuple[int, ...]  # of people who have another day already
    days: tuple[int, ...]  # held back, as their day may not be meant


class Retry(QObject):
    asked = Signal(object)  # Anew: ask the clerk
    failed = Signal(object)  # AppError: nothing has begun

    def __init__(self, sheet: Sheet, run: Run, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sheet, self._run, self._bridge = sheet, run, bridge

    def ask(self) -> None:
        """Look whether a retry would give anybody a second day; then the clerk is asked."""
        if (found := self._run.open_batch) is not None:
            desk, batch = found
            self._sheet.under_way.begin(Lane.SHEET, What.PREPARING)
            self._bridge.call(desk.aside(partial(_anew, desk, batch)), self._may_retry, self._failed)

    def _may_retry(self, anew: Anew) -> None:
        self._sheet.under_way.end(Lane.SHEET)
        self.asked.emit(anew)

    def start(self, leaving: Collection[int] = ()) -> None:
        """`leaving`: file rows of which the clerk did not say that they are meant."""
        if (found := self._run.open_batch) is not None:
            desk, batch = found
            self._sheet.under_way.begin(Lane.SHEET, What.PREPARING)
            work = desk.aside(partial(_planned_again, desk, batch, leaving))
            self._bridge.call(work, partial(self._planned, batch, not leaving), self._failed)

    def book_again(self) -> None:
        """Those that this batch left out, as they were cancelled or moved from here before it: the clerk wants them."""
        if (found := self._run.open_batch) is not None:
            desk, batch = found
            self._sheet.under_way.begin(Lane.SHEET, What.PREPARING)
            work = desk.aside(partial(_again, desk, batch))
            self._bridge.call(work, partial(self._planned, batch, True), self._failed)

    def _planned(self, batch: int, asked: bool, outcomes: Mapping[int, Outcome]) -> None:
        """`asked`: the clerk said that all of them are meant."""
        self._run.note(outcomes.values())
        self._sheet.lines.undoing = False
        self._run.run(batch, both_days=asked)

    def _failed(self, error: AppError) -> None:
        self._sheet.under_way.end(Lane.SHEET)
        self.failed.emit(error)


def _anew(desk: Desk, batch: int) -> Anew:
    second = (one.row for one in desk.second_days(batch) if one.code in SECOND_DAYS)
    days = (row for row, one in desk.outcomes(batch).items() if one.code == DAY_IN_DOUBT)
    return Anew(tuple(second), tuple(days))


def _planned_again(desk: Desk, batch: int, leaving: Collection[int]) -> Mapping[int, Outcome]:
    desk.retry_failed(batch, leaving)
    return desk.outcomes(batch)


def _again(desk: Desk, batch: int) -> Mapping[int, Outcome]:
    from app.booking.unbooked import book_again

    book_again(desk.journal, batch, desk.account.user)
    return desk.outcomes(batch)
