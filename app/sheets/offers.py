"""What a cell without a value may be filled with: a merge's value, the value a ditto mark stands for, the day or the
hour that stands once above, one dose for all. Offered, never taken: only the clerk knows."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from app.domain.values import Problem
from app.sheets.cells.people import FIRST_DOSE
from app.sheets.cells.text import is_blank, shown
from app.sheets.cells.times import MIDNIGHT
from app.sheets.files.model import RawSheet, Standing, Told
from app.thai import DateTrouble, order_matters, parse_date, show_date, thai_date, without_year

Edits = Mapping[tuple[int, str], object]
FIELDS = ("appointment_date", "appointment_time", "dose")
FROM_ABOVE = (
    "cell_merged",
    "cell_ditto",
    "cell_day_above",
    "cell_hour_above",
)  # the codes of what the rows above offer
NO_DOSE = ("dose_missing", "dose_unreadable", "cell_error", "cell_no_value")  # in the dose column: one dose for all
_DITTO = frozenset(
    '" \'\' "" ” “ 〃 ″ ״ ๆ ,, `` ditto do same asabove sameasabove เหมือนกัน เหมือนบน เหมือนข้างบน เหมือนด้านบน เหมือนแถวบน '
    "เหมือนแถวข้างบน เช่นเดียวกัน เช่นกัน เดียวกัน วันเดียวกัน เวลาเดียวกัน ตามบน ตามข้างบน ตามด้านบน ตามแถวบน ดังบน ดังข้างบน "
    "ข้างบน ด้านบน".split()
)
_AROUND_DITTO = re.compile(r"[\s\u200b\xa0()\[\].–—-]+")


def made(
    problems: Sequence[Problem], raw: RawSheet, columns: Mapping[str, int], edits: Edits, today: date
) -> list[Problem]:
    """The same problems, those with an offer as such; a midnight beside a missing day is none."""
    wanting = [problem for problem in problems if problem.column in FIELDS]
    if not wanting:
        return list(problems)
    no_day = {problem.row for problem in wanting if problem.code == "date_missing"}
    above = _above(wanting, raw, columns, edits)
    merged = _merged(raw)
    return [
        _offered(problem, columns, merged, above, raw.standing, today) if problem.column in FIELDS else problem
        for problem in problems
        if not (problem.row in no_day and problem.code == MIDNIGHT)
    ]


def _offered(
    problem: Problem,
    columns: Mapping[str, int],
    merged: Mapping[tuple[int, int], object],
    above: Mapping[tuple[int, str], object],
    standing: Sequence[Standing],
    today: date,
) -> Problem:
    row, field = problem.row, problem.column
    if is_blank(problem.value) and (shared := merged.get((row, columns.get(field, -1)), "")) != "":
        return _filled(problem, "cell_merged", shared)
    if (row, field) in above:
        return _filled(problem, "cell_ditto", above[row, field])
    if problem.code in ("date_missing", "time_missing"):
        place = bisect_left(standing, row, key=lambda line: line.row)
        now = standing[place - 1] if place else Standing(0, None, None)
        told = now.day if problem.code == "date_missing" else now.hour
        return problem if told is None else _from_line(problem, told, today)
    if field == "dose" and problem.code in NO_DOSE:
        return replace(problem, fix=FIRST_DOSE)
    return problem


def _merged(raw: RawSheet) -> dict[tuple[int, int], object]:
    """(row number, column) of the blank cells inside merges -> what the merge shows."""
    found: dict[tuple[int, int], object] = {}
    for first, last, left, _right in raw.merges:
        top = bisect_left(raw.numbers, first)
        if top < len(raw.numbers) and raw.numbers[top] == first:
            for place in range(top + 1, bisect_left(raw.numbers, last + 1)):
                found[raw.numbers[place], left] = raw.rows[top][left]
    return found


def _filled(problem: Problem, code: str, value: object) -> Problem:
    text = shown(value).removesuffix(" 00:00")
    return replace(problem, code=code, params={"text": text}, fix=value)


def _from_line(problem: Problem, told: Told, today: date) -> Problem:
    """What a line, the title or the sheet's name says once for many rows. A day without its year is the next such."""
    code = "cell_day_above" if problem.code == "date_missing" else "cell_hour_above"
    text, fix = told.text, told.cell
    if isinstance(fix, str) and code == "cell_day_above" and (meant := without_year(fix, today)) is not None:
        fix = meant
    day = fix if isinstance(fix, date) else _sure_day(fix, today)
    th = f"{f'แถว {told.row}' if told.row else 'ชื่อแผ่นงาน'} บอกว่า “{text}”"
    en = f"{f'row {told.row}' if told.row else 'the name of the sheet'} says “{text}”"
    if day is not None and code == "cell_day_above":
        th, en = f"{th} ({thai_date(day)})", f"{en} ({show_date(day, 'en')})"
    params = {"text": text, "line": told.row, "th": th, "en": en}
    return replace(problem, code=code, params=params, fix=fix)


def _sure_day(text: str, today: date) -> date | None:
    """A written day that can be one day only."""
    try:
        return None if order_matters(text) else parse_date(text, today=today)
    except DateTrouble:
        return None


def is_ditto(text: str) -> bool:
    return _AROUND_DITTO.sub("", text).lower() in _DITTO


def _above(
    problems: Sequence[Problem], raw: RawSheet, columns: Mapping[str, int], edits: Edits
) -> dict[tuple[int, str], object]:
    """What each ditto mark stands for: the nearest value above it in its column."""
    found: dict[tuple[int, str], object] = {}
    for field in FIELDS:
        marked = {problem.row for problem in problems if problem.column == field and is_ditto(problem.value)}
        if not marked or field not in columns:
            continue
        column, last = columns[field], None
        for number, row in zip(raw.numbers, raw.rows, strict=True):
            cell = edits.get((number, field), row[column])
            if number in marked:
                if last is not None:
                    found[number, field] = last
            elif not is_blank(cell) and not (isinstance(cell, str) and is_ditto(cell)):
                last = cell
    return found


def days_told(raw: RawSheet) -> list[object]:
    """The days that stand once, as their own cells would hold them."""
    return [line.day.cell for line in raw.standing if line.day is not None]


def as_offered(cells: Sequence[object], numbers: Sequence[int], problems: Iterable[Problem]) -> Sequence[object]:
    """The cells of the date's column, the blank ones as the lines above them say."""
    told = {one.row: one.fix for one in problems if one.code == "cell_day_above"}
    return [told.get(number, cell) for number, cell in zip(numbers, cells, strict=True)] if told else cells


def filled_from_above(problems: Iterable[Problem]) -> dict[tuple[int, str], object]:
    """The mends that take every offer of the rows above."""
    return {(one.row, one.column): one.fix for one in problems if one.code in FROM_ABOVE and one.fix is not None}


def dose_for_blank(problems: Iterable[Problem], dose: int) -> dict[tuple[int, str], object]:
    """The mends that put one dose wherever none can be read."""
    return {(one.row, "dose"): str(dose) for one in problems if one.column == "dose" and one.code in NO_DOSE}
