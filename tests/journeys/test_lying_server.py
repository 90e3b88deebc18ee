"""A server that lies, is late, repeats or misspells: nobody gets two appointments, and the clerk is told the truth."""

from __future__ import annotations

import asyncio
import json
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.booking.batch_rows import AT_ONCE
from app.booking.control import Control
from app.booking.flow import Flow
from app.booking.seats import Seen
from app.domain.values import Appointment, State
from app.errors import InputError
from app.events import Event, Finished, Phase, RowChanged, Waiting
from app.journal.batches import Source
from app.people import person, same_day
from app.practice import PracticeServer
from app.thai import thai_now, today
from app.wording import say
from tests.world import QUICK, Office, any_day, go, office, rows_for, server_with, wanted, weekdays

CONFIRM, CANCEL, SCHEDULE = "ConfirmAppointmentSlot", "CancelAppointmentSlot", "GetHospitalSlotConfirmScheduleByDate"
TARGET = "ImmunizationTarget"
AGAIN = {"repeat": "again"}  # the server forgives nothing: a repeated call is a second seat


def fault(name: str, action: str, **more: Any) -> dict[str, Any]:
    when = {} if {"at", "probability"} & more.keys() else {"probability": 1.0}
    return {"fault": name, "action": action, **when, **more}


def seats(clerk: Office) -> Counter[str]:
    """How many appointments each person has on the server."""
    return Counter(cid for cid, _, _ in clerk.booked)


# --- one schedule is not the truth ---

SCHEDULES = {
    "lists the first rows only": fault("paged", SCHEDULE, rows=3),
    "is late": fault("late", SCHEDULE, seconds=60),
    "is cached": fault("cached", SCHEDULE, seconds=60),
    "masks ids with digits": fault("spelled", SCHEDULE, cid="masked by digits"),
    "masks ids": fault("spelled", SCHEDULE, cid="masked"),
    "has wrong check digits": fault("spelled", SCHEDULE, cid="wrong check digit"),
}


@pytest.mark.parametrize("lie", SCHEDULES)
def test_the_same_file_again_books_nobody_twice_though_the_schedule(tmp_path: Path, lie: str) -> None:
    rows = rows_for(12)

    async def journey() -> None:
        with server_with([SCHEDULES[lie]], **AGAIN) as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                first = await clerk.book(rows)
                assert set(clerk.states(first).values()) == {State.BOOKED}
                await asyncio.sleep(QUICK.absent_after)  # old enough to be believed gone
                again = await clerk.book(rows)
                assert set(clerk.states(again).values()) == {State.SKIPPED}
                assert clerk.booked == wanted(rows)

    go(journey)


def planned(clerk: Office, rows: Sequence[Appointment]) -> int:
    """A batch whose plan was made before anybody was booked."""
    account = clerk.desk.account
    steps = [(row, State.PLANNED, "", None) for row in rows]
    return clerk.desk.journal.add_batch(account.facility, account.user, Source("a.xlsx"), steps)


async def stopped_once_booked(clerk: Office, row: Appointment) -> int:
    """The batch of one row that was stopped as soon as the server had answered: nobody has looked it up yet."""
    control = Control()

    def stop_once_booked(event: Event) -> None:
        if isinstance(event, RowChanged) and event.outcome.state is State.BOOKED:
            control.stop()

    batch = planned(clerk, [row])
    await clerk.desk.run(batch, control, stop_once_booked)
    return batch


@pytest.mark.parametrize("lie", SCHEDULES)
def test_a_batch_that_was_planned_before_books_nobody_twice_though_the_schedule(tmp_path: Path, lie: str) -> None:
    rows = rows_for(6)

    async def journey() -> None:
        with server_with([SCHEDULES[lie]], **AGAIN) as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                await clerk.book(rows)
                await asyncio.sleep(QUICK.absent_after)
                again = planned(clerk, rows)
                await clerk.run(again)
                assert set(clerk.states(again).values()) == {State.SKIPPED}
                assert clerk.booked == wanted(rows)

    go(journey)


def test_a_booking_of_a_moment_ago_that_nothing_shows_yet_is_still_ours(tmp_path: Path) -> None:
    """Schedule and person are both late: two witnesses, but too early."""
    rows = rows_for(4)

    async def journey() -> None:
        with server_with(**AGAIN) as practice:
            async with office(practice, tmp_path / "j.db", timing=replace(QUICK, absent_after=60.0)) as clerk:
                await clerk.book(rows)
                late = {"faults": [fault("late", "*", seconds=120)], "seed": 1}
                await asyncio.to_thread(httpx.post, practice.url + "/practice/faults", json=late)
                again = await clerk.book(rows)
                assert clerk.codes(again) == {"booked_in_other_batch"}
                assert clerk.booked == wanted(rows)

    go(journey)


