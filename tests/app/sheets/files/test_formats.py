"""The same made-up clinic in every format, and what comes by the clipboard or as a web page."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from app.domain.values import check_digit
from app.errors import SheetError
from app.reader import Reader
from app.sheets.cells.dates import answered
from app.sheets.check import Checked, again, check, recheck
from app.sheets.columns import settle
from app.sheets.files import from_text, read, sheets
from app.sheets.files.model import RawSheet
from app.sheets.offers import dose_for_blank
from tests.bench.fixtures import biff12

DATA = Path(__file__).parent / "data"
TODAY = date(2026, 10, 1)
HEADERS = ["เลขบัตรประชาชน", "วันที่นัด", "เวลานัด", "ชื่อ-สกุล"]
ALL = ["clinic.xlsx", "clinic-libreoffice.xlsx", "clinic.xls", "clinic.xlsb", "clinic.ods"]


def cid(number: int) -> str:
    return f"199{number:09d}" + str(check_digit(f"199{number:09d}"))


def checked_of(raw: RawSheet) -> Checked:
    return check(raw, settle(raw, TODAY), facility=None, today=TODAY)


@pytest.mark.parametrize("name", ALL)
def test_every_format_says_the_same(name: str) -> None:
    raw = read(DATA / name)
    result = check(raw, settle(raw, TODAY), facility=None, today=TODAY, take_in={"aside_hidden"})
    assert [p.row for p in result.problems if p.code in ("date_cell_order", "dose_missing")] == [7, 8]
    while not result.dates.is_sure:
        result = again(result, dates=answered(result.dates, swapped=False))
    result = recheck(result, dose_for_blank(result.problems, 1))
    assert raw.format == name.partition(".")[2]
    assert (raw.sheet, raw.header_row, list(raw.numbers)) == ("นัดหมาย", 3, [*range(4, 11)])
    assert [(each.row, each.reason) for each in raw.aside] == [(10, "aside_total")]
    assert [(a.row, a.cid, a.date.day, a.hour, a.dose) for a in result.appointments] == [
        (4, cid(101), 5, 8, 1),
        (5, cid(102), 5, 9, 2),
        (6, cid(103), 13, 10, 1),
        (7, cid(104), 6, 13, 1),
        (8, cid(105), 6, 9, 1),
    ]
    assert [p.row for p in result.problems if p.column == "appointment_time"] == [9]


@pytest.mark.parametrize("name", ["clinic.xlsx", "clinic-libreoffice.xlsx", "clinic.ods", "clinic.xls"])
def test_hidden_rows_and_columns_are_told_in_every_format(name: str) -> None:
    raw = read(DATA / name)
    assert raw.hidden_rows == {7}
    assert raw.hidden_columns == ("เบอร์โทรศัพท์",)


def test_lines_with_tabs_named_xls(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(pasted(HEADERS, [cid(1), "5/11/2569", "08:00", "ก"]).encode("cp874"))
    assert (read(path).format, [row[0] for row in read(path).rows]) == ("text", [cid(1)])


@pytest.mark.parametrize("name", ALL)
def test_the_picker_shows_both_sheets(name: str) -> None:
    infos = {info.name: (info.usable, info.hidden) for info in sheets(DATA / name)}
    assert infos == {"นัดหมาย": (True, False), "สถิติ": (False, False)}


@pytest.mark.parametrize("ending", ["xls", "ods", "xlsx"])
def test_error_cells_are_told_in_every_format(ending: str) -> None:
    """The fast reader shows them as blanks, and a blank dose is the first."""
    result = checked_of(read(DATA / f"errors.{ending}"))
    assert [(p.row, p.column, p.code, p.params["text"]) for p in result.problems if p.code == "cell_error"] == [
        (2, "dose", "cell_error", "#N/A"),
        (3, "appointment_time", "cell_error", "#DIV/0!"),
    ]
    assert result.appointments == ()


# --- .xlsb: written by our own small writer, as no library can ---


def test_an_error_cell_of_an_xlsb_is_told() -> None:
    (problem,) = [p for p in checked_of(read(DATA / "clinic.xlsb")).problems if p.column == "appointment_time"]
    assert (problem.row, problem.code, problem.params["text"]) == (9, "cell_error", "#N/A")


def test_an_error_in_the_dose_is_never_taken_for_the_first(tmp_path: Path) -> None:
    rows: list[Sequence[object]] = [
        ["cid", "วันที่นัด", "เวลานัด", "เข็มที่"],
        [cid(1), "5/11/2569", "08:00", biff12.NOT_AVAILABLE],
    ]
    result = checked_of(read(biff12.write(tmp_path / "a.xlsb", {"a": rows})))
    assert [p.code for p in result.problems if p.column == "dose"] == ["cell_error"]
    assert result.appointments == ()


def code_of(path: Path) -> str:
    with pytest.raises(SheetError) as caught:
        read(path)
    return caught.value.code


def xlsb_with(path: Path, extra: bytes) -> Path:
    """The fixture with records put before the end of its first sheet."""
    with zipfile.ZipFile(DATA / "clinic.xlsb") as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/worksheets/sheet1.bin":
                end = content.rindex(biff12.record(biff12.END_DATA))
                content = content[:end] + extra + content[end:]
            new.writestr(name, content)
    return path


def far_row(number: int, column: int, *, hidden: bool = False) -> bytes:
    row = struct.pack("<IIHBBBI", number, 0, 300, 0, 0x10 if hidden else 0, 0, 0)
    return biff12.record(biff12.ROW, row) + biff12.cell(column, "x")


def test_one_far_cell_of_an_xlsb_costs_no_memory(tmp_path: Path) -> None:
    """The fast reader would ask for 68 GB and be ended by the system, the program with it."""
    assert code_of(xlsb_with(tmp_path / "a.xlsb", far_row(2**31, 3))) == "rows_too_many"
    assert code_of(xlsb_with(tmp_path / "b.xlsb", far_row(199_000, 16_000))) == "sheet_too_wide"
    # 15.7 million cells took more memory than the helper may have.
    assert code_of(xlsb_with(tmp_path / "c.xlsb", far_row(63_276, 248))) == "sheet_too_wide"


def test_a_cell_further_out_than_any_sheet_goes_costs_no_time(tmp_path: Path) -> None:
    """Two rows of eight million columns, which no spreadsheet can have, were searched for a header for 13 seconds."""
    assert code_of(xlsb_with(tmp_path / "a.xlsb", far_row(20, 4_000_000))) == "sheet_too_wide"
    read(xlsb_with(tmp_path / "b.xlsb", far_row(20, 16_383)))  # the last one there is


def test_a_hidden_row_of_an_xlsb_is_told(tmp_path: Path) -> None:
    people = [cid(7), "5/11/2569", "08:00"]
    cells = b"".join(biff12.cell(column, value) for column, value in zip((1, 3, 4), people, strict=True))
    row = biff12.record(biff12.ROW, struct.pack("<IIHBBBI", 10, 0, 300, 0, 0x10, 0, 0))
    assert read(xlsb_with(tmp_path / "a.xlsb", row + cells)).hidden_rows == {11}


def test_a_struck_row_and_a_merge_of_an_xlsb_are_told(tmp_path: Path) -> None:
    cells = b"".join(
        biff12.cell(column, value, style=1)
        for column, value in zip((1, 3, 4), [cid(7), "5/11/2569", "08:00"], strict=True)
    )
    row = biff12.record(biff12.ROW, struct.pack("<IIHBBBI", 10, 0, 300, 0, 0, 0, 0))
    merge = biff12.record(176, struct.pack("<IIII", 3, 4, 4, 4))
    path = xlsb_with(tmp_path / "a.xlsb", row + cells + merge)
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("xl/styles.bin", biff12.styles())
    raw = read(path)
    assert (raw.struck_rows, raw.merges) == ({11}, ((4, 5, 4, 4),))


def test_a_note_on_a_cell_of_an_xlsb_is_read(tmp_path: Path) -> None:
    link = '<Relationships><Relationship Id="rId1" Type="http://x/comments" Target="../comments1.bin"/></Relationships>'
    words = "แจ้งยกเลิก".encode("utf-16-le")
    said = biff12.record(635, struct.pack("<IIIII", 0, 3, 3, 0, 0) + b"\0" * 16)
    said += biff12.record(637, b"\0" + struct.pack("<I", len(words) // 2) + words)
    path = xlsb_with(tmp_path / "a.xlsb", b"")
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("xl/worksheets/_rels/sheet1.bin.rels", link)
        package.writestr("xl/comments1.bin", said)
    assert read(path).comments == {4: "แจ้งยกเลิก"}


def test_a_far_cell_in_another_sheet_does_no_harm(tmp_path: Path) -> None:
    rows: list[Sequence[object]] = [["cid", "วันที่นัด", "เวลานัด"], [cid(1), "5/11/2569", "08:00"]]
    far = [["x"]] * 200_001
    path = biff12.write(tmp_path / "a.xlsb", {"a": rows, "far": far})
    assert len(read(path, "a").rows) == 1


# --- the clipboard ---


def pasted(*rows: Sequence[str]) -> str:
    return "".join("\t".join(row) + "\r\n" for row in rows)


def test_a_range_copied_from_excel() -> None:
    raw = from_text(pasted(HEADERS, [cid(1), "5/11/2569", "08:00", "คน, ที่1"], [cid(2), "6/11/2569", "9", '"บรรทัด\n2"']))
    assert (raw.format, raw.header_row, list(raw.numbers)) == ("pasted", 1, [2, 3])
    assert [list(row) for row in raw.rows] == [
        [cid(1), "5/11/2569", "08:00", "คน, ที่1"],
        [cid(2), "6/11/2569", "9", "บรรทัด\n2"],
    ]
    assert [a.hour for a in checked_of(raw).appointments] == [8, 9]


@pytest.mark.parametrize(
    ("text", "code"), [("", "file_empty"), (" \r\n", "file_empty"), ("a\tb\r\n1\t2", "header_missing")]
)
def test_what_can_not_be_pasted_gets_a_sentence(text: str, code: str) -> None:
    with pytest.raises(SheetError) as caught:
        from_text(text)
    assert caught.value.code == code


def test_the_helper_reads_what_is_pasted() -> None:
    with Reader() as reader:
        result = reader.paste(pasted(HEADERS, [cid(1), "5/11/2569", "08:00", "ก"]), today=TODAY)
    assert [a.cid for a in result.appointments] == [cid(1)]


# --- web pages named .xls ---

PAGE = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="{charset}">
<style>td {{ mso-number-format:"\\@" }}</style></head><body><table><tr><td>โรงพยาบาล<td>เมนู</table>
<TABLE border=1><tr><th colspan=4>แผนการนัด</th></tr>
<tr><th rowspan=2>เลขบัตรประชาชน</th><th colspan=2>นัด</th><th rowspan=2>ชื่อ-สกุล</th></tr>
<tr><th>วันที่นัด</th><th>เวลานัด</th></tr>
<tr><td>{one}</td><td>5/11/2569</td><td>08:00&nbsp;น.</td><td>นาง<b>ก</b><br>ข</td></tr>
<tr><td x:num="{two}">1.99E+12<td>6/11/2569<td>9 &lt;br&gt;<td>ค
</table></body></html>"""


