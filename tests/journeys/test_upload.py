"""A plan becomes bookings: each row once, each in one honest state, whatever the server does."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.booking.control import Control
from app.domain.values import State
from app.errors import Throttled
from app.events import Finished, Paused, Phase, Resumed
from app.journal.batches import Journal
from app.mophic.client import Flight
from app.mophic.pacing import Pace
from app.practice.world.people import made_up_people
from app.system.paths import pace_folder
from app.thai import thai_date
from app.wording import say
from tests.world import KEY, QUICK, go, office, rows_for, server_with, wanted, weekdays, without_patience


def test_sixty_rows_sixty_bookings_sixty_messages(tmp_path: Path) -> None:
    rows = rows_for(60, days=5)

    async def journey() -> None:
        with server_with() as practice:
            async with office(practice, tmp_path / "journal.db") as clerk:
                batch = await clerk.book(rows)
                assert clerk.booked == wanted(rows)
                assert clerk.messaged == sorted(row.cid for row in rows)
                assert set(clerk.states(batch).values()) == {State.BOOKED}
                assert all(entry.verified for entry in clerk.desk.entries(batch))
                assert all(outcome.slot_id for outcome in clerk.desk.outcomes(batch).values())
                confirms = clerk.calls("ConfirmAppointmentSlot")

                again = await clerk.book(rows)
                assert set(clerk.states(again).values()) == {State.SKIPPED}
                assert clerk.calls("ConfirmAppointmentSlot") == confirms == 60
                assert practice.state()["calls"]["max_in_any_second"] <= 28
                assert practice.state()["blocks"] == 0

    go(journey)


AFTER = [
    {"fault": "error_after"},
    {"fault": "drop_after"},
    {"fault": "reset_after"},
    {"fault": "truncated"},
    {"fault": "wrong_json"},
    {"fault": "wrong_types"},
]
BEFORE = [
    {"fault": "error_before"},
    {"fault": "drop_before"},
    {"fault": "reset_before"},
    {"fault": "throttled"},
    {"fault": "throttled", "plain": True},
    {"fault": "too_many", "retry_after": 1},
    {"fault": "expired_token"},
    {"fault": "truncated", "effect": False},
]


@pytest.mark.parametrize("fault", AFTER + BEFORE, ids=lambda fault: "-".join(map(str, fault.values())))
def test_no_fault_books_twice_or_loses_a_row(tmp_path: Path, fault: dict[str, Any]) -> None:
    rows = rows_for(12)
    strikes = {**fault, "action": "ConfirmAppointmentSlot", "at": [1, 4, 5, 9]}

    async def journey() -> None:
        with server_with([strikes], repeat="again") as practice:  # this server would book a repeat again
            async with office(practice, tmp_path / "journal.db") as clerk:
                batch = await clerk.book(rows)
                assert set(clerk.states(batch).values()) == {State.BOOKED}
                assert clerk.booked == wanted(rows)
                assert clerk.messaged == sorted(row.cid for row in rows)

    go(journey)


def test_a_late_booking_is_waited_for(tmp_path: Path) -> None:
    """The answer is lost and the server books a while later: nobody is booked a second time."""
    rows = rows_for(4)
    fault = {"fault": "drop_after", "late_seconds": 0.3, "action": "ConfirmAppointmentSlot", "at": [2]}

    async def journey() -> None:
        with server_with([fault], repeat="again") as practice:
            async with office(practice, tmp_path / "j.db", timing=replace(QUICK, absent_after=1.5)) as clerk:
                batch = await clerk.book(rows)
                assert clerk.booked == wanted(rows)
                assert "found_booked" in clerk.codes(batch)

    go(journey)


def test_refusals_stay_refused_with_the_servers_words_as_detail(tmp_path: Path) -> None:
    rows = rows_for(3)
    rows[1] = replace(rows[1], hour=12)  # lunch: no slot

    async def journey() -> None:
        with server_with() as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                plan = await clerk.desk.plan(rows)
                assert [(problem.row, problem.code) for problem in plan.warnings] == [(rows[1].row, "hour_not_there")]
                batch = clerk.save(plan)
                await clerk.run(batch)
                outcome = clerk.desk.outcomes(batch)[rows[1].row]
                assert (outcome.state, outcome.code) == (State.REFUSED, "no_slot")
                assert "Slot" in outcome.detail
                assert clerk.booked == wanted([rows[0], rows[2]])
                sent = clerk.calls("ConfirmAppointmentSlot")
                await clerk.run(batch)
                assert clerk.calls("ConfirmAppointmentSlot") == sent  # not sent again by itself
                assert clerk.desk.retry_failed(batch) == 1
                await clerk.run(batch)
                assert clerk.calls("ConfirmAppointmentSlot") == sent + 1

    go(journey)


def test_a_second_day_for_a_person_is_said_before_not_after(tmp_path: Path) -> None:
    """A sheet that comes again with changed days would send people twice: told from the journal, whatever the sheet's
    days, and from the server for whoever was booked elsewhere."""
    rows = rows_for(3)
    first, last = rows[0].date, weekdays(9)[-1]
    moved = [replace(row, date=last) for row in rows]

    async def journey() -> None:
        with server_with() as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                plan = await clerk.desk.plan(rows)
                assert plan.again == ()
                await clerk.run(clerk.save(plan))
                again = await clerk.desk.plan(moved)
                assert again.again == tuple(row.row for row in rows)
                assert thai_date(first) in say("booked_other_day", "th", **again.warnings[-1].params)
                assert [step.state for step in again.steps] == [State.PLANNED] * 3  # a second dose may be meant
            async with office(practice, tmp_path / "other_pc.db") as clerk:
                assert (await clerk.desk.plan(moved)).again == ()  # nobody has looked at that day
                stranger = replace(rows[0], row=9, cid=made_up_people(400)[50].cid)
                assert (await clerk.desk.plan([*moved, stranger])).again == tuple(row.row for row in rows)

    go(journey)


def test_a_person_with_another_hour_that_day_is_not_given_a_second_door(tmp_path: Path) -> None:
    (row,) = rows_for(1)

    async def journey() -> None:
        with server_with() as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                await clerk.book([row])
                batch = await clerk.book([replace(row, hour=15)])
                assert clerk.codes(batch) == {"other_hour_same_day"}
                assert clerk.calls("ConfirmAppointmentSlot") == 1  # not even asked
                assert clerk.booked == wanted([row])

    go(journey)


def test_a_schedule_that_tells_no_hours_is_looked_up_by_person(tmp_path: Path) -> None:
    rows = rows_for(5)

    async def journey() -> None:
        with server_with(lean_schedule=True) as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                batch = await clerk.book(rows)
                again = await clerk.book(rows)
                assert set(clerk.states(batch).values()) == {State.BOOKED}
                assert set(clerk.states(again).values()) == {State.SKIPPED}

    go(journey)


def test_an_html_page_stops_the_batch_and_the_row_is_settled_later(tmp_path: Path) -> None:
    rows = rows_for(10)
    fault = {"fault": "html_page", "action": "ConfirmAppointmentSlot", "at": [3]}

    async def journey() -> None:
        with server_with([fault]) as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                batch = clerk.save(await clerk.desk.plan(rows))
                finished = await clerk.run(batch)
                assert finished.error == "html_page"
                assert State.UNKNOWN in clerk.states(batch).values()
                finished = await clerk.run(batch)
                assert finished.error == ""
                assert clerk.booked == wanted(rows)

    go(journey)


def test_a_block_is_waited_out_and_the_batch_goes_on(tmp_path: Path) -> None:
    rows = rows_for(8)
    fault = {"fault": "terminated", "action": "ConfirmAppointmentSlot", "at": [3], "block_seconds": 0.4}

    async def journey() -> None:
        with server_with([fault]) as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                batch = await clerk.book(rows)
                assert set(clerk.states(batch).values()) == {State.BOOKED}
                assert clerk.booked == wanted(rows)
                pauses = [event for event in clerk.events if isinstance(event, Paused)]
                assert pauses[0].reason == "blocked"
                assert pauses[0].until is not None

    go(journey)


def test_many_rows_meeting_401_renew_once(tmp_path: Path) -> None:
    rows = rows_for(40, days=1)
    faults = [
        {"fault": "latency", "seconds": 0.3, "action": "ConfirmAppointmentSlot", "probability": 1.0},
        {"fault": "expired_token", "action": "ConfirmAppointmentSlot", "at": [5, 6, 7, 8, 9, 10]},
    ]

    async def journey() -> None:
        with server_with(faults) as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                clerk.desk.session._made_at -= 60  # the token is not brand-new
                batch = await clerk.book(rows)
                assert set(clerk.states(batch).values()) == {State.BOOKED}
                assert clerk.calls("get_moph_access_token") == 2

    go(journey)


def test_a_refused_token_is_no_renew_loop(tmp_path: Path) -> None:
    rows = rows_for(6)
    fault = {"fault": "token_refused", "action": "ConfirmAppointmentSlot", "probability": 1.0}

    async def journey() -> None:
        with server_with([fault]) as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                batch = clerk.save(await clerk.desk.plan(rows))
                finished = await clerk.run(batch)
                assert finished.error == "sign_in_needed"
                assert clerk.calls("get_moph_access_token") <= 6
                assert set(clerk.states(batch).values()) <= {State.PLANNED, State.UNKNOWN}, "a 401 may come after it"
                assert clerk.booked == []

    go(journey)


def test_a_lost_network_pauses_and_no_patience_ends_it(tmp_path: Path) -> None:
    rows = rows_for(6)

    async def journey() -> None:
        with server_with() as practice:
            async with office(practice, tmp_path / "j.db", timing=without_patience()) as clerk:
                batch = clerk.save(await clerk.desk.plan(rows))
                practice.stop()
                finished = await clerk.run(batch)
                assert finished.error == "offline"
                assert any(isinstance(event, Paused) and event.reason == "offline" for event in clerk.events)
                assert set(clerk.states(batch).values()) == {State.PLANNED}

    go(journey)


@pytest.mark.parametrize("action", ["ConfirmAppointmentSlot", "*"], ids=["bookings", "every call"])
@pytest.mark.parametrize(("status", "error"), [(407, "proxy_sign_in"), (511, "html_page")])
def test_a_network_that_wants_a_sign_in_ends_the_batch_in_its_patience_after_few_tries(
    tmp_path: Path, status: int, error: str, action: str
) -> None:
    """Also where it lets everything through but the bookings: that the server can be reached is no sign then."""
    wants = {"fault": "answered", "action": action, "status": status, "effect": False, "at": list(range(10, 999))}
    timing = replace(QUICK, patience=1.0)

    async def journey() -> None:
        with server_with([wants]) as practice:
            async with office(practice, tmp_path / "j.db", timing=timing) as clerk:
                batch = clerk.save(await clerk.desk.plan(rows_for(40)))
                started = time.monotonic()
                finished = await clerk.run(batch)
                took, booked = time.monotonic() - started, len(clerk.booked)
                assert finished.error == error
                assert clerk.calls("ConfirmAppointmentSlot") - booked <= 15, "28 a second would be 28 or more"
                assert took < 6.0, "the bookings before it, then a second"
                assert set(clerk.states(batch).values()) <= {State.BOOKED, State.UNKNOWN, State.PLANNED}
                paused = {event.reason for event in clerk.events if isinstance(event, Paused)}
                assert paused == ({"proxy_sign_in"} if status == 407 else set())

    go(journey)


def test_bookings_that_are_only_told_to_come_later_end_the_batch_in_its_patience(tmp_path: Path) -> None:
    """Though looks succeed all the while."""
    later = {"fault": "too_many", "action": "ConfirmAppointmentSlot", "retry_after": 0, "probability": 1.0}
    timing = replace(QUICK, patience=1.0)

    async def journey() -> None:
        with server_with([later]) as practice:
            async with office(practice, tmp_path / "j.db", timing=timing) as clerk:
                batch = clerk.save(await clerk.desk.plan(rows_for(3)))
                async with asyncio.timeout(60):
                    finished = await clerk.run(batch)
                assert finished.error == "throttled"
                assert clerk.booked == []

    go(journey)


def test_a_server_in_trouble_that_says_for_how_long_is_left_alone_for_so_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.mophic.pacing.SHORT", 0.3)
    monkeypatch.setattr("app.booking.flow.SHORT", 0.3)
    busy = {"fault": "answered", "action": "ConfirmAppointmentSlot", "status": 503, "effect": False, "at": [2],
            "retry_after": "1"}  # fmt: skip

    async def journey() -> None:
        with server_with([busy]) as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                batch = await clerk.book(rows_for(4))
                assert set(clerk.states(batch).values()) == {State.BOOKED}
                assert "throttled" in {event.reason for event in clerk.events if isinstance(event, Paused)}

    go(journey)


def test_who_was_told_to_wait_longer_than_the_patience_is_told_so_at_once(tmp_path: Path) -> None:
    """Retry-After of before, met by a new start: its sign-in would stand still for minutes without a word."""

    async def journey() -> None:
        with server_with() as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                clerk.desk.session.client.pace.slow_down(retry_after=100)
                before, started = practice.state()["calls"]["total"], time.monotonic()
                with pytest.raises(Throttled) as caught:
                    async with office(practice, tmp_path / "k.db"):
                        pass
                assert (caught.value.code, time.monotonic() - started < 10) == ("silence_asked_for", True)
                assert 90 < int(str(caught.value.params["seconds"])) <= 100
                assert practice.state()["calls"]["total"] == before

    go(journey)


def test_a_silence_that_another_window_was_asked_for_is_told_with_its_end_in_mid_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever runs a batch sees why nothing moves; it goes on by itself."""
    monkeypatch.setattr("app.mophic.pacing.SHORT", 0.3)
    monkeypatch.setattr("app.booking.flow.SHORT", 0.3)
    rows = rows_for(12)

    async def journey() -> None:
        with server_with() as practice:
            async with office(practice, tmp_path / "j.db", cap=10) as clerk:
                batch = clerk.save(await clerk.desk.plan(rows))
                running = asyncio.ensure_future(clerk.run(batch))
                while not clerk.booked:
                    await asyncio.sleep(0.01)
                told_at = time.time()
                Pace(pace_folder(), practice.url, 10).slow_down(retry_after=1.0)  # as another process does
                assert (await running).error == ""
                (held,) = [event for event in clerk.events if isinstance(event, Paused)]
                assert held.reason == "throttled"
                assert held.until is not None
                assert 0.0 < held.until.timestamp() - told_at < 2.0
                assert isinstance(clerk.events[clerk.events.index(held) :][-1], Finished)
                assert any(isinstance(event, Resumed) for event in clerk.events)
                assert clerk.booked == wanted(rows)

    go(journey)


