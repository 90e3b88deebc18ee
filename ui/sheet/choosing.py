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
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from app.domain.values import masked_where_id
from ui.kit import text
from ui.kit.basic import Button, label
from ui.kit.copying import copies
from ui.kit.question import Question
from ui.kit.text import fill
from ui.kit.theme import GAP, Theme
from ui.sheet.doubts import FREE, SAME, DoubtQuestion
from ui.sheet.lines import cell_words
from ui.sheet.mapping import NEEDED, SheetLine, choices, column_words, letter, spot
from ui.sheet.name_beside import NameBeside
from ui.sheet.problem_groups import SHARED
from ui.sheet.same import DISTRIBUTED, SameValue

if TYPE_CHECKING:
    from app.sheets.columns import Doubt
    from app.sheets.files import RawSheet, SheetInfo

BESIDE = -4  # in a list of columns: the one that another question is answered with
PREVIEW_ROWS, PREVIEW_COLUMNS = 6, 12
LIST_EDGE = 6  # px above and below the names of the sheets
LINE_ROOM = 14  # px above and below the letters of one: Thai marks stand high and low
ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d(?: \d\d:\d\d)?", re.ASCII)


class ColumnsQuestion(Question):
    """Which column holds what: the fields that are not certain as questions, the others in a list that is folded away
    behind them. `chosen`: field -> column (-1: none), and field -> the value that all rows share."""

    chosen = Signal(dict, dict)

    def __init__(
        self,
        theme: Theme,
        parent: QWidget,
        raw: RawSheet,
        columns: Mapping[str, int],
        doubts: Sequence[Doubt] = (),
        same: Mapping[str, object] | None = None,
        of_list: str = "",
    ) -> None:
        """`of_list`: CANCEL or MOVE where the sheet is a list that does that, which needs ids alone."""
        super().__init__(theme, parent, "columns-3", "")
        self._needed = NEEDED[:1] if of_list else NEEDED
        self._raw = raw
        self._same = same or {}
        self.head.setText(self.tr("Please confirm the columns") if doubts else self.tr("Which columns hold what?"))
        self.setWindowTitle(self.head.text())
        self.setMinimumWidth(760)
        self.asked = {doubt.field: DoubtQuestion(theme, raw, doubt, of_list) for doubt in doubts}
        self.values: dict[str, SameValue] = {}  # beside the list of a field that all rows may share
        self._beside = {other: doubt for doubt in doubts for other in doubt.also}  # answered with another field
        self.boxes: dict[str, QComboBox] = {}
        self.rest = Button(theme, "chevron-down", "flat")
        self._grid = self._fields(columns)
        self.names = NameBeside(raw, self.boxes)
        if doubts and not of_list:
            self.say(
                self.tr(
                    "The columns you choose are kept for sheets with the same headings. "
                    "One value for all rows is asked for with each file."
                ),
                "muted",
            )
        self._ask_all()
        self.wrong = label("error", wrap=True)
        self.staying.addWidget(self.wrong)
        self.yes.say(self.tr("Use these columns"))
        self.accepted.connect(self._say_chosen)
        self._look()
        if self.asked:
            next(iter(self.asked.values())).take_focus()
        else:
            self.boxes["cid"].setFocus()

    def _ask_all(self) -> None:
        """The questions, and the list below them."""
        for question in self.asked.values():
            question.changed.connect(self._look)
            self.body.addWidget(question)
            if question.field == "cid":
                self.body.addWidget(self.names)
            self.body.addSpacing(GAP)
        if self.asked:
            self.rest.say(self.tr("Show the other columns"))
            self.rest.clicked.connect(self._unfold)
            self.body.addWidget(self.rest, 0, Qt.AlignmentFlag.AlignLeft)
            self._grid.hide()
        self.body.addWidget(self._grid)

    def _unfold(self) -> None:
        self.rest.hide()
        self._grid.show()

    def _fields(self, columns: Mapping[str, int]) -> QWidget:
        """The fields that are not asked, each with a pick list."""
        from app.sheets.columns import FIELDS

        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * GAP)
        places = choices(self._raw)
        for row, field in enumerate(field for field in FIELDS if field not in self.asked):
            name = label("", text.field_word(field) + (" *" if field in NEEDED else ""))
            box = self._box(field, places, columns.get(field, -1))
            name.setBuddy(box)
            grid.addWidget(name, row, 0)
            grid.addWidget(box, row, 1)
            if field in SHARED and len(self._needed) > 1:
                grid.addWidget(self._value(field), row, 2)
        grid.setColumnStretch(1, 1)
        return page

    def _value(self, field: str) -> SameValue:
        value = self.values[field] = SameValue(self.theme, field)
        if field in self._same:
            value.show_value(cell_words(self._same[field]))
        value.changed.connect(self._look)
        return value

    def _box(self, field: str, places: Sequence[int], chosen: int) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(text.field_word(field))
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(30)
        if field in SHARED and len(self._needed) > 1:
            box.addItem(self.tr("The same for all rows:"), SAME)
        if field in DISTRIBUTED and len(self._needed) > 1:
            box.addItem(self.tr("None yet: distribute over free hours"), FREE)
        if field in self._beside:
            box.addItem(self.tr("In the same column as the day"), BESIDE)
            chosen = BESIDE
        box.addItem(self.tr("Choose a column…") if field in self._needed else self.tr("No column"), -1)
        for place in places:
            box.addItem(column_words(self._raw, place), place)
        chosen = SAME if field in self._same and chosen < 0 else chosen
        box.setCurrentIndex(max(0, box.findData(chosen)))
        box.currentIndexChanged.connect(self._look)
        self.boxes[field] = box
        return box

    def columns(self) -> dict[str, int]:
        listed = {field: box.currentData() for field, box in self.boxes.items() if box.currentData() >= 0}
        answered = {field: question.column() for field, question in self.asked.items()}
        beside = {
            field: answered[doubt.field]
            for field, doubt in self._beside.items()
            if self.boxes[field].currentData() == BESIDE and answered[doubt.field] in doubt.likely
        }
        return {**listed, **beside, **answered}

    def same(self) -> dict[str, object]:
        """The values that all rows share; "" of a field of which each row is to get a free one."""
        kept = {field: value.value() for field, value in self.values.items() if self.boxes[field].currentData() == SAME}
        answered = {field: each.same() for field, each in self.asked.items()}
        free = {field for field, box in self.boxes.items() if box.currentData() == FREE}
        free |= {field for field, each in self.asked.items() if each.is_distributed}
        given = {field: value for field, value in {**kept, **answered}.items() if value}
        return {**given, **dict.fromkeys(free, "")}

    def _look(self) -> None:
        """Say what is still missing, or taken twice."""
        for field, value in self.values.items():
            value.setVisible(self.boxes[field].currentData() == SAME)
        if "cid" in self.asked:
            self.names.propose(self.asked["cid"].column())
        columns = {field: place for field, place in self.columns().items() if place >= 0}
        missing = [field for field, question in self.asked.items() if not question.answered]
        settled = {*columns, *self.same(), *self.asked}
        missing += [field for field in self._needed if field not in settled and not self._waits(field)]
        words = ""
        if missing:
            words = fill(self.tr("Still to choose: %1"), ", ".join(map(text.field_word, missing)))
        elif twice := self._twice(columns):
            words = fill(self.tr("Column %1 is chosen twice."), spot(self._raw, twice[0]))
        self.wrong.setText(words)
        self.yes.setEnabled(not words)

    def _waits(self, field: str) -> bool:
        """Whether it will be answered with another question that has no answer yet."""
        doubt = self._beside.get(field)
        return doubt is not None and not self.asked[doubt.field].answered

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
        self.chosen.emit(self.columns(), self.same())


