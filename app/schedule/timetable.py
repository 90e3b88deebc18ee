"""The timetable (ตารางเวลารับผู้ป่วยฉีดวัคซีน): a month, a day by hour, and plans of new slots (guide 2.1).

On the practice server a plan takes effect. The real host has no call for it: there a plan is made, checked and
exported, and the clerk enters it on the Dashboard.
"""

from __future__ import annotations

import asyncio
import calendar
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from app.booking.desk import Desk
from app.booking.plan import free_seats
from app.domain.values import Booking, NewSlot, Slot, TimeSlot
from app.errors import InputError
from app.sheets.cells import holidays
from app.thai import Lang, today

DASHBOARD = "https://cvp1.moph.go.th/dashboard/"  # guide 1.1; the address of its Schedule page is not known
DOSES = (1, 2, 3, 4, 5)  # the target register has vaccine_plan_1 … vaccine_plan_5 (SEEN)
LONGEST_RANGE = 366  # days of one plan
MOST_SEATS = 10_000  # of one slot; more is a slip of the finger


# --- looking ---


@dataclass(frozen=True, slots=True)
class DayTotal:
    """One day of the month view. None: the server's answer could not be read or was not asked for."""

    date: date
    free: int | None
    booked: int | None

    @property
    def seats(self) -> int | None:
        return None if self.free is None or self.booked is None else self.free + self.booked


@dataclass(frozen=True, slots=True)
class Hour:
    """One slot of a day and who is booked into it, in the order of their seats."""

    slot: TimeSlot
    people: tuple[Booking, ...]


@dataclass(frozen=True, slots=True)
class Day:
    date: date
    hours: tuple[Hour, ...]
    without_hour: tuple[Booking, ...]  # booked that day; the server did not say when (a lean schedule, SEEN)
    readable: bool  # who is booked could be read


async def month(desk: Desk, year: int, month: int, dose: int | None) -> Mapping[date, DayTotal]:
    """Seats free and booked, by day with slots or bookings. `dose` None = all, on the practice server only.

    On the real host: one call for the month and one a day from today on (who is booked)."""
    first, last = month_ends(year, month)
    if desk.server.practice:
        slots = await timetable(desk, first, last)
        wanted = [slot for slot in slots if dose in (None, slot.dose)]
        return _totals(wanted)
    client, facility = desk.session.client, desk.account.facility
    free = await desk.ask(lambda: client.month(facility, year, month, dose or 1))
    days = [day for day in days_between(first, last) if day >= today() or day in free]
    booked = dict(zip(days, await asyncio.gather(*(booked_on(desk, day, dose) for day in days)), strict=True))
    return {day: DayTotal(day, free.get(day, 0), booked[day]) for day in days if day in free or booked[day]}


async def booked_on(desk: Desk, day: date, dose: int | None) -> int | None:
    """How many are booked on a day; None where the schedule can't be read."""
    known = await desk.ask(lambda: desk.schedules.look(day))
    if known.booked is None:
        return None
    return sum(fits(one, dose) for one in known.taken)


def fits(booking: Booking, dose: int | None) -> bool:
    """A booking whose dose the server does not tell fits every filter: rather too many than one lost."""
    return dose is None or booking.dose in (None, dose)


def _totals(slots: Iterable[TimeSlot]) -> dict[date, DayTotal]:
    totals: dict[date, DayTotal] = {}
    for slot in slots:
        so_far = totals.get(slot.date) or DayTotal(slot.date, 0, 0)
        totals[slot.date] = DayTotal(slot.date, (so_far.free or 0) + slot.free, (so_far.booked or 0) + slot.taken)
    return totals


async def day(desk: Desk, day: date, dose: int | None) -> Day:
    """A day by hour, with who is booked. Two calls."""
    known = await desk.ask(lambda: desk.schedules.look(day))
    people = [one for one in known.taken if fits(one, dose)]
    if desk.server.practice:
        slots = [slot for slot in await timetable(desk, day, day) if dose in (None, slot.dose)]
    else:
        told = await desk.ask(lambda: free_seats(desk.session, day, dose or 1)) or ()
        slots = [_from_free(day, slot, people) for slot in told]
    return Day(day, _hours(day, slots, people), *_rest(people), readable=known.booked is not None)


def _rest(people: Sequence[Booking]) -> tuple[tuple[Booking, ...]]:
    return (tuple(one for one in people if one.hour is None),)


def _from_free(day: date, slot: Slot, people: Iterable[Booking]) -> TimeSlot:
    """The real host tells seats left; those taken are the people of that hour."""
    taken = sum(_sits_in(one, slot.hour, slot.end_hour, slot.dose) for one in people)
    return TimeSlot(day, slot.hour, slot.end_hour, slot.dose, slot.available + taken, taken, slot.slot_id)


