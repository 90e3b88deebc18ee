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


def world(schedules: list[list[Booking]], record: list[Booking]) -> tuple[Schedules, list[str]]:
    """What the server answers, one schedule after the other; and the calls that were made."""
    calls: list[str] = []

    async def schedule(_facility: str, _day: date) -> list[Booking]:
        calls.append("schedule")
        return schedules.pop(0)

    async def bookings_of(_cid: str, _facility: str) -> list[Booking]:
        calls.append("record")
        return record

    client = SimpleNamespace(schedule=schedule, bookings_of=bookings_of)
    session = SimpleNamespace(client=client, call=at_once, account=SimpleNamespace(facility=HERE))
    return Schedules(cast(Any, session)), calls


async def at_once(ask: Callable[[], Awaitable[Any]]) -> Any:
    return await ask()


@pytest.mark.parametrize(
    ("later", "under_way", "caught"),
    [([SEAT], True, False), ([], True, True), ([SEAT], False, True)],
    ids=["it came between the two looks", "still lacking", "it was sent long ago"],
)
def test_a_schedule_that_was_read_before_a_call_had_its_effect_is_no_liar(
    later: list[Booking], under_way: bool, caught: bool
) -> None:
    known, _ = world([[], later], [SEAT])

    async def look() -> None:
        day, row = await known.look(DAY), replace(ROW, hour=10)
        assert (await known.find(row, day, at_once, both=True, under_way=under_way)).seats
        assert known.newest(day).trusted is not caught

    asyncio.run(look())


@pytest.mark.parametrize(("later", "trusted"), [([SEAT], True), ([], False)], ids=["booked just now", "hidden"])
def test_who_is_booked_between_the_schedule_and_a_sample_of_it_makes_no_liar_of_it(
    later: list[Booking], trusted: bool
) -> None:
    known, _ = world([[], later], [SEAT])

    async def look() -> None:
        day = await known.look(DAY)
        assert (await known.sample([replace(ROW, hour=10)], day, at_once)).trusted is trusted
        assert bool(known.caught) is not trusted

    asyncio.run(look())


def test_a_dozen_people_whom_another_computer_is_just_booking_cost_one_more_schedule() -> None:
    known, calls = world([[], [SEAT]], [SEAT])

    async def look() -> None:
        day, row = await known.look(DAY), replace(ROW, hour=10)
        await asyncio.gather(*(known.find(row, day, at_once, both=True, under_way=True) for _ in range(12)))

    asyncio.run(look())
    assert calls.count("schedule") == 2
    assert not known.caught
