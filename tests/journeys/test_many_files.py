"""Several files, or a folder of them, booked one after the other: looked at together first, one summary at the end."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from app.domain.values import Appointment
from app.thai import show_date
from tests.commandline import account, mophic, sheet
from tests.world import rows_for, server_with


def days_book(path: Path, *sheets: list[Appointment]) -> Path:
    """A workbook with a sheet a day."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for number, rows in enumerate(sheets, 1):
        table = book.create_sheet(f"วันที่ {number}")
        table.append(["cid", "appointment_date", "appointment_time"])
        for row in rows:
            table.append([row.cid, row.date, f"{row.hour:02d}:00"])
    book.save(path)
    return path


def test_a_folder_is_looked_at_together_booked_file_by_file_and_summed_up_once(tmp_path: Path) -> None:
    rows = rows_for(9)
    folder, out = tmp_path / "สัปดาห์นี้", tmp_path / "ผล"
    folder.mkdir()
    out.mkdir()
    first = sheet(folder / "a.xlsx", rows[:4])
    other_hour = replace(rows[1], hour=14 if rows[1].hour != 14 else 15)
    days_book(folder / "b.xlsx", [rows[0], other_hour, rows[4]], rows[5:7])
    (folder / "~$a.xlsx").write_bytes(b"open in Excel")
    (folder / "notes.docx").write_bytes(b"no sheet")
    sheet(folder / "a-ผลการจอง.xlsx", rows[:4])
    with server_with() as practice:
        words = [*account(practice, tmp_path), "--json"]
        ran = mophic("upload", folder, "--all-sheets", "--result", out, *words, stdin="practice\n")
        assert ran.code == 1, ran.err
        assert "a-ผลการจอง.xlsx" in ran.err, "the program's own result is passed over, and said"
        summary = ran.summary
        assert (summary["rows"], summary["booked"], summary["skipped"], summary["invalid"]) == (9, 6, 1, 2)
        told = [line for line in ran.lines if "row" in line]
        assert {line["sheet"] for line in told} == {f"a.xlsx · {_name(first)}", "b.xlsx · วันที่ 1", "b.xlsx · วันที่ 2"}
        (last,) = (line for line in ran.lines if "sheets" in line)
        codes = Counter(one["code"] for each in last["sheets"] for one in each["problems"])
        assert codes == {"other_sheet_hour": 2, "other_sheet_same": 2}, "named in both files, before anything is sent"
        messages = [one["message"] for each in last["sheets"] for one in each["problems"]]
        assert any("b.xlsx · วันที่ 1" in words for words in messages)
        state: Any = practice.state()
        held = Counter(one["cid"] for one in state["bookings"])
        assert max(held.values()) == 1
        assert rows[1].cid not in held, "two hours on one day: neither goes out"
        assert sorted(path.name for path in out.iterdir()) == ["a-ผลการจอง.xlsx", "b-ผลการจอง.xlsx"]
        assert len(load_workbook(out / "b-ผลการจอง.xlsx").worksheets) >= 3


def _name(path: Path) -> str:
    return str(load_workbook(path).worksheets[0].title)


def test_a_person_on_two_days_in_two_files_is_named_in_both_and_in_the_plan(tmp_path: Path) -> None:
    rows = rows_for(3)
    other = next(row.date for row in rows_for(200) if row.date != rows[0].date)
    files = [sheet(tmp_path / "a.xlsx", rows[:2]), sheet(tmp_path / "b.xlsx", [replace(rows[0], date=other), rows[2]])]
    with server_with() as practice:
        plan = tmp_path / "plan.xlsx"
        words = ["--dry-run", "--plan", plan, *account(practice, tmp_path), "--lang", "en"]
        unsaid = mophic("upload", *files, *words[:1], *words[3:], stdin="practice\n")
        assert unsaid.code == 1, "the second day would be held back"
        assert "mophic upload --both-days" in unsaid.out
        ran = mophic("upload", *files, "--both-days", *words, stdin="practice\n")
        assert ran.code == 0, "two days may be meant"
        assert "this person also stands on sheet b.xlsx · " in ran.out
        assert f"row 2, on {show_date(other, 'en')}" in ran.out
        assert "this person also stands on sheet a.xlsx · " in ran.out
        assert f"row 2, on {show_date(rows[0].date, 'en')}" in ran.out
    why = [str(row[2].value) for table in load_workbook(plan).worksheets[:2] for row in table.iter_rows()]
    assert sum("also stands on sheet" in words for words in why) == 2


