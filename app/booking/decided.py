"""The clerk's word on a row in doubt, after a look at the server: what both witnesses deny is not noted as booked."""

from __future__ import annotations

from functools import partial

from app.booking.desk import Desk
from app.domain.values import Appointment, Booking, Outcome
from app.errors import AppError, InputError


async def decide(desk: Desk, batch: int, number: int, *, booked: bool) -> Outcome:
    """Raises InputError booked_otherwise: the person's record and the day's schedule both show another hour of that day
    and not this one, so whoever looked has seen that. Where nobody can tell the clerk's word counts."""
    if booked and (hours := await _otherwise(desk, batch, number)):
        raise InputError("booked_otherwise", hours=", ".join(f"{hour:02d}:00" for hour in hours))
    return await desk.aside(partial(desk.journal.decide, batch, number, booked=booked))


async def _otherwise(desk: Desk, batch: int, number: int) -> list[int]:
    """The hours that stand instead, where both witnesses deny the row's own."""
    facility = desk.account.facility
    entries = await desk.aside(partial(desk.journal.entries, batch, numbers=(number,)))
    if not entries or (await desk.aside(partial(desk.journal.info, batch))).facility != facility:
        return []
    row = entries[0].appointment
    try:
        person = await desk.session.call(lambda: desk.session.client.target(row.cid, facility))
        day = await desk.schedules.look(row.date)
    except AppError:
        return []
    if person is None or day.booked is None or row.hour in {one.hour for one in day.of(row.cid)}:
        return []
    return _other_hours(
        [one for one in person.bookings if one.facility in ("", facility) and one.date in (None, row.date)], row
    )


def _other_hours(bookings: list[Booking], row: Appointment) -> list[int]:
    """The hours of that day, where they are all known and this one is not among them."""
    hours = [one.hour for one in bookings if not one.unclear and one.date is not None]
    known = sorted({hour for hour in hours if hour is not None})
    return known if len(hours) == len(bookings) and None not in hours and row.hour not in known else []
