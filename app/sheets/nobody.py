"""Rows with nobody in them: running numbers, defaults filled down, explanations, second header lines, days as
headings, subtotals. Only rows whose id cell holds no id are looked at; who may be a person stays one."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date, time, timedelta
from itertools import pairwise

from app.domain.values import SetAside
from app.sheets.cells.headers import GENERAL, field_of
from app.sheets.cells.people import NAME_PARTS
from app.sheets.cells.text import Flaw, is_blank, shown
from app.sheets.files.layout import TOTAL, words_of
from app.text import clean
from app.thai import DateTrouble, parse_date

ID_LIKE = 9  # digits: a wrong id, or a telephone number
LEAST_ID = 10 ** (ID_LIKE - 1)
_EXAMPLE = re.compile(r"^[\s(\[*]*(?:ตัวอย่าง|ตย\.|example|sample|e\.g\.)", re.I)
EXAMPLE_ALONE = re.compile(r"[\s(\[*]*(?:ตัวอย่าง(?:ที่)?|ตย\.?|examples?|ex\.?|sample|e\.g\.)[\s)\]*:.\d]*$", re.I)
EXAMPLE_NAME = re.compile(
    r"[\s(\[*]*(?:นางสาว|น\.ส\.|นาย|นาง|ด\.?ช\.|ด\.?ญ\.|เด็กชาย|เด็กหญิง|(?:mrs?|ms|miss)\.?(?![a-z]))?\s*"
    r"(?:ตัวอย่าง|example(?![a-z])|ทดสอบ\s*(?:ระบบ|โปรแกรม|ทดสอบ)|test\s+(?:test|system|user|patient)(?![a-z]))",
    re.I,
)
EXAMPLE_NOTE = re.compile(
    r"[\s(\[*]*(?:(?:นี่|นี้)?(?:คือ|เป็น)?(?:แถว|ข้อมูล)?ตัวอย่าง(?:การ(?:กรอก|ลง|ใส่|คีย์|บันทึก)|แถว|ข้อมูล|ลบ)|"
    r"(?:แถว|ข้อมูล)?(?:ตัวอย่าง|ทดสอบ(?:ระบบ|โปรแกรม)?|example|ex\.|test)\W*$|example (?:row|only))",
    re.I,
)
EXAMPLE_SIGNS = ("ตัวอย่าง", "ตย", "ทดสอบ", "e", "E")  # one of them is in whatever these match
_EXPLAINS = re.compile(
    r"หลัก|วว\s?[/.-]|ดด\s?[/.-]|ปปปป|พ\.?ศ\.?\s*[)\]]*$|dd\s?[/.-]|mm\s?[/.-]|yyyy|hh\s?[:.]|ชั่วโมงเต็ม|บังคับ|จำเป็น|กรอก|ระบุ|"
    r"รูปแบบ|ตัวเลข|ข้อความ|digits?\b|required|optional|mandatory|format|varchar|^\s*(?:text|string|number|int|date|time)\s*$",
    re.I,
)
_CONTACT = re.compile(r"โทร|แฟกซ์|สอบถาม|ติดต่อ|^\W*(?:tel|fax|phone|contact)\b", re.I)
# What a line under a person begins with; a telephone number alone, too.
_DETAIL = re.compile(
    r"\W*(?:(?:เบอร์|โทร|มือถือ|tel|phone|mobile|แฟกซ์|fax|line|ไลน์)(?=\D{0,24}(?:\d\D?){6}|[^:]{0,20}:)|"
    r"0\d(?:[ -]?\d){7,8}\W*$|(?:อีเมล|e-?mail|ที่อยู่|บ้านเลขที่|address|ผู้ติดต่อ|ติดต่อ|ญาติ(?:ที่)?ติดต่อ|แพ้ยา|แพ้อาหาร|อาการแพ้|ประวัติ|"
    r"โรคประจำตัว|สิทธิ(?:การรักษา|์)?|contact|allerg)(?![ก-๙a-z]*\s*$))",
    re.I,
)
_DETAILS_CELLS = 3
_NEEDED = ("cid", "appointment_date", "appointment_time")
_LETTERLESS = re.compile(r"[\d\W]*")
_COLUMN_NUMBER = re.compile(r"[(\[]?\s*(\d{1,2})(?:\.0)?\s*[)\].]?")
RUNNING = re.compile(r"^(?:ลำดับ(?:ที่)?|ที่|no\.?|#|seq\.?|order|running|item|ข้อ)$", re.I)
_DASHES = frozenset({"-", "--", "---", ".", "..", "…", "_", "/"})
_FEW = 3  # different values of a column filled with defaults


class Table:
    """What the rows around tell of a row: which columns only count, which only repeat a default."""

    def __init__(
        self,
        headers: Sequence[str],
        columns: Mapping[str, int],
        rows: Sequence[Sequence[object]],
        lines: Collection[int] = (),
    ) -> None:
        """`lines`: the rows that say only a day or an hour."""
        self.lines = lines
        self._headers = headers
        self._rows = rows
        self.length = len(rows)
        self.fields = {column: field for field, column in columns.items()}
        self.named = any(field in columns for field in NAME_PARTS if field != "prefix")
        self._says_nothing: dict[int, tuple[bool, bool]] = {}

    def says_nothing(self, column: int, cell: object) -> bool:
        """Whether a cell of no field is a running number, or one of the few values that its column has everywhere."""
        if column not in self._says_nothing:
            self._says_nothing[column] = (self._counts(column), self._repeats(column))
        counts, repeats = self._says_nothing[column]
        return repeats or (counts and _number([cell], 0) is not None)

    def _counts(self, column: int) -> bool:
        header = self._headers[column] if column < len(self._headers) else ""
        if RUNNING.match(clean(header)):
            return True
        numbers = [number for row in self._rows[:200] if (number := _number(row, column)) is not None]
        steps = sum(after == before + 1 for before, after in pairwise(numbers))
        return len(numbers) > 2 and steps >= 0.8 * (len(numbers) - 1)

    def _repeats(self, column: int) -> bool:
        values = [row[column] for row in self._rows[:500] if column < len(row) and not is_blank(row[column])]
        return len(values) > 2 * _FEW and len(set(values)) <= _FEW


def _number(row: Sequence[object], column: int) -> int | None:
    text = clean(shown(row[column])) if column < len(row) else ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else None


def in_doubt(cell: object) -> bool:
    """Whether the id cell leaves it open that nobody is in the row. Most cells are an id: this must be quick."""
    if isinstance(cell, str):
        return not (len(cell) == 13 and cell.isdigit())
    return not (isinstance(cell, (int, float)) and cell >= LEAST_ID)


def of_row(
    number: int, row: Sequence[object], table: Table, *, is_last: bool, above: Sequence[object]
) -> SetAside | None:
    """Why nobody is in a row; None where somebody may be. `is_last`: no id is below it; `above`: the row over it."""
    filled = {column: cell for column, cell in enumerate(row) if not is_blank(cell) and cell not in _DASHES}
    if number in table.lines:
        reason = "aside_day"
    else:
        about = "aside_details" if _is_about_another(filled, table, above) else ""
        said = _reason(filled, table, is_last=is_last)
        reason = (said or about) if is_last else (about or said)  # the last may be whom to call
    return SetAside(number, reason, words_of(list(filled.values()))) if reason else None  # type: ignore[arg-type]


def _is_about_another(filled: Mapping[int, object], table: Table, above: Sequence[object]) -> bool:
    """A telephone number, an address, an allergy under a person's name, and nothing of an appointment."""
    if not 0 < len(filled) <= _DETAILS_CELLS or any(table.fields.get(column) in _NEEDED for column in filled):
        return False
    if not any(_holds_number(cell) for cell in above) and not any(map(_is_detail, above)):
        return False
    texts = [clean(shown(cell)) for cell in filled.values()]
    return any(map(_is_detail, texts)) and all(_is_detail(text) or _LETTERLESS.fullmatch(text) for text in texts)


