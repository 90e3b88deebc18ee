"""What runs, in one place: which buttons make sense, what leaving would cut off, and how it is stopped."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QObject, Signal


class Lane(StrEnum):
    """What can run beside each other; in one lane one thing at a time."""

    SHEET = "sheet"  # the sheet of the upload page and its batch; signing in, too
    SERVER = "server"  # one change on the server: for one person, on the target list, in the timetable
    MESSAGES = "messages"


class What(StrEnum):
    SIGNING_IN = "signing_in"
    LOADING = "loading"
    PREPARING = "preparing"
    RUNNING = "running"
    UNDOING = "undoing"
    BOOKING = "booking"
    MOVING = "moving"
    CANCELLING = "cancelling"
    REGISTERING = "registering"
    SAVING = "saving"
    ASKING = "asking"
    SENDING = "sending"


class UnderWay(QObject):
    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes: dict[Lane, tuple[What, Callable[[], None] | None]] = {}

    def begin(self, lane: Lane, what: What, stop: Callable[[], None] | None = None) -> None:
        """Whoever holds a lane may go on to the next thing in it. `stop`: how what runs now is stopped."""
        self._lanes[lane] = what, stop
        self.changed.emit()

    def end(self, lane: Lane) -> None:
        self._lanes.pop(lane, None)
        self.changed.emit()

    def what(self, lane: Lane) -> What | None:
        held = self._lanes.get(lane)
        return held[0] if held is not None else None

    def free(self, *lanes: Lane) -> bool:
        return not any(lane in self._lanes for lane in lanes)

    def stop(self, lane: Lane) -> None:
        """Ask what runs there to stop; its end is told by `changed`."""
        held = self._lanes.get(lane)
        if held is not None and held[1] is not None:
            held[1]()
