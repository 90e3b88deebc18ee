"""The PC does not fall asleep while a batch runs. The screen may."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_CONTINUOUS, _SYSTEM_REQUIRED = 0x80000000, 0x00000001  # SetThreadExecutionState, winbase.h


@contextmanager
def awake(reason: str) -> Iterator[None]:
    """Keep the system awake inside the block; where that can't be asked for, the batch runs all the same."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.kernel32.SetThreadExecutionState(_CONTINUOUS | _SYSTEM_REQUIRED)
        try:
            yield
        finally:
            ctypes.windll.kernel32.SetThreadExecutionState(_CONTINUOUS)
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
