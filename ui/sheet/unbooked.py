"""Rows that a batch left: refused, not sent, or with problems. They are mended where they stand, and booked anew."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.domain.values import Outcome
from app.errors import AppError
from ui.session.under_way import Lane, What
from ui.sheet.lines import Lines
from ui.sheet.reading import reopened, unbooked
from ui.sheet.sheet import Sheet

if TYPE_CHECKING:
    from app.booking.desk import Desk


class Unbooked(QObject):
    opened = Signal(object)  # their file rows: show them
    failed = Signal(object)  # AppError

    def __init__(self, sheet: Sheet, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sheet = sheet

    @property
    def possible(self) -> bool:
        """Once nothing else is left to send."""
        return self.all_possible and self._sheet.lines.ended

    @property
    def all_possible(self) -> bool:
        """Of a batch that was paused, too: with what it did not send."""
        lines = self._sheet.lines
        ours = lines.batch is not None and not lines.purpose
        free = self._sheet.under_way.free(Lane.SHEET) and self._sheet.session.desk is not None
        return ours and free and bool(lines.to_mend)

    def open_all(self) -> None:
        """With the rows that were not sent yet: from now on they wait like those that failed."""
        desk, batch = self._sheet.session.desk, self._sheet.lines.batch
        if desk is None or batch is None or not self.all_possible:
            return
        self._sheet.under_way.begin(Lane.SHEET, What.LOADING)
        self._sheet.bridge.call(desk.aside(partial(_left_unsent, desk, batch)), self._are_left, self._failed)

    def _are_left(self, outcomes: Mapping[int, Outcome]) -> None:
        self._sheet.under_way.end(Lane.SHEET)
        for outcome in outcomes.values():
            self._sheet.lines.take(outcome)
        self.open()

    def open(self) -> None:
        """What is booked or in doubt stays with the batch."""
        if not self.possible:
            return
        rows = self._sheet.lines.to_mend
        if self._sheet.lines.checked is not None:
            self.reopen(lambda: self.opened.emit(rows))
        else:
            self._open_from_journal()

    def reopen(self, then: Callable[[], None]) -> None:
        """The batch's table is a sheet again, in which what is not booked can be mended; then `then` is done."""
        before = self._sheet.lines
        self._sheet.bridge.call(reopened(before), partial(self._is_reopened, before, then), self._not_reopened)

    def _is_reopened(self, before: Lines, then: Callable[[], None], lines: Lines) -> None:
        """Where nothing else has begun meanwhile."""
        if self._sheet.lines is before and self._sheet.under_way.free(Lane.SHEET):
            self._sheet.show_mended(lines)
        then()

    def _not_reopened(self, error: AppError) -> None:
        self.failed.emit(error)

    def _open_from_journal(self) -> None:
        """Its workbook may be anywhere."""
        sheet, desk, batch = self._sheet, self._sheet.session.desk, self._sheet.lines.batch
        if desk is not None and batch is not None:
            sheet.under_way.begin(Lane.SHEET, What.LOADING)
            sheet.bridge.call(unbooked(desk, batch), self._show, self._failed)

    def _show(self, lines: Lines) -> None:
        self._sheet.pasted = True  # there is no file to go back to
        self._sheet.show_sheet(lines, ())
        self.opened.emit(lines.to_mend)

    def _failed(self, error: AppError) -> None:
        self._sheet.under_way.end(Lane.SHEET)
        self.failed.emit(error)


def _left_unsent(desk: Desk, batch: int) -> Mapping[int, Outcome]:
    from app.booking.unbooked import leave_unsent

    leave_unsent(desk.journal, batch, desk.account.user)
    return desk.outcomes(batch)
