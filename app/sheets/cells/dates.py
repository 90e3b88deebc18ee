"""A cell of the date column."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Literal

from app.sheets.cells import holidays
from app.sheets.cells.reading import BLANK, Reading
from app.sheets.cells.text import Flaw, is_blank
from app.text import clean
from app.thai import (
    FIRST_BUDDHIST,
    DateTrouble,
    Order,
    from_buddhist_cell,
    from_serial,
    instant,
    is_gregorian,
    months_of,
    order_evidence,
    order_matters,
    parse_date,
    show_date,
    thai_date,
    weekday_said,
    without_year,
)

YEAR_AHEAD = timedelta(days=366)
LONG_PAST = timedelta(days=3 * 366)  # before it nobody was to come: a birth date, or a year mistyped
_NEAR_YEARS = (-1, 2)  # from this one on: an appointment's; a birth date proves no order of the others
# How the column's dates are read, asked once for all of them.
ASKED = frozenset({"date_order_assumed", "date_order_american", "date_order_mixed"})
TOLD = "date_order_told"  # the same, where nobody need be asked


# A Buddhist year in a date *cell* was typed where Excel knows no Buddhist calendar, and an American Excel takes
# 11/1/2570 for 1 November. "sure": no such cell, or one with a day over 12: Excel reads them as the clerk writes.
_ORDERS: tuple[Order, ...] = ("dmy", "mdy")
CellOrder = Literal["sure", "open", "as_they_are", "swapped"]


@dataclass(frozen=True, slots=True)
class DateOrder:
    """How the written dates of a column are read. One cell can't always tell 5/11 from 11/5; the column often can."""

    order: Order = "dmy"
    proven: bool = True  # some cell shows the order, or no cell leaves it open
    mixed: bool = False  # cells prove both orders: what is open stays open
    swapped_cells: bool = False  # Excel took d/m for m/d: what it could not take so was left as text
    example: str = ""  # a written date that is another day in the other order
    cells: CellOrder = "sure"  # how date cells with a Buddhist year are meant

    @property
    def is_sure(self) -> bool:
        """Whether nobody need be asked how the column's dates are meant."""
        return (self.proven or not self.example) and self.cells != "open"


def answered(order: DateOrder, *, swapped: bool) -> DateOrder:
    """What the clerk said to the question that stands first: of the texts, then of the cells. `swapped`: in the other
    order than they were read in, or the other of the two days that a cell can be."""
    if (order.example and not order.proven) or order.cells != "open":
        other: Order = "mdy" if order.order == "dmy" else "dmy"
        return replace(order, order=other if swapped else order.order, proven=True, mixed=False)
    return replace(order, cells="swapped" if swapped else "as_they_are")


def written(cell: object) -> str:
    """A date as somebody typed it: a text, or 11122027 that Excel took for a number; "" for a date cell."""
    if isinstance(cell, str):
        return cell
    if not isinstance(cell, (float, int)) or not 1_000_000 <= cell < 1e8 or cell != int(cell):
        return ""
    return f"{int(cell):08d}"


def settle_order(cells: Iterable[object], months: Collection[int] = (), *, today: date) -> DateOrder:
    """The order of day and month for a whole column (`cells`: its distinct values). `months`: those that the title
    names; where all days fall into them in one order alone, that is a proof as well."""
    cells = list(cells)
    texts = [text for cell in cells if (text := written(cell))]
    evidence = set(proofs(texts, today))
    example = next((text for text in texts if order_matters(text)), "")
    days = [cell for cell in cells if isinstance(cell, date)]
    swapped = "dmy" in evidence and bool(days) and all(day.day <= 12 for day in days)
    buddhist = [day for cell in cells if (day := _buddhist(cell)) is not None]
    settled = swapped or any(day.day > 12 for day in buddhist)  # swapped: warned of, cell by cell
    state: CellOrder = "sure" if settled or all(day.day == day.month for day in buddhist) else "open"
    evidence = evidence or _by_title(texts, months)  # of the texts alone: how Excel took the cells, no title tells
    if len(evidence) == 2:
        return DateOrder(proven=not example, mixed=True, example=example, cells=state)
    # Nobody here writes the month first but by a program, or by mistake: one such date doesn't decide for the others,
    # unless they could be booked in no other order.
    sure = evidence != {"mdy"} or all(_only_day(text, today, "mdy") for text in texts if order_matters(text))
    return DateOrder(
        order=next(iter(evidence), "dmy"),
        proven=(bool(evidence) and sure) or not example,
        swapped_cells=swapped,
        example=example,
        cells=state,
    )


