"""What Windows is handed has its shape, and each system takes the bound (that it is kept: tests/app/test_reader.py)."""

import ctypes
import subprocess
import sys

from app.system import memory


def test_windows_is_handed_what_it_expects() -> None:
    assert ctypes.sizeof(memory._Limits) == 144
    assert memory._Limits.process_memory.offset == 112
    assert ctypes.sizeof(memory._Counters) == 72
    assert memory._Counters.committed.offset == 56


def test_the_system_takes_a_bound() -> None:
    command = [sys.executable, "-c", "from app.system import memory; raise SystemExit(not memory.bound(2**30))"]
    assert subprocess.run(command, timeout=60).returncode == 0