@pytest.mark.parametrize(("charset", "encoding"), [("utf-8", "utf-8"), ("windows-874", "cp874"), ("utf-16", "utf-16")])
def test_a_web_page_named_xls(tmp_path: Path, charset: str, encoding: str) -> None:
    path = tmp_path / "report.xls"
    path.write_bytes(PAGE.format(charset=charset, one=cid(1), two=cid(2)).encode(encoding))
    raw = read(path)
    assert (raw.format, raw.sheet, raw.header_row, list(raw.numbers)) == ("html", "report", 4, [5, 6])
    assert list(raw.rows[0]) == [cid(1), "5/11/2569", "08:00 น.", "นางก ข"]
    assert list(raw.rows[1]) == [cid(2), "6/11/2569", "9 <br>", "ค"]


@pytest.mark.parametrize(
    ("page", "code"),
    [
        ("<html><p>เข้าสู่ระบบ</p></html>", "html_file"),
        ("<?xml version='1.0'?><Workbook/>", "html_file"),
        ("<table></table>", "sheet_empty"),
        ("<table>" + "<tr><td colspan=1000>x" * 5000, "rows_too_many"),
        ("<table>" + "<tr>" * 200_001, "rows_too_many"),
    ],
)
def test_pages_that_are_no_sheet(tmp_path: Path, page: str, code: str) -> None:
    path = tmp_path / "a.xls"
    path.write_text(page, encoding="utf-8")
    assert code_of(path) == code


