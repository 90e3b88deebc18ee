"""A result holds what was booked: loaded again, nothing that was mended has to be mended once more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Border, Side

from app import workbooks
from app.domain.values import Outcome, Severity, State, check_digit
from app.sheets.cells.dates import answered
from app.sheets.check import Checked, again, check, recheck
from app.sheets.columns import for_all, settle
from app.sheets.files import read
from app.workbooks import cells

TODAY = date(2026, 10, 1)
HEADERS = ("เลขบัตรประชาชน", "วันที่นัด", "เวลานัด", "ชื่อ-สกุล")
Edits = Mapping[tuple[int, str], object]


def cid(number: int) -> str:
    return f"199{number:09d}" + str(check_digit(f"199{number:09d}"))


GOOD = [cid(1), "15/11/2569", "09:00", "นางสาวสมมุติ หนึ่ง"]


def saved(path: Path, rows: Sequence[Sequence[Any]], headers: Sequence[str] = HEADERS, merge: str = "") -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (headers, *rows):
        sheet.append(list(row))
    if merge:
        sheet.merge_cells(merge)
    book.save(path)
    return path


def loaded(path: Path) -> Checked:
    raw = read(path)
    return check(raw, settle(raw, TODAY), facility="99001", today=TODAY)


def written(checked: Checked, tmp_path: Path, **more: Any) -> Path:
    """The result of a batch in which every row was booked."""
    outcomes = {a.row: Outcome(a.row, State.BOOKED, "", 5_000_000 + a.row) for a in checked.appointments}
    return workbooks.write_result(checked, outcomes, tmp_path / "out.xlsx", **more)


def wrong(checked: Checked) -> list[tuple[int, str]]:
    return [(each.row, each.code) for each in checked.problems if each.severity is not Severity.INFO]


def asked_for(checked: Checked) -> list[tuple[object, ...]]:
    return [(a.row, a.cid, a.date, a.hour, a.dose, a.person_name) for a in checked.appointments]


def nothing_is_to_be_mended_again(mended: Checked, out: Path) -> Any:
    after = loaded(out)
    assert wrong(after) == []
    assert asked_for(after) == asked_for(mended)
    assert (after.date_question is None) is (mended.date_question is None)
    return load_workbook(out).worksheets[0]


def test_a_mended_cell_holds_what_was_booked_and_the_reason_says_what_stood_there(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.xlsx", [GOOD, ["1" + cid(2)[1:12] + "x", "32/11/2569", "08:30", "คน สอง"]])
    before = path.read_bytes()
    mended = recheck(
        loaded(path), {(3, "cid"): cid(2), (3, "appointment_date"): "6/11/2569", (3, "appointment_time"): "8"}
    )
    sheet = nothing_is_to_be_mended_again(mended, written(mended, tmp_path))
    assert [sheet.cell(3, column).value for column in (1, 2, 3)] == [cid(2), "6 พ.ย. 2569", "08:00"]
    assert sheet.cell(3, 7).value.endswith(
        "แก้ไขวันที่นัดจาก “32/11/2569” เป็น “6 พ.ย. 2569” แก้ไขเวลานัดจาก “08:30” เป็น “08:00”"
    )
    assert cid(2) not in sheet.cell(3, 7).value
    assert sheet.cell(3, 5).value == "จองแล้ว"
    assert {sheet.cell(3, column).fill.fgColor.rgb for column in (1, 2, 3)} == {f"FF{cells.MENDED}"}
    assert sheet.cell(2, 2).value == "15/11/2569"
    assert sheet.cell(2, 2).fill.fgColor.rgb != f"FF{cells.MENDED}"
    assert sheet.cell(2, 7).value is None
    assert path.read_bytes() == before


def test_one_value_for_all_rows_gets_a_column_of_its_own(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.xlsx", [GOOD[:2] + GOOD[3:], [cid(2), "6/11/2569", "คน สอง"]], HEADERS[:2] + HEADERS[3:])
    raw = read(path)
    same = for_all(raw, {"appointment_time": "09:00"})
    mended = check(raw, settle(raw, TODAY, without=["appointment_time"]), facility=None, today=TODAY, edits=same)
    mended = recheck(mended, {(3, "appointment_time"): time(10)})
    sheet = nothing_is_to_be_mended_again(mended, written(mended, tmp_path))
    assert [sheet.cell(row, 4).value for row in (1, 2, 3)] == ["เวลานัด", "09:00", "10:00"]
    assert [sheet.cell(row, 5).value for row in (1, 2, 3)] == ["สถานะการจอง", "จองแล้ว", "จองแล้ว"]


def test_the_copy_of_a_cell_keeps_its_border_and_format(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.xlsx", [[cid(1), date(2026, 11, 5), "09:30", ""]])
    book = load_workbook(path)
    book.worksheets[0]["C2"].border = Border(left=Side("thick"))
    book.save(path)
    mended = recheck(loaded(path), {(2, "appointment_time"): "9", (2, "appointment_date"): "6/11/2569"})
    sheet = nothing_is_to_be_mended_again(mended, written(mended, tmp_path, lang="en"))
    assert sheet["C2"].border.left.style == "thick"
    assert sheet["B2"].value == "6 Nov 2026"
    assert "Date changed from “5 Nov 2026” to “6 Nov 2026”." in sheet["G2"].value


def test_rows_under_one_merged_cell_show_each_its_own_again(tmp_path: Path) -> None:
    rows = [[cid(n), "5/11/2569" if n == 1 else None, f"{n + 7:02d}:00", f"คน {n}"] for n in (1, 2, 3)]
    path = saved(tmp_path / "a.xlsx", rows, merge="B2:B4")
    mended = recheck(loaded(path), {(row, "appointment_date"): "5/11/2569" for row in (3, 4)})
    sheet = nothing_is_to_be_mended_again(mended, written(mended, tmp_path))
    assert [sheet.cell(row, 2).value for row in (2, 3, 4)] == ["5/11/2569", "5 พ.ย. 2569", "5 พ.ย. 2569"]
    assert not sheet.merged_cells.ranges


def test_a_day_and_an_hour_in_one_cell_are_mended_together(tmp_path: Path) -> None:
    rows = [[cid(1), "5/11/2569 09:00", ""], [cid(2), "5/11/2569 09:30", ""]]
    path = saved(tmp_path / "a.xlsx", rows, (HEADERS[0], "วันเวลานัด", HEADERS[3]))
    mended = recheck(loaded(path), {(3, "appointment_time"): "10"})
    assert len(mended.appointments) == 2
    sheet = nothing_is_to_be_mended_again(mended, written(mended, tmp_path))
    assert sheet["B3"].value == "5 พ.ย. 2569 10:00"


def test_a_name_typed_as_one_stands_in_the_first_of_its_columns(tmp_path: Path) -> None:
    rows = [[cid(1), "15/11/2569", "09:00", "นาง", "สมมุติ", "หนึ่ง"]]
    path = saved(tmp_path / "a.xlsx", rows, (*HEADERS[:3], "คำนำหน้า", "ชื่อ", "นามสกุล"))
    mended = recheck(loaded(path), {(2, "person_name"): "นางสาวสมมุติ สอง"})
    sheet = nothing_is_to_be_mended_again(mended, written(mended, tmp_path))
    assert [sheet.cell(2, column).value for column in (4, 5, 6)] == ["นางสาวสมมุติ สอง", None, None]


@pytest.mark.parametrize("swapped", [False, True])
def test_what_the_clerk_said_of_the_dates_is_not_asked_again(tmp_path: Path, swapped: bool) -> None:
    path = saved(tmp_path / "a.xlsx", [[cid(1), "06/02/2027", "09:00", ""], [cid(2), "02/02/2027", "09:00", ""]])
    first = loaded(path)
    mended = again(first, dates=answered(first.dates, swapped=swapped))
    sheet = nothing_is_to_be_mended_again(mended, written(mended, tmp_path))
    assert [sheet["B2"].value, sheet["B3"].value] == ["2 มิ.ย. 2570" if swapped else "6 ก.พ. 2570", "02/02/2027"]
    assert "แก้ไข" not in sheet["G2"].value, "nobody changed it"
    assert f"เป็น {sheet['B2'].value} ตามที่ยืนยัน" in sheet["G2"].value


def test_rows_of_a_text_file_and_of_a_file_that_is_gone_are_mended_too(tmp_path: Path) -> None:
    text = tmp_path / "a.csv"
    text.write_text("\n".join(",".join(row) for row in (HEADERS, [cid(1), "15/11/2569", "08:30", "ก"])), "utf-8-sig")
    mended = recheck(loaded(text), {(2, "appointment_time"): "8"})
    assert nothing_is_to_be_mended_again(mended, written(mended, tmp_path))["C2"].value == "08:00"
    path = saved(tmp_path / "b.xlsx", [[cid(1), "15/11/2569", "08:30", "ก"]])
    mended = recheck(loaded(path), {(2, "appointment_time"): "8"})
    path.unlink()
    out = written(mended, tmp_path, overwrite=True)
    assert nothing_is_to_be_mended_again(mended, out)["C2"].value == "08:00"


def test_a_formula_that_was_mended_is_a_value_in_the_result(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.xlsx", [[cid(1), "15/11/2569", "=8+1", "ก"], [cid(2), "5/11/2569", "09:00", "ข"]])
    mended = recheck(loaded(path), {(2, "appointment_time"): "8"})
    sheet = nothing_is_to_be_mended_again(mended, written(mended, tmp_path))
    assert sheet["C2"].value == "08:00"
    assert sheet["C2"].fill.fgColor.rgb.endswith(cells.MENDED)


def test_a_block_further_down_has_its_own_columns(tmp_path: Path) -> None:
    rows = [GOOD, HEADERS[1:2] + HEADERS[:1] + HEADERS[2:], ["6/11/2569", cid(2), "08:30", "คน สอง"]]
    path = saved(tmp_path / "a.xlsx", rows)
    mended = recheck(loaded(path), {(4, "appointment_date"): "7/11/2569", (4, "appointment_time"): "8"})
    sheet = nothing_is_to_be_mended_again(mended, written(mended, tmp_path))
    assert [sheet.cell(4, column).value for column in (1, 2, 3)] == ["7 พ.ย. 2569", cid(2), "08:00"]


def test_a_row_that_was_left_out_is_not_booked_by_loading_the_result(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.xlsx", [GOOD, [cid(2), "6/11/2569", "08:00", "คน สอง"]])
    out = written(recheck(loaded(path), {}, left_out=[3]), tmp_path)
    after = loaded(out)
    assert [a.row for a in after.appointments] == [2]
    assert [(each.row, each.words) for each in after.aside] == [(3, "ไม่รวมในการจอง")]
