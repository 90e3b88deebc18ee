"""The rows that can't be booked, as a workbook of their own: mended there, it loads like any other.

What is not mended must not become right by standing alone: a date whose order only the other rows told, a number that
would be believed as text. So dates that were understood are written out, and numbers stay numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import IO, Any

from app.errors import SheetError
from app.sheets.cells.dates import date_reader
from app.sheets.cells.people import NAME_PARTS, in_parts
from app.sheets.cells.text import Flaw
from app.sheets.check import Checked
from app.sheets.columns import guess
from app.sheets.files.model import RawSheet
from app.sheets.files.standing import headed
from app.sheets.readings import whole_name
from app.text import escaped
from app.thai import DateTrouble, order_matters, parse_date, thai_date
from app.wording import Lang
from app.wording.sheet import COLUMN_TITLES, PROBLEM_TITLES
from app.workbooks.cells import StyleSheet
from app.workbooks.files import refuse_existing, with_ending, write_atomically
from app.workbooks.lines import errors_of, word
from app.workbooks.rebuilt import rebuilt
from app.workbooks.splice import Block, splice

_DAYS_TO_1904 = 1462
_WIDTHS = (70, 14)  # letters


def write_problem_rows(checked: Checked, out: Path, *, lang: Lang = "th", overwrite: bool = False) -> Path:
    """The rows with an error, as they stand after the clerk's mends, under headers that are found again; beside them
    what is wrong and the row in the first file. Rows left out are not in it. Returns the path written.
    Raises SheetError: no_problem_rows, where there is none; EnvironmentProblem."""
    refuse_existing(out, overwrite=overwrite)
    reasons = {row: text for row, text in errors_of(checked, lang).items() if row not in checked.left_out}
    if not reasons:
        raise SheetError("no_problem_rows", file=checked.sheet.path.name)
    headers, kept = _headers(checked)
    rows = [_row(checked, place, kept) for place, row in enumerate(checked.sheet.numbers) if row in reasons]
    numbers = range(2, len(rows) + 2)
    title = word(PROBLEM_TITLES["sheet"], lang)
    parts, raw = rebuilt(title, 1, headers, numbers, rows, lang=lang, widths=[20] * len(headers), more=2)
    look = StyleSheet(parts.read(parts.book.styles), lang)
    red = look.add(["invalid"])["invalid"]
    told = {
        number: ((escaped(text), red), (row, 0))
        for number, (row, text) in zip(numbers, sorted(reasons.items()), strict=True)
    }
    titles = [word(PROBLEM_TITLES[name], lang) for name in ("reason", "row")]
    block = Block(len(headers), 1, titles, told, told.__getitem__, _WIDTHS)
    sheet = parts.book.parts[raw.tab]
    parts.put(sheet, splice(parts.read(sheet), block))
    parts.put(parts.book.styles, look.xml)

    def write(file: IO[bytes]) -> None:
        parts.write(file)

    return write_atomically(with_ending(out, ".xlsx"), write, overwrite=overwrite)


def _headers(checked: Checked) -> tuple[list[str], list[tuple[int, str]]]:
    """The headers to write, and for each the column it comes from and the field that column is taken for. Where the
    first file's headers would not lead to the same columns again, ours stand instead, without what they would claim."""
    fields: dict[int, str] = {}
    more: list[tuple[int, str]] = []  # a day and an hour in one column get one each
    taken = _taken(checked)
    for field, column in taken.items():
        if fields.setdefault(column, field) != field:
            more.append((column, field))
    kept = [(column, fields.get(column, "")) for column in range(len(checked.sheet.headers))]
    kept += [*more, *((-1, field) for field in _mended_fields(checked, taken))]
    headers = [_header(checked.sheet, column, field) for column, field in kept]
    if _found_again(checked, headers, kept):
        return headers, kept
    titled = [
        (COLUMN_TITLES[field][0] if field else header, each)
        for header, each, field in zip(headers, kept, (field for _, field in kept), strict=True)
        if field or not _claims(header)
    ]
    return [header for header, _ in titled], [each for _, each in titled]


def _taken(checked: Checked) -> Mapping[str, int]:
    """Field -> column. Names in several columns of which the clerk mended one as a whole get a column of whole names
    for all rows: half of them in parts would not be found again."""
    columns = checked.columns
    if in_parts(columns) and any(field == "person_name" for _, field in checked.edits):
        return {field: column for field, column in columns.items() if field not in NAME_PARTS}
    return columns


def _mended_fields(checked: Checked, taken: Mapping[str, int]) -> list[str]:
    """Fields without a column of their own that the clerk filled in all the same, or that lines say, which are not in
    the copy: a place to fill them in."""
    mended = {field for _, field in checked.edits if field not in checked.columns or field == "person_name"}
    return sorted((mended | headed(checked.sheet)) - set(taken))


def _header(raw: RawSheet, column: int, field: str) -> str:
    header = raw.headers[column] if 0 <= column < len(raw.headers) else ""
    return header or (COLUMN_TITLES[field][0] if field else "")


def _claims(header: str) -> bool:
    return bool(guess(RawSheet(Path(), "", (header,), 1, (), ())))


def _found_again(checked: Checked, headers: Sequence[str], kept: Sequence[tuple[int, str]]) -> bool:
    """Whether these headers alone lead to the same fields, and both dates and times keep a column of their own."""
    columns = list(checked.columns.values())
    if len(set(columns)) < len(columns):
        return False
    alone = replace(checked.sheet, headers=tuple(headers), rows=(), numbers=())
    return guess(alone) == {field: place for place, (_, field) in enumerate(kept) if field}


def _row(checked: Checked, place: int, kept: Sequence[tuple[int, str]]) -> list[Any]:
    raw = checked.sheet
    number, cells = raw.numbers[place], raw.rows[place]
    return [_cell(checked, checked.edits, number, cells, column, field) for column, field in kept]


def _cell(
    checked: Checked,
    edits: Mapping[tuple[int, str], object],
    number: int,
    cells: Sequence[object],
    column: int,
    field: str,
) -> object:
    cell = cells[column] if 0 <= column < len(cells) else ""
    if field == "person_name" and column < 0:
        return whole_name(checked.columns, edits, number, cells)
    cell = edits.get((number, field), cell) if field else cell
    if isinstance(cell, Flaw):
        return cell.text or ""
    return _dated(checked, cell) if field == "appointment_date" else cell


def _dated(checked: Checked, cell: object) -> object:
    """A date that can be read in one way only, whatever stands beside it."""
    raw, order = checked.sheet, checked.dates
    if isinstance(cell, str) and order_matters(cell):
        if order.mixed:
            return " / ".join(_both_days(cell, checked.today)) + " ?"
        try:
            return thai_date(parse_date(cell, order=order.order, today=checked.today))
        except DateTrouble:
            return cell
    if isinstance(cell, (int, float)) and not isinstance(cell, bool) and raw.since_1904:
        day = date_reader(order, checked.today, since_1904=True)(cell).value
        return day if isinstance(day, date) else cell + _DAYS_TO_1904
    return cell


def _both_days(text: str, today: date) -> list[str]:
    """The two days a written date can be: no date to the program, a choice to the clerk."""
    days = []
    for order in ("dmy", "mdy"):
        try:
            days.append(thai_date(parse_date(text, order=order, today=today)))
        except DateTrouble:
            continue
    return days
