"""What a question's yes waits for: each thing that may not be meant, said beside the buttons with a box of its own."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QCheckBox

from ui.kit.notice import Notice
from ui.kit.question import Question


class MustTick(QObject):
    """Of one question: its yes is dead until every box is ticked."""

    def __init__(self, dialog: Question) -> None:
        super().__init__(dialog)
        self._dialog = dialog
        self.boxes: list[QCheckBox] = []

    def ask(self, words: str, ticked: str) -> QCheckBox:
        """`words`: what may not be meant; `ticked`: that it is."""
        notice, box = Notice(self._dialog.theme), QCheckBox(ticked)
        for part in (notice, box):
            self._dialog.staying.addWidget(part)
        notice.tell("warn", words)
        self.boxes.append(box)
        box.toggled.connect(self._look)
        self._look()
        return box

    def _look(self) -> None:
        self._dialog.yes.setEnabled(all(box.isChecked() for box in self.boxes))
