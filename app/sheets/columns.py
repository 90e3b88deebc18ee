"""Which column holds what. A column is certain, or it is asked: never guessed (decision 016).

Certain is a field whose whole name stands over one column alone, and no other column is full of what it holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from app.domain.values import masked
from app.errors import InputError, SheetError
from app.sheets.beside import names_beside
from app.sheets.cells.contents import SAMPLE, Content, contents, days_of, full_of_ids
from app.sheets.cells.dates import DateOrder, date_reader
from app.sheets.cells.headers import CRITICAL, EXACT, FIELDS, GENERAL, REQUIRED, Kind, Match, field_of, says_moved
from app.sheets.cells.ids import looks_like_id, read_id
from app.sheets.cells.people import read_dose
from app.sheets.cells.reading import Reading
from app.sheets.cells.spans import span_end
from app.sheets.cells.text import shown
from app.sheets.cells.times import read_time
from app.sheets.files.model import RawSheet, letter
from app.sheets.files.standing import headed
from app.sheets.ours import columns_of_ours
from app.text import clean
from app.thai import today
from app.wording.sheet import COLUMN_TITLES

__all__ = [
    "FIELDS",
    "REQUIRED",
    "Doubt",
    "Found",
    "columns_said",
    "guess",
    "letter",
    "look",
    "settle",
    "spot",
]

NAMES = frozenset(("person_name", "first_name", "last_name"))
NO_COLUMN = -1
SAMPLES = 3  # cells shown of a column
_LONGEST_SAMPLE = 28
_MOST_LOOKED = 200  # columns looked through for ids that nobody reads
_OFFERED = 15  # columns named where none is likelier than another
# Fields that are told by their cells, and what `Content` calls those.
_TYPED = {"cid": "ids", "appointment_date": "days", "appointment_time": "hours", "dose": "doses"}
_HOURS_AT_END = re.compile(r"(?:เวลา|ชั่วโมง|\btime|\bhour)\W*$")
_HOUR_TOO = re.compile(r"เวลา|time")
_A_DAY = re.compile(r"วัน|date|day")
_SHORT = {"date": "appointment_date", "time": "appointment_time", "name": "person_name", "phone": "mobile_phone"}


@dataclass(frozen=True)
class Doubt:
    """A field whose column the clerk must say. `likely`: the columns it may be, the likeliest first; none where no
    column looks like it."""

    field: str
    likely: tuple[int, ...] = ()
    suggested: int | None = None  # the only one with no word against it
    also: tuple[str, ...] = ()  # what stands in the same cells, whichever column it is: the hour beside the day
    waits: bool = False  # the sheet only tells on which days people may come: they wait for a day, or for an hour


@dataclass(frozen=True)
class Found:
    """`certain`: field -> column. `doubts`: what must be asked, in the order of FIELDS."""

    certain: Mapping[str, int]
    doubts: tuple[Doubt, ...] = ()

    @property
    def suggested(self) -> dict[str, int]:
        """What is certain, and what a question begins with."""
        likely = {name: doubt.suggested for doubt in self.doubts for name in (doubt.field, *doubt.also)}
        return {**self.certain, **{name: column for name, column in likely.items() if column is not None}}


@dataclass
class _Sheet:
    """What is known of each column of a sheet."""

    raw: RawSheet
    today: date
    taken: Collection[int]  # columns the clerk has said something about
    matches: list[Match] = field(init=False)
    contents: list[Content] = field(init=False)

    def __post_init__(self) -> None:
        self.matches = [field_of(header) for header in self.raw.headers]
        for column in columns_of_ours(self.raw.headers):
            self.matches[column] = Match("", EXACT, Kind.OTHER)
        aside = {each.row for each in self.raw.aside}
        rows = [row for number, row in zip(self.raw.numbers, self.raw.rows, strict=True) if number not in aside]
        self.contents = contents(rows if aside else self.raw.rows, len(self.raw.headers), self.today)

    def named(self, name: str) -> list[int]:
        """Columns whose header names the field, surest first. Of several, the empty ones don't count."""
        free = [c for c, match in enumerate(self.matches) if match.field == name and c not in self.taken]
        if len(free) > 1:
            free = [c for c in free if _is_filled(self.raw, c)] or free
        return sorted(free, key=lambda c: (bool(self.matches[c].kind), self.matches[c].rank, c))

    def fits(self, name: str, column: int) -> bool:
        """Whether the cells may be the field's, under a header that says so. Where there are no rows, nothing speaks
        against it."""
        content = self.contents[column]
        numbers = {"appointment_date": content.day_numbers, "appointment_time": content.hour_numbers}.get(name, 0)
        return name not in _TYPED or content.mostly(getattr(content, _TYPED[name]) + numbers) or not content.rows

    def rival(self, name: str, column: int) -> bool:
        """A column full of what the field holds, under whatever header, unless that surely names something else."""
        match, content = self.matches[column], self.contents[column]
        if name not in REQUIRED or not content.mostly(getattr(content, _TYPED[name])):
            return False
        if name == "cid":
            return True
        if match.kind == Kind.OTHER or (match.sure and match.field in CRITICAL and match.field != name):
            return False
        return name != "appointment_date" or bool(content.later if match.kind else content.ahead)

    def moved(self) -> list[int]:
        """Columns of a day that somebody was moved to, be it one person of many and however it is written."""
        headed = [
            c
            for c, header in enumerate(self.raw.headers)
            if c not in self.taken and says_moved(header) and not _is_of_hours(header)
        ]
        return [c for c in headed if any(clean(shown(row[c])) not in ("", "-") for row in self.raw.rows)]

    def ends_span(self, column: int) -> bool:
        """From when, or until when somebody may come: no day of an appointment."""
        return span_end(self.raw.headers[column]) is not None

    @property
    def has_spans(self) -> bool:
        return any(map(self.ends_span, range(len(self.matches))))

    def has_hours(self, column: int) -> bool:
        """A day and an hour in one cell."""
        return self.contents[column].mostly(self.contents[column].both)

    def is_stamp(self, column: int, day: int | None) -> bool:
        """A day and an hour in one cell, and not the appointment's day: no hour is ever taken from there."""
        if not self.has_hours(column) or column == day:
            return False
        return day is None or not all(_same_day(row, column, day, self.today) for row in self.raw.rows[:50])


