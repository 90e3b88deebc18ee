"""Where the table begins: under title rows and merged cells, with a header of one line or two."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time, timedelta
from typing import NamedTuple

from app.errors import SheetError
from app.values.headers import CLOSE, REQUIRED, field_of, header_text
from app.values.ids import looks_like_id
from app.values.text import Cell, Flaw

DEEPEST = 40  # rows looked through for the header
_LIKELY = 20  # rows under a header without known words that must show ids


class Header(NamedTuple):
    last: int  # index of the last header line
    texts: tuple[str, ...]
    score: int  # known columns; the required ones count tenfold


def find(cells: Sequence[Sequence[Cell]]) -> Header | None:
    """The best header among the first rows; None where nothing looks like one."""
    best: Header | None = None
    for index in range(min(DEEPEST, len(cells))):
        for header in _readings(cells, index):
            if header.score > (best.score if best else 0):
                best = header
    if best is not None and best.score >= 2:
        return best
    return _by_content(cells)


def at(cells: Sequence[Sequence[Cell]], row: int) -> Header:
    """The header the clerk pointed at; `row` counts from 1."""
    if not 1 <= row <= len(cells):
        raise SheetError("header_missing")
    return Header(row - 1, tuple(map(header_text, cells[row - 1])), 1)


def _readings(cells: Sequence[Sequence[Cell]], index: int) -> list[Header]:
    """The row as a header of one line, and with the next row as one of two."""
    line = cells[index]
    if _is_data(line):
        return []
    one = tuple(map(header_text, line))
    readings = [Header(index, one, _score(one))]
    if index + 1 < len(cells) and not _is_data(cells[index + 1]):
        under = tuple(map(header_text, cells[index + 1]))
        if any(under):
            two = tuple(_joined(*pair) for pair in zip(_spread(one, under), under, strict=True))
            # Both lines must say something new, or the second is a row of people with gaps.
            if (score := _score(two)) > readings[0].score and score > _score(under):
                readings.append(Header(index + 1, two, score))
    return readings


def _spread(one: tuple[str, ...], under: tuple[str, ...]) -> list[str]:
    """A merged heading stands in its first cell only: it counts for the columns under it that have their own line."""
    spread: list[str] = []
    for text, below in zip(one, under, strict=True):
        spread.append(text or (spread[-1] if spread and below else ""))
    return spread


def _joined(upper: str, lower: str) -> str:
    """The lower line, where it is known by itself; both otherwise (วันที่ under นัดหมาย)."""
    if not upper or not lower:
        return upper or lower
    return lower if field_of(lower).field and field_of(f"{upper} {lower}").rank == CLOSE else f"{upper} {lower}"


def _score(texts: Sequence[str]) -> int:
    fields = {field for text in texts if text and len(text) < 120 and (field := field_of(text).field)}
    return sum(10 if field in REQUIRED else 1 for field in fields) if len(fields) > 1 or "cid" in fields else 0


def _is_data(line: Sequence[Cell]) -> bool:
    """A header is text: a day, a time or a citizen id makes a row of people."""
    return any(isinstance(cell, (date, time, timedelta, Flaw)) or (cell != "" and looks_like_id(cell)) for cell in line)


def _by_content(cells: Sequence[Sequence[Cell]]) -> Header | None:
    """Headers in words we don't know, over a column that is all ids."""
    for index, line in enumerate(cells[:DEEPEST]):
        if _is_data(line) or sum(cell != "" for cell in line) < 2:
            continue
        below = cells[index + 1 : index + 1 + _LIKELY]
        if below and any(
            sum(looks_like_id(row[column]) for row in below) * 2 > len(below) for column in range(len(line))
        ):
            texts = tuple(map(header_text, line))
            if all(isinstance(cell, str) for cell in line):
                return Header(index, texts, 1)
    return None
