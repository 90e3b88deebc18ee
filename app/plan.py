"""What a batch would do, asked of the server before anything is sent: per day, not per person."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import Protocol, TypeVar

from app.domain import Appointment, Booking, Problem, Severity, Slot, State, today
from app.errors import Declined, ServiceChanged, Uncertain
from app.journal import Journal
from app.session import Session
from app.thai import show_date, thai_date

T = TypeVar("T")


class Ask(Protocol):
    """Makes a reading call, as patiently as it likes."""

    async def __call__(self, ask: Callable[[], Awaitable[T]]) -> T: ...


@dataclass(frozen=True, slots=True)
class Step:
    """One row and what will be done with it: PLANNED = book, SKIPPED = booked already, REFUSED = blocked, why."""

    appointment: Appointment
    state: State
    code: str = ""
    slot_id: int | None = None


@dataclass(frozen=True)
class Plan:
    steps: tuple[Step, ...]
    warnings: tuple[Problem, ...]  # seats that seem to be short, people with another day; never blocks

    @property
    def to_book(self) -> tuple[Appointment, ...]:
        return tuple(step.appointment for step in self.steps if step.state is State.PLANNED)

    @property
    def again(self) -> tuple[int, ...]:
        """Rows of people who have another day here already."""
        return tuple(problem.row for problem in self.warnings if problem.code == "booked_other_day")

    def per_hour(self) -> Mapping[tuple[date, int], int]:
        """How many people are booked into each day and hour."""
        return Counter((appointment.date, appointment.hour) for appointment in self.to_book)


@dataclass(frozen=True)
class Day:
    """What the server says of one day. None: it could not be read, so each person must be asked for."""

    booked: Mapping[str, tuple[Booking, ...]] | None

    def of(self, cid: str) -> tuple[Booking, ...]:
        return self.booked.get(cid, ()) if self.booked is not None else ()


_NO_DAYS: Mapping[date, Day] = MappingProxyType({})


async def look_at_day(session: Session, day: date) -> Day:
    """Who is booked on a day. One call."""
    facility = session.account.facility
    try:
        schedule = await session.call(lambda: session.client.schedule(facility, day))
    except (ServiceChanged, Declined) as error:
        if error.code in ("html_page", "redirected"):
            raise
        return Day(None)
    found: defaultdict[str, list[Booking]] = defaultdict(list)
    if any(not booking.cid for booking in schedule):
        return Day(None)  # a line that may be anybody's: nobody is absent from it
    for booking in schedule:
        found[booking.cid].append(booking)
    return Day({cid: tuple(bookings) for cid, bookings in found.items()})


async def find_booking(session: Session, appointment: Appointment, day: Day) -> Booking | None:
    """This very appointment on the server: same person, day and hour. Asks for the person where the day's schedule
    can't tell."""
    facility = session.account.facility
    listed = day.of(appointment.cid)
    if exact := next((booking for booking in listed if booking.hour == appointment.hour), None):
        return exact
    if day.booked is not None and all(booking.hour is not None for booking in listed):
        return None
    bookings = await session.call(lambda: session.client.bookings_of(appointment.cid, facility))
    return next((booking for booking in bookings if same(booking, appointment, facility)), None)


def same(booking: Booking, appointment: Appointment, facility: str) -> bool:
    return booking.date == appointment.date and booking.hour == appointment.hour and booking.facility in ("", facility)


def other_hour(appointment: Appointment, day: Day) -> int | None:
    """The hour of another appointment of the same person on that day: two doors for one person are one too many."""
    hours = (booking.hour for booking in day.of(appointment.cid))
    return next((hour for hour in hours if hour is not None and hour != appointment.hour), None)


