"""Which column is taken for what."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

import pytest

from app.domain.values import Problem, check_digit
from app.errors import InputError, SheetError
from app.sheets.beside import names_beside
from app.sheets.cells.headers import field_of
from app.sheets.check import Checked, check, recheck
from app.sheets.columns import Doubt, for_all, guess, letter, look, same_said, settle
from app.sheets.files import header
from app.sheets.files.blocks import aligned
from app.sheets.files.model import RawSheet
from app.wording import say_error

SLOT_REPORT = [
    "hospital_name",
    "cid",
    "hospital_appointment_slot_id",
    "slot_no",
    "appointment_date",
    "appointment_time",
    "appointment_confirm_type_name",
    "person_name",
    "appointment_confirm_type_name",
    "confirm_datetime",
    "person_age_year",
    "mobile_phone",
    "person_type_name",
    "person_risk_type_name",
    "staff_name",
    "birth_date",
    "addr_moo",
    "chw_code",
    "amp_code",
    "tmb_code",
]
REGISTER = [
    "prefix",
    "first_name",
    "last_name",
    "birth_date",
    "gender_name",
    "person_type_name",
    "person_risk_type_name",
    "vaccine_plan_1",
    "vaccine_plan_2",
    "vaccine_plan_3",
    "vaccine_plan_4",
    "vaccine_plan_5",
    "mobile_phone",
    "addr_moo",
    "chw_code",
    "amp_code",
    "tmb_code",
]


def certain(raw: RawSheet, now: date) -> Mapping[str, int] | None:
    """Field -> column, where nothing must be asked."""
    found = look(raw, now)
    return None if found.doubts else found.certain


def moment(*parts: int) -> datetime:
    """A cell's day and hour, which has no zone."""
    return datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001


def cid(number: int) -> str:
    return f"199{number:09d}" + str(check_digit(f"199{number:09d}"))


def raw(headers: list[str], *rows: list[object]) -> RawSheet:
    return RawSheet(Path("a.xlsx"), "a", tuple(headers), 1, list(range(2, len(rows) + 2)), list(rows))


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("cid", "cid"),
        ("CID", "cid"),
        ("เลขบัตรประชาชน", "cid"),
        ("เลขประจำตัวประชาชน", "cid"),
        ("เลขประจำตัวประชาชน (13 หลัก)", "cid"),
        ("เลขที่บัตร ปชช.", "cid"),
        ("เลขบัตรประชาชน *", "cid"),
        ("หมายเลขบัตรประจำตัวประชาชน", "cid"),
        ("เลขประจําตัวประชาชน", "cid"),
        ("เลขบัตรประชาขน", "cid"),
        ("วันที่นัด", "appointment_date"),
        ("วันนัด", "appointment_date"),
        ("วันที่นัดหมาย", "appointment_date"),
        ("วัน/เดือน/ปี ที่นัด", "appointment_date"),
        ("appointment_date", "appointment_date"),
        ("Appointment Date", "appointment_date"),
        ("เวลานัด", "appointment_time"),
        ("เวลานัด (น.)", "appointment_time"),
        ("ช่วงเวลา", "appointment_time"),
        ("เข็มที่", "dose"),
        ("ชื่อ-สกุล", "person_name"),
        ("ชื่อ - นามสกุล", "person_name"),
        ("ชื่อและนามสกุล", "person_name"),
        ("คำนำหน้า", "prefix"),
        ("ชื่อ", "first_name"),
        ("นามสกุล", "last_name"),
        ("เบอร์โทรศัพท์", "mobile_phone"),
        ("เบอร์โทร", "mobile_phone"),
        ("หมายเลขโทรศัพท์มือถือ", "mobile_phone"),
        ("รหัสหน่วยบริการ", "hospital_code"),
        ("รหัสสถานบริการ", "hospital_code"),
        ("หมายเหตุ", "note"),
        ("วันเกิด", ""),
        ("เบอร์โทรญาติ", ""),
        ("วันเดือนปีเกิด", ""),
        ("ชื่อวัคซีน", ""),
        ("อายุ", ""),
        ("ที่อยู่", ""),
        ("hospital_appointment_slot_id", ""),
        ("confirm_datetime", ""),
        ("", ""),
    ],
)
def test_headers(header: str, field: str) -> None:
    assert field_of(header).field == field


def test_the_dashboards_slot_report() -> None:
    columns = guess(raw(SLOT_REPORT, [""] * 20))
    assert columns == {
        "cid": 1,
        "appointment_date": 4,
        "appointment_time": 5,
        "person_name": 7,
        "mobile_phone": 11,
    }


