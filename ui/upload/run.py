"""The batch that runs: started, held, stopped, undone, and what it tells meanwhile."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.booking.control import Control
from app.domain.values import CANCEL, MOVE, Outcome, State
from app.errors import AppError
from app.events import Alike, Answered, Emit, Event, Finished, Paused, Phase, Resumed, RowChanged, Waiting
from app.system.awake import awake
from ui.bridge import Bridge
from ui.session.under_way import Lane, What
from ui.sheet.lines import leave_in_doubt, moves_left, waits_for_move
from ui.sheet.sheet import Sheet
from ui.upload.progress import Progress

if TYPE_CHECKING:
    from app.booking.desk import Desk

Job = Callable[["Desk", int, Control, Emit], Awaitable[Finished]]


class Run(QObject):
    """Every method returns at once; what comes of it is told by a signal, on the GUI thread."""

    changed = Signal()  # which buttons make sense may have changed
    outcomes = Signal(list)
    phase = Signal(str)
    asked = Signal(object)  # Answered: how far the questions before a batch are
    held = Signal(object)  # Paused
    waits = Signal(object)  # Waiting
    resumed = Signal()
    refused_alike = Signal(object)  # Alike: nothing new is sent
    finished = Signal(object)  # Finished
    failed = Signal(object)  # AppError: the batch ended so
    undecided = Signal(object)  # AppError: the word on a row in doubt could not be noted

    def __init__(self, sheet: Sheet, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sheet, self._bridge = sheet, bridge
        self.paused: Paused | None = None
        self.last: Finished | None = None
        self.progress = Progress()
        self.control = Control()
        self._to_move: tuple[int, ...] = ()  # once the rows are booked
        self._moving: frozenset[int] = frozenset()  # the rows that this run moves
        self._gone = 0  # appointments that were cancelled before this run
        self.undid = False  # the run was the undo of a whole batch
        sheet.loaded.connect(self._forget)
        sheet.session.signed_in_again.connect(self.go_on)

    def _forget(self) -> None:
        self.last, self.undid = None, False

    @property
    def running(self) -> bool:
        return self._sheet.under_way.what(Lane.SHEET) in (What.RUNNING, What.UNDOING)

    @property
    def open_batch(self) -> tuple[Desk, int] | None:
        """The batch whose rows stand, where nothing else runs."""
        desk, batch = self._sheet.session.desk, self._sheet.lines.batch
        free = self._sheet.under_way.free(Lane.SHEET)
        return (desk, batch) if free and desk is not None and batch is not None else None

    # --- what can run ---

    def run(
        self, batch: int, move: Sequence[int] = (), *, past_refusals: bool = False, both_days: bool = False
    ) -> None:
        """Book what the batch still has to book; the table shows its rows. `move`: rows of people to be moved from
        another hour of the day after, beside those that wait for it since an earlier run. `past_refusals`,
        `both_days`: see `Desk.run`."""
        if self._sheet.lines.undoing:
            self.undo(batch)
            return
        self._to_move = tuple({*move, *moves_left(self._sheet.lines)})
        self._sheet.lines.batch = batch
        work = partial(_run, past_refusals, both_days)
        if self._sheet.lines.purpose == CANCEL:
            self._start(What.UNDOING, work, self._sheet.lines.counts[State.BOOKED])
            return
        self._start(What.RUNNING, work, self._sheet.lines.in_batch)

    def undo(self, batch: int) -> None:
        """Cancel what the batch booked; the table shows its rows."""
        counts = self._sheet.lines.counts
        self._sheet.lines.batch, self._sheet.lines.undoing = batch, True
        self._start(What.UNDOING, _undo, counts[State.BOOKED] + counts[State.CANCELLING])
        self.undid = True

    def move_rows(self, rows: Sequence[int]) -> None:
        """People who have another hour of the day, to the sheet's hour: **each is messaged at once**."""
        if self.open_batch is not None:
            self._move(rows)

    def _move(self, rows: Sequence[int]) -> None:
        self._start(What.RUNNING, partial(_move_rows, rows), len(rows), rows)
        self.phase.emit("moving")

    def cancel_extra(self) -> None:
        """Of people with two seats at one hour, the one too many."""
        if self.open_batch is not None:
            self._start(What.UNDOING, _cancel_extra, len(self._sheet.lines.rows_with("two_seats")))

    def cancel_beside(self, people: int) -> None:
        """Of people with another hour of that day, what this batch booked."""
        if self.open_batch is not None:
            self._start(What.UNDOING, _cancel_beside, people)

    def _start(self, what: What, work: Job, total: int, moving: Sequence[int] = ()) -> None:
        """`moving`: the rows that are moved, and nothing else is done."""
        desk, batch = self._sheet.session.desk, self._sheet.lines.batch
        if desk is None or batch is None:
            return
        self.last, self.control, self.undid = None, Control(), False
        self._gone = self._sheet.lines.counts[State.CANCELLED]
        self._sheet.under_way.begin(Lane.SHEET, what, self.stop)
        self._moving = frozenset(moving)
        self._sheet.lines.moves_now = bool(moving) or self._sheet.lines.purpose == MOVE
        begins_done = what is What.RUNNING and not moving
        self.progress.start(total, self._done() if begins_done else 0, time.monotonic())
        job = partial(_awake, what, work, desk, batch, self.control)
        self._bridge.run(job, self.hear, _nothing, self._not_run)

    def leave_in_doubt(self) -> None:
        """Nothing is under way: rows that were may be booked or not, and are told so."""
        if left := leave_in_doubt(self._sheet.lines):
            self.outcomes.emit(left)

    def _end(self) -> None:
        self.paused = None
        self._sheet.lines.moves_now = False
        self.leave_in_doubt()
        self._sheet.under_way.end(Lane.SHEET)

    def _not_run(self, error: AppError) -> None:
        self._to_move = ()  # the clerk's yes was for this run alone
        self._end()
        self.failed.emit(error)

    # --- the clerk's own word ---

    def decide(self, row: int, booked: bool) -> None:
        """The clerk found out about a row in doubt."""
        desk, lines = self._sheet.session.desk, self._sheet.lines
        batch = lines.held.get(row, lines.batch)
        if desk is not None and batch is not None and self._sheet.under_way.free(Lane.SHEET):
            self._bridge.call(_decide(desk, batch, row, booked), self._is_decided, self.undecided.emit)

    def _is_decided(self, outcome: Outcome) -> None:
        self.note([outcome])
        self.changed.emit()

    # --- while it runs ---

    def pause(self) -> None:
        self.control.pause()

    def go_on(self) -> None:
        self.control.go_on()
        self.changed.emit()

    def stop(self) -> None:
        """Once: nothing new starts. Twice: nor is anything in flight waited for."""
        self.control.stop()
        self.changed.emit()

    def note(self, outcomes: Iterable[Outcome]) -> None:
        """What became of rows is noted here, once; whoever shows them is told after."""
        known = list(outcomes)
        for outcome in known:
            self._sheet.lines.take(outcome)
        self.outcomes.emit(known)

    def _done(self) -> int:
        lines = self._sheet.lines
        if self._sheet.under_way.what(Lane.SHEET) is What.UNDOING:
            return lines.counts[State.CANCELLED] + lines.counts[State.CANCELLING] - self._gone
        if self._moving:
            return len(self._moving) - sum(waits_for_move(lines, row) for row in self._moving)
        return lines.in_batch - lines.counts[State.PLANNED] - lines.counts[State.SENDING]

    def hear(self, events: list[Event]) -> None:
        """What is told while something runs, oldest first."""
        batch, held = self._sheet.lines.batch, self._sheet.lines.held
        outcomes = [
            event.outcome
            for event in events
            if isinstance(event, RowChanged) and event.batch == held.get(event.outcome.row, batch)
        ]  # rows in doubt of other batches are settled first, and tell of it too
        if outcomes:
            self.note(outcomes)
            self.progress.reach(self._done(), time.monotonic())
        self.progress.listen(events)
        for event in events:
            if isinstance(event, Phase):
                self.phase.emit(event.name)
            elif isinstance(event, Answered):
                self.asked.emit(event)
            elif isinstance(event, Paused):
                self.paused = event
                self.held.emit(event)
            elif isinstance(event, Waiting):
                self.waits.emit(event)
            elif isinstance(event, Resumed):
                self.resume()
            elif isinstance(event, Alike) and event.batch == batch:
                self.refused_alike.emit(event)
            elif isinstance(event, Finished):
                self._finish(event)

    def resume(self) -> None:
        """Nothing holds it any more."""
        self.paused = None
        self.progress.hold(time.monotonic())
        self.resumed.emit()

    def _finish(self, event: Finished) -> None:
        if event.batch != self._sheet.lines.batch:
            return  # rows in doubt of another batch were settled first
        rows, self._to_move = self._to_move, ()
        if rows and not event.stopped and not event.error:
            self._move(rows)
            return
        self.last = event
        self._sheet.lines.undoing = self._sheet.lines.undoing and bool(event.error)  # broken off
        if event.batch in self._sheet.lines.batches:  # an earlier one: the others of its rows are still a sheet
            self._sheet.lines.batch = None
        self._end()
        self.finished.emit(event)


