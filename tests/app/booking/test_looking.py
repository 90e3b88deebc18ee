"""A row's person who is asked before the row leaves: who booked them meanwhile, our own office or a stranger? And what
of ours counts as gone, where this computer slept while it was asked."""

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
from app.booking.unsure import Unsure
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


class Asleep:
    """One planned row whose person our journal holds as booked since 1000.0, a server that lacks the seat, and a
    computer that sleeps for `sleeps` seconds once the person's record was told."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, now: float, sleeps: float) -> None:
        self.now, self.sleeps, self.released = now, sleeps, list[Appointment]()
        for module in ("looking", "seats", "watch", "proof"):
            monkeypatch.setattr(f"app.booking.{module}.ticks", lambda: self.now)

    async def bookings_of(self, _cid: str, _facility: str) -> tuple[Booking, ...]:
        self.now += self.sleeps
        return ()

    async def schedule(self, _facility: str, _day: date) -> tuple[Booking, ...]:
        return ()

    async def entries(self, *states: State) -> list[Entry]:
        return [Entry(ROW, Outcome(ROW.row, State.PLANNED))] if State.PLANNED in states else []

    async def holds(self, *_: Any) -> dict[int, tuple[Hold, ...]]:
        return {ROW.row: (THEIRS,)}

    async def given_back(self, *_: Any) -> dict[int, frozenset[int]]:
        return {}

    def age(self, _since: object) -> float:
        return self.now - 1000.0

    async def release(self, _facility: str, row: Appointment) -> None:
        self.released.append(row)


@pytest.mark.parametrize(("looked", "sleeps", "gone"), [(1010.0, 100.0, []), (1065.0, 0.0, [ROW])])
def test_what_the_server_lacked_before_a_sleep_was_no_older_then(
    monkeypatch: pytest.MonkeyPatch, looked: float, sleeps: float, gone: list[Appointment]
) -> None:
    """A booking of ten seconds ago may not show yet; that a while went by until the answer is read changes nothing."""
    pc = Asleep(monkeypatch, looked, sleeps)

    async def call(ask: Callable[[], Awaitable[Any]]) -> Any:
        return await ask()

    session = SimpleNamespace(client=pc, call=call, account=SimpleNamespace(facility=HERE))
    schedules, flow = Schedules(cast(Any, session)), SimpleNamespace(patiently=call, holds=0, fail=None)
    doubt = SimpleNamespace(left={}, lacked=set())
    unsure = Unsure(cast(Any, SimpleNamespace(unsure=None)), 1, cast(Any, pc), schedules)
    looking = Looking(cast(Any, pc), schedules, unsure, cast(Any, flow), cast(Any, doubt), Timing(), None)
    asyncio.run(looking.look())
    assert pc.released == gone
