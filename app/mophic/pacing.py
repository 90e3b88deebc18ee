"""Never more than the cap in any sliding second, over all windows and command lines of this user on this PC.

Above 30 calls a second the server blocks the hospital's address for 30 minutes (SEEN MAN p.53), so every call passes
here twice: `turn` spaces the calls out, `stamp` is asked at the last moment before the first byte leaves and holds
whatever jitter did in between. Both read and write one small file under a lock that all processes share. Where it
can't be written, no call is made. Whoever only looks needs no lock: the file is renamed into place, whole.

A call may arrive at any moment until its answer does. As long as answers come as quickly as usual, the moment it left
is near enough. Once they don't, the way may stand still and deliver all at once: what is overdue counts as if it
arrived now, again and again, and once more when its answer comes or its connection breaks (`ended`).
"""

from __future__ import annotations

import asyncio
import hashlib
import math
import os
import struct
import time
import zlib
from collections import deque
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Protocol, TypeAlias, TypeVar

from filelock import FileLock

from app import clock as clocks
from app.domain.address import identity
from app.errors import Blocked, EnvironmentProblem, Silence
from app.mophic.limits import DEFAULT_CAP, HIGHEST_CAP, MOST_SILENCE

T = TypeVar("T")

WINDOW = 1.04  # seconds: a second and what network and scheduling may squeeze out of it
SPACING = 1.043  # the even pace is this much slower than the cap, so that `stamp` seldom has to wait
CATCH_UP = 0.1  # seconds that turns may come late (timers wake late: 16 ms on Windows) without a loss of pace
ON_THE_WAY = 0.05  # seconds before there is room that a call sets out: what is left of them passes in `stamp`
LATE = 0.5  # seconds longer than quick answers take, and one is overdue
SOME_DOZENS = 60  # answers that tell how long one takes
TELL = 0.25  # seconds between two times that other windows are told of what is overdue
TICK = 0.0005  # seconds: by less no clock goes on
RECOVERY = 0.01  # share of the cap won back in a second after slowing down
LOWEST = 0.05  # never slower than this share of the cap
SHORT = 3.0  # seconds: a silence that long is waited for without a word
LONGEST_BLOCK = 24 * 3600.0  # seconds; whatever is asked for or stands in the file
RENAME_TRIES = 40  # on Windows a virus scanner may hold the file for a moment

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


def _tag(boot: str) -> bytes:
    """Which start of the PC; where the system does not tell, all are one, and ticks that lie ahead show another."""
    return hashlib.sha256(boot.encode()).digest()[:16] if not boot.startswith("process-") else bytes(16)


@dataclass(eq=False, slots=True)
class UnderWay:
    """A call whose answer has not come. Both are ticks."""

    sent: float = 0.0
    counted: float = 0.0  # where the ledger has it: when it left, or later, see `Pace._count_overdue`


class Pacing(Protocol):
    """What the calls know of a pace: that of a PC alone (`Pace`) or of an office (`app.journal.office_pace`)."""

    cap: int  # calls in any second, at most

    async def turn(self) -> None:
        """Wait for this call's place. Cancelling costs nobody more than one place.
        Raises Silence where the server asked for a longer one, of whoever shares the pace; EnvironmentProblem where it
        can't be told how many call."""

    async def room(self) -> None:
        """Wait until the cap allows one more call, for who had its turn a while ago: calls may have left since. Who
        waited for that in `stamp` would hold a connection that the server closes meanwhile. Counts nothing.
        Raises EnvironmentProblem."""

    async def stamp(self) -> UnderWay:
        """The last moment before the bytes leave: hold until the cap allows this call, and count it.
        Raises Blocked, EnvironmentProblem: then it must not leave."""

    def ended(self, call: UnderWay, *, answered: bool) -> None:
        """Each call that was counted: its answer came, or (not `answered`) none will. It arrives no more."""

    def slow_down(self, retry_after: float = 0.0) -> None:
        """A sign of throttling: half the pace, won back over time; and silence for `retry_after` seconds, 600 at
        most: whoever is told to wait for a year asks again after that."""

    def note_latency(self, seconds: float) -> None:
        """A server that answers ever slower is being asked too much."""

    def block(self, seconds: float) -> None:
        """The server blocked this address: nobody who shares the pace calls for so long."""

    @property
    def blocked_for(self) -> float:
        """Seconds left of a block, 0 where there is none."""

    @property
    def closed_for(self) -> float:
        """Seconds until the silence is over that the server asked for, 0 where it asked for none."""

    @property
    def share(self) -> float:
        """The share of the cap that is allowed now."""

    async def close(self) -> None:
        """Nobody calls any more; what others must know is told before it returns."""


