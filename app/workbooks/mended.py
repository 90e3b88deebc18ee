"""What a clerk mended of a sheet, as its result holds it: what was booked stands in the cells, what stood there before
is said beside them. The clerk's own file keeps the old."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from app.domain.values import Appointment, masked
from app.sheets.cells.dates import DateOrder, settle_order, written
from app.sheets.cells.headers import FIELDS
from app.sheets.cells.people import NAME_PARTS, in_parts
from app.sheets.cells.text import Flaw, shown
from app.sheets.check import Checked
from app.sheets.files.model import Row
from app.sheets.readings import distinct, whole_name
from app.thai import DateTrouble, from_buddhist_cell, order_matters, show_date
from app.wording import Lang, say
from app.wording.sheet import COLUMN_TITLES
from app.workbooks.lines import word


@dataclass(frozen=True)
class Mended:
    """`fields`: those without a column of their own, which get one; `cells`: row number -> column -> its new cell;
    `more`: row number -> its cells of `fields`; `reasons`: row number -> what was changed, in words."""

    fields: tuple[str, ...] = ()
    cells: Mapping[int, Mapping[int, str]] = field(default_factory=dict)
    more: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    reasons: Mapping[int, str] = field(default_factory=dict)


def mended_of(checked: Checked, lang: Lang) -> Mended:
    """Nothing, where nobody mended a cell or said how the dates are meant."""
    edits: dict[int, dict[str, object]] = {}
    for (row, name), value in checked.edits.items():
        if name in FIELDS:
            edits.setdefault(row, {})[name] = value
    days = _settled_days(checked)
    if not edits and not days:
        return Mended()
    return _Mending(checked, lang).all(edits, days)


def _settled_days(checked: Checked) -> frozenset[int]:
    """The rows of which the clerk said which of two days they mean: loaded again, they would be asked about again."""
    raw, column = checked.sheet, checked.columns.get("appointment_date")
    if column is None or not checked.dates.is_sure:
        return frozenset()
    cells = [row[column] for row in raw.rows]
    if (first := settle_order(distinct(cells), raw.months, today=checked.today)).is_sure:
        return frozenset()
    understood = {appointment.row for appointment in checked.candidates}
    rows = zip(raw.numbers, cells, strict=True)
    return frozenset(number for number, cell in rows if number in understood and _is_open(cell, first))


def _is_open(cell: object, first: DateOrder) -> bool:
    """Whether a cell of the days could be another day."""
    text = written(cell)
    return order_matters(text) if text else cell != "" and first.cells == "open"


class _Mending:
    def __init__(self, checked: Checked, lang: Lang) -> None:
        self._checked, self._lang = checked, lang
        self._understood = {appointment.row: appointment for appointment in checked.candidates}

    def all(self, edits: Mapping[int, Mapping[str, object]], days: frozenset[int]) -> Mended:
        raw = self._checked.sheet
        fields = self._without_column(edits)
        cells: dict[int, dict[int, str]] = {}
        more: dict[int, tuple[str, ...]] = {}
        reasons: dict[int, str] = {}
        for number, row in zip(raw.numbers, raw.rows, strict=True):
            mine = edits.get(number, {})
            if fields:
                more[number] = tuple(self._said(number, name, mine) for name in fields)
            wanted = {**mine, "appointment_date": None} if number in days and "appointment_date" not in mine else mine
            if wanted:
                cells[number], reasons[number] = self._row(number, row, wanted)
        return Mended(fields, cells, more, {row: words for row, words in reasons.items() if words})

    def _without_column(self, edits: Mapping[int, Mapping[str, object]]) -> tuple[str, ...]:
        """A list that has others beside it has no room for a column more: there words must do."""
        raw, columns = self._checked.sheet, self._checked.columns
        if raw.part is not None:
            return ()
        mended = {name for mine in edits.values() for name in mine if name not in columns}
        if "person_name" in mended and in_parts(columns):
            mended.discard("person_name")
        return tuple(name for name in FIELDS if name in mended)

    def _said(self, number: int, name: str, mine: Mapping[str, object]) -> str:
        """A field of a row, as it is read again for what it means now; "" where it has none."""
        appointment = self._understood.get(number)
        if appointment is not None and (words := _words(appointment, name, self._lang)) is not None:
            return words
        return self._typed(mine.get(name))

    def _row(self, number: int, row: Row, mine: Mapping[str, object]) -> tuple[dict[int, str], str]:
        """The changed cells of a row, and what was changed in words."""
        columns = self._checked.columns
        cells: dict[int, str] = {}
        told = []
        for name in (each for each in FIELDS if each in mine):
            now, column = self._said(number, name, mine), columns.get(name)
            was = self._typed(row[column]) if column is not None and column < len(row) else ""
            if name == "person_name" and in_parts(columns):
                was = whole_name(columns, {}, number, row)
                cells |= self._name_in_parts(row, now) if now != was else {}
            elif mine[name] is not None and self._typed(mine[name]) == was:
                continue
            elif column is not None and (text := self._one_cell(number, column, mine)) is not None:
                cells[column] = text
            if now != was:
                told.append(self._told(name, was, now, answered=mine[name] is None))
        return cells, " ".join(told)

    def _told(self, name: str, was: str, now: str, *, answered: bool) -> str:
        """`answered`: nobody changed it, how it is meant was asked."""
        was, now = (masked(text) if name == "cid" and text.isdigit() else text for text in (was, now))
        code = "mended_cell" if was and now else "mended_blank" if now else "mended_cleared"
        code = "mended_read" if was and now and answered else code
        return say(code, self._lang, field=word(COLUMN_TITLES[name], self._lang), was=was, now=now)

    def _typed(self, cell: object) -> str:
        """A cell as it would be typed."""
        if isinstance(cell, Flaw):
            return cell.text or ""
        words = shown(cell).removesuffix(" 00:00")
        if not isinstance(cell, date):
            return words
        try:
            day = show_date(from_buddhist_cell(date(cell.year, cell.month, cell.day)), self._lang)
        except DateTrouble:
            return words
        return f"{day} {words.partition(' ')[2]}".strip()

    def _one_cell(self, number: int, column: int, mine: Mapping[str, object]) -> str | None:
        """What a column says of a row, for all fields that are read from it. None: nobody can say."""
        names = [name for name in FIELDS if self._checked.columns.get(name) == column]
        if len(names) > 1 and number not in self._understood and not all(name in mine for name in names):
            return None  # half of a day and an hour
        return " ".join(filter(None, (self._said(number, name, mine) for name in names)))

    def _name_in_parts(self, row: Row, whole: str) -> dict[int, str]:
        """Typed as one text, a name stands in the first of its columns: no program can take it apart."""
        places = sorted(self._checked.columns[part] for part in NAME_PARTS if part in self._checked.columns)
        first, *others = [place for place in places if place < len(row)]
        return {first: whole, **{place: "" for place in others if row[place] != ""}}


def _words(appointment: Appointment, name: str, lang: Lang) -> str | None:
    """A field of an appointment, as a cell that can be read in one way only: a day has its month as a word and is no
    date cell, since one date cell among texts would make Excel's reading of the others doubtful."""
    if name == "appointment_date":
        return show_date(appointment.date, lang)
    if name == "appointment_time":
        return f"{appointment.hour:02d}:00"
    values = {
        "cid": appointment.cid,
        "dose": str(appointment.dose),
        "person_name": appointment.person_name,
        "mobile_phone": appointment.mobile_phone,
        "note": appointment.note,
    }
    return values.get(name)
