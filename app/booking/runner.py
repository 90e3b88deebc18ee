"""One batch: look, book, settle what is in doubt, verify; and undo. Each row's fate is decided here, and only here.

planned -> sending (on disk) -> the call -> booked | refused | unknown | planned again
unknown -> a look at the server -> booked, or surely absent -> planned again, or it stays unknown: the clerk decides
booked -> verified by the server's books; cancelling -> a look -> cancelled, or it still stands
"""

from __future__ import annotations

import asyncio
import math
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import partial

from app.booking.batch_rows import AT_ONCE, SAID_NO, BatchRows, days_of, groups, held, holder
from app.booking.control import Control, Timing
from app.booking.dispatch import Dispatcher
from app.booking.doubt import CANT_TELL, Doubt
from app.booking.flow import Flow
from app.booking.line import Rows
from app.booking.others import Others
from app.booking.plan import beside, hour_text, other_hours, standing
from app.booking.refusals import Refusals
from app.booking.seats import DaySchedule, Schedules, Seen
from app.booking.standing import Standing
from app.booking.undo import Undo
from app.booking.watch import Watch
from app.clock import ticks
from app.domain.values import Appointment, Booking, State
from app.errors import (
    AppError,
    BookedByOthers,
    Declined,
    InputError,
    NotSent,
    RefusedAlike,
    SignInNeeded,
    Stopped,
    Throttled,
    TokenRefused,
)
from app.events import Alike, Emit, Finished
from app.journal.batches import Entry, Hold, Journal, RowMovedOn
from app.mophic.client import Flight
from app.mophic.session import Session
from app.thai import thai_now
from app.wording import reason_of

ROUNDS = 6  # a row is sent at most so often in one run; each time only after two witnesses said it is absent
# Errors whose own sentence says that nothing was done, which nobody can know once the request had left.
TURNED_AWAY = (NotSent, Throttled, TokenRefused, SignInNeeded)


class _Taken(Exception):
    """Another row, of this or another batch, holds the same person's day."""

    def __init__(self, hold: Hold) -> None:
        self.hold = hold


class _Past(Exception):
    """The hour is over."""


class _Stale(Exception):
    """What was seen of the day is too old to send on."""


