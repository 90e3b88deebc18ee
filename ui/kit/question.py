"""One shape for every question: a headline, the facts, and buttons that say what they do.

Dialogs are opened, never executed in a loop of their own: the window and a running batch go on behind them.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QDialog, QLineEdit, QWidget

from ui.kit.basic import Button, Picture, column, label, line
from ui.kit.notice import Notice
from ui.kit.text import fill
from ui.kit.theme import GAP, Theme

MOST_ROWS = 8  # row numbers named one by one


class Question(QDialog):
    """`said_yes` where the clerk agreed; closing it any other way is a no."""

    said_yes = Signal()

    def __init__(self, theme: Theme, parent: QWidget, icon: str, headline: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setMinimumWidth(520)
        self.setWindowTitle(headline)
        self.theme = theme
        self.yes = Button(theme, "check", "primary")
        self.no = Button(theme)
        self.no.say(self.tr("Cancel"))
        self.yes.clicked.connect(self.accept)
        self.no.clicked.connect(self.reject)
        self.accepted.connect(self.said_yes)
        self.head = label("title", headline, wrap=True)
        top = line(gap=2 * GAP)
        top.addWidget(Picture(theme, icon, "primary", 32), 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.head, 1)
        self.body = column(gap=GAP)
        self.buttons = buttons = line(gap=GAP)
        buttons.addStretch(1)
        buttons.addWidget(self.no)
        buttons.addWidget(self.yes)
        layout = column(self, margin=3 * GAP, gap=2 * GAP)
        layout.addLayout(top)
        layout.addLayout(self.body)
        layout.addSpacing(GAP)
        layout.addLayout(buttons)

    def showEvent(self, event: QShowEvent) -> None:
        """As high as its wrapped words need, which Qt reckons too low by itself."""
        layout = self.layout()
        if layout is not None:
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))
        super().showEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a field is the end of typing: the yes, where that can be pressed, and never the No beside it, which
        would throw away what was typed."""
        field = self.focusWidget()
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not enter or not isinstance(field, QLineEdit | QAbstractSpinBox | QComboBox):
            super().keyPressEvent(event)
        elif isinstance(field, QLineEdit) and self.yes.isVisible():
            self.yes.click()

    def warn_of_second_days(self, rows: Sequence[int]) -> None:
        """Rows of people who would have two."""
        if rows:
            # No %n: a plural that is told for a subclass finds no translation, as Qt puts the number in all the same.
            words = self.tr("Seem to have an appointment on another day already, this is one more: %1 (rows %2)")
            listed = ", ".join(map(str, rows[:MOST_ROWS])) + (" …" if len(rows) > MOST_ROWS else "")
            self.warn("warn", fill(words, len(rows), listed))

    def warn_of_messages(self, words: str, *, practice: bool) -> None:
        """`words`: who is messaged by the yes. In practice nobody is, and nothing is said of it."""
        if practice:
            self.warn("warn", self.tr("Practice mode: made-up people, no message is sent to anyone."))
        else:
            self.warn("info", words)

    def say(self, words: str, kind: str = "") -> None:
        self.body.addWidget(label(kind, words, wrap=True))

    def warn(self, tone: str, words: str) -> None:
        notice = Notice(self.theme)
        self.body.addWidget(notice)  # first: without a parent it would be shown as a window of its own
        notice.tell(tone, words)


class Asking(QObject):
    """Holds the one open question of a page."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.dialog: Question | None = None

    def ask(self, dialog: Question) -> None:
        self.dialog = dialog
        dialog.finished.connect(self._closed)
        dialog.open()

    def _closed(self) -> None:
        self.dialog = None
