"""Appointments of many people cancelled or moved by a list: what stands, whose it is, and what would be done.

Nothing is done by its own guess: a row whose appointment is not certain (two stand, the witnesses differ, the name is
another person's) is left as it is, with the reason. What is done is a batch of the journal like a sheet's, that can be
stopped, gone on with, and taken back by a batch of its own (`app.people.taking_back`).
"""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from app.booking.batch_rows import AT_ONCE
from app.booking.control import Control
from app.booking.desk import Desk
from app.booking.flow import Flow
from app.booking.list_moves import Leaving, leaving, with_leaving
from app.booking.move import Stand, open_moves
from app.booking.plan import free_seats
from app.booking.seats import DaySchedule
from app.domain.values import MOVE, Appointment, Booking, Outcome, Person, Problem, Severity, Slot, State, masked
from app.errors import Declined, InputError, ServiceChanged, SheetError, Uncertain
from app.events import Answered, Emit
from app.journal.batches import Source
from app.people.person import ordered
from app.sheets.cells import holidays
from app.sheets.cells.names import Listed, same_name
from app.thai import Lang, show_date, thai_now
from app.wording import say

if TYPE_CHECKING:
    from app.sheets.check import Checked
    from app.workbooks import ListResult

NOBODY_AT_HOME = ("html_page", "redirected")  # codes of a captive portal, which answers for nobody
Rowed = tuple[Appointment, Outcome]
_FIELDS = ("cid", "appointment_date", "appointment_time")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a row of the list says."""

    row: int
    cid: str
    day: date | None = None  # of the appointment that is meant, where the list says so
    hour: int | None = None
    to_day: date | None = None  # for a move; None: the same day
    to_hour: int | None = None  # None: the same hour
    name: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What is done with a row: something where `code` is ""."""

    row: int
    cid: str
    code: str = ""  # why it is left as it is
    standing: Appointment | None = None
    slot_id: int | None = None
    wanted: Appointment | None = None  # for a move
    by_citizen: bool = False
    name: str = ""
    also: frozenset[tuple[date | None, int | None]] = frozenset()  # the person's other days and hours here
    detail: str = ""  # what belongs to the code's sentence: the hours there are, or the appointments that stand

    @property
    def step(self) -> tuple[Appointment, State, str, int | None]:
        """Of a row that something is done with, as its batch keeps it, see `Journal.add_batch`."""
        assert self.standing is not None
        if self.wanted is None:
            return self.standing, State.BOOKED, "", self.slot_id
        leaves = Leaving(self.standing.date, self.standing.hour)
        return with_leaving(self.wanted, leaves), State.PLANNED, "", None


@dataclass(frozen=True)
class ListPlan:
    purpose: str
    rows: tuple[Found, ...]  # in the list's order
    notes: tuple[str, ...] = field(default=())  # codes of what is to be known of all of it
    of_file: bool = True  # else its rows are numbered as they came, which tells nobody who that is
    asked: tuple[Asked, ...] = ()  # whose rows they are
    holidays: tuple[date, ...] = ()  # public holidays among the new days

    @property
    def to_do(self) -> tuple[Found, ...]:
        return tuple(row for row in self.rows if not row.code)

    @property
    def appointments(self) -> Mapping[int, Appointment]:
        """Of the rows that something is done with, as a batch keeps them."""
        return {row.row: row.step[0] for row in self.to_do if row.standing is not None}

    @property
    def left(self) -> tuple[Outcome, ...]:
        """The rows that are left as they are, as a result tells them."""
        return tuple(
            Outcome(row.row, State.REFUSED, row.code, row.slot_id, row.detail) for row in self.rows if row.code
        )

    def named_left(self) -> dict[tuple[str, str], list[str]]:
        """Who is left as they are, by code and detail: the hour, where it is known, and the name or the masked id."""
        told: dict[tuple[str, str], list[str]] = {}
        for row in self.rows:
            if row.code:
                hour = f"{row.standing.hour:02d}:00 " if row.standing is not None else ""
                told.setdefault((row.code, row.detail), []).append(hour + (row.name or masked(row.cid)))
        return told

    @property
    def on_holidays(self) -> tuple[Found, ...]:
        """Rows that would be moved to a public holiday."""
        return tuple(row for row in self.to_do if row.wanted is not None and row.wanted.date in self.holidays)

    def without_holidays(self) -> ListPlan:
        """Where nobody has said that the clinic is open then: those rows are left as they are."""
        held = {row.row for row in self.on_holidays}
        rows = (replace(row, code="new_day_holiday") if row.row in held else row for row in self.rows)
        return replace(self, rows=tuple(rows), holidays=())

    @property
    def by_citizens(self) -> int:
        return sum(row.by_citizen for row in self.to_do)

    def per_hour(self) -> Mapping[tuple[date, int], int]:
        """How many people of each day and hour are cancelled, or come when they are moved."""
        meant = (row.wanted or row.standing for row in self.to_do)
        return Counter((one.date, one.hour) for one in meant if one is not None)


