"""The result of a batch: the clerk's own workbook with four columns and an overview more; mended cells as booked."""

from __future__ import annotations

import io
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from copy import copy
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from app.domain.address import Server
from app.domain.values import CANCEL, Account, Appointment, Outcome, Problem, State
from app.errors import SheetError, Stopped
from app.sheets import files
from app.sheets.cells.text import Cell, shown
from app.sheets.check import Checked, uncollected
from app.sheets.files.again import ReadAgain, look_again
from app.sheets.files.file import digest, load
from app.sheets.files.model import RawSheet, Row
from app.sheets.ours import first_of_result
from app.text import escaped
from app.wording import Lang
from app.wording.results import titles
from app.wording.sheet import COLUMN_TITLES, RESULT_TITLES
from app.workbooks.addsheet import add_overview_part
from app.workbooks.cells import FILLS, FORMATS, MENDED, StyleSheet
from app.workbooks.files import put, refuse_existing, with_ending, writable, write_atomically
from app.workbooks.lines import Line, first_errors, line_of, lines_of, word
from app.workbooks.marks import NotSpliced
from app.workbooks.mended import Mended, mended_of
from app.workbooks.overview import Overview, add_overview
from app.workbooks.parts import Parts
from app.workbooks.rebuilt import rebuilt
from app.workbooks.splice import Block, Cells, splice
from app.workbooks.template import TEMPLATE_FIELDS, WIDTHS

if TYPE_CHECKING:
    from openpyxl import Workbook

_WIDTHS = (18, 16, 50, 20)  # of our columns, in letters

_UNBOOKED = (State.REFUSED, State.NOT_SENT)


@dataclass(frozen=True)
class Wanted:
    """A copy of the clerk's own workbook with the result in it, while the file still has this digest."""

    raw: RawSheet  # of its rows the first alone
    digest: bytes
    lines: Mapping[int, Line]
    told: Overview
    more: tuple[str, ...] = ()  # fields that get a column, as the clerk's sheet has none


@dataclass(frozen=True)
class ListResult:
    """What a list cancelled or moved: in its sheet day and hour are no appointment's, and may be missing."""

    purpose: str  # see `wording.results`
    problems: Sequence[Problem] = ()  # what keeps rows out
    appointments: Mapping[int, Appointment] = field(default_factory=dict)  # by row: cancelled, or moved to
    reasons: Mapping[int, str] = field(default_factory=dict)  # by row: what is told of it beside its status


class Made(NamedTuple):
    """A workbook as written. `note`: a key of OVERVIEW, what of the clerk's own is not in it."""

    ending: str
    data: bytes
    note: str = ""


def own_copy(wanted: Wanted) -> Made | None:
    """None where nothing can be added to the workbook. It reads a stranger's XML: see `Reader.copy`."""
    raw = wanted.raw
    try:
        file = load(raw.path)
    except SheetError:
        return None
    if digest(file.data) != wanted.digest:  # changed since it was looked at
        return None
    try:
        parts = Parts(file.data)
        _add(parts, wanted)
        return _made(parts)
    except NotSpliced:
        book = _opened(file.data, raw)
        return None if book is None else _with_openpyxl(book, wanted)


def write_result(
    checked: Checked,
    outcomes: Mapping[int, Outcome],
    out: Path,
    *,
    lang: Lang = "th",
    account: Account | None = None,
    server: Server | None = None,
    overwrite: bool = False,
    read_again: ReadAgain | None = None,
    copied: Callable[[Wanted], Made | None] = own_copy,
    tell: Callable[[str], object] | None = None,
    of_list: ListResult | None = None,
    ended: str = "",
) -> Path:
    """A copy of the clerk's workbook with status, slot id, reason and time at the right of the table, and an overview
    sheet. Cells that the clerk mended in the program hold what was booked, marked by a colour, and the reason says what
    stood there; nothing else in it is changed, and nothing in the clerk's own file. A format that can't be written
    back, a file that is gone or changed, or one that nothing can be added to, gives an .xlsx of the rows as read.
    `outcomes`: by row number. `read_again`: reads a file that was changed since, None where it can't be read. `copied`:
    makes the copy; None or SheetError: it can't be made. `tell` is told a key of OVERVIEW, where something of the
    clerk's workbook is not in the result. `ended`: what ended the run before its rows that only wait, in a sentence.
    Returns the path written. Raises EnvironmentProblem."""
    raw = checked.sheet
    refuse_existing(out, overwrite=overwrite)
    purpose = of_list.purpose if of_list else ""
    told = Overview((), raw.path.name, lang, account, server, purpose=purpose, ended=ended)
    with uncollected():
        own = _own(raw, read_again or _read_again)
        made = _result(checked, outcomes, told, own, copied, of_list)
        if made.note and tell is not None:
            tell(made.note)
        return _written(made, out, overwrite=overwrite)


