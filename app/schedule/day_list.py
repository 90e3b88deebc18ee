"""The day's list: who is booked on a day, by hour, with what is not certain of it said.

The schedule of a day may come late, cut off, masked, or as nothing but ids and seats (all that was SEEN of it). So
whoever was booked from here and is not on it is asked for by the person's own record, and hours and names that the
schedule does not tell are looked up. No line is left out: what is not certain stands at the end of the day, with its
reason.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import TypeVar

from app.booking.desk import Desk
from app.booking.seats import DaySchedule
from app.domain.message import Recipient
from app.domain.values import Account, Appointment, Booking
from app.errors import Declined, InputError, ServiceChanged, Uncertain
from app.journal.looks import Look, Seen
from app.schedule.timetable import days_between
from app.thai import thai_now

T = TypeVar("T")
MOST_DAYS = 62  # of one list
AT_ONCE = 16  # people looked up side by side
Tell = Callable[[int, int], None]  # people looked up, of how many
Booked = tuple[Appointment, int | None]  # from here, with the number of the seat where it is known


@dataclass(frozen=True, slots=True)
class Line:
    """One seat. `hour` None: nobody tells when."""

    date: date
    cid: str  # "": it came masked or wrong
    hour: int | None
    name: str = ""
    dose: int | None = None
    slot_id: int | None = None
    new: bool = False  # was not there at the last look
    doubt: str = ""  # a key of `wording`: why it is not certain that somebody sits there


@dataclass(frozen=True)
class ListedDay:
    """`readable` False: the server's schedule could not be read, so the lines are what this computer booked."""

    date: date
    lines: tuple[Line, ...]  # by hour and name; those in doubt last
    readable: bool = True
    short: bool = False  # the schedule lacked somebody who is booked: it may lack others, too
    gone: tuple[Seen, ...] = ()  # were there at the last look
    before: datetime | None = None  # the last look, Thai time; None: this is the first

    @property
    def sure(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if not line.doubt)

    @property
    def new(self) -> int:
        return sum(line.new for line in self.lines)

    @property
    def notes(self) -> dict[str, int]:
        """What is not certain, or changed: a key of `wording` -> how many people."""
        doubts = Counter(line.doubt for line in self.lines if line.doubt)
        hourless = sum(line.hour is None for line in self.sure)
        return {
            **({} if self.readable else {"list_unreadable": 0}),
            **({"list_short": 0} if self.short else {}),
            **({"list_hour_unknown": hourless} if hourless else {}),
            **{f"{doubt}_count": count for doubt, count in sorted(doubts.items())},
        }


