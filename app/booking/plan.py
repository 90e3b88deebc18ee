"""What a batch would do, asked of the server before anything is sent: per day, not per person."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import TypeVar

from app.booking.seats import Ask, DaySchedule, Schedules, Seen
from app.booking.unsure import found_out
from app.domain.given_up import LEFT_OUT_HERE, UNDER_WAY, GivenUp, UnderWay, unpacked
from app.domain.stay import MOVE_FULL, MOVE_NO_HOUR, SECOND_DAYS, TO_MOVE, Stay
from app.domain.values import OTHER_HOUR, Appointment, Booking, Key, Problem, Severity, Slot, State
from app.errors import Declined, Uncertain
from app.journal.batches import Hold, Journal
from app.mophic.session import Session
from app.thai import show_date, thai_date, today
from app.wording import one_thing

T = TypeVar("T")
Hour = tuple[date, int, int]  # day, dose, hour
Seats = Mapping[tuple[date, int], tuple[Slot, ...] | None]  # of a day and dose; None: they could not be read
Tell = Callable[[int, int], None]  # how much is done, of how much
SHORT = ("seats_short", "no_seats", "hour_not_there")  # codes of rows for which there seems to be no seat
WOULD_MOVE = "would_move"  # code of rows whose person has another hour of the day, and is to be moved
OFTEN = 0.1  # seconds between two tellings


@dataclass(frozen=True, slots=True)
class Step:
    """One row and what will be done with it: PLANNED = book, SKIPPED = booked already, REFUSED = blocked, why,
    CANCELLED = given up from here since it was booked, and left out for it."""

    appointment: Appointment
    state: State
    code: str = ""
    slot_id: int | None = None
    detail: str = ""  # the hour that stands in the way, or how it was given up (`GivenUp.packed`)


@dataclass(frozen=True)
class Plan:
    steps: tuple[Step, ...]
    warnings: tuple[Problem, ...]  # seats that seem to be short, people with another day; never blocks
    # Seats left by hour; a day that the server did not tell is not in it.
    free: Mapping[date, Mapping[int, int]] = field(default_factory=dict)
    taken: Mapping[Hour, int] = field(default_factory=dict)  # of these, by the sheets that are booked before
    stays: Mapping[int, Stay] = field(default_factory=dict)  # by row: who has another hour, and can't be moved
    with_given_up: Plan | None = None  # the same with the rows that are `given_up`; None: there are none
    # By row: who has another hour of the day as a move from here made it, and is asked for at a third one.
    moved_since: Mapping[int, GivenUp] = field(default_factory=dict)

    @property
    def to_book(self) -> tuple[Appointment, ...]:
        return tuple(step.appointment for step in self.steps if step.state is State.PLANNED)

    @property
    def given_up(self) -> tuple[Step, ...]:
        """Rows that are left out, as they were cancelled or moved from here since they were booked."""
        return tuple(step for step in self.steps if step.code in LEFT_OUT_HERE)

    @property
    def sent_again(self) -> tuple[Step, ...]:
        """Those of them that would be sent, if they are to be booked again: whoever was moved within the day has that
        other hour, and is not booked beside it."""
        whole = self.with_given_up
        sent = {row.row for row in whole.to_book} if whole is not None else frozenset()
        return tuple(step for step in self.given_up if step.appointment.row in sent)

    @property
    def unanswered(self) -> tuple[Step, ...]:
        """Those of which nobody has said yet whether they are to be booked again."""
        return tuple(step for step in self.given_up if (how := unpacked(step.detail)) is None or not how.left)

    def answered(self, again: bool | None) -> Plan:
        """As the clerk says of those `given_up`: booked again, or left as they are. None: nobody has said."""
        if again is None or self.with_given_up is None:
            return self
        return self.with_given_up if again else replace(self, steps=tuple(map(_said_left, self.steps)))

    def moving(self) -> Plan:
        """Where whoever has another hour of the day is to be moved to the sheet's: those whom a move from here has
        brought there since are left out like others who are `given_up`."""
        if not self.moved_since:
            return self
        whole = replace(self.with_given_up or self, moved_since={})
        steps = tuple(_left_behind(step, self.moved_since.get(step.appointment.row)) for step in self.steps)
        return replace(self, steps=steps, moved_since={}, with_given_up=whole)

    def after_sheets(self, booked: Collection[Key]) -> Plan:
        """Where sheets before this one book these people at these hours: each is booked once."""
        steps = tuple(
            replace(step, state=State.SKIPPED, code="with_sheet_before")
            if step.state is State.PLANNED and step.appointment.key in booked
            else step
            for step in self.steps
        )
        once = {step.appointment.row for step in steps if step.code == "with_sheet_before"}
        warnings = tuple(one for one in self.warnings if one.row not in once)
        whole = self.with_given_up.after_sheets(booked) if self.with_given_up is not None else None
        return replace(self, steps=steps, warnings=warnings, with_given_up=whole)

    def with_moves(self) -> Plan:
        """Where people who have another hour of the day are moved to the sheet's hour, unless it is known to be full or
        not to be there."""

        def moved(step: Step) -> Step:
            if step.code != OTHER_HOUR:
                return step
            stay = self.stays.get(step.appointment.row)
            return (
                replace(step, code=WOULD_MOVE) if stay is None else replace(step, code=stay.code, detail=stay.packed())
            )

        return replace(self, steps=tuple(map(moved, self.steps)))

    def to_move(self, rows: Collection[int]) -> Plan:
        """Where the clerk has said that the people of these rows are to be moved from another hour of the day, after
        the booking: on disk too, so that a program that was killed goes on with it."""

        def agreed(step: Step) -> Step:
            row = step.appointment.row
            if step.code != OTHER_HOUR or row not in rows or row in self.stays:
                return step
            return replace(step, state=State.NOT_SENT, code=TO_MOVE)

        return replace(self, steps=tuple(map(agreed, self.steps)))

    @property
    def again(self) -> tuple[int, ...]:
        """Rows of people who have another day here already, as it seems for the same dose, or get one before it."""
        return tuple(problem.row for problem in self.warnings if problem.code in SECOND_DAYS)

    @property
    def other_doses(self) -> tuple[int, ...]:
        """Rows of people who have another day for another dose: told, and booked."""
        return tuple(problem.row for problem in self.warnings if problem.code == "other_dose_day")

    @property
    def short(self) -> tuple[int, ...]:
        """Rows of people for each of whom there may be no seat left: all of an hour that has too few."""
        return tuple(sorted(problem.row for problem in self.warnings if problem.code in SHORT))

    @property
    def short_hours(self) -> tuple[tuple[Problem, ...], ...]:
        """The same, hour by hour."""
        found: dict[tuple[object, ...], list[Problem]] = {}
        for problem in self.warnings:
            if problem.code in SHORT:
                found.setdefault(one_thing(problem), []).append(problem)
        return tuple(map(tuple, found.values()))

    @property
    def lacking(self) -> int:
        """How many people find no seat, as it seems."""
        return sum(len(alike) - int(str(alike[0].params["seats"])) for alike in self.short_hours)

    @property
    def seats(self) -> Counter[Hour]:
        """What the sheets that come after find taken: by this one, and by those before it."""
        own = ((row.date, row.dose, row.hour) for row in self.to_book)
        return Counter(own) + Counter(self.taken)

    def per_hour(self) -> Mapping[tuple[date, int], int]:
        """How many people are booked into each day and hour."""
        return Counter((appointment.date, appointment.hour) for appointment in self.to_book)


_NO_DAYS: Mapping[date, DaySchedule] = MappingProxyType({})
_NONE: Mapping[Hour, int] = MappingProxyType({})


class _Count:
    """Tells now and then how many of so many questions are answered."""

    def __init__(self, tell: Tell, total: int) -> None:
        self._tell, self._done, self._total = tell, 0, total
        self._told = 0.0

    async def after(self, answer: Awaitable[T]) -> T:
        found = await answer
        self._done += 1
        if (now := time.monotonic()) - self._told >= OFTEN:
            self._told = now
            self._tell(self._done, self._total)
        return found


async def make(
    schedules: Schedules,
    session: Session,
    journal: Journal,
    appointments: Sequence[Appointment],
    ask: Ask,
    *,
    second_days: bool = True,
    behind: float = 0.0,
    taken: Mapping[Hour, int] = _NONE,
    file_name: str | None = None,
    tell: Tell = lambda done, total: None,
) -> Plan:
    """Ask who is booked and what is free, day by day, and say what each row's step would be.

    `ask` makes a reading call and is as patient as the caller wants. `second_days`: warn of them, for which the
    journal is read through. `behind` (seconds): so late a witness may still show a seat that was given back. `taken`:
    by sheets that are booked before these rows, see `Plan.seats`. `file_name`: of the sheet, whose people who were
    given up from here since, or are just being, are left out; None: the rows are meant as they are. `tell`: first of
    the questions about days, then, where those take their time, of rows.
    """
    days = sorted({appointment.date for appointment in appointments})
    doses = sorted({(appointment.date, appointment.dose) for appointment in appointments})
    days_told, rows_told = _Count(tell, 2 * len(days) + len(doses)), _Count(tell, len(appointments))
    await found_out(journal.pen.ask, journal.unsure, schedules)
    looks = [days_told.after(ask(partial(schedules.look, day))) for day in days]
    looked = dict(zip(days, await asyncio.gather(*looks), strict=True))
    for day in days:
        rows = [row for row in appointments if row.date == day]
        looked[day] = await days_told.after(schedules.sample(rows, looked[day], ask))
    asks = (days_told.after(ask(partial(free_seats, session, day, dose))) for day, dose in doses)
    free = await asyncio.gather(*asks)
    holds = await journal.pen.ask(partial(journal.holds, schedules.facility, appointments))
    left = await journal.pen.ask(partial(journal.given_back, schedules.facility, appointments, behind))
    steps = [
        await rows_told.after(
            _step(schedules, row, looked[row.date], holds.get(row.row, ()), ask, left.get(row.row, frozenset()))
        )
        for row in appointments
    ]
    if file_name is not None:
        rows = [step.appointment for step in steps if step.state is not State.SKIPPED]
        busy = await journal.pen.ask(partial(journal.given_up.under_way, schedules.facility, rows))
        steps = [_not_ended(step, busy.get(step.appointment.row)) for step in steps]
    seats = dict(zip(doses, free, strict=True))
    warned: list[Problem] = []
    if second_days:
        to_book = [step.appointment for step in steps if step.state is State.PLANNED]
        warnings = partial(booked_other_days, session.account.facility, journal, to_book, looked)
        warned = await journal.pen.ask(lambda: list(warnings()))
    whole = _plan(steps, warned, seats, taken)
    if file_name is None:
        return whole
    new = [step.appointment for step in steps if _may_be_given_up(step) and not _held(holds, step)]
    gone = await journal.pen.ask(partial(journal.given_up.of, schedules.facility, new, file_name, appointments))
    without = [_left_out(step, gone.get(step.appointment.row)) for step in steps]
    moved = {step.appointment.row: gone[step.appointment.row] for step in without if _is_moved(step, gone)}
    if without == steps:
        return replace(whole, moved_since=moved)
    return replace(_plan(without, warned, seats, taken), with_given_up=whole, moved_since=moved)


def _plan(steps: Sequence[Step], warned: Sequence[Problem], seats: Seats, taken: Mapping[Hour, int]) -> Plan:
    """`warned`: of rows that may not be among those to be booked."""
    booked = {step.appointment.row for step in steps if step.state is State.PLANNED}
    meant = (one for one in warned if one.row in booked and one.params.get("before", one.row) in booked)
    warnings = [*_short_seats(steps, seats, taken), *meant]
    own = Counter((row.date, row.dose, row.hour) for row in (step.appointment for step in steps if _is_booked(step)))
    movers = [(step.appointment, step.detail) for step in steps if step.code == OTHER_HOUR]
    stays = staying(movers, seats, own + Counter(taken))
    return Plan(tuple(steps), tuple(warnings), _seats_left(seats), taken, stays)


def _is_booked(step: Step) -> bool:
    return step.state is State.PLANNED


def staying(rows: Iterable[tuple[Appointment, str]], free: Seats, wanted: Counter[Hour]) -> Mapping[int, Stay]:
    """By row: who, having another hour of the day (`str`: which, as 13:00), is not moved to the row's hour: it has no
    seat left once those that are `wanted` are taken, or is not there. Of seats that could not be read nobody knows."""
    seats, found = _seats_of(free), dict[int, Stay]()
    for row, at in rows:
        place = (row.date, row.dose, row.hour)
        if free.get(place[:2]) is None:
            continue
        if wanted[place] < seats.get(place, 0):
            wanted[place] += 1
            continue
        hours = sorted(where for where in seats if where[:2] == place[:2] and wanted[where] < seats[where])
        code = MOVE_FULL if place in seats else MOVE_NO_HOUR
        found[row.row] = Stay(row.row, code, at, tuple(f"{hour:02d}:00" for *_, hour in hours))
    return found


def _seats_of(free: Seats) -> Mapping[Hour, int]:
    """Seats left of each hour that is there."""
    seats = Counter[Hour]()
    for (day, dose), slots in free.items():
        for slot in slots or ():
            seats[day, dose, slot.hour] += max(0, slot.available)
    return seats


def _held(holds: Mapping[int, Sequence[Hold]], step: Step) -> bool:
    """Whether a row of the journal has, or may have, that very hour: then it is not known to be given up."""
    return any(hold.same_hour for hold in holds.get(step.appointment.row, ()))


def _may_be_given_up(step: Step) -> bool:
    """Whether it would be booked, or has another hour of its day, to which it may have been moved from here."""
    return step.state is State.PLANNED or step.code == OTHER_HOUR


def _left_out(step: Step, how: GivenUp | None) -> Step:
    """Somebody who stands at another hour of the day is left out where a move from here within that day did it; asked
    for at a third hour, the clerk is asked whether to move."""
    if how is None or (step.code == OTHER_HOUR and (how.was is not None or not _is_of_day(step, how))):
        return step
    return _left_behind(step, how)


def _left_behind(step: Step, how: GivenUp | None) -> Step:
    return step if how is None else replace(step, state=State.CANCELLED, code=how.code, detail=how.packed())


def _is_of_day(step: Step, how: GivenUp) -> bool:
    """Whether it was moved within the row's day."""
    return how.to is not None and how.to[0] == step.appointment.date


