"""Whoever goes on, or begins anew, knows which schedules were seen to hide something."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Any, cast

from app.booking.batch_rows import BatchRows
from app.booking.seats import Schedules
from app.booking.unsure import Unsure
from app.domain.values import Appointment, State
from app.journal.batches import Journal, Source
from app.journal.unsure import Why

DAY, LATER = date(2027, 6, 14), date(2027, 6, 15)


async def _ask(ask: Callable[..., Any], *about: Any) -> Any:
    return ask(*about)


def test_a_day_that_hid_something_from_an_earlier_run_is_unsure_for_the_next_one() -> None:
    rows = cast(BatchRows, SimpleNamespace(ask=_ask))
    schedules = cast(Schedules, SimpleNamespace(facility="99001", caught=frozenset(), catch=list))
    with Journal(None, bytes(range(32))) as journal:
        row = Appointment(2, "8123456789014", DAY, 8)
        batch = journal.add_batch("99001", "clerk", Source("a.xlsx"), [(row, State.PLANNED, "", None)])
        journal.unsure.note(batch, [DAY], Why.BLIND)
        unsure = Unsure(journal, batch, rows, schedules)
        asyncio.run(unsure.read())
    assert [day in unsure for day in (DAY, LATER)] == [True, False]
