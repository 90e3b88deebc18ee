"""A run waits until the server shows what was sent, or shows no more what was given back: what for, why and how long,
with the seconds counted down. Without it a clerk takes the window for hung."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer

from app.clock import ticks
from app.events import Waiting
from ui.kit import text
from ui.kit.notice import Notice
from ui.kit.text import fill
from ui.upload.run import Run

WORTH_TELLING = 3  # seconds


class Waits(QObject):
    def __init__(self, run: Run, notice: Notice, parent: QObject) -> None:
        super().__init__(parent)
        self._run, self._notice = run, notice
        self._now: Waiting | None = None
        self._until = 0.0  # of `clock.ticks`
        self._clock = QTimer(self)
        self._clock.setInterval(1000)
        self._clock.timeout.connect(partial(notice.keep_telling, self._tell))
        run.waits.connect(self._begin)
        run.phase.connect(self._phase)
        for other in (run.held, run.finished, run.failed):  # they say something of their own
            other.connect(self._forget)

    def _begin(self, waiting: Waiting) -> None:
        if self._now is None and waiting.seconds < WORTH_TELLING:
            return
        self._now, self._until = waiting, ticks() + waiting.seconds
        self._notice.keep_telling(self._tell)
        self._clock.start()

    def _phase(self, name: str) -> None:
        """Each look at what is in doubt is of the same wait."""
        if self._now is not None and name != "settling":
            self._forget()
            if self._notice.telling == self._tell:
                self._notice.hush()

    def _forget(self, *_why: object) -> None:
        self._clock.stop()
        self._now = None

    def _tell(self) -> None:
        if (now := self._now) is None:
            return
        rows, left = len(now.rows), text.countdown(self._until - ticks())
        if now.leaving:
            words = self.tr("%n cancellation(s) were sent. Now it is made sure that they are done.", "", rows)
            why = self.tr(
                "The server may go on showing an appointment for a while: it counts as cancelled once it is still gone "
                "later. %1 more at most. Nothing is sent again, and nothing has to be done here."
            )
        else:
            words = self.tr("The server does not show %n row(s) yet.", "", rows)
            why = self.tr(
                "It may be late, so they are looked for again: %1 more at most. Nothing is sent for them meanwhile, "
                "and nothing has to be done here."
            )
        self._notice.tell("info", words, fill(why, left))
