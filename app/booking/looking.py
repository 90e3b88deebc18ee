"""Who is booked already, before the first row is sent; and while rows are sent: does somebody else book the same ones?

Each row's look is decided here: sent, left out, or not to be told. Where a day's schedule does not show what was booked
just now (see `proof`), each person of it is asked before the row leaves (docs/decisions/037).
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import partial

from app.booking.batch_rows import AT_ONCE, BatchRows, days_of, groups
from app.booking.control import Timing
from app.booking.doubt import CANT_TELL, Doubt
from app.booking.flow import Flow
from app.booking.line import FIRST, Rows
from app.booking.plan import beside, hour_text, other_hours, standing
from app.booking.proof import Proof
from app.booking.seats import DaySchedule, Schedules, Seen
from app.booking.unsure import Unsure
from app.booking.watch import GAP, TRIES, Watch
from app.clock import ticks
from app.domain.values import OTHER_HOUR, Appointment, Booking, State
from app.errors import BookedByOthers
from app.journal.batches import Entry, Hold
from app.thai import thai_now

MOMENT = 1.0  # seconds in which a computer that is booking books the next rows


class Looking:
    """The looks of one run that books. Raises BookedByOthers from each that finds somebody else at it."""

    def __init__(
        self,
        rows: BatchRows,
        schedules: Schedules,
        unsure: Unsure,
        flow: Flow,
        doubt: Doubt,
        timing: Timing,
        leaving: int | None,
    ) -> None:
        """`leaving`: see `Runner`."""
        self.proof, self.unsure = Proof(), unsure
        self.watch = Watch(self._look_again, self.proof.landed, self.proof.flies_on, flow.fail)
        self.line = Rows()
        self._rows, self._schedules, self._flow, self._doubt, self._timing = rows, schedules, flow, doubt, timing
        self._facility, self._leaving = schedules.facility, leaving
        self._left = doubt.left
        self._asked: Counter[int] = Counter()  # how often a row's person was asked before it was sent
        self._free: set[int] = set()  # rows whose person was asked, and that may leave
        self._met: set[date] = set()  # days of rows that somebody else has booked since they were planned
        self._told = False  # that people are asked

    def _tells(self, day: DaySchedule, looked: float) -> bool:
        """Whether the day's schedule, asked for at `looked`, is leave to send whom it does not show."""
        shows = self.proof.shows(day, looked)
        return shows and day.date not in self.unsure

    # --- before the first row ---

    async def look(self) -> None:
        """Leave out who is booked already, asking per day."""
        self.proof.booked_before([one.appointment for one in await self._rows.entries(State.BOOKED) if one.tries])
        days = days_of(await self._rows.entries(State.PLANNED))
        waits = {day: seconds for day in days if (seconds := await self._look_at(day))}
        if waits:  # booked before this PC was started anew: wait in full, then look once more
            seconds = max(waits.values())
            await self._flow.rest(seconds)
            for day in waits:
                await self._look_at(day, seconds)

    async def _look_at(self, day: date, waited: float = 0.0) -> float:
        """One day, and what it says of each row that is planned for it. Seconds to wait (0: none) for rows that our
        journal holds as booked, that the server lacks, and of which nobody can tell how old they are."""
        entries = [one for one in await self._rows.entries(State.PLANNED) if one.appointment.date == day]
        looked, known = ticks(), await self._flow.patiently(partial(self._schedules.look, day))
        known = await self._schedules.sample([entry.appointment for entry in entries], known, self._flow.patiently)
        if not self._tells(known, looked):
            known = replace(known, trusted=False)
        rows = [entry.appointment for entry in entries]
        holds = await self._rows.holds(self._facility, rows)
        self._left |= await self._rows.given_back(self._facility, rows, self._timing.alone_after)
        wait = 0.0
        for group in groups(entries, AT_ONCE if holds or not known.tells else 500):
            seen = await asyncio.gather(*(self._find(one.appointment, known, holds) for one in group))
            tells = self._schedules.newest(known).tells
            for entry, one in zip(group, seen, strict=True):
                ours = holds.get(entry.outcome.row, ())
                if self._taken_seats(entry.appointment, one) and not (ours or entry.tries):
                    self._met.add(day)
                wait = max(wait, await self._looked(entry, one, ours, tells, looked, waited))
        self.watch.knows(day, self._tells(known, looked), looked)
        await self.unsure.note(self.proof.blind)
        return wait

    async def _find(self, row: Appointment, day: DaySchedule, holds: Mapping[int, Sequence[Hold]]) -> Seen:
        """Where our journal holds the person's day, the person is asked too before anything counts as gone."""
        if row.hour in self._left.get(row.row, ()):
            return await self._schedules.find_again(row, day, self._flow.patiently)
        find = partial(self._schedules.find, both=row.row in holds, under_way=True)  # they may be sending it just now
        return await find(row, day, self._flow.patiently)

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
            self._rows.mark(number, State.REFUSED, OTHER_HOUR, detail=hour_text(stand[0].hour))
        elif seen.unclear and any(hold.same_hour for hold in ours):
            self._rows.mark(number, State.SKIPPED, "booked_in_other_batch")
        elif others or seen.unclear or perhaps - {hold.hour for hold in ours}:
            self._rows.mark(number, State.NOT_SENT, "cannot_tell_yet")
        else:
            self._doubt.lacked.add(number)
            shown = {one.hour for one in (*seen.others, *seen.perhaps)}
            wait = self._timing.absent_after if tells else self._timing.alone_after
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
                await self._rows.release(self._facility, replace(row, hour=hold.hour))
        return 0.0

    # --- after the last row ---

    async def see_whether_others_are_gone(self) -> None:
        """Once a run went through to its end. On a day where others had been met it asked each person, and met nobody;
        that, and a schedule that shows now all that it booked there, are two witnesses. From then on the schedule is
        what it is on any other day: leave to send, as long as it shows what the next run books itself."""
        for day in self.unsure.for_others:
            if self.proof.has_booked(day) < FIRST:
                continue
            looked, known = ticks(), await self._doubt.day_or_nothing(day)
            if self.proof.shows(known, looked):
                await self.unsure.others_are_gone(day)
        await self.unsure.note(self.proof.blind)

    # --- while rows are sent ---

    def begins(self, line: Rows) -> None:
        """These are to be sent now."""
        self.line, self._told = line, False
        if self.watch.asks_somebody:
            line.scatter()
        self._rows.phase("booking")

    async def look_twice(self) -> None:
        """Whoever booked some of these rows since they were planned may be at it: then the next ones are booked within
        a moment, and nothing is sent from here. Raises BookedByOthers."""
        if self._met:
            await self._flow.rest(min(MOMENT, self._timing.look_again))
        while self._met:
            await self.watch.look_at(self._met.pop())

    async def _look_again(self, day: date) -> bool:
        """While rows are being sent. A row that is still planned and has a seat that day now was booked by somebody
        else, at another hour too: a corrected copy. Raises BookedByOthers. Whether the day's schedule tells."""
        looked, known = ticks(), await self._flow.patiently(partial(self._schedules.look, day))
        self._doubt.shown.saw(known)
        rows = [(entry, entry.appointment) for entry in self.line.of(day)]
        # What can't be read of somebody is a line there all the same: of cid and slot id alone, as was SEEN.
        found = [entry for entry, row in rows if _shows(one := known.see(row)) or self._taken_seats(row, one)]
        for entry in found:
            self.line.strike(entry.outcome.row)
        holds = await self._rows.holds(self._facility, [entry.appointment for entry in found])
        seen = await asyncio.gather(*(self._see_again(entry.appointment, known, holds) for entry in found))
        for entry, one in zip(found, seen, strict=True):
            await self._looked(entry, one, holds.get(entry.outcome.row, ()), known.tells, looked)
            if await self._rows.is_planned(entry.outcome.row):  # the person's record says: not on that day
                self.line.back(entry)
        taken = [entry for entry, one in zip(found, seen, strict=True) if self._taken_seats(entry.appointment, one)]
        strangers = [entry for entry in taken if not entry.tries and entry.outcome.row not in holds]
        if strangers and not await self._by_citizens(strangers[:AT_ONCE], known):
            raise BookedByOthers()
        tells = self._tells(known, looked)
        if not tells and not self.watch.asks(day):  # another computer in step would ask the same people
            self.line.scatter()
        await self.unsure.note(self.proof.blind)
        return tells

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
            return await self._flow.patiently(partial(self._schedules.person, row))
        except CANT_TELL:
            return day.see(row)

    async def may_leave(self, entry: Entry) -> bool:
        """Where the schedule can't tell its person is asked, just before the row leaves. Raises BookedByOthers. False:
        the row is marked as what it is instead; or it is still planned, and what was asked is old by now."""
        self._free.discard(entry.outcome.row)
        if self._told != self.watch.asks_somebody:
            self._told = self.watch.asks_somebody
            self._rows.phase("asking" if self._told else "booking")
        if not self.watch.asks(entry.appointment.date):
            return True
        if is_free := await self._is_free(entry):
            self._free.add(entry.outcome.row)
        return is_free

    def is_old(self, row: Appointment) -> bool:
        """Whether what was seen of it is too old to send on; it may have waited long for a connection."""
        return self.watch.is_old(row.date) or (self.watch.asks(row.date) and row.row not in self._free)

    async def _is_free(self, entry: Entry) -> bool:
        row, holds = entry.appointment, await self._rows.holds(self._facility, (entry.appointment,))
        self._asked[row.row] += 1
        times, asked, seen = self._flow.holds, ticks(), Seen(unclear=True)
        with suppress(*CANT_TELL):
            seen = await self._find(row, DaySchedule(row.date, self._facility, None), holds)
        if not await self._rows.is_planned(row.row):
            return False
        if not holds and self._taken_seats(row, seen):  # by somebody of our own journal, since it was asked
            holds = await self._rows.holds(self._facility, (row,))
        await self._looked(entry, seen, holds.get(row.row, ()), False, asked)
        if not await self._rows.is_planned(row.row):
            taken = self._taken_seats(row, seen)
            if taken and not entry.tries and not holds and not any(seat.by_citizen for seat in taken):
                raise BookedByOthers()
            return False
        await self._flow.open()
        young = times == self._flow.holds and ticks() - asked <= GAP
        return young or self._asked[row.row] >= TRIES


def _shows(seen: Seen) -> bool:
    """Whether something may be of that person's day that only the person's own record can tell."""
    return seen.unclear or bool(seen.perhaps)


def is_past(row: Appointment) -> bool:
    """The hour is over, or has begun an hour ago: an hour under way can still be given out."""
    now = thai_now()
    return (row.date, row.hour) < (now.date(), now.hour)
