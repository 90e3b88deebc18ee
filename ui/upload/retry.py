"""Rows that were refused or not sent, sent once more."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.domain.values import Outcome
from app.errors import AppError
from ui.bridge import Bridge
from ui.session.under_way import Lane, What
from ui.sheet.sheet import Sheet
from ui.upload.run import Run

if TYPE_CHECKING:
    from app.booking.desk import Desk


class Retry(QObject):
    asked = Signal(object)  # rows of people who have another day already: ask the clerk
    failed = Signal(object)  # AppError: nothing has begun

    def __init__(self, sheet: Sheet, run: Run, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sheet, self._run, self._bridge = sheet, run, bridge

    def ask(self) -> None:
        """Look whether a retry would give anybody a second day; then the clerk is asked."""
        if (found := self._run.open_batch) is not None:
            desk, batch = found
            self._sheet.under_way.begin(Lane.SHEET, What.PREPARING)
            self._bridge.call(desk.aside(partial(_second_days, desk, batch)), self._may_retry, self._failed)

    def _may_retry(self, again: tuple[int, ...]) -> None:
        self._sheet.under_way.end(Lane.SHEET)
        self.asked.emit(again)

    def start(self) -> None:
        if (found := self._run.open_batch) is not None:
            desk, batch = found
            self._sheet.under_way.begin(Lane.SHEET, What.PREPARING)
            work = desk.aside(partial(_planned_again, desk, batch))
            self._bridge.call(work, partial(self._planned, batch), self._failed)

    def book_again(self) -> None:
        """Those that this batch left out, as they were cancelled or moved from here before it: the clerk wants them."""
        if (found := self._run.open_batch) is not None:
            desk, batch = found
            self._sheet.under_way.begin(Lane.SHEET, What.PREPARING)
            work = desk.aside(partial(_again, desk, batch))
            self._bridge.call(work, partial(self._planned, batch), self._failed)

    def _planned(self, batch: int, outcomes: Mapping[int, Outcome]) -> None:
        self._run.note(outcomes.values())
        self._sheet.lines.undoing = False
        self._run.run(batch, both_days=True)  # the clerk was asked

    def _failed(self, error: AppError) -> None:
        self._sheet.under_way.end(Lane.SHEET)
        self.failed.emit(error)


def _second_days(desk: Desk, batch: int) -> tuple[int, ...]:
    return tuple(problem.row for problem in desk.second_days(batch))


def _planned_again(desk: Desk, batch: int) -> Mapping[int, Outcome]:
    desk.retry_failed(batch)
    return desk.outcomes(batch)


def _again(desk: Desk, batch: int) -> Mapping[int, Outcome]:
    from app.booking.unbooked import book_again

    book_again(desk.journal, batch, desk.account.user)
    return desk.outcomes(batch)