def _is_detail(cell: object) -> bool:
    return isinstance(cell, str) and bool(_DETAIL.match(clean(cell)))


def _reason(filled: Mapping[int, object], table: Table, *, is_last: bool) -> str:
    if not filled:
        return "aside_nobody"
    of = {table.fields[column]: cell for column, cell in filled.items() if column in table.fields}
    texts = {column: clean(cell) for column, cell in filled.items() if isinstance(cell, str)}
    if _is_example(of.get("cid"), next(iter(filled.values()))):
        return "aside_example"
    if is_last and len(filled) == 1 and not any(part in of for part in NAME_PARTS):
        reason = _under_the_list(*next(iter(filled.items())), table)
        if reason:
            return reason
    if any(isinstance(cell, Flaw) for cell in of.values()) or any(map(_holds_number, filled.values())):
        return ""
    if _is_header(texts):
        return "aside_heading"
    if _are_column_numbers(filled):
        return "aside_explained"
    if TOTAL.match(next(iter(texts.values()), "")) and not _reads_day(of.get("appointment_date", "")):
        return "aside_total"
    if _explains(of, texts):
        return "aside_explained"
    return _without_person(filled, of, table, is_last=is_last)


def _without_person(filled: Mapping[int, object], of: Mapping[str, object], table: Table, *, is_last: bool) -> str:
    telling = {
        column: cell
        for column, cell in filled.items()
        if column in table.fields or not table.says_nothing(column, cell)
    }
    if any(part in of for part in NAME_PARTS) or "mobile_phone" in of:
        return ""
    if len(telling) == 1 and (cell := next(iter(telling.values()))) != "" and _is_line(cell):
        return "aside_day" if _reads_day(cell) else "aside_explained"
    if "cid" in of or any(column not in table.fields for column in telling):
        return ""  # an id to come, a hospital number: somebody is meant
    if table.named or is_last or not telling:
        return "aside_nobody"
    return ""


