"""Which hours are free over a span of days, and who of a sheet could come then."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app.booking.desk import Desk
from app.booking.distribute import Place, Proposal, Wish, distribute
from app.booking.plan import free_seats
from app.domain.values import Appointment
from app.errors import InputError
from app.schedule.timetable import days_between
from app.sheets.cells.holidays import name_of
from app.thai import thai_now

MOST_DAYS = 92  # that are asked at once: two calls each


@dataclass(frozen=True)
class Free:
    """What is free on the days that were asked."""

    seats: dict[tuple[int, Place], int]  # dose and hour -> seats; 0 of an hour that is full or over
    booked: dict[str, set[date]]  # id -> the days of these on which the person has an appointment
    unread: tuple[date, ...]  # days whose seats could not be read


def check_span(first: date, last: date) -> None:
    """Raises InputError: range_backwards, range_too_long, day_over."""
    if last < first:
        raise InputError("range_backwards")
    if (last - first).days >= MOST_DAYS:
        raise InputError("range_too_long", days=MOST_DAYS)
    if last < thai_now().date():
        raise InputError("days_over")


async def free_hours(desk: Desk, days: Collection[date], doses: Collection[int]) -> Free:
    """One call a day for who is booked, and one a day and dose for the seats. Hours that are over are not free.
    Raises ServiceError."""
    now = thai_now()
    ahead = sorted(day for day in days if day >= now.date())
    asked = [(day, dose) for day in ahead for dose in sorted(doses)]
    looks = asyncio.gather(*(desk.ask(lambda day=day: desk.schedules.look(day)) for day in ahead))  # type: ignore[misc]
    told = asyncio.gather(
        *(desk.ask(lambda day=day, dose=dose: free_seats(desk.session, day, dose)) for day, dose in asked)  # type: ignore[misc]
    )
    schedules, slots = await looks, await told
    seats: Counter[tuple[int, Place]] = Counter()
    for (day, dose), found in zip(asked, slots, strict=True):
        for slot in found or ():
            if slot.dose == dose:
                ahead_still = (day, slot.hour) > (now.date(), now.hour)
                seats[dose, Place(day, slot.hour)] += max(0, slot.available) if ahead_still else 0
    booked: dict[str, set[date]] = {}
    for schedule in schedules:
        for cid in schedule.booked or ():
            booked.setdefault(cid, set()).add(schedule.date)
    unread = {day for (day, _), found in zip(asked, slots, strict=True) if found is None}
    return Free(dict(seats), booked, tuple(sorted(unread)))


async def propose(
    desk: Desk,
    wishes: Sequence[Wish],
    *,
    families: bool = False,
    taken: Iterable[Appointment] = (),
    both_days: bool = False,
    holidays: bool = False,
) -> Proposal:
    """Hours for these people, as free as they are now. `taken`: rows of the same sheet that have their hour already,
    and will need its seat. `both_days`: also for whoever has an appointment on another day, as far as these days'
    schedules and the journal tell; `holidays`: also hours of public holidays. Only a proposal: whatever comes of it is
    checked and looked up again before it is sent. Raises InputError (see `check_span`), ServiceError."""
    now = thai_now().date()
    taken = list(taken)
    spans = {(max(wish.since.date, now), wish.until) for wish in wishes if wish.never is None}
    days = {day for span in spans for day in days_between(*span)}
    if len(days) > MOST_DAYS:
        raise InputError("range_too_long", days=MOST_DAYS)
    free = await free_hours(desk, days, {wish.dose for wish in wishes})
    seats = Counter(free.seats)
    seats.subtract(Counter((row.dose, Place(row.date, row.hour)) for row in taken))
    booked, others = await _booked(desk, wishes, free)
    return distribute(
        wishes,
        seats,
        families=families,
        booked=booked,
        other_days={} if both_days else others,
        rows={row.cid: row.row for row in reversed(taken)},
        unread=free.unread,
        closed=() if holidays else [day for day in days if name_of(day) is not None],
    )


async def _booked(desk: Desk, wishes: Sequence[Wish], free: Free) -> tuple[dict[str, date], dict[str, date]]:
    """Who has an appointment within the own days, and who has one on another day from today on: by the server's
    schedules, or booked from here. The first of them each."""
    whose, people = desk.account.facility, {wish.cid for wish in wishes}
    ours = await desk.aside(lambda: desk.journal.booked_ahead(whose, people, thai_now().date()))
    within, others = dict[str, date](), dict[str, date]()
    for wish in wishes:
        days = free.booked.get(wish.cid, set()).union(ours.get(wish.cid, ()))
        own = [day for day in days if wish.since.date <= day <= wish.until]
        if days:
            (within if own else others)[wish.cid] = min(own or days)
    return within, others
