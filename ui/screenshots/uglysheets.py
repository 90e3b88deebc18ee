"""Five sheets as clinics really have them, for the pictures: as a clerk would bring them, with days ahead."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time, timedelta
from pathlib import Path

from openpyxl import Workbook

from app.domain.values import check_digit
from app.practice.sample import working_days
from app.practice.world.people import Citizen, made_up_people
from app.thai import ERA, thai_date, today

Table = Sequence[Sequence[object]]


def make(folder: Path) -> dict[str, Path]:
    """Name -> file: printed, ids, days, months (a workbook of several sheets) and survey."""
    people, day = made_up_people(80), _first_day()
    files = {
        "printed": _book(folder / "แผนฉีดวัคซีน.xlsx", {"แผน": _printed(people, day)}),
        "ids": _book(folder / "เลขบัตรเสีย.xlsx", {"Sheet1": _ids(people, day)}),
        "days": _book(folder / "วันนัดปนกัน.xlsx", {"นัด": _days(people, day)}),
        "months": _months(folder / "คิวรายเดือน.xlsx", people, day),
        "survey": folder / "คำตอบแบบฟอร์ม.csv",
    }
    lines = "\r\n".join(";".join(map(str, row)) for row in _survey(people, day))
    files["survey"].write_bytes(lines.encode("cp874"))
    return files


def _first_day() -> date:
    """A day of next month whose number can be a month, too: nobody can tell which is which."""
    month = (today().replace(day=1) + timedelta(days=40)).replace(day=3)
    return next(day for day in working_days(7, month) if day.day != day.month)


def _slashed(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year + ERA}"


def _book(path: Path, sheets: dict[str, Table]) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def _printed(people: Sequence[Citizen], day: date) -> Table:
    """Titles, a header of two lines, again on each page, times in words, a sum and a signature below. Nothing says
    which column holds the days."""
    heads: Table = [
        ["ที่", "ข้อมูลผู้รับบริการ", None, "กำหนด", None, "วัคซีน"],
        [None, "เลขประจำตัวประชาชน (13 หลัก)", "ชื่อ - สกุล", "ก", "เวลา", "เข็มที่"],
    ]
    hours = ("08.00 - 09.00 น.", "๙ โมง", "ช่วงเช้า", "บ่ายโมง", "08.30 น.", "เช้า 10.00 น.", "เข้าเวรบ่าย")
    rows = [
        [n, person.cid, person.full_name, thai_date(day), hours[n % len(hours)], "เข็มกระตุ้น 1" if n % 9 == 5 else 1]
        for n, person in enumerate(people[:14])
    ]
    ends: Table = [["รวมทั้งสิ้น 14 ราย"], [None, None, None, "ลงชื่อ ...................... ผู้จัดทำ"]]
    return [["แผนการให้บริการวัคซีน คลินิกสมมุติ"], [], *heads, *rows[:7], *heads, *rows[7:], *ends]


def _ids(people: Sequence[Citizen], day: date) -> Table:
    """What Excel and haste do to ids, phones and facility codes."""
    when, zero = _slashed(day.replace(day=20)), "099000000001" + str(check_digit("099000000001"))
    wrong = people[5].cid[:12] + str((int(people[5].cid[12]) + 1) % 10)
    rows: list[tuple[object, str, object, str]] = [
        (people[0].cid, "8:00", people[0].mobile_phone, "99001"),
        ("1.10170E+12", "8:00", people[1].mobile_phone, "99001"),
        (1101700000000, "8:00", people[2].mobile_phone, "99001"),
        (int(zero), "9:00", 810000003, "99001"),
        ("AB1234567", "9:00", "081-000-0004", "99001"),
        (wrong, "10:00", "", "99001"),
        (people[6].mobile_phone, "10:00", people[6].cid, ""),
        (people[7].cid, "10:30", "", "10001"),
        (people[8].cid, "11:30", "", ""),
        (people[9].cid, "13:30", "", ""),
        (people[10].cid, "13:00", "", ""),
        (people[10].cid, "14:00", "", ""),
        (people[0].cid, "8:00", "", ""),
    ]
    head = ["เลขบัตร ปชช.", "วันนัด", "เวลานัด", "เบอร์โทร", "รหัสหน่วยบริการ"]
    return [head, *((cid, when, hour, phone, code) for cid, hour, phone, code in rows)]


def _days(people: Sequence[Citizen], day: date) -> Table:
    """Days of both eras that can be read in two orders, and some that are none."""
    days: list[object] = [_slashed(day + timedelta(days=n)) for n in (0, 1, 2)]
    days += [
        thai_date(day),
        day,
        day.replace(year=day.year + ERA),
        f"31 มิ.ย. {day.year + ERA}",
        "พรุ่งนี้",
        "5 ม.ค. 2564",
        f"{day.day}/{day.month}",
    ]
    return [
        ["cid", "ชื่อ-สกุล", "วันที่นัด", "เวลานัด"],
        *([person.cid, person.full_name, when, time(9)] for person, when in zip(people[20:], days, strict=False)),
    ]


def _months(path: Path, people: Sequence[Citizen], day: date) -> Path:
    """A sheet a month, one hidden, one of notes; hidden rows; names in three columns."""
    head = ["ลำดับ", "คำนำหน้า", "ชื่อ", "นามสกุล", "บัตรประชาชน", "วันนัดฉีด", "รอบเวลา", "โดส"]

    def rows(first: int, count: int) -> Table:
        chosen = enumerate(people[first : first + count], 1)
        return [head, *([n, one.prefix, one.first_name, one.last_name, one.cid, day, "09:00", 1] for n, one in chosen)]

    notes = [["โทรแล้ว", "ไม่รับสาย"], ["3 ราย", "2 ราย"]]
    _book(path, {"เดือนนี้": rows(30, 12), "เดือนหน้า": rows(45, 20), "เดือนก่อน": rows(65, 8), "บันทึก": notes})
    from openpyxl import load_workbook

    book = load_workbook(path)
    book["เดือนก่อน"].sheet_state = "hidden"
    for row in (4, 7, 8):
        book["เดือนนี้"].row_dimensions[row].hidden = True
    book["เดือนนี้"]["H6"] = "#N/A"
    book["เดือนนี้"]["H6"].data_type = "e"
    book.save(path)
    return path


def _survey(people: Sequence[Citizen], day: date) -> Table:
    """Answers of a form, in the old code page: two columns could be the day, and hours are prose."""
    head = ["ประทับเวลา", "ชื่อ-นามสกุล", "เลขบัตรประชาชน", "วันที่นัด", "วันนัดหมาย", "ช่วงเวลาที่สะดวก", "เบอร์ติดต่อ"]
    hours = ["08.00-09.00 น.", "บ่ายโมง", "08.00-12.00", "เช้า", "ไม่สะดวก", "9 โมงครึ่ง"]
    return [
        head,
        *(
            ["1/10/2569 9:12", one.full_name, one.cid, _slashed(day), thai_date(day), hour, one.mobile_phone]
            for one, hour in zip(people[60:], hours, strict=False)
        ),
    ]
