"""One window a data folder, and one to practise in beside it: a second start of the same kind hands its file over,
raises the first window, and ends.

A lock file and a note beside it instead of a local socket: Qt's network library stays out of the built program.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, QTimer, Signal

LOOK_EVERY = 200  # ms between two looks for a note
ANSWER_WITHIN = 3.0  # seconds; a window that does not take the note by then hangs, or its lock is a leftover


class Instance(QObject):
    """`called`: somebody started the program again; the path of the file it was started with, or ""."""

    called = Signal(str)

    def __init__(self, folder: Path, parent: QObject | None = None, *, practice: bool = False) -> None:
        """`practice`: who wants to practise is not to be led into a window where real people are booked."""
        super().__init__(parent)
        name = "practice-window" if practice else "window"
        self._note = folder / f"{name}.call"
        self._lock = QLockFile(str(folder / f"{name}.lock"))
        self._lock.setStaleLockTime(0)  # a lock goes by its process alone, however long the window stands
        self._deaf = False  # somebody else holds the lock and does not listen
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY)
        self._timer.timeout.connect(self._look)

    def is_first(self, file: str = "", *, answer_within: float = ANSWER_WITHIN) -> bool:
        """Whether this process shall open the window. False: the one that stands has taken the note.

        A folder that can't be written to gives no lock, and stops nobody. Nor does a lock whose window takes no note:
        this one then listens in its place, or each later start would open one more.
        """
        free = self._lock.tryLock(0) or self._lock.error() is not QLockFile.LockError.LockFailedError
        if not free and self._hand_over(file, answer_within):
            return False
        self._deaf = not free
        with suppress(OSError):
            self._note.unlink(missing_ok=True)
        self._timer.start()
        return True

    def _hand_over(self, file: str, seconds: float) -> bool:
        """Several files opened at once in Explorer are several starts: each waits until its own note is taken."""
        _let_the_other_come_to_the_front()
        new = self._note.with_suffix(f".{os.getpid()}.{threading.get_ident()}.new")
        end = time.monotonic() + seconds
        try:
            new.write_text(file, encoding="utf-8")
            while not _put(new, self._note):  # another start's note is not taken yet
                if _is_over(end):
                    return False
            while _stands(new, self._note):
                if _is_over(end):
                    self._note.unlink(missing_ok=True)
                    return False
        except OSError:
            return False
        finally:
            with suppress(OSError):
                new.unlink(missing_ok=True)
        return True

    def _look(self) -> None:
        if self._deaf and self._lock.tryLock(0):  # who held it is gone
            self._deaf = False
        try:
            file = self._note.read_text(encoding="utf-8")
            self._note.unlink()
        except (OSError, ValueError):  # none there, which is the rule
            return
        self.called.emit(file)

    def end(self) -> None:
        self._timer.stop()
        self._lock.unlock()


def _put(new: Path, note: Path) -> bool:
    """False: there is a note already. It is never half written."""
    try:
        os.link(new, note)
    except FileExistsError:
        return False
    except OSError:  # a disk that knows no links
        if note.exists():
            return False
        new.replace(note)
    return True


def _stands(new: Path, note: Path) -> bool:
    """Whether that note is the one that was put there as `new`."""
    try:
        return note.exists() and (not new.exists() or note.samefile(new))
    except FileNotFoundError:  # taken this very moment
        return False


def _is_over(end: float) -> bool:
    """A moment later, whether the time is over."""
    time.sleep(LOOK_EVERY / 4000)
    return time.monotonic() > end


def _let_the_other_come_to_the_front() -> None:
    """Windows lets only the process the user has just started give the foreground away."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(-1)  # ASFW_ANY
