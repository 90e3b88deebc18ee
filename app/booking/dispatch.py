"""One dispatcher takes turns, calls fly side by side; the flow holds and ends them."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

from app.booking.flow import Flow
from app.booking.line import Line
from app.errors import AppError
from app.mophic.client import Flight

Item = TypeVar("Item")

IN_FLIGHT = 56  # reaches the cap of 28 at 2 s latency


class Dispatcher:
    def __init__(self, flow: Flow, most: Callable[[], int] = lambda: IN_FLIGHT) -> None:
        """`most`: calls side by side, now."""
        self._flow, self._most = flow, most
        self._flying: dict[asyncio.Task[None], Flight] = {}

    async def send_all(
        self,
        line: Line[Item],
        send: Callable[[Item, Flight], Awaitable[bool]],
        before: Callable[[Item], Awaitable[None]] | None = None,
    ) -> None:
        """Send each of the line once it is its turn; `send` tells whether it has to go back into it. `before`: awaited
        before the next one is taken, while nothing new starts.

        Raises Stopped or the error that ended the run, after the calls in flight have ended or had their time.
        """
        dispatch = asyncio.ensure_future(self._dispatch(line, send, before))
        stop = asyncio.ensure_future(self._flow.stopped())
        try:
            await asyncio.wait({dispatch, stop}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            stop.cancel()
            dispatch.cancel()
            await self._land()
        await asyncio.gather(dispatch, return_exceptions=True)
        self._flow.check()
        if not dispatch.cancelled() and (error := dispatch.exception()):
            raise error

    async def _dispatch(
        self,
        line: Line[Item],
        send: Callable[[Item, Flight], Awaitable[bool]],
        before: Callable[[Item], Awaitable[None]] | None,
    ) -> None:
        while len(line) or self._flying:
            await self._flow.open()
            if not len(line) or len(self._flying) >= self._most():
                if self._flying:  # the last may have landed while the run was held
                    await asyncio.wait(self._flying, return_when=asyncio.FIRST_COMPLETED)
                continue
            await self._flow.turn()
            if not await self._is_ready(line, before):
                continue
            flight = Flight(turn_taken=True)
            task = asyncio.ensure_future(self._fly(line, line.take(), flight, send))
            self._flying[task] = flight
            self._flow.telling.airborne(len(self._flying))
            task.add_done_callback(self._landed)

    async def _is_ready(self, line: Line[Item], before: Callable[[Item], Awaitable[None]] | None) -> bool:
        """Whether the first of the line may leave now. One that leaves the line meanwhile takes nobody's turn."""
        while self._flow.is_open and len(line):
            item = line.first()
            if before is not None:
                await before(item)
            if self._flow.is_open and len(line) and line.first() is item:
                return True
        return False

    async def _fly(
        self, line: Line[Item], item: Item, flight: Flight, send: Callable[[Item, Flight], Awaitable[bool]]
    ) -> None:
        if await send(item, flight):
            line.back(item)

    def _landed(self, task: asyncio.Task[None]) -> None:
        self._flying.pop(task, None)
        self._flow.telling.airborne(len(self._flying))
        if not task.cancelled() and (error := task.exception()) is not None:
            self._flow.fail(error if isinstance(error, AppError) else AppError("bug", repr(error)))

    async def _land(self) -> None:
        """Nothing unsent starts any more; what is in flight gets its time, then ends in doubt."""
        for task, flight in list(self._flying.items()):
            if not flight.sent:
                task.cancel()
        ends = time.monotonic() + self._flow.timing.stop_grace
        while self._flying and self._flow.control.stops < 2 and (left := ends - time.monotonic()) > 0:
            await asyncio.wait(list(self._flying), timeout=min(left, 0.1), return_when=asyncio.FIRST_COMPLETED)
        for task in list(self._flying):
            task.cancel()
        if self._flying:
            await asyncio.wait(list(self._flying))
