"""Who of a sheet waits for an hour: rows that lack nothing else, and rows whose hour was full."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from app.booking.distribute import FIRST_HOUR, Place, Wish
from app.domain.values import Appointment, Severity
from app.sheets.cells.text import Flaw, shown
from app.sheets.check import Checked
from app.sheets.files.model import RawSheet
from app.sheets.readings import columns_of, read_one, readers_of
from app.text import clean, one_spelling
from app.thai import DateTrouble, from_buddhist_cell, parse_date

# What a row may lack and still be somebody who waits for an hour.
WANTING = (("appointment_date", "date_missing"), ("appointment_time", "time_missing"))
_FIELDS = ("cid", "appointment_date", "appointment_time", "dose", "mobile_phone")
_MARKS = re.compile(r"[\s_\-./()\[\]]+")
# Columns that are read for this alone: on which days somebody may come, and where the person lives.
_NAMES: Mapping[str, str] = {
    "from": "ตั้งแต่วันที่ ตั้งแต่ วันที่เริ่ม มาได้ตั้งแต่ มาได้ตั้งแต่วันที่ from datefrom fromdate earliest",
    "to": "ถึงวันที่ ถึง ภายในวันที่ ไม่เกินวันที่ มาได้ถึง มาได้ถึงวันที่ to dateto todate until latest",
    "house": "บ้านเลขที่ เลขที่บ้าน houseno housenumber house ที่อยู่ ที่อยู่ปัจจุบัน address addressline1",
    "moo": "หมู่ หมู่ที่ ม moo addrmoo villno หมู่บ้าน",
    "tambon": "ตำบล แขวง รหัสตำบล tmbcode tmbpart tambon subdistrict",
}
_NAMED = {name: what for what, names in _NAMES.items() for name in names.split()}


def waiting_rows(checked: Checked) -> tuple[int, ...]:
    """The rows that lack a day, an hour or both, and nothing else; none that is set aside or left out."""
    wanting: set[int] = set()
    broken = checked.left_out.union(each.row for each in checked.aside)
    for problem in checked.problems:
        if (problem.column, problem.code) in WANTING:
            wanting.add(problem.row)
        elif problem.severity is Severity.ERROR:
            broken = broken | {problem.row}
    return tuple(sorted(wanting - broken))


def wishes_of(checked: Checked, first: date, last: date, rows: Iterable[int] | None = None) -> tuple[Wish, ...]:
    """Those of `rows` (None: all who wait), in the sheet's order. Somebody with a day gets an hour of that day; with
    days of the own (columns ตั้งแต่วันที่, ถึงวันที่) one of those; all others one from `first` to `last`."""
    raw = checked.sheet
    numbers = list(waiting_rows(checked) if rows is None else rows)
    places = [place_of(raw, row) for row in numbers]
    cells = columns_of(raw, checked.columns, checked.edits, places)
    readers = readers_of(checked.facility, checked.today, checked.dates, raw.since_1904)
    beside = _columns(raw)
    wishes = []
    for index, row in enumerate(numbers):
        told = {name: read_one(name, cells[name][index], readers).value for name in _FIELDS if name in cells}
        if not told.get("cid"):
            continue
        since, until = _span(raw.rows[places[index]], beside, told.get("appointment_date"), first, last, checked.today)
        homes = _homes(raw.rows[places[index]], beside, told.get("mobile_phone") or "")
        hour = told.get("appointment_time")
        wishes.append(Wish(row, told["cid"], Place(since, FIRST_HOUR), until, told.get("dose") or 1, hour, homes))
    return tuple(wishes)


def wishes_again(rows: Iterable[Appointment], first: date, last: date) -> tuple[Wish, ...]:
    """Of people whose hour was full: one after it, from `first` on until `last`, or until the end of their own day
    where that is later."""
    earliest = Place(first, FIRST_HOUR)
    return tuple(
        Wish(
            row.row,
            row.cid,
            max(earliest, Place(row.date, row.hour + 1)),
            max(last, row.date),
            row.dose,
            homes=_phone(row.mobile_phone),
        )
        for row in rows
    )


def has_families(checked: Checked) -> bool:
    """Whether the sheet tells phones or houses, by which families are known."""
    return "mobile_phone" in checked.columns or "house" in _columns(checked.sheet)


def place_of(raw: RawSheet, row: int) -> int:
    """Where a row of the file stands among the sheet's."""
    return bisect_left(raw.numbers, row)


def _columns(raw: RawSheet) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, header in enumerate(raw.headers):
        if what := _NAMED.get(_MARKS.sub("", one_spelling(clean(header)).lower())):
            found.setdefault(what, place)
    return found


def _text(row: Sequence[object], columns: Mapping[str, int], what: str) -> str:
    place = columns.get(what, len(row))
    cell = row[place] if place < len(row) else ""
    return "" if isinstance(cell, Flaw) else clean(shown(cell)).removesuffix(".0").strip("- ")


def _span(
    row: Sequence[object], columns: Mapping[str, int], day: date | None, first: date, last: date, today: date
) -> tuple[date, date]:
    if day is not None:
        return day, day
    since, until = (_day(row, columns, what, today) for what in ("from", "to"))
    since, until = max(since or first, first), min(until or last, last)
    return since, until


def _day(row: Sequence[object], columns: Mapping[str, int], what: str, today: date) -> date | None:
    """What can't be read limits nobody: the clerk sees the proposal."""
    place = columns.get(what, len(row))
    cell = row[place] if place < len(row) else ""
    try:
        if isinstance(cell, date):
            return from_buddhist_cell(date(cell.year, cell.month, cell.day))
        return parse_date(_text(row, columns, what), today=today)
    except DateTrouble:
        return None


def _homes(row: Sequence[object], columns: Mapping[str, int], phone: str) -> tuple[str, ...]:
    house = _text(row, columns, "house").replace(" ", "").lower()
    where = "|".join((house, _text(row, columns, "moo"), _text(row, columns, "tambon")))
    return (*_phone(phone), *((f"house:{where}",) if house else ()))


def _phone(phone: str) -> tuple[str, ...]:
    return (f"tel:{phone}",) if len(phone) >= 9 else ()
