"""A workbook made to stand the program still: the result is written in no time, or the rows are written anew, and said.

Every pattern that looks for an end behind each beginning takes n² where 20,000 beginnings have no end."""

from __future__ import annotations

import time
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from app import workbooks
from app.domain.values import Outcome, State, check_digit
from app.errors import SheetError
from app.reader import Reader
from app.sheets.check import Checked, check
from app.sheets.columns import settle
from app.sheets.files import read
from app.thai import BANGKOK
from app.workbooks.marks import NotSpliced, element, masked
from app.workbooks.parts import Parts
from app.workbooks.splice import Block, splice

TODAY = date(2026, 10, 1)
AT = datetime(2026, 10, 1, 9, 30, tzinfo=BANGKOK)
SHEET, STYLES, BOOK = "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml"
TYPES, RELATIONS = "[Content_Types].xml", "xl/_rels/workbook.xml.rels"
MANY = 20_000
SOON = 3.0  # seconds, on a busy machine; n² took 8 to 110


def cid(number: int) -> str:
    return f"199{number:09d}" + str(check_digit(f"199{number:09d}"))


def plain(path: Path) -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["เลขบัตรประชาชน", "วันที่นัด", "เวลานัด", "ชื่อ-สกุล"])
    for number in range(1, 4):
        sheet.append([cid(number), "5/11/2569", "08:00", f"คน {number}"])
    book.save(path)
    return path


def changed(path: Path, part: str, old: bytes, new: bytes) -> Path:
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    assert old in parts[part]
    parts[part] = parts[part].replace(old, new, 1)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return path


def checked_of(path: Path) -> Checked:
    raw = read(path)
    return check(raw, settle(raw, TODAY), facility="99001", today=TODAY)


def booked(checked: Checked) -> dict[int, Outcome]:
    return {a.row: Outcome(a.row, State.BOOKED, "", 1_000_000 + a.row, at=AT) for a in checked.appointments}


def aside(xml: bytes) -> bytes:
    return b"<!--" + xml + b"-->"


