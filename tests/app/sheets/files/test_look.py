"""The second look sees what the reader sees, however an .xlsx is spelt; else the sheet is refused."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font

from app.domain.values import check_digit
from app.errors import SheetError
from app.sheets.cells.text import Flaw
from app.sheets.files import read
from app.sheets.files.model import RawSheet
from app.wording import say_error

SHEET, BOOK, LINKS = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
HEADERS = ["เลขบัตรประชาชน", "วันที่นัด", "เวลานัด", "เข็มที่", "ชื่อ-สกุล"]


def cid(number: int) -> str:
    return f"199{number:09d}" + str(check_digit(f"199{number:09d}"))


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """Four people: the dose of row 3 is an error, row 4 is hidden, row 5 struck through and noted; C2 to C3 is one."""
    book = Workbook()
    table = book.worksheets[0]
    for row in [HEADERS, *([cid(n), "5/11/2569", "08:00", 2, f"คน ที่{n}"] for n in range(1, 5))]:
        table.append(row)
    table["D3"], table["D3"].data_type = "#N/A", "e"
    table.row_dimensions[4].hidden = True
    for cell in table[5]:
        cell.font = Font(strike=True)
    table["E5"].comment = Comment("ยกเลิก", "เจ้าหน้าที่")
    table.merge_cells("C2:C3")
    book.save(tmp_path / "a.xlsx")
    return tmp_path / "a.xlsx"


def rebuilt(path: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The same package with parts changed, renamed or taken out."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    change(parts)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts.items():
            new.writestr(name, data)
    return path


def assert_all_seen(raw: RawSheet) -> None:
    assert [row[0] for row in raw.rows] == [cid(n) for n in range(1, 5)]
    assert [row[4] for row in raw.rows] == [f"คน ที่{n}" for n in range(1, 5)]
    assert raw.rows[1][3] == Flaw("error", "#N/A")
    assert (raw.hidden_rows, raw.struck_rows) == ({4}, {5})
    assert raw.merges == ((2, 3, 2, 2),)


def test_notes_on_cells_are_read(sheet: Path) -> None:
    assert dict(read(sheet).comments) == {5: "ยกเลิก"}


def respelt(pattern: str, new: str, part: str = SHEET) -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        text, count = re.subn(pattern, new, parts[part].decode())
        assert count, pattern
        parts[part] = text.encode()

    return change


def encoded(encoding: str, said: str, *names: str) -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        for name in names:
            body = re.sub(r"^<\?xml.*?\?>", "", parts[name].decode().removeprefix("\ufeff"))
            parts[name] = f"<?xml version='1.0' encoding='{said}'?>{body}".encode(encoding)

    return change


SPELLINGS = {
    "as it was": respelt("<sheetData>", "<sheetData>"),
    "blanks between tags": respelt("><", ">\n  <"),
    "one blank between tags": respelt(r"><(v|f|row|c)\b", r"> <\1"),
    "single quotes": respelt('"', "'"),
    "single quotes at the errors only": respelt('t="e"', "t='e'"),
    "single quotes at hidden rows only": respelt('hidden="1"', "hidden='1'"),
    "blanks around the equals sign": respelt('t="e"', 't = "e"'),
    "a line break before an attribute": respelt(' t="e"', '\n t="e"'),
    "a line break before hidden": respelt(' hidden="1"', '\nhidden="1"'),
    "a letter as its number": respelt('t="e"', 't="&#101;"'),
    "xml:space": respelt("<v>", '<v xml:space="preserve">'),
    "xml:space at texts": respelt("<t>", '<t xml:space="preserve">'),
    "CDATA": respelt("<(v|t)>([^<]+)</", r"<\1><![CDATA[\2]]></"),
    "CDATA in part": respelt("<t>(...)([^<]*)</t>", r"<t>\1<![CDATA[\2]]></t>"),
    "a comment in a value": respelt("<(v|t)>([^<]+)</", r"<\1>\2<!-- x --></"),
    "letters as numbers": respelt("<t>1", "<t>&#49;"),
    "attributes in another order": respelt(r'<c r="(\w+)"((?: \w+="\w+")+)', r'<c\2 r="\1"'),
    "a prefix": lambda parts: parts.update(
        {SHEET: re.sub(rb"<(/?)(\w)", rb"<\1x:\2", parts[SHEET]).replace(b"xmlns=", b"xmlns:x=")}
    ),
    "a size in rows only": respelt("<dimension[^>]*>", '<dimension ref="1:5"/>'),
    "a size of nothing": respelt("<dimension[^>]*>", '<dimension ref=""/>'),
    "whole columns merged": respelt("</mergeCells>", '<mergeCell ref="F:F"/></mergeCells>'),
    "an error of another kind": respelt("<v>#N/A</v>", "<v>#N/A</v>"),
    "UTF-16": encoded("utf-16", "UTF-16", SHEET),
    "UTF-16 everywhere": encoded("utf-16", "UTF-16", SHEET, BOOK, LINKS, "xl/styles.xml"),
}


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_however_the_sheet_is_spelt(sheet: Path, spelling: str) -> None:
    assert_all_seen(read(rebuilt(sheet, SPELLINGS[spelling])))


@pytest.mark.parametrize("error", ["#GETTING_DATA", "#SPILL!", "#CALC!", "#BUSY!", "#ค่าผิด", "x" * 400, ""])
def test_an_error_is_an_error_whatever_it_says(sheet: Path, error: str) -> None:
    cell = read(rebuilt(sheet, respelt("<v>#N/A</v>", f"<v>{error}</v>"))).rows[1][3]
    assert cell == Flaw("error", error[:20] or "#N/A")


def moved(**names: str) -> Callable[[dict[str, bytes]], None]:
    """Other names for parts."""

    def change(parts: dict[str, bytes]) -> None:
        for old, new in names.items():
            parts[new] = parts.pop({"sheet": SHEET, "book": BOOK, "links": LINKS, "styles": "xl/styles.xml"}[old])

    return change


def everywhere(change: Callable[[str], str]) -> Callable[[dict[str, bytes]], None]:
    def rename(parts: dict[str, bytes]) -> None:
        for name in list(parts):
            parts[change(name)] = parts.pop(name)

    return rename


def both(*changes: Callable[[dict[str, bytes]], None]) -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        for each in changes:
            each(parts)

    return change


def to(target: str) -> Callable[[dict[str, bytes]], None]:
    return respelt('Target="/xl/worksheets/sheet1.xml"', f'Target="{target}"', LINKS)


PLACES = {
    "backslashes": everywhere(lambda name: name.replace("/", "\\")),
    "capitals": everywhere(str.upper),
    "a slash first": everywhere(lambda name: f"/{name}"),
    "a target from the folder": to("worksheets/sheet1.xml"),
    "a target with a dot": to("./worksheets/sheet1.xml"),
    "a target that climbs": to("../xl/worksheets/sheet1.xml"),
    "a target from the top without its slash": to("xl/worksheets/sheet1.xml"),
    "a target with backslashes": to(r"worksheets\\sheet1.xml"),
    "a target with capitals": to("/XL/Worksheets/Sheet1.XML"),
    "a target with a number for a letter": to("/xl/worksheets/sheet%31.xml"),
    "another folder": both(moved(sheet="data/one.xml"), to("/data/one.xml")),
    "beside the workbook": both(moved(sheet="xl/one.xml"), to("one.xml")),
    "another workbook": both(
        moved(book="book/main.xml", links="book/_rels/main.xml.rels"),
        respelt('Target="/?xl/workbook.xml"', 'Target="book/main.xml"', "_rels/.rels"),
    ),
    "other styles": both(moved(styles="xl/look.xml"), respelt('"styles.xml"', '"look.xml"', LINKS)),
    "another prefix for links": both(respelt("xmlns:r=", "xmlns:rel=", BOOK), respelt(" r:id=", " rel:id=", BOOK)),
}


@pytest.mark.parametrize("place", PLACES)
def test_wherever_its_parts_are(sheet: Path, place: str) -> None:
    assert_all_seen(read(rebuilt(sheet, PLACES[place])))


def decoy(parts: dict[str, bytes]) -> None:
    """Another workbook where the reader would look first."""
    parts["book/main.xml"], parts["book/_rels/main.xml.rels"] = parts[BOOK], parts[LINKS]
    parts["xl/worksheets/other.xml"] = parts[SHEET].replace(b' hidden="1"', b"").replace(b't="e"', b't="n"')
    parts[LINKS] = parts[LINKS].replace(b"sheet1.xml", b"other.xml")
    parts["_rels/.rels"] = re.sub(rb'Target="/?xl/workbook.xml"', b'Target="book/main.xml"', parts["_rels/.rels"])


def test_what_is_looked_at_is_what_is_read(sheet: Path) -> None:
    assert_all_seen(read(rebuilt(sheet, decoy)))


def refusal(path: Path) -> tuple[str, str]:
    with pytest.raises(SheetError) as caught:
        read(path)
    return caught.value.code, say_error(caught.value, "en")


def test_a_sheet_whose_part_is_not_found_is_refused_by_its_name(sheet: Path) -> None:
    code, sentence = refusal(rebuilt(sheet, to("/xl/worksheets/sheet7.xml")))
    assert code == "sheet_unknown"
    assert sentence.startswith("Sheet Sheet can't be read")


def test_two_parts_of_one_name_are_refused(sheet: Path) -> None:
    def double(parts: dict[str, bytes]) -> None:
        parts["xl/worksheets/Sheet1.xml"] = parts[SHEET].replace(b' hidden="1"', b"")

    assert refusal(rebuilt(sheet, double))[0] == "file_damaged"


def test_a_far_cell_in_a_part_of_an_odd_name_costs_no_memory(sheet: Path) -> None:
    far = respelt("</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')
    assert refusal(rebuilt(sheet, both(far, PLACES["backslashes"])))[0] == "rows_too_many"


LOW_ROWS = {
    "height 0": respelt('<row r="3"', '<row r="3" ht="0" customHeight="1"'),
    "height 0.0": respelt('<row r="3"', '<row r="3" ht="0.0"'),
    "under a pixel": respelt('<row r="3"', '<row r="3" ht=".25" customHeight="true"'),
    "single quotes": respelt('<row r="3"', "<row r=\"3\" ht='0'"),
    "as LibreOffice": respelt(
        '<row r="3"', '<row r="3" customFormat="false" ht="0" hidden="false" customHeight="true"'
    ),
    "the default, but for those that say one": both(
        respelt("<sheetFormatPr ", '<sheetFormatPr zeroHeight="1" '),
        respelt(r'<row r="([1245])"', r'<row r="\1" ht="15"'),
    ),
    "the default, hidden said otherwise": both(
        respelt("<sheetFormatPr ", '<sheetFormatPr zeroHeight="true" '),
        respelt(r'<row r="([1245])"', r'<row r="\1" ht="15" customHeight="1"'),
        respelt('<row r="3"', '<row r="3" ht="0" hidden="0"'),
    ),
}


@pytest.mark.parametrize("spelling", LOW_ROWS)
def test_a_row_of_no_height_is_hidden(sheet: Path, spelling: str) -> None:
    assert read(rebuilt(sheet, LOW_ROWS[spelling])).hidden_rows == {3, 4}


@pytest.mark.parametrize(
    "change",
    [
        respelt('<row r="3"', '<row r="3" customHeight="0"'),
        respelt('<row r="3"', '<row r="3" customHeight="1"'),
        respelt('<row r="3"', '<row r="3" ht="0.75" customHeight="1"'),
        respelt('<row r="3"', '<row r="3" ht="20"'),
        respelt("<sheetFormatPr ", '<sheetFormatPr zeroHeight="false" '),
        respelt("<sheetFormatPr ", '<sheetFormatPr zeroHeight="0" '),
    ],
)
def test_a_row_of_some_height_is_not(sheet: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    assert_all_seen(read(rebuilt(sheet, change)))
