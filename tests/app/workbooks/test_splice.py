"""The copy of the clerk's workbook: our cells are in it, and nothing else is changed, part by part."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from app import workbooks
from app.domain.values import Outcome, State, check_digit
from app.errors import EnvironmentProblem
from app.sheets.cells.text import shown
from app.sheets.check import Checked, check
from app.sheets.columns import settle
from app.sheets.files import read
from app.thai import BANGKOK

DATA = Path(__file__).parents[1] / "sheets" / "files" / "data"
TODAY = date(2026, 10, 1)
AT = datetime(2026, 10, 1, 9, 30, tzinfo=BANGKOK)
SHEET = "xl/worksheets/sheet1.xml"
OURS = {SHEET, "xl/styles.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"}
HEADERS = ["เลขบัตรประชาชน", "วันที่นัด", "เวลานัด", "ชื่อ-สกุล"]
OWN = ["clinic.xlsx", "clinic-libreoffice.xlsx"]


def cid(number: int) -> str:
    return f"199{number:09d}" + str(check_digit(f"199{number:09d}"))


def checked_of(path: Path) -> Checked:
    raw = read(path)
    return check(raw, settle(raw, TODAY), facility="99001", today=TODAY)


def booked(checked: Checked) -> dict[int, Outcome]:
    return {a.row: Outcome(a.row, State.BOOKED, "", 1_000_000 + a.row, at=AT) for a in checked.appointments}


def result_of(path: Path, out: Path, **more: bool) -> Path:
    checked = checked_of(path)
    return workbooks.write_result(checked, booked(checked), out, **more)  # type: ignore[arg-type]


def parts_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def rewritten(path: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    parts = parts_of(path)
    change(parts)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


def plain(path: Path, change: Callable[[Worksheet], None] | None = None) -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in [HEADERS, *([cid(n), "5/11/2569", f"{n + 7:02d}:00", f"คน {n}"] for n in range(1, 4))]:
        sheet.append(row)
    if change:
        change(sheet)
    book.save(path)
    return path


@pytest.mark.parametrize("name", OWN)
def test_every_other_part_is_the_same_byte_for_byte(tmp_path: Path, name: str) -> None:
    before, after = parts_of(DATA / name), parts_of(result_of(DATA / name, tmp_path / "out.xlsx"))
    assert list(after)[: len(before)] == list(before)
    assert {part for part in before if before[part] != after[part]} == OURS
    assert any(part.startswith("xl/charts/") for part in before)
    assert any(part.startswith("xl/tables/") for part in before)


@pytest.mark.parametrize("name", OWN)
def test_of_the_sheet_only_our_cells_are_new(tmp_path: Path, name: str) -> None:
    """Take away what we put in, and the sheet's XML is as it was."""
    before = parts_of(DATA / name)[SHEET].decode()
    after = parts_of(result_of(DATA / name, tmp_path / "out.xlsx"))[SHEET].decode()
    for column in "HIJK":  # H held coloured blanks
        before = re.sub(rf'<c r="{column}\d+"[^>]*/>', "", before)
        after = re.sub(rf'<c r="{column}\d+"(?:[^>]*/>|[^>]*>.*?</c>)', "", after)
    for pattern in (r' spans="[^"]*"', r"<cols>.*?</cols>", r"<dimension [^>]*>"):
        before, after = re.sub(pattern, "", before), re.sub(pattern, "", after)
    assert after == before


@pytest.mark.parametrize("name", OWN)
def test_what_the_clerk_sees_in_the_copy(tmp_path: Path, name: str) -> None:
    book = load_workbook(result_of(DATA / name, tmp_path / "out.xlsx"))
    sheet = book["นัดหมาย"]
    assert [cell.value for cell in sheet[3]][7:] == ["สถานะการจอง", "เลขที่นัด (slot)", "เหตุผล", "เวลาที่ทำรายการ"]
    assert [cell.value for cell in sheet[4]][7:] == ["จองแล้ว", 1_000_004, None, AT.replace(tzinfo=None)]
    assert sheet["H4"].fill.fgColor.rgb == "FFC6EFCE"
    assert sheet["H3"].fill.fgColor.rgb == sheet["G3"].fill.fgColor.rgb
    assert (sheet["H9"].value, sheet["J9"].value) == ("ข้อมูลไม่ถูกต้อง", "แถว 9: ไม่มีเวลานัด กรุณากรอก เช่น 08:00")
    assert (sheet["H10"].value, sheet["J10"].value) == ("กันไว้ไม่จอง", "แถวยอดรวม: รวม · 6 ราย")
    assert (sheet.column_dimensions["J"].width, sheet.column_dimensions["C"].width > 30) == (50, True)
    assert sheet.column_dimensions["G"].hidden
    assert not sheet.column_dimensions["H"].hidden
    assert book.sheetnames == ["นัดหมาย", "สถิติ", "สรุปผล"]
    assert len(book["สถิติ"]._charts) == len(book["สรุปผล"]._charts) == 1  # type: ignore[attr-defined]