def test_the_register_export_lacks_what_a_booking_needs() -> None:
    found = look(raw(REGISTER, [""] * 17))
    assert {"prefix", "first_name", "last_name", "mobile_phone"} <= set(found.certain)
    assert [doubt.field for doubt in found.doubts] == ["cid", "appointment_date", "appointment_time"]
    with pytest.raises(SheetError) as caught:
        settle(raw(REGISTER, [""] * 17))
    for word in ("cid", "appointment_date", "appointment_time"):
        assert word in say_error(caught.value, "th")


TODAY = date(2026, 11, 28)
DAY, LATER, PAST = "7/12/2569", "14/12/2569", "7/9/2569"
CLOCK = "09:00"


def people(headers: list[str], *cells: object) -> RawSheet:
    """Eight people: "cid" and "other" stand for ids, everything else stands in every row."""
    rows = [[cid(n) if c == "cid" else cid(n + 50) if c == "other" else c for c in cells] for n in range(1, 9)]
    return raw(headers, *rows)


def doubts(sheet: RawSheet) -> dict[str, Doubt]:
    return {doubt.field: doubt for doubt in look(sheet, TODAY).doubts}


def test_a_column_of_ids_under_any_header_is_asked_about_with_yes_as_the_answer() -> None:
    sheet = people(["ลำดับ", "รหัส", "วันนัด", "เวลานัด"], "1", "cid", DAY, CLOCK)
    assert doubts(sheet) == {"cid": Doubt("cid", (1,), 1)}
    assert guess(sheet, TODAY)["cid"] == 1


@pytest.mark.parametrize(
    "other",
    [
        "เลขบัตรประชาชนมารดา",
        "เลขบัตรประชาชน (มารดา)",
        "มารดา เลขบัตรประชาชน",
        "เลขประจำตัวประชาชนบิดา",
        "เลขบัตรแม่",
        "เลข 13 หลัก อสม.",
        "ปชช. คู่สมรส",
        "เลขบัตรผู้พามา",
        "เลขบัตรประชาชน ผู้แจ้ง",
        "CID [Mother]",
        "guardian_cid",
        "FatherID",
        "รหัสอ้างอิง",
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_ids_of_somebody_else_are_never_taken_and_the_persons_own_is_proposed(other: str, first: bool) -> None:
    """62_mothers_id and its kind: whichever of the two stands first."""
    own = "เลขบัตรประชาชน"
    headers = [other, own] if first else [own, other]
    cells = ["other", "cid"] if first else ["cid", "other"]
    found = doubts(people([*headers, "วันนัด", "เวลานัด"], *cells, DAY, CLOCK))
    assert set(found) == {"cid"}
    assert set(found["cid"].likely) == {0, 1}
    assert found["cid"].suggested == (None if other == "รหัสอ้างอิง" else headers.index(own))


def test_an_id_column_of_somebody_else_alone_is_asked_without_a_proposal() -> None:
    found = doubts(people(["เลขบัตรประชาชนผู้แจ้ง", "วันนัด", "เวลานัด"], "cid", DAY, CLOCK))
    assert found == {"cid": Doubt("cid", (0,), None)}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("วันนัดเดิม", "เลื่อนเป็นวันที่"),
        ("วันนัด (เดิม)", "วันนัด (ใหม่)"),
        ("วันที่", "วันนัดครั้งต่อไป"),
        ("วันที่ตรวจ", "นัดครั้งหน้า"),
        ("previous appointment date", "appointment date"),
        ("appointment date", "confirmed date"),
        ("วันที่ลงทะเบียนไว้", "วันนัด"),
        ("วันที่ทำนัด", "วันที่มารับบริการ"),
        ("วันนัดเข็มที่ 1", "วันนัดเข็มที่ 2"),
    ],
)
def test_two_columns_of_days_that_lie_ahead_are_asked_about(old: str, new: str) -> None:
    """63_postponed, visit_date and their kind: the day that was is never proposed."""
    found = doubts(people(["เลขบัตรประชาชน", old, new, "เวลานัด"], "cid", DAY, LATER, CLOCK))
    assert set(found) == {"appointment_date"}
    assert set(found["appointment_date"].likely) == {1, 2}
    assert found["appointment_date"].suggested in (None, 2)


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("วันเกิด", date(1980, 1, 5)),
        ("วันเดือนปีเกิด (พ.ศ.)", "5/1/2523"),
        ("วันที่ฉีดเข็มที่ 1", PAST),
        ("วันที่รับวัคซีนล่าสุด", PAST),
        ("ประทับเวลา", "28/11/2026, 10:00:00"),
        ("Timestamp", moment(2026, 11, 28, 10, 12)),
        ("วันที่ลงทะเบียน", TODAY),  # somebody could still be booked today, but both its word and its days say no
        ("confirm_datetime", moment(2026, 12, 1, 9, 0)),
        ("วันหมดอายุวัคซีน", date(2027, 6, 1)),
    ],
)
def test_days_that_are_surely_another_things_or_past_raise_no_question(header: str, cell: object) -> None:
    sheet = people(["เลขบัตรประชาชน", header, "วันนัด", "เวลานัด"], "cid", cell, DAY, CLOCK)
    assert certain(sheet, TODAY) == {"cid": 0, "appointment_date": 2, "appointment_time": 3}


