"""A day or an hour that stands once for many rows: in a line between them, in the title, in the sheet's name."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import NamedTuple

from app.sheets.cells.text import Cell, shown
from app.sheets.cells.times import MIDNIGHT, read_time
from app.text import clean, one_spelling
from app.thai import DateTrouble, days_within, parse_date, without_year

LONGEST = 120  # characters of a line
_LONG_AGO = date(2026, 1, 1)  # whether a text is a day doesn't depend on today

# Somebody, or the day of the paper: nothing about the rows below.
_NOT_THE_ROWS = re.compile(
    r"^\s*(?:\d+[.)]?\s*)?(?:นาย|นาง|น\.ส\.|ด\.ช\.|ด\.ญ\.|เด็ก|พระ|สามเณร|แม่ชี|mrs?\.|ms\.|miss\s)|"
    r"พิมพ์|ปรับปรุง|ข้อมูล\s?ณ|^\s*ณ\s?วันที่|จัดทำ|ลงชื่อ|ลงนาม|ผู้รายงาน|ผู้บันทึก|แก้ไข|สร้างเมื่อ|อนุมัติ|หมายเหตุ|เกิด|"
    r"print|updat|as of|created|signed|signature|note|exported",
    re.I,
)
_OF_ANOTHER_DAY = re.compile(
    r"เดิม|เลื่อน|ยกเลิก|งด|ปิด|หยุด|ภายใน|หมดเขต|สิ้นสุด|ก่อนวัน|ถึงวัน|เป็นต้นไป|cancel|postpone|closed|until|before|old", re.I
)
_RANGE_BEFORE = re.compile(r"\d\s*(?:-|ถึง|และ|,|/|\.|to|and|&)\s*$", re.I)
_RANGE_AFTER = re.compile(r"^\s*(?:-|ถึง|และ|,|to|and|&)\s*(?:วัน\S*\s*)?\d{1,2}\s*(?:[/.-]\s*\d|[ก-ฮ]|[a-z]{3})", re.I)
_CLOCK = r"\d{1,2}\s?[:.]\s?\d{2}"
_UNIT = r"\s?(?:นาฬิกา|น\.?|hrs?\.?|[ap]\.?m\.?)"
_HOUR = re.compile(
    rf"(?<![\d/.,:-])(?:{_CLOCK}(?:{_UNIT})?(?:\s*(?:-|ถึง|to)\s*{_CLOCK}(?:{_UNIT})?)?|\d{{1,2}}{_UNIT}(?![a-zก-ฮ])|"
    r"(?:บ่าย\s?)?\d{1,2}\s?โมง(?:\s?(?:เช้า|เย็น))?|บ่ายโมง|เที่ยง(?:ตรง|วัน)?)(?![\d/:])",
    re.I,
)
_SAYS_TIME = re.compile(r"เวลา|รอบ|ช่วง|น\.|โมง|:|เที่ยง|\bat\b|time|[ap]\.?m\b|session|slot", re.I)
_HALF_OF_DAY = re.compile(r"เช้า|บ่าย|เย็น|ค่ำ|morning|afternoon|evening|เวลา|รอบ", re.I)
_LIKE_DAY = re.compile(
    r"วัน(?:ที่|อาทิตย์|จันทร์|อังคาร|พุธ|พฤหัส|ศุกร์|เสาร์)|(?:^|\s)(?:จ|อ|พ|พฤ|ศ|ส|อา)\.|(?<![\d/.-])\d{1,2}\s*[/-]\s*\d{1,2}(?![\d-])|\d\s*(?:มกรา|กุมภา|มีนา|เมษา|พฤษภา|"
    r"มิถุนา|กรกฎา|สิงหา|กันยา|ตุลา|พฤศจิกา|ธันวา|[ก-ฮ]{1,2}\.?[ก-ฮ]\.)|(?<![a-z])(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|"
    r"jun|jul|aug|sep|oct|nov|dec)(?:[a-z]*day|s|nes|rs|ur|[a-z]*)(?![a-z])",
    re.I,
)
_LEAD = re.compile(
    r"(?:ประจำ|นัด)?\s?(?:วัน(?:ที่)?(?:\s?นัด)?|เวลา|รอบ(?:ที่)?|ช่วง(?:เวลา)?|date|time|day|hour|session)\s?(?:นัด)?\s?[:.]?\s?\d?",
    re.I,
)
_COUNT = re.compile(r"(?:(?:จำนวน|รวม|ทั้งหมด|total)?\s*:?\s*\d*\s*(?:คน|ราย|people|persons|cases)?|\d+(?:\.0)?)", re.I)


_WEEKDAY = re.compile(
    r"(?:วัน)?(?:จันทร์|อังคาร|พุธ|พฤหัสบดี|พฤหัส|ศุกร์|เสาร์|อาทิตย์)\S*|(?:mon|tues|wednes|thurs|fri|satur|sun)day\S*", re.I
)
_IS_NUMBER = re.compile(rf"\d+\s?\.\s?\d+(?:{_UNIT})?", re.I)  # 08.00 or 1.2: no day without a year


class Once(NamedTuple):
    """What a line says, as the date's or the hour's cell would; "" where it says something that can't be read, so that
    what stands above it holds no longer; None where it says nothing of it."""

    day: str | date | None
    hour: str | None


NOTHING = Once(None, None)


def said_by_line(cells: list[Cell]) -> Once:
    """What a row's filled cells say, if they say nothing else: a day, an hour, how many people, a word for it."""
    said = [said_by(cell) for cell in cells]
    telling = [once for once in said if once != NOTHING]
    if not telling or any(once == NOTHING and not _is_word(cell) for once, cell in zip(said, cells, strict=True)):
        return NOTHING
    days = [once.day for once in telling if once.day is not None]
    hours = [once.hour for once in telling if once.hour is not None]
    return Once(_only(days), _only(hours))


