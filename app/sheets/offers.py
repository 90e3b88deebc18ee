"""What a cell without a value may be filled with: a merge's value, the value a ditto mark stands for, the day that a
line above says, one dose for all. Offered, never taken: only the clerk knows."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from app.domain.values import Problem, SetAside
from app.sheets.cells.people import FIRST_DOSE
from app.sheets.cells.text import is_blank, shown
from app.sheets.files.model import RawSheet
from app.sheets.nobody import day_of
from app.text import clean

Edits = Mapping[tuple[int, str], object]
FIELDS = ("appointment_date", "appointment_time", "dose")
FROM_ABOVE = ("cell_merged", "cell_ditto", "cell_day_above")  # the codes of what the rows above offer
NO_DOSE = ("dose_missing", "dose_unreadable", "cell_error", "cell_no_value")  # in the dose column: one dose for all
_DITTO = frozenset(
    {'"', "''", "”", "“", "〃", "″", "ๆ", '-"-', "-''-", ",,", "ditto", "do.", "เหมือนกัน", "เช่นเดียวกัน", "ตามบน"}
)


_LIKE_DAY = re.compile(
    r"วัน(?:ที่|อาทิตย์|จันทร์|อังคาร|พุธ|พฤหัส|ศุกร์|เสาร์)|(?:^|\s)(?:จ|อ|พ|พฤ|ศ|ส|อา)\.|\d\s*[/.-]\s*\d|\d\s*(?:มกรา|กุมภา|มีนา|เมษา|พฤษภา|"
    r"มิถุนา|กรกฎา|สิงหา|กันยา|ตุลา|พฤศจิกา|ธันวา|[ก-ฮ]{1,2}\.?[ก-ฮ]\.)|(?<![a-z])(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|"
    r"jun|jul|aug|sep|oct|nov|dec)(?:[a-z]*day|s|nes|rs|ur|[a-z]*)(?![a-z])",
    re.I,
)


def made(
    problems: Sequence[Problem], raw: RawSheet, columns: Mapping[str, int], edits: Edits, reasons: Iterable[SetAside]
) -> list[Problem]:
    """The same problems, those with an offer as such; a midnight beside a missing day is none."""
    wanting = [problem for problem in problems if problem.column in FIELDS]
    if not wanting:
        return list(problems)
    no_day = {problem.row for problem in wanting if problem.code == "date_missing"}
    above = _above(wanting, raw, columns, edits)
    days, merged = _day_lines(raw, reasons), _merged(raw)
    return [
        _offered(problem, columns, merged, above, days) if problem.column in FIELDS else problem
        for problem in problems
        if not (problem.row in no_day and problem.code == "time_unusual" and problem.value == "00:00:00")
    ]


def _offered(
    problem: Problem,
    columns: Mapping[str, int],
    merged: Mapping[tuple[int, int], object],
    above: Mapping[tuple[int, str], object],
    days: Sequence[tuple[int, object]],
) -> Problem:
    row, field = problem.row, problem.column
    if is_blank(problem.value) and (shared := merged.get((row, columns.get(field, -1)), "")) != "":
        return _filled(problem, "cell_merged", shared)
    if (row, field) in above:
        return _filled(problem, "cell_ditto", above[row, field])
    place = bisect_left(days, row, key=lambda line: line[0])
    if problem.code == "date_missing" and place and days[place - 1][1] is not None:
        return _filled(problem, "cell_day_above", days[place - 1][1])
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


def is_ditto(text: str) -> bool:
    return text.strip() in _DITTO or clean(text).lower() in _DITTO


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


def _day_lines(raw: RawSheet, reasons: Iterable[SetAside]) -> list[tuple[int, object]]:
    """Rows that say only a day, and that day as it stands there; None where it can't be read: the day before ends."""
    lines: list[tuple[int, object]] = []
    for each in reasons:
        if each.reason == "aside_day":
            cells = raw.rows[bisect_left(raw.numbers, each.row)]
            day = next((cell for cell in cells if day_of(cell) is not None), None)
            lines += [(each.row, day)] if day is not None else []
        elif each.reason == "aside_explained" and _LIKE_DAY.search(each.words):
            lines.append((each.row, None))
    return lines


def filled_from_above(problems: Iterable[Problem]) -> dict[tuple[int, str], object]:
    """The mends that take every offer of the rows above."""
    return {(one.row, one.column): one.fix for one in problems if one.code in FROM_ABOVE and one.fix is not None}


def dose_for_blank(problems: Iterable[Problem], dose: int) -> dict[tuple[int, str], object]:
    """The mends that put one dose wherever none can be read."""
    return {(one.row, "dose"): str(dose) for one in problems if one.column == "dose" and one.code in NO_DOSE}
