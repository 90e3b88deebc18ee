"""The table itself: widths, keys, copying, mending in place, and following the running row until the clerk scrolls."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QToolTip

from ui.kit.table import fit_rows, plain_headings
from ui.kit.text import tip
from ui.kit.theme import Theme, scaled, unscaled
from ui.kit.translated import Translated
from ui.sheet.cells import Cells
from ui.sheet.chosen import chosen_in, shown_in
from ui.sheet.columns import COLUMNS, FIELD_PLACES, PLACES, REASON, STATUS, may_hide
from ui.sheet.delegates import CellDelegate, ReasonDelegate, StatusDelegate
from ui.sheet.menus import Menus
from ui.sheet.model import Index, TableModel
from ui.sheet.painted_apart import PaintedApart

CELL_ROOM = 16  # px beside the letters
STATUS_ROOM = 56  # the pill's icon and rounding, too
READABLE = 78  # px the reason has at least: a slot's number
NAME_LEAST = 96  # px that a name keeps where the reason has no room
SETTLED = 400  # ms without a change before a width is remembered
NARROWEST, WIDEST = 40, 2000  # px a remembered width may be

NAME, CID, DATE = PLACES["name"], PLACES["cid"], PLACES["date"]
# So that the status is whole, these give way one after the other, each as far as to so many px: what a cell has no room
# for is told where the mouse rests on it.
GIVE_WAY = (
    (NAME, NAME_LEAST),
    (CID, 72),
    (NAME, 64),
    (DATE, 72),
    *((place, NARROWEST) for place in (PLACES["dose"], PLACES["time"], NAME, CID, DATE, PLACES["number"])),
)
Edit = QAbstractItemView.EditTrigger
Choose = QItemSelectionModel.SelectionFlag
Key = Qt.Key


class Rows(Translated, QTableView):
    """`chosen`: the place of the current row among the lines, or None. `scrolled`: the clerk took over.
    `arranged`: widths, hidden columns or sorting are others now. The rest: file rows the clerk wants something for."""

    chosen = Signal(object)
    scrolled = Signal()
    arranged = Signal()
    fix_wanted = Signal(list)
    leave_out_wanted = Signal(list)
    take_in_wanted = Signal(list)
    story_wanted = Signal()
    all_wanted = Signal()  # no row is to be hidden

    def __init__(self, theme: Theme, model: TableModel) -> None:
        super().__init__()
        self._theme = theme
        self.rows = model
        self._by_rows = False  # the mouse went down on a row's number
        self._wanted = dict[int, int]()  # place -> px of a column where all have room
        self._fitting = False  # they are being fitted
        self._points = self.font().pointSizeF()  # of the letters for which they are wanted
        self.setModel(model)
        self.cells = Cells(self)
        self.setProperty("copies", True)  # as `ui.kit.copying` does: see `Cells.copy`
        self._typing = CellDelegate(theme, self, model)
        self._typing.left.connect(self.step)
        self.setItemDelegate(self._typing)
        self.setItemDelegateForColumn(STATUS, StatusDelegate(theme, self, model))
        self.setItemDelegateForColumn(REASON, ReasonDelegate(theme, self, model))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(Edit.DoubleClicked | Edit.EditKeyPressed | Edit.AnyKeyPressed)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSortingEnabled(True)
        self.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.pack = fit_rows(self)
        PaintedApart(self, model)
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(SETTLED)
        self._settling.timeout.connect(self.arranged)
        self._set_up_header()
        self.menus = Menus(theme, self)
        self.selectionModel().currentRowChanged.connect(self._current_changed)
        self.verticalScrollBar().actionTriggered.connect(self.scrolled)
        self.retranslate()

    def show_column(self, place: int, shown: bool) -> None:
        self.setColumnHidden(place, not shown)
        self._settling.start()

    def _set_up_header(self) -> None:
        header = self.horizontalHeader()
        plain_headings(self)
        header.setMinimumSectionSize(NARROWEST)
        header.sectionResized.connect(self._resized)
        self.reset_columns()
        header.sortIndicatorChanged.connect(self._settling.start)

    def reset_columns(self) -> None:
        """Widths and columns as they are at first."""
        header, metrics = self.horizontalHeader(), self.fontMetrics()
        for place, column in enumerate(COLUMNS):
            self.setColumnHidden(place, column.rare)
            if column.stretches:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
            else:
                room = scaled(STATUS_ROOM if place == STATUS else CELL_ROOM)
                self.setColumnWidth(place, max(map(metrics.horizontalAdvance, column.samples)) + room)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_reason()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        points = self.font().pointSizeF()
        if event.type() is QEvent.Type.FontChange and points != self._points:
            self._wanted = {place: round(wide * points / self._points) for place, wide in self._wanted.items()}
            self._points = points
            self._fit_reason()

    def _fit_reason(self) -> None:
        """The reason takes what is left; where that is too little to read, the names give way first, then the table
        scrolls, and it can be widened. The status is in sight all the same."""
        header, room = self.horizontalHeader(), self.viewport().width()
        widths = {place: wide for place, wide in self._wanted.items() if not self.isColumnHidden(place)}
        left = room - sum(widths.values()) + widths.get(NAME, 0) - READABLE
        if NAME in widths:
            widths[NAME] = min(widths[NAME], max(left, NAME_LEAST))
        narrow = left < widths.get(NAME, 0)
        for place, least in GIVE_WAY:
            over = sum(wide for other, wide in widths.items() if other <= STATUS) - room
            if over > 0 and place in widths:
                widths[place] = max(widths[place] - over, min(widths[place], least))
        self._fitting = True
        for place, wide in widths.items():
            self.setColumnWidth(place, wide)
        self._fitting = False
        mode = QHeaderView.ResizeMode.Interactive if narrow else QHeaderView.ResizeMode.Stretch
        if header.sectionResizeMode(REASON) is not mode:
            header.setSectionResizeMode(REASON, mode)
            if narrow:
                self.setColumnWidth(REASON, READABLE)

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Rows of the sheet"))
        self.rows.retranslate()

    def viewportEvent(self, event: QEvent) -> bool:
        """What has no room in its cell is told whole where the mouse rests on it."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            self.viewport().setToolTip(tip(_cut_words(self, self.indexAt(event.pos()))))
        return super().viewportEvent(event)

    # --- remembering ---

    def _resized(self, place: int, _old: int, new: int) -> None:
        if self._fitting or self.font().pointSizeF() != self._points:  # other letters: see `changeEvent`
            return
        if new and not COLUMNS[place].stretches:
            self._wanted[place] = new
        if self.isVisible() and not COLUMNS[place].stretches:
            self._settling.start()
            self._fit_reason()

    def arrangement(self) -> dict[str, Any]:
        """Widths (px at letters of 100 %), hidden columns and sorting, by the columns' names: they outlive a change of
        their order and of the letters' size."""
        header = self.horizontalHeader()
        return {
            "widths": {
                column.name: unscaled(self._wanted.get(place, self.columnWidth(place)))
                for place, column in enumerate(COLUMNS)
                if not column.stretches and not self.isColumnHidden(place)
            },
            "hidden": [column.name for place, column in enumerate(COLUMNS) if self.isColumnHidden(place)],
            "sort": [COLUMNS[header.sortIndicatorSection()].name, header.sortIndicatorOrder().name],
        }

    def arrange(self, kept: Mapping[str, Any]) -> None:
        """As it was left the last time; what makes no sense is passed over."""
        widths, hidden, sort = kept.get("widths"), kept.get("hidden"), kept.get("sort")
        for name, width in widths.items() if isinstance(widths, dict) else ():
            if name in PLACES and isinstance(width, int) and NARROWEST <= width <= WIDEST:
                self.setColumnWidth(PLACES[name], scaled(width))
        if isinstance(hidden, list):
            for name, place in PLACES.items():
                self.setColumnHidden(place, name in hidden and may_hide(place))
        if isinstance(sort, list) and len(sort) == 2 and sort[0] in PLACES:
            falling = sort[1] == Qt.SortOrder.DescendingOrder.name
            order = Qt.SortOrder.DescendingOrder if falling else Qt.SortOrder.AscendingOrder
            self.sortByColumn(PLACES[sort[0]], order)
        self._settling.stop()

    # --- choosing and following ---

    def go_to(self, spot: int) -> None:
        """Bring a row of the screen into view without choosing it: page by page, so that nothing moves at each row."""
        index, hint = self.rows.index(spot, 0), QAbstractItemView.ScrollHint.PositionAtTop
        if not self.viewport().rect().contains(self.visualRect(index).center()):
            self.scrollTo(index, hint)

    def choose(self, spot: int, field: str = "") -> None:
        """Choose a row of the screen, or in it the cell of a field."""
        place = FIELD_PLACES.get(field, 0)
        place = 0 if self.isColumnHidden(place) else place
        index = self.rows.index(spot, place)
        self.selectionModel().setCurrentIndex(
            index, Choose.ClearAndSelect | (Choose.NoUpdate if place else Choose.Rows)
        )
        self.scrollTo(index)

    def chosen_rows(self) -> list[int]:
        """The file rows that are chosen, be it by one cell, in the order of the screen."""
        places = [place for spot in chosen_in(self).spots if (place := self.rows.place_at(spot)) is not None]
        return [self.rows.lines.numbers[place] for place in places]

    def selectionCommand(self, index: Index, event: QEvent | None = None) -> QItemSelectionModel.SelectionFlag:
        """A row's number stands for the whole row."""
        command = super().selectionCommand(index, event)
        by_rows = self._by_rows or (index.isValid() and index.column() == 0)
        return command | Choose.Rows if by_rows and command != Choose.NoUpdate else command

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._by_rows = self.columnAt(int(event.position().x())) == 0
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._by_rows = False

    def choose_whole_rows(self) -> None:
        """Of every chosen cell."""
        last = len(COLUMNS) - 1
        rows = QItemSelection()
        for part in self.selectionModel().selection().toList():
            rows.select(self.rows.index(part.top(), 0), self.rows.index(part.bottom(), last))
        self.selectionModel().select(rows, Choose.ClearAndSelect)

    def step(self, down: int, right: int) -> None:
        """To a cell beside the one that the keyboard is at, as far as there is one."""
        now, shown = self.currentIndex(), shown_in(self)
        if not now.isValid():
            return
        spot = min(max(0, now.row() + down), self.rows.rowCount() - 1)
        place = (shown.index(now.column()) if now.column() in shown else 0) + right
        column = shown[min(max(0, place), len(shown) - 1)]
        how = Choose.ClearAndSelect | (Choose.NoUpdate if column else Choose.Rows)
        self.selectionModel().setCurrentIndex(self.rows.index(spot, column), how)
        self.setFocus()

    def dataChanged(self, topLeft: Index, bottomRight: Index, roles: Sequence[int] = ()) -> None:
        """What a batch tells of its rows is painted where it is in sight: Qt paints all of the table where the last of
        them is not."""
        bottom = self.rowAt(self.viewport().height() - 1)
        if topLeft.column() > 0 and 0 <= bottom < bottomRight.row():
            bottomRight = bottomRight.sibling(max(bottom, topLeft.row()), bottomRight.column())
        super().dataChanged(topLeft, bottomRight, roles)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.scrolled.emit()
        super().wheelEvent(event)

    def _current_changed(self) -> None:
        index = self.currentIndex()
        self.viewport().update()  # the row that the keyboard is in is marked
        self.chosen.emit(self.rows.place_at(index.row()) if index.isValid() else None)

    # --- keys ---

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = Qt.KeyboardModifier.ControlModifier
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.matches(QKeySequence.StandardKey.Copy):
            self.cells.copy()
        elif event.modifiers() & control and event.key() == Key.Key_C and shift:
            self.cells.copy_whole()
        elif event.modifiers() & control and event.key() == Key.Key_D:
            self.cells.fill_down()
        elif event.key() in (Key.Key_Delete, Key.Key_Backspace):
            self.cells.clear()
        elif event.key() in (Key.Key_Return, Key.Key_Enter) and not event.modifiers() & control:
            self.step(-1 if shift else 1, 0)
        elif event.key() == Key.Key_Escape:
            self.all_wanted.emit()
        elif event.key() == Key.Key_Space and shift:
            self.choose_whole_rows()
        else:
            super().keyPressEvent(event)
        _tell_cut(self)

    def keyboardSearch(self, search: str) -> None:
        """Typing is for cells, not for finding; this is one that can't be typed into."""
        if search.strip():
            self.cells.tell_fixed()


def _cut_words(table: QTableView, index: QModelIndex) -> str:
    """What a cell says, where it has no room for it."""
    words = str(index.data() or "") if index.isValid() else ""
    cut = table.fontMetrics().horizontalAdvance(words) + CELL_ROOM > table.columnWidth(index.column())
    return words if words and cut else ""


def _tell_cut(table: QTableView) -> None:
    """A reason that has no room is told whole where the keyboard comes to it, too; a name is, once it is typed into."""
    index = table.currentIndex()
    words = _cut_words(table, index) if index.column() == REASON else ""
    spot = table.visualRect(index).bottomLeft()
    QToolTip.showText(table.viewport().mapToGlobal(spot), tip(words), table.viewport())
