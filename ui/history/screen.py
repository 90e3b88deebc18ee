"""Every batch that was: who, when, which file, how it went; open, continue, export, undo it, note something on it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFileDialog, QHeaderView, QTableView, QWidget

from app.domain.values import State
from app.errors import AppError
from app.wording import batch_name, result_name, say_error
from ui.kit import text
from ui.kit.basic import Button, column, label, line
from ui.kit.copying import copies
from ui.kit.notice import Notice
from ui.kit.table import ROW_ROOM
from ui.kit.theme import GAP, Theme

if TYPE_CHECKING:
    from app.journal.batches import BatchInfo

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
FILE, COMMENT, COLUMNS = 2, 9, 10
LONGEST = 200  # letters of a comment
NARROWEST = 80  # px of a column


class HistoryModel(QAbstractTableModel):
    """One line a batch, the newest first. `commented`: a batch, and what was typed into its comment."""

    commented = Signal(object, str)

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.batches: tuple[BatchInfo, ...] = ()

    def show_batches(self, batches: tuple[BatchInfo, ...]) -> None:
        self.beginResetModel()
        self.batches = batches
        self.endResetModel()

    def retranslate(self) -> None:
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, COLUMNS - 1)
        if self.batches:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.batches) - 1, COLUMNS - 1))

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
            self.tr("Comment"),
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
        source = info.source
        name = batch_name(source.purpose, source.file_name, text.lang())
        return [text.moment(info.started), info.user, name, *told, self._state(info), source.comment]

    def _state(self, info: BatchInfo) -> str:
        if info.held_by:
            return self.tr("Running: %1").replace("%1", info.held_by)
        if info.open:
            return self.tr("Unfinished")
        cancelled = info.counts.get(State.CANCELLED, 0)
        if cancelled:
            return self.tr("%n cancelled", "", cancelled)
        return self.tr("Finished")

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.batches)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else COLUMNS

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == COMMENT else flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Only a comment can be changed; it stands in the table when it is kept."""
        if not index.isValid() or index.column() != COMMENT or role != Qt.ItemDataRole.EditRole:
            return False
        info, words = self.batches[index.row()], str(value).strip()[:LONGEST]
        if words != info.source.comment:
            self.commented.emit(info, words)
        return True

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.ToolTipRole)
        if index.isValid() and role in shown:
            words = self._words(self.batches[index.row()])[index.column()]
            return text.tip(words) if role == Qt.ItemDataRole.ToolTipRole else words
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
    comment_wanted = Signal(object, str)
    export_wanted = Signal(object, object)  # and the Path

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._busy = False
        self.told = Notice(theme)
        self.model = HistoryModel(self)
        self.title = label("title")
        self.lead = label("muted", wrap=True)
        self.empty = label("muted", wrap=True)
        self.open = Button(theme, "eye")
        self.go_on = Button(theme, "play")
        self.comment = Button(theme, "pencil", shortcut="F2")
        self.export = Button(theme, "file-down", shortcut="Ctrl+E")
        self.undo = Button(theme, "undo-2", "danger")
        self._build_table()
        self._lay_out()
        self._wire()
        self.retranslate()
        self.show_batches(())

    def _lay_out(self) -> None:
        buttons = line(gap=GAP)
        for button in (self.open, self.go_on, self.comment, self.export):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.undo)
        layout = column(self, margin=3 * GAP, gap=int(1.5 * GAP))
        layout.addWidget(self.title)
        layout.addWidget(self.lead)
        layout.addWidget(self.told)
        layout.addLayout(buttons)
        layout.addWidget(self.empty)
        layout.addWidget(self.table, 1)
        layout.addStretch()

    def _wire(self) -> None:
        self.open.clicked.connect(self._open)
        self.go_on.clicked.connect(self._continue)
        self.comment.clicked.connect(self._comment)
        self.export.clicked.connect(self._export)
        self.undo.clicked.connect(self._undo)
        self.table.activated.connect(self._activated)
        self.model.commented.connect(self.comment_wanted)

    def _build_table(self) -> None:
        self.table = copies(QTableView())
        self.table.setModel(self.model)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + ROW_ROOM)
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(NARROWEST)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(FILE, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(COMMENT, QHeaderView.ResizeMode.Stretch)
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
        self.comment.say(self.tr("Comment"), self.tr("Note something on this batch"))
        self.export.say(self.tr("Export…"), self.tr("A workbook of its rows and their results"))
        self.undo.say(self.tr("Undo batch…"), self.tr("Cancel every appointment this batch booked"))
        self.table.setAccessibleName(self.title.text())

    def forget(self) -> None:
        """Nobody is signed in."""
        self.show_batches(())

    def show_batches(self, batches: tuple[BatchInfo, ...]) -> None:
        kept = self.chosen
        self.model.show_batches(batches)
        self.empty.setVisible(not batches)
        self.table.setVisible(bool(batches))
        numbers = [info.id for info in batches]
        if batches:
            self.table.selectRow(numbers.index(kept.id) if kept is not None and kept.id in numbers else 0)
        self._show_buttons()

    def tell_error(self, error: AppError) -> None:
        self.told.keep_telling(partial(self._tell_error, error))

    def _tell_error(self, error: AppError) -> None:
        self.told.tell("bad", say_error(error, text.lang()), error.detail)

    def tell_exported(self, path: Path) -> None:
        self.told.keep_telling(partial(self._tell_exported, path))

    def _tell_exported(self, path: Path) -> None:
        self.told.tell("good", self.tr("Saved: %1").replace("%1", str(path)))

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
        self.comment.setEnabled(info is not None)
        self.export.setEnabled(info is not None)
        self.go_on.setEnabled(free and info is not None and info.open)
        self.undo.setEnabled(free and info is not None and info.counts.get(State.BOOKED, 0) > 0)

    def _open(self) -> None:
        if self.open.isEnabled():
            self.open_wanted.emit(self.chosen)

    def _activated(self, index: QModelIndex) -> None:
        """Enter opens a batch; on its comment it is typed into."""
        if index.column() != COMMENT:
            self._open()

    def _comment(self) -> None:
        rows = self.table.selectionModel().selectedRows(COMMENT)
        if rows:
            self.table.setCurrentIndex(rows[0])
            self.table.edit(rows[0])

    def _export(self) -> None:
        if (info := self.chosen) is None:
            return
        name = result_name(batch_name(info.source.purpose, info.source.file_name, text.lang()), text.lang())
        path, _ = QFileDialog.getSaveFileName(self, self.export.toolTip(), name, "Excel (*.xlsx)")
        if path:
            self.told.hide()
            self.export_wanted.emit(info, Path(path))

    def _continue(self) -> None:
        self.continue_wanted.emit(self.chosen)

    def _undo(self) -> None:
        self.undo_wanted.emit(self.chosen)
