"""Workbooks we write: the template, the result in a copy of the clerk's own workbook, the overview."""

from __future__ import annotations

import errno
import io
import os
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.check import Checked
from app.domain import BANGKOK, Account, Appointment, Outcome, Server, Severity, State, masked
from app.errors import EnvironmentProblem, SheetError
from app.sheet.file import load
from app.sheet.model import EXAMPLE_CID, EXAMPLE_MARK, RawSheet
from app.thai import show_date
from app.values.headers import FIELDS
from app.values.text import Flaw, shown
from app.wording import Lang, say
from app.wording.sheet import COLUMN_TITLES, OVERVIEW, RESULT_TITLES, STATUS

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

TEMPLATE_FIELDS = FIELDS[:8]
_WIDTHS = (20, 16, 12, 8, 28, 16, 16, 28)
_FILLS = {
    "booked": "C6EFCE",
    "skipped": "DDEBF7",
    "refused": "FFC7CE",
    "invalid": "FFC7CE",
    "unknown": "FFEB9C",
    "sending": "FFEB9C",
    "cancelling": "FFEB9C",
}
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def escaped(text: str) -> str:
    """Text that no spreadsheet runs as a formula, also not after it was saved as CSV."""
    return "'" + text if text.startswith(_FORMULA_STARTS) else text


# --- writing safely ---


def save(book: Workbook, out: Path, *, overwrite: bool = False) -> Path:
    """Write beside the target, then move into place: never half a file, never over one unless told to.
    Raises EnvironmentProblem: file_exists, result_locked, result_disk_full, result_unwritable."""
    return write_atomically(out, lambda file: book.save(file), overwrite=overwrite)


def write_atomically(out: Path, write: Callable[[Any], object], *, overwrite: bool = False) -> Path:
    if out.exists() and not overwrite:
        raise EnvironmentProblem("file_exists", path=str(out))
    temporary = ""
    try:
        descriptor, temporary = tempfile.mkstemp(prefix=".~", suffix=out.suffix, dir=out.parent)
        with os.fdopen(descriptor, "w+b") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, out)  # noqa: PTH105 - the two names as they are
    except OSError as error:
        raise _unwritable(error, out) from None
    finally:
        if temporary:
            with suppress(OSError):
                Path(temporary).unlink(missing_ok=True)
    return out


def _unwritable(error: OSError, out: Path) -> EnvironmentProblem:
    full = error.errno in (errno.ENOSPC, errno.EDQUOT) or getattr(error, "winerror", 0) in (39, 112)
    code = "result_disk_full" if full else "result_unwritable"
    if isinstance(error, PermissionError):
        code = "result_locked"
    return EnvironmentProblem(code, str(error), path=str(out))


# --- the template ---


def template(out: Path, *, overwrite: bool = False) -> Path:
    """An empty sheet with our columns as text, an example row that is never booked, and notes in Thai."""
    return save(_template_book(), out, overwrite=overwrite)


def _template_book() -> Workbook:
    from openpyxl import Workbook

    book = Workbook()
    sheet: Worksheet = book.worksheets[0]
    sheet.title = "นัดหมาย"
    _template_columns(sheet)
    example = (EXAMPLE_CID, "5/11/2569", "08:00", "1", "นางสาวสมมุติ ใจดี", "0800000000", "", EXAMPLE_MARK)
    _text_row(sheet, 2, example)
    _grey(sheet, 2, len(example))
    _validations(sheet)
    _notes(book.create_sheet("คำแนะนำ"))
    return book


def _template_columns(sheet: Worksheet, last_row: int = 2000) -> None:
    """Headers in Thai, cells formatted as text so that no zero is lost and no id is rounded."""
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    for column, (field, width) in enumerate(zip(TEMPLATE_FIELDS, _WIDTHS, strict=True), 1):
        cell = sheet.cell(1, column, COLUMN_TITLES[field][0])
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor="1F6F8B")
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        sheet.column_dimensions[get_column_letter(column)].width = width
        sheet.column_dimensions[get_column_letter(column)].number_format = "@"
        for row in range(2, last_row + 1):
            sheet.cell(row, column).number_format = "@"
    sheet.row_dimensions[1].height = 24
    sheet.freeze_panes = "A2"


