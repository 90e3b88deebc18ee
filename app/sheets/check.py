"""Every cell of every row, before anything is sent. Column by column, each distinct value read once."""

from __future__ import annotations

import gc
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from dataclasses import field as held
from datetime import date
from operator import attrgetter

from app.domain.values import Appointment, Problem, SetAside, Severity
from app.sheets import aside, offers, two_cells
from app.sheets.aside import Edits, TakenIn
from app.sheets.cells.dates import DateOrder, date_reader, read_date, settle_order, written
from app.sheets.cells.headers import FIELDS
from app.sheets.cells.ids import read_id
from app.sheets.cells.names import Listed
from app.sheets.cells.people import (
    FIRST_DOSE,
    NAME_PARTS,
    facility_reader,
    joined_name,
    read_dose,
    read_name,
    read_phone,
)
from app.sheets.cells.reading import Reading
from app.sheets.cells.text import Flaw, shown
from app.sheets.cells.times import read_time
from app.sheets.columns import require, spot, unread_ids
from app.sheets.files.model import EXAMPLE_MARK, RawSheet
from app.sheets.files.standing import headed
from app.sheets.same_person import ACROSS, DRAGGED, HOUR_PAST, across, dragged, not_yet
from app.thai import order_matters, show_date, thai_date

Reader = Callable[[object], Reading]
_REQUIRED_CELLS = ("cid", "appointment_date", "appointment_time", "dose", "hospital_code")
IDS_BESIDE = "ids_beside"
_FEW = 1000  # edited rows up to which looking again at them alone is quicker than checking all

# Codes that are no error. Nothing about a name, a phone or a note blocks a row.
_WARNINGS = {"cid_zeros", "date_maybe_swapped", "time_unusual", "dose_unreadable", "date_weekday", "date_holiday"}
_WHERE_REFUSED = dict.fromkeys(("slot_full", "no_slot", "slot_not_open", "other_hour_same_day"), "appointment_time")
_INFOS = {"dose_booster", "facility_zero", "phone_zero", "zero_restored", "date_order_assumed", "date_utc", "time_utc"}


@dataclass(frozen=True)
class Checked:
    """A sheet's rows as appointments, and what is wrong with the others. Every filled row is in one of four places:
    `appointments`, the rows with an error in `problems`, `aside`, `left_out`."""

    sheet: RawSheet
    columns: Mapping[str, int]
    appointments: tuple[Appointment, ...]  # rows with no error, in file order
    problems: tuple[Problem, ...]  # by row
    rows: int  # filled rows of the sheet
    facility: str | None
    today: date
    edits: Edits
    left_out: frozenset[int]  # row numbers the clerk wants left alone
    dates: DateOrder
    candidates: tuple[Appointment, ...]  # rows with no error of their own: `appointments` and their duplicates
    listed: Mapping[str, Listed] = held(default_factory=dict)  # by id: what the target list says, where it was asked

    @property
    def same(self) -> Mapping[str, object]:
        """Field -> the one value that the clerk gave all its rows; such a field has no column."""
        fields = {name for _, name in self.edits} - set(self.columns)
        values = {name: {self.edits.get((row, name), "") for row in self.sheet.numbers} for name in fields}
        return {name: next(iter(found)) for name, found in values.items() if len(found) == 1}

    aside: tuple[SetAside, ...] = ()  # by row, one a row: not booked unless taken in
    reasons: tuple[SetAside, ...] = ()  # by row: every reason found, of rows that were taken in, too
    taken_in: frozenset[str | int] = frozenset()  # reasons and rows that the clerk wants booked all the same
    hour: int = 0  # it was, of `today`, when this was checked
    past: tuple[Appointment, ...] = ()  # rows that could be booked if their day were not past: see `known_booked`

    @property
    def problem_rows(self) -> int:
        """Rows that can't be booked as they stand."""
        return self.rows - len(self.appointments) - len(self.left_out) - len(self.aside)

    @property
    def date_question(self) -> Problem | None:
        """How the dates of the column are read, with a sample, where the clerk must say whether that is right."""
        if self.dates.is_sure:
            return None
        found = {problem.code: problem for problem in reversed(self.problems)}
        return found.get("date_order_assumed") or found.get("date_cell_order")


def severity_of(code: str, field: str) -> Severity:
    if code in _INFOS:
        return Severity.INFO
    if code == "example_row":
        return Severity.ERROR
    if code in _WARNINGS or (field and field not in _REQUIRED_CELLS):
        return Severity.WARNING
    return Severity.ERROR