@pytest.mark.parametrize("header", ["ประทับเวลา", "Timestamp", "วันเวลาที่บันทึก", "เวลา", "เวลานัด", "submitted"])
@pytest.mark.parametrize("cell", ["28/11/2026, 10:00:00", "11/28/2026 10:12:00", moment(2026, 11, 28, 10, 12)])
def test_no_hour_comes_from_a_column_of_days_and_hours_that_is_not_the_appointments(header: str, cell: object) -> None:
    """60_google_form and its kind."""
    found = doubts(people([header, "เลขบัตรประชาชน", "วันที่นัด"], cell, "cid", "7/12/2026"))
    assert 0 not in found["appointment_time"].likely


def test_an_hour_column_that_repeats_the_appointments_day_is_one() -> None:
    sheet = people(["cid", "วันที่นัด", "เวลานัด"], "cid", date(2026, 12, 7), moment(2026, 12, 7, 9))
    assert certain(sheet, TODAY) == {"cid": 0, "appointment_date": 1, "appointment_time": 2}


def test_two_columns_of_hours_are_asked_about() -> None:
    found = doubts(people(["cid", "วันที่นัด", "เวลานัด", "เวลามาถึง"], "cid", DAY, CLOCK, "08:00"))
    assert found == {"appointment_time": Doubt("appointment_time", (2, 3))}


def test_an_hour_under_a_header_of_something_else_is_asked_about() -> None:
    found = doubts(people(["cid", "วันที่นัด", "เวลาที่โทร"], "cid", DAY, CLOCK))
    assert found == {"appointment_time": Doubt("appointment_time", (2,), 2)}


def test_ids_under_the_phones_header_and_phones_under_the_ids_are_asked_about() -> None:
    found = doubts(people(["เลขบัตรประชาชน", "เบอร์โทร", "วันนัด", "เวลานัด"], "0812345678", "cid", DAY, CLOCK))
    assert set(found["cid"].likely) == {0, 1}


def test_day_and_hour_in_one_column() -> None:
    sheet = people(["เลขบัตรประชาชน", "วันที่นัด"], "cid", "5/12/2569 08:00")
    assert certain(sheet, TODAY) == {"cid": 0, "appointment_date": 1, "appointment_time": 1}


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("วันเวลานัด", moment(2026, 12, 14, 9)),
        ("วันและเวลานัด", "14 ธ.ค. 2569 เวลา 09.00 น."),
        ("วันที่และเวลาที่นัดหมาย", "14/12/2569 09.00"),
        ("กำหนดนัด (วันที่ เวลา)", "2026-12-14 09:00"),
        ("appointment_datetime", "2026-12-14T02:00:00Z"),
        ("Appointment Date & Time", moment(2026, 12, 14, 9)),
        ("appointment", "2026-12-14T02:00:00.000Z"),
    ],
)
def test_a_day_and_an_hour_under_one_name_of_both_ask_nothing(header: str, cell: object) -> None:
    sheet = people(["ประทับเวลา", "cid", header], "26/11/2569 10:20:11", "cid", cell)
    assert certain(sheet, TODAY) == {"cid": 1, "appointment_date": 2, "appointment_time": 2}
    assert [a.hour for a in check(sheet, guess(sheet, TODAY), today=TODAY, facility=None).appointments] == [9] * 8


@pytest.mark.parametrize("headers", [["วันเวลาที่ให้มา"], ["วันเวลาเดิม", "วันเวลาใหม่"]])
def test_the_hour_in_the_days_cell_is_no_second_question(headers: list[str]) -> None:
    """Whichever day is meant, its hour stands beside it."""
    moments = ["14/12/2569 09:00", "15/12/2569 13:00"][-len(headers) :]
    sheet = people(["cid", *headers], "cid", *moments)
    found = doubts(sheet)
    assert set(found) == {"appointment_date"}
    assert found["appointment_date"].also == ("appointment_time",)
    last = len(headers)
    answered = look(sheet, TODAY, said={"appointment_date": last})
    assert (answered.certain["appointment_time"], answered.doubts) == (last, ())


def test_where_only_one_of_the_days_has_an_hour_the_hour_is_asked_too() -> None:
    found = doubts(people(["cid", "วันนัดเดิม", "วันใหม่"], "cid", "14/12/2569 09:00", "15/12/2569"))
    assert set(found) == {"appointment_date", "appointment_time"}


