"""Formats that old programs and report writers give clinics: Excel 2 to 95, XML Spreadsheet 2003, MHTML, .fods, text
named .xls. Each is read, or refused with the true reason; hidden and struck rows, errors, merges, notes are known."""

from __future__ import annotations

import base64
import quopri
import struct
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from app.domain.values import check_digit
from app.errors import SheetError
from app.sheets.cells.text import Flaw
from app.sheets.files import read, sheets
from tests.bench.fixtures import biff

HEADERS = ["เลขบัตรประชาชน", "วันที่นัด", "เวลานัด", "เข็มที่", "ชื่อ-สกุล"]


def cid(number: int) -> str:
    return f"199{number:09d}" + str(check_digit(f"199{number:09d}"))


def people(error: object = biff.NOT_AVAILABLE) -> list[list[object]]:
    """Four people; the dose of row 3 is an error."""
    rows: list[list[object]] = [list(HEADERS)]
    rows += [[cid(n), "5/11/2569", "08:00", error if n == 2 else 2, f"คน ที่{n}"] for n in range(1, 5)]
    return rows


def refusal(path: Path) -> str:
    with pytest.raises(SheetError) as caught:
        read(path)
    return caught.value.code


def assert_people(path: Path, kind: str) -> None:
    raw = read(path)
    assert raw.format == kind
    assert raw.headers == tuple(HEADERS)
    assert [row[0] for row in raw.rows] == [cid(n) for n in range(1, 5)]
    assert [row[4] for row in raw.rows] == [f"คน ที่{n}" for n in range(1, 5)]
    assert raw.rows[1][3] == Flaw("error", "#N/A")


# --- .xls ---


@pytest.mark.parametrize(
    ("version", "name"),
    [
        (biff.BIFF8, "Workbook"),
        (biff.BIFF8, "WORKBOOK"),
        (biff.BIFF5, "Book"),
        (biff.BIFF5, "BOOK"),
        (biff.BIFF5, "book"),
    ],
)
def test_old_workbooks_of_both_kinds_and_their_marks(tmp_path: Path, version: int, name: str) -> None:
    marks = {} if version == biff.BIFF5 else {"merged": [(1, 2, 2, 2)]}
    records = biff.stream({"นัด": people()}, version, hidden=[3], struck=[4], **marks)
    path = biff.write(tmp_path / "a.xls", records, name=name)
    assert_people(path, "xls")
    raw = read(path)
    assert (raw.sheet, raw.hidden_rows, raw.struck_rows) == ("นัด", {4}, {5})
    assert raw.merges == (((2, 3, 2, 2),) if marks else ())


@pytest.mark.parametrize(("version", "pieces"), [(biff.BIFF8, 1), (biff.BIFF8, 3), (biff.BIFF5, 1)])
def test_notes_on_cells_of_old_workbooks_are_read(tmp_path: Path, version: int, pieces: int) -> None:
    records = biff.stream({"นัด": people()}, version)
    notes = biff.note(2, "แจ้งยกเลิก\n25/11", version, pieces=pieces) + biff.note(3, "โทรแล้ว", version, drawn=2)
    path = biff.write(tmp_path / "a.xls", records[:-4] + notes + records[-4:])
    assert read(path).comments == {3: "แจ้งยกเลิก 25/11", 4: "โทรแล้ว"}


@pytest.mark.parametrize("page", [874, 1252])
def test_texts_of_two_bytes_under_a_code_page_of_one(tmp_path: Path, page: int) -> None:
    """The fast reader puts a zero behind every letter."""
    shared = struct.pack("<II", 1, 1) + biff.text("cid", 2, biff.BIFF8, wide=False)
    records = biff.stream({"a": [["", *HEADERS[1:]], *people()[1:]]}, biff.BIFF8, page=page)
    label = biff.record(0xFD, struct.pack("<HHHI", 0, 0, 15, 0))
    end = biff.record(0x0A)
    globals_, _, rest = records.partition(biff.record(0x85, b"")[:2])
    at = records.index(end)
    added = len(biff.record(0xFC, shared))
    first = struct.unpack_from("<I", rest, 2)[0] + added  # where the sheet begins, further on now
    records = globals_ + biff.record(0x85)[:2] + rest[:2] + struct.pack("<I", first) + records[len(globals_) + 8 : at]
    whole = biff.stream({"a": [["", *HEADERS[1:]], *people()[1:]]}, biff.BIFF8, page=page)
    records += biff.record(0xFC, shared) + whole[at:-4] + label + end
    raw = read(biff.write(tmp_path / "a.xls", records))
    assert raw.headers == ("cid", *HEADERS[1:])


