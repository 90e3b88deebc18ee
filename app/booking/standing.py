"""Whether a seat stands, made sure of where something hangs on it: the person's other seat, which a move gives up.

That somebody is booked is told as soon as one witness shows it (docs/decisions/007). That is too little here: who is
behind still shows a seat that was given back, and since it was seen somebody may have given it back.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from functools import partial

from app.booking.batch_rows import BatchRows, days_of, groups
from app.booking.control import Timing
from app.booking.doubt import CANT_TELL, Doubt
from app.booking.flow import Flow
from app.booking.seats import DaySchedule, Schedules, Seen
from app.clock import ticks
from app.domain.values import State
from app.journal.batches import Entry

HAS = (State.BOOKED, State.SKIPPED)
QUIET = 2  # looks at everybody that bring nothing new


class Standing:
    """Looks at rows that have their seat until it is sure, or until they are marked as what they are instead."""

    def __init__(self, rows: BatchRows, schedules: Schedules, flow: Flow, doubt: Doubt, timing: Timing) -> None:
        self._rows = rows
        self._schedules = schedules
        self._flow = flow
        self._doubt = doubt
        self._timing = timing

    async def make_sure(self) -> None:
        """Afterwards each row that is still booked, or skipped as booked already, has its seat as far as anybody can
        tell. What is gone is `gone_on_server`, or planned again where no call of ours had made it; what can't be told
        within three waits is in doubt, or not sent."""
        self._rows.phase("verifying")
        until, sure = ticks() + self._timing.alone_after, set[int]()
        while entries := [one for one in await self._rows.entries(*HAS) if one.outcome.row not in sure]:
            looked = ticks()
            days = {day: await self._doubt.day_or_nothing(day) for day in days_of(entries)}
            for entry in entries:
                seen = await self._see(entry, days[entry.appointment.date])
                day = self._schedules.newest(days[entry.appointment.date])
                if self._stands(entry, seen, day, looked, last=looked >= until):
                    sure.add(entry.outcome.row)
                elif self._is_gone(entry, seen, day, looked):
                    await self._gone(entry)
                elif looked >= until:
                    await self._cannot_tell(entry)
            if any(one.outcome.row not in sure for one in await self._rows.entries(*HAS)):
                await self._flow.rest(self._timing.look_again)

    async def count_again(self, *, others: bool = False) -> None:
        """Seats once more, a little later. Of those who were sent just now: a gateway on the way may send a call on
        whose answer is here already; what comes later still is named by the next look (docs/decisions/020). Where
        somebody has one too many, or `others` book the same rows, of everybody, until two looks bring nothing new: the
        other computer may still be at it. Beside `others` no schedule is enough: in the end each person is asked."""
        await self._count_until_quiet(others=others)
        if others:
            alone = [one for one in await self._booked() if not one.outcome.to_be_seen_to]
            for group in groups(alone):
                unread = (DaySchedule(one.appointment.date, self._schedules.facility, None) for one in group)
                await asyncio.gather(*map(self._count, group, unread))

    async def _booked(self) -> Sequence[Entry]:
        return [one for one in await self._rows.entries(State.BOOKED) if one.tries]

    async def _count_until_quiet(self, *, others: bool) -> None:
        quiet, until = 0, ticks() + self._timing.alone_after
        while quiet < QUIET and ticks() < until:
            booked = await self._booked()
            everybody = others or any(one.outcome.to_be_seen_to for one in booked)
            alone = [one for one in booked if not one.outcome.to_be_seen_to]
            rows = [one for one in alone if everybody or self._is_of_just_now(one)]
            if not rows:
                return
            await self._flow.rest(self._timing.look_again)
            days = {day: await self._doubt.day_or_nothing(day) for day in days_of(rows)}
            quiet = QUIET if not everybody else quiet + 1
            for group in groups(rows):
                if any(await asyncio.gather(*(self._count(entry, days[entry.appointment.date]) for entry in group))):
                    quiet = 0

    def _is_of_just_now(self, entry: Entry) -> bool:
        return self._doubt.too_early(entry, ticks(), self._timing.look_again)

    async def _count(self, entry: Entry, day: DaySchedule) -> bool:
        """Whether there is more of that person by now."""
        with suppress(*CANT_TELL):
            row, slot_id = entry.appointment, entry.outcome.slot_id
            seen = await self._schedules.find(row, day, self._flow.patiently, slot_id=slot_id)
            return bool(seen.seats) and self._doubt.stands(entry, seen, again=True)
        return False

    async def _see(self, entry: Entry, day: DaySchedule) -> Seen:
        find = partial(self._schedules.find, both=True, given_back=True, slot_id=entry.outcome.slot_id)
        try:
            return await find(entry.appointment, self._schedules.newest(day), self._flow.patiently)
        except CANT_TELL:
            return Seen(unclear=True)

    def _stands(self, entry: Entry, seen: Seen, day: DaySchedule, looked: float, *, last: bool) -> bool:
        """Both show it; or one of them, where the other one may not know yet what a call of ours made just now, or goes
        on saying nothing until the `last` look: it can't be read, or overlooks this person. Then a clerk's word
        counts, too."""
        row = entry.appointment
        listed = day.see(row, entry.outcome.slot_id)
        young = self._doubt.too_early(entry, looked, self._timing.alone_after)
        blind = day.nameless or self._schedules.overlooks(row)
        says_no = seen.disputed or (day.booked is not None and not blind and listed.absent)
        by_both = listed.seats and not (says_no or seen.unclear)
        by_clerk = entry.outcome.code == "decided_by_clerk"
        return bool(seen.seats and (by_both or (entry.tries and young) or (last and (by_clerk or not says_no))))

    def _is_gone(self, entry: Entry, seen: Seen, day: DaySchedule, looked: float) -> bool:
        """Both lack it, and had their time to show it."""
        wait = self._timing.absent_after if day.tells else self._timing.alone_after
        return seen.absent and not self._doubt.too_early(entry, looked, wait)

    async def _gone(self, entry: Entry) -> None:
        if entry.outcome.state is State.BOOKED:
            await self._rows.release(self._schedules.facility, entry.appointment)
        else:
            await self._rows.plan_again(State.SKIPPED, number=entry.outcome.row)

    async def _cannot_tell(self, entry: Entry) -> None:
        number = entry.outcome.row
        if entry.outcome.state is State.BOOKED:
            self._rows.mark(number, State.UNKNOWN, "cannot_tell")
        else:
            await self._rows.plan_again(State.SKIPPED, number=number)
            self._rows.mark(number, State.NOT_SENT, "cannot_tell_yet")
