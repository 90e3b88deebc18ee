"""Every cell of every row, before anything is sent. Column by column, each distinct value read once."""

from __future__ import annotations

import gc
from bisect import bisect_left
from collections import Counter, deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from dataclasses import field as held
from datetime import date, datetime
from functools import cached_property
from operator import attrgetter

from app.domain.values import OTHER_HOUR, Appointment, Outcome, Problem, SetAside, Severity
from app.sheets import aside, offers
from app.sheets.aside import Edits, TakenIn
from app.sheets.cells.dates import ASKED, TOLD, DateOrder, about_order, settle_order
from app.sheets.cells.names import Listed
from app.sheets.columns import require, spot, unread_ids
from app.sheets.files.model import RawSheet
from app.sheets.files.standing import headed
from app.sheets.readings import columns_of, distinct, no_dose_asked, read_rows, readers_of
from app.sheets.same_person import ACROSS, DRAGGED, HOUR_PAST, across, dragged, not_yet

IDS_BESIDE = "ids_beside"
OF_ORDER = ASKED | {TOLD}  # said once, of the first row that shows it
_FEW = 1000  # edited rows up to which looking again at them alone is quicker than checking all

_WHERE_REFUSED = dict.fromkeys(("slot_full", "no_slot", "slot_not_open", OTHER_HOUR), "appointment_time")


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

    aside: tuple[SetAside, ...] = ()  # by row, one a row: not booked unless taken in
    reasons: tuple[SetAside, ...] = ()  # by row: every reason found, of rows that were taken in, too
    taken_in: frozenset[str | int] = frozenset()  # reasons and rows that the clerk wants booked all the same
    hour: int = 0  # it was, of `today`, when this was checked
    past: tuple[Appointment, ...] = ()  # rows that could be booked if their day were not past: see `known_booked`

    @cached_property
    def shared(self) -> Mapping[str, tuple[object, int]]:
        """Field -> the value that the clerk gave its rows, where most have it, and how many; such a field has no
        column."""
        given: dict[str, Counter[object]] = {}
        for (_row, name), value in self.edits.items():
            if name not in self.columns and value != "":
                given.setdefault(name, Counter())[value] += 1
        most = {name: values.most_common(1)[0] for name, values in given.items()}
        return {name: found for name, found in most.items() if found[1] * 2 > self.rows}

    @property
    def same(self) -> Mapping[str, object]:
        """Of those fields the values that all rows have."""
        return {name: value for name, (value, rows) in self.shared.items() if rows == self.rows}

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
        return next((found[code] for code in (*ASKED, "date_cell_order") if code in found), None)


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
        cells = columns_of(raw, columns, edits, places)
        order = dates or settle_order(
            distinct([*cells["appointment_date"], *offers.days_told(raw)]), raw.months, today=today
        )
        readers = readers_of(facility, today, order, raw.since_1904)
        rows = read_rows(raw.numbers, no_dose_asked(raw, columns, cells, raw.numbers), readers, edits)
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


def refused_before(checked: Checked, refused: Mapping[int, tuple[Appointment, Outcome]], now: datetime) -> Checked:
    """The same sheet after a batch: its rows that the server refused say so until they ask for something else."""
    sheet = replace(checked.sheet, refused=refused)
    asked = replace(checked, sheet=sheet, today=now.date(), hour=now.hour)
    return again(asked, dates=checked.dates) if len(refused) > _FEW else _patched(asked, set(refused))


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
    changed = replace(checked, edits=merged, left_out=out, taken_in=taken)
    return again(changed, dates=changed.dates) if len(touched) > _FEW else _patched(changed, touched)