# --- what fuzzing found: each ended the program, or kept it waiting for ever ---


def changed(name: str, path: Path, at: int, new: bytes) -> Path:
    data = bytearray((DATA / name).read_bytes())
    data[at : at + len(new)] = new
    path.write_bytes(data)
    return path


def place(name: str, mark: bytes) -> int:
    at = (DATA / name).read_bytes().find(mark)
    assert at > 0
    return at


DIMENSIONS = struct.pack("<HH", 0x200, 14)  # of an .xls: first row, last, first column, last


@pytest.mark.parametrize(
    ("offset", "new", "code"),
    [
        (8, struct.pack("<I", 2**31), "rows_too_many"),
        (4, struct.pack("<I", 2**20), "file_damaged"),
        (8, struct.pack("<IHH", 60_000, 0, 60_000), "sheet_too_wide"),
    ],
)
def test_an_xls_that_says_it_is_huge(tmp_path: Path, offset: int, new: bytes, code: str) -> None:
    at = place("clinic.xls", DIMENSIONS) + offset
    assert code_of(changed("clinic.xls", tmp_path / "a.xls", at, new)) == code


def test_an_xls_with_more_texts_than_bytes(tmp_path: Path) -> None:
    at = place("clinic.xls", struct.pack("<HH", 0xFC, 818)) + 8
    assert code_of(changed("clinic.xls", tmp_path / "a.xls", at, b"\xff\xff\xff\x7f")) == "file_damaged"