def test_stop_starts_no_new_call_and_continue_does_the_rest(tmp_path: Path) -> None:
    rows = rows_for(60)
    slow = {"fault": "latency", "seconds": 0.2, "action": "ConfirmAppointmentSlot", "probability": 1.0}

    async def journey() -> None:
        with server_with([slow]) as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                control = Control()
                batch = clerk.save(await clerk.desk.plan(rows))
                running = asyncio.ensure_future(clerk.run(batch, control))
                while clerk.calls("ConfirmAppointmentSlot") < 15:
                    await asyncio.sleep(0.01)
                control.stop()
                finished = await running
                assert finished.stopped
                sent = clerk.calls("ConfirmAppointmentSlot")
                assert sent < 60
                states = list(clerk.states(batch).values())
                assert states.count(State.BOOKED) == len(clerk.booked) == sent
                assert states.count(State.PLANNED) == 60 - sent
                await clerk.run(batch)
                assert clerk.booked == wanted(rows)

    go(journey)


def test_stop_twice_leaves_what_is_in_flight_in_doubt_and_it_is_settled(tmp_path: Path) -> None:
    rows = rows_for(6)[:2]  # more of a day leave once these have their answers
    slow = {
        "fault": "latency",
        "seconds": 1.0,
        "booked_first": True,
        "action": "ConfirmAppointmentSlot",
        "at": [1, 2],
    }

    async def journey() -> None:
        with server_with([slow], repeat="again") as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                control = Control()
                batch = clerk.save(await clerk.desk.plan(rows))
                running = asyncio.ensure_future(clerk.run(batch, control))
                while clerk.calls("ConfirmAppointmentSlot") < len(rows):
                    await asyncio.sleep(0.01)
                control.stop()
                control.stop()
                await running
                assert set(clerk.states(batch).values()) == {State.UNKNOWN}
                await clerk.run(batch)
                assert set(clerk.states(batch).values()) == {State.BOOKED}
                assert clerk.booked == wanted(rows)

    go(journey)


