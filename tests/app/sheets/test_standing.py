"""Days and hours that stand once for many rows: offered with where they stand, never taken, never a dead end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from app.domain.values import Severity, check_digit
from app.errors import SheetError
from app.sheets.cells.standing import said_by
from app.sheets.check import Checked, check, recheck
from app.sheets.columns import settle
from app.sheets.files import read
from app.sheets.offers import filled_from_above, is_ditto
from app.wording import one_thing, say_together
from app.workbooks import write_problem_rows

TODAY = date(2026, 11, 28)
HEADERS = ("ลำดับ", "เลขบัตรประชาชน", "ชื่อ-สกุล", "วันนัด", "เวลา")


def cid(number: int) -> str:
    body = f"1{number:011d}"
    return body + str(check_digit(body))


def person(number: int) -> list[object]:
    return [number, cid(number), f"นายคนที่ {number}", "14/12/2569", "09:00"]


def without(*fields: str, rows: Sequence[Sequence[object]]) -> list[list[object]]:
    """The table without these columns; lines that are no person's stay as they are."""
    gone = [HEADERS.index(field) for field in fields]
    keep = [place for place in range(len(HEADERS)) if place not in gone]
    return [[row[place] for place in keep] if len(row) == len(HEADERS) else list(row) for row in rows]


def checked_of(folder: Path, rows: Sequence[Sequence[object]], name: str = "นัด") -> Checked:
    book = Workbook()
    book.worksheets[0].title = name
    for row in rows:
        book.worksheets[0].append(list(row))
    book.save(folder / "a.xlsx")
    raw = read(folder / "a.xlsx")
    return check(raw, settle(raw, TODAY), facility=None, today=TODAY)


def told(checked: Checked) -> list[str]:
    groups: dict[object, list[object]] = {}
    for problem in checked.problems:
        groups.setdefault(one_thing(problem) or problem, []).append(problem)
    return [say_together(group, "en") for group in groups.values()]  # type: ignore[arg-type]


def hours(checked: Checked) -> list[tuple[int, date, int]]:
    return [(one.row, one.date, one.hour) for one in checked.appointments]


def test_a_day_over_its_people_is_asked_once_for_all_of_them_and_never_taken(tmp_path: Path) -> None:
    lines = ["วันจันทร์ที่ 14 ธันวาคม 2569", "วันที่ 16 ธ.ค. 69 (จำนวน 1 คน)"]
    table = without("วันนัด", rows=[HEADERS, [lines[0]], person(1), person(2), [lines[1]], person(3)])
    before = checked_of(tmp_path, table)
    assert not before.appointments
    assert told(before) == [
        "The day for these 2 rows (3-4): row 2 says “วันจันทร์ที่ 14 ธันวาคม 2569” (14 Dec 2026). "
        "Fix them where that day is meant.",
        "Row 6: no day of its own, but it stands once for many rows: row 5 says “วันที่ 16 ธ.ค. 69 (จำนวน 1 คน)” (16 Dec "
        "2026). Fix it where that day is meant.",
    ]
    assert [(each.row, each.reason) for each in before.aside] == [(2, "aside_day"), (5, "aside_day")]
    after = recheck(before, filled_from_above(before.problems))
    assert hours(after) == [(3, date(2026, 12, 14), 9), (4, date(2026, 12, 14), 9), (6, date(2026, 12, 16), 9)]


def test_an_hour_over_its_people_likewise(tmp_path: Path) -> None:
    table = without("เวลา", rows=[HEADERS, ["", "เวลา 09.00 น."], person(1), ["", "รอบ 13.00 - 14.00 น."], person(2)])
    before = checked_of(tmp_path, table)
    assert [(one.row, one.code, one.fix) for one in before.problems if one.severity is Severity.ERROR] == [
        (3, "cell_hour_above", "09.00 น."),
        (5, "cell_hour_above", "13.00 - 14.00 น."),
    ]
    after = recheck(before, filled_from_above(before.problems))
    assert [one.hour for one in after.appointments] == [9, 13]