def _only(found: list[str] | list[str | date]) -> str | None:
    return (found[0] if len(found) == 1 else "") if found else None  # type: ignore[return-value]


def _is_word(cell: Cell) -> bool:
    text = clean(shown(cell))
    return not isinstance(cell, (date, time)) and bool(_LEAD.fullmatch(text) or _COUNT.fullmatch(text))


def said_by(cell: Cell) -> Once:
    """What one cell says, be it among other words."""
    if isinstance(cell, datetime):
        return Once(cell.date(), f"{cell.hour:02d}:{cell.minute:02d}" if cell.time() != time() else None)
    if isinstance(cell, date):
        return Once(cell, None)
    if isinstance(cell, time):
        return Once(None, f"{cell.hour:02d}:{cell.minute:02d}")
    if not isinstance(cell, str) or not cell or len(cell) > LONGEST or _NOT_THE_ROWS.search(cell):
        return NOTHING
    text = one_spelling(clean(cell))
    day, rest = _day(text)
    if day is None and _LIKE_DAY.search(_HOUR.sub("", text)):
        day = ""  # whatever day it is, it isn't the one above any more
    if day is not None and _OF_ANOTHER_DAY.search(text):
        return Once("", None)
    return Once(day, _hour(rest))


def _day(text: str) -> tuple[str | None, str]:
    """The one day in a text as it is written, "" for several or part of a range; and the other words."""
    found = days_within(text)
    if not found:
        if without_year(text, _LONG_AGO) and not _IS_NUMBER.fullmatch(text):
            return text, ""
        return ("" if _WEEKDAY.fullmatch(text) else None), text
    start, end = found[0]
    rest = f"{text[:start]} {text[end:]}"
    if len(found) > 1 or _RANGE_BEFORE.search(text[:start]) or _RANGE_AFTER.match(text[end:]):
        return "", rest
    try:
        parse_date(text[start:end], today=_LONG_AGO)
    except DateTrouble:
        return "", rest
    return text[start:end].strip(), rest


def _hour(text: str) -> str | None:
    found = [match[0].strip() for match in _HOUR.finditer(text)]
    if len(found) == 1 and (_SAYS_TIME.search(text) or found[0] == text.strip()):
        return found[0] if read_time(found[0]).code not in ("time_unreadable", "time_missing", MIDNIGHT) else ""
    if len(found) > 1 or (text and len(text) < 40 and _HALF_OF_DAY.search(text)):
        return ""
    return None


def same_day(one: str | date, other: str | date) -> bool:
    """Whether two days, as they are written, are one."""
    return _read(one) == _read(other)


def _read(day: str | date) -> date | str:
    if isinstance(day, date):
        return day
    try:
        return without_year(day, _LONG_AGO) or parse_date(day, today=_LONG_AGO)
    except DateTrouble:
        return day
