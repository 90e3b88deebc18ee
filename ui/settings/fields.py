"""Fields of the settings: each shows a value, and says which one was `picked`. The wheel scrolls the page; it changes a
number or a choice only where the field has the focus."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QLineEdit, QSpinBox, QWidget

from app.system.paths import clerks_folder
from ui.kit.basic import Button, line, repolish
from ui.kit.text import tip
from ui.kit.theme import GAP, Theme
from ui.kit.translated import Translated

Words = Callable[[], str]  # in the language of now


class Choice(Translated, QComboBox):
    picked = Signal(object)

    def __init__(self, choices: Callable[[], Mapping[Any, str]]) -> None:
        """`choices`: value -> words."""
        super().__init__()
        self._choices = choices
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.activated.connect(lambda: self.picked.emit(self.currentData()))
        self.retranslate()

    def retranslate(self) -> None:
        chosen = self.currentData()
        self.clear()
        for value, words in self._choices().items():
            self.addItem(words, value)
        self.show_value(chosen)

    def show_value(self, value: object) -> None:
        self.setCurrentIndex(max(0, self.findData(value)))

    def wheelEvent(self, event: QWheelEvent) -> None:
        super().wheelEvent(event) if self.hasFocus() else event.ignore()


class Number(Translated, QSpinBox):
    picked = Signal(object)

    def __init__(self, least: int, most: int, unit: Words = str) -> None:
        super().__init__()
        self._unit = unit
        self.setRange(least, most)
        self.setKeyboardTracking(False)  # a number half typed is none
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.lineEdit().setTextMargins(GAP, 0, 0, 0)  # the style sheet's padding does not reach it
        self.valueChanged.connect(self.picked.emit)
        self.retranslate()

    def retranslate(self) -> None:
        self.setSuffix(f" {self._unit()}".rstrip())

    def show_value(self, value: int) -> None:
        with QSignalBlocker(self):
            self.setValue(value)

    def wheelEvent(self, event: QWheelEvent) -> None:
        super().wheelEvent(event) if self.hasFocus() else event.ignore()


class Switch(Translated, QCheckBox):
    picked = Signal(object)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self.toggled.connect(self.picked.emit)
        self.retranslate()

    def retranslate(self) -> None:
        self.setText(self._words())

    def show_value(self, value: bool) -> None:
        with QSignalBlocker(self):
            self.setChecked(value)


class Address(QLineEdit):
    """What was typed and can't be used stays to be mended, marked."""

    picked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText("https://…")
        self.editingFinished.connect(self._typed)

    def _typed(self) -> None:
        if not self.isReadOnly():
            self.picked.emit(self.text().strip())

    def show_value(self, value: str) -> None:
        self.setText(value)
        self.mark(wrong=False)

    def mark(self, *, wrong: bool) -> None:
        if bool(self.property("wrong")) != wrong:
            self.setProperty("wrong", wrong)
            repolish(self)


class FileChoice(Translated, QWidget):
    """A file's path, or "" for none. `save`: it may be one that is yet to be made."""

    picked = Signal(object)

    def __init__(self, theme: Theme, filters: str, none: Words, title: Words, *, save: bool = False) -> None:
        """`none`: what no file means; `title`: what is asked for."""
        super().__init__()
        self._filters, self._none, self._title, self._save = filters, none, title, save
        self.path = QLineEdit()
        self.path.setReadOnly(True)
        self.path.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.choose = Button(theme, "folder-open")
        self.none = Button(theme, "x", "flat")
        self.choose.clicked.connect(self._ask)
        self.none.clicked.connect(lambda: self.picked.emit(""))
        layout = line(self, gap=GAP)
        for part in (self.path, self.choose, self.none):
            layout.addWidget(part, part is self.path)
        self.setFocusProxy(self.choose)
        self.retranslate()

    def retranslate(self) -> None:
        self.path.setPlaceholderText(self._none())
        self.choose.say(self.tr("Choose…"), self._title())
        self.none.say(self.tr("None"))

    def show_value(self, path: str) -> None:
        self.path.setText(path)
        self.path.setToolTip(tip(path))
        self.none.setVisible(bool(path))

    def setAccessibleName(self, name: str) -> None:
        self.path.setAccessibleName(name)
        self.choose.setAccessibleName(f"{name}: {self.choose.text()}")
        super().setAccessibleName(name)

    def _ask(self) -> None:
        title, start = self._title(), self.path.text() or str(clerks_folder())
        if self._save:  # an existing key file is taken as it is, never written over
            options = QFileDialog.Option.DontConfirmOverwrite
            path, _ = QFileDialog.getSaveFileName(self, title, start, self._filters, options=options)
        else:
            path, _ = QFileDialog.getOpenFileName(self, title, start, self._filters)
        if path:
            self.picked.emit(str(Path(path)))


Field = Choice | Number | Switch | Address | FileChoice
