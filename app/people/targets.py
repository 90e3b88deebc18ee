"""Putting people on the target list (SendImmunizationTarget), alone and from a sheet.

Everybody is looked up first: who is on the list already is left as the Ministry knows them. After sending everybody is
looked up again, because the answer's shape is unknown: only who is then on the list counts as registered.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from app.booking.control import Control
from app.booking.desk import Desk
from app.domain.values import Appointment, Problem, SetAside, Severity, check_digit
from app.errors import Declined, InputError, ServiceChanged, Uncertain
from app.people import more_fields
from app.people.more_fields import More, numbered, unnumbered
from app.sheets.aside import found_in, standing
from app.sheets.cells.headers import Kind, field_of
from app.sheets.cells.ids import read_id
from app.sheets.cells.names import title_of
from app.sheets.cells.people import NAME_PARTS, in_parts, read_phone
from app.sheets.cells.text import Flaw, shown
from app.sheets.files.model import RawSheet, is_example
from app.text import clean
from app.thai import DateTrouble, from_buddhist_cell, parse_date, show_date, today
from app.wording.sheet import COLUMN_TITLES

if TYPE_CHECKING:
    from app.sheets.check import Checked

CHUNK = 50  # people a call. ASSUMED: the real limit is unknown
AT_ONCE = 8  # look-ups side by side
OLDEST = 130  # years
MAN, WOMAN = 1, 2
Fate = Literal["registered", "was_on_list", "refused", "unknown"]

_COLUMNS = {**COLUMN_TITLES, "birth_date": ("วันเกิด", "Birth date")}  # as a sentence calls them

# A title tells the gender and stands before the name: นายสมชาย. Longest first.
TITLES: Mapping[str, int] = {
    "เด็กหญิง": WOMAN,
    "เด็กชาย": MAN,
    "นางสาว": WOMAN,
    "ด.ญ.": WOMAN,
    "ด.ช.": MAN,
    "น.ส.": WOMAN,
    "นาง": WOMAN,
    "นาย": MAN,
}
# Titles that tell it, too, where they stand in a column of their own.
_MORE_TITLES: Mapping[str, int] = {
    "mr": MAN,
    "master": MAN,
    "mrs": WOMAN,
    "miss": WOMAN,
    "ms": WOMAN,
}
_CLERGY = ("พระ", "สามเณร", "เณร")
# What the check says of an id, where there is a sentence for registering.
_OF_ID = {"cid_length": "cid_not_13", "cid_check_digit": "cid_wrong_digit", "cid_passport": "passport_first"}
_FULL_TITLES = {"ด.ญ.": "เด็กหญิง", "ด.ช.": "เด็กชาย", "น.ส.": "นางสาว"}
_GENDERS = {
    MAN: ("1", "ชาย", "ช", "ช.", "เพศชาย", "m", "male"),
    WOMAN: ("2", "หญิง", "ญ", "ญ.", "เพศหญิง", "f", "female"),
}
_NO_TABLES: Mapping[str, Mapping[str, int]] = MappingProxyType({})
_NONE_KNOWN: Mapping[str, int] = MappingProxyType({})
# Only a year is known of many old people: 2490, 0/0/2490, -/-/2490, 1947-00-00, พ.ศ. 2490.
_YEAR_ALONE = re.compile(
    r"(?:พ\.?\s?ศ\.?|ค\.?\s?ศ\.?|ปี)?\s*(?:[0-]{1,2}[-/. ]+[0-]{1,2}[-/. ]+)?\d{4}(?:[-/. ]+0{1,2}[-/. ]+0{1,2})?"
)
_NAMES = ("title_missing", "first_name_missing", "surname_missing")
_BIRTH_TROUBLES = {"date_no_year": "birth_year_missing", "date_impossible": "birth_date_impossible"}
_BIRTH = re.compile(r"birth|dob|วันเกิด|เดือนปีเกิด|ว\.?ด\.?ป\.?เกิด", re.I)
_GENDER = re.compile(r"gender|^sex|เพศ", re.I)


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody to be put on the target list. Raises InputError: cid_not_13, cid_wrong_digit, title_missing,
    first_name_missing, surname_missing, birth_date_far, gender_missing."""

    cid: str
    prefix: str
    first_name: str
    last_name: str
    birth_date: date
    gender: int  # 1 man, 2 woman
    mobile_phone: str = ""
    row: int = 0  # of the user's file
    more: More = ()  # what else the sheet says: types, address …, see `more_fields`

    def __post_init__(self) -> None:
        if not (self.cid.isascii() and self.cid.isdigit() and len(self.cid) == 13):
            raise InputError("cid_not_13")
        if int(self.cid[12]) != check_digit(self.cid[:12]):
            raise InputError("cid_wrong_digit")
        check_name(self.prefix, self.first_name, self.last_name)
        if not date(today().year - OLDEST, 1, 1) <= self.birth_date <= today():
            raise InputError("birth_date_far", years=OLDEST)
        if self.gender not in (MAN, WOMAN):
            raise InputError("gender_missing", title=self.prefix)

    @property
    def full_name(self) -> str:
        return f"{self.prefix}{self.first_name} {self.last_name}"

    def as_target(self, tables: Mapping[str, Mapping[str, int]] = _NO_TABLES) -> dict[str, object]:
        """One item of `target` (SEEN MAN p.30). gender and the two types are Numbers, all else here a String: senders
        that mix them up are refused (SEEN). ASSUMED: who is registered for a booking needs the vaccine and may have
        it, unless the sheet says otherwise. `tables`: what the types that the sheet names are numbered."""
        return {
            "cid": self.cid,
            "prefix": self.prefix,
            "first_name": self.first_name,
            "last_name": self.last_name,
            "birth_date": self.birth_date.isoformat(),
            "gender": self.gender,
            "mobile_phone": self.mobile_phone,
            "need_vaccine": "Y",
            "vaccine_eligible": "Y",
            **numbered(self.more, tables),
        }


