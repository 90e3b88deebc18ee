"""Which column, which block, which sheet, from the command line: what it asks, and whom the server then holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from app.domain.values import Appointment
from app.practice import PracticeServer
from app.thai import show_date
from tests.commandline import account, mophic
from tests.world import any_day, rows_for, server_with, wanted

OWN = ("เลขประจำตัวประชาชน", "วันที่นัด", "เวลานัด")


@pytest.fixture
def practice() -> Iterator[PracticeServer]:
    with server_with() as server:
        yield server


def cells(row: Appointment) -> list[object]:
    return [row.cid, row.date, f"{row.hour:02d}:00"]


def book(path: Path, sheets: dict[str, Sequence[Sequence[object]]], hidden: Sequence[str] = ()) -> Path:
    made = Workbook()
    for name, table in sheets.items():
        sheet = made.create_sheet(name)
        for row in table:
            sheet.append(list(row))
        sheet.sheet_state = "hidden" if name in hidden else "visible"
    made.remove(made.worksheets[0])
    made.save(path)
    return path


def booked(server: PracticeServer) -> list[tuple[str, str, int]]:
    return sorted((one["cid"], one["date"], int(one["hour"])) for one in server.state()["bookings"])


def test_a_mothers_id_beside_the_childs_stops_the_upload_and_an_answer_books_the_children(
    tmp_path: Path, practice: PracticeServer
) -> None:
    people = rows_for(6)
    children, mothers = people[:3], people[3:]
    headers = ["เลขบัตรประชาชนมารดา", "เลขบัตรเด็ก", "วันนัด", "เวลานัด"]
    table = [[mother.cid, *cells(child)] for mother, child in zip(mothers, children, strict=True)]
    file = book(tmp_path / "a.xlsx", {"เด็ก": [headers, *table]})
    words = [file, *account(practice, tmp_path), "--yes", "--json"]

    asked = mophic("upload", *words, stdin="practice\n")
    assert (asked.code, booked(practice)) == (2, [])
    (line,) = asked.lines
    assert line["error"] == "columns_unsure"
    (question,) = line["questions"]
    assert question["field"] == "cid"
    assert {(one["column"], one["header"]) for one in question["candidates"]} == {("A", headers[0]), ("B", headers[1])}
    assert all(len(one["samples"]) == 3 and mothers[0].cid not in one["samples"] for one in question["candidates"])
    assert "B   เลขบัตรเด็ก  ·  " in asked.err
    assert "--column cid=" in asked.err

    assert mophic("upload", *words, "--column", "cid=B", stdin="practice\n").code == 0
    assert booked(practice) == wanted(children)


def test_a_form_without_an_hour_asks_for_one_for_all(tmp_path: Path, practice: PracticeServer) -> None:
    people = [row for row in rows_for(30) if row.hour == 9][:3]
    lines = ["ประทับเวลา,เลขบัตรประชาชน,วันที่สะดวก"]
    lines += [f'"28/11/2026, 10:00:00",{row.cid},{row.date:%d/%m/%Y}' for row in people]
    file = tmp_path / "form.csv"
    file.write_text("\n".join(lines), encoding="utf-8-sig")
    words = [file, *account(practice, tmp_path), "--yes", "--json"]

    asked = mophic("upload", *words, stdin="practice\n")
    assert (asked.code, asked.lines[0]["error"], booked(practice)) == (2, "columns_missing", [])
    refused = mophic("upload", *words, "--column", "time=A", stdin="practice\n")
    assert (refused.code, refused.lines[0]["error"]) == (2, "column_stamp")
    answered = mophic("upload", *words, "--same", "time=09:00", "--dates", "as-read", stdin="practice\n")
    assert answered.code == 0
    assert "! เวลานัด: “09:00” ทุกแถว (3 แถว) ตามที่สั่งด้วย --same\n" in answered.err
    assert booked(practice) == wanted(people)


def test_a_value_for_all_rows_says_which_column_is_not_read_for_it(tmp_path: Path) -> None:
    """A day, an hour and a dose can be said; what the sheet has of them is passed over, and that is told."""
    people = rows_for(9)[:3]
    file = book(tmp_path / "a.xlsx", {"a": [OWN, *map(cells, people)]})
    day = f"{people[0].date:%Y-%m-%d}"
    told = mophic("validate", file, "--same", f"date={day}", "--same", "time=13:00", "--same", "dose=2", "--json")
    assert told.lines[0]["same"] == [
        f"วันที่นัด: “{day}” ทุกแถว (3 แถว) ตามที่สั่งด้วย --same จึงไม่ได้อ่านคอลัมน์ B วันที่นัด",
        "เวลานัด: “13:00” ทุกแถว (3 แถว) ตามที่สั่งด้วย --same จึงไม่ได้อ่านคอลัมน์ C เวลานัด",
        "เข็มที่: “2” ทุกแถว (3 แถว) ตามที่สั่งด้วย --same",
    ]


def test_a_sheet_without_doses_says_once_that_all_are_taken_for_the_first(tmp_path: Path) -> None:
    file = book(tmp_path / "a.xlsx", {"a": [OWN, *map(cells, rows_for(3))]})
    told = mophic("validate", file)
    assert told.out.splitlines().count("! ไม่มีคอลัมน์เข็มที่: ถือเป็นเข็ม 1 ทุกแถว (การจองไม่ส่งเลขเข็ม)") == 1
    with_doses = book(tmp_path / "b.xlsx", {"a": [[*OWN, "เข็มที่"], *([*cells(row), 2] for row in rows_for(3))]})
    assert "ไม่มีคอลัมน์เข็มที่" not in mophic("validate", with_doses).out


def test_people_above_a_second_header_are_booked_each_block_by_its_own(
    tmp_path: Path, practice: PracticeServer
) -> None:
    people = rows_for(8)
    above = [OWN, *map(cells, people[:5]), [], ["กลุ่มที่ 2"]]
    below = [["ลำดับ", "วันที่นัด", "เวลานัด", "เลขประจำตัวประชาชน", "ชื่อ-สกุล"]]
    below += [[n, *cells(row)[1:], row.cid, row.person_name] for n, row in enumerate(people[5:], 1)]
    file = book(tmp_path / "a.xlsx", {"a": [*above, *below]})
    mophic("upload", file, *account(practice, tmp_path), "--yes", stdin="practice\n")
    assert booked(practice) == wanted(people)


def test_the_sheets_that_were_not_read_are_named_and_all_can_be_booked(
    tmp_path: Path, practice: PracticeServer
) -> None:
    people = rows_for(9)
    days = {f"{n} ธ.ค.": [OWN, *map(cells, people[n * 3 : n * 3 + 3])] for n in range(3)}
    file = book(tmp_path / "a.xlsx", {"หน้าปก": [["รายงาน"]], **days, "เก่า": days["0 ธ.ค."]}, hidden=["เก่า"])

    told = mophic("validate", file, "--json")
    assert told.lines[0]["sheets_not_read"] == [
        {"sheet": "1 ธ.ค.", "people": 3, "hidden": False},
        {"sheet": "2 ธ.ค.", "people": 3, "hidden": False},
        {"sheet": "เก่า", "people": 3, "hidden": True},
    ]
    assert told.lines[0]["columns"]["cid"] == {"column": "A", "header": "เลขประจำตัวประชาชน"}
    assert "1 ธ.ค. (3 คน)" in mophic("validate", file).out

    words = [file, *account(practice, tmp_path), "--yes", "--json"]
    one = mophic("upload", *words, "--sheet", "1 ธ.ค.", stdin="practice\n")
    assert (one.code, booked(practice)) == (0, wanted(people[3:6]))
    assert "0 ธ.ค. (3 คน)" in one.err
    result = tmp_path / "r.xlsx"
    every = mophic("upload", *words, "--all-sheets", "--result", result, stdin="practice\n")
    assert (every.code, booked(practice)) == (0, wanted(people))
    assert every.summary == {
        "rows": 9,
        "booked": 6,
        "refused": 0,
        "skipped": 3,
        "not_sent": 0,
        "unknown": 0,
        "invalid": 0,
    }
    assert [(line["sheet"], line["row"]) for line in every.lines if "row" in line][:4] == [
        ("0 ธ.ค.", 2),
        ("0 ธ.ค.", 3),
        ("0 ธ.ค.", 4),
        ("1 ธ.ค.", 2),
    ]
    written = load_workbook(result)
    for name in days:
        assert [row[3].value for row in written[name].iter_rows(min_row=2)] != [None, None, None], name


def test_lists_side_by_side_are_asked_about_and_all_can_be_booked_with_one_sum(
    tmp_path: Path, practice: PracticeServer
) -> None:
    """d01 and the same person at two hours of a day, which validate says too."""
    people = rows_for(8)
    pairs = [[*cells(left), "", *cells(right)] for left, right in zip(people[:4], people[4:], strict=True)]
    twice = [people[0].cid, people[0].date, f"{people[0].hour + 1:02d}:00", *cells(people[0])[3:]]
    lines = [[*OWN, "", *OWN], *pairs, [*[""] * (len(OWN) + 1), *twice]]
    file = book(tmp_path / "a.xlsx", {"Sheet1": lines})

    asked = mophic("validate", file, "--json")
    assert (asked.code, asked.lines[-1]["error"]) == (2, "lists_beside")
    last = mophic("validate", file, "--all-sheets", "--json").lines[-1]["total"]
    assert last == {"sheets": 2, "rows": 9, "ready": 7, "with_problems": 2, "set_aside": {}}
    told = mophic("validate", file, "--all-sheets", "--lang", "en")
    assert "Row 6: this person also stands on sheet Sheet1!" in told.out
    assert told.out.splitlines()[-1] == "a.xlsx · 2 sheets in all: 7/9"

    result = tmp_path / "r.xlsx"
    words = [file, *account(practice, tmp_path), "--yes", "--json", "--all-sheets", "--result", result]
    every = mophic("upload", *words, stdin="practice\n")
    assert (every.code, booked(practice)) == (1, wanted(people[1:]))
    sheet = load_workbook(result)["Sheet1"]
    titles = [place for place, cell in enumerate(sheet[1]) if cell.value == "สถานะการจอง"]
    assert [[sheet[row][place].value for place in titles] for row in (3, 4, 5)] == [["จองแล้ว"] * 2] * 3


def test_results_of_lists_in_a_format_that_is_not_written_back_stand_in_a_workbook_each(
    tmp_path: Path, practice: PracticeServer
) -> None:
    people = rows_for(4)
    pairs = [[*cells(left), "", *cells(right)] for left, right in zip(people[:2], people[2:], strict=True)]
    file = tmp_path / "a.csv"
    file.write_text("\n".join(",".join(map(str, line)) for line in [[*OWN, "", *OWN], *pairs]), encoding="utf-8")
    words = [file, *account(practice, tmp_path), "--yes", "--all-sheets", "--result", tmp_path / "r.xlsx"]
    assert mophic("upload", *words, stdin="practice\n").code == 0
    assert booked(practice) == wanted(people)
    for name, part in (("r.xlsx", people[:2]), ("r-2.xlsx", people[2:])):
        sheet = load_workbook(tmp_path / name).worksheets[0]
        text = [str(cell.value) for row in sheet.iter_rows() for cell in row]
        assert text.count("จองแล้ว") == 2
        assert {row.cid for row in part} <= set(text)


def test_a_hidden_sheet_is_never_taken_for_a_visible_one(tmp_path: Path) -> None:
    people = rows_for(4)
    headers = ["เลขประจำตัวประชาชน", "วันที่ต้องมา", "เวลานัด"]
    visible, hidden = [headers, *map(cells, people[:2])], [OWN, *map(cells, people[2:])]
    file = book(tmp_path / "a.xlsx", {"Sheet1": visible, "old": hidden}, hidden=["old"])
    asked = mophic("validate", file, "--json")
    assert asked.code == 2
    (question,) = asked.lines[0]["questions"]
    assert (question["field"], question["candidates"][0]["header"]) == ("appointment_date", "วันที่ต้องมา")
    assert mophic("validate", file, "--column", "date=วันที่ต้องมา").code == 0
    alone = book(tmp_path / "b.xlsx", {"หน้าปก": [["รายงาน"]], "old": hidden}, hidden=["old"])
    assert mophic("validate", alone, "--json").lines[0]["error"] == "sheet_hidden_only"
    assert mophic("validate", alone, "--sheet", "old").code == 0


def test_a_sheet_of_corrections_with_the_same_people_stops_the_upload_until_one_is_named(
    tmp_path: Path, practice: PracticeServer
) -> None:
    people = [row for row in rows_for(40) if row.hour == 9][:3]
    later = [[row.cid, row.date, "10:00"] for row in people]
    file = book(tmp_path / "a.xlsx", {"นัด ธ.ค.": [OWN, *map(cells, people)], "แก้ไข": [OWN, *later]})
    words = [file, *account(practice, tmp_path), "--yes", "--json"]

    asked = mophic("upload", *words, stdin="practice\n")
    assert (asked.code, asked.lines[-1]["error"], booked(practice)) == (2, "sheets_same_people", [])
    assert "นัด ธ.ค. (3), แก้ไข (3)" in asked.err
    assert "--sheet" in asked.err
    assert "--all-sheets" in asked.err
    assert mophic("validate", file).code == 2
    assert mophic("upload", *words, "--sheet", "แก้ไข", stdin="practice\n").code == 0
    assert {hour for _, _, hour in booked(practice)} == {10}


def test_american_dates_that_could_be_other_days_are_asked_about_and_nobody_is_booked(
    tmp_path: Path, practice: PracticeServer
) -> None:
    ahead = [any_day(days) for days in range(1, 360)]
    proof = next(day for day in ahead if day.day > 12)
    both = next(
        day
        for day in ahead
        if day.day < 13 and day.day != day.month and day.replace(day=day.month, month=day.day) in ahead
    )
    lines = ["cid,appointment_date,appointment_time"]
    people = zip(rows_for(2), (proof, both), strict=True)
    lines += [f"{row.cid},{day.month}/{day.day}/{day.year},09:00" for row, day in people]
    file = tmp_path / "a.csv"
    file.write_text("\n".join(lines), encoding="utf-8-sig")
    asked = mophic("upload", file, *account(practice, tmp_path), "--yes", "--json", "--lang", "en", stdin="practice\n")
    assert (asked.code, asked.lines[-1]["error"], booked(practice)) == (2, "dates_unsaid", [])
    assert f"row 3 is {show_date(both, 'en')} or " in asked.err
