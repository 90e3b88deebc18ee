"""What became of a file that the program was started with, while the login stands where it would be told."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from app.errors import AppError, Stopped
from app.wording import say_error
from ui.kit import text
from ui.kit.text import fill
from ui.upload.work import Work
from ui.window.window import Window


class BeforeSignIn(QObject):
    def __init__(self, window: Window, work: Work) -> None:
        super().__init__(window)
        self._notice, self._work = window.notice, work
        self._told = False
        work.sheet.failed.connect(self._failed)
        work.sheet.loaded.connect(self._loaded)
        work.session.signed_in.connect(self._signed_in)

    def _failed(self, error: AppError) -> None:
        if not isinstance(error, Stopped):
            self._keep(partial(self._tell_failed, error))

    def _loaded(self) -> None:
        if len(self._work.sheet.lines):
            self._keep(self._tell_loaded)

    def _keep(self, tell: Callable[[], None]) -> None:
        if self._work.session.account is None:
            self._told = True
            self._notice.keep_telling(tell)

    def _tell_failed(self, error: AppError) -> None:
        self._notice.tell("bad", say_error(error, text.lang()), error.detail, self._notice.close_word())

    def _tell_loaded(self) -> None:
        path = self._work.sheet.path
        words = fill(self.tr("“%1” is open. Sign in to see its rows."), path.name if path else "")
        self._notice.tell("info", words, action=self._notice.close_word())

    def _signed_in(self) -> None:
        if self._told:
            self._told = False
            self._notice.hush()
