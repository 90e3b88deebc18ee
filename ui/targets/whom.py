"""Which rows of the open sheet may be registered on the target list, and whether the sheet has what that takes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from app.domain.values import State
from ui.session.under_way import Lane
from ui.sheet.sheet import Sheet
from ui.sheet.status import LEFT_OUT


class Whom:
    """Before booking every row that is not left out; after it those refused as nobody on the target list, and with them
    those that were not sent yet: who is on the list already is left alone. Of rows that came back from a batch to be
    mended, those refused for that."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    @property
    def idle(self) -> bool:
        return self._sheet.under_way.free(Lane.SHEET)

    @property
    def again(self) -> bool:
        """Whether rows stand here that a batch did not book."""
        return self._sheet.batch is None and bool(self._sheet.lines.batches)

    @property
    def new(self) -> bool:
        """Whether nothing of the sheet was sent yet."""
        return self._sheet.batch is None and not self.again

    def refused(self) -> list[int]:
        """As nobody on the target list."""
        lines = self._sheet.lines
        if self._sheet.batch is not None:
            return list(lines.rows_with("not_a_target"))
        return [row for row, told in lines.problems.items() if any(one.code == "not_a_target" for one in told)]

    def rows(self) -> Iterator[int]:
        lines = self._sheet.lines
        if self.new:
            pairs = zip(lines.numbers, lines.statuses, strict=True)
            return (number for number, status in pairs if status != LEFT_OUT and number not in lines.held)
        refused = self.refused()
        if self.again or not refused:
            return iter(refused)
        return chain(refused, (one.row for one in lines.outcomes.values() if one.state is State.PLANNED))

    @property
    def possible(self) -> bool:
        """Whether the sheet has what registering needs, and somebody to register."""
        return self._can() is True and next(self.rows(), None) is not None

    @property
    def lacking(self) -> bool:
        """Whether rows came back that can't be registered, as the sheet lacks what it takes."""
        return self.again and self._can() is False and bool(self.refused())

    def _can(self) -> bool | None:
        """None: nobody can say now."""
        checked = self._sheet.lines.checked
        if self._sheet.session.desk is None or checked is None or not self.idle:
            return None
        from app.people.targets import can_register  # heavy; there once somebody is signed in

        return can_register(checked)
