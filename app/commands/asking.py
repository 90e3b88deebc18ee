"""Whether somebody sits before the command, to be asked."""

from __future__ import annotations

import sys
from contextlib import suppress

import typer

from app.wording import Lang, say


def somebody_there() -> bool:
    """Whether a question would be answered. The Task Scheduler gives no standard input, or Windows' NUL, which passes
    for a terminal there."""
    if sys.stdin is None:
        return False
    with suppress(ValueError, OSError):  # closed
        return sys.stdin.isatty() and (sys.platform != "win32" or _is_console(sys.stdin.fileno()))
    return False


def _is_console(number: int) -> bool:
    if sys.platform != "win32":
        return False
    import ctypes
    import msvcrt

    mode = ctypes.c_ulong()
    return bool(ctypes.windll.kernel32.GetConsoleMode(msvcrt.get_osfhandle(number), ctypes.byref(mode)))


def typed_line() -> str:
    """What comes by standard input; "" where there is none."""
    return "" if sys.stdin is None else sys.stdin.readline().rstrip("\r\n")


def must_agree(lang: Lang) -> None:
    """Raises typer.Abort unless the answer is yes."""
    typer.confirm(say("go_on_question", lang), abort=True, err=True)
