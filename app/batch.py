"""One batch: look, book, settle what is in doubt, verify; and undo. Each row's fate is decided here, and only here.

planned -> sending (on disk) -> the call -> booked | refused | unknown | planned again
unknown -> a look at the server -> booked, or surely absent -> planned again, or it stays unknown: the clerk decides
"""

from __future__ import annotations

import asyncio
import os
import platform
from collections import defaultdict
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import partial

from app.control import Control, Timing
from app.domain import Appointment, Booking, State, thai_now
from app.errors import (
    AppError,
    Declined,
    InputError,
    NotSent,
    ServiceChanged,
    SignInNeeded,
    Stopped,
    Throttled,
    TokenRefused,
    Uncertain,
)
from app.events import Emit, Finished, Phase, RowChanged
from app.flow import Flow
from app.journal import Entry, Journal
from app.mophic.client import Flight
from app.plan import Day, find_booking, look_at_day, other_hour
from app.session import Session

ROUNDS = 4  # a row is sent at most so often in one run; each time only after a look-up said it is absent
DOUBTFUL = tuple(state for state in State if state.doubtful)
AT_ONCE = 16  # look-ups of single people side by side
# What the server said once of a row in doubt. It decides what the row may become, so no later trouble hides it.
SAID = ("said_booked", "not_in_schedule")
# Errors of a call that surely had no effect: the row goes back into the line.
HARMLESS = (NotSent, Throttled, TokenRefused, SignInNeeded)


