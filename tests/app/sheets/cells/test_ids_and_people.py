"""One cell, one value: tables of what clinics write into ids, doses, phones, names and facility codes."""

from __future__ import annotations

from datetime import date, time
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.values import check_digit, digit_is_right, digits_are_right
from app.sheets.cells.dates import read_date, settle_order
from app.sheets.cells.ids import read_id
from app.sheets.cells.people import facility_reader, read_dose, read_name, read_phone
from app.sheets.cells.text import Flaw
from app.sheets.cells.times import read_time
from app.sheets.readings import Reader, _of_flaw, _read_column
from app.text import clean

TODAY = date(2026, 10, 1)
GOOD = "1997966549721"
ZERO = "0990000000001"[:12] + str(check_digit("099000000000"))
FOREIGN = "899000000001" + str(check_digit("899000000001"))


@pytest.mark.parametrize(
    ("cell", "value", "code"),
    [
        (GOOD, GOOD, ""),
        (float(GOOD), GOOD, ""),
        (int(GOOD), GOOD, ""),
        (ZERO, ZERO, ""),
        (FOREIGN, FOREIGN, ""),
        ("1-9979-66549-72-1", GOOD, ""),
        ("1 9979 66549 72 1", GOOD, ""),
        ("1–9979–66549–72–1", GOOD, ""),
        ("'" + GOOD, GOOD, ""),
        ("\xa0" + GOOD + "\u200b", GOOD, ""),
        ("๑๙๙๗๙๖๖๕๔๙๗๒๑", GOOD, ""),
        ("1997966549721", GOOD, ""),
        (GOOD + ".0", GOOD, ""),
        (GOOD + ".00", GOOD, ""),
        ("1,997,966,549,721", GOOD, ""),
        ("1,997,966,549,721.00", GOOD, ""),
        ("NULL", None, "cid_missing"),
        ("(null)", None, "cid_missing"),
        ("\\N", None, "cid_missing"),
        ("\x1a", None, "cid_missing"),
        ("1,997,966", None, "cid_unreadable"),
        (" " + GOOD + "\n", GOOD, ""),
        (f"\u2019{GOOD}", GOOD, ""),
        (f"`{GOOD}", GOOD, ""),
        (f"\ufeff{GOOD[:5]}\u2060{GOOD[5:]}", GOOD, ""),
        (f"{GOOD[:1]}\u202f{GOOD[1:5]}\xa0{GOOD[5:]}", GOOD, ""),
        ("๑-๙๙๗๙-๖๖๕๔๙-๗๒-๑", GOOD, ""),
        ("1_9979_66549_72_1", GOOD, ""),
        (f"'{ZERO}", ZERO, ""),
        (GOOD[:12] + "2", None, "cid_check_digit"),
        (float(GOOD[:12] + "2"), None, "cid_check_digit"),
        ("", None, "cid_missing"),
        ("   ", None, "cid_missing"),
        ("1.10170E+12", None, "cid_rounded"),
        ("1.1E+12", None, "cid_rounded"),
        (1101700000000.0, None, "cid_rounded"),
        ("1101700000000", None, "cid_rounded"),
        (110170000000.0, None, "cid_rounded"),
        ("1.10170e12", None, "cid_rounded"),
        ("1,10170E+12", None, "cid_rounded"),
        ("1.1017 E+12", None, "cid_rounded"),
        ("9.90123E+11", None, "cid_rounded"),
        (float(GOOD[:7] + "000000"), None, "cid_rounded"),
        (float(GOOD[:-1]), None, "cid_twelve"),
        (int(ZERO), None, "cid_lost_zero"),
        (ZERO[1:], None, "cid_lost_zero"),
        (ZERO[1:] + ".0", None, "cid_lost_zero"),
        (GOOD[:-1], None, "cid_twelve"),
        (float(ZERO), None, "cid_lost_zero"),
        (12345678.0, None, "cid_length"),
        ("12345678901234", None, "cid_length"),
        ("AA1234567", None, "cid_passport"),
        ("P 1234567", None, "cid_passport"),
        ("aa1234567", None, "cid_passport"),
        ("Passport AB123456", None, "cid_passport"),
        ("Passport No. AB123456", None, "cid_passport"),
        ("พาสปอร์ต AB123456", None, "cid_passport"),
        ("หนังสือเดินทางเลขที่ AB1234567", None, "cid_passport"),
        ("1-xxxx-xxxx5-67-8", None, "cid_masked"),
        ("1997*****9721", None, "cid_masked"),
        ("0812345678", None, "cid_is_phone"),
        (812345678.0, None, "cid_is_phone"),
        ("081-234-5678", None, "cid_is_phone"),
        ("๐๘๑๒๓๔๕๖๗๘", None, "cid_is_phone"),
        ("-", None, "cid_unreadable"),
        (GOOD + " " + GOOD, None, "cid_length"),
        ("ไม่มีบัตร", None, "cid_unreadable"),
        (1234.5, None, "cid_unreadable"),
        (-1.0, None, "cid_unreadable"),
        (float("nan"), None, "cid_unreadable"),
        (float("inf"), None, "cid_unreadable"),
        (date(2026, 1, 1), None, "cid_unreadable"),
        (time(8), None, "cid_unreadable"),
    ],
)
def test_ids(cell: object, value: str | None, code: str) -> None:
    reading = read_id(cell)
    assert (reading.value, reading.code) == (value, code)


