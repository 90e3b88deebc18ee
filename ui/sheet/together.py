"""Files that are booked one after the other, looked at together: who stands in more than one of them is said in the one
that is open, before anything is sent."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.errors import AppError
from ui.sheet.lines import Lines
from ui.sheet.opening import OpenRequest
from ui.sheet.reading import read_beside, with_others
from ui.sheet.sheet import Sheet
from ui.sheet.waiting import Waiting

if TYPE_CHECKING:
    from app.sheets.check import Checked

Key = tuple[Path, str]  # a file and its sheet; "": its only one


def name_of(checked: Checked) -> str:
    """By which a clerk tells a sheet from the others: its file, with the sheet where the file has others."""
    path = checked.sheet.path.name
    return f"{path} · {checked.sheet.sheet}" if checked.sheet.others else path


class Together(QObject):
    """What has been read of a series: until other files come, or those that wait are forgotten. `settled`: all that can
    be read of it is known, and what it says of the open one is shown."""

    settled = Signal()

    def __init__(self, sheet: Sheet, waiting: Waiting, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sheet, self._waiting = sheet, waiting
        self._read: dict[Key, Checked] = {}
        self._asked: set[Key] = set()
        self._keys: dict[Key, Key] = {}  # as it was asked for -> as it was read
        self._at_work = 0  # files that are being read, and comparings
        sheet.loaded.connect(self._follow)
        waiting.changed.connect(self._follow)

    @property
    def is_settled(self) -> bool:
        return not self._at_work

    @property
    def ahead(self) -> list[Checked]:
        """Those that wait, in their order, as far as they could be read."""
        keys = [(request.path, request.sheet or "") for request in self._waiting.requests]
        return [self._read[self._keys[key]] for key in keys if key in self._keys]

    def of(self, request: OpenRequest) -> Checked | None:
        """One that waits, as it was read; None where it could not be."""
        key = self._keys.get((request.path, request.sheet or ""))
        return None if key is None else self._read.get(key)

    @property
    def all(self) -> list[Checked]:
        """Each as it was read, before any other was known."""
        return list(self._read.values())

    def _follow(self) -> None:
        """The open one is known as it was read; those that wait are read behind it."""
        lines, path = self._sheet.lines, self._sheet.path
        checked = lines.checked
        if checked is None or path is None or lines.batch is not None:
            return
        now = (path, checked.sheet.sheet)
        if not self._waiting.requests and not {now, (path, "")} & self._asked:
            for known in (self._read, self._asked, self._keys):
                known.clear()
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
        self._at_work += 1
        self._sheet.bridge.call(work, partial(self._is_read, (request.path, request.sheet or "")), self._not_read)

    def _is_read(self, asked: Key, checked: Checked) -> None:
        self._keys[asked] = read = checked.sheet.path, checked.sheet.sheet
        self._read[read] = checked
        self._compare()
        self._ended()

    def _not_read(self, _error: AppError) -> None:
        """It says so itself when it is opened; Start asks the server all the same."""
        self._ended()

    def _ended(self) -> None:
        self._at_work -= 1
        if not self._at_work:
            self.settled.emit()

    def _compare(self) -> None:
        checked = self._sheet.lines.checked
        if checked is None or self._sheet.lines.batch is not None:
            return
        others = self._others(checked)
        if others:
            work = with_others(self._sheet.lines, checked, others)
            self._at_work += 1
            self._sheet.bridge.call(work, partial(self._compared, checked), self._not_read)

    def _others(self, checked: Checked) -> Sequence[Checked]:
        now = (checked.sheet.path, checked.sheet.sheet)
        return [one for key, one in self._read.items() if key != now]

    def _compared(self, before: Checked, lines: Lines | None) -> None:
        """Where nothing was done to the sheet meanwhile; else it is compared anew."""
        if lines is not None and self._sheet.lines.checked is before:
            self._sheet.show_mended(lines)
        elif lines is not None:
            self._compare()
        self._ended()
