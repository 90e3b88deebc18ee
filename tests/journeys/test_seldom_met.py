"""What chance seldom brings together, so that no seed is seen to miss the mend: made to meet here."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from itertools import cycle
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.booking.control import Control
from app.domain.values import State
from app.events import Event, Phase
from tests.journeys.test_lying_server import (
    AGAIN,
    CANCEL,
    CONFIRM,
    HIDES,
    SCHEDULES,
    assert_noticed,
    fault,
    lie,
    planned,
    seats,
    stopped_once_booked,
)
from tests.world import QUICK, Office, go, office, rows_for, server_with, wanted


def test_whom_a_schedule_lacks_that_shows_everybody_who_was_asked_is_not_given_free(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A few people are asked whether the schedule lacks them: chance picks those who have no appointment."""
    rows = rows_for(6, days=1)
    ours = rows[0]
    monkeypatch.setattr(random, "sample", lambda people, count: list(people)[-count:])
    monkeypatch.setattr(random, "randrange", lambda _below: 0)  # who has one is the first of the run

    async def journey() -> None:
        with server_with(**AGAIN) as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                await clerk.book([ours])
                await asyncio.sleep(QUICK.absent_after)  # old enough to be believed gone
                await lie(clerk, SCHEDULES["is late"])
                again = planned(clerk, rows)
                await clerk.run(again)
                assert clerk.states(again)[ours.row] is State.SKIPPED
                assert clerk.booked == wanted(rows)

    go(journey)


def test_a_seat_that_nobody_saw_yet_and_that_the_server_gave_back_in_words_alone_is_waited_for(tmp_path: Path) -> None:
    """Both witnesses lacked it before the cancelling, too."""
    (row,) = rows_for(1)
    says_so = fault("answered", CANCEL, status=200, effect=False, type="text", body="OK")

    async def journey() -> None:
        with server_with([fault("late", "*", seconds=3.0), says_so], **AGAIN) as practice:
            async with office(practice, tmp_path / "j.db", timing=replace(QUICK, absent_after=3.5)) as clerk:
                batch = await stopped_once_booked(clerk, row)
                await clerk.desk.undo(batch, Control(), clerk.events.append)
                told = clerk.desk.outcomes(batch)[row.row]
                assert (told.state, told.code) == (State.BOOKED, "cancel_failed")
                assert clerk.booked == wanted([row])

    go(journey)


SAYS_FULL = '{"result": null, "MessageCode": 501, "Message": "Slot เต็มแล้ว"}'
SAYS_BOOKED = '{"result": null, "MessageCode": 501, "Message": "บุคคลนี้มีนัดหมายแล้ว"}'


@pytest.mark.parametrize("words", [SAYS_FULL, SAYS_BOOKED], ids=["full", "booked already"])
def test_who_books_the_very_hour_while_a_call_that_is_called_refused_does_too_has_a_seat_of_ours(
    tmp_path: Path, words: str
) -> None:
    """The row says that there are two, and undo takes ours away, not the citizen's."""
    (row,) = rows_for(1)
    wish = {"cid": row.cid, "do": "book", "date": row.date.isoformat(), "hour": row.hour}
    refused = fault("answered", CONFIRM, status=501, effect=True, type="json", body=words)

    async def journey() -> None:
        with server_with([refused], **AGAIN) as practice:
            async with office(practice, tmp_path / "j.db") as clerk:

                def meanwhile(event: Event) -> None:
                    if isinstance(event, Phase) and event.name == "booking":
                        assert httpx.post(practice.url + "/practice/citizens", json=wish).status_code == 200

                batch = planned(clerk, [row])
                await clerk.desk.run(batch, Control(), meanwhile)
                told = clerk.desk.outcomes(batch)[row.row]
                assert (told.state, told.code) == (State.BOOKED, "two_seats")
                by_citizen = practice.state()["booked_by_citizens"]
                await clerk.desk.undo(batch, Control(), clerk.events.append)
                assert [one["slot_id"] for one in practice.state()["bookings"]] == by_citizen

    go(journey)


class InStep:
    """Two computers of which neither asks for the next person, nor books one, before the other has come as far."""

    def __init__(self, *clerks: Office) -> None:
        self._came: Counter[tuple[str, str]] = Counter()
        self._news = asyncio.Condition()
        for clerk in clerks:
            client: Any = clerk.desk.session.client
            client.bookings_of = self._together("asks", client.bookings_of, 0)
            client.confirm = self._together("books", client.confirm, 1)

    def _together(self, what: str, call: Callable[..., Awaitable[Any]], where: int) -> Callable[..., Awaitable[Any]]:
        async def called(*words: Any) -> Any:
            about = what, words[where]
            self._came[about] += 1
            async with self._news:
                self._news.notify_all()
                with suppress(TimeoutError):
                    async with asyncio.timeout(0.1):
                        await self._news.wait_for(lambda: self._came[about] > 1)
            return await call(*words)

        return called


@pytest.mark.parametrize("lie", ["is cached", "is not there"])
def test_two_computers_that_begin_at_the_same_row_part_where_people_are_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lie: str
) -> None:
    """In step, each would find everybody free, and both book."""
    rows, orders = rows_for(20, days=1), cycle([lambda left: left[::2] + left[1::2], lambda left: left[::-1]])
    monkeypatch.setattr("app.booking.line.random.randrange", lambda _below: 0)
    monkeypatch.setattr("app.booking.line.random.sample", lambda left, _count: next(orders)(left))

    async def journey() -> None:
        with server_with([HIDES[lie]], **AGAIN) as practice:
            async with office(practice, tmp_path / "j.db") as one, office(practice, tmp_path / "k.db") as two:
                batch = one.save(await one.desk.plan(rows))
                theirs = two.save(await two.desk.plan(rows))
                InStep(one, two)
                finished, other = await asyncio.gather(one.run(batch), two.run(theirs))
                assert_noticed(one, batch, finished)
                assert_noticed(two, theirs, other)
                assert sum(count - 1 for count in seats(one).values()) <= 4, "the first rows alone"

    go(journey)
