"""Putting people on the target list, as the page that asks for it knows it: one object a page.

`app.people.targets` is imported when it is used, on purpose: the upload page stands before the core is loaded.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from ui.bridge import Bridge
from ui.session.calls import Calls
from ui.session.sites import Sites
from ui.session.under_way import UnderWay, What

if TYPE_CHECKING:
    from app.booking.control import Control
    from app.booking.desk import Desk
    from app.people.targets import NewPerson, Registered
    from app.sheets.check import Checked
    from ui.bridge import Emit


class Registering(QObject):
    """Every method returns at once; what comes of it is told by a signal, on the GUI thread."""

    readable = Signal(object, object)  # people and problems of a sheet
    unreadable = Signal(object)  # AppError
    progress = Signal(int, int)  # people done, of how many
    registered = Signal(object)  # tuple of Registered
    failed = Signal(object)  # AppError: how far it came is not known

    def __init__(self, sites: Sites, under_way: UnderWay, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.calls, self._bridge = Calls(sites, under_way, bridge, self), bridge
        self._done = self._of = 0

    def read_people(self, checked: Checked, only: Sequence[int]) -> None:
        """The sheet's people as the target list wants them: told by `readable`."""
        from app.people import targets

        reading = asyncio.to_thread(targets.people_of_checked, checked, only)
        self._bridge.call(reading, lambda both: self.readable.emit(*both), self.unreadable.emit)

    def register(self, people: Sequence[NewPerson], at: Desk | None = None) -> None:
        """`at`: not the chosen place but this one."""
        from app.people import targets

        def work(desk: Desk, control: Control, emit: Emit) -> Any:
            return targets.register(desk, people, emit, control)

        self._done, self._of = 0, len(people)
        self.calls.change(What.REGISTERING, work, self.registered.emit, self.failed.emit, told=self._one, at=at)

    def _one(self, _registered: Registered) -> None:
        self._done += 1
        self.progress.emit(self._done, self._of)
