"""What the cells of a column look like, whatever its header says: ids, days, hours. A sample of the rows tells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import zip_longest

from app.sheets.cells.dates import DateOrder, read_date
from app.sheets.cells.ids import looks_like_id
from app.sheets.cells.people import read_dose
from app.sheets.cells.reading import Reading
from app.sheets.cells.text import Cell
from app.sheets.cells.times import MIDNIGHT, read_time
from app.text import clean
from app.thai import order_matters

SAMPLE = 100  # rows looked at, spread over the sheet
MOST_CELLS = 20_000  # cells looked at; of a very wide sheet fewer rows
_SHARE = 0.5  # more of a column's filled cells make it a column of that
_FEW = 0.1  # of the rows: a column filled less often is none of the appointments'
_ZERO_YEAR = 1904  # a date cell up to it is a time alone: Excel's day zero
_CLOCK = re.compile(r"\d{1,2}\s?[:.]\s?(?:00|15|30|45)\b|\d:\d\d|\d\s?น\b|น\.|โมง|เที่ยง|\d\s?[ap]\.?m", re.I)
_HOUR = re.compile(r"\d:\d|(?<![\d.])\d{1,2}\.\d\d(?!\.?\d)|\d\s?(?:น\.|น$)|โมง|เที่ยง")  # beside a day
_TWO_NUMBERS = re.compile(r"\d{5}|\d\D+\d")  # a day has them, or stands as one number: 20261105
_MIDNIGHT = re.compile(r"[ T]0?0:00(?::00(?:\.0+)?)?(?:Z|\+00:?00)?$")


@dataclass(slots=True)
class Content:
    """How many of the cells looked at are what. A cell may be a day and an hour."""

    rows: int  # looked at
    filled: int = 0
    ids: int = 0
    days: int = 0
    ahead: int = 0  # days on which somebody could still be booked, in either order of day and month
    later: int = 0  # of them those after today
    hours: int = 0  # without a day
    both: int = 0  # a day and an hour
    doses: int = 0
    day_numbers: int = 0  # that could be days whose cells lost their format: only a header tells
    hour_numbers: int = 0  # 8, 13, 0.375: likewise

    def mostly(self, count: int) -> bool:
        return count > _SHARE * self.filled and self.filled >= _FEW * self.rows


def contents(rows: Sequence[Sequence[Cell]], columns: int, today: date) -> list[Content]:
    """Of every column. `today`: days before it are past."""
    most = max(3, min(SAMPLE, MOST_CELLS // max(1, columns)))
    step = max(1, len(rows) // most)
    sample = rows[::step][:most]
    found = [Content(len(sample)) for _ in range(columns)]
    for content, cells in zip(found, zip_longest(*sample, fillvalue=""), strict=False):
        for cell, times in Counter(map(_distinguished, cells)).items():
            if cell[1] != "":
                _count(content, cell[1], times, today)
    return found


def full_of_ids(rows: Sequence[Sequence[Cell]], column: int) -> bool:
    """The same of one column and its ids alone."""
    content = Content(len(rows))
    for row in rows:
        if column < len(row) and row[column] != "":
            content.filled += 1
            content.ids += looks_like_id(row[column])
    return content.mostly(content.ids)


def _distinguished(cell: Cell) -> tuple[type, Cell]:
    """1 and True are one key, and are not the same cell."""
    return type(cell), cell


def _count(content: Content, cell: Cell, times: int, today: date) -> None:
    content.filled += times
    number = _number(cell)
    content.day_numbers += times * (36_500 <= number < 73_000)  # the years 2000 to 2100
    content.hour_numbers += times * (0 < number < 24 or 100 <= number < 2400)
    if isinstance(cell, str) and len(cell) < 13 and cell.isdigit():
        content.doses += times * (len(cell) == 1 and cell != "0")
        return
    if looks_like_id(cell):  # and so no dose, day or hour
        content.ids += times
        return
    content.doses += times * (not isinstance(cell, date) and read_dose(cell).value is not None)
    readings = _readings(cell, today)
    if not readings:
        content.hours += times * _is_hour(cell)
        return
    content.days += times
    ahead = _ahead(readings)
    content.ahead += times * bool(ahead)
    content.later += times * any(day > today for day in ahead)
    content.both += times * has_hour(cell)


def _number(cell: Cell) -> float:
    if isinstance(cell, str):
        return float(cell) if cell.isdecimal() and len(cell) < 6 else -1.0
    return float(cell) if isinstance(cell, (int, float)) else -1.0


def days_of(cell: object, today: date) -> set[date]:
    """The days that a cell can mean, in either order of day and month; past ones, too."""
    readings = _readings(cell, today)
    days = (reading.value or reading.params["date"] for reading in readings)
    return {day for day in days if isinstance(day, date)}


def _readings(cell: object, today: date) -> list[Reading]:
    """The day, also one that is past or far, in either order of day and month; nothing where the cell is no day."""
    if isinstance(cell, str):
        text = clean(cell)
        if not 5 <= len(text) <= 60 or not _TWO_NUMBERS.search(text) or text.replace(".", "", 1).isdigit():
            return []
    elif not isinstance(cell, date) or cell.year <= _ZERO_YEAR:
        return []
    reading = read_date(cell, order=DateOrder("dmy"), today=today)
    if reading.value is None and "date" not in reading.params:
        return []  # in no order: day and month can't be swapped into a day
    if not isinstance(cell, str) or not order_matters(cell):
        return [reading]
    return [reading, read_date(cell, order=DateOrder("mdy"), today=today)]


def _ahead(readings: Sequence[Reading]) -> list[date]:
    """The days on which somebody could be booked: in one order of day and month, or with the year that was meant."""
    meant = (reading.params["date"] if reading.code == "date_short_year" else reading.value for reading in readings)
    return [day for day in meant if isinstance(day, date)]


def has_hour(cell: object) -> bool:
    """A day's cell with an hour beside the day. Midnight is how a system writes no hour."""
    if isinstance(cell, datetime):
        return cell.time() != time()
    text = clean(cell) if isinstance(cell, str) else ""
    if len(text) <= 9 or _MIDNIGHT.search(text):
        return False
    return bool(_HOUR.search(text)) and read_time(text).code in (
        "",
        "time_minutes",
        "time_unusual",
        MIDNIGHT,
        "time_utc",
    )


def _is_hour(cell: object) -> bool:
    if isinstance(cell, (time, timedelta)) or (isinstance(cell, date) and cell.year <= _ZERO_YEAR):
        return True
    text = clean(cell) if isinstance(cell, str) else ""
    return bool(_CLOCK.search(text)) and read_time(text).code in (
        "",
        "time_minutes",
        "time_range",
        "time_unusual",
        MIDNIGHT,
    )
