"""How long ago something was, whatever somebody does to the computer's clock.

A wall clock is set by people and by time servers, often just when the network comes back, so no wait is counted on it.
Ticks only go forward, also while the computer sleeps, but begin anew when it starts: beside them stands which start
they belong to. Two moments of different starts can't be compared, and whoever asks is told so.
"""

from __future__ import annotations

import ctypes
import math
import secrets
import sys
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time, fit to be kept on disk."""

    wall: float  # seconds since 1970: for people to read, never to count with
    boot: str  # the start of the computer that `ticks` count from
    ticks: float  # seconds

    def __str__(self) -> str:
        return f"{self.wall!r} {self.boot} {self.ticks!r}"

    @classmethod
    def of(cls, text: str) -> Moment | None:
        """What `str` wrote; None for anything else."""
        try:
            wall, boot, ticks = text.split(" ")
            moment = cls(float(wall), boot, float(ticks))
        except ValueError:
            return None
        return moment if math.isfinite(moment.wall) and math.isfinite(moment.ticks) else None

    def until(self, later: Moment) -> float | None:
        """Seconds between the two. None: they can't be compared (another start of the computer, or the wrong order)."""
        passed = later.ticks - self.ticks
        return passed if self.boot == later.boot and passed >= 0 else None


def now() -> Moment:
    return Moment(time.time(), boot_id(), ticks())


def since(moment: Moment) -> float | None:
    """Seconds from then until now. None: it can't be compared."""
    return moment.until(now())


def ticks() -> float:
    """Seconds of a clock that nobody sets, the same for all processes, going on while the computer sleeps.

    Linux: CLOCK_BOOTTIME. Windows: QueryPerformanceCounter, which counts "the time when the machine was in a sleep
    state such as standby, hibernate, or connected standby" too (its documentation). macOS: CLOCK_MONOTONIC, likewise.
    """
    if sys.platform == "win32":
        return time.perf_counter()
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


@cache
def boot_id() -> str:
    """Names this start of the computer. Where the system does not tell, it names this process: nothing that another
    process wrote can then be compared, so waits are longer, never shorter."""
    return _told_boot() or f"process-{secrets.token_hex(8)}"


def _told_boot() -> str:
    if sys.platform == "win32":
        return _windows_boot()
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        return ""


class _TimeOfDay(ctypes.Structure):
    """SYSTEM_TIMEOFDAY_INFORMATION, in 100 ns."""

    _fields_ = (
        ("boot_time", ctypes.c_int64),
        ("current_time", ctypes.c_int64),
        ("zone_bias", ctypes.c_int64),
        ("zone_id", ctypes.c_uint32),
        ("reserved", ctypes.c_uint32),
        ("boot_time_bias", ctypes.c_int64),
        ("sleep_time_bias", ctypes.c_int64),
    )


def _windows_boot() -> str:
    """When Windows was started, by its own clock of then: setting the clock moves time and bias alike. Should a
    version of Windows do otherwise, moments of before can't be compared, which is the safe side."""
    told = _TimeOfDay()
    try:
        query = ctypes.WinDLL("ntdll").NtQuerySystemInformation  # type: ignore[attr-defined,unused-ignore]
        status = query(3, ctypes.byref(told), ctypes.sizeof(told), None)  # 3: SystemTimeOfDayInformation
    except (OSError, AttributeError):
        return ""
    return f"windows-{told.boot_time - told.boot_time_bias}" if status == 0 and told.boot_time else ""
