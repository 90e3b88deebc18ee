"""Thai dates: written, read again, the same day."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.thai import (
    ENGLISH_MONTHS,
    MONTHS,
    SHORT_MONTHS,
    parse_date,
    show_date,
    thai_date,
)

TODAY = date(2026, 11, 1)
WEEKDAYS = ["จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์"]
THAI_DIGITS = "๐๑๒๓๔๕๖๗๘๙"
DAYS = st.dates(date(1990, 1, 1), date(2080, 12, 31))
THAI = str.maketrans("0123456789", THAI_DIGITS)

SPELLINGS = [
    lambda d: thai_date(d),
    lambda d: f"{d.day}/{d.month}/{d.year + 543}",
    lambda d: f"{d.day:02d}-{d.month:02d}-{d.year}",
    lambda d: f"{d.day}.{d.month}.{d.year + 543}",
    lambda d: d.isoformat(),
    lambda d: f"{d.year + 543}-{d.month:02d}-{d.day:02d}",
    lambda d: f"{d.year + 543}{d.month:02d}{d.day:02d}",
    lambda d: f"{d.day} {MONTHS[d.month - 1]} {d.year + 543}",
    lambda d: f"{d.day} {MONTHS[d.month - 1]} พ.ศ. {d.year + 543}",
    lambda d: f"วัน{WEEKDAYS[d.weekday()]}ที่ {d.day} {MONTHS[d.month - 1]} {d.year + 543}",
    lambda d: f"วันที่ {d.day} เดือน {MONTHS[d.month - 1]} พ.ศ. {d.year + 543}".translate(THAI),
    lambda d: f"{d.day}{SHORT_MONTHS[d.month - 1]}{d.year + 543}",
    lambda d: f"{d.day} {SHORT_MONTHS[d.month - 1].replace('.', '')} {d.year + 543}",
    lambda d: f"{d.day} {ENGLISH_MONTHS[d.month - 1]} {d.year}",
    lambda d: f"{d.day}-{ENGLISH_MONTHS[d.month - 1][:3]}-{d.year}",
    lambda d: f"{d.day}/{d.month}/{d.year + 543} 08:00",
    lambda d: f"{thai_date(d)} เวลา 08.00 น.",
]


@pytest.mark.parametrize("spelling", range(len(SPELLINGS)))
@given(day=DAYS)
def test_written_then_read_is_the_same_day(spelling: int, day: date) -> None:
    assert parse_date(SPELLINGS[spelling](day), today=TODAY) == day


@given(day=st.dates(date(2020, 1, 1), date(2035, 12, 31)))
def test_two_digit_years_of_both_eras_near_today(day: date) -> None:
    assert parse_date(f"{day.day}/{day.month}/{(day.year + 543) % 100:02d}", today=TODAY) == day
    assert parse_date(f"{day.day} {SHORT_MONTHS[day.month - 1]} {(day.year + 543) % 100:02d}", today=TODAY) == day


def test_shown_in_the_era_of_the_language() -> None:
    assert thai_date(date(2026, 11, 5)) == "5 พ.ย. 2569"
    assert show_date(date(2026, 11, 5), "th") == "5 พ.ย. 2569"
    assert show_date(date(2026, 11, 5), "en") == "5 Nov 2026"


def test_the_american_order_where_the_column_shows_it() -> None:
    assert parse_date("11/5/2026", order="mdy", today=TODAY) == date(2026, 11, 5)
    assert parse_date("11/25/2026", order="dmy", today=TODAY) == date(2026, 11, 25)


def test_a_date_that_is_an_example_is_still_to_come() -> None:
    from app.thai import example_day, today

    assert parse_date(example_day(), today=today()) > today()