def test_one_file_that_cannot_be_read_keeps_all_from_being_sent(tmp_path: Path) -> None:
    good = sheet(tmp_path / "a.xlsx", rows_for(2))
    bad = tmp_path / "b.xlsx"
    bad.write_bytes(b"PK\x03\x04 broken")
    with server_with() as practice:
        ran = mophic("upload", good, bad, *account(practice, tmp_path), "--json", stdin="practice\n")
        assert ran.code == 2
        assert "b.xlsx" in ran.err
        assert "ยังไม่ได้จองไฟล์ใดเลย กรุณาแก้ไฟล์นี้หรือเอาออก แล้วสั่งใหม่" in ran.err
        assert practice.state()["bookings"] == []


def test_a_file_with_nobody_in_it_is_set_aside_and_said_and_the_others_are_booked(tmp_path: Path) -> None:
    folder, out = tmp_path / "สัปดาห์นี้", tmp_path / "ผล"
    folder.mkdir()
    sheet(folder / "ก.xlsx", rows_for(2))
    (folder / "ข ว่าง.csv").write_text("cid,appointment_date,appointment_time\n", "utf-8")
    days_book(folder / "ค ว่าง.xlsx", [])
    report = tmp_path / "r.json"
    with server_with() as practice:
        words = [*account(practice, tmp_path), "--yes"]
        would = mophic("upload", folder, "--all-sheets", "--dry-run", *words, stdin="practice\n")
        assert (would.code, would.err.count("ค ว่าง.xlsx")) == (1, 2), "said before and after"
        ran = mophic("upload", folder, "--result", out, "--report", report, *words, stdin="practice\n")
        assert ran.code == 1, "somebody must look at them"
        assert len(practice.state()["bookings"]) == 2
        last = ran.err.splitlines()[-2:]
        assert [line.startswith("ไม่มีใครในไฟล์ ") for line in last] == [True, True]
        assert "ข ว่าง.csv" in last[0]
        assert "มีหัวตารางแต่ยังไม่มีรายชื่อ กรุณากรอก" in last[1]
        told = json.loads(report.read_text("utf-8"))
        assert [one["code"] for one in told["files_set_aside"]] == ["sheet_no_rows"] * 2
        assert (told["exit_code"], "หรือมีไฟล์ที่ไม่มีรายชื่อ" in told["message"]) == (1, True)
        again = mophic("upload", folder, "--json", *words, stdin="practice\n")
        assert [one["code"] for one in again.lines if "file_set_aside" in one] == ["sheet_no_rows"] * 2
        (folder / "ก.xlsx").unlink()
        none = mophic("upload", folder, *words, stdin="practice\n")
        assert none.code == 2, "nobody at all"
        assert "ข ว่าง.csv" in none.err


def test_a_file_whose_people_stand_on_another_sheet_is_no_file_of_nobody(tmp_path: Path) -> None:
    files = [sheet(tmp_path / "a.xlsx", rows_for(2)), days_book(tmp_path / "b.xlsx", [], rows_for(3)[2:])]
    with server_with() as practice:
        ran = mophic("upload", *files, "--yes", *account(practice, tmp_path), "--lang", "en", stdin="practice\n")
        assert ran.code == 2
        assert "Nothing was booked, of no file" in ran.err
        assert practice.state()["bookings"] == []


