"""What a run that nobody watched left to a person: said at the window's start, until it was read."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from app.system import attention
from app.system.attention import Attention
from app.system.paths import DataDir
from app.wording import say
from ui.kit import text
from ui.kit.notice import Action, Notice


class LeftAlone(QObject):
    """`history_wanted`: the clerk wants to see that run."""

    history_wanted = Signal()

    def __init__(self, notice: Notice, data: DataDir, parent: QObject) -> None:
        super().__init__(parent)
        self._notice, self._data = notice, data

    def look(self) -> None:
        if (note := attention.waiting(self._data)) is not None:
            self._notice.keep_telling(partial(self._tell, note))

    def _tell(self, note: Attention) -> None:
        words = say(note.code, text.lang(), at=text.moment(note.at), rows=note.rows)
        show = Action(self.tr("Open the history"), self._show)
        self._notice.tell("warn", words, action=show, second=Action(self.tr("Close"), self._read))

    def _show(self) -> None:
        self._read()
        self.history_wanted.emit()

    def _read(self) -> None:
        attention.told(self._data)
        self._notice.hush()
