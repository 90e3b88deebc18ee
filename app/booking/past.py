"""Whom this computer has booked before, as its journal says: one witness, asked of no server. What was cancelled
elsewhere since is not known here."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.values import Appointment, State
from app.journal.batches import Hold, Journal
from app.sheets.check import Checked, known_booked


def booked_here(journal: Journal, facility: str, rows: Sequence[Appointment]) -> frozenset[int]:
    """Rows whose person was booked for that very hour."""
    holds = journal.holds(facility, rows)
    return frozenset(row for row, found in holds.items() if any(map(_is_that_hour, found)))


def _is_that_hour(hold: Hold) -> bool:
    return hold.same_hour and hold.state is State.BOOKED


def past_booked(journal: Journal, facility: str, checked: Checked) -> Checked:
    """The same sheet, of its past rows those set aside: a list that grows day by day."""
    return known_booked(checked, booked_here(journal, facility, checked.past))