def test_a_clock_set_ahead_makes_nobody_who_was_booked_just_now_a_row_of_the_past(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows of days that are over are looked for once; these have had no time to show."""
    rows = rows_for(3, days=1)

    async def journey() -> None:
        with server_with([fault("late", "*", seconds=0.3)], **AGAIN) as practice:
            async with office(practice, tmp_path / "j.db", timing=replace(QUICK, shown_after=2.0)) as clerk:
                batch = clerk.save(await clerk.desk.plan(rows))
                monkeypatch.setattr("app.booking.doubt.today", lambda: rows[0].date + timedelta(days=1))
                await clerk.run(batch)
                assert set(clerk.states(batch).values()) == {State.BOOKED}
                assert all(entry.verified for entry in clerk.desk.entries(batch))

    go(journey)


async def lie(clerk: Office, *faults: dict[str, Any]) -> None:
    """From now on."""
    scenario = {"faults": list(faults), "seed": 1}
    await asyncio.to_thread(httpx.post, clerk.practice.url + "/practice/faults", json=scenario)


def test_who_was_given_back_just_now_is_not_skipped_on_the_word_of_a_list_that_is_behind(tmp_path: Path) -> None:
    rows = rows_for(3, days=1)

    async def journey() -> None:
        with server_with(**AGAIN) as practice:
            async with office(practice, tmp_path / "j.db", timing=replace(QUICK, absent_after=1.0)) as clerk:
                batch = await clerk.book(rows)
                stood = time.monotonic() + 0.8
                await asyncio.sleep(1.6)
                await clerk.desk.undo(batch, Control(), clerk.events.append)
                assert clerk.booked == []
                await lie(clerk, fault("late", SCHEDULE, seconds=time.monotonic() - stood))
                again = await clerk.book(rows)
                assert State.SKIPPED not in clerk.states(again).values()
                await lie(clerk)
                await clerk.run(again)
                assert clerk.booked == wanted(rows)

    go(journey)


@pytest.mark.parametrize(("sheet", "behind_from"), [("the same", 2), ("an hour later", 1)])
def test_hours_that_were_given_back_just_now_are_nobodys_whichever_look_still_shows_them(
    tmp_path: Path, sheet: str, behind_from: int
) -> None:
    """A look while rows are sent, after one that was right; or the first, which shows another hour than the wanted."""
    rows = rows_for(5, days=1)

    async def journey() -> None:
        with server_with(**AGAIN) as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                batch = await clerk.book(rows)
                stood = time.monotonic()
                await asyncio.sleep(QUICK.absent_after + 0.1)
                await clerk.desk.undo(batch, Control(), clerk.events.append)
                assert clerk.booked == []
            async with office(practice, tmp_path / "j.db", timing=replace(QUICK, absent_after=20.0)) as clerk:
                again = planned(clerk, rows if sheet == "the same" else an_hour_later(rows))
                looks = list(range(behind_from, 50))
                await lie(clerk, fault("late", SCHEDULE, seconds=time.monotonic() - stood, at=looks))
                ended = await clerk.run(again)
                assert ended.error == "", "nobody else booked them"
                assert set(clerk.states(again).values()) <= {State.BOOKED, State.NOT_SENT}

    go(journey)


NO_SCHEDULE = fault("answered", SCHEDULE, status=501, effect=False, type="json", body='{"MessageCode": 501}')


def test_one_witness_that_is_behind_frees_nobody_where_the_schedule_can_not_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = rows_for(3)
    monkeypatch.setattr("app.booking.control.ALONE", 1000)

    async def journey() -> None:
        with server_with(**AGAIN) as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                await clerk.book(rows)
                await asyncio.sleep(QUICK.absent_after)
                await lie(clerk, NO_SCHEDULE, fault("late", TARGET, seconds=60))
                again = planned(clerk, rows)
                await clerk.run(again)
                assert clerk.codes(again) == {"booked_in_other_batch"}
                assert clerk.booked == wanted(rows)

    go(journey)


def test_one_witness_that_is_behind_sends_nobody_again_where_the_schedule_can_not_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = rows_for(2)
    monkeypatch.setattr("app.booking.control.ALONE", 1000)
    lies = (NO_SCHEDULE, fault("late", TARGET, seconds=0.8), fault("drop_after", CONFIRM, at=[1]))

    async def journey() -> None:
        with server_with(lies, **AGAIN) as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                batch = await clerk.book(rows)
                assert clerk.booked == wanted(rows)
                assert set(clerk.states(batch).values()) == {State.BOOKED}

    go(journey)


@pytest.mark.parametrize("lie", ["lists the first rows only", "masks ids with digits"])
def test_another_pc_is_told_by_a_sample_of_people_that_the_schedule_lacks_them(tmp_path: Path, lie: str) -> None:
    rows = rows_for(12, days=1)

    async def journey() -> None:
        with server_with([SCHEDULES[lie]], **AGAIN) as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                await clerk.book(rows)
            async with office(practice, tmp_path / "elsewhere.db") as other:
                batch = await other.book(rows)
                assert set(other.states(batch).values()) == {State.SKIPPED}
                assert other.booked == wanted(rows)

    go(journey)


def test_a_server_that_shows_bookings_late_is_waited_for(tmp_path: Path) -> None:
    rows = rows_for(10)
    late = fault("late", "*", seconds=1.5)
    timing = replace(QUICK, shown_after=6.0)

    async def journey() -> None:
        with server_with([late], **AGAIN) as practice:
            async with office(practice, tmp_path / "j.db", timing=timing) as clerk:
                batch = await clerk.book(rows)
                assert set(clerk.states(batch).values()) == {State.BOOKED}, "none is given to the clerk"
                assert all(entry.verified for entry in clerk.desk.entries(batch))

    go(journey)


# --- one person, two hours ---


def an_hour_later(rows: Sequence[Appointment]) -> list[Appointment]:
    return [replace(row, hour=row.hour + 1) for row in rows]


@pytest.mark.parametrize("lean", [False, True])
def test_a_corrected_copy_afterwards_gives_nobody_a_second_hour(tmp_path: Path, lean: bool) -> None:
    """The schedule of cid and slot id alone is the shape that was SEEN."""
    rows = rows_for(6)

    async def journey() -> None:
        with server_with(lean_schedule=lean, **AGAIN) as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                await clerk.book(rows)
            async with office(practice, tmp_path / "elsewhere.db") as other:
                batch = await other.book(an_hour_later(rows))
                outcomes = other.desk.outcomes(batch).values()
                assert {(one.state, one.code) for one in outcomes} == {(State.REFUSED, "other_hour_same_day")}
                assert {one.detail for one in outcomes} == {"08:00"}, "the clerk reads which hour"
                assert other.booked == wanted(rows)

    go(journey)


def test_a_corrected_copy_beside_the_first_gives_nobody_a_second_hour(tmp_path: Path) -> None:
    rows = rows_for(40)

    async def journey() -> None:
        with server_with(**AGAIN) as practice:
            async with office(practice, tmp_path / "j.db") as one, office(practice, tmp_path / "j.db") as two:
                batches = one.save(await one.desk.plan(rows)), two.save(await two.desk.plan(an_hour_later(rows)))
                await asyncio.gather(one.run(batches[0]), two.run(batches[1]))
                assert set(seats(one).values()) == {1}

    go(journey)


def test_people_with_another_hour_are_moved_to_the_sheets_hour_where_the_clerk_says_so(tmp_path: Path) -> None:
    rows = rows_for(3)

    async def journey() -> None:
        with server_with() as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                await clerk.book(rows)
                later = an_hour_later(rows)
                batch = await clerk.book(later)
                moving = {later[0].row, later[1].row}
                await same_day.move_rows(clerk.desk, batch, moving, Control(), clerk.events.append)
                assert clerk.booked == wanted([*later[:2], rows[2]])
                codes = {row: one.code for row, one in clerk.desk.outcomes(batch).items()}
                assert codes == {2: "moved", 3: "moved", 4: "other_hour_same_day"}

    go(journey)


# --- somebody else books the same rows ---


class Meanwhile:
    """Does something once, as soon as a row was booked."""

    def __init__(self, clerk: Office, do: Any) -> None:
        self._clerk = clerk
        self._do = do
        self.task: asyncio.Task[Any] | None = None

    def __call__(self, event: Event) -> None:
        self._clerk.events.append(event)
        if isinstance(event, RowChanged) and event.outcome.state is State.BOOKED and self.task is None:
            self.task = asyncio.ensure_future(self._do())


def assert_noticed(clerk: Office, batch: int, finished: Finished) -> None:
    """Nothing more was sent once another computer was noticed, or there was nothing left to send."""
    left = State.PLANNED in clerk.states(batch).values()
    assert finished.error == ("booked_by_others" if left else "")


@asynccontextmanager
async def side_by_side(
    practice: PracticeServer, folder: Path, rows: Sequence[Appointment]
) -> AsyncIterator[tuple[Office, int, Office, int]]:
    """Two computers, each with its batch of one sheet: the second starts with the first row of the first, and one of
    them notices."""
    async with office(practice, folder / "j.db") as one, office(practice, folder / "k.db") as two:
        batch = one.save(await one.desk.plan(rows))
        theirs = two.save(await two.desk.plan(rows))
        meanwhile = Meanwhile(one, lambda: two.run(theirs))
        finished = await one.desk.run(batch, Control(), meanwhile)
        assert meanwhile.task is not None
        other = await meanwhile.task
        assert_noticed(one, batch, finished)
        assert_noticed(two, theirs, other)
        yield one, batch, two, theirs


@pytest.mark.parametrize("lean", [False, True])
def test_another_computer_with_the_same_sheet_is_noticed_and_sending_ends(tmp_path: Path, lean: bool) -> None:
    rows = rows_for(120)

    async def journey() -> None:
        with server_with(lean_schedule=lean, **AGAIN) as practice:
            async with side_by_side(practice, tmp_path, rows) as (one, batch, two, theirs):
                doubled = sum(count - 1 for count in seats(one).values())
                assert doubled <= 6, "a handful at the very beginning, not the whole sheet"
                told = [o for place in (one.desk.outcomes(batch), two.desk.outcomes(theirs)) for o in place.values()]
                assert doubled == 0 or any(outcome.code == "two_seats" for outcome in told)

    go(journey)


def test_who_comes_while_another_computer_is_at_it_sends_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It stops before its first row, and the other one, which meets nobody, goes on to the end."""
    rows, moment, rest = rows_for(70, days=1), replace(QUICK, look_again=0.123), Flow.rest

    async def journey() -> None:
        with server_with(**AGAIN) as practice:
            here, there = office(practice, tmp_path / "j.db"), office(practice, tmp_path / "k.db", timing=moment)
            async with here as one, there as two:
                batch = one.save(await one.desk.plan(rows))
                theirs = two.save(await two.desk.plan(rows))
                running = asyncio.ensure_future(one.run(batch))

                async def others_book(calls: int) -> None:
                    while one.calls(CONFIRM) < calls and not running.done():
                        await asyncio.sleep(0.01)

                async def rest_until_others_booked(flow: Flow, seconds: float) -> None:
                    if seconds == moment.look_again:
                        await others_book(one.calls(CONFIRM) + 3)
                    await rest(flow, seconds)

                monkeypatch.setattr(Flow, "rest", rest_until_others_booked)
                await others_book(6)
                assert (await two.run(theirs)).error == "booked_by_others"
                assert State.BOOKED not in two.states(theirs).values()
                assert (await running).error == ""
                assert set(one.states(batch).values()) == {State.BOOKED}
                assert set(seats(one).values()) == {1}

    go(journey)


UNKNOWN_CALL = {"body": '{"MessageCode": 501, "Message": "ไม่รู้จักคำสั่ง"}', "status": 501, "effect": False, "type": "json"}
HIDES = {
    "shows a page of it": fault("paged", SCHEDULE, rows=5),
    "masks ids with digits": fault("spelled", SCHEDULE, cid="masked by digits"),
    "is cached": fault("cached", SCHEDULE, seconds=60),
    "is not there": fault("answered", SCHEDULE, **UNKNOWN_CALL),
}


@pytest.mark.parametrize("lie", HIDES)
def test_two_computers_with_one_sheet_book_nobody_twice_though_the_schedule(tmp_path: Path, lie: str) -> None:
    """Nor does whoever goes on afterwards, as the program said: each person is asked first, who tells the truth."""
    rows = rows_for(40, days=1)

    async def journey() -> None:
        with server_with([HIDES[lie]], **AGAIN) as practice:
            async with side_by_side(practice, tmp_path, rows) as (one, batch, _two, theirs):
                doubled = sum(count - 1 for count in seats(one).values())
                assert doubled <= 2, "the first rows, before anything is known"
            for journal, number in (("j.db", batch), ("k.db", theirs)):
                async with office(practice, tmp_path / journal) as again:
                    if again.desk.journal.info(number).open:
                        await again.run(number)
                    assert sum(count - 1 for count in seats(again).values()) == doubled
            assert len(seats(again)) + doubled == len(rows), "but for those whose seat somebody has twice"

    go(journey)


def test_who_shares_our_journal_and_books_somebody_while_that_person_is_asked_about_is_no_stranger(
    tmp_path: Path,
) -> None:
    """Another window, or another computer of the office: the journal is asked once more before the run is ended."""
    rows = rows_for(6, days=1)

    async def journey() -> None:
        with server_with([HIDES["is not there"]], **AGAIN) as practice:
            async with office(practice, tmp_path / "j.db") as one, office(practice, tmp_path / "j.db") as two:
                batch = one.save(await one.desk.plan(rows))
                theirs = two.save(await two.desk.plan(rows))
                real, begun = one.desk.schedules.find, list[Finished]()

                async def find(*args: Any, **how: Any) -> Seen:
                    if not begun and Phase(batch, "asking") in one.events:
                        begun.append(Finished(theirs))
                        begun[0] = await two.run(theirs)
                    return await real(*args, **how)

                one.desk.schedules.find = find  # type: ignore[method-assign]
                finished = await one.run(batch)
                assert begun, "everybody is asked before"
                assert (finished.error, begun[0].error) == ("", "")
                assert set(one.states(batch).values()) == {State.SKIPPED}
                assert sum(seats(one).values()) == len(rows)

    go(journey)


@pytest.mark.parametrize("some_left", [True, False])
def test_what_others_booked_during_a_pause_is_seen_before_the_next_row(tmp_path: Path, some_left: bool) -> None:
    """Nobody is told to go on where nothing is left: everybody is booked, by one of the two."""
    rows = rows_for(30)

    async def journey() -> None:
        with server_with([fault("latency", CONFIRM, seconds=0.1)], **AGAIN) as practice:
            async with office(practice, tmp_path / "j.db") as one, office(practice, tmp_path / "k.db") as two:
                batch, control = one.save(await one.desk.plan(rows)), Control()
                running = asyncio.ensure_future(one.run(batch, control))
                while not one.calls(CONFIRM):
                    await asyncio.sleep(0.01)
                control.pause()
                while sum(state is State.PLANNED for state in one.states(batch).values()) + one.calls(CONFIRM) != 30:
                    await asyncio.sleep(0.05)  # what was under way lands
                await asyncio.sleep(0.3)
                left = [row for row in rows if one.states(batch)[row.row] is State.PLANNED]
                await two.book(left[: len(left) - 3 * some_left])
                control.go_on()
                assert (await running).error == ("booked_by_others" if some_left else "")
                assert list(one.states(batch).values()).count(State.PLANNED) == 3 * some_left
                assert set(seats(one).values()) == {1}

    go(journey)


def test_a_citizen_who_books_the_same_hour_meanwhile_ends_nothing(tmp_path: Path) -> None:
    rows = rows_for(90, days=1)
    last = rows[-1]

    async def journey() -> None:
        slow = fault("latency", CONFIRM, seconds=0.05)
        with server_with([slow]) as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                batch = clerk.save(await clerk.desk.plan(rows))

                async def citizen_books() -> None:
                    act = clerk.desk.session.client.citizen_acts
                    await act(last.cid, "book", practice.facility, None, last.date, last.hour)

                finished = await clerk.desk.run(batch, Control(), Meanwhile(clerk, citizen_books))
                assert finished.error == ""
                assert set(seats(clerk).values()) == {1}
                assert clerk.states(batch)[last.row] in (State.SKIPPED, State.BOOKED)

    go(journey)


# --- what is not understood is not absent ---

SPELLINGS = [
    {"time": "0800"},
    {"time": "8.00"},
    {"date": "buddhist"},
    {"hospital_code": "padded"},
    {"hospital_code": "number"},
]


@pytest.mark.parametrize("spelling", SPELLINGS, ids=str)
@pytest.mark.parametrize("action", [SCHEDULE, TARGET, "*"])
def test_an_odd_spelling_is_read_and_a_lost_answer_books_nobody_twice(
    tmp_path: Path, spelling: dict[str, str], action: str
) -> None:
    rows = rows_for(4)
    actions = (SCHEDULE, TARGET) if action == "*" else (action,)
    lies = [fault("spelled", one, **spelling) for one in actions]

    async def journey() -> None:
        with server_with([*lies, fault("drop_after", CONFIRM, at=[1, 3])], **AGAIN) as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                batch = await clerk.book(rows)
                assert clerk.booked == wanted(rows)
                assert set(clerk.states(batch).values()) == {State.BOOKED}

    go(journey)


@pytest.mark.parametrize("what", ["time", "date"])
def test_an_unreadable_hour_or_day_is_asked_never_sent_again(tmp_path: Path, what: str) -> None:
    rows = rows_for(3)
    lies = [fault("spelled", action, **{what: "unreadable"}) for action in (SCHEDULE, TARGET)]

    async def journey() -> None:
        with server_with([*lies, fault("drop_after", CONFIRM, at=[1])], **AGAIN) as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                batch = await clerk.book(rows)
                await clerk.run(batch)
                assert clerk.booked == wanted(rows), "all there, one of them unheard of"
                assert Counter(clerk.states(batch).values())[State.UNKNOWN] == 1
                assert clerk.calls(CONFIRM) == 3

    go(journey)


@pytest.mark.parametrize("what", ["time", "date"])
@pytest.mark.parametrize("whose", ["ours", "another computer's"])
def test_another_hour_of_a_day_that_can_not_be_read_is_no_leave_to_send(tmp_path: Path, what: str, whose: str) -> None:
    (row,) = rows_for(1)
    lies = [fault("spelled", action, **{what: "unreadable"}) for action in (SCHEDULE, TARGET)]

    async def journey() -> None:
        with server_with(lies, **AGAIN) as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                await clerk.book([row])
            await asyncio.sleep(QUICK.absent_after)  # old enough to be believed gone
            async with office(practice, tmp_path / ("j.db" if whose == "ours" else "other.db")) as clerk:
                again = planned(clerk, [replace(row, hour=15)])
                await clerk.run(again)
                assert clerk.booked == wanted([row])
                told = {"other_hour_same_day"} if (whose, what) == ("ours", "date") else {"cannot_tell_yet"}
                assert clerk.codes(again) == told

    go(journey)


def test_seats_with_numbers_longer_than_most_programs_hold_are_given_back(tmp_path: Path) -> None:
    rows = rows_for(3)

    async def journey() -> None:
        with server_with([fault("spelled", "*", slot_id="huge")], **AGAIN) as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                batch = await clerk.book(rows)
                assert all((one.slot_id or 0) > 2**63 for one in clerk.desk.outcomes(batch).values())
            async with office(practice, tmp_path / "j.db") as clerk:
                await clerk.desk.undo(batch, Control(), clerk.events.append)
                assert set(clerk.states(batch).values()) == {State.CANCELLED}
                assert clerk.booked == []

    go(journey)


# --- booked, by the server's own word ---

OK = '{"result": [{}], "MessageCode": 200, "Message": "OK"}'
REST = list(range(5, 90))


@pytest.mark.parametrize(("record", "done", "code"), [(REST, False, "not_in_schedule"), ([4], True, "")])
def test_a_record_that_cannot_be_read_is_asked_again_and_one_that_lacked_the_seat_is_not_forgotten(
    tmp_path: Path, record: list[int], done: bool, code: str
) -> None:
    """The schedule names nobody. Of the second person the record is asked before sending, the third call, and then for
    what was booked."""
    lies = [
        fault("spelled", SCHEDULE, cid="masked"),
        fault("wrong_json", CONFIRM, body=OK, effect=done, at=[2]),
        fault("wrong_json", TARGET, at=record),
    ]

    async def journey() -> None:
        with server_with(lies) as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                rows = rows_for(2, days=1)
                await clerk.run(planned(clerk, rows[:1]))
                batch = planned(clerk, rows[1:])
                await clerk.run(batch)
                (told,) = clerk.desk.outcomes(batch).values()
                assert (told.state, told.code) == (State.BOOKED if done else State.UNKNOWN, code)

    go(journey)


def test_a_seat_that_a_late_record_lacked_and_shows_by_now_at_an_hour_that_cannot_be_read_is_not_said_to_be_missing(
    tmp_path: Path,
) -> None:
    lies = [
        fault("wrong_json", SCHEDULE),
        fault("late", TARGET, seconds=0.3),
        fault("spelled", TARGET, time="unreadable"),
    ]

    async def journey() -> None:
        with server_with(lies) as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                batch = planned(clerk, rows_for(1))
                await clerk.run(batch)
                (told,) = clerk.desk.outcomes(batch).values()
                assert (told.state, told.code) == (State.BOOKED, "booked_unseen")

    go(journey)


@pytest.mark.parametrize("unreadable", [range(3, 6), range(3, 900)])
def test_a_seat_that_one_look_showed_is_not_said_to_be_missing_by_a_late_record_alone(
    tmp_path: Path, unreadable: range
) -> None:
    """The first person was booked by the server's word only, so the second one's seat is looked at again: by then the
    schedule can't be read, and the record is far behind."""
    lies = [
        fault("wrong_json", CONFIRM, body=OK, effect=False, at=[1]),
        fault("wrong_json", SCHEDULE, at=list(unreadable)),
        fault("late", TARGET, seconds=60),
    ]

    slower = replace(QUICK, absent_after=0.9, shown_after=0.9)  # than a busy machine's first look

    async def journey() -> None:
        with server_with(lies) as practice:
            async with office(practice, tmp_path / "j.db", timing=slower) as clerk:
                rows = rows_for(2, days=1)
                batch = planned(clerk, rows)
                await clerk.run(batch)
                told = {row.cid: clerk.desk.outcomes(batch)[row.row] for row in rows}
                ((held, _, _),) = clerk.booked
                settles = len(unreadable) < 90
                expected = (State.BOOKED, "") if settles else (State.UNKNOWN, "shown_once")
                one = told.pop(held)
                assert (one.state, one.code) == expected
                assert {(one.state, one.code) for one in told.values()} == {(State.UNKNOWN, "not_in_schedule")}

    go(journey)


def test_a_stop_before_what_was_booked_is_looked_for_leaves_something_to_go_on_with(tmp_path: Path) -> None:
    control = Control()

    def stop(event: Event) -> None:
        if isinstance(event, Phase) and event.name == "verifying":
            control.stop()

    async def journey() -> None:
        with server_with([fault("wrong_json", CONFIRM, body=OK, effect=False)]) as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                rows = rows_for(2)
                batch = planned(clerk, rows)
                assert (await clerk.desk.run(batch, control, stop)).stopped
                going_on = clerk.desk.unfinished(rows)
                assert going_on is not None
                assert going_on.id == batch
                await clerk.run(batch)
                assert clerk.codes(batch) == {"not_in_schedule"}
                assert clerk.booked == []

    go(journey)


def test_what_a_run_waits_for_is_told_with_its_rows_and_how_long(tmp_path: Path) -> None:
    async def journey() -> None:
        with server_with([fault("wrong_json", CONFIRM, body=OK, effect=False)]) as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                batch = planned(clerk, rows := rows_for(2))
                await clerk.run(batch)
                waits = [event for event in clerk.events if isinstance(event, Waiting)]
                assert waits
                assert tuple(row.row for row in rows) in {one.rows for one in waits}
                assert all(0 < one.seconds <= 60 for one in waits)

    go(journey)


def test_where_no_record_can_be_read_at_all_people_are_not_asked_over_and_over(tmp_path: Path) -> None:
    lies = [fault("wrong_json", SCHEDULE), fault("wrong_json", TARGET)]

    async def journey() -> None:
        with server_with(lies) as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                rows = rows_for(34)
                batch = planned(clerk, rows)
                for row in rows:  # as a run left it that ended before it looked
                    assert clerk.desk.journal.claim(batch, row.row) is None
                    clerk.desk.journal.mark(batch, row.row, State.BOOKED)
                await clerk.run(batch)
                assert clerk.codes(batch) == {"booked_unseen"}
                assert clerk.calls(TARGET) <= len(rows) + 2 * AT_ONCE

    go(journey)


@pytest.mark.parametrize(
    ("shows", "codes"), [("the others", ["", "", "not_in_schedule"]), ("nothing", ["booked_unseen"] * 3)]
)
def test_whom_nobody_looked_for_before_the_day_was_over_is_looked_for_where_the_books_still_show_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shows: str, codes: list[str]
) -> None:
    rows = rows_for(3, days=1)

    async def journey() -> None:
        with server_with() as practice:
            async with office(practice, tmp_path / "j.db") as clerk, office(practice, tmp_path / "k.db") as other:
                batch = planned(clerk, rows)
                for row in rows:  # as a run left it that ended before it looked; the last one was a lie
                    assert clerk.desk.journal.claim(batch, row.row) is None
                    clerk.desk.journal.mark(batch, row.row, State.BOOKED)
                if shows != "nothing":
                    await other.book(rows[:2])
                monkeypatch.setattr("app.clock.boot_id", lambda: "of a month later")
                monkeypatch.setattr("app.booking.doubt.today", lambda: any_day(30))
                await clerk.run(batch)
                assert [outcome.code for outcome in clerk.desk.outcomes(batch).values()] == codes
                assert clerk.desk.history()[0].open == (shows != "nothing"), "somebody must look"

    go(journey)