def _is_moved(step: Step, gone: Mapping[int, GivenUp]) -> bool:
    """Whether it is asked for at a third hour of the day in which it was moved from here."""
    how = gone.get(step.appointment.row)
    return step.code == OTHER_HOUR and how is not None and _is_of_day(step, how)


def _not_ended(step: Step, what: UnderWay | None) -> Step:
    """Settled later, that would be gone, and the sheet would book it again unasked."""
    return step if what is None else Step(step.appointment, State.REFUSED, UNDER_WAY, detail=what.packed())


def _said_left(step: Step) -> Step:
    how = unpacked(step.detail) if step.code in LEFT_OUT_HERE else None
    return step if how is None else replace(step, detail=replace(how, left=True).packed())


async def _step(
    schedules: Schedules,
    row: Appointment,
    day: DaySchedule,
    holds: Sequence[Hold],
    ask: Ask,
    left: Collection[int | None],
) -> Step:
    """`left`: the person's hours of that day that were given back from here just now."""
    if any(hold.state is State.CANCELLING for hold in holds):
        return Step(row, State.PLANNED)  # the batch settles that first, and then looks again
    ours = [hold for hold in holds if hold.state is State.BOOKED]
    if day.booked is None:  # the batch itself looks up each person; here the journal alone can tell
        return _by_journal(row, ours)
    try:
        find = schedules.find_again if row.hour in left else partial(schedules.find, both=bool(ours), under_way=True)
        seen = await find(row, day, ask)
    except Uncertain:  # the batch looks again, and knows what to do where nobody can tell
        return _by_journal(row, ours)
    seen = replace(seen, others=tuple(other_hours(seen, None, left)))
    return _by_journal(row, ours) if seen.unclear and not seen.seats else _by_server(row, seen)