def test_a_protected_xls_that_excel_opens_unasked_is_opened_unasked(tmp_path: Path) -> None:
    records = biff.stream({"นัด": people()}, biff.BIFF8, hidden=[3], struck=[4])
    path = biff.write(tmp_path / "a.xls", biff.encrypted(records, "VelvetSweatshop"))
    assert_people(path, "xls")
    assert (read(path).hidden_rows, read(path).struck_rows) == ({4}, {5})


def test_an_xls_with_a_password_says_so(tmp_path: Path) -> None:
    records = biff.stream({"นัด": people()}, biff.BIFF8)
    assert refusal(biff.write(tmp_path / "a.xls", biff.encrypted(records, "1234"))) == "file_encrypted"
    xor = records[:20] + biff.record(0x2F, b"\0\0\1\2\3\4") + records[20:]
    assert refusal(biff.write(tmp_path / "b.xls", xor)) == "file_encrypted"


def test_an_xls_that_is_cut_short_is_damaged(tmp_path: Path) -> None:
    """Its directory, where its names are, stands at the end of many."""
    path = biff.write(tmp_path / "a.xls", biff.stream({"นัด": people()}, biff.BIFF8))
    path.write_bytes(path.read_bytes()[:-1200])
    assert refusal(path) == "file_damaged"


@pytest.mark.parametrize("oldest", [True, False])
def test_bare_records_of_one_sheet(tmp_path: Path, oldest: bool) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(biff.bare(people(), oldest=oldest))
    assert_people(path, "bare")


