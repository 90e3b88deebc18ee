"""A password to be typed, which the clerk may look at."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QToolButton

from ui.kit import text
from ui.kit.theme import Theme
from ui.kit.translated import Translated

KEY = "Alt+F8"  # as in the password fields of Windows


class PasswordField(Translated, QLineEdit):
    """Dots, until the eye at its end is pressed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.eye = QAction(self)
        self.eye.setShortcut(KEY)
        self.eye.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.eye.triggered.connect(self._turn)
        self.addAction(self.eye, QLineEdit.ActionPosition.TrailingPosition)
        theme.changed.connect(self.retranslate)
        self.cover()

    @property
    def covered(self) -> bool:
        return self.echoMode() is QLineEdit.EchoMode.Password

    def cover(self) -> None:
        """Dots again: nobody looks over the clerk's shoulder at what is sent."""
        self._show(covered=True)

    def _turn(self) -> None:
        self._show(covered=not self.covered)

    def _show(self, *, covered: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Password if covered else QLineEdit.EchoMode.Normal)
        self.retranslate()

    def retranslate(self) -> None:
        words = self.tr("Show the password") if self.covered else self.tr("Hide the password")
        for button in self.findChildren(QToolButton):  # without a text, for which it has no room
            button.setAccessibleName(words)
        self.eye.setToolTip(text.tip(f"{words} ({KEY})"))
        self.eye.setIcon(self._theme.icon("eye" if self.covered else "eye-off", self._theme.colours.muted))
