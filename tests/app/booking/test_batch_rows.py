"""What a run has told of its rows is still so when it ends, whoever changed them meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import date
from typing import cast

import pytest

from app.booking.batch_rows import BatchRows
from app.booking.control import Control, Timing
from app.booking.flow import Flow
from app.domain.values import Appointment, State
from app.events import Event, RowChanged
from app.journal.batches import Journal, Source
from app.mophic.session import Session

HERE = "09999"
ROWS = [Appointment(number, cid, date(2027, 6, 14), 8) for number, cid in ((2, "8123456789014"), (3, "8123456789022"))]


@pytest.fixture
def journal() -> Iterator[Journal]:
    with Journal(None, bytes(range(32))) as opened:
        yield opened


def rows_of(journal: Journal, batch: int, heard: list[Event], only: tuple[int, ...] | None = None) -> BatchRows:
    flow = Flow(cast(Session, None), batch, Control(), heard.append, Timing())
    return BatchRows(journal, batch, heard.append, flow, only)


def test_a_row_that_another_window_found_gone_is_told_before_the_end(journal: Journal) -> None:
    heard: list[Event] = []
    steps = [(row, State.PLANNED, "", None) for row in ROWS]
    batch = journal.add_batch(HERE, "clerk", Source("a.xlsx"), steps)

    async def run() -> None:
        rows = rows_of(journal, batch, heard)
        await rows.begin()
        for row in ROWS:
            rows.mark(row.row, State.BOOKED)
        journal.release(HERE, ROWS[0])  # another window: schedule and person both lack it
        heard.clear()
        await rows.end()

    asyncio.run(run())
    assert [(type(one), one.outcome.row, one.outcome.state) for one in heard if isinstance(one, RowChanged)] == [
        (RowChanged, 2, State.CANCELLED)
    ]


def test_a_row_of_an_earlier_run_is_told_too_and_nothing_else_is(journal: Journal) -> None:
    heard: list[Event] = []
    batch = journal.add_batch(HERE, "clerk", Source("a.xlsx"), [(row, State.BOOKED, "", 7) for row in ROWS])

    async def run() -> None:
        rows = rows_of(journal, batch, heard, (3,))
        await rows.begin()
        for row in ROWS:
            journal.release(HERE, row)
        await rows.end()
        assert [one.outcome.row for one in heard if isinstance(one, RowChanged)] == [3], "row 2 is not this run's"
        heard.clear()
        await rows.begin()
        await rows.end()
        assert heard == []

    asyncio.run(run())


def test_whom_the_server_called_no_target_is_looked_for_and_whom_it_was_never_asked_about_is_not(
    journal: Journal,
) -> None:
    batch = journal.add_batch(HERE, "clerk", Source("a.xlsx"), [(row, State.PLANNED, "", None) for row in ROWS])

    async def looked_for() -> list[int]:
        rows = rows_of(journal, batch, [])
        await rows.begin()
        await rows.claim(2, None)
        for row in ROWS:
            rows.mark(row.row, State.REFUSED, "not_a_target")
        return [entry.outcome.row for entry in await rows.refused_unseen({2, 3})]

    assert asyncio.run(looked_for()) == [2]