def test_pause_holds_and_go_on_goes_on(tmp_path: Path) -> None:
    rows = rows_for(30)

    async def journey() -> None:
        with server_with() as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                control = Control()
                batch = clerk.save(await clerk.desk.plan(rows))
                running = asyncio.ensure_future(clerk.run(batch, control))
                while clerk.calls("ConfirmAppointmentSlot") < 5:
                    await asyncio.sleep(0.01)
                control.pause()
                await asyncio.sleep(0.3)  # one that had its turn already may leave
                while State.SENDING in clerk.states(batch).values():
                    await asyncio.sleep(0.01)
                held = clerk.calls("ConfirmAppointmentSlot")
                await asyncio.sleep(0.3)
                assert clerk.calls("ConfirmAppointmentSlot") == held < 30
                assert clerk.events[-1] == Paused(batch, "paused_by_user"), "told anew once nothing is on its way"
                control.go_on()
                await running
                assert clerk.booked == wanted(rows)

    go(journey)


def test_undo_cancels_what_this_batch_booked_and_nothing_else(tmp_path: Path) -> None:
    rows = rows_for(10)

    async def journey() -> None:
        fault = {"fault": "drop_after", "action": "CancelAppointmentSlot", "at": [2]}
        with server_with([fault]) as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                first = await clerk.book(rows[:4])
                second = await clerk.book(rows)  # the first four are skipped
                await clerk.desk.undo(second, Control(), clerk.events.append)
                assert clerk.booked == wanted(rows[:4])
                states = clerk.states(second)
                assert [states[row.row] for row in rows] == [State.SKIPPED] * 4 + [State.CANCELLED] * 6
                assert Phase(second, "cancelling") in clerk.events
                assert set(clerk.states(first).values()) == {State.BOOKED}
                third = await clerk.book(rows)  # cancelled people can be booked again
                assert clerk.booked == wanted(rows)
                assert list(clerk.states(third).values()).count(State.BOOKED) == 6

    go(journey)


