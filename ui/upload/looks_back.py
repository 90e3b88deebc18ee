"""What is no more to be seen in the table: sheets that were booked before this one, rows that are in no batch."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.domain.values import CANCEL, MOVE
from app.wording.lists import list_name
from ui.kit import text
from ui.kit.notice import Action, Notice
from ui.kit.text import fill
from ui.kit.theme import Theme
from ui.upload.series_summary import SumWords
from ui.upload.to_come import ToCome
from ui.upload.work import Work

if TYPE_CHECKING:
    from app.journal.batches import BatchInfo


class LooksBack(QObject):
    """Two notices of the page's one line; each method says whether there is something to be told."""

    sheet_wanted = Signal(object)  # Source of a batch: its sheet is to be opened
    summary_wanted = Signal()  # of all sheets that were booked one after the other

    def __init__(self, theme: Theme, work: Work, changed: Callable[[], None]) -> None:
        super().__init__()
        self._work, self._changed = work, changed
        self.rest, self.summed = Notice(theme), Notice(theme)
        self._to_come = ToCome(work, self)
        self._rest_read: int | None = None  # the batch whose rows that are not shown the clerk has read of
        self._behind_read: object = None  # the sums of the sheets before that the clerk has read

    # --- rows that are in no batch ---

    def tell_rest(self) -> bool:
        """A batch from the history holds what could be sent; the sheet's other rows are to be seen in the sheet."""
        info = self._work.reopening.shown
        if info is None or info.id == self._rest_read:
            return False
        if info.source.purpose:
            return self._tell_left(info)
        invalid, rest = info.source.invalid, max(0, info.source.rows - info.total - info.source.invalid)
        kinds = (
            (invalid, self.tr("%n with problems", "", invalid)),
            (rest, self.tr("%n set aside or left out", "", rest)),
        )
        told = ", ".join(words for count, words in kinds if count)
        if not told:
            return False
        words = self.tr("%n row(s) of “%1” are not in this batch and not shown here: %2.", "", invalid + rest)
        details = self.tr("Open the sheet again to see why, and to fix them. Who is booked is skipped.")
        look = Action(self.tr("Open the sheet"), lambda: self.sheet_wanted.emit(info.source))
        close = Action(self.tr("Close"), lambda: self._rest_close(info.id))
        self.rest.tell("info", fill(words, info.source.file_name, told), details, look, close)
        return True

    def _tell_left(self, info: BatchInfo) -> bool:
        """Of a list that was read before the program began: its batch holds none of the rows that were left."""
        left = info.source.invalid
        if info.source.purpose not in (CANCEL, MOVE) or not left or info.id in self._work.saving.lists:
            return False
        words = self.tr("%n row(s) of “%1” were left as they are and are not shown here.", "", left)
        details = self.tr("Open the list again to see why.")
        close = Action(self.tr("Close"), lambda: self._rest_close(info.id))
        self.rest.tell("warn", fill(words, list_name(info.source.file_name, text.lang())), details, close)
        return True

    def _rest_close(self, batch: int) -> None:
        self._rest_read = batch
        self._changed()

    # --- several sheets ---

    def tell_summed(self) -> bool:
        """All of them are booked; or what became of those before this one."""
        series = self._work.series
        if not series.over:
            return self._tell_behind()
        words = self.tr("All %n sheet(s) are done.", "", len(series.members))
        look = Action(self.tr("Summary of all…"), self.summary_wanted.emit)
        counts, told = series.sums.counts, SumWords().words(series.sums.counts)
        good = counts["booked"] + counts["skipped"] == sum(counts.values())
        self.summed.tell("good" if good else "warn", f"{words} {told}", self._results(series.sums.result), look)
        return True

    def _tell_behind(self) -> bool:
        behind, lines = self._work.series.behind if self._work.idle else None, self._work.sheet.lines
        if lines.purpose or lines.undoing or lines.checked is None:  # a list, or of the history: no sheet after those
            return False
        if behind is None or behind.counts == self._behind_read:
            return False
        look = Action(self.tr("Summary of all…"), self.summary_wanted.emit)
        counts, told = behind.counts, SumWords().words(behind.counts)
        good = counts["booked"] + counts["skipped"] == sum(counts.values())
        words = fill(self.tr("Before this one: %1"), told)
        if self._work.sheet.batch is not None:  # it has ended, too, and is not the last
            words = self._to_come.after(words)
        close = Action(self.tr("Close"), self._behind_close)
        self.summed.tell("good" if good else "warn", words, self._results(behind.result), look, close)
        return True

    def _results(self, names: str) -> str:
        return fill(self.tr("The results lie beside the sheets: %1"), names) if names else ""

    def _behind_close(self) -> None:
        behind = self._work.series.behind
        self._behind_read = behind.counts if behind is not None else None
        self._changed()
