"""The table itself: widths, keys, copying, and following the running row until the clerk scrolls."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView

from ui.columns import COLUMNS, STATUS
from ui.table import TableModel
from ui.theme import Theme
from ui.widgets.delegates import StatusDelegate

CELL_ROOM = 22  # px beside the letters
STATUS_ROOM = 62  # the pill's icon and rounding, too
ROW_ROOM = 16  # px above and below the letters together: Thai marks stand high and low


class Rows(QTableView):
    """`chosen`: the place of the current row among the lines, or None. `scrolled`: the clerk took over."""

    chosen = Signal(object)
    scrolled = Signal()

    def __init__(self, theme: Theme, model: TableModel) -> None:
        super().__init__()
        self.rows = model
        self.setModel(model)
        self.setItemDelegateForColumn(STATUS, StatusDelegate(theme, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSortingEnabled(True)
        self.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + ROW_ROOM)
        self._set_up_header()
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu)
        self.selectionModel().currentRowChanged.connect(self._current_changed)
        self.verticalScrollBar().actionTriggered.connect(self.scrolled)
        self.retranslate()

    def _set_up_header(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(52)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._choose_columns)
        metrics = self.fontMetrics()
        for place, column in enumerate(COLUMNS):
            if column.stretches:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
            else:
                room = STATUS_ROOM if place == STATUS else CELL_ROOM
                self.setColumnWidth(place, max(map(metrics.horizontalAdvance, column.samples)) + room)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Rows of the sheet"))
        self.rows.retranslate()

    # --- choosing and following ---

    def go_to(self, spot: int) -> None:
        """Bring a row of the screen into view without choosing it."""
        self.scrollTo(self.rows.index(spot, 0), QAbstractItemView.ScrollHint.PositionAtCenter)

    def choose(self, spot: int) -> None:
        index = self.rows.index(spot, 0)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.scrolled.emit()
        super().wheelEvent(event)

    def _current_changed(self) -> None:
        index = self.currentIndex()
        self.chosen.emit(self.rows.place_at(index.row()) if index.isValid() else None)

    # --- copying and columns ---

    def copy(self) -> None:
        """The chosen rows as text with tabs; ids stay masked."""
        spots = sorted(index.row() for index in self.selectionModel().selectedRows())
        shown = [place for place in range(len(COLUMNS)) if not self.isColumnHidden(place)]
        rows = ["\t".join(str(self.rows.index(spot, place).data()) for place in shown) for spot in spots]
        QGuiApplication.clipboard().setText("\n".join(rows))

    def keyPressEvent(self, event: QEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):  # type: ignore[attr-defined]
            self.copy()
            return
        super().keyPressEvent(event)  # type: ignore[arg-type]

    def _menu(self, point: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copy = menu.addAction(self.tr("Copy"))
        copy.setShortcut(QKeySequence.StandardKey.Copy)
        copy.triggered.connect(self.copy)
        everything = menu.addAction(self.tr("Select all"))
        everything.setShortcut(QKeySequence.StandardKey.SelectAll)
        everything.triggered.connect(self.selectAll)
        menu.popup(self.viewport().mapToGlobal(point))

    def _choose_columns(self, point: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for place, column in enumerate(COLUMNS):
            action = menu.addAction(column.title())
            action.setCheckable(True)
            action.setChecked(not self.isColumnHidden(place))
            action.setEnabled(place not in (0, STATUS))  # a table without them tells nothing
            action.setData(place)
        menu.triggered.connect(self._column_toggled)
        menu.popup(self.horizontalHeader().mapToGlobal(point))

    def _column_toggled(self, action: object) -> None:
        place = action.data()  # type: ignore[attr-defined]
        self.setColumnHidden(place, not self.isColumnHidden(place))