def check(
    raw: RawSheet,
    columns: Mapping[str, int],
    *,
    facility: str | None,
    today: date,
    edits: Edits | None = None,
    left_out: Collection[int] = (),
    dates: DateOrder | None = None,
    listed: Mapping[str, Listed] | None = None,
    take_in: TakenIn = (),
    hour: int = 0,
) -> Checked:
    """Check all rows. `facility`: the code that is signed in (None: not yet); `hour`: it is now, of `today`; `dates`:
    the order of day and month where the clerk has said it; `take_in`: reasons and rows not to be set aside; `listed`:
    see `Checked`. Raises SheetError where a required column is missing."""
    edits = dict(edits or {})
    require({*columns, *(field for _, field in edits), *headed(raw)})  # a field may stand in no column of its own
    with uncollected():
        places = range(len(raw.rows))
        cells = _columns(raw, columns, edits, places)
        order = dates or settle_order(_distinct([*cells["appointment_date"], *offers.days_told(raw)]))
        readers = _readers(facility, today, order, raw.since_1904)
        rows = _read(raw.numbers, _no_dose_asked(raw, columns, cells, raw.numbers), readers, edits)
        reasons = aside.found_in(raw, columns, cells, places)
        own = offers.made(rows.problems, raw, columns, edits, today) + _about_rows(raw, columns, edits)
        out = frozenset(left_out).intersection(raw.numbers) if left_out else frozenset()
        set_aside = _aside(reasons, take_in, out)
        away = out.union(each.row for each in set_aside)
        candidates = tuple(a for a in rows.candidates if a.row not in away) if away else tuple(rows.candidates)
        own = [problem for problem in own if problem.row not in away] if away else own
        own += _about_order(raw, order, offers.as_offered(cells["appointment_date"], raw.numbers, own), today, away)
        own += _ids_beside(raw, columns)
        own += _refused(raw, candidates)
        found = [
            *across(candidates, listed or {}, raw.elsewhere),
            *not_yet(candidates, today, hour),
            *dragged(candidates),
        ]
        return Checked(
            sheet=raw,
            columns=dict(columns),
            appointments=_unblocked(candidates, found),
            problems=_by_row(own, found),
            rows=len(raw.rows),
            facility=facility,
            today=today,
            edits=edits,
            left_out=out,
            dates=order,
            candidates=candidates,
            listed=dict(listed or {}),
            aside=set_aside,
            reasons=tuple(reasons),
            taken_in=frozenset(take_in),
            hour=hour,
            past=tuple(row for row in rows.past if row.row not in away),
        )


def with_listed(checked: Checked, listed: Mapping[str, Listed]) -> Checked:
    """The same sheet with what the target list says of (more of) its people."""
    known = {**checked.listed, **listed}
    found = across(checked.candidates, known, checked.sheet.elsewhere)
    others = [problem for problem in checked.problems if problem.code not in ACROSS]
    blocking = [problem for problem in others if problem.code == HOUR_PAST]
    return replace(
        checked,
        listed=known,
        appointments=_unblocked(checked.candidates, [*blocking, *found]),
        problems=_by_row(others, found),
    )


def again(checked: Checked, *, dates: DateOrder) -> Checked:
    """All rows once more, with the order of day and month that the clerk has said. What was done to them stays."""
    return check(
        checked.sheet,
        checked.columns,
        facility=checked.facility,
        today=checked.today,
        edits=checked.edits,
        left_out=checked.left_out,
        dates=dates,
        take_in=checked.taken_in,
        hour=checked.hour,
        listed=checked.listed,
    )


def known_booked(checked: Checked, rows: Collection[int]) -> Checked:
    """The same sheet, of whose `past` rows these are known to have been booked: they are set aside."""
    sheet = replace(checked.sheet, booked_rows=checked.sheet.booked_rows.union(rows))
    return again(replace(checked, sheet=sheet), dates=checked.dates) if rows else checked


def _aside(reasons: Iterable[SetAside], taken_in: TakenIn, left_out: Collection[int]) -> tuple[SetAside, ...]:
    return tuple(each for row, each in aside.standing(reasons, taken_in).items() if row not in left_out)


