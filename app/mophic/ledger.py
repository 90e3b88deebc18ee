"""What all windows of a PC share of their pace, and the small file that holds it.

The file is renamed into place, whole, under a lock; whoever only looks needs none. On Windows a read is denied while
somebody renames, scans or saves the file, and what comes may be half of it: that is read again, for a moment. What is
damaged for good, or was deleted, begins anew with what this window knows, after a second in which nobody calls.
"""

from __future__ import annotations

import hashlib
import math
import os
import struct
import time
import zlib
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeAlias, TypeVar

from filelock import FileLock

from app.mophic.limits import MOST_SILENCE

T = TypeVar("T")

WINDOW = 1.04  # seconds: a second and what network and scheduling may squeeze out of it
RECOVERY = 0.01  # share of the cap won back in a second after slowing down
LOWEST = 0.05  # never slower than this share of the cap
LONGEST_BLOCK = 24 * 3600.0  # seconds; whatever is asked for or stands in the file
TRIES = 40  # to read or rename a file that somebody else holds for a moment
BETWEEN = 0.005  # seconds between two of them
DAMAGED = 5  # tries to read one that is not whole; and times in a row that it is made anew
MOST = 63  # calls that are kept

_LAYOUT = struct.Struct("<16s6d64d")  # versions before had one more call where `stood_still` is: nobody minds
_CHECK = struct.Struct("<I")


@dataclass
class Ledger:
    """What all processes share. Times are ticks of the clock that nobody sets (`app.clock`), of one start of the PC."""

    level: float = 1.0  # share of the cap allowed at `level_at`
    level_at: float = 0.0
    closed_until: float = 0.0  # the server said Retry-After
    reserved: float = 0.0  # the last turn given out
    block: float = 0.0  # seconds that a block lasts, from `blocked_at` on
    blocked_at: float = 0.0
    stamps: list[float] = field(default_factory=list)  # last calls, oldest first
    stood_still: float = 0.0  # when the way to the server did last, as far as any window knows

    def share(self, now: float) -> float:
        return min(1.0, self.level + max(0.0, now - self.level_at) * RECOVERY)

    def slow_to(self, share: float, now: float, since: float) -> None:
        """So much of the pace from `since` on."""
        self.level, self.level_at = max(LOWEST, share * self.share(now)), since

    def blocked_for(self, now: float) -> float:
        return max(0.0, self.blocked_at + self.block - now)

    def set_block(self, seconds: float, now: float) -> None:
        self.block, self.blocked_at = min(max(0.0, seconds), LONGEST_BLOCK), now

    def pack(self, boot: str) -> bytes:
        last = self.stamps[-MOST:]
        ring = [self.stood_still, *([0.0] * (MOST - len(last))), *last]
        values = (self.level, self.level_at, self.closed_until, self.reserved)
        data = _LAYOUT.pack(_tag(boot), *values, self.block, self.blocked_at, *ring)
        return _CHECK.pack(zlib.crc32(data)) + data

    @staticmethod
    def is_whole(data: bytes) -> bool:
        return len(data) == _CHECK.size + _LAYOUT.size and data[:4] == _CHECK.pack(zlib.crc32(data[4:]))

    @classmethod
    def unpack(cls, data: bytes, boot: str, now: float) -> Ledger:
        """What the file says now. A damaged one begins anew, after a second in which nobody calls; of one from before
        the last start of the PC only a block counts: ticks began anew and the wall clock may have been set, so it lasts
        in full from that start on."""
        if not cls.is_whole(data):
            return cls(closed_until=now + WINDOW)
        tag, *values = _LAYOUT.unpack(data[4:])
        level, level_at, closed, reserved, block, blocked_at, stood_still, *ring = values
        if not math.isfinite(sum(values)):
            return cls(closed_until=now + WINDOW)
        block = min(block, LONGEST_BLOCK)
        if tag != _tag(boot) or max(blocked_at, stood_still, *ring) > now + 1.0:
            return cls(block=block) if block > now else cls()
        latest = now + MOST_SILENCE  # nothing lies further ahead
        return cls(
            level,
            min(level_at, latest),
            min(closed, latest),
            min(reserved, latest + 60.0),
            block,
            blocked_at,
            [stamp for stamp in ring if stamp > 0],
            stood_still,
        )

    def join(self, kept: Ledger, now: float) -> None:
        """Add what could not be written when it happened."""
        self.closed_until = max(self.closed_until, kept.closed_until)
        if kept.blocked_for(now) > self.blocked_for(now):
            self.set_block(kept.blocked_for(now), now)
        if kept.share(now) < self.share(now):
            self.level, self.level_at = kept.level, kept.level_at
        both = Counter(self.stamps) | Counter(kept.stamps)  # what stands in both is the same call
        self.stamps = sorted(both.elements())[-MOST:]
        self.stood_still = max(self.stood_still, kept.stood_still)