def _by_journal(row: Appointment, ours: Sequence[Hold]) -> Step:
    if any(hold.same_hour for hold in ours):
        return Step(row, State.SKIPPED, "already_booked")
    if ours:
        return Step(row, State.REFUSED, OTHER_HOUR, detail=hour_text(ours[0].hour))
    return Step(row, State.PLANNED)


def _by_server(row: Appointment, seen: Seen) -> Step:
    if seen.seats:
        code, detail = standing(seen)
        return Step(row, State.SKIPPED, code, seen.slot(), detail)
    if seen.others:
        return Step(row, State.REFUSED, OTHER_HOUR, detail=hour_text(seen.other_hour))
    return Step(row, State.PLANNED)


def standing(seen: Seen, leaving: int | None = None) -> tuple[str, str]:
    """Code and detail of a row whose seat is there already; another hour of that day beside it is told, but for the
    one that the person is moved away from."""
    return beside(seen, "already_booked", "also_other_hour", leaving)


def beside(seen: Seen, alone: str, both: str, leaving: int | None = None) -> tuple[str, str]:
    """Code and detail of somebody who has the seat: `alone`, or `both` where another hour of that day stands beside it,
    or that there is a seat too many."""
    others = other_hours(seen, leaving)
    code = seen.seated(both if others else alone)
    return code, hour_text(others[0].hour) if code == both else ""


