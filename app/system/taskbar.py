"""How far a batch is, on the program's button in the taskbar of Windows (ITaskbarList3, shobjidl_core.h).

Elsewhere, and where the shell does not answer, nothing is shown and nothing is said: the window shows it, too.
"""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress
from typing import Any
from uuid import UUID

CLASS = UUID("56FDF344-FD6D-11D0-958A-006097C9A090")  # CLSID_TaskbarList
INTERFACE = UUID("EA1AFB91-9E28-4B86-90E9-9E9F8A5EEFAF")  # IID_ITaskbarList3
IN_PROCESS = 1  # CLSCTX_INPROC_SERVER
RELEASE, INIT, SET_VALUE, SET_STATE = 2, 3, 9, 10  # places in the table of the interface's functions
NOTHING, RUNNING, PAUSED = 0, 2, 8  # TBPF_NOPROGRESS, _NORMAL, _PAUSED
_FUNCTION: Any = getattr(ctypes, "WINFUNCTYPE", ctypes.CFUNCTYPE)


class Taskbar:
    """`window`: the handle of the window whose button it is."""

    def __init__(self, window: int, shell: int | None = None) -> None:
        """`shell`: an ITaskbarList3; None: that of Windows, where there is one."""
        self._window = window
        self._shell = _shell() if shell is None else shell
        self._state = NOTHING

    def show(self, done: int, total: int, *, paused: bool) -> None:
        self._set_state(PAUSED if paused else RUNNING)
        if self._shell:
            sizes = ctypes.c_void_p, ctypes.c_ulonglong, ctypes.c_ulonglong
            _call(self._shell, SET_VALUE, sizes, self._window, done, max(total, 1))

    def clear(self) -> None:
        self._set_state(NOTHING)

    def _set_state(self, state: int) -> None:
        if self._shell and state != self._state:
            self._state = state
            _call(self._shell, SET_STATE, (ctypes.c_void_p, ctypes.c_int), self._window, state)


def _call(shell: int, place: int, types: tuple[Any, ...] = (), *values: int) -> int:
    """The function at this place of a COM object's table. Returns its HRESULT, which nobody needs."""
    table = ctypes.cast(shell, ctypes.POINTER(ctypes.POINTER(ctypes.c_void_p))).contents
    function = _FUNCTION(ctypes.c_long, ctypes.c_void_p, *types)(table[place])
    return int(function(shell, *values))


def _shell() -> int:
    """0 where there is none. Asked on the window's thread, where Qt has made COM ready."""
    if sys.platform != "win32":
        return 0
    found = ctypes.c_void_p()
    with suppress(OSError, AttributeError):
        ids = [(ctypes.c_byte * 16).from_buffer_copy(one.bytes_le) for one in (CLASS, INTERFACE)]
        ctypes.windll.ole32.CoCreateInstance(ids[0], None, IN_PROCESS, ids[1], ctypes.byref(found))
        if found.value and _call(found.value, INIT) < 0:
            _call(found.value, RELEASE)
            return 0
    return found.value or 0