def test_a_prefix_on_every_tag_as_some_systems_write(tmp_path: Path) -> None:
    def prefixed(parts: dict[str, bytes]) -> None:
        for name in (SHEET, "xl/styles.xml", "xl/workbook.xml"):
            xml = re.sub(rb"<(/?)(?=[A-Za-z])(?!\w+:)", rb"<\1x:", parts[name])
            parts[name] = xml.replace(b"xmlns=", b"xmlns:x=", 1)

    path = rewritten(plain(tmp_path / "a.xlsx"), prefixed)
    before = parts_of(path)
    out = result_of(path, tmp_path / "out.xlsx")
    assert {part for part, content in parts_of(out).items() if before.get(part, content) != content} == OURS
    sheet = load_workbook(out).worksheets[0]
    assert [cell.value for cell in sheet[2]][4:6] == ["จองแล้ว", 1_000_002]
    assert sheet["H2"].is_date


def test_days_count_from_1904_where_the_workbook_does(tmp_path: Path) -> None:
    def since_1904(sheet: Worksheet) -> None:
        assert sheet.parent is not None
        sheet.parent.epoch = CALENDAR_MAC_1904

    out = result_of(plain(tmp_path / "a.xlsx", since_1904), tmp_path / "out.xlsx")
    assert load_workbook(out).worksheets[0]["H2"].value == AT.replace(tzinfo=None)


def test_merged_cells_never_cover_what_we_write(tmp_path: Path) -> None:
    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("D1:F1")
        sheet.merge_cells("E3:F3")

    sheet = load_workbook(result_of(plain(tmp_path / "a.xlsx", merge), tmp_path / "out.xlsx")).worksheets[0]
    assert [sheet.cell(1, column).value for column in range(7, 11)] == [
        "สถานะการจอง",
        "เลขที่นัด (slot)",
        "เหตุผล",
        "เวลาที่ทำรายการ",
    ]
    assert sheet["G3"].value == "จองแล้ว"


def test_a_column_range_that_reaches_over_ours_is_cut(tmp_path: Path) -> None:
    def wide(sheet: Worksheet) -> None:
        sheet.column_dimensions.group("B", "Z", hidden=True)

    path = plain(tmp_path / "a.xlsx", wide)
    xml = parts_of(result_of(path, tmp_path / "out.xlsx"))[SHEET].decode()
    columns = [tuple(map(int, found)) for found in re.findall(r'min="(\d+)" max="(\d+)"', xml)]
    columns = sorted(columns)
    assert all(one[1] < other[0] for one, other in pairwise(columns))
    assert (columns[0], columns[-1]) == ((2, 4), (9, 26))


def without_reference(parts: dict[str, bytes]) -> None:
    parts[SHEET] = re.sub(rb'<c r="B2"', b"<c", parts[SHEET])


def with_a_comment(parts: dict[str, bytes]) -> None:
    parts[SHEET] = parts[SHEET].replace(b"<sheetData>", b"<sheetData><!-- </row> -->")


@pytest.mark.parametrize("spelling", [without_reference, with_a_comment])
def test_where_cells_can_not_be_put_in_the_copy_says_what_it_lacks(
    tmp_path: Path, spelling: Callable[[dict[str, bytes]], None]
) -> None:
    path = rewritten(plain(tmp_path / "a.xlsx"), spelling)
    book = load_workbook(result_of(path, tmp_path / "out.xlsx"))
    assert book.worksheets[0]["E2"].value == "จองแล้ว"
    notes = [cell.value for cell in book["สรุปผล"]["B"]]
    assert "กราฟ รูปภาพ และรูปร่างในไฟล์เดิมไม่ได้ถูกคัดลอกมาด้วย กรุณาดูจากไฟล์เดิม" in notes


def test_a_damaged_picture_does_not_cost_the_result(tmp_path: Path) -> None:
    path = plain(tmp_path / "a.xlsx")
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("xl/media/image1.png", b"picture" * 50)
    data = path.read_bytes().replace(b"picturepicture", b"pictureXXXXXXX", 1)
    path.write_bytes(data)
    book = load_workbook(result_of(path, tmp_path / "out.xlsx"))
    assert book.worksheets[0]["E2"].value == "จองแล้ว"


def test_a_colour_changed_since_the_reading_is_in_the_copy(tmp_path: Path) -> None:
    path = plain(tmp_path / "a.xlsx")
    checked = checked_of(path)
    book = load_workbook(path)
    book.worksheets[0]["A2"].number_format = "@"
    book.worksheets[0].sheet_properties.tabColor = "FF0000"
    book.save(path)
    out = workbooks.write_result(checked, booked(checked), tmp_path / "out.xlsx")
    assert load_workbook(out).worksheets[0].sheet_properties.tabColor.rgb == "00FF0000"


