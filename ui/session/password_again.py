"""The password of who is signed in, once more."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.kit.password import PasswordField
from ui.kit.question import Question
from ui.kit.text import fill
from ui.kit.theme import Theme


class PasswordAgain(Question):
    """The session ended in mid-batch; it goes on from the same row."""

    typed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget, user: str, words: str) -> None:
        super().__init__(theme, parent, "key-round", "")
        self.head.setText(self.tr("Please sign in again"))
        self.setWindowTitle(self.head.text())
        self.say(words)
        self.say(fill(self.tr("Username: %1"), user), "muted")
        self.password = PasswordField(theme)
        self.password.setAccessibleName(self.tr("Password"))
        self.password.setPlaceholderText(self.tr("Password"))
        self.body.addWidget(self.password)
        self.yes.say(self.tr("Login"))
        self.yes.setEnabled(False)  # an empty password would only be counted against the account
        self.password.textChanged.connect(lambda words: self.yes.setEnabled(bool(words)))
        self.accepted.connect(self._typed)
        self.password.setFocus()

    def _typed(self) -> None:
        self.typed.emit(self.password.text())
