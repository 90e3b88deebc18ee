"""Windows is asked to wait with shutting down, and shows why (ShutdownBlockReasonCreate, winuser.h). Elsewhere the
session's manager alone is asked, which Qt does."""

from __future__ import annotations

import sys


def hold_back(window: int, reason: str) -> None:
    """`window`: the handle of the window that asks; from its own thread. The reason is shown to whoever shuts down."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.ShutdownBlockReasonCreate(window, ctypes.c_wchar_p(reason))


def let_go(window: int) -> None:
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.ShutdownBlockReasonDestroy(window)
