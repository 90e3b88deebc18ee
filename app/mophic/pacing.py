"""Never more than the cap in any sliding second, over all windows and command lines of this user on this PC.

Above 30 calls a second the server blocks the hospital's address for 30 minutes (SEEN MAN p.53), so every call passes
here twice: `turn` spaces the calls out, `stamp` is asked at the last moment before the first byte leaves and holds
whatever jitter did in between. Both read and write one small file under a lock that all processes share.
"""

from __future__ import annotations

import asyncio
import hashlib
import math
import struct
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from filelock import FileLock

from app.address import identity
from app.mophic.limits import DEFAULT_CAP, HIGHEST_CAP

WINDOW = 1.04  # seconds: a second and what network and scheduling may squeeze out of it
SPACING = 1.043  # the even pace is this much slower than the cap, so that `stamp` seldom has to wait
RECOVERY = 0.01  # share of the cap won back in a second after slowing down
LOWEST = 0.05  # never slower than this share of the cap

_LAYOUT = struct.Struct("<5d64d")


@dataclass
class Ledger:
    """What all processes share. Times are of the machine's monotonic clock, but for `blocked_until`."""

    level: float = 1.0  # share of the cap allowed at `level_at`
    level_at: float = 0.0
    closed_until: float = 0.0  # the server said Retry-After
    blocked_until: float = 0.0  # wall clock: a block outlasts a restart of the PC
    reserved: float = 0.0  # the last turn given out
    stamps: list[float] = field(default_factory=list)  # last calls, oldest first

    def share(self, now: float) -> float:
        return min(1.0, self.level + max(0.0, now - self.level_at) * RECOVERY)

    def pack(self) -> bytes:
        last = self.stamps[-64:]
        ring = [*([0.0] * (64 - len(last))), *last]
        return _LAYOUT.pack(self.level, self.level_at, self.closed_until, self.blocked_until, self.reserved, *ring)

    @classmethod
    def unpack(cls, data: bytes, now: float) -> Ledger:
        """A damaged file, or one of before the last restart of the PC (its clock is ahead), begins anew."""
        if len(data) != _LAYOUT.size:
            return cls()
        level, level_at, closed, blocked, reserved, *ring = _LAYOUT.unpack(data)
        sound = all(math.isfinite(value) for value in (level, level_at, closed, blocked, reserved))
        if not sound or max(level_at, reserved) > now + 120 or closed > now + 3600:
            return cls(blocked_until=blocked if math.isfinite(blocked) else 0.0)
        return cls(level, level_at, closed, blocked, reserved, [stamp for stamp in ring if 0 < stamp <= now])


class Pace:
    """The pace of all calls to one server."""

    def __init__(
        self,
        folder: Path,
        server_url: str,
        cap: int = DEFAULT_CAP,
        clock: Callable[[], float] = time.perf_counter,
        wall: Callable[[], float] = time.time,
    ) -> None:
        self.cap = max(1, min(cap, HIGHEST_CAP))
        self._clock = clock  # system-wide on Linux and Windows, so processes can compare
        self._wall = wall
        name = hashlib.sha256(identity(server_url).encode()).hexdigest()[:16]
        self._file = folder / f"{name}.pace"
        self._lock = FileLock(folder / f"{name}.lock", timeout=10, poll_interval=0.001)
        self._queue = asyncio.Lock()
        self._usual_latency = 0.0

    async def turn(self) -> None:
        """Wait for this call's place. Cancelling costs nobody more than one place."""
        async with self._queue:
            with self._ledger() as ledger:
                now = self._clock()
                interval = SPACING / self.cap / ledger.share(now)
                ledger.reserved = max(now, ledger.closed_until, ledger.reserved + interval)
                place = ledger.reserved
            await asyncio.sleep(max(0.0, place - self._clock()))

    async def stamp(self) -> None:
        """The last moment before the bytes leave: hold until the cap allows this call, and count it."""
        while (wait := self._count()) > 0:  # noqa: ASYNC110 - other processes count too, no event tells of them
            await asyncio.sleep(wait)

    def _count(self) -> float:
        with self._ledger() as ledger:
            now = self._clock()
            recent = [stamp for stamp in ledger.stamps if stamp > now - WINDOW]
            if len(recent) >= self.cap:
                return recent[-self.cap] + WINDOW - now + 0.0005
            ledger.stamps = [*recent, now]
            return 0.0

    def slow_down(self, retry_after: float = 0.0) -> None:
        """A sign of throttling: half the pace, won back over time; and silence for `retry_after` seconds."""
        with self._ledger() as ledger:
            now = self._clock()
            ledger.level, ledger.level_at = max(LOWEST, ledger.share(now) / 2), now + retry_after
            ledger.closed_until = max(ledger.closed_until, now + min(retry_after, 600.0))

    def note_latency(self, seconds: float) -> None:
        """A server that answers ever slower is being asked too much."""
        usual = self._usual_latency or seconds
        self._usual_latency = usual * 0.98 + seconds * 0.02
        if seconds > 2.0 and seconds > 4 * usual:
            with self._ledger() as ledger:
                now = self._clock()
                if now > ledger.level_at + 5.0:
                    ledger.level, ledger.level_at = max(LOWEST, ledger.share(now) * 0.8), now

    def block(self, seconds: float) -> None:
        """The server blocked this address: nobody on this PC calls for so long."""
        with self._ledger() as ledger:
            ledger.blocked_until = self._wall() + seconds
            ledger.level, ledger.level_at = max(LOWEST, ledger.share(self._clock()) / 2), self._clock()

    @property
    def blocked_for(self) -> float:
        """Seconds left of a block, 0 where there is none."""
        with self._ledger() as ledger:
            return max(0.0, ledger.blocked_until - self._wall())

    @contextmanager
    def _ledger(self) -> Iterator[Ledger]:
        with self._lock:
            data = self._file.read_bytes() if self._file.exists() else b""
            ledger = Ledger.unpack(data, self._clock())
            yield ledger
            if (new := ledger.pack()) != data:
                self._file.write_bytes(new)