def _sits_in(booking: Booking, hour: int, end_hour: int, dose: int | None) -> bool:
    return booking.hour is not None and hour <= booking.hour < end_hour and (dose is None or fits(booking, dose))


def _hours(day: date, slots: Sequence[TimeSlot], people: Sequence[Booking]) -> tuple[Hour, ...]:
    """Each slot with its people; hours with people but no slot to be seen are shown too."""
    left = [one for one in people if one.hour is not None]
    hours = []
    for slot in slots:
        mine = [one for one in left if _sits_in(one, slot.hour, slot.end_hour, slot.dose)]
        left = [one for one in left if one not in mine]
        hours.append(Hour(slot, tuple(sorted(mine, key=lambda one: one.slot_id or 0))))
    for hour in sorted({one.hour for one in left if one.hour is not None}):
        mine = [one for one in left if one.hour == hour]
        unseen = TimeSlot(day, hour, hour + 1, None, len(mine), len(mine), open_to_api=False)
        hours.append(Hour(unseen, tuple(mine)))
    return tuple(sorted(hours, key=lambda plan: (plan.slot.hour, plan.slot.dose or 0)))


async def timetable(desk: Desk, first: date, last: date) -> tuple[TimeSlot, ...]:
    """Every slot as staff made it. Practice only."""
    return await desk.ask(lambda: desk.session.client.timetable(desk.account.facility, first, last))


async def existing(desk: Desk, first: date, last: date, dose: int) -> tuple[TimeSlot, ...]:
    """The slots of a dose that are there already, for the clash check. On the real host only those that are open to
    the API can be seen: one call a month, and one for each day that has any."""
    if desk.server.practice:
        return tuple(slot for slot in await timetable(desk, first, last) if slot.dose == dose)
    client, facility = desk.session.client, desk.account.facility
    months = sorted({(day.year, day.month) for day in days_between(first, last)})
    listed: set[date] = set()
    for year, number in months:
        listed |= set(await desk.ask(lambda y=year, m=number: client.month(facility, y, m, dose)))  # type: ignore[misc]
    days = sorted(day for day in listed if first <= day <= last)
    found = await asyncio.gather(*(desk.ask(lambda d=one: free_seats(desk.session, d, dose)) for one in days))  # type: ignore[misc]
    return tuple(_from_free(one, slot, ()) for one, slots in zip(days, found, strict=True) for slot in slots or ())


# --- planning ---


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of the day with as many seats in each of its slots. Raises InputError period_wrong, seats_wrong."""

    hour: int
    end_hour: int
    seats: int

    def __post_init__(self) -> None:
        if not 0 <= self.hour < self.end_hour <= 24:
            raise InputError("period_wrong", first=f"{self.hour:02d}:00", last=f"{self.end_hour:02d}:00")
        if not 1 <= self.seats <= MOST_SEATS:
            raise InputError("seats_wrong", most=MOST_SEATS)


@dataclass(frozen=True)
class Template:
    """A day as it is made again and again. Raises InputError: template_empty, template_overlaps, template_nameless."""

    name: str
    periods: tuple[Period, ...]
    open_to_api: bool = True
    locked: bool = False  # ยืนยันการจอง Slot
    hourly: bool = True  # one slot an hour; else one slot a period

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise InputError("template_nameless")
        if not self.periods:
            raise InputError("template_empty")
        ordered = sorted(self.periods, key=lambda period: period.hour)
        for one, after in pairwise(ordered):
            if one.end_hour > after.hour:
                raise InputError("template_overlaps", hour=f"{after.hour:02d}:00")

    def slots(self, day: date, dose: int) -> tuple[NewSlot, ...]:
        """What one day gets."""
        return tuple(
            NewSlot(day, hour, end, period.seats, dose, self.open_to_api, self.locked)
            for period in sorted(self.periods, key=lambda period: period.hour)
            for hour, end in self._cut(period)
        )

    def _cut(self, period: Period) -> Iterable[tuple[int, int]]:
        if self.hourly:
            return ((hour, hour + 1) for hour in range(period.hour, period.end_hour))
        return ((period.hour, period.end_hour),)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A day of the range that gets nothing: `code` past or holiday (with its name)."""

    date: date
    code: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Clash:
    """A wanted slot that overlaps one of the same dose that is there already: it is left as it is."""

    wanted: NewSlot
    there: TimeSlot


