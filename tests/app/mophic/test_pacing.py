"""The cap holds in every sliding second, over all processes; signs of throttling slow everybody down."""

from __future__ import annotations

import asyncio
import itertools
import math
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.errors import Blocked, EnvironmentProblem, Silence
from app.mophic.ledger import WINDOW
from app.mophic.limits import LIMIT
from app.mophic.pacing import SPACING, Pace
from tests.app.mophic.conftest import Clock
from tests.simulation.clock import Loop

URL = "http://127.0.0.1:1"


def highest_in_any_second(calls: list[float]) -> int:
    return max(sum(1 for other in calls if call <= other < call + 1.0) for call in calls)


async def call(pace: Pace, clock: Callable[[], float], late: float = 0.0) -> float:
    await pace.turn()
    if isinstance(clock, Clock):
        clock.now += late
    left = await pace.stamp()
    pace.ended(left, answered=True)
    return clock()


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(late=st.lists(st.floats(0, 0.4), min_size=80, max_size=80), cap=st.integers(1, 28))
def test_the_cap_holds_whatever_comes_between(
    tmp_path: Path, clock: Clock, no_lock: None, late: list[float], cap: int
) -> None:
    async def run() -> list[float]:
        pace = Pace(tmp_path, f"{URL}{time.perf_counter_ns()}", cap, clock=clock)
        return [await call(pace, clock, delay) for delay in late]

    assert highest_in_any_second(asyncio.run(run())) <= cap


@pytest.mark.usefixtures("no_lock")
def test_the_allowance_is_used(tmp_path: Path, clock: Clock) -> None:
    async def run() -> list[float]:
        pace = Pace(tmp_path, URL, 28, clock=clock)
        return [await call(pace, clock) for _ in range(281)]

    calls = asyncio.run(run())
    assert 280 / (calls[-1] - calls[0]) >= 28 * 0.95


@pytest.mark.usefixtures("no_lock")
@pytest.mark.parametrize("trips", [[0.02], [0.036], [number * 0.01 for number in range(7)]])
def test_the_way_from_a_turn_to_the_first_byte_costs_no_pace(tmp_path: Path, clock: Clock, trips: list[float]) -> None:
    async def run() -> list[float]:
        pace = Pace(tmp_path, URL, 28, clock=clock)
        return [await call(pace, clock, trip) for trip, _ in zip(itertools.cycle(trips), range(561), strict=False)]

    calls = asyncio.run(run())
    assert 560 / (calls[-1] - calls[0]) >= 28 * 0.945


