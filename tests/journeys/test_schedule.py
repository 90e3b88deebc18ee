"""The timetable from the first template to the last seat: by the program, by the command line, by a citizen."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import httpx
import pytest
from openpyxl import load_workbook

from app.booking.desk import Desk
from app.commands import schedule as commands
from app.commands.at_desk import Job
from app.commands.options import Where
from app.commands.terminal import Terminal
from app.domain.address import Server
from app.domain.values import Appointment, masked
from app.errors import AppError
from app.practice import PracticeServer
from app.practice.world.people import made_up_people
from app.practice.world.scenario import Scenario
from app.schedule import timetable
from app.schedule.timetable import Period, Template
from app.system.paths import DataDir
from app.system.settings import Settings
from app.thai import today
from tests.commandline import Ran, account, mophic, sheet
from tests.world import Office, go, office, server_with

PEOPLE = made_up_people(400)
EMPTY = {"timetable": False}
DAY = Template("ฉีดวัคซีน", (Period(8, 12, 10), Period(13, 16, 10)))


def next_month() -> tuple[date, date]:
    first = (today().replace(day=1) + timedelta(days=32)).replace(day=1)
    return timetable.month_ends(first.year, first.month)


FIRST, LAST = next_month()
WEEKDAYS = [day for day in timetable.days_between(FIRST, LAST) if day.weekday() < 5]


def appointments(count: int) -> list[Appointment]:
    """Over the weekdays and hours of DAY, at most 10 an hour."""
    places = [(day, hour) for day in WEEKDAYS for hour in (8, 9, 10, 11, 13, 14, 15) for _ in range(10)]
    return [Appointment(n + 2, PEOPLE[n].cid, *places[n]) for n in range(count)]


async def make_month(desk: Desk) -> timetable.SlotPlan:
    there = await timetable.existing(desk, FIRST, LAST, 1)
    plan = timetable.from_template(DAY, FIRST, LAST, 1, range(5), there)
    await timetable.create(desk, plan)
    return plan


def as_real(clerk: Office) -> Desk:
    """The same server, treated as the real host: only the calls of the contract."""
    return Desk(Server(clerk.practice.url, practice=False), clerk.desk.session, clerk.desk.journal, clerk.desk.timing)


async def by_citizen(practice: PracticeServer, **wish: object) -> httpx.Response:
    return await asyncio.to_thread(httpx.post, practice.url + "/practice/citizens", json=wish)


def test_the_same_template_again_makes_nothing_twice() -> None:
    async def journey() -> None:
        with server_with(**EMPTY) as practice:
            async with office(practice) as clerk:
                first = await make_month(clerk.desk)
                again = await make_month(clerk.desk)
                assert again.create == ()
                assert len(again.clashes) == len(first.create)
                there = await timetable.existing(as_real(clerk), FIRST, LAST, 1)
                assert len(there) == len(first.create), "the real host's calls show the same clashes"

    go(journey)


def test_slots_are_edited_and_deleted_but_never_below_the_seats_taken() -> None:
    async def journey() -> None:
        with server_with(**EMPTY) as practice:
            async with office(practice) as clerk:
                desk = clerk.desk
                plan = timetable.from_template(DAY, WEEKDAYS[0], WEEKDAYS[0], 1, range(7))
                await timetable.create(desk, plan)
                await clerk.book(appointments(2))
                slot, free = (await timetable.timetable(desk, FIRST, LAST))[:2]
                for work, code in (
                    (timetable.edit(desk, slot.slot_id, seats=1), "seats_below_taken"),
                    (timetable.delete(desk, [free.slot_id, slot.slot_id]), "seats_below_taken"),
                    (timetable.delete(desk, [1]), "slot_unknown"),
                    (timetable.create(desk, plan), "slot_overlaps"),
                ):
                    with pytest.raises(AppError) as told:
                        await work
                    assert told.value.code == code
                await timetable.edit(desk, slot.slot_id, seats=2, open_to_api=False, locked=True)
                await timetable.delete(desk, [free.slot_id])
                first, *others = await timetable.timetable(desk, FIRST, LAST)
                assert (first.seats, first.free, first.open_to_api, first.locked) == (2, 0, False, True)
                assert [one.hour for one in others] == [10, 11, 13, 14, 15]

    go(journey)


def test_a_confirmed_slot_can_not_be_changed_by_the_citizen() -> None:
    async def journey() -> None:
        with server_with(**EMPTY) as practice:
            async with office(practice) as clerk:
                locked = Template("x", (Period(8, 9, 5),), locked=True)
                await timetable.create(
                    clerk.desk, timetable.from_template(locked, WEEKDAYS[0], WEEKDAYS[0], 1, range(7))
                )
                await timetable.create(clerk.desk, timetable.from_template(DAY, WEEKDAYS[1], WEEKDAYS[1], 1, range(7)))
                cid, day = PEOPLE[0].cid, WEEKDAYS[0].isoformat()
                booked = await by_citizen(practice, cid=cid, do="book", date=day, hour=8)
                seat = booked.json()["slot_id"]
                wish = {"cid": cid, "do": "move", "slot_id": seat, "date": WEEKDAYS[1].isoformat(), "hour": 9}
                refused = await by_citizen(practice, **wish)
                assert (refused.status_code, refused.json()["error"]) == (409, "booking_locked")
                assert clerk.booked == [(cid, day, 8)]
                slot = (await timetable.timetable(clerk.desk, FIRST, LAST))[0]
                await timetable.edit(clerk.desk, slot.slot_id, locked=False)
                full = await by_citizen(practice, **{**wish, "hour": 12})
                assert full.json()["error"] == "slot_none"
                assert clerk.booked == [(cid, day, 8)], "a change that fails leaves the seat"
                assert (await by_citizen(practice, **wish)).status_code == 200
                assert clerk.booked == [(cid, WEEKDAYS[1].isoformat(), 9)]

    go(journey)


def test_a_schedule_that_tells_no_hours_loses_nobody() -> None:
    async def journey() -> None:
        with server_with(lean_schedule=True, **EMPTY) as practice:
            async with office(practice) as clerk:
                await make_month(clerk.desk)
                await clerk.book(appointments(3))
                plan = await timetable.day(as_real(clerk), WEEKDAYS[0], 1)
                assert len(plan.without_hour) == 3
                assert all(hour.people == () for hour in plan.hours)
                totals = await timetable.month(as_real(clerk), FIRST.year, FIRST.month, 1)
                assert totals[WEEKDAYS[0]].booked == 3

    go(journey)


def test_what_can_not_be_read_is_not_guessed() -> None:
    async def journey() -> None:
        broken = {"action": "GetHospitalSlotConfirmScheduleByDate", "fault": "wrong_json", "probability": 1.0}
        with server_with([{**broken, "body": '{"result": "?"}'}], **EMPTY) as practice:
            async with office(practice) as clerk:
                await make_month(clerk.desk)
                totals = await timetable.month(as_real(clerk), FIRST.year, FIRST.month, 1)
                assert {one.booked for one in totals.values()} == {None}
                assert {one.seats for one in totals.values()} == {None}
                assert not (await timetable.day(as_real(clerk), WEEKDAYS[0], 1)).readable

    go(journey)


def test_on_the_real_host_the_plan_is_said_before_and_nothing_is_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async def journey() -> None:
        with server_with(**EMPTY) as practice:
            async with office(practice) as clerk:
                where = Where(DataDir(tmp_path), Settings())
                job = Job(Terminal("th", as_json=False), where, as_real(clerk), yes=False)
                out = tmp_path / "แผน.xlsx"
                words = {"first": FIRST.isoformat(), "last": LAST.isoformat(), "hours": ["8-12=10"]}
                with pytest.raises(AppError) as told:
                    await commands.create(job, **words)
                assert told.value.code == "plan_needs_out"
                assert "ระบบจริงไม่มีคำสั่งให้โปรแกรมสร้างตารางเวลา" in capsys.readouterr().err
                assert await commands.create(job, **words, out=out, keep_holidays=True) == 0
                assert "ยังไม่ได้สร้างในระบบ" in capsys.readouterr().out
                rows = list(load_workbook(out).worksheets[0].iter_rows(values_only=True))
                assert len(rows) == 1 + 4 * len(WEEKDAYS)
                assert await timetable.timetable(clerk.desk, FIRST, LAST) == ()
                for work in (timetable.edit(as_real(clerk), 1, seats=2), timetable.delete(as_real(clerk), [1])):
                    with pytest.raises(AppError) as told:
                        await work
                    assert told.value.code == "only_on_dashboard"
                assert clerk.calls("slots") == 0

    go(journey)


# --- the command line ---


@pytest.fixture
def practice() -> Iterator[PracticeServer]:
    with PracticeServer(scenario=Scenario.parse({"settings": EMPTY})) as server:
        yield server


def test_the_whole_day_from_the_command_line(tmp_path: Path, practice: PracticeServer) -> None:
    words = [*account(practice, tmp_path), "--json"]

    def run(*more: object) -> Ran:
        return mophic(*more, *words, stdin="practice\n")

    kept = ["--data-dir", tmp_path / "data", "--json"]
    made = mophic("slots", "template", "ฉีดวัคซีน", "--hours", "8-12=10", "--hours", "13-16=10", *kept)
    assert [one["seats_a_day"] for one in made.lines[0]["templates"]][-1] == 70
    span = ["--from", FIRST.isoformat(), "--to", LAST.isoformat()]
    tried = run("slots", "create", "--template", "ฉีดวัคซีน", *span, "--dry-run")
    assert (tried.code, tried.lines[0]["created"]) == (0, 0)
    done = run("slots", "create", "--template", "ฉีดวัคซีน", *span, "--keep-holidays")
    assert (done.code, done.lines[0]["created"]) == (0, 7 * len(WEEKDAYS))
    assert run("slots", "create", "--template", "ฉีดวัคซีน", *span, "--keep-holidays").code == 1

    rows = appointments(20)
    assert run("upload", sheet(tmp_path / "a.xlsx", rows)).summary["booked"] == 20
    day = WEEKDAYS[-1]
    booked = run("book", PEOPLE[300].cid, "--date", day.isoformat(), "--hour", "08:00")
    assert (booked.code, booked.lines[0]["outcome"]) == (0, "booked")
    again = run("book", PEOPLE[300].cid, "--date", day.isoformat(), "--hour", "8")
    assert (again.code, again.lines[0]["outcome"]) == (0, "already_booked")
    assert httpx.post(
        practice.url + "/practice/citizens",
        json={"cid": PEOPLE[301].cid, "do": "book", "date": day.isoformat(), "hour": 8},
    ).json()["slot_id"]

    month = run("slots", "month", f"{FIRST:%Y-%m}").lines[0]["days"]
    assert sum(one["booked"] for one in month) == 22
    masks = run("slots", "day", day.isoformat()).lines[0]["slots"]
    assert {one["cid"] for one in masks[0]["people"]} == {masked(one.cid) for one in PEOPLE[300:302]}
    told = run("slots", "day", day.isoformat(), "--ids", "whole").lines[0]["slots"]
    assert {one["cid"] for one in told[0]["people"]} == {PEOPLE[300].cid, PEOPLE[301].cid}
    assert told[0]["free"] == 8

    moved = run("move", PEOPLE[300].cid, "--to-hour", "14")
    assert (moved.code, moved.lines[0]["outcome"]) == (0, "moved")
    shown = run("target", "show", PEOPLE[300].cid).lines[0]
    assert [(one["date"], one["hour"]) for one in shown["appointments"]] == [(day.isoformat(), 14)]
    assert run("cancel", PEOPLE[300].cid).code == 2, "nobody said yes"
    assert run("cancel", PEOPLE[300].cid, "--yes").lines[0]["outcome"] == "cancelled"
    assert run("cancel", PEOPLE[300].cid, "--yes").code == 2
    assert len(practice.state()["bookings"]) == 21  # type: ignore[arg-type]

    slot = told[-1]["slot"]
    assert run("slots", "edit", slot, "--seats", 3, "--confirm-locked").code == 0
    assert run("slots", "delete", told[0]["slot"]).code == 5, "a citizen sits there"
    assert run("slots", "delete", slot).code == 0


def test_people_queue_cards_and_field_sites_from_the_command_line(tmp_path: Path, practice: PracticeServer) -> None:
    words = [*account(practice, tmp_path), "--json", "--yes"]

    def run(*more: object) -> Ran:
        return mophic(*more, *words, stdin="practice\n")

    cid = "1990000000001"
    assert run("target", "show", cid).code == 5, "not on the list"
    facts = ["--cid", cid, "--name", "นางสาวใหม่ มาก", "--birth-date", "31/1/2523"]
    assert run("target", "register", *facts).lines[0]["outcome"] == "registered"
    assert run("target", "register", *facts).lines[0]["outcome"] == "was_on_list"
    assert run("target", "register", "--cid", "123", "--name", "นายก ข", "--birth-date", "31/1/2523").code == 2
    shown = run("target", "show", cid).lines[0]
    assert (shown["name"], shown["birth_date"]) == ("นางสาวใหม่ มาก", "1980-01-31")

    assert run("queue", "show", cid).code == 1
    assert run("queue", "book", cid).lines[0]["queue"]["number"] == 1
    assert run("queue", "book", cid).code == 2
    assert run("queue", "cancel", cid).code == 0

    (site,) = run("sites").lines[0]["sites"]
    made = run("slots", "create", "--from", WEEKDAYS[0], "--hours", "8-10=5", "--site", site["facility"])
    assert made.lines[0]["created"] == 2
    there = ["--site", site["facility"]]
    assert run("book", cid, "--date", WEEKDAYS[0], "--hour", 8, *there).lines[0]["outcome"] == "booked"
    (held,) = json.loads(httpx.get(practice.url + "/practice/state").text)["bookings"]
    assert held["hospital_code"] == site["facility"]
    assert run("cancel", cid).code == 2, "not at the facility itself"
    assert run("cancel", cid, *there).lines[0]["outcome"] == "cancelled"
    assert run("sites", "--lang", "en").code == 0
    assert run("book", cid, "--date", WEEKDAYS[0], "--hour", 8, "--site", "99002").code == 2


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["book", "123", "--date", "2026-99-01", "--hour", "8"], "2026-99-01"),
        (["book", "123", "--date", "5/11/2569", "--hour", "8:30"], "8:30"),
        (["book", "123", "--date", "5/11/2569", "--hour", "8"], "13"),
        (["slots", "create", "--from", "5/11/2575"], "--template"),
        (["slots", "create", "--from", "5/11/2575", "--hours", "8-12"], "8-12"),
        (["slots", "create", "--from", "5/11/2575", "--to", "6/11/2575", "--hours", "8-9=1", "--weekdays", "0"], "0"),
        (["slots", "create", "--from", "5/11/2575", "--template", "ไม่มี"], "ไม่มี"),
        (["slots", "month", "x"], "x"),
    ],
)
def test_wrong_words_are_told(tmp_path: Path, practice: PracticeServer, words: list[str], told: str) -> None:
    ran = mophic(*words, *account(practice, tmp_path), "--lang", "en", stdin="practice\n")
    assert ran.code == 2
    assert told in ran.err
    assert practice.state()["bookings"] == []
