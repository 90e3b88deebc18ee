"""What becomes of people with another hour of the same day, and of a seat that nobody saw yet: rows tell the truth."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.booking.control import Control
from app.booking.move import CANCELS
from app.domain.values import Appointment, Booking, State
from app.events import Event, Phase, RowChanged
from app.mophic.client import SLOT, Flight
from app.people import person, same_day
from app.wording import say
from tests.journeys.test_lying_server import (
    AGAIN,
    CANCEL,
    CONFIRM,
    SCHEDULE,
    TARGET,
    Meanwhile,
    an_hour_later,
    fault,
    lie,
    planned,
    seats,
    stopped_once_booked,
)
from tests.world import QUICK, Office, go, office, rows_for, server_with, wanted


def refuse(call: int, words: str) -> dict[str, Any]:
    body = json.dumps({"result": None, "MessageCode": 501, "Message": words}, ensure_ascii=False)
    return fault("wrong_json", CONFIRM, effect=False, body=body, at=[call])


FULL, TAKEN = "Slot เต็มแล้ว", "บุคคลนี้มีนัดหมายแล้ว"
MOVES = {
    "the hour is full": ([refuse(2, FULL)], State.REFUSED, "not_moved"),
    "the old hour is booked again": ([refuse(2, TAKEN), refuse(3, FULL)], State.REFUSED, "move_restored"),
    "neither hour is given": ([refuse(2, TAKEN), refuse(3, FULL), refuse(4, FULL)], State.REFUSED, "move_has_none"),
    "the old seat stays": (
        [fault("answered", CANCEL, status=200, effect=False, type="text", body="OK")],
        State.SKIPPED,
        "move_has_both",
    ),
}


@pytest.mark.parametrize("case", MOVES)
def test_a_row_that_could_not_be_moved_says_what_became_of_it(tmp_path: Path, case: str) -> None:
    faults, state, code = MOVES[case]
    (row,) = rows_for(1)

    async def journey() -> None:
        with server_with(faults, **AGAIN) as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                await clerk.book([row])
                batch = await clerk.book(an_hour_later([row]))
                await same_day.move_rows(clerk.desk, batch, {row.row}, Control(), clerk.events.append)
                told = clerk.desk.outcomes(batch)[row.row]
                assert (told.state, told.code) == (state, code)
                assert len(clerk.booked) == {"move_has_both": 2, "move_has_none": 0}.get(code, 1)
                heard = [one for one in clerk.events if isinstance(one, RowChanged) and one.batch == batch]
                assert heard[-1].outcome.code == code

    go(journey)


def test_who_lost_the_appointment_has_none_yet_where_another_try_fails_for_another_reason(tmp_path: Path) -> None:
    (row,) = rows_for(1)

    async def journey() -> None:
        with server_with(MOVES["neither hour is given"][0] + [refuse(5, FULL)], **AGAIN) as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                await clerk.book([row])
                batch = await clerk.book(an_hour_later([row]))
                await same_day.move_rows(clerk.desk, batch, {row.row}, Control(), clerk.events.append)
                clerk.desk.retry_failed(batch)
                await clerk.run(batch)
                told = clerk.desk.outcomes(batch)[row.row]
                assert (told.state, told.code, told.detail.split()[0]) == (State.REFUSED, "still_without", "slot_full")
                assert "ยังไม่มีนัดหมาย" in (words := say(told.code, "th", detail=told.detail, row=row.row))
                assert say("slot_full", "th") in words, "both are said"
                clerk.desk.retry_failed(batch)
                await clerk.run(batch)
                assert clerk.states(batch) == {row.row: State.BOOKED}

    go(journey)


@pytest.mark.parametrize(("hour", "code"), [(12, "move_no_hour"), (9, "move_full")])
def test_nobody_gives_up_a_seat_for_an_hour_that_is_full_or_not_there(tmp_path: Path, hour: int, code: str) -> None:
    """Neither with a sheet nor alone: nothing is cancelled or sent again, the row says where they are."""
    *others, row = (replace(one, date=rows_for(1)[0].date, hour=9) for one in rows_for(11))
    row = replace(row, hour=13)
    wanted_row = replace(row, hour=hour)

    async def journey() -> None:
        with server_with() as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                await clerk.book([*others, row])
                plan = await clerk.desk.plan([wanted_row])
                assert [(one.row, one.code, one.at) for one in plan.stays.values()] == [(row.row, code, "13:00")]
                assert "09:00" not in plan.stays[row.row].free
                assert [step.code for step in plan.with_moves().steps] == [code], "a dry run says so, too"
                batch = clerk.save(plan)
                await clerk.run(batch)
                await same_day.move_rows(clerk.desk, batch, {row.row}, Control(), clerk.events.append)
                told = clerk.desk.outcomes(batch)[row.row]
                assert (told.state, told.code) == (State.REFUSED, code)
                words = say(told.code, "en", detail=told.detail)
                assert words.startswith("Not moved, still at 13:00")
                assert "Hours with a seat left that day: 08:00, 10:00" in words
                found = await person.look_up(clerk.desk, row.cid)
                held = person.own_bookings(clerk.desk, found)[0]
                alone = await person.move(clerk.desk, found, held, row.date, hour, Control(), clerk.events.append)
                assert (alone.code, alone.detail) == (code, told.detail)
                assert (clerk.calls(CANCEL), len(clerk.messaged)) == (0, 11)

    go(journey)


def test_people_whose_old_seat_stays_are_waited_for_side_by_side(tmp_path: Path) -> None:
    """Each of them takes as long as a seat given back has to disappear; together they take no longer."""
    rows = rows_for(6, days=1)
    deaf = fault("answered", CANCEL, status=200, effect=False, type="text", body="OK")
    control, heard, asked = Control(), list[Event](), list[int]()

    async def journey() -> None:
        with server_with([deaf], **AGAIN) as practice:
            async with office(practice, tmp_path / "j.db", timing=replace(QUICK, absent_after=1.0)) as clerk:
                await clerk.book(rows)
                batch = await clerk.book(an_hour_later(rows))

                def hear(event: Event) -> None:
                    heard.append(event)
                    if isinstance(event, RowChanged) and event.outcome.code == "move_has_both":
                        asked.append(clerk.calls(CANCEL))

                numbers = {row.row for row in rows}
                moving = asyncio.ensure_future(same_day.move_rows(clerk.desk, batch, numbers, control, hear))
                while clerk.calls(CANCEL) < 2:
                    await asyncio.sleep(0.01)
                control.pause()
                await asyncio.sleep(0.1)
                control.go_on()
                assert (await moving).error == ""
                assert clerk.codes(batch) == {"move_has_both"}
                assert min(asked) == CANCELS * len(rows), (
                    "the last one was asked for before the first one's wait was over"
                )
                told = [type(one).__name__ for one in heard]
                assert [told.count(one) for one in ("Paused", "Resumed", "Finished")] == [1, 1, 1], "as one run"

    go(journey)


def test_a_program_killed_while_it_moves_says_that_it_is_not_known(tmp_path: Path) -> None:
    (row,) = rows_for(1)

    async def journey() -> None:
        with server_with([fault("latency", CONFIRM, seconds=0.3, at=[2])], **AGAIN) as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                await clerk.book([row])
                batch = await clerk.book(an_hour_later([row]))
                moving = asyncio.ensure_future(
                    same_day.move_rows(clerk.desk, batch, {row.row}, Control(), clerk.events.append)
                )
                while clerk.calls(CONFIRM) < 2:
                    await asyncio.sleep(0.01)
                told = clerk.desk.outcomes(batch)[row.row]
                assert (told.state, told.code) == (State.NOT_SENT, "move_in_doubt")
                await moving
                assert clerk.desk.outcomes(batch)[row.row].code == "moved"

    go(journey)


def test_another_computer_with_a_corrected_copy_is_noticed_and_sending_ends(tmp_path: Path) -> None:
    rows = rows_for(60)

    async def journey() -> None:
        with server_with([fault("latency", CONFIRM, seconds=0.1)], **AGAIN) as practice:
            async with office(practice, tmp_path / "j.db") as one, office(practice, tmp_path / "k.db") as two:
                batch = one.save(await one.desk.plan(rows))
                theirs = two.save(await two.desk.plan(an_hour_later(rows)))
                meanwhile = Meanwhile(one, lambda: two.run(theirs))
                finished = await one.desk.run(batch, Control(), meanwhile)
                assert meanwhile.task is not None
                other = await meanwhile.task
                assert "booked_by_others" in (finished.error, other.error)
                assert sum(count - 1 for count in seats(one).values()) <= 12, "the first ones, not the whole sheet"

    go(journey)


def test_who_got_another_hour_from_another_computer_meanwhile_is_named(tmp_path: Path) -> None:
    rows = rows_for(2)

    async def journey() -> None:
        with server_with([fault("latency", CONFIRM, seconds=1.5, at=[1, 2])], **AGAIN) as practice:
            async with office(practice, tmp_path / "j.db") as one, office(practice, tmp_path / "k.db") as two:
                theirs = planned(two, an_hour_later(rows[:1]))
                batch = one.save(await one.desk.plan(rows))
                running = asyncio.ensure_future(one.run(batch))
                while one.calls(CONFIRM) < 2:
                    await asyncio.sleep(0.01)
                await two.run(theirs)
                await running
                assert seats(one) == {rows[0].cid: 2, rows[1].cid: 1}
                told = one.desk.outcomes(batch)
                assert (told[2].state, told[2].code, told[2].detail) == (
                    State.BOOKED,
                    "two_hours",
                    f"{rows[0].hour + 1:02d}:00",
                )
                assert told[3].code == ""

    go(journey)


def test_a_booking_that_nobody_saw_yet_is_not_cancelled_because_nobody_sees_it(tmp_path: Path) -> None:
    (row,) = rows_for(1)
    late = fault("late", "*", seconds=QUICK.absent_after / 2)

    async def journey() -> None:
        with server_with([late, fault("error_before", CANCEL)], **AGAIN) as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                batch = await stopped_once_booked(clerk, row)
                await clerk.desk.undo(batch, Control(), clerk.events.append)
                told = clerk.desk.outcomes(batch)[row.row]
                assert clerk.booked == wanted([row])
                assert (told.state, told.code) == (State.BOOKED, "cancel_failed")

    go(journey)


UNREADABLE = fault("wrong_json", SCHEDULE)
BEHIND = {
    "both witnesses are a bit late again": ([fault("late", "*", seconds=3.0)], 3.5),
    "the record alone tells, and late": ([UNREADABLE, fault("late", TARGET, seconds=4.2)], 1.5),
}


@pytest.mark.parametrize("case", BEHIND)
def test_a_seat_that_was_seen_is_not_called_cancelled_by_who_lacked_it_before(tmp_path: Path, case: str) -> None:
    """The server cancels nothing, and tells the undo less than it told the booking."""
    faults, wait = BEHIND[case]
    says_no = fault("answered", CANCEL, status=200, effect=False, type="text", body="ไม่พบการจอง")
    rows = rows_for(1)

    async def journey() -> None:
        with server_with(**AGAIN) as practice:
            place = practice.url + "/practice/faults"
            async with office(practice, tmp_path / "j.db", timing=replace(QUICK, absent_after=wait)) as clerk:
                batch = await clerk.book(rows)
                assert all(entry.verified for entry in clerk.desk.entries(batch))
                told_so = await asyncio.to_thread(httpx.post, place, json={"faults": [says_no, *faults]})
                assert told_so.status_code == 200
                await clerk.desk.undo(batch, Control(), clerk.events.append)
                told = clerk.desk.outcomes(batch)[rows[0].row]
                assert (told.state, told.code) == (State.BOOKED, "cancel_failed")
                assert clerk.booked == wanted(rows)

    go(journey)


REFUSES = {"status": 501, "type": "json", "body": '{"MessageCode": 501, "Message": "ยกเลิกไม่ได้"}'}
DONE = fault("answered", CANCEL, effect=True, **REFUSES)
DONE_ALL_THE_SAME = {
    "both witnesses are a bit late": [DONE, fault("late", "*", seconds=0.3)],
    "one alone tells, and late": [DONE, UNREADABLE, fault("late", TARGET, seconds=0.8)],
    "it was said to be done, one alone tells": [UNREADABLE, fault("late", TARGET, seconds=0.8)],
}


@pytest.mark.parametrize("case", DONE_ALL_THE_SAME)
def test_nobody_is_told_that_a_seat_stands_by_who_shows_late_that_it_is_gone(tmp_path: Path, case: str) -> None:
    rows = rows_for(1)

    async def journey() -> None:
        with server_with(**AGAIN) as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                batch = await clerk.book(rows)
                await asyncio.sleep(0.8)  # whoever is late shows it by now
                await lie(clerk, *DONE_ALL_THE_SAME[case])
                await clerk.desk.undo(batch, Control(), clerk.events.append)
                assert clerk.booked == []
                assert clerk.states(batch) == {rows[0].row: State.CANCELLED}

    go(journey)


async def seat(clerk: Office, row: Appointment) -> Booking:
    """By a call of this computer, whoever has looked."""
    desk = clerk.desk
    confirm = partial(desk.session.client.confirm, desk.account.facility, row.cid, row.date, row.hour, Flight())
    return await desk.session.call(confirm)


def seat_at_once(clerk: Office, row: Appointment) -> None:
    """The same before anybody here goes on."""
    client = clerk.desk.session.client
    query = {
        "Action": "ConfirmAppointmentSlot", "cid": row.cid, "hospital_code": clerk.desk.account.facility,
        "date": row.date.isoformat(), "slot_time": row.hour,
    }  # fmt: skip
    token = {"Authorization": f"Bearer {client.token}"}
    told = httpx.get(clerk.practice.url + SLOT, params=query, headers=token, trust_env=False)
    assert told.json()["MessageCode"] == 200


async def booked_beside(clerk: Office, rows: Sequence[Appointment]) -> int:
    """A batch of `rows`, all booked, of people who have another hour that day, too."""
    batch, desk = planned(clerk, rows), clerk.desk
    for row in rows:
        assert desk.journal.claim(batch, row.row) is None
        given = await seat(clerk, row)
        desk.journal.mark(batch, row.row, State.BOOKED, "two_hours", slot_id=given.slot_id, verified=True)
    return batch


def test_two_computers_that_both_give_their_hour_back_leave_everybody_one(tmp_path: Path) -> None:
    """The schedule of cid and slot id alone is the shape that was SEEN."""
    rows, slower = rows_for(6, days=1), replace(QUICK, absent_after=1.5)
    later = an_hour_later(rows)

    async def journey() -> None:
        with server_with(lean_schedule=True, **AGAIN) as practice:
            async with (
                office(practice, tmp_path / "j.db", timing=slower) as one,
                office(practice, tmp_path / "k.db", timing=slower) as other,
            ):
                first = await booked_beside(one, rows[:3]), await booked_beside(other, later)
                second = await booked_beside(one, rows[3:])
                async with asyncio.TaskGroup() as both:
                    for clerk, batch in ((one, first[0]), (other, first[1]), (one, second)):
                        both.create_task(clerk.desk.cancel_extra(batch, Control(), clerk.events.append, hours=True))
                assert clerk.booked == wanted([*rows[:3], *later[3:]]), "the seat of the lower number stays"
                assert one.codes(first[0]) == {""}, "its people have one appointment by now"
                assert set(one.states(second).values()) == {State.CANCELLED}

    go(journey)


def test_nobody_loses_our_hour_to_another_one_that_a_list_alone_still_shows(tmp_path: Path) -> None:
    (row,) = rows_for(1)
    (later,) = an_hour_later([row])

    async def journey() -> None:
        with server_with([fault("cached", SCHEDULE, seconds=60)], **AGAIN) as practice:
            async with office(practice, tmp_path / "j.db") as one, office(practice, tmp_path / "k.db") as other:
                there = await booked_beside(other, [later])
                batch = await booked_beside(one, [row])
                await one.desk.schedules.look(row.date)
                await other.desk.undo(there, Control(), other.events.append)
                await one.desk.cancel_extra(batch, Control(), one.events.append, hours=True)
                assert (one.booked, set(one.states(batch).values())) == (wanted([row]), {State.BOOKED})

    go(journey)


@pytest.mark.parametrize(("lean", "later"), [(False, 0), (True, 0), (True, 1)])
def test_of_two_computers_that_booked_the_same_people_the_one_that_ends_first_names_them_all(
    tmp_path: Path, lean: bool, later: int
) -> None:
    """The other one has its last rows yet to book, long after they were booked here. `later`: hours."""
    rows = rows_for(3, days=1)
    theirs = [replace(row, hour=row.hour + later) for row in rows]
    code = "two_hours" if later else "two_seats"

    async def journey() -> None:
        with server_with(lean_schedule=lean, **AGAIN) as practice:
            async with office(practice, tmp_path / "j.db") as one, office(practice, tmp_path / "k.db") as other:
                yet_to_book = iter(theirs)

                def book_next(event: Event) -> None:
                    ended = isinstance(event, Phase) and event.name == "verifying"
                    if ended or (isinstance(event, RowChanged) and event.outcome.code == code):
                        for row in islice(yet_to_book, 1):
                            seat_at_once(other, row)

                batch = planned(one, rows)
                await one.desk.run(batch, Control(), book_next)
                assert [told.code for told in one.desk.outcomes(batch).values()] == [code] * 3

    go(journey)
