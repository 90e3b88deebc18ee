"""Rows that are set aside: filled, but not booked unless the clerk takes them in. One mechanism for all reasons."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from app.domain.values import REASONS, SetAside
from app.errors import InputError
from app.sheets.cells.headers import field_of
from app.sheets.cells.ids import looks_like_id
from app.sheets.cells.people import NAME_PARTS
from app.sheets.cells.status import (
    Said,
    asks_yes,
    is_ticked,
    said_alone,
    said_beside_name,
    said_in_header,
    said_in_note,
    said_in_status,
    says_no,
    talking,
)
from app.sheets.cells.text import is_blank, shown
from app.sheets.files.model import RawSheet, Row
from app.sheets.nobody import (
    EXAMPLE_ALONE,
    EXAMPLE_NAME,
    EXAMPLE_NOTE,
    EXAMPLE_SIGNS,
    LEAST_ID,
    RUNNING,
    Table,
    in_doubt,
    of_row,
)
from app.sheets.ours import columns_of_ours
from app.text import clean
from app.wording.results import STATUS_TITLES
from app.wording.sheet import STATUS

Edits = Mapping[tuple[int, str], object]  # (row number, field) -> the cell as the clerk mended it
TakenIn = Collection[str | int]  # reasons, and rows, that the clerk wants booked all the same

MOST_COLUMNS = 200  # looked through for a status
MOST_DIFFERENT = 1000  # texts of a column of statuses
_SAMPLE = 2 * MOST_DIFFERENT  # rows that show at once that a column holds more
_STATUS = re.compile(r"สถานะ|สถานภาพนัด|ผลการ|ติดตาม|ผลโทร|การมารับ|มาตามนัด|status|result|outcome|state$", re.I)
_NOTE = re.compile(r"หมายเหตุ|บันทึก|ข้อความ|note|remark|comment", re.I)
_HEALTH = re.compile(r"แพ้|โรค|ประวัติ|สูบ|สุรา|ยาที่|allerg|disease|history|u/?d$|smok|alcohol", re.I)
_CODES_BELOW = re.compile(r"สถานะ(?!.*(?:สมรส|ครอบครัว|ครัวเรือน|ภาพ))|^\W*(?:appointment |appt\.? )?status\W*$", re.I)
_RELATION = re.compile(r"ความสัมพันธ์|เกี่ยวข้อง|^\W*relation", re.I)
_THEMSELVES = re.compile(r"ผู้รับ(?:วัคซีน|บริการ|การฉีด)|ผู้ป่วย|คนไข้|ตนเอง|ตัวเอง|เจ้าตัว|vaccinee|patient|recipient|^self$", re.I)
_COMPANION = re.compile(
    r"มารดา|บิดา|แม่|พ่อ|ปู่|ย่า|^ตา|ยาย|ผู้ปกครอง|พามา|ผู้ดูแล|ญาติ|อสม|คู่สมรส|สามี|ภรรยา|"
    r"mother|father|guardian|companion|care\s?(?:taker|giver)|parent|spouse|husband|wife|relative",
    re.I,
)
# What a line below the table says of a mark: * = ยกเลิกนัด.
_LEGEND = re.compile(r"(?:^|(?<=[\s(,;:]))([*#@+^~×✗✕]{1,3}|[A-Zก-ฮ])\s*(?:=|หมายถึง|คือ|means)\s*([^=;,]{2,40})")
_CODE = re.compile(r"[a-z]?\d{0,2}", re.I)
_WEIGHT = {reason: weight for weight, reason in enumerate(REASONS)}


@dataclass(frozen=True)
class _Part:
    """The rows of a sheet that are looked at, with the clerk's mends in `cells`."""

    raw: RawSheet
    columns: Mapping[str, int]  # field -> its column
    cells: Mapping[str, Sequence[object]]  # field -> one cell a row
    numbers: Sequence[int]
    rows: Sequence[Row]

    @classmethod
    def of(
        cls,
        raw: RawSheet,
        columns: Mapping[str, int],
        cells: Mapping[str, Sequence[object]],
        places: Sequence[int],
    ) -> _Part:
        if len(places) == len(raw.rows):
            return cls(raw, columns, cells, raw.numbers, raw.rows)
        return cls(raw, columns, cells, [raw.numbers[place] for place in places], [raw.rows[place] for place in places])

    @cached_property
    def doubtful(self) -> list[object]:
        """The id cells, None for those that hold somebody: nearly all, so that this must be quick."""
        return [
            None
            if (type(cell) is str and len(cell) == 13 and cell.isdigit())
            or (type(cell) is float and cell >= LEAST_ID)
            or not in_doubt(cell)
            else cell
            for cell in self.cells.get("cid", ())
        ]