class Latency:
    """How long answers usually take."""

    def __init__(self) -> None:
        self._usual = 0.0
        self._last: deque[float] = deque(maxlen=SOME_DOZENS)

    @property
    def quick(self) -> float:
        """Seconds that an answer takes where nothing holds it up: a quarter of the last ones were quicker. So a server
        that becomes slow for good is known as that after three quarters of them, and a stall that comes again and again
        never is."""
        return sorted(self._last)[len(self._last) // 4] if self._last else 0.0

    def is_long(self, seconds: float) -> bool:
        """Whether this one took so much longer that the server seems to be asked too much."""
        self._last.append(seconds)
        usual = self._usual or seconds
        self._usual = usual * 0.98 + seconds * 0.02
        return seconds > 2.0 and seconds > 4 * usual


class Way:
    """What is on its way from this window, and how much of it may be held up."""

    def __init__(self, latency: Latency) -> None:
        self.calls: list[UnderWay] = []  # oldest first
        self._latency = latency
        self._heard = 0.0  # when the youngest call left that was answered

    def overdue(self, ledger: Ledger, now: float) -> list[UnderWay]:
        """Which calls may be held up, and arrive at this very moment. One alone may be the server's matter; where
        nothing that left after it was answered either, the way stands still, and whatever is on it is held up."""
        usually_sent = now - self._latency.quick - LATE
        if any(self._heard < call.sent < usually_sent for call in self.calls):
            ledger.stood_still = now
        return [call for call in self.calls if call.sent < usually_sent or call.sent <= ledger.stood_still]

    def ended(self, call: UnderWay, answered: bool) -> None:
        self.calls.remove(call)
        if answered:
            self._heard = max(self._heard, call.sent)


Work: TypeAlias = Callable[[Ledger, float], T]  # what is done with a ledger, at that moment


class Pace:
    """The pace of all calls to one server, see `Pacing`: that of a PC alone."""

    def __init__(
        self,
        folder: Path,
        server_url: str,
        cap: int = DEFAULT_CAP,
        clock: Callable[[], float] = clocks.ticks,
        boot: Callable[[], str] = clocks.boot_id,
        window: float = WINDOW,
    ) -> None:
        """`window`: seconds in which no more calls than the cap leave."""
        self._window = window
        self.cap = max(1, min(cap, HIGHEST_CAP))
        self._clock, self._boot = clock, boot
        name = hashlib.sha256(identity(server_url).encode()).hexdigest()[:16]
        self._file = folder / f"{name}.pace"
        self._lock = FileLock(folder / f"{name}.lock", timeout=10, poll_interval=0.001)
        self._queue = asyncio.Lock()
        self.latency = Latency()
        self._way = Way(self.latency)
        self._watch: asyncio.TimerHandle | None = None
        self._unwritten: Ledger | None = None  # what could not be written yet
        self.tell_again: Callable[[Collection[UnderWay]], None] = lambda _: None  # who must know what is counted again

    async def turn(self) -> None:
        """Raises Silence, EnvironmentProblem pace_unusable."""
        async with self._queue:
            while True:
                place = self._change(self._reserve)
                await asyncio.sleep(max(0.0, place - self._clock()))
                if await self._is_open():  # another process may have been told Retry-After meanwhile
                    return

    def _reserve(self, ledger: Ledger, now: float) -> float:
        if (silence := ledger.closed_until - now) > SHORT:
            raise Silence(silence)
        place = ledger.reserved + SPACING / self.cap / ledger.share(now)
        ledger.reserved = max(place if place > now - CATCH_UP else now, ledger.closed_until)
        return ledger.reserved

    async def room(self) -> None:
        """Raises EnvironmentProblem pace_unusable."""
        await self._is_open()

    async def _is_open(self) -> bool:
        """Once there is room: whether no silence has been asked for."""
        while True:  # as in `stamp`
            wait, is_open = self._look(
                lambda ledger, now: (self._room(ledger, now), ledger.closed_until <= now), self._change
            )
            if wait <= ON_THE_WAY:
                return is_open
            await asyncio.sleep(max(wait - ON_THE_WAY, TICK))

    async def stamp(self) -> UnderWay:
        """Raises Blocked, EnvironmentProblem pace_unusable."""
        call = UnderWay()
        while (wait := self._change(partial(self._count, call))) > 0:  # noqa: ASYNC110 - other processes count too: no event
            await asyncio.sleep(wait)
        self._way.calls.append(call)
        if self._watch is None:
            self._look_after()
        return call

    def _count(self, call: UnderWay, ledger: Ledger, now: float) -> float:
        if ledger.blocked_for(now):
            raise Blocked()
        self._count_held_up((), ledger, now)
        if wait := self._room(ledger, now):
            return wait
        call.sent = now
        _count_again(ledger, [call], now)
        return 0.0

    def ended(self, call: UnderWay, *, answered: bool) -> None:
        held_up = call in self._look(self._way.overdue, self._remember)
        if held_up or not answered:
            self._remember(partial(self._count_held_up, [call]))
        self._way.ended(call, answered)

    def _count_held_up(self, calls: Collection[UnderWay], ledger: Ledger, now: float) -> None:
        if again := {*calls, *self._way.overdue(ledger, now)}:
            _count_again(ledger, again, now)
            self.tell_again(again)

    def _look_after(self) -> None:
        """As long as calls are under way: other windows see what is overdue, also while this one sends nothing."""
        self._watch = None
        if not self._way.calls:
            return
        if self._look(self._way.overdue, self._remember):
            self._remember(partial(self._count_held_up, ()))
        soonest = self._way.calls[0].sent + self.latency.quick + LATE - self._clock()
        self._watch = asyncio.get_running_loop().call_later(max(soonest, TELL), self._look_after)

    def _room(self, ledger: Ledger, now: float) -> float:
        """Seconds until the cap allows one more call; 0: now."""
        recent = [stamp for stamp in ledger.stamps if stamp > now - self._window]
        return recent[-self.cap] + self._window - now + TICK if len(recent) >= self.cap else 0.0

    def slow_down(self, retry_after: float = 0.0) -> None:
        silence = min(max(0.0, retry_after), MOST_SILENCE)

        def slower(ledger: Ledger, now: float) -> None:
            ledger.slow_to(0.5, now, now + silence)
            ledger.closed_until = max(ledger.closed_until, now + silence)

        self._remember(slower)

    def note_latency(self, seconds: float) -> None:
        def slower(ledger: Ledger, now: float) -> None:
            if now > ledger.level_at + 5.0:
                ledger.slow_to(0.8, now, now)

        if self.latency.is_long(seconds):
            self._remember(slower)

    def block(self, seconds: float) -> None:
        def blocked(ledger: Ledger, now: float) -> None:
            ledger.set_block(seconds, now)
            ledger.slow_to(0.5, now, now)

        self._remember(blocked)

    @property
    def blocked_for(self) -> float:
        return self._look(lambda ledger, now: ledger.blocked_for(now), self._remember)

    @property
    def closed_for(self) -> float:
        return self._look(lambda ledger, now: max(0.0, ledger.closed_until - now), self._remember)

    @property
    def share(self) -> float:
        return self._look(lambda ledger, now: ledger.share(now), self._remember)

    async def close(self) -> None:
        """All is on disk already."""
        if self._watch is not None:
            self._watch.cancel()

    # --- the file ---

    def _look(self, work: Work[T], otherwise: Callable[[Work[T]], T]) -> T:
        """What the file says now. Where it is not to be had whole, or more is known than it says, `otherwise`."""
        with suppress(OSError):
            data = self._file.read_bytes()
            if self._unwritten is None and Ledger.is_whole(data):
                now = self._clock()
                return work(Ledger.unpack(data, self._boot(), now), now)
        return otherwise(work)

    def _change(self, work: Work[T]) -> T:
        """Work on the ledger and write it. Raises EnvironmentProblem where it can't be: a call that is not counted
        must not be made."""
        try:
            return self._written(work)
        except OSError as error:  # Timeout is one
            raise EnvironmentProblem("pace_unusable", type(error).__name__, path=str(self._file.parent)) from error

    def _remember(self, work: Work[T]) -> T:
        """The same, but what can't be written is kept in mind: for what is no call."""
        try:
            return self._written(work)
        except OSError:
            ledger = self._unwritten = self._unwritten or Ledger()
            return work(ledger, self._clock())

    def _written(self, work: Work[T]) -> T:
        data: bytes | None
        with self._lock:
            try:
                data = self._file.read_bytes()
            except FileNotFoundError:
                data = None
            now, boot = self._clock(), self._boot()
            ledger = Ledger() if data is None else Ledger.unpack(data, boot, now)
            if self._unwritten is not None:
                _join(ledger, self._unwritten, now)
            block = (ledger.block, ledger.blocked_at)
            result = work(ledger, now)
            if (new := ledger.pack(boot)) != data and (data is not None or ledger != Ledger()):
                self._write(new, durable=block != (ledger.block, ledger.blocked_at))
            self._unwritten = None
            return result

    def _write(self, data: bytes, *, durable: bool) -> None:
        """Aside, then renamed: a process that is killed on the way leaves the old one whole."""
        new = self._file.with_suffix(".new")
        with new.open("wb") as file:
            file.write(data)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        for _ in range(RENAME_TRIES):
            with suppress(PermissionError):
                new.replace(self._file)
                return
            time.sleep(0.005)
        new.replace(self._file)


def _count_again(ledger: Ledger, calls: Collection[UnderWay], now: float) -> None:
    """As arriving now, instead of where they were counted before."""
    for call in calls:
        with suppress(ValueError):  # long ago
            ledger.stamps.remove(call.counted)
        call.counted = now
    ledger.stamps = [*ledger.stamps, *[now] * len(calls)][-MOST:]


def _join(ledger: Ledger, kept: Ledger, now: float) -> None:
    """Add what could not be written when it happened."""
    ledger.closed_until = max(ledger.closed_until, kept.closed_until)
    if kept.blocked_for(now) > ledger.blocked_for(now):
        ledger.set_block(kept.blocked_for(now), now)
    if kept.share(now) < ledger.share(now):
        ledger.level, ledger.level_at = kept.level, kept.level_at
    ledger.stamps = sorted([*ledger.stamps, *kept.stamps])[-MOST:]
    ledger.stood_still = max(ledger.stood_still, kept.stood_still)
