"""The cap holds in every sliding second, over all processes; signs of throttling slow everybody down."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.mophic.pacing import SPACING, WINDOW, Ledger, Pace

URL = "http://127.0.0.1:1"


class Clock:
    """A clock that only moves when somebody sleeps on it."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += max(0.0, seconds)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr("app.mophic.pacing.asyncio.sleep", made.sleep)
    return made


def highest_in_any_second(calls: list[float]) -> int:
    return max(sum(1 for other in calls if call <= other < call + 1.0) for call in calls)


async def call(pace: Pace, clock: Callable[[], float], late: float = 0.0) -> float:
    await pace.turn()
    if isinstance(clock, Clock):
        clock.now += late
    await pace.stamp()
    return clock()


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(late=st.lists(st.floats(0, 0.4), min_size=80, max_size=80), cap=st.integers(1, 28))
def test_the_cap_holds_whatever_comes_between(tmp_path: Path, clock: Clock, late: list[float], cap: int) -> None:
    async def run() -> list[float]:
        pace = Pace(tmp_path, f"{URL}{time.perf_counter_ns()}", cap, clock=clock)
        return [await call(pace, clock, delay) for delay in late]

    assert highest_in_any_second(asyncio.run(run())) <= cap


def test_the_allowance_is_used(tmp_path: Path, clock: Clock) -> None:
    async def run() -> list[float]:
        pace = Pace(tmp_path, URL, 28, clock=clock)
        return [await call(pace, clock) for _ in range(281)]

    calls = asyncio.run(run())
    assert 280 / (calls[-1] - calls[0]) >= 28 * 0.95


def test_two_windows_share_one_cap(tmp_path: Path, clock: Clock) -> None:
    async def run() -> list[float]:
        windows = [Pace(tmp_path, URL, 10, clock=clock) for _ in range(2)]
        return [await call(windows[number % 2], clock) for number in range(60)]

    assert highest_in_any_second(asyncio.run(run())) <= 10


CALLS = """
import asyncio, sys, time
from pathlib import Path
from app.mophic.pacing import Pace
async def main():
    pace = Pace(Path(sys.argv[1]), "x", 20)
    for _ in range(25):
        await pace.turn()
        await pace.stamp()
        print(time.perf_counter())
asyncio.run(main())
"""


def test_two_processes_share_one_cap(tmp_path: Path) -> None:
    command = [sys.executable, "-c", CALLS, str(tmp_path)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    calls = [float(line) for process in running for line in process.communicate()[0].splitlines()]
    assert len(calls) == 50
    assert highest_in_any_second(sorted(calls)) <= 20


def test_throttling_halves_the_pace_and_it_comes_back_slowly(tmp_path: Path, clock: Clock) -> None:
    async def gap(pace: Pace) -> float:
        await call(pace, clock)
        return await call(pace, clock) - await call(pace, clock)

    async def run() -> None:
        pace = Pace(tmp_path, URL, 20, clock=clock)
        full = -await gap(pace)
        assert full == pytest.approx(SPACING / 20, rel=0.01)
        pace.slow_down()
        assert -await gap(pace) == pytest.approx(2 * full, rel=0.05)
        pace.slow_down()
        assert -await gap(pace) == pytest.approx(4 * full, rel=0.1)
        clock.now += 30
        assert 4 * full > -await gap(pace) > full * 1.2
        clock.now += 100
        assert -await gap(pace) == pytest.approx(full, rel=0.01)

    asyncio.run(run())


def test_retry_after_is_silence(tmp_path: Path, clock: Clock) -> None:
    async def run() -> float:
        pace = Pace(tmp_path, URL, 20, clock=clock)
        await call(pace, clock)
        pace.slow_down(retry_after=7.0)
        return await call(pace, clock)

    assert asyncio.run(run()) >= 1007.0


def test_a_block_is_known_to_every_window_and_after_a_restart(tmp_path: Path) -> None:
    wall = [5000.0]
    Pace(tmp_path, URL, wall=lambda: wall[0]).block(1800)
    other = Pace(tmp_path, URL, wall=lambda: wall[0], clock=lambda: 3.0)  # the PC was restarted
    assert other.blocked_for == 1800
    wall[0] += 1801
    assert other.blocked_for == 0


def test_growing_latency_slows_down(tmp_path: Path, clock: Clock) -> None:
    pace = Pace(tmp_path, URL, 20, clock=clock)
    for _ in range(50):
        pace.note_latency(0.2)
    before = pace._ledger
    pace.note_latency(5.0)
    with before() as ledger:
        assert ledger.share(clock.now) < 0.85


@pytest.mark.parametrize("damage", [b"", b"x", b"\xff" * (69 * 8), b"\x00" * (69 * 8)])
def test_a_damaged_ledger_begins_anew(damage: bytes) -> None:
    assert Ledger.unpack(damage, 10.0).stamps == []


def test_a_ledger_from_before_a_restart_stops_nobody(tmp_path: Path) -> None:
    old = Ledger(reserved=90_000.0, level_at=90_000.0, stamps=[90_000.0]).pack()
    assert Ledger.unpack(old, 12.0) == Ledger()


def test_the_window_is_wider_than_a_second() -> None:
    assert WINDOW > 1.0
    assert SPACING > WINDOW