@pytest.mark.parametrize("cut", [20, 100, 191])
def test_bare_records_that_are_cut_short(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(biff.bare(people())[:cut])
    assert refusal(path) == "file_damaged"


def test_a_far_bare_cell_costs_no_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    far = biff.record(0x203, struct.pack("<HHHd", 65_000, 60_000, 0, 1.0))
    path.write_bytes(biff.bare(people())[:-4] + far + biff.record(0x0A))
    assert refusal(path) == "file_damaged"


# --- XML Spreadsheet 2003 ---

SPREADSHEET = """<?xml version="1.0" encoding="{encoding}"?>
<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:x="urn:schemas-microsoft-com:office:excel">
 <Styles><Style ss:ID="Default"/><Style ss:ID="gone"><Font ss:StrikeThrough="1"/></Style>
  <Style ss:ID="id"><NumberFormat ss:Format="0000000000000"/></Style></Styles>
 <Worksheet ss:Name="ลับ"><Table><Row><Cell><Data ss:Type="String">cid</Data></Cell></Row></Table>
  <WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible></WorksheetOptions>
 </Worksheet>
 <Worksheet ss:Name="นัด"><Table>
  <Column ss:Index="6" ss:Hidden="1"/>
  <Row>{headers}<Cell><Data ss:Type="String">ลับ</Data></Cell></Row>
  <Row ss:Index="3"><Cell ss:StyleID="id"><Data ss:Type="Number">12345</Data></Cell>
   <Cell ss:MergeDown="1"><Data ss:Type="DateTime">2026-11-05T00:00:00.000</Data></Cell>
   <Cell><Data ss:Type="DateTime">1899-12-31T08:00:00.000</Data></Cell>
   <Cell><Data ss:Type="Error">#N/A</Data></Cell><Cell><ss:Data ss:Type="String">ก <B>ข</B></ss:Data>
    <Comment ss:Author="ก"><ss:Data>ยกเลิก</ss:Data></Comment></Cell></Row>
  <Row ss:Hidden="1"><Cell><Data ss:Type="String">{one}</Data></Cell>
   <Cell ss:Index="3"><Data ss:Type="String">09:00</Data></Cell></Row>
  <Row ss:StyleID="gone"><Cell><Data ss:Type="String">{two}</Data></Cell></Row>
 </Table></Worksheet></Workbook>"""


@pytest.mark.parametrize(("encoding", "said"), [("utf-8", "UTF-8"), ("utf-16", "UTF-16"), ("cp874", "windows-874")])
@pytest.mark.parametrize("name", ["a.xls", "a.xml"])
def test_xml_spreadsheet_2003(tmp_path: Path, encoding: str, said: str, name: str) -> None:
    headers = "".join(f'<Cell><Data ss:Type="String">{header}</Data></Cell>' for header in HEADERS)
    text = SPREADSHEET.format(encoding=said, headers=headers, one=cid(1), two=cid(2))
    (tmp_path / name).write_bytes(text.encode(encoding))
    raw = read(tmp_path / name)
    assert (raw.format, raw.sheet, raw.hidden_sheets, list(raw.numbers)) == ("xml", "นัด", ("ลับ",), [3, 4, 5])
    assert [str(cell) for cell in raw.rows[0]] == ["0000000012345", "2026-11-05", "08:00:00", "#N/A", "ก ข", ""]
    assert list(raw.rows[1][:3]) == [cid(1), "", "09:00"]
    assert (raw.hidden_rows, raw.struck_rows, raw.merges) == ({4}, {5}, ((3, 4, 1, 1),))
    assert (raw.hidden_columns, dict(raw.comments), dict(raw.restored)) == (("ลับ",), {3: "ยกเลิก"}, {(3, 0): "12345"})


@pytest.mark.parametrize(
    ("inside", "code"),
    [
        ('<Row ss:Index="9999999"><Cell><Data ss:Type="String">x</Data></Cell></Row>', "rows_too_many"),
        (
            '<Row ss:Index="190000"><Cell ss:Index="16000"><Data ss:Type="String">x</Data></Cell></Row>',
            "sheet_too_wide",
        ),
        ("<Row><Cell>", "file_damaged"),
    ],
)
def test_xml_spreadsheets_that_can_not_be(tmp_path: Path, inside: str, code: str) -> None:
    page = SPREADSHEET.format(encoding="utf-8", headers="", one="", two="").replace(
        " </Table></Worksheet></W", f"{inside}</Table></Worksheet></W"
    )
    (tmp_path / "a.xls").write_text(page, encoding="utf-8")
    assert refusal(tmp_path / "a.xls") == code


# --- .ods ---

CONTENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:{root} xmlns:office="{names}office:1.0" xmlns:table="{names}table:1.0" xmlns:text="{names}text:1.0"
 xmlns:style="{names}style:1.0" xmlns:calcext="{names}calc"
 office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
<office:automatic-styles>
<style:style style:name="gone"><style:text-properties style:text-line-through-style="solid"/></style:style>
<style:style style:name="child" style:parent-style-name="gone"/></office:automatic-styles><office:body>
<office:spreadsheet><table:table table:name="นัด">{rows}</table:table></office:spreadsheet></office:body>
</office:{root}>"""


def content(root: str) -> str:
    return CONTENT.format(root=root, names="urn:oasis:names:tc:opendocument:xmlns:", rows=ods_rows())


def ods_rows() -> str:
    def cell(value: object, more: str = "") -> str:
        if isinstance(value, bytes):
            return cell("#N/A", ' calcext:value-type="error"')
        return f'<table:table-cell office:value-type="string"{more}><text:p>{value}</text:p></table:table-cell>'

    rows = []
    for number, row in enumerate(people()):
        style = ' table:style-name="child"' if number == 4 else ""
        cells = [cell(value, style) for value in row]
        if number == 1:
            cells[2] = cell(row[2], ' table:number-rows-spanned="2" table:number-columns-spanned="1"')
        if number == 2:
            note = "<office:annotation><text:p>ยกเลิก</text:p></office:annotation><text:p>"
            cells[4] = cells[4].replace("<text:p>", note, 1)
        hidden = ' table:visibility="collapse"' if number == 3 else ""
        rows.append(f"<table:table-row{hidden}>{''.join(cells)}</table:table-row>")
    return "".join(rows)


def ods(path: Path, xml: str, *, mimetype: str | None, manifest: bool = True) -> Path:
    with zipfile.ZipFile(path, "w") as package:
        if mimetype:
            package.writestr("mimetype", mimetype)
        package.writestr("content.xml", xml)
        if manifest:
            package.writestr("META-INF/manifest.xml", "<manifest/>")
    return path


SPREADSHEETS = "application/vnd.oasis.opendocument.spreadsheet"


@pytest.mark.parametrize("how", ["whole", "without its mimetype", "template", "fods", "fods named xml"])
def test_open_documents(tmp_path: Path, how: str) -> None:
    path = tmp_path / "a.ods"
    if how.startswith("fods"):
        path = tmp_path / ("a.fods" if how == "fods" else "a.xml")
        path.write_text(content("document"), encoding="utf-8")
    else:
        mimetype = {"whole": SPREADSHEETS, "template": f"{SPREADSHEETS}-template"}.get(how)
        ods(path, content("document-content"), mimetype=mimetype)
    assert_people(path, "ods")
    raw = read(path)
    assert (raw.hidden_rows, raw.struck_rows, raw.merges) == ({4}, {5}, ((2, 3, 2, 2),))
    assert dict(raw.comments) == {3: "ยกเลิก"}


@pytest.mark.parametrize(
    ("height", "hidden"),
    [
        ('style:row-height="0cm"', True),
        ('style:row-height="0.004in"', True),
        ('style:row-height="0.5cm"', False),
        ('style:row-height="0cm" style:use-optimal-row-height="true"', False),
        ('style:row-height="odd"', False),
    ],
)
def test_a_row_of_no_height_of_an_open_document_is_hidden(tmp_path: Path, height: str, hidden: bool) -> None:
    style = f'<style:style style:name="flat"><style:table-row-properties {height}/></style:style>'
    xml = content("document-content").replace("<office:automatic-styles>", f"<office:automatic-styles>{style}")
    rows = xml.split("<table:table-row>")
    xml = (
        "<table:table-row>".join(rows[:2])
        + '<table:table-row table:style-name="flat">'
        + "<table:table-row>".join(rows[2:])
    )
    raw = read(ods(tmp_path / "a.ods", xml, mimetype=SPREADSHEETS))
    assert raw.hidden_rows == ({2, 4} if hidden else {4})


def test_a_letter_is_no_sheet(tmp_path: Path) -> None:
    path = ods(tmp_path / "a.ods", content("document-content"), mimetype="application/vnd.oasis.opendocument.text")
    assert refusal(path) == "file_not_sheet"


# --- web pages ---


def table_rows(rows: Sequence[Sequence[object]]) -> str:
    return "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)


def page(body: str, head: str = "") -> str:
    return f"<html><head><title>รายงาน</title>{head}</head><body>{body}</body></html>"


def test_rows_of_a_page_count_as_excel_counts_them(tmp_path: Path) -> None:
    body = f"<h3>รายชื่อ</h3><p>โรงพยาบาล<br>สมมุติ</p><p></p><table>{table_rows(people(''))}</table><p>จบ</p>"
    (tmp_path / "a.xls").write_text(page(body), encoding="utf-8")
    raw = read(tmp_path / "a.xls")
    assert (raw.header_row, list(raw.numbers)[:4]) == (4, [5, 6, 7, 8])


def test_all_tables_of_a_page_are_one_sheet(tmp_path: Path) -> None:
    first, second = people("")[:3], people("")[3:]
    body = f"<table>{table_rows(first)}</table><table>{table_rows(second)}</table>"
    (tmp_path / "a.xls").write_text(page(body), encoding="utf-8")
    assert [info.name for info in sheets(tmp_path / "a.xls")] == ["a"]
    raw = read(tmp_path / "a.xls")
    assert [row[0] for row in raw.rows] == [cid(n) for n in range(1, 5)]


@pytest.mark.parametrize(
    "mark",
    [
        'style="display:none"',
        "style='mso-height-source:userset;DISPLAY : NONE'",
        "hidden",
        "class=gone",
        "style=visibility:collapse",
    ],
)
def test_rows_that_are_not_displayed_are_hidden(tmp_path: Path, mark: str) -> None:
    rows = table_rows(people("")).replace("</tr>", "").split("<tr>")  # ends of rows are often left out
    body = "<table>" + "".join(f"<tr {mark if n == 3 else ''}>{row}" for n, row in enumerate(rows) if row) + "</table>"
    (tmp_path / "a.xls").write_text(page(body, "<style><!-- .x, .gone {display:none} --></style>"), encoding="utf-8")
    raw = read(tmp_path / "a.xls")
    assert len(raw.rows) == 4
    assert raw.hidden_rows == {3}


@pytest.mark.parametrize(
    ("before", "after", "mark"),
    [
        ("<s>", "</s>", ""),
        ("<del>", "</del>", ""),
        ("<strike><b>", "</b></strike>", ""),
        ('<span style="color:red;text-decoration: line-through">', "</span>", ""),
        ("", "", ' style="text-decoration:line-through"'),
        ("", "", " class=xl65"),
    ],
)
def test_what_a_page_strikes_through_is_struck(tmp_path: Path, before: str, after: str, mark: str) -> None:
    rows = people("")
    rows[2][0] = f"{before}{rows[2][0]}{after}"
    table = table_rows(rows).replace(f"<td>{rows[2][0]}", f"<td{mark}>{rows[2][0]}", 1)
    head = "<style>.xl65 {mso-style-parent:style0; text-decoration:line-through;}</style>"
    (tmp_path / "a.xls").write_text(page(f"<table>{table}</table>", head), encoding="utf-8")
    raw = read(tmp_path / "a.xls")
    assert raw.struck_rows == {3}
    assert raw.rows[1][0] == cid(2)


def test_cells_of_a_page_over_several_rows_are_merged(tmp_path: Path) -> None:
    table = (
        table_rows(people("")).replace("<td>08:00</td>", "<td rowspan=4>08:00</td>", 1).replace("<td>08:00</td>", "")
    )
    (tmp_path / "a.xls").write_text(page(f"<table>{table}</table>"), encoding="utf-8")
    raw = read(tmp_path / "a.xls")
    assert raw.merges == ((2, 5, 2, 2),)
    assert [row[4] for row in raw.rows] == [f"คน ที่{n}" for n in range(1, 5)]


@pytest.mark.parametrize("how", ["8bit", "base64", "quoted-printable"])
@pytest.mark.parametrize("charset", ["utf-8", "windows-874"])
def test_a_page_in_one_file_named_xls(tmp_path: Path, how: str, charset: str) -> None:
    data = page(f"<table>{table_rows(people(''))}</table>").encode("cp874" if charset == "windows-874" else charset)
    coded = {"8bit": data, "base64": base64.encodebytes(data), "quoted-printable": quopri.encodestring(data)}[how]
    lines = [
        "MIME-Version: 1.0",
        "X-Document-Type: Workbook",
        'Content-Type: multipart/related; boundary="x"',
        "",
        "--x",
        'Content-Type: text/html; charset="us-ascii"',
        "",
        "<html><frameset></frameset></html>",
        "--x",
        "Content-Location: sheet001.htm",
        f"Content-Transfer-Encoding: {how}",
        f'Content-Type: text/html; charset="{charset}"',
        "",
        "",
    ]
    head = "\r\n".join(lines)
    (tmp_path / "a.xls").write_bytes(head.encode() + coded + b"\r\n--x--\r\n")
    raw = read(tmp_path / "a.xls")
    assert (raw.format, raw.sheet) == ("mhtml", "a")
    assert [row[0] for row in raw.rows] == [cid(n) for n in range(1, 5)]


def test_a_page_in_one_file_without_a_table(tmp_path: Path) -> None:
    head = 'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n'
    (tmp_path / "a.xls").write_text(head + "--x\nContent-Type: text/html\n\n<p>x\n--x--\n")
    assert refusal(tmp_path / "a.xls") == "html_file"


# --- text named .xls ---


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp874"])
@pytest.mark.parametrize("name", ["a.xls", "a.xlsx", "นัด"])
@pytest.mark.parametrize("separator", ["\t", ","])
def test_text_named_like_a_workbook(tmp_path: Path, encoding: str, name: str, separator: str) -> None:
    text = "".join(separator.join(map(str, row)) + "\r\n" for row in people(""))
    (tmp_path / name).write_bytes(text.encode(encoding))
    raw = read(tmp_path / name)
    assert raw.format == "text"
    assert [row[0] for row in raw.rows] == [cid(n) for n in range(1, 5)]


# --- separated text: strict about quotes ---


def csv_of(path: Path, lines: Sequence[str], encoding: str = "utf-8") -> Path:
    path.write_bytes("\r\n".join(lines).encode(encoding))
    return path


def lines_of(count: int = 5, separator: str = ",") -> list[str]:
    head = separator.join(("cid", "วันที่นัด", "เวลานัด", "หมายเหตุ", "ชื่อ-สกุล"))
    return [head, *(separator.join((cid(n), "5/11/2569", "08:00", "", f"คน ที่{n}")) for n in range(1, count + 1))]


@pytest.mark.parametrize(
    ("line", "note", "code"),
    [
        (2, '"ค้าง', "text_quote"),  # never closed: takes in all that follows
        (2, '"ก "นก" ข"', "text_quote"),
        (2, '"ก" ข', "text_quote"),
        (5, '"', "text_quote"),
        (3, '"ที่อยู่\r\nบ้าน 1\r\n' + cid(9) + '"', "text_cell_rows"),
        (3, '"' + cid(9) + '\r\nโทร"', "text_cell_rows"),
        (3, '"ก\r\n1-9990-00000-09-1"', "text_cell_rows"),
        (3, '"ก\r\nข,ค,ง"', "text_cell_rows"),
    ],
)
@pytest.mark.parametrize("hint", [True, False])
def test_a_stray_quote_is_refused_with_its_line(tmp_path: Path, line: int, note: str, code: str, hint: bool) -> None:
    lines = lines_of()
    lines[line - 1] = lines[line - 1].replace(",,", f",{note},")
    with pytest.raises(SheetError) as caught:
        read(csv_of(tmp_path / "a.csv", ["sep=,", *lines] if hint else lines))
    assert (caught.value.code, caught.value.params["row"], caught.value.detail) == (code, line + hint, "")


def test_two_stray_quotes_take_no_rows(tmp_path: Path) -> None:
    lines = lines_of()
    lines[1] = lines[1].replace(",,", ',"ค้าง,')
    lines[3] = lines[3].replace(",,", ',ค้าง",')
    assert refusal(csv_of(tmp_path / "a.csv", lines)) == "text_cell_rows"


def test_quotes_in_the_middle_and_addresses_of_several_lines_are_read(tmp_path: Path) -> None:
    lines = lines_of()
    lines[1] = lines[1].replace(",,", ",สูง 5'10\" ผอม,")
    lines[2] = lines[2].replace(",,", ',"บ้าน 1\r\nหมู่ 2, อ.เมือง",')
    lines[3] = lines[3].replace(",,", ',"เรียก ""นก""",')
    rows = read(csv_of(tmp_path / "a.csv", lines)).rows
    assert [row[3] for row in rows[:3]] == ["สูง 5'10\" ผอม", "บ้าน 1\r\nหมู่ 2, อ.เมือง", 'เรียก "นก"']
    assert len(rows) == 5


@pytest.mark.parametrize("quotes", ["''", "“”", "„“", "‘’", "``", "«»", '""'])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
@pytest.mark.parametrize("space", ["", " "])
def test_quotes_of_another_kind(tmp_path: Path, quotes: str, separator: str, space: str) -> None:
    lines = [
        (separator + space).join(f"{quotes[0]}{cell}{quotes[1]}" for cell in line.split(","))
        for line in [line.replace(",,", ",-,") for line in lines_of()]
    ]
    lines[1] = lines[1].replace("คน ", f"คน{separator} ")
    rows = read(csv_of(tmp_path / "a.csv", lines)).rows
    assert [row[0] for row in rows] == [cid(n) for n in range(1, 6)]
    assert rows[0][4] == f"คน{separator} ที่1"


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n"])
def test_excels_hint_and_the_line_ends_of_an_old_mac(tmp_path: Path, end: str) -> None:
    path = tmp_path / "a.csv"
    lines = ["sep=;", *lines_of(separator=";")]
    path.write_bytes(end.join(lines).encode())
    assert [row[0] for row in read(path).rows] == [cid(number) for number in range(1, 6)]


@pytest.mark.parametrize("end", ["\x1a", "\r\n\x1a", "\r\n\x1a\0\0\r\n", "\r\n,,,,\r\n\x1a"])
def test_the_end_of_a_dos_file_is_no_person(tmp_path: Path, end: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("\r\n".join(lines_of()).encode("cp874") + end.encode())
    assert list(read(path).numbers) == [2, 3, 4, 5, 6]


def test_thai_letters_cut_in_two_are_no_other_letters(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("\r\n".join(lines_of()).encode()[:-2])
    assert refusal(path) == "text_encoding"