def _is_of_hours(header: str) -> bool:
    """เวลา under นัดใหม่ is no day."""
    return bool(_HOURS_AT_END.search(header.lower())) and not _A_DAY.search(header.lower())


def _same_day(row: Sequence[object], column: int, day: int, now: date) -> bool:
    return row[column] == "" or bool(days_of(row[column], now) & days_of(row[day], now))


def _is_filled(raw: RawSheet, column: int) -> bool:
    return any(row[column] != "" for row in raw.rows)


def look(
    raw: RawSheet,
    now: date | None = None,
    *,
    said: Mapping[str, int] | None = None,
    without: Collection[str] = (),
    asked: Collection[str] = CRITICAL,
) -> Found:
    """Every field's column, or a doubt. `said`: what the clerk has answered (NO_COLUMN: none); `without`: fields that
    need no column; `asked`: the fields that must be certain."""
    said = said or {}
    sheet = _Sheet(raw, now or today(), frozenset(said.values()))
    columns = {name: column for name, column in said.items() if column != NO_COLUMN}
    doubts: list[Doubt] = []
    asked_day: Doubt | None = None
    for name in (name for name in CRITICAL if name not in said and name not in without):
        found = _one(sheet, name, columns.get("appointment_date", asked_day.suggested if asked_day else None))
        if isinstance(found, Doubt) and name == "appointment_date":
            asked_day = found
        if name == "appointment_time" and asked_day is not None:
            if asked_day.waits and isinstance(found, Doubt) and not found.likely:
                found = replace(found, waits=True)
            elif _follows(sheet, found, asked_day):
                doubts[doubts.index(asked_day)] = replace(asked_day, also=(name,))
                continue
            if isinstance(found, int) and found == asked_day.suggested:
                found = Doubt(name, (found,), found)
        if isinstance(found, int):
            columns[name] = found
        elif found is not None and name in asked and (found.likely or name not in headed(raw)):
            doubts.append(found)
    return Found({**columns, **_others(sheet, columns, {*said, *without})}, tuple(doubts))


