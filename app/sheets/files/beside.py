"""Lists of people side by side in one sheet: each is read like a sheet of its own, under the columns it stands in
(Sheet1!E:G), so that none of them is booked for another one's hour, and none is passed over without a word."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from app.sheets.cells.headers import field_of
from app.sheets.cells.ids import looks_like_id
from app.sheets.cells.text import Cell
from app.sheets.files import header
from app.sheets.files.header import Header
from app.sheets.files.model import Row, letter
from app.sheets.files.scan import column_number
from app.sheets.files.table import Table
from app.wording.results import STATUS_TITLES
from app.wording.sheet import RESULT_TITLES

_LOOKED = 200  # rows looked at for two ids side by side
_WHEN = ("appointment_date", "appointment_time")
_RANGE = re.compile(r"(.+)!([A-Z]{1,3}):([A-Z]{1,3})", re.I)
_OURS = STATUS_TITLES  # begins what an earlier batch has written to the right of all lists


class Part(NamedTuple):
    """The columns of one list, and where the result of its rows may be written: right of all of them."""

    columns: range
    free: int

    def named(self, sheet: str) -> str:
        """As a spreadsheet writes it: Sheet1!E:G."""
        return f"{sheet}!{letter(self.columns.start)}:{letter(self.columns.stop - 1)}"

    def holds(self, places: Collection[int]) -> bool:
        return any(place in self.columns for place in places)


def parts(cells: Sequence[Row], found: Header | None) -> tuple[Part, ...]:
    """The lists of a sheet with this header; none where it holds one alone, or where it isn't clear which columns
    belong together: then the columns are asked about."""
    if found is None or not any(_ids(row) > 1 for row in cells[found.last + 1 : found.last + 1 + _LOOKED]):
        return ()
    texts = header.texts_of(cells[found.last])
    width = next((column for column, text in enumerate(texts) if text in _OURS), len(texts))
    below = cells[found.last + 1 :]
    gaps = {column for column in range(width) if not texts[column] and all(row[column] == "" for row in below)}
    bands = _bands(texts[:width], gaps)
    whens = {_when(texts, band) for band in bands}
    if len(bands) < 2 or len(whens) > 1 or not all(whens) or _is_one(below, texts, bands):
        return ()
    return tuple(Part(band, width + place * len(RESULT_TITLES)) for place, band in enumerate(bands))


def part_named(name: str, sheets: Collection[str]) -> tuple[str, range] | None:
    """The sheet and the columns of a name like Sheet1!E:G; None where it is none."""
    match = _RANGE.fullmatch(name)
    if match is None or match[1] not in sheets:
        return None
    first, last = (column_number(each.upper()) for each in match.group(2, 3))
    return (match[1], range(first, last + 1)) if first <= last else None


def cropped(table: Table, columns: range) -> Table:
    """The table with nothing but these columns, which keep their places."""
    start, stop = columns.start, columns.stop
    blank: list[Cell] = [""] * start
    return replace(
        table,
        cells=[blank + row[start:stop] for row in table.cells],
        hidden_columns={column for column in table.hidden_columns if column in columns},
        struck={place for place in table.struck if place[1] in columns},
        restored={place: text for place, text in table.restored.items() if place[1] in columns},
        crossed={place: text for place, text in table.crossed.items() if place[1] in columns},
        merges=[merge for merge in table.merges if merge[2] < stop and merge[3] >= start],
    )


def _ids(row: Row) -> int:
    return sum(cell != "" and looks_like_id(cell) for cell in row)


def _own_id(text: str) -> bool:
    match = field_of(text)
    return match.field == "cid" and match.sure


def _bands(texts: Sequence[str], gaps: Collection[int]) -> list[range]:
    """From each id's columns on, those of a list. Between two ids the next list begins behind the last of the `gaps`,
    columns with nothing in them, else where a heading comes again."""
    ids = [column for column, text in enumerate(texts) if text and _own_id(text)]
    starts = [0]
    for before, own in pairwise(ids):
        blank = [column for column in range(before, own) if column in gaps]
        known = set(map(_told, texts[starts[-1] : before + 1]))
        again = (column for column in range(before + 1, own) if _told(texts[column]) in known)
        starts.append(blank[-1] + 1 if blank else min(next(again, own), own))
    bands = [range(start, end) for start, end in zip(starts, [*starts[1:], len(texts)], strict=True)]
    return [range(band.start, max(column for column in band if column not in gaps) + 1) for band in bands]


def _told(text: str) -> str:
    return field_of(text).field or text


def _when(texts: Sequence[str], band: range) -> frozenset[str]:
    """What a list says of its people's day and hour: as much as the one beside it, or they are no lists."""
    fields = {match.field for column in band if not (match := field_of(texts[column])).kind}
    return frozenset(fields.intersection(_WHEN))


def _is_one(rows: Sequence[Row], texts: Sequence[str], bands: Sequence[range]) -> bool:
    """Whether the ids of two of them are the same in every row, or one has none."""
    columns = [next(column for column in band if texts[column] and _own_id(texts[column])) for band in bands]
    ids = [tuple(row[column] for row in rows[:_LOOKED]) for column in columns]
    return len(set(ids)) < len(ids) or not all(any(cell != "" and looks_like_id(cell) for cell in one) for one in ids)