def recheck(
    checked: Checked, edits: Edits, left_out: Collection[int] | None = None, take_in: TakenIn | None = None
) -> Checked:
    """The same sheet with more cells mended (or other rows left out or taken in): quick where they are few. The order
    of day and month stays as it was settled, so that mending one cell never changes another."""
    merged = {**checked.edits, **edits}
    out = checked.left_out if left_out is None else frozenset(left_out).intersection(checked.sheet.numbers)
    taken = checked.taken_in if take_in is None else frozenset(take_in)
    touched = {row for row, _ in edits} | (out ^ checked.left_out)
    if taken != checked.taken_in:
        touched |= {each.row for each in checked.reasons if {each.row, each.reason} & (taken ^ checked.taken_in)}
    if len(touched) > _FEW:
        return check(
            checked.sheet,
            checked.columns,
            facility=checked.facility,
            today=checked.today,
            edits=merged,
            left_out=out,
            dates=checked.dates,
            listed=checked.listed,
            take_in=taken,
            hour=checked.hour,
        )
    return _patched(replace(checked, edits=merged, left_out=out, taken_in=taken), touched)


def _patched(checked: Checked, touched: set[int]) -> Checked:
    """Read the touched rows again, and compare again those that share a person with them."""
    raw = checked.sheet
    places = [place for row in sorted(touched) if (place := _place(raw.numbers, row)) is not None]
    cells = _columns(raw, checked.columns, checked.edits, places)
    readers = _readers(checked.facility, checked.today, checked.dates, raw.since_1904)
    numbers = [raw.numbers[place] for place in places]
    rows = _read(numbers, _no_dose_asked(raw, checked.columns, cells, numbers), readers, checked.edits)
    reasons = [each for each in checked.reasons if each.row not in touched]
    reasons += aside.found_in(raw, checked.columns, cells, places)
    reasons.sort(key=attrgetter("row"))  # stable: the weightiest of a row stays first
    set_aside = _aside(reasons, checked.taken_in, checked.left_out)
    away = checked.left_out.union(each.row for each in set_aside)
    before = {a.cid for a in checked.candidates if a.row in touched}
    fresh = [a for a in rows.candidates if a.row not in away]
    people = before | {a.cid for a in fresh}
    kept = [a for a in checked.candidates if a.row not in touched]
    candidates = tuple(sorted([*kept, *fresh], key=attrgetter("row")))
    circle = [a for a in candidates if a.cid in people]
    circle_rows = {a.row for a in circle}
    found = [
        *across(circle, checked.listed, raw.elsewhere),
        *not_yet(fresh, checked.today, checked.hour),
        *dragged(candidates),
    ]
    problems = [
        problem
        for problem in checked.problems
        if (problem.row not in touched or problem.code == IDS_BESIDE)
        and problem.code != DRAGGED
        and not (problem.code in ACROSS and problem.row in circle_rows)
    ]
    offered = offers.made(rows.problems, raw, checked.columns, checked.edits, checked.today)
    own = [problem for problem in offered if problem.row not in away] + _refused(raw, fresh)
    own += [p for p in _about_rows(raw, checked.columns, checked.edits) if p.row in touched - away]
    was_blocked = [p for p in problems if p.code in ACROSS or p.code == HOUR_PAST]
    return replace(
        checked,
        candidates=candidates,
        appointments=_unblocked(candidates, [*was_blocked, *found]),
        problems=_by_row([*problems, *own], found),
        aside=set_aside,
        reasons=tuple(reasons),
    )


def _place(numbers: Sequence[int], row: int) -> int | None:
    place = bisect_left(numbers, row)
    return place if place < len(numbers) and numbers[place] == row else None


@contextmanager
def uncollected() -> Iterator[None]:
    """No garbage collection meanwhile: it would walk all rows again and again, and there is no cycle to find."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


# Cells to readings


def _columns(raw: RawSheet, columns: Mapping[str, int], edits: Edits, places: Sequence[int]) -> dict[str, list[object]]:
    """Field -> its cells at these places, with the clerk's mends in them."""
    rows = raw.rows if len(places) == len(raw.rows) else [raw.rows[place] for place in places]
    cells: dict[str, list[object]] = {
        field: [row[column] for row in rows] for field, column in columns.items() if field in FIELDS
    }
    for field in headed(raw) - cells.keys():
        cells[field] = [""] * len(rows)
    if edits:
        where = {raw.numbers[place]: index for index, place in enumerate(places)}
        for (row, field), value in edits.items():
            if row in where and field in FIELDS:
                cells.setdefault(field, [""] * len(rows))[where[row]] = value
        for place in (where[row] for row, field in edits if field == "person_name" and row in where):
            for part in set(NAME_PARTS).intersection(cells) - {"person_name"}:
                cells[part][place] = ""  # typed as one text, a name stands for all its columns
    return cells


