"""What no cell shows alone: the same person in more than one row of a sheet, a name that is not the id's, hours that
are past, days in a row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from app.domain.values import Appointment, Problem, Severity
from app.sheets.cells.names import Listed, same_name
from app.sheets.files.model import Elsewhere
from app.thai import show_date, thai_date

NAMES = ("name_differs", "cid_not_listed", "name_not_compared", "cid_not_told")  # of a row against the target list
ACROSS = (
    "cid_two_names",
    "duplicate_row",
    "duplicate_dose",
    "same_day",
    "person_other_day",
    "other_sheet_hour",
    "other_sheet_same",
    "other_sheet_day",
    *NAMES,
)  # the codes found here
NOBODY_ASKED: Mapping[str, Listed] = MappingProxyType({})
NOWHERE: Mapping[str, tuple[Elsewhere, ...]] = MappingProxyType({})
HOUR_PAST = "time_past"
DRAGGED = "dates_dragged"
MOST_DAYS = 15  # days in a row that a clinic may mean; more are a cell dragged down


def across(
    candidates: Iterable[Appointment],
    listed: Mapping[str, Listed] = NOBODY_ASKED,
    elsewhere: Mapping[str, tuple[Elsewhere, ...]] = NOWHERE,
) -> list[Problem]:
    """The same person in more than one row, or on another sheet (`elsewhere`: by id), and names that are not those of
    the target list (`listed`: by id, as far as it was asked). Only rows without an error of their own are compared: a
    broken row must not keep its good twin from being booked."""
    candidates = tuple(candidates)
    found = [*_of_people(candidates), *(_named(candidates, listed) if listed else ())]
    return [*found, *_of_other_sheets(candidates, elsewhere)] if elsewhere else found


def _of_other_sheets(
    candidates: Iterable[Appointment], elsewhere: Mapping[str, tuple[Elsewhere, ...]]
) -> Iterator[Problem]:
    """One problem a row. Two hours of one day on sheets that are booked together block both, as in one sheet; two days
    are said of both."""
    for row in candidates:
        known = elsewhere.get(row.cid, ())
        places = [place for place in known if place.date == row.date]
        if not places:
            days = [place for place in known if place.booked_too]
            if days:
                yield _other_day(row, min(days, key=lambda one: one.date))
            continue
        place = min(places, key=lambda one: (one.hour == row.hour, not one.booked_too))
        differs = place.hour != row.hour
        severity = Severity.ERROR if differs and place.booked_too else Severity.WARNING
        params = {"sheet": place.sheet, "other": place.row, "hour": f"{place.hour:02d}:00"}
        code = "other_sheet_hour" if differs else "other_sheet_same"
        yield Problem(row.row, "appointment_time", code, severity, f"{row.hour:02d}:00", params)


def _other_day(row: Appointment, place: Elsewhere) -> Problem:
    days = {"th": thai_date(place.date), "en": show_date(place.date, "en")}
    params = {"sheet": place.sheet, "other": place.row, **days}
    return Problem(row.row, "appointment_date", "other_sheet_day", Severity.WARNING, row.date.isoformat(), params)


def _of_people(candidates: Iterable[Appointment]) -> list[Problem]:
    first: dict[str, Appointment] = {}
    groups: dict[str, list[Appointment]] = {}
    for appointment in candidates:
        earlier = first.setdefault(appointment.cid, appointment)
        if earlier is not appointment:
            groups.setdefault(appointment.cid, [earlier]).append(appointment)
    return [problem for group in groups.values() for problem in _of_two(group) or _of_person(group)]


def _of_two(rows: list[Appointment]) -> list[Problem]:
    """One id with two people's names (a mother's for her twins): whose it is, only the clerk knows, so none goes out.
    Names that may be one person's (a first name alone, another alphabet) do not count."""
    others = [next((other for other in rows if _is_another(row.person_name, other.person_name)), None) for row in rows]
    conflict = next((other for other in others if other), None)
    if conflict is None:
        return []
    return [
        Problem(row.row, "cid", "cid_two_names", Severity.ERROR, row.cid, {"other": o.row, "name": o.person_name})
        for row, o in zip(rows, (other or conflict for other in others), strict=True)
    ]


