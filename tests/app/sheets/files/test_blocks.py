"""More than one list in a sheet: one under the other."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.values import check_digit
from app.errors import SheetError
from app.sheets.check import Checked, check, recheck
from app.sheets.columns import settle, spot
from app.sheets.files import from_text

TODAY = date(2026, 11, 28)
DAY = "14/12/2569"


def cid(number: int) -> str:
    return f"199{number:09d}" + str(check_digit(f"199{number:09d}"))


def read(*lines: str, said: dict[str, str] | None = None) -> Checked:
    """A sheet of these lines, cells parted by |."""
    raw = from_text("\n".join(line.replace("|", "\t") for line in lines))
    return check(raw, settle(raw, TODAY, said=said), facility=None, today=TODAY)


FIRST = ["cid|ชื่อ|วันนัด|เวลา|เข็มที่", *(f"{cid(n)}|นาย ก|{DAY}|09:00|2" for n in range(1, 4))]
SECOND = ["cid|ชื่อ|วันนัด|เวลา", *(f"{cid(n)}|นาย ข|{DAY}|10:00" for n in range(11, 14))]


@pytest.mark.parametrize(("lines", "doses"), [(FIRST + SECOND, "222111"), (SECOND + FIRST, "111222")])
def test_no_dose_is_asked_of_a_block_that_has_no_column_for_it(lines: list[str], doses: str) -> None:
    checked = read(*lines)
    assert [problem.code for problem in checked.problems if problem.column == "dose"] == []
    assert [row.dose for row in checked.appointments] == list(map(int, doses))


def test_a_blank_dose_is_asked_of_the_block_that_has_a_column_for_it() -> None:
    checked = read(*FIRST[:-1], FIRST[-1].removesuffix("2"), *SECOND)
    assert [(problem.row, problem.code) for problem in checked.problems if problem.column == "dose"] == [
        (4, "dose_missing")
    ]


def test_a_line_between_the_blocks_is_still_nobody_and_a_dose_that_is_filled_in_counts() -> None:
    checked = read(*SECOND, "รายชื่อชุดที่ 2", *FIRST)
    assert [(each.row, each.reason) for each in checked.aside] == [(5, "aside_explained"), (6, "aside_heading")]
    mended = recheck(checked, {(2, "dose"): "3"})
    assert [row.dose for row in mended.appointments] == [3, 1, 1, 2, 2, 2]


def test_a_dose_that_stands_under_a_heading_left_blank_is_not_lost() -> None:
    checked = read(*FIRST, SECOND[0] + "|", *(f"{row}|3" for row in SECOND[1:]))
    assert [row.dose for row in checked.appointments] == [2, 2, 2, 3, 3, 3]


def test_a_second_header_line_in_other_words_takes_no_name_away() -> None:
    checked = read("เลขบัตรประชาชน|ชื่อ|วันที่นัด|เวลานัด", "cid|person_name|appointment_date|appointment_time", *SECOND[1:])
    assert {row.person_name for row in checked.appointments} == {"นาย ข"}


WIVES = [
    "เลขบัตรคู่สมรส|ชื่อคู่สมรส|วันนัด|เวลา",
    *(f"{cid(n)}|นาง ค|{DAY}|10:00" for n in range(11, 14)),
]


def test_a_column_that_only_a_further_block_has_is_named_by_the_cell_of_its_heading() -> None:
    """d04: the sheet has no column E."""
    with pytest.raises(SheetError) as asked:
        read(*SECOND, *WIVES)
    (question,) = asked.value.params["questions"]  # type: ignore[misc]
    assert [one["column"] for one in question["candidates"]] == ["A", "A5"]
    children = read(*SECOND, *WIVES, said={"cid": "A"})
    assert {(each.reason, each.words) for each in children.aside[1:]} == {("aside_other_block", "เลขบัตรคู่สมรส")}
    assert (len(children.appointments), len(children.aside), children.problem_rows) == (3, 4, 0)
    answered = read(*SECOND, *WIVES, said={"cid": "a5"})
    assert [each.reason for each in answered.aside].count("aside_other_block") == 3
    assert {row.cid for row in answered.appointments} == {cid(n) for n in range(11, 14)}
    assert spot(answered.sheet, answered.columns["cid"]) == "A5"