# --- the list ---


def read_list(checked: Checked, *, move: bool, day_said: bool = False) -> tuple[tuple[Asked, ...], tuple[Problem, ...]]:
    """The rows of a sheet that can be asked for, and what keeps the others out. Day and hour may be missing: of a
    cancelling they tell which appointment is meant; of a move they are the new ones, of which one is needed. Where
    other rows of the list have their day an empty one was forgotten, unless it was said for all (`day_said`)."""
    from app.sheets.readings import columns_of, read_one, readers_of, whole_name

    raw = checked.sheet
    away = checked.left_out.union(each.row for each in checked.aside)
    harmless = {
        (name, code) for name, code in (("appointment_date", "date_missing"), ("appointment_time", "time_missing"))
    }
    errors = [
        one
        for one in checked.problems
        if one.severity is Severity.ERROR and (one.column, one.code) not in harmless and one.column != "dose"
    ]
    errors = [one for one in errors if move or one.code != "hour_past"]  # what was missed today can be given up
    broken = {one.row for one in errors}
    columns = columns_of(raw, checked.columns, checked.edits, range(len(raw.rows)))
    readers = readers_of(checked.facility, checked.today, checked.dates, raw.since_1904)
    dated = not day_said and _has_days(checked)
    asked: list[Asked] = []
    for place, row in enumerate(raw.numbers):
        if row in away or row in broken:
            continue
        told = {name: read_one(name, columns[name][place], readers).value for name in _FIELDS if name in columns}
        if not told.get("cid"):
            continue
        day, hour = told.get("appointment_date"), told.get("appointment_time")
        name = whole_name(checked.columns, checked.edits, row, raw.rows[place])
        if dated and day is None:
            errors.append(Problem(row, "appointment_date", "list_day_missing", Severity.ERROR))
        elif not move:
            asked.append(Asked(row, told["cid"], day, hour, name=name))
        elif day is None and hour is None:
            errors.append(Problem(row, "", "wanted_missing", Severity.ERROR))
        else:
            asked.append(Asked(row, told["cid"], to_day=day, to_hour=hour, name=name))
    return tuple(asked), tuple(sorted(errors, key=lambda one: one.row))


def _has_days(checked: Checked) -> bool:
    """Whether the list itself tells days, in some of its rows at least."""
    place = checked.columns.get("appointment_date")
    cells = () if place is None else (row[place] for row in checked.sheet.rows if place < len(row))
    return any(cell is not None and str(cell).strip() for cell in cells)


_NEW_DAY = (
    "วันใหม่ วันที่ใหม่ วันนัดใหม่ วันที่นัดใหม่ วันนัดหมายใหม่ วันที่นัดหมายใหม่ เลื่อนเป็นวันที่ เลื่อนไปวันที่"
    " newdate newday newappointmentdate movedto"
)
_NEW_HOUR = "เวลาใหม่ เวลานัดใหม่ เวลานัดหมายใหม่ newtime newhour newappointmenttime"
_NEW = {"appointment_date": frozenset(_NEW_DAY.split()), "appointment_time": frozenset(_NEW_HOUR.split())}
_BLANKS = re.compile(r"[\s_\-./()]+")


def new_columns(error: SheetError) -> dict[str, str]:
    """Of a list that moves, where it is asked which column is meant: field -> the letter of the only one whose heading
    says that it is the new one."""
    found = {}
    asked: Any = error.params.get("questions", ())
    for one in asked:
        names = _NEW.get(one["field"], frozenset())
        new = [each["column"] for each in one["candidates"] if _BLANKS.sub("", str(each["header"])).lower() in names]
        if len(new) == 1:
            found[one["field"]] = new[0]
    return found


# --- what stands ---