@dataclass(frozen=True)
class SlotPlan:
    create: tuple[NewSlot, ...]
    clashes: tuple[Clash, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def seats(self) -> int:
        return sum(slot.seats for slot in self.create)

    @property
    def days(self) -> tuple[date, ...]:
        return tuple(sorted({slot.date for slot in self.create}))


def from_template(
    template: Template,
    first: date,
    last: date,
    dose: int,
    weekdays: Collection[int],
    there: Iterable[TimeSlot] = (),
    holidays: Mapping[date, str] | None = None,
) -> SlotPlan:
    """Every chosen weekday (0 = Monday) of a range. Raises InputError: range_backwards, range_too_long,
    dose_wrong."""
    _check_range(first, last, dose)
    left_out: list[LeftOut] = []
    wanted: list[NewSlot] = []
    for one in days_between(first, last):
        if one.weekday() not in weekdays:
            continue
        if one < today():
            left_out.append(LeftOut(one, "past"))
        elif holidays and one in holidays:
            left_out.append(LeftOut(one, "holiday", holidays[one]))
        else:
            wanted += template.slots(one, dose)
    return replace(without_clashes(wanted, there), left_out=tuple(left_out))


def _check_range(first: date, last: date, dose: int) -> None:
    if last < first:
        raise InputError("range_backwards")
    if (last - first).days >= LONGEST_RANGE:
        raise InputError("range_too_long", days=LONGEST_RANGE)
    if not 1 <= dose <= 9:
        raise InputError("dose_wrong")


def without_clashes(wanted: Iterable[NewSlot], there: Iterable[TimeSlot]) -> SlotPlan:
    """The wanted slots that fit beside those that are there."""
    by_day: dict[date, list[TimeSlot]] = {}
    for slot in there:
        by_day.setdefault(slot.date, []).append(slot)
    create: list[NewSlot] = []
    clashes: list[Clash] = []
    for new in wanted:
        other = next((slot for slot in by_day.get(new.date, ()) if overlaps(new, slot)), None)
        if other is None:
            create.append(new)
            as_made = TimeSlot(new.date, new.hour, new.end_hour, new.dose, new.seats, 0)
            by_day.setdefault(new.date, []).append(as_made)
        else:
            clashes.append(Clash(new, other))
    return SlotPlan(tuple(create), tuple(clashes), ())


def overlaps(new: NewSlot, slot: TimeSlot) -> bool:
    """Two slots of one dose at one time. Different doses may stand side by side."""
    return (
        new.date == slot.date
        and slot.dose in (None, new.dose)
        and new.hour < slot.end_hour
        and slot.hour < new.end_hour
    )


def thai_holidays(first: date, last: date, lang: Lang) -> dict[date, str]:
    """Public holidays of Thailand with their names."""
    place = 0 if lang == "th" else 1
    years = (holidays.of_year(year) for year in range(first.year, last.year + 1))
    return {day: names[place] for year in years for day, names in year.items() if first <= day <= last}


# --- changing (practice) ---


async def create(desk: Desk, plan: SlotPlan) -> int:
    """Make the plan's slots, all or none; how many. Raises as `_change`, and Declined slot_overlaps where somebody
    was quicker."""
    if plan.create or not desk.server.practice:
        await _change(desk, create=plan.create)
    return len(plan.create)


async def edit(
    desk: Desk,
    slot_id: int,
    *,
    seats: int | None = None,
    open_to_api: bool | None = None,
    locked: bool | None = None,
) -> None:
    """Change one slot. Raises as `_change`, and Declined seats_below_taken, InputError seats_wrong."""
    if seats is not None and not 0 <= seats <= MOST_SEATS:
        raise InputError("seats_wrong", most=MOST_SEATS)
    given = {"seats": seats, "open_to_api": open_to_api, "confirm_locked": locked}
    change = {"slot_id": slot_id, **{name: value for name, value in given.items() if value is not None}}
    await _change(desk, edit=[change])


async def delete(desk: Desk, slot_ids: Sequence[int]) -> None:
    """Remove slots that nobody is booked into. Raises as `_change`, and Declined seats_below_taken."""
    await _change(desk, delete=slot_ids)


async def _change(
    desk: Desk,
    create: Sequence[NewSlot] = (),
    edit: Sequence[Mapping[str, object]] = (),
    delete: Sequence[int] = (),
) -> None:
    """Raises InputError only_on_dashboard on the real host, Declined slot_unknown."""
    if not desk.server.practice:
        raise InputError("only_on_dashboard")
    facility, client = desk.account.facility, desk.session.client
    await desk.session.call(lambda: client.change_timetable(facility, create, edit, delete))


# --- days ---


def month_ends(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def days_between(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=number) for number in range((last - first).days + 1))
