"""One pace for all PCs of an office: places come from its database, by its clock; what one PC is told holds for all."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import psycopg
import pytest

from app.clock import ticks
from app.domain.office import OfficeAddress
from app.errors import Blocked, OfficeAway, Silence
from app.journal import office_pace, office_places
from app.journal.office_pace import DatabaseClock, OfficePace, own_pace
from app.journal.office_places import Change, Counter, Lease, Wish
from app.mophic.pacing import Pace, UnderWay
from tests.way import Way

URL = "http://127.0.0.1:1"
WINDOW = office_pace.WINDOW


@pytest.fixture
def address(office: OfficeAddress) -> OfficeAddress:
    """An office whose tables stand, but for those of the pace."""
    ask(office, f"CREATE SCHEMA {office.schema}")
    return office


def ask(address: OfficeAddress, statement: str) -> list[Any]:
    with psycopg.connect(address.url, autocommit=True, options=f"-c search_path={address.schema}") as connection:
        found = connection.execute(statement.encode())
        return found.fetchall() if found.description else []


@contextmanager
def counters(address: OfficeAddress, many: int) -> Iterator[list[Counter]]:
    made = [Counter(address, "x", lambda _: None, lambda _: None) for _ in range(many)]
    yield made
    for one in made:
        one._hang_up()


def lease(counter: Counter, many: int = 12, cap: int = 28, lapsed: tuple[float, ...] = ()) -> list[float]:
    return list(counter._lease(Wish(many, cap, WINDOW, lapsed)).places)


def most_within(places: list[float], seconds: float) -> int:
    return max(sum(one <= other < one + seconds - 1e-6 for other in places) for one in places)


def with_paces(
    address: OfficeAddress,
    folder: Path,
    apart: list[float],
    work: Callable[..., Coroutine[Any, Any, Any]],
    cap: int = 20,
) -> Any:
    """`apart`: how much the clocks of these PCs differ, in seconds."""

    async def run() -> Any:
        paces = []
        for number, off in enumerate(apart):
            pc = folder / str(number)
            pc.mkdir()
            paces.append(OfficePace(address, own_pace(pc, URL, cap), "x", lambda off=off: ticks() + off))
        try:
            return await work(*paces)
        finally:
            for pace in paces:
                await pace.close()

    return asyncio.run(run())


# --- the places ---


def test_however_many_pcs_ask_at_once_no_second_holds_more_places_than_the_cap(address: OfficeAddress) -> None:
    with counters(address, 4) as pcs, ThreadPoolExecutor(4) as threads:
        given = threads.map(lambda pc: [lease(pc, 1 + n % 5, 10 + n % 2) for n in range(15)], pcs)
        places = sorted(itertools.chain(*itertools.chain(*given)))
    assert len(places) == len(set(places)) >= 60
    assert most_within(places, WINDOW) <= 11
    assert len(places) / (places[-1] - places[0]) > 9.0


@pytest.fixture
def hands(address: OfficeAddress, monkeypatch: pytest.MonkeyPatch) -> None:
    """The database's clock is ours."""
    ask(address, "CREATE TABLE hands AS SELECT 1e9::FLOAT8 AS at")
    monkeypatch.setattr(office_places, "_LEASE", office_places._LEASE.replace(office_places._NOW, "(TABLE hands)"))


@pytest.mark.usefixtures("hands")
@pytest.mark.parametrize("nth", [1, 3, 12])
def test_what_lapsed_is_given_again_within_the_cap(address: OfficeAddress, nth: int) -> None:
    """`nth`: each so many'th place lapses."""
    used, lapsed = list[float](), tuple[float, ...]()
    with counters(address, 1) as (pc,):
        for _ in range(40):
            places = lease(pc, lapsed=lapsed)
            lapsed = tuple(places[::nth])
            used += [place for place in places if place not in lapsed]
            pc._open().execute("UPDATE hands SET at = at + 0.3")
    assert ask(address, "SELECT departures FROM pace") == [(len(used) + len(lapsed),)]
    if nth > 1:
        assert most_within(used, WINDOW) <= 28
        assert (len(used) - 1) / (used[-1] - used[0]) * WINDOW / 28 > {3: 0.65, 12: 0.9}[nth]


@pytest.mark.usefixtures("hands")
def test_only_the_next_moment_is_given_away_but_one_place_to_everybody(address: OfficeAddress) -> None:
    with counters(address, 12) as pcs:
        given = [lease(pc) for pc in pcs]
    assert 10 <= len(given[0]) <= 12
    assert max(len(places) for places in given[1:]) <= 2
    assert given[-1][0] - given[0][0] < 1.0