def _tag(boot: str) -> bytes:
    """Which start of the PC; where the system does not tell, all are one, and ticks that lie ahead show another."""
    return hashlib.sha256(boot.encode()).digest()[:16] if not boot.startswith("process-") else bytes(16)


Work: TypeAlias = Callable[[Ledger, float], T]  # what is done with a ledger, at that moment


class LedgerFile:
    def __init__(self, folder: Path, name: str) -> None:
        self.folder = folder
        self.lock = FileLock(folder / f"{name}.lock", timeout=10, poll_interval=0.001)
        self._path = folder / f"{name}.pace"

    def contents(self) -> bytes:
        """Raises OSError."""
        return self._path.read_bytes()

    def read(self) -> bytes | None:
        """For who has the lock: nobody renames it just now, but it may be held all the same. Up to 0.2 s. None: there
        is none. Raises OSError where nobody lets go of it."""
        for tries in range(1, TRIES):
            with suppress(PermissionError):
                data = self._contents_or_none()
                if data is None or Ledger.is_whole(data) or tries >= DAMAGED:
                    return data
            time.sleep(BETWEEN)
        return self._contents_or_none()

    def _contents_or_none(self) -> bytes | None:
        try:
            return self.contents()
        except FileNotFoundError:
            return None

    def write(self, data: bytes, *, durable: bool) -> None:
        """Aside, then renamed: a process that is killed on the way leaves the old one whole."""
        new = self._path.with_suffix(".new")
        with new.open("wb") as file:
            file.write(data)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        for _ in range(TRIES):
            with suppress(PermissionError):
                new.replace(self._path)
                return
            time.sleep(BETWEEN)
        new.replace(self._path)


class SharedLedger:
    """The ledger of all windows, as this one reads and writes it."""

    def __init__(self, file: LedgerFile, clock: Callable[[], float], boot: Callable[[], str]) -> None:
        self._file, self._clock, self._boot = file, clock, boot
        self._known: Ledger | None = None  # what it said last
        self._unwritten: Ledger | None = None  # what could not be written yet
        self._damaged = 0  # times in a row

    def look(self, work: Work[T], otherwise: Callable[[Work[T]], T]) -> T:
        """What the file says now. Where it is not to be had whole, or more is known than it says, `otherwise`."""
        with suppress(OSError):
            data = self._file.contents()
            if self._unwritten is None and Ledger.is_whole(data):
                now = self._clock()
                self._known = Ledger.unpack(data, self._boot(), now)
                return work(self._known, now)
        return otherwise(work)

    def remember(self, work: Work[T]) -> T:
        """As `change`, but what can't be written is kept in mind: for what is no call."""
        try:
            return self.change(work)
        except OSError:
            if self._unwritten is None:
                known = self._known or Ledger()
                self._unwritten = replace(known, stamps=[*known.stamps])
            return work(self._unwritten, self._clock())

    def change(self, work: Work[T]) -> T:
        """Work on the ledger and write it. Raises OSError: then a call that was to be counted must not be made."""
        with self._file.lock:
            data = self._file.read()
            now, boot = self._clock(), self._boot()
            ledger = self._read(data, boot, now)
            if self._unwritten is not None:
                ledger.join(self._unwritten, now)
            block = (ledger.block, ledger.blocked_at)
            try:
                return work(ledger, now)
            finally:  # also what is known here and was not there, where nothing came of the work
                if (new := ledger.pack(boot)) != data and (data is not None or ledger != Ledger()):
                    self._file.write(new, durable=block != (ledger.block, ledger.blocked_at))
                self._known, self._unwritten = ledger, None

    def _read(self, data: bytes | None, boot: str, now: float) -> Ledger:
        """Where it is not whole, or was deleted: what is known here, and nobody calls for a second, as others may have
        just now. Raises OSError where that comes again and again: nobody is to wait for good."""
        if data is not None and Ledger.is_whole(data):
            self._damaged = 0
            return Ledger.unpack(data, boot, now)
        if data is None and self._known in (None, Ledger()):
            return Ledger()
        self._damaged += 1
        if self._damaged > DAMAGED:
            self._damaged = 0  # whoever tries again asks again
            raise OSError("not as it was written")
        ledger = Ledger(closed_until=now + WINDOW)
        if self._known is not None:
            ledger.join(self._known, now)
        return ledger
