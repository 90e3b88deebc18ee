"""What Start leaves, in sentences: what is unanswered or wrong, and what the clerk left out or has not opened. And what
it books though something in it is doubtful."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QObject

from app.domain.values import Severity, State
from app.wording import ranges, remedies
from ui.kit import text
from ui.kit.text import fill
from ui.sheet.columns import sentence, told_once
from ui.sheet.lines import Lines
from ui.sheet.problem_groups import ProblemGroup
from ui.sheet.sheet import Sheet
from ui.sheet.status import LEFT_OUT, PROBLEM
from ui.sheet.waiting import Waiting
from ui.upload.doubtful_days import is_of_day, only, rows_of

MOST_KINDS = 4  # told one by one
MOST_ROWS = 4  # pieces of row numbers named


class NotBooked(QObject):
    def __init__(self, sheet: Sheet, waiting: Waiting) -> None:
        super().__init__()
        self._sheet, self._waiting = sheet, waiting

    def told(self) -> list[str]:
        """The first line says how many, the others why: a kind each, with its count."""
        lines = self._sheet.lines
        told = self._unanswered(lines)
        if out := lines.counts[LEFT_OUT]:
            told.append(self.tr("%n row(s) are left out by hand.", "", out))
        if others := self._unread():
            told.append(fill(self.tr("Sheets of this file with people, not opened: %1"), ", ".join(others)))
        return told

    def doubtful(self, booked: Collection[int], asked: Collection[int]) -> list[str]:
        """The same of rows that are booked as they were read: whoever says yes has read this. `booked`: the rows that
        the plan would book; `asked`: whose days are asked about by themselves, and are not told once more."""
        lines = self._sheet.lines
        refused = lines.checked.sheet.refused if lines.checked is not None else {}
        warned = [
            group
            for group in lines.problem_groups
            if group.first.severity is Severity.WARNING and not refused.keys() & set(group.rows)
        ]
        planned = _with_status(lines, State.PLANNED).intersection(booked)
        told = ((group, planned.difference(asked) if is_of_day(group) else planned) for group in warned)
        kinds = [kind for group, rows in told if (kind := only(group, rows, lines)) is not None]
        if not (rows := planned.intersection(row for group in kinds for row in rows_of(group, lines))):
            return []
        head = self.tr("%n row(s) are booked as they were read, with something to be checked:", "", len(rows))
        return [head, *self._kinds(kinds)]

    def _unanswered(self, lines: Lines) -> list[str]:
        """A row with two questions is counted with both."""
        if not (count := lines.counts[PROBLEM]):
            return []
        wrong = _with_status(lines, PROBLEM)
        errors = (group for group in lines.problem_groups if group.first.severity is Severity.ERROR)
        kinds = [kind for group in errors if (kind := only(group, wrong, lines)) is not None]
        head = self.tr("%n row(s) are not booked, with something to be answered or fixed:", "", count)
        return [head, *self._kinds(kinds)]

    def _kinds(self, kinds: Sequence[ProblemGroup]) -> list[str]:
        told = ["•  " + self._kind(group) for group in kinds[:MOST_KINDS]]
        if (more := len(kinds) - MOST_KINDS) > 0:
            told.append("•  " + self.tr("%n more kind(s), see Problems", "", more))
        return told

    def _kind(self, group: ProblemGroup) -> str:
        if len(group.rows) == 1:
            return sentence(group.first)
        if group.thing:
            return told_once(group.problems)
        cause = remedies.cause_of(group.problems, text.lang())
        rows = self.tr("%n row(s)", "", len(group.rows))
        which = fill(self.tr("rows %1"), ranges(group.rows, MOST_ROWS))
        return f"{rows}: {cause} ({which})"

    def _unread(self) -> list[str]:
        checked = self._sheet.lines.checked
        others = checked.sheet.others if checked is not None else ()
        people = self.tr("%1 (%2 people)")
        known = {*self._sheet.opened, *(one.sheet for one in self._waiting.requests if one.path == self._sheet.path)}
        return [fill(people, one.name, text.number(one.people)) for one in others if one.name not in known]


def _with_status(lines: Lines, wanted: str) -> frozenset[int]:
    """File rows."""
    return frozenset(row for row, status in zip(lines.numbers, lines.statuses, strict=True) if status == wanted)
