"""What one witness's list of a person's seats says of one appointment: there, another hour, or it can't be told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.booking.seats import see
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