def test_a_value_changed_since_the_reading_is_never_given_another_persons_result(tmp_path: Path) -> None:
    path = plain(tmp_path / "a.xlsx")
    checked = checked_of(path)
    book = load_workbook(path)
    book.worksheets[0]["A3"] = cid(77)  # neither the first, the last nor a row in between that is looked at by chance
    book.save(path)
    out = workbooks.write_result(checked, booked(checked), tmp_path / "out.xlsx")
    book = load_workbook(out)
    assert book.worksheets[0]["A3"].value == cid(2)
    assert "ไฟล์เดิมถูกย้ายหรือแก้ไขหลังจากโหลด" in str([cell.value for cell in book["สรุปผล"]["B"]])


def test_macros_keep_their_ending_and_need_no_other_file_gone(tmp_path: Path) -> None:
    path = plain(tmp_path / "a.xlsm")
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("xl/vbaProject.bin", b"macro")
    (tmp_path / "out.xlsm").write_bytes(b"somebody's")
    out = result_of(path, tmp_path / "out.xlsx", overwrite=True)
    assert out == tmp_path / "out (2).xlsm"
    assert (tmp_path / "out.xlsm").read_bytes() == b"somebody's"
    assert b"macroEnabled.main+xml" in parts_of(out)["[Content_Types].xml"]
    assert parts_of(out)["xl/vbaProject.bin"] == b"macro"


def test_a_macro_workbook_without_macros_opens_as_xlsx(tmp_path: Path) -> None:
    def macro_type(parts: dict[str, bytes]) -> None:
        types = parts["[Content_Types].xml"]
        kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
        assert kind in types
        parts["[Content_Types].xml"] = types.replace(kind, b"application/vnd.ms-excel.sheet.macroEnabled.main+xml")

    out = result_of(rewritten(plain(tmp_path / "a.xlsm"), macro_type), tmp_path / "out.xlsm")
    assert out == tmp_path / "out.xlsx"
    assert b"macroEnabled" not in parts_of(out)["[Content_Types].xml"]


def test_a_second_result_has_an_overview_of_its_own(tmp_path: Path) -> None:
    first = result_of(DATA / "clinic.xlsx", tmp_path / "1.xlsx")
    checked = checked_of(first)
    second = load_workbook(workbooks.write_result(checked, {}, tmp_path / "2.xlsx"))
    assert second.sheetnames == ["นัดหมาย", "สถิติ", "สรุปผล", "สรุปผล (2)"]
    sheet = second["นัดหมาย"]
    assert [sheet["H4"].value, sheet["I4"].value, sheet["L3"].value] == ["ยังไม่ได้ส่ง", None, None]


@pytest.mark.parametrize("name", ["clinic.xls", "clinic.xlsb", "clinic.ods"])
def test_formats_that_can_not_be_written_back_get_a_workbook_with_every_row(tmp_path: Path, name: str) -> None:
    out = result_of(DATA / name, tmp_path / f"out.{name.partition('.')[2]}")
    assert out == tmp_path / "out.xlsx"
    again, first = read(out), read(DATA / name)
    assert list(again.numbers) == list(first.numbers)
    for one, other in zip(again.rows, first.rows, strict=True):
        assert [shown(cell) for cell in one[:7]] == [shown(cell) for cell in other]
    book = load_workbook(out)
    assert book["นัดหมาย"]["H4"].value == "จองแล้ว"
    assert "ไฟล์ชนิดเดิมบันทึกผลกลับไม่ได้" in str([cell.value for cell in book["สรุปผล"]["B"]])


def test_nothing_is_written_before_a_name_that_is_taken_is_told(tmp_path: Path) -> None:
    (tmp_path / "out.xlsx").write_bytes(b"x")
    with pytest.raises(EnvironmentProblem) as caught:
        result_of(DATA / "clinic.xlsx", tmp_path / "out.xlsx")
    assert caught.value.code == "file_exists"


def test_letters_no_workbook_may_hold(tmp_path: Path) -> None:
    checked = checked_of(plain(tmp_path / "a.xlsx"))
    outcome = Outcome(2, State.REFUSED, "", None, "a\x00\x08\ud800<b> & ]]>\ufffe" + "x" * 40_000, AT)
    out = workbooks.write_result(checked, {2: outcome}, tmp_path / "out.xlsx")
    assert str(load_workbook(out).worksheets[0]["G2"].value).startswith("(a<b> & ]]>x")


def test_without_a_digest_the_file_is_compared_row_by_row(tmp_path: Path) -> None:
    checked = checked_of(plain(tmp_path / "a.xlsx"))
    checked = replace(checked, sheet=replace(checked.sheet, digest=b""))
    out = workbooks.write_result(checked, booked(checked), tmp_path / "out.xlsx")
    assert set(parts_of(tmp_path / "a.xlsx")) <= set(parts_of(out))
