"""Days of the rows to be booked that may not be meant: a holiday, a cell dragged down, a weekday that does not fit.
They are booked only where the clerk says so of them (decision 013)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import NamedTuple

from PySide6.QtCore import QObject

from app.domain.values import Problem, Severity
from ui.kit import text
from ui.kit.text import fill
from ui.sheet.lines import Lines
from ui.sheet.problem_groups import ProblemGroup

DRAGGED = "dates_dragged"
MOST_NAMED = 4  # days


class DoubtfulDays(NamedTuple):
    rows: tuple[int, ...]  # file rows
    named: str  # the days


def rows_of(group: ProblemGroup, lines: Lines) -> set[int]:
    """Every row that alike problems are about: one problem is told of a whole run of days."""
    return {row for one in group.problems for row in _rows(one, lines)}


def is_of_day(group: ProblemGroup) -> bool:
    """Whether it is asked about by itself: a day that may not be meant."""
    return group.first.column == "appointment_date" and group.first.severity is Severity.WARNING


def only(group: ProblemGroup, rows: Collection[int], lines: Lines) -> ProblemGroup | None:
    """What of it is about these rows; None where that is nothing."""
    told = [one for one in group.problems if _rows(one, lines) & set(rows)]
    if not told:
        return None
    left = tuple(dict.fromkeys(one.row for one in told))
    return replace(group, first=told[0], problems=tuple(told), rows=left)


class DaysInDoubt(QObject):
    def of(self, lines: Lines, booking: Collection[int]) -> DoubtfulDays | None:
        """Of the rows that would be booked."""
        wanted = frozenset(booking)
        rows: set[int] = set()
        days: list[str] = []
        for group in lines.problem_groups:
            if not is_of_day(group):
                continue
            rows |= rows_of(group, lines) & wanted
            days += [self._day(one, lines) for one in group.problems if _rows(one, lines) & wanted]
        return DoubtfulDays(tuple(sorted(rows)), self._named(days)) if rows else None

    def _day(self, problem: Problem, lines: Lines) -> str:
        if problem.code != DRAGGED:
            return str(problem.params.get(text.lang(), problem.value))
        last = int(str(problem.params["last"]))
        ends = [lines.appointments[lines.places[row]] for row in (problem.row, last) if row in lines.places]
        days = [text.short_day(end.date) for end in ends if end is not None]
        return fill(self.tr("%1 (one day more in each row)"), " – ".join(days))

    def _named(self, days: Sequence[str]) -> str:
        different = list(dict.fromkeys(days))
        more = len(different) - MOST_NAMED
        named = ", ".join(different[:MOST_NAMED])
        return f"{named}, {self.tr('%n more day(s)', '', more)}" if more > 0 else named


def _rows(problem: Problem, lines: Lines) -> set[int]:
    if problem.code != DRAGGED:
        return {problem.row}
    return {row for row in range(problem.row, int(str(problem.params["last"])) + 1) if row in lines.places}
