"""Moves of one person, of a list, of a sheet's people, while the office's database is away for a moment: held and said
as an upload is, gone on with by themselves, nobody lost and nobody with two appointments."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from app.booking.control import Control
from app.booking.patience import Patience
from app.domain.values import MOVE, Appointment
from app.events import Event, Paused, Resumed, RowChanged
from app.journal.pen import Behind
from app.journal.store import OfficeAddress
from app.people import by_list, person, same_day
from app.people.by_list import Asked
from tests.journeys.test_office import held_for, journal, pc
from tests.way import Way
from tests.world import QUICK, Office, go, rows_for, server_with, wanted, without_patience

__all__ = ["journal"]  # a fixture
SLOWLY = {"fault": "latency", "probability": 1, "seconds": 0.02}
BEGUN = 5  # questions until a move is written down


class Fault:
    """Meets the journal at some of the questions that it is asked, and is over once the clerk was told of each."""

    def __init__(self, clerk: Office, way: Way, mood: str, first: int, every: int) -> None:
        self.clerk, self.way, self.mood = clerk, way, mood
        self.first, self.every = first, every
        self.asked = self.struck = 0
        self._over: asyncio.Task[None] | None = None

    async def during(self, work: Awaitable[Any]) -> Any:
        pen = self.clerk.desk.journal.pen
        ask = pen.ask

        async def counted(*asked: Any) -> Any:
            if self._over is None or self._over.done():
                self.asked += 1
                if self.asked >= self.first and (self.asked - self.first) % self.every == 0:
                    self.struck += 1
                    heard = len(self.clerk.events)
                    self.way.turn(self.mood)
                    self._over = asyncio.ensure_future(self._until_told(heard))
            return await ask(*asked)

        pen.ask = counted  # type: ignore[method-assign]
        try:
            return await work
        finally:
            if self._over is not None:
                self._over.cancel()
            self.way.turn("ok")
            pen.ask = ask  # type: ignore[method-assign]

    async def _until_told(self, heard: int) -> None:
        """A way that is found again at once holds nobody; of moves side by side that wait all the same one is told."""
        ends = time.monotonic() + (0.05 if self.mood == "half" else 2.0)
        while "office_wait" not in held_for(self.clerk.events[heard:]) and time.monotonic() < ends:
            await asyncio.sleep(0.005)
        self.way.turn("ok")


@pytest.fixture(autouse=True)
def soon_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """A way counts as cut sooner than in a clinic."""
    monkeypatch.setattr(Behind.ask, "__defaults__", (0.5,))
    monkeypatch.setattr(Patience.ask, "__defaults__", (0.5,))
    monkeypatch.setattr("app.booking.patience.LONG", 0.5)
    monkeypatch.setattr("app.journal.pen.CLAIMING", 0.5)


def later(row: Appointment) -> Appointment:
    return replace(row, date=row.date + timedelta(days=7))


def open_batches(clerk: Office) -> list[int]:
    return [info.id for info in clerk.desk.journal.history() if info.open]


def held_and_let_go(clerk: Office, fault: Fault) -> None:
    """Said, and that it is over."""
    assert fault.struck > 1
    if fault.mood != "half":
        told = [one for one in clerk.events if isinstance(one, Paused | Resumed)]
        assert "office_wait" in held_for(told)
        assert isinstance(told[-1], Resumed)


async def move(clerk: Office, row: Appointment) -> person.PersonResult:
    found = await person.look_up(clerk.desk, row.cid)
    booking = person.pick(clerk.desk, found, row.date)
    new = later(row)
    return await person.move(clerk.desk, found, booking, new.date, new.hour, Control(), clerk.events.append)


@pytest.mark.parametrize(("mood", "every"), [("away", 4), ("deaf", 4), ("half", 4), ("stalled", 9)])
def test_one_persons_move_goes_on_whenever_the_database_was_away(journal: OfficeAddress, mood: str, every: int) -> None:
    """From the first question after the move was written down: before that nothing was sent, and it is told at once."""
    people = rows_for(1, 1)

    async def journey() -> None:
        async with pc(practice, journal) as (clerk, way):
            await clerk.book(people)
            for number, row in enumerate(people):
                clerk.events.clear()
                fault = Fault(clerk, way, mood, BEGUN + number, every)
                result = await fault.during(move(clerk, row))
                assert (result.code, result.error) == ("moved", "")
                held_and_let_go(clerk, fault)
            assert clerk.booked == wanted([*map(later, people)])
            assert len(clerk.messaged) == 2 * len(people)
            assert not open_batches(clerk)

    with server_with([SLOWLY], repeat="again") as practice:
        go(journey)


@pytest.mark.parametrize(("mood", "every"), [("away", 19), ("deaf", 23)])
def test_a_list_of_moves_goes_on_whenever_the_database_was_away(journal: OfficeAddress, mood: str, every: int) -> None:
    """Each is moved once: a move that was written down, though its number was lost on the way, is not begun again."""
    people = rows_for(6, 1)

    async def journey() -> None:
        async with pc(practice, journal) as (clerk, way):
            await clerk.book(people)
            asked = [Asked(row.row, row.cid, to_day=later(row).date) for row in people]
            batch = by_list.save(clerk.desk, await by_list.plan(clerk.desk, asked, MOVE), "a.xlsx")
            clerk.events.clear()
            fault = Fault(clerk, way, mood, BEGUN + 3, every)
            finished = await fault.during(clerk.desk.run(batch, Control(), clerk.events.append))
            assert finished.error == ""
            held_and_let_go(clerk, fault)
            assert clerk.codes(batch) == {"moved"}
            assert clerk.booked == wanted([*map(later, people)])
            assert not open_batches(clerk)
            moves = [one for one in clerk.desk.journal.history() if one.source.purpose == "move"]
            assert len(moves) == len(people)

    with server_with([SLOWLY], repeat="again") as practice:
        go(journey)


@pytest.mark.parametrize(("mood", "every"), [("deaf", 23)])
def test_the_people_of_a_sheet_are_moved_whenever_the_database_was_away(
    journal: OfficeAddress, mood: str, every: int
) -> None:
    people = rows_for(6, 1)
    new = [replace(row, hour=row.hour + 2) for row in people]

    async def journey() -> None:
        async with pc(practice, journal) as (clerk, way):
            await clerk.book(people)
            batch = await clerk.book(new)
            rows = same_day.to_move(clerk.desk, batch)
            assert len(rows) == len(people)
            clerk.events.clear()
            fault = Fault(clerk, way, mood, 1, every)
            moving = same_day.move_rows(clerk.desk, batch, rows, Control(), clerk.events.append)
            finished = await fault.during(moving)
            assert finished.error == ""
            held_and_let_go(clerk, fault)
            assert clerk.codes(batch) == {"moved"}
            assert clerk.booked == wanted(new)
            assert not open_batches(clerk)

    with server_with([SLOWLY], repeat="again") as practice:
        go(journey)


@pytest.mark.parametrize("how", ["stopped", "no patience"])
def test_moves_that_wait_for_the_database_end_with_stop_and_with_the_patience(journal: OfficeAddress, how: str) -> None:
    """As they stand is told, what is left is gone on with later, and nobody is without an appointment."""
    people = rows_for(3, 1)
    new = [replace(row, hour=row.hour + 2) for row in people]

    async def journey() -> None:
        async with pc(practice, journal) as (clerk, way):
            await clerk.book(people)
            batch = await clerk.book(new)
            rows, control = same_day.to_move(clerk.desk, batch), Control()
            if how == "no patience":
                clerk.desk.timing = without_patience()

            def hear(event: Event) -> None:
                clerk.events.append(event)
                if isinstance(event, RowChanged) and event.outcome.code == "move_in_doubt":
                    way.turn("away")
                if isinstance(event, Paused) and event.reason == "office_wait" and how == "stopped":
                    control.stop()

            finished = await asyncio.wait_for(same_day.move_rows(clerk.desk, batch, rows, control, hear), 15)
            way.turn("ok")
            assert finished.stopped or finished.error == "office_away"
            assert len({cid for cid, *_ in clerk.booked}) == len(people)
            clerk.desk.timing = QUICK
            clerk.events.clear()
            assert (await clerk.run(batch)).error == "", "Continue looks anew"
            left = same_day.to_move(clerk.desk, batch)
            assert (await same_day.move_rows(clerk.desk, batch, left, Control(), clerk.events.append)).error == ""
            assert clerk.booked == wanted(new)

    with server_with([SLOWLY], repeat="again") as practice:
        go(journey)