def _result(
    checked: Checked,
    outcomes: Mapping[int, Outcome],
    told: Overview,
    own: bytes | None,
    copied: Callable[[Wanted], Made | None],
    of_list: ListResult | None,
) -> Made:
    """`own`: the digest of the clerk's workbook, where it can be copied."""
    raw = checked.sheet
    mended = mended_of(checked, told.lang)
    by_row: Mapping[int, Appointment] = {appointment.row: appointment for appointment in checked.candidates}
    if of_list is not None:
        checked, by_row = replace(checked, problems=tuple(of_list.problems)), of_list.appointments
    found = lines_of(checked, outcomes, told.lang, told.purpose)
    waits = [row for row, line in found.items() if line.status == "planned" and row in outcomes and not line.reason]
    reasons = {**dict.fromkeys(waits if told.ended else (), told.ended), **(of_list.reasons if of_list else {})}
    lines = _with_mends(_with_reasons(found, reasons), mended)
    statuses = [(line.status, by_row.get(row)) for row, line in lines.items()]
    failed = [outcome for row, outcome in outcomes.items() if row in lines and _has_failed(outcome, told.purpose)]
    wrong = {
        row: problem
        for row, problem in first_errors(checked).items()
        if row in lines and lines[row].status == "invalid"
    }
    told = replace(
        told, statuses=statuses, failed=failed, wrong=tuple(wrong.values()), aside=checked.aside, waits=len(waits)
    )
    if own is not None:
        shape = replace(raw, rows=raw.rows[:1], numbers=raw.numbers[:1])
        with suppress(SheetError, Stopped):  # it took the memory or the time of the process that reads it
            if (made := copied(Wanted(shape, own, lines, told, mended.fields))) is not None:
                return made
    note = "rebuilt" if raw.format not in ("xlsx", "xlsm") else "rebuilt_changed" if own is None else "rebuilt_spelling"
    rows = [_as_text(row, checked.columns["cid"]) for row in raw.rows]
    more = max(0, _first_free(raw, mended.fields) + len(mended.fields) + len(RESULT_TITLES) - _width(raw))
    parts, raw = rebuilt(raw.tab, raw.header_row, raw.headers, raw.numbers, rows, lang=told.lang, more=more)
    _add(parts, Wanted(raw, b"", lines, replace(told, note=note), mended.fields))
    return _made(parts, note)


def _has_failed(outcome: Outcome, purpose: str) -> bool:
    """What was to be done was not."""
    return outcome.state in _UNBOOKED or (purpose == CANCEL and outcome.state is State.BOOKED and outcome.code != "")


def _with_reasons(lines: Mapping[int, Line], reasons: Mapping[int, str]) -> Mapping[int, Line]:
    told = {
        row: escaped(writable(" ".join(filter(None, (words, lines[row].reason))))) for row, words in reasons.items()
    }
    return {row: line._replace(reason=told.get(row, line.reason)) for row, line in lines.items()}


def _with_mends(lines: Mapping[int, Line], mended: Mended) -> Mapping[int, Line]:
    if not mended.cells and not mended.more:
        return lines
    return {
        row: line._replace(
            mended=mended.cells.get(row, {}),
            more=mended.more.get(row, ()),
            reason=" ".join(filter(None, (line.reason, escaped(writable(mended.reasons.get(row, "")))))),
        )
        for row, line in lines.items()
    }