def _is_another(name: str, other: str) -> bool:
    """Either may be the one that says only a part, so both are asked."""
    return same_name(name, Listed(True, first=other)) is False is same_name(other, Listed(True, first=name))


def _of_person(rows: list[Appointment]) -> Iterator[Problem]:
    days: dict[date, dict[int, Appointment]] = {}
    for row in rows:
        days.setdefault(row.date, {}).setdefault(row.hour, row)
    for row in rows:
        hours = days[row.date]
        if len(hours) > 1:  # which hour is right, only the clerk knows: neither goes out
            yield _cross(row, "appointment_time", "same_day", next(o for o in hours.values() if o.hour != row.hour))
        elif hours[row.hour] is not row:  # the first is booked, so the person loses nothing
            first = hours[row.hour]
            yield _cross(row, "cid", "duplicate_row" if row.dose == first.dose else "duplicate_dose", first)
    first = rows[0]
    for row in rows[1:]:
        if row.date != first.date and days[row.date][row.hour] is row:
            yield _cross(row, "cid", "person_other_day", first)


def _cross(row: Appointment, column: str, code: str, other: Appointment) -> Problem:
    params = {
        "other": other.row,
        "dose": row.dose,
        "other_dose": other.dose,
        "hour": f"{other.hour:02d}:00",
        "th": thai_date(other.date),
        "en": show_date(other.date, "en"),
    }
    value = row.cid if column == "cid" else f"{row.hour:02d}:00"
    severity = Severity.WARNING if code == "person_other_day" else Severity.ERROR
    return Problem(row.row, column, code, severity, value, params)


def _named(candidates: Iterable[Appointment], listed: Mapping[str, Listed]) -> Iterator[Problem]:
    """Rows whose id belongs to somebody else, as far as names tell, to nobody, or to who knows whom."""
    for row in candidates:
        if (known := listed.get(row.cid)) is None:
            continue
        params = {"sheet": row.person_name or "–", "listed": known.name or "–"}
        if known.found is None:
            yield Problem(row.row, "cid", "cid_not_told", Severity.INFO, row.cid)
        elif not known.found:
            yield Problem(row.row, "cid", "cid_not_listed", Severity.WARNING, row.cid)
        elif (same := same_name(row.person_name, known)) is None:
            yield Problem(row.row, "person_name", "name_not_compared", Severity.INFO, row.person_name, params)
        elif not same:
            yield Problem(
                row.row, "person_name", "name_differs", Severity.ERROR, row.person_name, params, fix=known.name
            )


def not_yet(candidates: Iterable[Appointment], today: date, hour: int) -> Iterator[Problem]:
    """An error for each row whose hour of today is over; `hour`: it is now in Thailand."""
    for row in candidates:
        if row.date == today and row.hour < hour:
            clock = f"{row.hour:02d}:00"
            yield Problem(row.row, "appointment_time", HOUR_PAST, Severity.ERROR, clock, {"hour": clock})


def dragged(candidates: Sequence[Appointment]) -> Iterator[Problem]:
    """A warning for each run of rows whose day is always the one after: as Excel does where one is dragged down."""
    if len(candidates) < MOST_DAYS:
        return
    days = [row.date.toordinal() for row in candidates]
    start = 0
    for place in range(1, len(days) + 1):
        if place < len(days) and days[place] == days[place - 1] + 1:
            continue
        if place - start >= MOST_DAYS:
            first, last = candidates[start], candidates[place - 1]
            params = {"last": last.row, "count": place - start}
            yield Problem(first.row, "appointment_date", DRAGGED, Severity.WARNING, first.date.isoformat(), params)
        start = place