def found_in(
    raw: RawSheet, columns: Mapping[str, int], cells: Mapping[str, Sequence[object]], places: Sequence[int]
) -> list[SetAside]:
    """Every reason of the rows at these places, by row and weight, whatever the clerk has taken in. `cells`: of the
    fields in `columns`, at these places, with the clerk's mends in them."""
    part = _Part.of(raw, columns, cells, places)
    found = [*raw.aside, *raw.said_above]
    found += [SetAside(row, "aside_hidden") for row in raw.hidden_rows]
    found += [SetAside(row, "aside_struck") for row in raw.struck_rows]
    found += _booked(part)
    found += _other_blocks(part)
    found += [
        SetAside(row, f"aside_{s.kind}", s.words)
        for row, text in raw.comments.items()
        if (s := said_in_note(text)).kind
    ]
    if len(places) < len(raw.rows):
        here = set(part.numbers)
        found = [each for each in found if each.row in here]
    found += _said(part)
    found += _ticked(part)
    found += _declined(part)
    found += _companions(part)
    found += _coded(part)
    found += _marked(part)
    found += _examples(part)
    found += _nobodys(part)
    return sorted(_once(found), key=_by_row)


def _booked(part: _Part) -> Iterator[SetAside]:
    """Past rows that were booked, as long as nobody mends them into another appointment."""
    if not part.raw.booked_rows:
        return
    fields = [field for field in ("cid", "appointment_date", "appointment_time") if field in part.columns]
    for index, (number, row) in enumerate(zip(part.numbers, part.rows, strict=True)):
        if number in part.raw.booked_rows and all(
            part.cells[field][index] == row[part.columns[field]] for field in fields
        ):
            yield SetAside(number, "aside_past_booked")


def _other_blocks(part: _Part) -> Iterator[SetAside]:
    """People of a block whose ids stand under another heading than the one that is used: the guardians below the
    children."""
    raw, cid = part.raw, part.columns.get("cid")
    if cid is None or not raw.absent:
        return
    for number, row, own in zip(part.numbers, part.rows, part.cells["cid"], strict=True):
        if own == "" and cid in raw.absent.get(number, ()):
            places = (column for column, cell in enumerate(row) if cell != "" and looks_like_id(cell))
            if (place := next(places, None)) is not None:
                yield SetAside(number, "aside_other_block", clean(raw.headers[place])[:80])


def _once(found: Iterable[SetAside]) -> Iterable[SetAside]:
    """One of each reason a row."""
    return {(each.row, each.reason): each for each in reversed(list(found))}.values()


def _said(part: _Part) -> Iterator[SetAside]:
    """What the rows' own cells say: cancelled, dead, moved, done. Each distinct text of a column is read once."""
    width = min(map(len, part.rows), default=0)
    ours = columns_of_ours(part.raw.headers)
    fields: dict[int, str] = {}
    for field, column in part.columns.items():
        fields.setdefault(column, field)
    for column, header in enumerate(part.raw.headers[:MOST_COLUMNS]):
        field = fields.get(column, "")
        if field not in part.cells and (column >= width or (column in ours and header not in STATUS_TITLES)):
            continue
        values = part.cells[field] if field in part.cells else [row[column] for row in part.rows]
        if field == "cid":
            values = part.doubtful
        read = _reader(header, field)
        texts = _texts(values, read)
        spoken = texts if read is _ours else talking(texts)
        if said := {text: words for text in spoken if (words := read(text)).kind}:
            for number, value in zip(part.numbers, values, strict=True):
                if isinstance(value, str) and value in said:
                    yield SetAside(number, f"aside_{said[value].kind}", said[value].words)


def _texts(values: Sequence[object], read: Callable[[object], Said]) -> list[str]:
    """The different texts of a column that may say something to this reader."""
    if read is said_alone and len(set(values[:_SAMPLE])) > MOST_DIFFERENT:
        return []  # addresses, hospital numbers: no column of statuses
    if read is said_beside_name and len(_worded(values[:_SAMPLE])) > MOST_DIFFERENT:
        return list(_worded(value for value in values if isinstance(value, str) and "(" in value))
    distinct = set(values)
    texts = _worded(distinct)
    if len(distinct) > MOST_DIFFERENT and read is said_alone:
        return []
    if len(texts) > MOST_DIFFERENT and read is said_beside_name:
        return [text for text in texts if "(" in text]
    return list(texts)


def _worded(values: Iterable[object]) -> set[str]:
    return {value for value in values if isinstance(value, str) and value and not value.isdecimal()}