def other_hours(seen: Seen, leaving: int | None, left: Collection[int | None] = ()) -> Sequence[Booking]:
    """The person's seats at another hour of that day, but for the one that is moved away from and those that were given
    back just now (`left`), which whoever is behind still shows."""
    return [seat for seat in seen.others if seat.hour != leaving and seat.hour not in left]


def hour_text(hour: int | None) -> str:
    """An hour as a clerk reads it, "" where it is not known."""
    return "" if hour is None else f"{hour:02d}:00"


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
    facility: str, journal: Journal, rows: Collection[Appointment], looked: Mapping[date, DaySchedule] = _NO_DAYS
) -> Iterable[Problem]:
    """A warning for each row whose person has another day here already, as the days looked at and the journal tell:
    `booked_other_day`, a sheet with changed days that would send the person twice, or `other_dose_day`, where that day
    is known to be another dose's. `sheet_other_day`: a row before it gives the person another day for the same dose."""
    ahead = journal.doses_ahead(facility, {row.cid for row in rows}, today())
    before: dict[str, list[Appointment]] = {}
    for row in rows:
        seats = {(day, seat.dose) for day, seen in looked.items() for seat in seen.of(row.cid)}
        found = other_day(row, seats | ahead.get(row.cid, frozenset()))
        if found is None or found.code not in SECOND_DAYS:
            found = _second_in_sheet(row, before.get(row.cid, ())) or found
        before.setdefault(row.cid, []).append(row)
        if found is not None:
            yield found


