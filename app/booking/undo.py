"""Seats given back: a whole batch, one person's appointment, or the seats that somebody has too many.

The server's books are looked at before, as what an earlier look saw is old, and after each call: what it answered is
not believed alone (the one public caller of CancelAppointmentSlot ignores its answer).
"""

from __future__ import annotations

import asyncio
import math
from collections.abc import Sequence
from contextlib import suppress
from functools import partial

from app.booking.batch_rows import BatchRows, days_of, groups
from app.booking.dispatch import Dispatcher
from app.booking.doubt import CANT_TELL, Doubt
from app.booking.flow import Flow
from app.booking.line import Queue
from app.booking.seats import DaySchedule, Schedules, Seen
from app.clock import ticks
from app.domain.values import Appointment, Outcome, State
from app.errors import AppError, Declined
from app.journal.batches import Entry
from app.journal.rows import STANDS
from app.mophic.client import Flight
from app.mophic.session import Session
from app.thai import today

HALF = 0.5  # of the pace
ROUNDS = 4  # seats of one person and hour that are given back one after the other
ANEW = ("another_seat", "booked_by_citizen")  # of rows whose number of a seat is not that of our booking
NOTHING_SEEN = Seen(unclear=True)


def _is_unsure(entry: Entry) -> bool:
    """Whether it is to be looked before a seat is given back that somebody chose: its number is not known, or giving it
    back did not come to anything before."""
    return entry.outcome.slot_id is None or entry.outcome.code in STANDS


class _TooLate(Exception):
    """What it is given back for may be so no more."""


def why(outcome: Outcome) -> str:
    """The code of what is to be said of a row after an undo; "" where it is cancelled and there is nothing to say."""
    if outcome.state is State.BOOKED and not (outcome.code in STANDS or outcome.seats_too_many):
        return "not_cancelled_yet"
    return outcome.code or ("" if outcome.state is State.CANCELLED else "unknown")


