"""Rows that a batch surely did not book, opened as a sheet of their own and mended there."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.domain.values import Outcome, State
from app.errors import AppError
from ui.session.under_way import Lane, What
from ui.sheet.lines import Lines
from ui.sheet.opening import Earlier
from ui.sheet.reading import unbooked
from ui.sheet.sheet import Sheet

if TYPE_CHECKING:
    from app.booking.desk import Desk
    from app.sheets.check import Checked


class Unbooked(QObject):
    failed = Signal(object)  # AppError

    def __init__(self, sheet: Sheet, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sheet = sheet
        self._earlier: Earlier | None = None

    @property
    def earlier(self) -> Earlier | None:
        """The batch whose unbooked rows are the open sheet; None for any other sheet."""
        checked, earlier = self._sheet.lines.checked, self._earlier
        return earlier if earlier is not None and checked is not None and checked.sheet is earlier.sheet else None

    @property
    def possible(self) -> bool:
        """Once nothing else is left to send."""
        lines = self._sheet.lines
        return self.all_possible and not lines.counts[State.PLANNED]

    @property
    def all_possible(self) -> bool:
        """Of a batch that was paused, too: with what it did not send."""
        lines = self._sheet.lines
        ours = lines.batch is not None and not lines.purpose
        free = self._sheet.under_way.free(Lane.SHEET) and self._sheet.session.desk is not None
        return ours and free and lines.mendable > 0

    def open_all(self) -> None:
        """With the rows that were not sent yet: from now on they wait like those that failed."""
        desk, batch = self._sheet.session.desk, self._sheet.lines.batch
        if desk is None or batch is None or not self.all_possible:
            return
        self._sheet.under_way.begin(Lane.SHEET, What.LOADING)
        self._sheet.bridge.do(partial(_left_unsent, desk, batch), self._are_left, self._failed)

    def _are_left(self, outcomes: Mapping[int, Outcome]) -> None:
        self._sheet.under_way.end(Lane.SHEET)
        for outcome in outcomes.values():
            self._sheet.lines.take(outcome)
        self.open()

    def open(self) -> None:
        """What is booked or in doubt stays with the batch."""
        sheet, lines = self._sheet, self._sheet.lines
        if sheet.session.desk is None or lines.batch is None or not self.possible:
            return
        batches = (lines.batch, *(self.earlier.batches if self.earlier else ()))
        whole, known = lines.checked, dict(lines.outcomes)
        if lines.checked is not None and self.earlier is not None:
            whole, known = self.earlier.joined(lines.checked, lines.outcomes)
        sheet.under_way.begin(Lane.SHEET, What.LOADING)
        then = partial(self._show, batches, whole, known)
        sheet.bridge.call(unbooked(sheet.session.desk, lines.batch, lines.checked), then, self._failed)

    def _show(
        self, batches: tuple[int, ...], whole: Checked | None, outcomes: Mapping[int, Outcome], lines: Lines
    ) -> None:
        assert lines.checked is not None
        self._earlier = Earlier(lines.checked.sheet, batches, whole or lines.checked, outcomes)
        self._sheet.pasted = self._sheet.pasted or whole is None  # from the journal: there is no file to go back to
        self._sheet.show_sheet(lines, ())

    def _failed(self, error: AppError) -> None:
        self._sheet.under_way.end(Lane.SHEET)
        self.failed.emit(error)


def _left_unsent(desk: Desk, batch: int) -> Mapping[int, Outcome]:
    from app.booking.unbooked import leave_unsent

    leave_unsent(desk.journal, batch, desk.account.user)
    return desk.outcomes(batch)
