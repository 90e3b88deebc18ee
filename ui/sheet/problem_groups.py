"""Problems of a sheet as a clerk mends them: alike ones together, what means different things apart."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.values import Problem, Severity
from app.sheets.cells.dates import ASKED
from app.wording import one_thing

if TYPE_CHECKING:
    from app.sheets.check import Checked

SHARED = ("appointment_date", "appointment_time", "dose")  # fields of which rows may share one value
PAST = ("date_past", "date_long_past", "time_past")  # understood well, and one thing however it is written
MOST_APART = 6  # cards of one kind of problem


@dataclass(frozen=True, slots=True)
class ProblemGroup:
    """Alike problems: the same thing in the same column."""

    first: Problem
    problems: tuple[Problem, ...]
    rows: tuple[int, ...]  # file rows
    fixes: tuple[Problem, ...]  # those that a press can mend

    thing: tuple[object, ...] = ()  # what one sentence can tell of all of them; () where they are told one by one
    words: tuple[str, ...] = ()  # the cells' own, of which one value may be put for all of them: each word once

    @property
    def key(self) -> tuple[object, ...]:
        return self.first.code, self.first.column, *self.thing, *self.words[:1]

    @property
    def is_one_thing(self) -> bool:
        """Whether one sentence can tell all of them."""
        return bool(self.thing)


def problem_groups(checked: Checked, held: Collection[int]) -> tuple[ProblemGroup, ...]:
    """Of the rows that are to be mended, the worst first. `held`: file rows that an earlier batch holds."""
    groups: dict[tuple[str, str], list[Problem]] = {}
    away = checked.left_out.union(held)
    for problem in checked.problems:
        if problem.row not in away and problem.code not in ASKED:  # asked by itself
            groups.setdefault((problem.code, problem.column), []).append(problem)
    made = [_group(alike) for group in groups.values() for alike in _told_apart(group)]
    return tuple(sorted(made, key=lambda kind: (worst_first(kind.first), -len(kind.rows))))


def _group(problems: Sequence[Problem]) -> ProblemGroup:
    rows = dict.fromkeys(problem.row for problem in problems)
    fixes = (problem for problem in problems if problem.fix is not None)
    things = set(map(one_thing, problems))
    thing = things.pop() if len(things) == 1 else ()
    words = dict.fromkeys(word for problem in problems for word in _own_word(problem))
    return ProblemGroup(problems[0], tuple(problems), tuple(rows), tuple(fixes), thing, tuple(words))


def _told_apart(problems: list[Problem]) -> list[list[Problem]]:
    """A card for each holiday, each line with a day and each word that can't be read: one value for all its rows is
    never put for the morning and the afternoon. Where there are many of them one card is for all."""
    things: dict[tuple[object, ...], list[Problem]] = {}
    for problem in problems:
        unread = problem.severity is Severity.ERROR and problem.code not in PAST
        things.setdefault(one_thing(problem) or (_own_word(problem) if unread else ()), []).append(problem)
    return list(things.values()) if len(things) <= MOST_APART else [problems]


def _own_word(problem: Problem) -> tuple[str, ...]:
    """What its cell says, where the clerk may say the same value for alike rows; () where it says nothing, or where
    each cell has a mend of its own."""
    said = problem.value.strip() if problem.column in SHARED and problem.fix is None else ""
    return (said,) if said else ()


def worst_first(problem: Problem) -> int:
    return (Severity.ERROR, Severity.WARNING, Severity.INFO).index(problem.severity)
