"""When what the server said it booked is said to be missing, where the person's record is all there is to be read."""

from __future__ import annotations

import asyncio
from datetime import date
from types import SimpleNamespace
from typing import Any, cast

import pytest

from app.booking.control import Timing
from app.booking.doubt import Doubt
from app.booking.seats import DaySchedule, Seen
from app.clock import ticks
from app.domain.values import Appointment, Outcome, State
from app.journal.batches import Entry

DAY = date(2026, 12, 8)
ROW = Appointment(2, "1997966549721", DAY, 9)
BOOKED = Entry(ROW, Outcome(2, State.BOOKED), tries=1)


@pytest.mark.parametrize(("age", "missing"), [(10.0, False), (100.0, False), (200.0, True)])
def test_a_record_alone_that_lacks_a_seat_is_waited_for_three_times_as_long(age: float, missing: bool) -> None:
    marked: list[tuple[object, ...]] = []

    async def lacks(*_asked: object, **_how: object) -> Seen:
        return Seen()

    rows = SimpleNamespace(age=lambda _moment: age, mark=lambda *told, **_more: marked.append(told))
    doubt = Doubt(
        cast(Any, rows), cast(Any, SimpleNamespace(find=lacks)), cast(Any, SimpleNamespace(patiently=None)), Timing()
    )
    asyncio.run(doubt._verify_row(BOOKED, DaySchedule(DAY, "99001", None), ticks()))
    assert marked == ([(2, State.UNKNOWN, "not_in_schedule")] if missing else [])
