"""Written, then read: the same value in every spelling we accept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.values import check_digit
from app.sheets.cells.dates import DateOrder, read_date
from app.sheets.cells.ids import read_id
from app.sheets.cells.people import facility_reader, read_dose, read_phone
from app.sheets.cells.times import read_time

TODAY = date(2026, 10, 1)


def moment(year: int, month: int, day: int, *clock: int) -> datetime:
    """A date-time cell; cells know no zone."""
    return datetime.combine(date(year, month, day), time(*clock))


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
