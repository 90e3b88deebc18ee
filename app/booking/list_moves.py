"""A list of people, each moved from one appointment to another.

A row of the list's batch is the appointment that is wanted; the one that stands is named at the beginning of its note
(`leaving`). Each row is a move of its own (`app.booking.move`), a batch beside the list's: what is told of the row here
follows from how that one stands. So a killed program goes on: moves that were begun are finished first, whatever the
row says, and a row without one begins anew with a look at what the person has.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import NamedTuple, Unpack

from app.booking import patience
from app.booking.as_one import AsOne
from app.booking.batch_rows import AT_ONCE, held, holder
from app.booking.control import Control, Timing
from app.booking.flow import Flow
from app.booking.heard import ended_by
from app.booking.move import Stand, begun, moved_state, open_moves, stand
from app.booking.patience import Patience
from app.booking.refusals import Refusals
from app.booking.seats import Schedules
from app.domain.values import MOVE, Appointment, Booking, Key, Outcome, State
from app.errors import AppError, Declined, EnvironmentProblem, InputError, RefusedAlike, Stopped
from app.events import Alike, Emit, Finished, RowChanged
from app.journal.batches import Entry, Journal, Source
from app.journal.rows import HAS_BOTH, Marked, without
from app.mophic.session import Session

ARROW = "→"
_LEAVING = re.compile(rf"(\d{{4}}-\d\d-\d\d) (\d\d):00 {ARROW} ?")


class Leaving(NamedTuple):
    """The appointment that somebody is moved away from."""

    date: date
    hour: int


def with_leaving(wanted: Appointment, old: Leaving) -> Appointment:
    """The row of a list's batch: 2026-12-08 09:00 → and what its note said."""
    return replace(wanted, note=f"{old.date.isoformat()} {old.hour:02d}:00 {ARROW} {wanted.note}".rstrip())


def leaving(row: Appointment) -> Leaving | None:
    """None where it does not say: then it is no row of such a list."""
    found = _LEAVING.match(row.note)
    return Leaving(date.fromisoformat(found[1]), int(found[2])) if found else None


Inner = Callable[[int, Emit], Awaitable[Finished]]  # runs the batch of one move


