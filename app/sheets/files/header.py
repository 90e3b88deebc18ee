"""Where the table begins: under title rows and merged cells, with a header of one line or two."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, time, timedelta
from typing import NamedTuple

from app.errors import SheetError
from app.sheets.cells.headers import CLOSE, REQUIRED, field_of, header_text, of_whom, says_whose
from app.sheets.cells.ids import looks_like_id
from app.sheets.cells.text import Cell, Flaw

DEEPEST = 40  # rows looked through for the header
_OURS = 10  # of a header with an id, a day or an hour in it: people under it are its own
WIDEST = 2_000  # columns of a header of two lines
MOST_TEXTS = 15_000  # cells looked at: a table of 10,000 columns has its header in the first rows
_ABOVE = 4  # lines over a header that may say whose its ids are
_LIKELY = 20  # rows under a header without known words that must show ids


class Header(NamedTuple):
    last: int  # index of the last header line
    texts: tuple[str, ...]
    score: int  # known columns; the required ones count tenfold


def find(cells: Sequence[Sequence[Cell]]) -> Header | None:
    """The best header among the first rows, down to the first people under one: a better one below them is another
    block's. None where nothing looks like one."""
    best: Header | None = None
    first = looked = 0
    for index in range(min(DEEPEST, len(cells))):
        looked += sum(map(_may_name, cells[index]))
        if looked > MOST_TEXTS and index:
            break
        if (
            best is not None
            and best.score >= _OURS
            and any(cell != "" and looks_like_id(cell) for cell in cells[index])
        ):
            break
        for header in _readings(cells, index):
            if header.score > (best.score if best else 0):
                best, first = header, index
    if best is not None and best.score >= 2:
        return best._replace(texts=with_whose(best.texts, cells, first, best.last))
    return _by_content(cells)


def texts_of(line: Sequence[Cell]) -> tuple[str, ...]:
    """A row's cells as the texts of a header."""
    return tuple(map(header_text, line))


def score_of(line: Sequence[Cell]) -> int:
    """How much a row looks like a header; 0 where it holds a day, an hour or an id."""
    return 0 if _is_data(line) else _score(texts_of(line))


def at(cells: Sequence[Sequence[Cell]], row: int) -> Header:
    """The header the clerk pointed at; `row` counts from 1."""
    if not 1 <= row <= len(cells):
        raise SheetError("header_missing")
    return Header(row - 1, with_whose(texts_of(cells[row - 1]), cells, row - 1, row - 1), 1)


def with_whose(texts: tuple[str, ...], cells: Sequence[Sequence[Cell]], first: int, last: int) -> tuple[str, ...]:
    """A header's texts, those of ids with what the lines around it say of whose they are: มารดา over a plain
    เลขบัตรประชาชน. `first`, `last`: the header's own lines."""
    ids = [column for column, text in enumerate(texts) if text and field_of(text)[::2] == ("cid", "")]
    told = {column: whose for column in ids if (whose := _whose(cells, first, last, column))}
    return tuple(of_whom(told[column], text) if column in told else text for column, text in enumerate(texts))


def _whose(cells: Sequence[Sequence[Cell]], first: int, last: int, column: int) -> str:
    under = cells[last + 1] if last + 1 < len(cells) else ()
    below = under[column] if column < len(under) and not _is_data(under) else ""
    if _may_name(below) and says_whose(header_text(below), title=False):
        return header_text(below)
    group = True  # the first line over the header; those further up are titles
    for index in range(first - 1, max(-1, first - 1 - _ABOVE), -1):
        line = cells[index]
        if _is_data(line):
            break
        texts = [header_text(cell) for cell in line[: column + 1]]
        over = next(filter(None, reversed(texts)), "")
        alone = sum(cell != "" for cell in line) == 1
        if over and says_whose(over, title=alone or not group):
            return over
        group = group and not any(cell != "" for cell in line)
    return ""


