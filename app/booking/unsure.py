"""Days whose schedule alone is no leave to send, as one run knows them: what was found out before, by this batch or
another one of the facility, and what it finds out itself. Kept for as long as the batch is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Mapping
from datetime import date
from functools import partial

from app.booking.batch_rows import BatchRows, days_of
from app.booking.seats import Schedules
from app.domain.values import State
from app.journal.batches import Journal
from app.journal.unsure import UnsureDays, Why

Days = Mapping[date, frozenset[Why]]
Ask = Callable[[Callable[[], Days]], Awaitable[Days]]


async def found_out(ask: Ask, book: UnsureDays, schedules: Schedules) -> Days:
    """Before, by any batch of the facility. A schedule that was caught lacking somebody is not believed again."""
    known = await ask(partial(book.of, schedules.facility))
    schedules.catch(day for day, why in known.items() if Why.CAUGHT in why)
    return known


class Unsure:
    def __init__(self, journal: Journal, batch: int, rows: BatchRows, schedules: Schedules) -> None:
        self._book, self._batch, self._rows, self._schedules = journal.unsure, batch, rows, schedules
        self._days: dict[date, set[Why]] = {}

    def __contains__(self, day: date) -> bool:
        return bool(self._days.get(day)) or day in self._schedules.caught

    async def read(self) -> None:
        """What was found out before."""
        known = await found_out(self._rows.ask, self._book, self._schedules)
        self._days = {day: set(why) for day, why in known.items()}

    async def note(self, blind: Collection[date]) -> None:
        """`blind`: days that did not show what this run booked."""
        await self._keep(blind, Why.BLIND)
        await self._keep(self._schedules.caught, Why.CAUGHT)

    async def others_book(self) -> None:
        """They book the same people, now."""
        await self._keep(days_of(await self._rows.entries(State.PLANNED, State.BOOKED)), Why.OTHERS)

    @property
    def for_others(self) -> list[date]:
        """Days that are unsure for no other reason than that somebody was met who booked the same people."""
        met = [day for day, why in self._days.items() if why == {Why.OTHERS}]
        return [day for day in met if day not in self._schedules.caught]

    async def others_are_gone(self, day: date) -> None:
        """Two witnesses said so, see `Looking.see_whether_others_are_gone`."""
        await self._keep([day], Why.OVER)

    async def met_others(self) -> bool:
        """Whether they were seen to, by any run of this batch."""
        return await self._rows.ask(self._book.met_others, self._batch)

    async def _keep(self, days: Collection[date], why: Why) -> None:
        new = [day for day in days if why is Why.OTHERS or why not in self._days.get(day, ())]
        if new:
            await self._rows.ask(partial(self._book.note, self._batch, new, why))
        for day in new:
            self._days.setdefault(day, set()).add(why)
