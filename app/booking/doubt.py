"""Rows of which nobody is sure: looked up until they are clear, or a person must decide.

A seat counts as there as soon as one witness shows it. It counts as absent only when the day's schedule *and* the
person's own record lack it, and the call had its time to show (docs/decisions/007). What can't be read is "can't tell",
which sends nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from functools import partial

from app.booking.batch_rows import DOUBTFUL, BatchRows, days_of, groups
from app.booking.control import Timing
from app.booking.flow import Flow
from app.booking.plan import hour_text
from app.booking.seats import Day, Schedules, Seen
from app.clock import Moment, since, ticks
from app.domain.values import State
from app.errors import ServiceChanged, Uncertain
from app.journal.batches import Entry, Journal
from app.journal.rows import UNSEEN
from app.thai import today

# What the server said once of a row in doubt. It decides what the row may become, so no later trouble hides it.
SAID = ("said_booked", "said_booked_to_us", "not_in_schedule", "cancel_refused", "extra_seat")
CANT_TELL = (ServiceChanged, Uncertain)
REFUSED_ASKED = 100  # people of refused rows who are asked for themselves after a run


class Doubt:
    """Settles what one run leaves, or finds, in doubt, and verifies what it booked."""

    def __init__(self, rows: BatchRows, journal: Journal, schedules: Schedules, flow: Flow, timing: Timing) -> None:
        self.lacked: set[int] = set()  # rows that were surely absent when this run looked, before it sent them
        self._rows = rows
        self._journal = journal
        self._schedules = schedules
        self._flow = flow
        self._timing = timing
        self._given_up: set[int] = set()  # rows that a person must decide
        self._asked: set[int] = set()  # people asked while it was too early to believe that they are absent
        self._late: dict[date, float] = {}  # day -> ticks when the server did not show yet what it had booked
        self._met: dict[int, float] = {}  # rows whose age can't be told -> ticks when this run met them

    # --- settling ---

    async def settle(self) -> None:
        """Look up what may or may not have been done, until each row is clear or can't be told."""
        self._asked.clear()
        while entries := self.open():
            self._rows.phase("settling")
            looked = ticks()  # what is believed absent was so at this moment
            days = {day: await self.day_or_nothing(day) for day in days_of(entries)}
            for day in [day for day, known in days.items() if await self._is_late(known)]:
                self._late[day] = ticks()
            since_late = {day: ticks() - self._late.get(day, -self._timing.absent_after) for day in days}
            late = {day for day, passed in since_late.items() if passed < self._timing.absent_after}
            for group in groups([one for one in entries if one.appointment.date not in late]):
                await asyncio.gather(*(self._resolve(one, days[one.appointment.date], looked) for one in group))
            if self.open():
                await self._flow.rest(self._timing.look_again)

    async def _is_late(self, day: Day) -> bool:
        """Whether neither witness shows yet what the server itself said it had booked on that day: then nobody is taken
        for absent. For three times the usual wait: what is never shown is a question of its own."""
        booked = [one for one in self._rows.entries(State.BOOKED) if one.appointment.date == day.date and one.tries]
        hidden = [one for one in booked if not one.verified and not day.see(one.appointment, one.outcome.slot_id).seats]
        young = [one for one in hidden if self._too_early(one, ticks(), 3 * self._timing.absent_after)]
        if not young or not day.tells:
            return False
        with suppress(*CANT_TELL):
            seen = await self._schedules.find(young[0].appointment, day, self._flow.patiently, both=True)
            return not seen.seats
        return False

    def open(self) -> Sequence[Entry]:
        """Rows in doubt that may still be settled."""
        return [entry for entry in self._rows.entries(*DOUBTFUL) if entry.outcome.row not in self._given_up]

    async def day_or_nothing(self, day: date) -> Day:
        try:
            return await self._flow.patiently(partial(self._schedules.look, day))
        except Uncertain:
            return Day(day, self._schedules.facility, None)

    async def _resolve(self, entry: Entry, day: Day, looked: float) -> None:
        """Settle one row, unless it is too early to believe what the server lacks."""
        row, slot_id = entry.appointment, entry.outcome.slot_id
        early = self._too_early(entry, looked, self._timing.absent_after)
        if early and row.row in self._asked and not day.see(row, slot_id).seats:
            return
        self._asked.add(row.row)
        try:
            seen = await self._schedules.find(row, day, self._flow.patiently, both=True, slot_id=slot_id)
        except CANT_TELL as error:
            if not early:
                self._cannot_tell(entry, error.detail)
            return
        if entry.outcome.state is State.CANCELLING:
            self._settle_cancelling(entry, seen, early)
        elif seen.seats:
            self.found(entry, seen)
        elif not early or _explained(entry, seen):
            self._not_found(entry, seen)

    def found(self, entry: Entry, seen: Seen) -> None:
        """A row of which it was not sure, or that the server refused, has its seat."""
        number, said = entry.outcome.row, entry.outcome.code
        by_others = said == "said_booked" or any(seat.by_citizen for seat in seen.seats)
        if said.startswith("said_booked") and entry.tries == 1 and by_others:
            self._rows.mark(number, State.SKIPPED, seen.seated("already_booked"), slot_id=seen.slot())
        else:  # what was not there before our call, and is now, our call made
            self._rows.mark(number, State.BOOKED, seen.seated("found_booked"), slot_id=seen.slot(), verified=True)

    def _not_found(self, entry: Entry, seen: Seen) -> None:
        """A row in doubt has no seat, and it had time enough to show."""
        number, was = entry.outcome.row, entry.outcome
        if seen.unclear:
            self._cannot_tell(entry)
        elif seen.others:
            self._rows.mark(number, State.REFUSED, "other_hour_same_day", detail=hour_text(seen.other_hour))
        elif was.code.startswith("said_booked") and entry.tries == 1:
            self._rows.mark(number, State.REFUSED, "already_booked", detail=was.detail)
        elif was.code in SAID:  # the server once said booked: never sent again by itself
            self._give_up(number, State.UNKNOWN, was.code, was.detail)
        else:
            self._rows.mark(number, State.PLANNED, "surely_absent")

    def _settle_cancelling(self, entry: Entry, seen: Seen, early: bool) -> None:
        """A seat that was given back is gone by both witnesses, or it stands."""
        number, was = entry.outcome.row, entry.outcome
        if seen.absent:
            self._rows.mark(number, State.CANCELLED, "seats_cancelled" if was.code == "another_seat" else "")
            # The same appointment in the batch that once booked it.
            self._journal.release(self._schedules.facility, entry.appointment)
        elif seen.seats and was.code == "extra_seat" and len(seen.seats) == 1:
            self._rows.mark(number, State.BOOKED, slot_id=seen.slot(), verified=True)
        elif (
            was.code != "extra_seat" and was.slot_id is not None and seen.slot_ids and was.slot_id not in seen.slot_ids
        ):
            self._rows.mark(number, State.BOOKED, "another_seat", slot_id=seen.slot())
        elif seen.seats and was.code == "cancel_refused":  # the server said so, and it stands
            self._rows.mark(number, State.BOOKED, "cancel_refused", detail=was.detail)
        elif seen.seats and not early:
            code = "two_seats" if was.code == "extra_seat" else "cancel_failed"
            self._rows.mark(number, State.BOOKED, code, slot_id=seen.slot(was.slot_id))
        elif not early:
            self._cannot_tell(entry)

    def _cannot_tell(self, entry: Entry, detail: str = "") -> None:
        was = entry.outcome
        state = State.CANCELLING if was.state is State.CANCELLING else State.UNKNOWN
        code, detail = (was.code, was.detail) if was.code in SAID else ("cannot_tell", detail)
        self._give_up(was.row, state, code, detail)

    def _give_up(self, number: int, state: State, code: str, detail: str = "") -> None:
        self._given_up.add(number)
        self._rows.mark(number, state, code, detail=detail)

    def _too_early(self, entry: Entry, looked: float, wait: float) -> bool:
        """Whether a call has not had its time yet at `looked` (of `clock.ticks`). What can't be compared, as it was
        sent before this PC was started anew, waits in full from the moment this run met it."""
        return looked - self._sent(entry.outcome.row, entry.sent or entry.since) < wait

    def _sent(self, number: int, moment: Moment | None) -> float:
        """When, in this PC's ticks."""
        age = since(moment) if moment else None
        return ticks() - age if age is not None else self._met.setdefault(number, ticks())

    # --- verifying ---

    async def verify(self) -> None:
        """Every booked row is found on the server, or is in doubt; no refused one is. One call a day, more only where
        something is missing: a server may show late, so its people are asked before a clerk is."""
        self._asked.clear()
        days: dict[date, Day] = {}
        while entries := self._unverified():
            looked = ticks()
            days |= {day: await self.day_or_nothing(day) for day in days_of(entries)}
            hidden = [one for one in entries if not days[one.appointment.date].of(one.appointment.cid)]
            for group in groups(hidden):
                await asyncio.gather(*(self._verify_row(one, days[one.appointment.date], looked) for one in group))
            numbers = {one.outcome.row for one in hidden}
            waiting = set(days_of(one for one in self._unverified() if one.outcome.row in numbers))
            shown = [one for one in entries if one.outcome.row not in numbers and one.appointment.date not in waiting]
            for group in groups(shown):  # after those, who may have shown that the list is cut off
                known = [(one, self._schedules.newest(days[one.appointment.date])) for one in group]
                await asyncio.gather(*(self._verify_row(one, day, looked) for one, day in known))
            if self._unverified():
                await self._flow.rest(self._timing.look_again)
        await self._look_at_refused(days)

    def _unverified(self) -> Sequence[Entry]:
        """Rows that were sent and not seen yet. A day that is over is shown no more."""
        booked = [entry for entry in self._rows.entries(State.BOOKED) if entry.tries and not entry.verified]
        return [entry for entry in booked if entry.outcome.code != UNSEEN and entry.appointment.date >= today()]

    async def _verify_row(self, entry: Entry, day: Day, looked: float) -> None:
        row, slot_id = entry.appointment, entry.outcome.slot_id
        listed = day.see(row, slot_id)
        early = self._too_early(entry, looked, self._timing.shown_after)
        clear = day.tells and not listed.unclear
        if early and not listed.seats and (clear or row.row in self._asked):
            return
        self._asked.add(row.row)
        try:
            seen = await self._schedules.find(row, day, self._flow.patiently, both=True, slot_id=slot_id)
        except CANT_TELL as error:
            if not early or type(error) is not Uncertain:  # nobody to be asked: booked by the server's own word
                self._rows.mark(row.row, State.BOOKED, UNSEEN)
            return
        if seen.seats:
            code = seen.seated(entry.outcome.code)
            self._rows.mark(row.row, State.BOOKED, code, slot_id=seen.slot(slot_id), verified=True)
        elif not early and seen.unclear:
            self._rows.mark(row.row, State.BOOKED, UNSEEN)
        elif not early:
            self._give_up(row.row, State.UNKNOWN, "not_in_schedule")

    async def _look_at_refused(self, days: dict[date, Day]) -> None:
        """A server may say no and do it all the same, and its schedule may be late: people are asked too, but for
        those who are on no target list (they may be a whole sheet); over a hundred only where that found somebody."""
        refused = [entry for entry in self._rows.sent_and_refused() if entry.outcome.row in self.lacked]
        asked = found = 0
        for entry in refused:
            day = entry.appointment.date
            if day not in days:
                days[day] = await self.day_or_nothing(day)
            ask = entry.outcome.code != "not_a_target" and (asked < REFUSED_ASKED or found > 0)
            if not ask and not days[day].tells:
                continue
            asked += ask
            with suppress(*CANT_TELL):
                seen = await self._schedules.find(entry.appointment, days[day], self._flow.patiently, both=ask)
                if seen.seats:
                    found += 1
                    self.found(entry, seen)


def _explained(entry: Entry, seen: Seen) -> bool:
    """The server said that the person has an appointment, and there is one, at another hour: nothing to wait for."""
    return entry.outcome.code.startswith("said_booked") and bool(seen.others) and not seen.unclear
