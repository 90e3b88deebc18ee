"""The one place where the worker's thread meets Qt. Everything it hands on arrives on the GUI thread."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Coroutine
from concurrent.futures import CancelledError, Future
from functools import partial
from typing import Any, NamedTuple, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from app.errors import AppError
from app.system.incomplete import of_import
from app.worker import Worker

EVERY = 50  # ms; a thousand outcomes fetched at once cost a few ms, a signal a row many times that
MOST = 300  # events of a run handed on at once: the window answers between

T = TypeVar("T")
Done = Callable[[Any], None]
Failed = Callable[[AppError], None]
Emit = Callable[[Any], None]  # safe from any thread
Told = Callable[[list[Any]], None]


class Bridge(QObject):
    """`fault`: an exception that is a bug of ours."""

    fault = Signal(object)

    def __init__(self, worker: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.worker = worker
        self._ended: deque[_Answer] = deque()
        self._runs: list[_Run] = []
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.fetch)
        self._timer.start()

    def call(self, work: Coroutine[Any, Any, Any], done: Done, failed: Failed) -> Future[Any]:
        """Run it on the worker; one of the two is called on the GUI thread, or none where it was cancelled."""
        return self._submit(work, done, failed, None)

    def _submit(self, work: Coroutine[Any, Any, Any], done: Done, failed: Failed, run: _Run | None) -> Future[Any]:
        future = self.worker.submit(work)
        future.add_done_callback(_Ended(self._ended, done, failed, run))
        return future

    def run(self, work: Callable[[Emit], Coroutine[Any, Any, T]], told: Told, done: Done, failed: Failed) -> Future[T]:
        """`call` for work that tells of its progress: `told` hears what is emitted in this run alone, oldest first,
        many at a time, and all of it before one of the two is called."""
        run = _Run(told)
        self._runs.append(run)
        ended, not_done = partial(self._run_ended, run, done), partial(self._run_ended, run, failed)
        return self._submit(work(run.emit), ended, not_done, run)

    def _run_ended(self, run: _Run, then: Done, answer: Any) -> None:
        self._runs.remove(run)
        then(answer)

    def fetch(self) -> None:
        """Hand on what has come since the last time."""
        for run in tuple(self._runs):
            run.tell()
        for _ in range(len(self._ended)):
            answer = self._ended.popleft()
            if answer.run is not None and answer.run.tell():
                self._ended.append(answer)  # what it told comes first
            else:
                self._deliver(answer.future, answer.done, answer.failed)

    def stop(self) -> None:
        self._timer.stop()

    def _deliver(self, future: Future[Any], done: Done, failed: Failed) -> None:
        try:
            result = future.result()
        except CancelledError:
            return
        except AppError as error:
            failed(error)
        except ImportError as error:  # a file of the program is gone
            failed(of_import(error))
        except Exception as error:
            self.fault.emit(error)
            failed(AppError("bug", type(error).__name__))
        else:
            done(result)


class _Run:
    """What one run has emitted and nobody has heard yet."""

    def __init__(self, told: Told) -> None:
        self._told = told
        self._events: deque[Any] = deque()

    def emit(self, event: Any) -> None:
        self._events.append(event)

    def tell(self) -> bool:
        """Hand on what has come, as much as the window takes at once; whether there is more."""
        if events := [self._events.popleft() for _ in range(min(len(self._events), MOST))]:
            self._told(events)
        return bool(self._events)


class _Answer(NamedTuple):
    """What a future came to, and who is to hear it; `run`: whose events come before."""

    future: Future[Any]
    done: Done
    failed: Failed
    run: _Run | None


class _Ended:
    """Called on the worker's thread when a future ends: only notes it."""

    def __init__(self, ended: deque[_Answer], done: Done, failed: Failed, run: _Run | None) -> None:
        self._ended, self._done, self._failed, self._run = ended, done, failed, run

    def __call__(self, future: Future[Any]) -> None:
        self._ended.append(_Answer(future, self._done, self._failed, self._run))
