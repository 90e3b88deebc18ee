"""A large table is painted in a turn of the event loop of its own: what changed its rows took a turn already."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QTimer
from PySide6.QtWidgets import QTableView

from ui.sheet.model import TableModel
from ui.sheet.sheet import LARGE

WIDE = 2  # columns between the first and the last that changed, from which much of the table did
SOON = 1  # ms: what is due in 0 ms Qt does in one go with all else that waits


class PaintedApart(QObject):
    """Holds the painting of the cells until the turn after the one in which they became others."""

    def __init__(self, table: QTableView, rows: TableModel) -> None:
        super().__init__(table)
        self._rows, self._cells = rows, table.viewport()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON)
        self._soon.timeout.connect(self._paint)
        for changed in (rows.modelReset, rows.layoutChanged):
            changed.connect(self._hold)
        rows.dataChanged.connect(self._cells_changed)

    def _cells_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        """What a batch tells of its rows is painted in its columns alone: once held, all of the table is."""
        if last.column() - first.column() >= WIDE:
            self._hold()

    def _hold(self) -> None:
        if len(self._rows.lines) > LARGE and not self._soon.isActive():
            self._cells.setUpdatesEnabled(False)
            self._soon.start()

    def _paint(self) -> None:
        self._cells.setUpdatesEnabled(True)