# --- an answer that came after the booking ---

AFTER = [
    {"status": status, "type": kind}
    for status, kind in [(401, "same"), (429, "page"), (407, "page"), (201, "same"), (202, "same"), (204, "same")]
    + [(408, "page"), (409, "page"), (499, "page"), (409, "same"), (500, "same")]
]


@pytest.mark.parametrize("answer", AFTER, ids=str)
@pytest.mark.parametrize("effect", [True, False])
def test_an_answer_that_may_come_after_the_booking_is_looked_up_before_anything_is_sent_again(
    tmp_path: Path, answer: dict[str, Any], effect: bool
) -> None:
    rows = rows_for(4)

    async def journey() -> None:
        with server_with([fault("answered", CONFIRM, effect=effect, at=[2], **answer)], **AGAIN) as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                batch = await clerk.book(rows)
                assert clerk.booked == wanted(rows)
                assert set(clerk.states(batch).values()) == {State.BOOKED}
                assert clerk.calls(CONFIRM) == 4 if effect else 5

    go(journey)


@pytest.mark.parametrize("status", [403, 404, 405])
def test_a_page_that_is_no_envelope_ends_the_batch_and_refuses_nobody(tmp_path: Path, status: int) -> None:
    rows = rows_for(30)

    async def journey() -> None:
        with server_with([fault("answered", CONFIRM, status=status, effect=False, type="page")]) as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                batch = clerk.save(await clerk.desk.plan(rows))
                finished = await clerk.run(batch)
                assert finished.error == "html_page"
                assert State.REFUSED not in clerk.states(batch).values()
                assert clerk.calls(CONFIRM) < 20, "not the whole sheet at full pace"

    go(journey)


