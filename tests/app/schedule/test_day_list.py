"""Who is booked on a day, with what is not certain said: the server's books, the command line, the files."""

from __future__ import annotations

import asyncio
import csv
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from openpyxl import load_workbook

from app.booking.control import Control
from app.booking.desk import Desk
from app.domain.values import Account, Appointment, masked
from app.errors import InputError
from app.mophic.client import Flight
from app.practice import PracticeServer
from app.schedule import day_list, day_list_file, paper, timetable
from app.schedule.day_list import DayList, Line, ListedDay
from app.thai import show_date
from tests.commandline import Ran, account, mophic
from tests.world import Office, go, office, rows_for, server_with

ROWS = rows_for(6, days=1)
DAY = ROWS[0].date
SCHEDULE = "GetHospitalSlotConfirmScheduleByDate"


async def listed(desk: Desk) -> ListedDay:
    (day,) = (await day_list.ask(desk, DAY, DAY)).days
    return day


def told(day: ListedDay) -> list[tuple[str, int | None, str]]:
    return [(line.cid, line.hour, line.doubt) for line in day.lines]


ALL = sorted(((row.cid, row.hour, "") for row in ROWS), key=lambda one: one[1])


def test_a_day_by_hour_with_names_in_one_call() -> None:
    async def journey() -> None:
        with server_with() as practice:
            async with office(practice) as clerk:
                await clerk.book(ROWS)
                before = practice.state()["calls"]["total"]
                day = await listed(clerk.desk)
                assert practice.state()["calls"]["total"] == before + 1
        assert sorted(told(day)) == sorted(ALL)
        assert [line.name for line in day.lines] == sorted(row.person_name for row in ROWS)
        assert (day.notes, day.before, day.new) == ({}, None, 0)

    go(journey)


def test_ids_and_seats_alone_are_filled_from_here_and_others_are_looked_up() -> None:
    async def journey() -> None:
        with server_with(lean_schedule=True) as practice:
            async with office(practice) as clerk, office(practice) as other:
                await clerk.book(ROWS[:4])
                await other.book(ROWS[4:])  # another computer
                before = clerk.calls("ImmunizationTarget")
                heard: list[tuple[int, int]] = []
                (day,) = (await day_list.ask(clerk.desk, DAY, DAY, lambda *done: heard.append(done))).days
                assert clerk.calls("ImmunizationTarget") == before + 2
        assert sorted(told(day)) == sorted(ALL)
        assert all(line.name for line in day.lines)
        assert heard == [(2, 2)]

    go(journey)


def test_a_schedule_that_is_cut_off_is_said_to_be_and_whom_we_booked_is_added() -> None:
    async def journey() -> None:
        with server_with([{"fault": "paged", "action": SCHEDULE, "probability": 1, "rows": 2}]) as practice:
            async with office(practice) as clerk:
                await clerk.book(ROWS)
                day = await listed(clerk.desk)
        assert sorted(told(day)) == sorted(ALL), "their own records know them"
        assert list(day.notes) == ["list_short"]

    go(journey)


async def lies(clerk: Office, *faults: dict[str, object]) -> None:
    scenario = {"faults": [{"probability": 1, **fault} for fault in faults], "seed": 1}
    await asyncio.to_thread(httpx.post, clerk.practice.url + "/practice/faults", json=scenario)


@pytest.mark.parametrize("fault", ["wrong_json", "drop_before"])
def test_a_schedule_that_can_not_be_read_leaves_those_booked_here_and_says_so(fault: str) -> None:
    async def journey() -> None:
        with server_with() as practice:
            async with office(practice) as clerk:
                await clerk.book(ROWS)
                await lies(clerk, {"fault": fault, "action": SCHEDULE})
                day = await listed(clerk.desk)
                day_list.keep(clerk.desk, DayList(clerk.desk.account, (day,)))
                assert clerk.desk.journal.looks.last(practice.facility, DAY) is None, "nobody has seen it"
        assert not day.readable
        assert sorted(told(day)) == sorted(ALL)
        assert list(day.notes) == ["list_unreadable"]

    go(journey)


