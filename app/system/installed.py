"""Whether the program runs, for its own installer: Inno Setup's AppMutex, held as long as the process lives."""

from __future__ import annotations

import sys

from app.system.paths import APP

NAME = f"{APP}-running"  # the installer knows it by this name: resources/installer/mophic-uploader.iss
_held: list[object] = []


def hold() -> None:
    """For this Windows user, and for an installation for everybody. It goes with the process, however that ends."""
    if sys.platform != "win32" or _held:
        return
    import ctypes

    make = ctypes.windll.kernel32.CreateMutexW
    make.restype = ctypes.c_void_p
    for scope in ("", "Global\\"):
        _held.append(make(None, False, ctypes.c_wchar_p(scope + NAME)))


def be_one_in_the_taskbar() -> None:
    """Its windows stand under the button that the installer's icons make (AppUserModelID)."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID(ctypes.c_wchar_p(APP))