def _one(sheet: _Sheet, name: str, day: int | None) -> int | Doubt | None:
    """A column, where it is certain; a doubt; None where the sheet has none and needs none. `day`: the column of the
    appointment's day, as far as it is known."""
    stamps = {c for c in range(len(sheet.matches)) if sheet.is_stamp(c, day)} if name == "appointment_time" else set()
    named = [column for column in sheet.named(name) if column not in stamps]
    sure = _surest(sheet, name, [column for column in named if sheet.matches[column].sure])
    weak = [column for column in named if column not in sure and sheet.fits(name, column)]
    free = (c for c in range(len(sheet.matches)) if c not in sheet.taken and c not in named and c not in stamps)
    rivals = [c for c in free if c != day and sheet.rival(name, c)]
    if name == "appointment_date" and sure:
        rivals = [c for c in rivals if not sheet.ends_span(c)]
    if name == "cid":  # an id in any column that is sure to be another person's is still an id
        rivals.sort(key=lambda c: bool(sheet.matches[c].kind))
    sure.sort(key=lambda column: not sheet.fits(name, column))
    moved = sheet.moved() if name == "appointment_date" else []
    likely = _unlike(sheet.raw, list(dict.fromkeys(sure + weak + rivals + moved)))
    if len(likely) == 1 and likely == sure[:1]:
        return sure[0]
    if not likely and name == "appointment_time":
        return _within_day(sheet, day)
    if not likely and name not in REQUIRED:
        return None
    waits = name == "appointment_date" and sheet.has_spans and all(map(sheet.ends_span, likely))
    return Doubt(name, tuple(likely), None if waits else _suggested(sheet, name, likely), waits=waits)


def _surest(sheet: _Sheet, name: str, sure: Sequence[int]) -> list[int]:
    """Without those of a general name whose cells are no such thing, where a name of its own stands over some that are:
    a PID of six digits beside the CID."""
    own = any(sheet.matches[column].rank < GENERAL and sheet.fits(name, column) for column in sure)
    return [c for c in sure if not own or sheet.matches[c].rank < GENERAL or sheet.fits(name, c)]


def _follows(sheet: _Sheet, found: int | Doubt | None, day: Doubt) -> bool:
    """Whether the hour stands beside the day, whichever of the likely columns that is."""
    whole = bool(day.likely) and all(sheet.has_hours(column) for column in day.likely)
    return whole and (found.likely == () if isinstance(found, Doubt) else found in day.likely)


def _unlike(raw: RawSheet, likely: Sequence[int]) -> list[int]:
    """Without those that hold in every row what one before holds: it is the same whichever is taken."""
    found: list[int] = []
    for column in likely:
        if not raw.rows or not any(all(row[column] == row[other] for row in raw.rows) for other in found):
            found.append(column)
    return found


def _within_day(sheet: _Sheet, day: int | None) -> int | Doubt:
    """The hour in the day's own cell: 5/11/2569 08:00."""
    if day is not None and (sheet.has_hours(day) or _says_both(sheet, day)):
        return day
    return Doubt("appointment_time")


def _says_both(sheet: _Sheet, column: int) -> bool:
    """วันเวลานัด over some days with an hour beside them: a row without one is that row's problem."""
    return sheet.contents[column].both > 0 and bool(_HOUR_TOO.search(clean(sheet.raw.headers[column]).lower()))


