"""What a person says to a run reaches all that is under way, before, during and after."""

from __future__ import annotations

import asyncio

from app.booking.control import Control


def test_all_who_listen_hear_a_stop_and_nobody_after_the_end() -> None:
    heard: list[str] = []

    async def run() -> None:
        control = Control()
        with control.reaches(lambda: heard.append("one")), control.reaches(lambda: heard.append("two")):
            control.stop()
            await asyncio.sleep(0)
        control.stop()
        await asyncio.sleep(0)

    asyncio.run(run())
    assert heard == ["one", "two"]


def test_who_comes_later_hears_what_was_said_before() -> None:
    heard: list[bool] = []

    async def run() -> None:
        control = Control()
        control.pause()
        with control.reaches(lambda: heard.append(control.paused)):
            control.go_on()
            await asyncio.sleep(0)

    asyncio.run(run())
    assert heard == [True, False]
