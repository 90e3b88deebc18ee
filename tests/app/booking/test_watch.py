"""What was seen of a day is looked at again before it grows old: after a hold, a sleep, and every two seconds."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.booking.dispatch import IN_FLIGHT
from app.booking.line import FIRST
from app.booking.watch import EVERY, GAP, Watch
from app.domain.values import Appointment
from app.errors import AppError, BookedByOthers

DAY, LATER = date(2027, 6, 14), date(2027, 6, 15)
ROW = Appointment(2, "8123456789014", DAY, 8)


class Desk:
    """A clock that is set by hand, and what was looked at."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, tells: bool = True) -> None:
        self.now, self.tells, self.flies = 1000.0, tells, False
        self.looked: list[date] = []
        self.landed: list[date] = []
        self.takes: list[float] = []  # seconds that the next looks take
        self.failed: list[AppError] = []
        monkeypatch.setattr("app.booking.watch.ticks", lambda: self.now)
        self.watch = Watch(self._look, self._landed, lambda _day: self.flies, self.failed.append)
        for day in (DAY, LATER):
            self.watch.knows(day, tells, self.now)

    async def _look(self, day: date) -> bool:
        self.looked.append(day)
        self.now += self.takes.pop() if self.takes else 0.0
        return self.tells

    async def _landed(self, day: date) -> None:
        self.landed.append(day)

    async def send(self, count: int = 1, holds: int = 0, day: date = DAY) -> None:
        for _ in range(count):
            await self.watch.before(replace(ROW, date=day), holds)


def go(work: Callable[[], Coroutine[Any, Any, None]]) -> None:
    asyncio.run(work())


def test_the_first_rows_are_followed_by_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(monkeypatch)

    async def story() -> None:
        await desk.send(FIRST)
        assert desk.looked == []
        await desk.send()
        assert desk.looked == [DAY]

    go(story)


@pytest.mark.parametrize("why", ["a hold", "a sleep"])
def test_after_a_hold_or_a_sleep_the_day_is_looked_at_before_its_next_row(
    monkeypatch: pytest.MonkeyPatch, why: str
) -> None:
    desk = Desk(monkeypatch)

    async def story() -> None:
        await desk.send(FIRST + 1)  # the last of them proved the schedule
        desk.looked.clear()
        desk.now += GAP + 1 if why == "a sleep" else 0.1
        await desk.send(holds=1 if why == "a hold" else 0)
        assert desk.looked == [DAY]
        assert not desk.watch.asks(DAY), "the schedule tells"

    go(story)


@pytest.mark.parametrize("flies", [True, False])
def test_a_day_whose_first_rows_have_their_answers_is_proved_by_any_look(
    monkeypatch: pytest.MonkeyPatch, flies: bool
) -> None:
    """Beside the sending: nobody waits for it."""
    desk = Desk(monkeypatch)

    async def story() -> None:
        await desk.send(FIRST)
        desk.flies = flies
        await desk.watch.look_at(DAY)
        await desk.send()
        assert desk.landed == ([DAY] if flies else [])

    go(story)


def test_where_the_schedule_tells_nothing_each_person_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(monkeypatch)

    async def story() -> None:
        await desk.send(FIRST)
        assert not desk.watch.asks(DAY)
        desk.tells = False
        await desk.send()
        assert (desk.watch.asks(DAY), desk.watch.asks(LATER)) == (True, True), "nothing was seen of the other day's"
        desk.tells = True
        await desk.send(FIRST + 1, day=LATER)
        assert (desk.watch.asks(DAY), desk.watch.asks(LATER)) == (True, False)

    go(story)


def test_where_people_are_asked_first_few_are_under_way_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another computer that began near would else ask the same people before any of them is booked."""
    desk = Desk(monkeypatch)

    async def story() -> None:
        assert desk.watch.at_once() == IN_FLIGHT
        desk.tells = False
        await desk.send(FIRST + 1)
        assert desk.watch.at_once() == 1
        await desk.send(17)
        assert desk.watch.at_once() == 10
        await desk.send(200)
        assert desk.watch.at_once() == IN_FLIGHT

    go(story)


def test_the_first_rows_of_each_day_have_their_answers_before_it_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only then it can be said whether its schedule shows what was booked."""
    desk = Desk(monkeypatch)

    async def story() -> None:
        await desk.send(FIRST)
        assert desk.landed == []
        await desk.send()
        assert desk.landed == [DAY]
        await desk.send(60)
        await desk.send(FIRST, day=LATER)
        assert (desk.landed, LATER in desk.looked) == ([DAY], False)
        await desk.send(3, day=LATER)
        assert (desk.landed, desk.looked[-1]) == ([DAY, LATER], LATER)

    go(story)


def test_a_row_that_waits_at_the_gate_grows_old(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(monkeypatch)

    async def story() -> None:
        await desk.send()
        assert not desk.watch.stale
        desk.now += GAP + 1
        assert desk.watch.stale
        await desk.send(day=LATER)  # a row of another day does not make the look at this one younger
        assert not desk.watch.is_old(LATER)
        assert desk.watch.is_old(DAY)

    go(story)


def test_a_look_is_as_old_as_its_schedule_however_long_people_were_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(monkeypatch)

    async def story() -> None:
        desk.watch.knows(DAY, True, desk.now - GAP - 1)
        await desk.send()
        assert desk.looked == [DAY]

    go(story)


def test_a_day_that_is_come_to_late_is_looked_at_first(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(monkeypatch)

    async def story() -> None:
        await desk.send()
        desk.now += EVERY + 0.5
        await desk.send(day=LATER)
        assert desk.looked == [LATER]

    go(story)


def test_where_calls_are_slow_nothing_is_sent_on_an_old_look_at_its_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows of other days go out in between, and looks take turns: what grows old is the look at this day."""
    desk, third = Desk(monkeypatch), date(2027, 6, 16)

    async def story() -> None:
        desk.watch.knows(third, True, desk.now)
        for day in (DAY, LATER, third):
            await desk.send(day=day)
        desk.now += GAP - 1
        await desk.send()
        await asyncio.sleep(0)
        desk.now += GAP - 1
        assert third not in desk.looked
        await desk.send(day=third)
        assert desk.looked[-1] == third

    go(story)


def test_every_two_seconds_the_days_are_looked_at_beside_the_sending(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(monkeypatch)

    async def story() -> None:
        await desk.send()
        desk.now += 2.0
        await desk.send()
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert desk.looked == [DAY]
        await desk.watch.end()

    go(story)


def test_what_a_look_beside_the_sending_finds_ends_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(monkeypatch)

    async def taken(_day: date) -> bool:
        raise BookedByOthers()

    async def story() -> None:
        desk.watch._look = taken
        await desk.send()
        desk.now += EVERY
        await desk.send()
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert [error.code for error in desk.failed] == ["booked_by_others"]

    go(story)


def test_what_was_asked_before_a_sleep_and_read_after_it_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(monkeypatch)

    async def story() -> None:
        await desk.send(FIRST)
        desk.takes = [GAP + 1]
        await desk.send()
        assert desk.looked == [DAY, DAY]
        desk.takes = [GAP + 1] * 9
        desk.now += GAP + 1
        await desk.send(2)
        assert len(desk.looked) == 2 + 3, "a server that is so slow is not asked three times for each row"
        assert not desk.watch.is_old(DAY)

    go(story)
