"""A batch of the journal in the window again: to be read, gone on with, or undone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.booking.refusals import IN_A_ROW
from app.domain.values import Outcome, State
from app.errors import AppError, RefusedAlike
from app.events import Alike, Finished
from app.wording.remedies import by_reason
from ui.bridge import Bridge
from ui.session.under_way import Lane, What
from ui.sheet.lines import Lines, leave_in_doubt
from ui.sheet.listed import OfList, with_left
from ui.sheet.reading import of_batch
from ui.sheet.sheet import Sheet
from ui.upload.run import Run

if TYPE_CHECKING:
    from app.journal.batches import BatchInfo


class Reopening(QObject):
    failed = Signal(object)  # AppError
    paused = Signal(object)  # Finished: the server refused row after row, and the clerk has not decided yet

    def __init__(
        self,
        sheet: Sheet,
        run: Run,
        bridge: Bridge,
        lists: Mapping[int, OfList] = MappingProxyType({}),
        parent: QObject | None = None,
    ) -> None:
        """`lists`: by batch, those of which more is known than the journal tells."""
        super().__init__(parent)
        self._sheet, self._run, self._bridge, self._lists = sheet, run, bridge, lists
        self._shown: BatchInfo | None = None

    @property
    def shown(self) -> BatchInfo | None:
        """The batch whose rows stand as the journal has them: of its sheet those alone that could be sent."""
        lines, info = self._sheet.lines, self._shown
        return info if info is not None and lines.batch == info.id and lines.checked is None else None

    def open(self, info: BatchInfo) -> None:
        """Show its rows; its workbook may be anywhere or gone."""
        self._open(info, self._tell_paused)

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
            work = desk.aside(partial(desk.outcomes, info.id))
            self._bridge.call(work, partial(self._go_on_here, info), self._failed)

    def _go_on_here(self, info: BatchInfo, outcomes: Mapping[int, Outcome]) -> None:
        self._sheet.lines.purpose, self._sheet.lines.undoing = info.source.purpose, info.undoing
        self._sheet.lines.batch = info.id
        self._sheet.under_way.end(Lane.SHEET)
        self._run.note(outcomes.values())
        if not info.held_by:
            self._run.leave_in_doubt()
        self._run.run(info.id)

    def _open(self, info: BatchInfo, then: Callable[[int], object]) -> None:
        desk = self._sheet.session.desk
        again = partial(self._open, info, then)
        if desk is not None and self._sheet.under_way.free(Lane.SHEET) and self._sheet.may_go(again):
            self._sheet.under_way.begin(Lane.SHEET, What.LOADING)
            self._bridge.call(of_batch(desk, info.id), partial(self._is_open, info, then), self._sheet.not_loaded)

    def _is_open(self, info: BatchInfo, then: Callable[[int], object], lines: Lines) -> None:
        lines.batch, lines.purpose, lines.undoing = info.id, info.source.purpose, info.undoing
        if (of_list := self._lists.get(info.id)) is not None:
            lines = with_left(lines, of_list)
        if not info.held_by:  # no window runs it: a program that was killed left what was under way
            leave_in_doubt(lines)
        self._shown = info
        self._sheet.show_batch(lines, Path(info.source.file_name))
        then(info.id)

    def _tell_paused(self, batch: int) -> None:
        """The clerk sees why it stands, and decides. Continue is a decision: then the run counts anew."""
        if (alike := alike_in(self._sheet.lines)) is not None:
            self.paused.emit(Finished(batch, error=RefusedAlike.default, alike=alike))

    def _failed(self, error: AppError) -> None:
        self._sheet.under_way.end(Lane.SHEET)
        self.failed.emit(error)


def alike_in(lines: Lines) -> Alike | None:
    """The reason of most refused rows, where they are many and others still wait to be sent."""
    if lines.batch is None or lines.purpose or lines.undoing or not lines.counts[State.PLANNED]:
        return None
    refused = [one for one in lines.outcomes.values() if one.state is State.REFUSED]
    most = next(iter(by_reason(refused)), None)
    if most is not None and len(most.rows) >= IN_A_ROW:
        return Alike(lines.batch, most.code, len(most.rows), most.detail or most.said)
    unknown = sum(one.code == "refused" for one in refused)  # in other words each time
    return Alike(lines.batch, "refused", unknown) if unknown >= IN_A_ROW else None