def _no_dose_asked(
    raw: RawSheet, columns: Mapping[str, int], cells: dict[str, list[object]], numbers: Sequence[int]
) -> dict[str, list[object]]:
    """The cells, without a question for the dose in a block that has no column for it."""
    if not raw.absent or "dose" not in columns:
        return cells
    blocks = (raw.absent.get(number, ()) for number in numbers)
    doses = zip(cells["dose"], blocks, strict=True)
    return {**cells, "dose": [FIRST_DOSE if cell == "" and columns["dose"] in no else cell for cell, no in doses]}


def whole_name(columns: Mapping[str, int], edits: Edits, row: int, cells: Sequence[object]) -> str:
    """A row's name as one text, from however many columns, with the clerk's mends."""
    if (row, "person_name") in edits:
        return read_name(edits[row, "person_name"]).value or ""
    here = [part for part in NAME_PARTS if columns.get(part, len(cells)) < len(cells)]
    found = {part: edits.get((row, part), cells[columns[part]]) for part in here}
    return joined_name({part: read_name(cell).value for part, cell in found.items()})


def _readers(facility: str | None, today: date, order: DateOrder, since_1904: bool) -> dict[str, Reader]:
    return {
        "cid": read_id,
        "appointment_date": date_reader(order, today, since_1904),
        "appointment_time": read_time,
        "dose": read_dose,
        "mobile_phone": read_phone,
        "hospital_code": facility_reader(facility),
        "note": _read_note,
    }


def _read_note(cell: object) -> Reading:
    return Reading("", "example_row") if cell == EXAMPLE_MARK else read_name(cell)


def _distinct(cells: Iterable[object]) -> list[object]:
    """Each value once, in order. True would pass for 1 in a dict: booleans are taken as the text they show."""
    return list(dict.fromkeys(cells))


def _read_column(cells: list[object], reader: Reader) -> list[Reading]:
    kinds = set(map(type, cells))
    if bool in kinds:
        cells = [shown(cell) if isinstance(cell, bool) else cell for cell in cells]
    if Flaw in kinds:
        reader = _flaws_told(reader)
    distinct = set(cells)
    if len(distinct) * 2 > len(cells):  # ids, names, phones: looking them up costs more than it saves
        return list(map(reader, cells))
    readings = {cell: reader(cell) for cell in distinct}
    return [readings[cell] for cell in cells]


def _flaws_told(reader: Reader) -> Reader:
    return lambda cell: _of_flaw(cell) if isinstance(cell, Flaw) else reader(cell)


def _of_flaw(flaw: Flaw) -> Reading:
    return Reading(code="cell_error" if flaw.kind == "error" else "cell_no_value", params={"text": flaw.text})


@dataclass(slots=True)
class _Rows:
    candidates: list[Appointment]
    problems: list[Problem]
    past: list[Appointment]


def _read(
    numbers: Sequence[int], cells: Mapping[str, list[object]], readers: Mapping[str, Reader], edits: Edits
) -> _Rows:
    readings = {field: _read_column(column, readers.get(field, read_name)) for field, column in cells.items()}
    problems: list[Problem] = []
    for field, column in readings.items():
        for index, reading in enumerate(column):
            if reading.code:
                problems.append(_problem(numbers[index], field, reading, cells[field][index]))
    two_cells.say_swapped(numbers, cells, problems)
    problems += two_cells.hours_differ(numbers, cells, readings["appointment_time"], edits)
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    broken = {problem.row for problem in errors}
    return _Rows(_appointments(numbers, readings, broken), problems, _past(numbers, readings, errors))


def _past(
    numbers: Sequence[int], readings: Mapping[str, list[Reading]], errors: Sequence[Problem]
) -> list[Appointment]:
    """The rows with no other error than that their day is past."""
    found = Counter(problem.row for problem in errors if problem.column != "dose")  # which a past day needs no more
    past = [problem for problem in errors if problem.code == "date_past" and found[problem.row] == 1]
    rows: list[Appointment] = []
    for problem in past:
        place, day = bisect_left(numbers, problem.row), problem.params["date"]
        cid, hour = readings["cid"][place].value, readings["appointment_time"][place].value
        if isinstance(day, date):
            rows.append(Appointment(problem.row, cid, day, hour))
    return rows