def test_a_refusal_that_was_booked_all_the_same_is_found(tmp_path: Path) -> None:
    rows = rows_for(4)
    body = '{"result": null, "MessageCode": 501, "Message": "ไม่ผ่าน"}'

    async def journey() -> None:
        lie = fault("answered", CONFIRM, status=501, effect=True, type="json", body=body, at=[2, 3])
        with server_with([lie]) as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                batch = await clerk.book(rows)
                assert set(clerk.states(batch).values()) == {State.BOOKED}
                assert Counter(one.code for one in clerk.desk.outcomes(batch).values())["found_booked"] == 2

    go(journey)


LIES = {
    "a plain lie": {"type": "same"},
    "a refusal inside result": {"type": "json", "body": '{"result": {"MessageCode": 501, "Message": "เต็ม"}}'},
    "MessageCode 501.0": {"type": "json", "body": '{"result": null, "MessageCode": 501.0, "Message": "เต็ม"}'},
    "MessageCode E501": {"type": "json", "body": '{"result": null, "MessageCode": "E501", "Message": "เต็ม"}'},
}


@pytest.mark.parametrize("schedule", [True, False])
@pytest.mark.parametrize("lie", LIES)
def test_booked_is_never_said_without_a_booking(tmp_path: Path, lie: str, schedule: bool) -> None:
    rows = rows_for(3)
    faults = [fault("answered", CONFIRM, status=200, effect=False, at=[2], **LIES[lie])]
    faults += [] if schedule else [fault("wrong_json", SCHEDULE)]

    async def journey() -> None:
        with server_with(faults, **AGAIN) as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                batch = await clerk.book(rows)
                states = Counter(clerk.states(batch).values())
                assert states[State.BOOKED] == len(clerk.booked)
                assert set(seats(clerk).values()) == {1}

    go(journey)


