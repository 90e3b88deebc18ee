"""The batches on this computer: listed, commented, exported, cleared."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.errors import AppError
from app.wording import Lang
from ui.bridge import Bridge
from ui.session.session import Session
from ui.sheet.reading import Reading
from ui.sheet.saving import export

if TYPE_CHECKING:
    from app.booking.desk import Desk
    from app.journal.batches import BatchInfo, Entry


class Batches(QObject):
    listed = Signal(object)  # tuple of BatchInfo
    entry = Signal(object)  # Entry: all the journal holds of a row
    exported = Signal(object)  # Path: a batch as a workbook
    cleared = Signal(int)  # batches that remain because they run
    failed = Signal(object)  # AppError

    def __init__(self, session: Session, reading: Reading, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._reading, self._bridge = session, reading, bridge
        session.signed_in.connect(self.ask)

    def ask(self) -> None:
        if (desk := self._session.desk) is not None:
            self._bridge.call(desk.aside(desk.history), self.listed.emit, self.failed.emit)

    def ask_entry(self, batch: int, row: int) -> None:
        if (desk := self._session.desk) is not None:
            self._bridge.call(desk.aside(partial(_entry, desk, batch, row)), self.entry.emit, _nothing)

    def set_comment(self, info: BatchInfo, comment: str) -> None:
        """The clerk's note on a batch."""
        if (desk := self._session.desk) is not None:
            self._bridge.call(desk.aside(partial(_comment, desk, info.id, comment)), self.listed.emit, self.failed.emit)

    def export(self, info: BatchInfo, out: Path, lang: Lang) -> None:
        """Its rows and results as a workbook; `exported` tells where."""
        if (desk := self._session.desk) is not None:
            work = export(self._reading, desk, info, out, lang)
            self._bridge.call(work, self.exported.emit, self.failed.emit)

    def clear(self) -> None:
        """Personal data of batches that do not run."""
        if (desk := self._session.desk) is not None:
            self._bridge.call(desk.aside(partial(_clear, desk)), self.cleared.emit, self.failed.emit)


def _entry(desk: Desk, batch: int, row: int) -> Entry | None:
    return next((entry for entry in desk.entries(batch) if entry.appointment.row == row), None)


def _comment(desk: Desk, batch: int, comment: str) -> tuple[BatchInfo, ...]:
    desk.journal.set_comment(batch, comment)
    return desk.history()


def _clear(desk: Desk) -> int:
    from app.journal.forgetting import clear

    return clear(desk.journal)


def _nothing(_error: AppError) -> None:
    """The row's outcome tells enough."""