def test_a_database_whose_clock_was_set_back_gives_places_again_after_a_quiet_second(address: OfficeAddress) -> None:
    with counters(address, 1) as (pc,):
        lease(pc)
        ask(address, "UPDATE pace SET places = ARRAY(SELECT one + 600 FROM unnest(places) AS one)")
        told = pc._lease(Wish(3, 28, WINDOW))
    assert told.places[0] - told.now == pytest.approx(WINDOW, abs=0.001)


def test_two_pcs_that_make_the_table_at_once_share_it(address: OfficeAddress) -> None:
    with counters(address, 4) as pcs, ThreadPoolExecutor(4) as threads:
        given = list(threads.map(lambda pc: lease(pc, 1), pcs))
    assert len({place for places in given for place in places}) == 4


# --- the calls ---


@pytest.mark.parametrize("apart", [[0.0, 600.0], [-600.0, 0.0, 0.0, 1e6]])
def test_pcs_whose_clocks_differ_by_minutes_share_one_cap(
    address: OfficeAddress, tmp_path: Path, apart: list[float]
) -> None:
    cap, left = 12, list[float]()

    async def calls(pace: OfficePace) -> None:
        for _ in range(20 // len(apart)):
            await pace.turn()
            call = await pace.stamp()
            left.append(time.perf_counter())
            pace.ended(call, answered=True)

    async def all_of(*paces: OfficePace) -> None:
        await asyncio.gather(*map(calls, paces))

    with_paces(address, tmp_path, apart, all_of, cap)
    assert most_within(sorted(left), 1.0) <= cap
    assert 19 / (max(left) - min(left)) > 0.4 * cap


async def stamps(pace: OfficePace) -> None:
    """Call after call, until the database has what was told to another computer."""
    for _ in range(100):
        await asyncio.sleep(0.05)
        await pace.turn()
        pace.ended(await pace.stamp(), answered=True)


def test_a_block_told_to_one_pc_holds_all(address: OfficeAddress, tmp_path: Path) -> None:
    async def told(one: OfficePace, other: OfficePace) -> None:
        await other.turn()
        await other.stamp()
        one.block(1800)
        assert one.blocked_for > 1790
        with pytest.raises(Blocked):
            await stamps(other)
        assert other.blocked_for == pytest.approx(1800, abs=10)
        async with asyncio.timeout(10):
            while other.share > 0.9:  # told behind the block, in a word of its own
                await other._hear_news(more=False)
        assert other.share == pytest.approx(0.5, abs=0.01)

    with_paces(address, tmp_path, [0.0, 600.0], told)


def test_the_silence_that_one_pc_was_asked_for_is_everybodys(address: OfficeAddress, tmp_path: Path) -> None:
    async def told(one: OfficePace, other: OfficePace) -> None:
        one.slow_down(retry_after=90)
        await asyncio.sleep(0.05)
        with pytest.raises(Silence) as caught:
            await other.turn()
        assert caught.value.retry_after == pytest.approx(90, abs=2)

    with_paces(address, tmp_path, [0.0, -600.0], told)


def test_a_sign_of_throttling_halves_everybodys_pace_and_a_slow_answer_takes_a_fifth_once(
    address: OfficeAddress, tmp_path: Path
) -> None:
    async def told(one: OfficePace, other: OfficePace) -> None:
        await one.turn()
        for _ in range(2):
            one._latency.is_long(0.1)
            one.note_latency(30.0)
        await asyncio.sleep(0.05)
        await other.turn()
        assert other.share == pytest.approx(0.8, abs=0.01)
        other.slow_down()
        await asyncio.sleep(0.05)
        one._known_at = 0.0
        await one.turn()
        assert one.share == pytest.approx(0.4, abs=0.01)

    with_paces(address, tmp_path, [0.0, 0.0], told)


def test_a_place_that_has_passed_is_not_used(address: OfficeAddress, tmp_path: Path) -> None:
    async def late(pace: OfficePace) -> None:
        await pace.turn()
        (place,) = pace._places
        await asyncio.sleep(place - pace._now + 0.03)
        await pace.stamp()
        assert pace._now - place > 0.03
        await pace.turn()  # and the database hears of it
        assert place not in ask(address, "SELECT places FROM pace")[0][0]

    with_paces(address, tmp_path, [0.0], late)


def test_another_program_of_this_pc_counts_as_well(address: OfficeAddress, tmp_path: Path) -> None:
    async def beside(pace: OfficePace) -> None:
        alone = Pace(tmp_path / "0", URL, 3)  # as a window without the office has it
        for _ in range(2):
            await alone.stamp()
        await pace.turn()
        await pace.stamp()
        await pace.turn()
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.2):
                await pace.stamp()

    with_paces(address, tmp_path, [0.0], beside, 3)


