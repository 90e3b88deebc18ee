"""For how long the server has answered nothing, while calls wait for it. May be asked from any thread."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

QUIET = 5.0  # seconds without any answer, after which it is said
TELL = 1.0  # seconds between two looks


class Awaited:
    """The calls of one client that left and have no answer yet."""

    def __init__(self) -> None:
        self._out: dict[int, float] = {}  # call -> when it left
        self._heard = 0.0  # when the last answer came

    def left(self, call: object) -> None:
        self._out[id(call)] = time.monotonic()

    def over(self, call: object, *, answered: bool) -> None:
        if self._out.pop(id(call), None) is not None and answered:
            self._heard = time.monotonic()

    def seconds(self) -> float:
        """Since anything was heard, or since the oldest call left that waits; 0 where none does."""
        waiting = tuple(self._out.values())
        return time.monotonic() - max(self._heard, min(waiting)) if waiting else 0.0


async def tell_silence(awaited: Awaited, tell: Callable[[int], None]) -> None:
    """Until cancelled: each second of a silence its seconds, and 0 once it is over."""
    told = False
    while True:
        await asyncio.sleep(TELL)
        seconds = awaited.seconds()
        silent = seconds >= QUIET
        if silent or told:
            tell(int(seconds) if silent else 0)
        told = silent