async def _decide(desk: Desk, batch: int, row: int, booked: bool) -> Outcome:
    from app.booking import decided

    return await decided.decide(desk, batch, row, booked=booked)


async def _awake(what: What, work: Job, desk: Desk, batch: int, control: Control, emit: Emit) -> Finished:
    """The computer does not fall asleep over it."""
    with awake("cancelling appointments" if what is What.UNDOING else "booking appointments"):
        return await work(desk, batch, control, emit)


async def _run(past_refusals: bool, both_days: bool, desk: Desk, batch: int, control: Control, emit: Emit) -> Finished:
    return await desk.run(batch, control, emit, past_refusals=past_refusals, both_days=both_days)


async def _undo(desk: Desk, batch: int, control: Control, emit: Emit) -> Finished:
    return await desk.undo(batch, control, emit)


async def _cancel_extra(desk: Desk, batch: int, control: Control, emit: Emit) -> Finished:
    return await desk.cancel_extra(batch, control, emit)


async def _cancel_beside(desk: Desk, batch: int, control: Control, emit: Emit) -> Finished:
    return await desk.cancel_extra(batch, control, emit, hours=True)


async def _move_rows(rows: Sequence[int], desk: Desk, batch: int, control: Control, emit: Emit) -> Finished:
    from app.people import same_day

    return await same_day.move_rows(desk, batch, rows, control, emit)


def _nothing(_answer: Any) -> None:
    """Told by events instead."""