def _second_in_sheet(row: Appointment, before: Iterable[Appointment]) -> Problem | None:
    """`before`: the person's rows that come before it. The warning names the first that is for another day."""
    for first in before:
        if first.dose == row.dose and (found := other_day(row, [(first.date, first.dose)])) is not None:
            return replace(found, code="sheet_other_day", params={**found.params, "before": first.row})
    return None


def other_day(row: Appointment, places: Iterable[tuple[date, int | None]]) -> Problem | None:
    """The warning of a row whose person has another day among these, each with its dose where that is known."""
    others = [place for place in places if place[0] != row.date]
    same = [day for day, dose in others if dose in (None, row.dose)]
    if (other := min(same or [day for day, _ in others], default=None)) is None:
        return None
    params = {"row": row.row, "th": thai_date(other), "en": show_date(other, "en"), "day": other.isoformat()}
    code = "booked_other_day" if same else "other_dose_day"
    return Problem(row.row, "appointment_date", code, Severity.WARNING, row.date.isoformat(), params)


def _seats_left(free: Seats) -> Mapping[date, Mapping[int, int]]:
    """Of all doses together. A day of which one dose could not be read is not told at all."""
    unread = {day for (day, _), slots in free.items() if slots is None}
    left: dict[date, Counter[int]] = {day: Counter() for day, _ in free if day not in unread}
    for (day, _), slots in free.items():
        for slot in slots or ():
            if day in left:
                left[day][slot.hour] += slot.available
    return left


def _short_seats(steps: Iterable[Step], free: Seats, taken: Mapping[Hour, int]) -> Iterable[Problem]:
    """A warning for each row of an hour with too few seats: whoever of them comes too late is not known beforehand, as
    sending begins at a row of chance (decision 020). The server decides, not we."""
    seats, wanted = _seats_of(free), dict[Hour, list[Appointment]]()
    for row in (step.appointment for step in steps if _is_booked(step)):
        if free.get((row.date, row.dose)) is not None:
            wanted.setdefault((row.date, row.dose, row.hour), []).append(row)
    for place, rows in wanted.items():
        left = max(0, seats.get(place, 0) - taken.get(place, 0))
        if len(rows) <= left:
            continue
        hours = sorted(hour for day, dose, hour in seats if (day, dose) == place[:2])
        code = "seats_short" if left else "no_seats" if not hours or place[2] in hours else "hour_not_there"
        at = f"{place[2]:02d}:00"
        told: dict[str, object] = {"seats": left, "people": len(rows), "hour": at, "dose": place[1]}
        told |= {"day": place[0].isoformat(), "th": show_date(place[0], "th"), "en": show_date(place[0], "en")}
        if code == "hour_not_there":
            told["hours"] = ", ".join(f"{hour:02d}:00" for hour in hours)
        for row in rows:
            yield Problem(row.row, "appointment_time", code, Severity.WARNING, at, {"row": row.row, **told})