def test_a_lost_zero_is_offered_never_padded_silently() -> None:
    cid = "099012345678" + str(check_digit("099012345678"))
    reading = read_id(float(cid))
    assert reading.value is None
    assert (reading.code, reading.fix) == ("cid_lost_zero", cid)


def test_an_id_of_six_zeros_is_believed_only_as_text() -> None:
    cid = next(text for first in range(100) if digit_is_right(text := f"{1990000 + first}000000"))
    assert read_id(cid)[:2] == (cid, "cid_zeros")
    assert read_id(float(cid)).code == "cid_rounded"


@given(st.integers(0, 10**12 - 1), st.integers(0, 9))
def test_the_quick_check_digit_says_what_the_rule_says(twelve: int, last: int) -> None:
    text = f"{twelve:012d}"
    assert digit_is_right(text + str(last)) == (check_digit(text) == last)


@pytest.mark.parametrize(
    ("cell", "offered"),
    [
        (f"เลขบัตร {GOOD}", GOOD),
        (f"{GOOD} (ผู้ป่วย)", GOOD),
        (f"{GOOD};", GOOD),
        ("บัตร 1-9979-66549-72-1 หมดอายุ", GOOD),
        (f"แม่ {GOOD} ลูก {FOREIGN}", None),
        (f"HN{GOOD}", None),
        (f"{GOOD}0 คน", None),
        (f"เลขบัตร {GOOD[:12]}2", None),
    ],
)
def test_a_whole_id_among_words_is_offered_and_never_taken(cell: str, offered: str | None) -> None:
    reading = read_id(cell)
    assert (reading.value, reading.fix) == (None, offered)


