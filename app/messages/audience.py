"""Who a message goes to (guide 3.3): by appointment, by look-up, by vaccination, from a file; each person once."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from app.booking.flow import Flow
from app.domain.message import Recipient
from app.domain.values import Appointment, Booking, Person, Problem, Severity
from app.errors import Declined, InputError
from app.mophic.session import Session
from app.sheets.cells.ids import read_id
from app.sheets.check import Checked
from app.sheets.readings import whole_name
from app.thai import today

T = TypeVar("T")

AT_ONCE = 16  # people looked up side by side
LARGEST_FILE = 2_000_000  # bytes; 130,000 ids


@dataclass(frozen=True, slots=True)
class Added:
    """What adding did: people that are new, and those that were in the audience already."""

    new: int = 0
    double: int = 0


@dataclass(frozen=True)
class Audience:
    """The people of one message, in the order they were added. No id stands twice."""

    people: tuple[Recipient, ...] = ()

    def __len__(self) -> int:
        return len(self.people)

    def add(self, people: Iterable[Recipient]) -> tuple[Audience, Added]:
        """Doubles stay one person, who then knows what either entry knew."""
        known = {person.cid: person for person in self.people}
        before, count = len(known), 0
        for person in people:
            count += 1
            known[person.cid] = _merged(known.get(person.cid), person)
        new = len(known) - before
        return Audience(tuple(known.values())), Added(new, count - new)

    def without(self, cids: Collection[str]) -> Audience:
        """ลบรายการ"""
        return Audience(tuple(person for person in self.people if person.cid not in cids))

    def edited(self, cid: str, person: Recipient) -> Audience:
        """แก้ไข: this person instead. Raises InputError audience_double where that id is in the audience already."""
        if person.cid != cid and any(other.cid == person.cid for other in self.people):
            raise InputError("audience_double")
        return Audience(tuple(person if other.cid == cid else other for other in self.people))


def _merged(known: Recipient | None, more: Recipient) -> Recipient:
    """Two entries of one person. Of two appointments the earlier one stays: that is what is next."""
    if known is None:
        return more
    later = known.date is not None and (
        more.date is None or (known.date, known.hour or 0) <= (more.date, more.hour or 0)
    )
    when = known if later else more
    place = when.place or known.place or more.place
    return Recipient(known.cid, known.name or more.name, when.date, when.hour, when.dose, place)


def valid_cid(text: str) -> str:
    """The 13 digits of what a clerk typed. Raises InputError one_cid_wrong."""
    cid = read_id(text).value
    if cid is None:
        raise InputError("one_cid_wrong", value=text.strip()[:30])
    return str(cid)


# --- from files ---


@dataclass(frozen=True, slots=True)
class ListFile:
    """A text file with one 13-digit id a line (guide 3.3.2)."""

    people: tuple[Recipient, ...]
    problems: tuple[Problem, ...]  # `row` is the line; each wrong line once
    lines: int  # that hold anything


def read_list(path: Path) -> ListFile:
    """Blank lines are passed over. Raises InputError: audience_file_unreadable, audience_file_not_text."""
    people, problems = [], []
    for number, line in enumerate(_lines(path), start=1):
        if not line.strip():
            continue
        reading = read_id(line)
        if reading.value is None:
            value = line.strip()[:40]
            problems.append(Problem(number, "cid", reading.code, Severity.ERROR, value, reading.params))
        else:
            people.append(Recipient(str(reading.value)))
    return ListFile(tuple(people), tuple(problems), len(people) + len(problems))


def _lines(path: Path) -> list[str]:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise InputError("audience_file_not_text", name=path.name)
        data = path.read_bytes()
    except OSError as error:
        raise InputError("audience_file_unreadable", type(error).__name__, name=path.name) from error
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"  # Notepad writes either
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode("cp874", "replace")
    if "\0" in text or data[:4] in (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0"):
        raise InputError("audience_file_not_text", name=path.name)
    return text.splitlines()


def of_appointments(appointments: Iterable[Appointment]) -> tuple[Recipient, ...]:
    return tuple(Recipient(row.cid, row.person_name, row.date, row.hour, row.dose) for row in appointments)


@dataclass(frozen=True, slots=True)
class SheetPeople:
    """Whom of a sheet a message can reach."""

    people: tuple[Recipient, ...]
    nobody: tuple[Problem, ...]  # why a row holds nobody who can be reached: no valid id in it
    past: tuple[int, ...]  # rows whose day is past: they get the message, too


def of_sheet(checked: Checked) -> SheetPeople:
    """Everybody with a valid id, whatever else of the row is wrong: a message needs no day and no hour. Rows that the
    clerk leaves out stay out."""
    ready = {row.row: row for row in checked.candidates}
    coming = {row.cid for row in checked.candidates}
    problems: dict[int, list[Problem]] = {}
    for problem in checked.problems:
        problems.setdefault(problem.row, []).append(problem)
    people: list[Recipient] = []
    nobody: list[Problem] = []
    past: list[int] = []
    for row, cells in zip(checked.sheet.numbers, checked.sheet.rows, strict=True):
        if row in checked.left_out:
            continue
        if row in ready:
            people += of_appointments([ready[row]])
            continue
        found = problems.get(row, ())
        if no_person := [problem for problem in found if _says_nobody(problem)]:
            nobody += no_person
            continue
        person = _of_row(checked, row, cells, found)
        past += [row] if any(problem.code == "date_past" for problem in found) else []
        people.append(replace(person, date=None) if person.cid in coming else person)
    return SheetPeople(tuple(people), tuple(nobody), tuple(past))


def _says_nobody(problem: Problem) -> bool:
    return problem.severity is Severity.ERROR and (problem.column == "cid" or problem.code == "example_row")


def _of_row(checked: Checked, row: int, cells: Sequence[object], problems: Iterable[Problem]) -> Recipient:
    """A row that can't be booked, with the past day that it holds."""
    days = (problem.params.get("date") for problem in problems if problem.code == "date_past")
    day = next((day for day in days if isinstance(day, date)), None)
    cid = read_id(checked.edits.get((row, "cid"), cells[checked.columns["cid"]])).value
    return Recipient(str(cid), whole_name(checked.columns, checked.edits, row, cells), day)