def proofs(texts: Iterable[str], today: date) -> dict[Order, str]:
    """Order -> a written date of these years that can be read in that order alone."""
    found: dict[Order, str] = {}
    for text in texts:
        if (order := order_evidence(text)) is not None and order not in found:
            try:
                years = parse_date(text, today=today).year - today.year
            except DateTrouble:
                continue
            if _NEAR_YEARS[0] <= years <= _NEAR_YEARS[1]:
                found[order] = text
    return found


def _only_day(text: str, today: date, order: Order) -> bool:
    """Whether somebody can be booked for a written date as it reads in this order, and not in the other."""
    ahead = {each: day for each in _ORDERS if (day := _in_order(text, each, today)) is not None}
    return {each for each, day in ahead.items() if today <= day <= today + YEAR_AHEAD} == {order}


def _in_order(text: str, order: Order, today: date) -> date | None:
    try:
        return parse_date(text, order=order, today=today)
    except DateTrouble:
        return None


def _by_title(texts: Iterable[str], months: Collection[int]) -> set[Order]:
    open_ones = [both for text in texts if (both := months_of(text))] if months else []
    day_first = all(first in months and second not in months for first, second in open_ones)
    return {"dmy"} if open_ones and day_first else set()


def _buddhist(cell: object) -> date | None:
    """The day of a cell that holds a Buddhist year, as the cell holds it: 1 November 2570. Also where the reader gives
    the bare number of such a cell."""
    if isinstance(cell, (float, int)) and not isinstance(cell, bool) and 218_000 <= cell < 279_000:
        return date(1899, 12, 30) + timedelta(days=int(cell))
    return cell if isinstance(cell, date) and cell.year >= FIRST_BUDDHIST else None


def read_date(cell: object, *, order: DateOrder, today: date, since_1904: bool = False) -> Reading:
    """The day of a cell of the date column. Both eras, cells and text."""
    try:
        day = _day(cell, order, today, since_1904)
    except DateTrouble as trouble:
        if trouble.code == "date_no_year" and (meant := without_year(str(cell), today)) is not None:
            return Reading(code="date_no_year", params=_told(meant), fix=meant)
        # 29/2 while no leap year is near
        return Reading(code="date_impossible" if trouble.code == "date_no_year" else trouble.code)
    return _judged(day, cell, order, today) if isinstance(day, date) else day


def plain_day(cell: object, order: DateOrder, today: date, *, since_1904: bool) -> date | Reading | None:
    """The day that a cell says, whether or not somebody can be booked for it. A Reading with its `params` date and
    other: it may be either; None: it says no day for sure."""
    try:
        return _day(cell, order, today, since_1904)
    except DateTrouble:
        return None


def date_reader(order: DateOrder, today: date, since_1904: bool) -> Callable[[object], Reading]:
    """Reads a column's cells; a public holiday is said where nothing weightier is."""

    def read(cell: object) -> Reading:
        reading = read_date(cell, order=order, today=today, since_1904=since_1904)
        if reading.code or (names := holidays.name_of(reading.value)) is None:
            return reading
        told = _told(reading.value)
        told = {**told, "th": f"{told['th']} ({names[0]})", "en": f"{told['en']} ({names[1]})"}
        return reading._replace(code="date_holiday", params=told)

    return read


def _day(cell: object, order: DateOrder, today: date, since_1904: bool) -> date | Reading:
    if isinstance(cell, date):
        return _from_cell(cell.date() if isinstance(cell, datetime) else cell, order)
    if isinstance(cell, str):
        return _from_text(clean(cell), order, today, since_1904)
    if isinstance(cell, (float, int)):
        return _from_number(float(cell), order, today, since_1904)
    if isinstance(cell, Flaw):
        return BLANK
    return Reading(code="date_is_time" if isinstance(cell, (time, timedelta)) else "date_unreadable")


def _from_cell(cell: date, order: DateOrder) -> date | Reading:
    day = from_buddhist_cell(cell)
    if cell.year < FIRST_BUDDHIST or order.cells in ("sure", "as_they_are") or max(day.day, cell.month) > 12:
        return day
    other = day.replace(day=day.month, month=day.day)
    if order.cells == "swapped":
        return other
    return day if day == other else Reading(code="date_cell_order", params=_either(day, other))


def _either(day: date, other: date) -> dict[str, object]:
    """Two days for a sentence in either language."""
    th, en = f"{thai_date(day)} หรือ {thai_date(other)}", f"{show_date(day, 'en')} or {show_date(other, 'en')}"
    return {"date": day, "other": other, "th": th, "en": en}


