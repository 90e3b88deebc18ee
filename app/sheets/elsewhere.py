"""The same person on two sheets of a file, or in two lists of a sheet, on one day: said of each row before anything is
booked. Which hour is right only the clerk knows."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date

from app.sheets.check import Checked, check, with_listed
from app.sheets.columns import certain
from app.sheets.files.model import Elsewhere, RawSheet


def known(raw: RawSheet, facility: str | None, today: date) -> RawSheet:
    """The sheet with what the file's others say of its people, as far as their columns are certain."""
    found: dict[str, list[Elsewhere]] = {}
    for other in raw.also:
        if (columns := certain(other, today)) is not None:
            for row in check(other, columns, facility=facility, today=today).appointments:
                found.setdefault(row.cid, []).append(Elsewhere(other.sheet, row.row, row.date, row.hour))
    return replace(raw, also=(), elsewhere={cid: tuple(places) for cid, places in found.items()})


def together(sheets: Sequence[Checked]) -> list[Checked]:
    """Sheets that are booked one after the other: whoever has two hours of one day in them gets neither."""
    booked: dict[str, list[Elsewhere]] = {}
    for checked in sheets:
        for row in checked.appointments:
            place = Elsewhere(checked.sheet.sheet, row.row, row.date, row.hour, booked_too=True)
            booked.setdefault(row.cid, []).append(place)
    return [_blocked(checked, booked, {one.sheet.sheet for one in sheets}) for checked in sheets]


def _blocked(checked: Checked, booked: Mapping[str, Sequence[Elsewhere]], names: Collection[str]) -> Checked:
    """`names`: of the sheets that are booked, of which `booked` tells more than what was read beside this one."""
    raw = checked.sheet
    places: dict[str, tuple[Elsewhere, ...]] = {}
    for cid in {row.cid for row in checked.appointments}:
        known = [place for place in booked[cid] if place.sheet != raw.sheet]
        known += [place for place in raw.elsewhere.get(cid, ()) if place.sheet not in names]
        if known:
            places[cid] = tuple(known)
    if not places and not raw.elsewhere:
        return checked
    return with_listed(replace(checked, sheet=replace(raw, elsewhere=places)), {})