def test_a_row_whose_hour_is_over_and_that_is_booked_is_booked_and_not_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A computer's clock may be wrong, and what stands, stands."""
    rows = rows_for(2)

    async def journey() -> None:
        with server_with() as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                await clerk.book(rows[:1])
                again = planned(clerk, rows)
                monkeypatch.setattr("app.booking.looking.thai_now", lambda: thai_now() + timedelta(days=30))
                await clerk.run(again)
                codes = [(one.state, one.code) for one in clerk.desk.outcomes(again).values()]
                assert codes == [(State.SKIPPED, "already_booked"), (State.REFUSED, "hour_past")]

    go(journey)


# --- cancelling ---


@pytest.mark.parametrize("body", ["ไม่พบการจอง", "OK"])
def test_a_cancelling_is_believed_when_the_books_show_it(tmp_path: Path, body: str) -> None:
    rows = rows_for(3)

    async def journey() -> None:
        with server_with([fault("answered", CANCEL, status=200, effect=False, type="text", body=body)]) as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                batch = await clerk.book(rows)
                await clerk.desk.undo(batch, Control(), clerk.events.append)
                assert clerk.booked == wanted(rows)
                assert set(clerk.states(batch).values()) == {State.BOOKED}
                assert clerk.codes(batch) == {"cancel_failed"}

    go(journey)


