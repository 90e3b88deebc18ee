"""Why a file that the program was started with does not open, while the login stands where that would be told."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from app.errors import AppError, Stopped
from app.wording import say_error
from ui.kit import text
from ui.upload.work import Work
from ui.window.window import Window


class BeforeSignIn(QObject):
    def __init__(self, window: Window, work: Work) -> None:
        super().__init__(window)
        self._window, self._told = window, False
        work.sheet.failed.connect(self._failed)
        work.sheet.loaded.connect(self._settled)
        work.session.signed_in.connect(self._settled)

    def _failed(self, error: AppError) -> None:
        if self._window.room.currentWidget() is self._window.login and not isinstance(error, Stopped):
            self._told = True
            self._window.notice.keep_telling(partial(self._tell, error))

    def _tell(self, error: AppError) -> None:
        notice = self._window.notice
        notice.tell("bad", say_error(error, text.lang()), error.detail, notice.close_word())

    def _settled(self) -> None:
        if self._told:
            self._told = False
            self._window.notice.hush()
