"""Files that are booked one after the other, looked at together: who stands in more than one of them is said in the one
that is open, before anything is sent."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from app.errors import AppError
from ui.sheet.lines import Lines
from ui.sheet.opening import OpenRequest
from ui.sheet.reading import read_beside, with_others
from ui.sheet.sheet import Sheet
from ui.sheet.waiting import Waiting

if TYPE_CHECKING:
    from app.sheets.check import Checked

Key = tuple[Path, str]  # a file and its sheet; "": its only one


class Together(QObject):
    """What has been read of a series: until other files come, or those that wait are forgotten."""

    def __init__(self, sheet: Sheet, waiting: Waiting, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sheet, self._waiting = sheet, waiting
        self._read: dict[Key, Checked] = {}
        self._asked: set[Key] = set()
        sheet.loaded.connect(self._follow)
        waiting.changed.connect(self._follow)

    def _follow(self) -> None:
        """The open one is known as it was read; those that wait are read behind it."""
        lines, path = self._sheet.lines, self._sheet.path
        checked = lines.checked
        if checked is None or path is None or lines.batch is not None:
            return
        now = (path, checked.sheet.sheet)
        if not self._waiting.requests and not {now, (path, "")} & self._asked:
            self._read.clear()
            self._asked.clear()
            return
        self._asked |= {now, (path, "")}
        self._read.setdefault(now, checked)
        for request in self._waiting.requests:
            key = (request.path, request.sheet or "")
            if key not in self._asked:
                self._asked.add(key)
                self._read_one(request)
        self._compare()

    def _read_one(self, request: OpenRequest) -> None:
        work = read_beside(self._sheet.reading, request, self._sheet.facility)
        self._sheet.bridge.call(work, self._is_read, _nothing)

    def _is_read(self, checked: Checked) -> None:
        self._read[checked.sheet.path, checked.sheet.sheet] = checked
        self._compare()

    def _compare(self) -> None:
        checked = self._sheet.lines.checked
        if checked is None or self._sheet.lines.batch is not None:
            return
        others = self._others(checked)
        if others:
            work = with_others(self._sheet.lines, checked, others)
            self._sheet.bridge.call(work, partial(self._compared, checked), _nothing)

    def _others(self, checked: Checked) -> Sequence[Checked]:
        now = (checked.sheet.path, checked.sheet.sheet)
        return [one for key, one in self._read.items() if key != now]

    def _compared(self, before: Checked, lines: Lines | None) -> None:
        """Where nothing was done to the sheet meanwhile; else it is compared anew."""
        if lines is None:
            return
        if self._sheet.lines.checked is before:
            self._sheet.show_mended(lines)
        else:
            self._compare()


def _nothing(_error: AppError | Any) -> None:
    """A file that can't be read yet says so when it is opened; Start asks the server all the same."""