class SheetQuestion(Question):
    """The sheets of a workbook with how many rows, and the first rows of the one that is marked. `all_chosen`: the
    names of all that hold people, to be booked one after the other."""

    chosen = Signal(str)
    all_chosen = Signal(list)

    def __init__(self, theme: Theme, parent: QWidget, name: str, sheets: Sequence[SheetInfo]) -> None:
        super().__init__(theme, parent, "file-spreadsheet", "")
        self._sheets = sorted(sheets, key=lambda info: (info.hidden, not info.usable))
        self.head.setText(fill(self.tr("Which sheet of “%1”?"), name))
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
        self.told = label(
            "", self.tr("The same people stand on more than one of these sheets. Choose the one that counts.")
        )
        self.told.setVisible(any(info.shared for info in sheets))
        self.body.addWidget(self.told)
        self.body.addWidget(self.list)
        self.body.addWidget(label("muted", self.tr("Its first rows")))
        self.body.addWidget(self.preview)
        self.yes.say(self.tr("Use this sheet"))
        self._offer_all(sheets)
        self.list.currentRowChanged.connect(self._show_preview)
        self.list.itemDoubleClicked.connect(self.accept)
        self.accepted.connect(self._say_chosen)
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def _offer_all(self, sheets: Sequence[SheetInfo]) -> None:
        fitting = [info.name for info in sheets if info.usable and info.people and not info.hidden]
        self.every = Button(self.theme, "list-checks")
        self.every.say(fill(self.tr("All %1 sheets, one after the other"), len(fitting)))
        self.every.setVisible(len(fitting) > 1)
        self.every.clicked.connect(self.reject)
        self.every.clicked.connect(lambda: self.all_chosen.emit(fitting))
        self.buttons.insertWidget(0, self.every)

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
        rows = self._sheets[place].preview[:PREVIEW_ROWS]
        filled = [column for column in range(max(map(len, rows), default=0)) if any(row[column] for row in rows)]
        shown = filled[:PREVIEW_COLUMNS]  # a list beside another one begins further right
        self.preview.clear()
        self.preview.setRowCount(len(rows))
        self.preview.setColumnCount(len(shown))
        self.preview.setHorizontalHeaderLabels([letter(column) for column in shown])
        for number, row in enumerate(rows):
            for at, each in enumerate(shown):
                self.preview.setItem(number, at, QTableWidgetItem(_as_here(row[each])))
        self.preview.resizeColumnsToContents()

    def _say_chosen(self) -> None:
        self.chosen.emit(self._sheets[self.list.currentRow()].name)


def _as_here(words: str) -> str:
    """A cell of the preview as the window shows cells: ids masked, days in the era of the language."""
    if ISO_DAY.fullmatch(words):
        with suppress(ValueError):
            return cell_words(datetime.fromisoformat(words))
    return masked_where_id(words)
