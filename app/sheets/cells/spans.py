"""Columns that tell on which days somebody may come: from the first of them to the last. No day of an appointment."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple

from app.sheets.cells.dates import answered, either_day, plain_day, settle_order
from app.sheets.cells.reading import Reading
from app.sheets.cells.text import Cell, Flaw, is_blank, shown
from app.text import clean, one_spelling

End = Literal["from", "to"]
_MARKS = re.compile(r"[\s_\-./:()\[\]]+")
_ABLE = "(?:ที่)?(?:มา|มาได้|สะดวก|สะดวกมา|สะดวกมาได้|ว่าง|นัดได้|ฉีดได้|ต้องการนัด|ต้องการ|นัด)?"
_DAY = "(?:วันที่|วัน)?"
_COMES = "(?:can)?(?:available|come|date|day)?"
# Whole headers, without spaces and marks. First and last alone are names of people.
_NAMES: Mapping[End, re.Pattern[str]] = {
    "from": re.compile(
        rf"{_DAY}{_ABLE}(?:ตั้งแต่|จาก|เริ่มต้น|เริ่มจาก|เริ่ม){_DAY}{_ABLE}|วันแรก{_ABLE}|ไม่ก่อน{_DAY}|"
        rf"{_COMES}(?:from|since|earliest|notbefore)(?:date|day)?|(?:start|starting|begin|first)(?:date|day)|"
        "(?:date|day)(?:start|begin)"
    ),
    "to": re.compile(
        rf"{_DAY}{_ABLE}(?:จนถึง|ถึง|สิ้นสุด|ภายใน|ไม่เกิน|ไม่หลัง){_DAY}{_ABLE}|วันสุดท้าย{_ABLE}|"
        rf"{_COMES}(?:to|until|till|upto|thru|through|latest|notafter)(?:date|day)?|(?:end|ending|last)(?:date|day)|"
        "(?:date|day)end"
    ),
}
_OF_DAYS = re.compile("วัน|date|day")


class Limit(NamedTuple):
    """What such a cell says. `code`: why that is no day for sure, span_unreadable or span_either."""

    day: date | None = None
    other: date | None = None  # span_either: the other day it may be
    code: str = ""
    text: str = ""


class Spans:
    """The columns of a sheet that tell such days, and what their cells say."""

    def __init__(
        self,
        headers: Sequence[str],
        rows: Sequence[Sequence[Cell]],
        today: date,
        *,
        since_1904: bool,
        swapped: bool | None = None,
    ) -> None:
        """`swapped`: how days are meant that can be read in two ways, as the clerk says; None: nobody has said."""
        self._today, self._since_1904 = today, since_1904
        named: dict[End, int] = {}
        for place, header in enumerate(headers):
            if (end := span_end(header)) is not None:
                named.setdefault(end, place)
        cells = {
            end: list(dict.fromkeys(filter(_filled, (row[place] for row in rows)))) for end, place in named.items()
        }
        self._order = settle_order([cell for each in cells.values() for cell in each], today=today)
        while swapped is not None and not self._order.is_sure:
            self._order = answered(self._order, swapped=swapped)
        self.columns = {
            end: place
            for end, place in named.items()
            if _OF_DAYS.search(headers[place].lower()) or any(self._read(cell).day for cell in cells[end])
        }  # without จาก over places, without เริ่ม over hours

    def of(self, row: Sequence[Cell], end: End) -> Limit:
        """A blank cell limits nothing."""
        cell = row[self.columns[end]] if end in self.columns else ""
        return self._read(cell) if _filled(cell) else Limit()

    def _read(self, cell: Cell) -> Limit:
        words = clean(shown(cell))
        both: Mapping[str, object] | None = either_day(cell, self._order, self._today)
        day = plain_day(cell, self._order, self._today, since_1904=self._since_1904) if both is None else None
        if isinstance(day, Reading):
            both = day.params if "other" in day.params else None
        if both is not None:
            return Limit(_as_day(both["date"]), _as_day(both["other"]), "span_either", words)
        return Limit(day, text=words) if isinstance(day, date) else Limit(code="span_unreadable", text=words)


def span_end(header: str) -> End | None:
    """Which end of a span of days a header names."""
    plain = _MARKS.sub("", one_spelling(clean(header)).lower())
    return next((end for end, names in _NAMES.items() if plain and names.fullmatch(plain)), None)


def _filled(cell: Cell) -> bool:
    return isinstance(cell, Flaw) or not (is_blank(cell) or (isinstance(cell, str) and not cell.strip("-–— ")))


def _as_day(value: object) -> date | None:
    return value if isinstance(value, date) else None