def write_result_without_source(
    rows: Sequence[tuple[Appointment, Outcome]],
    out: Path,
    *,
    lang: Lang = "th",
    file_name: str = "",
    account: Account | None = None,
    server: Server | None = None,
    overwrite: bool = False,
    of_list: ListResult | None = None,
) -> Path:
    """The result of a batch whose workbook is gone: from the journal. `file_name`: what the workbook was called."""
    refuse_existing(out, overwrite=overwrite)
    title = "นัดหมาย" if lang == "th" else "Appointments"
    headers = tuple(word(COLUMN_TITLES[field], lang) for field in TEMPLATE_FIELDS)
    numbers = range(2, len(rows) + 2)
    cells = [_cells(appointment, account) for appointment, _ in rows]
    parts, raw = rebuilt(title, 1, headers, numbers, cells, lang=lang, widths=WIDTHS, more=len(RESULT_TITLES))
    purpose, reasons = (of_list.purpose, of_list.reasons) if of_list else ("", {})
    placed = dict(zip(numbers, rows, strict=True))
    told_of = {number: reasons[row.row] for number, (row, _) in placed.items() if row.row in reasons}
    found = {number: line_of(outcome, lang, purpose) for number, (_, outcome) in placed.items()}
    lines = _with_reasons(found, told_of)
    statuses = [(line.status, placed[number][0]) for number, line in lines.items()]
    failed = [outcome for _, outcome in rows if _has_failed(outcome, purpose)]
    told = Overview(statuses, file_name, lang, account, server, failed=failed, purpose=purpose)
    _add(parts, Wanted(raw, b"", lines, told))
    return _written(_made(parts), out, overwrite=overwrite)


def _as_text(row: Row, cid: int) -> Row:
    """A row as read, its citizen id as the digits that no number format shortens."""
    return [*row[:cid], shown(row[cid]), *row[cid + 1 :]] if isinstance(row[cid], (int, float)) else row


def _cells(appointment: Appointment, account: Account | None) -> tuple[Cell, ...]:
    """An appointment as the template's columns hold it."""
    return (
        appointment.cid,
        appointment.date,
        f"{appointment.hour:02d}:00",
        str(appointment.dose),
        appointment.person_name,
        appointment.mobile_phone,
        account.facility if account else "",
        appointment.note,
    )


def _read_again(raw: RawSheet) -> RawSheet | None:
    try:
        return files.read(raw.path, raw.sheet, header_row=raw.header_row)
    except SheetError:
        return None


def _own(raw: RawSheet, read_again: ReadAgain) -> bytes | None:
    """The digest of the clerk's workbook, where our columns can go into it and it still says what was read."""
    if raw.format not in ("xlsx", "xlsm"):
        return None
    now = look_again(raw, read_again)
    return now.digest if now.same_rows else None


def _add(parts: Parts, wanted: Wanted) -> None:
    """Our columns into the sheet, our formats and the overview into the workbook. Raises NotSpliced."""
    raw, lines, told, book = wanted.raw, wanted.lines, wanted.told, parts.book
    sheet = book.parts.get(raw.tab, "")
    look = StyleSheet(parts.read(book.styles), told.lang)
    styles = {"plain": 0, **look.add([*dict.fromkeys(line.status for line in lines.values() if line.status in FILLS)])}
    styles |= look.add(["moment", "title", "bold"])

    def cells(row: int) -> Cells:
        line = lines[row]
        status, slot_id, reason, at = line.cells(told.lang, told.purpose)
        more = [(text, look.marked(0) if text else 0) for text in line.more]
        return (*more, (status, styles.get(line.status, 0)), (slot_id, 0), (reason, 0), (at, styles["moment"]))

    block = Block(
        _first_free(raw, wanted.more),
        raw.header_row,
        _titles(wanted),
        lines,
        cells,
        _widths(wanted),
        since_1904=book.since_1904,
        changed=_changed(wanted),
        marked=look.marked,
    )
    parts.put(sheet, splice(parts.read(sheet), block))
    parts.put(book.styles, look.xml)
    add_overview_part(parts, told, styles)


def _changed(wanted: Wanted) -> dict[int, dict[int, str]]:
    """Row -> column of the file -> what was booked, where a cell of the clerk's was mended."""
    raw = wanted.raw
    found = {
        row: {_source(raw, row, column): text for column, text in line.mended.items()}
        for row, line in wanted.lines.items()
        if line.mended
    }
    return {row: {column: text for column, text in cells.items() if column >= 0} for row, cells in found.items()}


def _source(raw: RawSheet, row: int, column: int) -> int:
    """A row's column in the file: a block further down may have it elsewhere, or not at all (-1)."""
    return raw.moved[row][column] if row in raw.moved else raw.further.get(column, (column, 0))[0]


