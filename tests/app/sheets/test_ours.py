"""Our own result, and our own sheet of problem rows, loaded again: mended there and uploaded like any other sheet."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from app.domain.values import Outcome, State
from app.sheets.check import Checked, check
from app.sheets.columns import look, settle
from app.sheets.files import read
from app.sheets.ours import columns_of_ours, first_of_result
from app.wording import Lang
from app.wording.results import OTHERS, titles
from app.wording.sheet import RESULT_TITLES
from app.workbooks import write_problem_rows, write_result
from tests.app.sheets.aside_rows import cid, reasons

TODAY = date(2026, 10, 1)
SENT = datetime.fromisoformat("2026-11-03T09:15")
SHAPES: dict[str, list[Any]] = {
    "ids alone": ["cid", "appointment_date", "appointment_time"],
    "Thai": ["เลขบัตรประชาชน", "วันที่นัด", "เวลานัด", "หมายเหตุ"],
}


def sheet(path: Path, headers: list[Any], count: int = 4) -> Path:
    book = Workbook()
    table = book.worksheets[0]
    table.append(headers)
    for number in range(1, count + 1):
        table.append([cid(number), date(2026, 11, 5), "09:00"])
    book.save(path)
    return path


def checked_of(path: Path) -> Checked:
    raw = read(path)
    return check(raw, settle(raw, TODAY), facility=None, today=TODAY)


def outcomes(*codes: tuple[State, str]) -> dict[int, Outcome]:
    return {row: Outcome(row, state, code, 7000 + row, at=SENT) for row, (state, code) in enumerate(codes, 2)}


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("shape", SHAPES)
def test_a_result_is_loaded_again_as_the_sheet_it_was_made_of(tmp_path: Path, shape: str, lang: Lang) -> None:
    first = checked_of(sheet(tmp_path / "a.xlsx", SHAPES[shape]))
    fates = outcomes(
        (State.BOOKED, ""), (State.REFUSED, "other_hour_same_day"), (State.SKIPPED, "two_seats"), (State.NOT_SENT, "")
    )
    result = write_result(first, fates, tmp_path / "r.xlsx", lang=lang)
    again = checked_of(result)
    assert (again.columns, again.aside, again.problems) == (first.columns, first.aside, first.problems)
    assert again.appointments == first.appointments


def test_what_our_reason_says_sets_no_row_aside(tmp_path: Path) -> None:
    """A row whose note said ยกเลิก, mended: our own word of before is not the hospital's."""
    file = sheet(tmp_path / "a.xlsx", SHAPES["Thai"])
    book = load_workbook(file)
    book.worksheets[0]["D3"] = "ยกเลิก ผู้ป่วยไม่สะดวก"
    book.save(file)
    first = checked_of(file)
    assert list(reasons(first)) == [3]
    result = write_result(first, outcomes((State.BOOKED, "")), tmp_path / "r.xlsx")
    assert list(reasons(checked_of(result))) == [3]
    book = load_workbook(result)
    book.worksheets[0]["D3"] = None
    book.save(result)
    assert checked_of(result).aside == ()


@pytest.mark.parametrize("missing", range(4))
def test_one_such_name_alone_may_be_anybodys_column(tmp_path: Path, missing: int) -> None:
    """A sheet of somebody else's that has a column called เวลาที่ทำรายการ full of days is asked about."""
    titles = [pair[0] for pair in RESULT_TITLES.values()]
    del titles[missing]
    book = Workbook()
    book.worksheets[0].append(["cid", "วันที่นัด", "เวลานัด", *titles])
    for number in range(1, 5):
        cells = [datetime.fromisoformat("2026-12-05T09:00")] * 3
        book.worksheets[0].append([cid(number), date(2026, 11, 5), "09:00", *cells])
    book.save(tmp_path / "a.xlsx")
    assert [doubt.field for doubt in look(read(tmp_path / "a.xlsx"), TODAY).doubts] == ["appointment_date"]


@pytest.mark.parametrize("lang", ["th", "en"])
def test_the_problem_rows_are_loaded_again_without_a_question(tmp_path: Path, lang: Lang) -> None:
    """Their row numbers (8, 9, 10 …) look like hours, whatever is asked."""
    file = sheet(tmp_path / "a.xlsx", SHAPES["ids alone"], count=12)
    book = load_workbook(file)
    for row in range(2, 14):
        book.worksheets[0].cell(row, 1).value = "123"
    book.save(file)
    problems = read(write_problem_rows(checked_of(file), tmp_path / "p.xlsx", lang=lang))
    assert look(problems, TODAY, without=("cid",)).doubts == ()


@pytest.mark.parametrize("purpose", ["", *OTHERS])
@pytest.mark.parametrize("lang", [0, 1])
def test_the_columns_of_every_result_are_ours(purpose: str, lang: int) -> None:
    headers = ["cid", "ชื่อ", *(pair[lang] for pair in titles(purpose).values()), "อื่น"]
    assert first_of_result(headers) == 2
    assert columns_of_ours(headers) == {2, 3, 4, 5}
