"""Why a key or a button does nothing now: something runs, and what it leads to must wait for its end."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QWidget

from ui.kit.notice import Notice
from ui.upload.work import Work


class NotNow(QObject):
    """Load's own key is dead while Load is: whoever presses it hears why."""

    def __init__(self, work: Work, notice: Notice, page: QWidget) -> None:
        super().__init__(page)
        self._work, self._notice = work, notice
        self._told: Callable[[], None] | None = None
        self._load = QShortcut("Ctrl+O", page, context=Qt.ShortcutContext.WindowShortcut)
        self._load.activated.connect(lambda: self.tell(self._no_load))
        work.under_way.changed.connect(self._look)
        self._look()

    def sign_out(self) -> None:
        self.tell(lambda: self._notice.tell("info", self.tr("Sign out is possible when what runs now has ended.")))

    def _no_load(self) -> None:
        words = self.tr("Another file can be opened when what runs now has ended. Stop ends it.")
        self._notice.tell("info", words)

    def tell(self, told: Callable[[], None]) -> None:
        """On every page. What a pause says is not talked over."""
        if not self._notice.waits:
            self._told = told
            self._notice.tell_wide(told)

    def _look(self) -> None:
        self._load.setEnabled(not self._work.idle)
        if self._work.idle and self._told is not None and self._notice.telling == self._told:
            self._notice.hush()
            self._told = None