def _titles(wanted: Wanted) -> list[str]:
    lang = wanted.told.lang
    fields = [word(COLUMN_TITLES[name], lang) for name in wanted.more]
    return fields + [word(pair, lang) for pair in titles(wanted.told.purpose).values()]


def _widths(wanted: Wanted) -> list[int]:
    return [WIDTHS[TEMPLATE_FIELDS.index(name)] if name in TEMPLATE_FIELDS else 16 for name in wanted.more] + [*_WIDTHS]


def _first_free(raw: RawSheet, more: Collection[str]) -> int:
    """The first of our columns, from 0: after the last column with anything in it, or where ours are already, unless
    columns for fields would reach over what stands behind those."""
    first = first_of_result(raw.headers)
    if first is not None and not (more and _width(raw) > first + len(RESULT_TITLES)):
        return first
    return _width(raw) if raw.free is None else raw.free


def _width(raw: RawSheet) -> int:
    return max(len(raw.headers), max((len(row) for row in raw.rows[:1]), default=0))


def _made(parts: Parts, note: str = "") -> Made:
    """With the ending that says whether there are macros in it: Excel opens no other. Raises NotSpliced where a part
    is damaged that nobody has read before."""
    parts.call(macros=parts.has_macros)
    data = io.BytesIO()
    parts.write(data)
    return Made(".xlsm" if parts.has_macros else ".xlsx", data.getvalue(), note)


def _written(made: Made, out: Path, *, overwrite: bool) -> Path:
    return write_atomically(with_ending(out, made.ending), lambda file: file.write(made.data), overwrite=overwrite)


# --- where the XML is spelt otherwise: openpyxl, which leaves charts, shapes and pictures behind ---


def _opened(data: bytes, raw: RawSheet) -> Workbook | None:
    from openpyxl import load_workbook

    try:
        return load_workbook(io.BytesIO(data), keep_vba=raw.format == "xlsm", rich_text=True)
    except Exception:  # openpyxl raises whatever it met in a workbook it does not know; the rows are still here
        return None


def _with_openpyxl(book: Workbook, wanted: Wanted) -> Made | None:
    raw, note, data = wanted.raw, "without_drawings", io.BytesIO()
    if raw.tab not in book.sheetnames:
        return None
    _change_cells(book[raw.tab], _changed(wanted))
    _add_columns(book[raw.tab], wanted)
    add_overview(book, replace(wanted.told, note=note))
    book.save(data)
    return Made(".xlsm" if raw.format == "xlsm" else ".xlsx", data.getvalue(), note)


def _change_cells(sheet: Any, changed: Mapping[int, Mapping[int, str]]) -> None:
    from openpyxl.styles import PatternFill

    places = {(row, column + 1) for row, cells in changed.items() for column in cells}
    for merged in [*sheet.merged_cells.ranges] if places else ():
        if any(merged.min_row <= r <= merged.max_row and merged.min_col <= c <= merged.max_col for r, c in places):
            sheet.unmerge_cells(str(merged))
    ground = PatternFill("solid", fgColor=MENDED)
    for row, cells in changed.items():
        for column, text in cells.items():
            cell = sheet.cell(row, column + 1)
            put(cell, text or None)
            cell.fill = ground


def _add_columns(sheet: Any, wanted: Wanted) -> None:
    from openpyxl.styles import PatternFill

    raw, lang, more = wanted.raw, wanted.told.lang, len(wanted.more)
    first = _first_free(raw, wanted.more) + 1
    for column, (title, width) in enumerate(zip(_titles(wanted), _widths(wanted), strict=True), first):
        cell, model = sheet.cell(raw.header_row, column, title), sheet.cell(raw.header_row, max(1, first - 1))
        cell.font, cell.fill, cell.border, cell.alignment = map(
            copy, (model.font, model.fill, model.border, model.alignment)
        )
        sheet.column_dimensions[cell.column_letter].width = width
    fills = {status: PatternFill("solid", fgColor=colour) for status, colour in FILLS.items()}
    for row, line in wanted.lines.items():
        for column, value in enumerate((*(line.more or [""] * more), *line.cells(lang, wanted.told.purpose)), first):
            put(sheet.cell(row, column), None if value == "" else value)
        if line.status in fills:
            sheet.cell(row, first + more).fill = fills[line.status]
        sheet.cell(row, first + more + 3).number_format = FORMATS[lang]["moment"]
