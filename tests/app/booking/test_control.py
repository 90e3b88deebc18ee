"""What a person says to a run reaches all that is under way, before, during and after."""

from __future__ import annotations

import asyncio

from app.booking.control import Control, Pauses, Timing


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


def test_what_is_waited_for_is_looked_at_ever_more_seldom_but_in_time() -> None:
    """In a minute about a dozen times, also where the first look comes after a second: the practice server."""
    for again, looks in ((5.0, [5] * 12), (1.0, [1, 2, 4, *[5] * 10, 3])):
        pauses, told, left = Pauses(Timing(look_again=again)), list[float](), 60.0
        while left > 0:
            told.append(pauses.next(left))
            left -= told[-1]
        assert told == looks
