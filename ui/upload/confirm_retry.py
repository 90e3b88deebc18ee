"""The question before rows that were refused, held back or not sent are sent once more."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from ui.kit.notice import Action
from ui.kit.question import Question
from ui.kit.theme import Theme
from ui.upload.retry import Anew
from ui.upload.whether import Whether, ticked


class ConfirmRetry(Question):
    """`rows_wanted`: these file rows are to be seen, and nothing is sent."""

    rows_wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget, rows: int, anew: Anew) -> None:
        super().__init__(theme, parent, "rotate-ccw", "")
        self._rows, self._anew = rows, anew
        self.second: QCheckBox | None = None
        self.days: QCheckBox | None = None
        self.say(self.tr("Each is looked up first."))
        if anew.days:
            self.days = Whether(self).held_days(anew.days, self._showing(anew.days))
        if anew.second_days:
            self.second = Whether(self).second_days(anew.second_days, self._showing(anew.second_days))
        for box in (self.days, self.second):
            if box is not None:
                box.toggled.connect(self._count)
        self._count()

    @property
    def leaving(self) -> frozenset[int]:
        """Rows of which the clerk does not say that they are meant."""
        days = () if ticked(self.days) else self._anew.days
        return frozenset((*days, *(() if ticked(self.second) else self._anew.second_days)))

    def _count(self) -> None:
        count = self._rows - len(self.leaving)
        self.head.setText(self.tr("Send %n row(s) once more?", "", count))
        self.setWindowTitle(self.head.text())
        self.yes.say(self.tr("Send %n row(s) again", "", count))
        self.yes.setEnabled(count > 0)

    def _showing(self, rows: tuple[int, ...]) -> Action:
        return Action(self.tr("Show them"), partial(self._show, frozenset(rows)))

    def _show(self, rows: frozenset[int]) -> None:
        self.reject()
        self.rows_wanted.emit(rows)
