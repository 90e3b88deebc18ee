"""One batch: look, book, settle what is in doubt, verify; and undo. Each row's fate is decided here, and only here.

planned -> sending (on disk) -> the call -> booked | refused | unknown | planned again
unknown -> a look at the server -> booked, or surely absent -> planned again, or it stays unknown: the clerk decides
booked -> verified by the server's books; cancelling -> a look -> cancelled, or it still stands
"""

from __future__ import annotations

import asyncio
import math
from collections.abc import Awaitable, Callable, Collection
from contextlib import suppress
from dataclasses import replace
from functools import partial

from app.booking.batch_rows import SAID_NO, BatchRows, held, holder
from app.booking.control import Control, Timing
from app.booking.dispatch import Dispatcher
from app.booking.doubt import Doubt
from app.booking.flow import Flow
from app.booking.line import Rows
from app.booking.looking import Looking, is_past
from app.booking.others import Others
from app.booking.patience import Patience
from app.booking.plan import hour_text
from app.booking.refusals import Refusals
from app.booking.seats import Schedules
from app.booking.standing import Standing
from app.booking.undo import Undo
from app.booking.unsure import Unsure
from app.clock import ticks
from app.domain.values import STOPPED_IN_FLIGHT, Appointment, Booking, State
from app.errors import (
    AppError,
    BookedByOthers,
    Declined,
    EnvironmentProblem,
    InputError,
    NotSent,
    RefusedAlike,
    SignInNeeded,
    Stopped,
    Throttled,
    TokenRefused,
)
from app.events import Alike, Emit, Finished, Silent
from app.journal.batches import Entry, Hold, Journal, RowMovedOn
from app.journal.rows import MOVES_ON
from app.mophic.awaited import tell_silence
from app.mophic.client import Flight
from app.mophic.session import Session
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
        of_sheet: bool = False,
    ) -> None:
        """`rows`: the only ones this run touches; None: all. `leaving`: the hour a person is moved away from, which
        may stand beside the new one for a moment. `passed`: reasons of refusals that do not stop the run. `both_days`:
        also who was booked for another day by a later batch. `of_sheet`: whoever was given up from here since a row was
        planned is not booked."""
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
        self._doubt = Doubt(self._rows, self.schedules, self.flow, timing, leaving)
        self._both_days = both_days
        self._of_sheet = of_sheet
        self._refusals = Refusals(passed)
        self._alike: Alike | None = None  # the refusals that ended the sending
        self._unsure = Unsure(journal, batch, self._rows, self.schedules)
        work = (self._rows, self.schedules, self._unsure, self.flow, self._doubt)
        self._looking = Looking(*work, timing, leaving)
        longest = timing.alone_after + timing.absent_after  # what others may need to settle their own doubt
        self._others = Others(self._rows, self.flow, self.facility, leaving, timing.look_again, longest)

    async def book(self) -> Finished:
        """Book what is planned. A row the server refused stays refused; see `Journal.plan_again`."""
        return await self._run(self._book)

    async def undo(self) -> Finished:
        """Cancel what this batch booked, and nothing else. The journal knows of it until it has ended or is stopped."""
        return await self._run(self._undo)

    async def _undo(self) -> None:
        await self._rows.ask(self.journal.undone.begin, self.batch)
        try:
            await self._undoing().undo(only_ours=True)
        except Stopped:  # by the clerk, who does not want the rest: nobody goes on with it unasked
            with suppress(AppError):
                await self.journal.pen.ask(partial(self.journal.undone.end, self.batch))
            raise
        await self._rows.ask(self.journal.undone.end, self.batch)

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
        await self._unsure.read()
        await self._doubt.settle()
        await self._doubt.verify()

    def _undoing(self) -> Undo:
        return Undo(self.session, self._rows, self.schedules, self.flow, self._doubt, self.timing.absent_after)

    async def _run(self, work: Callable[[], Awaitable[None]]) -> Finished:
        """Hold the batch, do the work, tell how it ended. Raises only InputError: held elsewhere, other facility."""
        ask = Patience(self.session, self.journal, self.timing, self.batch, self.control, self.emit).ask
        try:
            known = await ask(partial(self.journal.info, self.batch))
            if known.facility != self.facility:
                raise InputError("batch_of_other_facility", facility=known.facility)
            async with held(self.journal, self.batch, holder(self.session.account.user), ask):
                return await self._run_held(work)
        except Stopped:  # while the journal was away, before anything
            finished = Finished(self.batch, stopped=True)
            self.emit(finished)
            return finished

    async def _run_held(self, work: Callable[[], Awaitable[None]]) -> Finished:
        finished, ended_by = Finished(self.batch), AppError()
        quiet = tell_silence(self.session.client.awaited, lambda seconds: self.emit(Silent(self.batch, seconds)))
        listening = asyncio.ensure_future(quiet)
        try:
            with self.control.reaches(self.flow.changed):
                await self._rows.begin()
                await work()
                await self._rows.ask(lambda: None)  # all that was marked is written, however far away the journal is
        except Stopped:
            finished = Finished(self.batch, stopped=True)
        except AppError as error:
            ended_by = error
            told = (error.code, error.detail, self._alike, error.params)
            finished = Finished(self.batch, False, *told)
        finally:
            listening.cancel()
            await self._looking.watch.end()
            await self.flow.end()
        if await self.journal.pen.written(self.timing.stop_grace, self.batch):
            with suppress(AppError):
                await self._rows.end()
        left = self._rows.leave_in_doubt()
        if isinstance(ended_by, EnvironmentProblem):
            finished = replace(finished, known=left or None)
        self.emit(finished)
        return finished

    # --- book ---

    async def _book(self) -> None:
        self._rows.phase("looking")
        await self._leave_damaged()
        await self._leave_given_up()
        await self._rows.plan_again(State.NOT_SENT)
        await self._unsure.read()
        await self._doubt.settle()
        if not self._both_days:
            await self._leave_booked_later()
        await self._looking.look()
        try:
            for _ in range(ROUNDS):
                self._looking.begins(Rows(await self._rows.entries(State.PLANNED)))
                await self._looking.look_twice()
                dispatcher = Dispatcher(self.flow, self._looking.watch.at_once)
                await dispatcher.send_all(self._looking.line, self._send_in_turn, self._before)
                if doubt := await self._doubt.open():
                    await self._doubt.settle()
                if self._others.are_sending:  # and may wait for what the server refused here
                    await self._doubt.refused()
                if not await self._others.decided() and not doubt:
                    break
            for entry in await self._rows.entries(State.PLANNED):
                self._rows.mark(entry.outcome.row, State.NOT_SENT, "tried_in_vain")
        except BookedByOthers as error:
            await self._end_beside_others(error)
            return
        except RefusedAlike:  # what was sent has its fate before the clerk is asked
            self.flow.forgive()
            await self._doubt.settle()
            await self._verify()
            if self._alike is not None:
                self._alike = replace(self._alike, count=await self._refused_alike(self._alike))
            raise
        await self._verify(others=await self._unsure.met_others())
        await self._looking.see_whether_others_are_gone()

    async def _end_beside_others(self, error: BookedByOthers) -> None:
        """Who has two seats by now is to be known at once. Raises `error`, but where nothing is left to send: then
        nothing is stopped."""
        self.flow.forgive()
        await self._unsure.others_book()
        await self._verify(others=True)
        if await self._rows.entries(State.PLANNED):
            raise error

    async def _refused_alike(self, alike: Alike) -> int:
        """The rows that are refused for that reason in the end, those that were under way among them: as many as every
        other sentence counts."""
        reason = reason_of(alike.code, alike.detail)
        outcomes = [entry.outcome for entry in await self._rows.entries(State.REFUSED)]
        return sum(reason_of(one.code, one.detail if alike.detail else "") == reason for one in outcomes)

    async def _verify(self, *, others: bool = False) -> None:
        """`others`: somebody else books the same rows."""
        self._rows.phase("verifying")
        await self._doubt.verify()
        await self._unsure.note(self._looking.proof.blind)
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

    async def _leave_given_up(self) -> None:
        """Somebody may have cancelled or moved a person of the rest meanwhile: whoever that was is not booked unasked.
        A row whose own move goes on is that move's."""
        if not self._of_sheet:
            return
        waiting = await self._rows.entries(State.PLANNED, State.NOT_SENT)
        rows = [entry.appointment for entry in waiting if entry.outcome.code not in MOVES_ON]
        found = await self._rows.ask(self.journal.given_up.since, self.facility, self.batch, rows)
        for number, how in found.items():
            self._rows.mark(number, State.CANCELLED, how.code, detail=how.packed())

    async def _leave_damaged(self) -> None:
        """A row that can't be read any more is never sent, and says so."""
        for number in await self._rows.damaged(State.PLANNED):
            self._rows.mark(number, State.REFUSED, "row_damaged")

    async def _before(self, entry: Entry) -> None:
        await self._looking.watch.before(entry.appointment, self.flow.holds)

    async def _send_in_turn(self, entry: Entry, flight: Flight) -> bool:
        with self._looking.proof.flies(entry.appointment):
            again = not await self._looking.may_leave(entry) or await self._send(entry, flight)
        return again and await self._rows.is_planned(entry.outcome.row)  # a look may have found it meanwhile

    async def _send(self, entry: Entry, flight: Flight) -> bool:
        """One row's call. True: it surely had no effect and is to be made again."""
        row = entry.appointment
        flight.about_to_send = partial(self._claim, row, flight)
        flight.still_fresh = partial(self._give_up_old, row)  # the computer may have slept while the pace held it
        try:
            booking = await self.session.call(partial(self._confirm, row, flight), flight)
        except _Taken as taken:
            await self._others.have(row, taken.hold, self._looking.line)
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
                self._rows.mark(row.row, State.UNKNOWN if flight.sent else State.PLANNED, STOPPED_IN_FLIGHT)
            raise
        self.flow.went_well()
        self._refusals.booked()
        self._looking.proof.booked(row, ticks())
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
        if self._looking.is_old(row):
            raise _Stale
        if (hold := await self._rows.claim(row.row, self._leaving)) is not None:
            raise _Taken(hold)
        flight.intended = True
        self._give_up_old(row)  # the journal took so long

    def _give_up_old(self, row: Appointment) -> None:
        """Of a row whose intent is on disk."""
        if self._looking.is_old(row):
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
        count = self._refusals.refused(error.code, error.detail)
        if count and self._alike is None and len(self._looking.line):
            words = self._refusals.words(error.code)
            self._alike = Alike(self.batch, error.code, count, words)
            self.flow.fail(RefusedAlike(detail=words))
            self.emit(self._alike)

    def _said_no(self, number: int, code: str) -> tuple[State, str]:
        """What a refusal makes of a row before anybody looked: it may have been done all the same."""
        if code == "already_booked":  # by our own call, whose answer was lost: look it up
            return State.UNKNOWN, "said_booked_to_us" if number in self._doubt.lacked else "said_booked"
        return (State.REFUSED, code) if code == "not_a_target" else (State.UNKNOWN, SAID_NO)
