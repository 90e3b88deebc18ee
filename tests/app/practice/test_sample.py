"""The sample sheets load, and show what they are meant to show."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from app.domain.values import Severity, check_digit
from app.practice.sample import HOURS, MOST_PER_HOUR, sample_rows, working_days, write_sample
from app.sheets.check import Checked, check
from app.sheets.columns import settle
from app.sheets.files import read

SAMPLES = Path(__file__).parents[3] / "sample_data"
MONDAY = date(2027, 6, 14)


def checked(path: Path) -> Checked:
    raw = read(path)
    return check(raw, settle(raw, date(2027, 6, 1)), facility="99001", today=date(2027, 6, 1))


def test_the_good_sheet_has_60_rows_on_5_days_and_no_problem() -> None:
    result = checked(SAMPLES / "good.xlsx")
    assert (len(result.appointments), result.problems) == (60, ())
    assert sorted({a.date for a in result.appointments}) == [date(2027, 6, day) for day in range(14, 19)]


def test_one_of_each_problem() -> None:
    result = checked(SAMPLES / "one_of_each_problem.xlsx")
    codes = {problem.code for problem in result.problems}
    assert len(codes) >= 22
    rows = {problem.row for problem in result.problems if problem.severity is Severity.ERROR}
    assert len(rows) == result.rows - 4  # the good row, and three with a warning


def test_the_audience_is_one_id_a_line() -> None:
    lines = (SAMPLES / "audience.txt").read_text("utf-8").splitlines()
    assert len(lines) == len(set(lines)) > 50
    assert all(len(line) == 13 and line[12] == str(check_digit(line[:12])) for line in lines)


def test_a_fresh_sample_fits_the_practice_servers_seats(tmp_path: Path) -> None:
    result = checked(write_sample(tmp_path / "new" / "s.xlsx", [MONDAY], rows=70))
    assert len(result.appointments) == 70
    taken = Counter((a.date, a.hour) for a in result.appointments)
    assert max(taken.values()) <= MOST_PER_HOUR
    assert {hour for _, hour in taken} <= set(HOURS)
    with pytest.raises(ValueError, match="do not fit"):
        list(sample_rows([MONDAY], rows=71))


def test_working_days_skip_weekends_and_public_holidays() -> None:
    assert working_days(3, after=date(2027, 6, 17)) == (date(2027, 6, 18), date(2027, 6, 21), date(2027, 6, 22))
    # Saturday the 5th is given back on Monday the 7th, and the 10th is Constitution Day
    assert [day.day for day in working_days(4, after=date(2026, 12, 3))] == [4, 8, 9, 11]
