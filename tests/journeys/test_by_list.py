"""Appointments cancelled and moved by a list, from the command line and by the program's own layer."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from app.booking.control import Control
from app.domain.values import CANCEL, MOVE, Appointment, State
from app.events import RowChanged
from app.people import by_list
from app.people.by_list import Asked
from app.practice import PracticeServer, Scenario, made_up_people
from app.thai import show_date, thai_date, today
from tests.commandline import account, mophic
from tests.world import Office, any_day, go, next_holiday, office, weekdays

PEOPLE = made_up_people(30)
DAY, OTHER = weekdays(2)


def place(faults: list[dict[str, Any]] | None = None, seats: int = 12) -> PracticeServer:
    slots = [{"date": day.isoformat(), "hour": hour, "seats": seats} for day in (DAY, OTHER) for hour in (8, 9, 10)]
    told = {"settings": {"made_up_people": 30}, "slots": slots, "faults": faults or []}
    return PracticeServer(scenario=Scenario.parse(told))


def rows(count: int, hour: int = 9) -> list[Appointment]:
    return [Appointment(at + 2, one.cid, DAY, hour, 1, one.full_name) for at, one in enumerate(PEOPLE[:count])]


def people_sheet(path: Path, table: list[list[Any]], *headers: str) -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["เลขประจำตัวประชาชน", *headers])
    for row in table:
        sheet.append(row)
    book.save(path)
    return path


def held(practice: PracticeServer) -> Counter[tuple[str, str, int]]:
    state: Any = practice.state()
    return Counter((one["cid"], one["date"], int(one["hour"])) for one in state["bookings"])


def booked(file: Path, words: list[str]) -> None:
    table = [[row.cid, row.person_name, DAY, "09:00"] for row in rows(6)]
    sheet = people_sheet(file, table, "ชื่อ-สกุล", "วันที่นัด", "เวลานัด")
    assert mophic("upload", sheet, *words, stdin="practice\n").summary["booked"] == 6


def test_a_list_cancels_what_stands_and_nothing_else_and_is_taken_back(tmp_path: Path) -> None:
    with place() as practice:
        words = [*account(practice, tmp_path), "--json"]
        booked(tmp_path / "นัด.xlsx", words)
        table = [
            [PEOPLE[0].cid, PEOPLE[0].full_name],
            [PEOPLE[1].cid, ""],
            [PEOPLE[2].cid, "นายคนอื่น นามสกุลอื่น"],
            [PEOPLE[9].cid, ""],
            ["1234567890123", ""],
            [PEOPLE[0].cid, ""],
        ]
        file = people_sheet(tmp_path / "ยกเลิก.xlsx", table, "ชื่อ-สกุล")
        asked = mophic("cancel", "--list", file, *words, stdin="practice\n")
        assert asked.code == 2, "nobody said yes"
        assert len(held(practice)) == 6

        out = tmp_path / "ผล.xlsx"
        ran = mophic("cancel", "--list", file, "--result", out, "--yes", *words, stdin="practice\n")
        assert ran.code == 1
        assert {row: line["code"] or line["outcome"] for row, line in ran.rows.items()} == {
            2: "cancelled",
            3: "cancelled",
            4: "list_other_name",
            5: "nothing_stands",
            7: "list_twice",
        }
        assert ran.summary == {"cancelled": 2, "left": 3, "unknown": 0, "invalid": 1}
        assert {cid for cid, *_ in held(practice)} == {one.cid for one in PEOPLE[2:6]}
        written = load_workbook(out)
        rows_told = list(written.worksheets[0].iter_rows(min_col=3, values_only=True))
        assert rows_told[0] == ("สถานะการยกเลิกนัด", "เลขที่นัด (slot)", "เหตุผล", "เวลาที่ยกเลิก")
        status = [row[0] for row in rows_told][1:]
        assert status == ["ยกเลิกนัดแล้ว", "ยกเลิกนัดแล้ว", "คงไว้ตามเดิม", "คงไว้ตามเดิม", "ข้อมูลไม่ถูกต้อง", "คงไว้ตามเดิม"]
        assert rows_told[1][2] == f"นัดวันที่ {thai_date(DAY)} เวลา 09:00"
        assert "วันที่" not in str(rows_told[5][2]), "a list need have no day and no hour"
        summary = {one[0]: one[1] for one in written["สรุปผล"].iter_rows(max_col=2, values_only=True)}
        assert next(iter(summary)) == "สรุปผลการยกเลิกนัดหมาย MOPH-IC"
        assert "ไม่ได้ยกเลิก เพราะ" in summary
        assert (summary["ข้อมูลไม่ถูกต้อง"], summary["รวม"]) == (1, 6)
        assert sum(count == 1 for told, count in summary.items() if told and "เลขประจำตัว" in told) >= 1
        assert not any("จองแล้ว" in str(told) or "ไม่ได้จอง" in str(told) for told in summary)

        told = mophic("history", "--server", practice.url, "--data-dir", tmp_path / "data", "--json").lines[0]
        assert next((one["kind"], one["file"], one["unfinished"]) for one in told["batches"]) == (
            "cancel_list",
            "ยกเลิก.xlsx",
            0,
        )
        back = mophic("undo", 2, "--yes", *words, stdin="practice\n")
        assert (back.code, back.summary["booked"]) == (0, 2)
        assert len(held(practice)) == 6


def test_whose_ids_are_meant_is_asked_and_can_be_said(tmp_path: Path) -> None:
    with place() as practice:
        words = [*account(practice, tmp_path), "--json", "--yes"]
        booked(tmp_path / "นัด.xlsx", words)
        table = [[PEOPLE[20 + at].cid, PEOPLE[at].cid] for at in range(2)]
        file = people_sheet(tmp_path / "a.xlsx", table, "เลขบัตรประชาชน")
        asked = mophic("cancel", "--list", file, *words, stdin="practice\n")
        assert asked.lines[-1]["error"] == "columns_unsure"
        assert len(held(practice)) == 6
        ran = mophic("cancel", "--list", file, "--column", "cid=B", *words, stdin="practice\n")
        assert (ran.code, ran.summary["cancelled"], len(held(practice))) == (0, 2, 4)


def test_a_list_moves_to_its_new_day_and_hour_and_is_moved_back(tmp_path: Path) -> None:
    with place() as practice:
        words = [*account(practice, tmp_path), "--json", "--settle", "0.2"]
        booked(tmp_path / "นัด.xlsx", words)
        before = held(practice)
        table = [[PEOPLE[0].cid, OTHER, "10:00"], [PEOPLE[1].cid, OTHER, ""], [PEOPLE[2].cid, DAY, "08:00"]]
        table += [[PEOPLE[3].cid, "", ""], [PEOPLE[4].cid, DAY, "09:00"]]
        file = people_sheet(tmp_path / "เลื่อน.xlsx", table, "วันที่นัด", "เวลานัด")
        ran = mophic("move", "--list", file, "--yes", "--result", tmp_path / "r.xlsx", *words, stdin="practice\n")
        written = load_workbook(tmp_path / "r.xlsx")
        rows_told = list(written.worksheets[0].iter_rows(min_col=4, values_only=True))
        assert rows_told[0] == ("สถานะการเลื่อนนัด", "เลขที่นัด (slot)", "เหตุผล", "เวลาที่เลื่อน")
        assert [row[0] for row in rows_told[1:]] == ["เลื่อนนัดแล้ว"] * 3 + ["ข้อมูลไม่ถูกต้อง", "คงไว้ตามเดิม"]
        assert rows_told[1][2] == f"จาก {thai_date(DAY)} เวลา 09:00 ไปเป็น {thai_date(OTHER)} เวลา 10:00"
        assert written["สรุปผล"].cell(1, 1).value == "สรุปผลการเลื่อนนัดหมาย MOPH-IC"
        assert ran.code == 1
        assert {row: line["code"] for row, line in ran.rows.items()} == {
            2: "moved",
            3: "moved",
            4: "moved",
            6: "same_as_wanted",
        }
        assert ran.summary == {"moved": 3, "left": 1, "unknown": 0, "invalid": 1}
        now = held(practice)
        assert len(now) == 6
        assert now[PEOPLE[0].cid, OTHER.isoformat(), 10] == now[PEOPLE[1].cid, OTHER.isoformat(), 9] == 1
        assert now[PEOPLE[2].cid, DAY.isoformat(), 8] == 1
        batch = ran.lines[-1]["batch"]
        back = mophic("undo", batch, "--yes", *words, stdin="practice\n")
        assert (back.code, back.summary["moved"]) == (0, 3)
        assert held(practice) == before


def test_a_person_named_twice_counts_once_and_a_forgotten_day_is_no_whatever_there_is(tmp_path: Path) -> None:
    with place() as practice:
        words = [*account(practice, tmp_path), "--yes", "--json"]
        booked(tmp_path / "นัด.xlsx", words)
        table = [[PEOPLE[0].cid, DAY], [PEOPLE[1].cid, ""], [PEOPLE[0].cid, DAY], [PEOPLE[2].cid, OTHER]]
        table += [[PEOPLE[3].cid, any_day(-20)]]
        file = people_sheet(tmp_path / "a.xlsx", table, "วันที่นัด")
        ran = mophic("cancel", "--list", file, *words, stdin="practice\n")
        assert {row: line["code"] or line["outcome"] for row, line in ran.rows.items()} == {
            2: "cancelled",
            4: "list_twice",
            5: "stands_elsewhere",
        }
        assert ran.rows[4]["message"].startswith("ซ้ำกับแถว 2")
        assert ran.summary == {"cancelled": 1, "left": 2, "unknown": 0, "invalid": 2}
        assert "แถว 3: แถวนี้ไม่ได้ระบุวัน" in ran.err + ran.out
        assert {cid for cid, *_ in held(practice)} == {one.cid for one in PEOPLE[1:6]}
        said = mophic("cancel", "--list", file, "--date", DAY.isoformat(), *words, stdin="practice\n")
        assert said.rows[3]["outcome"] == "cancelled", "for all that say nothing"


def test_who_is_to_be_moved_to_two_hours_is_not_moved_at_all(tmp_path: Path) -> None:
    async def journey() -> None:
        with place() as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                await clerk.book(rows(2))
                cid, other = (row.cid for row in rows(2))
                before = clerk.calls("ImmunizationTarget")
                asked = [Asked(2, cid, to_day=OTHER, to_hour=8), Asked(3, other, to_day=OTHER)]
                asked += [Asked(4, cid, DAY, to_day=OTHER, to_hour=10), Asked(5, other, DAY, to_day=OTHER, to_hour=9)]
                plan = await by_list.plan(clerk.desk, asked, MOVE)
                assert [(row.code, row.detail) for row in plan.rows] == [
                    ("list_two_wishes", "4"),
                    ("", ""),
                    ("list_two_wishes", "2"),
                    ("list_twice", "3"),
                ]
                assert clerk.calls("ImmunizationTarget") - before == 2, "a call a person"

    go(journey)


def test_a_public_holiday_is_said_before_anybody_is_given_it(tmp_path: Path) -> None:
    """As with a sheet: it is said, and what was asked for is done."""
    feast, (plain,) = next_holiday(), weekdays(1)
    words_of = {"date": f"{thai_date(feast)} (", "told": "เป็นวันหยุดราชการ กรุณาตรวจสอบว่าเปิดให้บริการ"}
    slots = [{"date": day.isoformat(), "hour": 9, "seats": 12} for day in (plain, feast)]
    scenario = Scenario.parse({"settings": {"made_up_people": 30}, "slots": slots})
    with PracticeServer(scenario=scenario) as practice:
        words = [*account(practice, tmp_path), "--yes", "--settle", "0.2"]
        at = ("--date", feast.isoformat(), "--hour", "9")
        alone = mophic("book", PEOPLE[0].cid, *at, *words, stdin="practice\n")
        for cid in (PEOPLE[1].cid, PEOPLE[2].cid, PEOPLE[3].cid):
            there = mophic("book", cid, "--date", plain.isoformat(), "--hour", "9", *words, stdin="practice\n")
            assert there.code == 0
            assert words_of["told"] not in there.err
        moved = mophic("move", PEOPLE[1].cid, "--to-date", feast.isoformat(), *words, stdin="practice\n")
        file = people_sheet(tmp_path / "m.xlsx", [[PEOPLE[2].cid, feast]], "วันที่นัด")
        by_a_list = mophic("move", "--list", file, *words, stdin="practice\n")
        days = ["--date", plain.isoformat(), "--to-date", feast.isoformat()]
        everybody = mophic("move", "--everybody", *days, *words, stdin="practice\n")
        for ran in (alone, moved, by_a_list, everybody):
            assert ran.code == 0
            assert all(one in ran.err for one in words_of.values())
        assert {day for _, day, _ in held(practice)} == {feast.isoformat()}


def test_a_second_appointment_is_booked_only_where_that_is_said(tmp_path: Path) -> None:
    with place() as practice:
        words = [*account(practice, tmp_path), "--yes", "--lang", "en"]
        at = ("--hour", "9", *words)
        assert mophic("book", PEOPLE[0].cid, "--date", DAY.isoformat(), *at, stdin="practice\n").code == 0
        again = ("book", PEOPLE[0].cid, "--date", OTHER.isoformat(), *at)
        ran = mophic(*again, stdin="practice\n")
        assert ran.code == 2
        assert f"has an appointment on {show_date(DAY, 'en')} 09:00 already" in ran.err
        assert sum(held(practice).values()) == 1
        assert mophic(*again, "--both-days", stdin="practice\n").code == 0
        assert sum(held(practice).values()) == 2
        first = ("book", PEOPLE[1].cid, *at, "--date")
        assert mophic(*first, DAY.isoformat(), stdin="practice\n").code == 0
        assert mophic(*first, OTHER.isoformat(), "--dose", "2", stdin="practice\n").code == 0, (
            "another dose is no second"
        )


def test_everybody_of_a_day_moves_to_the_same_hours_as_far_as_there_are_seats(tmp_path: Path) -> None:
    with place(seats=5) as practice:
        words = [*account(practice, tmp_path), "--json", "--settle", "0.2"]
        table = [[one.cid, DAY, f"{8 + at % 3:02d}:00"] for at, one in enumerate(PEOPLE[:12])]
        table += [[one.cid, OTHER, "08:00"] for one in PEOPLE[12:15]]
        file = people_sheet(tmp_path / "a.xlsx", table, "วันที่นัด", "เวลานัด")
        assert mophic("upload", file, *words, stdin="practice\n").summary["booked"] == 15
        days = ["--date", DAY.isoformat(), "--to-date", OTHER.isoformat()]
        assert mophic("move", *days, *words, stdin="practice\n").code == 2, "nobody is named"
        out = tmp_path / "ผล"
        ran = mophic("move", "--everybody", *days, "--yes", "--result", out, *words, stdin="practice\n")
        assert ran.code == 1
        (written,) = out.iterdir()
        told_rows = list(load_workbook(written).worksheets[0].iter_rows(min_row=2, values_only=True))
        assert Counter(row[8] for row in told_rows) == {"เลื่อนนัดแล้ว": 10, "คงไว้ตามเดิม": 2}, "everybody stands in it"
        assert {str(row[0]) for row in told_rows} == {one.cid for one in PEOPLE[:12]}
        names = {line["name"] for line in ran.rows.values()}
        assert names == {one.full_name for one in PEOPLE[:12]}
        assert not any(one.cid in ran.out for one in PEOPLE[:12]), "ids are masked as elsewhere"
        assert ran.summary == {"moved": 10, "left": 2, "unknown": 0, "invalid": 0}
        kinds = mophic("history", "--server", practice.url, "--data-dir", tmp_path / "data", "--json").lines[0][
            "batches"
        ]
        assert [one["kind"] for one in kinds] == ["move_list", "sheet"], "its single moves are told by the list"
        assert sum(one.full_name in ran.err for one in PEOPLE[:12]) == 2, "who is left is named: there is no file"
        assert Counter(line["code"] for line in ran.rows.values()) == {"moved": 10, "no_seat_there": 2}
        now = held(practice)
        assert Counter((day, hour) for _, day, hour in now) == {
            (DAY.isoformat(), 8): 2,
            (OTHER.isoformat(), 8): 5,
            (OTHER.isoformat(), 9): 4,
            (OTHER.isoformat(), 10): 4,
        }
        assert max(Counter(cid for cid, *_ in now).values()) == 1


def test_a_killed_list_of_moves_is_gone_on_with_and_nobody_is_left_without(tmp_path: Path) -> None:
    """Stopped in the middle, the program gone; the next day the history goes on."""

    async def journey() -> None:
        with place(
            [{"fault": "latency", "action": "CancelAppointmentSlot", "probability": 1, "seconds": 0.3}]
        ) as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                await clerk.book(rows(8))
                asked = [Asked(row.row, row.cid, to_day=OTHER) for row in rows(8)]
                plan = await by_list.plan(clerk.desk, asked, MOVE)
                batch = by_list.save(clerk.desk, plan, "a.xlsx")
                control = Control()

                def emit(event: Any) -> None:
                    if isinstance(event, RowChanged) and event.outcome.code == "move_in_doubt":
                        control.stop()

                await clerk.desk.run(batch, control, emit)
                assert clerk.desk.journal.info(batch).open
            async with office(practice, tmp_path / "j.db") as clerk:
                (info, *_) = [one for one in clerk.desk.history() if one.source.purpose == MOVE]
                await clerk.desk.run(info.id, Control(), clerk.events.append)
                assert {one.code for one in clerk.desk.outcomes(info.id).values()} == {"moved"}
                assert not clerk.desk.journal.info(info.id).open
                assert clerk.booked == sorted((row.cid, OTHER.isoformat(), 9) for row in rows(8))

    go(journey)


def test_a_stopped_list_of_cancellings_stays_open_and_is_gone_on_with(tmp_path: Path) -> None:
    async def journey() -> None:
        with place() as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                await clerk.book(rows(8))
                plan = await by_list.plan(clerk.desk, [Asked(row.row, row.cid) for row in rows(8)], CANCEL)
                batch = by_list.save(clerk.desk, plan, "a.xlsx")
                control = Control()
                control.stop()
                await clerk.desk.run(batch, control, clerk.events.append)
                info = clerk.desk.journal.info(batch)
                assert info.open
                assert info.counts == {State.BOOKED: 8}
                await clerk.desk.run(batch, Control(), clerk.events.append)
                assert not clerk.desk.journal.info(batch).open
                assert clerk.booked == []

    go(journey)


@pytest.mark.parametrize("lie", ["schedule", "record"])
def test_where_the_witnesses_differ_nothing_is_sent(tmp_path: Path, lie: str) -> None:
    action = {"schedule": "GetHospitalSlotConfirmScheduleByDate", "record": "ImmunizationTarget"}[lie]

    async def journey() -> None:
        with place() as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                await clerk.book(rows(3))
                late = {"fault": "late", "action": action, "probability": 1, "seconds": 3600}
                await set_faults(clerk, [late])
                asked = [Asked(row.row, row.cid, DAY, 9) for row in rows(3)]
                plan = await by_list.plan(clerk.desk, asked, CANCEL)
                assert {one.code for one in plan.rows} == {"cant_tell_standing"}
                with pytest.raises(Exception, match="list_nothing_to_do"):
                    by_list.save(clerk.desk, plan, "a.xlsx")
                assert clerk.calls("CancelAppointmentSlot") == 0

    go(journey)


def test_another_day_a_missing_hour_and_plain_headings_are_said_as_they_are(tmp_path: Path) -> None:
    with place() as practice:
        words = [*account(practice, tmp_path), "--yes", "--lang", "en"]
        booked(tmp_path / "นัด.xlsx", [*words, "--json"])
        table: list[list[Any]] = [[PEOPLE[0].cid, OTHER, ""], [PEOPLE[1].cid, DAY, "10:00"], [PEOPLE[9].cid, DAY, ""]]
        file = people_sheet(tmp_path / "c.xlsx", table, "วันที่นัด", "เวลานัด")
        ran = mophic("cancel", "--list", file, *words, stdin="practice\n")
        assert ran.out.count(f"but one on {show_date(DAY, 'en')} 09:00") == 1, "one reason, its rows"
        assert "(2: 2-3)" in ran.out
        assert "There is no appointment here to be cancelled" in ran.out
        alone = mophic("cancel", PEOPLE[0].cid, "--date", OTHER.isoformat(), *words, stdin="practice\n")
        assert f"but one on {show_date(DAY, 'en')} 09:00" in alone.err

        (gone,) = weekdays(1, today() + timedelta(days=40))
        table = [[PEOPLE[0].cid, OTHER, "12:00"], [PEOPLE[1].cid, gone, "09:00"], [PEOPLE[2].cid, OTHER, "10:00"]]
        file = people_sheet(tmp_path / "m.xlsx", table, "วันที่นัดใหม่", "เวลาใหม่")
        ran = mophic("move", "--list", file, *words, "--settle", "0.2", stdin="practice\n")
        assert (
            "There is no such hour on that day, so it is not moved. The hours there are: 08:00, 09:00, 10:00."
            in ran.out
        )
        assert "The new day has no open hours at all" in ran.out
        assert "moved 1  left 2" in ran.out

        table = [[PEOPLE[3].cid, OTHER, OTHER, "10:00"]]
        file = people_sheet(tmp_path / "d.xlsx", table, "กำหนดวันที่ 1", "กำหนดวันที่ 2", "เวลานัด")
        ran = mophic("move", "--list", file, *words, stdin="practice\n")
        assert "--same" not in ran.err + ran.out, "there is no such option"


def test_nothing_is_cancelled_by_a_row_whose_day_is_blank_or_over_and_nobody_is_counted_twice(tmp_path: Path) -> None:
    """A list that tells its days says so of every row: a blank one means none of the person's appointments."""
    with place() as practice:
        words = [*account(practice, tmp_path), "--yes", "--lang", "en"]
        booked(tmp_path / "นัด.xlsx", [*words, "--json"])
        before = set(held(practice))
        table: list[list[Any]] = [
            [PEOPLE[0].cid, DAY, "09:00"],
            [PEOPLE[0].cid, DAY, ""],  # the same appointment, told otherwise
            [PEOPLE[1].cid, "", ""],
            [PEOPLE[2].cid, today() - timedelta(days=4), "09:00"],
        ]
        file = people_sheet(tmp_path / "c.xlsx", table, "วันที่นัด", "เวลานัด")
        ran = mophic("cancel", "--list", file, *words, stdin="practice\n")
        assert {cid for cid, *_ in before} - {cid for cid, *_ in held(practice)} == {PEOPLE[0].cid}
        assert "cancelled 1  " in ran.out
        assert "This row has no day, where others of the list have theirs" in ran.out
        assert "The same as row 2: one appointment of one person" in ran.out

        alone = people_sheet(tmp_path / "a.xlsx", [[PEOPLE[1].cid]])
        assert mophic("cancel", "--list", alone, *words, stdin="practice\n").code == 0, "people alone, without any day"
        assert PEOPLE[1].cid not in {cid for cid, *_ in held(practice)}


async def set_faults(clerk: Office, faults: list[dict[str, Any]]) -> None:
    import httpx

    async with httpx.AsyncClient(base_url=clerk.practice.url, trust_env=False) as http:
        answer = await http.post("/practice/faults", content=json.dumps({"faults": faults}))
        answer.raise_for_status()


def test_which_of_two_appointments_is_asked_and_then_told_by_its_day(tmp_path: Path) -> None:
    async def journey() -> None:
        with place() as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                (row,) = rows(1)
                await clerk.book([row])
                await clerk.book([Appointment(2, row.cid, OTHER, 8)])
                plan = await by_list.plan(clerk.desk, [Asked(2, row.cid)], CANCEL)
                assert [one.code for one in plan.rows] == ["several_stand"]
                plan = await by_list.plan(clerk.desk, [Asked(2, row.cid, OTHER)], CANCEL)
                (found,) = plan.to_do
                assert found.standing is not None
                assert (found.standing.date, found.standing.hour) == (OTHER, 8)
                assert plan.per_hour() == {(OTHER, 8): 1}
                assert isinstance(found.standing.date, date)

    go(journey)
