"""Tables of the window: a column is an object, one model shows any list, one function makes it a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ui.kit import text
from ui.kit.copying import copies

LOW_ROOM = 5  # the same where the screen is low: as much as the marks need
ROW_ROOM = 12  # px above and below the letters together: Thai marks stand high and low
CELL_ROOM = 28  # px beside the letters
NARROWEST = 48  # px of a column that is as wide as what it shows

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
Role = Qt.ItemDataRole
Resize = QHeaderView.ResizeMode
Table = TypeVar("Table", bound=QTableView)

Show = Callable[[Sequence[Any], int], str]


@dataclass(frozen=True)
class Column:
    """`show` gets the items and a place among them."""

    name: str
    title: Callable[[], str]
    show: Show
    samples: tuple[str, ...] = ()  # the longest it will show, in either language; none: as wide as what it shows
    stretches: bool = False
    tip: Show | None = None
    typed: Callable[[Any, str], None] | None = None  # a cell can be typed into: hears what was typed


class ListModel(QAbstractTableModel):
    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = columns
        self.items: Sequence[Any] = ()

    def show(self, items: Sequence[Any], *, anew: bool = True) -> None:
        """Not `anew`: the same ones, as they stand now; what is chosen stays."""
        if anew or len(items) != len(self.items):
            self.beginResetModel()
            self.items = items
            self.endResetModel()
        else:
            self.items = items
            self.retranslate()

    def retranslate(self) -> None:
        last = len(self.columns) - 1
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last)
        if self.items:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.items) - 1, last))

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.items)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        typed = index.isValid() and self.columns[index.column()].typed is not None
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable if typed else super().flags(index)

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        """What was typed stands in the table when it is kept."""
        typed = self.columns[index.column()].typed if index.isValid() else None
        if typed is None or role != Role.EditRole:
            return False
        typed(self.items[index.row()], str(value))
        return True

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        if role in (Role.DisplayRole, Role.EditRole):
            return column.show(self.items, index.row())
        if role == Role.ToolTipRole and column.tip is not None:
            return text.tip(column.tip(self.items, index.row()))
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Role.DisplayRole:
            return self.columns[section].title()
        if role == Role.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None


def numbers(_items: Sequence[Any], place: int) -> str:
    """What a column of running numbers shows."""
    return text.number(place + 1)


class _Following(QObject):
    """Rows and columns of a table follow its letters."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table, self._points = table, table.font().pointSizeF()
        self._room = ROW_ROOM
        self.follow()

    def pack(self, low: bool) -> None:
        self._room = LOW_ROOM if low else ROW_ROOM
        self.follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FontChange:
            self.follow()
        return False

    def follow(self) -> None:
        table, points = self._table, self._table.font().pointSizeF()
        table.verticalHeader().setMinimumSectionSize(1)  # Qt's own is of the letters before
        table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + self._room)
        if points != self._points:
            for column in range(table.model().columnCount() if table.model() else 0):
                table.setColumnWidth(column, round(table.columnWidth(column) * points / self._points))
            self._points = points


def fit_rows(table: QTableView) -> Callable[[bool], None]:
    """Rows as high and columns as wide as the letters need, whatever size those are set to. What is given back packs
    the rows closer where the screen is low."""
    following = _Following(table)
    table.installEventFilter(following)
    return following.pack


def plain_headings(table: QTableView) -> None:
    """Headings that care for nothing that is chosen. By the table's own selection they look, at each painting, whether
    every column is chosen whole: cell by cell, for seconds where all of a large sheet is chosen."""
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setSelectionModel(QItemSelectionModel(table.model(), header))


def plain_table(table: Table, model: ListModel, *, several: bool = False, room: int = CELL_ROOM) -> Table:
    """Whole rows, one at a time or `several`; Tab goes past it, Ctrl+C copies the chosen rows. `room`: px beside the
    letters of a cell."""
    copies(table).setModel(model)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    if not several:
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    fit_rows(table)
    plain_headings(table)
    header, wide = table.horizontalHeader(), table.fontMetrics().horizontalAdvance
    header.setMinimumSectionSize(NARROWEST)
    for place, column in enumerate(model.columns):
        if column.samples:
            table.setColumnWidth(place, max(map(wide, column.samples)) + room)
        else:
            header.setSectionResizeMode(place, Resize.Stretch if column.stretches else Resize.ResizeToContents)
    return table
