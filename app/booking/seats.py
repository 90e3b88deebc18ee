"""Who sits where, as the server tells it. Two witnesses: the schedule of a day, and the person's own record.

A schedule costs one call for a whole day, a record one call a person, so the schedule is asked first. It may be late,
cut off after its first lines, or masked; a record may be late too. So nobody counts as absent in a matter that would
send or free something unless both say so, and a schedule that was caught lacking somebody is not believed again.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import Protocol, TypeVar

from app.clock import ticks
from app.domain.values import Appointment, Booking
from app.errors import Declined, ServiceChanged, Uncertain
from app.mophic.session import Session

T = TypeVar("T")
SAMPLE = 3  # people asked for themselves, of those whom a schedule lacks
SAMPLE_LASTS = 60.0  # seconds


class Ask(Protocol):
    """Makes a reading call, as patiently as it likes."""

    async def __call__(self, ask: Callable[[], Awaitable[T]]) -> T: ...


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of one person on one day here."""

    seats: tuple[Booking, ...] = ()  # this very appointment: same day and hour; two are one too many
    others: tuple[Booking, ...] = ()  # another hour of that day
    unclear: bool = False  # something that may be this appointment can't be read
    perhaps: tuple[Booking, ...] = ()  # another hour, of a day that can't be read: it may be of that day
    disputed: bool = False  # one witness shows it and the other one lacks it, or can't be read where it was given back

    @property
    def absent(self) -> bool:
        """Surely not there, as far as this witness knows."""
        return not self.seats and not self.unclear

    @property
    def other_hour(self) -> int | None:
        return next((booking.hour for booking in self.others), None)

    @property
    def slot_ids(self) -> tuple[int, ...]:
        """Of the seats, the lowest first."""
        return tuple(sorted({booking.slot_id for booking in self.seats if booking.slot_id is not None}))

    def seated(self, code: str) -> str:
        """The code of somebody who has the seat: `code`, or that there is one too many."""
        return "two_seats" if len(self.seats) > 1 else code

    def slot(self, ours: int | None = None) -> int | None:
        """The number of the seat: the one we were given, where it is there, or the lowest."""
        return ours if ours in self.slot_ids else next(iter(self.slot_ids), None)


def same(booking: Booking, appointment: Appointment, facility: str) -> bool | None:
    """Whether a seat is that very appointment; None: what it says of it, or leaves out, can't tell."""
    answers = (
        None if "facility" in booking.unclear else booking.facility in ("", facility),
        None if booking.date is None else booking.date == appointment.date,
        None if booking.hour is None else booking.hour == appointment.hour,
    )
    return False if False in answers else None if None in answers else True


def see(bookings: Iterable[Booking], appointment: Appointment, facility: str, slot_id: int | None = None) -> Seen:
    """One witness's bookings of a person, against the appointment in question. `slot_id`: of the seat that the server
    gave for it, by which a line without an hour is known (cid and slot id are all that was SEEN in a schedule)."""
    seats, others, perhaps, unclear = [], [], [], False
    for booking in bookings:
        answer = same(booking, appointment, facility)
        if answer or (answer is None and slot_id is not None and booking.slot_id == slot_id):
            seats.append(booking)
        elif answer is None:
            unclear = True
        elif booking.hour is not None and booking.hour != appointment.hour and booking.facility in ("", facility):
            if booking.date == appointment.date:
                others.append(booking)
            elif booking.date is None:
                perhaps.append(booking)
    return Seen(tuple(seats), tuple(others), unclear, tuple(perhaps))


