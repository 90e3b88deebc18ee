"""A list that cancels or moves has run: the rows that nothing was done with, and what can be done about them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from app.domain.values import State
from ui.kit.notice import Action
from ui.upload.screen import UploadScreen
from ui.upload.work import Work


class LeftRows(QObject):
    def __init__(self, work: Work, screen: UploadScreen, parent: QObject) -> None:
        super().__init__(parent)
        self._work, self._screen = work, screen

    @property
    def is_so(self) -> bool:
        """Whether something of the list can be tried again. Rows that the server refused have their own Retry first."""
        lines = self._work.sheet.lines
        of_list = self._work.saving.lists.get(lines.batch or 0)
        return of_list is not None and of_list.can_try and not lines.counts[State.REFUSED]

    def details(self) -> str:
        return self.tr("Why, stands in each of these rows.")

    def actions(self, again: Callable[[], object]) -> tuple[Action, Action]:
        lines = self._work.sheet.lines
        mends = lines.listed is not None  # everybody of a day is on no list
        word = self.tr("Fix the rows that were left…") if mends else self.tr("Look at the others again…")
        show = Action(self.tr("Show them"), partial(self._screen.seen.show_rows, lines.left_alone))
        return Action(word, again), show