def test_a_killed_undo_is_settled_by_the_next_run(tmp_path: Path) -> None:
    rows = rows_for(3)

    async def journey() -> None:
        with server_with() as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                batch = await clerk.book(rows)
                slots = clerk.desk.outcomes(batch)
                for row in rows[:2]:  # killed once before, once after the server heard of it
                    clerk.desk.journal.mark(batch, row.row, State.CANCELLING)
                slot = slots[rows[1].row].slot_id
                assert slot is not None
                await clerk.desk.session.client.cancel(practice.facility, rows[1].cid, slot, Flight())
                assert clerk.desk.journal.info(batch).unfinished == 2
                await clerk.run(batch)
                states = clerk.states(batch)
                assert [states[row.row] for row in rows] == [State.BOOKED, State.CANCELLED, State.BOOKED]
                assert clerk.booked == wanted([rows[0], rows[2]])
                assert clerk.desk.journal.info(batch).unfinished == 0

    go(journey)


def test_a_booking_cancelled_on_the_dashboard_can_be_made_again(tmp_path: Path) -> None:
    rows = rows_for(2)

    async def journey() -> None:
        with server_with() as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                batch = await clerk.book(rows)
                slot = clerk.desk.outcomes(batch)[rows[0].row].slot_id
                assert slot is not None
                await clerk.desk.session.client.cancel(practice.facility, rows[0].cid, slot, Flight())
                assert clerk.booked == wanted(rows[1:])
                await asyncio.sleep(QUICK.absent_after + 0.05)
                again = await clerk.book(rows)
                assert clerk.booked == wanted(rows)
                assert clerk.states(again)[rows[0].row] is State.BOOKED

    go(journey)


