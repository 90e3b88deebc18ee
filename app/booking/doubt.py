"""Rows of which nobody is sure: looked up until they are clear, or a person must decide.

A seat counts as there as soon as one witness shows it. It counts as absent only when the day's schedule *and* the
person's own record lack it, and the call had its time to show (docs/decisions/007). What can't be read is "can't tell",
which sends nothing.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from functools import partial
from itertools import compress

from app.booking.batch_rows import DOUBTFUL, SAID_NO, BatchRows, days_of, groups
from app.booking.control import ALONE, Pauses, Timing
from app.booking.flow import Flow
from app.booking.plan import beside, hour_text, other_hours, standing
from app.booking.seats import DaySchedule, Schedules, Seen, Shown
from app.clock import Moment, ticks
from app.domain.values import OTHER_HOUR, Appointment, State
from app.errors import ServiceChanged, Uncertain
from app.journal.batches import Entry
from app.journal.rows import UNSEEN
from app.mophic.wire import refusal_code
from app.thai import today

# What the server said once of a row in doubt. It decides what the row may become, so no later trouble hides it.
SAID = ("said_booked", "said_booked_to_us", "not_in_schedule", "shown_once", "cancel_refused", "extra_seat")
CANT_TELL = (ServiceChanged, Uncertain)
LOOKS = 3  # at what the server said of a row, where what comes can't be read
SILENCE = 30  # looks in a row of which none can be read: there is nobody to be asked
REFUSED_ASKED = 100  # people of refused rows who are asked for themselves after a run


class Doubt:
    """Settles what one run leaves, or finds, in doubt, and verifies what it booked."""

    def __init__(
        self,
        rows: BatchRows,
        schedules: Schedules,
        flow: Flow,
        timing: Timing,
        leaving: int | None = None,
    ) -> None:
        """`leaving`: the hour a person is moved away from, which is in nobody's way."""
        self.shown = Shown()  # by any schedule since this run began to send
        self.calls_went_astray = False  # an answer was lost: the call may be repeated on its way
        self.lacked: set[int] = set()  # rows that were surely absent when this run looked, before it sent them
        self._rows = rows
        self._schedules = schedules
        self._flow = flow
        self._timing = timing
        self._leaving = leaving
        self._given_up: set[int] = set()  # rows that a person must decide
        self._asked: dict[int, float] = {}  # rows whose person was asked -> ticks when last
        self.left: dict[int, frozenset[int | None]] = {}  # row -> that person's hours given back from here just before
        self._missed: set[int] = set()  # booked rows that a person's record lacked, when it was early yet
        self._unread: Counter[int] = Counter()  # looks at booked rows that could not be read
        self._silent = 0  # looks in a row, of any rows, that could not be read
        self._pauses = Pauses(timing)
        self._late: dict[date, float] = {}  # day -> ticks when the server did not show yet what it had booked
        self._met: dict[int, float] = {}  # rows whose age can't be told -> ticks when this run met them

    # --- settling ---

    async def settle(self) -> None:
        """Look up what may or may not have been done, until each row is clear or can't be told."""
        self._asked.clear()
        self._pauses = Pauses(self._timing)
        while entries := await self.open():
            self._rows.phase("settling")
            looked = ticks()  # what is believed absent was so at this moment
            days = {day: await self.day_or_nothing(day) for day in days_of(entries)}
            young = await self._young()
            for day in [day for day, known in days.items() if await self._is_late(known, young)]:
                self._late[day] = ticks()
            since_late = {day: ticks() - self._late.get(day, -self._timing.absent_after) for day in days}
            late = {day for day, passed in since_late.items() if passed < self._timing.absent_after}
            for group in groups([one for one in entries if one.appointment.date not in late]):
                await asyncio.gather(*(self._resolve(one, days[one.appointment.date], looked) for one in group))
            if left := await self.open():
                await self._wait(left, self._timing.absent_after * max(map(_times, left)))

    async def _wait(self, entries: Sequence[Entry], whole: float) -> None:
        """Until the next look. `whole`: seconds a row is waited for; one that needs longer has a witness alone."""
        ages = [ticks() - self._sent(entry.outcome.row, entry.sent or entry.since) for entry in entries]
        left = [(whole if age < whole else ALONE * whole) - age for age in ages]
        self._rows.waits(entries, max(*left, self._timing.look_again))
        await self._flow.rest(self._pauses.next(min(left)))

    async def _young(self) -> Sequence[Entry]:
        """What the server said it booked not long ago, and nobody saw yet. For `alone_after`: what is never shown
        is a question of its own."""
        now, wait = ticks(), self._timing.alone_after
        sent = (await self._rows.unverified()).items()
        return await self._rows.entries(
            State.BOOKED, numbers=[number for number, moment in sent if now - self._sent(number, moment) < wait]
        )

    async def _is_late(self, day: DaySchedule, young: Sequence[Entry]) -> bool:
        """Whether neither witness shows yet what the server itself said it had booked on that day: then nobody is taken
        for absent."""
        booked = (one for one in young if one.appointment.date == day.date)
        hidden = next((one for one in booked if not day.see(one.appointment, one.outcome.slot_id).seats), None)
        if hidden is None or not day.tells:
            return False
        with suppress(*CANT_TELL):
            seen = await self._schedules.find(hidden.appointment, day, self._flow.patiently, both=True)
            return not seen.seats
        return False

    async def open(self) -> Sequence[Entry]:
        """Rows in doubt that may still be settled; what was refused is looked at once the others are, see `refused`."""
        doubtful = [entry for entry in await self._rows.entries(*DOUBTFUL) if entry.outcome.code != SAID_NO]
        return [entry for entry in doubtful if entry.outcome.row not in self._given_up]

    async def day_or_nothing(self, day: date) -> DaySchedule:
        try:
            return await self._flow.patiently(partial(self._schedules.look, day))
        except Uncertain:
            return DaySchedule(day, self._schedules.facility, None)

    async def _resolve(self, entry: Entry, day: DaySchedule, looked: float) -> None:
        """Settle one row, unless it is too early to believe what the server lacks."""
        row, slot_id = entry.appointment, entry.outcome.slot_id
        leaves = entry.outcome.state is State.CANCELLING
        # More is asked each time its answer is lost: the witnesses may be further behind than assumed.
        wait = (self._timing.absent_after if day.tells else self._timing.alone_after) * _times(entry)
        early, listed = self.too_early(entry, looked, wait), day.see(row, slot_id).seats
        lately = ticks() - self._asked.get(row.row, -self._timing.absent_after) < self._timing.absent_after
        if early and lately and not listed:
            return
        self._asked[row.row] = ticks()
        self.calls_went_astray |= not leaves
        # That it stands is believed of both witnesses only, so both are asked as soon as it may be said.
        both_asked = leaves and not (listed and early)
        find = partial(self._schedules.find, both=True, given_back=both_asked, under_way=early, slot_id=slot_id)
        try:
            seen = await find(row, day, self._flow.patiently)
        except CANT_TELL as error:
            if not (self.too_early(entry, looked, self._timing.alone_after) if leaves else early):
                self._cannot_tell(entry, error.detail)
            return
        if leaves:
            await self._settle_cancelling(entry, seen, day, looked)
        elif seen.seats:
            self.found(entry, seen)
        elif not early or _explained(entry, seen):
            self._not_found(entry, seen, day)

    def found(self, entry: Entry, seen: Seen) -> None:
        """A row of which it was not sure, or that the server refused, has its seat."""
        number, said = entry.outcome.row, entry.outcome.code
        ours = next((seat.slot_id for seat in seen.seats if not seat.by_citizen), None)
        by_others = said == "said_booked" or all(seat.by_citizen for seat in seen.seats)
        if said.startswith(("said_booked", SAID_NO)) and entry.tries == 1 and by_others:
            code, detail = standing(seen, self._leaving)
            self._rows.mark(number, State.SKIPPED, code, slot_id=seen.slot(), detail=detail)
        else:  # what was not there before our call, and is now, our call made
            code, detail = beside(seen, "found_booked", "two_hours", self._leaving)
            self._rows.mark(number, State.BOOKED, code, slot_id=seen.slot(ours), detail=detail, verified=True)

    def _not_found(self, entry: Entry, seen: Seen, day: DaySchedule) -> None:
        """A row in doubt has no seat, and it had time enough to show. On a record alone, where the schedule can't be
        read or is not believed, nobody is sent again; nor a third time where the schedule names nobody at all."""
        number, was = entry.outcome.row, entry.outcome
        if seen.unclear:
            self._cannot_tell(entry)
        elif others := other_hours(seen, self._leaving, self.left.get(number, ())):
            self._rows.mark(number, State.REFUSED, OTHER_HOUR, detail=hour_text(others[0].hour))
        elif was.code.startswith("said_booked") and entry.tries == 1:
            self._rows.mark(number, State.REFUSED, "already_booked", detail=was.detail)
        elif was.code in SAID:  # the server once said booked: never sent again by itself
            self._give_up(number, State.UNKNOWN, was.code, was.detail)
        elif self.shown.has(entry.appointment, entry.outcome.slot_id):
            self._give_up(number, State.UNKNOWN, "shown_once")
        elif not day.tells or (entry.tries > 1 and not day.booked):
            self._cannot_tell(entry)
        else:
            self._rows.mark(number, State.PLANNED, "surely_absent")

    async def _settle_cancelling(self, entry: Entry, seen: Seen, day: DaySchedule, looked: float) -> None:
        """A seat that was given back is gone by both witnesses, or it stands by both, whatever was answered: a server
        may refuse and do it all the same. Where they disagree, one of them is far behind and is waited for. So is a
        witness that stands alone, as the schedule could not be read or was caught lacking somebody; and so are both
        where a seat that we were given was never seen, or not older than they may be late: they lacked it before it was
        given back."""
        number, was = entry.outcome.row, entry.outcome
        early = self.too_early(entry, looked, self._timing.absent_after)
        alone = not day.tells and self.too_early(entry, looked, self._timing.alone_after)
        if seen.disputed:
            if not self.too_early(entry, looked, self._timing.alone_after):
                self._cannot_tell(entry)
        elif seen.absent and (alone or (early and entry.tries and not entry.verified)):
            return
        elif seen.absent:
            self._rows.mark(number, State.CANCELLED, "seats_cancelled" if was.code == "another_seat" else "")
            # The same appointment in the batch that once booked it.
            await self._rows.release(self._schedules.facility, entry.appointment)
        elif seen.seats and was.code == "extra_seat" and len(seen.seats) == 1:
            self._rows.mark(number, State.BOOKED, slot_id=seen.slot(), verified=True)
        elif (
            was.code != "extra_seat" and was.slot_id is not None and seen.slot_ids and was.slot_id not in seen.slot_ids
        ):
            self._rows.mark(number, State.BOOKED, "another_seat", slot_id=seen.slot())
        elif seen.seats:
            by_both = day.see(entry.appointment, was.slot_id).seats and not seen.unclear
            if early or (not by_both and self.too_early(entry, looked, self._timing.alone_after)):
                return
            said = was.code == "cancel_refused"
            code = "two_seats" if was.code == "extra_seat" else "cancel_refused" if said else "cancel_failed"
            self._rows.mark(number, State.BOOKED, code, slot_id=seen.slot(was.slot_id), detail=was.detail)
        elif not early:
            self._cannot_tell(entry)

    def _cannot_tell(self, entry: Entry, detail: str = "") -> None:
        was = entry.outcome
        state = State.CANCELLING if was.state is State.CANCELLING else State.UNKNOWN
        unclear = "cancel_unclear" if state is State.CANCELLING else "cannot_tell"
        code, detail = (was.code, was.detail) if was.code in SAID else (unclear, detail)
        self._give_up(was.row, state, code, detail)

    def _give_up(self, number: int, state: State, code: str, detail: str = "") -> None:
        self._given_up.add(number)
        self._rows.mark(number, state, code, detail=detail)

    def too_early(self, entry: Entry, looked: float, wait: float) -> bool:
        """Whether a call has not had its time yet at `looked` (of `clock.ticks`). What can't be compared, as it was
        sent before this PC was started anew, waits in full from the moment this run met it."""
        return looked - self._sent(entry.outcome.row, entry.sent or entry.since) < wait

    def _sent(self, number: int, moment: Moment | None) -> float:
        """When, in this PC's ticks."""
        age = self._rows.age(moment)
        return ticks() - age if age is not None else self._met.setdefault(number, ticks())

    # --- verifying ---

    async def verify(self) -> None:
        """Every booked row is found on the server, or is in doubt; no refused one is. One call a day, more only where
        something is missing: a server may show late, so its people are asked before a clerk is."""
        self._asked.clear()
        self._pauses = Pauses(self._timing)
        await self._look_back()
        days: dict[date, DaySchedule] = {}
        while entries := await self._unverified():
            looked = ticks()
            days |= {day: await self.day_or_nothing(day) for day in days_of(entries)}
            for day in days.values():
                self.shown.saw(day)
            hidden = [one for one in entries if not days[one.appointment.date].of(one.appointment.cid)]
            for group in groups(hidden):
                await asyncio.gather(*(self._verify_row(one, days[one.appointment.date], looked) for one in group))
            numbers = {one.outcome.row for one in hidden}
            waiting = set(days_of(one for one in await self._unverified() if one.outcome.row in numbers))
            shown = [one for one in entries if one.outcome.row not in numbers and one.appointment.date not in waiting]
            for group in groups(shown):  # after those, who may have shown that the list is cut off
                known = [(one, self._schedules.newest(days[one.appointment.date])) for one in group]
                await asyncio.gather(*(self._verify_row(one, day, looked) for one, day in known))
            if left := await self._unverified():
                await self._wait(left, self._timing.shown_after)
        await self.refused(days)

    async def _unverified(self) -> Sequence[Entry]:
        """Rows that were sent and not seen yet."""
        booked = [entry for entry in await self._rows.entries(State.BOOKED) if entry.tries and not entry.verified]
        return [entry for entry in booked if entry.outcome.code != UNSEEN]

    async def _look_back(self) -> None:
        """Rows that nobody saw before their day was over: looked for once, as its books may be shown no more (ASSUMED).
        Where they are, and lack somebody, a clerk must look; else the server's word is all there is. What was sent just
        now is no row of the past: somebody set this PC's clock. (Sent before this PC was started anew is long ago.)"""
        past = [entry for entry in await self._unverified() if entry.appointment.date < today()]
        ages = [self._rows.age(entry.sent or entry.since) for entry in past]
        long_ago = [age is None or age >= self._timing.alone_after for age in ages]
        entries = list(compress(past, long_ago))
        days = {day: await self.day_or_nothing(day) for day in days_of(entries)}

        async def look_at(entry: Entry, day: DaySchedule) -> None:
            number, code, slot_id = entry.outcome.row, entry.outcome.code, entry.outcome.slot_id
            seen = Seen(unclear=True)
            with suppress(*CANT_TELL):
                seen = await self._ask(entry.appointment, day, slot_id=slot_id)
            if seen.seats:
                self._rows.mark(number, State.BOOKED, seen.seated(code), slot_id=seen.slot(slot_id), verified=True)
            elif seen.absent and day.booked and day.tells:
                self._not_there(entry)
            else:
                self._rows.mark(number, State.BOOKED, UNSEEN)

        for group in groups(entries):
            await asyncio.gather(*(look_at(entry, days[entry.appointment.date]) for entry in group))

    async def _verify_row(self, entry: Entry, day: DaySchedule, looked: float) -> None:
        """One look at a booked row. That a record lacks it counts later where the schedule can't tell."""
        row, slot_id = entry.appointment, entry.outcome.slot_id
        listed = day.see(row, slot_id)
        early = self.too_early(entry, looked, self._timing.shown_after)
        alone = not day.tells and self.too_early(entry, looked, self._timing.alone_after)
        clear = day.tells and not listed.unclear
        lately = ticks() - self._asked.get(row.row, -self._timing.shown_after) < self._timing.shown_after
        if not listed.seats and ((early and clear) or ((early or alone) and lately)):
            return
        self._asked[row.row] = ticks()
        try:
            seen = await self._ask(row, day, slot_id=slot_id)
        except CANT_TELL as error:
            if not early or type(error) is not Uncertain:
                self._unread_booking(entry)
            return
        if seen.seats and not (early and seen.unclear):  # a line beside it may be a second seat
            self.stands(entry, seen)
        elif seen.unclear:
            self._missed.discard(row.row)  # by now something is there that may be this seat
            if not early:
                self._unread_booking(entry)
        elif early or alone:
            self._missed.add(row.row)
        else:
            self._not_there(entry)

    def stands(self, entry: Entry, seen: Seen, *, again: bool = False) -> bool:
        """A booked row has its seat. Whether the person has more, a seat or an hour, which the row says; `again`: else
        nothing new is said."""
        number, slot_id = entry.outcome.row, entry.outcome.slot_id
        code, detail = beside(seen, entry.outcome.code, "two_hours", self._leaving)
        more = code != entry.outcome.code
        if more or not again:
            self._rows.mark(number, State.BOOKED, code, slot_id=seen.slot(slot_id), detail=detail, verified=True)
        return more

    def _not_there(self, entry: Entry) -> None:
        """What the server said it booked can't be found: a clerk decides."""
        shown = self.shown.has(entry.appointment, entry.outcome.slot_id)
        self._give_up(entry.outcome.row, State.UNKNOWN, "shown_once" if shown else "not_in_schedule")

    async def _ask(self, row: Appointment, day: DaySchedule, *, both: bool = True, slot_id: int | None = None) -> Seen:
        """`Schedules.find`, and how often in a row nothing came of it."""
        try:
            seen = await self._schedules.find(row, day, self._flow.patiently, both=both, slot_id=slot_id)
        except CANT_TELL:
            self._silent += 1
            raise
        self._silent = self._silent + 1 if seen.unclear and not seen.seats else 0
        return seen

    def _unread_booking(self, entry: Entry) -> None:
        """Nobody could be asked for a row that the server said it booked: asked again, and then its own word counts,
        but not against a record that was read and lacked it: that one stands alone, and is asked for longer."""
        number = entry.outcome.row
        self._unread[number] += 1
        self._asked.pop(number, None)
        young = number in self._missed and self.too_early(entry, ticks(), self._timing.alone_after)
        if (self._unread[number] < LOOKS or young) and self._silent < SILENCE:
            return
        if number in self._missed:
            self._not_there(entry)
        else:
            self._rows.mark(number, State.BOOKED, UNSEEN)

    async def refused(self, days: dict[date, DaySchedule] | None = None) -> None:
        """A server may say no and do it all the same, so its no is believed only after a look: till then the row is in
        doubt, also on disk. Its schedule may be late: people are asked too, but for those who are on no target list
        (they may be a whole sheet); over a hundred only where that found somebody."""
        days = {} if days is None else days
        waiting = await self._rows.refused_unseen(self.lacked)
        self._silent = looks = asked = found = 0
        while waiting and looks < LOOKS and self._silent < SILENCE:
            if looks:
                await self._flow.rest(self._timing.look_again)
            looks += 1
            unread = []
            for entry in waiting:
                ask = entry.outcome.code == SAID_NO and (asked < REFUSED_ASKED or found > 0)
                silence = self._silent >= SILENCE
                seen = None if silence else await self._look_at_refused(entry, days, ask=ask)
                asked, found = asked + (ask and seen is not None), found + bool(seen and seen.seats)
                unread += [entry] if seen is None else []
            waiting = unread
            days.clear()
        for entry in (one for one in waiting if one.outcome.code == SAID_NO):
            self._give_up(entry.outcome.row, State.UNKNOWN, SAID_NO, entry.outcome.detail)

    async def _look_at_refused(self, entry: Entry, days: dict[date, DaySchedule], *, ask: bool) -> Seen | None:
        """One look at one of them, and what it makes of the row. None: what came could not be read."""
        day = entry.appointment.date
        if day not in days:
            days[day] = await self.day_or_nothing(day)
        seen = Seen()  # the server's word alone, where nobody is to be asked
        try:
            if ask or days[day].tells:
                seen = await self._ask(entry.appointment, days[day], both=ask)
        except CANT_TELL:
            seen = Seen(unclear=True)
        number, was = entry.outcome.row, entry.outcome
        if seen.seats:
            self.found(entry, seen)
        elif was.state is State.UNKNOWN and seen.unclear:
            return None
        elif was.state is State.UNKNOWN:
            self._rows.mark(number, State.REFUSED, refusal_code(was.detail), detail=was.detail)
        return seen


def _times(entry: Entry) -> int:
    """How often the usual wait a row needs: once more for each call whose answer was lost, thrice at most."""
    return min(max(1, entry.tries), 3)


def _explained(entry: Entry, seen: Seen) -> bool:
    """The server said that the person has an appointment, and there is one, at another hour: nothing to wait for."""
    return entry.outcome.code.startswith("said_booked") and bool(seen.others) and not seen.unclear