async def plan(
    desk: Desk, asked: Sequence[Asked], purpose: str, control: Control | None = None, emit: Emit | None = None
) -> ListPlan:
    """Look everybody up: one call a person and one a day. Reads only. `purpose`: CANCEL or MOVE. `emit`: is told how
    far the questions are. Raises ServiceError, Stopped."""
    control, tell = control or Control(), emit or (lambda _event: None)
    flow = Flow(desk.session, 0, control, tell, desk.timing)
    begun = await desk.aside(partial(_begun, desk)) if purpose == MOVE else {}
    try:
        with control.reaches(flow.changed):
            rows = await _Looks(desk, flow, tell, begun).all(asked, move=purpose == MOVE)
            if purpose == MOVE:
                rows = await _with_seats(desk, flow, rows)
            shut = await asyncio.to_thread(_new_holidays, rows)
            return ListPlan(purpose, rows, asked=tuple(asked), holidays=shut)
    finally:
        await flow.end()


async def everybody(desk: Desk, day: date, to_day: date) -> tuple[tuple[Asked, ...], tuple[str, ...]]:
    """All who have an appointment on a day, to the same hours of another; and what is to be known of it (codes of
    `wording`). Raises InputError schedule_unread."""
    known = await desk.ask(lambda: desk.schedules.look(day))
    if known.booked is None:
        raise InputError("schedule_unread")
    people = list({(one.cid, one.hour): one for bookings in known.booked.values() for one in bookings}.values())
    people.sort(key=lambda one: (one.hour if one.hour is not None else 24, one.slot_id or 0))
    asked = tuple(Asked(number, one.cid, day, one.hour, to_day, one.hour) for number, one in enumerate(people, 1))
    return asked, () if known.trusted else ("schedule_not_whole",)


class _Looks:
    """Both witnesses of every row."""

    def __init__(self, desk: Desk, flow: Flow, tell: Emit, begun: Mapping[str, Sequence[Stand]]) -> None:
        """`begun`: moves that are not ended, by citizen id."""
        self._desk, self._flow, self._tell, self._begun = desk, flow, tell, begun
        self._days: dict[date, asyncio.Task[DaySchedule]] = {}
        self._people: dict[str, asyncio.Task[Person | None]] = {}
        self._gate = asyncio.Semaphore(AT_ONCE)
        self._done = 0

    async def all(self, asked: Sequence[Asked], *, move: bool) -> tuple[Found, ...]:
        tasks = [asyncio.ensure_future(self._one(one, len(asked), move=move)) for one in asked]
        try:
            return _each_once(await asyncio.gather(*tasks))
        finally:
            asked_for = (*tasks, *self._days.values(), *self._people.values())
            for task in asked_for:
                task.cancel()
            await asyncio.gather(*asked_for, return_exceptions=True)

    async def _one(self, one: Asked, total: int, *, move: bool) -> Found:
        async with self._gate:
            found = self._half(one) or await self._found(one)
        self._done += 1
        self._tell(Answered(0, self._done, total))
        return _to_move(one, found) if move and not found.code else found

    def _half(self, one: Asked) -> Found | None:
        """Of a move that was begun and not ended: it is gone on with, however many appointments stand meanwhile."""
        for now in self._begun.get(one.cid, ()):
            old, new = now.old.appointment, now.new.appointment
            meant = one.day in (None, old.date) and one.hour in (None, old.hour)
            if meant and _wanted(one, old) == (new.date, new.hour):
                row, also = replace(old, row=one.row), frozenset({(new.date, new.hour)})
                return Found(one.row, one.cid, "", row, now.old.outcome.slot_id, name=old.person_name, also=also)
        return None

    async def _found(self, one: Asked) -> Found:
        try:
            person = await self._person(one.cid)
        except (Declined, ServiceChanged, Uncertain) as error:
            if error.code in NOBODY_AT_HOME:
                raise
            return Found(one.row, one.cid, "cant_tell_standing")
        here = self._here(person)
        name = person.full_name if person is not None else ""
        fits = [each for each in here if one.day in (None, each.date) and one.hour in (None, each.hour)]
        if not fits:
            listed = one.day is not None and await self._is_listed(one.cid, one.day, one.hour)
            if listed:
                return Found(one.row, one.cid, "cant_tell_standing", name=name)
            code = "stands_elsewhere" if here else "nothing_stands"
            return Found(one.row, one.cid, code, name=name, detail=_places(here))
        booking = fits[0]
        if len(fits) > 1:
            return Found(one.row, one.cid, "several_stand", name=name)
        if booking.date is None or booking.hour is None or booking.unclear:
            return Found(one.row, one.cid, "cant_tell_standing", name=name)
        also = frozenset((each.date, each.hour) for each in here if each is not booking)
        return replace(await self._certain(one, booking, person), also=also)

    def _here(self, person: Person | None) -> list[Booking]:
        """What lies ahead, at this facility."""
        place, now = self._desk.account.facility, thai_now()
        bookings = ordered(person.bookings) if person is not None else ()
        here = [each for each in bookings if each.facility in ("", place) or "facility" in each.unclear]
        return [each for each in here if each.date is None or each.date >= now.date()]

    async def _certain(self, one: Asked, booking: Booking, person: Person | None) -> Found:
        assert booking.date is not None
        assert booking.hour is not None
        name, phone = (person.full_name, person.mobile_phone) if person is not None else ("", "")
        row = Appointment(one.row, one.cid, booking.date, booking.hour, booking.dose or 1, name, phone)
        found = Found(one.row, one.cid, "", row, booking.slot_id, by_citizen=booking.by_citizen, name=name)
        day = await self._day(booking.date)
        if day.tells and day.see(row, booking.slot_id).absent:
            return replace(found, code="cant_tell_standing")
        if booking.slot_id is None:
            slot_id = day.see(row).slot()
            found = replace(found, slot_id=slot_id)
        listed = Listed(True, person.prefix, person.first_name, person.last_name) if person is not None else None
        if one.name and listed is not None and same_name(one.name, listed) is False:
            return replace(found, code="list_other_name")
        return found

    async def _is_listed(self, cid: str, day: date, hour: int | None) -> bool:
        """Whether the day's schedule shows the person all the same, or can't be read."""
        known = await self._day(day)
        return known.booked is None or any(hour in (None, one.hour) for one in known.of(cid))

    async def _person(self, cid: str) -> Person | None:
        """Asked once, however many rows name the same person."""
        if cid not in self._people:
            self._people[cid] = asyncio.ensure_future(self._ask(cid))
        return await self._people[cid]

    async def _ask(self, cid: str) -> Person | None:
        session = self._desk.session
        return await self._flow.patiently(
            lambda: session.call(lambda: session.client.target(cid, session.account.facility))
        )

    async def _day(self, day: date) -> DaySchedule:
        if day not in self._days:
            look = self._flow.patiently(partial(self._desk.schedules.look, day))
            self._days[day] = asyncio.ensure_future(look)
        return await self._days[day]


