"""What a run writes into an office's database while that says no for a moment: kept, written afterwards, and whoever
waits is told within seconds."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import pytest

from app.errors import AppError, OfficeAway
from app.journal.pen import Behind
from app.journal.store import Change, Store, Wrote


class Moody:
    """An engine that can be reached, and does what it is asked as long as its mood allows."""

    where = "db/mophic"

    def __init__(self) -> None:
        self.mood: Callable[[], None] = lambda: None
        self.written: list[str] = []
        self.asked = 0

    def together(self, changes: Sequence[Change[Any]]) -> Sequence[Sequence[Any] | None]:
        self.asked += 1
        self.mood()
        self.written += [change.sql for change in changes]
        return [()] * len(changes)

    def reach(self) -> None:
        """The way is there."""


def change(name: str) -> Change[None]:
    return Change(name, (), lambda _lines: None)


def says(code: str) -> Callable[[], None]:
    def refuse() -> None:
        raise OfficeAway(code=code, path=Moody.where)

    return refuse


@pytest.mark.parametrize("code", sorted(OfficeAway.passing - {OfficeAway.default}))
def test_what_a_database_would_not_take_for_a_moment_is_written_once_it_does(
    code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.journal.pen._WHILE_BUSY", 0.02)
    engine = Moody()
    pen = Behind(cast(Store, SimpleNamespace(engine=engine)))
    written: list[str] = []
    failed: list[AppError] = []

    async def run() -> None:
        engine.mood = says(code)
        pen.put(change("answer"), lambda _done: written.append("answer"), failed.append)
        with pytest.raises(OfficeAway) as caught:
            await pen.claim(change("claim"), change("undo"))
        assert caught.value.code == code
        assert caught.value.back is not None
        await asyncio.sleep(0.1)
        assert engine.asked < 20, "it is not pressed"
        engine.mood = lambda: None
        await caught.value.back()

    asyncio.run(run())
    pen.close()
    assert (written, failed) == (["answer"], [])
    assert engine.written[0] == "answer"
    assert engine.written[-1] == "undo"


def test_a_claim_that_another_programs_lock_keeps_waiting_is_told_and_taken_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("app.journal.pen.CLAIMING", 0.05)
    engine, free = Moody(), threading.Event()
    pen = Behind(cast(Store, SimpleNamespace(engine=engine)))

    async def run() -> None:
        engine.mood = lambda: cast(None, free.wait(10))
        with pytest.raises(OfficeAway) as caught:
            await pen.claim(change("claim"), change("undo"))
        free.set()
        assert caught.value.back is not None
        await caught.value.back()

    asyncio.run(run())
    pen.close()
    assert engine.written == ["claim", "undo"]


def test_a_run_that_ends_while_the_database_is_away_takes_nothing_of_another_one_with_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Moves run side by side, and a message beside a batch: what came of the others is written once it is back."""
    monkeypatch.setattr("app.journal.pen._WHILE_BUSY", 0.02)
    engine = Moody()
    pen = Behind(cast(Store, SimpleNamespace(engine=engine)))
    written: list[str] = []
    lost: list[str] = []

    def put(name: str, batch: int) -> None:
        answer = replace(change(name), writes=Wrote("row", batch, 1, ""))
        pen.put(answer, lambda _done: written.append(name), lambda _error: lost.append(name))

    async def run() -> None:
        engine.mood = says("office_busy")
        put("one", 1)
        put("other", 2)
        assert not await pen.written(0.1, 1)
        await pen.end(lambda: None, 1)
        back = asyncio.ensure_future(pen._until_back())
        await asyncio.sleep(0.2)
        assert not back.done(), "who waits for it waits on"
        engine.mood = lambda: None
        await back
        await asyncio.sleep(0.05)

    asyncio.run(run())
    pen.close()
    assert (written, lost) == (["other"], ["one"])
