"""Two computers met over one sheet: the day's schedule is no leave to send, until a run shows that they are gone."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.booking.control import Control
from app.domain.values import State
from app.events import Phase
from app.journal.unsure import Why
from tests.journeys.test_lying_server import AGAIN, CONFIRM, SCHEDULE, fault, lie, seats
from tests.world import Office, go, office, rows_for, server_with

HOURS = (8, 9, 10, 11, 13, 14, 15)
# Room in each hour for whom both book before they meet.
ROWS = [replace(row, hour=HOURS[row.row % len(HOURS)]) for row in rows_for(50, days=1)]
DAY = ROWS[0].date
SLOW = fault("latency", CONFIRM, seconds=0.05)


def why(clerk: Office) -> frozenset[Why]:
    return clerk.desk.journal.unsure.of(clerk.desk.account.facility).get(DAY, frozenset())


def asked(clerk: Office, batch: int) -> bool:
    return Phase(batch, "asking") in clerk.events


async def meet(one: Office, two: Office) -> int:
    """The other computer books some of the same sheet during a pause; the batch of the first, which has rows left."""
    batch, control = one.save(await one.desk.plan(ROWS[:40])), Control()
    running = asyncio.ensure_future(one.run(batch, control))
    while not one.calls(CONFIRM):
        await asyncio.sleep(0.01)
    control.pause()
    while sum(state is State.PLANNED for state in one.states(batch).values()) + one.calls(CONFIRM) != 40:
        await asyncio.sleep(0.02)  # what was under way lands
    await asyncio.sleep(0.2)
    left = [row for row in ROWS[:40] if one.states(batch)[row.row] is State.PLANNED]
    await two.book(left[:4])
    control.go_on()
    assert (await running).error == "booked_by_others"
    assert why(one) == {Why.OTHERS}
    return batch


def test_who_went_on_alone_to_the_end_and_finds_it_all_in_the_schedule_asks_nobody_any_more(tmp_path: Path) -> None:
    async def journey() -> None:
        with server_with([SLOW], **AGAIN) as practice:
            async with office(practice, tmp_path / "j.db") as one, office(practice, tmp_path / "k.db") as two:
                batch = await meet(one, two)
                assert (await one.run(batch)).error == ""
                assert asked(one, batch), "each person, once"
                assert why(one) == frozenset()
                assert one.desk.journal.unsure.met_others(batch)
                later = await one.book(ROWS[40:50])
                assert set(one.states(later).values()) == {State.BOOKED}
                assert not asked(one, later)
                assert len(seats(one)) == 50
                assert set(seats(one).values()) == {1}

    go(journey)


@pytest.mark.parametrize(
    "hides", [fault("late", SCHEDULE, seconds=60), fault("paged", SCHEDULE, rows=5)], ids=["late", "paged"]
)
def test_a_schedule_that_lacks_what_was_booked_ends_nothing(tmp_path: Path, hides: dict[str, Any]) -> None:
    async def journey() -> None:
        with server_with([SLOW], **AGAIN) as practice:
            async with office(practice, tmp_path / "j.db") as one, office(practice, tmp_path / "k.db") as two:
                batch = await meet(one, two)
                await lie(one, SLOW, hides)
                await one.run(batch)
                assert Why.OTHERS in why(one)
                later = await one.book(ROWS[40:45])
                assert asked(one, later)

    go(journey)


def test_who_meets_others_once_more_asks_again(tmp_path: Path) -> None:
    async def journey() -> None:
        with server_with([SLOW], **AGAIN) as practice:
            async with office(practice, tmp_path / "j.db") as one:
                first = await one.book(ROWS[:3])
                facility, unsure = one.desk.account.facility, one.desk.journal.unsure
                unsure.note(first, [DAY], Why.OTHERS)
                second = await one.book(ROWS[3:10])
                assert (asked(one, second), why(one)) == (True, frozenset())
                unsure.note(first, [DAY], Why.OTHERS)
                assert unsure.of(facility) == {DAY: {Why.OTHERS}}

    go(journey)


def test_a_single_row_shows_too_little(tmp_path: Path) -> None:
    async def journey() -> None:
        with server_with(**AGAIN) as practice:
            async with office(practice, tmp_path / "j.db") as one:
                first = await one.book(ROWS[:3])
                one.desk.journal.unsure.note(first, [DAY], Why.OTHERS)
                await one.book(ROWS[3:4])
                assert why(one) == {Why.OTHERS}

    go(journey)