STALE = {"the person's record": TARGET, "the day's schedule": SCHEDULE}


@pytest.mark.parametrize("stale", STALE)
@pytest.mark.parametrize("answer", ["OK", "ไม่สำเร็จ"])
def test_a_seat_given_back_is_not_called_standing_by_one_witness_that_is_behind(
    tmp_path: Path, stale: str, answer: str
) -> None:
    rows = rows_for(2)
    body = json.dumps({"result": None, "MessageCode": 501, "Message": answer}, ensure_ascii=False)
    refused = fault("answered", CANCEL, status=501, effect=True, type="json", body=body)

    async def journey() -> None:
        with server_with(
            [fault("late", STALE[stale], seconds=0.8), *([refused] if answer != "OK" else [])]
        ) as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                batch = await clerk.book(rows)
                await asyncio.sleep(0.8)
                await clerk.desk.undo(batch, Control(), clerk.events.append)
                assert clerk.booked == []
                assert set(clerk.states(batch).values()) == {State.CANCELLED}

    go(journey)


def test_where_two_witnesses_never_agree_a_cancelling_stays_in_doubt(tmp_path: Path) -> None:
    (row,) = rows_for(1)

    async def journey() -> None:
        with server_with() as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                await clerk.book([row])
                await lie(clerk, fault("cached", TARGET, seconds=60))
                found = await person.look_up(clerk.desk, row.cid)
                result = await person.cancel(clerk.desk, found, found.bookings[0], Control(), clerk.events.append)
                assert (result.code, result.state) == ("cancel_unclear", State.CANCELLING)

    go(journey)


