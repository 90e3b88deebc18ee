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
FOR_GOOD = 1e18
STARTED = -5000.0  # seconds before that, every PC
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
    frozen: list[asyncio.Handle] = field(default_factory=list)  # what waits for that
    started_at: float = STARTED
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
    on_death: list[Callable[[], None]] = field(default_factory=list)
    # What `judge.Watch` knows of it.
    moves: bool = False  # one person's appointment: both hours may stand for a moment
    plans: frozenset[tuple[str, str, int]] = frozenset()  # whom it is to book: cid, day, hour
    sends: set[tuple[str, str, int]] = field(default_factory=set)  # for whom a call has come
    looks: dict[str, float] = field(default_factory=dict)  # day -> when it was told its schedule last
    listed: dict[str, set[str]] = field(default_factory=dict)  # day -> who was on it
    suspects: set[str] = field(default_factory=set)  # days whose schedule lacked somebody
    caught: set[str] = field(default_factory=set)  # … and that were looked at again before the first row was sent
    blind: dict[str, float] = field(default_factory=dict)  # day -> when its schedule hid what this one had booked
    began: dict[str, float] = field(default_factory=dict)  # day -> when it asked for its schedule first
    asked: set[str] = field(default_factory=set)  # whose record it looked at
    warned: float = FOR_GOOD  # when it was shown that somebody else books what it plans

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

    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0
        self.graveyard: list[Any] = []  # of dead programs: nothing of them runs any more, not even a `finally`
        self.set_task_factory(lambda loop, coro, **options: Task(coro, loop=loop, **options))
        self.set_exception_handler(lambda _loop, _context: None)

    def time(self) -> float:
        return self.now

    def _write_to_self(self) -> None:
        """There is one thread."""

    def _run_once(self) -> None:
        timers = self._scheduled
        while timers and timers[0].cancelled():
            heapq.heappop(timers)._scheduled = False
        if not self._ready:
            if not timers or timers[0].when() > LONGEST:
                raise Hang("waits for days" if timers else "nobody has anything to do")
            self.now = max(self.now, timers[0].when())
        while timers and timers[0].when() <= self.now:
            timer = heapq.heappop(timers)
            timer._scheduled = False
            self._ready.append(timer)
        for _ in range(len(self._ready)):
            self._step(self._ready.popleft())

    def _step(self, handle: Any) -> None:
        program = handle._context.get(PROGRAM)
        if program is None or handle._cancelled:
            handle._cancelled or handle._run()
        elif program.pc.wakes_at > self.now:
            self._freeze(program.pc, handle)
        else:
            program.steps += 1
            if program.steps == program.dies_at and not program.dead:
                program.die()
            self.graveyard.append(handle) if program.dead else handle._run()

    def _freeze(self, pc: PC, handle: asyncio.Handle) -> None:
        if not pc.frozen:
            self.call_at(pc.wakes_at, lambda: (self._ready.extend(pc.frozen), pc.frozen.clear()))
        pc.frozen.append(handle)


def wall() -> float:
    """Seconds since 1970 as the PC of the running program has it."""
    program = PROGRAM.get()
    return EPOCH + asyncio.get_running_loop().time() + (program.pc.clock_off if program else 0.0)


def ticks(_clock: int = 0) -> float:
    """Seconds since that PC was started."""
    program = PROGRAM.get()
    return asyncio.get_running_loop().time() - (program.pc.started_at if program else STARTED)


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
    told = [(time, name, ticks) for name in ("monotonic", "perf_counter", "clock_gettime")]
    told += [(module, "datetime", _Datetime) for module in ours if vars(module).get("datetime") is datetime]
    with ExitStack() as patched:
        for where, name, virtual in (*told, (time, "time", wall), (clock, "boot_id", boot_id)):
            patched.enter_context(patch.object(where, name, virtual))
        yield
