"""The clerk's work as the window knows it: who is signed in, which sheet is open, what runs. Screens watch it."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.control import Control
from app.domain import Account, Appointment, Outcome, Server, State
from app.errors import AppError
from app.events import Finished, Paused, Phase, Resumed, RowChanged
from app.wording import Lang
from ui.bridge import Bridge
from ui.core import Core, Credentials
from ui.lines import Lines
from ui.progress import Progress
from ui.text import PROBLEM

if TYPE_CHECKING:
    from app.desk import Desk
    from app.journal import BatchInfo, Source
    from app.plan import Plan


class Work(QObject):
    """Every method returns at once; what comes of it is told by a signal, on the GUI thread."""

    changed = Signal()  # which buttons make sense may have changed
    failed = Signal(str, object)  # what was tried (sign_in, load, prepare, run, save, history …), AppError
    signed_in = Signal()
    signed_out = Signal()
    loaded = Signal()  # `lines` are new
    prepared = Signal(object)  # a Plan: ask the clerk
    found_unfinished = Signal(object)  # BatchInfo: offer to go on
    outcomes = Signal(list)
    phase = Signal(str)
    held = Signal(object)  # Paused
    resumed = Signal()
    finished = Signal(object)  # Finished
    history = Signal(object)  # tuple of BatchInfo
    saved = Signal(object)  # Path of a written file
    password_found = Signal(str)
    cleared = Signal(int)  # batches that remain because they run

    def __init__(self, core: Core, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.core = core
        self.bridge = bridge
        self.desk: Desk | None = None
        self.lines = Lines()
        self.path: Path | None = None
        self.batch: int | None = None
        self.busy = ""  # signing_in, loading, preparing, running, undoing
        self.paused: Paused | None = None
        self.last: Finished | None = None
        self.progress = Progress()
        self.control = Control()
        self._plan: Plan | None = None
        bridge.events.connect(self._take)

    # --- what stands ---

    @property
    def account(self) -> Account | None:
        return self.desk.account if self.desk else None

    @property
    def server(self) -> Server | None:
        return self.desk.server if self.desk else None

    @property
    def running(self) -> bool:
        return self.busy in ("running", "undoing")

    @property
    def appointments(self) -> list[Appointment]:
        """Those of the sheet that can be booked, in the file's order."""
        pairs = zip(self.lines.appointments, self.lines.statuses, strict=True)
        return [appointment for appointment, status in pairs if appointment is not None and status != PROBLEM]

    @property
    def can_start(self) -> bool:
        left = self.lines.counts[State.PLANNED] + self.lines.counts[State.NOT_SENT] + self.lines.counts[State.UNKNOWN]
        return self.desk is not None and not self.busy and left > 0

    @property
    def step(self) -> int:
        """0 sign in, 1 load, 2 check, 3 book, 4 all done."""
        if self.desk is None:
            return 0
        if not len(self.lines):
            return 1
        if self.batch is None:
            return 2 if self.busy != "preparing" else 3
        return 4 if self.last is not None and not self.can_start else 3

    def _begin(self, busy: str) -> None:
        self.busy = busy
        self.changed.emit()

    def _end(self) -> None:
        self.busy = ""
        self.paused = None
        self.changed.emit()

    # --- signing in ---

    def sign_in(
        self,
        server: Server | None,
        who: Credentials,
        cap: int,
        ca_file: str = "",
        *,
        session_only: bool = False,
        fresh: bool = False,
    ) -> None:
        """`server` None: the practice server inside this program, with its own account."""
        self._begin("signing_in")
        self.bridge.call(self._sign_in(server, who, cap, ca_file, session_only, fresh), self._is_in, self._not_in)

    async def _sign_in(
        self, server: Server | None, who: Credentials, cap: int, ca_file: str, session_only: bool, fresh: bool
    ) -> Desk:
        if server is None:
            server, who = await self.core.practice_login(fresh=fresh)
        return await self.core.sign_in(server, who, cap, ca_file, session_only)

    def _is_in(self, desk: Desk) -> None:
        self.desk = desk
        self._end()
        self.signed_in.emit()
        if self.path is not None and self.batch is None:
            self.load(self.path)  # the facility code is checked in every row, too
        self.ask_history()

    def _not_in(self, error: AppError) -> None:
        self._end()
        self.failed.emit("sign_in", error)

    def sign_out(self) -> None:
        self.desk = None
        self.bridge.call(self.core.sign_out(), self._ignore, self._ignore)
        self.close_sheet()
        self.signed_out.emit()

    def sign_in_again(self, password: str) -> None:
        """A waiting batch goes on from the same row."""
        if self.desk is not None:
            self.bridge.call(self.desk.sign_in_again(password), self._again, self._not_again)

    def _again(self, _nothing: Any) -> None:
        self.control.go_on()
        self.changed.emit()

    def _not_again(self, error: AppError) -> None:
        self.failed.emit("sign_in_again", error)

    def ask_password(self, server: Server, facility: str, user: str) -> None:
        self.bridge.call(self.core.saved_password(server, facility, user), self.password_found.emit, self._ignore)

    # --- the sheet ---

    def load(self, path: Path, sheet: str | None = None, columns: Mapping[str, int] | None = None) -> None:
        if self.busy:
            return
        self.path = path
        self._begin("loading")
        facility = self.account.facility if self.account else None
        self.bridge.call(self.core.load(path, sheet, columns, facility), self._is_loaded, self._not_loaded)

    def _is_loaded(self, lines: Lines) -> None:
        self.lines, self.batch, self.last = lines, None, None
        self._end()
        self.loaded.emit()

    def _not_loaded(self, error: AppError) -> None:
        self.path = None
        self._end()
        self.failed.emit("load", error)

    def load_sample(self) -> None:
        """Make a fresh practice sheet and open it."""
        self._begin("loading")
        self.bridge.call(self.core.sample(), self._sample_made, self._not_loaded)

    def _sample_made(self, path: Path) -> None:
        self._end()
        self.load(path)

    def close_sheet(self) -> None:
        self.path, self.batch, self.last, self.lines = None, None, None, Lines()
        self.loaded.emit()
        self.changed.emit()

    def save_template(self, out: Path) -> None:
        self.bridge.call(self.core.template(out), self.saved.emit, self._not_saved)

    def save_result(self, out: Path, lang: Lang) -> None:
        name = self.path.name if self.path else ""
        self.bridge.call(
            self.core.save_result(self.desk, self.lines, name, out, lang), self.saved.emit, self._not_saved
        )

    def _not_saved(self, error: AppError) -> None:
        self.failed.emit("save", error)

    # --- booking ---

    def start(self) -> None:
        """Ask the server what a batch of these rows would do; continue the open batch where there is one."""
        if not self.can_start or self.desk is None:
            return
        if self.batch is not None:
            self.go_on_with(self.batch)
            return
        self.control = Control()
        self._begin("preparing")
        work = self.core.prepare(self.desk, self.appointments, self.control)
        self.bridge.call(work, self._is_prepared, self._not_prepared)

    def _is_prepared(self, answer: Plan | BatchInfo) -> None:
        from app.journal import BatchInfo

        self._end()
        if isinstance(answer, BatchInfo):
            self.found_unfinished.emit(answer)
        else:
            self._plan = answer
            self.prepared.emit(answer)

    def _not_prepared(self, error: AppError) -> None:
        self._end()
        self.failed.emit("prepare", error)

    def book(self) -> None:
        """The clerk has said yes to the plan."""
        if self.desk is None or self._plan is None:
            return
        self._begin("running")
        work = self.core.begin(self.desk, self._plan, self._source())
        self.bridge.call(work, self._is_begun, self._not_prepared)

    def _source(self) -> Source:
        from app.journal import Source

        name = self.path.name if self.path else ""
        sheet = self.lines.checked.sheet.sheet if self.lines.checked else ""
        return Source(name, sheet, rows=len(self.lines), invalid=self.lines.counts[PROBLEM])

    def _is_begun(self, answer: tuple[int, Mapping[int, Outcome]]) -> None:
        batch, outcomes = answer
        self._plan = None
        self._note(outcomes.values())
        self._run(batch)

    def go_on_with(self, batch: int) -> None:
        """Continue a batch whose rows the table shows."""
        self._run(batch)

    def _run(self, batch: int) -> None:
        if self.desk is None:
            return
        self.batch, self.last, self.control = batch, None, Control()
        self._begin("running")
        self.progress.start(self._in_batch(), self._done(), time.monotonic())
        work = self.core.run(self.desk, batch, self.control, self.bridge.worker.emit)
        self.bridge.call(work, self._ignore, self._not_run)

    def _undo(self, batch: int) -> None:
        if self.desk is None:
            return
        self.batch, self.last, self.control = batch, None, Control()
        self._begin("undoing")
        booked = self.lines.counts[State.BOOKED] + self.lines.counts[State.CANCELLING]
        self.progress.start(booked, 0, time.monotonic())
        work = self.core.undo(self.desk, batch, self.control, self.bridge.worker.emit)
        self.bridge.call(work, self._ignore, self._not_run)

    def retry_failed(self) -> None:
        if self.desk is None or self.batch is None or self.busy:
            return
        self._begin("preparing")
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

    def stop(self) -> None:
        """Once: nothing new starts. Twice: nor is anything in flight waited for."""
        self.control.stop()
        self.changed.emit()

    # --- history ---

    def ask_history(self) -> None:
        if self.desk is not None:
            self.bridge.call(self.core.history(self.desk), self.history.emit, self._not_history)

    def _not_history(self, error: AppError) -> None:
        self.failed.emit("history", error)

    def open_batch(self, info: BatchInfo) -> None:
        """Show a batch's rows from the journal; its workbook may be anywhere or gone."""
        if self.desk is None or self.busy:
            return
        self._begin("loading")
        self.path = Path(info.source.file_name)
        self.batch = info.id
        self.bridge.call(self.core.open(self.desk, info.id), self._is_open, self._not_loaded)

    def _is_open(self, lines: Lines) -> None:
        self.lines, self.last = lines, None
        self._end()
        self.loaded.emit()

    def continue_batch(self, info: BatchInfo, *, same_sheet: bool = False) -> None:
        """Show the batch's rows and go on with them; `same_sheet`: its sheet is open and stays as it is."""
        if self.desk is None or self.busy:
            return
        self._begin("loading")
        if same_sheet:
            self.bridge.call(self.core.outcomes(self.desk, info.id), partial(self._go_on, info.id), self._not_prepared)
        else:
            self.path = Path(info.source.file_name)
            self.bridge.call(
                self.core.open(self.desk, info.id), partial(self._open_and_go_on, info.id), self._not_loaded
            )

    def _go_on(self, batch: int, outcomes: Mapping[int, Outcome]) -> None:
        self._note(outcomes.values())
        self._run(batch)

    def _open_and_go_on(self, batch: int, lines: Lines) -> None:
        self.batch = batch
        self._is_open(lines)
        self._run(batch)

    def undo_batch(self, info: BatchInfo) -> None:
        """Show the batch's rows and cancel what it booked."""
        if self.desk is None or self.busy:
            return
        self._begin("loading")
        self.path = Path(info.source.file_name)
        self.bridge.call(self.core.open(self.desk, info.id), partial(self._open_and_undo, info.id), self._not_loaded)

    def _open_and_undo(self, batch: int, lines: Lines) -> None:
        self.batch = batch
        self._is_open(lines)
        self._undo(batch)

    def decide(self, row: int, booked: bool) -> None:
        """The clerk found out about a row in doubt."""
        if self.desk is None or self.batch is None or self.busy:
            return
        self.bridge.call(self.core.decide(self.desk, self.batch, row, booked), self._is_decided, self._not_prepared)

    def _is_decided(self, outcome: Outcome) -> None:
        self._note([outcome])
        self.changed.emit()

    def clear(self) -> None:
        if self.desk is not None:
            self.bridge.call(self.core.clear(self.desk), self.cleared.emit, self._not_history)

    # --- what the batch tells ---

    def _in_batch(self) -> int:
        return len(self.lines) - self.lines.counts[PROBLEM]

    def _done(self) -> int:
        if self.busy == "undoing":
            return self.lines.counts[State.CANCELLED]
        return self._in_batch() - self.lines.counts[State.PLANNED] - self.lines.counts[State.SENDING]

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
        self.last = event
        self._end()
        self.finished.emit(event)
        self.ask_history()

    def _note(self, outcomes: Iterable[Outcome]) -> None:
        """What became of rows is noted here, once; whoever shows them is told after."""
        known = list(outcomes)
        for outcome in known:
            self.lines.take(outcome)
        self.outcomes.emit(known)

    def _ignore(self, _answer: Any) -> None:
        """Told by events instead, or nothing to tell."""