class _Taken(Exception):
    """Another row, of this or another batch, holds the same person and hour."""

    def __init__(self, state: State) -> None:
        self.state = state


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
    ) -> None:
        """`rows`: the only ones this run touches; None: all."""
        self._rows = rows
        self.session = session
        self.journal = journal
        self.batch = batch
        self.control = control
        self.emit = emit
        self.timing = timing
        self.facility = session.account.facility
        self.flow = Flow(session, batch, control, emit, timing)
        self._given_up: set[int] = set()  # rows in doubt that a person must decide

    async def book(self) -> Finished:
        """Book what is planned. A row the server refused stays refused; see `Journal.plan_again`."""
        return await self._run(self._book)

    async def undo(self) -> Finished:
        """Cancel what this batch booked, and nothing else."""
        return await self._run(partial(self._undo, only_ours=True))

    async def cancel(self) -> Finished:
        """Cancel these rows' appointments, whoever booked them."""
        return await self._run(partial(self._undo, only_ours=False))

    async def settle(self) -> Finished:
        """Only look up what is in doubt."""
        return await self._run(self._settle)

    async def _run(self, work: Callable[[], Awaitable[None]]) -> Finished:
        """Hold the batch, do the work, tell how it ended. Raises only InputError: held elsewhere, other facility."""
        if self.journal.info(self.batch).facility != self.facility:
            raise InputError("batch_of_other_facility", facility=self.journal.info(self.batch).facility)
        with self.journal.hold(self.batch, holder(self.session.account.user)):
            finished = Finished(self.batch)
            self.control.attach(self.flow.changed)
            try:
                await work()
            except Stopped:
                finished = Finished(self.batch, stopped=True)
            except AppError as error:
                finished = Finished(self.batch, error=error.code, detail=error.detail)
            finally:
                self.control.attach(None)
                await self.flow.end()
            self.emit(finished)
            return finished

    # --- book ---

    async def _book(self) -> None:
        self._phase("looking")
        self.journal.plan_again(self.batch, (State.NOT_SENT,), self._rows)
        await self._settle()
        await self._look()
        for _ in range(ROUNDS):
            self._phase("booking")
            await self.flow.send_all(self._entries((State.PLANNED,)), self._send)
            if not self._in_doubt():
                break
            await self._settle()
        self._phase("verifying")
        await self._verify()

    async def _send(self, entry: Entry, flight: Flight) -> bool:
        """One row's call. True: it surely had no effect and is to be made again."""
        row = entry.appointment
        flight.about_to_send = partial(self._claim, row.row, flight)
        try:
            booking = await self.session.call(partial(self._confirm, row, flight))
        except _Taken as taken:
            self._mark(row.row, *_WHEN_TAKEN[taken.state])
            return False
        except AppError as error:
            return self._failed(row.row, error, flight)
        except asyncio.CancelledError:
            if flight.intended:
                self._mark(row.row, State.UNKNOWN if flight.sent else State.PLANNED, "stopped_in_flight")
            raise
        self.flow.went_well()
        self._mark(row.row, State.BOOKED, slot_id=booking.slot_id)
        return False

    async def _confirm(self, row: Appointment, flight: Flight) -> Booking:
        return await self.session.client.confirm(self.facility, row.cid, row.date, row.hour, flight)

    def _claim(self, number: int, flight: Flight) -> None:
        """The intent, on disk before the first byte leaves."""
        if flight.intended:  # the same row once more, with a fresh token
            return
        if (other := self.journal.claim(self.batch, number)) is not None:
            raise _Taken(other)
        flight.intended = True

    def _failed(self, number: int, error: AppError, flight: Flight) -> bool:
        self.flow.react(error)
        if isinstance(error, Declined):
            self.flow.went_well()
            # "Booked already" may be our own booking of before a lost answer: look it up.
            doubtful = error.code == "already_booked"
            state, code = (State.UNKNOWN, "said_booked") if doubtful else (State.REFUSED, error.code)
            self._mark(number, state, code, detail=error.detail)
            return False
        if isinstance(error, HARMLESS) or not flight.sent:
            if flight.intended:
                self._mark(number, State.PLANNED, error.code)
            return True
        # Blocked too: the address may have been blocked between the booking and its answer.
        self._mark(number, State.UNKNOWN, error.code, detail=error.detail)
        return False

    # --- look ---

    async def _look(self) -> None:
        """Leave out who is booked already, asking per day."""
        for day, entries in self._by_day((State.PLANNED,)).items():
            asked = thai_now()
            known = await self.flow.patiently(partial(look_at_day, self.session, day))
            for group in _groups(entries, AT_ONCE if known.booked is None else 500):
                found = await asyncio.gather(*(self._find(entry.appointment, known) for entry in group))
                for entry, booking in zip(group, found, strict=True):
                    self._looked(entry.appointment, known, booking, asked)

    def _looked(self, row: Appointment, day: Day, booking: Booking | None, asked: datetime) -> None:
        if booking is not None:
            self._mark(row.row, State.SKIPPED, "already_booked", slot_id=booking.slot_id)
        elif (hour := other_hour(row, day)) is not None:
            self._mark(row.row, State.REFUSED, "other_hour_same_day", detail=f"{hour:02d}:00")
        else:
            self.journal.release(self.facility, row, before=asked - timedelta(seconds=self.timing.look_again))

    async def _find(self, row: Appointment, day: Day) -> Booking | None:
        try:
            return await self.flow.patiently(partial(find_booking, self.session, row, day))
        except Declined:
            return None  # not a known person: booking will be refused with the reason

    # --- doubt ---

    async def _settle(self) -> None:
        """Look up what may or may not have been done, until each row is clear or can't be told."""
        while entries := self._in_doubt():
            self._phase("settling")
            days: dict[date, Day] = {}
            looked = thai_now()  # what is believed absent was so at this moment
            for group in _groups(entries, AT_ONCE):
                for day in {entry.appointment.date for entry in group} - set(days):
                    days[day] = await self._day_or_nothing(day)
                await asyncio.gather(*(self._resolve(entry, days[entry.appointment.date], looked) for entry in group))
            if self._in_doubt():
                await self.flow.rest(self.timing.look_again)

    async def _day_or_nothing(self, day: date) -> Day:
        try:
            return await self.flow.patiently(partial(look_at_day, self.session, day))
        except Uncertain:
            return Day(None)

    def _in_doubt(self) -> Sequence[Entry]:
        return [entry for entry in self._entries(DOUBTFUL) if entry.outcome.row not in self._given_up]

    async def _resolve(self, entry: Entry, day: Day, looked: datetime) -> None:
        """Settle one row, unless it is too early to believe that it is absent."""
        row, cancelling = entry.appointment, entry.outcome.state is State.CANCELLING
        try:
            booking = await self.flow.patiently(partial(self._seen_anywhere, row, day))
        except (ServiceChanged, Uncertain, Declined) as error:
            was = entry.outcome
            code, detail = (was.code, was.detail) if was.code in SAID else ("cannot_tell", error.detail)
            self._give_up(row.row, State.CANCELLING if cancelling else State.UNKNOWN, code, detail)
            return
        said_booked = entry.outcome.code == "said_booked"
        if booking is not None and said_booked and entry.tries == 1:
            self._mark(row.row, State.SKIPPED, "already_booked", slot_id=booking.slot_id)
        elif booking is None and said_booked:
            self._mark(row.row, State.REFUSED, "other_hour_same_day", detail=entry.outcome.detail)
        elif booking is not None and not cancelling:
            self._mark(row.row, State.BOOKED, "found_booked", slot_id=booking.slot_id, verified=True)
        elif booking is None and cancelling:
            self._mark(row.row, State.CANCELLED)
        elif self._too_early(entry, looked):
            pass
        elif cancelling:
            self._mark(row.row, State.BOOKED, "cancel_failed")
        elif entry.outcome.code == "not_in_schedule":  # the server once said booked: never sent again by itself
            self._give_up(row.row, State.UNKNOWN, "not_in_schedule")
        else:
            self._mark(row.row, State.PLANNED, "surely_absent")

    async def _seen_anywhere(self, row: Appointment, day: Day) -> Booking | None:
        """Absent only where the day's schedule *and* the person's own record say so."""
        if found := await find_booking(self.session, row, day):
            return found
        try:
            return await find_booking(self.session, row, Day(None))
        except Declined:
            if day.booked is None:
                raise
            return None  # not a known person, and not on the day's schedule

    def _give_up(self, number: int, state: State, code: str, detail: str = "") -> None:
        self._given_up.add(number)
        self._mark(number, state, code, detail=detail)

    def _too_early(self, entry: Entry, looked: datetime) -> bool:
        sent = entry.sent_at or entry.outcome.at
        # A clock that was set back a little makes a row wait; one that was set back far, not for ever.
        return sent is not None and abs(looked - sent) < timedelta(seconds=self.timing.absent_after)

    # --- verify ---

    async def _verify(self) -> None:
        """Every booked row is found on the server, or is in doubt. One call a day."""
        for day, entries in self._by_day((State.BOOKED,)).items():
            open_entries = [entry for entry in entries if not entry.verified]
            if not open_entries:
                continue
            known = await self.flow.patiently(partial(look_at_day, self.session, day))
            if known.booked is None:
                continue  # can't be read: booked by the server's own word
            for entry in open_entries:
                await self._verify_row(entry, known)

    async def _verify_row(self, entry: Entry, day: Day) -> None:
        row, code = entry.appointment, entry.outcome.code
        booking = next((one for one in day.of(row.cid) if one.hour in (None, row.hour)), None)
        booking = booking or await self._find(row, Day(None))
        if booking is None:
            self._give_up(row.row, State.UNKNOWN, "not_in_schedule")
        else:
            self._mark(row.row, State.BOOKED, code, slot_id=booking.slot_id, verified=True)

    # --- undo ---

    async def _undo(self, only_ours: bool) -> None:
        self._phase("looking")
        await self._settle()
        for entry in self._booked(only_ours):
            if entry.outcome.slot_id is None:
                await self._verify_row(entry, Day({}))
        self._phase("cancelling")
        await self.flow.send_all(self._booked(only_ours), self._cancel)
        await self._settle()

    def _booked(self, only_ours: bool) -> Sequence[Entry]:
        """Rows that stand booked; `only_ours`: this batch sent them."""
        return [entry for entry in self._entries((State.BOOKED,)) if entry.tries or not only_ours]

    async def _cancel(self, entry: Entry, flight: Flight) -> bool:
        row, slot_id = entry.appointment, entry.outcome.slot_id
        if slot_id is None:
            self._mark(row.row, State.BOOKED, "cancel_needs_slot")
            return False
        flight.about_to_send = partial(self._intend_cancel, row.row, flight)
        cancel = partial(self.session.client.cancel, self.facility, row.cid, slot_id, flight)
        try:
            await self.session.call(cancel)
        except AppError as error:
            self.flow.react(error)
            if isinstance(error, Declined):
                if error.code != "no_booking":  # that one stays `cancelling`, to be looked up
                    self._mark(row.row, State.BOOKED, "cancel_refused", detail=error.detail)
                return False
            harmless = isinstance(error, HARMLESS) or not flight.sent
            if flight.intended and harmless:
                self._mark(row.row, State.BOOKED, error.code)
            return harmless  # otherwise it stays `cancelling`: looked up before anything else
        except asyncio.CancelledError:
            if flight.intended and not flight.sent:
                self._mark(row.row, State.BOOKED)
            raise
        self.flow.went_well()
        self._mark(row.row, State.CANCELLED)
        return False

    def _intend_cancel(self, number: int, flight: Flight) -> None:
        if not flight.intended:
            self._mark(number, State.CANCELLING)
            flight.intended = True

    # --- small things ---

    def _entries(self, states: Sequence[State]) -> Sequence[Entry]:
        entries = self.journal.entries(self.batch, states)
        return entries if self._rows is None else [entry for entry in entries if entry.outcome.row in self._rows]

    def _mark(
        self,
        number: int,
        state: State,
        code: str = "",
        *,
        slot_id: int | None = None,
        detail: str = "",
        verified: bool = False,
    ) -> None:
        outcome = self.journal.mark(self.batch, number, state, code, slot_id=slot_id, detail=detail, verified=verified)
        self.emit(RowChanged(self.batch, outcome))

    def _phase(self, name: str) -> None:
        self.emit(Phase(self.batch, name))

    def _by_day(self, states: Sequence[State]) -> Mapping[date, list[Entry]]:
        days: defaultdict[date, list[Entry]] = defaultdict(list)
        for entry in self._entries(states):
            days[entry.appointment.date].append(entry)
        return dict(sorted(days.items()))


# The same person and hour in another row: booked there, or nobody knows yet.
_WHEN_TAKEN: Mapping[State, tuple[State, str]] = {
    State.BOOKED: (State.SKIPPED, "booked_in_other_batch"),
    State.SENDING: (State.NOT_SENT, "doubtful_in_other_batch"),
    State.UNKNOWN: (State.NOT_SENT, "doubtful_in_other_batch"),
    State.CANCELLING: (State.NOT_SENT, "doubtful_in_other_batch"),
}


def _groups(entries: Sequence[Entry], size: int) -> Iterable[Sequence[Entry]]:
    return (entries[start : start + size] for start in range(0, len(entries), max(1, size)))


def holder(user: str) -> str:
    """Who runs a batch, as another window tells it."""
    return f"{user} · {platform.node()} · {os.getpid()}"
