"""Whatever day it is: the practice sheet, and the days that tests book on, bring no warning and find open hours. Each
day of two years is taken for today, with their holidays, ends of months and years, and a 29 February."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.practice.sample import sample_rows, working_days
from app.practice.world.scenario import DAYS_AHEAD
from app.sheets.cells.holidays import name_of
from app.sheets.check import Checked, check
from app.sheets.columns import settle
from app.sheets.files.model import RawSheet
from app.thai import example_day, parse_date
from app.wording.sheet import COLUMN_TITLES
from app.workbooks.template import TEMPLATE_FIELDS
from sample_data.make_samples import clear_day, one_of_each
from tests import world
from tests.ui import sheets

FIRST = date(2026, 11, 30)
HEADERS = tuple(COLUMN_TITLES[field][0] for field in TEMPLATE_FIELDS)
CLOCKS = ("app.thai.today", "app.practice.sample.today", "tests.world.today", "tests.ui.sheets.today")


@pytest.fixture
def days(monkeypatch: pytest.MonkeyPatch) -> Iterator[date]:
    """Each of them is today while it is looked at."""
    return _each(monkeypatch)


def _each(monkeypatch: pytest.MonkeyPatch) -> Iterator[date]:
    for number in range(2 * 366):
        day = FIRST + timedelta(days=number)
        for clock in CLOCKS:
            monkeypatch.setattr(clock, lambda day=day: day)
        yield day


def checked(rows: Sequence[Sequence[object]], today: date, headers: Sequence[str] = HEADERS) -> Checked:
    raw = RawSheet(Path("a.xlsx"), "นัด", tuple(headers), 1, list(range(2, len(rows) + 2)), rows)  # type: ignore[arg-type]
    return check(raw, settle(raw, today), facility="99001", today=today)


def test_the_practice_sheet_is_never_warned_of_and_has_slots(days: Iterator[date]) -> None:
    seen = set()
    for today in days:
        if (ahead := working_days()) in seen:
            continue
        seen.add(ahead)
        sheet = checked(list(sample_rows(ahead, rows=5)), today)
        assert (len(sheet.appointments), sheet.problems, sheet.aside) == (5, (), ()), today
        for row in sheet.appointments:
            assert row.date.weekday() < 5, today
            assert timedelta(0) < row.date - today <= timedelta(days=DAYS_AHEAD), today


def test_an_example_is_always_still_to_come(days: Iterator[date]) -> None:
    assert all(today < parse_date(example_day(), today=today) <= today + timedelta(days=62) for today in days)


def test_the_days_of_tests_are_never_warned_of(days: Iterator[date]) -> None:
    seen: set[tuple[date, ...]] = set()
    for today in days:
        found = tuple(world.weekdays(3))
        either = tuple(world.either_days(3))
        assert not any(name_of(day) for day in world.plain_days(3, today))
        assert {day.weekday() for day in (*found, *either)} <= set(range(5)), today
        assert all(day > today + timedelta(days=2) for day in found), today
        if found not in seen:
            assert checked(sheets.rows(3), today, sheets.HEADERS).problems == (), today
            seen.add(found)
        if either in seen:
            continue
        seen.add(either)
        for order in ("{0.day}/{0.month}/{0.year}", "{0.month}/{0.day}/{0.year}"):
            rows = [[sheets.person(at), order.format(day), "09:00"] for at, day in enumerate(either)]
            sheet = checked(rows, today, ("cid", "วันที่นัด", "เวลานัด"))
            assert len(sheet.appointments) == 3, today
            assert {problem.code for problem in sheet.problems} == {"date_order_assumed"}, today


def test_the_sheet_of_problems_shows_the_same_ones_on_every_day(days: Iterator[date]) -> None:
    told: dict[date, list[str]] = {}
    for today in days:
        if (day := clear_day()) not in told:
            told[day] = [problem.code for problem in checked(one_of_each(day), today).problems]
    assert len(set(map(tuple, told.values()))) == 1, told


def test_no_test_counts_days_from_today_on_by_itself() -> None:
    """It met a public holiday once a year, and a warning it did not expect."""
    root = Path(__file__).parent
    files = [*root.glob("*.py"), *(file for part in ("app", "journeys", "ui") for file in root.glob(f"{part}/**/*.py"))]
    leaning = [
        f"{file.relative_to(root)}: {line.strip()}"
        for file in files
        if file.name not in ("world.py", Path(__file__).name)
        for line in file.read_text("utf-8").splitlines()
        if re.search(r"\btoday\(\) \+", line) and not re.search(r"weekdays\(|plain_days\(|name_of\(", line)
    ]
    assert not leaning, "world.weekdays, plain_days, either_days or any_day"
