"""Files as clinics have them: what is read, and the sentence where it can't be."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from app.domain.values import check_digit
from app.errors import SheetError
from app.sheets import columns
from app.sheets.cells.text import Flaw
from app.sheets.files import MOST_ROWS, read, sheets
from app.sheets.files.package import Package
from app.wording import say_error

HEADERS = ["เลขบัตรประชาชน", "วันที่นัด", "เวลานัด", "ชื่อ-สกุล"]


def cid(number: int) -> str:
    twelve = f"199{number:09d}"
    return twelve + str(check_digit(twelve))


PEOPLE = [[cid(n), "5/11/2569", "08:00", f"คน ที่{n}"] for n in range(1, 4)]


def workbook(path: Path, rows: Sequence[Sequence[object]], change: Callable[[Worksheet], None] | None = None) -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(list(row))
    if change:
        change(sheet)
    book.save(path)
    return path


def rewritten(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """The same package with one part changed."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    parts[part] = change(parts[part])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts.items():
            new.writestr(name, data)
    return path


def code_of(path: Path, **choice: str) -> str:
    with pytest.raises(SheetError) as caught:
        read(path, **choice)
    for lang in ("th", "en"):
        sentence = say_error(caught.value, lang)
        assert sentence
        assert "Traceback" not in sentence
    return caught.value.code


SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def test_a_plain_sheet(tmp_path: Path) -> None:
    raw = read(workbook(tmp_path / "a.xlsx", [HEADERS, *PEOPLE]))
    assert raw.headers == tuple(HEADERS)
    assert (raw.header_row, list(raw.numbers)) == (1, [2, 3, 4])
    assert [list(row) for row in raw.rows] == PEOPLE


def test_rows_keep_the_numbers_of_the_file(tmp_path: Path) -> None:
    rows = [
        ["ตารางนัดหมาย รพ.สต. สมมุติ"],
        [],
        ["ประจำเดือน พ.ย."],
        HEADERS,
        PEOPLE[0],
        [],
        PEOPLE[1],
        ["", " "],
        PEOPLE[2],
    ]
    raw = read(workbook(tmp_path / "a.xlsx", rows))
    assert (raw.header_row, list(raw.numbers)) == (4, [5, 7, 9])


def test_a_header_of_two_lines(tmp_path: Path) -> None:
    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("B2:C2")
        sheet.merge_cells("A2:A3")

    rows = [["แผนการนัด"], ["เลขประจำตัวประชาชน", "นัดหมาย", None, "ชื่อ-สกุล"], [None, "วันที่", "เวลา", None], *PEOPLE]
    raw = read(workbook(tmp_path / "a.xlsx", rows, merge))
    assert raw.header_row == 3
    assert list(raw.numbers) == [4, 5, 6]
    assert "วันที่" in raw.headers[1]
    assert "เวลา" in raw.headers[2]


def test_totals_signatures_and_repeated_headers_are_no_people(tmp_path: Path) -> None:
    rows = [HEADERS, *PEOPLE[:2], HEADERS, PEOPLE[2], ["รวมทั้งสิ้น", "", "", "3 คน"], ["", "", "", "ผู้จัดทำ สมมุติ"]]
    raw = read(workbook(tmp_path / "a.xlsx", rows))
    assert list(raw.numbers) == [2, 3, 4, 5, 6, 7]
    assert [(each.row, each.reason) for each in raw.aside] == [
        (4, "aside_heading"),
        (6, "aside_total"),
        (7, "aside_signature"),
    ]


def test_trailing_formatted_blanks_are_ignored(tmp_path: Path) -> None:
    def blanks(sheet: Worksheet) -> None:
        for row in range(5, 3000):
            sheet.cell(row, 1).number_format = "@"

    assert len(read(workbook(tmp_path / "a.xlsx", [HEADERS, *PEOPLE], blanks)).rows) == 3


def test_the_number_format_gives_zeros_back(tmp_path: Path) -> None:
    def zeros(sheet: Worksheet) -> None:
        sheet["A2"] = 123
        sheet["A2"].number_format = "0000000000000"
        sheet["E2"] = 1234
        sheet["E2"].number_format = "00000"
        sheet["F2"] = 12345
        sheet["F2"].number_format = "00000"
        sheet["G2"] = 101
        sheet["G2"].number_format = "[$-D00041E]0 0000 00000 00 0"
        sheet["H2"] = 1234
        sheet["H2"].number_format = "#,##0"

    raw = read(workbook(tmp_path / "a.xlsx", [HEADERS, *PEOPLE], zeros))
    assert raw.rows[0][0] == "0000000000123"
    assert raw.rows[0][4:8] == ["01234", 12345.0, "0000000000101", 1234.0]
    assert raw.restored[2, 4] == "1234"