def _under_the_list(column: int, cell: object, table: Table) -> str:
    """What stands alone under the last person: how many they are, whom to call."""
    text = clean(shown(cell))
    if text.isascii() and text.removesuffix(".0").isdigit() and len(text) < ID_LIKE:
        return "aside_total" if table.fields.get(column) == "cid" and 0 < float(text) <= table.length else ""
    if _CONTACT.search(text) and sum(map(str.isdigit, text)) < 13:
        return "aside_explained"
    return ""


def _is_example(cid: object, first: object) -> bool:
    return any(_EXAMPLE.match(clean(cell)) for cell in (cid, first) if isinstance(cell, str))


def _holds_number(cell: object) -> bool:
    """A number long enough to be somebody's."""
    return not isinstance(cell, (date, time, timedelta)) and sum(map(str.isdigit, shown(cell))) >= ID_LIKE


def _is_header(texts: Mapping[int, str]) -> bool:
    matches = (field_of(text) for text in texts.values() if len(text) < 60)
    return len({match.field for match in matches if match.field and match.rank <= GENERAL}) > 1


def _are_column_numbers(filled: Mapping[int, object]) -> bool:
    """(1) (2) (3): as forms number their columns."""
    numbers = [match and int(match[1]) for cell in filled.values() for match in [_COLUMN_NUMBER.fullmatch(shown(cell))]]
    return (
        len(numbers) > 2
        and None not in numbers
        and numbers == list(range(numbers[0] or 0, len(numbers) + (numbers[0] or 0)))
    )


def _explains(of: Mapping[str, object], texts: Mapping[int, str]) -> bool:
    """(13 หลัก) over (วว/ดด/ปปปป): what should stand in a column, and no day of anybody's."""
    if _reads_day(of.get("appointment_date", "")):
        return False
    said = [text for text in texts.values() if _EXPLAINS.search(text)]
    cid = of.get("cid")
    return len(said) > 1 or (len(said) == 1 and isinstance(cid, str) and clean(cid) in said and len(texts) > 1)


def _is_line(cell: object) -> bool:
    return isinstance(cell, (str, date))


def _reads_day(cell: object) -> bool:
    return day_of(cell) is not None


def day_of(cell: object) -> str | date | None:
    """A cell that says one day and nothing else, as it is read in the date column; None for others."""
    if isinstance(cell, date):
        return cell
    if not isinstance(cell, str):
        return None
    try:
        parse_date(cell, today=date(2026, 1, 1))
    except DateTrouble:
        return None
    return cell
