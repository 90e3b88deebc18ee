"""Nothing came of opening another sheet: what stood stays, and what was told of it is told again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from app.errors import AppError, Stopped
from app.wording import say_error
from ui.kit import text
from ui.kit.notice import Notice
from ui.kit.text import fill
from ui.upload.work import Work


class Stays(QObject):
    def __init__(self, work: Work, notice: Notice, parent: QObject) -> None:
        super().__init__(parent)
        self._sheet, self._notice = work.sheet, notice
        self._told: Callable[[], None] | None = None  # before another sheet was looked for
        work.sheet.loaded.connect(self._loaded)
        work.sheet.stayed.connect(self._stayed)
        work.sheet.failed.connect(self._failed)

    def note(self, *, loads: bool) -> None:
        """What is told now is about to be hushed. `loads`: for a sheet that is looked for."""
        if self._notice.telling is not None:
            self._told = self._notice.telling if loads else None

    def _loaded(self) -> None:
        self._told = None

    def _stayed(self) -> None:
        if self._told is not None:
            self._notice.keep_telling(self._told)

    def _failed(self, error: AppError) -> None:
        if not isinstance(error, Stopped):
            self._notice.keep_telling(partial(self._tell_failed, error, self._sheet.wanted))

    def _tell_failed(self, error: AppError, name: str) -> None:
        """That another sheet still stands below must not be taken for the one that was wanted."""
        words = say_error(error, text.lang())
        if name and name not in words:
            words = f"“{name}”: {words}"
        if self._sheet.path is not None and len(self._sheet.lines):
            words += " " + fill(self.tr("“%1” stays open."), self._sheet.path.name)
        self._notice.tell("bad", words, error.detail)