def _problem(row: int, field: str, reading: Reading, cell: object) -> Problem:
    return Problem(
        row, field, reading.code, severity_of(reading.code, field), shown(cell)[:200], dict(reading.params), reading.fix
    )


def _appointments(
    numbers: Sequence[int], readings: Mapping[str, list[Reading]], broken: Collection[int]
) -> list[Appointment]:
    count = len(numbers)
    values = {field: [reading.value for reading in column] for field, column in readings.items()}
    empty: list[str] = [""] * count
    rows = zip(
        numbers,
        values["cid"],
        values["appointment_date"],
        values["appointment_time"],
        [dose or FIRST_DOSE for dose in values["dose"]] if "dose" in values else [FIRST_DOSE] * count,
        _names(values, count),
        values.get("mobile_phone", empty),
        values.get("note", empty),
        strict=True,
    )
    return [Appointment(*row) for row in rows if row[0] not in broken]


def _names(values: Mapping[str, list[str]], count: int) -> list[str]:
    """The whole name, from one column or several."""
    parts = {part: values[part] for part in NAME_PARTS if part in values}
    if len(parts) <= 1:
        return [name or "" for name in next(iter(parts.values()), [""] * count)]
    return [joined_name(dict(zip(parts, row, strict=True))) for row in zip(*parts.values(), strict=True)]


# What no cell shows alone


def _about_order(
    raw: RawSheet, order: DateOrder, days: Sequence[object], today: date, away: Collection[int]
) -> list[Problem]:
    """How a written date is read that could be another day: of the first row that is to be booked."""
    if order.proven:
        return []
    for row, cell in zip(raw.numbers, days, strict=True):
        if row in away or not (text := written(cell)) or not order_matters(text):
            continue
        reading = read_date(text, order=order, today=today, since_1904=raw.since_1904)
        meant = reading.value or reading.params.get("date")
        if isinstance(meant, date):
            params = {"text": text, "th": thai_date(meant), "en": show_date(meant, "en")}
            return [Problem(row, "appointment_date", "date_order_assumed", Severity.INFO, text, params)]
    return []


def _about_rows(raw: RawSheet, columns: Mapping[str, int], edits: Edits) -> list[Problem]:
    """Ids whose zero the number format gave back."""
    problems = []
    cid = columns["cid"]
    for (row, column), stored in raw.restored.items():
        if column == cid and (row, "cid") not in edits and _place(raw.numbers, row) is not None:
            problems.append(Problem(row, "cid", "zero_restored", Severity.INFO, stored, {"text": stored}))
    return problems


def _ids_beside(raw: RawSheet, columns: Mapping[str, int]) -> list[Problem]:
    """People in a column of ids that is not read: said once, of the first of them."""
    return [
        Problem(
            min(people.values()),
            "cid",
            IDS_BESIDE,
            Severity.WARNING,
            params={"column": f"{spot(raw, column)} {raw.headers[column]}".strip(), "count": len(people)},
        )
        for column, people in unread_ids(raw, columns)
    ]


def _refused(raw: RawSheet, candidates: Iterable[Appointment]) -> list[Problem]:
    """Rows that the server refused in an earlier batch and that still ask for the same: nobody has mended them yet."""
    problems = []
    for now in candidates if raw.refused else ():
        before, outcome = raw.refused.get(now.row, (None, None))
        if before is not None and outcome is not None and _asked(before) == _asked(now):
            where, code = _WHERE_REFUSED.get(outcome.code, "cid"), outcome.code
            problems.append(Problem(now.row, where, code, Severity.WARNING, params={"detail": outcome.detail}))
    return problems


def _asked(appointment: Appointment) -> tuple[str, date, int, int]:
    return appointment.cid, appointment.date, appointment.hour, appointment.dose


def _unblocked(candidates: tuple[Appointment, ...], found: Iterable[Problem]) -> tuple[Appointment, ...]:
    blocked = {problem.row for problem in found if problem.severity is Severity.ERROR}
    return tuple(a for a in candidates if a.row not in blocked) if blocked else candidates


def _by_row(own: list[Problem], found: list[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted([*own, *found], key=attrgetter("row")))