def test_a_folder_without_sheets_and_a_result_that_is_no_folder_are_said(tmp_path: Path) -> None:
    empty = tmp_path / "ว่าง"
    empty.mkdir()
    assert mophic("upload", empty, "--practice", "--json").lines[-1]["error"] == "folder_empty"
    files = [sheet(tmp_path / name, rows_for(1)) for name in ("a.xlsx", "b.xlsx")]
    ran = mophic("upload", *files, "--result", tmp_path / "r.xlsx", "--practice", "--json")
    assert ran.lines[-1]["error"] == "result_not_folder"


def test_a_dry_run_of_two_files_counts_the_seats_that_the_first_one_takes(tmp_path: Path) -> None:
    rows = [replace(row, hour=8) for row in rows_for(12, days=1)]  # of ten seats
    files = [sheet(tmp_path / "a[1].xlsx", rows[:6]), sheet(tmp_path / "b.xlsx", rows[6:])]
    with server_with() as practice:
        words = ["--dry-run", "--plan", tmp_path / "plan.xlsx", "--json", *account(practice, tmp_path)]
        ran = mophic("upload", *files, *words, stdin="practice\n")
        assert ran.code == 1, ran.err
        (last,) = (line for line in ran.lines if "calls" in line)
        assert (last["short"], [(hour["wanted"], hour["free"]) for hour in last["hours"]]) == (2, [(6, 10), (6, 4)])
        told = {line["sheet"] for line in ran.lines if "row" in line}
        assert {name.split(" · ")[0] for name in told} == {"a[1].xlsx", "b.xlsx"}
        assert practice.state()["bookings"] == []
    assert len(load_workbook(tmp_path / "plan.xlsx").worksheets) == 4


def test_a_second_day_in_a_later_file_or_sheet_of_one_call_is_held_back(tmp_path: Path) -> None:
    """What --yes never means: twice."""
    rows = rows_for(4)
    other = next(row.date for row in rows_for(200) if row.date != rows[0].date)
    again = [replace(row, date=other) for row in rows[:3]]
    folder = tmp_path / "สองวัน"
    folder.mkdir()
    sheet(folder / "ก.xlsx", rows[:2])
    sheet(folder / "ข.xlsx", again[:2])
    book = days_book(tmp_path / "ค.xlsx", rows[2:], again[2:])
    with server_with() as practice:
        words = [*account(practice, tmp_path), "--yes", "--lang", "en"]
        for ran in (
            mophic("upload", folder, *words, stdin="practice\n"),
            mophic("upload", book, "--all-sheets", *words, stdin="practice\n"),
        ):
            assert ran.code == 1
            assert "held back" in ran.err
            assert "--both-days" in ran.err
        state: Any = practice.state()
        held = Counter(one["cid"] for one in state["bookings"])
        assert held == {row.cid: 1 for row in rows}
        mophic("upload", folder, "--both-days", *words, stdin="practice\n")
        state = practice.state()
        assert len(state["bookings"]) == 6, "both are meant"


def test_what_is_said_of_a_sheet_stands_under_its_own_name(tmp_path: Path) -> None:
    """Row 2 is one of each file: the clerk must not correct the wrong one."""
    rows = rows_for(2)
    other = next(row.date for row in rows_for(200) if row.date != rows[0].date)
    first, second = sheet(tmp_path / "a.xlsx", rows), sheet(tmp_path / "b.xlsx", [replace(rows[0], date=other)])
    with server_with() as practice:
        words = [*account(practice, tmp_path), "--both-days", "--yes", "--lang", "en"]
        ran = mophic("upload", first, second, "--check-names", *words, stdin="practice\n")
        more = mophic("upload", first, second, "--json", *words, stdin="practice\n")
    heads = [f"{file.name} · {_name(file)}:" for file in (first, second)]
    lines, under, found = ran.out.splitlines(), "", list[str]()
    for line in lines:
        under = line if line in heads else under
        found += [under] if "seems to have an appointment here" in line else []
    assert found == [f"b.xlsx · {_name(second)}:"], ran.out
    assert lines.count(found[0]) == 3, "what the check says, the names, and the booking"
    assert any("also stands on sheet" in line for line in more.err.splitlines())
    assert found[0] in more.err.splitlines(), "for a program, too, beside its lines"