class Runner:
    """Runs one batch of one journal with one session. The only one who may, see `Journal.hold`."""

    def __init__(
        self,
        session: Session,
        journal: Journal,
        batch: int,
        control: Control,
        emit: Emit,
        timing: Timing,
        rows: Collection[int] | None = None,
        *,
        schedules: Schedules | None = None,
        leaving: int | None = None,
        passed: Collection[str] = (),
        both_days: bool = True,
    ) -> None:
        """`rows`: the only ones this run touches; None: all. `leaving`: the hour a person is moved away from, which
        may stand beside the new one for a moment. `passed`: reasons of refusals that do not stop the run. `both_days`:
        also who was booked for another day by a later batch."""
        self._leaving = leaving
        self.session = session
        self.journal = journal
        self.batch = batch
        self.control = control
        self.emit = emit
        self.timing = timing
        self.facility = session.account.facility
        self.schedules = schedules or Schedules(session)
        self.flow = Flow(session, batch, control, emit, timing)
        self._rows = BatchRows(journal, batch, emit, self.flow, rows)
        self._watch = Watch(self._look_again, self._ask_again, self.flow.fail)
        self._doubt = Doubt(self._rows, self.schedules, self.flow, timing, leaving)
        self._both_days = both_days
        self._refusals = Refusals(passed)
        self._alike: Alike | None = None  # the refusals that ended the sending
        self._left = self._doubt.left
        self._line = Rows()
        self._others = Others(self._rows, self.flow, self.facility, leaving, timing.look_again)

    async def book(self) -> Finished:
        """Book what is planned. A row the server refused stays refused; see `Journal.plan_again`."""
        return await self._run(self._book)

    async def undo(self) -> Finished:
        """Cancel what this batch booked, and nothing else."""
        return await self._run(partial(self._undoing().undo, only_ours=True))

    async def cancel(self, until: float = math.inf) -> Finished:
        """Cancel these rows' appointments, whoever booked them. `until` (of `clock.ticks`): no call leaves after it;
        the row stays as it is."""
        return await self._run(partial(self._undoing().undo, only_ours=False, until=until))

    async def find_extra(self) -> Finished:
        """Only look who has more than one seat for one hour now."""
        return await self._run(self._undoing().find_extra)

    async def find_beside(self) -> Finished:
        """Only look who has another hour of that day beside our booking now."""
        return await self._run(self._undoing().find_beside)

    async def cancel_extra(self) -> Finished:
        """Where somebody has two seats for one hour (`two_seats`), give back all but one."""
        return await self._run(self._undoing().cancel_extra)

    async def cancel_beside(self) -> Finished:
        """Where somebody has another hour of that day beside our booking (`two_hours`), give ours back."""
        return await self._run(self._undoing().cancel_beside)

    async def settle(self) -> Finished:
        """Only look up what is in doubt, or was booked and not looked for yet."""
        return await self._run(self._settle)

    async def make_sure(self) -> Finished:
        """Only look whether what is booked stands, see `Standing`."""
        return await self._run(self._standing().make_sure)

    async def _settle(self) -> None:
        await self._doubt.settle()
        await self._doubt.verify()

    def _undoing(self) -> Undo:
        return Undo(self.session, self._rows, self.schedules, self.flow, self._doubt, self.timing.absent_after)

    async def _run(self, work: Callable[[], Awaitable[None]]) -> Finished:
        """Hold the batch, do the work, tell how it ended. Raises only InputError: held elsewhere, other facility."""
        known = await self.journal.pen.ask(partial(self.journal.info, self.batch))
        if known.facility != self.facility:
            raise InputError("batch_of_other_facility", facility=known.facility)
        async with held(self.journal, self.batch, holder(self.session.account.user)):
            finished = Finished(self.batch)
            try:
                with self.control.reaches(self.flow.changed):
                    await self._rows.begin()
                    await work()
            except Stopped:
                finished = Finished(self.batch, stopped=True)
            except AppError as error:
                told = (error.code, error.detail, self._alike, error.params)
                finished = Finished(self.batch, False, *told)
            finally:
                await self._watch.end()
                await self.flow.end()
            if await self.journal.pen.written(self.timing.stop_grace):
                with suppress(AppError):
                    await self._rows.end()
            self._rows.leave_in_doubt()
            self.emit(finished)
            return finished

    # --- book ---

    async def _book(self) -> None:
        self._rows.phase("looking")
        await self._leave_damaged()
        await self._rows.plan_again(State.NOT_SENT)
        await self._doubt.settle()
        if not self._both_days:
            await self._leave_booked_later()
        await self._look()
        try:
            for _ in range(ROUNDS):
                self._rows.phase("booking")
                self._line = Rows(await self._rows.entries(State.PLANNED))
                await Dispatcher(self.flow).send_all(self._line, self._send_in_turn, self._before)
                again = await self._others.decided()
                if not again and not await self._doubt.open():
                    break
                await self._doubt.settle()
            for entry in await self._rows.entries(State.PLANNED):
                self._rows.mark(entry.outcome.row, State.NOT_SENT, "tried_in_vain")
        except BookedByOthers:  # who has two seats by now is to be known at once
            self.flow.forgive()
            await self._verify(others=True)
            raise
        except RefusedAlike:  # what was sent has its fate before the clerk is asked
            self.flow.forgive()
            await self._doubt.settle()
            await self._verify()
            if self._alike is not None:
                self._alike = replace(self._alike, count=await self._refused_alike(self._alike))
            raise
        await self._verify()

    async def _refused_alike(self, alike: Alike) -> int:
        """The rows that are refused for that reason in the end, those that were under way among them: as many as every
        other sentence counts."""
        reason = reason_of(alike.code, alike.detail)
        outcomes = (entry.outcome for entry in await self._rows.entries(State.REFUSED))
        return sum(reason_of(outcome.code, outcome.detail) == reason for outcome in outcomes)

    async def _verify(self, *, others: bool = False) -> None:
        """`others`: somebody else books the same rows."""
        self._rows.phase("verifying")
        await self._doubt.verify()
        twice = any(entry.outcome.to_be_seen_to for entry in await self._rows.entries(State.BOOKED))
        if self._doubt.calls_went_astray or twice or others:
            await self._standing().count_again(others=others)

    def _standing(self) -> Standing:
        return Standing(self._rows, self.schedules, self.flow, self._doubt, self.timing)

    async def _leave_booked_later(self) -> None:
        """A corrected sheet may have been booked since: nobody gets its day and this one's unasked."""
        planned = [entry.appointment for entry in await self._rows.entries(State.PLANNED)]
        days = await self._rows.booked_later(self.facility, {row.cid for row in planned})
        for row in planned:
            if days.get(row.cid, frozenset()) - {row.date}:
                self._rows.mark(row.row, State.REFUSED, "booked_later")

    async def _leave_damaged(self) -> None:
        """A row that can't be read any more is never sent, and says so."""
        for number in await self._rows.damaged(State.PLANNED):
            self._rows.mark(number, State.REFUSED, "row_damaged")

    async def _before(self, entry: Entry) -> None:
        await self._watch.before(entry.appointment, self.flow.holds)

    async def _send_in_turn(self, entry: Entry, flight: Flight) -> bool:
        again = await self._send(entry, flight)
        return again and await self._rows.is_planned(entry.outcome.row)  # a look may have found it meanwhile

    async def _send(self, entry: Entry, flight: Flight) -> bool:
        """One row's call. True: it surely had no effect and is to be made again."""
        row = entry.appointment
        flight.about_to_send = partial(self._claim, row, flight)
        try:
            booking = await self.session.call(partial(self._confirm, row, flight), flight)
        except _Taken as taken:
            await self._others.have(row, taken.hold, self._line)
            return False
        except _Past:
            self._rows.mark(row.row, State.REFUSED, "hour_past", detail=hour_text(row.hour))
            return False
        except RowMovedOn:
            return False
        except _Stale:
            return True
        except AppError as error:
            return self._failed(row.row, error, flight)
        except asyncio.CancelledError:
            if flight.intended:
                self._rows.mark(row.row, State.UNKNOWN if flight.sent else State.PLANNED, "stopped_in_flight")
            raise
        self.flow.went_well()
        self._refusals.booked()
        self._rows.mark(row.row, State.BOOKED, slot_id=booking.slot_id)
        return False

    async def _confirm(self, row: Appointment, flight: Flight) -> Booking:
        return await self.session.client.confirm(self.facility, row.cid, row.date, row.hour, flight)

    async def _claim(self, row: Appointment, flight: Flight) -> None:
        """The intent, on disk before the first byte leaves."""
        if flight.intended:  # the same row once more, with a fresh token; nothing had left
            return
        if is_past(row) and await self._rows.is_planned(row.row):
            raise _Past
        if self._watch.is_old(row.date):
            raise _Stale
        if (hold := await self._rows.claim(row.row, self._leaving)) is not None:
            raise _Taken(hold)
        flight.intended = True
        if self._watch.is_old(row.date):  # the journal took so long
            self._rows.mark(row.row, State.PLANNED)
            raise _Stale

    def _failed(self, number: int, error: AppError, flight: Flight) -> bool:
        self.flow.react(error)
        if isinstance(error, Declined):
            self.flow.went_well()
            self._rows.mark(number, *self._said_no(number, error.code), detail=error.detail)
            self._count_refusal(error)
            return False
        if not flight.sent:
            if flight.intended:
                self._rows.mark(number, State.PLANNED, error.code)
            return True
        # Whatever was answered, 401, 407, 429 and a block too: it may have come after the booking.
        code = "turned_away" if isinstance(error, TURNED_AWAY) else error.code
        self._rows.mark(number, State.UNKNOWN, code, detail=error.detail)
        return False

    def _count_refusal(self, error: Declined) -> None:
        """Nothing more is sent where the server goes on saying the same no and there is something left to send."""
        count = self._refusals.refused(error.code)
        if count and self._alike is None and len(self._line):
            self._alike = Alike(self.batch, error.code, count, error.detail)
            self.flow.fail(RefusedAlike(detail=error.detail))
            self.emit(self._alike)

    def _said_no(self, number: int, code: str) -> tuple[State, str]:
        """What a refusal makes of a row before anybody looked: it may have been done all the same."""
        if code == "already_booked":  # by our own call, whose answer was lost: look it up
            return State.UNKNOWN, "said_booked_to_us" if number in self._doubt.lacked else "said_booked"
        return (State.REFUSED, code) if code == "not_a_target" else (State.UNKNOWN, SAID_NO)

    # --- look ---

    async def _look(self) -> None:
        """Leave out who is booked already, asking per day."""
        days = days_of(await self._rows.entries(State.PLANNED))
        self._watch.begins()
        waits = {day: seconds for day in days if (seconds := await self._look_at(day))}
        if waits:  # booked before this PC was started anew: wait in full, then look once more
            seconds = max(waits.values())
            await self.flow.rest(seconds)
            for day in waits:
                await self._look_at(day, seconds)

    async def _look_at(self, day: date, waited: float = 0.0) -> float:
        """One day, and what it says of each row that is planned for it. Seconds to wait (0: none) for rows that our
        journal holds as booked, that the server lacks, and of which nobody can tell how old they are."""
        entries = [one for one in await self._rows.entries(State.PLANNED) if one.appointment.date == day]
        self._watch.passes()
        looked, known = ticks(), await self.flow.patiently(partial(self.schedules.look, day))
        known = await self.schedules.sample([entry.appointment for entry in entries], known, self.flow.patiently)
        rows = [entry.appointment for entry in entries]
        holds = await self._rows.holds(self.facility, rows)
        self._left |= await self._rows.given_back(self.facility, rows, self.timing.alone_after)
        wait = 0.0
        for group in groups(entries, AT_ONCE if holds or not known.tells else 500):
            seen = await asyncio.gather(*(self._find(one.appointment, known, holds) for one in group))
            tells = self.schedules.newest(known).tells
            self._watch.passes()
            for entry, one in zip(group, seen, strict=True):
                ours = holds.get(entry.outcome.row, ())
                wait = max(wait, await self._looked(entry, one, ours, tells, looked, waited))
        self._watch.knows(day, known.tells, looked)
        return wait

    async def _find(self, row: Appointment, day: DaySchedule, holds: Mapping[int, Sequence[Hold]]) -> Seen:
        """Where our journal holds the person's day, the person is asked too before anything counts as gone."""
        if row.hour in self._left.get(row.row, ()):
            return await self.schedules.find_again(row, day, self.flow.patiently)
        return await self.schedules.find(row, day, self.flow.patiently, both=row.row in holds)

    async def _looked(
        self, entry: Entry, seen: Seen, holds: Sequence[Hold], tells: bool, looked: float, waited: float = 0.0
    ) -> float:
        """What a look makes of a planned row. `tells`: the day's schedule is a witness too. `looked`: when (of
        `clock.ticks`). Seconds: see `_look_at`."""
        row, number = entry.appointment, entry.outcome.row
        others = other_hours(seen, self._leaving)
        ours = [hold for hold in holds if hold.state is State.BOOKED]
        perhaps = {one.hour for one in seen.perhaps if one.hour != self._leaving}
        if seen.seats and entry.tries and not any(hold.same_hour for hold in holds):
            # a call that was given up for lost shows its seat after all
            code, detail = beside(seen, "found_booked", "two_hours", self._leaving)
            self._rows.mark(number, State.BOOKED, code, slot_id=seen.slot(), detail=detail)
        elif any(hold.state is State.CANCELLING and hold.hour != self._leaving for hold in holds):
            # given back by a batch that runs elsewhere, or that nobody can settle: what shows may be gone already
            self._rows.mark(number, State.NOT_SENT, "doubtful_in_other_batch")
        elif seen.seats:
            code, detail = standing(seen, self._leaving)
            self._rows.mark(number, State.SKIPPED, code, slot_id=seen.slot(), detail=detail)
        elif is_past(row):
            self._rows.mark(number, State.REFUSED, "hour_past", detail=hour_text(row.hour))
        elif stand := other_hours(seen, self._leaving, self._left.get(number, ())):
            self._rows.mark(number, State.REFUSED, "other_hour_same_day", detail=hour_text(stand[0].hour))
        elif seen.unclear and any(hold.same_hour for hold in ours):
            self._rows.mark(number, State.SKIPPED, "booked_in_other_batch")
        elif others or seen.unclear or perhaps - {hold.hour for hold in ours}:
            self._rows.mark(number, State.NOT_SENT, "cannot_tell_yet")
        else:
            self._doubt.lacked.add(number)
            shown = {one.hour for one in (*seen.others, *seen.perhaps)}
            wait = self.timing.absent_after if tells else self.timing.alone_after
            gone = [hold for hold in ours if hold.hour not in shown]
            return await self._release(row, gone, wait, looked, waited)
        return 0.0

    async def _release(
        self, row: Appointment, holds: Sequence[Hold], wait: float, looked: float, waited: float
    ) -> float:
        """Our bookings of that day that the server lacks give it free, if they had had their time to show, `wait`, when
        it was `looked`. That again where nobody can tell how old they are and it was not `waited` for."""
        ages = [self._rows.age(hold.since) for hold in holds]
        if None in ages and not waited:
            return wait
        since = ticks() - looked  # this PC may have slept meanwhile
        for hold, age in zip(holds, ages, strict=True):
            if hold.hour is not None and (waited if age is None else age - since) >= wait:
                await self._rows.release(self.facility, replace(row, hour=hold.hour))
        return 0.0

    async def _look_again(self, day: date) -> bool:
        """While rows are being sent. A row that is still planned and has a seat that day now was booked by somebody
        else, at another hour too: a corrected copy. Raises BookedByOthers. Whether the day's schedule tells."""
        looked, known = ticks(), await self.flow.patiently(partial(self.schedules.look, day))
        self._doubt.shown.saw(known)
        rows = [(entry, entry.appointment) for entry in self._line.of(day)]
        # What can't be read of somebody is a line there all the same: of cid and slot id alone, as was SEEN.
        found = [entry for entry, row in rows if _shows(one := known.see(row)) or self._taken_seats(row, one)]
        for entry in found:
            self._line.strike(entry.outcome.row)
        holds = await self._rows.holds(self.facility, [entry.appointment for entry in found])
        seen = await asyncio.gather(*(self._see_again(entry.appointment, known, holds) for entry in found))
        for entry, one in zip(found, seen, strict=True):
            await self._looked(entry, one, holds.get(entry.outcome.row, ()), known.tells, looked)
            if await self._rows.is_planned(entry.outcome.row):  # the person's record says: not on that day
                self._line.back(entry)
        taken = [entry for entry, one in zip(found, seen, strict=True) if self._taken_seats(entry.appointment, one)]
        strangers = [entry for entry in taken if not entry.tries and entry.outcome.row not in holds]
        if strangers and not await self._by_citizens(strangers[:AT_ONCE], known):
            raise BookedByOthers()
        return known.tells

    async def _see_again(self, row: Appointment, day: DaySchedule, holds: Mapping[int, Sequence[Hold]]) -> Seen:
        """By the day's schedule alone, but for a line that can't be read and a seat that was given back just now."""
        listed = day.see(row)
        if row.hour not in self._left.get(row.row, ()) and not _shows(listed):
            return listed
        with suppress(*CANT_TELL):
            return await self._find(row, day, holds)
        return Seen(unclear=True)

    async def _by_citizens(self, entries: Sequence[Entry], day: DaySchedule) -> bool:
        """Whether all of these booked for themselves, as their own records say."""
        rows = [entry.appointment for entry in entries]
        seen = await asyncio.gather(*(self._record(row, day) for row in rows))
        taken = (self._taken_seats(row, one) for row, one in zip(rows, seen, strict=True))
        return all(any(seat.by_citizen for seat in seats) for seats in taken)

    def _taken_seats(self, row: Appointment, seen: Seen) -> Sequence[Booking]:
        """What keeps a row from being sent: its seat, or another hour of that day that was not given back just now."""
        return [*seen.seats, *other_hours(seen, self._leaving, self._left.get(row.row, ()))]

    async def _record(self, row: Appointment, day: DaySchedule) -> Seen:
        try:
            return await self.flow.patiently(partial(self.schedules.person, row))
        except CANT_TELL:
            return day.see(row)

    async def _ask_again(self, row: Appointment) -> None:
        """The same for one person, where the schedule can't tell. Raises BookedByOthers."""
        if (entry := self._line.get(row.row)) is None:
            return  # a look has just found it
        holds = await self._rows.holds(self.facility, (row,))
        looked = ticks()
        seen = await self._find(row, DaySchedule(row.date, self.facility, None), holds)
        if self._line.get(row.row) is None:
            return
        await self._looked(entry, seen, holds.get(row.row, ()), False, looked)
        if not await self._rows.is_planned(row.row):
            self._line.strike(row.row)
        taken = self._taken_seats(row, seen)
        stranger = not entry.tries and not holds and not any(seat.by_citizen for seat in taken)
        if taken and stranger:
            raise BookedByOthers()


def _shows(seen: Seen) -> bool:
    """Whether something may be of that person's day that only the person's own record can tell."""
    return seen.unclear or bool(seen.perhaps)


def is_past(row: Appointment) -> bool:
    """The hour is over, or has begun an hour ago: an hour under way can still be given out."""
    now = thai_now()
    return (row.date, row.hour) < (now.date(), now.hour)
