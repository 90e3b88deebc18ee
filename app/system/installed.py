"""Whether the program runs, for its own installer: Inno Setup's AppMutex, held as long as the process lives."""

from __future__ import annotations

import sys

from app.system.paths import APP

NAME = f"{APP}-running"  # the installer knows it by this name: resources/installer/mophic-uploader.iss
ALREADY_THERE = 183  # ERROR_ALREADY_EXISTS
_held: list[int] = []
_others: list[bool] = []


def hold() -> None:
    """For this Windows user, and for an installation for everybody. It goes with the process, however that ends."""
    if sys.platform != "win32" or _held:
        return
    import ctypes

    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    make = kernel.CreateMutexW
    make.restype = ctypes.c_void_p
    for scope in ("", "Global\\"):
        _held.append(make(None, False, ctypes.c_wchar_p(scope + NAME)))
        _others.append(ctypes.get_last_error() == ALREADY_THERE)


def others_run() -> bool:
    """Whether another program of ours ran when this one began: a window, a command, a batch. Known on Windows alone."""
    return any(_others)


def let_go() -> None:
    """It has failed and only says so: the installer may put it right meanwhile."""
    if sys.platform != "win32":
        return
    import ctypes

    while _held:
        ctypes.windll.kernel32.CloseHandle(ctypes.c_void_p(_held.pop()))


def be_one_in_the_taskbar() -> None:
    """Its windows stand under the button that the installer's icons make (AppUserModelID)."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID(ctypes.c_wchar_p(APP))
