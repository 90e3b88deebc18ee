"""A run that something broke off, and the undo of a whole batch that left some of it as it was."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject

from app.domain.values import Outcome, State
from app.events import Finished
from app.wording.moments import say_ended
from ui.kit import text
from ui.kit.notice import Action
from ui.upload.lost import Lost
from ui.upload.work import Work


class EndedEarly(QObject):
    def __init__(self, work: Work, lost: Lost, parent: QObject) -> None:
        super().__init__(parent)
        self._work, self._lost = work, lost

    def is_so(self, finished: Finished) -> bool:
        in_doubt = self._work.sheet.lines.counts[State.CANCELLING] > 0
        of_undo = self._work.run.undid and (finished.stopped or in_doubt)
        return of_undo or bool(finished.error and finished.alike is None)

    def tell(self, finished: Finished, words: str, decide: Action | None) -> None:
        """`decide`: what the rows leave to the clerk besides."""
        if finished.error:
            cause = say_ended(finished.error, finished.params, self._known(finished), text.lang())
            self._lost.tell("bad", cause, words, self._go_on() or decide)
        else:
            details = self.tr("Undo batch… in History cancels the rest.")
            self._lost.tell("info" if finished.stopped else "warn", words, details, decide)

    def _known(self, finished: Finished) -> Mapping[int, Outcome]:
        return self._work.sheet.lines.outcomes if finished.known is None else finished.known

    def _go_on(self) -> Action | None:
        """An undo is gone on with as soon as can be."""
        batch = self._work.sheet.lines.batch
        if batch is None or not self._work.sheet.lines.undoing:
            return None
        return Action(self.tr("Go on cancelling"), partial(self._work.run.undo, batch))
