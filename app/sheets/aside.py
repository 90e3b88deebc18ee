"""Rows that are set aside: filled, but not booked unless the clerk takes them in. One mechanism for all reasons."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from app.domain.values import REASONS, SetAside
from app.errors import InputError
from app.sheets.cells.headers import field_of
from app.sheets.cells.ids import looks_like_id
from app.sheets.cells.people import NAME_PARTS
from app.sheets.cells.status import (
    Said,
    is_ticked,
    said_alone,
    said_beside_name,
    said_in_header,
    said_in_note,
    said_in_status,
    talking,
)
from app.sheets.cells.text import shown
from app.sheets.files.model import RawSheet, Row
from app.sheets.nobody import EXAMPLE_ALONE, EXAMPLE_NAME, EXAMPLE_NOTE, RUNNING, Table, in_doubt, of_row
from app.sheets.ours import columns_of_ours
from app.text import clean
from app.wording.sheet import RESULT_TITLES, STATUS

Edits = Mapping[tuple[int, str], object]  # (row number, field) -> the cell as the clerk mended it
TakenIn = Collection[str | int]  # reasons, and rows, that the clerk wants booked all the same

MOST_COLUMNS = 200  # looked through for a status
MOST_DIFFERENT = 1000  # texts of a column of statuses
_STATUS = re.compile(r"สถานะ|สถานภาพนัด|ผลการ|ผลติดตาม|ผลโทร|การมารับ|มาตามนัด|status|result|outcome|state$", re.I)
_NOTE = re.compile(r"หมายเหตุ|บันทึก|ข้อความ|note|remark|comment", re.I)
_WEIGHT = {reason: weight for weight, reason in enumerate(REASONS)}


def found_in(
    raw: RawSheet, columns: Mapping[str, int], cells: Mapping[str, Sequence[object]], places: Sequence[int]
) -> list[SetAside]:
    """Every reason of the rows at these places, by row and weight, whatever the clerk has taken in. `cells`: of the
    fields in `columns`, at these places, with the clerk's mends in them."""
    whole = len(places) == len(raw.rows)
    numbers = raw.numbers if whole else [raw.numbers[place] for place in places]
    rows = raw.rows if whole else [raw.rows[place] for place in places]
    found = [*raw.aside, *raw.said_above]
    found += [SetAside(row, "aside_hidden") for row in raw.hidden_rows]
    found += [SetAside(row, "aside_struck") for row in raw.struck_rows]
    found += _booked(raw, columns, cells, numbers, rows)
    found += _other_blocks(raw, columns, cells, numbers, rows)
    found += [
        SetAside(row, f"aside_{s.kind}", s.words)
        for row, text in raw.comments.items()
        if (s := said_in_note(text)).kind
    ]
    if not whole:
        here = set(numbers)
        found = [each for each in found if each.row in here]
    found += _said(raw, columns, cells, numbers, rows)
    found += _ticked(raw, columns, cells, numbers, rows)
    found += _examples(raw, columns, cells, numbers, rows)
    found += _nobodys(raw, columns, cells, numbers, rows)
    return sorted(_once(found), key=_by_row)


def _booked(
    raw: RawSheet,
    columns: Mapping[str, int],
    cells: Mapping[str, Sequence[object]],
    numbers: Sequence[int],
    rows: Sequence[Row],
) -> Iterator[SetAside]:
    """Past rows that were booked, as long as nobody mends them into another appointment."""
    if not raw.booked_rows:
        return
    fields = [field for field in ("cid", "appointment_date", "appointment_time") if field in columns]
    for index, (number, row) in enumerate(zip(numbers, rows, strict=True)):
        if number in raw.booked_rows and all(cells[field][index] == row[columns[field]] for field in fields):
            yield SetAside(number, "aside_past_booked")


def _other_blocks(
    raw: RawSheet,
    columns: Mapping[str, int],
    cells: Mapping[str, Sequence[object]],
    numbers: Sequence[int],
    rows: Sequence[Row],
) -> Iterator[SetAside]:
    """People of a block whose ids stand under another heading than the one that is used: the guardians below the
    children."""
    cid = columns.get("cid")
    if cid is None or not raw.absent:
        return
    for number, row, own in zip(numbers, rows, cells["cid"], strict=True):
        if own == "" and cid in raw.absent.get(number, ()):
            places = (column for column, cell in enumerate(row) if cell != "" and looks_like_id(cell))
            if (place := next(places, None)) is not None:
                yield SetAside(number, "aside_other_block", clean(raw.headers[place])[:80])


def _once(found: Iterable[SetAside]) -> Iterable[SetAside]:
    """One of each reason a row."""
    return {(each.row, each.reason): each for each in reversed(list(found))}.values()


