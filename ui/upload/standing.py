"""What stands in the window: who is signed in, which rows, what runs. `ui.upload.work.Work` is the whole of it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.booking.control import Control
from app.domain.address import Server
from app.domain.values import Account, Appointment, Outcome, State
from app.events import Finished, Paused
from ui.bridge import Bridge
from ui.session.accounts import Core
from ui.session.under_way import Lane, UnderWay, What
from ui.sheet.lines import Lines
from ui.sheet.status import LEFT_OUT, PROBLEM
from ui.upload.progress import Progress

if TYPE_CHECKING:
    from app.booking.desk import Desk
    from app.booking.plan import Plan


class Standing(QObject):
    """The state and the signals that tell of its changes. Screens read it, `Work` changes it."""

    changed = Signal()  # which buttons make sense may have changed
    failed = Signal(str, object)  # what was tried (sign_in, load, prepare, run, save, history …), AppError
    signed_in = Signal()
    signed_in_again = Signal()  # whatever waited goes on
    signed_out = Signal()
    loaded = Signal()  # `lines` are new
    listed = Signal()  # what the target list says of the sheet's people was taken
    mended = Signal()  # `lines` are the same sheet's, with cells mended or rows left out
    sheet_wanted = Signal(object)  # WhichSheet: ask the clerk
    columns_wanted = Signal(object)  # WhichColumns: ask the clerk
    columns_taken = Signal(object, object)  # headers, field -> column: as the clerk chose
    queued = Signal()  # files wait to be opened after this one, or fewer do
    file_changed = Signal(object)  # Again: the file holds other rows than were read, or is gone; ask the clerk
    prepared = Signal(object)  # a Plan: ask the clerk
    retry_asked = Signal(object)  # rows of people who have another day already: ask the clerk
    found_unfinished = Signal(object)  # BatchInfo: offer to go on
    outcomes = Signal(list)
    entry = Signal(object)  # Entry: all the journal holds of a row
    phase = Signal(str)
    held = Signal(object)  # Paused
    resumed = Signal()
    finished = Signal(object)  # Finished
    history = Signal(object)  # tuple of BatchInfo
    saved = Signal(object)  # Path of a written file
    exported = Signal(object)  # Path: a batch of the history as a workbook
    password_found = Signal(str)
    cleared = Signal(int)  # batches that remain because they run

    def __init__(self, core: Core, bridge: Bridge, under_way: UnderWay, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.core = core
        self.bridge = bridge
        self.under_way = under_way
        under_way.changed.connect(self.changed)
        self.desk: Desk | None = None
        self.lines = Lines()
        self.path: Path | None = None
        self.batch: int | None = None
        self.kind = ""  # of that batch; see `Source.kind`
        self.mending = False  # a cell's new value is being checked
        self.paused: Paused | None = None
        self.last: Finished | None = None
        self.progress = Progress()
        self.control = Control()
        self._plan: Plan | None = None

    @property
    def busy(self) -> What | None:
        """signing_in, loading, preparing, running, undoing"""
        return self.under_way.what(Lane.SHEET)

    @property
    def account(self) -> Account | None:
        return self.desk.account if self.desk else None

    @property
    def server(self) -> Server | None:
        return self.desk.server if self.desk else None

    @property
    def running(self) -> bool:
        return self.busy in (What.RUNNING, What.UNDOING)

    @property
    def appointments(self) -> list[Appointment]:
        """Those of the sheet that can be booked, in the file's order."""
        pairs = zip(self.lines.appointments, self.lines.statuses, strict=True)
        return [row for row, status in pairs if row is not None and status not in (PROBLEM, LEFT_OUT)]

    @property
    def in_batch(self) -> int:
        """Rows that can be booked, or are."""
        return len(self.lines) - self.lines.counts[PROBLEM] - self.lines.counts[LEFT_OUT]

    @property
    def can_start(self) -> bool:
        left = self.lines.unsent + self.lines.counts[State.UNKNOWN]
        return self.desk is not None and self.under_way.free(Lane.SHEET, Lane.SERVER) and not self.mending and left > 0

    @property
    def can_mend_failed(self) -> bool:
        """Rows that a batch surely did not book can be mended as a sheet, once nothing else is left to send."""
        ended = self.batch is not None and not self.kind and not self.busy and not self.lines.counts[State.PLANNED]
        return ended and self.desk is not None and self.lines.mendable > 0

    @property
    def step(self) -> int:
        """0 sign in, 1 load, 2 check, 3 book, 4 all done."""
        if self.desk is None:
            return 0
        if not len(self.lines):
            return 1
        if self.batch is None:
            return 2 if self.busy is not What.PREPARING else 3
        return 4 if self.last is not None and not self.can_start else 3

    def _begin(self, what: What) -> None:
        self.under_way.begin(Lane.SHEET, what, self.stop)

    def stop(self) -> None:
        """Once: nothing new starts. Twice: nor is anything in flight waited for."""
        self.control.stop()
        self.changed.emit()

    def _end(self) -> None:
        self.paused = None
        self.under_way.end(Lane.SHEET)

    def _note(self, outcomes: Iterable[Outcome]) -> None:
        """What became of rows is noted here, once; whoever shows them is told after."""
        known = list(outcomes)
        for outcome in known:
            self.lines.take(outcome)
        self.outcomes.emit(known)

    def _ignore(self, _answer: Any) -> None:
        """Told by events instead, or nothing to tell."""
