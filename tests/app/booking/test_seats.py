"""What one witness's list of a person's seats says of one appointment: there, another hour, or it can't be told."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any, cast

import pytest

from app.booking.seats import Schedules, see
from app.domain.values import Appointment, Booking

HERE, DAY = "09999", date(2027, 6, 14)
ROW = Appointment(2, "8123456789014", DAY, 16)
SEAT = Booking(ROW.cid, 7, DAY, 10, facility=HERE)
UNREAD = replace(SEAT, date=None, unclear=frozenset({"date"}))


def test_another_hour_of_that_day_stands() -> None:
    seen = see([SEAT], ROW, HERE)
    assert (seen.others, seen.perhaps, seen.absent) == ((SEAT,), (), True)


@pytest.mark.parametrize(
    "booking", [UNREAD, replace(SEAT, facility="", date=None), replace(UNREAD, unclear=frozenset({"date", "facility"}))]
)
def test_another_hour_of_a_day_that_can_not_be_read_may_be_of_that_day(booking: Booking) -> None:
    seen = see([booking], ROW, HERE)
    assert (seen.others, seen.perhaps, seen.absent) == ((), (booking,), True)


@pytest.mark.parametrize(
    "booking",
    [replace(SEAT, date=DAY + timedelta(days=1)), replace(UNREAD, facility="10001"), replace(UNREAD, hour=16)],
)
def test_another_day_another_place_or_the_very_hour_is_no_other_hour(booking: Booking) -> None:
    assert see([booking], ROW, HERE).perhaps == ()


def test_another_hour_at_a_place_that_can_not_be_read_is_in_the_way() -> None:
    assert see([replace(SEAT, facility="", unclear=frozenset({"facility"}))], ROW, HERE).others


@pytest.mark.parametrize(
    ("later", "under_way", "caught"),
    [([SEAT], True, False), ([], True, True), ([SEAT], False, True)],
    ids=["it came between the two looks", "still lacking", "it was sent long ago"],
)
def test_a_schedule_that_was_read_before_a_call_had_its_effect_is_no_liar(
    later: list[Booking], under_way: bool, caught: bool
) -> None:
    schedules = [[], later]

    async def schedule(_facility: str, _day: date) -> list[Booking]:
        return schedules.pop(0)

    async def bookings_of(_cid: str, _facility: str) -> list[Booking]:
        return [SEAT]

    async def call(ask: Callable[[], Awaitable[Any]]) -> Any:
        return await ask()

    async def patiently(ask: Callable[[], Awaitable[Any]]) -> Any:
        return await ask()

    client = SimpleNamespace(schedule=schedule, bookings_of=bookings_of)
    known = Schedules(cast(Any, SimpleNamespace(client=client, call=call, account=SimpleNamespace(facility=HERE))))

    async def look() -> None:
        day, row = await known.look(DAY), replace(ROW, hour=10)
        assert (await known.find(row, day, patiently, both=True, under_way=under_way)).seats
        assert known.newest(day).trusted is not caught

    asyncio.run(look())
