"""The batch in the window: planned, started, held, stopped, undone, and what it tells meanwhile."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from app.booking.control import Control
from app.domain.values import Outcome, State
from app.errors import AppError
from app.events import Finished, Paused, Phase, Resumed, RowChanged
from ui.bridge import Bridge
from ui.session.accounts import Core
from ui.session.under_way import UnderWay, What
from ui.sheet.sheet import LARGE, SheetWork
from ui.sheet.status import PROBLEM

if TYPE_CHECKING:
    from app.booking.plan import Plan
    from app.journal.batches import BatchInfo, Source
    from app.sheets.files.again import Again
    from app.sheets.files.model import RawSheet


class BatchWork(SheetWork):
    def __init__(self, core: Core, bridge: Bridge, under_way: UnderWay, parent: QObject | None = None) -> None:
        super().__init__(core, bridge, under_way, parent)
        self._to_move: tuple[int, ...] = ()  # once the rows are booked
        bridge.events.connect(self._take)
        self._kept: tuple[RawSheet, bytes] | None = None  # a sheet to be booked as read; digest of its file since

    def start(self) -> None:
        """Ask the server what a batch of these rows would do; continue the open batch where there is one."""
        if not self.can_start or self.desk is None:
            return
        if self.batch is not None:
            self.go_on_with(self.batch)
            return
        checked = self.lines.checked
        if checked is None or self.pasted or self.earlier is not None:  # its rows are no more the file's alone
            self._prepare()
            return
        self._begin(What.PREPARING)
        work = self.core.look_again(checked.sheet)
        self.bridge.call(work, partial(self._looked_again, checked.sheet), self._not_prepared)

    def _looked_again(self, sheet: RawSheet, now: Again) -> None:
        """Nothing is booked of rows that the file does not hold any more, unless the clerk says so."""
        self._end()
        kept = self._kept is not None and self._kept[0] is sheet and self._kept[1] == now.digest
        if now.fate == "same" or kept:
            self._prepare()
        else:
            self.file_changed.emit(now)

    def keep_rows(self, now: Again) -> None:
        """The clerk goes on with what was read, however the file looks now."""
        if self.lines.checked is not None:
            self._kept = (self.lines.checked.sheet, now.digest)
            self.start()

    def read_file_again(self) -> None:
        if self.path is not None and self.lines.checked is not None:
            self.load(self.path, self.lines.checked.sheet.sheet if self.sheets else None)

    def _prepare(self) -> None:
        if self.desk is None:
            return
        self.control = Control()
        self._begin(What.PREPARING)
        work = self.core.prepare(self.desk, self.appointments, self.control, self.bridge.worker.emit)
        self.bridge.call(work, self._is_prepared, self._not_prepared)

    def _is_prepared(self, answer: Plan | BatchInfo) -> None:
        from app.journal.batches import BatchInfo

        self._end()
        if isinstance(answer, BatchInfo):
            self.found_unfinished.emit(answer)
        else:
            self._plan = answer
            self.prepared.emit(answer)

    def _not_prepared(self, error: AppError) -> None:
        self._end()
        self.failed.emit("prepare", error)

    def book(self, move: Sequence[int] = ()) -> None:
        """The clerk has said yes to the plan. `move`: rows of people to be moved from another hour of the day after."""
        if self.desk is None or self._plan is None:
            return
        self._to_move = tuple(move)
        self._begin(What.RUNNING)
        instead_of = self.earlier.batches if self.earlier else ()
        work = self.core.begin(self.desk, self._plan, self._source(), instead_of)
        self.bridge.call(work, self._is_begun, self._not_prepared)

    def _source(self) -> Source:
        from app.journal.batches import Source

        name = self.path.name if self.path else ""
        sheet = self.lines.checked.sheet.sheet if self.lines.checked else ""
        return Source(name, sheet, rows=len(self.lines), invalid=self.lines.counts[PROBLEM])

    def _is_begun(self, answer: tuple[int, Mapping[int, Outcome]]) -> None:
        batch, outcomes = answer
        self._plan, self.kind = None, ""
        self._note(outcomes.values())
        self._run(batch)

    def go_on_with(self, batch: int) -> None:
        """Continue a batch whose rows the table shows."""
        self._run(batch)

    def _run(self, batch: int) -> None:
        if self.desk is None:
            return
        self.batch, self.last, self.control = batch, None, Control()
        self._begin(What.RUNNING)
        self.progress.start(self.in_batch, self._done(), time.monotonic())
        work = self.core.run(self.desk, batch, self.control, self.bridge.worker.emit)
        self.bridge.call(work, self._ignore, self._not_run)

    def _undo(self, batch: int) -> None:
        if self.desk is None:
            return
        self.batch, self.last, self.control = batch, None, Control()
        self._begin(What.UNDOING)
        booked = self.lines.counts[State.BOOKED] + self.lines.counts[State.CANCELLING]
        self.progress.start(booked, 0, time.monotonic())
        work = self.core.undo(self.desk, batch, self.control, self.bridge.worker.emit)
        self.bridge.call(work, self._ignore, self._not_run)

    def move_rows(self, rows: Sequence[int]) -> None:
        """People who have another hour of the day, to the sheet's hour: **each is messaged at once**."""
        if self.desk is None or self.batch is None or self.busy:
            return
        self._move(rows)

    def _move(self, rows: Sequence[int]) -> None:
        if self.desk is None or self.batch is None:
            return
        self.last, self.control = None, Control()
        self._begin(What.RUNNING)
        self.phase.emit("moving")
        self.progress.start(self.in_batch, self._done(), time.monotonic())
        work = self.core.move_rows(self.desk, self.batch, rows, self.control, self.bridge.worker.emit)
        self.bridge.call(work, self._ignore, self._not_run)

    def cancel_extra(self) -> None:
        """Of people with two seats at one hour, the one too many."""
        if self.desk is None or self.batch is None or self.busy:
            return
        self.last, self.control = None, Control()
        self._begin(What.UNDOING)
        self.progress.start(len(self.lines.rows_with("two_seats")), 0, time.monotonic())
        work = self.core.cancel_extra(self.desk, self.batch, self.control, self.bridge.worker.emit)
        self.bridge.call(work, self._ignore, self._not_run)

    def ask_retry(self) -> None:
        """Look whether a retry would give anybody a second day; then the clerk is asked."""
        if self.desk is None or self.batch is None or self.busy:
            return
        self._begin(What.PREPARING)
        self.bridge.call(self.core.second_days(self.desk, self.batch), self._may_retry, self._not_prepared)

    def _may_retry(self, again: tuple[int, ...]) -> None:
        self._end()
        self.retry_asked.emit(again)

    def retry_failed(self) -> None:
        if self.desk is None or self.batch is None or self.busy:
            return
        self._begin(What.PREPARING)
        self.bridge.call(self.core.retry(self.desk, self.batch), self._is_planned_again, self._not_prepared)

    def _is_planned_again(self, outcomes: Mapping[int, Outcome]) -> None:
        self._note(outcomes.values())
        assert self.batch is not None
        self._run(self.batch)

    def _not_run(self, error: AppError) -> None:
        self._end()
        self.failed.emit("run", error)

    def pause(self) -> None:
        self.control.pause()

    def go_on(self) -> None:
        self.control.go_on()

    # --- what the batch tells ---

    def _done(self) -> int:
        if self.busy is What.UNDOING:
            return self.lines.counts[State.CANCELLED]
        return self.in_batch - self.lines.counts[State.PLANNED] - self.lines.counts[State.SENDING]

    def _take(self, events: list[Any]) -> None:
        outcomes = [
            event.outcome for event in events if isinstance(event, RowChanged) and event.batch == self.batch
        ]  # rows in doubt of other batches are settled first, and tell of it too
        if outcomes:
            self._note(outcomes)
            self.progress.reach(self._done(), time.monotonic())
        for event in events:
            if isinstance(event, Phase):
                self.phase.emit(event.name)
            elif isinstance(event, Paused):
                self.paused = event
                self.held.emit(event)
            elif isinstance(event, Resumed):
                self.paused = None
                self.progress.hold(time.monotonic())
                self.resumed.emit()
            elif isinstance(event, Finished):
                self._finish(event)

    def _finish(self, event: Finished) -> None:
        if event.batch != self.batch:
            return  # rows in doubt of another batch were settled first
        rows, self._to_move = self._to_move, ()
        if rows and not event.stopped and not event.error:
            self._move(rows)
            return
        self.last = event
        self._end()
        self.finished.emit(event)
        self.ask_history()

    def ask_entry(self, row: int) -> None:
        """All the journal holds of a row; of a large or running batch only what its outcome tells."""
        if self.desk is None or self.batch is None or self.busy or len(self.lines) > LARGE:
            return
        self.bridge.call(self.core.entry(self.desk, self.batch, row), self.entry.emit, self._ignore)

    def ask_history(self) -> None:
        """The batches on this computer."""
        if self.desk is not None:
            self.bridge.call(self.core.history(self.desk), self.history.emit, self._not_history)

    def _not_history(self, error: AppError) -> None:
        self.failed.emit("history", error)
