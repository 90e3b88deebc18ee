"""The old appointment goes only while the new one surely stands, and what is told of a move is what stands."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.booking import move as moving
from app.booking.control import Control
from app.booking.decided import decide
from app.booking.move import NEW
from app.domain.values import Appointment, State
from app.errors import InputError
from app.events import Event, RowChanged
from app.journal.batches import Source
from app.people import person
from app.people.person import PersonResult
from tests.journeys.test_lying_server import AGAIN, CANCEL, SCHEDULE, TARGET, fault, lie
from tests.world import QUICK, Office, go, office, rows_for, server_with, wanted, weekdays

(OLD_SEAT,) = rows_for(1)
NEW_SEAT = replace(OLD_SEAT, date=weekdays(1, OLD_SEAT.date + timedelta(days=7))[0])
SAYS_OK = fault("answered", CANCEL, status=200, effect=False, type="text", body="OK")
SLOW = fault("latency", CANCEL, seconds=0.3)


async def given_back(clerk: Office, row: Appointment) -> None:
    """By the citizen."""
    (seat,) = (one for one in clerk.practice.state()["bookings"] if one["date"] == row.date.isoformat())
    body = {"cid": row.cid, "do": "cancel", "slot_id": seat["slot_id"]}
    answer = await asyncio.to_thread(httpx.post, clerk.practice.url + "/practice/citizens", json=body)
    assert answer.status_code == 200, answer.text


async def move(clerk: Office, hear: Callable[[Event], None] | None = None, control: Control | None = None) -> Any:
    found = await person.look_up(clerk.desk, OLD_SEAT.cid)
    to = (NEW_SEAT.date, NEW_SEAT.hour)
    booking = person.pick(clerk.desk, found, OLD_SEAT.date)
    return await person.move(clerk.desk, found, booking, *to, control or Control(), hear or clerk.events.append)


def once_seen(do: Callable[[], None]) -> Callable[[Event], None]:
    """Does it when the new seat was booked and then found on the server."""
    told = []

    def hear(event: Event) -> None:
        if isinstance(event, RowChanged) and (event.outcome.row, event.outcome.state) == (NEW, State.BOOKED):
            told.append(event)
            if len(told) == 2:
                do()

    return hear


def journey(
    tmp_path: Path, act: Callable[[Office], Awaitable[None]], *faults: dict[str, Any], wait: float = QUICK.absent_after
) -> None:
    async def all_of_it() -> None:
        with server_with(faults, **AGAIN) as practice:
            async with office(practice, tmp_path / "j.db", timing=replace(QUICK, absent_after=wait)) as clerk:
                await act(clerk)

    go(all_of_it)


@pytest.mark.parametrize(
    ("on_the_way", "code", "left"), [(SLOW, "move_given_back", []), (SAYS_OK, "not_moved", [OLD_SEAT])]
)
def test_who_gives_back_the_new_seat_while_the_old_one_is_cancelled_is_not_called_moved(
    tmp_path: Path, on_the_way: dict[str, Any], code: str, left: list[Appointment]
) -> None:
    async def act(clerk: Office) -> None:
        await clerk.book([OLD_SEAT])
        task = asyncio.ensure_future(move(clerk))
        while not clerk.calls(CANCEL):
            await asyncio.sleep(0.01)
        await given_back(clerk, NEW_SEAT)
        result: PersonResult = await task
        assert clerk.booked == wanted(left)
        assert result.code == code
        assert not clerk.desk.history()[0].open, "nothing is booked anew by itself: somebody meant it"

    journey(tmp_path, act, on_the_way)


@pytest.mark.parametrize(("behind", "code", "left"), [(1.2, "moved", NEW_SEAT), (60, "move_in_doubt", OLD_SEAT)])
def test_a_record_that_is_behind_and_shows_the_new_seat_costs_nobody_the_old_one(
    tmp_path: Path, behind: float, code: str, left: Appointment
) -> None:
    """The person had that hour, gave it back, and is moved to it again: the record is `behind` seconds."""

    async def act(clerk: Office) -> None:
        await clerk.book([OLD_SEAT])
        await person.book(clerk.desk, NEW_SEAT, Control(), clerk.events.append)
        await asyncio.sleep(0.5)
        await lie(clerk, fault("cached", TARGET, seconds=behind))
        await person.look_up(clerk.desk, OLD_SEAT.cid)
        await given_back(clerk, NEW_SEAT)
        result = await move(clerk)
        assert (result.code, clerk.booked) == (code, wanted([left]))
        assert len(clerk.messaged) == (3 if code == "moved" else 2), "it was booked once more, or not at all"

    journey(tmp_path, act, wait=0.5)


@pytest.mark.parametrize("meanwhile", ["nothing", "the new seat is given back"])
def test_a_move_that_was_ended_between_its_halves_is_gone_on_with(tmp_path: Path, meanwhile: str) -> None:
    async def act(clerk: Office) -> None:
        await clerk.book([OLD_SEAT])
        control = Control()

        half = await move(clerk, once_seen(control.stop), control)
        assert (half.code, clerk.booked) == ("move_unfinished", wanted([OLD_SEAT, NEW_SEAT]))
        assert clerk.desk.history()[0].open, "it can be gone on with"
        await asyncio.sleep(QUICK.absent_after)
        if meanwhile != "nothing":
            await given_back(clerk, NEW_SEAT)
        await clerk.run(half.batch)
        told = person.result_of(clerk.desk, half.batch).code
        ends = {"nothing": ("moved", [NEW_SEAT])}.get(meanwhile, ("not_moved", [OLD_SEAT]))
        assert (told, clerk.booked) == (ends[0], wanted(ends[1]))
        assert not clerk.desk.history()[0].open

    journey(tmp_path, act)


async def half_moved(clerk: Office, old: Appointment, new: Appointment) -> int:
    """A move that was ended as soon as the new seat was seen; long enough ago."""
    control = Control()
    found = await person.look_up(clerk.desk, old.cid)
    booking = person.pick(clerk.desk, found, old.date, old.hour)
    to = (new.date, new.hour)
    half = await person.move(clerk.desk, found, booking, *to, control, once_seen(control.stop))
    assert half.code == "move_unfinished"
    await asyncio.sleep(QUICK.alone_after)
    return half.batch


def test_a_schedule_that_lacks_both_seats_of_a_person_keeps_no_move_in_doubt_for_good(tmp_path: Path) -> None:
    """It is cut off before this person: the record shows both."""
    others = rows_for(6, days=1)

    async def act(clerk: Office) -> None:
        await clerk.book(others)
        shown = await clerk.desk.schedules.look(OLD_SEAT.date)
        old = next(row for row in others if not shown.of(row.cid))
        new = replace(old, hour=old.hour + 2)
        batch = await half_moved(clerk, old, new)
        await clerk.run(batch)
        assert person.result_of(clerk.desk, batch).code == "moved"
        assert [one for one in clerk.booked if one[0] == old.cid] == wanted([new])
        assert not clerk.desk.history()[0].open

    journey(tmp_path, act, fault("paged", SCHEDULE, rows=3))


def test_a_move_of_which_the_clerk_said_that_the_new_seat_stands_comes_to_its_end(tmp_path: Path) -> None:
    """The day's schedule goes on lacking it."""

    async def act(clerk: Office) -> None:
        await clerk.book([OLD_SEAT])
        await lie(clerk, fault("late", SCHEDULE, seconds=3600))
        batch = await half_moved(clerk, OLD_SEAT, NEW_SEAT)
        await clerk.run(batch)
        assert person.result_of(clerk.desk, batch).code == "move_in_doubt"
        clerk.desk.journal.decide(batch, NEW, booked=True)
        await clerk.run(batch)
        assert (person.result_of(clerk.desk, batch).code, clerk.booked) == ("moved", wanted([NEW_SEAT]))

    journey(tmp_path, act)


