"""Days and hours that stand once for the rows below them: lines between the rows, the title, the sheet's name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import islice
from typing import NamedTuple

from app.sheets.cells.standing import Once, said_by, said_by_line, same_day
from app.sheets.cells.text import Cell, shown
from app.sheets.files.layout import SIGNED, TOTAL, holds_id
from app.sheets.files.model import RawSheet, Row, Standing, Told
from app.text import clean

_CELLS = 2  # of a line, at most
_SEEN = 1000  # people looked at
_DEFAULTS = re.compile(r"[\d:./-]+ \d|\d [\d:./-]+")  # an hour and a dose of a row in which nobody stands


class _Line(NamedTuple):
    row: int  # 0: the sheet's name
    said: Once
    text: str


def standing(name: str, titles: Iterable[tuple[int, Row]], rows: Iterable[tuple[int, Row]]) -> tuple[Standing, ...]:
    """What holds from each row on. `name`: of the sheet, "" where it is no name that a clerk gave; `titles`: the lines
    above the header."""
    above = [_Line(0, said_by(name), name), *(line for row, cells in titles if (line := _line(row, cells)))]
    first = _first([line for line in above if line.said.day or line.said.hour])
    found = [first] if first.day or first.hour else []
    now = first
    for row, cells in rows:
        if len(cells) - cells.count("") <= _CELLS and (line := _line(row, cells)) is not None:
            now = _after(now, line)
            found.append(now)
    return tuple(found)


def headed(raw: RawSheet) -> set[str]:
    """Fields that need no column, as lines say them for most people: their cells are blank, and offered."""
    if not raw.standing:
        return set()
    starts = [line.row for line in raw.standing]
    aside = {each.row for each in raw.aside}
    rows = (number for number, row in zip(raw.numbers, raw.rows, strict=True) if number not in aside and holds_id(row))
    places = [bisect_left(starts, number) for number in islice(rows, _SEEN)]
    says = [raw.standing[place - 1] for place in places if place]
    days, hours = sum(line.day is not None for line in says), sum(line.hour is not None for line in says)
    found = {"appointment_date": days, "appointment_time": hours}
    return {name for name, count in found.items() if count * 2 > len(places)}


def _line(row: int, cells: Row) -> _Line | None:
    """What a row says, if it is nothing but a line that says a day or an hour."""
    filled: list[Cell] = [cell for cell in cells if cell != ""]
    text = " ".join(clean(shown(cell)) for cell in filled)
    if not filled or holds_id(filled) or TOTAL.match(text) or SIGNED.match(text) or _DEFAULTS.fullmatch(text):
        return None
    said = said_by_line(filled)
    return _Line(row, said, text) if said.day is not None or said.hour is not None else None


def _first(above: Sequence[_Line]) -> Standing:
    """What the title and the sheet's name say; where they contradict each other, nothing."""
    days = [Told(line.said.day, line.row, line.text) for line in reversed(above) if line.said.day]
    hours = [Told(line.said.hour, line.row, line.text) for line in reversed(above) if line.said.hour]
    day = days[0] if days and all(same_day(days[0].cell, other.cell) for other in days) else None
    return Standing(0, day, hours[0] if len({told.cell for told in hours}) == 1 else None)


def _after(now: Standing, line: _Line) -> Standing:
    """An hour's line within a day holds to the next day, a day's line within an hour to the next hour."""
    day, hour = now.day, now.hour
    if line.said.day is not None:
        hour = None if now.hour is not None and (day is None or now.hour.row > day.row) else now.hour
        day = _told(line.said.day, line)
    if line.said.hour is not None:
        if line.said.day is None and now.hour is not None and day is not None and day.row > now.hour.row:
            day = None
        hour = _told(line.said.hour, line)
    return Standing(line.row, day, hour)


def _told(cell: str | date, line: _Line) -> Told | None:
    return Told(cell, line.row, line.text) if cell != "" else None
