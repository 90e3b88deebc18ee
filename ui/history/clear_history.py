"""Asked before the history is cleared."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.kit.question import Question
from ui.kit.theme import Theme


class ClearHistory(Question):
    """`shared`: it is that of all computers of an office."""

    def __init__(self, theme: Theme, parent: QWidget, *, shared: bool = False) -> None:
        super().__init__(theme, parent, "trash-2", "")
        head = self.tr("Clear the history of the whole office?") if shared else ""
        self.head.setText(head or self.tr("Clear the history on this computer?"))
        self.setWindowTitle(self.head.text())
        if shared:
            self.warn("bad", self.tr("It is gone on every computer of the office. What runs there stays."))
        self.warn("bad", self.tr("Unfinished batches are forgotten, too. Appointments on the server stand."))
        self.yes.say(self.tr("Clear personal data"))
        self.yes.set_kind("danger")