PREFIXES = b"".join(b"<a%d:sheets>" % number for number in range(MANY))
HOSTILE = {
    "cols in a comment": (SHEET, b"<sheetData>", aside(b"<cols>" * MANY) + b"<sheetData>"),
    "col without an end": (SHEET, b"<sheetData>", b"<cols>" + b"<col " * MANY + b"</cols><sheetData>"),
    "a long dimension": (SHEET, b'ref="A1:', b'ref="A1:' + b"A" * MANY * 5),
    "merges in a comment": (SHEET, b"</sheetData>", b"</sheetData>" + aside(b'<mergeCell ref="A1:B2"' * MANY)),
    "cells in a comment": (SHEET, b'<row r="2"', aside(b'<c r="Z2">' * MANY) + b'<row r="2"'),
    "sheets of many prefixes": (BOOK, b"<sheets>", aside(PREFIXES) + b"<sheets>"),
    "styleSheet in a comment": (STYLES, b"<styleSheet", aside(b"<styleSheet " * MANY) + b"<styleSheet"),
    "fonts in a comment": (STYLES, b"<fonts", aside(b"<fonts>" * MANY) + b"<fonts"),
    "numFmts in a comment": (STYLES, b"<fonts", aside(b"<numFmts>" * MANY) + b"<fonts"),
    "cellXfs in a comment": (STYLES, b"<fonts", aside(b"<cellXfs " * MANY) + b"<fonts"),
    "blanks in a tag": (STYLES, b"<fonts ", b"<fonts " + b" " * MANY * 5),
    "ends of the types": (TYPES, b"</Types>", aside(b"</Types " * MANY) + b"</Types>"),
    "ids of relations": (RELATIONS, b"</Relationships>", aside(b' Id="' * MANY) + b"</Relationships>"),
    "an instruction": (SHEET, b"<sheetData>", b"<?x " + b"<cols>" * MANY + b"?><sheetData>"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_result_is_written_at_once(tmp_path: Path, name: str) -> None:
    path = changed(plain(tmp_path / "a.xlsx"), *HOSTILE[name])
    assert path.stat().st_size < 80_000
    checked = checked_of(path)
    begun = time.monotonic()
    out = workbooks.write_result(checked, booked(checked), tmp_path / "out.xlsx")
    assert time.monotonic() - begun < SOON
    sheet = load_workbook(out).worksheets[0]
    column = next(cell.column for cell in sheet[1] if cell.value == "สถานะการจอง")
    assert [sheet.cell(row, column).value for row in (2, 3, 4)] == ["จองแล้ว"] * 3


def rows_only(cells: bytes) -> bytes:
    return b'<worksheet><sheetData><row r="1">' + cells + b"</row></sheetData></worksheet>"


@pytest.mark.parametrize("cell", [b'<c r="Z1">', b'<c r="Z1" ', b'<c r="Z1"><v>'])
def test_cells_without_an_end_are_refused_at_once(cell: bytes) -> None:
    block = Block(3, 1, ["x"], [], lambda _row: [], [9])
    begun = time.monotonic()
    with pytest.raises(NotSpliced):
        splice(rows_only(cell * MANY), block)
    assert time.monotonic() - begun < SOON


def test_what_stands_in_a_comment_is_no_element(tmp_path: Path) -> None:
    """Not even where it looks like one: our widths go into the sheet's own list of columns."""
    comment = aside(b'<cols><col min="1" max="9" width="99"/></cols>')
    path = changed(plain(tmp_path / "a.xlsx"), SHEET, b"<sheetData>", comment + b"<sheetData>")
    checked = checked_of(path)
    out = workbooks.write_result(checked, booked(checked), tmp_path / "out.xlsx")
    assert Parts(out.read_bytes()).read(SHEET).count(b"<cols>") == 2
    assert load_workbook(out).worksheets[0].column_dimensions["E"].width == 18


def test_elements_are_found_where_they_are() -> None:
    text = '<?xml version="1.0"?><!-- <b> --><x:a y="1"><x:b/><![CDATA[</x:a>]]></x:a >'
    plain_text = masked(text)
    assert len(plain_text) == len(text)
    found = element(plain_text, "a")
    assert found is not None
    assert (found.prefix, found.attributes, text[found.inside : found.tail]) == (
        "x:",
        ' y="1"',
        "<x:b/><![CDATA[</x:a>]]>",
    )
    assert text[found.end :] == ""
    empty = element(plain_text, "b")
    assert empty is not None
    assert empty.empty
    assert element(plain_text, "c") is None
    for broken in ("<!-- <a>", "<!DOCTYPE a><a/>", "<![CDATA["):
        with pytest.raises(NotSpliced):
            masked(broken)
    for broken in ("<a><b></b>", "<a ", "<a></ab>"):
        with pytest.raises(NotSpliced):
            element(broken, "a")


# --- in a process with bounds ---


@pytest.fixture(scope="module")
def reader() -> Any:
    with Reader() as made:
        yield made


def test_the_helper_makes_the_same_copy(tmp_path: Path, reader: Reader) -> None:
    checked = checked_of(plain(tmp_path / "a.xlsx"))
    here = workbooks.write_result(checked, booked(checked), tmp_path / "here.xlsx")
    there = workbooks.write_result(checked, booked(checked), tmp_path / "there.xlsx", copied=reader.copy)
    one, other = (Parts(path.read_bytes()) for path in (here, there))
    assert one.read(SHEET) == other.read(SHEET)
    assert one.read(STYLES) == other.read(STYLES)


@pytest.mark.parametrize("bound", [{"seconds": 0.0}, {"memory": 2**20}])
def test_a_copy_that_takes_too_much_costs_the_colours_and_it_is_said(tmp_path: Path, bound: dict[str, Any]) -> None:
    checked = checked_of(plain(tmp_path / "a.xlsx"))
    notes: list[str] = []
    with Reader(**bound) as reader:
        out = workbooks.write_result(
            checked, booked(checked), tmp_path / "out.xlsx", copied=reader.copy, tell=notes.append
        )
    book = load_workbook(out)
    assert book.worksheets[0]["E2"].value == "จองแล้ว"
    assert notes == ["rebuilt_spelling"]
    assert any("เขียนผลเพิ่มลงไปไม่ได้" in str(cell.value) for cell in book["สรุปผล"]["B"])
    assert [path.name for path in tmp_path.iterdir()].count("out.xlsx") == 1
    assert len([*tmp_path.iterdir()]) == 2, "nothing is left beside it"


def test_a_copy_that_breaks_the_helper_costs_the_colours_alone(tmp_path: Path) -> None:
    def broken(_wanted: workbooks.Wanted) -> workbooks.Made:
        raise SheetError("read_failed")

    checked = checked_of(plain(tmp_path / "a.xlsx"))
    out = workbooks.write_result(checked, booked(checked), tmp_path / "out.xlsx", copied=broken)
    assert load_workbook(out).worksheets[0]["E2"].value == "จองแล้ว"


def test_a_workbook_changed_while_it_is_copied_is_not_taken(tmp_path: Path) -> None:
    path = plain(tmp_path / "a.xlsx")
    checked = checked_of(path)

    def late(wanted: workbooks.Wanted) -> workbooks.Made | None:
        changed(path, SHEET, b"<sheetData>", b"<sheetData> ")
        return workbooks.own_copy(wanted)

    notes: list[str] = []
    out = workbooks.write_result(checked, booked(checked), tmp_path / "out.xlsx", copied=late, tell=notes.append)
    assert load_workbook(out).worksheets[0]["E2"].value == "จองแล้ว"
    assert notes == ["rebuilt_spelling"]
