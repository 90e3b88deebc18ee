"""A practice server and a desk on it, for tests that book for real, over real sockets."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeVar

from app.booking.control import Control, Timing
from app.booking.desk import Desk
from app.domain.address import Server
from app.domain.values import Appointment, State
from app.events import Event, Finished
from app.journal.batches import Journal, Source
from app.journal.store import OfficeAddress
from app.practice import PracticeServer
from app.practice.sample import working_days
from app.practice.world.people import made_up_people
from app.practice.world.scenario import Scenario
from app.sheets.cells.holidays import name_of
from app.thai import today

T = TypeVar("T")
KEY = bytes(range(32))
QUICK = Timing(
    absent_after=0.4,
    shown_after=0.4,
    look_again=0.1,
    stop_grace=2.0,
    block_wait=0.5,
    first_probe=0.05,
    slowest_probe=0.2,
    patience=20.0,
    back_off=(0.05, 0.1),
    renewal_gap=0.02,
    can_ask=False,
)


def weekdays(count: int, start: date | None = None) -> list[date]:
    """The next working days from `start` on: the practice server has slots, and no warning is in the way."""
    first = start or today() + timedelta(days=3)
    return list(working_days(count, first - timedelta(days=1)))


def any_day(ahead: int) -> date:
    """So many days ahead, be it a holiday or a Sunday: where nobody is booked, and nothing hangs on which day it is."""
    return today() + timedelta(days=ahead)


def plain_days(count: int, start: date) -> list[date]:
    """The next days in a row from `start` on of which none is a public holiday."""
    while any(name_of(start + timedelta(days=number)) for number in range(count)):
        start += timedelta(days=1)
    return [start + timedelta(days=number) for number in range(count)]


def next_holiday() -> date:
    """The next public holiday that lies ahead."""
    days = (today() + timedelta(days=number) for number in range(2, 400))
    return next(day for day in days if name_of(day))


def either_days(count: int) -> list[date]:
    """Working days of one month that are other days, ahead too, where day and month change places: 8/12 and 12/8."""

    def found(day: date) -> bool:
        other = day.replace(day=day.month, month=day.day)
        open_ = today() < other <= today() + timedelta(days=360) and name_of(other) is None
        return day != other and open_ and working_days(1, day - timedelta(days=1)) == (day,)

    first, days = today(), list[date]()
    while len(days) < count:
        first = (first.replace(day=1) + timedelta(days=32)).replace(day=1)
        days = [day for number in range(12) if found(day := first + timedelta(days=number))]
    return days[:count]


def rows_for(count: int, days: int = 2) -> list[Appointment]:
    """People of the target list, spread over the hours; at most 10 an hour (the usual seats) where they fit so."""
    hours = (8, 9, 10, 11, 13, 14, 15)
    an_hour = max(10, -(-count // (days * len(hours))))
    places = [(day, hour) for day in weekdays(days) for hour in hours for _ in range(an_hour)]
    people = made_up_people(count)
    return [
        Appointment(number, person.cid, *places[number - 2], 1, person.full_name, person.mobile_phone)
        for number, person in enumerate(people, start=2)
    ]


def write_sheet(path: Path, rows: Sequence[Appointment], headers: Sequence[str] = (), *more: object) -> Path:
    """A workbook with the id, day and hour of each row, and in further columns (`headers`) always the same (`more`)."""
    from openpyxl import Workbook  # heavy

    book = Workbook()
    table = book.worksheets[0]
    table.append(["cid", "appointment_date", "appointment_time", *headers])
    for row in rows:
        table.append([row.cid, row.date, f"{row.hour:02d}:00", *more])
    book.save(path)
    return path


def server_with(faults: Sequence[dict[str, Any]] = (), **settings: Any) -> PracticeServer:
    """A practice server that misbehaves as told. Ended by `with`."""
    scenario = Scenario.parse({"faults": list(faults), "settings": {"made_up_people": 400, **settings}})
    return PracticeServer(scenario=scenario)


@dataclass
class Office:
    """One signed-in clerk and everything the clerk's batch said."""

    desk: Desk
    practice: PracticeServer
    events: list[Event] = field(default_factory=list)

    async def book(self, rows: Sequence[Appointment], control: Control | None = None) -> int:
        """Plan, save, run; the batch."""
        batch = self.save(await self.desk.plan(rows))
        await self.run(batch, control)
        return batch

    def save(self, plan: Any) -> int:
        return self.desk.save(plan, Source("test.xlsx", "Sheet1", len(plan.steps)))

    async def run(self, batch: int, control: Control | None = None) -> Finished:
        return await self.desk.run(batch, control or Control(), self.events.append)

    def states(self, batch: int) -> dict[int, State]:
        return {row: outcome.state for row, outcome in self.desk.outcomes(batch).items()}

    def codes(self, batch: int) -> set[str]:
        return {outcome.code for outcome in self.desk.outcomes(batch).values()}

    @property
    def booked(self) -> list[tuple[str, str, int]]:
        """What the server holds: (cid, date, hour), sorted."""
        return sorted((one["cid"], one["date"], int(one["hour"])) for one in self.practice.state()["bookings"])

    @property
    def messaged(self) -> list[str]:
        return sorted(one["cid"] for one in self.practice.state()["outbox"])

    def calls(self, action: str) -> int:
        return int(self.practice.state()["calls"]["by_action"].get(action, 0))


@asynccontextmanager
async def office(
    practice: PracticeServer,
    journal: Path | OfficeAddress | None = None,
    timing: Timing = QUICK,
    cap: int = 28,
    facility: str = "",
    user: str = "",
) -> AsyncIterator[Office]:
    with Journal(journal, KEY) as opened:
        desk = await Desk.sign_in(
            Server(practice.url, practice=True),
            facility or practice.facility,
            user or practice.user,
            practice.password,
            opened,
            cap=cap,
            timing=timing,
        )
        try:
            yield Office(desk, practice)
        finally:
            await desk.close()


def go(work: Callable[[], Coroutine[Any, Any, T]]) -> T:
    return asyncio.run(work())


def wanted(rows: Sequence[Appointment]) -> list[tuple[str, str, int]]:
    return sorted((row.cid, row.date.isoformat(), row.hour) for row in rows)


def without_patience(timing: Timing = QUICK) -> Timing:
    return replace(timing, patience=0.3)