@pytest.mark.parametrize("name", ["14 ธ.ค. 69", "14-12-69", "นัด 14 ธันวาคม 2569", "14 ธ.ค."])
def test_a_day_in_the_name_of_the_sheet_is_asked_of_all_rows(tmp_path: Path, name: str) -> None:
    before = checked_of(tmp_path, without("วันนัด", rows=[HEADERS, person(1), person(2)]), name)
    assert told(before)[0].startswith(
        f"The day for these 2 rows (2-3): the name of the sheet says “{name}” (14 Dec 2026)"
    )
    after = recheck(before, filled_from_above(before.problems))
    assert {one.date for one in after.appointments} == {date(2026, 12, 14)}


def test_the_day_of_the_title_and_the_hours_between_the_rows(tmp_path: Path) -> None:
    rows = [
        ["รายชื่อนัดวัคซีน ประจำวันที่ 14 ธันวาคม 2569"],
        HEADERS,
        ["เวลา 09.00 น."],
        person(1),
        ["เวลา 13.00 น."],
        person(2),
    ]
    before = checked_of(tmp_path, without("วันนัด", "เวลา", rows=rows))
    after = recheck(before, filled_from_above(before.problems))
    assert hours(after) == [(4, date(2026, 12, 14), 9), (6, date(2026, 12, 14), 13)]


def test_an_hour_of_one_day_does_not_go_on_into_the_next(tmp_path: Path) -> None:
    lines = [["14 ธ.ค. 69"], ["เวลา 13.00 น."], person(1), ["16 ธ.ค. 69"], person(2), ["เวลา 9.00 น."], person(3)]
    before = checked_of(tmp_path, without("วันนัด", "เวลา", rows=[HEADERS, *lines]))
    codes = {(one.row, one.column): one.code for one in before.problems}
    assert codes[6, "appointment_time"] == "time_missing"
    assert codes[8, "appointment_date"] == "cell_day_above"


@pytest.mark.parametrize("end", ["รอบบ่าย", "วันพุธ"])
def test_a_line_that_cant_be_read_ends_what_stood_above_it(tmp_path: Path, end: str) -> None:
    lines = [["วันที่ 14 ธ.ค. 69 เวลา 09.00 น."], person(1), person(2), [end], person(3)]
    before = checked_of(tmp_path, without("วันนัด", "เวลา", rows=[HEADERS, *lines]))
    codes = [one.code for one in before.problems if one.row == 6]
    assert ("time_missing" if end == "รอบบ่าย" else "date_missing") in codes


def test_a_title_and_a_sheet_that_name_two_days_offer_neither(tmp_path: Path) -> None:
    rows = [["นัดวันที่ 14 ธันวาคม 2569"], HEADERS, person(1)]
    with pytest.raises(SheetError) as refused:
        checked_of(tmp_path, without("วันนัด", rows=rows), "15 ธ.ค. 69")
    assert refused.value.code == "columns_missing"


def test_a_day_that_may_be_two_days_is_asked_as_in_a_column(tmp_path: Path) -> None:
    before = checked_of(tmp_path, without("วันนัด", rows=[HEADERS, ["วันที่ 1/12/2027"], person(1)]))
    assert before.dates.example == "1/12/2027"
    assert before.date_question is not None


def test_a_blank_cell_of_a_sheet_with_a_column_of_days_is_offered_the_line_above_too(tmp_path: Path) -> None:
    rows = [HEADERS, person(1), ["วันที่ 16 ธันวาคม 2569"], [*person(2)[:3], "", "09:00"], person(3)]
    before = checked_of(tmp_path, rows)
    assert hours(before) == [(2, date(2026, 12, 14), 9), (5, date(2026, 12, 14), 9)]
    assert hours(recheck(before, filled_from_above(before.problems)))[1] == (4, date(2026, 12, 16), 9)


