"""Plans of slots, templates, the sheet of people: pure, no server."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from app.domain.values import Account, Booking, NewSlot, TimeSlot, check_digit
from app.errors import AppError, InputError
from app.people import targets
from app.schedule import templates, timetable, workbook
from app.schedule.timetable import Period, Template
from app.sheets.files.model import RawSheet
from app.system.paths import DataDir
from app.thai import today
from app.wording import say_error
from tests.world import any_day

MONDAY = any_day(7 - today().weekday())
SUNDAY = MONDAY + timedelta(days=6)
DAY = Template("วันธรรมดา", (Period(8, 12, 10), Period(13, 16, 5)))
ACCOUNT = Account("99001", "u", "", "โรงพยาบาลสมมุติ")


def code_of(work: object, *args: object, **kwargs: object) -> str:
    with pytest.raises(AppError) as told:
        work(*args, **kwargs)  # type: ignore[operator]
    return told.value.code


# --- plans ---


def test_a_template_fills_the_chosen_weekdays_hour_by_hour() -> None:
    plan = timetable.from_template(DAY, MONDAY, SUNDAY, 2, {0, 2})
    assert plan.days == (MONDAY, MONDAY + timedelta(days=2))
    assert [slot.hour for slot in plan.create[:7]] == [8, 9, 10, 11, 13, 14, 15]
    assert {slot.dose for slot in plan.create} == {2}
    assert plan.seats == 2 * (4 * 10 + 3 * 5)


def test_one_slot_a_period_where_it_is_wanted_so() -> None:
    whole = Template("x", (Period(8, 12, 40),), hourly=False, locked=True, open_to_api=False)
    assert whole.slots(MONDAY, 1) == (NewSlot(MONDAY, 8, 12, 40, 1, False, True),)


def test_holidays_and_past_days_are_left_out_and_said() -> None:
    start = today() - timedelta(days=2)
    holiday = any_day(1)
    plan = timetable.from_template(DAY, start, holiday, 1, range(7), holidays={holiday: "วันหยุดสมมุติ"})
    assert plan.days == (today(),)
    assert [(one.code, one.name) for one in plan.left_out] == [("past", ""), ("past", ""), ("holiday", "วันหยุดสมมุติ")]


def test_what_is_there_already_is_not_made_again_and_other_doses_may_stand_beside_it() -> None:
    there = [TimeSlot(MONDAY, 9, 11, 1, 5, 3), TimeSlot(MONDAY, 8, 9, 2, 5, 0)]
    plan = timetable.from_template(DAY, MONDAY, MONDAY, 1, {0}, there)
    assert [slot.hour for slot in plan.create] == [8, 11, 13, 14, 15]
    assert [clash.wanted.hour for clash in plan.clashes] == [9, 10]
    assert {clash.there.seats for clash in plan.clashes} == {5}


hours = st.tuples(st.integers(0, 22), st.integers(1, 4)).map(lambda one: (one[0], min(24, one[0] + one[1])))


@given(st.lists(hours, max_size=6), st.lists(hours, max_size=6))
def test_a_plan_never_overlaps_itself_nor_what_is_there(
    wanted: list[tuple[int, int]], there: list[tuple[int, int]]
) -> None:
    slots = [TimeSlot(MONDAY, first, last, 1, 1, 0) for first, last in there]
    new = [NewSlot(MONDAY, first, last, 1) for first, last in wanted]
    plan = timetable.without_clashes(new, slots)
    assert len(plan.create) + len(plan.clashes) == len(new)
    taken = [hour for slot in plan.create for hour in range(slot.hour, slot.end_hour)]
    assert len(taken) == len(set(taken))
    assert not set(taken) & {hour for first, last in there for hour in range(first, last)}


@pytest.mark.parametrize(
    ("work", "code"),
    [
        (lambda: Period(12, 12, 1), "period_wrong"),
        (lambda: Period(8, 25, 1), "period_wrong"),
        (lambda: Period(8, 9, 0), "seats_wrong"),
        (lambda: Period(8, 9, 10_001), "seats_wrong"),
        (lambda: Template(" ", (Period(8, 9, 1),)), "template_nameless"),
        (lambda: Template("x", ()), "template_empty"),
        (lambda: Template("x", (Period(8, 10, 1), Period(9, 11, 1))), "template_overlaps"),
        (lambda: timetable.from_template(DAY, SUNDAY, MONDAY, 1, {0}), "range_backwards"),
        (lambda: timetable.from_template(DAY, MONDAY, MONDAY + timedelta(days=366), 1, {0}), "range_too_long"),
        (lambda: timetable.from_template(DAY, MONDAY, MONDAY, 0, {0}), "dose_wrong"),
    ],
)
def test_what_makes_no_sense_is_told(work: object, code: str) -> None:
    assert code_of(work) == code


def test_thai_holidays_have_their_names() -> None:
    found = timetable.thai_holidays(date(2026, 12, 1), date(2027, 1, 2), "th")
    assert date(2026, 12, 5) in found
    assert date(2026, 12, 10) in found
    assert "ปีใหม่" in found[date(2027, 1, 1)]
    assert "New Year" in timetable.thai_holidays(date(2027, 1, 1), date(2027, 1, 1), "en")[date(2027, 1, 1)]


# --- who sits where ---


def test_people_stand_in_their_slot_and_nobody_is_lost() -> None:
    slot = TimeSlot(MONDAY, 8, 9, 1, 3, 2)
    people = [
        Booking("1", 7, MONDAY, 8, 1),
        Booking("2", 5, MONDAY, 8, None),
        Booking("3", 6, MONDAY, 10, 1),
    ]
    first, second = timetable._hours(MONDAY, [slot], people)
    assert [one.cid for one in first.people] == ["2", "1"]
    assert (second.slot.hour, second.slot.open_to_api, [one.cid for one in second.people]) == (10, False, ["3"])


# --- templates ---


def test_own_templates_are_kept_replaced_and_dropped(tmp_path: Path) -> None:
    data = DataDir(tmp_path)
    templates.keep(data, DAY)
    templates.keep(data, Template("อื่น", (Period(9, 10, 1),), False, True, False))
    templates.keep(data, Template("วันธรรมดา", (Period(9, 10, 1),)))
    assert [one.name for one in templates.load(data)] == ["วันธรรมดา", "อื่น"]
    assert templates.find(data, "วันธรรมดา", "th").periods == (Period(9, 10, 1),)
    assert templates.find(data, "อื่น", "en") == Template("อื่น", (Period(9, 10, 1),), False, True, False)
    assert templates.find(data, "Full day", "th").name == "Full day"
    assert [one.name for one in templates.drop(data, "อื่น")] == ["วันธรรมดา"]
    assert code_of(templates.drop, data, "อื่น") == "template_unknown"
    assert code_of(templates.keep, data, Template("x" * 61, DAY.periods)) == "template_name_long"


@pytest.mark.parametrize(
    "text", ["{", "[1]", '[{"name": "x"}]', '[{"name":"x","periods":[{"from":9,"to":8,"seats":1}]}]']
)
def test_a_broken_template_file_is_set_aside(tmp_path: Path, text: str) -> None:
    data = DataDir(tmp_path)
    (tmp_path / "templates.json").write_text(text, encoding="utf-8")
    assert templates.load(data) == ()
    assert (tmp_path / "templates.broken.json").read_text(encoding="utf-8") == text
    templates.keep(data, DAY)
    assert json.loads((tmp_path / "templates.json").read_text(encoding="utf-8"))[0]["name"] == "วันธรรมดา"


# --- the plan as a file ---


def test_the_plan_is_written_in_the_dashboards_words(tmp_path: Path) -> None:
    there = [TimeSlot(MONDAY, 8, 9, 1, 5, 3)]
    plan = timetable.from_template(DAY, MONDAY, MONDAY, 1, {0}, there)
    out = workbook.write(tmp_path / "แผน.xlsx", plan, ACCOUNT, "th")
    sheet, notes = load_workbook(out).worksheets
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][2:] == ("เวลาเริ่ม", "เวลาสิ้นสุด", "จำนวน Slot", "เข็มที่", "เปิดให้จองจาก MOPH-IC API", "ยืนยันการจอง Slot")
    assert rows[1][2:] == ("09:00", "10:00", 10, 1, "✓ คลิก", "– ไม่คลิก")
    assert len(rows) == 1 + len(plan.create)
    told = " ".join(str(cell) for row in notes.iter_rows(values_only=True) for cell in row)
    assert "99001" in told
    assert "มีช่วงเวลา 08:00 ถึง 09:00 อยู่แล้ว" in told
    assert code_of(workbook.write, out, plan, ACCOUNT, "th") == "file_exists"
    page = workbook.page(plan, ACCOUNT, "en")
    assert page.count("<tr>") == 1 + len(plan.create)
    assert "Open to the MOPH-IC API" in page


# --- people of a sheet ---


def cid(number: int) -> str:
    twelve = f"199{number:09d}"
    return f"{twelve}{check_digit(twelve)}"


def sheet(headers: list[str], *rows: list[object]) -> RawSheet:
    return RawSheet(Path("x.xlsx"), "s", tuple(headers), 1, list(range(2, 2 + len(rows))), rows)  # type: ignore[arg-type]


def test_people_are_read_from_a_sheet_however_it_names_its_columns() -> None:
    raw = sheet(
        ["เลขประจำตัวประชาชน", "ชื่อ-สกุล", "วันเดือนปีเกิด", "เพศ", "เบอร์โทร"],
        [cid(1), "นางสาวสมมุติ ใจดี", "31/1/2523", "", "0812345678"],
        [cid(2), "ด.ช.สมมุติ ใจดี", date(2560, 1, 2), "ชาย", ""],
        [cid(3), "สมมุติ ใจดี", "31/1/2523", "หญิง", ""],
        [cid(4), "นายสมมุติ ใจดี", "31/1/23", "", ""],
        ["123", "นายสมมุติ ใจดี", "31/1/2523", "", ""],
        [cid(5), "นายสมมุติ", "31/1/2523", "", ""],
        [cid(6), "คุณสมมุติ ใจดี", "31/1/2523", "", ""],
    )
    people, problems = targets.people_of(raw)
    first, second = people
    assert (first.prefix, first.first_name, first.last_name, first.gender) == ("นางสาว", "สมมุติ", "ใจดี", 2)
    assert (first.birth_date, first.mobile_phone, first.row) == (date(1980, 1, 31), "0812345678", 2)
    assert (second.prefix, second.gender, second.birth_date) == ("เด็กชาย", 1, date(2017, 1, 2))
    assert [(one.row, one.code) for one in problems] == [
        (4, "title_missing"),
        (5, "birth_year_short"),
        (6, "cid_not_13"),
        (7, "surname_missing"),
        (8, "title_missing"),
    ]
    assert [one.row for one in targets.people_of(raw, only={3})[0]] == [3]


def test_a_parents_id_and_birth_date_are_nobodys_on_the_target_list() -> None:
    headers = ["เลขบัตรประชาชนมารดา", "วันเกิดมารดา", "เลขบัตรเด็ก", "ชื่อ-สกุล", "วันเกิด"]
    raw = sheet(headers, [cid(9), "1/1/2530", cid(1), "ด.ช.สมมุติ ใจดี", "2/1/2566"])
    (child,), _ = targets.people_of(raw)
    assert (child.cid, child.birth_date) == (cid(1), date(2023, 1, 2))


@pytest.mark.parametrize(
    ("written", "parts", "gender"),
    [
        ("พระภูวดล ศรีสุข", ("พระ", "ภูวดล", "ศรีสุข"), 1),
        ("พระมหาสมปอง ดีใจ", ("พระมหา", "สมปอง", "ดีใจ"), 1),
        ("แม่ชีบุญ ดีใจ", ("แม่ชี", "บุญ", "ดีใจ"), 2),
        ("ว่าที่ ร.ต. ฐิติมา ใจดี", ("ว่าที่ ร.ต.", "ฐิติมา", "ใจดี"), 0),
        ("ว่าที่ ร.ต.หญิง ฐิติมา ใจดี", ("ว่าที่ ร.ต.หญิง", "ฐิติมา", "ใจดี"), 2),
        ("ร้อยเอกสมชาย ใจดี", ("ร้อยเอก", "สมชาย", "ใจดี"), 0),
        ("ด.ช.ก้อง ใจดี", ("เด็กชาย", "ก้อง", "ใจดี"), 1),
        ("ผศ.ดร.สมหญิง ใจดี", ("ผศ.ดร.", "สมหญิง", "ใจดี"), 0),
        ("พ.ต.อ. สมชาย ใจดี", ("พ.ต.อ.", "สมชาย", "ใจดี"), 0),
        ("นพดล ใจดี", ("", "นพดล", "ใจดี"), 0),  # names that begin like a title
        ("คุณากร ใจดี", ("", "คุณากร", "ใจดี"), 0),
        ("พญา ใจดี", ("", "พญา", "ใจดี"), 0),
        ("เรือเอก ใจดี", ("", "เรือเอก", "ใจดี"), 0),
        ("พระพร", ("", "พระพร", ""), 0),
    ],
)
def test_titles_of_monks_ranks_and_degrees_are_understood(
    written: str, parts: tuple[str, str, str], gender: int
) -> None:
    assert targets.name_parts(written) == parts
    assert targets.gender_of("", parts[0]) == gender


def test_a_title_that_tells_no_gender_needs_the_column() -> None:
    headers = ["cid", "prefix", "first_name", "last_name", "birth_date", "gender"]
    raw = sheet(
        headers, [cid(1), "ดร.", "สมมุติ", "ใจดี", "1980-01-31", ""], [cid(2), "ดร.", "สมมุติ", "ใจดี", "1980-01-31", "1"]
    )
    people, problems = targets.people_of(raw)
    assert [one.prefix for one in people] == ["ดร."]
    assert [one.code for one in problems] == ["gender_missing"]


def test_a_sheet_without_birth_dates_can_not_be_registered() -> None:
    assert code_of(targets.people_of, sheet(["cid", "ชื่อ-สกุล"], [cid(1), "นายสมมุติ ใจดี"])) == "register_columns"


@pytest.mark.parametrize(
    ("headers", "missing"),
    [
        (["cid", "ชื่อ-สกุล"], ("วันเกิด", "Birth date")),
        (["cid", "นามสกุล", "วันเกิด"], ("ชื่อ", "First name")),
        (["cid", "ชื่อ", "วันเกิด"], ("ชื่อ-สกุล", "Name")),
        (["โทรศัพท์"], ("เลขประจำตัวประชาชน, ชื่อ-สกุล, วันเกิด", "Citizen id, Name, Birth date")),
    ],
)
def test_it_is_said_which_columns_are_missing(headers: list[str], missing: tuple[str, str]) -> None:
    with pytest.raises(InputError) as caught:
        targets.people_of(sheet(headers, ["1"] * len(headers)))
    assert f"ไม่พบคอลัมน์: {missing[0]} (" in say_error(caught.value, "th")
    assert f"no column for {missing[1]} (" in say_error(caught.value, "en")


def test_numbers_are_numbers_and_texts_are_texts_on_the_wire() -> None:
    person = targets.NewPerson(cid(1), "นาย", "ก", "ข", date(1980, 1, 31), 1, "0800000000")
    assert person.as_target()["gender"] == 1
    assert all(isinstance(value, str) for name, value in person.as_target().items() if name != "gender")