@pytest.mark.parametrize(
    ("headers", "cells"),
    [
        (["HN", "CID", "วันที่นัดฉีด", "เวลาที่นัดฉีด"], ["6900", "cid", DAY, CLOCK]),
        (["ที่", "เลขที่บัตรประชาชน", "วันนัดรับวัคซีน", "เวลานัดฉีดวัคซีน"], ["1", "cid", DAY, CLOCK]),
        (["HN", "เลขประจำตัว", "นัดฉีด", "เวลาฉีด"], ["6900", "cid", DAY, CLOCK]),
        (["HN", "CID", "DATE_APPT", "TIME_APPT"], ["6900", "cid", "20261214", "0900"]),
        (["HN", "CID", "Next appointment", "Time"], ["6900", "cid", DAY, CLOCK]),
        (["HN", "National ID number", "Preferred date", "Preferred time"], ["6900", "cid", DAY, CLOCK]),
        (["PID", "CID", "APDATE", "APTIME"], ["000123", "cid", "20261214", "0900"]),
        (["HN", "CID", "วันที่นัดครั้งต่อไป", "เวลานัดครั้งถัดไป"], ["6900", "cid", DAY, CLOCK]),
    ],
)
def test_names_that_programs_and_clinics_give_a_day_and_an_hour_ask_nothing(
    headers: list[str], cells: list[object]
) -> None:
    assert certain(people(headers, *cells), TODAY) == {"cid": 1, "appointment_date": 2, "appointment_time": 3}


def _grouped(group: str) -> RawSheet:
    """A heading over the id and the name, one over the day and the hour, and the columns' own below."""
    lines = [["ลำดับ", group, "", "การนัดหมาย", "", "เข็มที่"], ["", "เลขประจำตัวประชาชน", "ชื่อ", "วันที่", "เวลา", ""]]
    rows: list[list[object]] = [["1", cid(n), "นาย ก", DAY, CLOCK, "1"] for n in range(1, 6)]
    found = header.find([*lines, *rows])  # type: ignore[list-item]
    assert found is not None
    return raw(list(found.texts), *rows)


@pytest.mark.parametrize("group", ["ข้อมูลผู้รับบริการ", "ข้อมูลส่วนบุคคล", "รายละเอียดผู้ป่วย", "ข้อมูลทั่วไป"])
def test_a_heading_over_columns_that_means_the_person_asks_nothing(group: str) -> None:
    """05_rich: the group's heading is part of the column's."""
    assert certain(_grouped(group), TODAY) is not None


@pytest.mark.parametrize("group", ["ข้อมูลมารดา", "ข้อมูลผู้แจ้ง", "รายละเอียดผู้ปกครอง"])
def test_a_heading_over_columns_that_means_somebody_else_is_still_asked(group: str) -> None:
    assert set(doubts(_grouped(group))) == {"cid"}


def test_midnight_beside_a_day_is_no_hour() -> None:
    sheet = people(["เลขบัตรประชาชน", "วันที่นัด"], "cid", moment(2026, 12, 7))
    assert doubts(sheet) == {"appointment_time": Doubt("appointment_time")}


@pytest.mark.parametrize(
    "header", ["จำนวนเข็มที่ฉีด", "เข็มที่ได้รับแล้ว", "ครั้งที่", "doses received", "Last dose", "เข็มที่ฉีด", "จำนวนเข็มที่ได้รับ"]
)
def test_doses_that_may_have_been_given_are_asked_about(header: str) -> None:
    """doses_had, visitno and their kind."""
    found = doubts(people(["เลขบัตรประชาชน", header, "วันที่นัด", "เวลานัด"], "cid", 2.0, DAY, CLOCK))
    assert found == {"dose": Doubt("dose", (1,), None)}


def test_the_day_of_the_last_injection_is_no_dose_column() -> None:
    sheet = people(["เลขบัตรประชาชน", "วันที่ฉีดเข็มที่ 1", "วันนัด", "เวลานัด"], "cid", PAST, DAY, CLOCK)
    assert certain(sheet, TODAY) == {"cid": 0, "appointment_date": 2, "appointment_time": 3}


@pytest.mark.parametrize("header", ["รหัสหน่วยบริการ", "เข็มที่", "วันที่นัด", "เวลานัด", "เลขประจำตัวประชาชน"])
def test_a_doubled_header_is_asked_about(header: str) -> None:
    """24_two_facilities and its kind."""
    cells = {"เลขประจำตัวประชาชน": "cid", "วันที่นัด": DAY, "เวลานัด": CLOCK, "เข็มที่": "1", "รหัสหน่วยบริการ": "99001"}
    again = {"เลขประจำตัวประชาชน": "other", "วันที่นัด": LATER, "เวลานัด": "10:00", "เข็มที่": "2", "รหัสหน่วยบริการ": "10001"}
    sheet = people([*cells, header], *cells.values(), again[header])
    assert len(doubts(sheet)) == 1
    with pytest.raises(SheetError) as caught:
        settle(sheet, TODAY)
    place = list(cells).index(header)
    (question,) = caught.value.params["questions"]  # type: ignore[misc]
    assert [one["column"] for one in question["candidates"]] == [letter(place), "F"]
    assert question["candidates"][0]["header"] == header
    assert len(question["candidates"][0]["samples"]) == 3


