"""The PC is shut down, or its user signed off, while something is on its way: that is stopped as the clerk would stop
it, and the PC waits meanwhile and says why."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QSessionManager
from PySide6.QtWidgets import QApplication, QWidget

from app.system import shutdown
from ui.kit import text
from ui.kit.text import fill
from ui.session.under_way import Lane
from ui.upload.work import Work
from ui.window.leaving import Leaving


class ShuttingDown(QObject):
    def __init__(self, app: QApplication, window: QWidget, leaving: Leaving, work: Work) -> None:
        super().__init__(window)
        self._window, self._leaving, self._work = window, leaving, work
        # At once: the answer is asked for when the signal's receivers have been called.
        app.commitDataRequest.connect(self._asked, Qt.ConnectionType.DirectConnection)

    def _asked(self, manager: QSessionManager) -> None:
        """Where something runs; else the program ends as it always does."""
        if not self._leaving.on_its_way:
            return
        manager.cancel()
        shutdown.hold_back(int(self._window.winId()), self._reason())
        self._leaving.stop_and(self._ended)

    def _reason(self) -> str:
        run = self._work.run
        if Lane.SHEET in self._leaving.on_its_way and run.running:
            left = run.progress.total - run.progress.done
            return fill(self.tr("Booking appointments, %1 rows left"), text.number(left))
        return self.tr("A change is on its way to the server")

    def _ended(self) -> None:
        shutdown.let_go(int(self._window.winId()))
        self._window.close()
