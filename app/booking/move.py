"""Moving one person's appointment: cancel and book, in one batch, so that no half of it is ever forgotten.

Row OLD is the appointment that stands, row NEW the one that is wanted. What comes next follows from the two states
alone, so a killed program goes on where it was. The new one is booked first: the person never is without. Only where
the server refuses it because the old one stands (one a person and day, ASSUMED), the old one goes first; where the new
one is then refused all the same, the old hour is booked again.

The old one goes only while the new one surely stands, and the new one is looked for once more after that: somebody else
may have given it back meanwhile (`Standing`). Then the clerk is told that neither stands, and nothing is booked anew by
itself: whoever gave it back may have meant it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TypeVar

from app.booking.runner import Runner
from app.booking.standing import HAS
from app.booking.watch import GAP
from app.clock import ticks
from app.domain.values import Appointment, State
from app.errors import InputError
from app.events import Emit, Event, Finished, RowChanged
from app.journal.batches import Entry, Journal
from app.journal.rows import STANDS

T = TypeVar("T")
Key = tuple[str, date, int]
OLD, NEW = 1, 2
STEPS = 10  # more would mean going round in circles
# Why the server (or our own look) turns NEW away while OLD stands: then OLD has to go first.
_IN_THE_WAY = ("other_hour_same_day", "already_booked")


@dataclass(frozen=True)
class Stand:
    """Both rows of a move."""

    old: Entry
    new: Entry

    @property
    def states(self) -> tuple[State, State]:
        return self.old.outcome.state, self.new.outcome.state

    @property
    def kept(self) -> bool:
        """The server would not cancel the old one."""
        return self.old.outcome.state is State.BOOKED and self.old.outcome.code in STANDS

    @property
    def code(self) -> str:
        """How the move stands; a key of `wording`."""
        old, new = self.states
        if old.doubtful or new.doubtful:
            return "move_in_doubt"
        if new in HAS and old is State.BOOKED:
            return "move_has_both" if self.kept else "move_unfinished"
        if new in HAS:
            return "moved"
        if self.new.outcome.code == "cannot_tell_yet":
            return "move_in_doubt"
        if old is State.BOOKED:
            return "move_restored" if self.old.tries else "not_moved"
        if new is State.CANCELLED:
            return "move_given_back"
        return "move_has_none" if new is State.REFUSED else "move_unfinished"


def stand(journal: Journal, batch: int) -> Stand:
    """Short: two rows. Raises InputError row_damaged where one of the two can't be read any more."""
    entries = journal.entries(batch)
    if len(entries) != 2:
        raise InputError("row_damaged")
    return Stand(*entries)


def wanted(row: Appointment) -> Key:
    """Whose appointment, and when."""
    return row.cid, row.date, row.hour


def begun(journal: Journal, facility: str) -> Mapping[Key, int]:
    """Moves that were begun and are not ended, by what they want: the newest of each. A program that was killed leaves
    them; the person may have both appointments."""
    found: dict[Key, int] = {}
    for info in journal.history():
        if info.open and info.source.purpose == "move" and info.facility == facility:
            for entry in journal.entries(info.id)[1:]:
                found.setdefault(wanted(entry.appointment), info.id)
    return found


class Move:
    """Runs the batch of one move until nothing is left to do, or only a person can tell."""

    def __init__(self, journal: Journal, batch: int, runner: Callable[[int, Emit], Runner], emit: Emit) -> None:
        """`runner`: makes the runner of one row."""
        self._journal = journal
        self._batch = batch
        self._runner = runner
        self._tell = emit
        self._error = Finished(batch)
        self._seen = -math.inf  # ticks when the new one was surely there

    async def run(self) -> Finished:
        """Raises InputError: held elsewhere, other facility."""
        for _ in range(STEPS):
            before = await self._stand()
            if not await self._step(before) or self._error.stopped or self._error.error:
                break
        self._tell(self._error)
        return self._error

    async def _stand(self) -> Stand:
        return await self._ask(partial(stand, self._journal, self._batch))

    async def _ask(self, work: Callable[[], T]) -> T:
        return await self._journal.pen.ask(work)

    async def _plan_again(self, state: State, row: int) -> None:
        await self._ask(partial(self._journal.plan_again, self._batch, (state,), (row,)))

    async def _step(self, now: Stand) -> bool:
        """Do what comes next; False: nothing does."""
        old, new = now.states
        if old.doubtful or new.doubtful:
            return await self._settle(OLD if old.doubtful else NEW)
        if new in HAS:
            return await self._with_new(now)
        if new is State.CANCELLED:
            return False
        if old is State.BOOKED:
            return await self._with_old(now)
        if new is not State.REFUSED:
            return await self._book(NEW)
        if old is State.CANCELLED and not now.old.tries:
            await self._plan_again(State.CANCELLED, OLD)
            return await self._book(OLD)
        return old.unfinished and await self._book(OLD)

    async def _with_new(self, now: Stand) -> bool:
        """The new one is there, as somebody saw: that is made sure of just before the old one goes, and after."""
        if self._is_old():
            ended = self._ended(await self._runner(NEW, self._hear).make_sure())
            now = await self._stand()
            if not ended or now.new.outcome.state not in HAS:
                return ended and now.new.outcome.state is State.PLANNED
            self._seen = ticks()
        return now.old.outcome.state is State.BOOKED and not now.kept and await self._cancel(self._seen + GAP)

    def _is_old(self) -> bool:
        return ticks() - self._seen > GAP

    async def _with_old(self, now: Stand) -> bool:
        """The old one stands, the new one does not yet."""
        if now.kept:
            await self._leave_new(now)
            return False
        if now.new.outcome.state is not State.REFUSED:
            return await self._book(NEW)
        # Sent and refused although nothing else stands on that day: the server takes only one a person.
        if now.new.outcome.code not in _IN_THE_WAY or not now.new.tries or now.old.tries:
            return False
        await self._plan_again(State.REFUSED, NEW)
        return await self._cancel()

    async def _book(self, row: int) -> bool:
        ended = self._ended(await self._runner(row, self._hear).book())
        new = (await self._stand()).new
        if row == NEW and new.outcome.state is State.BOOKED and new.verified:
            self._seen = ticks()
        return ended

    async def _settle(self, row: int) -> bool:
        ended = self._ended(await self._runner(row, self._hear).settle())
        return ended and not any(state.doubtful for state in (await self._stand()).states)

    async def _cancel(self, until: float = math.inf) -> bool:
        """Give the old one back, unless it is later than `until` by then (of `clock.ticks`)."""
        ended = self._ended(await self._runner(OLD, self._hear).cancel(until))
        self._seen = -math.inf
        after = await self._stand()
        await self._leave_new(after)
        return ended and not after.old.outcome.state.doubtful

    async def _leave_new(self, now: Stand) -> None:
        """The old one can't be given up, so the new one is not sent."""
        if now.kept and now.new.outcome.state is State.PLANNED:
            mark = partial(self._journal.mark, self._batch, NEW, State.REFUSED, "old_stands")
            self._tell(RowChanged(self._batch, await self._ask(mark)))

    def _ended(self, finished: Finished) -> bool:
        self._error = finished
        return not finished.error and not finished.stopped

    def _hear(self, event: Event) -> None:
        if not isinstance(event, Finished):  # that of a step is not that of the move
            self._tell(event)