def test_a_childs_id_in_a_list_of_mothers_is_not_passed_over_for_the_plain_name() -> None:
    found = doubts(people(["เลขบัตรประชาชน", "เลขบัตรประชาชนบุตร", "วันนัด", "เวลานัด"], "other", "cid", DAY, CLOCK))
    assert found == {"cid": Doubt("cid", (0, 1), None)}


def test_an_empty_column_with_the_right_name_is_not_proposed() -> None:
    found = doubts(people(["เลขบัตรประชาชน", "เลขบัตรประชาชนมารดา", "วันนัด", "เวลานัด"], "", "other", DAY, CLOCK))
    assert found == {"cid": Doubt("cid", (1,), None)}


def test_new_days_that_lost_their_format_still_stand_beside_the_old_ones() -> None:
    found = doubts(people(["cid", "วันที่นัด", "วันนัดใหม่", "เวลานัด"], "cid", DAY, 46370.0, CLOCK))
    assert found["appointment_date"].likely == (1, 2)


def test_a_column_that_stands_twice_with_the_same_cells_raises_no_question() -> None:
    sheet = people(["cid", "วันที่นัด", "เวลานัด", "วันที่นัด"], "cid", DAY, CLOCK, DAY)
    assert certain(sheet, TODAY) == {"cid": 0, "appointment_date": 1, "appointment_time": 2}


def test_the_dashboards_report_with_people_in_it_raises_no_question() -> None:
    stamp, born = moment(2026, 11, 27, 9, 5), date(1980, 1, 5)
    cells = ["รพ.", "cid", 5000001, 3, date(2026, 12, 7), "09:00", "ok", "นาง ก", "ok", stamp, 46, "0812345678"]
    cells += ["ทั่วไป", "-", "เจ้าหน้าที่ ข", born, "1", "99", "01", "02"]
    assert certain(people(SLOT_REPORT, *cells), TODAY) == {
        "cid": 1,
        "appointment_date": 4,
        "appointment_time": 5,
        "person_name": 7,
        "mobile_phone": 11,
    }


def test_of_two_columns_the_empty_one_does_not_count() -> None:
    sheet = people(["cid", "วันที่นัด", "วันที่นัด", "เวลา"], "cid", "", DAY, CLOCK)
    assert settle(sheet, TODAY)["appointment_date"] == 2


@pytest.mark.parametrize(
    "headers",
    [
        ["เลขประจำตัวประชาชน", "วันที่นัด", "เวลานัด"],
        ["เลขประจำตัวประชาชน (13 หลัก)*", "วันที่นัด (วว/ดด/ปปปป)", "เวลานัด (น.)"],
        ["เลขบัตรประชาชน 13 หลัก", "วัน/เดือน/ปี ที่นัด", "เวลา"],
        ["Citizen ID (required)", "Appointment Date [dd/mm/yyyy]", "Appointment Time (HH:MM)"],
        ["เลขบัตรประชาชนเด็ก", "วันที่", "ช่วงเวลา"],
        ["ผู้รับบริการ เลขบัตรประชาชน", "วันนัดหมาย", "เวลา (น.)"],
        ["cid", "appointment_date", "appointment_time"],
    ],
)
def test_whole_names_are_certain_however_they_are_written(headers: list[str]) -> None:
    assert certain(people(headers, "cid", DAY, CLOCK), TODAY) == {
        "cid": 0,
        "appointment_date": 1,
        "appointment_time": 2,
    }


def beside(checked: Checked) -> list[Problem]:
    return [problem for problem in checked.problems if problem.code == "ids_beside"]


def test_people_in_a_column_of_ids_that_is_not_read_are_named() -> None:
    sheet = people(["เลขบัตรประชาชน", "วันนัด", "เวลานัด", "เลขบัตรประชาชน"], "cid", DAY, CLOCK, "other")
    checked = check(sheet, settle(sheet, TODAY, said={"cid": "A"}), today=TODAY, facility=None)
    (problem,) = beside(checked)
    assert (problem.row, problem.params) == (2, {"column": "D เลขบัตรประชาชน", "count": 8})
    assert len(checked.appointments) == 8
    assert len(beside(recheck(checked, {(2, "appointment_time"): "10:00"}))) == 1


@pytest.mark.parametrize(("header", "cell"), [("เลขบัตรมารดา", "other"), ("เลขบัตร", "cid")])
def test_ids_of_somebody_else_or_the_same_ids_again_are_no_more_people(header: str, cell: str) -> None:
    sheet = people(["เลขบัตรประชาชน", "วันนัด", "เวลานัด", header], "cid", DAY, CLOCK, cell)
    assert beside(check(sheet, settle(sheet, TODAY, said={"cid": "A"}), today=TODAY, facility=None)) == []


