"""Moving one person's appointment: cancel and book, in one batch, so that no half of it is ever forgotten.

Row OLD is the appointment that stands, row NEW the one that is wanted. What comes next follows from the two states
alone, so a killed program goes on where it was. The new one is booked first: the person never is without. Only where
the server refuses it because the old one stands (one a person and day, ASSUMED), the old one goes first; where the new
one is then refused all the same, the old hour is booked again.

The old one goes only while the new one surely stands, and the new one is looked for once more after that: somebody else
may have given it back meanwhile (`Standing`). Then the clerk is told that neither stands, and nothing is booked anew by
itself: whoever gave it back may have meant it.

Where the old one still stands after its call, by both witnesses, it is asked away again: a call by the number of a seat
does no more the second time. That a few times in one run; where both stand then, the move is not ended, and every later
run goes on with it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from app.booking.looking import is_past
from app.booking.patience import Ask
from app.booking.plan import hour_text, staying
from app.booking.runner import Runner
from app.booking.standing import HAS
from app.booking.watch import GAP
from app.clock import ticks
from app.domain.stay import STAYS, Stay
from app.domain.values import MOVE, OTHER_HOUR, Appointment, Key, Slot, State
from app.errors import AppError, InputError, Stopped
from app.events import Emit, Event, Finished, RowChanged
from app.journal.batches import Entry, Journal
from app.journal.rows import HAS_BOTH, MOVES_ON, OLD_OVER, STANDS

OLD, NEW = 1, 2
STEPS = 12  # more would mean going round in circles
CANCELS = 3  # of the old one in one run, where it was looked and still stands
# Why the server (or our own look) turns NEW away while OLD stands: then OLD has to go first.
_IN_THE_WAY = (OTHER_HOUR, "already_booked")


@dataclass(frozen=True)
class Stand:
    """Both rows of a move."""

    old: Entry
    new: Entry

    @property
    def states(self) -> tuple[State, State]:
        return self.old.outcome.state, self.new.outcome.state

    @property
    def both(self) -> bool:
        """Both appointments stand, as far as is known."""
        return self.old.outcome.state is State.BOOKED and self.new.outcome.state in HAS

    @property
    def kept(self) -> bool:
        """The old one could not be cancelled."""
        return self.old.outcome.state is State.BOOKED and self.old.outcome.code in STANDS

    @property
    def code(self) -> str:
        """How the move stands; a key of `wording`."""
        old, new = self.states
        if old.doubtful or new.doubtful:
            return "move_in_doubt"
        if self.both:
            return OLD_OVER if self.old.outcome.code == OLD_OVER else HAS_BOTH if self.kept else "move_unfinished"
        if new in HAS:
            return "moved"
        if self.new.outcome.code == "cannot_tell_yet":
            return "move_in_doubt"
        if old is State.BOOKED:
            if self.new.outcome.code in STAYS and not self.old.tries:
                return self.new.outcome.code
            return "move_restored" if self.old.tries else "not_moved"
        if new is State.CANCELLED:
            return "move_given_back"
        return "move_has_none" if new is State.REFUSED else "move_unfinished"

    def makes(self, done: State) -> tuple[State, str]:
        """State and code of the row that the move was made for; `done`: of one that was moved."""
        code = self.code
        if code in ("moved", OLD_OVER):
            return done, code
        if code == HAS_BOTH:
            return State.SKIPPED, code
        if self.new.outcome.state.unfinished or code in MOVES_ON:
            return State.NOT_SENT, code if code in MOVES_ON else "move_unfinished"
        return State.REFUSED, code


def stand(journal: Journal, batch: int) -> Stand:
    """Short: two rows. Raises InputError row_damaged where one of the two can't be read any more."""
    entries = journal.entries(batch)
    if len(entries) != 2:
        raise InputError("row_damaged")
    return Stand(*entries)


def begun(journal: Journal, facility: str) -> Mapping[Key, int]:
    """Moves that were begun and are not ended, by what they want: the newest of each. A program that was killed leaves
    them, and a server that cancelled nothing; the person may have both appointments."""
    found: dict[Key, int] = {}
    for batch, now in open_moves(journal, facility):
        found.setdefault(now.new.appointment.key, batch)
    return found


def open_moves(journal: Journal, facility: str) -> Iterator[tuple[int, Stand]]:
    """The same, all of them, the newest first."""
    for info in journal.history():
        is_open = info.open and info.source.purpose == "move" and info.facility == facility
        if is_open and len(entries := journal.entries(info.id)) == 2:
            yield info.id, Stand(*entries)


def tell_back(journal: Journal, batch: int) -> None:
    """What became of that person's moves, to the rows of sheets and lists that they were made for: this batch may have
    ended one that was begun elsewhere."""
    if entries := journal.entries(batch):
        tell_back_of(journal, journal.info(batch).facility, entries[0].appointment.cid)