def _readings(cells: Sequence[Sequence[Cell]], index: int) -> list[Header]:
    """The row as a header of one line, and with the next row as one of two."""
    line = cells[index]
    if _is_data(line):
        return []
    one = tuple(map(header_text, line))
    readings = [Header(index, one, _score(one))]
    if len(line) <= WIDEST and index + 1 < len(cells) and not _is_data(cells[index + 1]):
        under = tuple(map(header_text, cells[index + 1]))
        if any(under):
            pairs = list(zip(_spread(one, under), under, strict=True))
            two = tuple(_joined(*pair) for pair in pairs)
            # Both lines must say something new, or the second is a row of people with gaps.
            score, alone = _score(two), _score(under)
            if score > readings[0].score and (score > alone or (score == alone and _tells_apart(under, two))):
                readings.append(Header(index + 1, _told_apart(two, pairs), score))
            elif _divides(one, under):
                readings.append(Header(index + 1, two, max(score, readings[0].score) + 1))
    return readings


def _divides(one: Sequence[str], under: Sequence[str]) -> bool:
    """Whether the second line does nothing but divide needed headings that stand over several columns: วันนัด over
    กำหนดเดิม and กำหนดใหม่."""
    parts: dict[str, list[str]] = {}
    over = ""
    for upper, lower in zip(one, under, strict=True):
        over = upper or over
        if lower:
            parts.setdefault(over, []).append(lower)
        elif not upper:
            over = ""
    words = all(not any(map(str.isdigit, lower)) for lowers in parts.values() for lower in lowers)
    return words and all(field_of(over).field in REQUIRED and len(set(lowers)) > 1 for over, lowers in parts.items())


def _tells_apart(under: Sequence[str], two: Sequence[str]) -> bool:
    """Whether the upper line says which of two columns with the same heading is whose: มารดา and เด็ก over two ids."""
    known = [(lower, both) for lower, both in zip(under, two, strict=True) if field_of(lower).field]
    return len(set(known)) > len({lower for lower, _ in known})


def _spread(one: tuple[str, ...], under: tuple[str, ...]) -> list[str]:
    """A merged heading stands in its first cell only: it counts for the columns under it that have their own line."""
    spread: list[str] = []
    for text, below in zip(one, under, strict=True):
        spread.append(text or (spread[-1] if spread and below else ""))
    return spread


def _told_apart(two: Sequence[str], pairs: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Needed headings that stand under several others, with what is over each: วันที่ under นัดเดิม and under นัดใหม่."""
    uppers: dict[str, set[str]] = {}
    for upper, lower in pairs:
        if upper and field_of(lower).field in REQUIRED:
            uppers.setdefault(lower, set()).add(upper)
    return tuple(
        f"{upper} {lower}" if upper and len(uppers.get(lower, ())) > 1 else text
        for text, (upper, lower) in zip(two, pairs, strict=True)
    )


def _joined(upper: str, lower: str) -> str:
    """The lower line, where it is known by itself; both otherwise (วันที่ under นัดหมาย)."""
    if not upper or not lower:
        return upper or lower
    both = field_of(f"{upper} {lower}")
    return lower if field_of(lower).field and both.rank == CLOSE and not both.kind else f"{upper} {lower}"


def _score(texts: Sequence[str]) -> int:
    fields = {field for text in texts if _may_name(text) and (field := field_of(text).field)}
    return sum(10 if field in REQUIRED else 1 for field in fields) if len(fields) > 1 or "cid" in fields else 0


def _may_name(cell: Cell) -> bool:
    """A header is text, and not a number written as text."""
    return isinstance(cell, str) and 0 < len(cell) < 120 and not cell.isdigit()


def _is_data(line: Sequence[Cell]) -> bool:
    """A header is text: a day, a time or a citizen id makes a row of people."""
    return any(isinstance(cell, (date, time, timedelta, Flaw)) or (cell != "" and looks_like_id(cell)) for cell in line)


def _by_content(cells: Sequence[Sequence[Cell]]) -> Header | None:
    """Headers in words we don't know, over a column that is all ids."""
    looked = cells[: DEEPEST + _LIKELY]
    ids = [{column for column, cell in enumerate(row) if cell != "" and looks_like_id(cell)} for row in looked]
    for index, line in enumerate(cells[:DEEPEST]):
        if ids[index] or sum(cell != "" for cell in line) < 2 or _is_data(line):
            continue
        below = Counter(column for row in ids[index + 1 : index + 1 + _LIKELY] for column in row)
        rows = len(ids[index + 1 : index + 1 + _LIKELY])
        if any(count * 2 > rows for count in below.values()) and all(isinstance(cell, str) for cell in line):
            return Header(index, texts_of(line), 1)
    return None