def _text_row(sheet: Worksheet, row: int, values: Iterable[str]) -> None:
    for column, value in enumerate(values, 1):
        cell = sheet.cell(row, column)
        cell.number_format = "@"
        _put(cell, value)


def _put(cell: Any, value: object) -> None:
    """A value as what it is; text stays text even where it begins like a formula."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
        if value.startswith(_FORMULA_STARTS):
            cell.quotePrefix = True


def _grey(sheet: Worksheet, row: int, columns: int) -> None:
    from openpyxl.styles import Font

    for column in range(1, columns + 1):
        sheet.cell(row, column).font = Font(italic=True, color="808080")


def _validations(sheet: Worksheet) -> None:
    """Excel's own help while typing: a hint on each column, a list of hours and doses. It stops no one."""
    from openpyxl.worksheet.datavalidation import DataValidation

    hours = ",".join(f"{hour:02d}:00" for hour in range(7, 20))
    rules = {
        "A": DataValidation("textLength", operator="equal", formula1="13", error="เลขประจำตัวประชาชนมี 13 หลัก"),
        "B": DataValidation("textLength", operator="between", formula1="6", formula2="30", error="เช่น 5/11/2569"),
        "C": DataValidation("list", formula1=f'"{hours}"', error="เลือกเป็นชั่วโมงเต็ม เช่น 08:00"),
        "D": DataValidation("list", formula1='"1,2,3,4,5,6,7,8,9"', error="เข็มที่ 1 ถึง 9"),
        "G": DataValidation("textLength", operator="equal", formula1="5", error="รหัสหน่วยบริการ 5 หลัก"),
    }
    for column, rule in rules.items():
        rule.allow_blank, rule.errorStyle, rule.showErrorMessage = True, "warning", True
        rule.promptTitle, rule.prompt, rule.showInputMessage = "คำแนะนำ", rule.error, True
        rule.add(f"{column}2:{column}2000")
        sheet.add_data_validation(rule)


_NOTES = (
    ("แบบฟอร์มนัดหมายสำหรับโปรแกรม MOPH IC Appointment Confirm", ""),
    ("", "แบบฟอร์มนี้เป็นของโปรแกรมนี้ ไม่ใช่แบบฟอร์มทางการของ MOPH-IC"),
    ("เลขประจำตัวประชาชน", "จำเป็น 13 หลัก ช่องเป็น «ข้อความ» แล้ว เลข 0 ตัวหน้าจึงไม่หาย ชาวต่างชาติใช้เลขที่ขึ้นต้นด้วย 8"),
    ("วันที่นัด", "จำเป็น วัน/เดือน/ปี เช่น 5/11/2569 หรือ 5 พ.ย. 69 ใช้ พ.ศ. หรือ ค.ศ. ก็ได้ ไม่ย้อนหลังและไม่เกินหนึ่งปี"),
    ("เวลานัด", "จำเป็น ชั่วโมงเต็ม เช่น 08:00 (ตารางนัดเป็นรายชั่วโมง)"),
    ("เข็มที่", "ไม่กรอก = เข็มที่ 1"),
    ("ชื่อ-สกุล", "ไม่บังคับ ช่วยให้ตรวจรายชื่อได้ง่าย"),
    ("เบอร์โทรศัพท์", "ไม่บังคับ"),
    ("รหัสหน่วยบริการ", "ไม่บังคับ ถ้ากรอกต้องตรงกับหน่วยบริการที่เข้าสู่ระบบ"),
    ("หมายเหตุ", "ไม่บังคับ"),
    ("แถวตัวอย่าง", "แถวตัวหนังสือสีเทาเป็นตัวอย่าง โปรแกรมจะไม่จอง พิมพ์ทับทั้งแถวหรือลบทิ้งได้"),
    ("ก่อนเริ่ม", "ทุกนัดที่จองสำเร็จ ระบบจะส่งข้อความถึงประชาชนทันที กรุณาตรวจรายชื่อให้ครบก่อนกด Start"),
)


def _notes(sheet: Worksheet) -> None:
    from openpyxl.styles import Alignment, Font

    for row, (name, text) in enumerate(_NOTES, 1):
        sheet.cell(row, 1, name).font = Font(bold=True, size=14 if row == 1 else 11)
        sheet.cell(row, 2, text).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions["A"].width = 24
    sheet.column_dimensions["B"].width = 90


# --- results ---