# --- a way to the server that stands still ---


def test_one_line_that_stalls_and_brings_all_at_once_brings_no_more_than_the_cap_of_all_pcs(
    address: OfficeAddress, tmp_path: Path
) -> None:
    """Three PCs behind one line. What none of them has an answer to may arrive in one second, with what leaves then."""
    cap, arrivals = 10, list[float]()

    async def quick(*paces: OfficePace) -> None:
        """How long an answer takes is known."""
        for pace in paces:
            for _ in range(4):
                pace._own.latency.is_long(0.02)

    async def calls(pace: OfficePace, stalled: asyncio.Event, under_way: list[UnderWay], ends: float) -> None:
        while ticks() < ends:
            with suppress(TimeoutError):
                async with asyncio.timeout(max(0.0, ends - ticks())):
                    await pace.turn()
                    call = await pace.stamp()
                    if stalled.is_set():
                        under_way.append(call)
                    else:
                        arrivals.append(call.sent)
                        pace.ended(call, answered=True)

    async def stall(*paces: OfficePace) -> None:
        await quick(*paces)
        stalled, held = asyncio.Event(), [list[UnderWay]() for _ in paces]
        stalled.set()
        begun, still = ticks(), 3.2
        running = [
            asyncio.ensure_future(calls(pace, stalled, mine, begun + still + 1.3))
            for pace, mine in zip(paces, held, strict=True)
        ]
        await asyncio.sleep(still)
        assert sum(map(len, held)) >= cap - 2, "nobody is stopped before there is a reason"
        stalled.clear()
        now = ticks()
        for pace, mine in zip(paces, held, strict=True):
            for call in mine:
                arrivals.append(now)
                pace.ended(call, answered=True)
        await asyncio.gather(*running)
        assert most_within(arrivals, 1.0) <= cap + len(paces), "but for what was given just before it was told"

    with_paces(address, tmp_path, [0.0, 300.0, -300.0], stall, cap)


def test_what_is_held_up_is_told_in_one_once_the_database_is_there_again(address: OfficeAddress) -> None:
    with counters(address, 1) as (pc,):
        one, two, three = lease(pc, 3)
        for change in (
            Change.again([one, two], [one + 1, two + 1]),
            Change.again([two + 1, three], [two + 2, three + 2]),
        ):
            pc._note(change)
        pc._note(Change.block(1.0))
        assert len(pc._untold) == 2
        for _ in range(2):  # its answer was lost
            pc._open().execute(pc._untold[0].statement.encode(), {"name": "x", **pc._untold[0].values})
        assert ask(address, "SELECT places FROM pace") == [([three + 2, two + 2, one + 1],)]


# --- a database that is away ---


@pytest.mark.parametrize("mood", ["away", "stalled", "deaf"])
def test_no_call_leaves_without_the_database_and_the_loop_goes_on(
    address: OfficeAddress, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mood: str
) -> None:
    monkeypatch.setattr(office_pace, "FRESH", 0.1)
    monkeypatch.setattr(office_pace, "PATIENCE", 0.3)
    monkeypatch.setattr(office_pace, "_LOOK", 0.02)

    async def away(pace: OfficePace) -> None:
        await pace.turn()
        await pace.turn()
        await pace.stamp()
        way.turn(mood)
        await asyncio.sleep(0.12)
        begun = time.perf_counter()
        stalls = asyncio.ensure_future(longest_stall())
        for call in (pace.stamp, pace.turn, pace.stamp):
            with pytest.raises(OfficeAway) as caught:
                await call()
            assert caught.value.params["path"].endswith("/postgres")
        assert 0.8 < time.perf_counter() - begun < 10.0
        assert await stalls < 0.8  # the least that a call that blocks would take
        way.turn("ok")
        assert caught.value.back is not None
        await caught.value.back()
        await pace.turn()
        await pace.stamp()

    async def longest_stall() -> float:
        longest = 0.0
        for _ in range(80):
            begun = time.perf_counter()
            await asyncio.sleep(0.01)
            longest = max(longest, time.perf_counter() - begun)
        return longest

    with Way(address.url) as way:
        with_paces(replace(address, url=way.url), tmp_path, [0.0], away)


