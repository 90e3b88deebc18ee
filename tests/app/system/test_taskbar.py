"""The taskbar's progress: the right functions of the shell's object are called, and elsewhere nothing happens."""

from __future__ import annotations

import ctypes
import sys

import pytest

from app.system import taskbar
from app.system.taskbar import PAUSED, RUNNING, Taskbar

VALUE = taskbar._FUNCTION(ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_ulonglong, ctypes.c_ulonglong)
STATE = taskbar._FUNCTION(ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)


class Shell:
    """A COM object as the shell's lies in memory: a pointer to a table, of which only two functions may be called."""

    def __init__(self) -> None:
        self.told: list[tuple[object, ...]] = []
        self._value = VALUE(lambda _this, window, done, total: self._hear("value", window, done, total))
        self._state = STATE(lambda _this, window, state: self._hear("state", window, state))
        self._table = (ctypes.c_void_p * 21)()
        self._table[9] = ctypes.cast(self._value, ctypes.c_void_p).value
        self._table[10] = ctypes.cast(self._state, ctypes.c_void_p).value
        self._object = ctypes.c_void_p(ctypes.addressof(self._table))
        self.address = ctypes.addressof(self._object)

    def _hear(self, *what: object) -> int:
        self.told.append(what)
        return 0


def test_a_batch_runs_pauses_and_ends_on_its_button() -> None:
    shell = Shell()
    bar = Taskbar(77, shell.address)
    bar.show(0, 60, paused=False)
    bar.show(12, 60, paused=False)
    bar.show(12, 60, paused=True)
    bar.clear()
    bar.clear()
    assert shell.told == [
        ("state", 77, RUNNING),
        ("value", 77, 0, 60),
        ("value", 77, 12, 60),
        ("state", 77, PAUSED),
        ("value", 77, 12, 60),
        ("state", 77, 0),
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="there it is shown")
def test_where_there_is_no_such_taskbar_nothing_happens() -> None:
    bar = Taskbar(77)
    bar.show(1, 2, paused=False)
    bar.clear()
