"""What becomes of 12 people under each lie of the practice server, on a server that books a repeated call again.

Columns: seats the server holds (of 12 wanted); people with two; people that only a gateway's repeat gave a second seat;
booked rows the journal knows as refused or not sent; rows the journal knows as booked or cancelled though it is not so;
rows left in doubt; calls; how it ended; what the journal says of the rows that are not simply booked. Everything but
the seats and the calls should be 0, and what is in doubt told.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from app.booking.control import Control
from app.domain.values import Appointment, Outcome, State
from app.events import Finished
from app.people import person
from app.practice import PracticeServer, Scenario
from app.practice.calls.dashboard import change_faults
from tests.world import QUICK, Office, go, office, rows_for

ROWS = 12
CONFIRM, CANCEL = "ConfirmAppointmentSlot", "CancelAppointmentSlot"
SCHEDULE, PERSON = "GetHospitalSlotConfirmScheduleByDate", "ImmunizationTarget"
SOME = [2, 5, 8]
LIMIT = 40.0  # seconds; a run that goes on for longer is ended

Faults = list[dict[str, Any]]
Story = Callable[[Office, list[Appointment]], Awaitable[object]]


async def once(clerk: Office, rows: list[Appointment]) -> object:
    return await clerk.book(rows)


async def again(clerk: Office, rows: list[Appointment]) -> object:
    """The same file, a second time."""
    await clerk.book(rows)
    return await clerk.book(rows)


async def corrected(clerk: Office, rows: list[Appointment]) -> object:
    """A corrected copy of the file: everybody an hour later."""
    await clerk.book(rows)
    return await clerk.book([replace(row, hour=row.hour + 1) for row in rows])


async def undo(clerk: Office, rows: list[Appointment]) -> object:
    batch = await clerk.book(rows)
    return await clerk.desk.undo(batch, Control(), clerk.events.append)


async def move(clerk: Office, rows: list[Appointment]) -> object:
    """The first person to the day after."""
    await clerk.book(rows[:1])
    found = await person.look_up(clerk.desk, rows[0].cid)
    booking, day = person.pick(clerk.desk, found), rows[0].date + timedelta(days=1)
    return await person.move(clerk.desk, found, booking, day, 10, Control(), clerk.events.append)


async def move_hour(clerk: Office, rows: list[Appointment]) -> object:
    """The first person to another hour of the same day."""
    await clerk.book(rows[:1])
    found = await person.look_up(clerk.desk, rows[0].cid)
    booking = person.pick(clerk.desk, found)
    return await person.move(clerk.desk, found, booking, rows[0].date, 10, Control(), clerk.events.append)


async def move_and_go_on(clerk: Office, rows: list[Appointment]) -> object:
    """The first person to another hour, and once more what is not ended."""
    await move_hour(clerk, rows)
    (unended,) = (info for info in clerk.desk.history() if info.open)
    return await clerk.run(unended.id)


@dataclass(frozen=True)
class Case:
    line: str  # of the issue that names the hole
    name: str
    story: Story
    faults: Faults
    settings: dict[str, Any] = field(default_factory=dict)
    cap: int = 28
    limit: float = LIMIT
    facility: str = "99001"
    shown_after: float = 0.0  # seconds the client waits for a booking to show; 0 = the tests' usual


def lie(name: str, action: str = "*", **params: Any) -> dict[str, Any]:
    """At every such call, unless `at` says which."""
    return {"fault": name, "action": action, **({} if "at" in params else {"probability": 1}), **params}


NONE = {"status": 501, "effect": False, "type": "json"}
LOST = lie("error_after", CONFIRM, at=SOME)
NO_SCHEDULE = lie("answered", SCHEDULE, body='{"MessageCode": 501, "Message": "ไม่รู้จักคำสั่ง"}', **NONE)


def cases() -> Iterator[Case]:
    yield Case("", "no fault, twice", again, [])
    yield Case("A1", "schedule paged", again, [lie("paged", SCHEDULE, rows=2)])
    yield Case("A1", "schedule late 30 s", again, [lie("late", SCHEDULE)])
    yield Case("A1", "schedule cached 60 s", again, [lie("cached", SCHEDULE)])
    for how in ("masked by digits", "short", "wrong check digit", "masked", "masked by F", "dashes"):
        yield Case("A1", f"schedule's ids: {how}", again, [lie("spelled", SCHEDULE, cid=how)])
    yield Case("A1", "record paged, schedule paged", again, [lie("paged", rows=0)])
    yield Case("A2", "corrected copy", corrected, [])
    yield Case("A2", "corrected copy, lean schedule", corrected, [], {"lean_schedule": True})
    for what, hows in {
        "time": ("0800", "8", "8.00", "08:00:00.000", "08:00-09:00", "2026-07-07T08:00:00", "number", "unreadable"),
        "date": ("buddhist", "d/m/y", "buddhist d/m/y", "with time", "utc", "compact", "unreadable"),
        "hospital_code": ("padded", "number", "nine digits"),
    }.items():
        for how in hows:
            odd = lie("spelled", **{what: how})
            yield Case("A4", f"{what}: {how}", again, [odd])
            yield Case("A4", f"{what}: {how}, lost answers", once, [LOST, odd])
            yield Case("A4", f"{what}: {how}, lost, no schedule", once, [LOST, NO_SCHEDULE, odd])
    for how in ("no zero", "number"):  # of a facility that begins with one
        odd = lie("spelled", hospital_code=how)
        yield Case("A4", f"hospital_code 01234: {how}, lost", once, [LOST, odd], facility="01234")
        yield Case("A4", f"01234: {how}, lost, no schedule", once, [LOST, NO_SCHEDULE, odd], facility="01234")
    for body in ("ไม่พบการจอง", "OK", ""):
        said = {"status": 200, "effect": False, "type": "text", "body": body}
        yield Case("A6", f"undo answered {body!r}", undo, [lie("answered", CANCEL, **said)])
        yield Case("A6", f"move to a day answered {body!r}", move, [lie("answered", CANCEL, **said)])
        yield Case("A6", f"move to an hour answered {body!r}", move_hour, [lie("answered", CANCEL, **said)])
    lost = lie("drop_before", CANCEL, at=[1, 2, 3])
    yield Case("A6", "move, every cancel lost, gone on with", move_and_go_on, [lost], {"repeat": "again"})
    yield Case("A7", "gateway repeats, last answer good", once, [lie("repeated", CONFIRM, at=SOME)])
    yield Case("A7", "gateway repeats, answer lost", once, [lie("repeated", CONFIRM, at=SOME), LOST])
    later = lie("repeated", CONFIRM, at=SOME, late_seconds=0.2)
    yield Case("A7", "gateway repeats after its answer", once, [later])
    yield Case("A7", "gateway repeats, then undo", undo, [lie("repeated", CONFIRM, at=SOME), LOST])
    yield Case("A7", "gateway repeats, refused", once, [lie("repeated", CONFIRM, at=SOME)], {"repeat": "refuse"})
    yield Case("A7", "another node answers", again, [lie("other_node", probability=0.5, seconds=0.3), LOST])
    for status in (401, 407, 429):
        yield Case("A8", f"{status} after booking", once, [lie("answered", CONFIRM, status=status, at=SOME)])
    yield Case("A9", "shown late everywhere, 2 s", once, [lie("late", seconds=2)], shown_after=3)
    for status in (201, 202, 204, 408, 409, 499, 403, 404, 405):
        yield Case("B10", f"{status} page, done", once, [lie("answered", CONFIRM, status=status, at=SOME)])
        said = {"status": status, "type": "json", "body": f'{{"MessageCode": {status}, "Message": "?"}}'}
        yield Case("B10", f"{status} envelope, done", once, [lie("answered", CONFIRM, at=SOME, **said)])
    for status in (403, 404, 405):
        yield Case("B10", f"{status} page for all", once, [lie("answered", CONFIRM, status=status, effect=False)])
    for what, body in {
        "refusal within result": '{"result": {"MessageCode": 501, "Message": "Slot เต็มแล้ว"}, "MessageCode": 200}',
        "MessageCode 501.0": '{"result": null, "MessageCode": 501.0, "Message": "Slot เต็มแล้ว"}',
        "MessageCode E501": '{"result": null, "MessageCode": "E501", "Message": "Slot เต็มแล้ว"}',
        "a plain lie": '{"result": null, "MessageCode": 200, "Message": "OK"}',
    }.items():
        not_done = lie("answered", CONFIRM, status=200, effect=False, type="json", body=body, at=SOME)
        yield Case("B11", what, once, [not_done])
        yield Case("B11", f"{what}, no schedule", once, [not_done, NO_SCHEDULE])
    yield Case("B11", 'MessageCode "200" as text', once, [lie("spelled", CONFIRM, code="text")])
    yield Case("C14", "slot ids above 2^63", undo, [lie("spelled", slot_id="huge")])
    yield Case("C14", "half an emoji", once, [lie("words", text="\ud83d"), lie("error_before", CONFIRM, at=SOME)])
    half = '{"result": null, "MessageCode": 501, "Message": "\\ud83d"}'
    yield Case("C14", "refused with half an emoji", once, [lie("answered", CONFIRM, body=half, at=SOME, **NONE)])
    for wait in ("²", "9" * 400, "10000000000", "Wed, 21 Oct 2099 07:28:00 GMT"):
        yield Case("C14", f"Retry-After {wait[:20]}", once, [lie("too_many", CONFIRM, retry_after=wait, at=[2])])
    yield Case("C16", "idle closed after 1 s, rate 1", once, [], {"keep_alive_seconds": 1}, cap=1, limit=180)
    yield Case("D20", "gzip", once, [lie("encoded", layers=1)])
    yield Case("D20", "gzip, gzip of 200 MB", once, [lie("encoded", SCHEDULE, layers=2, bytes=200_000_000, at=[1])])
    yield Case("D22", "two answers in one packet", once, [lie("two_answers", CONFIRM, at=SOME)])
    refusal = '{"result": null, "MessageCode": 501, "Message": "Slot เต็มแล้ว"}'
    yield Case("D22", "two answers, the second a no", once, [lie("two_answers", CONFIRM, at=SOME, body=refusal)])


@dataclass
class Found:
    seats: int = 0
    two: int = 0
    repeats: int = 0
    lost: int = 0
    believed: int = 0
    doubt: int = 0
    calls: int = 0
    ended: str = ""
    said: Counter[str] = field(default_factory=Counter)


def judge(case: Case, rows: Sequence[Appointment]) -> Found:
    """Runs the story and compares the server with the journal's last word on each person."""
    found = Found()

    timing = replace(QUICK, patience=3.0)
    if case.shown_after:
        timing = replace(timing, absent_after=case.shown_after, shown_after=case.shown_after)

    async def journey() -> None:
        with PracticeServer(scenario=_roomy(case, rows)) as practice, tempfile.TemporaryDirectory() as folder:
            async with office(practice, Path(folder) / "j.db", timing, case.cap, case.facility) as clerk:
                try:
                    async with asyncio.timeout(case.limit):
                        await case.story(clerk, list(rows))
                except TimeoutError:
                    found.ended = "still at it"
                except Exception as error:  # whatever it is, it is a finding
                    found.ended = f"{type(error).__name__} {error}"[:60]
                else:
                    ends = [event.error for event in clerk.events if isinstance(event, Finished)]
                    found.ended = ", ".join(filter(None, ends)) or "well"
                change_faults(practice.world, {"faults": []})
                _compare(found, clerk)

    go(journey)
    return found


