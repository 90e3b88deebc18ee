"""The flow of calls of one run: everything can hold them (see `dispatch` for how they are sent).

A call that fails tells here what that means for the *next* calls (hold, slow down, give up); what it means for its
own row is decided in `batch`.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from app.booking.control import Control, Timing
from app.errors import (
    AppError,
    Blocked,
    EnvironmentProblem,
    NotSent,
    OfficeAway,
    ServiceChanged,
    SignInNeeded,
    Silence,
    Stopped,
    Throttled,
    TokenRefused,
    Uncertain,
)
from app.events import Emit, Paused, Resumed
from app.mophic.pacing import SHORT
from app.mophic.session import Session
from app.thai import BANGKOK

T = TypeVar("T")

TROUBLES = 5  # unclear answers in a row, and the server is given a rest
READ_TRIES = 6


@dataclass
class _Lost:
    """The way to the server since a call could not go it, until one of the kind gets through."""

    since: float  # of `time.monotonic`
    pause: float  # seconds until the next try
    reading: bool  # whether only calls that change nothing were turned back

    def left(self, patience: float | None) -> float:
        """Seconds of the patience that remain."""
        return math.inf if patience is None else self.since + patience - time.monotonic()


class _Telling:
    """What is told of what holds the run: the clerk's own word first."""

    def __init__(self, batch: int, emit: Emit) -> None:
        self._batch, self._emit = batch, emit
        self.paused = False  # by the clerk
        self.held_by: Paused | None = None
        self._flying = 0

    def airborne(self, calls: int) -> None:
        """So many calls that change something wait for their answer now."""
        self._flying = calls
        if self.paused and not calls:
            self.tell()

    def tell(self) -> None:
        if self.paused:
            self._emit(Paused(self._batch, "paused_by_user", flying=self._flying))
        else:
            self._emit(self.held_by or Resumed(self._batch))