def _each_once(rows: Sequence[Found]) -> tuple[Found, ...]:
    """An appointment is given up once, by the first row that means it, however the others name it. Where rows would
    move it to different hours nobody knows which is meant, and it stays."""
    first: dict[tuple[str, date, int], int] = {}
    made = list(rows)
    for place, row in enumerate(rows):
        if row.code or row.standing is None:
            continue
        at = first.setdefault((row.cid, row.standing.date, row.standing.hour), place)
        if at == place:
            continue
        one, other = rows[at].wanted, row.wanted
        if one is None or other is None or (one.date, one.hour) == (other.date, other.hour):
            made[place] = replace(row, code="list_twice", detail=str(rows[at].row))
        else:
            made[place] = replace(row, code="list_two_wishes", detail=str(rows[at].row))
            made[at] = replace(made[at], code="list_two_wishes", detail=str(row.row))
    return tuple(made)


def _begun(desk: Desk) -> Mapping[str, Sequence[Stand]]:
    found: dict[str, list[Stand]] = {}
    for _, now in open_moves(desk.journal, desk.account.facility):
        found.setdefault(now.old.appointment.cid, []).append(now)
    return found


def _wanted(one: Asked, old: Appointment) -> tuple[date, int]:
    """Day and hour that somebody is moved to from there."""
    return one.to_day or old.date, old.hour if one.to_hour is None else one.to_hour


def _to_move(one: Asked, found: Found) -> Found:
    row = found.standing
    assert row is not None
    day, hour = _wanted(one, row)
    wanted = replace(row, date=day, hour=hour)
    now = thai_now()
    if (wanted.date, wanted.hour) == (row.date, row.hour):
        return replace(found, code="same_as_wanted")
    if (wanted.date, wanted.hour) <= (now.date(), now.hour):
        return replace(found, code="wanted_over")
    return replace(found, wanted=wanted)


def _places(bookings: Iterable[Booking]) -> str:
    """Days and hours as `wording.lists` tells them."""
    return ";".join(f"{one.date}T{'' if one.hour is None else one.hour}" for one in bookings if one.date is not None)


