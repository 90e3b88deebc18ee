"""What a person says to a running batch, from any thread, and how patient the batch is."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from app.domain.address import Server
from app.mophic.limits import BLOCK_SECONDS

ABSENT_AFTER = 60.0  # seconds; the practice server's too: it can be as late as the real one
SHOWN_AFTER = 60.0
ALONE = 3  # times as long where one witness stands alone, or against the other


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds. All of it ASSUMED but for the length of a block: nobody outside knows the server's own time-outs."""

    absent_after: float = ABSENT_AFTER  # a call sent this long ago has had its effect, and shows it, or never will
    shown_after: float = SHOWN_AFTER  # what the server said it booked is shown by then, or only a person can tell
    look_again: float = 5.0  # between looks at a row in doubt
    stop_grace: float = 10.0  # calls in flight get this long when stopping
    block_wait: float = BLOCK_SECONDS + 30.0
    first_probe: float = 1.0  # while offline; doubles up to `slowest_probe`
    slowest_probe: float = 20.0
    patience: float | None = None  # offline or in trouble for longer ends the run; None: until a person stops it
    back_off: tuple[float, ...] = (5.0, 15.0, 45.0)  # when even a fresh token is refused; then a person must sign in
    renewal_gap: float = 30.0  # between two renewals of the token
    can_ask: bool = True  # somebody is there to sign in again

    @property
    def alone_after(self) -> float:
        """The same where the other witness can't tell, or says otherwise."""
        return ALONE * self.absent_after

    @classmethod
    def of(cls, server: Server, *, patience: float | None = None, can_ask: bool = True) -> Timing:
        if server.practice:  # a server on this PC: it answers at once, its block is short
            return cls(
                absent_after=ABSENT_AFTER,
                shown_after=SHOWN_AFTER,
                look_again=1.0,
                block_wait=5.0,
                slowest_probe=4.0,
                back_off=(0.5, 1.5, 4.5),
                renewal_gap=2.0,
                patience=patience,
                can_ask=can_ask,
            )
        return cls(patience=patience, can_ask=can_ask)


class Pauses:
    """Between looks at what does not show yet: twice as long each time, as what did not show at once shows late, up to
    a twelfth of the wait."""

    def __init__(self, timing: Timing) -> None:
        self._again = self._next = timing.look_again
        self._longest = max(timing.look_again, timing.absent_after / 12)

    def next(self, due: float) -> float:
        """Seconds; not past the moment at which something is `due` to be believed."""
        seconds, self._next = self._next, min(2 * self._next, self._longest)
        return max(self._again, min(seconds, due))


class Control:
    """Pause, go on, stop. Safe to call from any thread, before, during and after a run."""

    def __init__(self) -> None:
        self.paused = False
        self.stops = 0  # 1: nothing new starts; 2: nor is anything in flight waited for
        self._loop: asyncio.AbstractEventLoop | None = None
        self._listeners: list[Callable[[], None]] = []

    def pause(self) -> None:
        self.paused = True
        self._changed()

    def go_on(self) -> None:
        self.paused = False
        self._changed()

    def stop(self) -> None:
        self.stops += 1
        self._changed()

    @contextmanager
    def reaches(self, tell: Callable[[], None]) -> Iterator[None]:
        """For a run itself, in its loop: `tell` hears of each change meanwhile, and of what was said before. Several
        may listen at once."""
        self._loop = asyncio.get_running_loop()
        self._listeners.append(tell)
        try:
            if self.paused or self.stops:
                tell()
            yield
        finally:
            self._listeners.remove(tell)

    def _changed(self) -> None:
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._tell)

    def _tell(self) -> None:
        for tell in tuple(self._listeners):
            tell()
