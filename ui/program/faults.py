"""Bugs of ours, from whichever thread they come: logged with everything, told in one sentence, once at a time."""

from __future__ import annotations

import logging
import sys
import threading
from types import TracebackType

from PySide6.QtCore import QObject, Signal

log = logging.getLogger(__name__)


class Faults(QObject):
    """`met`: an exception nobody expected, on the GUI thread."""

    met = Signal(object)

    def install(self) -> None:
        """Nothing that goes wrong in a slot, a timer or a thread passes silently from now on."""
        sys.excepthook = self._hook
        threading.excepthook = self._thread_hook

    def end(self) -> None:
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__

    def note(self, error: BaseException) -> None:
        """Log and tell it."""
        log.critical("fault", exc_info=error)
        self.met.emit(error)

    def _hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, Exception):
            self.note(error.with_traceback(trace))
        else:
            sys.__excepthook__(kind, error, trace)  # Ctrl+C, the end of the interpreter

    def _thread_hook(self, met: threading.ExceptHookArgs) -> None:
        if met.exc_value is not None and issubclass(met.exc_type, Exception):
            self.note(met.exc_value)
