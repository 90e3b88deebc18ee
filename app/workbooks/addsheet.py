"""The overview as one more part of the clerk's package: drawn with openpyxl in a workbook of its own, then moved."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from app.sheets.columns import letter
from app.workbooks.cells import MAIN, cell_xml
from app.workbooks.marks import NotSpliced, element, masked
from app.workbooks.overview import Overview, add_overview
from app.workbooks.parts import RELATIONS, Parts

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_LONGEST_NAME = 31  # letters of a sheet's name


def add_overview_part(parts: Parts, told: Overview, styles: dict[str, int]) -> None:
    """Put the overview behind the last sheet. `styles`: the places of title, bold and moment. Raises NotSpliced."""
    from openpyxl import Workbook

    main = parts.book.main
    workbook = parts.text(main)
    name = _free_name(told.word("sheet"), set(parts.book.parts))
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = add_overview(book, told)
    sheet.title = name
    part = parts.free("xl/worksheets/sheet{}.xml")
    drawing = _add_chart(parts, _package(book)) if sheet._charts else ""  # type: ignore[attr-defined]
    link = parts.relate(part, "drawing", drawing) if drawing else ""
    parts.add(part, "sheet", _sheet_xml(sheet, styles, link))
    parts.put(main, _listed(workbook, name, parts.relate(main, "worksheet", part)))


def _package(book: object) -> zipfile.ZipFile:
    buffer = io.BytesIO()
    book.save(buffer)  # type: ignore[attr-defined]
    return zipfile.ZipFile(buffer)


def _free_name(wanted: str, taken: set[str]) -> str:
    lower = {name.lower() for name in taken}
    names = (f"{wanted[: _LONGEST_NAME - 6]} ({n})" if n > 1 else wanted for n in range(1, 10_000))
    return next(name for name in names if name.lower() not in lower)


def _add_chart(parts: Parts, package: zipfile.ZipFile) -> str:
    """Move the drawing and its chart; the drawing's name."""
    drawing, chart = parts.free("xl/drawings/drawing{}.xml"), parts.free("xl/charts/chart{}.xml")
    parts.add(drawing, "drawing", package.read("xl/drawings/drawing1.xml"))
    parts.add(chart, "chart", package.read("xl/charts/chart1.xml"))
    if parts.relate(drawing, "chart", chart) != "rId1":  # what openpyxl's drawing calls it
        raise NotSpliced("drawing")
    return drawing


def _sheet_xml(sheet: Worksheet, styles: dict[str, int], drawing: str) -> str:
    widths = "".join(
        f'<col min="{n}" max="{n}" width="{sheet.column_dimensions[letter(n - 1)].width}" customWidth="1"/>'
        for n in (1, 2)
    )
    rows = []
    for number, row in enumerate(sheet.iter_rows(), 1):
        cells = [
            cell_xml(number, column, cell.value, styles[_look(cell)])
            for column, cell in enumerate(row)
            if cell.value not in (None, "")
        ]
        if any(cells):
            rows.append(f'<row r="{number}">{"".join(cells)}</row>')
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{MAIN}" xmlns:r="{RELATIONS}">'
        f"<cols>{widths}</cols><sheetData>{''.join(rows)}</sheetData>"
        + (f'<drawing r:id="{drawing}"/>' if drawing else "")
        + "</worksheet>"
    )


def _look(cell: object) -> str:
    """Which of our formats an openpyxl cell of the overview wants."""
    if cell.is_date:  # type: ignore[attr-defined]
        return "moment"
    font = cell.font  # type: ignore[attr-defined]
    return "title" if font.sz > 11 else "bold" if font.b else "plain"


def _listed(workbook: str, name: str, link: str) -> str:
    """The workbook's list of sheets with one more at its end; places that other things count by stay."""
    plain = masked(workbook)
    sheets = element(plain, "sheets")
    inside = plain[sheets.inside : sheets.tail] if sheets else ""
    spelt = re.search(r'\s(\w{1,32}):id="', inside)
    if sheets is None or spelt is None or f'xmlns:{spelt[1]}="{RELATIONS}"' not in plain:
        raise NotSpliced("workbook")
    number = max(map(int, re.findall(r'sheetId="(\d{1,9})"', inside)), default=0) + 1
    space = f'xmlns:{spelt[1]}="{RELATIONS}"'  # some systems declare it sheet by sheet
    entry = f'<{sheets.prefix}sheet {space} name={quoteattr(name)} sheetId="{number}" {spelt[1]}:id="{link}"/>'
    return workbook[: sheets.tail] + entry + workbook[sheets.tail :]