@dataclass(frozen=True)
class DayList:
    account: Account  # of the facility or the field site
    days: tuple[ListedDay, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(line for day in self.days for line in day.lines)

    @property
    def people(self) -> int:
        return sum(len(day.sure) for day in self.days)


async def ask(desk: Desk, first: date, last: date, tell: Tell = lambda done, total: None) -> DayList:
    """Who is booked on these days. One call a day, and one for each person whose hour or name must be looked up.
    Reads only; `keep` writes down what was seen. Raises InputError range_backwards, list_too_long; ServiceError."""
    if last < first:
        raise InputError("range_backwards")
    if (last - first).days >= MOST_DAYS:
        raise InputError("list_too_long", days=MOST_DAYS)
    days = list(days_between(first, last))
    looked = await asyncio.gather(*(_look(desk, day) for day in days))
    ours = await desk.aside(partial(desk.journal.booked_between, desk.account.facility, first, last))
    listing = _Listing(desk, tell)
    listed = []
    for day in looked:
        look = await desk.aside(partial(desk.journal.looks.last, desk.account.facility, day.date))
        here = [row for row in ours if row[0].date == day.date]
        listed.append(_compared(await listing.day(day, here, look), look))
    return DayList(desk.account, tuple(listed))


def keep(desk: Desk, listed: DayList) -> None:
    """These lists were seen: the next look tells who is new since. What could not be read was seen by nobody."""
    for day in listed.days:
        if day.readable:
            seats = (Seen(line.cid, line.hour, line.name) for line in day.lines if line.cid)
            desk.journal.looks.keep(desk.account.facility, day.date, seats)


def recipients(listed: DayList) -> tuple[Recipient, ...]:
    """Whom a message can reach and who surely is booked from now on, with all that a reminder says."""
    place, now = listed.account.facility_name or listed.account.facility, thai_now()
    return tuple(
        Recipient(line.cid, line.name, line.date, line.hour, line.dose, place)
        for line in listed.lines
        if line.cid and line.hour is not None and not line.doubt
        if (line.date, line.hour) >= (now.date(), now.hour)
    )


async def _look(desk: Desk, day: date) -> DaySchedule:
    """One that gives no clear answer after a few tries counts as unreadable: the other days are shown all the same."""
    try:
        return await desk.ask(lambda: desk.schedules.look(day))
    except ServiceChanged:  # somebody else's page: nothing of it is this server's
        raise
    except Uncertain:
        return DaySchedule(day, desk.account.facility, None)


class _Listing:
    """Makes the lines of days, and looks up what their schedules do not tell."""

    def __init__(self, desk: Desk, tell: Tell) -> None:
        self._desk, self._tell = desk, tell
        self._done = self._total = 0

    async def day(self, day: DaySchedule, ours: Sequence[Booked], look: Look | None) -> ListedDay:
        """Whoever the last look showed, and the schedule lacks now, is gone only where the own record says so, too."""
        ids = {row.cid for row, _ in ours}
        seen = [(_row(day.date, seat), None) for seat in (look.seats if look else ()) if seat.cid not in ids]
        absent = [row for row in (*ours, *seen) if not day.of(row[0].cid)]
        known = {(row.cid, slot): row for row, slot in ours}
        seats = [one for bookings in (day.booked or {}).values() for one in bookings]
        lines = [_filled(_line(day.date, seat), known) for seat in seats]
        dull = [line for line in lines if line.hour is None or not line.name]
        self._total += len(dull) + len(absent)
        told = dict(zip(dull, await self._each(dull, self._looked_up), strict=True))
        asked = await self._each(absent, partial(self._missed, day))
        missed = [line for line in asked if line.cid in ids or line.doubt != "list_not_shown"]
        nameless = (replace(_line(day.date, seat), doubt="list_masked") for seat in day.nameless)
        whole = [*(told.get(line, line) for line in lines), *missed, *nameless]
        short = day.booked is not None and any(not line.doubt for line in missed)
        return ListedDay(day.date, tuple(sorted(whole, key=_order)), day.booked is not None, short)

    async def _each(self, items: Sequence[T], look: Callable[[T], Awaitable[Line]]) -> list[Line]:
        made: list[Line] = []
        for start in range(0, len(items), AT_ONCE):
            group = items[start : start + AT_ONCE]
            made += await asyncio.gather(*map(look, group))
            self._done += len(group)
            self._tell(self._done, self._total)
        return made

    async def _looked_up(self, line: Line) -> Line:
        """Hour, name and dose as the person's own record has them; as it is where that can't be read."""
        client, facility = self._desk.session.client, self._desk.account.facility
        try:
            person = await self._desk.ask(lambda: client.target(line.cid, facility))
        except (Declined, Uncertain, ServiceChanged):
            return line
        if person is None:
            return line
        named = replace(line, name=line.name or person.full_name)
        here = [one for one in person.bookings if one.date == line.date and one.facility in ("", facility)]
        seat = next((one for one in here if one.slot_id is not None and one.slot_id == line.slot_id), None)
        seat = seat or (here[0] if len(here) == 1 else None)
        if seat is None or line.hour is not None:
            return named
        return replace(named, hour=seat.hour, dose=line.dose or seat.dose)

    async def _missed(self, day: DaySchedule, row: Booked) -> Line:
        """Somebody who was booked from here and is not on the schedule, as the second witness has it."""
        one, slot = row
        line = Line(one.date, one.cid, one.hour, one.person_name, one.dose or None, slot)
        try:
            seen = await self._desk.schedules.find(one, day, self._desk.ask, both=True, under_way=True, slot_id=slot)
        except (Declined, Uncertain, ServiceChanged):
            return replace(line, doubt="list_not_known")
        if seen.seats:
            return line
        if seen.others:
            return replace(line, hour=seen.other_hour, slot_id=seen.others[0].slot_id)
        return replace(line, doubt="list_not_known" if seen.unclear or seen.perhaps else "list_not_shown")


def _line(day: date, seat: Booking) -> Line:
    return Line(day, seat.cid, seat.hour, seat.person_name, seat.dose, seat.slot_id)


def _row(day: date, seat: Seen) -> Appointment:
    """Somebody of the last look, to be asked for; of no dose that is known."""
    return Appointment(0, seat.cid, day, seat.hour or 0, 0, seat.name)


def _filled(line: Line, known: Mapping[tuple[str, int | None], Appointment]) -> Line:
    """With what this computer knows of that very seat."""
    ours = known.get((line.cid, line.slot_id))
    if ours is None or line.slot_id is None:
        return line
    hour = ours.hour if line.hour is None else line.hour
    return replace(line, hour=hour, name=line.name or ours.person_name, dose=line.dose or ours.dose)


def _order(line: Line) -> tuple[object, ...]:
    """By hour and name; who has no hour comes later, who is in doubt last."""
    return (bool(line.doubt), line.hour is None, line.hour or 0, line.name, line.slot_id or 0, line.cid)


def _compared(day: ListedDay, look: Look | None) -> ListedDay:
    """With what is new, and gone, since the last look. A line without an id can't be told from any other."""
    if look is None:
        return day
    before = {(seat.cid, seat.hour) for seat in look.seats}
    now = {(line.cid, line.hour) for line in day.lines}
    lines = tuple(replace(line, new=bool(line.cid) and _lacks(before, line.cid, line.hour)) for line in day.lines)
    gone = tuple(seat for seat in look.seats if _lacks(now, seat.cid, seat.hour)) if day.readable else ()
    return replace(day, lines=lines, gone=gone, before=look.at)


def _lacks(seats: Collection[tuple[str, int | None]], cid: str, hour: int | None) -> bool:
    """Whether none of them is that person's; an hour that one side does not know is no other one."""
    if hour is None:
        return all(other != cid for other, _ in seats)
    return (cid, hour) not in seats and (cid, None) not in seats
