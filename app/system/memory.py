"""A bound on the memory that this process may take: a table that needs more costs a sentence, not the computer."""

from __future__ import annotations

import ctypes
import os
import sys
from contextlib import suppress
from pathlib import Path

EXTENDED_LIMITS, PROCESS_MEMORY = 9, 0x100  # JobObjectExtendedLimitInformation, JOB_OBJECT_LIMIT_PROCESS_MEMORY
_size, _word, _number = ctypes.c_size_t, ctypes.c_uint32, ctypes.c_int64


class _Limits(ctypes.Structure):
    """Windows' JOBOBJECT_EXTENDED_LIMIT_INFORMATION; what is not named here is not limited."""

    _fields_ = [
        ("times", _number * 2),
        ("flags", _word),
        ("working_set", _size * 2),
        ("processes", _word),
        ("affinity", _size),
        ("priorities", _word * 2),
        ("read_and_written", _number * 6),
        ("process_memory", _size),
        ("job_memory", _size),
        ("peaks", _size * 2),
    ]


class _Counters(ctypes.Structure):
    """Windows' PROCESS_MEMORY_COUNTERS; `committed` is its PagefileUsage."""

    _fields_ = [
        ("size", _word),
        ("faults", _word),
        ("sets_and_quotas", _size * 6),
        ("committed", _size),
        ("peak", _size),
    ]


def bound(more: int) -> bool:
    """From now on this process gets at most `more` bytes beyond what it has; asked for more, Python raises MemoryError.
    Whether the system took it."""
    with suppress(OSError, ValueError):
        return _by_job(more) if sys.platform == "win32" else _by_limit(more)
    return False


def _by_limit(more: int) -> bool:
    if sys.platform != "win32":
        import resource

        used = int(Path("/proc/self/statm").read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")
        resource.setrlimit(resource.RLIMIT_AS, (used + more, used + more))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    return True


def _by_job(more: int) -> bool:
    """A job that this process alone is in. It lasts as long as the process, so its handle is never closed."""
    system = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined,unused-ignore]
    system.CreateJobObjectW.restype = system.GetCurrentProcess.restype = ctypes.c_void_p
    own, job = ctypes.c_void_p(system.GetCurrentProcess()), ctypes.c_void_p(system.CreateJobObjectW(None, None))
    counters, limits = _Counters(size=ctypes.sizeof(_Counters)), _Limits(flags=PROCESS_MEMORY)
    if not system.K32GetProcessMemoryInfo(own, ctypes.byref(counters), counters.size):
        return False
    limits.process_memory = counters.committed + more
    told = system.SetInformationJobObject(job, EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits))
    return bool(told and system.AssignProcessToJobObject(job, own))
