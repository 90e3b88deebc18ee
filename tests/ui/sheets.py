"""Workbooks as clinics have them, for the tests of the window."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import openpyxl

from app.domain.values import check_digit
from app.thai import today
from tests.world import weekdays

HEADERS = ("เลขประจำตัวประชาชน", "ชื่อ-สกุล", "วันที่นัด", "เวลานัด", "เข็มที่", "เบอร์โทรศัพท์")


def person(number: int) -> str:
    """A made-up citizen id with a right check digit."""
    twelve = f"1{number:011d}"
    return twelve + str(check_digit(twelve))


def thai_day(day: date) -> str:
    """5 ธ.ค. 2569, that nobody can take for another day."""
    from app.thai import thai_date

    return thai_date(day)


def rows(count: int, start: int = 1) -> list[list[object]]:
    """People without a problem, over three days."""
    days = weekdays(3, today() + timedelta(days=5))
    return [
        [
            person(number),
            f"นายทดสอบ ลำดับ{number}",
            thai_day(days[number % 3]),
            "09:00",
            1,
            "0812345678",
        ]
        for number in range(start, start + count)
    ]


def workbook(path: Path, table: Sequence[Sequence[object]], headers: Sequence[str] = HEADERS) -> Path:
    return workbook_of(path, {"Sheet1": [headers, *table]})


def workbook_of(path: Path, sheets: dict[str, Sequence[Sequence[object]]], hidden: Sequence[int] = ()) -> Path:
    """`hidden`: rows hidden in every sheet."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, table in sheets.items():
        sheet = book.create_sheet(name)
        for row in table:
            sheet.append(list(row))
        for number in hidden:
            sheet.row_dimensions[number].hidden = True
    book.save(path)
    return path
