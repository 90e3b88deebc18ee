"""Rows that the layout alone shows to be no person's: headers printed again, the template's example, totals,
signatures. Named, never dropped: a clerk can take them in."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from app.domain.values import SetAside
from app.sheets.cells.headers import field_of
from app.sheets.cells.ids import looks_like_id
from app.sheets.cells.status import NOTHING, Said, said_in_line
from app.sheets.cells.text import Cell, is_blank, shown
from app.sheets.files.header import Header
from app.sheets.files.model import Row, is_example
from app.text import clean

TOTAL = re.compile(
    r"(?:รวม|ยอดรวม|ผลรวม|จำนวนรวม|จำนวนทั้งหมด|จำนวนทั้งสิ้น|ทั้งหมด|ทั้งสิ้น|grand total|sub-?total|totals?|sum)"
    r"(?:$|[^a-zก-๙]|ทั้ง|จำนวน|ผู้|คน|ราย)",
    re.I,
)
SIGNED = re.compile(
    r"(?:\.{5,}|_{5,}|…{2,}|หมายเหตุ|ผู้จัดทำ|ผู้รายงาน|ลงชื่อ|ผู้บันทึก|ผู้ตรวจ|ผู้รับรอง|พิมพ์เมื่อ|วันที่พิมพ์|หน้าที่|page |printed)", re.I
)
_FOOTER = 12  # rows at the end that may be totals and signatures
_EXAMPLES = 4  # rows under the header that may hold the template's example
_ID_LIKE = 9  # digits in one cell
_LONGEST = 80  # characters of a row's words
_LINE = 2  # cells of a line between the rows, at most
_LETTER = re.compile(r"[a-zก-ฮ]", re.I)
_DAY = re.compile(
    r"วัน(?:ที่|อาทิตย์|จันทร์|อังคาร|พุธ|พฤหัส|ศุกร์|เสาร์)|\d\s*[/.-]\s*\d|(?<![a-z])(?:mon|tues|wednes|thurs|fri|satur|sun)day",
    re.I,
)
_NAMES = ("person_name", "first_name", "last_name", "prefix")
_PERSON = ("cid", "person_name", "first_name", "last_name", "mobile_phone", "appointment_date")


def is_filled(row: Row) -> bool:
    """Whether a row holds anything but blanks, and a database's words for them. 0 is something."""
    for cell in row:
        if cell == "":
            continue
        if not isinstance(cell, str) or (len(cell) == 13 and cell.isdigit()):
            return True
        if not is_blank(cell):
            return not _is_no_time(cell) or any(not is_blank(other) and not _is_no_time(other) for other in row)
    return False


def _is_no_time(cell: Cell) -> bool:
    """Midnight beside 0000-00-00: how a database writes that there is no hour either."""
    return cell in ("00:00:00", "00:00")


def holds_id(row: Row) -> bool:
    return any(cell != "" and looks_like_id(cell) for cell in row)


def words_of(row: Row) -> str:
    """The first words of a row, for a clerk who wonders which it is; no long number, which may be somebody's id."""
    texts = (clean(shown(cell)) for cell in row if cell != "")
    return " · ".join(text for text in texts if text and sum(map(str.isdigit, text)) < _ID_LIKE)[:_LONGEST]


def nobodys(rows: Sequence[Row], numbers: Sequence[int], above: Sequence[Row], header: Header) -> tuple[SetAside, ...]:
    """What the layout shows of rows under a header. `above`: the filled rows down to the header's last line."""
    found: dict[int, SetAside] = {}
    titles = [row for row in above if not holds_id(row)]
    for number, row in zip(numbers, rows, strict=True):
        if row in titles:  # printed page by page
            found[number] = SetAside(number, "aside_heading", words_of(row))
    for number, row in zip(numbers[:_EXAMPLES], rows[:_EXAMPLES], strict=True):
        if is_example(row):
            found[number] = SetAside(number, "aside_example")
    found.update(_below(numbers, rows, header, found))
    return tuple(found[number] for number in sorted(found))