@dataclass(frozen=True)
class DaySchedule:
    """What a day's schedule says. `booked` None: it could not be read. `trusted`: every line names
    its person, and nobody was found to be missing."""

    date: date
    facility: str
    booked: Mapping[str, tuple[Booking, ...]] | None
    trusted: bool = True
    nameless: tuple[Booking, ...] = ()  # lines whose id came masked or wrong: each may be anybody's
    asked: float = field(default=0.0, compare=False)  # when it was (of `clock.ticks`); 0: never, or not to be told

    @property
    def tells(self) -> bool:
        """Whether somebody who is not on it may be taken for absent by this witness."""
        return self.booked is not None and self.trusted

    @property
    def taken(self) -> tuple[Booking, ...]:
        """Every seat that is taken, also by somebody whose id can't be read; none where the schedule can't be."""
        named = (booking for bookings in (self.booked or {}).values() for booking in bookings)
        return (*named, *self.nameless)

    def of(self, cid: str) -> tuple[Booking, ...]:
        return self.booked.get(cid, ()) if self.booked is not None else ()

    def see(self, appointment: Appointment, slot_id: int | None = None) -> Seen:
        return see(self.of(appointment.cid), appointment, self.facility, slot_id)


class Shown:
    """Whom the schedules of days showed since somebody began to remember: no later look takes that back."""

    def __init__(self) -> None:
        self._days: dict[date, DaySchedule] = {}

    def saw(self, day: DaySchedule) -> None:
        """A day's schedule, as one look had it."""
        known = self._days.get(day.date, day)
        self._days[day.date] = replace(day, booked={**(known.booked or {}), **(day.booked or {})})

    def has(self, appointment: Appointment, slot_id: int | None) -> bool:
        """Whether any of them showed this very seat."""
        day = self._days.get(appointment.date)
        return day is not None and bool(day.see(appointment, slot_id).seats)


