"""The template the clerk fills in, and samples in its shape."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.sheets.cells.headers import FIELDS
from app.sheets.files.model import EXAMPLE_CID, EXAMPLE_MARK
from app.thai import example_date, example_day, thai_date
from app.wording.sheet import COLUMN_TITLES
from app.workbooks.files import put, save

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

TEMPLATE_FIELDS = FIELDS[:8]
WIDTHS = (20, 16, 12, 8, 28, 16, 16, 28)  # of their columns, in letters


def template(out: Path, *, overwrite: bool = False) -> Path:
    """An empty sheet with our columns as text, an example row that is never booked, and notes in Thai."""
    return save(_template_book(), out, overwrite=overwrite)


def _template_book() -> Workbook:
    from openpyxl import Workbook

    book = Workbook()
    sheet: Worksheet = book.worksheets[0]
    sheet.title = "นัดหมาย"
    _template_columns(sheet)
    example = (EXAMPLE_CID, example_day(), "08:00", "1", "นางสาวสมมุติ ใจดี", "0800000000", "", EXAMPLE_MARK)
    _text_row(sheet, 2, example)
    _grey(sheet, 2, len(example))
    _validations(sheet)
    _notes(book.create_sheet("คำแนะนำ"))
    return book


def _template_columns(sheet: Worksheet, last_row: int = 2000) -> None:
    """Headers in Thai, cells formatted as text so that no zero is lost and no id is rounded."""
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    for column, (field, width) in enumerate(zip(TEMPLATE_FIELDS, WIDTHS, strict=True), 1):
        cell = sheet.cell(1, column, COLUMN_TITLES[field][0])
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor="1F6F8B")
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        sheet.column_dimensions[get_column_letter(column)].width = width
        sheet.column_dimensions[get_column_letter(column)].number_format = "@"
        for row in range(2, last_row + 1):
            sheet.cell(row, column).number_format = "@"
    sheet.row_dimensions[1].height = 24
    sheet.freeze_panes = "A2"


def _text_row(sheet: Worksheet, row: int, values: Iterable[str]) -> None:
    for column, value in enumerate(values, 1):
        cell = sheet.cell(row, column)
        cell.number_format = "@"
        put(cell, value)


def _grey(sheet: Worksheet, row: int, columns: int) -> None:
    from openpyxl.styles import Font

    for column in range(1, columns + 1):
        sheet.cell(row, column).font = Font(italic=True, color="808080")


def _validations(sheet: Worksheet) -> None:
    """Excel's own help while typing: a hint on each column, a list of hours and doses. It stops no one."""
    from openpyxl.worksheet.datavalidation import DataValidation

    hours = ",".join(f"{hour:02d}:00" for hour in range(7, 20))
    rules = {
        "A": DataValidation("textLength", operator="equal", formula1="13", error="เลขประจำตัวประชาชนมี 13 หลัก"),
        "B": DataValidation(
            "textLength", operator="between", formula1="6", formula2="30", error=f"เช่น {example_day()}"
        ),
        "C": DataValidation("list", formula1=f'"{hours}"', error="เลือกเป็นชั่วโมงเต็ม เช่น 08:00"),
        "D": DataValidation("list", formula1='"1,2,3,4,5,6,7,8,9"', error="เข็มที่ 1 ถึง 9"),
        "G": DataValidation("textLength", operator="equal", formula1="5", error="รหัสหน่วยบริการ 5 หลัก"),
    }
    for column, rule in rules.items():
        rule.allow_blank, rule.errorStyle, rule.showErrorMessage = True, "warning", True
        rule.promptTitle, rule.prompt, rule.showInputMessage = "คำแนะนำ", rule.error, True
        rule.add(f"{column}2:{column}2000")
        sheet.add_data_validation(rule)


_NOTES = (
    ("แบบฟอร์มนัดหมายสำหรับโปรแกรม MOPHIC-Uploader", ""),
    ("", "แบบฟอร์มนี้เป็นของโปรแกรมนี้ ไม่ใช่แบบฟอร์มทางการของ MOPH-IC"),
    ("เลขประจำตัวประชาชน", "จำเป็น 13 หลัก ช่องเป็น “ข้อความ” แล้ว เลข 0 ตัวหน้าจึงไม่หาย ชาวต่างชาติใช้เลขที่ขึ้นต้นด้วย 8"),
    ("วันที่นัด", "จำเป็น วัน/เดือน/ปี เช่น {day} หรือ {in_words} ใช้ พ.ศ. หรือ ค.ศ. ก็ได้ ไม่ย้อนหลังและไม่เกินหนึ่งปี"),
    ("เวลานัด", "จำเป็น ชั่วโมงเต็ม เช่น 08:00 (ตารางนัดเป็นรายชั่วโมง)"),
    ("เข็มที่", "เลข 1 ถึง 9 ถ้าไม่กรอก โปรแกรมจะถามก่อนจอง"),
    ("ชื่อ-สกุล", "ไม่บังคับ ช่วยให้ตรวจรายชื่อได้ง่าย"),
    ("เบอร์โทรศัพท์", "ไม่บังคับ"),
    ("รหัสหน่วยบริการ", "ไม่บังคับ ถ้ากรอกต้องตรงกับหน่วยบริการที่เข้าสู่ระบบ"),
    ("หมายเหตุ", "ไม่บังคับ"),
    ("แถวตัวอย่าง", "แถวตัวหนังสือสีเทาเป็นตัวอย่าง โปรแกรมจะไม่จอง พิมพ์ทับทั้งแถวหรือลบทิ้งได้"),
    ("ก่อนเริ่ม", "ทุกนัดที่จองสำเร็จ ระบบจะส่งข้อความถึงประชาชนทันที กรุณาตรวจรายชื่อให้ครบก่อนกด Start"),
)


def _notes(sheet: Worksheet) -> None:
    from openpyxl.styles import Alignment, Font

    example = {"{day}": example_day(), "{in_words}": thai_date(example_date())}
    for row, (name, told) in enumerate(_NOTES, 1):
        text = re.sub(r"{\w+}", lambda gap: example[gap[0]], told)
        sheet.cell(row, 1, name).font = Font(bold=True, size=14 if row == 1 else 11)
        sheet.cell(row, 2, text).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions["A"].width = 24
    sheet.column_dimensions["B"].width = 90


def write_people(out: Path, rows: Sequence[Sequence[str]], *, overwrite: bool = False) -> Path:
    """The template filled with these rows (cells of the template's columns, all text)."""
    from openpyxl import Workbook

    book = Workbook()
    sheet: Worksheet = book.worksheets[0]
    sheet.title = "นัดหมาย"
    _template_columns(sheet, last_row=1)
    for number, row in enumerate(rows, 2):
        _text_row(sheet, number, row)
    return save(book, out, overwrite=overwrite)