def said_above(
    titles: Iterable[Cell], numbers: Sequence[int], rows: Sequence[Row], headers: Sequence[str]
) -> tuple[SetAside, ...]:
    """Cancelled, dead, moved, done, as it is said of many rows at once: by the title or the sheet's name of all, by a
    line between the rows of those below it, down to the next such line."""
    whole = next((said for text in titles if text and (said := said_in_line(text)).kind), NOTHING)
    names = {column for column, text in enumerate(headers) if column and field_of(text).field in _NAMES}
    found: list[SetAside] = []
    now = NOTHING
    for number, row in zip(numbers, rows, strict=True):
        if len(row) - row.count("") <= _LINE and not holds_id(row):
            now = _line_says(row, names, now)
            continue
        said = now if now.kind else whole
        if said.kind:
            found.append(SetAside(number, f"aside_{said.kind}", said.words))
    return tuple(found)


def _line_says(row: Row, names: Collection[int], now: Said) -> Said:
    """What a line between the rows says, or `now` where it is no such line: a running number, a name, a page's foot, a
    day, which divides a list of the cancelled too."""
    texts = [cell for column, cell in enumerate(row) if isinstance(cell, str) and cell and column not in names]
    said = next((said for text in texts if (said := said_in_line(text)).kind), NOTHING)
    if said.kind or not now.kind:
        return said
    ends = any(_LETTER.search(text) and not SIGNED.match(text) and not TOTAL.match(text) for text in texts)
    return now if not ends or any(map(_DAY.search, texts)) else NOTHING


def _below(numbers: Sequence[int], rows: Sequence[Row], header: Header, known: Collection[int]) -> dict[int, SetAside]:
    """Totals, signatures and what stands around them, from the first such line under the last person on."""
    fields = {field: column for column, text in enumerate(header.texts) if (field := field_of(text).field)}
    places: list[int] = []
    for place in range(len(rows) - 1, max(-1, len(rows) - 1 - _FOOTER), -1):
        if numbers[place] not in known and _may_be_person(rows[place], fields):
            break
        places.insert(0, place)
    found: dict[int, SetAside] = {}
    for place in places:
        reason = _footer(rows[place], fields) or ("aside_signature" if found and _is_short(rows[place]) else "")
        if reason and numbers[place] not in known:
            found[numbers[place]] = SetAside(numbers[place], reason, words_of(rows[place]))
    return found


def _is_short(row: Row) -> bool:
    """A name in brackets, a position, a date under a signature."""
    return sum(cell != "" for cell in row) <= 2


def _may_be_person(row: Row, fields: Mapping[str, int]) -> bool:
    """Somebody, unless a line says total or signature: an id, or a name or day beside something else."""
    if _footer(row, fields):
        return False
    cid = fields.get("cid")
    if holds_id(row) or (cid is not None and sum(map(str.isdigit, shown(row[cid]))) >= _ID_LIKE):
        return True
    filled = [column for column, cell in enumerate(row) if cell != ""]
    return len(filled) > 2 and any(fields.get(field) in filled for field in _PERSON)


def _footer(row: Row, fields: Mapping[str, int]) -> str:
    """The reason why a row at the end is nobody's; "" where somebody may be in it."""
    if holds_id(row):
        return ""
    cid = fields.get("cid")
    if cid is not None and cid < len(row) and sum(map(str.isdigit, shown(row[cid]))) >= _ID_LIKE:
        return ""  # an id with a mistake in it is still a person
    person = [fields[field] for field in _PERSON if field in fields]
    filled = [column for column, cell in enumerate(row) if cell != ""]
    for column in filled:
        text = clean(cell) if isinstance(cell := row[column], str) else ""
        alone = column == filled[0] or not any(other != column and other in filled for other in person)
        for reason, pattern in (("aside_total", TOTAL), ("aside_signature", SIGNED)):
            if pattern.match(text) and alone:
                return reason
    return ""