@pytest.mark.parametrize(
    "text",
    [
        "พิมพ์วันที่ 28/11/2569",
        "ลงชื่อ วันที่ 28/11/2569",
        "รวม 2 คน",
        "ห้อง 3",
        "นายสมชาย 14/12/2569",
        "โทร 081-234-5678",
        "Sheet1",
        "1.2",
        "รหัส 14-12-69-001",
        "ประจำเดือนธันวาคม 2569",
    ],
)
def test_what_is_no_day_of_the_rows(text: str) -> None:
    assert said_by(text) == (None, None)


@pytest.mark.parametrize(
    "text", ["วันที่ 14-16 ธันวาคม 2569", "14 ธ.ค. 69 ถึง 16 ธ.ค. 69", "เลื่อนจากวันที่ 1 ธ.ค. 2569", "31/2/2569"]
)
def test_what_is_a_day_but_none_that_can_be_taken(text: str) -> None:
    assert said_by(text).day == ""


@pytest.mark.parametrize(
    "text", ['"', "〃", "''", '- " -', "-ditto-", "do", "DO.", "เหมือนบน", "เหมือนข้างบน", "วันเดียวกัน", "(เช่นเดียวกัน)"]
)
def test_ditto_marks(text: str) -> None:
    assert is_ditto(text)


@pytest.mark.parametrize("text", ["", "-", "เหมือนเดิม", "donot", "09:00"])
def test_no_ditto_marks(text: str) -> None:
    assert not is_ditto(text)


def test_rows_on_a_public_holiday_are_told_together(tmp_path: Path) -> None:
    rows = [[*person(number)[:3], "13/4/2570", "09:00"] for number in range(1, 13)]
    assert told(checked_of(tmp_path, [HEADERS, *rows])) == [
        "12 rows (2-13): 13 Apr 2027 (Songkran Festival) is a public holiday. Check that the clinic is open."
    ]


@pytest.mark.parametrize(
    ("day", "differs"),
    [
        (datetime.fromisoformat("2026-12-14 15:30"), "15:30"),
        ("14/12/2569 13:00", "13:00"),
        (datetime.fromisoformat("2026-12-14 09:00"), ""),
        (datetime.fromisoformat("2026-12-14"), ""),
        ("14/12/2569 00:00", ""),
        ("14/12/2569 9.00 น.", ""),
        ("2026-12-14T02:00:00Z", ""),
    ],
)
def test_a_day_that_says_another_hour_than_the_hours_cell_is_asked(tmp_path: Path, day: object, differs: str) -> None:
    before = checked_of(tmp_path, [HEADERS, [*person(1)[:3], day, "09:00"], person(2)])
    found = {one.row: one.params["clock"] for one in before.problems if one.code == "hours_differ"}
    assert found == ({2: differs} if differs else {})
    assert len(before.appointments) == (1 if differs else 2)
    after = recheck(before, {(one.row, one.column): one.fix for one in before.problems if one.fix is not None})
    assert [one.hour for one in after.appointments] == [9, 9]


def test_a_day_typed_as_one_number_may_be_two_days_too(tmp_path: Path) -> None:
    checked = checked_of(tmp_path, [HEADERS, [*person(1)[:3], 2012027, "09:00"]])
    assert checked.date_question is not None
    assert checked_of(tmp_path, [HEADERS, [*person(1)[:3], 14122569, "09:00"]]).dates.is_sure


def test_the_copy_of_rows_to_be_mended_has_a_column_for_what_stood_once(tmp_path: Path) -> None:
    before = checked_of(tmp_path, without("วันนัด", rows=[HEADERS, ["วันที่ 14 ธันวาคม 2569"], person(1), person(2)]))
    path = write_problem_rows(before, tmp_path / "b.xlsx")
    again = read(path)
    assert settle(again, TODAY).keys() >= {"cid", "appointment_date", "appointment_time"}
    assert again.rows[0][settle(again, TODAY)["appointment_date"]] == ""