def either_day(cell: object, order: DateOrder, today: date) -> dict[str, object] | None:
    """Both days, in words, of a written date whose day and month could change places, and no cell of its column shows
    how it is meant; as it was read first. With a Buddhist year the day stands first: nobody else writes one, unless
    some cell of the column has the month there."""
    text = written(cell)
    if order.proven or not text or not order_matters(text):
        return None
    if order.order == "dmy" and not order.mixed and not is_gregorian(text, today):
        return None
    other: Order = "mdy" if order.order == "dmy" else "dmy"
    return _either(parse_date(text, order=order.order, today=today), parse_date(text, order=other, today=today))


def about_order(
    cell: object, order: DateOrder, days: Iterable[object], today: date
) -> tuple[str, dict[str, object]] | None:
    """What is asked, or told, of how the column's dates are read, by this one of them: code and params. `days`: all."""
    text = written(cell)
    if (order.proven and order.order == "dmy") or not text or not order_matters(text):
        return None
    proven = proofs((each for day in days if (each := written(day))), today)
    if order.mixed:
        pair = _either(parse_date(text, order="dmy", today=today), parse_date(text, order="mdy", today=today))
        return "date_order_mixed", {**pair, "text": text, "dmy": proven.get("dmy", ""), "mdy": proven.get("mdy", "")}
    code = "date_order_assumed" if order.order == "dmy" else TOLD if order.proven else "date_order_american"
    if code == TOLD and "mdy" not in proven:
        return None  # the clerk said so
    day = parse_date(text, order=order.order, today=today)
    return code, {"text": text, "th": thai_date(day), "en": show_date(day, "en"), "mdy": proven.get("mdy", "")}


def _from_text(text: str, order: DateOrder, today: date, since_1904: bool) -> date | Reading:
    if not text or is_blank(text):
        return Reading(code="date_missing")
    if text.isascii() and text.replace(".", "", 1).isdigit() and len(text.partition(".")[0]) in (5, 6):
        return _from_number(float(text), order, today, since_1904)
    if order.mixed and order_matters(text):
        meant: Order = "mdy" if _only_day(text, today, "mdy") else "dmy"
        return Reading(code="date_ambiguous", fix=parse_date(text, order=meant, today=today))
    return parse_date(text, order=order.order, today=today)


def _from_number(number: float, order: DateOrder, today: date, since_1904: bool) -> date | Reading:
    if number != number or number < 0 or number > 1e9:
        return Reading(code="date_unreadable")
    if (cell := _buddhist(number)) is not None and not since_1904:
        return _from_cell(cell, order)
    if day := from_serial(number, since_1904=since_1904):
        return day
    if number.is_integer() and number >= 1_000_000:  # 20261105 as a number; 5112569 has lost its zero
        return parse_date(f"{int(number):08d}", order=order.order, today=today)
    return Reading(code="date_unreadable")


def _told(day: date) -> dict[str, object]:
    """A day for a sentence in either language."""
    return {"date": day, "th": thai_date(day), "en": show_date(day, "en")}


def _judged(day: date, cell: object, order: DateOrder, today: date) -> Reading:
    """Whether someone can be booked for this day."""
    if day < today:
        return _past(day, cell, today)
    if day > today + YEAR_AHEAD:
        return Reading(code="date_far", params=_told(day))
    if order.swapped_cells and isinstance(cell, date) and day.day != day.month:
        other = day.replace(day=day.month, month=day.day)
        if today <= other <= today + YEAR_AHEAD:
            return Reading(day, "date_swapped_which", _told(day), other)
        return Reading(day, "date_maybe_swapped", _told(day), other)  # the only one of both that can be booked
    is_moment = isinstance(cell, str) and instant(cell) is not None
    if isinstance(cell, str) and not is_moment and weekday_said(cell) not in (None, day.weekday()):
        return Reading(day, "date_weekday", _told(day))
    if is_moment and "+07" not in str(cell):
        return Reading(day, "date_utc", _told(day))
    return Reading(day)


def _past(day: date, cell: object, today: date) -> Reading:
    """Excel takes the 69 of 5/11/69 for 1969: offered as 2569, as nobody is booked into 1969."""
    if isinstance(cell, date) and 1930 <= day.year < 2000:
        try:
            meant = day.replace(year=2500 + day.year % 100 - 543)
        except ValueError:
            return Reading(code="date_long_past", params=_told(day))
        if today <= meant <= today + YEAR_AHEAD:
            return Reading(code="date_short_year", params={**_told(meant), "year": day.year}, fix=meant)
    return Reading(code="date_past" if day >= today - LONG_PAST else "date_long_past", params=_told(day))