class Flow:
    """Holds and patience of one run. Lives in one loop."""

    def __init__(self, session: Session, batch: int, control: Control, emit: Emit, timing: Timing) -> None:
        self.session = session
        self.batch = batch
        self.control = control
        self.emit = emit
        self.timing = timing
        self._open = asyncio.Event()
        self._open.set()
        self._stop = asyncio.Event()
        self._hold: asyncio.Task[None] | None = None
        self._failed: AppError | None = None
        self._troubles = 0
        self._refused_tokens = 0
        self._lost: _Lost | None = None
        self._turned_away: float | None = None  # monotonic: since when calls are only told to come later
        self.telling = _Telling(batch, emit)
        self.holds = 0  # how often the run was held or paused so far

    # --- what everybody waits for ---

    async def open(self) -> None:
        """Wait while anything holds the run. Raises Stopped, or the error that ended the run."""
        self.check()
        while not self._open.is_set():
            await _either(self._open.wait(), self.stopped())
            self.check()

    @property
    def is_open(self) -> bool:
        return self._open.is_set()

    async def stopped(self) -> None:
        """Until the run is stopped or has failed."""
        await self._stop.wait()

    def check(self) -> None:
        """Raises Stopped, or the error that ended the run."""
        if self._failed is not None:
            raise self._failed
        if self.control.stops:
            raise Stopped()

    async def rest(self, seconds: float) -> None:
        """Wait, unless the run is stopped meanwhile (then Stopped)."""
        await _either(asyncio.sleep(max(0.0, seconds)), self.stopped())
        self.check()

    def changed(self) -> None:
        """The control was touched."""
        if self.control.stops:
            self._stop.set()
        if self.control.paused != self.telling.paused:
            self.telling.paused = self.control.paused
            self.holds += 1
            self.telling.tell()
        self._update()

    def fail(self, error: AppError) -> None:
        """End the run: nothing new starts."""
        self._failed = self._failed or error
        self._stop.set()

    def forgive(self) -> None:
        """What ended the sending does not keep anybody from looking."""
        self._failed = None
        if not self.control.stops:
            self._stop.clear()

    def _update(self) -> None:
        if self.telling.paused or self._hold is not None:
            self._open.clear()
        else:
            self._open.set()

    # --- what a failed call means for the next ones ---

    def went_well(self, *, reading: bool = False) -> None:
        """A call had its answer. `reading`: one that changes nothing, which says little of the way for those that do: a
        proxy may let it through, or answer it itself."""
        self._troubles = 0
        self._refused_tokens = 0
        if not reading:
            self._turned_away = None
        if self._lost is not None and (self._lost.reading or not reading):
            self._lost = None

    def react(self, error: AppError, *, reading: bool = False) -> None:
        """Hold, slow down or end the run, as this error asks for."""
        if not isinstance(error, NotSent):
            self._lost = None
        match error:
            case Blocked():
                self._blocked()
            case Throttled():
                self._throttled(error)
            case TokenRefused():
                self._token_refused()
            case SignInNeeded():
                self._hold_for("sign_in_needed", self._wait_for_sign_in())
            case NotSent():
                self._no_way(error, reading=reading)
            case OfficeAway(back=back) if back is not None:
                self._hold_for("office_wait", _until(back, self.timing.patience, error))
            # Nobody there but a captive portal; or no intent can be written down, so nothing may be sent.
            case ServiceChanged(code="html_page" | "redirected") | EnvironmentProblem():
                self.fail(error)
            case Uncertain() if error.code != "turned_away":  # of that one a fresh token is here already
                self._trouble()
            case _:
                pass

    def _trouble(self) -> None:
        self._troubles += 1
        if self._troubles >= TROUBLES:
            self._troubles = 0
            resting = _Lost(time.monotonic(), self.timing.slowest_probe / 2, reading=True)
            self._hold_for("server_trouble", self._probe(resting, NotSent("offline")))

    def _no_way(self, error: NotSent, *, reading: bool) -> None:
        """Hold until the server is there again. Where it is, and the same call is turned back once more, the patience
        goes on counting and the next try waits longer: nothing was gained."""
        if self._lost is None:
            self._lost = _Lost(time.monotonic(), self.timing.first_probe, reading)
        self._lost.reading &= reading
        if self._hold is None and self._lost.left(self.timing.patience) <= 0:
            self.fail(error)
        self._hold_for(error.code, self._probe(self._lost, error))

    def _blocked(self) -> None:
        """Nobody on this PC calls until the block is over; then the run goes on by itself."""
        pace = self.session.client.pace
        if not pace.blocked_for:
            pace.block(self.timing.block_wait)
        self._hold_for("blocked", _sleep(pace.blocked_for, self.timing.patience, Blocked()), pace.blocked_for)

    def _throttled(self, error: Throttled) -> None:
        """The server asked for a slower pace, and maybe for silence; or another window of this PC heard so."""
        heard_elsewhere = isinstance(error, Silence)
        if not heard_elsewhere:
            self.session.client.pace.slow_down(error.retry_after)
        now = time.monotonic()
        self._turned_away = self._turned_away or now
        if self.timing.patience is not None and now - self._turned_away > self.timing.patience:
            self.fail(error)
        if error.retry_after > SHORT:
            why = Throttled() if heard_elsewhere else error
            self._hold_for("throttled", _sleep(error.retry_after, self.timing.patience, why), error.retry_after)

    def _token_refused(self) -> None:
        """401 although the token is fresh: throttled without saying so, or thrown out. Slow down, then ask."""
        if self._hold is not None:
            return
        self.session.client.pace.slow_down()
        if self._refused_tokens >= len(self.timing.back_off):
            self._refused_tokens = 0
            self._hold_for("sign_in_needed", self._wait_for_sign_in())
            return
        wait = self.timing.back_off[self._refused_tokens]
        self._refused_tokens += 1
        self._hold_for("throttled", _sleep(wait, self.timing.patience, TokenRefused()), wait)

    def _hold_for(self, reason: str, waiting: Coroutine[Any, Any, None], seconds: float | None = None) -> None:
        if self._hold is not None or self._failed is not None:
            waiting.close()
            return
        until = datetime.now(BANGKOK) + timedelta(seconds=seconds) if seconds else None
        self.holds += 1
        self._hold = asyncio.ensure_future(waiting)
        self._hold.add_done_callback(self._held)
        self._update()
        self.telling.held_by = Paused(self.batch, reason, until)
        self.telling.tell()

    def _held(self, task: asyncio.Task[None]) -> None:
        self._hold = self.telling.held_by = None
        self._update()
        if task.cancelled():
            return
        if (error := task.exception()) is not None:
            self.fail(error if isinstance(error, AppError) else AppError("bug", type(error).__name__))
        elif self._failed is None and not self.control.stops:
            self.telling.tell()

    async def _probe(self, lost: _Lost, why: NotSent) -> None:
        """Ask ever more rarely whether the server is there again, and raise `why` once the patience is over."""
        while True:
            pause, left = lost.pause, lost.left(self.timing.patience)
            lost.pause = min(pause * 2, self.timing.slowest_probe)
            await asyncio.sleep(min(pause, max(left, 0.0)))
            try:
                if await self.session.client.reachable():
                    return
            except AppError:
                return  # it answers, if only to say no
            if pause >= left:
                raise why

    async def _wait_for_sign_in(self) -> None:
        if not self.timing.can_ask:
            raise SignInNeeded()
        await self.session.signed_in_again()

    # --- calls ---

    async def turn(self) -> None:
        """Wait for the next call's turn. Where another window or command line that shares the pace was asked for
        silence, or the office's database does not answer, this run is held as well, and says so."""
        try:
            await self.session.client.pace.turn()
        except (Silence, OfficeAway) as error:
            self.react(error)

    async def patiently(self, ask: Callable[[], Awaitable[T]]) -> T:
        """A call that only reads, made again after what a clinic's network does. Raises the last error."""
        for attempt in range(READ_TRIES):
            await self.open()
            try:
                answer = await self._unless_stopped(ask())
            except (NotSent, Throttled, TokenRefused, SignInNeeded, Uncertain, Blocked, OfficeAway) as error:
                self.react(error, reading=True)
                if attempt == READ_TRIES - 1 or isinstance(error, ServiceChanged):
                    raise
            else:
                self.went_well(reading=True)
                return answer
        raise AssertionError("unreachable")

    async def _unless_stopped(self, asking: Awaitable[T]) -> T:
        """The answer; Stop does not wait for one that only reads, which may stand in line for a slowed pace."""
        answer = asyncio.ensure_future(asking)
        try:
            await _either(asyncio.wait([answer]), self.stopped())
            if not answer.done():
                self.check()
            return await answer
        finally:
            answer.cancel()

    async def end(self) -> None:
        """Leave nothing running."""
        if self._hold is not None:
            self._hold.cancel()
            await asyncio.gather(self._hold, return_exceptions=True)


async def once_back(flow: Flow, ask: Callable[[], Awaitable[T]]) -> T:
    """What is asked of the journal, which may be far away: again once it is back. Raises Stopped, or the error that
    ended the run."""
    while True:
        try:
            return await ask()
        except OfficeAway as error:
            flow.react(error)
        await flow.open()


async def _either(*waiting: Coroutine[Any, Any, Any]) -> None:
    """Until one of them is over."""
    tasks = {asyncio.ensure_future(one) for one in waiting}
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()


async def _until(back: Callable[[], Awaitable[None]], patience: float | None, why: AppError) -> None:
    """Until the office's database is back; raises `why` once the patience is over."""
    try:
        async with asyncio.timeout(patience):
            await back()
    except TimeoutError:
        raise why from None


async def _sleep(seconds: float, patience: float | None, why: AppError) -> None:
    """Wait so long; raises `why` once the patience is over."""
    if patience is not None and seconds > patience:
        await asyncio.sleep(patience)
        raise why
    await asyncio.sleep(seconds + 0.05)