class Schedules:
    """Asks for days and people of one facility, and remembers which days' schedules were caught lacking somebody."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._lacking: set[date] = set()  # their schedules lacked somebody whose record shows an appointment
        self._overlooked: set[tuple[str, date]] = set()
        self._sampled: dict[date, float] = {}
        self._again: dict[date, DaySchedule] = {}  # read anew, to see whether the one before was a liar
        self._reading = asyncio.Lock()

    @property
    def facility(self) -> str:
        return self._session.account.facility

    @property
    def caught(self) -> Collection[date]:
        """Days whose schedule lacked somebody whose own record shows an appointment."""
        return self._lacking

    def catch(self, days: Iterable[date]) -> None:
        """An earlier run caught them."""
        self._lacking.update(days)

    async def look(self, day: date) -> DaySchedule:
        """Who is booked on a day. One call. Raises ServiceChanged for a page of somebody else's, and what may pass."""
        asked = ticks()
        try:
            schedule = await self._session.call(lambda: self._session.client.schedule(self.facility, day))
        except (ServiceChanged, Declined) as error:
            if error.code in ("html_page", "redirected"):
                raise
            return DaySchedule(day, self.facility, None)
        found: defaultdict[str, list[Booking]] = defaultdict(list)
        for booking in schedule:
            if booking.date is None and "date" not in booking.unclear:
                booking = replace(booking, date=day)  # it was asked for this day
            found[booking.cid].append(booking)
        nameless = tuple(found.pop("", ()))  # may be anybody's: nobody is absent here
        booked = {cid: tuple(bookings) for cid, bookings in found.items()}
        trusted = day not in self._lacking and not nameless
        return DaySchedule(day, self.facility, booked, trusted, nameless, asked)

    async def person(self, appointment: Appointment) -> Seen:
        """What the person's own record says. One call. Raises Declined: no such person; ServiceChanged, Uncertain."""
        bookings = await self._session.call(lambda: self._session.client.bookings_of(appointment.cid, self.facility))
        return see(bookings, appointment, self.facility)

    async def find(
        self,
        appointment: Appointment,
        day: DaySchedule,
        ask: Ask,
        *,
        both: bool = False,
        given_back: bool = False,
        under_way: bool = False,
        slot_id: int | None = None,
    ) -> Seen:
        """Schedule first; the person too where the schedule can't tell, or where `both` must say that nobody is there,
        or where the seat was `given_back`: then a schedule that lacks it already is no liar. `under_way`: a call for it
        may have had its effect between the two looks. `slot_id`: see `see`.

        Somebody who is on no target list is absent by that witness. Any other refusal of the record tells nothing.
        Raises ServiceChanged, Uncertain as `person` does.
        """
        listed = day.see(appointment, slot_id)
        clear = day.tells and not listed.unclear and not listed.perhaps
        if not given_back and ((listed.seats and day.trusted and not listed.unclear) or (clear and not both)):
            return listed
        try:
            told = await ask(partial(self.person, appointment))
        except Declined as error:
            unread = replace(listed, unclear=True, disputed=given_back and bool(listed.seats))
            return listed if error.code == "not_a_target" else unread
        shown = bool(told.others or (told.seats and not given_back))
        lacked = day.booked is not None and shown and not day.of(appointment.cid) and not day.nameless
        if lacked and not (under_way and await self._listed_by_now(appointment, day, ask)):
            self._lacking.add(day.date)
            if told.others:
                self._overlooked.add((appointment.cid, day.date))
        explained = len(told.seats) + len(told.others) >= max(1, len(day.of(appointment.cid)))
        lacks = told.absent if listed.seats else (day.tells and listed.absent)
        return Seen(
            max(told.seats, listed.seats, key=len),  # a list that is cut off may hold one of somebody's two
            told.others or listed.others,
            told.unclear or (listed.unclear and not explained),
            () if told.others else (*told.perhaps, *listed.perhaps),
            disputed=bool(told.seats or listed.seats) and lacks,
        )

    async def _listed_by_now(self, appointment: Appointment, before: DaySchedule, ask: Ask) -> bool:
        """Whether a schedule that is read after that one has them: then the one before was no liar. Others who book
        side by side are met by the dozen: one reading is for all of them."""
        async with self._reading:
            later = self._again.get(before.date)
            if later is None or later.asked <= before.asked or not later.of(appointment.cid):
                with suppress(Uncertain):
                    later = self._again[before.date] = await ask(partial(self.look, appointment.date))
            return later is not None and later.asked > before.asked and bool(later.of(appointment.cid))

    def overlooks(self, appointment: Appointment) -> bool:
        """Whether that day's schedule lacked even another hour of this person that the record showed."""
        return (appointment.cid, appointment.date) in self._overlooked

    async def find_again(self, appointment: Appointment, day: DaySchedule, ask: Ask) -> Seen:
        """Somebody whose very seat was given back from here just now: whoever still shows it may be behind, so it is
        there again only by both. Raises as `find` does."""
        seen = await self.find(appointment, day, ask, both=True, given_back=True)
        by_both = day.see(appointment).seats and not (seen.disputed or seen.unclear)
        return replace(seen, seats=(), unclear=True) if seen.seats and not by_both else seen

    def newest(self, day: DaySchedule) -> DaySchedule:
        """The same day, not to be trusted any more where its schedule was caught lacking somebody since."""
        return replace(day, trusted=day.trusted and day.date not in self._lacking)

    async def sample(self, rows: Sequence[Appointment], day: DaySchedule, ask: Ask) -> DaySchedule:
        """The same day, not to be trusted where it lacks any of a few people who have an appointment on it. Costs
        `SAMPLE` calls, not again within a minute."""
        missing = [row for row in rows if not day.of(row.cid)]
        recent = time.monotonic() - self._sampled.get(day.date, -SAMPLE_LASTS) < SAMPLE_LASTS
        if not day.tells or recent:
            return day
        self._sampled[day.date] = time.monotonic()
        for row in random.sample(missing, min(SAMPLE, len(missing))):
            try:
                # Who is booked elsewhere just now is no proof.
                await self.find(row, day, ask, both=True, under_way=True)
            except (Declined, ServiceChanged, Uncertain):
                continue  # can't be had: a sample is no must
            if day.date in self._lacking:
                return replace(day, trusted=False)
        return day
