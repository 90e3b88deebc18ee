"""The PC does not fall asleep while a batch runs, nor wakes late from a wait. The screen may sleep."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

TICK = 1  # ms; Windows' own of 15.6 would let a call miss its place (LATE, app/journal/office_pace.py) time and again
_CONTINUOUS, _SYSTEM_REQUIRED = 0x80000000, 0x00000001  # SetThreadExecutionState, winbase.h


@contextmanager
def awake(reason: str) -> Iterator[None]:
    """Keep the system awake inside the block; where that can't be asked for, the batch runs all the same."""
    if sys.platform == "win32":
        import ctypes

        keep, timers = ctypes.windll.kernel32.SetThreadExecutionState, ctypes.windll.winmm
        keep(_CONTINUOUS | _SYSTEM_REQUIRED)
        timers.timeBeginPeriod(TICK)
        try:
            yield
        finally:
            timers.timeEndPeriod(TICK)
            keep(_CONTINUOUS)
    elif sys.platform.startswith("linux") and (inhibit := shutil.which("systemd-inhibit")):
        command = [inhibit, "--what=idle:sleep", f"--why={reason}", "sleep", "infinity"]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            yield
        finally:
            process.terminate()
            process.wait()
    else:
        yield
