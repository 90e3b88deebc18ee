"""Cards of settings: a heading, and lines of a name, a field and a small hint under it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QFileDialog, QFormLayout, QFrame, QLabel, QLineEdit, QWidget

from ui.kit.basic import Button, column, frame, label, line
from ui.kit.text import tip
from ui.kit.theme import GAP, Theme

FIELD = 240  # px, the least width of a field


class Card(QFrame):
    """Lines are added once and named at every change of the language."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.heading = label("heading")
        self._lines: list[tuple[QLabel, QWidget, QLabel]] = []
        self.box = column(self, margin=3 * GAP, gap=GAP)
        self.box.addWidget(self.heading)
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(4 * GAP)
        self._form.setVerticalSpacing(int(1.5 * GAP))
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.box.addLayout(self._form)

    def add(self, field: QWidget) -> None:
        name, hint = label("strong"), label("small", wrap=True)
        name.setBuddy(field)
        name.setMinimumWidth(190)
        box = column(gap=2)
        wide = isinstance(field, QLineEdit | FileChoice | Side)
        field.setMinimumWidth(FIELD)
        box.addWidget(field) if wide else box.addWidget(field, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(hint)
        self._form.addRow(name, box)
        self._lines.append((name, field, hint))

    def say(self, heading: str, lines: list[tuple[str, str]]) -> None:
        """The heading, and a name and a hint for every line."""
        self.heading.setText(heading)
        for (name, field, hint), (words, small) in zip(self._lines, lines, strict=True):
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


class FileChoice(QWidget):
    """A file, or none. `chosen`: its path, "" for none. `save`: it may be one that is yet to be made."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, filters: str, *, save: bool = False) -> None:
        super().__init__()
        self._filters, self._save = filters, save
        self.path = QLineEdit()
        self.path.setReadOnly(True)
        self.path.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.choose = Button(theme, "folder-open")
        self.none = Button(theme, "x", "flat")
        self.choose.clicked.connect(self._ask)
        self.none.clicked.connect(self._forget)
        layout = line(self, gap=GAP)
        layout.addWidget(self.path, 1)
        layout.addWidget(self.choose)
        layout.addWidget(self.none)
        self.setFocusProxy(self.choose)

    def say(self, placeholder: str, title: str) -> None:
        self.path.setPlaceholderText(placeholder)
        self.choose.say(self.tr("Choose…"), title)
        self.none.say(self.tr("None"))

    def show_path(self, path: str) -> None:
        self.path.setText(path)
        self.path.setToolTip(tip(path))
        self.none.setVisible(bool(path))

    def setAccessibleName(self, name: str) -> None:
        self.path.setAccessibleName(name)
        self.choose.setAccessibleName(f"{name}: {self.choose.text()}")
        super().setAccessibleName(name)

    def _ask(self) -> None:
        title, start = self.choose.toolTip(), self.path.text()
        if self._save:  # an existing key file is taken as it is, never written over
            options = QFileDialog.Option.DontConfirmOverwrite
            path, _ = QFileDialog.getSaveFileName(self, title, start, self._filters, options=options)
        else:
            path, _ = QFileDialog.getOpenFileName(self, title, start, self._filters)
        if path:
            self.chosen.emit(str(Path(path)))

    def _forget(self) -> None:
        self.chosen.emit("")


class Calm(QObject):
    """The wheel scrolls the page; it changes a number or a choice only where the field has the focus."""

    def calm(self, *fields: QWidget) -> None:
        for field in fields:
            field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.Wheel or not isinstance(watched, QAbstractSpinBox | QComboBox):
            return False
        if not watched.hasFocus():
            event.ignore()
        return not watched.hasFocus()


def actions(*buttons: Button) -> QFrame:
    """A row of buttons, from the left."""
    made = frame("plain")
    layout = line(made, gap=GAP)
    for button in buttons:
        layout.addWidget(button)
    layout.addStretch(1)
    return made
