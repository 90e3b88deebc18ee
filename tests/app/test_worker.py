"""The loop thread: work goes in, results come back, and nothing is left running."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator

import pytest

from app.worker import Worker


@pytest.fixture
def worker() -> Iterator[Worker]:
    made = Worker()
    made.start()
    yield made
    made.close()


def test_work_runs_on_another_thread_and_its_result_comes_back(worker: Worker) -> None:
    async def where() -> int:
        return threading.get_ident()

    assert worker.submit(where()).result(5) != threading.get_ident()


def test_an_error_comes_back_as_itself(worker: Worker) -> None:
    async def fail() -> None:
        raise ValueError("mine")

    with pytest.raises(ValueError, match="mine"):
        worker.submit(fail()).result(5)


def test_closing_cancels_what_still_runs() -> None:
    worker = Worker()
    worker.start()
    ended: list[str] = []
    began = threading.Event()

    async def endless() -> None:
        began.set()
        try:
            await asyncio.sleep(3600)
        finally:
            ended.append("cancelled")

    worker.submit(endless())
    assert began.wait(5)
    worker.close()
    assert ended == ["cancelled"]
    assert not any(thread.name == "calls" for thread in threading.enumerate())


def test_a_worker_that_never_started_closes_too() -> None:
    Worker().close()
