"""Letters struck through in part of a cell: what is left is read, in every format that tells, and said."""

from __future__ import annotations

import html
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from app.domain.values import Severity, check_digit
from app.sheets.check import Checked, check
from app.sheets.columns import settle
from app.sheets.files import read
from tests.app.sheets.files.test_file import as_other_programs_spell, rewritten, with_shared_texts
from tests.bench.fixtures import biff, biff12

SHEET = "xl/worksheets/sheet1.xml"
HEADERS = ("เลขบัตรประชาชน", "ชื่อ-สกุล", "วันที่นัด", "เวลานัด")
TODAY = date(2026, 11, 1)
Pieces = Sequence[tuple[bool, str]]  # struck through? its letters


def cid(number: int) -> str:
    return f"199{number:09d}" + str(check_digit(f"199{number:09d}"))


def row(number: int, **given: Pieces) -> list[Pieces]:
    plain = {"cid": cid(number), "name": f"นายที่ {number}", "day": "5/11/2569", "hour": "09:00"}
    return [given.get(name, [(False, text)]) for name, text in plain.items()]


ROWS = [
    row(1, hour=[(True, "09:00"), (False, " 10:00")]),
    row(2, day=[(False, "6/11/2569 "), (True, "5/11/2569")]),
    row(3, cid=[(True, cid(9)), (False, " "), (False, cid(3))]),
    row(4, name=[(True, "นายเก่า "), (False, "นายใหม่")]),
    row(5, hour=[(True, "09:00"), (False, " "), (True, "10:00"), (False, " -")]),  # nothing is left
    row(6),
]


def xlsx(path: Path) -> Path:
    book = Workbook()
    book.worksheets[0].append(HEADERS)
    for cells in ROWS:
        book.worksheets[0].append(
            [
                CellRichText(*(TextBlock(InlineFont(strike=struck or None), text) for struck, text in cell))
                if len(cell) > 1
                else cell[0][1]
                for cell in cells
            ]
        )
    book.save(path)
    return path


def spelt_otherwise(path: Path) -> Path:
    return rewritten(xlsx(path), SHEET, as_other_programs_spell)


def shared(path: Path) -> Path:
    return with_shared_texts(xlsx(path))


def _marked(cell: Pieces, before: str, after: str) -> str:
    return "".join(f"{before}{text}{after}" if struck else text for struck, text in cell)


def page(path: Path) -> Path:
    lines = [[f"<td>{_marked(cell, '<s>', '</s>')}</td>" for cell in cells] for cells in ROWS]
    rows = [f"<tr>{''.join(line)}</tr>" for line in lines]
    head = "".join(f"<th>{header}</th>" for header in HEADERS)
    path = path.with_suffix(".xls")
    path.write_text(f"<html><meta charset=utf-8><table><tr>{head}</tr>{''.join(rows)}</table></html>", encoding="utf-8")
    return path


def xml2003(path: Path) -> Path:
    def data(text: str) -> str:
        return f'<Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40">{text}</ss:Data></Cell>'

    lines = [list(map(html.escape, HEADERS)), *([_marked(cell, "<S>", "</S>") for cell in cells] for cells in ROWS)]
    rows = "".join(f"<Row>{''.join(map(data, line))}</Row>" for line in lines)
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    path = path.with_suffix(".xml")
    path.write_text(
        f'<?xml version="1.0" encoding="UTF-8"?><Workbook xmlns="{space}" xmlns:ss="{space}">'
        f'<Worksheet ss:Name="นัด"><Table>{rows}</Table></Worksheet></Workbook>',
        encoding="utf-8",
    )
    return path


def ods(path: Path) -> Path:
    urn = "urn:oasis:names:tc:opendocument:xmlns"
    spaces = " ".join(f'xmlns:{name}="{urn}:{name}:1.0"' for name in ("office", "table", "text", "style"))

    def cell(text: str) -> str:
        return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'

    before, after = '<text:span text:style-name="T1">', "</text:span>"
    lines = [list(HEADERS), *([_marked(cell, before, after) for cell in cells] for cells in ROWS)]
    rows = "".join(f"<table:table-row>{''.join(map(cell, line))}</table:table-row>" for line in lines)
    style = (
        '<office:automatic-styles><style:style style:name="T1" style:family="text">'
        '<style:text-properties style:text-line-through-style="solid"/></style:style></office:automatic-styles>'
    )
    path = path.with_suffix(".ods")
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr(
            "content.xml",
            f"<office:document-content {spaces}>{style}<office:body><office:spreadsheet>"
            f'<table:table table:name="นัด">{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
        package.writestr("META-INF/manifest.xml", "<manifest/>")
    return path


def in_pieces() -> list[list[object]]:
    return [list(HEADERS), *([list(cell) if len(cell) > 1 else cell[0][1] for cell in cells] for cells in ROWS)]


def xls(path: Path) -> Path:
    return biff.write(path.with_suffix(".xls"), biff.stream({"นัด": in_pieces()}, biff.BIFF8))


def xls_in_short_records(path: Path) -> Path:
    """Texts that go on in the next record, in the middle of a word, too."""
    return biff.write(path.with_suffix(".xls"), biff.stream({"นัด": in_pieces()}, biff.BIFF8, most=31))


def xls_of_excel_5(path: Path) -> Path:
    return biff.write(path.with_suffix(".xls"), biff.stream({"นัด": in_pieces()}, biff.BIFF5), name="Book")


def xlsb(path: Path) -> Path:
    return biff12.write(path.with_suffix(".xlsb"), {"นัด": in_pieces()})


def checked(path: Path) -> Checked:
    raw = read(path)
    return check(raw, settle(raw, TODAY), facility=None, today=TODAY)


@pytest.mark.parametrize(
    "made", [xlsx, spelt_otherwise, shared, page, xml2003, ods, xls, xls_in_short_records, xls_of_excel_5, xlsb]
)
def test_what_is_left_of_a_cell_is_read_and_said(tmp_path: Path, made: Callable[[Path], Path]) -> None:
    found = checked(made(tmp_path / "a.xlsx"))
    assert {(a.row, a.cid, a.date.day, a.hour) for a in found.appointments} == {
        (2, cid(1), 5, 10),
        (3, cid(2), 6, 9),
        (4, cid(3), 5, 9),
        (5, cid(4), 5, 9),
        (7, cid(6), 5, 9),
    }
    assert found.appointments[3].person_name == "นายใหม่"
    assert [(each.row, each.reason) for each in found.aside] == [(6, "aside_struck")]
    said = {(p.row, p.column): p.params["left"] for p in found.problems if p.code == "cell_crossed"}
    assert said == {
        (2, "appointment_time"): "10:00",
        (3, "appointment_date"): "6/11/2569",
        (4, "cid"): cid(3),
        (5, "person_name"): "นายใหม่",
    }
    assert not [p for p in found.problems if p.severity is Severity.ERROR]
