"""The file holds other rows than the window shows."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.kit.basic import Button
from ui.kit.question import Question
from ui.kit.theme import Theme


class FileChanged(Question):
    """`said_yes`: read it again. `kept`: go on with what was read. `gone`: there is nothing to be read any more."""

    kept = Signal()

    def __init__(self, theme: Theme, parent: QWidget, name: str, mends: int, *, gone: bool) -> None:
        words = (
            self.tr("The file is not there any more") if gone else self.tr("The file was changed after it was loaded")
        )
        super().__init__(theme, parent, "file-spreadsheet", words)
        self.say(name, "strong")
        if gone:
            self.say(self.tr("It was moved, renamed or can't be opened. The rows shown here are as it was loaded."))
        else:
            self.say(self.tr("The rows shown here are no longer those of the file. Which ones shall be booked?"))
        if mends and not gone:
            self.warn("warn", self.tr("Reading it again takes back what you fixed or left out here."))
        self.keep = Button(theme, "check")
        self.keep.say(self.tr("Book what is shown"))
        self.keep.clicked.connect(self._keep)
        self.no.say(self.tr("Back"))
        self.yes.say(self.tr("Read the file again"))
        self.yes.set_icon("rotate-ccw")
        self.yes.setHidden(gone)
        self.buttons.insertWidget(self.buttons.indexOf(self.yes), self.keep)

    def _keep(self) -> None:
        self.reject()
        self.kept.emit()
