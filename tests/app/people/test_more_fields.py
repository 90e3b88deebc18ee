"""What else a sheet says of people for the target list."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.values import check_digit
from app.people import more_fields
from app.people.more_fields import numbered, read, unnumbered
from app.people.targets import NewPerson

HEADERS = ("เลขบัตร", "ประเภทบุคคล", "person_risk_type_id", "addr_moo", "CHW_CODE", "amp_code", "ตำบล", "รหัสตำบล", "ที่อยู่")


def test_the_columns_of_the_registers_export_are_found_and_a_place_name_is_no_code() -> None:
    found = more_fields.columns_of(HEADERS)
    assert found == {
        "person_type_id": 1,
        "person_risk_type_id": 2,
        "moo": 3,
        "chw_code": 4,
        "amp_code": 5,
        "tmb_code": 7,
        "address_line_1": 8,
    }


def test_numbers_stay_numbers_and_codes_get_the_zero_that_excel_took() -> None:
    row = ("1", "4", 301.0, 7, 9, "1", "ในเมือง", 3.0, " 12/3 ถ.สมมุติ ")
    assert dict(read(row, more_fields.columns_of(HEADERS))) == {
        "person_type_id": 4,
        "person_risk_type_id": 301,
        "moo": "7",
        "chw_code": "09",
        "amp_code": "01",
        "tmb_code": "03",
        "address_line_1": "12/3 ถ.สมมุติ",
    }


def test_what_is_empty_or_unreadable_is_left_out() -> None:
    assert read(("1", "", "-", None, "นนทบุรี"), more_fields.columns_of(HEADERS)) == ()


@pytest.mark.parametrize(("word", "told"), [("Y", "Y"), ("ไม่ต้องการ", "N"), ("อาจจะ", None), (1, "Y")])
def test_whether_a_vaccine_is_wanted(word: object, told: str | None) -> None:
    assert dict(read((word,), {"need_vaccine": 0})).get("need_vaccine") == told


def test_a_type_by_name_is_numbered_by_the_ministrys_table_or_left_out() -> None:
    more = read(("ประชาชนทั่วไป", "301: ปอด"), {"person_type_id": 0, "person_risk_type_id": 1})
    assert unnumbered([more]) == {"person_type"}
    assert numbered(more, {"person_type": {"ประชาชนทั่วไป": 4}}) == {"person_type_id": 4, "person_risk_type_id": 301}
    assert numbered(more, {}) == {"person_risk_type_id": 301}


def test_the_twenty_fields_that_have_a_public_name_are_sent_and_no_guessed_one() -> None:
    """22 are printed; the names of two are unknown."""
    whole = tuple((field, 1 if field in more_fields.TABLES else "Y") for field in more_fields.FIELDS)
    cid = f"199000000001{check_digit('199000000001')}"
    person = NewPerson(cid, "นาย", "ก", "ข", date(1980, 1, 31), 1, "0800000000", more=whole)
    assert set(person.as_target()) == {
        *("cid", "prefix", "first_name", "last_name", "birth_date", "gender", "mobile_phone"),
        *("moo", "chw_code", "amp_code", "tmb_code", "address_line_1"),
        *("person_type_id", "person_risk_type_id", "need_vaccine", "vaccine_eligible"),
        *("company_code", "person_name_english", "passport_number", "nationality_code"),
    }
