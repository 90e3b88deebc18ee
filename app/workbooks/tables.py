"""Plain tables that people read, print or hand on: a workbook of sheets that print well on A4, or one CSV file."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from app.errors import InputError
from app.text import harmless
from app.workbooks.files import put, refuse_existing, save, write_atomically

if TYPE_CHECKING:
    from openpyxl import Workbook

A4 = 9  # Excel's number for the paper
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\]")  # letters that no sheet's name may hold
LONGEST_NAME = 31  # letters of a sheet's name
Cell = str | int | None


@dataclass(frozen=True)
class Table:
    """One sheet: `above` are lines over the table, `below` under it; `tall` rows leave room to write into."""

    name: str
    titles: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    widths: Sequence[int]  # letters
    above: Sequence[str] = ()
    below: Sequence[str] = ()
    tall: bool = False
    wide: bool = False  # printed across the paper


def write_tables(out: Path, tables: Sequence[Table], *, overwrite: bool = False) -> Path:
    """As its ending says: .xlsx, or .csv (UTF-8 with a mark, the rows of all tables under the titles of the first, and
    nothing of what stands above or below). Raises InputError table_ending, EnvironmentProblem file_exists, result_…"""
    check_ending(out)
    refuse_existing(out, overwrite=overwrite)
    if out.suffix.lower() == ".csv":
        return write_atomically(out, lambda file: _write_csv(file, tables), overwrite=overwrite)
    return save(_book(tables), out, overwrite=overwrite)


def check_ending(out: Path) -> None:
    """Before the work begins. Raises InputError table_ending."""
    if out.suffix.lower() not in (".xlsx", ".csv"):
        raise InputError("table_ending", name=out.name)


def _write_csv(file: IO[bytes], tables: Sequence[Table]) -> None:
    text = io.StringIO(newline="")
    lines = csv.writer(text, lineterminator="\r\n")
    lines.writerow(tables[0].titles)
    for table in tables:
        lines.writerows([harmless(cell) if isinstance(cell, str) else cell for cell in row] for row in table.rows)
    file.write(text.getvalue().encode("utf-8-sig", "replace"))


def _book(tables: Sequence[Table]) -> Workbook:
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for table in tables:
        _fill(book.create_sheet(_NOT_IN_A_NAME.sub(" ", table.name)[:LONGEST_NAME]), table)
    return book


def _fill(sheet: Any, table: Table) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter

    thin = Side(style="thin", color="999999")
    head = len(table.above) + 1
    for number, line in enumerate(table.above, 1):
        put(sheet.cell(number, 1), line)
        sheet.cell(number, 1).font = Font(bold=number == 1, size=14 if number == 1 else 11)
    for number, row in enumerate([table.titles, *table.rows], head):
        for place, value in enumerate(row, 1):
            cell = sheet.cell(number, place)
            put(cell, value)
            cell.border = Border(thin, thin, thin, thin)
            cell.alignment = Alignment(vertical="center", wrap_text=number == head or table.wide)
            if number == head:
                cell.font, cell.fill = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor="1F6F8B")
        if table.tall and number > head:
            sheet.row_dimensions[number].height = 24
    for number, line in enumerate(table.below, head + len(table.rows) + 2):
        put(sheet.cell(number, 1), line)
    for place, width in enumerate(table.widths, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = sheet.cell(head + 1, 1)
    _paper(sheet, table, head)


def _paper(sheet: Any, table: Table, head: int) -> None:
    """A4, as wide as the page, what stands above and the titles on every page, with its number."""
    sheet.page_setup.paperSize = A4
    sheet.page_setup.orientation = "landscape" if table.wide else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"1:{head}"
    sheet.oddFooter.right.text = "&P / &N"
