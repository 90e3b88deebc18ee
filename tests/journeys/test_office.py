"""Several PCs of one office with one journal in its database: the same sheet, at once."""

from __future__ import annotations

import asyncio
import secrets
from collections import Counter
from contextlib import AsyncExitStack

from app.domain.values import State
from app.journal.store import OfficeAddress
from tests.world import go, office, rows_for, server_with, wanted

SLOWLY = {"fault": "latency", "probability": 1, "seconds": 0.02, "up_to": 0.2}


def test_three_pcs_that_start_one_sheet_at_once_book_it_together_and_nobody_twice(database: str) -> None:
    """Alone, each with its own journal, they would all stop at the first row that another has booked."""
    rows = rows_for(30, 3)
    journal = OfficeAddress(database, schema=f"test_{secrets.token_hex(6)}")

    async def at_once() -> Counter[State]:
        async with AsyncExitStack() as stack:
            pcs = [await stack.enter_async_context(office(practice, journal)) for _ in range(3)]
            batches = await asyncio.gather(*(pc.book(rows) for pc in pcs))
            return Counter(state for pc, batch in zip(pcs, batches, strict=True) for state in pc.states(batch).values())

    with server_with([SLOWLY], repeat="again") as practice:
        told = go(at_once)
        assert sorted((one["cid"], one["date"], int(one["hour"])) for one in practice.state()["bookings"]) == wanted(
            rows
        )
        assert len(practice.state()["outbox"]) == len(rows)
    assert told[State.BOOKED] == len(rows)
    # NOT_SENT: it met a row that another was just sending
    assert set(told) <= {State.BOOKED, State.SKIPPED, State.NOT_SENT}