@pytest.mark.parametrize(
    ("cell", "dose", "code"),
    [
        (1.0, 1, ""),
        ("2", 2, ""),
        ("๓", 3, ""),
        ("", None, "dose_missing"),
        ("-", None, "dose_missing"),
        ("เข็มที่ 1", 1, ""),
        ("เข็ม 2", 2, ""),
        ("dose 3", 3, ""),
        ("1.0", 1, ""),
        ("เข็มกระตุ้น 1", 3, "dose_booster"),
        ("เข็มกระตุ้นที่ 2", 4, "dose_booster"),
        ("กระตุ้น", 3, "dose_booster"),
        ("เข็มที่1", 1, ""),
        ("เข็มที่ ๒", 2, ""),
        ("โดสที่ 2", 2, ""),
        ("ครั้งที่ 1", 1, ""),
        ("เข็มแรก", 1, ""),
        ("เข็มหนึ่ง", 1, ""),
        ("เข็มที่สอง", 2, ""),
        ("เข็ม\u200bที่ 1", 1, ""),
        ("ไม่มี", None, "dose_missing"),
        ("กระตุ้นเข็มที่ 1", 3, "dose_booster"),
        ("Booster 2", 4, "dose_booster"),
        ("NULL", None, "dose_missing"),
        ("\\N", None, "dose_missing"),
        ("กระตุ้นเข็มที่ 3", 3, "dose_booster"),
        ("เข็ม 3 (กระตุ้น)", 3, ""),
        ("เข็มที่ 3 กระตุ้น", 3, ""),
        ("2/3", 2, ""),
        ("1st", 1, ""),
        ("2nd dose", 2, ""),
        ("Dose 2 of 3", 2, ""),
        ("first", 1, ""),
        ("#1", 1, ""),
        ("II", 2, ""),
        ("1 เข็ม", 1, ""),
        ("๒ โดส", 2, ""),
        ("third dose", 3, ""),
        ("1P", None, "dose_unreadable"),
        ("เข็ม1-2", None, "dose_unreadable"),
        ("เข็ม 1 หรือ 2", None, "dose_unreadable"),
        ("HPV เข็ม 2", 2, ""),
        ("เข็มที่ 1 (แรกเกิด)", 1, ""),
        ("TRUE", None, "dose_unreadable"),
        ("0", None, "dose_unreadable"),
        ("12", None, "dose_unreadable"),
        ("ไฟเซอร์", None, "dose_unreadable"),
        (1.5, None, "dose_unreadable"),
        (date(2026, 1, 1), None, "dose_unreadable"),
    ],
)
def test_doses(cell: object, dose: int | None, code: str) -> None:
    assert read_dose(cell)[:2] == (dose, code)


@pytest.mark.parametrize(
    ("cell", "phone", "code"),
    [
        ("0812345678", "0812345678", ""),
        ("081-234-5678", "0812345678", ""),
        ("02 590 1493", "025901493", ""),
        ("+66812345678", "0812345678", ""),
        ("66 81 234 5678", "0812345678", ""),
        ("0812345678, 0899999999", "0812345678", ""),
        ("๐๘๑๒๓๔๕๖๗๘", "0812345678", ""),
        (812345678.0, "0812345678", "phone_zero"),
        ("", "", ""),
        ("-", "", ""),
        ("(081) 234 5678", "0812345678", ""),
        ("081.234.5678", "0812345678", ""),
        ("'0812345678", "0812345678", ""),
        ("081\xa0234\u200b5678", "0812345678", ""),
        ("081‐234‐5678", "0812345678", ""),
        ("+66(0)812345678", "0812345678", ""),
        ("0812345678 0898765432", "0812345678", ""),
        ("0812345678/0898765432", "0812345678", ""),
        ("077-123456", "077123456", ""),
        ("ไม่มี", "", ""),
        (812345678, "0812345678", "phone_zero"),
        ("812345678.0", "0812345678", "phone_zero"),
        (25901493.0, "025901493", "phone_zero"),
        ("08123456789", "", "phone_unreadable"),
        ("8.12346E+08", "", "phone_unreadable"),
        ("12345", "", "phone_unreadable"),
        ("ไม่ทราบ", "", "phone_unreadable"),
    ],
)
def test_phones(cell: object, phone: str, code: str) -> None:
    assert read_phone(cell)[:2] == (phone, code)


@pytest.mark.parametrize(
    ("cell", "code"),
    [("01234", ""), ("", ""), (1234.0, "facility_zero"), ("99001", "facility_other"), ("รพ.", "facility_unreadable")],
)
def test_facility_codes(cell: object, code: str) -> None:
    assert facility_reader("01234")(cell).code == code


def test_names_lose_only_what_nobody_sees() -> None:
    assert read_name(" นางสาวสมใจ\u200b  ใจดี\xa0").value == "นางสาวสมใจ ใจดี"
    assert read_name("น้ำ คำ").value == "น้ำ คำ"


ANY_CELL = st.one_of(
    st.text(max_size=40),
    st.floats(),
    st.integers(-(10**15), 10**15),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
    st.none(),
    st.just(Flaw("error", "#N/A")),
    st.text(alphabet="0123456789/-. :นพศ.ยมจกเข็มที่๐๑๒๓", max_size=20),
)