def write_result(
    checked: Checked,
    outcomes: Mapping[int, Outcome],
    out: Path,
    *,
    lang: Lang = "th",
    account: Account | None = None,
    server: Server | None = None,
    overwrite: bool = False,
) -> Path:
    """A copy of the clerk's workbook with status, slot id, reason and time at the right of the table, and an overview
    sheet. A format that can't be written back, or a file that is gone or changed, gives an .xlsx of the rows as read.
    `outcomes`: by row number. Returns the path written. Raises EnvironmentProblem."""
    raw = checked.sheet
    book = _own_workbook(raw, out)
    if book is None:
        book, sheet, out = *_rebuilt(raw), out.with_suffix(".xlsx")
    else:
        sheet = book[raw.sheet]
        if raw.kind == "xlsx" and out.suffix.lower() != ".xlsx":
            out = out.with_suffix(".xlsx")
    if out.exists() and not overwrite:
        raise EnvironmentProblem("file_exists", path=str(out))
    lines = {row: _line(outcomes.get(row), problem, lang) for row, problem in _reasons(checked, lang).items()}
    _add_columns(sheet, raw, lines, lang)
    by_row = {appointment.row: appointment for appointment in checked.candidates}
    statuses = [(status, by_row.get(row)) for row, (status, *_) in lines.items()]
    _overview(book, statuses, raw.path.name, lang, account, server)
    return save(book, out, overwrite=overwrite)


def _own_workbook(raw: RawSheet, out: Path) -> Workbook | None:
    """The clerk's workbook opened for writing, where it can be and still says what was read."""
    from openpyxl import load_workbook

    if raw.kind not in ("xlsx", "xlsm"):
        return None
    keep_macros = raw.kind == "xlsm" and out.suffix.lower() == ".xlsm"
    try:
        book = load_workbook(io.BytesIO(load(raw.path).data), keep_vba=keep_macros, rich_text=True)
    except SheetError:
        return None
    except Exception:  # openpyxl raises whatever it met in a workbook it does not know; the rows are still here
        return None
    return book if raw.sheet in book.sheetnames and _says_the_same(book[raw.sheet], raw) else None


