"""What two cells of one row say of each other: an id in the phone's cell, an hour beside the day."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from app.domain.values import Problem, Severity
from app.sheets.cells.ids import read_id
from app.sheets.cells.times import clock_of

Edits = Mapping[tuple[int, str], object]


def hours_differ(
    numbers: Sequence[int], cells: Mapping[str, list[object]], hours: Sequence[int | None], edits: Edits
) -> Iterator[Problem]:
    """Rows whose day's cell names another hour than the hour's own: which is meant, only the clerk knows."""
    days = cells["appointment_date"]
    clocks = {day: clock for day in set(days) if (clock := clock_of(day))}
    if not clocks:
        return
    for number, day, hour in zip(numbers, days, hours, strict=True):
        here = f"{hour:02d}:00" if hour is not None else ""
        clock = clocks.get(day, here)
        if here and clock != here and (number, "appointment_time") not in edits:
            params = {"clock": clock, "hour": here}
            yield Problem(number, "appointment_time", "hours_differ", Severity.ERROR, here, params, fix=here)


def say_swapped(
    numbers: Sequence[int],
    cells: Mapping[str, list[object]],
    problems: list[Problem],
) -> None:
    """An id that stands in the phone's cell, and the other way round: said as one thing."""
    if "mobile_phone" not in cells:
        return
    swapped: set[int] = set()
    for at, problem in enumerate(problems):
        if problem.column != "cid" or problem.code not in ("cid_is_phone", "cid_missing", "cid_length"):
            continue
        found = read_id(cells["mobile_phone"][bisect_left(numbers, problem.row)])
        if found.value:
            code = "cid_swapped" if problem.code != "cid_missing" else "cid_in_phone"
            problems[at] = replace(problem, code=code, fix=found.value)
            swapped.add(problem.row)
    if swapped:
        problems[:] = [p for p in problems if p.column != "mobile_phone" or p.row not in swapped]
