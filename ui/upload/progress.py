"""How far a run is, how fast it goes and how long it will still take. Plain arithmetic, no Qt."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from app.events import Event, Silent

SPAN = 15.0  # seconds looked back for the rate
ENOUGH = 1.0  # seconds before a rate is told


class Progress:
    """Times are any monotonic clock's seconds."""

    def __init__(self) -> None:
        self.total = 0
        self.done = 0
        self.silent = 0  # seconds in which the server has answered nothing, though calls wait
        self._points: deque[tuple[float, int]] = deque()

    def start(self, total: int, done: int, now: float) -> None:
        self.total, self.done, self.silent = total, done, 0
        self._points = deque([(now, done)])

    def reach(self, done: int, now: float) -> None:
        self.done = done
        self._points.append((now, done))
        while len(self._points) > 2 and now - self._points[0][0] > SPAN:
            self._points.popleft()

    def listen(self, events: Iterable[Event]) -> None:
        """Of what a run tells, what it says of the server's silence."""
        for event in events:
            if isinstance(event, Silent):
                self.silent = event.seconds

    def hold(self, now: float) -> None:
        """After a pause the rate starts anew."""
        self._points = deque([(now, self.done)])

    @property
    def rate(self) -> float | None:
        """Rows a second, None while it is too early to tell."""
        if len(self._points) < 2:
            return None
        (first, before), (last, after) = self._points[0], self._points[-1]
        return (after - before) / (last - first) if last - first >= ENOUGH and after > before else None

    @property
    def seconds_left(self) -> float | None:
        return (self.total - self.done) / self.rate if self.rate else None

    @property
    def percent(self) -> int:
        return 100 * self.done // self.total if self.total else 0