def test_a_word_that_both_witnesses_deny_is_not_taken(tmp_path: Path) -> None:
    """Whoever looks sees an appointment of that day, at the old hour, and takes it for the new one."""

    async def act(clerk: Office) -> None:
        await clerk.book([OLD_SEAT])
        asked = replace(OLD_SEAT, hour=OLD_SEAT.hour + 2)
        steps = [(asked, State.PLANNED, "", None)]
        journal = clerk.desk.journal
        batch = journal.add_batch(clerk.desk.account.facility, "u", Source("a.xlsx", rows=1), steps)
        journal.mark(batch, asked.row, State.SENDING)
        journal.mark(batch, asked.row, State.UNKNOWN, "said_booked")
        with pytest.raises(InputError) as told:
            await decide(clerk.desk, batch, asked.row, booked=True)
        assert (told.value.code, told.value.params["hours"]) == ("booked_otherwise", f"{OLD_SEAT.hour:02d}:00")
        assert clerk.states(batch) == {asked.row: State.UNKNOWN}
        await lie(clerk, fault("wrong_json", TARGET, probability=1))  # nobody can tell: the clerk's word counts
        assert (await decide(clerk.desk, batch, asked.row, booked=True)).state is State.BOOKED

    journey(tmp_path, act)


def test_after_a_pause_the_new_seat_is_looked_for_before_the_old_one_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moving, "GAP", 0.3)

    async def act(clerk: Office) -> None:
        await clerk.book([OLD_SEAT])
        control = Control()

        task = asyncio.ensure_future(move(clerk, once_seen(control.pause), control))
        while not control.paused:
            await asyncio.sleep(0.01)
        await given_back(clerk, NEW_SEAT)
        await asyncio.sleep(0.6)
        control.go_on()
        result: PersonResult = await task
        assert (result.code, clerk.booked) == ("not_moved", wanted([OLD_SEAT]))
        assert not clerk.calls(CANCEL)

    journey(tmp_path, act)
