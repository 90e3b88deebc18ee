"""Any sheet a clinic has, to headers and rows of plain values."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from app.domain import SetAside
from app.errors import SheetError
from app.sheet import header, layout
from app.sheet.excel import MOST_ROWS, Table, Workbook
from app.sheet.file import LARGEST_FILE, File, digest, load
from app.sheet.header import Header
from app.sheet.model import RawSheet, Row, SheetInfo
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
    numbers, rows, aside = _filled(table.cells, found)
    if len(aside) == len(rows):
        raise SheetError("sheet_no_rows", sheet=name)
    hidden = frozenset(row + 1 for row in table.hidden_rows)
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
        aside=aside,
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


def _filled(cells: list[list[Cell]], found: Header) -> tuple[Sequence[int], Sequence[Row], tuple[SetAside, ...]]:
    """Numbers and cells of every filled row that is not the header, and those of them the layout sets aside. Of the
    rows above the header only those with an id are people's; the others are its title."""
    above = [(number, row) for number, row in enumerate(cells[: found.last + 1], 1) if layout.is_filled(row)]
    below = [
        (number, row) for number, row in enumerate(cells[found.last + 1 :], found.last + 2) if layout.is_filled(row)
    ]
    people = [(number, row) for number, row in above if layout.holds_id(row)]
    aside = tuple(SetAside(number, "aside_above_header", layout.words_of(row)) for number, row in people)
    numbers, rows = [number for number, _ in below], [row for _, row in below]
    aside += layout.nobodys(rows, numbers, [row for _, row in above], found)
    return [*(number for number, _ in people), *numbers], [*(row for _, row in people), *rows], aside
