"""The same person on two sheets of a file, or in two lists of a sheet, on one day: said of each row before anything is
booked. Which hour is right only the clerk knows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from app.domain.values import Appointment
from app.errors import SheetError
from app.sheets.check import Checked, check, with_listed
from app.sheets.columns import Found, look
from app.sheets.files.model import Elsewhere, OtherSheet, RawSheet

_MEANT = frozenset({"appointment_date", "appointment_time"})


def known(raw: RawSheet, facility: str | None, today: date) -> RawSheet:
    """The sheet with what the file's others say of its people, as far as their columns are certain."""
    found: dict[str, list[Elsewhere]] = {}
    told: dict[str, int] = {}  # sheet -> for how many of our people it leaves nothing open
    for other in raw.also:
        columns = look(other, today)
        if columns.doubts:
            told[other.sheet] = 0 if _gives_days(columns) else len(other.rows)
            continue
        checked = check(other, columns.certain, facility=facility, today=today)
        for row in checked.appointments:
            found.setdefault(row.cid, []).append(Elsewhere(other.sheet, row.row, row.date, row.hour))
        told[other.sheet] = len(checked.appointments) + len(checked.past)
    others = (replace(one, unread=max(0, one.shared - told.get(one.name, 0))) for one in raw.others)
    elsewhere = {cid: tuple(places) for cid, places in found.items()}
    return replace(raw, others=tuple(others), also=(), elsewhere=elsewhere)


def _gives_days(found: Found) -> bool:
    """Whether a sheet has a column for a day or an hour, be it a doubtful one: a register of people has none."""
    doubtful = {doubt.field for doubt in found.doubts if doubt.likely}
    return bool(_MEANT & {*found.certain, *doubtful})


def rivals(checked: Checked) -> list[OtherSheet]:
    """The sheets that were not read and hold a list of the same people, with another day or hour as far as is known;
    also one that gives a single person another hour of the day. Which counts only the clerk knows."""
    of_day, of_others = set[str](), set[str]()
    for row in checked.appointments:
        for place in checked.sheet.elsewhere.get(row.cid, ()):
            if (place.date, place.hour) != (row.date, row.hour):
                (of_day if place.date == row.date else of_others).add(place.sheet)
    return [
        one
        for one in checked.sheet.others
        if one.name in of_day
        or (2 * one.shared >= min(one.people, checked.rows) and (one.name in of_others or one.unread))
    ]


def refuse_rivals(checked: Checked) -> None:
    """Where no sheet was asked for. Raises SheetError sheets_same_people."""
    if others := rivals(checked):
        sheets = [f"{checked.sheet.sheet} ({len(checked.appointments)})", *(f"{o.name} ({o.people})" for o in others)]
        raise SheetError("sheets_same_people", sheets=", ".join(sheets))


def together(sheets: Sequence[Checked]) -> list[Checked]:
    """Sheets, of one file or of several, that are booked one after the other: whoever has two hours of one day in them
    gets neither. Each as it was read, before any other was known."""
    booked: dict[str, list[tuple[int, Appointment]]] = {}
    for number, checked in enumerate(sheets):
        for row in checked.appointments:
            booked.setdefault(row.cid, []).append((number, row))
    return [_blocked(number, sheets, booked) for number in range(len(sheets))]


def _blocked(
    number: int, sheets: Sequence[Checked], booked: Mapping[str, Sequence[tuple[int, Appointment]]]
) -> Checked:
    """Of the sheets that are booked `booked` tells more than what was read beside this one."""
    checked, raw = sheets[number], sheets[number].sheet
    names = {one.sheet.sheet for one in sheets if one.sheet.path == raw.path}
    places: dict[str, tuple[Elsewhere, ...]] = {}
    for cid in {row.cid for row in checked.candidates}:  # those too that were blocked before
        known = [
            Elsewhere(_name(sheets[other].sheet, raw), row.row, row.date, row.hour, booked_too=True)
            for other, row in booked.get(cid, ())
            if other != number
        ]
        known += [place for place in raw.elsewhere.get(cid, ()) if place.sheet not in names]
        if known:
            places[cid] = tuple(known)
    if not places and not raw.elsewhere:
        return checked
    return with_listed(replace(checked, sheet=replace(raw, elsewhere=places)), {})


def _name(other: RawSheet, raw: RawSheet) -> str:
    """What another sheet is called where this one is read: with its file, where that is another."""
    return other.sheet if other.path == raw.path else " · ".join(filter(None, (other.path.name, other.sheet)))
