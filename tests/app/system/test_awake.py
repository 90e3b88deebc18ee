"""What Windows is asked while a batch runs, and that it is given back."""

import ctypes
import sys
from types import SimpleNamespace

import pytest

from app.system import awake


def test_windows_neither_sleeps_nor_wakes_a_wait_late_until_the_batch_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, int]] = []

    def library(*names: str) -> SimpleNamespace:
        return SimpleNamespace(**{name: lambda given, name=name: asked.append((name, given)) for name in names})

    kernel, timers = library("SetThreadExecutionState"), library("timeBeginPeriod", "timeEndPeriod")
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel, winmm=timers), raising=False)
    with awake.awake("booking"):
        assert asked == [("SetThreadExecutionState", 0x80000001), ("timeBeginPeriod", 1)]
    assert asked[2:] == [("timeEndPeriod", 1), ("SetThreadExecutionState", 0x80000000)]
