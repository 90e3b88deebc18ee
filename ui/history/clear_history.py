"""Asked before the history is cleared."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.kit.question import Question
from ui.kit.theme import Theme


class ClearHistory(Question):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent, "trash-2", self.tr("Clear the history on this computer?"))
        self.warn("bad", self.tr("Unfinished batches are forgotten, too. Appointments on the server stand."))
        self.yes.say(self.tr("Clear personal data"))
        self.yes.set_kind("danger")
