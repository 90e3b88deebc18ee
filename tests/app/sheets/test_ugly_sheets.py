"""Five sheets as clinics have them, each with everything wrong at once: what is read, and what the clerk reads."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from datetime import date, time
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from app.domain.values import Severity, check_digit
from app.sheets.cells.text import Flaw
from app.sheets.check import Checked, check, recheck
from app.sheets.columns import settle
from app.sheets.files import read
from app.sheets.files.model import RawSheet
from app.thai import example_day
from app.wording import Lang, say

TODAY = date(2026, 10, 1)


def cid(number: int) -> str:
    return f"199{number:09d}" + str(check_digit(f"199{number:09d}"))


def opened(folder: Path, *sheets: tuple[str, Sequence[Sequence[object]]]) -> tuple[Workbook, Path]:
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    return book, folder / "ugly.xlsx"


def checked_of(raw: RawSheet) -> Checked:
    return check(raw, settle(raw, TODAY), facility="99001", today=TODAY)


def booked(checked: Checked) -> list[tuple[int, str, str, int, int]]:
    return [(a.row, a.cid, a.date.isoformat(), a.hour, a.dose) for a in checked.appointments]


def told(checked: Checked, lang: Lang = "th") -> list[str]:
    return [
        f"{'!' if p.severity is Severity.ERROR else '-'} "
        + say(p.code, lang, **{"row": p.row, "column": p.column, "value": p.value, **p.params})
        for p in checked.problems
    ]


def test_a_printed_plan_with_titles_merged_cells_and_a_two_line_header(tmp_path: Path) -> None:
    rows: list[Sequence[object]] = [
        ["แผนการให้บริการวัคซีน คลินิกสมมุติ"],
        ["ประจำเดือน พฤศจิกายน 2569", None, None, None, None, "พิมพ์เมื่อ 30/9/2569"],
        [],
        ["ที่", "ข้อมูลผู้รับบริการ", None, "นัดหมาย", None, "วัคซีน"],
        [None, "เลขประจำตัวประชาชน (13 หลัก)", "ชื่อ - สกุล", "วันที่", "เวลา", "เข็มที่"],
        [1, cid(1), "นางหนึ่ง สมมุติ", "5 พ.ย. 69", "08.00 - 09.00 น.", 1],
        [2, cid(2), "นายสอง สมมุติ", "๖ พ.ย. ๒๕๖๙", "๙ โมง", "เข็มกระตุ้น 1"],
        ["ที่", "ข้อมูลผู้รับบริการ", None, "นัดหมาย", None, "วัคซีน"],
        [None, "เลขประจำตัวประชาชน (13 หลัก)", "ชื่อ - สกุล", "วันที่", "เวลา", "เข็มที่"],
        [3, cid(3), "น.ส.สาม สมมุติ", "วันที่ 9 พฤศจิกายน พ.ศ. 2569", "ช่วงเช้า", 1],
        ["รวมทั้งสิ้น 3 ราย"],
        [None, None, None, "ลงชื่อ ...................... ผู้จัดทำ"],
    ]
    book, path = opened(tmp_path, ("แผน", rows))
    for area in ("A1:F1", "A2:E2", "A4:A5", "B4:C4", "D4:E4"):
        book.worksheets[0].merge_cells(area)
    book.save(path)
    raw = read(path)
    assert raw.header_row == 5
    assert [(each.row, each.reason, each.words) for each in raw.aside] == [
        (8, "aside_heading", "ที่ · ข้อมูลผู้รับบริการ · นัดหมาย · วัคซีน"),
        (9, "aside_heading", "เลขประจำตัวประชาชน (13 หลัก) · ชื่อ - สกุล · วันที่ · เวลา · เข็มที่"),
        (11, "aside_total", "รวมทั้งสิ้น 3 ราย"),
        (12, "aside_signature", "ลงชื่อ ...................... ผู้จัดทำ"),
    ]
    checked = checked_of(raw)
    assert booked(checked) == [(6, cid(1), "2026-11-05", 8, 1), (7, cid(2), "2026-11-06", 9, 3)]
    assert "! แถว 10: “ช่วงเช้า” ไม่ได้บอกว่ากี่โมง กรุณาระบุชั่วโมง เช่น 09:00" in told(checked)
    assert "- แถว 7: “เข็มกระตุ้น 1” นับเป็นเข็มที่ 3" in told(checked)


def test_ids_that_excel_has_spoilt(tmp_path: Path) -> None:
    zero = "099000000001" + str(check_digit("099000000001"))
    rows: list[Sequence[object]] = [
        ["เลขบัตร ปชช.", "วันนัด", "เวลานัด", "เบอร์โทร", "รหัสหน่วยบริการ"],
        ["1.10170E+12", "5/11/2569", "8:00", "0810000001", "99001"],
        [1101700000000, "13/11/2569", "8:00", 810000002, 99001],
        [int(zero), "5/11/2569", "9:00", "081-000-0003", ""],
        [int(zero), "5/11/2569", "10:00", "", "ไม่มี"],
        ["AB1234567", "5/11/2569", "11:00", "", ""],
        ["0810000006", "5/11/2569", "13:00", cid(6), ""],
        [f"{cid(7)[0]}-{cid(7)[1:5]}-{cid(7)[5:10]}-{cid(7)[10:12]}-{cid(7)[12]}", "5/11/2569", "14:00", "", ""],
        [cid(8)[:12] + str((int(cid(8)[12]) + 1) % 10), "5/11/2569", "15:00", "", "10001"],
    ]
    book, path = opened(tmp_path, ("Sheet1", rows))
    book.worksheets[0]["A4"].number_format = "0000000000000"
    book.save(path)
    checked = checked_of(read(path))
    assert booked(checked) == [(4, zero, "2026-11-05", 9, 1), (8, cid(7), "2026-11-05", 14, 1)]
    lines = told(checked)
    spoilt = "Excel ปัดเลขประจำตัวประชาชนเป็นเลขกลม (ลงท้ายด้วย 0 หลายตัว) เลขเดิมหายไปแล้ว"
    assert sum(spoilt in line for line in lines) == 2
    assert "- แถว 4: เติมเลข 0 ด้านหน้าให้ตามรูปแบบของช่องใน Excel (ในไฟล์เก็บเป็น " + str(int(zero)) + ")" in lines
    assert any(line.startswith("! แถว 5: เลขประจำตัวประชาชนมี 12 หลัก Excel อาจตัดเลข 0") for line in lines)
    assert any(line.startswith("! แถว 6: “AB1234567” เป็นเลขหนังสือเดินทาง") for line in lines)
    assert any(line.startswith("! แถว 7: เลขประจำตัวประชาชนกับเบอร์โทรศัพท์สลับช่องกัน") for line in lines)
    assert any(line.startswith("! แถว 9: เลขประจำตัวประชาชนไม่ถูกต้อง") for line in lines)
    assert any(line.startswith("! แถว 9: รหัสหน่วยบริการ 10001 ไม่ตรงกับหน่วยบริการที่เข้าสู่ระบบ (99001)") for line in lines)


def test_days_of_both_eras_in_every_kind_of_cell(tmp_path: Path) -> None:
    days: list[object] = [
        date(2026, 11, 5),
        date(2569, 11, 5),
        "5/11/2569",
        "5/11/2026",
        "5-11-69",
        "05.11.69",
        "5 พ.ย. 2569",
        "๕ พฤศจิกายน ๒๕๖๙",
        "2026-11-05",
        "2569-11-05",
        46331,
        "วันพฤหัสบดีที่ 5 พฤศจิกายน 2569",
        "13/11/2569",
        date(1969, 11, 5),
        "30/9/2569",
        "5/11/2579",
        "31/11/2569",
        "5/11",
    ]
    rows = [[cid(n), day, time(8)] for n, day in enumerate(days, 1)]
    book, path = opened(tmp_path, ("นัด", [["cid", "วันที่นัด", "เวลานัด"], *rows]))
    book.save(path)
    checked = checked_of(read(path))
    assert {a.date for a in checked.appointments if a.row < 14} == {date(2026, 11, 5)}
    assert [a.row for a in checked.appointments] == [*range(2, 15)]
    assert [line for line in told(checked) if line[0] == "!"] == [
        "! แถว 15: Excel อ่านปีที่พิมพ์สองหลักเป็น ค.ศ. 1969 น่าจะหมายถึง 5 พ.ย. 2569 กรุณาตรวจสอบแล้วแก้ไข",
        "! แถว 16: วันที่นัด 30 ก.ย. 2569 ผ่านไปแล้ว กรุณาแก้เป็นวันนี้หรือวันข้างหน้า",
        "! แถว 17: วันที่นัด 5 พ.ย. 2579 เกินหนึ่งปีข้างหน้า กรุณาตรวจสอบปี",
        "! แถว 18: ไม่มีวันที่ “31/11/2569” ในปฏิทิน กรุณาตรวจสอบวันและเดือน",
        "! แถว 19: “5/11” ไม่มีปี กรุณาเติมปี หากหมายถึง 5 พ.ย. 2569 ให้แก้ไขตามนี้",
    ]


def test_hidden_rows_old_sheets_formulas_and_leftovers(tmp_path: Path) -> None:
    headers = ["ลำดับ", "ชื่อ", "นามสกุล", "บัตรประชาชน", "วันนัดฉีด", "รอบเวลา", "โดส"]
    people: list[Sequence[object]] = [
        [1, "หนึ่ง", "สมมุติ", cid(1), "=E3", "08:00", 1],
        [2, "สอง", "สมมุติ", cid(2), date(2026, 11, 5), "08:00", 1],
        [3, "สาม", "สมมุติ", cid(3), date(2026, 11, 5), "08:00", "#N/A"],
        [],
        [4, "สี่", "สมมุติ", cid(4), date(2026, 11, 5), "08:00", 1],
        [5, "สี่", "สมมุติ", cid(4), date(2026, 11, 5), "10:00", 1],
        [6, "สอง", "สมมุติ", cid(2), date(2026, 11, 5), "08:00", 1],
    ]
    book, path = opened(tmp_path, ("เดิม", [headers, people[1]]), ("พ.ย.", [headers, *people]), ("บันทึก", [["โทรแล้ว"]]))
    book["เดิม"].sheet_state = "hidden"
    sheet: Worksheet = book["พ.ย."]
    sheet["G4"].data_type = "e"
    sheet.row_dimensions[6].hidden = True
    sheet.column_dimensions["A"].hidden = True
    for number in range(9, 3000):
        sheet.cell(number, 4).fill = PatternFill("solid", fgColor="FFFF00")
    book.save(path)
    raw = read(path)
    assert (raw.sheet, raw.hidden_sheets, raw.hidden_columns) == ("พ.ย.", ("เดิม",), ("ลำดับ",))
    checked = checked_of(raw)
    assert booked(checked) == [(3, cid(2), "2026-11-05", 8, 1), (7, cid(4), "2026-11-05", 10, 1)]
    assert [(each.row, each.reason) for each in checked.aside] == [(6, "aside_hidden")]
    checked = recheck(checked, {}, take_in={"aside_hidden"})
    assert (booked(checked), checked.aside) == ([(3, cid(2), "2026-11-05", 8, 1)], ())
    assert told(checked) == [
        "! แถว 2: สูตรในช่องนี้ยังไม่ได้คำนวณ กรุณาเปิดไฟล์ด้วย Excel แล้วกดบันทึก จากนั้นโหลดไฟล์ใหม่",
        "! แถว 4: ช่องนี้เป็นค่าผิดพลาดของ Excel (#N/A) กรุณาแก้สูตรหรือพิมพ์ค่าลงไปแทน",
        "! แถว 6: คนนี้มีนัดวันเดียวกันอีกที่แถว 7 เวลา 10:00 กรุณาเลือกไว้เวลาเดียวแล้วลบอีกแถว",
        "! แถว 7: คนนี้มีนัดวันเดียวกันอีกที่แถว 6 เวลา 08:00 กรุณาเลือกไว้เวลาเดียวแล้วลบอีกแถว",
        "! แถว 8: ซ้ำกับแถว 3 (คน วัน และเวลาเดียวกัน) จะจองเฉพาะแถว 3",
    ]
    assert checked.appointments[0].person_name == "สอง สมมุติ"


def test_a_survey_export_in_the_old_code_page_with_prose_for_times(tmp_path: Path) -> None:
    lines = [
        "ประทับเวลา;ชื่อ-นามสกุล;เลขบัตรประชาชน;วันที่ต้องการนัด;ช่วงเวลาที่สะดวก;เบอร์ติดต่อ",
        f"1/10/2569 9:12:44;นาง หนึ่ง;{cid(1)};5/11/2569;08.00-09.00 น.;081-000-0001",
        f'1/10/2569 9:15:02;"สอง; สมมุติ";{cid(2)};5/11/2569;บ่ายโมง;ไม่มี',
        f"1/10/2569 9:20:31;สาม;{cid(3)};5/11/2569;08.30 น.;08",
        f"1/10/2569 9:31:00;สี่;{cid(4)};5/11/2569;08.00-12.00;",
        "1/10/2569 9:40:00;ห้า;ไม่สะดวกแจ้ง;;;",
    ]
    path = tmp_path / "คำตอบ.csv"
    path.write_bytes("\r\n".join(lines).encode("cp874"))
    checked = checked_of(read(path))
    assert booked(checked) == [(2, cid(1), "2026-11-05", 8, 1), (3, cid(2), "2026-11-05", 13, 1)]
    assert checked.appointments[1].person_name == "สอง; สมมุติ"
    assert told(checked) == [
        "- อ่านวันที่ในคอลัมน์นี้เป็น วัน/เดือน/ปี เช่น “5/11/2569” → 5 พ.ย. 2569 กรุณายืนยันว่าถูกต้อง",
        "! แถว 4: เวลา “08.30 น.” ไม่ใช่ชั่วโมงเต็ม ตารางนัดเป็นรายชั่วโมง กรุณาใช้ชั่วโมงเต็ม เช่น 08:00",
        "- แถว 4: เบอร์โทรศัพท์ “08” ไม่ถูกต้อง แถวนี้ยังจองได้ แต่ควรแก้ไข",
        "! แถว 5: “08.00-12.00” มีมากกว่าหนึ่งชั่วโมง กรุณาระบุชั่วโมงที่นัด เช่น 08:00",
        "! แถว 6: “ไม่สะดวกแจ้ง” ไม่ใช่เลขประจำตัวประชาชน กรุณากรอกเลข 13 หลัก",
        f"! แถว 6: ไม่มีวันที่นัด กรุณากรอก เช่น {example_day()}",
        "! แถว 6: ไม่มีเวลานัด กรุณากรอก เช่น 08:00",
    ]


def spell_strings(path: Path, spellings: dict[str, str], *, shared: bool) -> None:
    """Other XML for some of the strings; `shared`: in a part of their own, as Excel keeps them."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name).decode() for name in package.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    for old, new in spellings.items():
        assert old in parts[sheet]
        parts[sheet] = parts[sheet].replace(old, new)
    if shared:
        strings = re.findall(r"<is>(.*?)</is>", parts[sheet])
        numbers = iter(range(len(strings)))
        parts[sheet] = re.sub(r"<is>.*?</is>", lambda _: f"<v>{next(numbers)}</v>", parts[sheet])
        parts[sheet] = parts[sheet].replace('"inlineStr"', '"s"')
        items = "".join(f"<si>{text}</si>" for text in strings)
        main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{main}">{items}</sst>'
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
        relation = f'<Relationship Id="rIdS" Type="{kind}" Target="sharedStrings.xml"/></Relationships>'
        name = "xl/_rels/workbook.xml.rels"
        parts[name] = parts[name].replace("</Relationships>", relation)
    with zipfile.ZipFile(path, "w") as package:
        for name, text in parts.items():
            package.writestr(name, text)


