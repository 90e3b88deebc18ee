"""Made-up people on made-up rows, checked: what the tests of rows set aside share."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from app.domain.values import Severity, check_digit
from app.sheets.check import Checked, check
from app.sheets.columns import settle
from app.sheets.files import from_text
from app.sheets.files.model import RawSheet

TODAY = date(2026, 10, 1)
HEADERS = ("ลำดับ", "cid", "วันที่นัด", "เวลานัด", "ชื่อ-สกุล", "หมายเหตุ")


def cid(number: int) -> str:
    return f"199{number:09d}" + str(check_digit(f"199{number:09d}"))


def person(number: int, note: str = "") -> list[object]:
    return [number, cid(number), "2026-11-05", "08:00", f"คน ที่{number}", note]


def sheet(*rows: Sequence[object], **more: object) -> RawSheet:
    return RawSheet(Path("a.xlsx"), "นัด", HEADERS, 1, range(2, len(rows) + 2), rows, **more)  # type: ignore[arg-type]


def checked_of(raw: RawSheet, **more: object) -> Checked:
    return check(raw, settle(raw, TODAY), facility=None, today=TODAY, **more)  # type: ignore[arg-type]


def reasons(checked: Checked) -> dict[int, str]:
    return {each.row: each.reason for each in checked.aside}


def booked(checked: Checked) -> list[int]:
    return [appointment.row for appointment in checked.appointments]


def blocked(checked: Checked) -> set[int]:
    return {problem.row for problem in checked.problems if problem.severity is Severity.ERROR}


def pasted(*rows: Sequence[object], headers: Sequence[str] = HEADERS) -> Checked:
    return checked_of(from_text("\n".join("\t".join(map(str, row)) for row in [headers, *rows])))
