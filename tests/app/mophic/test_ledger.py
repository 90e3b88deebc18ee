"""The file that all windows share: whole whatever is killed, denied, torn, damaged, deleted, or full."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from app.errors import Blocked, EnvironmentProblem
from app.mophic.ledger import DAMAGED, TRIES, WINDOW, Ledger, LedgerFile
from app.mophic.pacing import Pace
from tests.app.mophic.conftest import Clock
from tests.app.mophic.test_pacing import URL, call, highest_in_any_second

BOOT, NOW = "b", 1000.0


def test_what_is_written_is_read(tmp_path: Path) -> None:
    ledger = Ledger(0.5, 990.0, 1400.0, 1401.0, 1800.0, 900.0, [998.0, 999.0])
    assert Ledger.unpack(ledger.pack(BOOT), BOOT, NOW) == ledger


@pytest.mark.parametrize(
    "damage", [b"", b"x", b"\xff" * 580, b"\x00" * 580, Ledger().pack("b")[:-1], b"\x01" + Ledger().pack("b")[1:]]
)
def test_a_damaged_ledger_begins_anew_after_a_quiet_second(damage: bytes) -> None:
    found = Ledger.unpack(damage, BOOT, NOW)
    assert (found.stamps, found.block) == ([], 0.0)
    assert found.closed_until > NOW + 1.0


@pytest.mark.parametrize("boot", ["b", "another"])
def test_a_ledger_from_before_a_restart_stops_nobody(boot: str) -> None:
    old = Ledger(level=0.1, reserved=90_000.0, level_at=90_000.0, closed_until=90_000.0, stamps=[90_000.0])
    assert Ledger.unpack(old.pack(boot), BOOT, 12.0) == Ledger()


def test_what_another_start_of_the_pc_noted_is_not_taken_for_now() -> None:
    old = Ledger(level=0.1, level_at=990.0, closed_until=1400.0, reserved=1400.0, stamps=[998.0, 999.0])
    assert Ledger.unpack(old.pack("another"), BOOT, NOW) == Ledger()


class Killed(BaseException):
    """kill -9."""


def test_a_process_killed_inside_the_write_leaves_the_ledger_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.open

    def dying(self: Path, mode: str = "r", *more: Any, **options: Any) -> Any:
        file = real(self, mode, *more, **options)
        if "w" not in mode:
            return file
        file.close()  # opened, which empties it; nothing more was done
        raise Killed

    Pace(tmp_path, URL).block(1800)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", dying)
        with pytest.raises(Killed):
            Pace(tmp_path, URL).slow_down()
    assert Pace(tmp_path, URL).blocked_for > 1700


def unwritable(monkeypatch: pytest.MonkeyPatch, count: int) -> list[Path]:
    """The next so many renamings of the ledger fail."""
    failed: list[Path] = []
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if self.suffix == ".new" and len(failed) < count:
            failed.append(self)
            raise PermissionError(13, "in use")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    return failed


def test_a_file_that_a_scanner_holds_for_a_moment_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failed = unwritable(monkeypatch, 5)
    Pace(tmp_path, URL).block(60)
    assert len(failed) == 5
    assert Pace(tmp_path, URL).blocked_for > 50


def test_a_full_disk_is_a_sentence_and_no_call_leaves_uncounted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    async def run() -> None:
        pace = Pace(tmp_path, URL)
        with monkeypatch.context() as patch:
            patch.setattr(Path, "open", full)
            for wait in (pace.turn, pace.stamp):
                with pytest.raises(EnvironmentProblem) as caught:
                    await wait()
                assert caught.value.code == "pace_unusable"
            pace.block(60)  # kept in mind, and for all once there is room again
            assert pace.blocked_for > 50
            pace.slow_down(100)
        assert Pace(tmp_path, URL).blocked_for == 0
        with pytest.raises(Blocked):
            await pace.stamp()
        pace.note_latency(0.1)
        assert pace.closed_for > 90
        assert Pace(tmp_path, URL).blocked_for > 50

    asyncio.run(run())


async def again_and_again(work: Callable[[], Awaitable[object]]) -> None:
    while True:
        await work()


# --- read while somebody else holds it (Windows: a rename, a scanner, a backup) ---

WHOLE, DENIED, EMPTY, HALF = "whole", "denied", "empty", "half"


class Held:
    """What comes of the next readings, of any window; each wait between two of them passes on the clock."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, clock: Clock, comes: Iterator[str]) -> None:
        self.comes, self.waited, self._real = comes, 0.0, LedgerFile.contents
        self._clock = clock
        monkeypatch.setattr(LedgerFile, "contents", lambda file: self._contents(file))
        monkeypatch.setattr("app.mophic.ledger.time.sleep", self._sleep)

    def _contents(self, file: LedgerFile) -> bytes:
        match next(self.comes):
            case "denied":
                raise PermissionError(13, "in use")
            case "empty":
                return b""
            case "half":
                return self._real(file)[:300]
        return self._real(file)

    def _sleep(self, seconds: float) -> None:
        self.waited += seconds
        self._clock.now += seconds


