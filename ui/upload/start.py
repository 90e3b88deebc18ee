"""From Start to the first row: the file looked at once more, the server asked, the clerk's yes."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from app.booking.control import Control
from app.booking.holding import NOTHING, Held, held_back
from app.domain.values import Outcome, State
from app.errors import AppError
from app.events import Emit
from ui.bridge import Bridge
from ui.session.under_way import Lane, What
from ui.sheet.lines import Lines
from ui.sheet.mending import Mending
from ui.sheet.sheet import Sheet
from ui.sheet.status import PROBLEM
from ui.sheet.together import Key, Together, name_of
from ui.upload.run import Run

if TYPE_CHECKING:
    from app.booking.desk import Desk
    from app.booking.plan import Plan
    from app.journal.batches import BatchInfo, Source
    from app.sheets.check import Checked
    from app.sheets.files.again import Again
    from app.sheets.files.model import RawSheet


class Ahead(NamedTuple):
    """A sheet that waits, and what a batch of it would do after those before it."""

    checked: Checked
    plan: Plan

    @property
    def key(self) -> Key:
        return self.checked.sheet.path, self.checked.sheet.sheet

    @property
    def name(self) -> str:
        """What the clerk knows it by."""
        return name_of(self.checked)


class Start(QObject):
    """Every method returns at once; what comes of it is told by a signal, on the GUI thread."""

    file_changed = Signal(object)  # Again: the file holds other rows than were read, or is gone; ask the clerk
    prepared = Signal(object)  # a Plan: ask the clerk
    found_unfinished = Signal(object)  # BatchInfo: offer to go on
    outdated = Signal()  # the sheet was mended since the clerk was asked: nothing is booked of what it was
    failed = Signal(object)  # AppError

    def __init__(
        self,
        sheet: Sheet,
        mending: Mending,
        together: Together,
        run: Run,
        bridge: Bridge,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._sheet, self._mending, self._run, self._bridge = sheet, mending, run, bridge
        self._together = together
        self.ahead: tuple[Ahead, ...] = ()  # planned together with the open one
        self._plan: Plan | None = None
        self._planned: Checked | None = None  # what the plan is of
        self._kept: tuple[RawSheet, bytes] | None = None  # a sheet to be booked as read; digest of its file since

    @property
    def possible(self) -> bool:
        lines = self._sheet.lines
        left = lines.unsent + lines.counts[State.UNKNOWN]
        free = self._sheet.under_way.free(Lane.SHEET, Lane.SERVER) and not self._mending.busy
        return self._sheet.session.desk is not None and free and (left > 0 or lines.undoing)

    @property
    def step(self) -> int:
        """Where the clerk stands: 0 sign in, 1 load, 2 check, 3 book, 4 all done."""
        if self._sheet.session.desk is None:
            return 0
        if not len(self._sheet.lines):
            return 1
        if self._sheet.lines.batch is None:
            return 3 if self._sheet.under_way.what(Lane.SHEET) is What.PREPARING else 2
        return 4 if self._run.last is not None and not self.possible else 3

    def start(self) -> None:
        """Ask the server what a batch of these rows would do; continue the open batch where there is one."""
        if not self.possible:
            return
        lines = self._sheet.lines
        if lines.batch is not None:
            self._run.run(lines.batch)
        elif (waiting := self._waiting()) is not None:
            self._run.run(waiting)
        elif lines.checked is None or self._sheet.pasted or lines.batches:
            self._prepare()  # its rows are no more the file's alone
        else:
            self._sheet.under_way.begin(Lane.SHEET, What.PREPARING, self._sheet.cancel_reading)
            work = self._sheet.reading.look_again(lines.checked.sheet)
            self._bridge.call(work, partial(self._looked_again, lines.checked.sheet), self._failed)

    def _waiting(self) -> int | None:
        """The earlier batch of these rows that has something to do first: to send what the clerk decided to send, or,
        where nothing new is to be booked, to look for what is in doubt."""
        lines = self._sheet.lines
        states = (State.PLANNED,) if lines.bookable else (State.PLANNED, State.UNKNOWN)
        return next((batch for row, batch in lines.held.items() if lines.outcomes[row].state in states), None)

    def _looked_again(self, raw: RawSheet, now: Again) -> None:
        """Nothing is booked of rows that the file does not hold any more, unless the clerk says so."""
        self._sheet.under_way.end(Lane.SHEET)
        kept = self._kept is not None and self._kept[0] is raw and self._kept[1] == now.digest
        if now.fate == "same" or kept:
            self._prepare()
        else:
            self.file_changed.emit(now)

    def keep_rows(self, now: Again) -> None:
        """The clerk goes on with what was read, however the file looks now."""
        if self._sheet.lines.checked is not None:
            self._kept = (self._sheet.lines.checked.sheet, now.digest)
            self.start()

    def _prepare(self) -> None:
        desk = self._sheet.session.desk
        if desk is None:
            return
        self._run.control = control = Control()
        self._planned = self._sheet.lines.checked
        self._sheet.under_way.begin(Lane.SHEET, What.PREPARING, self._run.stop)
        series = self._together.all, self._together.ahead
        name = self._sheet.path.name if self._sheet.path else ""
        work = partial(_prepare, desk, self._sheet.lines, name, series, control)
        self._bridge.run(work, self._run.hear, self._is_prepared, self._failed)

    def _is_prepared(self, answer: tuple[Plan, tuple[Ahead, ...]] | BatchInfo) -> None:
        from app.journal.batches import BatchInfo

        self._run.paused = None
        self._sheet.under_way.end(Lane.SHEET)
        if isinstance(answer, BatchInfo):
            self.found_unfinished.emit(answer)
        else:
            self._plan, self.ahead = answer
            self.prepared.emit(self._plan)

    def _failed(self, error: AppError) -> None:
        self._run.paused = None
        self._sheet.under_way.end(Lane.SHEET)
        self.failed.emit(error)

    def book(self, move: Sequence[int] = (), *, again: bool | None = None, held: Held = NOTHING) -> None:
        """The clerk has said yes to the plan. `move`: rows of people to be moved from another hour of the day after;
        `again`: see `Plan.answered`; `held`: see `held_back`."""
        desk, plan = self._sheet.session.desk, self._plan
        if desk is None or plan is None:
            return
        if self._mending.busy or self._sheet.lines.checked is not self._planned:
            self.outdated.emit()
            return
        self._sheet.under_way.begin(Lane.SHEET, What.RUNNING, self._run.stop)
        plan = held_back(plan.answered(again), held)
        save = partial(_save, desk, plan, self._source(), self._sheet.lines.batches)
        self._bridge.call(desk.aside(save), partial(self._is_begun, move), self._failed)

    def _source(self) -> Source:
        from app.journal.batches import Source

        lines, path = self._sheet.lines, self._sheet.path
        sheet = lines.checked.sheet.sheet if lines.checked else ""
        rows = len(lines) - len(lines.held)
        return Source(path.name if path else "", sheet, rows=rows, invalid=lines.counts[PROBLEM])

    def _is_begun(self, move: Sequence[int], answer: tuple[int, Mapping[int, Outcome]]) -> None:
        batch, outcomes = answer
        self._plan = None
        self._mending.forget()  # what is booked is taken back otherwise
        self._run.note(outcomes.values())
        self._run.run(batch, move)


async def _prepare(
    desk: Desk,
    lines: Lines,
    name: str,
    series: tuple[Sequence[Checked], Sequence[Checked]],
    control: Control,
    emit: Emit,
) -> BatchInfo | tuple[Plan, tuple[Ahead, ...]]:
    """An unfinished batch of just these rows, or else what a new one would do; and the sheets that wait after it.
    `name`: of its file; `series`: all its sheets as they were read, and those of them that wait. Raises InputError
    batch_held where somebody else goes on with that batch now."""
    from app.journal.rows import held_there

    rows = lines.bookable
    if (unfinished := await desk.aside(lambda: desk.unfinished(rows))) is not None:
        if unfinished.held_by:  # it is gone on with already
            raise held_there(unfinished)
        return unfinished
    plan = last = await desk.plan(rows, control, emit=emit, file_name=name)
    ahead, booked = [], {row.key for row in plan.to_book}
    for checked in await asyncio.to_thread(_compared, *series):
        name = checked.sheet.path.name
        last = await desk.plan(checked.appointments, control, after=last, emit=emit, file_name=name)
        last = last.after_sheets(booked)
        booked.update(row.key for row in last.to_book)
        ahead.append(Ahead(checked, last))
    return plan, tuple(ahead)


def _compared(series: Sequence[Checked], ahead: Sequence[Checked]) -> list[Checked]:
    """Those that wait, without the people about whom two sheets of the series contradict each other."""
    from app.sheets.elsewhere import together

    told = {(one.sheet.path, one.sheet.sheet): one for one in together(series)} if ahead else {}
    return [told[one.sheet.path, one.sheet.sheet] for one in ahead]


def _save(desk: Desk, plan: Plan, source: Source, instead_of: Sequence[int]) -> tuple[int, Mapping[int, Outcome]]:
    batch = desk.save(plan, source, instead_of=instead_of)
    return batch, desk.outcomes(batch)
