"""Bugs of ours, from whichever thread they come: logged with everything, told in one sentence, once at a time."""

from __future__ import annotations

import logging
import sys
import threading
from types import TracebackType

from PySide6.QtCore import QObject, Signal

from app.errors import AppError
from app.system.incomplete import tell
from app.system.paths import APP

log = logging.getLogger(__name__)


class Faults(QObject):
    """`met`: an exception nobody expected, on the GUI thread."""

    met = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._telling = False
        self._untold: list[BaseException] = []

    def install(self) -> None:
        """Nothing that goes wrong in a slot, a timer or a thread passes silently from now on."""
        sys.excepthook = self._hook
        threading.excepthook = self._thread_hook

    def end(self) -> None:
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__

    def note(self, error: BaseException) -> None:
        """Log and tell it. A fault of the telling itself comes back to here: it would never end."""
        log.critical("fault", exc_info=error)
        if self._telling:
            self._untold.append(error)
            return
        self._telling = True
        try:
            self.met.emit(error)
        finally:
            self._telling = False
        if self._untold:
            errors = [error, *self._untold]
            self._untold.clear()
            gone = next((each for each in errors if isinstance(each, ImportError)), None)
            tell(gone or AppError("bug", type(error).__name__), APP)

    def _hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, Exception):
            self.note(error.with_traceback(trace))
        else:
            sys.__excepthook__(kind, error, trace)  # Ctrl+C, the end of the interpreter

    def _thread_hook(self, met: threading.ExceptHookArgs) -> None:
        if met.exc_value is not None and issubclass(met.exc_type, Exception):
            self.note(met.exc_value)