def _suggested(sheet: _Sheet, name: str, likely: Sequence[int]) -> int | None:
    """The only one with no word against it, if its cells don't speak against it either."""
    plain = [column for column in likely if not sheet.matches[column].kind and not sheet.ends_span(column)]
    return plain[0] if len(plain) == 1 and sheet.fits(name, plain[0]) else None


def _others(sheet: _Sheet, columns: Mapping[str, int], known: Collection[str]) -> dict[str, int]:
    """Fields that book nothing: the surest header, else none."""
    found: dict[str, int] = {}
    for name in FIELDS:
        if name in CRITICAL or name in known:
            continue
        named = [column for column in sheet.named(name) if column not in columns.values()]
        if named:
            found[name] = named[0]
    if "person_name" in found:  # a whole name needs no parts
        found.pop("first_name", None)
        found.pop("last_name", None)
    beside = names_beside(sheet.raw.headers, columns["cid"]) if "cid" in columns and NAMES.isdisjoint(known) else {}
    if beside and not set(beside.values()).intersection(columns.values()):
        return {name: column for name, column in found.items() if name not in NAMES} | beside
    return found


def guess(raw: RawSheet, now: date | None = None) -> dict[str, int]:
    """Field -> column, as far as it is certain or one column is the likeliest."""
    return look(raw, now).suggested


def settle(
    raw: RawSheet,
    now: date | None = None,
    *,
    said: Mapping[str, str] | None = None,
    without: Collection[str] = (),
    asked: Collection[str] = CRITICAL,
) -> dict[str, int]:
    """Where nobody can be asked now: every field's column. `said`: field -> letter or header, as the clerk wrote it.
    Raises SheetError: columns_missing, columns_unsure (`questions`: what to choose from; `waits`: nothing
    looks like any of them but the ends of a span), or a wrong `said`."""
    answered = columns_said(raw, said or {}, now or today())
    found = look(raw, now, said=answered, without=without, asked=asked)
    if found.doubts:
        raise _unsure(raw, found.doubts)
    return dict(found.certain)


def _unsure(raw: RawSheet, doubts: Sequence[Doubt]) -> SheetError:
    code = "columns_unsure" if any(doubt.likely for doubt in doubts) else "columns_missing"
    fields = tuple(doubt.field for doubt in doubts)
    questions = [
        {
            "field": doubt.field,
            "needed": doubt.field in REQUIRED,
            "candidates": [_told(raw, column) for column in doubt.likely or _offered(raw)],
        }
        for doubt in doubts
    ]
    names = ", ".join(map(title, fields))
    waits = all(doubt.waits or not doubt.likely for doubt in doubts)
    return SheetError(code, fields=fields, columns=names, questions=questions, waits=waits)


def _offered(raw: RawSheet) -> list[int]:
    return [column for column in range(len(raw.headers)) if raw.headers[column]][:_OFFERED]


def _told(raw: RawSheet, column: int) -> dict[str, object]:
    return {"column": spot(raw, column), "header": raw.headers[column], "samples": samples(raw, column)}


def samples(raw: RawSheet, column: int, count: int = SAMPLES) -> list[str]:
    """The first filled cells of a column as text; ids masked."""
    found: list[str] = []
    for row in raw.rows[:1000]:
        words = clean(shown(row[column])) if column < len(row) else ""
        if words:
            digits = words.replace("-", "").replace(" ", "")
            found.append(masked(digits) if len(digits) == 13 and digits.isdigit() else words[:_LONGEST_SAMPLE])
        if len(found) == count:
            break
    return found


def columns_said(raw: RawSheet, said: Mapping[str, str], now: date) -> dict[str, int]:
    """Field -> column, of what a clerk wrote: a letter, a header, or - for none. Raises InputError: column_field,
    column_unknown, column_twice; SheetError column_stamp."""
    found: dict[str, int] = {}
    for written, where in said.items():
        name = field_said(written)
        found[name] = column = _column_said(raw, where)
        if column == NO_COLUMN and name in REQUIRED:
            raise InputError("column_unknown", value=where, column=title(name))
    twice = {"appointment_date", "appointment_time"}
    for name, column in found.items():
        others = {other for other, taken in found.items() if taken == column != NO_COLUMN} - {name}
        if others and {name, *others} != twice:
            raise InputError("column_twice", column=f"{spot(raw, column)} {raw.headers[column]}")
    hour = found.get("appointment_time")
    if hour is not None:
        day = found.get("appointment_date", look(raw, now).certain.get("appointment_date"))
        if _Sheet(raw, now, ()).is_stamp(hour, day):
            raise SheetError("column_stamp", column=f"{spot(raw, hour)} {raw.headers[hour]}")
    return found