def test_an_id_that_comes_masked_is_a_line_all_the_same() -> None:
    async def journey() -> None:
        with server_with() as practice:
            async with office(practice) as clerk, office(practice) as other:
                await other.book(ROWS)
                await lies(clerk, {"fault": "spelled", "action": SCHEDULE, "cid": "masked"})
                day = await listed(clerk.desk)
                assert await timetable.booked_on(clerk.desk, DAY, None) == 6, "a seat is taken, whoever sits there"
                assert sum(len(hour.people) for hour in (await timetable.day(clerk.desk, DAY, None)).hours) == 6
        assert {doubt for _, _, doubt in told(day)} == {"list_masked"}
        assert [line.name for line in day.lines] == sorted(row.person_name for row in ROWS)
        assert day.notes == {"list_masked_count": 6}
        assert day.sure == ()

    go(journey)


def test_whom_this_computer_booked_and_nobody_shows_is_a_line_in_doubt_and_whom_it_cancelled_is_none() -> None:
    async def journey() -> None:
        with server_with() as practice:
            async with office(practice) as clerk:
                await clerk.book(ROWS[:4])
                undone = await clerk.book(ROWS[4:])
                await clerk.desk.undo(undone, Control(), clerk.events.append)
                slot = next(one["slot_id"] for one in practice.state()["bookings"] if one["cid"] == ROWS[0].cid)
                await clerk.desk.session.client.cancel(practice.facility, ROWS[0].cid, slot, Flight())
                day = await listed(clerk.desk)
        assert sorted(told(day)) == sorted([(ROWS[0].cid, ROWS[0].hour, "list_not_shown"), *told_of(ROWS[1:4])])
        assert day.lines[-1].cid == ROWS[0].cid
        assert len(day.sure) == 3

    go(journey)


def told_of(rows: Sequence[Appointment]) -> list[tuple[str, int | None, str]]:
    return [(row.cid, row.hour, "") for row in rows]


def test_who_came_and_went_since_the_last_look_is_marked() -> None:
    async def journey() -> None:
        with server_with() as practice:
            async with office(practice) as clerk, office(practice) as other:
                await other.book(ROWS[:3])
                first = await day_list.ask(clerk.desk, DAY, DAY)
                day_list.keep(clerk.desk, first)
                assert not (await listed(clerk.desk)).new, "nobody came yet"
                gone = await other.book(ROWS[3:5])
                await other.desk.undo(1, Control(), other.events.append)
                day = await listed(clerk.desk)
                assert gone == 2
        assert [line.cid for line in day.lines if line.new] == [row.cid for row in sorted_rows(ROWS[3:5])]
        assert sorted(seat.cid for seat in day.gone) == sorted(row.cid for row in ROWS[:3])
        assert day.before is not None

    go(journey)


def sorted_rows(rows: Sequence[Appointment]) -> list[Appointment]:
    return sorted(rows, key=lambda row: (row.hour, row.person_name))


def test_whom_a_cut_schedule_lacks_is_not_gone_where_the_own_record_shows_the_seat() -> None:
    async def journey() -> None:
        with server_with() as practice:
            async with office(practice) as clerk, office(practice) as other:
                await other.book(ROWS)
                day_list.keep(clerk.desk, await day_list.ask(clerk.desk, DAY, DAY))
                await lies(clerk, {"fault": "paged", "action": SCHEDULE, "rows": 2})
                day = await listed(clerk.desk)
        assert sorted(told(day)) == sorted(ALL)
        assert (day.gone, list(day.notes), day.new) == ((), ["list_short"], 0)

    go(journey)


def test_a_list_has_an_end() -> None:
    async def journey() -> None:
        with server_with() as practice:
            async with office(practice) as clerk:
                for last, code in (
                    (DAY + timedelta(days=62), "list_too_long"),
                    (DAY - timedelta(1), "range_backwards"),
                ):
                    with pytest.raises(InputError) as error:
                        await day_list.ask(clerk.desk, DAY, last)
                    assert error.value.code == code

    go(journey)


# --- the command line and the files ---


@pytest.fixture
def practice() -> Iterator[PracticeServer]:
    with server_with() as server:

        async def book() -> None:
            async with office(server) as clerk:
                await clerk.book(ROWS)

        go(book)
        yield server


