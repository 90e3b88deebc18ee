"""One field whose column is not certain: a question that a clerk can answer, with what each column shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QButtonGroup, QComboBox, QRadioButton, QVBoxLayout, QWidget

from app.domain.values import CANCEL
from ui.kit.basic import Elided, column, label, line
from ui.kit.theme import GAP, Theme
from ui.sheet.mapping import NEEDED, choices, column_words, samples, spot
from ui.sheet.problem_groups import SHARED
from ui.sheet.same import DISTRIBUTED, SameValue

if TYPE_CHECKING:
    from app.sheets.columns import Doubt
    from app.sheets.files import RawSheet

SHOWN_CELLS = 3
NONE, OTHER, SAME, FREE = -1, -2, -3, -5  # answers that are no column of the list
_FIRST_ID = 10  # of a button in its group: Qt keeps the ids below 0 to itself


class Option(QWidget):
    """An answer: pressed anywhere, it is taken. `header` is shown whole, however long."""

    def __init__(self, mark: str, header: str, cells: str = "", more: QWidget | None = None) -> None:
        super().__init__()
        self.button = QRadioButton(mark or header)
        self.button.setAccessibleName(" ".join(part for part in (mark, header, cells) if part))
        layout = line(self, gap=GAP)
        if more is not None:
            layout.addWidget(self.button, 1, Qt.AlignmentFlag.AlignTop)
            self.button.setMinimumHeight(_field_of(more).sizeHint().height())
        elif not mark:
            layout.addWidget(self.button, 1)
        else:
            layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
            layout.addLayout(self._texts(header, cells), 1)
        if more is not None:
            layout.addWidget(more, 2)

    @staticmethod
    def _texts(header: str, cells: str) -> QVBoxLayout:
        shown = Elided()
        shown.setProperty("kind", "muted")
        shown.set_words(cells)
        texts = column(gap=0)
        texts.addWidget(label("strong", header, wrap=True))
        texts.addWidget(shown)
        return texts

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.button.click()
        super().mousePressEvent(event)


def _field_of(editor: QWidget) -> QWidget:
    """What is typed or chosen in: its first line, above any hint."""
    while (inner := editor.focusProxy()) is not None:
        editor = inner
    editor.ensurePolished()
    return editor


class DoubtQuestion(QWidget):
    """`changed`: another answer was given."""

    changed = Signal()

    def __init__(self, theme: Theme, raw: RawSheet, doubt: Doubt, of_list: str = "") -> None:
        """`of_list`: CANCEL or MOVE where the sheet is a list that does that, which needs ids alone."""
        super().__init__()
        self.field = doubt.field
        self._of_list = of_list
        self._also = doubt.also
        self._raw = raw
        self.group = QButtonGroup(self)
        self.options: dict[int, Option] = {}
        self.other = QComboBox()
        self.value: SameValue | None = None
        self._layout = column(self, gap=GAP)
        self._layout.addWidget(label("strong", self._words(), wrap=True))
        for each in doubt.likely:
            cells = "  ·  ".join(samples(raw, each, SHOWN_CELLS))
            self._add(each, spot(raw, each), raw.headers[each] or self.tr("no heading"), cells or "-")
        self._add_other(doubt.likely)
        if self.field in SHARED and not self._also and not of_list:
            self._add_same(theme)
        if self.field in DISTRIBUTED and not self._also and not of_list:
            self._add(FREE, "", self.tr("None yet: distribute the people over free hours"))
        if self.field not in (NEEDED[:1] if of_list else NEEDED):
            self._add(NONE, "", self.tr("None of the columns"))
        if doubt.suggested is not None:
            self.options[doubt.suggested].button.setChecked(True)
        elif doubt.waits and FREE in self.options:
            self.options[FREE].button.setChecked(True)
        self.group.idToggled.connect(self._toggled)

    def _words(self) -> str:
        """What the clerk is asked."""
        if self._of_list:
            return self._words_of_list()
        if "appointment_time" in self._also:
            return self.tr("Which column holds the day and the hour they are to come?")
        return {
            "cid": self.tr("Which column holds the citizen IDs of the people to be booked?"),
            "appointment_date": self.tr("Which column holds the day they are to come?"),
            "appointment_time": self.tr("Which column holds the hour they are to come?"),
            "dose": self.tr("Which column holds the dose they come for?"),
            "hospital_code": self.tr("Which column holds the code of the facility they come to?"),
        }[self.field]

    def _words_of_list(self) -> str:
        if self.field == "cid":
            return self.tr("Which column holds the citizen IDs of the people whose appointments are meant?")
        if self._of_list == CANCEL:
            return self.tr("Which column tells the day or the hour of the appointment that is cancelled?")
        if self.field == "appointment_date":
            return self.tr("Which column holds the new day?")
        return self.tr("Which column holds the new hour?")

    def _add(self, answer: int, mark: str, header: str, cells: str = "", more: QWidget | None = None) -> None:
        option = self.options[answer] = Option(mark, header, cells, more)
        self.group.addButton(option.button)
        self.group.setId(option.button, answer + _FIRST_ID)
        self._layout.addWidget(option)

    def _add_other(self, likely: Sequence[int]) -> None:
        """Any other column, from a list."""
        others = [each for each in choices(self._raw) if each not in likely]
        if not others:
            return
        self._set_up(self.other, self.tr("Another column"))
        self.other.addItem(self.tr("Choose a column…"), NONE)
        for each in others:
            self.other.addItem(column_words(self._raw, each), each)
        self._add(OTHER, "", self.tr("Another column"), "", self.other)
        self.other.currentIndexChanged.connect(lambda: self._take(OTHER))

    def _add_same(self, theme: Theme) -> None:
        """No column tells: the clerk does, for all rows."""
        words = {
            "appointment_date": self.tr("The same day for all rows"),
            "appointment_time": self.tr("The same hour for all rows"),
            "dose": self.tr("The same dose for all rows"),
        }[self.field]
        self.value = SameValue(theme, self.field)
        self._add(SAME, "", words, "", self.value)
        self.value.changed.connect(lambda: self._take(SAME))

    def _set_up(self, box: QComboBox, name: str) -> None:
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(14)

    def _take(self, answer: int) -> None:
        """Who chooses in a list means that answer."""
        self.options[answer].button.setChecked(True)
        self.changed.emit()

    def _toggled(self, _answer: int, on: bool) -> None:
        if on:
            self.changed.emit()

    def take_focus(self) -> None:
        (self.group.checkedButton() or self.group.buttons()[0]).setFocus()

    @property
    def _answer(self) -> int | None:
        return self.group.checkedId() - _FIRST_ID if self.group.checkedButton() is not None else None

    @property
    def answered(self) -> bool:
        if self._answer == SAME:
            return bool(self.same())
        return self._answer is not None and (self._answer != OTHER or self.other.currentData() != NONE)

    @property
    def is_distributed(self) -> bool:
        """Each row is to get one of the free ones."""
        return self._answer == FREE

    def column(self) -> int:
        """The column; NONE where there is none for the field, or no answer yet."""
        answer = int(self.other.currentData()) if self._answer == OTHER else self._answer
        return NONE if answer is None else max(answer, NONE)

    def same(self) -> str:
        """The one value of all rows; "" where a column tells."""
        return self.value.value() if self._answer == SAME and self.value is not None else ""