def _said(
    raw: RawSheet,
    columns: Mapping[str, int],
    cells: Mapping[str, Sequence[object]],
    numbers: Sequence[int],
    rows: Sequence[Row],
) -> Iterator[SetAside]:
    """What the rows' own cells say: cancelled, dead, moved, done. Each distinct text of a column is read once."""
    width = min(map(len, rows), default=0)
    ours = columns_of_ours(raw.headers)
    fields: dict[int, str] = {}
    for field, column in columns.items():
        fields.setdefault(column, field)
    for column, header in enumerate(raw.headers[:MOST_COLUMNS]):
        field = fields.get(column, "")
        if field not in cells and (column >= width or (column in ours and header not in RESULT_TITLES["status"])):
            continue
        values = cells[field] if field in cells else [row[column] for row in rows]
        if field == "cid":
            values = _doubtful_alone(values)
        distinct = set(values)
        read = _reader(header, field)
        if len(distinct) > MOST_DIFFERENT and read is said_alone:
            continue  # addresses, hospital numbers: no column of statuses
        texts = [value for value in distinct if isinstance(value, str) and value]
        if len(texts) > MOST_DIFFERENT and read is said_beside_name:
            texts = [text for text in texts if "(" in text]
        if said := {text: words for text in talking(texts) if (words := read(text)).kind}:
            for number, value in zip(numbers, values, strict=True):
                if isinstance(value, str) and value in said:
                    yield SetAside(number, f"aside_{said[value].kind}", said[value].words)


def _ticked(
    raw: RawSheet,
    columns: Mapping[str, int],
    cells: Mapping[str, Sequence[object]],
    numbers: Sequence[int],
    rows: Sequence[Row],
) -> Iterator[SetAside]:
    """A tick, a day or a Y below a header that is a status itself: ยกเลิก, ไม่มา, วันที่เสียชีวิต."""
    taken = {column for field, column in columns.items() if field in cells and field != "note"}
    for column, header in enumerate(raw.headers[:MOST_COLUMNS]):
        if column in taken or not header or not (kind := said_in_header(header)):
            continue
        for number, row in zip(numbers, rows, strict=True):
            if column < len(row) and is_ticked(row[column], kind):
                yield SetAside(number, f"aside_{kind}", f"{clean(header)}: {clean(shown(row[column]))}"[:80])


def _examples(
    raw: RawSheet,
    columns: Mapping[str, int],
    cells: Mapping[str, Sequence[object]],
    numbers: Sequence[int],
    rows: Sequence[Row],
) -> Iterator[SetAside]:
    """The rows that show how to fill the sheet: ตัวอย่าง as the running number, the name, or in the note."""
    fields = {column: field for field, column in columns.items() if field in cells}
    for column, header in enumerate(raw.headers[:MOST_COLUMNS]):
        field = fields.get(column, "")
        if field in NAME_PARTS:
            pattern = EXAMPLE_NAME
        elif field == "note" or _NOTE.search(header):
            pattern = EXAMPLE_NOTE
        elif not field and (RUNNING.match(clean(header)) or not header):
            pattern = EXAMPLE_ALONE
        else:
            continue
        values = cells[field] if field else [row[column] if column < len(row) else "" for row in rows]
        for number, value in zip(numbers, values, strict=True):
            if isinstance(value, str) and value and pattern.match(value):
                yield SetAside(number, "aside_example", clean(value)[:80])


def _ours(cell: object) -> Said:
    """Our own result: who was refused may be booked again, who was cancelled only where the clerk says so."""
    return Said("cancelled", str(cell)) if cell in STATUS["cancelled"] else Said("", "")


def _reader(header: str, field: str) -> Callable[[object], Said]:
    """How a column speaks: a status freely, a note with care, any other by its words alone."""
    if header in RESULT_TITLES["status"]:
        return _ours
    if field in ("appointment_date", "appointment_time") or _STATUS.search(header):
        return said_in_status
    if not header.strip() and not field:
        return said_in_note
    if field == "note" or field_of(header).field == "note" or _NOTE.search(header):
        return said_in_note
    return said_beside_name if field in NAME_PARTS else said_alone


def _nobodys(
    raw: RawSheet,
    columns: Mapping[str, int],
    cells: Mapping[str, Sequence[object]],
    numbers: Sequence[int],
    rows: Sequence[Row],
) -> Iterator[SetAside]:
    ids = cells.get("cid", ())
    doubtful = [index for index, cell in enumerate(_doubtful_alone(ids)) if cell is not None]
    if not doubtful:
        return
    table = Table(raw.headers, columns, raw.rows)
    last = _last_person(raw, columns["cid"])
    for index in doubtful:
        row = list(rows[index])
        for field, column in columns.items():
            if field in cells and column < len(row):
                row[column] = cells[field][index]  # type: ignore[call-overload]
        if each := of_row(numbers[index], row, table, is_last=numbers[index] > last):
            yield each


def _doubtful_alone(ids: Sequence[object]) -> list[object]:
    """The id cells, None for those that hold somebody: nearly all, so that this must be quick."""
    return [
        None if (type(cell) is str and len(cell) == 13 and cell.isdigit()) or not in_doubt(cell) else cell
        for cell in ids
    ]


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