def test_error_cells_and_formulas_nobody_computed(tmp_path: Path) -> None:
    def flaws(sheet: Worksheet) -> None:
        sheet["B2"] = "#N/A"
        sheet["B2"].data_type = "e"
        sheet["B3"] = "=TODAY()+7"

    raw = read(workbook(tmp_path / "a.xlsx", [HEADERS, *PEOPLE], flaws))
    assert raw.rows[0][1] == Flaw("error", "#N/A")
    assert raw.rows[1][1] == Flaw("no_value")


def test_hidden_rows_columns_and_sheets_are_told(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in [HEADERS, *PEOPLE]:
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    sheet.row_dimensions[900].hidden = True
    sheet.column_dimensions["D"].hidden = True
    secret = book.create_sheet("ลับ")
    secret.append(["x"])
    secret.sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    raw = read(tmp_path / "a.xlsx")
    assert raw.hidden_rows == {3}
    assert raw.hidden_columns == ("ชื่อ-สกุล",)
    assert raw.hidden_sheets == ("ลับ",)


def struck(sheet: Worksheet, *rows: int, columns: str = "ABCD") -> None:
    for row in rows:
        for column in columns:
            sheet[f"{column}{row}"].font = Font(strike=True)


def test_rows_that_are_struck_through_are_told(tmp_path: Path) -> None:
    def strike(sheet: Worksheet) -> None:
        struck(sheet, 3)
        struck(sheet, 4, columns="C")  # the hour alone: it isn't to be booked either
        struck(sheet, 2, columns="E")  # a remark alone
        sheet["E2"] = "โทรแล้ว"
        sheet["F2"].font = Font(strike=False)

    plain = workbook(tmp_path / "a.xlsx", [[*HEADERS, "หมายเหตุ"], *PEOPLE], strike)
    assert read(plain).struck_rows == {3, 4}
    rewritten(plain, SHEET, as_other_programs_spell)
    assert read(plain).struck_rows == {3, 4}
    assert read(workbook(tmp_path / "b.xlsx", [HEADERS, *PEOPLE])).struck_rows == frozenset()


def with_shared_texts(path: Path) -> Path:
    """The workbook with its texts in one part that all sheets share, as Excel itself writes them."""
    with zipfile.ZipFile(path) as package:
        sheet, links = package.read(SHEET).decode(), package.read("xl/_rels/workbook.xml.rels").decode()
    texts: list[str] = []

    def share(match: re.Match[str]) -> str:
        texts.append(match[1])
        return f't="s"><v>{len(texts) - 1}</v>'

    sheet = re.sub(r't="inlineStr"><is>(.*?)</is>', share, sheet)
    shared = f'<sst xmlns="{MAIN}">' + "".join(f"<si>{text}</si>" for text in texts) + "</sst>"
    link = f'<Relationship Type="{LINKS}/sharedStrings" Target="sharedStrings.xml" Id="texts"/></Relationships>'
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("xl/sharedStrings.xml", shared)
    rewritten(path, SHEET, lambda _: sheet.encode())
    return rewritten(path, "xl/_rels/workbook.xml.rels", lambda _: links.replace("</Relationships>", link).encode())


def test_letters_struck_through_one_by_one_are_told(tmp_path: Path) -> None:
    """Who marks the letters in the cell, and not the cell, gets a text of runs."""

    def letters(sheet: Worksheet) -> None:
        dead, kept = TextBlock(InlineFont(strike=True), PEOPLE[1][0]), TextBlock(InlineFont(), "08:")
        sheet["A3"], sheet["C2"] = CellRichText(dead), CellRichText(kept, TextBlock(InlineFont(strike=True), "00"))

    path = workbook(tmp_path / "a.xlsx", [HEADERS, *PEOPLE], letters)
    assert read(path).struck_rows == {3}
    assert read(with_shared_texts(path)).struck_rows == {3}
    assert [row[0] for row in read(path).rows] == [cid(n) for n in range(1, 4)]
    rewritten(path, SHEET, as_other_programs_spell)
    assert read(path).struck_rows == {3}


def as_other_programs_spell(xml: bytes) -> bytes:
    """The same sheet with a prefix on every tag, so that only a real parser can read it."""
    for tag in (b"worksheet", b"sheetData", b"row", b"c", b"v", b"is", b"t", b"f", b"cols", b"col"):
        xml = xml.replace(b"<" + tag + b" ", b"<x:" + tag + b" ").replace(b"<" + tag + b">", b"<x:" + tag + b">")
        xml = xml.replace(b"</" + tag + b">", b"</x:" + tag + b">").replace(b"<" + tag + b"/>", b"<x:" + tag + b"/>")
    return xml.replace(b"xmlns=", b"xmlns:x=", 1)


def test_the_parser_and_the_quick_scan_see_the_same(tmp_path: Path) -> None:
    def everything(sheet: Worksheet) -> None:
        sheet["A2"], sheet["A2"].number_format = 123, "0000000000000"
        sheet["B2"], sheet["B2"].data_type = "#N/A", "e"
        sheet["B3"] = "=TODAY()"
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["D"].hidden = True
        sheet["AC4"] = 5

    plain = workbook(tmp_path / "plain.xlsx", [HEADERS, *PEOPLE], everything)
    other = workbook(tmp_path / "other.xlsx", [HEADERS, *PEOPLE], everything)
    rewritten(other, SHEET, as_other_programs_spell)
    looks = [Package(path.read_bytes(), path.name).look("Sheet", MOST_ROWS) for path in (plain, other)]
    for look in looks:
        assert look.padded == [(1, 0, 13)]
        assert look.errors == {(1, 1): "#N/A"}
        assert (2, 1) in look.formulas
        assert look.hidden_rows == {2}
        assert look.hidden_columns == [(3, 3)]
        assert (look.last_row, look.last_column) == (3, 28)


def test_a_sheet_of_1904(tmp_path: Path) -> None:
    book = Workbook()
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    book.epoch = CALENDAR_MAC_1904
    for row in [HEADERS, [cid(1), date(2026, 11, 5), "08:00", "ก"]]:
        book.worksheets[0].append(row)
    book.save(tmp_path / "a.xlsx")
    raw = read(tmp_path / "a.xlsx")
    assert raw.since_1904
    assert raw.rows[0][1] == date(2026, 11, 5)


def test_the_first_visible_sheet_with_our_headers_is_taken(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0].append(["บันทึก"])
    hidden = book.create_sheet("เก่า")
    good = book.create_sheet("นัด")
    for sheet in (hidden, good):
        for row in [HEADERS, *PEOPLE]:
            sheet.append(row)
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    assert read(tmp_path / "a.xlsx").sheet == "นัด"
    assert read(tmp_path / "a.xlsx", "เก่า").sheet == "เก่า"
    infos = {info.name: (info.rows, info.hidden, info.usable) for info in sheets(tmp_path / "a.xlsx")}
    assert infos == {"Sheet": (1, False, False), "เก่า": (4, True, True), "นัด": (4, False, True)}
    assert code_of(tmp_path / "a.xlsx", sheet="ไม่มี") == "sheet_missing"


def text_of(separator: str) -> str:
    return "\r\n".join(separator.join(row) for row in [HEADERS, *PEOPLE])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp874", "tis-620"])
@pytest.mark.parametrize("separator", [",", "\t", ";", "|"])
def test_text_files(tmp_path: Path, encoding: str, separator: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(text_of(separator).encode(encoding))
    raw = read(path)
    assert raw.headers == tuple(HEADERS)
    assert [list(row) for row in raw.rows] == PEOPLE
    assert list(raw.numbers) == [2, 3, 4]


def test_a_text_file_with_quotes_and_excels_hint(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("sep=;\n" + text_of(";").replace("คน ที่1", '"คน; ที่1"'), encoding="utf-8")
    assert read(path).rows[0][3] == "คน; ที่1"


def test_an_old_workbook_under_any_name_is_known_by_its_bytes(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [HEADERS, *PEOPLE]).rename(tmp_path / "a.csv")
    assert len(read(path).rows) == 3


def encrypted() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.xlsx", b"", "file_empty"),
        ("a.xlsx", b"\0" * 500, "file_empty"),
        ("a.xlsx", encrypted(), "file_encrypted"),
        ("a.xlsx", b"%PDF-1.7 ...", "file_not_sheet"),
        ("a.docx", b"hello", "file_not_sheet"),
        ("a.xlsx", b"PK\x03\x04 but no more", "file_damaged"),
        ("a.xls", b"<html><p>1</p></html>", "html_file"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "file_not_sheet"),
        ("~$a.xlsx", b"x", "file_is_lock"),
        ("a.csv", b"a,b\n1,2\n", "header_missing"),
        ("a.csv", b"\x00\x01\x02\x03" * 50, "file_not_sheet"),
        ("a.txt", f"{cid(1)}\n{cid(2)}\n".encode(), "header_missing"),
    ],
)
def test_what_is_no_sheet_gets_a_sentence(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    (tmp_path / name).write_bytes(data)
    assert code_of(tmp_path / name) == code


def test_missing_files_and_folders(tmp_path: Path) -> None:
    assert code_of(tmp_path / "none.xlsx") == "file_missing"
    (tmp_path / "folder.xlsx").mkdir()
    assert code_of(tmp_path / "folder.xlsx") == "file_not_sheet"


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workbook(tmp_path / "a.xlsx", [HEADERS, *PEOPLE])

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "in use")

    monkeypatch.setattr(Path, "open", refuse)  # root may read anything: the system's answer is played
    assert code_of(path) == "file_locked"


def test_tables_with_nothing_in_them(tmp_path: Path) -> None:
    assert code_of(workbook(tmp_path / "a.xlsx", [])) == "sheet_empty"
    assert code_of(workbook(tmp_path / "b.xlsx", [HEADERS])) == "sheet_no_rows"
    assert code_of(workbook(tmp_path / "c.xlsx", PEOPLE)) == "header_missing"


def test_300_columns_are_fine(tmp_path: Path) -> None:
    rows = [[*HEADERS, *(f"x{n}" for n in range(300))], *([*row, *range(300)] for row in PEOPLE)]
    raw = read(workbook(tmp_path / "a.xlsx", rows))
    assert len(raw.headers) == 304
    assert len(raw.rows) == 3


def sheet_xml(rows: str) -> bytes:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>'.encode()


def test_more_rows_than_any_clinic_has(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [HEADERS])
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 1_048_577))
    assert code_of(rewritten(path, SHEET, lambda _: sheet_xml(rows))) == "rows_too_many"