def _roomy(case: Case, rows: Sequence[Appointment]) -> Scenario:
    """Seats for everybody at every hour: a full one would hide a second seat."""
    days = sorted({(row.date + timedelta(days=more)).isoformat() for row in rows for more in (0, 1)})
    settings = {"made_up_people": 400, "timetable": False, "repeat": "again", **case.settings}
    slots = [{"date": days, "hour": list(range(8, 18)), "seats": 100, "hospital_code": case.facility}]
    account = {"user": "practice", "password": "practice", "hospital_code": case.facility}
    return Scenario.parse({"settings": settings, "accounts": [account], "slots": slots, "faults": case.faults})


def _compare(found: Found, clerk: Office) -> None:
    state: Any = clerk.practice.state()
    repeated = set(state["repeated_seats"])
    seats = Counter(one["cid"] for one in state["bookings"])
    ours = Counter(one["cid"] for one in state["bookings"] if one["slot_id"] not in repeated)
    last: dict[tuple[str, Any, int], Outcome] = {}
    for info in reversed(clerk.desk.journal.history()):
        for entry in clerk.desk.journal.entries(info.id):
            row = entry.appointment
            last[row.cid, row.date, row.hour] = entry.outcome
    held = {(one["cid"], one["date"], int(one["hour"])) for one in state["bookings"]}
    books = {(cid, day.isoformat(), hour): outcome.state for (cid, day, hour), outcome in last.items()}
    found.said = Counter(
        f"{one.state}:{one.code}" for one in last.values() if one.code or one.state is not State.BOOKED
    )
    found.seats, found.calls = sum(seats.values()), state["calls"]["total"]
    found.two = sum(count > 1 for count in ours.values())
    found.repeats = sum(count > 1 and ours[cid] == 1 for cid, count in seats.items())
    for place, known in books.items():
        found.doubt += known.doubtful
        found.lost += place in held and known in (State.REFUSED, State.NOT_SENT, State.PLANNED)
        found.believed += place in held and known is State.CANCELLED
        found.believed += place not in held and known in (State.BOOKED, State.SKIPPED)


def main(arguments: list[str]) -> None:
    """Arguments: parts of a line's or a fault's name; without one every case."""
    rows = rows_for(ROWS)
    print(f"{'line':<5}{'lie':<44}{'seats':>6}{'two':>5}{'gate':>5}{'lost':>5}{'lie':>5}{'doubt':>6}{'calls':>6}  end")
    for case in cases():
        if arguments and not any(word in (case.line, case.name) or word in case.name for word in arguments):
            continue
        found = judge(case, rows)
        print(
            f"{case.line:<5}{case.name:<44}{found.seats:>6}{found.two:>5}{found.repeats:>5}{found.lost:>5}"
            f"{found.believed:>5}{found.doubt:>6}{found.calls:>6}  {found.ended:<12}"
            f" {', '.join(f'{count} {words}' for words, count in found.said.items())}",
            flush=True,
        )


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        main(sys.argv[1:])