def _ticked(part: _Part) -> Iterator[SetAside]:
    """A tick, a day or a Y below a header that is a status itself: ยกเลิก, ไม่มา, วันที่เสียชีวิต."""
    taken = {column for field, column in part.columns.items() if field in part.cells and field != "note"}
    for column, header in enumerate(part.raw.headers[:MOST_COLUMNS]):
        if column in taken or not header or not (kind := said_in_header(header)):
            continue
        for number, row in zip(part.numbers, part.rows, strict=True):
            if column < len(row) and is_ticked(row[column], kind):
                yield SetAside(number, f"aside_{kind}", f"{clean(header)}: {clean(shown(row[column]))}"[:80])


def _declined(part: _Part) -> Iterator[SetAside]:
    """A no below a header that asks whether somebody comes: ยืนยันนัด, ยินยอม."""
    taken = {column for field, column in part.columns.items() if field in part.cells and field != "note"}
    for column, header in enumerate(part.raw.headers[:MOST_COLUMNS]):
        if column in taken or not header or not asks_yes(header):
            continue
        for number, row in zip(part.numbers, part.rows, strict=True):
            if column < len(row) and says_no(row[column]):
                yield SetAside(number, "aside_status", f"{clean(header)}: {clean(shown(row[column]))}"[:80])


def _companions(part: _Part) -> Iterator[SetAside]:
    """Whoever brings somebody has a row, too: a column that says who is vaccinated says who is not."""
    taken = {column for field, column in part.columns.items() if field in part.cells}
    for column, header in enumerate(part.raw.headers[:MOST_COLUMNS]):
        if column in taken or not _RELATION.search(header):
            continue
        if not any(_THEMSELVES.search(_words(row, column)) for row in part.raw.rows):
            continue  # of each row to the head of a household, or of whom to call
        for number, row in zip(part.numbers, part.rows, strict=True):
            words = _words(row, column)
            if _COMPANION.search(words) and not _THEMSELVES.search(words):
                yield SetAside(number, "aside_status", f"{clean(header)}: {words}"[:80])


def _coded(part: _Part) -> Iterator[SetAside]:
    """The rows whose status is another code than that of most rows: a 2 among many 1. Nothing in the sheet tells what
    it means, so who has it isn't booked unasked."""
    taken = {column for field, column in part.columns.items() if field in part.cells}
    for column, header in enumerate(part.raw.headers[:MOST_COLUMNS]):
        if column in taken or not _CODES_BELOW.search(header) or header in STATUS_TITLES:
            continue
        codes = Counter(_words(row, column) for row in part.raw.rows)
        filled = codes.total() - codes.pop("", 0)
        usual, times = codes.most_common(1)[0] if codes else ("", 0)
        if times * 2 <= filled or not all(map(_CODE.fullmatch, codes)):
            continue
        for number, row in zip(part.numbers, part.rows, strict=True):
            if (code := _words(row, column)) not in ("", usual):
                yield SetAside(number, "aside_status", f"{clean(header)}: {code}"[:80])


def _marked(part: _Part) -> Iterator[SetAside]:
    """Rows with a mark, alone in a cell or at the name, that a line below the table explains as one of our words."""
    nobodys = {each.row for each in part.raw.aside}
    lines = [row for number, row in zip(part.raw.numbers, part.raw.rows, strict=True) if number in nobodys]
    texts = [cell for row in lines for cell in row if isinstance(cell, str) and cell]
    meant = {
        mark: said for text in texts for mark, words in _LEGEND.findall(text) if (said := said_in_note(words)).kind
    }
    if not meant:
        return
    fields = {column: field for field, column in part.columns.items() if field in part.cells}
    for column in range(min(len(part.raw.headers), MOST_COLUMNS)):
        field = fields.get(column, "")
        if field and field != "note" and field not in NAME_PARTS:
            continue
        values = part.cells[field] if field else [row[column] if column < len(row) else "" for row in part.rows]
        for number, value in zip(part.numbers, values, strict=True):
            mark = _mark(value, at_name=field in NAME_PARTS)
            if mark in meant and number not in nobodys:
                yield SetAside(number, f"aside_{meant[mark].kind}", f"{mark} = {meant[mark].words}"[:80])


def _mark(cell: object, *, at_name: bool) -> str:
    text = clean(cell) if isinstance(cell, str) else ""
    if not at_name:
        return text
    bare = text.strip("*#@+^~×✗✕")
    return text.replace(bare, "", 1).strip() if bare else text


def _words(row: Row, column: int) -> str:
    return clean(shown(row[column])) if column < len(row) and not is_blank(row[column]) else ""


def _examples(part: _Part) -> Iterator[SetAside]:
    """The rows that show how to fill the sheet: ตัวอย่าง as the running number, the name, or in the note."""
    fields = {column: field for field, column in part.columns.items() if field in part.cells}
    for column, header in enumerate(part.raw.headers[:MOST_COLUMNS]):
        field = fields.get(column, "")
        if field in NAME_PARTS:
            pattern = EXAMPLE_NAME
        elif field == "note" or _NOTE.search(header):
            pattern = EXAMPLE_NOTE
        elif not field and (RUNNING.match(clean(header)) or not header):
            pattern = EXAMPLE_ALONE
        else:
            continue
        values = part.cells[field] if field else [row[column] if column < len(row) else "" for row in part.rows]
        said = {text for text in _holding(EXAMPLE_SIGNS, values) if pattern.match(text)}
        for number, value in zip(part.numbers, values, strict=True) if said else ():
            if isinstance(value, str) and value in said:
                yield SetAside(number, "aside_example", clean(value)[:80])