def test_a_move_whose_old_seat_stands_says_that_both_stand(tmp_path: Path) -> None:
    (row,) = rows_for(1)

    async def journey() -> None:
        with server_with([fault("answered", CANCEL, status=200, effect=False, type="text", body="OK")]) as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                await clerk.book([row])
                found = await person.look_up(clerk.desk, row.cid)
                (day,) = weekdays(1, row.date + timedelta(days=7))
                result = await person.move(
                    clerk.desk, found, found.bookings[0], day, row.hour, Control(), clerk.events.append
                )
                assert result.code == "move_has_both"
                assert clerk.booked == wanted([row, replace(row, date=day)])

    go(journey)


def test_a_sheet_that_comes_again_says_that_the_old_hour_stands_too(tmp_path: Path) -> None:
    (row,) = rows_for(1)

    async def journey() -> None:
        deaf = fault("answered", CANCEL, status=200, effect=False, type="text", body="OK")
        with server_with([deaf], **AGAIN) as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                await clerk.book([row])
                found = await person.look_up(clerk.desk, row.cid)
                to = (row.date, row.hour + 1)
                result = await person.move(clerk.desk, found, found.bookings[0], *to, Control(), clerk.events.append)
                assert (result.code, len(clerk.booked)) == ("move_has_both", 2)
                again = clerk.save(await clerk.desk.plan([row]))
                later = planned(clerk, an_hour_later([row]))
                await clerk.run(later)
                told = [clerk.desk.outcomes(batch)[row.row] for batch in (again, later)]
                assert [(one.state, one.code) for one in told] == [(State.SKIPPED, "also_other_hour")] * 2
                hours = [f"{hour:02d}:00" for hour in (row.hour + 1, row.hour)]
                assert [one.detail for one in told] == hours
                assert f" {hours[0]} น. " in say(told[0].code, "th", detail=told[0].detail)

    go(journey)


# --- repeats by others ---


@pytest.mark.parametrize("lean", [False, True])
def test_two_seats_by_a_repeat_on_the_way_are_counted_told_and_given_back(tmp_path: Path, lean: bool) -> None:
    """`lean`: the schedule knows a seat by its number alone; another line of that person may be a second one."""
    rows = rows_for(6)
    faults = [fault("repeated", CONFIRM, sends=2, at=[2, 4])]
    faults += [fault("late", TARGET, seconds=0.2)] if lean else []

    async def journey() -> None:
        with server_with(faults, lean_schedule=lean, **AGAIN) as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                batch = await clerk.book(rows)
                assert Counter(seats(clerk).values()) == {1: 4, 2: 2}
                codes = Counter(outcome.code for outcome in clerk.desk.outcomes(batch).values())
                assert codes["two_seats"] == 2
                await clerk.desk.cancel_extra(batch, Control(), clerk.events.append)
                assert clerk.booked == wanted(rows)
                assert "two_seats" not in clerk.codes(batch)
                assert set(clerk.states(batch).values()) == {State.BOOKED}

    go(journey)


@pytest.mark.parametrize("sign", ["an answer is lost", "another call was repeated at once"])
def test_a_call_that_is_repeated_after_the_last_look_is_counted_where_anything_pointed_to_it(
    tmp_path: Path, sign: str
) -> None:
    """The last row's seat comes a second time when the batch has been verified already."""
    rows = rows_for(3)
    late = fault("repeated", CONFIRM, sends=2, late_seconds=0.6, at=[3])
    at_once = fault("drop_after", CONFIRM, at=[1]) if "lost" in sign else fault("repeated", CONFIRM, sends=2, at=[1])

    async def journey() -> None:
        with server_with([late, at_once], **AGAIN) as practice:
            async with office(practice, tmp_path / "j.db", timing=replace(QUICK, look_again=1.5), cap=5) as clerk:
                batch = await clerk.book(rows)
                doubled = [cid for cid, count in seats(clerk).items() if count > 1]
                told = clerk.desk.outcomes(batch).values()
                assert len(doubled) == (1 if "lost" in sign else 2)
                assert sum(outcome.code == "two_seats" for outcome in told) == len(doubled)

    go(journey)


def test_a_second_seat_that_a_list_cut_off_hides_is_counted(tmp_path: Path) -> None:
    rows = rows_for(3, days=1)
    lies = [fault("paged", SCHEDULE, rows=1), fault("repeated", CONFIRM, sends=2, at=[1])]

    async def journey() -> None:
        with server_with(lies, **AGAIN) as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                batch = await clerk.book(rows)
                assert len(clerk.booked) == 4
                assert Counter(one.code for one in clerk.desk.outcomes(batch).values())["two_seats"] == 1

    go(journey)


def test_what_the_server_does_not_show_yet_keeps_it_from_being_believed(tmp_path: Path) -> None:
    """Three were booked by its own word and are not shown: a fourth, whose answer was lost, is not absent either."""
    rows = rows_for(4, days=1)
    lies = [fault("drop_after", CONFIRM, at=[4]), fault("late", "*", seconds=3.0)]

    async def journey() -> None:
        with server_with(lies, **AGAIN) as practice:
            timing = replace(QUICK, absent_after=0.8, shown_after=6.0)
            async with office(practice, tmp_path / "j.db", timing=timing) as clerk:
                await clerk.book(rows)
                assert clerk.booked == wanted(rows)

    go(journey)


@pytest.mark.parametrize("repeat", ["again", "refuse"])
def test_undo_leaves_no_seat_that_our_calls_made(tmp_path: Path, repeat: str) -> None:
    """`refuse`: the repeat is told "booked already", though it was our own call that booked."""
    rows = rows_for(4)

    async def journey() -> None:
        with server_with([fault("repeated", CONFIRM, sends=2)], repeat=repeat) as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                batch = await clerk.book(rows)
                await clerk.desk.undo(batch, Control(), clerk.events.append)
                assert clerk.booked == []
                assert set(clerk.states(batch).values()) == {State.CANCELLED}

    go(journey)


