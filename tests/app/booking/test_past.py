"""What the journal alone knows of a corrected copy's rows, before any server is asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.booking.past import known_here
from app.domain.given_up import BOOKED_HERE, GONE_HERE, OTHER_HOUR_HERE
from app.domain.values import Appointment, State
from app.journal.batches import Journal, Source
from tests.app.journal.conftest import KEY

FACILITY = "99001"
ROW = Appointment(2, "8123456789014", date(2027, 6, 14), 9, 1, "นางสาว สมมุติ ทดสอบ")


def booked(journal: Journal, row: Appointment) -> int:
    batch = journal.add_batch(FACILITY, "clerk", Source("a.xlsx"), [(row, State.PLANNED, "", None)])
    journal.claim(batch, row.row)
    journal.mark(batch, row.row, State.BOOKED, slot_id=7, verified=True)
    return batch


def known(journal: Journal, row: Appointment) -> tuple[str, str]:
    return known_here(journal, FACILITY, [row], "a.xlsx").get(row.row, ("", ""))


def test_booked_at_that_hour_at_another_one_or_not_at_all() -> None:
    with Journal(None, KEY) as journal:
        assert known(journal, ROW) == ("", "")
        booked(journal, ROW)
        assert known(journal, ROW) == (BOOKED_HERE, "")
        assert known(journal, replace(ROW, hour=13)) == (OTHER_HOUR_HERE, "09:00")
        assert known(journal, replace(ROW, date=date(2027, 6, 15))) == ("", "")


def test_cancelled_from_here_since() -> None:
    with Journal(None, KEY) as journal:
        batch = booked(journal, ROW)
        journal.mark(batch, ROW.row, State.CANCELLING)
        journal.mark(batch, ROW.row, State.CANCELLED)
        assert known(journal, ROW)[0] == GONE_HERE
        booked(journal, ROW)
        assert known(journal, ROW) == (BOOKED_HERE, ""), "booked anew"
