"""The same person on two sheets of one file."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest

from app.domain.values import Severity, check_digit
from app.errors import SheetError
from app.sheets import elsewhere
from app.sheets.check import Checked, check, recheck, with_listed
from app.sheets.columns import settle
from app.sheets.files import read
from app.thai import today
from tests.world import plain_days

DAY = plain_days(1, today() + timedelta(days=10))[0]  # of a holiday would be warned
HEAD = ["เลขบัตรประชาชน", "วันนัด", "เวลา"]


def cid(number: int) -> str:
    return f"199{number:09d}" + str(check_digit(f"199{number:09d}"))


def book(path: Path, **sheets: list[list[object]]) -> Path:
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in [HEAD, *rows]:
            sheet.append(row)
    made.save(path)
    return path


def load(path: Path, sheet: str) -> Checked:
    raw = elsewhere.known(read(path, sheet), None, today())
    return check(raw, settle(raw, today()), facility=None, today=today())


def told(checked: Checked) -> list[tuple[int, str, Severity]]:
    return [(problem.row, problem.code, problem.severity) for problem in checked.problems]


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """Person 1 at 9 and at 10 of one day, person 2 twice at 9, person 3 on another day, person 4 alone."""
    morning = [[cid(n), DAY, "09:00"] for n in (1, 2, 3)]
    late = [
        [cid(4), DAY, "10:00"],
        [cid(1), DAY, "10:00"],
        [cid(2), DAY, "09:00"],
        [cid(3), DAY + timedelta(7), "10:00"],
    ]
    return book(tmp_path / "a.xlsx", เช้า=morning, สาย=late)  # type: ignore[arg-type]


def test_the_same_person_on_another_sheet_is_said_of_the_sheet_that_is_read(two: Path) -> None:
    first, second = load(two, "เช้า"), load(two, "สาย")
    warned = Severity.WARNING
    assert told(first) == [(2, "other_sheet_hour", warned), (3, "other_sheet_same", warned)]
    assert told(second) == [(3, "other_sheet_hour", warned), (4, "other_sheet_same", warned)]
    assert first.problems[0].params == {"sheet": "สาย", "other": 3, "hour": "10:00"}
    assert len(first.appointments) == 3  # the other sheet may be a draft: nothing is held back


def test_of_sheets_that_are_booked_together_neither_hour_goes_out(two: Path) -> None:
    first, second = elsewhere.together([load(two, "เช้า"), load(two, "สาย")])
    assert told(first)[0] == (2, "other_sheet_hour", Severity.ERROR)
    assert {a.cid for a in first.appointments} == {cid(2), cid(3)}
    assert {a.cid for a in second.appointments} == {cid(4), cid(2), cid(3)}
    assert (first.problem_rows, second.problem_rows) == (1, 1)
    named = with_listed(first, {})  # names asked for afterwards bring nobody back
    assert {a.cid for a in named.appointments} == {cid(2), cid(3)}


def test_a_sheet_whose_columns_the_clerk_had_to_say_counts_when_it_is_booked_too(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", ก=[[cid(1), DAY, "09:00"]], ข=[[cid(1), DAY, "10:00"]])
    made = openpyxl.load_workbook(path)
    made["ข"]["B1"] = "เดี๋ยวมา"
    made.save(path)
    assert told(load(path, "ก")) == []  # nobody knows what that sheet's days are
    second = read(path, "ข")
    answered = check(second, settle(second, today(), said={"date": "B"}), facility=None, today=today())
    both = elsewhere.together([load(path, "ก"), answered])
    assert [told(one) for one in both] == [[(2, "other_sheet_hour", Severity.ERROR)]] * 2
    assert [one.appointments for one in both] == [(), ()]


def test_a_row_that_is_mended_to_the_other_sheets_hour_is_booked_once(two: Path) -> None:
    first, _ = elsewhere.together([load(two, "เช้า"), load(two, "สาย")])
    mended = recheck(first, {(2, "appointment_time"): "10:00"})
    assert told(mended)[0] == (2, "other_sheet_same", Severity.WARNING)
    assert len(mended.appointments) == 3


def test_a_hidden_sheet_and_rows_that_are_not_booked_say_nothing(tmp_path: Path) -> None:
    sheets = {"ก": [[cid(1), DAY, "09:00"]], "ข": [[cid(1), DAY, "25:00"]], "ค": [[cid(1), DAY, "10:00"]]}
    path = book(tmp_path / "a.xlsx", **sheets)  # type: ignore[arg-type]
    made = openpyxl.load_workbook(path)
    made["ค"].sheet_state = "hidden"
    made.save(path)
    assert told(load(path, "ก")) == []


def test_lists_side_by_side_know_of_each_other(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    for row in ([*HEAD, None, *HEAD], [cid(1), DAY, "09:00", None, cid(2), DAY, "09:00"]):
        sheet.append(row)
    sheet.append([cid(3), DAY, "09:00", None, cid(1), DAY, "10:00"])
    made.save(tmp_path / "a.xlsx")
    assert told(load(tmp_path / "a.xlsx", "Sheet!A:C")) == [(2, "other_sheet_hour", Severity.WARNING)]
    assert told(load(tmp_path / "a.xlsx", "Sheet!E:G")) == [(3, "other_sheet_hour", Severity.WARNING)]


# --- which of two lists of the same people counts ---

OTHER_DAY = plain_days(1, DAY + timedelta(7))[0]
PAST = today() - timedelta(days=20)
HERE = [[cid(n), DAY, "09:00"] for n in range(1, 5)]


@pytest.mark.parametrize(
    ("there", "asked"),
    [
        ([[cid(n), DAY, "10:00"] for n in range(1, 5)], True),
        ([[cid(2), DAY, "10:00"], *([cid(n), DAY, "09:00"] for n in range(9, 30))], True),  # one hour of a day, or two
        ([[cid(n), OTHER_DAY, "09:00"] for n in range(1, 5)], True),
        ([[cid(2), OTHER_DAY, "09:00"]], True),  # corrections of one person
        ([[cid(2), OTHER_DAY, "09:00"], *([cid(n), DAY, "09:00"] for n in range(9, 30))], False),  # a second dose
        ([[cid(n), DAY, "เลื่อนไป 10.30"] for n in range(1, 5)], True),  # what it says can't be read
        ([[cid(n), DAY, "09:00"] for n in range(1, 5)], False),  # whichever is taken, it is the same
        ([[cid(n), PAST, "10:00"] for n in range(1, 5)], False),  # the last month's list
        ([[cid(n), DAY, "10:00"] for n in range(5, 9)], False),
    ],
)
def test_two_lists_of_the_same_people_with_other_days_or_hours_are_asked_about(
    tmp_path: Path, there: list[list[object]], asked: bool
) -> None:
    path = book(tmp_path / "a.xlsx", **{"นัด ธ.ค.": HERE, "แก้ไข": there})
    assert [one.name for one in elsewhere.rivals(load(path, "นัด ธ.ค."))] == ["แก้ไข"] * asked
    if asked:
        with pytest.raises(SheetError) as refused:
            elsewhere.refuse_rivals(load(path, "นัด ธ.ค."))
        assert refused.value.params["sheets"] == f"นัด ธ.ค. (4), แก้ไข ({len(there)})"


@pytest.mark.parametrize(
    ("headers", "asked"),
    [
        (["เลขบัตรประชาชน", "เวลาใหม่", "ผู้แก้ไข"], True),
        (["เลขบัตรประชาชน", "ชื่อ", "วันเกิด"], False),  # a register: no day and no hour of an appointment
        (None, True),  # nothing says what its columns are
    ],
)
def test_a_list_of_the_same_people_whose_columns_are_not_certain_is_asked_about_unless_it_is_a_register(
    tmp_path: Path, headers: list[str] | None, asked: bool
) -> None:
    path = book(tmp_path / "a.xlsx", นัด=HERE)
    made = openpyxl.load_workbook(path)
    other = made.create_sheet("อื่น")
    for row in [*([headers] if headers else []), *([row[0], "10:00", "ก"] for row in HERE)]:
        other.append(row)
    if headers and "วันเกิด" in headers:
        for row in other.iter_rows(min_row=2):
            row[1].value, row[2].value = "นายหนึ่ง", "5/12/2520"
    made.save(path)
    assert bool(elsewhere.rivals(load(path, "นัด"))) is asked