@given(ANY_CELL)
def test_no_cell_ever_raises(cell: object) -> None:
    order = settle_order([cell], today=TODAY)
    for reading in (
        read_id(cell),
        read_date(cell, order=order, today=TODAY),
        read_time(cell),
        read_dose(cell),
        read_phone(cell),
        read_name(cell),
        facility_reader("99001")(cell),
    ):
        assert isinstance(reading.code, str)
    clean(str(cell))


# The longest cell Excel allows, of every letter that means something to some reader.
LONG = [
    (text * 32_767)[:32_767]
    for text in (
        "x",
        "*",
        "1",
        "1x",
        "x1",
        "0",
        ".",
        "a ",
        "5/",
        "-",
        "ก",
        "โมง",
        "เข็มที่",
        "1E",
        ":",
        "+66",
        "๑",
        "ครึ่ง",
        "9 โมงครึ่ง",
        "เช้า 1",
        "พ. ",
        "เดือน",
        "passportno",
        "เเ",
        "\u200bx",
    )
]


@pytest.mark.parametrize("cell", LONG, ids=lambda cell: ascii(cell[:4]))
@pytest.mark.parametrize("end", ["", "!", "ก"])
def test_the_longest_cell_is_read_at_once(cell: str, end: str) -> None:
    start = process_time()
    order = settle_order([cell + end], today=TODAY)
    for reading in (
        read_id(cell + end),
        read_date(cell + end, order=order, today=TODAY),
        read_time(cell + end),
        read_dose(cell + end),
        read_phone(cell + end),
        facility_reader("99001")(cell + end),
    ):
        assert not reading.value
    assert process_time() - start < 1.0  # milliseconds; a pattern that can match in many ways would take hours


ODD = (
    *(
        "",
        " ",
        "NULL",
        "-",
        GOOD[:12],
        GOOD[:-1] + "0",
        "1-9979-66549-72-1",
        " " + GOOD,
        "๑" + GOOD[1:],
        "²" + GOOD[1:],
    ),
    *(
        "199796600000" + str(check_digit("199796600000")),
        "x" * 13,
        "  สอง  ช่อง",
        "ท้าย ",
        "ขึ้น\nบรรทัด",
        "ก" * 201,
        "ซ่อน\u200b",
    ),
    *("012345678", "1234567890", "0๑23456789", "+66812345678", 812345678.0, float(GOOD), int(GOOD), float(GOOD) + 0.5),
    *(float("nan"), 1e300, -5, date(2026, 11, 5), time(9), Flaw("error", "#N/A"), None),
)


@pytest.mark.parametrize("reader", [read_id, read_name, read_phone])
@pytest.mark.parametrize("odd", ODD, ids=repr)
def test_a_column_is_read_as_its_cells_are_one_by_one(reader: Reader, odd: object) -> None:
    """Some dozen cells are read at once where nothing is odd about them."""
    usual = {
        read_id: [f"{n:012d}" + str(check_digit(f"{n:012d}")) for n in range(300_000_000_017, 300_000_000_217)],
        read_name: [f"นางที่ {n}" for n in range(200)],
        read_phone: [f"08{n:08d}" for n in range(200)],
    }[reader]
    cells: list[object] = [*usual[:150], odd, *usual[150:]]
    values, said = _read_column(cells, reader)
    told = [reader(cell) if not isinstance(cell, Flaw) else _of_flaw(cell) for cell in cells]
    assert values == [reading.value for reading in told]
    assert said == [(place, reading) for place, reading in enumerate(told) if reading.code]


@given(st.lists(st.from_regex(r"[0-9]{13}", fullmatch=True), max_size=5))
def test_check_digits_of_many_ids_at_once(cids: list[str]) -> None:
    right = [cid[:12] + str(check_digit(cid[:12])) for cid in cids]
    assert digits_are_right(right)
    assert digits_are_right([*right, *cids]) == all(map(digit_is_right, cids))