def _patched(checked: Checked, touched: set[int]) -> Checked:
    """Read the touched rows again, and compare again those that share a person with them."""
    raw = checked.sheet
    places = [place for row in sorted(touched) if (place := _place(raw.numbers, row)) is not None]
    cells = columns_of(raw, checked.columns, checked.edits, places)
    readers = readers_of(checked.facility, checked.today, checked.dates, raw.since_1904)
    numbers = [raw.numbers[place] for place in places]
    rows = read_rows(numbers, no_dose_asked(raw, checked.columns, cells, numbers), readers, checked.edits)
    reasons = [each for each in checked.reasons if each.row not in touched]
    reasons += aside.found_in(raw, checked.columns, cells, places)
    reasons.sort(key=attrgetter("row"))  # stable: the weightiest of a row stays first
    set_aside = _aside(reasons, checked.taken_in, checked.left_out)
    away = checked.left_out.union(each.row for each in set_aside)
    before = {a.cid for a in checked.candidates if a.row in touched}
    fresh = [a for a in rows.candidates if a.row not in away]
    people = before | {a.cid for a in fresh}
    kept = [a for a in checked.candidates if a.row not in touched]
    candidates = _merged(kept, fresh)
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
        and problem.code not in (DRAGGED, *OF_ORDER)
        and not (problem.code in ACROSS and problem.row in circle_rows)
    ]
    offered = offers.made(rows.problems, raw, checked.columns, checked.edits, checked.today)
    own = [problem for problem in offered if problem.row not in away] + _refused(raw, fresh)
    own += [p for p in _about_rows(raw, checked.columns, checked.edits) if p.row in touched - away]
    own += _order_again(checked, touched, away, [*problems, *own])
    was_blocked = [p for p in problems if p.code in ACROSS or p.code == HOUR_PAST]
    return replace(
        checked,
        candidates=candidates,
        appointments=_unblocked(candidates, [*was_blocked, *found]),
        problems=_by_row([*problems, *own], found),
        aside=set_aside,
        reasons=tuple(reasons),
    )


def _merged(kept: Sequence[Appointment], fresh: Iterable[Appointment]) -> tuple[Appointment, ...]:
    """Both, by row. `kept` are so already: to sort a hundred thousand of them keeps the interpreter from whoever else
    wants it, a window above all, for longer than one may wait for a picture."""
    made, start, row_of = list[Appointment](), 0, attrgetter("row")
    for appointment in sorted(fresh, key=row_of):
        end = bisect_left(kept, appointment.row, start, key=row_of)
        made += [*kept[start:end], appointment]
        start = end
    return (*made, *kept[start:])


def _place(numbers: Sequence[int], row: int) -> int | None:
    place = bisect_left(numbers, row)
    return place if place < len(numbers) and numbers[place] == row else None


_at_work: deque[None] = deque()  # one for each thread that makes rows just now


@contextmanager
def uncollected() -> Iterator[None]:
    """No garbage collection meanwhile: it would walk all rows again and again, and there is no cycle to find."""
    was_on = gc.isenabled()
    gc.disable()
    _at_work.append(None)
    try:
        yield
    finally:
        _at_work.pop()
        if was_on:
            gc.enable()


def makes_rows() -> bool:
    """Whether rows are being made, on whatever thread: whoever collects by hand waits for it."""
    return bool(_at_work)


# What no cell shows alone


def _about_order(
    raw: RawSheet, order: DateOrder, days: Sequence[object], today: date, away: Collection[int]
) -> list[Problem]:
    """How a written date is read that could be another day: of the first row that is to be booked."""
    if order.proven and order.order == "dmy":
        return []
    for row, cell in zip(raw.numbers, days, strict=True):
        if row not in away and (found := about_order(cell, order, days, today)) is not None:
            code, params = found
            return [Problem(row, "appointment_date", code, Severity.INFO, str(params["text"]), params)]
    return []


def _order_again(
    checked: Checked, touched: Collection[int], away: Collection[int], problems: Iterable[Problem]
) -> list[Problem]:
    """The same after some rows were touched: another row may be the first that shows it now. The question stays while
    any row does."""
    raw = checked.sheet
    if checked.dates.proven and checked.dates.order == "dmy":
        return []
    before = next((p for p in checked.problems if p.code in OF_ORDER), None)
    if before is not None and all(row > before.row for row in touched):
        return [before]
    name = "appointment_date"
    column = {name: checked.columns[name]} if name in checked.columns else {}
    edits = {key: value for key, value in checked.edits.items() if key[1] == name}
    cells = columns_of(raw, column, edits, range(len(raw.rows)))[name]
    return _about_order(raw, checked.dates, offers.as_offered(cells, raw.numbers, problems), checked.today, away)


def _about_rows(raw: RawSheet, columns: Mapping[str, int], edits: Edits) -> list[Problem]:
    """Ids whose zero the number format gave back, and cells struck through in part."""
    problems = []
    cid = columns["cid"]
    for (row, column), stored in raw.restored.items():
        if column == cid and (row, "cid") not in edits and _place(raw.numbers, row) is not None:
            problems.append(Problem(row, "cid", "zero_restored", Severity.INFO, stored, {"text": stored}))
    fields = {column: name for name, column in columns.items()}
    for (row, column), whole in raw.crossed.items():
        name, place = fields.get(column, ""), _place(raw.numbers, row)
        if name and place is not None and (row, name) not in edits:
            params = {"text": whole, "left": raw.rows[place][column]}
            problems.append(Problem(row, name, "cell_crossed", Severity.INFO, whole, params))
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
