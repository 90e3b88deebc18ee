"""How long ago something was, whatever is done to the clock on the wall."""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import replace

import pytest

from app import clock


def test_time_passes_though_the_wall_clock_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    then = clock.now()
    monkeypatch.setattr(time, "time", lambda: then.wall - 20 * 86_400)
    passed = clock.since(then)
    assert passed is not None
    assert 0 <= passed < 5


def test_another_start_of_the_computer_cannot_be_compared() -> None:
    assert clock.since(replace(clock.now(), boot="another")) is None


def test_a_moment_to_come_cannot_be_compared() -> None:
    assert clock.since(replace(clock.now(), ticks=clock.ticks() + 60)) is None


def test_another_process_of_this_start_can_be_compared() -> None:
    command = [sys.executable, "-c", "from app import clock; print(clock.now())"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    moment = clock.Moment.of(told)
    assert moment is not None
    passed = clock.since(moment)
    assert passed is not None
    assert 0 <= passed < 10


@pytest.mark.parametrize("text", ["", "1.0", "a b c", "1.0 boot x", "1 2 3 4", "1.0 boot -inf", "nan boot 1.0"])
def test_what_is_no_moment_is_none(text: str) -> None:
    assert clock.Moment.of(text) is None


def test_a_moment_is_read_as_it_was_written() -> None:
    moment = clock.now()
    assert clock.Moment.of(str(moment)) == moment


def test_where_the_system_does_not_tell_its_start_only_this_process_compares(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "_told_boot", lambda: "")
    clock.boot_id.cache_clear()
    try:
        assert clock.boot_id() == clock.boot_id() != ""
        assert clock.since(clock.now()) is not None
    finally:
        clock.boot_id.cache_clear()