@pytest.mark.parametrize("header", ["เลขบัตรประชาขน", "เลขบัตรประชาชน (หัวหน้ากลุ่ม)", "ระบุเลขบัตรประชาชนที่นี่"])
def test_a_header_that_is_only_like_a_name_is_asked_about(header: str) -> None:
    assert doubts(people([header, "วันที่นัด", "เวลานัด"], "cid", DAY, CLOCK)) == {"cid": Doubt("cid", (0,), 0)}


def test_what_the_clerk_says_is_taken_by_letter_or_by_header() -> None:
    sheet = people(["เลขบัตรมารดา", "รหัส", "วันนัดเดิม", "เลื่อนเป็น", "เวลา"], "other", "cid", DAY, LATER, CLOCK)
    said = {"cid": "B", "date": "เลื่อนเป็น"}
    assert settle(sheet, TODAY, said=said) == {"cid": 1, "appointment_date": 3, "appointment_time": 4}


def test_a_dose_column_can_be_said_to_be_none() -> None:
    sheet = people(["เลขบัตรประชาชน", "ครั้งที่", "วันที่นัด", "เวลานัด"], "cid", "2", DAY, CLOCK)
    assert "dose" not in settle(sheet, TODAY, said={"dose": "-"})


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"colour": "B"}, "column_field"),
        ({"cid": "ZZ"}, "column_unknown"),
        ({"cid": "ไม่มีหัวนี้"}, "column_unknown"),
        ({"cid": "-"}, "column_unknown"),
        ({"cid": "A", "dose": "A"}, "column_twice"),
        ({"time": "D"}, "column_stamp"),
    ],
)
def test_a_column_that_cannot_be_meant_is_refused(said: dict[str, str], code: str) -> None:
    stamp = moment(2026, 11, 28, 10)
    sheet = people(["cid", "วันที่นัด", "เวลานัด", "ประทับเวลา"], "cid", DAY, CLOCK, stamp)
    with pytest.raises(InputError) as caught:
        settle(sheet, TODAY, said=said)
    assert caught.value.code == code


def test_one_hour_for_all_needs_no_column() -> None:
    sheet = people(["cid", "วันที่นัด", "ประทับเวลา"], "cid", DAY, moment(2026, 11, 28, 10))
    name, value = same_said("time=9 โมง")
    assert settle(sheet, TODAY, without=[name]) == {"cid": 0, "appointment_date": 1}
    checked = check(
        sheet, {"cid": 0, "appointment_date": 1}, facility=None, today=TODAY, edits=for_all(sheet, {name: value})
    )
    assert {a.hour for a in checked.appointments} == {9}
    assert len(checked.appointments) == 8


@pytest.mark.parametrize("written", ["appointment_time", "appointment_time=late", "cid=1", "dose=x", "time=9:30"])
def test_a_value_for_all_that_says_nothing_is_refused(written: str) -> None:
    with pytest.raises(InputError) as caught:
        same_said(written)
    assert caught.value.code == "same_unreadable"


def test_a_very_wide_sheet_is_looked_at_in_a_second() -> None:
    """wide.csv: 9,074 columns cost ten."""
    wide = [f"สถานะการรับบริการ {n}" for n in range(10_000)]
    cells = [wide, *[[f"ข้อความ {n} {r}" for n in range(10_000)] for r in range(60)]]
    start = time.process_time()
    header.find(cells)
    look(raw(wide, *cells[1:]), TODAY)
    assert time.process_time() - start < 3.0  # a second on a machine that does nothing else


