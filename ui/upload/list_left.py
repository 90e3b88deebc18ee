"""The rows of a list that are left as they are, in sentences: a line a reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.domain.values import Problem
from app.wording import ranges, say, say_bare
from ui.kit import text

if TYPE_CHECKING:
    from app.people.by_list import ListPlan

MOST_KINDS = 8  # reasons told one by one
MOST_ROWS = 6  # pieces of row numbers named


class ListLeft(QObject):
    def told(self, plan: ListPlan | None, problems: Sequence[Problem]) -> list[str]:
        """With the rows of each reason; with its people, where there is no file."""
        lines = list(self._lines(plan, problems))
        return lines[:MOST_KINDS] + (["…"] if len(lines) > MOST_KINDS else [])

    def _lines(self, plan: ListPlan | None, problems: Sequence[Problem]) -> Iterator[str]:
        if plan is not None and not plan.of_file:
            for (code, detail), people in plan.named_left().items():
                named = ", ".join([*people[:MOST_ROWS], *(["…"] if len(people) > MOST_ROWS else [])])
                words = say(code, text.lang(), detail=detail)
                yield "•  " + self.tr("%n person(s)", "", len(people)) + f": {words} ({named})"
            return
        kinds: dict[str, list[int]] = {}
        for one in plan.left if plan is not None else ():
            kinds.setdefault(say(one.code, text.lang(), detail=one.detail), []).append(one.row)
        for problem in problems:
            kinds.setdefault(say_bare(problem, text.lang()), []).append(problem.row)
        for words, rows in sorted(kinds.items(), key=lambda kind: -len(kind[1])):
            yield "•  " + self.tr("%n row(s)", "", len(rows)) + f" ({ranges(rows, MOST_ROWS)}): {words}"