def slots(practice: PracticeServer, folder: Path, *words: object) -> Ran:
    more = ["--key-file", folder / "key", "--lang", "en", *account(practice, folder)]
    return mophic("slots", "list", DAY.isoformat(), *words, *more, stdin=practice.password)


def test_the_command_lists_masked_ids_and_whole_ones_by_choice(practice: PracticeServer, tmp_path: Path) -> None:
    ran = slots(practice, tmp_path)
    assert ran.code == 0, ran.err
    assert "Booked: 6" in ran.out
    assert not any(row.cid in ran.out for row in ROWS)
    assert all(masked(row.cid) in ran.out and row.person_name in ran.out for row in ROWS)
    again = slots(practice, tmp_path, "--ids", "whole", "--json")
    (day,) = again.lines
    assert [one["cid"] for one in day["people"]] == [row.cid for row in sorted_rows(ROWS)]
    assert (day["last_look"] is None, [one["new"] for one in day["people"]]) == (False, [False] * 6)
    assert slots(practice, tmp_path, "--ids", "all").code == 2


def test_a_workbook_to_be_signed_and_a_csv_that_no_spreadsheet_obeys(practice: PracticeServer, tmp_path: Path) -> None:
    out, plain = tmp_path / "day.xlsx", tmp_path / "day.csv"
    assert slots(practice, tmp_path, "--out", out).code == 0
    sheet = load_workbook(out)[show_date(DAY, "en")]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4, max_row=10)]
    assert rows[0] == ["No.", "Hour", "Citizen ID", "Name", "Dose", "New", "Note", "Signature"]
    assert [row[3] for row in rows[1:]] == [row.person_name for row in sorted_rows(ROWS)]
    assert practice.facility in sheet["A2"].value
    assert (sheet.page_setup.paperSize, sheet.print_title_rows, sheet.oddFooter.right.text) == (9, "$1:$4", "&P / &N")
    assert slots(practice, tmp_path, "--ids", "whole", "--out", plain).code == 0
    assert plain.read_bytes().startswith(b"\xef\xbb\xbf")
    (head, *lines) = csv.reader(plain.read_text("utf-8-sig").splitlines())
    assert head[:2] == ["Date", "No."]
    assert [line[3].replace("-", "") for line in lines] == [row.cid for row in sorted_rows(ROWS)]
    assert slots(practice, tmp_path, "--out", plain).code == 2, "never over a file"
    assert slots(practice, tmp_path, "--out", tmp_path / "day.doc").code == 2


def test_the_pages_that_the_window_prints_are_drawn_for_the_command(practice: PracticeServer, tmp_path: Path) -> None:
    out = tmp_path / "รายชื่อ.pdf"
    ran = slots(practice, tmp_path, "--out", out)
    assert (ran.code, ran.out.splitlines()[-1]) == (0, str(out)), ran.err
    assert out.read_bytes().startswith(b"%PDF")
    assert out.read_bytes().count(b"/Type /Page\n") == 1


def test_where_nothing_can_draw_the_list_is_told_and_no_file_is_left(
    practice: PracticeServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paper, "_window", lambda: [str(tmp_path / "nowhere")])
    ran = slots(practice, tmp_path, "--out", tmp_path / "day.pdf", "--json")
    assert (ran.code, ran.lines[-1]["error"]) == (2, "no_paper")
    assert not (tmp_path / "day.pdf").exists()


def test_a_name_that_a_spreadsheet_would_run_is_text(tmp_path: Path) -> None:
    lines = tuple(Line(DAY, ROWS[0].cid, 9, name) for name in ("=1+1", "+cmd", "-x", "@sum", "＝1", "สมมุติ"))
    made = DayList(Account("99001", "u", "", "=รพ."), (ListedDay(DAY, lines),))
    for name in ("a.csv", "a.xlsx"):
        day_list_file.write(tmp_path / name, made, "th", whole=False)
    (_, *rows) = csv.reader((tmp_path / "a.csv").read_text("utf-8-sig").splitlines())
    assert [row[4] for row in rows] == ["'=1+1", "'+cmd", "'-x", "'@sum", "'＝1", "สมมุติ"]
    sheet = load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert {cell.data_type for row in sheet.iter_rows(min_row=5, min_col=4, max_col=4) for cell in row} == {"s"}