def test_letters() -> None:
    assert [letter(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


NAMED = ["เลขประจำตัวประชาชน", "ชื่อ-สกุล", "วันที่นัด", "เวลานัด"]
BOOKED: list[object] = [cid(1), "สมชาย ใจดี", "14/12/2569", "09:00"]


def _under(*lines: list[object]) -> RawSheet:
    """Lines down to the header and what follows it, as a sheet is read."""
    found = header.find([*lines, BOOKED, BOOKED])
    assert found is not None
    return raw(list(found.texts), BOOKED, BOOKED)


@pytest.mark.parametrize(
    ("lines", "heading"),
    [
        ([["ผู้ปกครอง", "", "เด็ก", ""], NAMED], "ผู้ปกครอง เลขประจำตัวประชาชน"),
        ([["ผู้แจ้ง", "", "การนัด", ""], NAMED], "ผู้แจ้ง เลขประจำตัวประชาชน"),
        ([["แพทย์", "", "การนัด", ""], NAMED], "แพทย์ เลขประจำตัวประชาชน"),
        ([["แม่", "", "การนัด", ""], ["เลขบัตร", *NAMED[1:]]], "เลขบัตร (แม่)"),
        ([["ทะเบียนนัดวัคซีนเด็ก", "", "", ""], ["บิดา/มารดา", "", "บุตร", ""], NAMED], "บิดา/มารดา เลขประจำตัวประชาชน"),
        ([NAMED, ["(ผู้ปกครอง)", "(เด็ก)", "", ""]], "(ผู้ปกครอง) เลขประจำตัวประชาชน"),
        (
            [["รายชื่อมารดาหลังคลอด (เลขบัตรของมารดา)", "", "", ""], NAMED],
            "รายชื่อมารดาหลังคลอด (เลขบัตรของมารดา) เลขประจำตัวประชาชน",
        ),
        ([["Mothers", "", "Children", ""], ["cid", *NAMED[1:]]], "cid (Mothers)"),
    ],
)
def test_ids_that_a_line_around_the_header_says_are_somebody_elses_are_asked(
    lines: list[list[object]], heading: str
) -> None:
    sheet = _under(*lines)
    assert look(sheet, TODAY).doubts == (Doubt("cid", (0,)),)
    assert sheet.headers[0] == heading


@pytest.mark.parametrize(
    "line",
    [
        ["ผู้รับวัคซีน", "", "การนัด", ""],
        ["โรงพยาบาลแม่สอด", "", "", ""],
        ["โรงพยาบาลแม่สอด", "", "ธันวาคม 2569", ""],
        ["รายชื่อผู้รับวัคซีน อำเภอแม่สะเรียง จังหวัดแม่ฮ่องสอน", "", "", ""],
        ["รพ.สต.บ้านแม่กลาง", "", "", ""],
        ["แผนกแม่และเด็ก โรงพยาบาลแม่จัน", "", "", ""],
        ["รายชื่อเจ้าหน้าที่และ อสม. ที่รับวัคซีน", "", "", ""],
        ["ผู้บันทึก:", "สมศรี ใจดี", "", ""],
    ],
)
def test_a_title_with_a_place_or_staff_in_it_says_nothing_of_the_ids(line: list[object]) -> None:
    sheet = _under(line, list(NAMED))
    assert look(sheet, TODAY).doubts == ()
    assert sheet.headers == tuple(NAMED)


def test_a_further_block_under_the_mothers_heading_does_not_give_its_ids_to_the_children() -> None:
    rows = [BOOKED, ["มารดา", "", "การนัด", ""], list(NAMED), [cid(2), *BOOKED[1:]]]
    found = header.find([NAMED, *rows])
    assert found is not None
    laid = aligned(rows, found)
    assert laid.rows[3][0] == ""
    assert "มารดา เลขประจำตัวประชาชน" in laid.texts


@pytest.mark.parametrize(
    "name",
    [
        *("เลื่อนเป็น", "เลื่อนนัดเป็น", "ขอเปลี่ยนเป็น", "เปลี่ยนเป็น", "เปลี่ยนวันนัดเป็น", "วันใหม่", "วันนัดใหม่", "Moved to"),
        *("Rescheduled", "New date", "new_appointment_date"),
    ],
)
@pytest.mark.parametrize("cell", ["22/12/2569", "16/12", "17 ธ.ค."])
def test_one_day_that_somebody_was_moved_to_is_a_question_about_the_day(name: str, cell: str) -> None:
    rows: list[list[object]] = [[cid(number), *BOOKED[1:], ""] for number in range(300)]
    assert look(raw([*NAMED, name], *rows)).doubts == ()
    rows[151][-1] = cell
    assert look(raw([*NAMED, name], *rows)).doubts == (Doubt("appointment_date", (2, 4)),)


@pytest.mark.parametrize("over", [("นัดเดิม", "นัดใหม่"), ("กำหนดการ 1", "กำหนดการ 2")])
def test_two_groups_of_columns_keep_the_words_over_both(over: tuple[str, str]) -> None:
    """What tells them apart is read with each of them, as the clerk is asked which is meant."""
    lines = [
        ["เลขบัตรประชาชน", "ชื่อ-สกุล", over[0], "", over[1], ""],
        ["", "", "วันที่", "เวลา", "วันที่", "เวลา"],
        [cid(1), "นาย ก ข", DAY, CLOCK, LATER, "10:00"],
    ]
    found = header.find(lines)
    assert found is not None
    assert found.last == 1
    assert found.texts[2:] == tuple(f"{each} {kind}" for each in over for kind in ("วันที่", "เวลา"))


def test_an_hour_under_the_new_day_is_not_offered_as_a_day() -> None:
    headers = ["เลขบัตรประชาชน", "นัดเดิม วันที่", "นัดเดิม เวลา", "นัดใหม่ วันที่", "นัดใหม่ เวลา"]
    doubts = {
        doubt.field: tuple(sorted(doubt.likely))
        for doubt in look(people(headers, "cid", DAY, CLOCK, LATER, "10:00"), TODAY).doubts
    }
    assert doubts == {"appointment_date": (1, 3), "appointment_time": (2, 4)}


def test_a_second_line_that_only_divides_the_day_belongs_to_its_headings() -> None:
    lines: list[list[object]] = [
        ["เลขบัตรประชาชน", "ชื่อ-สกุล", "วันนัด", "", "เวลานัด"],
        ["", "", "กำหนดเดิม", "กำหนดใหม่", ""],
        [cid(1), "นาย ก ข", DAY, LATER, CLOCK],
    ]
    found = header.find(lines)
    assert found is not None
    assert (found.last, found.texts[2:4]) == (1, ("วันนัด กำหนดเดิม", "วันนัด กำหนดใหม่"))


@pytest.mark.parametrize(
    "second", [["", "นาย ก", "ข", "", ""], ["", "", "รอ 1", "รอ 2", ""], ["", "", "รอยืนยัน", "", ""]]
)
def test_a_person_with_gaps_is_no_second_line_of_the_header(second: list[object]) -> None:
    found = header.find([["เลขบัตรประชาชน", "ชื่อ-สกุล", "วันนัด", "", "เวลานัด"], second, [cid(1), "ก", DAY, "", CLOCK]])
    assert found is not None
    assert found.last == 0


def test_a_day_with_its_hour_says_it_all_though_most_rows_lack_the_hour() -> None:
    moments = [
        moment(2026, 12, 14),
        moment(2026, 12, 14, 9),
        "2026-12-14 10:00:00",
        "14/12/2569 00:00",
        moment(2026, 12, 14),
    ]
    sheet = raw(["cid", "วันเวลานัด"], *([cid(number), cell] for number, cell in enumerate(moments, 1)))
    assert certain(sheet, TODAY) == {"cid": 0, "appointment_date": 1, "appointment_time": 1}
    checked = check(sheet, guess(sheet, TODAY), today=TODAY, facility=None)
    assert [each.hour for each in checked.appointments] == [9, 10]
    assert {problem.code for problem in checked.problems if problem.row in (2, 5, 6)} == {"time_is_date"}


@pytest.mark.parametrize("header", ["รหัสประชาชนหญิงตั้งครรภ์", "เลขบัตรประชาชนผู้สูงอายุ", "เลขประจำตัวประชาชนนักเรียน"])
def test_the_only_ids_of_the_people_a_list_is_about_ask_nothing(header: str) -> None:
    assert certain(people([header, "วันนัด", "เวลานัด"], "cid", DAY, CLOCK), TODAY) is not None


CHILD = ["เลขบัตรประชาชนผู้ปกครอง", "ชื่อผู้ปกครอง", "เลขบัตรประชาชนเด็ก", "ชื่อเด็ก", "วันนัด", "เวลานัด"]


@pytest.mark.parametrize(
    ("headers", "cid", "names"),
    [
        (CHILD, 2, {"person_name": 3}),
        (CHILD, 0, {"person_name": 1}),
        (["เลขบัตรประชาชนเด็ก", "ชื่อเด็ก", "นามสกุลเด็ก"], 0, {"first_name": 1, "last_name": 2}),
        (["เลขบัตรเด็ก", "ชื่อ-สกุลเด็ก", "เลขบัตรเด็ก", "ชื่อ-สกุลเด็ก"], 2, {}),  # it touches both
        (["เลขบัตรเด็ก", "ชื่อ-สกุลเด็ก", "ที่อยู่", "เลขบัตรเด็ก", "ชื่อ-สกุลเด็ก"], 3, {"person_name": 4}),
        (["เลขบัตรประชาชน", "ชื่อเด็ก", "ชื่อ"], 0, {}),  # nobody's in particular
        (["เลขบัตรประชาชนเด็ก", "ชื่อวัคซีน", "โทรศัพท์"], 0, {}),
    ],
)
def test_the_name_that_belongs_to_the_ids_is_told_by_its_heading(
    headers: list[str], cid: int, names: dict[str, int]
) -> None:
    assert names_beside(headers, cid) == names


def test_whose_ids_are_meant_says_whose_name_it_is() -> None:
    whole = [one + str(check_digit(one)) for one in (f"1{number:011d}" for number in (10, 20))]
    row = (whole[0], "แม่", whole[1], "ลูก", "1/12/2569", "9:00")
    raw = RawSheet(Path("a.xlsx"), "S", CHILD, 1, range(2, 3), [row])
    assert [doubt.field for doubt in look(raw).doubts] == ["cid"]
    for cid, name in ((2, 3), (0, 1)):
        certain = look(raw, said={"cid": cid}).certain
        assert certain["person_name"] == name
        assert "first_name" not in certain, "nor that of the other one"
    assert "person_name" not in look(raw, said={"cid": 0, "person_name": -1}).certain