def test_facilities_do_not_mix(tmp_path: Path) -> None:
    rows = rows_for(2)

    async def journey() -> None:
        with server_with() as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                batch = clerk.save(await clerk.desk.plan(rows))
            async with office(practice, tmp_path / "j.db", facility="99002", user="practice2") as other:
                with pytest.raises(Exception, match="batch_of_other_facility"):
                    await other.run(batch)
                assert other.desk.history() == ()
                assert other.booked == []

    go(journey)


def test_rows_in_doubt_of_another_batch_are_settled_first(tmp_path: Path) -> None:
    """The window was killed in mid-flight, the clerk edits the sheet and loads it anew."""
    rows = rows_for(3)

    async def journey() -> None:
        with server_with(repeat="again") as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                old = clerk.save(await clerk.desk.plan(rows))
                clerk.desk.journal.claim(old, rows[0].row)  # killed before the call
                await asyncio.sleep(0.5)
                batch = await clerk.book([*rows, *rows_for(4)[3:]])
                assert set(clerk.states(batch).values()) == {State.BOOKED}
                assert clerk.states(old)[rows[0].row] is State.PLANNED
                with Journal(tmp_path / "j.db", KEY) as journal:
                    assert journal.in_doubt(practice.facility) == ()
                await clerk.run(old)
                assert set(clerk.states(old).values()) == {State.SKIPPED}
                assert clerk.booked == wanted([*rows, *rows_for(4)[3:]])

    go(journey)