@pytest.mark.parametrize("shared", [False, True])
def test_rich_and_phonetic_text_and_booleans_are_read_as_they_look(tmp_path: Path, shared: bool) -> None:
    """An id in two colours, a name with its reading above it (ふりがな), a tick where a dose belongs."""
    rows = [["cid", "วันที่นัด", "เวลานัด", "ชื่อ-สกุล", "เข็มที่"], [cid(1), "5 พ.ย. 2569", "08:00", "หนึ่ง สมมุติ", True]]
    book, path = opened(tmp_path, ("นัด", rows))
    book.save(path)
    coloured = f'<r><t>{cid(1)[:6]}</t></r><r><rPr><color rgb="FFFF0000"/></rPr><t>{cid(1)[6:]}</t></r>'
    spoken = '<t>หนึ่ง สมมุติ</t><rPh sb="0" eb="3"><t>nueng</t></rPh><phoneticPr fontId="1"/>'
    spell_strings(path, {f"<t>{cid(1)}</t>": coloured, "<t>หนึ่ง สมมุติ</t>": spoken}, shared=shared)
    checked = checked_of(read(path))
    assert told(checked) == [
        "- แถว 2: อ่านเข็มที่ “TRUE” ไม่ออก แถวนี้ยังจองได้ เพราะการจองไม่ส่งเลขเข็ม โปรแกรมจะดูที่ว่างของเข็ม 1 ควรแก้เป็นเลข 1 ถึง 9"
    ]
    assert checked.sheet.rows[0][0] == cid(1)
    assert checked.sheet.rows[0][3] == "หนึ่ง สมมุติ"


def test_ids_kept_as_formulas_of_text_in_a_csv(tmp_path: Path) -> None:
    """="0…" is how a hospital system keeps Excel from taking the zero away."""
    zero = "099000000001" + str(check_digit("099000000001"))
    path = tmp_path / "ส่งออก.csv"
    path.write_text(f'cid,วันที่นัด,เวลานัด\n="{zero}",5 พ.ย. 2569,="08:00"\n"=""{cid(2)}""",5 พ.ย. 2569,09:00\n', "utf-8")
    checked = checked_of(read(path))
    assert booked(checked) == [(2, zero, "2026-11-05", 8, 1), (3, cid(2), "2026-11-05", 9, 1)]
    assert told(checked) == []


def test_an_error_written_as_text_is_an_error(tmp_path: Path) -> None:
    """A row of nothing but #N/A was in none of the places a row can be."""
    path = tmp_path / "a.csv"
    path.write_text(f"cid,date,time\n{cid(1)},2026-11-05,08:00\n#N/A,#N/A,#N/A\n", "utf-8")
    raw = read(path)
    assert raw.numbers == [2, 3]
    assert raw.rows[1] == [Flaw("error", "#N/A")] * 3