@pytest.mark.parametrize("at", [40, 44, 64, 72])
def test_an_xls_with_more_sectors_than_bytes(tmp_path: Path, at: int) -> None:
    assert code_of(changed("clinic.xls", tmp_path / "a.xls", at, b"\0\0\xff\x7f")) == "file_damaged"


def test_an_xls_whose_sectors_run_in_a_circle(tmp_path: Path) -> None:
    table = 512 * (1 + struct.unpack_from("<I", (DATA / "clinic.xls").read_bytes(), 76)[0])
    assert code_of(changed("clinic.xls", tmp_path / "a.xls", table + 4 * 5, struct.pack("<I", 2))) == "file_damaged"


def package_with(name: str, path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    with zipfile.ZipFile(DATA / name) as old, zipfile.ZipFile(path, "w") as new:
        for member in old.namelist():
            content = old.read(member)
            new.writestr(member, change(content) if member == part else content)
    return path


def test_an_ods_that_is_cut_short(tmp_path: Path) -> None:
    path = package_with(
        "clinic.ods", tmp_path / "a.ods", "content.xml", lambda xml: xml[: xml.rindex(b"</table:table>")]
    )
    assert code_of(path) == "file_damaged"


def test_an_ods_row_that_repeats_for_ever(tmp_path: Path) -> None:
    def repeat(xml: bytes) -> bytes:
        return xml.replace(b"<table:table-row", b'<table:table-row table:number-rows-repeated="2147483647"', 1)

    assert code_of(package_with("clinic.ods", tmp_path / "a.ods", "content.xml", repeat)) == "rows_too_many"


@pytest.mark.parametrize("reference", [b"B99999999999", b"ZZZZ5", b"5", b"A0", b"\xe0\xb8\x815"])
@pytest.mark.parametrize("tag", [b"c", b"x:c"])
def test_a_cell_that_is_nowhere(tmp_path: Path, reference: bytes, tag: bytes) -> None:
    def misplace(xml: bytes) -> bytes:
        if tag != b"c":
            xml = xml.replace(b"<worksheet ", b'<worksheet xmlns:x="a" ', 1)
        return xml.replace(b'<c r="B5"', b"<" + tag + b' r="' + reference + b'"', 1)

    path = package_with("clinic.xlsx", tmp_path / "a.xlsx", "xl/worksheets/sheet1.xml", misplace)
    assert code_of(path) == "file_damaged"


def test_a_workbook_whose_styles_are_nowhere(tmp_path: Path) -> None:
    def lose(xml: bytes) -> bytes:
        return xml.replace(b'Target="/xl/styles.xml"', b"")

    path = package_with("clinic.xlsx", tmp_path / "a.xlsx", "xl/_rels/workbook.xml.rels", lose)
    assert len(read(path).rows) == 7