async def _with_seats(desk: Desk, flow: Flow, rows: Sequence[Found]) -> tuple[Found, ...]:
    """Rows beyond the last free seat of their new hour are left as they are. Seats that cannot be read stop nobody, and
    whoever has that hour already needs none."""
    wanted = {(row.wanted.date, row.wanted.dose) for row in rows if row.wanted is not None and _needs_seat(row)}
    asks = sorted(wanted)
    told = await asyncio.gather(*(flow.patiently(partial(free_seats, desk.session, day, dose)) for day, dose in asks))
    left: Counter[tuple[date, int, int]] = Counter()
    hours = dict(zip(asks, map(_hours_of, told), strict=True))
    for key, slots in zip(asks, told, strict=True):
        for slot in slots or ():
            left[*key, slot.hour] += max(0, slot.available)
    made = []
    for row in rows:
        there = hours[row.wanted.date, row.wanted.dose] if row.wanted is not None and _needs_seat(row) else None
        if row.wanted is not None and there is not None:
            place = (row.wanted.date, row.wanted.dose, row.wanted.hour)
            if row.wanted.hour not in there:
                code = "no_such_hour" if there else "no_hours_that_day"
                row = replace(row, code=code, detail=", ".join(f"{hour:02d}:00" for hour in there))
            elif left[place] <= 0:
                row = replace(row, code="no_seat_there")
            left[place] -= 1
        made.append(row)
    return tuple(made)


def _new_holidays(rows: Iterable[Found]) -> tuple[date, ...]:
    """Of the days that are new to somebody: whoever stays on a day has it already."""
    return holidays.among(
        row.wanted.date
        for row in rows
        if row.wanted is not None and row.standing is not None and row.wanted.date != row.standing.date
    )


def _needs_seat(row: Found) -> bool:
    return row.wanted is not None and not row.code and (row.wanted.date, row.wanted.hour) not in row.also


def _hours_of(slots: Sequence[Slot] | None) -> list[int] | None:
    """The hours of a day, free or not; None where they could not be read."""
    return None if slots is None else sorted({slot.hour for slot in slots})


# --- doing it ---


def save(desk: Desk, plan: ListPlan, file_name: str, *, sheet: str = "", comment: str = "") -> int:
    """Write every row that is done something with to disk; the batch's number. Raises InputError list_nothing_to_do."""
    if not plan.to_do:
        raise InputError("list_nothing_to_do")
    source = Source(file_name, sheet, len(plan.rows), len(plan.left), comment, plan.purpose)
    steps = [row.step for row in plan.to_do if row.standing is not None]
    return desk.journal.add_batch(desk.account.facility, desk.account.user, source, steps)


def bare(checked: Checked) -> Checked:
    """The sheet without the columns it has not: day and hour were said to be blank in every row."""
    return replace(checked, edits={key: value for key, value in checked.edits.items() if value != ""})


def list_result(
    purpose: str, rows: Mapping[int, Appointment], problems: Sequence[Problem] = (), *, lang: Lang
) -> ListResult:
    """A list's batch as its result workbook tells it: which appointment it was, and what keeps other rows out. `rows`:
    of the batch, see `ListPlan.appointments`."""
    from app.workbooks import ListResult  # heavy

    reasons = {number: _which(row, lang) for number, row in rows.items()}
    return ListResult(purpose, tuple(problems), dict(rows), reasons)


def _which(row: Appointment, lang: Lang) -> str:
    to = {"to_day": show_date(row.date, lang), "to_hour": f"{row.hour:02d}:00"}
    if (old := leaving(row)) is None:
        return say("list_was", lang, day=to["to_day"], hour=to["to_hour"])
    return say("list_went", lang, day=show_date(old.date, lang), hour=f"{old.hour:02d}:00", **to)


def people_of(plan: ListPlan, outcomes: Mapping[int, Outcome]) -> list[Rowed]:
    """Everybody of a list that has no file, with how they stand: those too that are left as they are."""
    rows = dict(plan.appointments)
    for found, one in zip(plan.rows, plan.asked, strict=True):
        if found.row not in rows and one.day is not None:
            meant = found.standing or Appointment(one.row, one.cid, one.day, one.hour or 0)
            rows[found.row] = replace(meant, person_name=found.name or meant.person_name)
    return [(rows[number], outcomes[number]) for number in sorted(rows) if number in outcomes]


def with_left(plan: ListPlan, outcomes: Mapping[int, Outcome]) -> dict[int, Outcome]:
    """How every row of a list stands: those that were done something with (`outcomes`), and those that were left."""
    return {**{one.row: one for one in plan.left}, **outcomes}
