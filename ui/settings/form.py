"""Cards of settings: a heading, and lines of a name, a field and a small hint under it, or words with their buttons."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QFrame, QLabel, QLineEdit, QWidget

from ui.kit.basic import Button, column, label, line
from ui.kit.theme import GAP
from ui.kit.translated import Translated
from ui.settings.fields import FileChoice, Words

FIELD = 240  # px, the least width of a field


class Card(Translated, QFrame):
    def __init__(self, heading: Words) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._said: list[Callable[[], None]] = []
        self._box = column(self, margin=3 * GAP, gap=GAP)
        head = label("heading")
        self._box.addWidget(head)
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(4 * GAP)
        self._form.setVerticalSpacing(int(1.5 * GAP))
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._box.addLayout(self._form)
        self._say(lambda: head.setText(heading()))

    def retranslate(self) -> None:
        for say in self._said:
            say()

    def _say(self, say: Callable[[], None]) -> None:
        """Now, and again in another language."""
        self._said.append(say)
        say()

    def add(self, field: QWidget, words: Words, small: Words = str) -> None:
        """A line. `words`: its name; `small`: a hint, "" for none."""
        name, hint = label("strong"), label("small", wrap=True)
        name.setBuddy(field)
        name.setMinimumWidth(190)
        box = column(gap=2)
        wide = isinstance(field, QLineEdit | FileChoice | Side)
        field.setMinimumWidth(FIELD)
        box.addWidget(field) if wide else box.addWidget(field, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(hint)
        self._form.addRow(name, box)
        self._say(lambda: _name(name, field, hint, words(), small()))

    def add_below(self, part: QWidget) -> None:
        self._box.addWidget(part)

    def explain(self, words: Words, *buttons: Button) -> None:
        """Words, and under them a row of buttons, from the left."""
        told = label("muted", wrap=True)
        self._box.addWidget(told)
        row = line(gap=GAP)
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        self._box.addLayout(row)
        self._say(lambda: told.setText(words()))


def _name(name: QLabel, field: QWidget, hint: QLabel, words: str, small: str) -> None:
    name.setText(words)
    hint.setText(small)
    hint.setVisible(bool(small))
    field.setAccessibleName(words)
    field.setAccessibleDescription(small)


class Side(QWidget):
    """A field with a button or two at its side."""

    def __init__(self, field: QWidget, *buttons: Button) -> None:
        super().__init__()
        self.field = field
        self.setFocusProxy(field)
        layout = line(self, gap=GAP)
        layout.addWidget(field, 1)
        for button in buttons:
            layout.addWidget(button)

    def setAccessibleName(self, name: str) -> None:
        self.field.setAccessibleName(name)
        super().setAccessibleName(name)