class ListMoves:
    def __init__(
        self,
        session: Session,
        journal: Journal,
        schedules: Schedules,
        timing: Timing,
        batch: int,
        control: Control,
        emit: Emit,
        inner: Inner,
    ) -> None:
        self._session, self._journal, self._schedules = session, journal, schedules
        self._batch, self._control, self._emit, self._inner = batch, control, emit, inner
        self._tell = AsOne(emit).tell
        self._flow = Flow(session, batch, control, self._tell, timing)
        self._ask = Patience(session, journal, timing, batch, control, self._tell).ask
        self._gate = asyncio.Semaphore(AT_ONCE)
        self._refusals = Refusals()
        self._finished = Finished(batch)
        self._lost: EnvironmentProblem | None = None  # what took the journal away
        self._without: frozenset[int] = frozenset()  # rows whose person an earlier move has left without an appointment

    async def run(self) -> Finished:
        """Raises InputError: held elsewhere, other facility; EnvironmentProblem where no row can be marked any more."""
        ask, journal = self._ask, self._journal
        known = await ask(partial(journal.info, self._batch))
        if known.facility != self._schedules.facility:
            raise InputError("batch_of_other_facility", facility=known.facility)
        async with held(journal, self._batch, holder(self._session.account.user), ask):
            open_ones = await ask(partial(begun, journal, self._schedules.facility), patience.LONG)
            entries = await ask(self._to_do)
            rows = [entry.appointment for entry in entries]
            self._without = await ask(partial(journal.given_up.lost, self._schedules.facility, rows))
            try:
                with self._control.reaches(self._flow.changed):
                    ended = await asyncio.gather(
                        *(self._one(entry, open_ones) for entry in entries), return_exceptions=True
                    )
            finally:
                await self._flow.end()
            for error in ended:
                if isinstance(error, BaseException):
                    raise error
            if self._lost is not None:
                raise self._lost
            self._finished = replace(self._finished, stopped=bool(self._control.stops))
            self._emit(self._finished)
            return self._finished

    def _to_do(self) -> Sequence[Entry]:
        """Rows that wait, and those whose person still has both appointments."""
        rows = self._journal.entries(self._batch, (State.PLANNED, State.NOT_SENT, State.SKIPPED))
        return [one for one in rows if one.outcome.state is not State.SKIPPED or one.outcome.code == HAS_BOTH]

    async def _one(self, entry: Entry, open_ones: Mapping[Key, int]) -> None:
        async with self._gate:
            if self._finished.error or self._lost or self._control.stops:
                return
            try:
                await self._move(entry, open_ones.get(entry.appointment.key))
            except Stopped:
                return
            except EnvironmentProblem as error:
                self._lost = self._lost or error
            except AppError as error:
                self._ended(ended_by(self._batch, error))

    async def _move(self, entry: Entry, batch: int | None) -> None:
        """A program killed meanwhile leaves the row not sent and in doubt: nobody has looked yet how its move ended."""
        row, old = entry.appointment, leaving(entry.appointment)
        if old is None:
            await self._mark(row.row, State.REFUSED, "row_damaged")
            return
        if batch is None:
            standing = await self._standing(row, old)
            if isinstance(standing, str):
                state = {"already_booked": State.SKIPPED, "nothing_stands": State.REFUSED}.get(standing, State.NOT_SENT)
                await self._mark(row.row, state, standing)
                return
            await self._mark(row.row, State.NOT_SENT, "move_in_doubt")
            batch = await self._begin(row, old, standing)
        finished = await self._inner(batch, self._tell)
        await self._became(row.row, await self._ask(partial(stand, self._journal, batch)))
        if finished.known is not None:
            raise EnvironmentProblem(finished.error, finished.detail, **finished.params)
        if finished.error:
            self._ended(replace(finished, batch=self._batch))

    async def _standing(self, row: Appointment, old: Leaving) -> Booking | str:
        """The appointment to be left, or why there is none: both witnesses must lack it before it counts as gone."""
        asked = replace(row, date=old.date, hour=old.hour)
        day = await self._flow.patiently(partial(self._schedules.look, old.date))
        try:
            seen = await self._schedules.find(asked, day, self._flow.patiently, both=True, under_way=True)
        except Declined:
            return "cant_tell_standing"
        if seen.seats:
            return "cant_tell_standing" if seen.disputed else seen.seats[0]
        if seen.unclear:
            return "cant_tell_standing"
        seen = await self._flow.patiently(partial(self._schedules.person, row))
        return "already_booked" if seen.seats else "nothing_stands"

    async def _begin(self, row: Appointment, old: Leaving, standing: Booking) -> int:
        before = replace(row, row=1, date=old.date, hour=old.hour, dose=standing.dose or row.dose, note="")
        after = replace(before, row=2, date=row.date, hour=row.hour)
        steps = [(before, State.BOOKED, "", standing.slot_id), (after, State.PLANNED, "", None)]
        account, source = self._session.account, Source("", str(self._batch), rows=2, purpose="move")
        keys, tries = (before.key, after.key), list[int]()

        def begin() -> int:
            """Asked again it may have been written: then that one is gone on with."""
            tries.append(len(tries))
            for batch, now in open_moves(self._journal, account.facility) if tries[1:] else ():
                if (now.old.appointment.key, now.new.appointment.key) == keys:
                    return batch
            return self._journal.add_batch(account.facility, account.user, source, steps)

        return await self._ask(begin)

    async def _became(self, number: int, now: Stand) -> None:
        """What a move makes of the list's row."""
        new, old = now.new.outcome, now.old.outcome
        why = new if new.detail else old
        state, code = now.makes(moved_state(MOVE))
        if code == "not_moved" and new.code:
            self._refused(new.code, new.detail)
        elif code == HAS_BOTH:
            self._refused(old.code, old.detail)
        elif state is not State.NOT_SENT:
            self._refusals.booked()
        await self._mark(number, state, code, slot_id=new.slot_id, detail=why.detail)

    def _refused(self, code: str, detail: str) -> None:
        """Nobody else is moved where the server goes on saying the same no, or cancels nobody's old appointment."""
        if count := self._refusals.refused(code):
            alike = Alike(self._batch, code, count, detail)
            self._ended(Finished(self._batch, error=RefusedAlike.default, detail=detail, alike=alike))

    async def _mark(self, number: int, state: State, code: str, **more: Unpack[Marked]) -> None:
        if number in self._without:
            code, more["detail"] = without(state, code, more.get("detail", ""))

        def mark() -> Outcome:
            self._journal.plan_again(self._batch, (State.NOT_SENT, State.SKIPPED, State.REFUSED), (number,))
            return self._journal.mark(self._batch, number, state, code, **more)

        self._emit(RowChanged(self._batch, await self._ask(mark)))

    def _ended(self, finished: Finished) -> None:
        if not self._finished.error:
            self._finished = finished
