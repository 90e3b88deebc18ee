"""The names of the open sheet against the target list: counted, asked for, stopped, told. Opt-in; only ids that were
put in by hand are asked for before every Start (`NewIds`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.booking.control import Control
from app.errors import AppError
from app.events import Emit
from ui.bridge import Bridge
from ui.session.under_way import Lane, What
from ui.upload.work import Work

if TYPE_CHECKING:
    from app.booking.desk import Desk
    from app.booking.names import Asked
    from app.sheets.files.model import RawSheet


class Naming(QObject):
    """Every method returns at once; what comes of it is told by a signal, on the GUI thread."""

    changed = Signal()  # it runs, or does no more
    ended = Signal(object)  # Asked; what it says of the rows is in `Work.lines`
    failed = Signal(object)  # AppError

    def __init__(self, work: Work, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.work, self._bridge = work, bridge
        self.done = self.total = 0  # people looked up, of how many; 0: it does not run
        self._control = Control()
        self._asked: Asked | None = None
        work.mending.listed.connect(self._taken)

    @property
    def running(self) -> bool:
        return self.total > 0

    @property
    def offered(self) -> bool:
        """Whether the open sheet's names can be looked up now."""
        work = self.work
        return (
            work.session.desk is not None
            and work.mending.can_mend
            and work.under_way.free(Lane.SERVER)
            and not self.running
        )

    def waiting(self) -> tuple[str, ...]:
        """The ids to be asked for, of rows that are not booked, under way or in doubt: one call each."""
        from app.booking.names import to_ask

        lines = self.work.sheet.lines
        if lines.checked is None:
            return ()
        open_ = {row.cid for row in lines.checked.candidates if lines.may_mend(row.row)}
        return tuple(cid for cid in to_ask(lines.checked) if cid in open_)

    def seconds(self, calls: int) -> int:
        """About how long so many calls take."""
        from app.booking.names import seconds_for

        assert self.work.session.desk is not None
        return seconds_for(calls, self.work.session.desk.session.client.pace.cap)

    def start(self) -> None:
        """Everybody of the sheet; of a batch that has ended, the rows that it left."""
        if self.work.sheet.lines.batch is not None:
            self.work.unbooked.reopen(self._start_reopened)
        else:
            self.look_up(self.waiting())

    def _start_reopened(self) -> None:
        if self.work.sheet.lines.batch is None:
            self.look_up(self.waiting())

    def look_up(self, cids: Sequence[str]) -> None:
        """These people."""
        work = self.work
        if not self.offered or work.session.desk is None or work.sheet.lines.checked is None or not cids:
            return
        self.done, self.total, self._control = 0, len(cids), Control()
        asking = partial(_ask, work.session.desk, cids, self._control, self._reach)
        answered = partial(self._answered, work.sheet.lines.checked.sheet)
        self._bridge.run(asking, work.run.hear, answered, self._not_answered)
        work.under_way.begin(Lane.SERVER, What.ASKING, self.stop)
        self.changed.emit()

    def stop(self) -> None:
        """What was found until now stays."""
        self._control.stop()

    def _reach(self, done: int) -> None:
        self.done = done  # a number: safe from the calls' thread

    def _end(self) -> None:
        self.done = self.total = 0
        if self.work.run.paused is not None:  # stopped while it was held: nothing goes on
            self.work.run.resume()
        self.work.under_way.end(Lane.SERVER)
        self.changed.emit()

    def _answered(self, sheet: RawSheet, asked: Asked) -> None:
        self._end()
        checked = self.work.sheet.lines.checked
        if checked is None or checked.sheet is not sheet:
            return  # another sheet was opened meanwhile
        self._asked = asked
        if asked.listed:
            self.work.mending.take_listed(sheet, asked.listed)
        else:
            self._taken()

    def _taken(self) -> None:
        """The rows say it by now."""
        if self._asked is not None:
            asked, self._asked = self._asked, None
            self.ended.emit(asked)

    def _not_answered(self, error: AppError) -> None:
        self._end()
        self.failed.emit(error)


async def _ask(desk: Desk, cids: Sequence[str], control: Control, reach: Callable[[int], None], emit: Emit) -> Asked:
    return await desk.look_up_names(cids, control, emit, reach)