class Undo:
    """Cancels what stands booked in the rows of one batch."""

    def __init__(
        self,
        session: Session,
        rows: BatchRows,
        schedules: Schedules,
        flow: Flow,
        doubt: Doubt,
        wait: float,
    ) -> None:
        """`wait` (seconds): until what was booked or given back surely shows."""
        self._session = session
        self._rows = rows
        self._schedules = schedules
        self._flow = flow
        self._doubt = doubt
        self._wait = wait
        self._until = math.inf  # of `clock.ticks`: nothing is given back after it
        self._beside_others = False

    async def undo(self, *, only_ours: bool, until: float = math.inf) -> None:
        """Look, cancel, and look for what is still there of the same person and hour: a repeat on the way to the server
        may have made two seats of one call. `only_ours`: what this batch booked; else whoever booked it. `until` (of
        `clock.ticks`): nothing is given back after it."""
        self._until = until
        self._rows.phase("looking")
        await self._doubt.settle()
        await self._doubt.refused()  # what was done all the same is given back too
        for number in await self._rows.damaged(State.BOOKED):
            self._rows.mark(number, State.BOOKED, "cancel_damaged")
        await self._give_all_back(await self._booked(only_ours), only_ours)

    async def _give_all_back(self, entries: Sequence[Entry], only_ours: bool) -> None:
        for _ in range(ROUNDS):
            for entry, seen in await self._look([one for one in entries if only_ours or _is_unsure(one)]):
                self._learn(entry, seen, only_ours)
            self._rows.phase("cancelling")
            numbers = {entry.outcome.row for entry in entries}
            known = [entry for entry in await self._booked(only_ours) if entry.outcome.row in numbers]
            line = Queue(one for one in known if one.outcome.code != "booked_by_citizen")
            await Dispatcher(self._flow).send_all(line, self._cancel)
            await self._doubt.settle()
            entries = [entry for entry in await self._booked(only_ours) if entry.outcome.code == "another_seat"]
            if not entries:
                return

    async def _booked(self, only_ours: bool) -> Sequence[Entry]:
        return [entry for entry in await self._rows.entries(State.BOOKED) if entry.tries or not only_ours]

    async def _look(self, entries: Sequence[Entry]) -> Sequence[tuple[Entry, Seen]]:
        """What the server's books say now of these rows: one call a day, and one for each person whom the schedule
        lacks. Those first, as they may show that it is cut off. A day that is over is shown no more."""
        shown = [entry for entry in entries if entry.appointment.date >= today()]
        days = {day: await self._doubt.day_or_nothing(day) for day in days_of(shown)}
        found: list[tuple[Entry, Seen]] = []
        listed = {entry.outcome.row for entry in shown if days[entry.appointment.date].of(entry.appointment.cid)}
        for part in (False, True):
            for group in groups([entry for entry in shown if (entry.outcome.row in listed) is part]):
                seen = await asyncio.gather(*(self._see(entry, days[entry.appointment.date]) for entry in group))
                found += zip(group, seen, strict=True)
        return found

    async def _see(self, entry: Entry, day: DaySchedule) -> Seen:
        self._gently()
        with suppress(*CANT_TELL):
            day = self._schedules.newest(day)
            row, slot_id = entry.appointment, entry.outcome.slot_id
            return await self._schedules.find(row, day, self._flow.patiently, both=True, slot_id=slot_id)
        return NOTHING_SEEN

    def _learn(self, entry: Entry, seen: Seen, only_ours: bool) -> None:
        """A row's seat as it is now. Where ours is gone and the person booked anew, that is not this batch's."""
        number, was = entry.outcome.row, entry.outcome
        ours_stands = was.slot_id is None or (was.slot_id in seen.slot_ids and was.code not in ANEW)
        if not seen.seats:
            if seen.absent and was.code in ANEW:
                self._rows.mark(number, State.BOOKED)
        elif only_ours and not ours_stands and all(seat.by_citizen for seat in seen.seats):
            self._rows.mark(number, State.BOOKED, "booked_by_citizen", verified=True)
        else:
            code = seen.seated("" if was.seats_too_many else was.code)
            self._rows.mark(number, State.BOOKED, code, slot_id=seen.slot(was.slot_id), verified=True)

    def _gently(self) -> None:
        """At half the pace, where another computer at this address was told just now to do the same."""
        pace = self._session.client.pace
        if self._beside_others and pace.share > HALF:
            pace.slow_down()

    async def find_extra(self) -> None:
        """Look who has more than one seat now, whatever an earlier look, of this batch or another, saw."""
        self._beside_others = True
        self._rows.phase("looking")
        await self._doubt.settle()
        await self._find_extra()

    async def _find_extra(self) -> Sequence[tuple[Entry, int]]:
        """Rows and the numbers of their seats too many: all but the lowest."""
        booked = await self._rows.entries(State.BOOKED, State.SKIPPED)
        seen = {entry.outcome.row: seen for entry, seen in await self._look(booked)}
        for entry in await self._rows.entries(State.BOOKED, State.SKIPPED):
            was, found = entry.outcome, seen.get(entry.outcome.row, NOTHING_SEEN)
            if found.seats and was.seats_too_many != (len(found.seats) > 1):
                alone = "" if was.state is State.BOOKED else "already_booked"  # somebody else was quicker
                slot_id = found.slot(was.slot_id)
                self._rows.mark(was.row, was.state, found.seated(alone), slot_id=slot_id, verified=entry.tries > 0)
        booked = await self._rows.entries(State.BOOKED, State.SKIPPED)
        marked = [one for one in booked if one.outcome.seats_too_many]
        return [(one, slot_id) for one in marked for slot_id in seen.get(one.outcome.row, NOTHING_SEEN).slot_ids[1:]]

    async def find_beside(self) -> None:
        """Look whose booking of ours has another hour of that day beside it now (`two_hours`)."""
        self._rows.phase("looking")
        await self._doubt.settle()
        for entry, seen in await self._look(await self._booked(only_ours=True)):
            if seen.seats and seen.others and not entry.outcome.to_be_seen_to:
                self._doubt.stands(entry, seen)

    async def cancel_extra(self) -> None:
        """Where somebody has two seats for one hour, give back all but the one of the lowest number: two computers
        that both do this leave one seat, not none."""
        self._beside_others = True
        self._rows.phase("looking")
        await self._doubt.settle()
        extra = await self._find_extra()
        self._rows.phase("cancelling")
        await Dispatcher(self._flow).send_all(Queue(extra), self._cancel_one)
        await self._doubt.settle()

    async def cancel_beside(self) -> None:
        """Whoever has another hour of that day beside our booking (`two_hours`) keeps that one alone, if both witnesses
        show it. Ours of the lower number go a whole wait later and after one more look: of two computers that do
        this at once, one is first, and nobody is left without."""
        self._beside_others = True
        self._rows.phase("looking")
        await self._doubt.settle()
        for first in (True, False):
            both = await self._beside()
            await self._give_all_back([entry for entry, later in both if later or not first], only_ours=True)
            if not await self._with_two_hours():
                return
            await self._flow.rest(self._wait)
        await self._beside()

    async def _with_two_hours(self) -> Sequence[Entry]:
        return [entry for entry in await self._booked(only_ours=True) if entry.outcome.hours_too_many]

    async def _beside(self) -> Sequence[tuple[Entry, bool]]:
        """Our bookings beside which another hour surely stands, and whether ours is the later one. Whose other hour is
        gone by now has one appointment, and the row says so."""
        entries = await self._with_two_hours()
        days = {day: await self._doubt.day_or_nothing(day) for day in days_of(entries)}
        found: list[tuple[Entry, bool]] = []
        for group in groups(entries):
            told = await asyncio.gather(*(self._told(entry.appointment) for entry in group))
            for entry, seen in zip(group, told, strict=True):
                day, was = days[entry.appointment.date], entry.outcome
                lines = len(day.of(entry.appointment.cid))
                if seen.seats and seen.others and lines > len(seen.seats):
                    first = min((one.slot_id or 0 for one in seen.others), default=0)
                    found.append((entry, (was.slot_id or 0) > first))
                elif seen.seats and not (seen.others or seen.perhaps or seen.unclear) and lines == len(seen.seats):
                    self._rows.mark(was.row, State.BOOKED, seen.seated(""), slot_id=was.slot_id, verified=True)
        return found

    async def _told(self, row: Appointment) -> Seen:
        """By the person's own record."""
        self._gently()
        with suppress(*CANT_TELL, Declined):
            return await self._flow.patiently(partial(self._schedules.person, row))
        return NOTHING_SEEN

    async def _cancel(self, entry: Entry, flight: Flight) -> bool:
        if entry.outcome.slot_id is None:
            self._rows.mark(entry.outcome.row, State.BOOKED, "cancel_needs_slot")
            return False
        several = entry.outcome.seats_too_many or entry.outcome.code == "another_seat"
        return await self._give_back(entry, entry.outcome.slot_id, "another_seat" if several else "", flight)

    async def _cancel_one(self, extra: tuple[Entry, int], flight: Flight) -> bool:
        return await self._give_back(*extra, "extra_seat", flight)

    async def _give_back(self, entry: Entry, slot_id: int, code: str, flight: Flight) -> bool:
        """One seat's call. Whatever is answered, the row stays `cancelling` until a look tells. True: it surely had no
        effect and is to be made again."""
        row, client = entry.appointment, self._session.client
        self._gently()
        shown = entry.verified and not self._doubt.too_early(entry, ticks(), self._wait)
        flight.about_to_send = partial(self._intend, entry.outcome, code, shown, flight)
        cancel = partial(client.cancel, self._schedules.facility, row.cid, slot_id, flight)
        try:
            await self._session.call(cancel, flight)
        except _TooLate:
            return False
        except AppError as error:
            self._flow.react(error)
            if isinstance(error, Declined) and error.code != "no_booking" and code != "extra_seat":
                self._rows.mark(row.row, State.CANCELLING, "cancel_refused", detail=error.detail)
            elif flight.intended and not flight.sent:
                self._rows.mark(row.row, State.BOOKED, entry.outcome.code)
            return not flight.sent
        except asyncio.CancelledError:
            if flight.intended and not flight.sent:
                self._rows.mark(row.row, State.BOOKED, entry.outcome.code)
            raise
        self._flow.went_well()
        return False

    async def _intend(self, was: Outcome, code: str, shown: bool, flight: Flight) -> None:
        """On disk before the first byte leaves. `shown`: whether somebody saw the seat in the server's books, and all
        of them had their time to show it."""
        if not flight.intended:
            if ticks() > self._until:
                raise _TooLate
            await self._rows.intend(was, State.CANCELLING, code, verified=shown)
            flight.intended = True
