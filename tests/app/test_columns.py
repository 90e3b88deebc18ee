"""Which column is taken for what."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.columns import ambiguous, guess, letter, missing, settle
from app.domain import check_digit
from app.errors import SheetError
from app.sheet.model import RawSheet
from app.values.headers import field_of
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
    found = guess(raw(REGISTER, [""] * 17))
    assert {"prefix", "first_name", "last_name", "mobile_phone"} <= set(found)
    assert missing(found) == ("cid", "appointment_date", "appointment_time")
    with pytest.raises(SheetError) as caught:
        settle(raw(REGISTER, [""] * 17))
    for word in ("cid", "appointment_date", "appointment_time"):
        assert word in say_error(caught.value, "th")


def test_a_column_of_ids_is_the_id_column_whatever_it_is_called() -> None:
    rows = [[f"{n}", cid(n), "5/11/2569", "8"] for n in range(1, 9)]
    assert guess(raw(["ลำดับ", "รหัส", "วันนัด", "เวลานัด"], *rows))["cid"] == 1


def test_a_birth_date_is_never_the_appointment() -> None:
    from datetime import date

    rows = [[cid(n), date(1980, 1, n), "8"] for n in range(1, 9)]
    assert "appointment_date" not in guess(raw(["cid", "วันเกิด", "เวลานัด"], *rows))


def test_ids_under_the_phones_header_and_phones_under_the_ids() -> None:
    rows = [["0812345678", cid(n), "5/11/2569", "8"] for n in range(1, 9)]
    columns = guess(raw(["เลขบัตรประชาชน", "เบอร์โทร", "วันนัด", "เวลานัด"], *rows))
    assert (columns["cid"], columns["mobile_phone"]) == (1, 0)


def test_day_and_hour_in_one_column() -> None:
    rows = [[cid(n), "5/11/2569 08:00"] for n in range(1, 9)]
    columns = guess(raw(["เลขบัตรประชาชน", "วันที่นัด"], *rows))
    assert columns["appointment_date"] == columns["appointment_time"] == 1


def test_the_surer_of_two_headers_wins() -> None:
    rows = [["1/1/2569", cid(1), "5/11/2569", "8"]]
    assert guess(raw(["วันที่", "cid", "วันที่นัด", "เวลา"], *rows))["appointment_date"] == 2


def test_two_columns_of_the_same_right_are_asked_about() -> None:
    sheet = raw(["cid", "วันที่นัด", "วันที่นัด", "เวลา"], [cid(1), "5/11/2569", "6/11/2569", "8"])
    assert ambiguous(sheet) == {"appointment_date": (1, 2)}
    with pytest.raises(SheetError) as caught:
        settle(sheet)
    assert "วันที่นัด (B), วันที่นัด (C)" in say_error(caught.value, "th")


def test_of_two_columns_the_empty_one_does_not_count() -> None:
    sheet = raw(["cid", "วันที่นัด", "วันที่นัด", "เวลา"], [cid(1), "", "6/11/2569", "8"])
    assert settle(sheet)["appointment_date"] == 2


def test_letters() -> None:
    assert [letter(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
