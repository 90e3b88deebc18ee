"""A sheet's cells, column by column, to readings, and rows of readings to appointments."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from app.domain.values import Appointment, Problem, Severity
from app.sheets import two_cells
from app.sheets.aside import Edits
from app.sheets.cells.dates import DateOrder, date_reader
from app.sheets.cells.headers import FIELDS
from app.sheets.cells.ids import plain_ids, read_id
from app.sheets.cells.people import (
    FIRST_DOSE,
    NAME_PARTS,
    facility_reader,
    joined_name,
    plain_names,
    plain_phones,
    read_dose,
    read_name,
    read_phone,
)
from app.sheets.cells.reading import Reading
from app.sheets.cells.text import Flaw, shown
from app.sheets.cells.times import read_time
from app.sheets.files.model import EXAMPLE_MARK, RawSheet
from app.sheets.files.standing import headed

Reader = Callable[[object], Reading]
Plain = Callable[[Sequence[object]], list[str] | None]
_PLAIN: Mapping[Reader, Plain] = {read_id: plain_ids, read_name: plain_names, read_phone: plain_phones}
_SAMPLE = 2000  # cells of a column that tell whether most are different
_AT_ONCE = 64  # cells: one odd one among them costs a look at each
_REQUIRED_CELLS = ("cid", "appointment_date", "appointment_time", "dose", "hospital_code")
# Codes that are no error. Nothing about a name, a phone or a note blocks a row.
_WARNINGS = {"cid_zeros", "date_maybe_swapped", "time_unusual", "dose_unreadable", "date_holiday"}
_INFOS = {"dose_booster", "facility_zero", "phone_zero", "zero_restored", "date_order_assumed", "date_utc", "time_utc"}


def severity_of(code: str, field: str) -> Severity:
    if code in _INFOS:
        return Severity.INFO
    if code == "example_row":
        return Severity.ERROR
    if code in _WARNINGS or (field and field not in _REQUIRED_CELLS):
        return Severity.WARNING
    return Severity.ERROR


def columns_of(
    raw: RawSheet, columns: Mapping[str, int], edits: Edits, places: Sequence[int]
) -> dict[str, list[object]]:
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


def no_dose_asked(
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


def readers_of(facility: str | None, today: date, order: DateOrder, since_1904: bool) -> dict[str, Reader]:
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


def distinct(cells: Iterable[object]) -> list[object]:
    """Each value once, in order. True would pass for 1 in a dict: booleans are taken as the text they show."""
    return list(dict.fromkeys(cells))


class _Column(NamedTuple):
    """The readings of a column's cells."""

    values: list[Any]  # one a cell
    said: list[tuple[int, Reading]]  # those that say more than a value, with their places, ascending


def _read_column(cells: list[object], reader: Reader) -> _Column:
    plain = _PLAIN.get(reader)
    kinds = set(map(type, cells))
    if bool in kinds:
        cells = [shown(cell) if isinstance(cell, bool) else cell for cell in cells]
    if Flaw in kinds:
        reader = _flaws_told(reader)
    sample = cells[:: len(cells) // _SAMPLE + 1]
    if len(set(sample)) * 2 > len(sample):  # ids, names, phones: looking them up costs more than it saves
        return _read_each(cells, reader, plain)
    readings = {cell: reader(cell) for cell in set(cells)}
    values = {cell: reading.value for cell, reading in readings.items()}
    said = {cell: reading for cell, reading in readings.items() if reading.code}
    places = [(place, said[cell]) for place, cell in enumerate(cells) if cell in said] if said else []
    return _Column([values[cell] for cell in cells], places)


def _read_each(cells: list[object], reader: Reader, plain: Plain | None) -> _Column:
    """Some dozen cells at once as long as nothing is odd about any of them."""
    found = _Column([], [])
    for start in range(0, len(cells), _AT_ONCE):
        some = cells[start : start + _AT_ONCE]
        if plain is not None and (values := plain(some)) is not None:
            found.values.extend(values)
            continue
        readings = list(map(reader, some))
        found.values.extend(reading.value for reading in readings)
        found.said.extend((place, reading) for place, reading in enumerate(readings, start) if reading.code)
    return found


def read_one(field: str, cell: object, readers: Mapping[str, Reader]) -> Reading:
    """What one cell of a field says. `readers`: see `readers_of`."""
    read = _read_column([cell], readers.get(field, read_name))
    return read.said[0][1] if read.said else Reading(read.values[0])


def _flaws_told(reader: Reader) -> Reader:
    return lambda cell: _of_flaw(cell) if isinstance(cell, Flaw) else reader(cell)


def _of_flaw(flaw: Flaw) -> Reading:
    return Reading(code="cell_error" if flaw.kind == "error" else "cell_no_value", params={"text": flaw.text})


@dataclass(slots=True)
class ReadRows:
    candidates: list[Appointment]
    problems: list[Problem]
    past: list[Appointment]


def read_rows(
    numbers: Sequence[int], cells: Mapping[str, list[object]], readers: Mapping[str, Reader], edits: Edits
) -> ReadRows:
    read = {field: _read_column(column, readers.get(field, read_name)) for field, column in cells.items()}
    problems = [
        _problem(numbers[place], field, reading, cells[field][place])
        for field, column in read.items()
        for place, reading in column.said
    ]
    values = {field: column.values for field, column in read.items()}
    two_cells.say_swapped(numbers, cells, problems)
    problems += two_cells.hours_differ(numbers, cells, values["appointment_time"], edits)
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    broken = {problem.row for problem in errors}
    return ReadRows(_appointments(numbers, values, broken), problems, _past(numbers, values, errors))


def _past(numbers: Sequence[int], values: Mapping[str, list[Any]], errors: Sequence[Problem]) -> list[Appointment]:
    """The rows with no other error than that their day is past."""
    found = Counter(problem.row for problem in errors if problem.column != "dose")  # which a past day needs no more
    past = [problem for problem in errors if problem.code == "date_past" and found[problem.row] == 1]
    rows: list[Appointment] = []
    for problem in past:
        place, day = bisect_left(numbers, problem.row), problem.params["date"]
        cid, hour = values["cid"][place], values["appointment_time"][place]
        if isinstance(day, date):
            rows.append(Appointment(problem.row, cid, day, hour))
    return rows


def _problem(row: int, field: str, reading: Reading, cell: object) -> Problem:
    return Problem(
        row, field, reading.code, severity_of(reading.code, field), shown(cell)[:200], dict(reading.params), reading.fix
    )


def _appointments(
    numbers: Sequence[int], values: Mapping[str, list[Any]], broken: Collection[int]
) -> list[Appointment]:
    count = len(numbers)
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