def _says_the_same(sheet: Any, raw: RawSheet) -> bool:
    """Whether the first, a middle and the last row still hold the texts that were read."""
    for place in {0, len(raw.rows) // 2, len(raw.rows) - 1}:
        for column, cell in enumerate(raw.rows[place], 1):
            if isinstance(cell, str) and cell and (raw.numbers[place], column - 1) not in raw.restored:
                value = sheet.cell(raw.numbers[place], column).value
                if isinstance(value, str) and not value.startswith("=") and value != cell:
                    return False
                if value is None:
                    return False
    return True


def _rebuilt(raw: RawSheet) -> tuple[Workbook, Worksheet]:
    """The rows as they were read, each at its own row number."""
    from openpyxl import Workbook

    book = Workbook()
    sheet: Worksheet = book.worksheets[0]
    sheet.title = _sheet_title(raw.sheet)
    _row(sheet, raw.header_row, raw.headers)
    for number, row in zip(raw.numbers, raw.rows, strict=True):
        _row(sheet, number, row)
    return book, sheet


def _sheet_title(name: str) -> str:
    return "".join(" " if letter in "[]:*?/\\" else letter for letter in name)[:31].strip("' ") or "Sheet1"


def _row(sheet: Worksheet, number: int, cells: Sequence[object]) -> None:
    for column, value in enumerate(cells, 1):
        if value != "":
            cell = sheet.cell(number, column)
            _put(cell, _writable(value))
            if isinstance(value, str):
                cell.number_format = "@"


def _writable(value: object) -> object:
    if isinstance(value, str):
        from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

        return ILLEGAL_CHARACTERS_RE.sub("", value)[:32_000]
    return shown(value) if isinstance(value, Flaw) else value


Line = tuple[str, int | None, str, datetime | None]  # status word's key, slot id, reason, when


def _reasons(checked: Checked, lang: Lang) -> dict[int, str]:
    """Row -> what its errors say ("" = none), for every row of the sheet in order."""
    reasons = dict.fromkeys(checked.sheet.numbers, "")
    for problem in checked.problems:
        if problem.severity is Severity.ERROR and problem.row in reasons:
            facts = {"row": problem.row, "column": problem.column, "value": problem.value, **problem.params}
            if problem.column == "cid":
                facts["value"] = masked(problem.value)
            text = say(problem.code, lang, **facts)
            reasons[problem.row] = f"{reasons[problem.row]} {text}".strip()
    return reasons | dict.fromkeys(checked.left_out, "left_out")


def _line(outcome: Outcome | None, problem: str, lang: Lang) -> Line:
    if outcome is None:
        if problem == "left_out":
            return "left_out", None, "", None
        return ("invalid", None, problem, None) if problem else ("planned", None, "", None)
    reason = "" if outcome.state is State.BOOKED or not outcome.code else say(outcome.code, lang, row=outcome.row)
    if outcome.detail and outcome.state is not State.BOOKED:
        reason = f"{reason} ({' '.join(outcome.detail.split())[:300]})".strip()
    return str(outcome.state), outcome.slot_id, reason, outcome.at


def _word(pair: tuple[str, str], lang: Lang) -> str:
    return pair[0 if lang == "th" else 1]


def _add_columns(sheet: Any, raw: RawSheet, lines: Mapping[int, Line], lang: Lang) -> None:
    """Four columns right of the table; those of an earlier result are filled anew."""
    from copy import copy

    first = _first_free(raw)
    for offset, titles in enumerate(RESULT_TITLES.values()):
        cell = sheet.cell(raw.header_row, first + offset, _word(titles, lang))
        model = sheet.cell(raw.header_row, max(1, first - 1))
        cell.font, cell.fill, cell.border, cell.alignment = map(
            copy, (model.font, model.fill, model.border, model.alignment)
        )
        sheet.column_dimensions[cell.column_letter].width = (18, 16, 50, 20)[offset]
    fills = _fills()
    for row, (status, slot_id, reason, at) in lines.items():
        cell = sheet.cell(row, first, _word(STATUS[status], lang))
        if status in fills:
            cell.fill = fills[status]
        sheet.cell(row, first + 1).value = slot_id
        _put(sheet.cell(row, first + 2), escaped(str(_writable(reason))) or None)
        when = sheet.cell(row, first + 3)
        when.value = at.astimezone(BANGKOK).replace(tzinfo=None) if at and at.tzinfo else at
        when.number_format = "yyyy-mm-dd hh:mm:ss"


def _first_free(raw: RawSheet) -> int:
    """The first of our columns, from 1: after the last column with anything in it, or where ours are already."""
    ours = list(RESULT_TITLES.values())
    for column, header in enumerate(raw.headers):
        if header in ours[0] and all(
            name in titles for name, titles in zip(raw.headers[column : column + 4], ours, strict=False)
        ):
            return column + 1
    return max(len(raw.headers), max((len(row) for row in raw.rows[:1]), default=0)) + 1


def _fills() -> dict[str, Any]:
    from openpyxl.styles import PatternFill

    return {status: PatternFill("solid", fgColor=colour) for status, colour in _FILLS.items()}


# --- the overview ---


def _overview(
    book: Workbook,
    statuses: Sequence[tuple[str, Appointment | None]],
    file_name: str,
    lang: Lang,
    account: Account | None,
    server: Server | None,
) -> None:
    """Counts, booked per day and hour with a chart, who, when and on which server."""
    from openpyxl.styles import Font

    def word(key: str) -> str:
        return _word(OVERVIEW[key], lang)

    sheet = book.create_sheet(word("sheet"))
    where = word("practice") if server and server.practice else str(server or "")
    facts = [
        (word("title"), ""),
        (word("file"), file_name),
        (word("facility"), f"{account.facility} {account.facility_name}".strip() if account else ""),
        (word("by"), (account.name or account.user) if account else ""),
        (word("server"), where),
        (word("made"), datetime.now(BANGKOK).replace(tzinfo=None, microsecond=0)),
    ]
    counts = Counter(_word(STATUS[status], lang) for status, _ in statuses)
    facts += [("", ""), (word("count"), ""), *counts.items(), (word("total"), len(statuses))]
    for row, (name, value) in enumerate(facts, 1):
        sheet.cell(row, 1, name).font = Font(bold=not value or row == 1, size=14 if row == 1 else 11)
        _put(sheet.cell(row, 2), escaped(value) if isinstance(value, str) else value)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 28, 28
    booked = Counter((a.date, a.hour) for status, a in statuses if a and status in ("booked", "skipped"))
    if booked:
        _day_table(sheet, len(facts) + 2, booked, lang)


def _day_table(sheet: Worksheet, top: int, booked: Mapping[tuple[date, int], int], lang: Lang) -> None:
    from openpyxl.chart import BarChart, Reference

    days, hours = sorted({day for day, _ in booked}), sorted({hour for _, hour in booked})
    sheet.cell(top, 1, _word(OVERVIEW["chart"], lang))
    for column, hour in enumerate(hours, 2):
        sheet.cell(top + 1, column, f"{hour:02d}:00")
    sheet.cell(top + 1, 1, _word(OVERVIEW["day"], lang))
    sheet.cell(top + 1, len(hours) + 2, _word(OVERVIEW["total"], lang))
    for row, day in enumerate(days, top + 2):
        sheet.cell(row, 1, show_date(day, lang))
        for column, hour in enumerate(hours, 2):
            sheet.cell(row, column, booked.get((day, hour), 0))
        sheet.cell(row, len(hours) + 2, sum(booked.get((day, hour), 0) for hour in hours))
    chart = BarChart()
    chart.type, chart.grouping, chart.overlap = "col", "stacked", 100
    chart.title = _word(OVERVIEW["chart"], lang)
    last = top + 1 + len(days)
    chart.add_data(Reference(sheet, 2, top + 1, len(hours) + 1, last), titles_from_data=True)
    chart.set_categories(Reference(sheet, 1, top + 2, 1, last))
    chart.height, chart.width = 9, max(16, min(60, 2 * len(days) + 8))
    sheet.add_chart(chart, f"{'D'}{1}")


def write_result_without_source(
    rows: Sequence[tuple[Appointment, Outcome]],
    out: Path,
    *,
    lang: Lang = "th",
    file_name: str = "",
    account: Account | None = None,
    server: Server | None = None,
    overwrite: bool = False,
) -> Path:
    """The result of a batch whose workbook is gone: from the journal. `file_name`: what the workbook was called."""
    from openpyxl import Workbook

    book = Workbook()
    sheet: Worksheet = book.worksheets[0]
    sheet.title = "นัดหมาย" if lang == "th" else "Appointments"
    titles = [_word(COLUMN_TITLES[field], lang) for field in TEMPLATE_FIELDS]
    _row(sheet, 1, [*titles, *(_word(pair, lang) for pair in RESULT_TITLES.values())])
    statuses: list[tuple[str, Appointment | None]] = []
    fills = _fills()
    for number, (appointment, outcome) in enumerate(rows, 2):
        line = _line(outcome, "", lang)
        _row(sheet, number, [*_cells(appointment, account), *_shown_line(line, lang)])
        if line[0] in fills:
            sheet.cell(number, len(titles) + 1).fill = fills[line[0]]
        statuses.append((line[0], appointment))
    for column, width in zip("ABCDEFGHIJKL", (*_WIDTHS, 18, 16, 50, 20), strict=True):
        sheet.column_dimensions[column].width = width
    _overview(book, statuses, file_name, lang, account, server)
    return save(book, out.with_suffix(".xlsx"), overwrite=overwrite)


def _cells(appointment: Appointment, account: Account | None) -> tuple[str, ...]:
    """An appointment as the template's columns hold it."""
    return (
        appointment.cid,
        show_date(appointment.date, "th"),
        f"{appointment.hour:02d}:00",
        str(appointment.dose),
        appointment.person_name,
        appointment.mobile_phone,
        account.facility if account else "",
        appointment.note,
    )


def _shown_line(line: Line, lang: Lang) -> tuple[object, ...]:
    status, slot_id, reason, at = line
    when = at.astimezone(BANGKOK).replace(tzinfo=None) if at and at.tzinfo else at
    return _word(STATUS[status], lang), slot_id or "", escaped(reason), when or ""


# --- samples ---


def write_people(out: Path, rows: Sequence[Sequence[str]], *, overwrite: bool = False) -> Path:
    """The template filled with these rows (cells of the template's columns, all text)."""
    from openpyxl import Workbook

    book = Workbook()
    sheet: Worksheet = book.worksheets[0]
    sheet.title = "นัดหมาย"
    _template_columns(sheet, last_row=1)
    for number, row in enumerate(rows, 2):
        _text_row(sheet, number, row)
    return save(book, out, overwrite=overwrite)