def moves_of(journal: Journal, facility: str, cid: str) -> Mapping[tuple[int, int], int]:
    """By batch and number of the rows that wait for a move of this person: the newest move of each."""
    awaited = journal.moves_awaited(facility, cid)
    return {(waits, number): move for waits, number, move in awaited if _is_move(journal, move)}


def tell_back_of(journal: Journal, facility: str, cid: str) -> None:
    """See `tell_back`."""
    for (waits, number), move in moves_of(journal, facility, cid).items():
        state, code = (now := stand(journal, move)).makes(moved_state(journal.info(waits).source.purpose))
        new = now.new.outcome
        journal.plan_again(waits, (State.NOT_SENT, State.SKIPPED), (number,))
        journal.mark(waits, number, state, code, slot_id=new.slot_id, detail=new.detail)


def moved_state(purpose: str) -> State:
    """Of a row whose person was moved: a list is there to move, a sheet has nothing left to book."""
    return State.BOOKED if purpose == MOVE else State.SKIPPED


def _is_move(journal: Journal, batch: int) -> bool:
    return journal.info(batch).source.purpose == "move"


class Move:
    """Runs the batch of one move until nothing is left to do, or only a person can tell."""

    def __init__(
        self,
        journal: Journal,
        batch: int,
        runner: Callable[[int, Emit], Runner],
        seats: Callable[[Appointment], Awaitable[tuple[Slot, ...] | None]],
        emit: Emit,
        ask: Ask,
    ) -> None:
        """`runner`: makes the runner of one row; `seats`: asks for those of its day, None where they can't be read;
        `ask`: asks the journal."""
        self._journal = journal
        self._batch = batch
        self._runner = runner
        self._seats = seats
        self._tell = emit
        self._ask = ask
        self._error = Finished(batch)
        self._seen = -math.inf  # ticks when the new one was surely there
        self._cancels = 0  # of the old one, that left it standing

    async def run(self) -> Finished:
        """Raises InputError: held elsewhere, other facility."""
        for _ in range(STEPS):
            try:
                if not await self._step(await self._stand()) or self._error.stopped or self._error.error:
                    break
            except Stopped:  # while the journal was away
                self._error = replace(self._error, stopped=True)
                break
        self._tell(self._error)
        return self._error

    async def _stand(self) -> Stand:
        return await self._ask(partial(stand, self._journal, self._batch))

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
        if now.old.outcome.state is State.BOOKED and self._may_cancel(now):
            return await self._cancel(self._seen + GAP)
        if now.kept and is_past(now.old.appointment):
            await self._mark(OLD, State.BOOKED, OLD_OVER)
        return False

    def _may_cancel(self, now: Stand) -> bool:
        """Whether the old one is asked away, or once more: not where that was refused just now, or often not done."""
        if not now.kept or not self._cancels:
            return now.old.outcome.code != OLD_OVER
        return now.old.outcome.code == "cancel_failed" and self._cancels < CANCELS

    def _is_old(self) -> bool:
        return ticks() - self._seen > GAP

    async def _with_old(self, now: Stand) -> bool:
        """The old one stands, the new one does not yet."""
        if now.kept:
            if self._cancels and self._may_cancel(now):
                return await self._cancel()
            await self._leave_new(now)
            return False
        if now.new.outcome.state is not State.REFUSED:
            return await self._book(NEW)
        # Sent and refused although nothing else stands on that day: the server takes only one a person.
        if now.new.outcome.code not in _IN_THE_WAY or not now.new.tries or now.old.tries:
            return False
        await self._plan_again(State.REFUSED, NEW)
        if (stay := await self._no_seat(now)) is not None:  # nobody gives up a seat for one that is not there
            await self._mark(NEW, State.REFUSED, stay.code, stay.packed())
            return False
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
        self._cancels += after.kept
        if not self._may_cancel(after):
            await self._leave_new(after)
        return ended and not after.old.outcome.state.doubtful

    async def _leave_new(self, now: Stand) -> None:
        """The old one can't be given up, so the new one is not sent."""
        if now.kept and now.new.outcome.state is State.PLANNED:
            await self._mark(NEW, State.REFUSED, "old_stands")

    async def _no_seat(self, now: Stand) -> Stay | None:
        """Whether the new hour is known to be full or not to be there. Where nobody knows the server decides."""
        old, new = now.old.appointment, now.new.appointment
        try:
            free = await self._seats(new)
        except AppError:  # what comes next meets it, too, and holds or ends for it
            return None
        return staying([(new, hour_text(old.hour))], {(new.date, new.dose): free}, Counter()).get(new.row)

    async def _mark(self, row: int, state: State, code: str, detail: str = "") -> None:
        mark = partial(self._journal.mark, self._batch, row, state, code, detail=detail)
        self._tell(RowChanged(self._batch, await self._ask(mark)))

    def _ended(self, finished: Finished) -> bool:
        self._error = finished
        return not finished.error and not finished.stopped

    def _hear(self, event: Event) -> None:
        if not isinstance(event, Finished):  # that of a step is not that of the move
            self._tell(event)