def test_timers_that_wake_late_cost_no_pace(tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    """By up to 16 ms, as those of Windows do."""

    async def sleep(seconds: float) -> None:
        clock.now = math.ceil(round((clock.now + max(0.0, seconds)) / 0.0156, 6)) * 0.0156

    async def run() -> list[float]:
        pace = Pace(tmp_path, URL, 28, clock=clock)
        return [await call(pace, clock) for _ in range(281)]

    monkeypatch.setattr("app.mophic.pacing.asyncio.sleep", sleep)
    calls = asyncio.run(run())
    assert 280 / (calls[-1] - calls[0]) >= 28 * 0.95
    assert highest_in_any_second(calls) <= 28


def test_after_a_call_that_left_late_the_next_ones_wait_before_they_choose_a_connection(
    tmp_path: Path, clock: Clock
) -> None:
    """Not in `stamp`, on a connection that the server closes meanwhile."""

    async def run() -> list[float]:
        pace, waited = Pace(tmp_path, URL, 1, clock=clock), []
        for late in (0.9, 0.0, 0.0, 0.0):
            await pace.turn()
            clock.now += late
            begun = clock()
            left = await pace.stamp()
            waited.append(clock() - begun)
            pace.ended(left, answered=True)
        return waited

    assert max(asyncio.run(run())) < 0.1


def test_who_had_its_turn_before_another_call_left_waits_before_it_chooses_a_connection(
    tmp_path: Path, clock: Clock
) -> None:
    """A booking takes its turn, then the day is looked at once more, then it leaves."""

    async def run() -> float:
        pace = Pace(tmp_path, URL, 1, clock=clock)
        await pace.turn()
        await call(pace, clock)
        await pace.room()
        begun = clock()
        await pace.stamp()
        return clock() - begun

    assert asyncio.run(run()) < 0.1


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
        left = await pace.stamp()
        print(time.perf_counter())
        pace.ended(left, answered=True)
asyncio.run(main())
"""


def test_two_processes_share_one_cap(tmp_path: Path) -> None:
    command = [sys.executable, "-c", CALLS, str(tmp_path)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    calls = [float(line) for process in running for line in process.communicate()[0].splitlines()]
    assert len(calls) == 50
    assert highest_in_any_second(sorted(calls)) <= 20


def test_nobody_counts_while_another_process_does(tmp_path: Path) -> None:
    pace = Pace(tmp_path, URL)
    asyncio.run(pace.turn())
    pace._shared._file.lock.timeout = 0.01
    other = "import sys, filelock; held = filelock.FileLock(sys.argv[1]); held.acquire(); print(flush=True); input()"
    command = [sys.executable, "-c", other, pace._shared._file.lock.lock_file]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "\n"
        for work in (pace.turn, pace.stamp):
            with pytest.raises(EnvironmentProblem) as caught:
                asyncio.run(work())
            assert caught.value.code == "pace_unusable"
        asyncio.run(pace.room())  # only looks, and `stamp` decides
        process.communicate("go on\n")
    asyncio.run(pace.turn())


def test_a_call_locks_the_file_for_its_place_and_to_be_counted_and_for_nothing_else(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What only looks, at room, silence, block and share, waits for no other process, and writes nothing."""
    locks: list[None] = []

    class Lock:
        def __enter__(self) -> None:
            locks.append(None)

        def __exit__(self, *_: object) -> None: ...

    monkeypatch.setattr("app.mophic.ledger.FileLock", lambda *_, **__: Lock())

    async def run() -> None:
        pace = Pace(tmp_path, URL, 28, clock=clock)
        await call(pace, clock)
        locks.clear()
        await pace.turn()
        assert (pace.blocked_for, pace.closed_for, pace.share) == (0, 0, 1)
        await pace.room()
        await pace.stamp()

    asyncio.run(run())
    assert len(locks) == 2


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
        pace.slow_down(retry_after=2.5)
        return await call(pace, clock)

    assert asyncio.run(run()) >= 1002.5


def pace_at(folder: Path, ticks: float, boot: str = "b") -> Pace:
    return Pace(folder, URL, clock=lambda: ticks, boot=lambda: boot)


def test_a_block_is_known_to_every_window(tmp_path: Path) -> None:
    pace_at(tmp_path, 900.0).block(1800)
    assert pace_at(tmp_path, 1000.0).blocked_for == 1700
    assert pace_at(tmp_path, 2701.0).blocked_for == 0


def test_a_block_lasts_in_full_from_a_restart_on_and_no_longer_whatever_the_clock_on_the_wall_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody sets the clock a day ahead, or right, and starts the PC anew: nobody knows how long ago the block was,
    only that it was before that start."""
    pace_at(tmp_path, 900.0).block(1800)
    for wall in (0.0, 1e9, 4e9):
        monkeypatch.setattr("time.time", lambda wall=wall: wall)
        assert pace_at(tmp_path, 3.0, "restarted").blocked_for == 1797
    assert pace_at(tmp_path, 1603.0, "restarted").blocked_for == 197
    assert pace_at(tmp_path, 1801.0, "restarted").blocked_for == 0


def test_nothing_leaves_while_another_window_has_met_a_block(tmp_path: Path, clock: Clock) -> None:
    async def run() -> None:
        pace, other = (Pace(tmp_path, URL, 20, clock=clock) for _ in range(2))
        await pace.turn()
        other.block(60)
        with pytest.raises(Blocked):
            await pace.stamp()

    asyncio.run(run())


def test_a_long_retry_after_is_kept_by_every_window(tmp_path: Path, clock: Clock) -> None:
    async def run() -> None:
        pace, other = (Pace(tmp_path, URL, 20, clock=clock) for _ in range(2))
        await call(pace, clock)
        pace.slow_down(retry_after=500.0)
        assert other.closed_for == 500.0
        with pytest.raises(Silence):
            await call(other, clock)
        await clock.sleep(500.0)
        await call(other, clock)

    asyncio.run(run())


@pytest.mark.parametrize("seconds", [1e10, float("inf"), float("nan"), -1.0])
def test_a_senseless_retry_after_is_bounded(tmp_path: Path, clock: Clock, seconds: float) -> None:
    pace = Pace(tmp_path, URL, 20, clock=clock)
    pace.slow_down(retry_after=seconds)
    assert 0 <= pace.closed_for <= 600


def test_a_turn_names_the_silence_that_another_window_was_told(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    pace, other = (Pace(tmp_path, URL, 1, clock=clock) for _ in range(2))
    told: list[float] = []

    async def sleep(seconds: float) -> None:
        if seconds and not told:
            told.append(100.0)
            other.slow_down(retry_after=100.0)
        await clock.sleep(seconds)

    monkeypatch.setattr("app.mophic.pacing.asyncio.sleep", sleep)

    async def run() -> None:
        await pace.turn()
        await pace.turn()

    with pytest.raises(Silence) as caught:
        asyncio.run(run())
    assert 98.0 <= caught.value.retry_after <= 100.0


def test_growing_latency_slows_down(tmp_path: Path, clock: Clock) -> None:
    pace = Pace(tmp_path, URL, 20, clock=clock)
    for _ in range(50):
        pace.note_latency(0.2)
    assert pace.share == 1.0
    pace.note_latency(5.0)
    assert pace.share < 0.85


# --- answers that come late ---


class Network:
    """The way to the server, which stands still now and then and afterwards delivers all at once, and the server."""

    def __init__(self, loop: Loop, takes: float | Callable[[], float], *still: tuple[float, float]) -> None:
        """`takes`: seconds for each answer, or the next; `still`: from when until when."""
        self._loop, self.takes, self._still = loop, takes, still
        self.arrivals: list[float] = []

    async def call(self, pace: Pace, answered: bool = True) -> None:
        await pace.turn()
        left = await pace.stamp()
        now = self._loop.time()
        await asyncio.sleep(next((until - now for since, until in self._still if since <= now < until), 0.002))
        self.arrivals.append(self._loop.time())
        await asyncio.sleep(self.takes() if callable(self.takes) else self.takes)
        pace.ended(left, answered=answered)
        if answered:
            pace.note_latency(self._loop.time() - now)


def booked(loop: Loop, network: Network, calls: list[tuple[Pace, int]]) -> float:
    """So many calls of each window. The share of the cap that was used."""

    async def all_of_them() -> None:
        await asyncio.gather(*(network.call(pace) for pace, many in calls for _ in range(many)))

    loop.run_until_complete(all_of_them())
    network.arrivals.sort()
    return (len(network.arrivals) - 1) / (network.arrivals[-1] - network.arrivals[0]) / calls[0][0].cap


@pytest.fixture
def loop(no_lock: None) -> Iterator[Loop]:
    made = Loop()
    made.now = 1000.0
    yield made
    made.close()


@pytest.mark.parametrize(("cap", "takes", "seconds"), [(20, 0.01, 1.0), (28, 0.3, 3.0), (5, 0.1, 20.0)])
def test_what_a_stalled_way_delivers_at_once_is_no_more_than_the_cap_with_what_is_sent_after_it(
    tmp_path: Path, loop: Loop, cap: int, takes: float, seconds: float
) -> None:
    network = Network(loop, takes, (1004.0, 1004.0 + seconds))
    booked(loop, network, [(Pace(tmp_path, URL, cap, clock=loop.time), 8 * cap)])
    assert highest_in_any_second(network.arrivals) <= cap


@pytest.mark.parametrize("seconds", [0.06, 0.1, 0.15, 0.3, 0.48, 0.52])
@pytest.mark.parametrize("cap", [20, 24, 28])
def test_a_short_stall_brings_no_more_than_the_server_allows(
    tmp_path: Path, loop: Loop, cap: int, seconds: float
) -> None:
    network = Network(loop, 0.1, *((1004.0 + 3.4 * n, 1004.0 + 3.4 * n + seconds) for n in range(3)))
    booked(loop, network, [(Pace(tmp_path, URL, cap, clock=loop.time), 13 * cap)])
    assert highest_in_any_second(network.arrivals) <= LIMIT


def test_the_very_first_call_may_be_held_up_too(tmp_path: Path, loop: Loop) -> None:
    """Of which nobody knows yet how long it usually takes."""
    network, pace = Network(loop, 0.1, (1000.0, 1000.37)), Pace(tmp_path, URL, 5, clock=loop.time)

    async def one_after_the_other() -> None:
        for _ in range(12):
            await network.call(pace)

    loop.run_until_complete(one_after_the_other())
    assert highest_in_any_second(network.arrivals) <= 5


def test_answers_that_take_now_longer_now_shorter_cost_no_pace(tmp_path: Path, loop: Loop) -> None:
    """From 0.15 to 0.45 s: two in a row that are a bit later than most are seldom."""
    takes = itertools.cycle([0.15 + 0.3 * (n * 7 % 20) / 19 for n in range(20)])
    used = booked(loop, Network(loop, takes.__next__), [(Pace(tmp_path, URL, 28, clock=loop.time), 400)])
    assert used >= 0.93


def test_a_way_that_stalls_again_and_again_delivers_no_more_than_the_cap(tmp_path: Path, loop: Loop) -> None:
    network = Network(loop, 0.1, *((1004.0 + 4.0 * n, 1006.5 + 4.0 * n) for n in range(4)))
    booked(loop, network, [(Pace(tmp_path, URL, 28, clock=loop.time), 250)])
    assert highest_in_any_second(network.arrivals) <= 28


@pytest.mark.parametrize("few", [3, 12])
def test_what_is_overdue_in_a_window_that_sends_nothing_more_counts_for_the_others(
    tmp_path: Path, loop: Loop, few: int
) -> None:
    """`few`: calls of the first window."""
    network = Network(loop, 0.1, (1001.0, 1005.0))
    windows = [Pace(tmp_path, URL, 20, clock=loop.time) for _ in range(2)]
    booked(loop, network, [(windows[0], few), (windows[1], 90)])
    assert highest_in_any_second(network.arrivals) <= 20


def test_where_the_way_stood_still_for_one_window_it_did_for_the_others(tmp_path: Path, loop: Loop) -> None:
    """What left late in that time is not overdue itself."""

    async def run() -> float:
        one, other = (Pace(tmp_path, URL, 2, clock=loop.time) for _ in range(2))
        early = await one.stamp()
        await asyncio.sleep(0.4)
        late = await other.stamp()
        await asyncio.sleep(0.4)
        one.ended(early, answered=True)
        other.ended(late, answered=True)
        arrived = loop.time()
        await other.stamp()
        return loop.time() - arrived

    assert loop.run_until_complete(run()) > 1.0


def test_a_call_whose_connection_broke_may_have_arrived_just_then(tmp_path: Path, loop: Loop) -> None:
    async def run() -> None:
        pace, other = (Pace(tmp_path, URL, 2, clock=loop.time) for _ in range(2))
        network = Network(loop, 0.3)
        await asyncio.gather(network.call(pace, answered=False), network.call(pace, answered=False))
        broke = loop.time()
        await network.call(other)
        assert network.arrivals[-1] > broke + 0.5
        await network.call(other)
        assert network.arrivals[-1] > broke + 1.0

    loop.run_until_complete(run())


@pytest.mark.parametrize("takes", [0.3, 0.7])
def test_how_long_answers_usually_take_costs_no_pace(tmp_path: Path, loop: Loop, takes: float) -> None:
    pace = Pace(tmp_path, URL, 28, clock=loop.time)
    booked(loop, Network(loop, takes), [(pace, 100)])  # whatever came before
    assert booked(loop, Network(loop, takes), [(pace, 281)]) >= 0.945


def test_a_server_that_becomes_slow_for_good_has_the_pace_back_after_a_hundred_calls(
    tmp_path: Path, loop: Loop
) -> None:
    pace, network = Pace(tmp_path, URL, 20, clock=loop.time), Network(loop, 0.1)
    booked(loop, network, [(pace, 100)])
    network.takes = 2.0
    begun = loop.time()
    booked(loop, network, [(pace, 100)])
    assert loop.time() - begun < 25.0
    assert booked(loop, Network(loop, 2.0), [(pace, 200)]) >= 0.9


def test_one_call_that_is_never_answered_costs_its_own_place_and_no_more(tmp_path: Path, loop: Loop) -> None:
    async def run() -> float:
        pace, network, stuck = Pace(tmp_path, URL, 20, clock=loop.time), Network(loop, 0.3), Network(loop, 30.0)
        await asyncio.gather(*(network.call(pace) for _ in range(40)))
        lost = asyncio.ensure_future(stuck.call(pace, answered=False))
        begun = loop.time()
        await asyncio.gather(*(network.call(pace) for _ in range(200)))
        lost.cancel()
        return 200 / (loop.time() - begun) / 20

    assert loop.run_until_complete(run()) >= 0.85


def test_the_window_is_wider_than_a_second() -> None:
    assert WINDOW > 1.0
    assert SPACING > WINDOW