async def make(
    session: Session, journal: Journal, appointments: Sequence[Appointment], ask: Ask, *, second_days: bool = True
) -> Plan:
    """Ask who is booked and what is free, day by day, and say what each row's step would be.

    `ask` makes a reading call and is as patient as the caller wants. `second_days`: warn of them, for which the
    journal is read through.
    """
    days = sorted({appointment.date for appointment in appointments})
    doses = sorted({(appointment.date, appointment.dose) for appointment in appointments})
    looks = [ask(partial(look_at_day, session, day)) for day in days]
    looked = dict(zip(days, await asyncio.gather(*looks), strict=True))
    free = await asyncio.gather(*(ask(partial(free_seats, session, day, dose)) for day, dose in doses))
    steps = [await _step(session, journal, row, looked[row.date], ask) for row in appointments]
    to_book = [step.appointment for step in steps if step.state is State.PLANNED]
    warnings = [
        *_short_seats(steps, dict(zip(doses, free, strict=True))),
        *(booked_other_days(session.account.facility, journal, to_book, looked) if second_days else ()),
    ]
    return Plan(tuple(steps), tuple(warnings))


async def _step(session: Session, journal: Journal, appointment: Appointment, day: Day, ask: Ask) -> Step:
    facility = session.account.facility
    if journal.is_cancelling(facility, appointment):
        return Step(appointment, State.PLANNED)  # the batch settles that first, and then looks again
    if day.booked is None:  # the batch itself looks up each person; here the journal alone can tell
        known = journal.booked_before(facility, appointment)
        return Step(
            appointment, State.PLANNED if known is None else State.SKIPPED, "" if known is None else "already_booked"
        )
    if booking := await ask(partial(find_booking, session, appointment, day)):
        return Step(appointment, State.SKIPPED, "already_booked", booking.slot_id)
    if other_hour(appointment, day) is not None:
        return Step(appointment, State.REFUSED, "other_hour_same_day")
    return Step(appointment, State.PLANNED)


async def free_seats(session: Session, day: date, dose: int) -> tuple[Slot, ...] | None:
    """Slots of a day; None where the answer can't be read: it is advisory."""
    facility = session.account.facility
    try:
        return await session.call(lambda: session.client.day(facility, day, dose))
    except (Uncertain, Declined) as error:
        if error.code in ("html_page", "redirected"):
            raise
        return None


def booked_other_days(
    facility: str, journal: Journal, rows: Collection[Appointment], looked: Mapping[date, Day] = _NO_DAYS
) -> Iterable[Problem]:
    """A warning for each row whose person has another day here already, as the days looked at and the journal tell:
    a second dose, or a sheet with changed days that would send the person twice."""
    ahead = journal.booked_ahead(facility, {row.cid for row in rows}, today())
    for row in rows:
        days = {day for day, seen in looked.items() if seen.of(row.cid)} | ahead.get(row.cid, frozenset())
        if other := min(days - {row.date}, default=None):
            params = {"row": row.row, "th": thai_date(other), "en": show_date(other, "en")}
            yield Problem(
                row.row, "appointment_date", "booked_other_day", Severity.WARNING, row.date.isoformat(), params
            )


def _short_seats(steps: Iterable[Step], free: Mapping[tuple[date, int], tuple[Slot, ...] | None]) -> Iterable[Problem]:
    """A warning for each row that comes after the last free seat of its hour. The server decides, not we."""
    seats: dict[tuple[date, int, int], int] = {}
    for (day, dose), slots in free.items():
        for slot in slots or ():
            seats[day, dose, slot.hour] = seats.get((day, dose, slot.hour), 0) + slot.available
    wanted: Counter[tuple[date, int, int]] = Counter()
    for step in steps:
        row = step.appointment
        if step.state is not State.PLANNED or free.get((row.date, row.dose)) is None:
            continue
        place = (row.date, row.dose, row.hour)
        wanted[place] += 1
        if wanted[place] > seats.get(place, 0):
            code = "seats_short" if seats.get(place) else "no_seats"
            params = {"row": row.row, "seats": seats.get(place, 0), "hour": f"{row.hour:02d}:00"}
            yield Problem(row.row, "appointment_time", code, Severity.WARNING, f"{row.hour:02d}:00", params)
