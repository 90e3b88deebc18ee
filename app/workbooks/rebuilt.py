"""A new workbook of rows as they were read, for formats that can't be written back and files that are gone."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from app.sheets.columns import letter
from app.sheets.files.model import RawSheet, Row
from app.wording import Lang
from app.workbooks.cells import FORMATS, StyleSheet, row_xml
from app.workbooks.files import writable
from app.workbooks.parts import Parts

_PIECE = 500  # rows


def rebuilt(
    title: str,
    header_row: int,
    headers: Sequence[str],
    numbers: Sequence[int],
    rows: Sequence[Row],
    *,
    lang: Lang,
    widths: Sequence[int] = (),
    more: int = 0,
) -> tuple[Parts, RawSheet]:
    """The package, each row at its own row number, text as text, under a bold header that stays in sight and filters;
    and what it holds. `widths`: in letters; `more`: columns that will be put beside these."""
    columns = max(len(headers), max(map(len, rows), default=0)) + more
    area = f"A{header_row}:{letter(columns - 1)}{max(numbers, default=header_row)}"
    parts, sheet = _empty(_sheet_title(title), header_row, area, widths)
    look = StyleSheet(parts.read(parts.book.styles), lang)
    styles = look.add(["text", "bold", *FORMATS[lang]])
    parts.put(parts.book.styles, look.xml)
    before, _, after = parts.text(sheet).partition("<sheetData")
    body = [row_xml(header_row, headers, {**styles, "text": styles["bold"]}).encode()]
    body += [piece.encode() for piece in _pieces(numbers, rows, styles)]
    after = re.sub(r"^\s*/>|^>.*?</sheetData>", "", after, flags=re.S)
    parts.put(sheet, [before.encode(), b"<sheetData>", *body, b"</sheetData>", after.encode()])
    name = next(iter(parts.book.parts))
    return parts, RawSheet(Path(), name, tuple(headers), header_row, numbers, rows)


def _pieces(numbers: Sequence[int], rows: Sequence[Row], styles: dict[str, int]) -> Iterator[str]:
    for start in range(0, len(rows), _PIECE):
        part = zip(numbers[start : start + _PIECE], rows[start : start + _PIECE], strict=True)
        yield "".join(row_xml(number, row, styles) for number, row in part)


def _empty(title: str, header_row: int, area: str, widths: Sequence[int]) -> tuple[Parts, str]:
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    sheet.freeze_panes = f"A{header_row + 1}"
    sheet.auto_filter.ref = area
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    buffer = io.BytesIO()
    book.save(buffer)
    parts = Parts(buffer.getvalue())
    return parts, parts.book.parts[title]


def _sheet_title(name: str) -> str:
    """A sheet's name as Excel takes it."""
    return "".join(" " if letter in "[]:*?/\\" else letter for letter in writable(name))[:31].strip("' ") or "Sheet1"
