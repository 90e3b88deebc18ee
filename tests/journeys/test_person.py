"""One person at a time, over real sockets: what the server holds, what the journal holds, what the clerk is told."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.booking.control import Control
from app.booking.move import NEW, OLD
from app.domain.address import Server
from app.domain.values import Appointment, State
from app.errors import AppError
from app.events import RowChanged
from app.journal.batches import Source
from app.people import person, targets
from app.people.person import PersonResult
from app.practice.world.people import made_up_people
from app.practice.world.scenario import FIELD_SITE
from tests.world import Office, go, office, server_with, wanted, weekdays

PEOPLE = made_up_people(400)
DAY, OTHER_DAY = weekdays(2)


def row(place: int = 0, day: date = DAY, hour: int = 9) -> Appointment:
    return Appointment(1, PEOPLE[place].cid, day, hour)


async def book(clerk: Office, appointment: Appointment) -> PersonResult:
    return await person.book(clerk.desk, appointment, Control(), clerk.events.append)


async def cancel(clerk: Office, place: int = 0) -> PersonResult:
    found = await person.look_up(clerk.desk, PEOPLE[place].cid)
    booking = person.pick(clerk.desk, found)
    return await person.cancel(clerk.desk, found, booking, Control(), clerk.events.append)


async def move(clerk: Office, day: date, hour: int, place: int = 0) -> PersonResult:
    found = await person.look_up(clerk.desk, PEOPLE[place].cid)
    booking = person.pick(clerk.desk, found)
    return await person.move(clerk.desk, found, booking, day, hour, Control(), clerk.events.append)


def refuse(call: int, words: str, action: str = "ConfirmAppointmentSlot") -> dict[str, Any]:
    """The server says no to this call and does nothing."""
    body = json.dumps({"result": None, "MessageCode": 501, "Message": words}, ensure_ascii=False)
    return {"fault": "wrong_json", "effect": False, "body": body, "action": action, "at": [call]}


# --- find ---


def test_a_person_is_found_by_id_with_everything_about_them(tmp_path: Path) -> None:
    async def journey() -> None:
        with server_with() as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                await book(clerk, row())
                found = await person.look_up(clerk.desk, PEOPLE[0].cid)
                assert (found.full_name, found.eligible) == (PEOPLE[0].full_name, True)
                assert found.birth_date == PEOPLE[0].birth_date
                assert [(one.date, one.hour) for one in found.bookings] == [(DAY, 9)]
                assert found.facility_name == ""
                vaccinated = next(one for one in PEOPLE if len(one.vaccinated_days_ago) == 2)
                assert len((await person.look_up(clerk.desk, vaccinated.cid)).vaccinations) == 2

    go(journey)


@pytest.mark.parametrize(
    ("words", "code"), [("123", "search_by_id_only"), ("สมชาย", "search_by_id_only"), ("1990000000002", "cid")]
)
def test_the_real_host_is_asked_by_id_alone(words: str, code: str) -> None:
    async def journey() -> None:
        with server_with() as practice:
            async with office(practice) as clerk:
                clerk.desk.server = Server(practice.url, practice=False)
                with pytest.raises(AppError) as told:
                    await person.search(clerk.desk, words)
                assert told.value.code.startswith(code) or told.value.code == "search_by_id_only"
                assert clerk.calls("people") == 0

    go(journey)


def test_the_practice_server_finds_by_name_or_part_of_an_id() -> None:
    async def journey() -> None:
        with server_with() as practice:
            async with office(practice) as clerk:
                citizen = PEOPLE[7]
                found = await person.search(clerk.desk, f" {citizen.last_name}  {citizen.first_name}")
                assert citizen.cid in {one.cid for one in found}
                assert all(citizen.first_name in one.full_name for one in found)
                assert [one.cid for one in await person.search(clerk.desk, citizen.cid[2:11])] == [citizen.cid]
                assert await person.search(clerk.desk, "ไม่มีใครชื่อนี้") == ()
                assert await person.search(clerk.desk, "  ") == ()

    go(journey)


# --- book and cancel ---


def test_one_person_is_booked_once_however_often_it_is_asked(tmp_path: Path) -> None:
    async def journey() -> None:
        with server_with(repeat="again") as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                first = await book(clerk, row())
                assert (first.code, first.state) == ("booked", State.BOOKED)
                assert first.slot_id
                again = await book(clerk, row())
                assert (again.code, again.state) == ("already_booked", State.SKIPPED)
                assert clerk.booked == wanted([row()])
                assert clerk.messaged == [PEOPLE[0].cid]
                assert clerk.calls("ConfirmAppointmentSlot") == 1
                kinds = [info.source.purpose for info in clerk.desk.history()]
                assert kinds == ["single", "single"]

    go(journey)


def test_a_lost_answer_is_looked_up_and_not_sent_again(tmp_path: Path) -> None:
    async def journey() -> None:
        lost = {"fault": "drop_after", "action": "ConfirmAppointmentSlot", "at": [1]}
        with server_with([lost], repeat="again") as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                result = await book(clerk, row())
                assert (result.code, result.state) == ("booked", State.BOOKED)
                assert clerk.booked == wanted([row()])
                assert clerk.calls("ConfirmAppointmentSlot") == 1

    go(journey)


def test_a_full_hour_is_said_and_nothing_is_booked(tmp_path: Path) -> None:
    async def journey() -> None:
        with server_with() as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                result = await book(clerk, row(hour=12))
                assert (result.code, result.state) == ("no_slot", State.REFUSED)
                assert clerk.booked == []
                assert clerk.messaged == []

    go(journey)


def test_cancelling_frees_the_seat_whoever_took_it(tmp_path: Path) -> None:
    async def journey() -> None:
        with server_with() as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                sheet = await clerk.book([row(), replace(row(1), row=2)])
                assert (await cancel(clerk)).code == "cancelled"
                assert clerk.booked == wanted([row(1)])
                assert clerk.states(sheet)[1] is State.CANCELLED, "the sheet's batch knows it too"
                body = {"cid": PEOPLE[2].cid, "do": "book", "date": DAY.isoformat(), "hour": 9}
                answer = await asyncio.to_thread(httpx.post, practice.url + "/practice/citizens", json=body)
                assert answer.status_code == 200
                assert (await cancel(clerk, 2)).code == "cancelled"
                assert clerk.booked == wanted([row(1)])
                assert (await book(clerk, row())).code == "booked"

    go(journey)


def test_undo_of_a_cancelling_batch_touches_nothing(tmp_path: Path) -> None:
    """A batch undoes what it booked; one that could not cancel has booked nothing."""

    async def journey() -> None:
        with server_with([refuse(1, "ยืนยันการจอง", "CancelAppointmentSlot")]) as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                await book(clerk, row())
                refused = await cancel(clerk)
                assert (refused.code, refused.state) == ("cancel_refused", State.BOOKED)
                await clerk.desk.undo(refused.batch, Control(), clerk.events.append)
                assert clerk.booked == wanted([row()])

    go(journey)


# --- move ---


def test_to_another_day_the_new_one_is_booked_before_the_old_one_goes(tmp_path: Path) -> None:
    async def journey() -> None:
        with server_with() as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                sheet = await clerk.book([row()])
                result = await move(clerk, OTHER_DAY, 14)
                assert (result.code, result.state) == ("moved", State.BOOKED)
                assert clerk.booked == wanted([row(day=OTHER_DAY, hour=14)])
                outcomes = clerk.desk.outcomes(result.batch)
                booked_at, cancelled_at = outcomes[2].at, outcomes[1].at
                assert booked_at is not None
                assert cancelled_at is not None
                assert booked_at < cancelled_at
                assert clerk.states(sheet)[1] is State.CANCELLED
                back = await move(clerk, DAY, 9)
                assert back.code == "moved"
                assert clerk.booked == wanted([row()])

    go(journey)


def test_within_a_day_the_old_one_goes_first(tmp_path: Path) -> None:
    async def journey() -> None:
        with server_with() as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                await book(clerk, row())
                assert (await move(clerk, DAY, 14)).code == "moved"
                assert clerk.booked == wanted([row(hour=14)])

    go(journey)


def test_where_the_new_day_is_refused_the_old_one_stands(tmp_path: Path) -> None:
    async def journey() -> None:
        with server_with() as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                await book(clerk, row())
                result = await move(clerk, OTHER_DAY, 12)
                assert (result.code, result.state) == ("not_moved", State.REFUSED)
                assert clerk.booked == wanted([row()])
                assert clerk.calls("CancelAppointmentSlot") == 0
                await clerk.desk.undo(result.batch, Control(), clerk.events.append)
                assert clerk.booked == wanted([row()]), "the old one is not this batch's to undo"

    go(journey)


def test_where_the_new_hour_is_refused_the_old_hour_is_booked_again(tmp_path: Path) -> None:
    async def journey() -> None:
        with server_with([refuse(3, "Slot เต็มแล้ว")]) as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                await book(clerk, row())
                result = await move(clerk, DAY, 10)
                assert result.code == "move_restored"
                assert clerk.booked == wanted([row()])

    go(journey)


def test_a_person_left_with_none_is_said_so_and_can_be_booked_on(tmp_path: Path) -> None:
    async def journey() -> None:
        with server_with(
            [refuse(call, "Slot เต็มแล้ว") for call in (3, 4)]
        ) as practice:  # not to the new hour, nor back to the old one
            async with office(practice, tmp_path / "j.db") as clerk:
                await book(clerk, row())
                result = await move(clerk, DAY, 10)
                assert result.code == "move_has_none"
                assert clerk.booked == []
                assert (await book(clerk, row(hour=10))).code == "booked"

    go(journey)


def test_a_server_that_allows_one_appointment_a_person_gets_the_old_one_cancelled_first(tmp_path: Path) -> None:
    async def journey() -> None:
        with server_with([refuse(2, "บุคคลนี้มีนัดหมายแล้ว")]) as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                await book(clerk, row())
                assert (await move(clerk, OTHER_DAY, 10)).code == "moved"
                assert clerk.booked == wanted([row(day=OTHER_DAY, hour=10)])

    go(journey)


def test_an_old_appointment_that_can_not_be_cancelled_is_kept(tmp_path: Path) -> None:
    async def journey() -> None:
        faults = [refuse(1, "ยืนยันการจอง", "CancelAppointmentSlot"), refuse(2, "ยืนยันการจอง", "CancelAppointmentSlot")]
        with server_with(faults) as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                await book(clerk, row())
                same_day = await move(clerk, DAY, 14)
                assert (same_day.code, clerk.booked) == ("not_moved", wanted([row()]))
                assert clerk.desk.journal.info(same_day.batch).unfinished == 0
                both = await move(clerk, OTHER_DAY, 14)
                assert both.code == "move_has_both"
                assert clerk.booked == wanted([row(), row(day=OTHER_DAY, hour=14)])

    go(journey)


@pytest.mark.parametrize("fault", ["drop_after", "error_after", "drop_before"])
@pytest.mark.parametrize("action", ["ConfirmAppointmentSlot", "CancelAppointmentSlot"])
@pytest.mark.parametrize("day", [DAY, OTHER_DAY])
def test_a_move_whose_answers_are_lost_ends_as_asked(tmp_path: Path, fault: str, action: str, day: date) -> None:
    async def journey() -> None:
        lost = {"fault": fault, "action": action, "at": [2 if action.startswith("Confirm") else 1]}
        with server_with([lost], repeat="again") as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                await book(clerk, row())
                result = await move(clerk, day, 14)
                if result.code == "not_moved":  # a cancel that surely had no effect is said, not repeated
                    assert clerk.booked == wanted([row()])
                elif result.code == "move_has_both":
                    assert clerk.booked == wanted([row(), row(day=day, hour=14)])
                else:
                    assert result.code == "moved"
                    assert clerk.booked == wanted([row(day=day, hour=14)])

    go(journey)


def test_a_move_whose_call_got_lost_keeps_the_old_hour_until_the_new_one_is_booked(tmp_path: Path) -> None:
    async def journey() -> None:
        lost = {"fault": "drop_before", "action": "ConfirmAppointmentSlot", "at": [2]}
        with server_with([lost], repeat="again") as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                await book(clerk, row())
                clerk.events.clear()
                assert (await move(clerk, DAY, 14)).code == "moved"
                told = [(one.outcome.row, one.outcome.state) for one in clerk.events if isinstance(one, RowChanged)]
                assert told.index((NEW, State.BOOKED)) < told.index((OLD, State.CANCELLING))

    go(journey)


def test_a_move_killed_half_way_is_finished_by_continue(tmp_path: Path) -> None:
    """The journal as it lies on the disk after a kill between cancel and book."""

    async def journey() -> None:
        with server_with() as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                await book(clerk, row())
                seat = (await person.look_up(clerk.desk, PEOPLE[0].cid)).bookings[0].slot_id
                steps = [
                    (row(), State.BOOKED, "", seat),
                    (replace(row(hour=14), row=2), State.PLANNED, "", None),
                ]
                journal = clerk.desk.journal
                batch = journal.add_batch(practice.facility, practice.user, Source("", purpose="move"), steps)
                journal.mark(batch, 1, State.CANCELLING)
                from app.mophic.client import Flight

                assert seat is not None
                await clerk.desk.session.client.cancel(practice.facility, PEOPLE[0].cid, seat, Flight())
            async with office(practice, tmp_path / "j.db") as clerk:
                assert clerk.desk.journal.info(batch).unfinished == 2
                await clerk.run(batch)
                assert person.result_of(clerk.desk, batch).code == "moved"
                assert clerk.booked == wanted([row(hour=14)])

    go(journey)


# --- field sites, queue cards ---


def test_a_field_site_is_booked_like_the_facility_itself(tmp_path: Path) -> None:
    async def journey() -> None:
        with server_with() as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                (site,) = await clerk.desk.field_sites()
                assert site.code == FIELD_SITE
                there = clerk.desk.at(site)
                result = await person.book(there, row(), Control(), clerk.events.append)
                assert result.code == "booked"
                (held,) = practice.state()["bookings"]
                assert held["hospital_code"] == FIELD_SITE
                (info,) = clerk.desk.history()
                assert info.facility == FIELD_SITE
                await clerk.desk.undo(info.id, Control(), clerk.events.append)
                assert clerk.booked == []

    go(journey)


def test_a_queue_card_is_taken_once_and_given_back(tmp_path: Path) -> None:
    async def journey() -> None:
        lost = {"fault": "drop_after", "action": "ConfirmAppointmentQueue", "at": [1]}
        with server_with([lost]) as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                card = await person.take_card(clerk.desk, PEOPLE[0].cid, 6)
                assert (card.number, card.manufacturer) == (1, 6)
                with pytest.raises(AppError) as told:
                    await person.take_card(clerk.desk, PEOPLE[0].cid)
                assert told.value.code == "card_exists"
                assert clerk.calls("ConfirmAppointmentQueue") == 1
                assert await person.give_back_card(clerk.desk, PEOPLE[0].cid) == card
                assert (await person.look_up(clerk.desk, PEOPLE[0].cid)).queue is None
                with pytest.raises(AppError) as told:
                    await person.give_back_card(clerk.desk, PEOPLE[0].cid)
                assert told.value.code == "card_none"

    go(journey)


# --- registering ---


def newcomer(number: int) -> targets.NewPerson:
    from app.domain.values import check_digit

    twelve = f"199{number:09d}"
    cid = f"{twelve}{check_digit(twelve)}"
    return targets.NewPerson(cid, "นาง", f"คนที่{number}", "สมมุติ", date(1980, 5, 6), 2, row=number)


def test_a_refused_stranger_is_registered_and_then_booked(tmp_path: Path) -> None:
    async def journey() -> None:
        with server_with() as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                citizen = newcomer(5)
                wish = Appointment(1, citizen.cid, DAY, 9)
                assert (await book(clerk, wish)).code == "not_a_target"
                assert await targets.missing(clerk.desk, [wish, row()]) == (wish,)
                (done,) = await targets.register(clerk.desk, [citizen])
                assert done.fate == "registered"
                found = await person.look_up(clerk.desk, citizen.cid)
                assert (found.full_name, found.gender, found.birth_date) == (citizen.full_name, 2, date(1980, 5, 6))
                assert (await book(clerk, wish)).code == "booked"

    go(journey)


def test_who_is_on_the_list_is_left_as_the_ministry_knows_them() -> None:
    async def journey() -> None:
        with server_with() as practice:
            async with office(practice) as clerk:
                known = PEOPLE[0]
                wrong = targets.NewPerson(known.cid, "นาง", "ชื่อผิด", "สกุลผิด", date(1999, 1, 1), 2)
                done = await targets.register(clerk.desk, [wrong, newcomer(1), newcomer(1)])
                assert [one.fate for one in done] == ["was_on_list", "registered"]
                assert (await person.look_up(clerk.desk, known.cid)).full_name == known.full_name

    go(journey)


def test_one_refused_line_keeps_nobody_else_out() -> None:
    async def journey() -> None:
        refused = refuse(1, "ข้อมูลไม่ถูกต้อง", "SendImmunizationTarget")
        second = {**refused, "at": [3]}  # of the single calls that follow, the second
        with server_with([refused, second]) as practice:
            async with office(practice) as clerk:
                done = await targets.register(clerk.desk, [newcomer(1), newcomer(2), newcomer(3)])
                assert [one.fate for one in done] == ["registered", "refused", "registered"]
                assert done[1].detail == "ข้อมูลไม่ถูกต้อง"

    go(journey)


def test_a_lost_answer_to_registering_is_looked_up() -> None:
    async def journey() -> None:
        lost = {"fault": "drop_after", "action": "SendImmunizationTarget", "at": [1]}
        nothing = {"fault": "drop_before", "action": "SendImmunizationTarget", "at": [2]}
        with server_with([lost, nothing]) as practice:
            async with office(practice) as clerk:
                assert [one.fate for one in await targets.register(clerk.desk, [newcomer(1)])] == ["registered"]
                assert [one.fate for one in await targets.register(clerk.desk, [newcomer(2)])] == ["unknown"]
                assert [one.fate for one in await targets.register(clerk.desk, [newcomer(2)])] == ["registered"]

    go(journey)


@pytest.mark.parametrize("kept", [True, False])
def test_one_person_beside_a_running_sheet_leaves_the_sheet_alone(tmp_path: Path, kept: bool) -> None:
    """Also where the journal is in memory alone and there is no lock file."""

    async def journey() -> None:
        slow = {
            "fault": "latency",
            "action": "ConfirmAppointmentSlot",
            "probability": 1.0,
            "seconds": 0.8,
            "booked_first": False,
        }
        with server_with([slow], repeat="again") as practice:
            async with office(practice, tmp_path / "j.db" if kept else None) as clerk:
                rows = [replace(row(number, OTHER_DAY, 9), row=number + 1) for number in range(1, 7)]
                sheet = clerk.save(await clerk.desk.plan(rows))
                running = asyncio.ensure_future(clerk.run(sheet))
                while State.SENDING not in clerk.states(sheet).values():
                    await asyncio.sleep(0.01)
                assert (await book(clerk, row())).code == "booked"
                assert (await running).error == ""
                assert set(clerk.states(sheet).values()) == {State.BOOKED}
                assert clerk.booked == wanted([row(), *rows])
                journal = clerk.desk.journal
                with (
                    journal.hold(sheet, "one"),
                    pytest.raises(AppError, match="batch_held"),
                    journal.hold(sheet, "two"),
                ):
                    pass

    go(journey)