@pytest.mark.usefixtures("no_lock")
@pytest.mark.parametrize("how", [DENIED, EMPTY, HALF])
@pytest.mark.parametrize("every", [2, 3, 5])
def test_what_can_not_be_read_for_a_moment_sends_nobody_too_soon_and_costs_little(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch, how: str, every: int
) -> None:
    Held(monkeypatch, clock, itertools.cycle([WHOLE] * (every - 1) + [how]))

    async def run() -> list[float]:
        windows = [Pace(tmp_path, URL, 20, clock=clock) for _ in range(2)]
        return [await call(windows[number % 2], clock) for number in range(120)]

    calls = asyncio.run(run())
    assert highest_in_any_second(calls) <= 20
    assert 119 / (calls[-1] - calls[0]) >= 20 * 0.9


@pytest.mark.usefixtures("no_lock")
@pytest.mark.parametrize("how", [DENIED, EMPTY, HALF])
def test_what_can_not_be_read_at_all_is_a_sentence_soon_and_what_was_known_is_not_forgotten(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    async def run() -> None:
        pace = Pace(tmp_path, URL, 20, clock=clock)
        left = [await call(pace, clock) for _ in range(20)][-1]
        Pace(tmp_path, URL, 20, clock=clock).slow_down()
        assert pace.share == 0.5
        held = Held(monkeypatch, clock, itertools.repeat(how))
        for wait in (pace.turn, pace.stamp):
            with pytest.raises(EnvironmentProblem) as caught:
                await again_and_again(wait)  # what is damaged is made anew, some times
            assert caught.value.code == "pace_unusable"
        assert clock.now - left < (2 * DAMAGED + 2) * (WINDOW + TRIES * 0.005)
        assert pace.share < 0.7
        pace.block(60)
        assert pace.blocked_for > 50
        held.comes = itertools.repeat(WHOLE)
        with pytest.raises(Blocked):
            await pace.stamp()
        assert Pace(tmp_path, URL, 20, clock=clock).blocked_for > 50

    asyncio.run(run())


@pytest.mark.usefixtures("no_lock")
def test_a_file_that_is_held_is_waited_for_a_fifth_of_a_second_and_no_longer(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def run() -> None:
        pace = Pace(tmp_path, URL, 20, clock=clock)
        await call(pace, clock)
        held = Held(monkeypatch, clock, itertools.repeat(DENIED))
        with pytest.raises(EnvironmentProblem):
            await pace.turn()
        assert 0.15 <= held.waited <= 0.2
        held.comes = iter([DENIED] * 20 + [WHOLE] * 9)
        await pace.turn()

    asyncio.run(run())


@pytest.mark.usefixtures("no_lock")
@pytest.mark.parametrize("how", ["deleted", "damaged"])
def test_a_file_that_is_gone_in_mid_run_sends_nobody_too_soon_and_ends_no_block(
    tmp_path: Path, clock: Clock, how: str
) -> None:
    """A cleaner of caches; a disk."""

    def spoil() -> None:
        (file,) = tmp_path.glob("*.pace")
        file.unlink() if how == "deleted" else file.write_bytes(b"x" * 600)

    async def run() -> list[float]:
        windows, calls = [Pace(tmp_path, URL, 20, clock=clock) for _ in range(2)], list[float]()
        for number in range(90):
            calls.append(await call(windows[number % 2], clock))
            if number in (30, 45):
                spoil()
        windows[0].block(60)
        spoil()
        await clock.sleep(WINDOW)
        with pytest.raises(Blocked):
            await windows[0].stamp()
        assert windows[1].blocked_for > 50, "told to all again"
        return calls

    assert highest_in_any_second(asyncio.run(run())) <= 20
