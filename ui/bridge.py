"""The one place where the worker's thread meets Qt. Everything it hands on arrives on the GUI thread."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Coroutine
from concurrent.futures import CancelledError, Future
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.errors import AppError
from app.worker import Worker

EVERY = 50  # ms; 20,000 outcomes fetched at once cost a few ms, a signal a row many times that

Done = Callable[[Any], None]
Failed = Callable[[AppError], None]


class Bridge(QObject):
    """`events`: a list of `app.events`, oldest first. `fault`: an exception that is a bug of ours."""

    events = Signal(list)
    fault = Signal(object)

    def __init__(self, worker: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.worker = worker
        self._ended: deque[tuple[Future[Any], Done, Failed]] = deque()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.fetch)
        self._timer.start()

    def call(self, work: Coroutine[Any, Any, Any], done: Done, failed: Failed) -> Future[Any]:
        """Run it on the worker; one of the two is called on the GUI thread, or none where it was cancelled."""
        future = self.worker.submit(work)
        future.add_done_callback(_Ended(self._ended, done, failed))
        return future

    def do(self, function: Callable[[], Any], done: Done, failed: Failed) -> Future[Any]:
        """A plain function, on the worker's thread: the journal lives there."""

        async def work() -> Any:
            return function()

        return self.call(work(), done, failed)

    def fetch(self) -> None:
        """Hand on what has come since the last time."""
        if events := self.worker.drain():
            self.events.emit(events)
        for _ in range(len(self._ended)):
            self._deliver(*self._ended.popleft())

    def stop(self) -> None:
        self._timer.stop()

    def _deliver(self, future: Future[Any], done: Done, failed: Failed) -> None:
        try:
            result = future.result()
        except CancelledError:
            return
        except AppError as error:
            failed(error)
        except Exception as error:
            self.fault.emit(error)
            failed(AppError("bug", type(error).__name__))
        else:
            done(result)


class _Ended:
    """Called on the worker's thread when a future ends: only notes it."""

    def __init__(self, ended: deque[tuple[Future[Any], Done, Failed]], done: Done, failed: Failed) -> None:
        self._ended, self._done, self._failed = ended, done, failed

    def __call__(self, future: Future[Any]) -> None:
        self._ended.append((future, self._done, self._failed))
