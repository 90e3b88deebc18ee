"""Files the program was started with once more while no other sheet could come: said at once, and offered after."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from ui.kit.notice import Action, Notice
from ui.kit.text import fill
from ui.session.under_way import UnderWay


class HandedOver(QObject):
    """`wanted`: the clerk would open these files now."""

    wanted = Signal(list)  # Paths

    def __init__(self, notice: Notice, under_way: UnderWay, is_free: Callable[[], bool], parent: QObject) -> None:
        """`is_free`: whether a sheet may come now, as far as what runs goes."""
        super().__init__(parent)
        self._notice, self._is_free = notice, is_free
        self._files: list[Path] = []
        under_way.changed.connect(self._tell_again)

    def wait(self, file: Path) -> None:
        if file not in self._files:
            self._files.append(file)
        self._tell_again()

    def _tell_again(self) -> None:
        if self._files:
            self._notice.keep_telling(partial(self._tell, free=self._is_free()))

    def _tell(self, *, free: bool) -> None:
        names = ", ".join(f"“{file.name}”" for file in self._files)
        later = Action(self.tr("Do not open"), self._forget)
        if free:
            asked = QApplication.activeModalWidget() is not None
            more = self.tr("Answer first what is being asked.") if asked else ""
            words = fill(self.tr("Waits to be opened: %1"), names)
            self._notice.tell("warn", words, more, Action(self.tr("Open now"), self._open), later)
        else:
            more = self.tr("What runs here ends first; then it can be opened from this line.")
            self._notice.tell("warn", fill(self.tr("Not opened yet: %1"), names), more, None, later)

    def _open(self) -> None:
        if self._is_free():
            files = list(self._files)
            self._forget()
            self.wanted.emit(files)

    def _forget(self) -> None:
        self._files.clear()
        self._notice.hush()
