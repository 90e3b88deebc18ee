"""A row's person who is asked before the row leaves: who booked them meanwhile, our own office or a stranger?"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date
from types import SimpleNamespace
from typing import Any, cast

import pytest

from app.booking.control import Timing
from app.booking.looking import Looking
from app.booking.seats import Schedules
from app.clock import ticks
from app.domain.values import Appointment, Booking, Outcome, State
from app.errors import BookedByOthers
from app.journal.batches import Entry, Hold

HERE, DAY = "09999", date(2027, 6, 14)
ROW = Appointment(2, "8123456789014", DAY, 8)
THEIRS = Hold(9, 2, State.BOOKED, same_hour=True, hour=8, since=None)


class BatchRows:
    """One planned row; the journal knows of `holds` from its second question on."""

    def __init__(self, holds: tuple[Hold, ...]) -> None:
        self._answers = [(), holds]
        self.states: list[tuple[State, str]] = []

    async def holds(self, *_: Any) -> dict[int, tuple[Hold, ...]]:
        found = self._answers.pop(0)
        return {ROW.row: found} if found else {}

    async def is_planned(self, _number: int) -> bool:
        return not self.states

    def mark(self, _number: int, state: State, code: str = "", **_: Any) -> None:
        self.states.append((state, code))

    def phase(self, _name: str) -> None: ...


def looks(rows: BatchRows) -> Callable[[], Awaitable[bool]]:
    """Where the day's schedule can't tell, and the person is booked while the record is asked for."""

    async def bookings_of(_cid: str, _facility: str) -> list[Booking]:
        return [Booking(ROW.cid, 7, DAY, 8, facility=HERE)]

    async def call(ask: Callable[[], Awaitable[Any]]) -> Any:
        return await ask()

    client = SimpleNamespace(bookings_of=bookings_of)
    schedules = Schedules(cast(Any, SimpleNamespace(client=client, call=call, account=SimpleNamespace(facility=HERE))))
    flow, doubt = SimpleNamespace(patiently=call, holds=0, fail=None), SimpleNamespace(left={})
    looking = Looking(cast(Any, rows), schedules, cast(Any, None), cast(Any, flow), cast(Any, doubt), Timing(), None)
    looking.watch.knows(DAY, tells=False, looked=ticks())
    return lambda: looking.may_leave(Entry(ROW, Outcome(ROW.row, State.PLANNED)))


def test_whom_another_computer_of_the_office_books_meanwhile_is_left_out_and_ends_nothing() -> None:
    rows = BatchRows((THEIRS,))
    assert asyncio.run(cast(Any, looks(rows)())) is False
    assert rows.states == [(State.SKIPPED, "already_booked")]


def test_whom_a_stranger_books_meanwhile_ends_the_run() -> None:
    rows = BatchRows(())
    with pytest.raises(BookedByOthers):
        asyncio.run(cast(Any, looks(rows)()))
