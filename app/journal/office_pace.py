"""One pace for one account over all PCs of an office.

Its database hands out places, each a moment of the database's clock at which one call may leave (`office_places`); what
has passed unused lapses. So no PC's clock counts, and how late a PC is says only how much later its calls leave. This
PC's own pace (`app.mophic.pacing`) counts every call as well: what else runs here without the office, or a database
that was put back from yesterday, can't get past it.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Collection
from contextlib import suppress
from functools import partial
from pathlib import Path

from app import clock as clocks
from app.domain.office import OfficeAddress
from app.errors import Blocked, EnvironmentProblem, OfficeAway, Silence
from app.journal.office_places import HORIZON, Change, Counter, Lease, Told, Wish
from app.mophic.pacing import SHORT, Pace, UnderWay

WINDOW = 1.05  # seconds that hold no more places than the cap; what is above one goes to all that makes calls close up
JITTER = 0.016  # seconds by which calls that left in good order may close up on their way, at least
LATE = (0.010, 0.012)  # seconds after its place that a call may leave, over a long way and over none
WAY_BACK = 0.5  # of the way to the database and back: by so much the clock that we know is late
AHEAD = 0.08  # seconds before its place, and the way to the database, that a call's turn comes: it must connect
STANDING = 6  # calls that wait for their moment; more are not sent after them
OWN_WINDOW = 1.01  # seconds, of this PC's own pace: it need not wait where calls leave a little late
FRESH = 0.6  # seconds: nobody leaves on older news of the database
PATIENCE = 5.0  # seconds without an answer, and the database is away
_LOOK = 0.25  # seconds between two questions of somebody who waits
_DRIFT = 200e-6  # seconds a second that two clocks drift apart, at most
_STEP = 0.05  # seconds more than can be explained: somebody set the database's clock
_TELLING = 3.0  # seconds for the last words
TELL_AGAIN = 0.1  # seconds in which what is held up is gathered before the database is told
_APART = 1e-5  # seconds between such calls: a place is one call's


class DatabaseClock:
    """The database's clock by this PC's ticks: never ahead of it, behind by what its answers take on their way."""

    def __init__(self) -> None:
        self.way = 0.0  # seconds to the database and back, at best
        self._lead: float | None = None  # of the database's clock before our ticks, at least
        self._at = 0.0

    def now(self, ticks: float) -> float:
        return ticks + (self._lead or 0.0)

    def hear(self, asked: float, answered: float, said: float) -> bool:
        """It said so between those two ticks. False: it does not go on as it did, for somebody has set it."""
        way = answered - asked
        least, most = said - answered, said - asked
        drift = _DRIFT * (answered - self._at) + _STEP
        lead = least if self._lead is None else self._lead
        goes_on = least - self.way - drift <= lead <= most + drift
        if self._lead is None or not goes_on:
            self.way, self._lead = way, least
        else:
            self.way = min(way, self.way + 0.001)
            self._lead = max(lead - drift + _STEP, least)
        self._at = answered
        return goes_on


class HeldUp:
    """Calls that the way to the server may hold up and bring all at once: what this PC's own pace counts as arriving
    now (`app.mophic.pacing`), the places of all PCs count so, too."""

    def __init__(self, own: Pace, ask: Callable[[Change], None], now: Callable[[], float]) -> None:
        """`own`: the pace of this PC alone; `ask`: tells the database; `now`: by its clock."""
        self._own, self._ask, self._now = own, ask, now
        own.tell_again = self._note
        self._places: dict[UnderWay, float] = {}  # where the database has each call that is under way
        self._again: dict[UnderWay, float] = {}  # the same, of those that it is to be told of
        self._timer: asyncio.TimerHandle | None = None
        self._told_at = 0.0  # by the database's clock

    def left(self, call: UnderWay, place: float) -> None:
        self._places[call] = place

    def ended(self, call: UnderWay, *, answered: bool) -> None:
        self._own.ended(call, answered=answered)
        self._places.pop(call, None)

    def _note(self, calls: Collection[UnderWay]) -> None:
        for call in calls:
            if call in self._places:
                self._again.setdefault(call, self._places[call])
        if self._again and self._timer is None:  # at once the first time
            soon = max(0.0, self._told_at + TELL_AGAIN - self._now())
            self._timer = asyncio.get_running_loop().call_later(min(soon, TELL_AGAIN), self.tell)

    def tell(self) -> None:
        """Each at a place of its own."""
        if self._timer is not None:
            self._timer.cancel()
        self._timer = None
        if not self._again:
            return
        now, before = self._now(), list(self._again.values())
        self._told_at = now
        places = [now + number * _APART for number in range(len(before))]
        for call, place in zip(self._again, places, strict=True):
            if call in self._places:
                self._places[call] = place
        self._again.clear()
        self._ask(Change.again(before, places))


class OfficePace:
    """The pace of all calls of an office to one server, see `Pacing`. Make it inside the loop that uses it."""

    def __init__(self, address: OfficeAddress, own: Pace, name: str, ticks: Callable[[], float] = clocks.ticks) -> None:
        """`own`: the pace of this PC alone; `name`: the server's, the same on every PC."""
        self.cap, self._own, self._ticks = own.cap, own, ticks
        self._clock, self._told, self._latency = DatabaseClock(), Told(), own.latency
        loop = asyncio.get_running_loop()
        self._counter = Counter(
            address, name, partial(_hand_over, loop, self._hear), partial(_hand_over, loop, self._fail), ticks
        )
        self._held_up = HeldUp(own, self._counter.ask, lambda: self._now)
        self.ended = self._held_up.ended
        self._places: deque[float] = deque()  # where calls may leave
        self._turns: deque[float] = deque()  # the same, for who has no turn yet
        self._lapsed: list[float] = []
        self._passed: deque[float] = deque()  # the last turns, in ticks
        self._queue, self._line = asyncio.Lock(), asyncio.Lock()
        self._standing = 0  # in that line
        self._news = asyncio.Event()
        self._asked: float | None = None  # the oldest question without an answer, in ticks
        self._waits_for_answer = False
        self._answered_in = 0.0  # seconds, the last one
        self._known_at = -FRESH  # ticks
        self._quiet_until = 0.0  # ticks
        self._trouble: EnvironmentProblem | None = None

    # --- two gates ---

    async def turn(self) -> None:
        async with self._queue:
            while True:
                now = self._now
                if (silence := self.closed_for) > SHORT:
                    raise Silence(silence)
                self._forget(self._turns, now)
                wait = self._turns[0] - AHEAD - self._clock.way - now if self._turns else 0.0
                if not self._turns or silence or not self._is_fresh:
                    await self._hear_news(more=not self._turns)
                elif self._standing >= STANDING or wait > 0:
                    await self._rest(wait if wait > 0 else _LOOK)
                else:
                    self._turns.popleft()
                    self._passed.append(self._ticks())
                    return

    async def room(self) -> None:
        await self._own.room()

    async def stamp(self) -> UnderWay:
        self._standing += 1
        try:
            async with self._line:
                place = await self._place()
                call = await self._own.stamp()  # another program of this PC may have called meanwhile
                try:
                    while self._now - place > self._late:
                        self._lapsed.append(place)
                        place = await self._place()
                except BaseException:
                    self._own.ended(call, answered=True)  # nor will it leave
                    raise
                self._held_up.left(call, place)
                return call
        finally:
            self._standing -= 1
            self._wake()

    async def _place(self) -> float:
        """The next one, when its moment has come."""
        while True:
            if self.blocked_for:
                raise Blocked()
            now = self._now
            self._lapsed += self._forget(self._places, now)
            while self._places and self._places[0] < self._told.room_from - _APART:
                self._lapsed.append(self._places.popleft())
            if not self._places or not self._is_fresh:
                await self._hear_news(more=not self._places)
            elif (wait := self._places[0] - now) > 0:
                await asyncio.sleep(min(wait, _LOOK))
            else:
                return self._places.popleft()

    # --- what everybody is told ---

    def slow_down(self, retry_after: float = 0.0) -> None:
        self._own.slow_down(retry_after)
        self._counter.ask(Change.slower(0.5, retry_after))

    def note_latency(self, seconds: float) -> None:
        if self._latency.is_long(seconds):
            self._counter.ask(Change.slower(0.8, rest=5.0))

    def block(self, seconds: float) -> None:
        self._own.block(seconds)
        self._counter.ask(Change.block(seconds))
        self._counter.ask(Change.slower(0.5))

    @property
    def blocked_for(self) -> float:
        return max(self._own.blocked_for, self._told.blocked_for(self._now))

    @property
    def closed_for(self) -> float:
        return max(self._own.closed_for, self._told.closed_for(self._now))

    @property
    def share(self) -> float:
        return self._told.share(self._now)

    async def close(self) -> None:
        self._held_up.tell()
        await asyncio.to_thread(self._counter.close, _TELLING)

    # --- the database ---

    @property
    def _now(self) -> float:
        """By the database's clock."""
        return self._clock.now(self._ticks())

    @property
    def _late(self) -> float:
        """Seconds after its place that a call may leave."""
        least, most = LATE
        return max(least, min(most, WINDOW - 1.0 - JITTER - self._clock.way * WAY_BACK))

    @property
    def _is_fresh(self) -> bool:
        return self._ticks() - self._known_at <= FRESH

    def _forget(self, places: deque[float], now: float) -> list[float]:
        """Those that have passed, taken out."""
        passed = []
        while places and now - places[0] > self._late:
            passed.append(places.popleft())
        return passed

    async def _hear_news(self, *, more: bool) -> None:
        """Ask, where nobody has, and wait for a word; `more`: for places too. Raises EnvironmentProblem where there is
        none for long."""
        now = self._ticks()
        self._asked = now if self._asked is None else self._asked
        if not self._waits_for_answer and now >= self._quiet_until:
            self._waits_for_answer = True
            lapsed, self._lapsed = self._lapsed, []
            self._counter.ask(Wish(self._appetite(now) if more else 0, self.cap, self._window, lapsed))
        trouble = self._trouble
        if trouble is not None and trouble.code not in OfficeAway.passing:
            self._asked = self._trouble = None  # whoever tries again asks again
            raise trouble
        if now - self._asked > PATIENCE:
            self._asked = None
            raise self._away(trouble)
        await self._rest(_LOOK)

    def _away(self, trouble: EnvironmentProblem | None) -> OfficeAway:
        """Why nobody may leave. Where it answers, and too late each time, that is said, with the figure."""
        where = self._counter.where
        if trouble is not None:
            return OfficeAway("", self._back, trouble.code, **trouble.params | {"path": where})
        if (way := self._answered_in) > FRESH - _LOOK:
            return OfficeAway("", self._back, "office_slow", path=where, seconds=f"{way:.1f}")
        return OfficeAway("", self._back, path=where, kind="no answer")

    async def _back(self) -> None:
        """Until the database answers."""
        while not self._is_fresh:
            with suppress(OfficeAway):
                await self._hear_news(more=False)

    def _appetite(self, now: float) -> int:
        """As many places as turns were taken lately, those that stand in line and one more; what lies far ahead is not
        given anyway."""
        while self._passed and self._passed[0] < now - HORIZON:
            self._passed.popleft()
        return len(self._passed) + self._standing + 1

    @property
    def _window(self) -> float:
        """A long way makes us late by more than a second's spare time: then places lie further apart."""
        return max(WINDOW, 1.0 + self._clock.way * WAY_BACK + self._late + JITTER)

    def _hear(self, lease: Lease) -> None:
        self._waits_for_answer, self._asked, self._trouble = False, None, None
        self._told, self._known_at = lease.told, lease.asked
        self._answered_in = lease.answered - lease.asked
        if self._clock.hear(lease.asked, lease.answered, lease.now):
            self._places += lease.places
            self._turns += lease.places
        else:  # what was given by another clock may lie anywhere
            self._places.clear()
            self._turns.clear()
            self._quiet_until = self._ticks() + WINDOW
        self._wake()

    def _fail(self, error: EnvironmentProblem) -> None:
        self._waits_for_answer, self._trouble = False, error
        self._quiet_until = self._ticks() + _LOOK
        self._wake()

    # --- waiting ---

    def _wake(self) -> None:
        self._news.set()
        self._news = asyncio.Event()

    async def _rest(self, seconds: float) -> None:
        """So long, or until there are news."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._news.wait()


def own_pace(folder: Path, server_url: str, cap: int) -> Pace:
    """This PC's own pace, beside that of the office."""
    return Pace(folder, server_url, cap, window=OWN_WINDOW)


def _hand_over(loop: asyncio.AbstractEventLoop, work: Callable[..., None], word: object) -> None:
    with suppress(RuntimeError):  # the loop has ended meanwhile
        loop.call_soon_threadsafe(work, word)