@dataclass(frozen=True, slots=True)
class Registered:
    """What became of one person."""

    person: NewPerson
    fate: Fate
    detail: str = ""  # the server's own words: untrusted


Told = Callable[[Registered], None]
People = tuple[tuple[NewPerson, ...], tuple[Problem, ...]]  # who can be registered, and what keeps others out


async def register(
    desk: Desk, people: Sequence[NewPerson], tell: Told = lambda _one: None, control: Control | None = None
) -> tuple[Registered, ...]:
    """Look up, send who is missing, look up again. Each person's fate is told as soon as it is known. Stopped, the
    people of the next calls are left alone: they are not in the answer.

    Raises ServiceError where the server can't be asked; what was told before stands."""
    fates: dict[str, Registered] = {}

    def note(one: Registered) -> None:
        fates[one.person.cid] = one
        tell(one)

    distinct = list({person.cid: person for person in people}.values())
    for chunk in _chunks(distinct):
        if control is not None and control.stops:
            break
        on_list = await _on_list(desk, chunk)
        for person in chunk:
            if person.cid in on_list:
                note(Registered(person, "was_on_list"))
        missing = [person for person in chunk if person.cid not in on_list]
        if missing:
            for one in await _send(desk, missing):
                note(one)
    return tuple(fates[person.cid] for person in distinct if person.cid in fates)


async def _send(desk: Desk, people: Sequence[NewPerson]) -> list[Registered]:
    """One call for all; where the server refuses, one call each, so that one wrong line keeps nobody else out."""
    refusal = ""
    try:
        await desk.session.call(lambda: _call(desk, people))
    except Declined as error:
        if len(people) > 1:
            return [one for person in people for one in await _send(desk, [person])]
        refusal = error.detail or "-"
    except Uncertain:
        pass  # the look-up tells
    on_list = await _on_list(desk, people)
    without = "refused" if refusal else "unknown"
    return [
        Registered(person, "registered") if person.cid in on_list else Registered(person, without, refusal)  # type: ignore[arg-type]
        for person in people
    ]


async def _call(desk: Desk, people: Sequence[NewPerson]) -> None:
    """Registering the same person again changes nothing (INFERRED: the list is by cid), so no intent is written."""
    account = desk.account
    hospital = {
        "hospital_code": account.facility,
        "hospital_name": account.facility_name,
        "his_identifier": "MOPHIC-Uploader",
    }
    tables = await _tables(desk, people)
    await desk.session.client.register(hospital, [person.as_target(tables) for person in people])


async def _tables(desk: Desk, people: Sequence[NewPerson]) -> dict[str, Mapping[str, int]]:
    """The Ministry's numbers for types that the sheet names; a table that can't be had keeps nobody off the list."""
    tables: dict[str, Mapping[str, int]] = {}
    for name in sorted(unnumbered([person.more for person in people])):
        with suppress(Declined, ServiceChanged, Uncertain):
            tables[name] = await desk.session.client.table(name)
    return tables


async def _on_list(desk: Desk, people: Sequence[NewPerson]) -> set[str]:
    async def known(cid: str) -> bool:
        async with gate:
            try:
                return await desk.ask(lambda: desk.session.client.target(cid, desk.account.facility)) is not None
            except Declined:
                return False

    gate = asyncio.Semaphore(AT_ONCE)
    answers = await asyncio.gather(*(known(person.cid) for person in people))
    return {person.cid for person, there in zip(people, answers, strict=True) if there}