def field_said(written: str) -> str:
    """A field as it may be written on the command line. Raises InputError column_field."""
    name = written.strip().lower()
    name = _SHORT.get(name, name)
    if name not in FIELDS:
        raise InputError("column_field", value=written, fields=", ".join(FIELDS))
    return name


def _column_said(raw: RawSheet, where: str) -> int:
    text = clean(where)
    if text in ("-", "none"):
        return NO_COLUMN
    letters = {spot(raw, column): column for column in range(len(raw.headers))}
    headed = [column for column, header in enumerate(raw.headers) if clean(header) == text]
    if text.upper() in letters:
        return letters[text.upper()]
    if len(headed) == 1:
        return headed[0]
    raise InputError("column_unknown", value=where, column=", ".join(filter(None, raw.headers[:_OFFERED])))


def unread_ids(raw: RawSheet, columns: Mapping[str, int]) -> Iterator[tuple[int, Mapping[str, int]]]:
    """The columns full of ids that are read as nothing, though no word says that they are somebody else's: each with
    its people, id -> row number of the first, as far as the id's own column has not got them."""
    free = [c for c in range(min(len(raw.headers), _MOST_LOOKED)) if c not in columns.values()]
    sample = raw.rows[:: max(1, len(raw.rows) // SAMPLE)]
    full = [c for c in free if full_of_ids(sample, c) and not field_of(raw.headers[c]).kind]
    if not full:
        return
    own = columns.get("cid", NO_COLUMN)
    read = {read_id(row[own]).value for row in raw.rows if own != NO_COLUMN}
    for column in full:
        people: dict[str, int] = {}
        for number, row in zip(raw.numbers, raw.rows, strict=True):
            if column < len(row) and looks_like_id(row[column]) and (cid := read_id(row[column]).value) not in read:
                people.setdefault(cid, number)
        if people:
            yield column, people


def for_all(raw: RawSheet, same: Mapping[str, object]) -> dict[tuple[int, str], object]:
    """One value for all rows of a field without a column, as mends of every row."""
    return {(row, name): value for name, value in same.items() for row in raw.numbers}


def same_said(written: str) -> tuple[str, object]:
    """`appointment_time=09:00` as a command line says it: the field and its value in all rows. Raises InputError
    same_unreadable."""
    where, _, value = written.partition("=")
    name = field_said(where)
    readers: Mapping[str, Callable[[object], Reading]] = {
        "appointment_date": date_reader(DateOrder(), today(), since_1904=False),
        "appointment_time": read_time,
        "dose": read_dose,
    }
    if name not in readers or not value.strip() or readers[name](value).value is None:
        raise InputError("same_unreadable", value=written, fields=", ".join(readers))
    return name, value.strip()


def require(fields: Collection[str]) -> None:
    """Raises SheetError columns_missing where a field that is needed is not among these."""
    if lacking := tuple(name for name in REQUIRED if name not in fields):
        raise SheetError("columns_missing", fields=lacking, columns=", ".join(map(title, lacking)))


def title(name: str) -> str:
    """A field as its header may be spelt, in both languages."""
    return f"{COLUMN_TITLES[name][0]} ({name})"


def spot(raw: RawSheet, column: int) -> str:
    """Where a column stands in the file: E, or A7 where only the block under the heading in that cell has it."""
    source, row = raw.further.get(column, (column, 0))
    return letter(source) + (str(row) if row else "")
