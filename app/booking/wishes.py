"""Who of a sheet waits for an hour: rows that lack nothing else, and rows whose hour was full."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from app.booking.distribute import FIRST_HOUR, Left, Place, Wish
from app.domain.values import Appointment, Problem, Severity
from app.sheets.cells.spans import Spans
from app.sheets.cells.text import Flaw, shown
from app.sheets.check import Checked
from app.sheets.columns import spot
from app.sheets.files.model import RawSheet, Row
from app.sheets.readings import columns_of, read_one, readers_of
from app.text import clean, one_spelling

# What a row may lack and still be somebody who waits for an hour.
WANTING = (("appointment_date", "date_missing"), ("appointment_time", "time_missing"))
_FIELDS = ("cid", "appointment_date", "appointment_time", "dose", "mobile_phone")
_MARKS = re.compile(r"[\s_\-./()\[\]]+")
# Columns that are read for this alone: where the person lives.
_NAMES: Mapping[str, str] = {
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


def kept_out(checked: Checked, rows: Iterable[int] | None = None) -> dict[int, Problem]:
    """Of `rows` (None: all) those that can be given no hour, as something else is wrong with them, and what that is
    first. None of those that have their hour, wait for one, or are set aside or left out."""
    able = {*waiting_rows(checked), *(row.row for row in checked.appointments)}
    out = able.union(checked.left_out, (each.row for each in checked.aside))
    wanted = frozenset(checked.sheet.numbers if rows is None else rows) - out
    found: dict[int, Problem] = {}
    for problem in checked.problems:
        if problem.severity is Severity.ERROR and problem.row in wanted:
            first = found.setdefault(problem.row, problem)
            if (first.column, first.code) in WANTING:
                found[problem.row] = problem
    return found


def wishes_of(
    checked: Checked,
    first: date,
    last: date,
    rows: Iterable[int] | None = None,
    *,
    swapped: bool | None = None,
) -> tuple[Wish, ...]:
    """Those of `rows` (None: all who wait), in the sheet's order. Somebody with a day gets an hour of that day; with
    days of the own (columns ตั้งแต่วันที่, ถึงวันที่) one of those that are among `first` to `last`; all others one from
    `first` to `last`. `swapped`: see `Spans`."""
    raw, first = checked.sheet, max(first, checked.today)
    numbers = list(waiting_rows(checked) if rows is None else rows)
    places = [place_of(raw, row) for row in numbers]
    columns = columns_of(raw, checked.columns, checked.edits, places)
    readers = readers_of(checked.facility, checked.today, checked.dates, raw.since_1904)
    beside, spans = _columns(raw), spans_of(checked, swapped)
    wishes = []
    for index, row in enumerate(numbers):
        told = {name: read_one(name, columns[name][index], readers).value for name in _FIELDS if name in columns}
        if not told.get("cid"):
            continue
        cells, day = raw.rows[places[index]], told.get("appointment_date")
        never = _never(spans, cells, first, last, checked.today) if day is None else None
        since, until = (day, day) if day is not None else _span(spans, cells, first, last)
        homes = _homes(cells, beside, told.get("mobile_phone") or "")
        dose, hour = told.get("dose") or 1, told.get("appointment_time")
        wishes.append(Wish(row, told["cid"], Place(since, FIRST_HOUR), until, dose, hour, homes, never))
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


def spans_of(checked: Checked, swapped: bool | None = None) -> Spans:
    """The columns that tell on which days each may come, as far as they are read as nothing else."""
    raw = checked.sheet
    headers = ["" if place in checked.columns.values() else header for place, header in enumerate(raw.headers)]
    return Spans(headers, raw.rows, checked.today, since_1904=raw.since_1904, swapped=swapped)


def span_headers(checked: Checked) -> tuple[str, ...]:
    """Those columns as a clerk finds them: F ตั้งแต่วันที่."""
    raw = checked.sheet
    return tuple(f"{spot(raw, column)} {raw.headers[column]}".strip() for column in spans_of(checked).columns.values())


def _span(spans: Spans, row: Row, first: date, last: date) -> tuple[date, date]:
    since, until = spans.of(row, "from").day, spans.of(row, "to").day
    return max(since or first, first), min(until or last, last)


def _never(spans: Spans, row: Row, first: date, last: date, today: date) -> Left | None:
    """Why the own days are none of those from `first` to `last`, before anybody is asked what is free."""
    since, until = limits = spans.of(row, "from"), spans.of(row, "to")
    for limit in limits:
        if limit.code:
            return Left(limit.code, limit.day, limit.other, text=limit.text)
    if since.day and until.day and since.day > until.day:
        return Left("span_backwards", since.day, until.day)
    if until.day and until.day < today:
        return Left("span_over", last=until.day)
    if since.day and since.day > last:
        return Left("span_later", since.day, last)
    if until.day and until.day < first:
        return Left("span_earlier", first, until.day)
    return None


def _homes(row: Sequence[object], columns: Mapping[str, int], phone: str) -> tuple[str, ...]:
    house = _text(row, columns, "house").replace(" ", "").lower()
    where = "|".join((house, _text(row, columns, "moo"), _text(row, columns, "tambon")))
    return (*_phone(phone), *((f"house:{where}",) if house else ()))


def _phone(phone: str) -> tuple[str, ...]:
    return (f"tel:{phone}",) if len(phone) >= 9 else ()
