"""Where the calls' thread meets the window: each run hears its own events, and all of them before its end."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.errors import AppError, InputError
from app.worker import Worker
from ui.bridge import Bridge, Emit

WAIT = 10_000  # ms


@pytest.fixture
def bridge(qapp: QApplication) -> Iterator[Bridge]:
    worker = Worker()
    made = Bridge(worker)
    worker.start()
    yield made
    made.stop()
    worker.close()


class Heard:
    """What a run told, in order."""

    def __init__(self) -> None:
        self.all: list[Any] = []

    def told(self, events: list[Any]) -> None:
        assert QThread.isMainThread()
        self.all += events

    def done(self, answer: Any) -> None:
        self.all.append(("done", answer))

    def failed(self, error: AppError) -> None:
        self.all.append(("failed", error.code))


def test_each_run_hears_its_own_events_alone_and_before_its_end(bridge: Bridge, qtbot: QtBot) -> None:
    async def work(name: str, emit: Emit) -> str:
        for number in range(2000):
            emit((name, number))
            await asyncio.sleep(0)
        return name

    first, second = Heard(), Heard()
    bridge.run(lambda emit: work("first", emit), first.told, first.done, first.failed)
    bridge.run(lambda emit: work("second", emit), second.told, second.done, second.failed)
    qtbot.waitUntil(lambda: len(first.all) == len(second.all) == 2001, timeout=WAIT)
    assert first.all == [*(("first", number) for number in range(2000)), ("done", "first")]
    assert second.all == [*(("second", number) for number in range(2000)), ("done", "second")]


def test_what_was_emitted_after_the_last_look_is_told_before_the_end(bridge: Bridge, qtbot: QtBot) -> None:
    """The end may be noticed in the same look in which the events were not there yet."""
    heard, made = Heard(), list[Emit]()

    async def first(emit: Emit) -> None:
        made.append(emit)

    async def second(emit: Emit) -> None:
        emit("another run's")

    bridge.stop()
    bridge.run(first, heard.told, heard.done, heard.failed)
    bridge.run(second, lambda _events: made[0]("late"), lambda _: None, heard.failed)  # after the look at the first
    qtbot.waitUntil(lambda: len(bridge._ended) == 2, timeout=WAIT)
    bridge.fetch()
    assert heard.all == ["late", ("done", None)]


def test_a_run_that_fails_tells_its_events_first(bridge: Bridge, qtbot: QtBot) -> None:
    async def work(emit: Emit) -> None:
        emit("one")
        raise InputError("row_gone")

    heard = Heard()
    bridge.run(work, heard.told, heard.done, heard.failed)
    qtbot.waitUntil(lambda: len(heard.all) == 2, timeout=WAIT)
    assert heard.all == ["one", ("failed", "row_gone")]
