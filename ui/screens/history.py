"""Every batch that was: who, when, which file, how it went; open, continue, undo it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from app.domain import State
from ui import text
from ui.theme import GAP, Theme
from ui.widgets.basic import Button, column, label, line
from ui.widgets.rows import ROW_ROOM

if TYPE_CHECKING:
    from app.journal import BatchInfo

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


class HistoryModel(QAbstractTableModel):
    """One line a batch, the newest first."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.batches: tuple[BatchInfo, ...] = ()

    def show_batches(self, batches: tuple[BatchInfo, ...]) -> None:
        self.beginResetModel()
        self.batches = batches
        self.endResetModel()

    def retranslate(self) -> None:
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, 8)
        if self.batches:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.batches) - 1, 8))

    def titles(self) -> list[str]:
        return [
            self.tr("Started"),
            self.tr("Who"),
            self.tr("File"),
            self.tr("Booked"),
            self.tr("Skipped"),
            self.tr("Refused"),
            self.tr("Open"),
            self.tr("Left out"),
            self.tr("State"),
        ]

    def _words(self, info: BatchInfo) -> list[str]:
        counts = info.counts
        numbers = (
            counts.get(State.BOOKED, 0),
            counts.get(State.SKIPPED, 0),
            counts.get(State.REFUSED, 0),
            info.unfinished,
            info.source.invalid,
        )
        told = [text.number(value) if value else "–" for value in numbers]
        return [text.moment(info.started), info.user, info.source.file_name, *told, self._state(info)]

    def _state(self, info: BatchInfo) -> str:
        if info.held_by:
            return self.tr("Running: %1").replace("%1", info.held_by)
        if info.unfinished:
            return self.tr("Unfinished")
        cancelled = info.counts.get(State.CANCELLED, 0)
        if cancelled:
            return self.tr("%n cancelled", "", cancelled)
        return self.tr("Finished")

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.batches)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else 9

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if index.isValid() and role == Qt.ItemDataRole.DisplayRole:
            return self._words(self.batches[index.row()])[index.column()]
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.titles()[section]
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None


class HistoryScreen(QWidget):
    """Each signal carries the chosen batch."""

    open_wanted = Signal(object)
    continue_wanted = Signal(object)
    undo_wanted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._busy = False
        self.model = HistoryModel(self)
        self.title = label("title")
        self.lead = label("muted", wrap=True)
        self.empty = label("muted", wrap=True)
        self.open = Button(theme, "eye")
        self.go_on = Button(theme, "play")
        self.undo = Button(theme, "undo-2", "danger")
        self._build_table()
        buttons = line(gap=GAP)
        for button in (self.open, self.go_on):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.undo)
        layout = column(self, margin=3 * GAP, gap=int(1.5 * GAP))
        layout.addWidget(self.title)
        layout.addWidget(self.lead)
        layout.addLayout(buttons)
        layout.addWidget(self.empty)
        layout.addWidget(self.table, 1)
        self.open.clicked.connect(self._open)
        self.go_on.clicked.connect(self._continue)
        self.undo.clicked.connect(self._undo)
        self.table.activated.connect(self._open)
        self.retranslate()
        self.show_batches(())

    def _build_table(self) -> None:
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + ROW_ROOM)
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.table.selectionModel().selectionChanged.connect(self._show_buttons)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
            self.model.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        self.title.setText(self.tr("History"))
        self.lead.setText(self.tr("Every batch of this facility on this computer. Rows are kept encrypted."))
        self.empty.setText(
            self.tr("Nothing has been booked from this computer yet. Sign in, load a sheet, press Start.")
        )
        self.open.say(self.tr("Open"), self.tr("Show its rows and what became of each"))
        self.go_on.say(self.tr("Continue"), self.tr("Send what is left; no workbook is needed"))
        self.undo.say(self.tr("Undo batch…"), self.tr("Cancel every appointment this batch booked"))
        self.table.setAccessibleName(self.title.text())

    def show_batches(self, batches: tuple[BatchInfo, ...]) -> None:
        self.model.show_batches(batches)
        self.empty.setVisible(not batches)
        self.table.setVisible(bool(batches))
        if batches:
            self.table.selectRow(0)
        self._show_buttons()

    def set_busy(self, busy: bool) -> None:
        self._busy = busy
        self._show_buttons()

    @property
    def chosen(self) -> BatchInfo | None:
        rows = self.table.selectionModel().selectedRows()
        return self.model.batches[rows[0].row()] if rows else None

    def _show_buttons(self) -> None:
        info = self.chosen
        free = info is not None and not self._busy and not info.held_by
        self.open.setEnabled(free)
        self.go_on.setEnabled(free and info is not None and info.unfinished > 0)
        self.undo.setEnabled(free and info is not None and info.counts.get(State.BOOKED, 0) > 0)

    def _open(self) -> None:
        if self.open.isEnabled():
            self.open_wanted.emit(self.chosen)

    def _continue(self) -> None:
        self.continue_wanted.emit(self.chosen)

    def _undo(self) -> None:
        self.undo_wanted.emit(self.chosen)
