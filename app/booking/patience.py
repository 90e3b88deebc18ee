"""Asks the journal where no run of calls is at hand that could wait: before, between and after the runs of a move.

An office's database that is away for a while is waited for as a run waits for it (`Flow`): said, as long as the
patience lasts, and ended by Stop. What is asked may be asked again, so it must do no more the second time: its answer
alone may have been lost.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Protocol, TypeVar

from app.booking.control import Control, Timing
from app.booking.flow import Flow, once_back
from app.errors import OfficeAway
from app.events import Emit
from app.journal.batches import Journal
from app.journal.pen import STALLED
from app.mophic.session import Session

T = TypeVar("T")
LONG = 60.0  # seconds that a question over all that the journal holds may take


class Ask(Protocol):
    """Asks the journal."""

    async def __call__(self, work: Callable[[], T], /) -> T: ...


class Patience:
    def __init__(
        self, session: Session, journal: Journal, timing: Timing, batch: int, control: Control, emit: Emit
    ) -> None:
        """`batch`: whose pause is told."""
        self._journal = journal
        self._flow = (session, batch, control, emit, timing)
        self._control = control

    async def ask(self, work: Callable[[], T], seconds: float | None = STALLED, /) -> T:
        """`seconds` after which the way counts as cut, None: it may take its time. Raises what `work` raises; Stopped;
        OfficeAway once the patience is over."""

        async def asked() -> T:
            return await self._journal.pen.ask(work, seconds)

        try:
            return await asked()
        except OfficeAway as error:
            return await self._again(asked, error)

    async def _again(self, asked: Callable[[], Awaitable[T]], error: OfficeAway) -> T:
        flow = Flow(*self._flow)
        try:
            with self._control.reaches(flow.changed):
                flow.react(error)
                await flow.open()
                return await once_back(flow, asked)
        finally:
            await flow.end()