def _holding(signs: Sequence[str], values: Sequence[object]) -> set[str]:
    """The different texts among these; of a great many none, unless one of the signs is in some of them."""
    if len(set(values[:_SAMPLE])) <= MOST_DIFFERENT:
        return {value for value in set(values) if isinstance(value, str)}
    texts = [value for value in values if isinstance(value, str)]
    whole = "\n".join(texts)
    return set(texts) if any(sign in whole for sign in signs) else set()


def _ours(cell: object) -> Said:
    """Our own result: who was refused may be booked again, who was cancelled or left out if the clerk says so."""
    if cell in STATUS["left_out"]:
        return Said("status", str(cell))
    return Said("cancelled", str(cell)) if cell in STATUS["cancelled"] else Said("", "")


def _of_health(cell: object) -> Said:
    """ปฏิเสธ below ประวัติแพ้ยา: there is none."""
    said = said_alone(cell)
    return Said("", "") if said.kind == "cancelled" else said


def _reader(header: str, field: str) -> Callable[[object], Said]:
    """How a column speaks: a status freely, a note with care, any other by its words alone."""
    if header in STATUS_TITLES:
        return _ours
    if field in ("appointment_date", "appointment_time") or _STATUS.search(header):
        return said_in_status
    if not header.strip() and not field:
        return said_in_note
    if not field and _HEALTH.search(header) and not _NOTE.search(header):
        return _of_health
    if field == "note" or field_of(header).field == "note" or _NOTE.search(header):
        return said_in_note
    return said_beside_name if field in NAME_PARTS else said_alone


def _nobodys(part: _Part) -> Iterator[SetAside]:
    doubtful = [index for index, cell in enumerate(part.doubtful) if cell is not None]
    if not doubtful:
        return
    table = Table(part.raw.headers, part.columns, part.raw.rows, {line.row for line in part.raw.standing if line.says})
    last = _last_person(part.raw, part.columns["cid"])
    for index in doubtful:
        row = list(part.rows[index])
        for field, column in part.columns.items():
            if field in part.cells and column < len(row):
                row[column] = part.cells[field][index]  # type: ignore[call-overload]
        above = _row_above(part.raw, part.numbers[index])
        if each := of_row(part.numbers[index], row, table, is_last=part.numbers[index] > last, above=above):
            yield each


def _row_above(raw: RawSheet, number: int) -> Row:
    place = bisect_left(raw.numbers, number)
    return raw.rows[place - 1] if place else ()


def _last_person(raw: RawSheet, cid: int) -> int:
    """The last row number with an id."""
    places = range(len(raw.rows) - 1, -1, -1)
    return next((raw.numbers[place] for place in places if not in_doubt(raw.rows[place][cid])), 0)


def _by_row(each: SetAside) -> tuple[int, int]:
    return each.row, _WEIGHT[each.reason]


def standing(found: Iterable[SetAside], taken_in: TakenIn) -> dict[int, SetAside]:
    """Row -> the reason for which it stays aside, of the reasons `found`, by row and weight."""
    left: dict[int, SetAside] = {}
    for each in found:
        if each.reason not in taken_in and each.row not in taken_in:
            left.setdefault(each.row, each)
    return left


def asked_for(wishes: Iterable[str]) -> frozenset[str | int]:
    """What is taken in, as a command line says it: `hidden`, or a row number. Raises InputError take_in_unknown."""
    taken: set[str | int] = set()
    for wish in wishes:
        reason = f"aside_{wish.strip().lower().removeprefix('aside_').replace('-', '_')}"
        if wish.strip().isascii() and wish.strip().isdigit():
            taken.add(int(wish))
        elif reason in _WEIGHT:
            taken.add(reason)
        else:
            raise _unknown(wish)
    return frozenset(taken)


def refuse_no_row(wishes: Iterable[str], numbers: Iterable[int]) -> None:
    """Raises InputError take_in_unknown for a row number that is no filled row of the sheet."""
    rows = {each for each in asked_for(wishes) if isinstance(each, int)}
    if rows and (missing := rows.difference(numbers)):
        raise _unknown(str(min(missing)))


def _unknown(wish: str) -> InputError:
    known = ", ".join(reason.removeprefix("aside_") for reason in REASONS)
    return InputError("take_in_unknown", wish=wish, known=known)
