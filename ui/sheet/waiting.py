"""Files and sheets that wait to be opened, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ui.session.under_way import Lane
from ui.sheet.opening import OpenRequest
from ui.sheet.sheet import Sheet


class Waiting(QObject):
    changed = Signal()
    begun = Signal()  # other files than before

    def __init__(self, sheet: Sheet, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sheet = sheet
        self.requests: list[OpenRequest] = []
        self.taken: list[OpenRequest] = []  # of this series, opened so far

    def load(self, paths: Sequence[Path]) -> None:
        """The first at once, the others when the clerk asks for them."""
        if paths and self._sheet.under_way.free(Lane.SHEET):
            self.begun.emit()
            self.taken, self.requests = [OpenRequest(paths[0])], list(map(OpenRequest, paths[1:]))
            self._sheet.load(paths[0])
            self.changed.emit()

    def load_next(self) -> None:
        if self.requests and self._sheet.under_way.free(Lane.SHEET):
            request = self.requests.pop(0)
            self.taken.append(request)
            self._sheet.load(request.path, request.sheet)
            self.changed.emit()

    def bring_forward(self, wanted: Callable[[OpenRequest], bool]) -> bool:
        """The first of those that are wanted comes next; False: there is none."""
        place = next((place for place, request in enumerate(self.requests) if wanted(request)), None)
        if place is None:
            return False
        self.requests.insert(0, self.requests.pop(place))
        return True

    def load_sheets(self, path: Path, names: Sequence[str]) -> None:
        """Several sheets of a file: the first at once, the others before any other file that waits."""
        if names and self._sheet.under_way.free(Lane.SHEET):
            self.taken.append(OpenRequest(path, names[0]))
            self.requests[:0] = [OpenRequest(path, name) for name in names[1:]]
            self._sheet.load(path, names[0])
            self.changed.emit()

    def add_sheets(self, names: Sequence[str]) -> None:
        """Sheets of the open file, to be opened after this one."""
        if self._sheet.path is not None:
            if not self.taken:
                self.taken.append(OpenRequest(self._sheet.path))
            self.requests[:0] = [OpenRequest(self._sheet.path, name) for name in names]
            self.changed.emit()

    def has(self, path: Path, sheet: str) -> bool:
        """Whether a sheet is one of this series that was opened."""
        return any(one.path == path and one.sheet in (None, sheet) for one in self.taken)

    def drop(self) -> None:
        self.requests.clear()
        self.changed.emit()