def test_a_changed_password_is_asked_for_and_the_batch_goes_on_from_the_same_row(tmp_path: Path) -> None:
    rows = rows_for(12)
    faults = [
        {"fault": "expired_token", "action": "ConfirmAppointmentSlot", "at": [5]},
        {"fault": "login_refused", "action": "get_moph_access_token", "at": [2]},
    ]

    async def journey() -> None:
        with server_with(faults, repeat="again") as practice:
            async with office(practice, tmp_path / "j.db", timing=replace(QUICK, can_ask=True)) as clerk:
                batch = clerk.save(await clerk.desk.plan(rows))
                running = asyncio.ensure_future(clerk.run(batch))
                while Paused(batch, "sign_in_needed") not in clerk.events:
                    await asyncio.sleep(0.01)
                assert len(clerk.booked) < 12
                assert clerk.calls("get_moph_access_token") == 2  # a refused password is tried once
                async with httpx.AsyncClient() as dashboard:  # the new password is good
                    await dashboard.post(practice.url + "/practice/faults", json={"faults": []})
                await clerk.desk.sign_in_again(practice.password)
                assert (await running).error == ""
                assert set(clerk.states(batch).values()) == {State.BOOKED}
                assert clerk.booked == wanted(rows)

    go(journey)


def test_a_second_window_hears_that_the_batch_is_held(tmp_path: Path) -> None:
    rows = rows_for(2)

    async def journey() -> None:
        with server_with() as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                batch = clerk.save(await clerk.desk.plan(rows))
                with Journal(tmp_path / "j.db", KEY) as other, other.hold(batch, "clerk 2"):
                    with pytest.raises(Exception, match="batch_held"):
                        await clerk.run(batch)
                    assert clerk.booked == []

    go(journey)
