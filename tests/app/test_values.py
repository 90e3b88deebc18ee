"""One cell, one value: tables of what clinics write."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import check_digit
from app.values.dates import DateOrder, read_date, settle_order
from app.values.ids import digit_is_right, read_id
from app.values.people import facility_reader, read_dose, read_name, read_phone
from app.values.text import Flaw, clean
from app.values.times import read_time

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
        (GOOD[:12] + "2", None, "cid_check_digit"),
        (float(GOOD[:12] + "2"), None, "cid_check_digit"),
        ("", None, "cid_missing"),
        ("   ", None, "cid_missing"),
        ("1.10170E+12", None, "cid_rounded"),
        ("1.1E+12", None, "cid_rounded"),
        (1101700000000.0, None, "cid_rounded"),
        ("1101700000000", None, "cid_rounded"),
        (110170000000.0, None, "cid_rounded"),
        (GOOD[:-1], None, "cid_twelve"),
        (float(ZERO), None, "cid_lost_zero" if len(str(int(ZERO))) == 12 else "cid_length"),
        (12345678.0, None, "cid_length"),
        ("12345678901234", None, "cid_length"),
        ("AA1234567", None, "cid_passport"),
        ("P 1234567", None, "cid_passport"),
        ("1-xxxx-xxxx5-67-8", None, "cid_masked"),
        ("1997*****9721", None, "cid_masked"),
        ("0812345678", None, "cid_is_phone"),
        (812345678.0, None, "cid_is_phone"),
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


D = date(2026, 11, 5)


def moment(year: int, month: int, day: int, *clock: int) -> datetime:
    """A date-time cell; cells know no zone."""
    return datetime.combine(date(year, month, day), time(*clock))


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (D, D),
        (moment(2026, 11, 5, 8, 30), D),
        (date(2569, 11, 5), D),
        (moment(2569, 11, 5, 8, 0), D),
        (46331.0, D),
        (46331.375, D),
        ("46331", D),
        ("2026-11-05", D),
        ("2569-11-05", D),
        ("2026/11/5", D),
        ("2026-11-05T08:00:00", D),
        ("2026-11-05 08:00", D),
        ("5/11/2569", D),
        ("05/11/2569", D),
        ("5/11/2026", D),
        ("5-11-69", D),
        ("5/11/69", D),
        ("5.11.2569", D),
        ("5 11 2569", D),
        ("๕/๑๑/๒๕๖๙", D),
        ("5 พ.ย. 69", D),
        ("5 พ.ย. 2569", D),
        ("5พ.ย.69", D),
        ("5 พย 69", D),
        ("5-พ.ย.-69", D),
        ("5 พฤศจิกายน 2569", D),
        ("๕ พฤศจิกายน ๒๕๖๙", D),
        ("วันที่ 5 พ.ย. พ.ศ. 2569", D),
        ("วันที่ ๕ เดือน พฤศจิกายน พ.ศ. ๒๕๖๙", D),
        ("วันพฤหัสบดีที่ 5 พฤศจิกายน 2569", D),
        ("พฤ. 5 พ.ย. 69", D),
        ("5 พ.ย. 2569 เวลา 08.00 น.", D),
        ("5/11/2569 08:00", D),
        ("5/11/2569 8:00:00", D),
        ("5 พ.ย. ค.ศ. 2026", D),
        ("5 Nov 2026", D),
        ("5-Nov-26", D),
        ("November 5, 2026", D),
        ("Thu 5 Nov 2026", D),
        ("20261105", D),
        ("25691105", D),
        (25691105.0, D),
        ("05112569", D),
        (5112569.0, D),
        ("1 ม.ค. 70", date(2027, 1, 1)),
        ("1 มี.ค. 70", date(2027, 3, 1)),
        ("1 มิ.ย. 70", date(2027, 6, 1)),
        ("1 เม.ย. 70", date(2027, 4, 1)),
        ("1 กุมภาพันธ์ 2570", date(2027, 2, 1)),
        ("1 กรกฏาคม 2570", date(2027, 7, 1)),
    ],
)
def test_dates(cell: object, value: date) -> None:
    assert read_date(cell, order=DateOrder(), today=TODAY)[:2] == (value, "")


def test_29_february_of_a_buddhist_leap_year_comes_as_text() -> None:
    """2571 is 2028, which has the day; 2571 as a Gregorian year has not, so no cell can hold it."""
    today = date(2027, 10, 1)
    assert read_date("29/2/2571", order=DateOrder(), today=today).value == date(2028, 2, 29)
    assert read_date("29 ก.พ. 2571", order=DateOrder(), today=today).value == date(2028, 2, 29)
    assert read_date("29/2/2572", order=DateOrder(), today=today).code == "date_impossible"
    assert read_date(date(2572, 2, 29), order=DateOrder(), today=today).code == "date_impossible"


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("", "date_missing"),
        ("พรุ่งนี้", "date_unreadable"),
        ("5/11", "date_unreadable"),
        ("31/6/2570", "date_impossible"),
        ("31 มิ.ย. 70", "date_impossible"),
        ("5/13/2569", "date_past"),  # can only be 13 May, which is past
        ("32/13/2569", "date_impossible"),
        ("5/11/1269", "date_year"),
        ("5/11/3100", "date_year"),
        ("30/9/2569", "date_past"),
        (date(2026, 9, 30), "date_past"),
        ("5/11/2575", "date_far"),
        (date(2028, 1, 1), "date_far"),
        (time(8), "date_is_time"),
        (timedelta(hours=8), "date_is_time"),
        (8.0, "date_unreadable"),
        (float("nan"), "date_unreadable"),
        (-5.0, "date_unreadable"),
    ],
)
def test_dates_that_are_none(cell: object, code: str) -> None:
    reading = read_date(cell, order=DateOrder(), today=TODAY)
    assert (reading.value, reading.code) == (None, code)


def test_a_date_cell_of_1969_is_offered_as_2569() -> None:
    reading = read_date(date(1969, 11, 5), order=DateOrder(), today=TODAY)
    assert (reading.code, reading.fix) == ("date_short_year", D)


def test_serials_of_a_1904_workbook() -> None:
    assert read_date(46331.0 - 1462, order=DateOrder(), today=TODAY, since_1904=True).value == D


@pytest.mark.parametrize(
    ("cells", "order", "proven"),
    [
        (["5/11/2569", "13/11/2569"], "dmy", True),
        (["11/5/2569", "11/25/2569"], "mdy", True),
        (["5/11/2569"], "dmy", False),
        (["5/5/2569"], "dmy", True),
        (["5 พ.ย. 69", "2026-11-05"], "dmy", True),
    ],
)
def test_the_column_settles_day_and_month(cells: list[object], order: str, proven: bool) -> None:
    settled = settle_order(cells)
    assert (settled.order, settled.proven) == (order, proven)


def test_a_column_of_both_orders_leaves_the_open_ones_open() -> None:
    order = settle_order(["5/11/2569", "13/11/2569", "11/25/2569"])
    assert read_date("5/11/2569", order=order, today=TODAY).code == "date_ambiguous"
    assert read_date("13/11/2569", order=order, today=TODAY).value == date(2026, 11, 13)


def test_cells_whose_day_and_month_excel_may_have_swapped_are_pointed_out() -> None:
    """An American Excel reads 5/11 as 11 May, and leaves 13/11 as text."""
    order = settle_order([date(2027, 5, 11), date(2027, 6, 11), "13/11/2569"])
    reading = read_date(date(2027, 5, 11), order=order, today=TODAY)
    assert (reading.value, reading.code, reading.fix) == (date(2027, 5, 11), "date_maybe_swapped", date(2027, 11, 5))


@pytest.mark.parametrize(
    ("cell", "hour"),
    [
        (8.0, 8),
        (8, 8),
        ("8", 8),
        ("08", 8),
        ("08:00", 8),
        ("8.00", 8),
        ("8.00 น.", 8),
        ("08.00น.", 8),
        ("8:00 น", 8),
        ("8 น.", 8),
        ("เวลา 08.00 น.", 8),
        ("08.00-09.00", 8),
        ("08:00 - 09:00 น.", 8),
        ("13.00 – 14.00 น.", 13),
        ("09.00-09.59", 9),
        ("09:00:00", 9),
        (time(9), 9),
        (time(7, 59, 59, 997000), 8),
        (moment(2026, 11, 5, 13, 0), 13),
        (moment(1899, 12, 31, 9, 0), 9),
        (timedelta(hours=10), 10),
        (0.375, 9),
        (0.3333333333, 8),
        (46331.375, 9),
        ("0.375", 9),
        ("8 โมง", 8),
        ("8 โมงเช้า", 8),
        ("สิบโมง", 10),
        ("11 โมง", 11),
        ("เที่ยง", 12),
        ("บ่ายโมง", 13),
        ("บ่าย 2 โมง", 14),
        ("บ่ายสามโมง", 15),
        ("4 โมงเย็น", 16),
        ("1 PM", 13),
        ("8:00 AM", 8),
        ("12:00 pm", 12),
        ("0800", 8),
        (1300.0, 13),
        ("๐๘.๐๐ น.", 8),
        ("5/11/2569 08:00", 8),
        ("2026-11-05T13:00:00", 13),
    ],
)
def test_times(cell: object, hour: int) -> None:
    assert read_time(cell)[:2] == (hour, "")


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("", "time_missing"),
        ("08:30", "time_minutes"),
        ("8.30 น.", "time_minutes"),
        (8.3, "time_minutes"),
        (8.5, "time_minutes"),
        (time(8, 30), "time_minutes"),
        (0.3541666667, "time_minutes"),
        (830.0, "time_minutes"),
        ("08.30-09.30", "time_minutes"),
        ("08.00-12.00", "time_range"),
        ("เช้า", "time_vague"),
        ("ช่วงบ่าย", "time_vague"),
        ("25:00", "time_unreadable"),
        ("24", "time_unreadable"),
        ("10.00-09.00", "time_unreadable"),
        ("สองทุ่ม", "time_unreadable"),
        ("ไม่ระบุ", "time_unreadable"),
        (-1.0, "time_unreadable"),
        (float("nan"), "time_unreadable"),
        (date(2026, 11, 5), "time_is_date"),
        (46331.0, "time_is_date"),
    ],
)
def test_times_that_are_none(cell: object, code: str) -> None:
    reading = read_time(cell)
    assert (reading.value, reading.code) == (None, code)


def test_minutes_offer_the_hour() -> None:
    assert read_time("08:30").fix == "08:00"


def test_an_hour_at_night_is_believed_and_said() -> None:
    assert read_time("22:00")[:2] == (22, "time_unusual")


@pytest.mark.parametrize(
    ("cell", "dose", "code"),
    [
        (1.0, 1, ""),
        ("2", 2, ""),
        ("๓", 3, ""),
        ("", 1, ""),
        ("-", 1, ""),
        ("เข็มที่ 1", 1, ""),
        ("เข็ม 2", 2, ""),
        ("dose 3", 3, ""),
        ("1.0", 1, ""),
        ("เข็มกระตุ้น 1", 3, "dose_booster"),
        ("เข็มกระตุ้นที่ 2", 4, "dose_booster"),
        ("กระตุ้น", 3, "dose_booster"),
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
    order = settle_order([cell])
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
        "เเ",
        "\u200bx",
    )
]


@pytest.mark.parametrize("cell", LONG, ids=lambda cell: ascii(cell[:4]))
@pytest.mark.parametrize("end", ["", "!", "ก"])
def test_the_longest_cell_is_read_at_once(cell: str, end: str) -> None:
    start = process_time()
    order = settle_order([cell + end])
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


# --- written, then read: the same value in every spelling we accept ---

NAMELESS = "\u200b\xa0"
DIGITS = st.text("0123456789", min_size=12, max_size=12).filter(lambda twelve: not twelve.endswith("00000"))
PEOPLE = DIGITS.map(lambda twelve: twelve + str(check_digit(twelve)))
THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
WIDE = str.maketrans("0123456789", "".join(map(chr, range(0xFF10, 0xFF1A))))
ID_SPELLINGS = [
    lambda c: c,
    lambda c: f"{c[0]}-{c[1:5]}-{c[5:10]}-{c[10:12]}-{c[12]}",
    lambda c: f"{c[0]} {c[1:5]} {c[5:10]} {c[10:12]} {c[12]}",
    lambda c: f"{c[0]}–{c[1:5]}–{c[5:10]}–{c[10:12]}–{c[12]}",
    lambda c: f"{c[0]}.{c[1:5]}.{c[5:10]}.{c[10:12]}.{c[12]}",
    lambda c: f"{c[0]}_{c[1:5]}_{c[5:10]}_{c[10:12]}_{c[12]}",
    lambda c: f"'{c}",
    lambda c: f"{NAMELESS}{c[:4]}\u200d{c[4:]}{NAMELESS}\n",
    lambda c: c.translate(THAI),
    lambda c: c.translate(WIDE),
]


@pytest.mark.parametrize("spelling", range(len(ID_SPELLINGS)))
@given(cid=PEOPLE)
def test_an_id_is_the_same_in_every_spelling(spelling: int, cid: str) -> None:
    assert read_id(ID_SPELLINGS[spelling](cid))[:2] == (cid, "")


@given(cid=PEOPLE.filter(lambda cid: cid[0] != "0"), kind=st.sampled_from([int, float, lambda cid: f"{cid}.0"]))
def test_an_id_as_a_number_is_the_same_where_no_zero_is_lost(cid: str, kind: type) -> None:
    assert read_id(kind(cid))[:2] == (cid, "")


@given(cid=PEOPLE, place=st.integers(0, 12), other=st.integers(1, 9))
def test_one_wrong_digit_is_never_believed(cid: str, place: int, other: int) -> None:
    """But where the check digit cannot tell: the rule gives remainders 0 and 10, 1 and 11 the same digit."""
    wrong = cid[:place] + str((int(cid[place]) + other) % 10) + cid[place + 1 :]
    reading = read_id(wrong)
    assert reading.value is None or check_digit(wrong[:12]) == int(wrong[12])


TIME_SPELLINGS = [
    lambda h: h,
    lambda h: float(h),
    lambda h: str(h),
    lambda h: f"{h:02d}",
    lambda h: f"{h}:00",
    lambda h: f"{h:02d}:00",
    lambda h: f"{h:02d}:00:00",
    lambda h: f"{h}.00",
    lambda h: f"{h:02d}.00 น.",
    lambda h: f"{h} น.",
    lambda h: f"{h}:00น",
    lambda h: f"{h:02d}.00 นาฬิกา",
    lambda h: f"เวลา {h:02d}.00 น.",
    lambda h: f"{h:02d}00",
    lambda h: f"{h:02d}.00-{h + 1:02d}.00",
    lambda h: f"{h:02d}:00 - {h + 1:02d}:00 น.",
    lambda h: f"{h:02d}.00 ถึง {h + 1:02d}.00 น.",
    lambda h: f"{h:02d}.00–{h:02d}.59",
    lambda h: f"{(h - 1) % 12 + 1}:00 {'am' if h < 12 else 'pm'}",
    lambda h: f"{(h - 1) % 12 + 1} {'A.M.' if h < 12 else 'P.M.'}",
    lambda h: f"5/11/2569 {h:02d}:00",
    lambda h: f"5 พ.ย. 2569 เวลา {h:02d}.00 น.",
    lambda h: f"2026-11-05T{h:02d}:00:00",
    lambda h: f"{h:02d}:00".translate(THAI),
    lambda h: time(h),
    lambda h: moment(2026, 11, 5, h, 0),
    lambda h: moment(1899, 12, 31, h, 0),
    lambda h: timedelta(hours=h),
    lambda h: h / 24,
    lambda h: 46331 + h / 24,
    lambda h: repr(h / 24),
]


@pytest.mark.parametrize("spelling", range(len(TIME_SPELLINGS)))
def test_an_hour_is_the_same_in_every_spelling(spelling: int) -> None:
    for hour in range(6, 21):
        assert read_time(TIME_SPELLINGS[spelling](hour))[:2] == (hour, ""), hour


@pytest.mark.parametrize(
    "write",
    [
        lambda d: d,
        lambda d: datetime.combine(d, time(8)),
        lambda d: d.replace(year=d.year + 543),
        lambda d: float((d - date(1899, 12, 30)).days),
        lambda d: (d - date(1899, 12, 30)).days + 0.375,
        lambda d: str((d - date(1899, 12, 30)).days),
        lambda d: float((d.replace(year=d.year + 543) - date(1899, 12, 30)).days),
        lambda d: f"{d.day}/{d.month}/{d.year + 543}",
        lambda d: f"{d.day:02d}.{d.month:02d}.{(d.year + 543) % 100}",
        lambda d: f"{d.year + 543}{d.month:02d}{d.day:02d}",
        lambda d: float(f"{d.year}{d.month:02d}{d.day:02d}"),
    ],
)
@given(day=st.dates(TODAY, TODAY + timedelta(366)).filter(lambda d: (d.month, d.day) != (2, 29)))
def test_a_day_is_the_same_in_every_kind_of_cell(write: Callable[[date], object], day: date) -> None:
    assert read_date(write(day), order=DateOrder(), today=TODAY)[:2] == (day, "")


@given(
    dose=st.integers(1, 9),
    write=st.sampled_from(
        [int, float, str, "เข็มที่ {}".format, "เข็ม{}".format, "dose {}".format, "{}.0".format, "ครั้งที่ {}".format]
    ),
)
def test_a_dose_is_the_same_in_every_spelling(dose: int, write: Callable[[int], object]) -> None:
    assert read_dose(write(dose))[:2] == (dose, "")


@given(
    rest=st.text("0123456789", min_size=8, max_size=8),
    write=st.sampled_from(
        [
            str,
            lambda p: f"{p[:3]}-{p[3:6]}-{p[6:]}",
            lambda p: f"{p[:3]} {p[3:]}",
            lambda p: f"({p[:3]}) {p[3:]}",
            lambda p: "+66" + p[1:],
            lambda p: f"{p}, 0899999999",
            lambda p: p.translate(THAI),
        ]
    ),
)
def test_a_phone_is_the_same_in_every_spelling(rest: str, write: Callable[[str], str]) -> None:
    phone = "08" + rest
    assert read_phone(write(phone))[:2] == (phone, "")
    assert read_phone(float(phone))[:2] == (phone, "phone_zero")


@given(code=st.text("0123456789", min_size=5, max_size=5))
def test_a_facility_code_is_the_same_as_text_and_as_a_number(code: str) -> None:
    assert facility_reader(code)(code).value == code
    assert facility_reader(code)(float(code)).value == code
    assert facility_reader("x")(code).code == "facility_other"
