"""Columns that tell on which days somebody may come."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from app.sheets.cells.spans import Limit, Spans, span_end

TODAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    "header",
    ["from", "From date", "date from", "ตั้งแต่วันที่", "ตั้งแต่", "จากวันที่", "วันที่เริ่ม", "มาได้ตั้งแต่วันที่", "วันเริ่มต้น"]
    + ["สะดวกตั้งแต่", "start date", "Available from", "earliest", "not before", "วันแรกที่มาได้", "ไม่ก่อนวันที่"],
)
def test_the_first_day(header: str) -> None:
    assert span_end(header) == "from"


@pytest.mark.parametrize(
    "header",
    ["to", "To (date)", "date to", "ถึงวันที่", "ถึง", "จนถึงวันที่", "วันสิ้นสุด", "วันที่สิ้นสุด", "ภายในวันที่", "ไม่เกินวันที่"]
    + ["มาได้ถึงวันที่", "until", "end date", "latest day", "วันสุดท้ายที่มาได้", "available until"],
)
def test_the_last_day(header: str) -> None:
    assert span_end(header) == "to"


@pytest.mark.parametrize(
    "header", ["First", "Last", "start", "end", "first name", "วันที่นัด", "วันที่", "ชื่อ", "date", "เวลา", "โทร", "", "total"]
)
def test_other_columns_are_no_end_of_a_span(header: str) -> None:
    assert span_end(header) is None


def test_cells_in_either_era_and_blank_ones() -> None:
    rows = [
        ["2/12/2569", datetime.combine(date(2026, 12, 5), time())],
        ["", "-"],
        [date(2569, 12, 25), "25 ธ.ค. 69"],
        ["1/11/2569", 46361],
    ]
    spans = Spans(["from", "to"], rows, TODAY, since_1904=False)  # type: ignore[arg-type]
    days = [(spans.of(row, "from").day, spans.of(row, "to").day) for row in rows]  # type: ignore[arg-type]
    assert days == [
        (date(2026, 12, 2), date(2026, 12, 5)),
        (None, None),
        (date(2026, 12, 25), date(2026, 12, 25)),
        (date(2026, 11, 1), date(2026, 12, 5)),
    ]


def test_what_is_no_day_and_what_may_be_two_is_neither_yes_nor_no() -> None:
    rows = [["สัปดาห์หน้า", "5/1/2027"], ["", ""]]
    spans = Spans(["ตั้งแต่วันที่", "ถึงวันที่"], rows, TODAY, since_1904=False)
    assert spans.of(rows[0], "from") == Limit(code="span_unreadable", text="สัปดาห์หน้า")
    assert spans.of(rows[0], "to") == Limit(date(2027, 1, 5), date(2027, 5, 1), "span_either", "5/1/2027")
    rows = [["12/25/2026", "5/1/2027"]]
    told = Spans(["from", "to"], rows, TODAY, since_1904=False).of(rows[0], "to")
    assert told.code == "span_either", "one date alone shows no order for the others"


def test_places_and_hours_under_such_a_header_are_no_span() -> None:
    rows = [["บ้านนา", "12:00"], ["บ้านสวน", "16:00"]]
    assert Spans(["จาก", "ถึง"], rows, TODAY, since_1904=False).columns == {}