@pytest.mark.parametrize("tag", ["c", "x:c"])
def test_one_cell_in_the_last_corner_costs_no_memory(tmp_path: Path, tag: str) -> None:
    path = workbook(tmp_path / "a.xlsx", [HEADERS])
    corner = f'<row r="1"><c r="A1"><v>1</v></c></row><row r="150000"><{tag} r="XFD150000"><v>1</v></{tag}></row>'
    assert code_of(rewritten(path, SHEET, lambda _: sheet_xml(corner))) in ("sheet_too_wide", "file_damaged")


def test_a_zip_bomb_is_told_by_what_it_says(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [HEADERS, *PEOPLE])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package, package.open("xl/big.xml", "w") as part:
        for _ in range(300):
            part.write(b"\0" * 2**20)
    assert code_of(path) == "file_too_big"


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [HEADERS, *PEOPLE])
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    rewritten(path, SHEET, lambda xml: laughs + xml)
    assert code_of(path) == "file_damaged"


def test_ods(tmp_path: Path) -> None:
    raw = read(ods(tmp_path / "a.ods", [HEADERS, *PEOPLE]))
    assert raw.format == "ods"
    assert [list(row)[:4] for row in raw.rows] == PEOPLE


def test_an_ods_cell_repeated_without_end(tmp_path: Path) -> None:
    path = ods(
        tmp_path / "a.ods", [HEADERS, *PEOPLE], repeat='table:number-columns-repeated="16384"', rows_repeat=100_000
    )
    assert code_of(path) == "sheet_too_wide"