def test_a_block_heard_while_the_database_is_away_is_told_once_it_is_back(
    address: OfficeAddress, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office_places, "_AGAIN", 0.02)

    async def told(one: OfficePace) -> None:
        await one.turn()
        way.turn("away")
        one.block(1800)
        await asyncio.sleep(0.1)
        way.turn("ok")
        await asyncio.sleep(0.2)
        assert ask(address, "SELECT blocked_until > extract(epoch FROM now()) + 1700 FROM pace") == [(True,)]

    with Way(address.url) as way:
        with_paces(replace(address, url=way.url), tmp_path, [0.0], told)


def test_a_program_that_ends_at_once_has_told_its_block(address: OfficeAddress, tmp_path: Path) -> None:
    async def told(one: OfficePace) -> None:
        one.block(1800)

    with_paces(address, tmp_path, [0.0], told)
    assert ask(address, "SELECT blocked_until > extract(epoch FROM now()) + 1700 FROM pace") == [(True,)]


def test_a_database_that_can_only_be_read_is_told_as_that(
    address: OfficeAddress, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may pass, and holds a run as one that is away."""
    monkeypatch.setattr(office_pace, "PATIENCE", 0.3)

    async def refused(pace: OfficePace) -> None:
        with pytest.raises(OfficeAway) as caught:
            await pace.turn()
        assert caught.value.code == "office_read_only"
        assert caught.value.back is not None

    read_only = f"{address.url}?options=-c%20default_transaction_read_only%3Don"
    with_paces(replace(address, url=read_only), tmp_path, [0.0], refused)


def test_over_a_long_way_a_lone_pc_has_the_whole_pace(address: OfficeAddress, tmp_path: Path) -> None:
    async def calls(pace: OfficePace) -> float:
        left = []
        for _ in range(40):
            await pace.turn()
            call = await pace.stamp()
            left.append(time.perf_counter())
            pace.ended(call, answered=True)
        assert most_within(left, 1.0) <= 28
        return (left[-1] - left[10]) / 29

    with Way(address.url, delay=0.015) as way:
        spacing = with_paces(replace(address, url=way.url), tmp_path, [0.0], calls, 28)
    assert 1 / spacing > 0.5 * 28


# --- the database's clock ---


def test_the_databases_clock_is_never_believed_to_be_ahead() -> None:
    clock = DatabaseClock()
    assert clock.hear(10.0, 10.06, 5000.01)  # 10 ms there, 50 ms back
    assert clock.now(10.06) == pytest.approx(5000.01)
    assert clock.hear(11.0, 11.03, 5001.02)  # 10 ms back: the better word
    assert clock.now(11.03) == pytest.approx(5001.02)
    assert clock.hear(12.0, 12.5, 5002.01)  # a slow answer tells less
    assert clock.now(12.5) == pytest.approx(5002.49, abs=0.001)
    assert clock.way == pytest.approx(0.031)


@pytest.mark.parametrize("set_by", [-600.0, -1.0, 1.0, 600.0])
def test_a_database_clock_that_was_set_is_noticed(set_by: float) -> None:
    clock = DatabaseClock()
    clock.hear(10.0, 10.03, 5000.01)
    assert not clock.hear(11.0, 11.03, 5001.01 + set_by)
    assert clock.now(11.03) == pytest.approx(5001.01 + set_by)
    assert clock.hear(3600.0, 3600.03, 8590.11 + set_by)  # clocks drift apart in an hour


def test_what_was_given_before_the_databases_clock_was_set_is_dropped(address: OfficeAddress, tmp_path: Path) -> None:
    async def set_back(pace: OfficePace) -> None:
        await pace.turn()
        said = pace._now - 600
        pace._hear(Lease(ticks(), ticks(), said, [said + 0.01], pace._told))
        begun = time.perf_counter()
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.3):
                await pace.stamp()
        assert time.perf_counter() - begun > 0.25

    with_paces(address, tmp_path, [0.0], set_back)


def test_a_long_way_makes_the_pace_slower_never_less_safe(address: OfficeAddress, tmp_path: Path) -> None:
    async def ways(pace: OfficePace) -> list[tuple[float, float]]:
        found = []
        for way in (0.0, 0.03, 0.3):
            pace._clock.way = way
            found.append((pace._late, pace._window))
            assert way * office_pace.WAY_BACK + pace._late + office_pace.JITTER <= pace._window - 1.0 + 1e-9
        return found

    found = with_paces(address, tmp_path, [0.0], ways)
    assert [window for _, window in found] == pytest.approx([WINDOW, WINDOW, 1.176])
    assert [late for late, _ in found] == pytest.approx([0.012, 0.012, 0.010])
