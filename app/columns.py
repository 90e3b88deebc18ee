"""Which column holds what: by its header, and by its content where headers don't tell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta

from app.errors import SheetError
from app.sheet.model import RawSheet
from app.values.headers import FIELDS, HOLDS, REQUIRED, field_of
from app.values.ids import looks_like_id
from app.values.text import clean
from app.values.times import read_time
from app.wording.sheet import COLUMN_TITLES

__all__ = ["FIELDS", "REQUIRED", "ambiguous", "guess", "missing", "settle"]

SAMPLE = 50  # rows looked at to tell a column by content
MOST = 0.7  # of them must agree
Candidates = dict[str, list[tuple[int, int]]]  # field -> (rank, column), surest first


def _by_header(headers: Sequence[str]) -> Candidates:
    found: Candidates = {}
    for column, header in enumerate(headers):
        match = field_of(header)
        if match.field:
            found.setdefault(match.field, []).append((match.rank, column))
    return {field: sorted(columns) for field, columns in found.items()}


def guess(raw: RawSheet) -> dict[str, int]:
    """Field -> column. Two columns of one field: the surer, then the one with content, then the first."""
    columns = {field: _best(raw, found) for field, found in _by_header(raw.headers).items()}
    _swap_by_content(raw, columns)
    _fill_by_content(raw, columns)
    if "person_name" in columns:  # a whole name needs no parts
        columns.pop("first_name", None)
        columns.pop("last_name", None)
    return columns


def _best(raw: RawSheet, found: list[tuple[int, int]]) -> int:
    surest = [column for rank, column in found if rank == found[0][0]]
    return next((column for column in surest if _sample(raw, column)), surest[0])


def _sample(raw: RawSheet, column: int) -> list[object]:
    """The first filled cells of a column."""
    cells: list[object] = []
    aside = {each.row for each in raw.aside}
    for number, row in zip(raw.numbers[: SAMPLE * 4], raw.rows, strict=False):
        if number not in aside and column < len(row) and row[column] != "":
            cells.append(row[column])
            if len(cells) == SAMPLE:
                break
    return cells


def _mostly(cells: Iterable[object], holds: Callable[[object], bool]) -> bool:
    answers = [holds(cell) for cell in cells]
    return bool(answers) and sum(answers) >= MOST * len(answers)


def _is_day(cell: object) -> bool:
    return isinstance(cell, date)


def _is_clock(cell: object) -> bool:
    if isinstance(cell, (time, timedelta)):
        return True
    text = clean(cell) if isinstance(cell, str) else ""
    return bool(text) and not text.isdigit() and read_time(text).code in ("", "time_minutes", "time_range")


def _has_both(cell: object) -> bool:
    """A day and an hour in one cell: 5/11/2569 08:00."""
    if isinstance(cell, datetime):
        return True
    text = clean(cell) if isinstance(cell, str) else ""
    return len(text) > 9 and ":" in text and read_time(text).code in ("", "time_minutes")


def _swap_by_content(raw: RawSheet, columns: dict[str, int]) -> None:
    """An id column full of anything but ids, beside a column full of ids whose header is something else's."""
    cid, phone = columns.get("cid"), columns.get("mobile_phone")
    if cid is None or phone is None:
        return
    if _mostly(_sample(raw, phone), looks_like_id) and not any(map(looks_like_id, _sample(raw, cid))):
        columns["cid"], columns["mobile_phone"] = phone, cid


def _fill_by_content(raw: RawSheet, columns: dict[str, int]) -> None:
    for field, holds in (("cid", looks_like_id), ("appointment_time", _is_clock), ("appointment_date", _is_day)):
        if field in columns:
            continue
        free = [column for column in range(len(raw.headers)) if column not in columns.values()]
        free = [column for column in free if field_of(raw.headers[column]).field == ""]
        fitting = [column for column in free if _mostly(_sample(raw, column), holds)]
        if len(fitting) == 1 and (field == "cid" or not field_is_other(raw.headers[fitting[0]])):
            columns[field] = fitting[0]
    day = columns.get("appointment_date")
    if "appointment_time" not in columns and day is not None and _mostly(_sample(raw, day), _has_both):
        columns["appointment_time"] = day


def field_is_other(header: str) -> bool:
    """A header that surely names something else, such as a birth date: its content must not win it over."""
    match = field_of(header)
    return match.field == "" and match.rank == HOLDS


def missing(columns: Mapping[str, int]) -> tuple[str, ...]:
    """The required fields that no column holds."""
    return tuple(field for field in REQUIRED if field not in columns)


def ambiguous(raw: RawSheet) -> dict[str, tuple[int, ...]]:
    """Required fields that more than one filled column claims with the same right: the clerk must say which."""
    claims: dict[str, tuple[int, ...]] = {}
    for field, found in _by_header(raw.headers).items():
        filled = [column for rank, column in found if rank == found[0][0] and _sample(raw, column)]
        if field in REQUIRED and len(filled) > 1:
            claims[field] = tuple(filled)
    return claims


def settle(raw: RawSheet) -> dict[str, int]:
    """`guess`, where nobody can be asked. Raises SheetError: columns_missing, columns_ambiguous."""
    if claims := ambiguous(raw):
        field, found = next(iter(claims.items()))
        names = ", ".join(f"{raw.headers[column]} ({letter(column)})" for column in found)
        raise SheetError("columns_ambiguous", field=title(field), columns=names, fields=tuple(claims))
    columns = guess(raw)
    require(columns)
    return columns


def require(columns: Mapping[str, int]) -> None:
    if lacking := missing(columns):
        raise SheetError("columns_missing", fields=lacking, columns=", ".join(map(title, lacking)))


def title(field: str) -> str:
    """A field as its header may be spelt, in both languages."""
    return f"{COLUMN_TITLES[field][0]} ({field})"


def letter(column: int) -> str:
    """0 -> A, 26 -> AA: as the spreadsheet names it."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
