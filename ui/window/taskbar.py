"""The batch that runs, on the window's button in the taskbar."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.system.taskbar import Taskbar
from ui.upload.work import Work


class TaskbarProgress(QObject):
    def __init__(self, window: QWidget, work: Work, taskbar: Taskbar | None = None) -> None:
        super().__init__(window)
        self._run, self._taskbar = work.run, taskbar or Taskbar(int(window.winId()))
        for signal in (work.under_way.changed, work.run.changed, work.run.outcomes, work.run.held, work.run.resumed):
            signal.connect(self._show)

    def _show(self) -> None:
        run = self._run
        if run.running:
            paused = run.control.paused or run.paused is not None
            self._taskbar.show(run.progress.done, run.progress.total, paused=paused)
        else:
            self._taskbar.clear()
