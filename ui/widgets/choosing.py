"""The two questions a file can raise before there are any rows: which sheet, and which columns."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QGridLayout,
    QHeaderView,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from app.domain import masked
from ui import text
from ui.copying import copies
from ui.lines import cell_words
from ui.theme import GAP, Theme
from ui.widgets.basic import label
from ui.widgets.dialogs import Question
from ui.widgets.mapping import NEEDED, SheetLine, choices, column_words, letter

if TYPE_CHECKING:
    from app.sheet import RawSheet, SheetInfo

PREVIEW_ROWS, PREVIEW_COLUMNS = 6, 12
HIGHEST = 400  # px of the list of fields
LIST_EDGE = 6  # px above and below the names of the sheets
LINE_ROOM = 14  # px above and below the letters of one: Thai marks stand high and low
ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d(?: \d\d:\d\d)?", re.ASCII)


class ColumnsQuestion(Question):
    """Every field with a pick list of columns. `chosen`: field -> column. Required ones must be said."""

    chosen = Signal(dict)

    def __init__(
        self,
        theme: Theme,
        parent: QWidget,
        raw: RawSheet,
        columns: Mapping[str, int],
        asked: Sequence[str] = (),
        why: str = "",
    ) -> None:
        """`asked`: the fields that could not be told by the program, said in `why`."""
        super().__init__(theme, parent, "columns-3", "")
        self._raw = raw
        self._asked = asked
        self.head.setText(self.tr("Which columns hold what?"))
        self.setWindowTitle(self.head.text())
        self.setMinimumWidth(720)
        if why:
            self.warn("warn", why)
        self.boxes: dict[str, QComboBox] = {}
        self.body.addWidget(self._fields(columns))
        self.wrong = label("error", wrap=True)
        self.body.addWidget(self.wrong)
        self.yes.say(self.tr("Use these columns"))
        self.accepted.connect(self._say_chosen)
        self._look()
        first = next((field for field in asked if field in self.boxes), "cid")
        self.boxes[first].setFocus()

    def _fields(self, columns: Mapping[str, int]) -> QScrollArea:
        from app.columns import FIELDS

        page = QWidget()
        page.setProperty("kind", "page")
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, GAP, 0)
        grid.setHorizontalSpacing(2 * GAP)
        places = choices(self._raw)
        order = [*self._asked, *(field for field in FIELDS if field not in self._asked)]
        for row, field in enumerate(order):
            word = text.field_word(field) + (" *" if field in NEEDED else "")
            name = label("strong" if field in self._asked else "", word)
            box = self._box(field, places, columns.get(field, -1))
            name.setBuddy(box)
            grid.addWidget(name, row, 0)
            grid.addWidget(box, row, 1)
        grid.setColumnStretch(1, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(page)
        area.setFixedHeight(min(page.sizeHint().height() + 4, HIGHEST))
        return area

    def _box(self, field: str, places: Sequence[int], chosen: int) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(text.field_word(field))
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(30)
        box.addItem(self.tr("Choose a column…") if field in NEEDED else self.tr("No column"), -1)
        for place in places:
            box.addItem(column_words(self._raw, place), place)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        box.currentIndexChanged.connect(self._look)
        self.boxes[field] = box
        return box

    def columns(self) -> dict[str, int]:
        return {field: box.currentData() for field, box in self.boxes.items() if box.currentData() >= 0}

    def _look(self) -> None:
        """Say what is still missing, or taken twice."""
        columns = self.columns()
        missing = [text.field_word(field) for field in NEEDED if field not in columns]
        words = ""
        if missing:
            words = self.tr("Still to choose: %1").replace("%1", ", ".join(missing))
        elif twice := self._twice(columns):
            words = self.tr("Column %1 is chosen twice.").replace("%1", letter(twice[0]))
        self.wrong.setText(words)
        self.yes.setEnabled(not words)

    @staticmethod
    def _twice(columns: Mapping[str, int]) -> list[int]:
        """Columns taken for two things; a day and a time may stand in one cell."""
        seen: dict[int, str] = {}
        found: list[int] = []
        for field, place in columns.items():
            other = seen.setdefault(place, field)
            if other != field and {other, field} != {"appointment_date", "appointment_time"}:
                found.append(place)
        return found

    def _say_chosen(self) -> None:
        self.chosen.emit(self.columns())


class SheetQuestion(Question):
    """The sheets of a workbook with how many rows, and the first rows of the one that is marked."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget, name: str, sheets: Sequence[SheetInfo]) -> None:
        super().__init__(theme, parent, "file-spreadsheet", "")
        self._sheets = sorted(sheets, key=lambda info: (info.hidden, not info.usable))
        self.head.setText(self.tr("Which sheet of “%1”?").replace("%1", name))
        self.setWindowTitle(self.head.text())
        self.setMinimumWidth(820)
        self.list = copies(QListWidget())
        self.list.setAccessibleName(self.tr("Sheets of the file"))
        self.list.setProperty("kind", "choice")
        for info in self._sheets:
            item = QListWidgetItem(SheetLine().words(info), self.list)
            item.setSizeHint(QSize(0, self.list.fontMetrics().height() + LINE_ROOM))
        self.list.setFixedHeight(min(len(sheets), 5) * self.list.sizeHintForRow(0) + 2 * LIST_EDGE)
        self.preview = copies(QTableWidget())
        self._set_up_preview()
        self.body.addWidget(self.list)
        self.body.addWidget(label("muted", self.tr("Its first rows")))
        self.body.addWidget(self.preview)
        self.yes.say(self.tr("Use this sheet"))
        self.list.currentRowChanged.connect(self._show_preview)
        self.list.itemDoubleClicked.connect(self.accept)
        self.accepted.connect(self._say_chosen)
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def _set_up_preview(self) -> None:
        self.preview.setAccessibleName(self.tr("Its first rows"))
        self.preview.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.preview.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.preview.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.preview.setFrameShape(QFrame.Shape.NoFrame)
        self.preview.verticalHeader().hide()
        self.preview.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.preview.setFixedHeight(260)

    def _show_preview(self, place: int) -> None:
        rows = [row[:PREVIEW_COLUMNS] for row in self._sheets[place].preview[:PREVIEW_ROWS]]
        width = max(map(len, rows), default=0)
        self.preview.clear()
        self.preview.setRowCount(len(rows))
        self.preview.setColumnCount(width)
        self.preview.setHorizontalHeaderLabels([letter(column) for column in range(width)])
        for number, row in enumerate(rows):
            for column, words in enumerate(row):
                self.preview.setItem(number, column, QTableWidgetItem(_as_here(words)))
        self.preview.resizeColumnsToContents()

    def _say_chosen(self) -> None:
        self.chosen.emit(self._sheets[self.list.currentRow()].name)


def _as_here(words: str) -> str:
    """A cell of the preview as the window shows cells: ids masked, days in the era of the language."""
    if len(words) == 13 and words.isdigit():
        return masked(words)
    if ISO_DAY.fullmatch(words):
        with suppress(ValueError):
            return cell_words(datetime.fromisoformat(words))
    return words