def _chunks(people: Sequence[NewPerson]) -> Iterable[Sequence[NewPerson]]:
    return (people[start : start + CHUNK] for start in range(0, len(people), CHUNK))


async def missing(desk: Desk, appointments: Sequence[Appointment]) -> tuple[Appointment, ...]:
    """Who of a sheet is not on the target list. One call a person."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def absent(cid: str) -> bool:
        async with gate:
            try:
                return await desk.ask(lambda: desk.session.client.target(cid, desk.account.facility)) is None
            except Declined:
                return True

    answers = await asyncio.gather(*(absent(one.cid) for one in appointments))
    return tuple(one for one, gone in zip(appointments, answers, strict=True) if gone)


# --- from a sheet ---


@dataclass(frozen=True)
class Columns:
    """Where a sheet holds what registering needs; None: not at all."""

    cid: int | None
    prefix: int | None
    first_name: int | None
    last_name: int | None
    person_name: int | None
    birth_date: int | None
    gender: int | None
    mobile_phone: int | None

    @property
    def missing(self) -> tuple[str, ...]:
        """The fields without which nobody can be registered, as far as the sheet has no column for them."""
        parts = self.first_name is not None or self.last_name is not None
        names = ("first_name", "last_name") if parts and self.person_name is None else ("person_name",)
        return tuple(field for field in ("cid", *names, "birth_date") if getattr(self, field) is None)

    @property
    def enough(self) -> bool:
        return not self.missing


def columns_of(headers: Sequence[str], known: Mapping[str, int] = _NONE_KNOWN) -> Columns:
    """By the headers, the first that fits; `known`: columns that the clerk has settled."""
    found = dict(known)
    for place, header in enumerate(headers):
        match = field_of(header)
        field = "birth_date" if _BIRTH.search(header) else "gender" if _GENDER.search(header) else match.field
        if field and match.kind in ("", Kind.OTHER):  # a mother's birth date is nobody's on the list
            found.setdefault(field, place)
    if "first_name" not in found or "last_name" not in found:
        found.pop("first_name", None)
    elif "person_name" in found:
        found.pop("person_name")
    return Columns(**{name: found.get(name) for name in Columns.__dataclass_fields__})


def can_register(checked: Checked) -> bool:
    """Whether the sheet has the columns for it."""
    return columns_of(checked.sheet.headers, checked.columns).enough


def people_of_checked(checked: Checked, only: Iterable[int]) -> People:
    """Those of an open sheet, its cells as the clerk mended them and its columns as settled. Raises as `people_of`."""
    raw = checked.sheet
    places = {number: place for place, number in enumerate(raw.numbers)}
    rows = list(raw.rows)
    for (number, field), value in checked.edits.items():
        if number in places:
            row = list(rows[places[number]])
            for column, cell in _mended(checked, field, value):
                row[column] = cell  # type: ignore[call-overload]
            rows[places[number]] = row
    return people_of(replace(raw, rows=rows), only, checked.columns)


def _mended(checked: Checked, field: str, value: object) -> Iterator[tuple[int, object]]:
    """Column and cell of a mend. A name typed as one text stands for all its columns: it goes into the first of those
    that hold names, which are read as one text too."""
    if field != "person_name" or not in_parts(checked.columns):
        if field in checked.columns:
            yield checked.columns[field], value
        return
    columns = columns_of(checked.sheet.headers, checked.columns)
    named = columns.person_name if columns.first_name is None else columns.first_name
    for column in (columns.prefix, columns.person_name, columns.first_name, columns.last_name):
        if column is not None:
            yield column, value if column == named else ""


def people_of(raw: RawSheet, only: Iterable[int] | None = None, known: Mapping[str, int] = _NONE_KNOWN) -> People:
    """The sheet's people as the target list wants them, and what keeps the others out. `only`: these row numbers.

    Raises InputError register_columns where the sheet lacks a column (id, name, birth date): which."""
    columns = columns_of(raw.headers, known)
    if not columns.enough:
        th, en = (", ".join(_COLUMNS[field][at] for field in columns.missing) for at in (0, 1))
        raise InputError("register_columns", th=th, en=en)
    chosen = None if only is None else frozenset(only)
    away = {each.row for each in set_aside(raw, known)} if only is None else frozenset()
    people: list[NewPerson] = []
    problems: list[Problem] = []
    others = more_fields.columns_of(raw.headers)
    for number, row in zip(raw.numbers, raw.rows, strict=True):
        if number in away or (chosen is not None and number not in chosen) or is_example(row):
            continue
        found = _person(number, row, columns)
        if isinstance(found, NewPerson):
            people.append(replace(found, more=more_fields.read(row, others)))
        else:
            problems.append(found)
    return tuple(people), tuple(problems)


def set_aside(raw: RawSheet, known: Mapping[str, int] = _NONE_KNOWN) -> tuple[SetAside, ...]:
    """The rows of a sheet that nobody is to be registered from: hidden, struck through, dead, with nobody in them …"""
    found = columns_of(raw.headers, known)
    places = {field: getattr(found, field) for field in ("cid", *NAME_PARTS, "mobile_phone")}
    columns = {field: place for field, place in places.items() if place is not None}
    cells = {field: [row[place] for row in raw.rows] for field, place in columns.items()}
    return tuple(standing(found_in(raw, columns, cells, range(len(raw.rows))), ()).values())


def _person(number: int, row: Sequence[object], columns: Columns) -> NewPerson | Problem:
    """Who stands in a row, or what keeps the person out; of an id in the words of the check."""

    def cell(place: int | None) -> object:
        return row[place] if place is not None and place < len(row) else ""

    def text(place: int | None) -> str:
        value = cell(place)
        return "" if isinstance(value, Flaw) else clean(shown(value))

    cid = read_id(cell(columns.cid))
    if cid.value is None:
        code = _OF_ID.get(cid.code, cid.code or "cid_missing")
        return Problem(number, "cid", code, Severity.ERROR, text(columns.cid), cid.params)
    prefix, first, last = name_parts(
        text(columns.person_name) or f"{text(columns.first_name)} {text(columns.last_name)}", text(columns.prefix)
    )
    try:
        return NewPerson(
            cid=str(cid.value),
            prefix=prefix,
            first_name=first,
            last_name=last,
            birth_date=birth_date(cell(columns.birth_date)),
            gender=gender_of(text(columns.gender), prefix),
            mobile_phone=str(read_phone(cell(columns.mobile_phone)).value or ""),
            row=number,
        )
    except InputError as error:
        return Problem(number, "", error.code, Severity.ERROR, params=error.params)


def name_parts(name: str, prefix: str = "") -> tuple[str, str, str]:
    """Title, first name and surname of a written name: นางสาวสมมุติ ใจดี."""
    name = " ".join(name.split())
    title = next((one for one in TITLES if name.startswith(one)), "") or title_of(name)
    prefix = " ".join(prefix.split()) or title
    if title and title == prefix:
        name = name[len(title) :].strip()
    first, _, last = name.partition(" ")
    return _FULL_TITLES.get(prefix, prefix), first, last


def check_name(prefix: str, first: str, last: str) -> None:
    """Raises InputError: title_missing, first_name_missing, surname_missing."""
    for code, words in zip(_NAMES, (prefix, first, last), strict=True):
        if not words:
            raise InputError(code)


def gender_of(written: str, prefix: str) -> int:
    """1 man, 2 woman, by what is written, else by the title; 0 where neither tells."""
    word = written.strip().casefold()
    for gender, words in _GENDERS.items():
        if word in words:
            return gender
    if word:
        return 0
    return TITLES.get(prefix, 0) or _MORE_TITLES.get(prefix.casefold().rstrip("."), 0) or _by_kind(prefix)


def _by_kind(prefix: str) -> int:
    """Of titles that tell it by what they are: a monk, a nun, a rank with หญิง behind it; 0 of any other."""
    if prefix.startswith(("แม่ชี", "แพทย์หญิง", "ทันตแพทย์หญิง")) or prefix.endswith("หญิง"):
        return WOMAN
    return MAN if prefix.startswith(_CLERGY) and not prefix.startswith("พระองค์") else 0


def birth_date(cell: object) -> date:
    """A birth date in either era; the year in four digits, as two could be any century.
    Raises InputError: birth_date_missing, birth_year_only, birth_year_missing, birth_year_short,
    birth_date_impossible, birth_date_wrong."""
    if isinstance(cell, date):
        return _birth_cell(date(cell.year, cell.month, cell.day))
    text = "" if isinstance(cell, Flaw) else clean(shown(cell))
    if not text:
        raise InputError("birth_date_missing")
    if _YEAR_ALONE.fullmatch(text):
        raise InputError("birth_year_only", value=text)
    try:
        day = parse_date(text, today=today())
    except DateTrouble as error:
        raise InputError(_BIRTH_TROUBLES.get(error.code, "birth_date_wrong"), value=text) from error
    if not re.search(r"\d{4}", text):
        raise InputError("birth_year_short", value=text)
    return day


def _birth_cell(day: date) -> date:
    try:
        return from_buddhist_cell(day)
    except DateTrouble as error:
        raise InputError("birth_date_impossible", value=show_date(day, "th")) from error
