"""What stands where no message is yet: the guide's four steps, and the button that begins."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.wording import say
from ui.kit import text
from ui.kit.basic import Button, Picture, column, label
from ui.kit.theme import GAP, Theme


class NoMessages(QWidget):
    """Named by its page at every change of the language."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.title = label("heading")
        self.words = label("muted")
        self.hint = label("small", wrap=True)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.add = Button(theme, "pencil", "primary")
        layout = column(self, margin=4 * GAP, gap=GAP)
        layout.addStretch(1)
        middle = Qt.AlignmentFlag.AlignHCenter
        layout.addWidget(Picture(theme, "message-square", "primary", 56), 0, middle)
        for part in (self.title, self.words):
            layout.addWidget(part, 0, middle)
        layout.addWidget(self.hint)
        layout.addWidget(self.add, 0, middle)
        layout.addStretch(1)

    def retranslate(self) -> None:
        self.title.setText(self.tr("There is no message in the records yet"))
        self.words.setText(
            self.tr("1. Choose the audience\n2. Write subject and text\n3. Look at both phones\n4. Send to Mor Prom")
        )
        self.hint.setText(say("message_must_register", text.lang()))
        self.add.say(self.tr("Write a message"))
