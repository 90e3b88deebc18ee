"""One dispatcher takes turns; the run may be held at any moment."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any, cast

from app.booking.control import Control
from app.booking.dispatch import Dispatcher
from app.booking.flow import Flow
from app.booking.line import Queue
from app.mophic.client import Flight
from tests.world import QUICK


class Held:
    """A run that is held after its first call has left, until that one has landed."""

    is_open, control, timing = True, Control(), QUICK

    def __init__(self) -> None:
        self.landed = asyncio.Event()
        self.calls = 0
        self.telling = SimpleNamespace(airborne=lambda flying: flying or self.landed.set())

    async def open(self) -> None:
        self.calls += 1
        if self.calls == 2:
            await self.landed.wait()

    async def turn(self) -> None: ...
    async def stopped(self) -> None:
        await asyncio.Event().wait()

    def check(self) -> None: ...
    def fail(self, error: Exception) -> None:
        raise error


def test_a_hold_while_the_last_call_is_under_way_ends_no_run() -> None:
    sent = []

    async def send(item: int, _flight: Flight) -> bool:
        await asyncio.sleep(0)
        sent.append(item)
        return False

    async def run() -> None:
        await Dispatcher(cast(Flow, cast(Any, Held()))).send_all(Queue([1]), send)

    asyncio.run(run())
    assert sent == [1]
