"""What we write: the clerk's own workbook with our columns, and nothing in it that runs."""

from __future__ import annotations

import errno
import os
import re
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import PatternFill

from app import workbooks
from app.domain.address import Server
from app.domain.values import Account, Appointment, Outcome, State, check_digit
from app.errors import EnvironmentProblem, SheetError
from app.sheets.check import Checked, check
from app.sheets.columns import settle
from app.sheets.files import read
from app.thai import BANGKOK
from app.wording import result_name, say_error
from app.workbooks.lines import line_of

TODAY = date(2026, 10, 1)
AT = datetime(2026, 10, 1, 9, 30, tzinfo=BANGKOK)
HEADERS = ["เลขบัตรประชาชน", "วันที่นัด", "เวลานัด", "ชื่อ-สกุล"]
PRACTICE = Server("http://127.0.0.1:5000", practice=True)


def cid(number: int) -> str:
    return f"199{number:09d}" + str(check_digit(f"199{number:09d}"))


def own_workbook(path: Path) -> Path:
    """A clerk's sheet with a title, colours, widths, a formula and a second sheet."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "นัด"
    for row in [["แผนการนัด"], HEADERS, *([cid(n), "5/11/2569", f"{n + 7:02d}:00", f"คน {n}"] for n in range(1, 4))]:
        sheet.append(row)
    sheet.append([cid(4), "5/11/2569", "08:30", "=1+1"])
    sheet["D3"].fill = PatternFill("solid", fgColor="FFFF00")
    sheet.column_dimensions["A"].width = 33
    book.create_sheet("อื่น")["B2"] = "=SUM(1,2)"
    book.save(path)
    return path


def checked_of(path: Path) -> Checked:
    raw = read(path)
    return check(raw, settle(raw, TODAY), facility="99001", today=TODAY)


OUTCOMES = {
    3: Outcome(3, State.BOOKED, "", 1234567, at=AT),
    4: Outcome(4, State.REFUSED, "slot_full", None, '=HYPERLINK("http://bad","x")', AT),
}


def result(tmp_path: Path, name: str = "a.xlsx", outcomes: Mapping[int, Outcome] = OUTCOMES, **more: Any) -> Any:
    checked = checked_of(own_workbook(tmp_path / name))
    out = workbooks.write_result(checked, outcomes, tmp_path / "out.xlsx", server=PRACTICE, **more)
    return load_workbook(out)


@pytest.mark.parametrize(("slot_id", "cell"), [(5000001, 5000001), (10**15, f"{10**15}"), (2**64 + 1, f"{2**64 + 1}")])
def test_a_slot_id_that_a_sheet_would_round_is_text(slot_id: int, cell: object) -> None:
    assert line_of(Outcome(2, State.BOOKED, slot_id=slot_id), "th").cells("th")[1] == cell


def test_status_slot_reason_and_time_stand_right_of_the_table(tmp_path: Path) -> None:
    sheet = result(tmp_path)["นัด"]
    assert [sheet.cell(2, column).value for column in range(5, 9)] == [
        "สถานะการจอง",
        "เลขที่นัด (slot)",
        "เหตุผล",
        "เวลาที่ทำรายการ",
    ]
    assert [sheet.cell(3, column).value for column in range(5, 9)] == ["จองแล้ว", 1234567, None, AT.replace(tzinfo=None)]
    assert sheet.cell(4, 5).value == "ระบบไม่รับจอง"
    assert sheet.cell(5, 5).value == "ยังไม่ได้ส่ง"
    assert sheet.cell(6, 5).value == "ข้อมูลไม่ถูกต้อง"
    assert "แถว 6" in sheet.cell(6, 7).value


def test_nothing_else_is_changed(tmp_path: Path) -> None:
    book = result(tmp_path)
    before = load_workbook(tmp_path / "a.xlsx")
    for name in before.sheetnames:
        for row in before[name].iter_rows():
            for cell in row:
                after = book[name][cell.coordinate]
                assert (after.value, after.data_type, after.fill.fgColor.rgb) == (
                    cell.value,
                    cell.data_type,
                    cell.fill.fgColor.rgb,
                )
    assert book["นัด"].column_dimensions["A"].width == 33
    assert book.sheetnames[:2] == before.sheetnames


def test_the_servers_words_never_run_as_a_formula(tmp_path: Path) -> None:
    outcomes = {
        3: Outcome(3, State.REFUSED, "", None, "=1+1", AT),
        4: Outcome(4, State.REFUSED, "", None, "@x\n+y", AT),
    }
    sheet = result(tmp_path, outcomes=outcomes)["นัด"]
    for row in (3, 4):
        cell = sheet.cell(row, 7)
        assert cell.data_type == "s"
        assert not cell.value.startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\t=1", "\r=1"])
def test_escaping(text: str) -> None:
    assert workbooks.escaped(text) == "'" + text
    assert workbooks.escaped("ปกติ") == "ปกติ"


def test_the_clerks_file_is_untouched_and_nothing_is_overwritten(tmp_path: Path) -> None:
    path = own_workbook(tmp_path / "a.xlsx")
    before = path.read_bytes()
    checked = checked_of(path)
    with pytest.raises(EnvironmentProblem) as caught:
        workbooks.write_result(checked, OUTCOMES, path)
    assert caught.value.code == "file_exists"
    assert path.read_bytes() == before
    out = workbooks.write_result(checked, OUTCOMES, tmp_path / "out.xlsx")
    workbooks.write_result(checked, OUTCOMES, out, overwrite=True)
    assert path.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.xlsx", "out.xlsx"]


def test_a_result_can_be_loaded_and_written_again_without_more_columns(tmp_path: Path) -> None:
    result(tmp_path)
    again = checked_of(tmp_path / "out.xlsx")
    assert [a.row for a in again.appointments] == [3, 4, 5]
    out = workbooks.write_result(again, {3: Outcome(3, State.SKIPPED, "already_booked", 7, at=AT)}, tmp_path / "2.xlsx")
    sheet = load_workbook(out)["นัด"]
    assert sheet.cell(3, 5).value == "ข้าม (จองไว้แล้ว)"
    assert sheet.max_column == 8


def test_macros_are_kept(tmp_path: Path) -> None:
    path = own_workbook(tmp_path / "a.xlsm")
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("xl/vbaProject.bin", b"macro")
    checked = checked_of(path)
    assert checked.sheet.format == "xlsm"
    out = workbooks.write_result(checked, OUTCOMES, tmp_path / "out.xlsm")
    with zipfile.ZipFile(out) as package:
        assert package.read("xl/vbaProject.bin") == b"macro"


def test_a_text_file_gets_a_workbook_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    lines = [",".join(HEADERS), f"{cid(1)},5/11/2569,08:00,=cmd|' /C calc'!A0", "", f"{cid(2)},5/11/2569,09:00,ข"]
    path.write_text("\n".join(lines), "utf-8")
    checked = checked_of(path)
    out = workbooks.write_result(checked, {4: Outcome(4, State.BOOKED, "", 5, at=AT)}, tmp_path / "out.csv")
    assert out == tmp_path / "out.xlsx"
    sheet = load_workbook(out).worksheets[0]
    assert sheet["A2"].value == cid(1)
    assert sheet["D2"].data_type == "s"
    assert (sheet["A4"].value, sheet["E4"].value) == (cid(2), "จองแล้ว")


def test_a_workbook_that_is_gone_or_changed_is_made_anew_from_what_was_read(tmp_path: Path) -> None:
    path = own_workbook(tmp_path / "a.xlsx")
    checked = checked_of(path)
    book = load_workbook(path)
    book["นัด"].delete_rows(3)
    book.save(path)
    for name in ("changed.xlsx", "gone.xlsx"):
        sheet = load_workbook(workbooks.write_result(checked, OUTCOMES, tmp_path / name)).worksheets[0]
        assert (sheet["A3"].value, sheet["E3"].value) == (cid(1), "จองแล้ว")
        path.unlink(missing_ok=True)


def test_the_overview_counts_and_says_who_when_and_where(tmp_path: Path) -> None:
    book = result(tmp_path, account=Account("99001", "practice", "สมใจ", "รพ.สต. สมมุติ"))
    sheet = book["สรุปผล"]
    cells = {sheet.cell(row, 1).value: sheet.cell(row, 2).value for row in range(1, 30)}
    assert cells["ไฟล์"] == "a.xlsx"
    assert cells["ผู้ใช้งาน"] == "สมใจ"
    assert cells["หน่วยบริการ"] == "99001 รพ.สต. สมมุติ"
    assert "ฝึกหัด" in cells["ระบบ"]
    assert (cells["จองแล้ว"], cells["ระบบไม่รับจอง"], cells["รวม"]) == (1, 1, 4)
    assert cells["5 พ.ย. 2569"] == 1
    with zipfile.ZipFile(tmp_path / "out.xlsx") as package:
        assert any(name.startswith("xl/charts/") for name in package.namelist())


def test_the_overview_groups_refusals_by_reason_with_what_helps(tmp_path: Path) -> None:
    appointment = Appointment(2, cid(1), date(2026, 11, 5), 8)
    codes = ["not_a_target"] * 3 + ["slot_full"]
    rows = [
        (replace(appointment, row=row), Outcome(row, State.REFUSED, code, detail="ไม่พบ", at=AT))
        for row, code in enumerate(codes, 2)
    ]
    out = workbooks.write_result_without_source(rows, tmp_path / "out.xlsx", account=Account("99001", "u"))
    told = [(row[0].value, row[1].value) for row in load_workbook(out)["สรุปผล"].iter_rows(max_col=2)]
    head = told.index(("ไม่ได้จอง เพราะ", None))
    assert told[head + 1] == ("ไม่พบผู้นี้ในกลุ่มเป้าหมาย · กรุณาขึ้นทะเบียนก่อนแล้วลองอีกครั้ง", 3)
    assert told[head + 2][0].startswith("เวลานี้เต็มแล้ว · กรุณา")


def test_a_batch_whose_workbook_is_gone(tmp_path: Path) -> None:
    appointment = Appointment(7, cid(1), date(2026, 11, 5), 8, person_name="=คน", note="-x")
    rows = [(appointment, Outcome(7, State.BOOKED, "", 42, at=AT))]
    out = workbooks.write_result_without_source(rows, tmp_path / "out.xlsx", account=Account("99001", "u"))
    sheet = load_workbook(out).worksheets[0]
    assert sheet["A2"].value == cid(1)
    assert sheet["E2"].data_type == "s"
    assert [cell.value for cell in sheet[2]][8:11] == ["จองแล้ว", 42, None]
    assert len(checked_of(out).appointments) == 1


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (PermissionError(errno.EACCES, "in use"), "result_locked"),
        (OSError(errno.ENOSPC, "full"), "result_disk_full"),
        (OSError(errno.EIO, "broken"), "result_unwritable"),
    ],
)
def test_what_stops_the_writing_is_said_and_leaves_no_half_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, code: str
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(os, "replace", fail)  # the disk's answer is played
    with pytest.raises(EnvironmentProblem) as caught:
        workbooks.template(tmp_path / "t.xlsx")
    assert caught.value.code == code
    assert "t.xlsx" in say_error(caught.value, "th")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem) as caught:
        workbooks.template(tmp_path / "none" / "t.xlsx")
    assert caught.value.code == "result_unwritable"


def test_the_template_is_read_back_and_its_example_is_nobody(tmp_path: Path) -> None:
    path = workbooks.template(tmp_path / "t.xlsx")
    with pytest.raises(SheetError) as caught:
        read(path)
    assert caught.value.code == "sheet_no_rows"
    book = load_workbook(path)
    sheet = book.worksheets[0]
    assert all(sheet.cell(row, column).number_format == "@" for row in (2, 500) for column in range(1, 9))
    assert len(sheet.data_validations.dataValidation) == 5
    for column, value in enumerate([cid(1), "5/11/2569", "08:00", "1", "คน", "", "", ""], 1):
        sheet.cell(3, column).value = value
    book.save(path)
    assert [a.row for a in checked_of(path).appointments] == [3]
    for column, value in enumerate([cid(2), "5/11/2569", "08:00"], 1):
        sheet.cell(2, column).value = value  # typed over the example, its mark forgotten
    book.save(path)
    assert "example_row" in [problem.code for problem in checked_of(path).problems if problem.row == 2]
    assert [a.row for a in checked_of(path).appointments] == [3]


def test_every_example_of_the_template_is_still_to_come(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.thai.today", lambda: date(2028, 12, 31))
    book = load_workbook(workbooks.template(tmp_path / "t.xlsx"))
    told = [str(cell.value) for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value]
    told += [str(rule.prompt) for rule in book.worksheets[0].data_validations.dataValidation]
    days = [day for text in told for day in re.findall(r"\d+/\d+/\d{4}|\d+ [ก-ฮ.]+ \d{4}", text)]
    assert sorted(days) == ["5 ม.ค. 2572", *["5/1/2572"] * 3]


def test_english(tmp_path: Path) -> None:
    sheet = result(tmp_path, lang="en")["นัด"]
    assert (sheet["E2"].value, sheet["E3"].value) == ("Booking status", "Booked")


RUNS = ['=HYPERLINK("http://host.example","x")', "+cmd|'/C calc'!A0", "-1+1", "@SUM(1)", "=1+1"]


@pytest.mark.parametrize("kind", ["rebuilt", "problem rows", "from the journal"])
def test_a_cell_that_begins_like_a_formula_is_text_in_every_file_we_write(tmp_path: Path, kind: str) -> None:
    """As a string in a cell of the format "text": it does not run, also not when somebody presses Enter in it."""
    file = tmp_path / "=a.csv"
    lines = [[*HEADERS, "=หมายเหตุ"], *([cid(n), "5/11/2569", "08:00", text, text] for n, text in enumerate(RUNS, 1))]
    lines += [[text, "5/11/2569", "08:00", text, text] for text in RUNS]
    file.write_text(
        "\n".join(",".join('"' + cell.replace('"', '""') + '"' for cell in line) for line in lines), "utf-8"
    )
    checked, out = checked_of(file), tmp_path / "out.xlsx"
    if kind == "rebuilt":
        workbooks.write_result(checked, OUTCOMES, out)
    elif kind == "problem rows":
        workbooks.write_problem_rows(checked, out)
    else:
        rows = [
            (a, Outcome(a.row, State.REFUSED, "", None, text))
            for a, text in zip(checked.appointments, RUNS, strict=True)
        ]
        workbooks.write_result_without_source(
            rows, out, file_name="=a.csv", account=Account("99001", "=u", name="=1+1")
        )
    book = load_workbook(out)
    found = 0
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith(("=", "+", "-", "@")):
                    assert (cell.data_type, cell.number_format) == ("s", "@")
                    found += 1
    assert found >= len(RUNS), "the names, as they stood in the sheet"
    with zipfile.ZipFile(out) as package:
        sheets = [package.read(name) for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
    assert not any(b"<f" in xml for xml in sheets)


# --- one calendar, true times, a header that stays in sight ---

SHOWN = {"th": "[$-107041E]d mmm yyyy hh:mm:ss", "en": "[$-409]d mmm yyyy hh:mm:ss"}


@pytest.mark.parametrize("lang", ["th", "en"])
def test_times_are_shown_in_the_calendar_of_the_other_days(tmp_path: Path, lang: Any) -> None:
    book = result(tmp_path, lang=lang)
    assert book["นัด"]["H3"].number_format == SHOWN[lang]
    assert book["นัด"]["H3"].value == AT.replace(tzinfo=None)
    made = next(row for row in book.worksheets[-1].iter_rows() if isinstance(row[1].value, datetime))
    assert made[1].number_format == SHOWN[lang]


def test_a_workbook_built_anew_is_one_to_read_and_to_filter(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    lines = ["รายชื่อวัคซีน", ",".join(HEADERS), f"{cid(1)},5/11/2569,08:00,ก", f"{cid(2)},5/11/2569,09:00,ข"]
    path.write_text("\n".join(lines), "utf-8")
    sheet = load_workbook(workbooks.write_result(checked_of(path), OUTCOMES, tmp_path / "out.xlsx")).worksheets[0]
    assert sheet.freeze_panes == "A3"
    assert sheet.auto_filter.ref == "A2:H4"
    assert [cell.font.b for cell in sheet[2]] == [True] * 8
    assert not sheet["A3"].font.b
    assert len(checked_of(tmp_path / "out.xlsx").appointments) == 2


def test_days_and_ids_of_a_workbook_built_anew_look_alike(tmp_path: Path) -> None:
    """Ids as numbers, days as cells, one of them with the Buddhist year typed as it is."""
    path = tmp_path / "a.xlsx"
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (
        HEADERS,
        [int(cid(1)), date(2026, 11, 5), "08:00", "ก"],
        [int(cid(2)), date(2569, 11, 16), "09:00", "ข"],
    ):
        sheet.append(row)
    book.save(path)
    checked = checked_of(path)
    path.unlink()
    outcomes = {row: Outcome(row, State.BOOKED, "", 7, at=AT) for row in (2, 3)}
    sheet = load_workbook(workbooks.write_result(checked, outcomes, tmp_path / "out.xlsx")).worksheets[0]
    assert [sheet["A2"].value, sheet["A2"].number_format] == [cid(1), "@"]
    assert sheet["B2"].number_format == "[$-107041E]d mmm yyyy"  # 5 พ.ย. 2569
    assert sheet["B3"].number_format == "[$-101041E]d mmm yyyy"  # 16 พ.ย. 2569, and not 3112
    assert sheet["H2"].number_format == SHOWN["th"]
    again = checked_of(tmp_path / "out.xlsx")
    assert [(row.cid, row.date) for row in again.appointments] == [
        (cid(1), date(2026, 11, 5)),
        (cid(2), date(2026, 11, 16)),
    ]


def test_a_batch_without_its_workbook_shows_days_in_the_language_of_the_program(tmp_path: Path) -> None:
    rows = [(Appointment(7, cid(1), date(2026, 11, 5), 8), Outcome(7, State.BOOKED, "", 42, at=AT))]
    for lang, shown in (("th", "[$-107041E]d mmm yyyy"), ("en", "[$-409]d mmm yyyy")):
        out = workbooks.write_result_without_source(rows, tmp_path / f"{lang}.xlsx", lang=lang)  # type: ignore[arg-type]
        sheet = load_workbook(out).worksheets[0]
        assert (sheet["B2"].value.date(), sheet["B2"].number_format) == (date(2026, 11, 5), shown)
        assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:L2")


def test_the_time_of_a_row_is_the_time_of_its_booking_or_none(tmp_path: Path) -> None:
    outcomes = {
        3: Outcome(3, State.SKIPPED, "already_booked", 7, at=AT),  # whenever that was
        4: Outcome(4, State.BOOKED, "cancel_refused", 8, at=AT),  # of the cancellation
        5: Outcome(5, State.BOOKED, "", 9, at=AT),
    }
    sheet = result(tmp_path, outcomes=outcomes)["นัด"]
    assert [sheet.cell(row, 8).value for row in (3, 4, 5)] == [None, None, AT.replace(tzinfo=None)]


def test_rows_that_nothing_was_done_with_say_what_ended_the_run_and_have_no_time(tmp_path: Path) -> None:
    outcomes = {
        3: Outcome(3, State.BOOKED, "", 9, at=AT),
        4: Outcome(4, State.PLANNED, at=AT),
        5: Outcome(5, State.NOT_SENT, "not_sent", at=AT),
    }
    ended = "อีกเครื่องกำลังจองรายชื่อเดียวกัน"
    out = workbooks.write_result(
        checked_of(own_workbook(tmp_path / "a.xlsx")), outcomes, tmp_path / "out.xlsx", ended=ended
    )
    book = load_workbook(out)
    told = [tuple(book["นัด"].cell(row, column).value for column in (5, 7, 8)) for row in (4, 5)]
    assert told == [("ยังไม่ได้ส่ง", ended, None), ("ยังไม่ได้ส่ง", "ยังไม่ได้ส่ง กด “ทำต่อ” เพื่อส่ง", None)]
    assert book["นัด"]["G3"].value is None
    cells = {row[0].value: row[1].value for row in book["สรุปผล"].iter_rows(max_row=30, max_col=2)}
    assert cells[ended] == 1


def test_the_name_of_a_result_is_in_the_programs_language() -> None:
    assert result_name("นัดวันจันทร์.xls", "th") == "นัดวันจันทร์-ผลการจอง.xlsx"
    assert result_name("monday.xlsx", "en") == "monday-result.xlsx"
    long = result_name("น" * 300 + ".xlsx", "th")
    assert len(long.encode()) <= 200
    assert long.endswith("น-ผลการจอง.xlsx")