# --- from the server ---


@dataclass(frozen=True, slots=True)
class LookedUp:
    """The audience as the target list knows it."""

    people: tuple[Recipient, ...]  # names and next appointments filled in
    strangers: tuple[str, ...]  # ids that are not on the target list: the server tells them nothing


class Gathering:
    """Asks the server for people. Reads only; as patient as its flow."""

    def __init__(self, session: Session, flow: Flow) -> None:
        self._session = session
        self._flow = flow
        self._client = session.client
        self._facility = session.account.facility
        self._place = session.account.facility_name or self._facility

    async def by_slot(self, day: date, dose: int | None = None) -> tuple[Recipient, ...]:
        """Everybody booked on a day (ตามข้อมูลการนัดหมาย (Slot)), of one dose or of all (None).

        Only id and slot are SEEN in the day's schedule; who is short of hour or dose is looked up.
        """
        booked = await self._ask(lambda: self._client.schedule(self._facility, day))
        dull = [one for one in booked if one.hour is None or (dose is not None and one.dose is None)]
        found: dict[str, Booking] = {}
        for group in _groups(dull):
            for one in await asyncio.gather(*(self._booking_of(booking, day) for booking in group)):
                found[one.cid] = one
        known = [found.get(one.cid, one) for one in booked]
        return tuple(
            Recipient(one.cid, one.person_name, day, one.hour, one.dose, self._place)
            for one in known
            if dose is None or one.dose == dose
        )

    async def _booking_of(self, booking: Booking, day: date) -> Booking:
        try:
            own = await self._ask(lambda: self._client.bookings_of(booking.cid, self._facility))
        except Declined:
            return booking
        return next((one for one in own if one.date == day and one.facility in ("", self._facility)), booking)

    async def by_person(self, cid: str) -> Recipient:
        """One person of the target list, with the next appointment here (ค้นหาบุคคล).
        Raises InputError: one_cid_wrong, person_not_target."""
        found = await self._person(valid_cid(cid))
        if found is None:
            raise InputError("person_not_target")
        return filled_in(Recipient(found.cid), found, self._facility, self._place)

    async def by_vaccination(self, day: date, dose: int | None = None) -> tuple[Recipient, ...]:
        """Everybody injected here on a day (ตามข้อมูลการได้รับวัคซีน), of one dose or of all (None).

        Raises InputError vaccinated_masked with the count: the real host masks these ids (SEEN MAN p.36), so nobody
        can be addressed. The practice server's Dashboard tells them.
        """
        if self._client.server.practice:
            known = await self._ask(lambda: self._client.vaccinated_on(self._facility, day))
        else:
            known = await self._ask(lambda: self._client.injected_on(day))
        wanted = [one for one in known if dose is None or one.dose == dose]
        whole = [one for one in wanted if one.cid and read_id(one.cid).value == one.cid]
        if len(whole) < len(wanted):
            raise InputError("vaccinated_masked", count=len(wanted))
        return tuple(Recipient(one.cid, one.name, dose=one.dose) for one in whole)

    async def look_up(self, people: Sequence[Recipient], tell: Callable[[int], None]) -> LookedUp:
        """Fill in names and appointments, one call a person. `tell` hears how many are done."""
        made: list[Recipient] = []
        strangers: list[str] = []
        for group in _groups(people):
            for recipient, person in zip(
                group, await asyncio.gather(*(self._person(one.cid) for one in group)), strict=True
            ):
                if person is None:
                    strangers.append(recipient.cid)
                made.append(filled_in(recipient, person, self._facility, self._place) if person else recipient)
            tell(len(made))
        return LookedUp(tuple(made), tuple(strangers))

    async def _person(self, cid: str) -> Person | None:
        try:
            return await self._ask(lambda: self._client.target(cid, self._facility))
        except Declined:
            return None  # the server does not know such an id (SEEN: 501)

    async def _ask(self, call: Callable[[], Awaitable[T]]) -> T:
        return await self._flow.patiently(lambda: self._session.call(call))


def filled_in(recipient: Recipient, person: Person, facility: str, place: str = "") -> Recipient:
    """What is known stays; an appointment is the next one at this facility, which people know as `place`."""
    coming = [
        one
        for one in person.bookings
        if one.date is not None and one.date >= today() and one.facility in ("", facility)
    ]
    after = min(coming, key=lambda one: (one.date or date.max, one.hour or 0), default=None)
    filled = replace(recipient, name=recipient.name or person.full_name, place=recipient.place or place)
    if recipient.date is not None or after is None:
        return filled
    return replace(filled, date=after.date, hour=after.hour, dose=after.dose)


def _groups(items: Sequence[T]) -> Iterable[Sequence[T]]:
    return (items[start : start + AT_ONCE] for start in range(0, len(items), AT_ONCE))
