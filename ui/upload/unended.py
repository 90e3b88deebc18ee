"""People whose move left both appointments: said, and gone on with at a press."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from app.domain.values import State
from app.journal.rows import HAS_BOTH, OLD_OVER, STANDS
from ui.upload.same_day import SameDay
from ui.upload.work import Work


class Unended(QObject):
    """Of the batch that stands in the window: a list, a sheet whose people were moved, or one move."""

    def __init__(self, work: Work, same_day: SameDay, parent: QObject) -> None:
        super().__init__(parent)
        self._work, self._same_day = work, same_day

    @property
    def rows(self) -> Sequence[int]:
        """Without those whose appointments the clerk looked at since."""
        lines = self._work.sheet.lines
        if lines.purpose != "move" or not lines.outcomes:
            return sorted(set(lines.rows_with(HAS_BOTH)) - self._same_day.left)
        (_, old), *new = sorted(lines.outcomes.items())
        kept = old.state is State.BOOKED and old.code in STANDS and old.code != OLD_OVER
        return [row for row, outcome in new if kept and outcome.state in (State.BOOKED, State.SKIPPED)]

    def words(self) -> str:
        count = len(self.rows)
        return self.tr("%n person(s) still have the old appointment, too. Continue cancels it again.", "", count)

    def go_on(self) -> None:
        batch = self._work.sheet.lines.batch
        if batch is not None and self._work.sheet.lines.purpose:
            self._work.run.run(batch)
        else:
            self._work.run.move_rows(self.rows)
