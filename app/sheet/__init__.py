"""Any sheet a clinic has, to headers and rows of plain values."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from app.errors import SheetError
from app.sheet import header
from app.sheet.excel import MOST_ROWS, Table, Workbook
from app.sheet.file import LARGEST_FILE, File, digest, load
from app.sheet.header import Header
from app.sheet.model import RawSheet, Row, SheetInfo, is_example
from app.values.headers import REQUIRED, field_of
from app.values.text import Cell, shown

__all__ = ["MOST_ROWS", "PASTED", "RawSheet", "SheetInfo", "from_text", "read", "sheets"]

PREVIEW = 8  # rows
PASTED = "ข้อมูลที่วาง"  # the name of what came from the clipboard
GOOD_HEADER = 30  # all three required columns


def sheets(path: Path) -> tuple[SheetInfo, ...]:
    """The sheets of a workbook that hold anything, for the picker. Raises SheetError."""
    with Workbook(load(path)) as book:
        infos = [_info(book.table(name), name, hidden) for name, hidden in book.sheets]
    return tuple(info for info in infos if info.rows)


def _info(table: Table, name: str, hidden: bool) -> SheetInfo:
    found = header.find(table.cells)
    filled = [row for row in table.cells if any(row)]
    preview = tuple(tuple(shown(cell) for cell in row[:40]) for row in filled[:PREVIEW])
    return SheetInfo(name, len(filled), hidden, bool(found and found.score >= 10), preview)


def read(path: Path, sheet: str | None = None, *, header_row: int | None = None) -> RawSheet:
    """The table of a file. `sheet`: its name, or None for the first visible one that has the headers we need;
    `header_row`: the row (from 1) that the clerk says the headers are in. Raises SheetError."""
    with Workbook(load(path)) as book:
        name, table, found = _choose(book, sheet, header_row)
        hidden = tuple(other for other, is_hidden in book.sheets if is_hidden and other != name)
        return _raw(book, name, table, found, hidden)


def from_text(text: str, name: str = PASTED) -> RawSheet:
    """The table of a range copied from a spreadsheet: lines, cells parted by tabs. `name` stands for the file and its
    sheet in all that is said of it; rows count from the first line. Raises SheetError."""
    if not text.strip():
        raise SheetError("file_empty", file=name)
    data = text.encode("utf-8", "replace")
    if len(data) > LARGEST_FILE:
        raise SheetError("file_too_big", file=name)
    with Workbook(File(Path(name), "pasted", data)) as book:
        chosen, table, found = _choose(book, None, None)
        return _raw(book, chosen, table, found, ())


def _choose(book: Workbook, sheet: str | None, header_row: int | None) -> tuple[str, Table, Header]:
    """The sheet asked for, or the best: the first complete header in a visible sheet wins at once."""
    names = [name for name, hidden in sorted(book.sheets, key=lambda info: info[1])]
    if sheet is not None and sheet not in names:
        raise SheetError("sheet_missing", sheet=sheet)
    best: tuple[str, Table, Header] | None = None
    filled = False
    for name in [sheet] if sheet is not None else names:
        table = book.table(name)
        filled = filled or any(any(row) for row in table.cells)
        found = header.at(table.cells, header_row) if header_row else header.find(table.cells)
        if found and (best is None or found.score > best[2].score):
            best = (name, table, found)
        if found and found.score >= GOOD_HEADER:
            break
    if best is None:
        raise SheetError("header_missing" if filled else "sheet_empty", file=book.file.path.name)
    return best


def _raw(book: Workbook, name: str, table: Table, found: Header, hidden_sheets: tuple[str, ...]) -> RawSheet:
    numbers, rows, below = _people(table.cells, found)
    if not rows:
        raise SheetError("sheet_no_rows", sheet=name)
    hidden = frozenset(row + 1 for row in table.hidden_rows if row > found.last)
    return RawSheet(
        path=book.file.path,
        sheet=name,
        headers=found.texts,
        header_row=found.last + 1,
        numbers=numbers,
        rows=rows,
        kind=book.file.kind,
        since_1904=book.since_1904,
        hidden_rows=hidden.intersection(numbers) if hidden else hidden,
        struck_rows=_struck(table, found, numbers),
        comments={row + 1: text for row, text in table.comments.items() if row > found.last and text},
        merges=_merges(table, found, numbers),
        hidden_columns=tuple(found.texts[column] for column in sorted(table.hidden_columns) if found.texts[column]),
        hidden_sheets=hidden_sheets,
        left_below=below,
        restored={(row + 1, column): stored for (row, column), stored in table.restored.items() if row > found.last},
        digest=digest(book.file.data),
    )


def _merges(table: Table, found: Header, numbers: Sequence[int]) -> tuple[tuple[int, int, int, int], ...]:
    """The merged cells that reach over more than one of the people's rows."""
    first, last, width = found.last + 1, numbers[-1], len(found.texts)
    return tuple(
        (top + 1, min(bottom + 1, last), left, min(right, width - 1))
        for top, bottom, left, right in sorted(table.merges)
        if first <= top < bottom and top + 1 < last and left < width
    )


_TELLING = (*REQUIRED, "person_name", "first_name")  # struck through, they say that this isn't to be booked


def _struck(table: Table, found: Header, numbers: Sequence[int]) -> frozenset[int]:
    """Numbers of the rows whose person, day or hour is struck through, or most of whose cells are."""
    if not table.struck:
        return frozenset()
    telling = {column for column, text in enumerate(found.texts) if text and field_of(text).field in _TELLING}
    of_rows: dict[int, set[int]] = {}
    for row, column in table.struck:
        of_rows.setdefault(row + 1, set()).add(column)
    return frozenset(
        number
        for number in numbers
        if number in of_rows and _is_struck(table.cells[number - 1], of_rows[number], telling)
    )


def _is_struck(cells: Row, struck: set[int], telling: set[int]) -> bool:
    filled = {column for column, cell in enumerate(cells) if cell != ""}
    return bool(filled & struck & telling) or len(filled & struck) * 2 > len(filled)


def _people(cells: list[list[Cell]], found: Header) -> tuple[Sequence[int], Sequence[Row], tuple[int, ...]]:
    """Row numbers and rows from under the header on, without blank rows, repeated headers, totals and signatures."""
    first = found.last + 1
    above = [row for row in cells[:first] if _is_filled(row)]
    numbers = [number for number in range(first, len(cells)) if _is_filled(cells[number])]
    repeated = [number for number in numbers if cells[number] in above]
    if repeated:  # printed page by page
        again = set(repeated)
        numbers = [number for number in numbers if number not in again]
    numbers = [number for number in numbers if number > first + 3 or not is_example(cells[number])]
    rows: list[Row] = [cells[number] for number in numbers]
    fields = [field_of(text).field for text in found.texts]
    cid = fields.index(REQUIRED[0]) if REQUIRED[0] in fields else None
    ends = header.footer_length(rows, cid)
    kept = len(rows) - ends
    below = (*repeated, *numbers[kept:])
    return [number + 1 for number in numbers[:kept]], rows[:kept], tuple(number + 1 for number in below)


def _is_filled(row: Sequence[Cell]) -> bool:
    """Whether a row holds anything but blanks. 0 is something."""
    return (any(row) and any(not isinstance(cell, str) or cell.strip() for cell in row)) or 0.0 in row
