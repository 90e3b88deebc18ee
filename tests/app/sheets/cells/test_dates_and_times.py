"""One cell, one value: tables of what clinics write into days and times."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from app.domain.values import Severity
from app.sheets.cells.dates import DateOrder, answered, date_reader, either_day, read_date, settle_order
from app.sheets.cells.times import read_time
from app.sheets.readings import severity_of
from app.thai import months_named

TODAY = date(2026, 10, 1)
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
        ("5 พ.ย 69", D),
        ("5/พ.ย/69", D),
        ("5 พ. ย. 69", D),
        ("5 พ.ย. พ.ศ.69", D),
        ("5 พฤศจิกายน ๖๙", D),
        ("๕/๑๑/๖๙", D),
        ("5 พฤศจิกายน พุทธศักราช 2569", D),
        ("วันที่ 5 เดือน 11 พ.ศ. 2569", D),
        ("วันที่ 5/11/69", D),
        ("วันพฤหัสที่ 5 พ.ย. 69", D),
        ("5-11-26", D),
        ("5/11/26", D),
        ("5 / 11 / 2569", D),
        ("'5/11/2569", D),
        (" 5/11/2569\xa0", D),
        ("5\u200b/11/2569", D),
        ("5/11/2569 เวลา 8 น.", D),
        ("5 พ.ย. 2569 เวลา 08.00-09.00 น.", D),
        ("5-11-69 08:00", D),
        ("2569-11-05 08:00", D),
        ("2026-11-05T08:00:00+07:00", D),
        (46331, D),
        (float((date(2569, 11, 5) - date(1899, 12, 30)).days), D),
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
        ("5/11", "date_no_year"),
        ("29/2", "date_impossible"),
        ("32/1", "date_impossible"),
        ("30/2", "date_impossible"),
        ("31 ก.ย.", "date_impossible"),
        ("5 พ.ย.", "date_no_year"),
        ("Nov 5", "date_no_year"),
        ("31/2", "date_impossible"),
        ("NULL", "date_missing"),
        ("0000-00-00", "date_missing"),
        ("0000-00-00 00:00:00", "date_missing"),
        ("5.11.69-12.11.69", "date_unreadable"),
        ("5/11/2569 - 12.11.69", "date_unreadable"),
        ("5/11/2569 หรือ 6/11/2569", "date_unreadable"),
        ("TRUE", "date_unreadable"),
        ("69-11-05", "date_impossible"),
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
    settled = settle_order(cells, today=TODAY)
    assert (settled.order, settled.proven) == (order, proven)


def test_a_column_of_both_orders_leaves_the_open_ones_open() -> None:
    order = settle_order(["5/11/2569", "13/11/2569", "11/25/2569"], today=TODAY)
    assert read_date("5/11/2569", order=order, today=TODAY).code == "date_ambiguous"
    assert read_date("13/11/2569", order=order, today=TODAY).value == date(2026, 11, 13)


def test_cells_whose_day_and_month_excel_may_have_swapped_are_pointed_out() -> None:
    """An American Excel reads 5/11 as 11 May, and leaves 13/11 as text."""
    order = settle_order([date(2027, 4, 2), date(2027, 3, 2), "13/2/2570"], today=TODAY)
    reading = read_date(date(2027, 4, 2), order=order, today=TODAY)
    assert (reading.code, reading.fix) == ("date_swapped_which", date(2027, 2, 4))
    assert severity_of(reading.code, "appointment_date") is Severity.ERROR, "nobody is booked before it is said"
    alone = read_date(date(2026, 11, 5), order=order, today=TODAY)
    assert (alone.value, alone.code) == (date(2026, 11, 5), "date_maybe_swapped"), "11 May is over: said, and booked"
    assert severity_of(alone.code, "appointment_date") is Severity.WARNING


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
        ("แปดโมงเช้า", 8),
        ("สิบเอ็ดโมง", 11),
        ("๑๑ โมง", 11),
        ("บ่าย 1 โมง", 13),
        ("บ่าย 2", 14),
        ("เช้า 8.00 น.", 8),
        ("ช่วงบ่าย 13.00-14.00 น.", 13),
        ("บ่าย 1.00-2.00 น.", 13),
        ("ช่วงบ่าย 1-2", 13),
        ("1-2 pm", 13),
        ("1.00-2.00 pm", 13),
        ("11-12 pm", 11),
        ("08.00 09.00", 8),
        ("08.00,09.00 น.", 8),
        ("รอบบ่าย 2.00 น.", 14),
        ("เที่ยง", 12),
        ("บ่ายโมง", 13),
        ("บ่าย 2 โมง", 14),
        ("บ่ายสามโมง", 15),
        ("4 โมงเย็น", 16),
        ("1 PM", 13),
        ("8:00 AM", 8),
        ("12:00 pm", 12),
        ("8-9 น.", 8),
        ("รอบ 08.00-09.00", 8),
        ("08.00 ถึง 09.00 น.", 8),
        ("8.00.00", 8),
        ("8,00", 8),
        ("13 น.", 13),
        ("13:00:00.000", 13),
        (" 08:00\u200b", 8),
        ("1900-01-01 09:00:00", 9),
        ("5/11/2569 เวลา 8 น.", 8),
        ("0800", 8),
        (1300.0, 13),
        ("๐๘.๐๐ น.", 8),
        ("5/11/2569 08:00", 8),
        ("2026-11-05T13:00:00", 13),
        ("09:00 น. (เช้า)", 9),
        ("09:00 น. เช้า", 9),
        ("13.00 น. (บ่าย)", 13),
        ("1.00 น. (ช่วงบ่าย)", 13),
        ("09.00-10.00 น. (เช้า)", 9),
        ("12:00 (เที่ยง)", 12),
        ("16:00 (เย็น)", 16),
        ("10:00 (morning)", 10),
        ("1:00 (PM)", 13),
        ("บ่ายสอง", 14),
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
        ("ช่วงเช้า 08.00-12.00", "time_range"),
        ("08.00 16.00", "time_range"),
        ("8:00, 16:00", "time_range"),
        ("บ่าย 1.00-4.00", "time_range"),
        ("11-1 pm", "time_range"),
        ("10.30 11 น.", "time_minutes"),
        ("9 โมงครึ่ง", "time_minutes"),
        ("บ่ายโมงครึ่ง", "time_minutes"),
        ("บ่าย 2.30", "time_minutes"),
        (timedelta(hours=8, minutes=30), "time_minutes"),
        (moment(2026, 11, 5, 8, 30), "time_minutes"),
        ("รอบเช้า", "time_vague"),
        ("ครึ่งวันเช้า", "time_vague"),
        ("รอบบ่าย 2", "time_vague"),
        ("รอบเช้า 1", "time_vague"),
        ("เช้า 1", "time_vague"),
        ("ช่วงเช้า 1-2", "time_vague"),
        ("บ่าย", "time_vague"),
        ("รอบที่ 1", "time_unreadable"),
        ("รอบ 1", "time_unreadable"),
        ("เช้า 13.00", "time_contradicts"),
        ("บ่าย 9.00", "time_contradicts"),
        ("09:00 น. (บ่าย)", "time_contradicts"),
        ("14:00 น.(เช้า)", "time_contradicts"),
        ("TRUE", "time_unreadable"),
        ("เช้า", "time_vague"),
        ("ช่วงบ่าย", "time_vague"),
        ("25:00", "time_unreadable"),
        ("24", "time_midnight"),
        ("24:00", "time_midnight"),
        ("0", "time_midnight"),
        (0, "time_midnight"),
        (0.0, "time_midnight"),
        ("0:00", "time_midnight"),
        ("00.00 น.", "time_midnight"),
        ("00:30", "time_midnight"),
        ("00.00-01.00", "time_midnight"),
        (time(0, 0), "time_midnight"),
        (timedelta(0), "time_midnight"),
        ("10.00-09.00", "time_unreadable"),
        ("สองทุ่ม", "time_unreadable"),
        ("ไม่ระบุ", "time_unreadable"),
        (-1.0, "time_unreadable"),
        (float("nan"), "time_unreadable"),
        (date(2026, 11, 5), "time_is_date"),
        (46331.0, "time_is_date"),
        ("8/12/2569 00:00", "time_is_date"),
        ("2026-12-08 00:00:00", "time_is_date"),
    ],
)
def test_times_that_are_none(cell: object, code: str) -> None:
    reading = read_time(cell)
    assert (reading.value, reading.code) == (None, code)


@pytest.mark.parametrize(
    ("cell", "hour"),
    [
        ("08:30", "08:00"),
        (time(8, 30), "08:00"),
        (0.3541666667, "08:00"),
        ("9 โมงครึ่ง", "09:00"),
        ("บ่าย 2.30", "14:00"),
        ("ช่วงเช้า 08.00-12.00", "08:00"),
        ("08.00 16.00", "08:00"),
        ("บ่าย 1.00-4.00", "13:00"),
        ("1-4 pm", "13:00"),
    ],
)
def test_minutes_offer_the_hour(cell: object, hour: str) -> None:
    assert read_time(cell).fix == hour


def test_an_hour_at_night_is_believed_and_said() -> None:
    assert read_time("22:00")[:2] == (22, "time_unusual")


# --- moments in UTC ---


@pytest.mark.parametrize(
    ("cell", "day", "code"),
    [
        ("2026-12-07T17:00:00.000Z", date(2026, 12, 8), "date_utc"),
        ("2026-12-07T16:59:59Z", date(2026, 12, 7), "date_utc"),
        ("2026-12-07 17:00:00+00:00", date(2026, 12, 8), "date_utc"),
        ("2569-12-07T17:00:00.000Z", date(2026, 12, 8), "date_utc"),
        ("2026-12-08T00:00:00+07:00", date(2026, 12, 8), ""),
        ("Tue Dec 08 2026 00:00:00 GMT+0700 (Indochina Time)", date(2026, 12, 8), ""),
        ("Mon Dec 07 2026 17:00:00 GMT+0000 (Coordinated Universal Time)", date(2026, 12, 8), "date_utc"),
        ("Mon, 07 Dec 2026 17:00:00 GMT", date(2026, 12, 8), "date_utc"),
        ("2026-12-07T17:00:00", date(2026, 12, 7), ""),
    ],
)
def test_a_moment_is_the_day_it_was_in_thailand(cell: str, day: date, code: str) -> None:
    assert read_date(cell, order=DateOrder(), today=TODAY)[:2] == (day, code)


@pytest.mark.parametrize(
    ("cell", "hour", "code"),
    [
        ("2026-12-08T01:00:00.000Z", 8, "time_utc"),
        ("2026-12-08T09:00:00+07:00", 9, ""),
        ("1899-12-30T02:17:56.000Z", 9, "time_utc"),  # 09:00 in Google Sheets, by Bangkok's clock of 1899
        ("2026-12-08T01:30:00.000Z", None, "time_minutes"),
    ],
)
def test_a_moment_is_the_hour_it_was_in_thailand(cell: str, hour: int | None, code: str) -> None:
    assert read_time(cell)[:2] == (hour, code)


# --- weekdays and years ---


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("8 ธันวาคม 2569 (อังคาร)", ""),
        ("8 ธ.ค. 2569 (อ.)", ""),
        ("อ. 8 ธ.ค. 2569", ""),
        ("วันอังคารที่ 8 ธันวาคม พ.ศ. 2569", ""),
        ("Tuesday, December 8, 2026", ""),
        ("8 ธันวาคม 2569 (จันทร์)", "date_weekday"),
        ("จ. 8 ธ.ค. 2569", "date_weekday"),
        ("Mon 8 Dec 2026", "date_weekday"),
    ],
)
def test_a_weekday_that_does_not_fit_is_said(cell: str, code: str) -> None:
    assert read_date(cell, order=DateOrder(), today=TODAY)[:2] == (date(2026, 12, 8), code)


@pytest.mark.parametrize(
    ("cell", "meant"), [("5/11", D), ("5 พ.ย.", D), ("5-Nov", D), ("Nov 5", D), ("5/9", date(2027, 9, 5))]
)
def test_a_date_without_its_year_is_offered_the_next_such_day(cell: str, meant: date) -> None:
    reading = read_date(cell, order=DateOrder(), today=TODAY)
    assert (reading.value, reading.code, reading.fix) == (None, "date_no_year", meant)


def test_a_public_holiday_is_said_and_blocks_nothing() -> None:
    read = date_reader(DateOrder(), TODAY, since_1904=False)
    for cell, name in (("10/12/2569", "Constitution Day"), ("31/12/2569", "New Year's Eve"), ("1/1/2570", "New Year")):
        reading = read(cell)
        assert (reading.value is not None, reading.code) == (True, "date_holiday")
        assert name in str(reading.params["en"])
    assert read("8/12/2569")[:2] == (date(2026, 12, 8), "")


# --- date cells with a Buddhist year ---


def test_a_buddhist_cell_that_an_american_excel_may_have_swapped_is_asked() -> None:
    cell = date(2570, 11, 1)
    order = settle_order([cell, date(2570, 3, 2)], today=TODAY)
    assert not order.is_sure
    reading = read_date(cell, order=order, today=date(2026, 12, 1))
    assert (reading.value, reading.code) == (None, "date_cell_order")
    assert reading.params["th"] == "1 พ.ย. 2570 หรือ 11 ม.ค. 2570"
    as_shown, swapped = answered(order, swapped=False), answered(order, swapped=True)
    assert as_shown.is_sure
    assert read_date(cell, order=as_shown, today=date(2026, 12, 1)).value == date(2027, 11, 1)
    assert read_date(cell, order=swapped, today=date(2026, 12, 1)).value == date(2027, 1, 11)


@pytest.mark.parametrize(
    "cells", [[date(2570, 1, 11), date(2570, 1, 13)], [date(2570, 5, 5)], [date(2027, 1, 11)], ["11/1/2570"]]
)
def test_no_question_where_the_cells_themselves_answer_it(cells: list[object]) -> None:
    assert settle_order(cells, today=TODAY).cells == "sure"


# --- hours that are written otherwise than meant ---


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("1:00", "13:00"),
        ("01.00 น.", "13:00"),
        (3.0, "15:00"),
        (time(5), "17:00"),
        (moment(2026, 11, 5, 2), "14:00"),
        ("1:00-2:00", "13:00"),
        ("12:00 AM", "12:00"),
    ],
)
def test_an_hour_of_the_night_is_offered_as_the_afternoon(cell: object, meant: str) -> None:
    reading = read_time(cell)
    assert (reading.value, reading.code, reading.fix) == (None, "time_afternoon", meant)


@pytest.mark.parametrize(
    ("cell", "hour"),
    [
        ("1:00 หลังเที่ยง", 13),
        ("10:00 ก่อนเที่ยง", 10),
        ("9:00 ก.ท.", 9),
        ("1 ล.ท.", 13),
        ("13:00 ล.ท.", 13),
        ("9a", 9),
        ("2p", 14),
        ("1:00 PM", 13),
    ],
)
def test_halves_of_the_day_in_words(cell: str, hour: int) -> None:
    assert read_time(cell)[:2] == (hour, "")


@pytest.mark.parametrize(
    ("cell", "meant"),
    [(date(1900, 1, 9), "09:00"), (moment(1900, 1, 13), "13:00"), (timedelta(days=8), "08:00")],
)
def test_a_number_in_a_cell_of_times_is_offered_as_the_hour(cell: object, meant: str) -> None:
    reading = read_time(cell)
    assert (reading.value, reading.code, reading.fix) == (None, "time_shows_zero", meant)


@pytest.mark.parametrize(
    ("texts", "asked"),
    [
        (["2/1/2027", "2/2/2027"], True),
        (["2/1/27"], True),
        (["2/1/2570"], False),
        (["2/1/70"], False),
        (["2/2/2027"], False),
        (["2/1/2027", "13/2/2027"], False),
        (["2027-02-01"], False),
    ],
)
def test_a_gregorian_date_that_could_be_two_days_is_told_with_both(texts: list[str], asked: bool) -> None:
    days = either_day(texts[0], settle_order(texts, today=TODAY), TODAY)
    assert (days is not None) == asked
    if days is not None:
        assert (days["date"], days["other"]) == (date(2027, 1, 2), date(2027, 2, 1))


@pytest.mark.parametrize(
    ("texts", "order", "proven", "mixed"),
    [
        (["12/1/2026", "11/30/2026"], "mdy", True, False),  # 12 January 2026 is past: it can't be meant
        (["2/1/2027", "2/13/2027"], "mdy", False, False),  # one such date may be a slip: asked
        (["12/1/2026", "12/30/2026", "30/12/2026"], "dmy", False, True),  # both orders: asked
        (["8/12/2569", "3/15/2520", "12/25/2500"], "dmy", False, False),  # dates of birth prove nothing
        (["8/12/2569", "15/3/2520"], "dmy", False, False),
        (["11/30/2026"], "mdy", True, False),
    ],
)
def test_a_date_with_the_month_first_decides_for_the_others_only_where_nothing_else_can_be(
    texts: list[str], order: str, proven: bool, mixed: bool
) -> None:
    settled = settle_order(texts, today=TODAY)
    assert (settled.order, settled.proven, settled.mixed) == (order, proven, mixed)


def test_both_days_of_an_american_or_a_mixed_column_are_told_as_it_is_read_first() -> None:
    american, mixed = ["2/1/2570", "2/13/2570"], ["2/1/2027", "2/13/2027", "13/2/2027"]
    first, second = date(2027, 2, 1), date(2027, 1, 2)
    for texts, days in ((american, (first, second)), (mixed, (second, first))):
        order = settle_order(texts, today=TODAY)
        told = either_day(texts[0], order, TODAY)
        assert told is not None
        assert (told["date"], told["other"]) == days
        as_read, swapped = answered(order, swapped=False), answered(order, swapped=True)
        assert as_read.is_sure
        assert (
            read_date(texts[0], order=as_read, today=TODAY).value,
            read_date(texts[0], order=swapped, today=TODAY).value,
        ) == days


def test_of_a_mixed_column_the_day_that_can_be_booked_is_offered() -> None:
    order = settle_order(["12/30/2026", "30/12/2026", "12/8/2026", "8/12/2026"], today=TODAY)
    for text in ("12/8/2026", "8/12/2026"):
        reading = read_date(text, order=order, today=TODAY)
        assert (reading.value, reading.code, reading.fix) == (None, "date_ambiguous", date(2026, 12, 8))


def test_a_day_of_long_ago_may_be_a_date_of_birth() -> None:
    for cell in ("3/15/2520", "15/3/2520", date(1977, 3, 15), date(2520, 3, 15)):
        assert read_date(cell, order=DateOrder(), today=TODAY).code == "date_long_past"
    assert read_date("15/3/2568", order=DateOrder(), today=TODAY).code == "date_past"


@pytest.mark.parametrize("mark", ["NaT", "NaN", "nan", "NAN", "nat"])
def test_what_a_program_writes_for_no_day_is_no_day(mark: str) -> None:
    assert read_date(mark, order=DateOrder(), today=TODAY).code == "date_missing"
    assert read_time(mark).code == read_time("").code


@pytest.mark.parametrize(
    ("title", "proven"),
    [
        ("ประจำเดือน ธันวาคม 2569", True),
        ("รายชื่อนัด ธ.ค. 69", True),
        ("Vaccination list, December 2026", True),
        ("ประจำเดือน สิงหาคม 2569", False),  # 8/12 may be 12 August
        ("สิงหาคม - ธันวาคม 2569", False),
        ("รายชื่อผู้รับวัคซีน", False),
    ],
)
def test_a_title_that_names_the_month_proves_the_order_of_day_and_month(title: str, proven: bool) -> None:
    order = settle_order(["8/12/2569", "9/12/2569"], months_named(title), today=TODAY)
    assert (order.order, order.proven) == ("dmy", proven)


def test_a_day_outside_the_titles_month_leaves_the_order_open() -> None:
    assert not settle_order(["8/12/2569", "5/1/2570"], months_named("ธันวาคม 2569"), today=TODAY).proven
