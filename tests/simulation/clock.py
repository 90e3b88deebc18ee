"""Virtual time: an event loop whose sleeps jump, and the clocks of each simulated PC.

Every callback belongs to a program (a context variable that its tasks inherit). So a program can be ended between any
two awaits, as `kill -9` does it, and a PC can be put to sleep while the rest of the world goes on.
"""

from __future__ import annotations

import asyncio
import heapq
import itertools
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

from app import clock

EPOCH = datetime(2026, 12, 1, 2, 0, tzinfo=UTC).timestamp()  # 09:00 in Thailand; all simulations begin here
LONGEST = 15 * 24 * 3600.0  # of virtual time: later than this a program hangs


class Hang(Exception):
    """Nothing will ever happen any more, or nothing but waiting."""


@dataclass
class PC:
    """One computer: a data folder, a wall clock that may be wrong, sleep, restarts."""

    name: str
    folder: Path
    clock_off: float = 0.0
    wakes_at: float = 0.0
    started_at: float = -5000.0
    blind: dict[str, float] = field(default_factory=dict)  # day -> when a program saw that its schedule hides somebody
    programs: list[Program] = field(default_factory=list)
    pace: bytes | None = None  # the file of the calls' pace: none is written so often


@dataclass
class Program:
    """One window or command line. `dies_at`: killed before this step of its event loop (0: never)."""

    pc: PC
    name: str
    dies_at: int = 0
    steps: int = 0
    dead: bool = False
    moves: bool = False  # one person's appointment: both hours may stand for a moment
    plans: frozenset[tuple[str, str, int]] = frozenset()  # whom it is to book: cid, day, hour
    sends: set[tuple[str, str, int]] = field(default_factory=set)  # for whom a call has come
    looks: dict[str, float] = field(default_factory=dict)  # day -> when it was told its schedule last
    listed: dict[str, set[str]] = field(default_factory=dict)  # day -> who was on it
    suspects: set[str] = field(default_factory=set)  # days whose schedule lacked somebody
    caught: set[str] = field(default_factory=set)  # … and that were looked at again before the first row was sent
    blind: dict[str, float] = field(default_factory=dict)  # day -> when its schedule hid what this one had booked
    began: dict[str, float] = field(default_factory=dict)  # day -> when it asked for its schedule first
    asked: dict[str, float] = field(default_factory=dict)  # person -> when it asked for the record last
    warned: float = 1e18  # when it was shown that somebody else books what it plans
    on_death: list[Callable[[], None]] = field(default_factory=list)

    def die(self) -> None:
        self.dead = True
        for what in self.on_death:
            what()


PROGRAM: ContextVar[Program | None] = ContextVar("program", default=None)


class Task(asyncio.Task[Any]):
    """Hashed by its number, not by its address: sets of tasks are walked in the same order in every replay."""

    numbers = itertools.count()

    def __init__(self, coro: Any, **options: Any) -> None:
        self.number = next(Task.numbers)
        super().__init__(coro, **options)

    def __hash__(self) -> int:
        return self.number


class Loop(asyncio.BaseEventLoop):
    """No sockets, no threads; when nobody is ready the time jumps to whoever is next."""

    _ready: Any
    _scheduled: Any

    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0
        self._asleep: list[tuple[float, int, asyncio.Handle]] = []
        self.graveyard: list[Any] = []  # of dead programs: nothing of them runs any more, not even a `finally`
        self.set_task_factory(lambda loop, coro, **options: Task(coro, loop=loop, **options))
        self.set_exception_handler(lambda _loop, _context: None)

    def time(self) -> float:
        return self.now

    def _write_to_self(self) -> None:
        """There is one thread."""

    def _run_once(self) -> None:
        timers, asleep = self._scheduled, self._asleep
        while timers and timers[0].cancelled():
            heapq.heappop(timers)._scheduled = False
        if not self._ready:
            moments = [one[0].when() for one in (timers,) if one] + [one[0][0] for one in (asleep,) if one]
            if not moments or min(moments) > LONGEST:
                raise Hang("nobody has anything to do" if not moments else "waits for days")
            self.now = max(self.now, min(moments))
        while asleep and asleep[0][0] <= self.now:
            self._ready.append(heapq.heappop(asleep)[2])
        while timers and timers[0].when() <= self.now:
            timer = heapq.heappop(timers)
            timer._scheduled = False
            self._ready.append(timer)
        for _ in range(len(self._ready)):
            self._step(self._ready.popleft())

    def _step(self, handle: Any) -> None:
        program = handle._context.get(PROGRAM)
        if handle._cancelled:
            return
        if program is not None:
            if program.pc.wakes_at > self.now:
                heapq.heappush(self._asleep, (program.pc.wakes_at, next(Task.numbers), handle))
                return
            program.steps += 1
            if program.steps == program.dies_at and not program.dead:
                program.die()
            if program.dead:
                self.graveyard.append(handle)
                return
        handle._run()


def wall() -> float:
    """Seconds since 1970 as the PC of the running program has it."""
    program = PROGRAM.get()
    return EPOCH + asyncio.get_running_loop().time() + (program.pc.clock_off if program else 0.0)


def ticks(_clock: int = 0) -> float:
    """Seconds since that PC was started."""
    program = PROGRAM.get()
    return asyncio.get_running_loop().time() - (program.pc.started_at if program else -5000.0)


def boot_id() -> str:
    program = PROGRAM.get()
    return f"{program.pc.name} {program.pc.started_at}".replace(" ", "-") if program else "nobody"


class _Real(type):
    def __instancecheck__(cls, thing: object) -> bool:
        return isinstance(thing, datetime)


class _Datetime(datetime, metaclass=_Real):
    @classmethod
    def now(cls, tz: Any = None) -> datetime:
        return datetime.fromtimestamp(wall(), tz)


@contextmanager
def virtual_clocks() -> Iterator[None]:
    """Whoever asks `time` is told by the simulated clocks, and so are the uploader's modules that have `datetime`."""
    ours = [module for name, module in sys.modules.items() if name.startswith("app.")]
    with ExitStack() as patched:
        patched.enter_context(patch.object(clock, "boot_id", boot_id))
        for name in ("monotonic", "perf_counter", "clock_gettime"):
            patched.enter_context(patch.object(time, name, ticks))
        patched.enter_context(patch.object(time, "time", wall))
        for module in (one for one in ours if vars(one).get("datetime") is datetime):
            patched.enter_context(patch.object(module, "datetime", _Datetime))
        yield