def ods(path: Path, rows: Sequence[Sequence[object]], repeat: str = "", rows_repeat: int = 1) -> Path:
    office = "urn:oasis:names:tc:opendocument:xmlns"
    lines = "".join(
        f'<table:table-row table:number-rows-repeated="{rows_repeat}">'
        + "".join(
            f'<table:table-cell office:value-type="string" {repeat}><text:p>{c}</text:p></table:table-cell>'
            for c in row
        )
        + "</table:table-row>"
        for row in rows
    )
    content = (
        f'<office:document-content xmlns:office="{office}:office:1.0" xmlns:table="{office}:table:1.0"'
        f' xmlns:text="{office}:text:1.0"><office:body><office:spreadsheet><table:table table:name="นัด">{lines}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        f'<manifest:manifest xmlns:manifest="{office}:manifest:1.0"><manifest:file-entry manifest:full-path="/"'
        f' manifest:media-type="{kind}"/></manifest:manifest>'
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("mimetype", kind)
        package.writestr("content.xml", content)
        package.writestr("META-INF/manifest.xml", manifest)
    path.write_bytes(buffer.getvalue())
    return path


HEADS = ("เลขประจำตัวประชาชน", "วันที่นัด", "เวลานัด")


def block(start: int, *order: int) -> list[list[object]]:
    """Three people, their cells in another order where it is given."""
    rows = [[cid(n), "5 ธ.ค. 2569", "09:00"] for n in range(start, start + 3)]
    return [[row[place] if place >= 0 else "x" for place in order or range(3)] for row in rows]


@pytest.mark.parametrize(
    ("headers", "order"),
    [
        (HEADS, (0, 1, 2)),  # printed again
        ((*HEADS, "เข็มที่", "หมายเหตุ"), (0, 1, 2, -1, -1)),  # two_blocks: richer
        (("ลำดับ", HEADS[1], HEADS[2], HEADS[0]), (-1, 1, 2, 0)),  # moved
        (("ชื่อ-สกุล", "cid", "date", "time"), (-1, 0, 1, 2)),  # other words
        (("", "", *HEADS), (-1, -1, 0, 1, 2)),  # beside the first
        (("เวลานัด", "วันที่นัด", "เลขบัตรประชาชน"), (2, 1, 0)),  # the other way round
    ],
)
def test_a_second_block_is_read_by_its_own_header(
    tmp_path: Path, headers: tuple[str, ...], order: tuple[int, ...]
) -> None:
    table = [HEADS, *block(1), (), ("กลุ่มที่ 2",), headers, *block(10, *order)]
    raw = read(workbook(tmp_path / "a.xlsx", table))
    people = {
        number: tuple(row[:3]) for number, row in zip(raw.numbers, raw.rows, strict=True) if row[1] == "5 ธ.ค. 2569"
    }
    assert people == {
        **{number: (cid(number - 1), "5 ธ.ค. 2569", "09:00") for number in (2, 3, 4)},
        **{number: (cid(number + 2), "5 ธ.ค. 2569", "09:00") for number in (8, 9, 10)},
    }
    assert raw.header_row == 1


def test_what_only_the_second_block_has_is_a_column_of_its_own(tmp_path: Path) -> None:
    table = [HEADS, *block(1), ("เลขประจำตัวประชาชน", "เข็มที่", "วันที่นัด", "เวลานัด"), *block(10, 0, -1, 1, 2)]
    raw = read(workbook(tmp_path / "a.xlsx", table))
    assert raw.headers == (*HEADS, "", "เข็มที่")
    assert [row[4] for row in raw.rows] == ["", "", "", "", "x", "x", "x"]
    assert [(one.row, one.reason) for one in raw.aside] == [(5, "aside_heading")]


def test_a_zero_put_back_stays_with_its_cell_in_a_moved_block(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in [HEADS, *block(1), ("ลำดับ", HEADS[1], HEADS[2], HEADS[0])]:
        sheet.append(list(row))
    twelve = "099" + "0" * 8 + "7"
    cell = sheet.cell(6, 4, int(twelve + str(check_digit(twelve))))
    cell.number_format = "0" * 13
    book.save(tmp_path / "a.xlsx")
    raw = read(tmp_path / "a.xlsx")
    assert list(raw.restored) == [(6, 0)]
    assert str(raw.rows[-1][0]).startswith("099")


def test_whose_column_it_is_may_stand_in_the_line_above(tmp_path: Path) -> None:
    over = ("มารดา", "", "เด็ก", "", "นัดหมาย", "")
    heads = ("เลขบัตรประชาชน", "ชื่อ-สกุล", "เลขบัตรประชาชน", "ชื่อ-สกุล", "วันที่", "เวลา")
    people = [(cid(n + 50), "นาง ก ข", cid(n), "ด.ช. ก ข", "5 ธ.ค. 2569", "09:00") for n in range(1, 4)]
    raw = read(workbook(tmp_path / "a.xlsx", [over, heads, *people]))
    assert raw.headers[:3] == ("มารดา เลขบัตรประชาชน", "มารดา ชื่อ-สกุล", "เด็ก เลขบัตรประชาชน")
    assert (raw.header_row, len(raw.rows)) == (2, 3)
    (doubt,) = columns.look(raw, date(2026, 11, 28)).doubts
    assert (doubt.field, doubt.suggested) == ("cid", 2)
