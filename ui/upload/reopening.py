"""A batch of the journal in the window again: to be read, gone on with, or undone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.domain.values import Outcome
from app.errors import AppError
from ui.bridge import Bridge
from ui.session.under_way import Lane, What
from ui.sheet.lines import Lines
from ui.sheet.reading import of_batch
from ui.sheet.sheet import Sheet
from ui.upload.run import Run

if TYPE_CHECKING:
    from app.journal.batches import BatchInfo


class Reopening(QObject):
    failed = Signal(object)  # AppError

    def __init__(self, sheet: Sheet, run: Run, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sheet, self._run, self._bridge = sheet, run, bridge

    def open(self, info: BatchInfo) -> None:
        """Show its rows; its workbook may be anywhere or gone."""
        self._open(info, lambda _batch: None)

    def go_on(self, info: BatchInfo) -> None:
        self._open(info, self._run.run)

    def undo(self, info: BatchInfo) -> None:
        """Cancel what it booked."""
        self._open(info, self._run.undo)

    def go_on_here(self, info: BatchInfo) -> None:
        """Its sheet is open and stays as it is."""
        desk = self._sheet.session.desk
        if desk is not None and self._sheet.under_way.free(Lane.SHEET):
            self._sheet.under_way.begin(Lane.SHEET, What.LOADING)
            self._bridge.do(partial(desk.outcomes, info.id), partial(self._go_on_here, info), self._failed)

    def _go_on_here(self, info: BatchInfo, outcomes: Mapping[int, Outcome]) -> None:
        self._sheet.lines.purpose = info.source.purpose
        self._run.note(outcomes.values())
        self._run.run(info.id)

    def _open(self, info: BatchInfo, then: Callable[[int], None]) -> None:
        desk = self._sheet.session.desk
        if desk is not None and self._sheet.under_way.free(Lane.SHEET):
            self._sheet.path = Path(info.source.file_name)
            self._sheet.under_way.begin(Lane.SHEET, What.LOADING)
            self._bridge.call(of_batch(desk, info.id), partial(self._is_open, info, then), self._sheet.not_loaded)

    def _is_open(self, info: BatchInfo, then: Callable[[int], None], lines: Lines) -> None:
        lines.batch, lines.purpose = info.id, info.source.purpose
        self._sheet.show_batch(lines)
        then(info.id)

    def _failed(self, error: AppError) -> None:
        self._sheet.under_way.end(Lane.SHEET)
        self.failed.emit(error)
