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
from collections import deque
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

from app import clock as clocks
from app.domain.address import identity
from app.errors import Blocked, EnvironmentProblem, Silence
from app.mophic.ledger import MOST, WINDOW, Ledger, LedgerFile, SharedLedger, Work
from app.mophic.limits import DEFAULT_CAP, HIGHEST_CAP, MOST_SILENCE

T = TypeVar("T")

SPACING = 1.043  # the even pace is this much slower than the cap, so that `stamp` seldom has to wait
CATCH_UP = 0.1  # seconds that turns may come late (timers wake late: 16 ms on Windows) without a loss of pace
ON_THE_WAY = 0.05  # seconds before there is room that a call sets out: what is left of them passes in `stamp`
LATE = 0.5  # seconds longer than quick answers take, and one is overdue
IN_A_ROW = 2  # that are later than most answers, by so many seconds: the way may stand still
A_BIT = 0.04
SOME_DOZENS = 60  # answers that tell how long one takes
TELL = 0.25  # seconds between two times that other windows are told of what is overdue
TICK = 0.0005  # seconds: by less no clock goes on
SHORT = 3.0  # seconds: a silence that long is waited for without a word


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
    def is_known(self) -> bool:
        return bool(self._last)

    @property
    def quick(self) -> float:
        """Seconds that an answer takes where nothing holds it up: a quarter of the last ones were quicker. So a server
        that becomes slow for good is known as that after three quarters of them, and a stall that comes again and again
        never is."""
        return self._at(0.25)

    @property
    def most(self) -> float:
        """Seconds that three quarters of the last answers took at most."""
        return self._at(0.75)

    def _at(self, share: float) -> float:
        return sorted(self._last)[int(len(self._last) * share)] if self._last else 0.0

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
        nothing that left after it was answered either, the way stands still, and whatever is on it is held up. So it
        does, and is known sooner, where several in a row are a bit later than most answers. Before the first answer
        nobody knows how long one takes."""
        usually_sent = now - (self._latency.quick + LATE if self._latency.is_known else 0.0)
        mostly_sent = max(usually_sent, now - self._latency.most - A_BIT)
        unheard = [call.sent for call in self.calls if self._heard < call.sent < mostly_sent]
        if len(unheard) >= IN_A_ROW or any(sent < usually_sent for sent in unheard):
            ledger.stood_still = now
        return [call for call in self.calls if call.sent < usually_sent or call.sent <= ledger.stood_still]

    def ended(self, call: UnderWay, answered: bool) -> None:
        self.calls.remove(call)
        if answered:
            self._heard = max(self._heard, call.sent)


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
        self._clock = clock
        name = hashlib.sha256(identity(server_url).encode()).hexdigest()[:16]
        self._folder = folder
        self._shared = SharedLedger(LedgerFile(folder, name), clock, boot)
        self._queue = asyncio.Lock()
        self.latency = Latency()
        self._way = Way(self.latency)
        self._watch: asyncio.TimerHandle | None = None
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
            wait, is_open = self._shared.look(
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
        held_up = call in self._shared.look(self._way.overdue, self._shared.remember)
        if held_up or not answered:
            self._shared.remember(partial(self._count_held_up, [call]))
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
        if self._shared.look(self._way.overdue, self._shared.remember):
            self._shared.remember(partial(self._count_held_up, ()))
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

        self._shared.remember(slower)

    def note_latency(self, seconds: float) -> None:
        def slower(ledger: Ledger, now: float) -> None:
            if now > ledger.level_at + 5.0:
                ledger.slow_to(0.8, now, now)

        if self.latency.is_long(seconds):
            self._shared.remember(slower)

    def block(self, seconds: float) -> None:
        def blocked(ledger: Ledger, now: float) -> None:
            ledger.set_block(seconds, now)
            ledger.slow_to(0.5, now, now)

        self._shared.remember(blocked)

    @property
    def blocked_for(self) -> float:
        return self._shared.look(lambda ledger, now: ledger.blocked_for(now), self._shared.remember)

    @property
    def closed_for(self) -> float:
        return self._shared.look(lambda ledger, now: max(0.0, ledger.closed_until - now), self._shared.remember)

    @property
    def share(self) -> float:
        return self._shared.look(lambda ledger, now: ledger.share(now), self._shared.remember)

    async def close(self) -> None:
        """All is on disk already."""
        if self._watch is not None:
            self._watch.cancel()

    def _change(self, work: Work[T]) -> T:
        """Raises EnvironmentProblem: a call that is not counted must not be made."""
        try:
            return self._shared.change(work)
        except OSError as error:  # Timeout is one
            raise EnvironmentProblem("pace_unusable", type(error).__name__, path=str(self._folder)) from error


def _count_again(ledger: Ledger, calls: Collection[UnderWay], now: float) -> None:
    """As arriving now, instead of where they were counted before."""
    for call in calls:
        with suppress(ValueError):  # long ago
            ledger.stamps.remove(call.counted)
        call.counted = now
    ledger.stamps = [*ledger.stamps, *[now] * len(calls)][-MOST:]
