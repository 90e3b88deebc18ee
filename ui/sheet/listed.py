"""A list of people in the window: beside the rows of its batch all the others, each with why nothing was done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from app.domain.stay import HELD
from app.domain.values import Appointment, Problem, Severity
from ui.sheet.lines import Lines, of_rows
from ui.sheet.status import PROBLEM, SET_ASIDE

if TYPE_CHECKING:
    from datetime import date

    from app.people.by_list import Found, ListPlan
    from app.sheets.check import Checked


NOTHING_TO_DO = ("list_twice", "same_as_wanted")  # codes of rows that are as they should be


class OfList(NamedTuple):
    """The list of a batch that cancels or moves: its sheet (None: everybody of a day), what would be done, and what
    keeps rows out. `days`: from which to which everybody is moved."""

    checked: Checked | None
    plan: ListPlan
    problems: Sequence[Problem]
    days: tuple[date, date] | None = None

    @property
    def left(self) -> tuple[int, ...]:
        """Rows that nothing is done with, and to which something may be done yet."""
        rows = {row.row for row in self.plan.rows if row.code not in ("", *NOTHING_TO_DO)}
        return tuple(sorted(rows.union(one.row for one in self.problems)))

    @property
    def can_mend(self) -> bool:
        return self.checked is not None and bool(self.left)

    @property
    def can_try(self) -> bool:
        return self.can_mend or (self.days is not None and bool(self.left))

    @property
    def whose_id(self) -> frozenset[int]:
        """Rows whose id may be another person's."""
        return frozenset(row.row for row in self.plan.rows if row.code in ("nothing_stands", "list_other_name"))


def as_read(checked: Checked) -> Lines:
    """Its cells, to be shown: nothing of it can be booked."""
    return Lines(listed=checked, cells={row: place for place, row in enumerate(checked.sheet.numbers)})


def with_left(lines: Lines, of_list: OfList) -> Lines:
    """The rows of a list's batch with all the others of the list."""
    checked, outcomes = of_list.checked, {one.row: one for one in of_list.plan.left}
    aside = {each.row: each for each in checked.aside} if checked is not None else {}
    problems: dict[int, list[Problem]] = {}
    for one in of_list.problems:
        problems.setdefault(one.row, []).append(one)
    found = {row.row: row for row in of_list.plan.rows}
    asked = {one.row: one.name for one in of_list.plan.asked}
    pairs = zip(lines.numbers, zip(lines.appointments, lines.statuses, strict=True), strict=True)
    rows: dict[int, tuple[Appointment | None, str]] = dict(pairs)
    for row in outcomes:
        rows.setdefault(row, (_shown(found[row], asked.get(row, "")), HELD))
    for row in problems:
        rows.setdefault(row, (None, PROBLEM))
    for row in aside:
        rows.setdefault(row, (None, SET_ASIDE))
    left = frozenset(rows).difference(lines.numbers)
    made = of_rows([(row, *rows[row]) for row in sorted(rows)])
    made.outcomes = {**{row: outcomes[row] for row in left.intersection(outcomes)}, **lines.outcomes}
    made.problems = _worst_first({row: problems[row] for row in left.intersection(problems)})
    made.aside, made.left_alone, made.listed = aside, left, checked
    made.cells = as_read(checked).cells if checked is not None else {}
    made.batch, made.purpose, made.undoing = lines.batch, lines.purpose, lines.undoing
    return made


def _shown(found: Found, name: str) -> Appointment | None:
    """What is known of a row's appointment; None: its cells are shown as they stand in the list."""
    meant = found.wanted or found.standing
    if meant is None or meant.person_name or not name:
        return meant
    return replace(meant, person_name=name)


def _worst_first(problems: Mapping[int, Sequence[Problem]]) -> dict[int, tuple[Problem, ...]]:
    return {
        row: tuple(sorted(found, key=lambda one: one.severity is not Severity.ERROR)) for row, found in problems.items()
    }