# --- time ---


def test_a_clock_set_while_an_answer_was_lost_sends_nothing_too_early(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The call is still under way at the server when the clock is put right by minutes."""
    rows = rows_for(3)
    lost = fault("drop_after", CONFIRM, late_seconds=0.8)

    async def journey() -> None:
        with server_with([lost], **AGAIN) as practice:
            async with office(practice, tmp_path / "j.db", timing=replace(QUICK, absent_after=2.0)) as clerk:
                batch = clerk.save(await clerk.desk.plan(rows))
                shifts: Iterator[int] = iter(range(10**6))
                monkeypatch.setattr(
                    "app.booking.looking.thai_now", lambda: thai_now() + timedelta(minutes=5 * next(shifts))
                )
                store = clerk.desk.journal._store
                now = store.now
                monkeypatch.setattr(store, "now", lambda: replace(now(), wall=now().wall + 300 * next(shifts)))
                await clerk.run(batch)
                assert clerk.booked == wanted(rows)

    go(journey)


def test_what_is_past_is_never_sent(tmp_path: Path) -> None:
    """`resume` three days later."""
    rows = [replace(row, date=today() - timedelta(days=3)) for row in rows_for(2)]

    async def journey() -> None:
        with server_with() as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                account = clerk.desk.account
                steps = [(row, State.PLANNED, "", None) for row in rows]
                batch = clerk.desk.journal.add_batch(account.facility, account.user, Source("a.xlsx"), steps)
                await clerk.run(batch)
                assert clerk.calls(CONFIRM) == 0
                assert clerk.codes(batch) == {"hour_past"}

    go(journey)


def test_the_hour_that_passes_while_a_batch_waits_is_not_sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = rows_for(2)

    async def journey() -> None:
        with server_with() as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                batch, control = clerk.save(await clerk.desk.plan(rows)), Control()
                control.pause()
                running = asyncio.ensure_future(clerk.run(batch, control))
                await asyncio.sleep(0.1)
                monkeypatch.setattr("app.booking.looking.thai_now", lambda: thai_now() + timedelta(days=30))
                control.go_on()
                await running
                assert clerk.calls(CONFIRM) == 0
                assert clerk.codes(batch) == {"hour_past"}

    go(journey)


# --- holds and damage ---


def test_a_pause_while_the_last_rows_are_under_way_ends_nothing(tmp_path: Path) -> None:
    rows = rows_for(5)

    async def journey() -> None:
        with server_with([fault("latency", CONFIRM, seconds=0.4)]) as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                batch, control = clerk.save(await clerk.desk.plan(rows)), Control()
                running = asyncio.ensure_future(clerk.run(batch, control))
                while clerk.calls(CONFIRM) < 5:
                    await asyncio.sleep(0.01)
                control.pause()
                await asyncio.sleep(0.8)
                control.go_on()
                assert (await running).error == ""
                assert set(clerk.states(batch).values()) == {State.BOOKED}

    go(journey)


def test_a_hold_while_the_last_row_is_under_way_ends_nothing(tmp_path: Path) -> None:
    rows = rows_for(6)
    faults = [fault("error_before", CONFIRM, at=[1, 2, 3, 4, 5]), fault("latency", CONFIRM, at=6, seconds=0.3)]

    async def journey() -> None:
        with server_with(faults) as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                batch = await clerk.book(rows)
                assert set(clerk.states(batch).values()) == {State.BOOKED}

    go(journey)


@pytest.mark.parametrize("state", [State.PLANNED, State.REFUSED])
def test_a_batch_of_which_nobody_knows_what_it_was_for_is_not_run_as_a_booking(tmp_path: Path, state: State) -> None:
    """Nor are its refused rows planned again, which a later start would send."""
    (row,) = rows_for(1)

    async def journey() -> None:
        with server_with() as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                await clerk.book([row])
                facility, user = clerk.desk.account.facility, clerk.desk.account.user
                source = Source("", rows=1, purpose="cancel")
                batch = clerk.desk.journal.add_batch(facility, user, source, [(row, state, "", None)])
                clerk.desk.journal._db.execute(
                    "UPDATE batch SET about=x'00112233445566778899aabbccddeeff' WHERE id=?", (batch,)
                )
                before = clerk.calls(CONFIRM)
                with pytest.raises(InputError, match="batch_damaged"):
                    await clerk.run(batch)
                for retry in (clerk.desk.second_days, clerk.desk.retry_failed, clerk.desk.unbooked):
                    with pytest.raises(InputError, match="batch_damaged"):
                        retry(batch)
                assert clerk.states(batch)[row.row] is state
                assert clerk.calls(CONFIRM) == before
                assert clerk.booked == wanted([row])

    go(journey)


def test_one_damaged_row_of_an_old_batch_stops_no_upload(tmp_path: Path) -> None:
    rows = rows_for(4)

    async def journey() -> None:
        with server_with() as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                old = await clerk.book(rows[:2])
                clerk.desk.journal._db.execute("UPDATE row SET sealed=x'00112233445566778899aabbccddeeff'")
                batch = await clerk.book(rows)
                assert clerk.booked == wanted(rows)
                assert Counter(clerk.states(batch).values()) == {State.SKIPPED: 2, State.BOOKED: 2}
                assert set(clerk.states(old)) == {2, 3}, "how they stood is still shown"

    go(journey)


NO_WITNESS = {
    "can't be read": NO_SCHEDULE,
    "names nobody": fault("late", SCHEDULE, seconds=300),
}


@pytest.mark.parametrize("schedule", NO_WITNESS)
def test_where_a_record_far_behind_is_all_there_is_nobody_is_sent_again(tmp_path: Path, schedule: str) -> None:
    """Or once more, where a schedule that names nobody says so too."""
    rows = rows_for(2)
    faults = [NO_WITNESS[schedule], fault("late", TARGET, seconds=300), fault("drop_after", CONFIRM)]

    async def journey() -> None:
        with server_with(faults, **AGAIN) as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                batch = await clerk.book(rows)
                assert set(clerk.states(batch).values()) == {State.UNKNOWN}
                assert max(seats(clerk).values()) == (1 if schedule == "can't be read" else 2)

    go(journey)
