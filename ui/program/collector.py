"""Garbage is collected on the window's thread alone.

Python collects wherever the count happens to run over, on the calls' thread too. A Qt object that hangs in a cycle
would then be destroyed on a thread that is not its own, which ends the program sooner or later.
"""

from __future__ import annotations

import gc
import sys

from PySide6.QtCore import QObject, QTimer

EVERY = 1000  # ms


class Collector(QObject):
    """Takes Python's own collection over, with Python's own thresholds, until `stop`. Lives on the window's thread."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._was_on = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(EVERY)

    def look(self) -> None:
        """Collect the oldest generation that is due. While rows are being made there is nothing in them to find."""
        makes_rows = getattr(sys.modules.get("app.sheets.check"), "makes_rows", None)  # it may just be loading
        if makes_rows is not None and makes_rows():
            return
        due = [
            number
            for number, (count, most) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
            if most and count > most
        ]
        if due:
            gc.collect(due[-1])

    @staticmethod
    def settle(*_: object) -> None:
        """What is there now (modules, the window) stays as long as the program: later looks need not walk over it."""
        gc.freeze()

    def stop(self) -> None:
        self._timer.stop()
        if self._was_on:
            gc.enable()
