"""While rows are being sent: is what was seen of their days still so, and does somebody else book the same rows?

Two computers with one sheet know nothing of each other but what the server shows. So each starts at another row, looks
at the days it is booking every two seconds, sooner at the beginning, and ends as soon as a row that it still plans is
taken. What was seen before a pause, a hold or a sleep of the computer is old: the day is looked at again first. Where
the schedule does not show what was booked just now each person is asked instead, see `proof`.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import date

from app.booking.dispatch import IN_FLIGHT
from app.booking.line import FIRST
from app.clock import ticks
from app.domain.values import Appointment
from app.errors import AppError

EVERY = 2.0  # seconds between looks
GAP = 10.0  # seconds without a row sent: the computer slept, or was held
MANY = 40  # rows sent, up to which the days are looked at after each `FIRST`, and twice as many, and so on
TRIES = 3  # looks one after the other that take longer than a gap: the computer slept, or the server is that slow
AT_ONCE = 2  # days looked at each time, in turn
LASTS = 10.0  # seconds after its last row for which a day counts as being booked


class Watch:
    """Asked before each row is sent, see `before`, and at the last moment, see `stale`."""

    def __init__(
        self,
        look: Callable[[date], Awaitable[bool]],
        landed: Callable[[date], Awaitable[None]],
        flies: Callable[[date], bool],
        fail: Callable[[AppError], None],
    ) -> None:
        """`look`: looks at a day and its rows again, False where its schedule can't tell: then each person is to be
        asked. Raises what ends the run. `landed`: until what was sent of a day has its answer. `flies`: whether
        anything of it has none yet. `fail`: ends the run from the side."""
        self._look = look
        self._landed = landed
        self._flies = flies
        self._fail = fail
        self._tells: dict[date, bool] = {}  # day -> whether its schedule tells
        self._rows: Counter[date] = Counter()  # sent of each day
        self._proved: set[date] = set()  # days that were looked at once the answers of their first rows were there
        self._seen: dict[date, float] = {}  # day -> when it was looked at last
        self._booking: dict[date, float] = {}  # day -> when a row of it was sent last
        self._last_row = self._last_look = ticks()
        self._sent = 0
        self._next = FIRST
        self._holds = 0
        self._is_slow = False  # each look takes longer than a gap
        self._looking: asyncio.Task[None] | None = None

    def knows(self, day: date, tells: bool, looked: float) -> None:
        """The day was looked at before its first row is sent, its schedule at `looked` (of `clock.ticks`)."""
        self._tells[day] = tells
        self._last_row = self._last_look = ticks()
        self._seen[day] = looked

    def asks(self, day: date) -> bool:
        """Whether each person of this day is to be asked before the row leaves: its schedule can't tell, or that of
        another day can't and nothing was seen of this one's."""
        return not self._tells.get(day, True) or (self.asks_somebody and day not in self._proved)

    @property
    def stale(self) -> bool:
        """Whether so much time went by that what was seen is no more to be built on."""
        return ticks() - self._last_row > GAP

    def is_old(self, day: date) -> bool:
        """Whether the look at this day is so old; a row may have waited long for a connection."""
        return self.stale or ticks() - self._seen.get(day, -GAP) > GAP

    @property
    def asks_somebody(self) -> bool:
        """The same of any day."""
        return not all(self._tells.values())

    def at_once(self) -> int:
        """Calls side by side. Where people are asked first: few at the beginning. Between asking and booking another
        computer may do the same with the same people, but who comes to its first row by then finds it booked."""
        return min(IN_FLIGHT, max(1, self._sent // 2)) if self.asks_somebody else IN_FLIGHT

    async def before(self, row: Appointment, holds: int) -> None:
        """Just before a row is sent. `holds`: how often the run was held so far."""
        for tries in range(TRIES):
            began = ticks()
            await self._look_before(row, holds)
            if self._is_slow or ticks() - began <= GAP:
                break
            self._is_slow = tries == TRIES - 2
            self._seen.clear()  # what was asked before a sleep and read after it is old, too
        self._last_row = self._booking[row.date] = ticks()
        self._seen.setdefault(row.date, ticks())
        self._rows[row.date] += 1
        self._sent += 1

    async def _look_before(self, row: Appointment, holds: int) -> None:
        fresh = not (self.stale or holds != self._holds)
        if not fresh:
            self._holds = holds
            self._seen.clear()
        if row.date not in self._seen or self._comes_to(row.date):
            await self.look_at(row.date)
            self._last_look = ticks()
        elif self._rows[row.date] >= FIRST and row.date not in self._proved:
            self._proved.add(row.date)  # nothing else is known of what its schedule shows: ours must be on it
            self._next = self._next if self._sent < self._next else self._sent * 2 + FIRST
            await self._landed(row.date)
            await self.look_at(row.date)
        elif self._next <= self._sent < MANY:
            self._next = self._sent * 2 + FIRST
            await self._look_around()
        else:
            await self._now_and_then()

    async def _now_and_then(self) -> None:
        """Look beside the sending; where looks take long, sending waits for them."""
        age = ticks() - self._last_look
        if age >= EVERY and self._looking is None:
            self._last_look = ticks()
            self._looking = asyncio.ensure_future(self._aside())
        elif age >= EVERY and self._looking is not None:
            await asyncio.wait([self._looking])

    def _comes_to(self, day: date) -> bool:
        """Whether the next row is the first of a day that was looked at long ago: somebody else may have been here. Or
        calls are slow, and the looks have not come round to this day for long."""
        return ticks() - self._seen[day] > (GAP if day in self._booking else EVERY)

    async def look_at(self, day: date) -> None:
        """Now, whatever was seen of it."""
        began, proves = ticks(), self._rows[day] >= FIRST and not self._flies(day)
        self._tells[day] = await self._look(day)
        if proves:
            self._proved.add(day)
        if self._is_slow or ticks() - began <= GAP:
            self._seen[day] = ticks()

    async def _aside(self) -> None:
        try:
            await self._look_around()
        except AppError as error:
            self._fail(error)
        finally:
            self._looking = None

    async def _look_around(self) -> None:
        self._last_look = now = ticks()
        self._booking = {day: at for day, at in self._booking.items() if now - at < LASTS}
        for day in list(self._booking)[:AT_ONCE]:
            if (at := self._booking.pop(day, None)) is not None:  # else its last row ended during another day's look
                self._booking[day] = at  # its turn comes again after the others'
                await self.look_at(day)

    async def end(self) -> None:
        if self._looking is not None:
            self._looking.cancel()
            with suppress(asyncio.CancelledError):
                await self._looking
